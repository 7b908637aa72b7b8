"""Copies that programs for synchronising, browsers and file managers put beside a file when two laptops changed it.

Only names are looked at here, by the forms that Dropbox, OneDrive, Google Drive, iCloud, Nextcloud, ownCloud, Syncthing
and the file managers of Windows and macOS give (seen in their help pages and in use). A weak form ("plan (1)", "plan
2", "plan-LAPTOP7") proves nothing: who asks compares what is in the files.
"""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import Final

from koosloome_desktop.support.patterns import pattern_of

_CONFLICT: Final = r"conflict|konflikt|конфликт|copie en conflit|in conflitto|en conflicto"
_MARKS: Final = pattern_of(
    r"(?:"
    rf" \([^()]*(?:{_CONFLICT})[^()]*\)"  # Dropbox, Nextcloud: plan (Kadri's conflicted copy 2026-11-26)
    r"|\.sync-conflict-\d{8}-\d{6}(?:-\w{7})?"  # Syncthing
    r"|_conflict-\d{8}-\d{6}"  # ownCloud
    r"|(?: [-–—] (?:copy|koopia|копия))(?: ?\(\d{1,2}\))?"  # Windows
    r"| copy(?: \d{1,2})?"  # macOS
    r"| ?\(\d{1,2}\)"  # Google Drive, browsers
    r"| \d{1,2}"  # iCloud
    r"|-[A-Z0-9][A-Z0-9-]{2,14}(?:-\d{1,2})?"  # OneDrive: the computer's name
    r")$"
)
_WEAK: Final = pattern_of(r" ?\(\d{1,2}\)|-[A-Z0-9][A-Z0-9-]{2,14}(?:-\d{1,2})?")
_LOUD: Final = pattern_of(_CONFLICT)
_MOST: Final = 500


def root(stem: str) -> str:
    """A file's name without its ending and without what marks it as a copy."""
    while stem:
        found = _MARKS.search(stem) or _MARKS.search(stem.lower())
        if found is None or not found.start():
            return stem
        stem = stem[: found.start()]
    return stem


def beside(path: Path) -> list[Path]:
    """The files beside this one that may be other versions of it, by name; without the file itself."""
    wanted = {path.stem, root(path.stem)}
    found: list[Path] = []
    with contextlib.suppress(OSError):
        for number, other in enumerate(sorted(path.parent.iterdir())):
            if number >= _MOST:
                break
            if other.name != path.name and other.suffix.lower() == path.suffix.lower() and other.is_file():
                same = root(other.stem) in wanted or other.stem in wanted
                found += [other] if same else []
    return found


def is_conflict(stem: str) -> bool:
    """Whether a name says itself that it is a conflict copy."""
    return _LOUD.search(stem.lower()) is not None


def conflicts(path: Path) -> list[Path]:
    """The files beside this one whose names make them other versions of it: conflict copies, another computer's."""
    longer = (other for other in beside(path) if other.stem.startswith(path.stem))
    return [other for other in longer if is_conflict(other.stem) or _WEAK.fullmatch(other.stem[len(path.stem) :])]
