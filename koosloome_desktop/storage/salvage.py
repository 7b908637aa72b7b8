"""What can be read of a damaged library, written into a new one; the damaged file is only read.

Rows are told apart by how many values they have and of what kinds; of several states of a record the last counts.
What a record leads to and is gone is settled as in every document; notes whose canvas is gone get one that stands for
it. Journals are not taken over: a step back would lead to what is not there any more.
"""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from koosloome_desktop.model.blobs import Blob
from koosloome_desktop.model.changes import Origin
from koosloome_desktop.model.document import Document
from koosloome_desktop.model.frozen import FrozenMap
from koosloome_desktop.model.index import references
from koosloome_desktop.model.records import KINDS, Canvas, Note, Record, Workshop
from koosloome_desktop.storage.backup import sync, verify
from koosloome_desktop.storage.counting import COUNTED
from koosloome_desktop.storage.engine import FILE_NAME
from koosloome_desktop.storage.library import Library
from koosloome_desktop.storage.lineage import add_pictures
from koosloome_desktop.storage.pages import Pages, Row
from koosloome_desktop.storage.reading import counts, record_of
from koosloome_desktop.storage.rows import Salvaged, SalvagedWorkshop
from koosloome_desktop.storage.snapshots import move_aside
from koosloome_desktop.support.clock import Clock
from koosloome_desktop.support.errors import DamagedLibrary, KoosloomeError, StorageError
from koosloome_desktop.support.i18n import N_, _
from koosloome_desktop.support.reasons import reason

_RECORD: Final = (str, str, str, str, str, int, str, str, (str, type(None)), str, str, int, str, int)
_WORKSHOP: Final = (
    *(str, str, str, int, str, str, str, str, (int, type(None)), int, int, int, str, str),
    (str, type(None)),
)
_BLOB: Final = (str, str, int, str, bytes)


@dataclass
class Found:
    """What was read: workshops' rows, the last state of each record, pictures."""

    heads: dict[str, Row] = field(default_factory=dict)
    states: dict[tuple[str, str], Row] = field(default_factory=dict)
    blobs: list[Blob] = field(default_factory=list)
    counted: bool = False
    """Whether the rows count the notes that stand on canvases, and not parked topics too (`storage.counting`)."""

    def take(self, row: Row) -> None:
        """Sort one row in; one that is none of ours is left aside."""
        if _fits(row, _RECORD) and row[2] in KINDS:
            key = (str(row[0]), str(row[1]))
            before = self.states.get(key)
            if before is None or _rev(before) <= _rev(row):
                self.states[key] = row
        elif _fits(row, _WORKSHOP):
            self.heads[str(row[0])] = row
        elif _fits(row, (str, str)) and row[0] == COUNTED:
            self.counted = True
        elif _fits(row, _BLOB):
            sha256, kind, _size, _at, data = row
            if isinstance(data, bytes) and hashlib.sha256(data).hexdigest() == sha256:
                self.blobs.append(Blob(str(sha256), str(kind), data))

    def workshops(self) -> list[str]:
        """Ids of all workshops of which anything is left, in a stable order."""
        return sorted({*self.heads, *(workshop for workshop, _id in self.states)})

    def records(self, workshop: str) -> list[Record]:
        """The living records of a workshop that can be read."""
        found = []
        for (owner, record_id), row in sorted(self.states.items()):
            if owner == workshop and not row[13]:
                with suppress(Exception):
                    found.append(record_of(str(row[2]), record_id, str(row[12]), int(row[11] or 0)))
        return found


def _fits(row: Row, kinds: tuple[Any, ...]) -> bool:
    return len(row) == len(kinds) and all(isinstance(v, k) for v, k in zip(row, kinds, strict=True))


def _rev(row: Row) -> int:
    return row[5] if isinstance(row[5], int) else 0


def read_damaged(file: Path) -> Found:
    """Everything of ours that stands in a library file, damaged or not. Raises OSError."""
    found = Found()
    for row in Pages(file).rows():
        found.take(row)
    return found


def mended(workshop: str, records: Iterable[Record], head: Row | None) -> list[Record]:
    """A whole workshop from what is left of it: stand-ins for the workshop and for canvases, no loose ends."""
    left = list(records)
    if not any(isinstance(r, Workshop) and r.id == workshop for r in left):
        title = str(head[2]) if head is not None and head[2] else _("Rescued workshop")
        code = str(head[1]) if head is not None else ""
        left.append(Workshop(id=workshop, code=code, title=FrozenMap({"et": title})))
    left = [r for r in left if not isinstance(r, Workshop) or r.id == workshop]
    there = {r.id for r in left}
    gone = {target for r in left for name, target in references(r) if name == "canvas" and target not in there}
    left += [
        Canvas(id=canvas, order=f"z{number:03d}V", code=f"rescued-{number}", type="problem_map", title=_("Rescued"))
        for number, canvas in enumerate(sorted(gone), 1)
    ]
    document = Document(workshop)
    # A change by others is closed: what leads nowhere is settled by the rule of its field.
    with document.transaction(N_("Rescue"), origin=Origin.REMOTE) as tx:
        for record in left:
            tx.put(record)
    return list(document.records())


def salvage(file: Path, clock: Clock) -> Salvaged:
    """Put what can be read of a damaged library into a new one in its place; the damaged file is moved aside.

    The library must not be open (the caller holds its lock). Raises DamagedLibrary when nothing can be read, and
    StorageError when the disk refuses; the file is then where it was.
    """
    try:
        found = read_damaged(file)
    except OSError as error:
        raise StorageError(_("The library cannot be read."), place=str(file), hint=reason(error)) from error
    if not found.workshops():
        raise DamagedLibrary(_("Nothing could be read in the library file."), place=str(file))
    for left in file.parent.glob("rescue-*"):  # of one that was cut short
        shutil.rmtree(left, ignore_errors=True)
    with tempfile.TemporaryDirectory(prefix="rescue-", dir=file.parent) as name:
        new = Path(name)
        told = _write(new, found, clock)
        made = new / FILE_NAME
        verify(made)
        try:
            sync(made)
            aside = move_aside(file, clock.now())
            made.replace(file)
            sync(file.parent)
        except OSError as error:
            raise StorageError(_("The library folder cannot be written ({reason}).").format(reason=reason(error)),
                               place=str(file.parent)) from error  # fmt: skip
    return Salvaged(tuple(told), aside)


def _write(new: Path, found: Found, clock: Clock) -> list[SalvagedWorkshop]:
    told = []
    with Library.open(new, clock=clock) as library:
        if found.blobs:
            add_pictures(library, found.blobs)
        for workshop in found.workshops():
            head = found.heads.get(workshop)
            records = mended(workshop, found.records(workshop), head)
            try:
                row = library.create(records, label=N_("Rescue"))
            except (KoosloomeError, ValueError):
                continue
            if head is not None and head[14] is not None:
                library.delete(workshop)
            read = counts(records)
            others = 0 if found.counted else sum(isinstance(r, Note) and not r.merged_into for r in records)
            more = max(others - read["notes"], 0)
            stated = (read["notes"], read["actions"])
            if head is not None:
                stated = max(int(head[9] or 0) - more, 0), int(head[10] or 0)
            told.append(SalvagedWorkshop(row.title, read["notes"], stated[0], read["actions"], stated[1]))
    return told
