"""The places beside the library where a person's name may stand: logs, settings, miniatures, a demonstration that was
cut short; and the files that were exported, which are only listed.
"""

from __future__ import annotations

import contextlib
import json
import zipfile
import zlib
from pathlib import Path
from typing import Final

from koosloome_desktop.operations.erasing import Order, Rewriter
from koosloome_desktop.support.paths import cache_dir, config_dir, log_dir
from koosloome_desktop.support.settingsfile import sweep, write_text_atomic
from koosloome_desktop.support.spellings import Spellings
from koosloome_desktop.support.text import file_name

MINIATURES: Final = "miniatures"
TEXTS: Final = frozenset({".json", ".csv", ".tsv", ".md", ".ics", ".svg", ".txt"})
ZIPS: Final = frozenset({".koosloome", ".xlsx", ".docx"})
SHUT: Final = frozenset({".pdf", ".png"})
"""Endings of files that we export: texts, zips of texts, and those whose words cannot be looked for."""
_MOST_FILES: Final = 200
_MOST_BYTES: Final = 20_000_000


def rewrite_own_files(order: Order) -> int:
    """Take the name out of what the program keeps for itself outside the library; gives the number of files."""
    rewriter = Rewriter(order)
    changed = clear_miniatures(cache_dir() / MINIATURES)
    changed += sum(_rewrite_text(p, rewriter) for p in _files(log_dir()))
    sweep(config_dir())
    changed += sum(_rewrite_settings(p, rewriter) for p in _files(config_dir()) if p.suffix in {".json", ".damaged"})
    return changed + _clear_demonstrations()


def clear_miniatures(folder: Path) -> int:
    """Delete the pictures of workshops, which show notes; they are drawn again when they are looked at."""
    gone = 0
    for path in _files(folder):
        with contextlib.suppress(OSError):
            path.unlink()
            gone += 1
    return gone


def _files(folder: Path) -> list[Path]:
    try:
        return sorted(p for p in folder.iterdir() if p.is_file() and not p.is_symlink())
    except OSError:
        return []


def _rewrite_text(path: Path, rewriter: Rewriter) -> int:
    """Logs hold no names; should one be there all the same, it goes. In place, since the log is open."""
    with contextlib.suppress(OSError):
        text = path.read_text(encoding="utf-8", errors="replace")
        if (new := rewriter.text(text)) != text:
            with path.open("r+", encoding="utf-8") as log:
                log.write(new)
                log.truncate()
            return 1
    return 0


def _rewrite_settings(path: Path, rewriter: Rewriter) -> int:
    with contextlib.suppress(OSError):
        text = path.read_text(encoding="utf-8", errors="replace")
        try:
            data = json.loads(text)
            new = rewriter.value(data)
        except (ValueError, RecursionError):
            return _rewrite_text(path, rewriter)
        if new != data:
            # Half a letter (``\ud800`` in the file) cannot be written.
            whole = json.dumps(new, ensure_ascii=False, indent=1).encode("utf-8", "replace").decode("utf-8")
            write_text_atomic(path, whole + "\n", private=True)
            return 1
    return 0


def rewrite_templates(folder: Path, order: Order) -> int:
    """Take the name out of own templates and of their files' names; gives the number of files."""
    rewriter = Rewriter(order)
    sweep(folder)
    changed = 0
    for path in _files(folder):
        touched = _rewrite_settings(path, rewriter)
        if rewriter.finds(path.stem):
            taken = {p.name for p in _files(folder)}
            with contextlib.suppress(OSError):
                path.rename(path.with_name(file_name(rewriter.text(path.stem), path.suffix, taken=taken)))
                touched = 1
        changed += touched
    return changed


def _clear_demonstrations() -> int:
    """Throw-away libraries that a crash left, unless their program is running or has yet to come to its library: a
    folder without one names nobody.
    """
    from koosloome_desktop.storage.lock import is_held

    gone = 0
    import shutil
    import tempfile

    for folder in Path(tempfile.gettempdir()).glob("koosloome-demo-*"):
        library = folder / "library.sqlite"
        if library.is_file() and not folder.is_symlink() and not is_held(library):
            shutil.rmtree(folder, ignore_errors=True)
            gone += 1
    return gone


# --- what was exported


def exported_files(folder: Path, names: Spellings) -> tuple[Path, ...]:
    """The files of our kinds in a folder that name the person or cannot be looked into, newest first; only read."""
    kinds = TEXTS | ZIPS | SHUT
    found = [p for p in _files(folder) if p.suffix.lower() in kinds]
    found.sort(key=_changed, reverse=True)
    return tuple(p for p in found[:_MOST_FILES] if _may_name(p, names))


def _changed(path: Path) -> float:
    # Somebody may tidy the folder meanwhile.
    try:
        return path.stat().st_mtime
    except OSError:
        return 0.0


def _beginning(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(_MOST_BYTES)


def _may_name(path: Path, names: Spellings) -> bool:
    ending = path.suffix.lower()
    if names.find(path.stem) or ending in SHUT:
        return True
    try:
        texts = [_beginning(path)] if ending in TEXTS else _parts(path)
    except FileNotFoundError:
        return False
    except (OSError, zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError, EOFError):
        # What cannot be looked into may name anybody.
        return True
    return any(names.find(text.decode("utf-8", errors="replace")) for text in texts)


def _parts(path: Path) -> list[bytes]:
    with zipfile.ZipFile(path) as archive:
        wanted = [i for i in archive.infolist() if i.filename.endswith((".xml", ".json"))][:_MOST_FILES]
        out = []
        for info in wanted:
            with archive.open(info) as part:
                out.append(part.read(_MOST_BYTES))
        return out
