"""Erasures in a shared library, for computers that come back later: what they kept of the name goes before it is sent.

Each erasure leaves an entry on the server that knows the name by its salted hashes only (support/hashed_names.py). A
computer that meets an entry it has not seen applies it to its outbox, lets go of its copy, forgets what it could undo,
and cleans what its writer has queued. Whatever was written before its writer knew of the erasure is cleaned; what is
written afterwards is somebody's new word and stays. Every commit asks for the number of the last entry under a shared
lock that an erasure takes alone, so none slips through beside it. Entries go after 400 days of the server's clock, as a
hash of a name can be guessed; a computer that comes back later still sends nothing of what it kept (`Heed.missed`).
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Final

from koosloome_desktop.model.changes import ChangeSet, from_json, to_json
from koosloome_desktop.model.payload import dumps
from koosloome_desktop.operations.erasing import NAME_KIND, Order, Rewriter
from koosloome_desktop.storage import driver
from koosloome_desktop.storage.batch import DraftJob, Job, StepJob, SyncJob
from koosloome_desktop.storage.engine import file_line
from koosloome_desktop.storage.erasing import erase_cells
from koosloome_desktop.storage.failures import told
from koosloome_desktop.storage.line import Line
from koosloome_desktop.storage.reading import meta_value
from koosloome_desktop.storage.writer import Outdated
from koosloome_desktop.storage.writing import set_meta
from koosloome_desktop.support.clock import from_instant, instant
from koosloome_desktop.support.hashed_names import HashedNames

KEPT_DAYS: Final = 400
NUMBER: Final = "erasures"
_ENTRY: Final = "erased "
_LOCK: Final = 0x4B4F4F45


@dataclass(frozen=True, slots=True)
class Erasure:
    """One entry. `names` is None where only the participants' names of `order.names_of` went."""

    number: int
    order: Order
    names: HashedNames | None

    def rewriter(self) -> Rewriter:
        """What applies it."""
        return Rewriter(self.order, self.names)


def hold(line: Line, *, alone: bool) -> None:
    """Until the end of the transaction: nobody erases while we write, nobody writes while we erase."""
    if line.server:
        line.ask(f"SELECT pg_advisory_xact_lock{'' if alone else '_shared'}(:key)", key=_LOCK)


def note(line: Line, order: Order, at: str) -> int:
    """Leave the entry of an erasure, inside its transaction, and take away old ones; its number."""
    number = last(line) + 1
    if line.server:
        # One clock for all: a laptop's that is years ahead would take away what others have not met yet.
        at = instant(line.ask("SELECT now()")[0][0])
    names = HashedNames.of(order.spellings, order.left, secrets.token_hex(16)) if order.spellings else None
    told_order = replace(order, spellings=(), left=frozenset())
    entry = {"at": at, "order": told_order.as_json(), "names": names.as_json() if names is not None else None}
    set_meta(line, f"{_ENTRY}{number}", dumps(entry))
    set_meta(line, NUMBER, str(number))
    old = instant(from_instant(at) - timedelta(days=KEPT_DAYS))
    for key, value in line.ask("SELECT key, value FROM meta WHERE key LIKE :naming", naming=f"{_ENTRY}%"):
        if json.loads(value)["at"] < old:
            line.do("DELETE FROM meta WHERE key = :key", key=key)
    return number


def last(line: Line) -> int:
    """The number of the last erasure; 0 before the first."""
    return int(meta_value(line, NUMBER) or 0)


def since(line: Line, known: int) -> list[Erasure]:
    """The erasures after a number, in order."""
    found = []
    for key, value in line.ask("SELECT key, value FROM meta WHERE key LIKE :naming", naming=f"{_ENTRY}%"):
        number = int(key.removeprefix(_ENTRY))
        if number > known:
            data = json.loads(value)
            names = HashedNames.from_json(data["names"]) if data["names"] is not None else None
            found.append(Erasure(number, Order.from_json(data["order"]), names))
    return sorted(found, key=lambda e: e.number)


def clean_file(path: Path, erasures: Sequence[Erasure]) -> None:
    """Apply erasures to a small file of this computer, and leave no trace in its free pages; StorageError from the
    disk.
    """
    try:
        line = file_line(path)
        try:
            with line.begin():
                for erasure in erasures:
                    erase_cells(line, erasure.order, erasure.names)
            line.compact()
        finally:
            line.close()
    except driver.sqlite_module().Error as error:
        raise told(error, path.name) from error


def cleaned(change: ChangeSet, workshop: str, erasures: Sequence[Erasure]) -> ChangeSet:
    """A step without what was erased; a participant's name that is empty now is no record any more."""
    data = to_json(change)
    for erasure in erasures:
        data = erasure.rewriter().journal(workshop, data)
    new = from_json(data)
    created = tuple(r for r in new.created if r.kind != NAME_KIND or bool(getattr(r, "name", "")))
    updated = tuple(u for u in new.updated if u.kind != NAME_KIND or u.after.get("name", NAME_KIND))
    return replace(new, created=created, updated=updated, at=change.at)


class Heed:
    """What one program knows of erasures. `obeyed` is told in the writer's thread when there was a new one, to let the
    rest of the program forget.
    """

    def __init__(self, known: int, file: Path, obeyed: Callable[[int], object]) -> None:
        self.known = known
        self.missed = False
        """Whether entries went that this computer had not met: nobody knows what of its steps must be cleaned."""
        self._file = file
        self._obeyed = obeyed

    def check(self, line: Line, jobs: Sequence[Job]) -> None:
        """Inside a transaction that will write: Outdated when this computer has something to clean first."""
        hold(line, alone=False)
        if last(line) != self.known or self._oldest(jobs) < self.known:
            raise Outdated

    def _oldest(self, jobs: Sequence[Job]) -> int:
        return min((job.step.heeds for job in jobs if isinstance(job, StepJob)), default=self.known)

    def obey(self, line: Line) -> list[Erasure]:
        """Apply what is new to what lies on this computer."""
        new = since(line, self.known)
        now = max(last(line), self.known)
        self.missed = self.missed or len(new) < now - self.known
        self.known = now
        if new or self.missed:
            clean_file(self._file, new)
            self._obeyed(self.known)
        return new

    def clean(self, line: Line, jobs: Sequence[Job]) -> list[Job]:
        """Obey, and give these jobs without what was erased since they were made; what they touched is read again."""
        with line.begin():
            before = min(self._oldest(jobs), self.known)
            self.obey(line)
            erasures = since(line, before)
        return [one for job in jobs for one in self._cleaned(job, erasures)]

    def _cleaned(self, job: Job, erasures: Sequence[Erasure]) -> list[Job]:
        if isinstance(job, DraftJob):
            text = job.text
            for erasure in erasures:
                text = erasure.rewriter().text(text)
            return [replace(job, text=text)]
        if not isinstance(job, StepJob) or job.step.heeds >= self.known:
            return [job]
        wanted = [e for e in erasures if e.number > job.step.heeds]
        change = cleaned(job.step.change, job.stream.workshop, wanted)
        step = replace(job.step, change=change, heeds=self.known)
        if change == job.step.change:
            return [replace(job, step=step)]
        # Merged as what others overtook, so that only the clean change counts.
        return [replace(job, step=step), SyncJob(job.stream, frozenset(job.step.change.ids()))]
