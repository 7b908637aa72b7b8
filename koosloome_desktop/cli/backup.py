"""``koosloome backup``: snapshots of the library, listed, made and put back."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final

from koosloome_desktop.cli.parser import library_place
from koosloome_desktop.cli.reading import to_change
from koosloome_desktop.cli.telling import tell
from koosloome_desktop.services import snapshots
from koosloome_desktop.support.clock import instant
from koosloome_desktop.support.i18n import _, language

if TYPE_CHECKING:
    from koosloome_desktop.storage.rows import Snapshot


def backup(found: argparse.Namespace) -> int:
    """List, make, restore or rescue; the exit code."""
    return _DEEDS[found.deed](found, snapshots.library_file(library_place(found)))


def _line(found: argparse.Namespace, one: Snapshot) -> str:
    if found.json:
        facts = {"number": one.number, "at": instant(one.at), "reason": one.reason, "bytes": one.size}
        return json.dumps({**facts, "file": str(one.path)}, ensure_ascii=False)
    size = f"{max(1, one.size // 1024)} kB"
    return "\t".join((str(one.number), snapshots.when(one, language()), snapshots.reason_word(one.reason), size))


def _list(found: argparse.Namespace, file: Path) -> int:
    rows = snapshots.snapshots(file)
    for one in rows:
        print(_line(found, one))
    if not rows:
        tell(_("There are no snapshots yet. koosloome backup make makes one."))
    return 0


def _make(found: argparse.Namespace, file: Path) -> int:
    made = snapshots.take(file)
    print(_line(found, made))
    tell(_("Written: {path}").format(path=made.path))
    return 0


def _restore(found: argparse.Namespace, file: Path) -> int:
    if found.workshop:
        library = to_change(found)
        try:
            rows = snapshots.workshops_in(file, found.snapshot)
            wanted = snapshots.choose(rows, found.workshop)
            row = snapshots.restore_copy(library, found.snapshot, wanted.id)
        finally:
            library.close()
        print(json.dumps({"workshop": row.id, "title": row.title}, ensure_ascii=False))
        return 0
    aside = snapshots.restore_everything(file, found.snapshot)
    tell(_("The library is back at this snapshot; what was there before is a snapshot of its own."))
    if aside is not None:
        tell(_("The damaged library was moved to {path}.").format(path=aside))
    return 0


def _rescue(found: argparse.Namespace, file: Path) -> int:
    from koosloome_desktop.services.rescue import rescue

    came = rescue(file.parent)
    for one in came.workshops:
        facts = {"title": one.title, "notes": one.notes, "stated_notes": one.stated_notes, "actions": one.actions,
                 "stated_actions": one.stated_actions}  # fmt: skip
        print(json.dumps(facts, ensure_ascii=False) if found.json else one.line())
    tell(_("The damaged library was moved to {path}.").format(path=came.aside))
    return 0


_DEEDS: Final[dict[str, Callable[[argparse.Namespace, Path], int]]] = {
    "list": _list,
    "make": _make,
    "restore": _restore,
    "rescue": _rescue,
}
