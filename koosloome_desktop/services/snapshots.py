"""Snapshots as the window and the command line use them: list, make, look into, bring a workshop or everything back."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from koosloome_desktop.model.blobs import Blob
from koosloome_desktop.model.document import Document
from koosloome_desktop.model.records import Action, Asset, Note
from koosloome_desktop.support import locale
from koosloome_desktop.support.clock import Clock, SystemClock, instant
from koosloome_desktop.support.errors import KoosloomeError, NotFound, StorageError
from koosloome_desktop.support.i18n import N_, _
from koosloome_desktop.support.zones import local

if TYPE_CHECKING:
    from koosloome_desktop.services.library import LibraryService
    from koosloome_desktop.storage.rows import Snapshot, WorkshopRow
    from koosloome_desktop.storage.snapshots import SnapshotReader

_log = logging.getLogger(__name__)

REASONS: Final = {
    "auto": N_("by itself"),
    "hand": N_("by hand"),
    "import": N_("before an import"),
    "merge": N_("before a merge"),
    "delete": N_("before deleting"),
    "restore": N_("before restoring"),
    "conflict": N_("another version beside the library"),
}
"""Why a snapshot was made, as message ids."""


def reason_word(reason: str) -> str:
    """The reason in the language now; an unknown one as it is."""
    return _(REASONS[reason]) if reason in REASONS else reason


def when(snapshot: Snapshot, lang: str) -> str:
    """Its local date and time of day: ``15.10.2026 10.42``."""
    moment = local(snapshot.at)
    return f"{locale.date(moment.date().isoformat(), lang)} {locale.time(moment, lang)}"


def heard_when(snapshot: Snapshot, lang: str, now: datetime) -> str:
    """The same as people say it: ``täna 10.42``, ``eile 16.05``, else with the letter of its weekday."""
    moment, today = local(snapshot.at), local(now).date()
    time = locale.time(moment, lang)
    days = (today - moment.date()).days
    if days in {0, 1}:
        return (_("today {time}") if days == 0 else _("yesterday {time}")).format(time=time)
    return f"{locale.weekday_letter(moment.date(), lang)} {locale.date(moment.date(), lang)} {time}"


def library_file(folder: str | os.PathLike[str]) -> Path:
    """The file of a library; StorageError for a database, which makes its own backups."""
    from koosloome_desktop.storage.engine import place_of

    file = place_of(folder).file
    if file is None:
        raise StorageError(_("A library in PostgreSQL is backed up where its server is."))
    return file


def snapshots(file: Path) -> list[Snapshot]:
    """The snapshots of a library file, newest first; the library may be open or not be there at all."""
    from koosloome_desktop.storage import snapshots as stored

    return stored.snapshots(file)


def versions(file: Path) -> list[Snapshot]:
    """Other versions of the library that a synchronised folder put beside it, last changed first."""
    from koosloome_desktop.storage import snapshots as stored

    return stored.versions(file)


def take(file: Path, reason: str = "hand", clock: Clock | None = None) -> Snapshot:
    """Make one now. The library may be open; what is queued to be written is not in it (`Library.flush` first)."""
    from koosloome_desktop.storage import snapshots as stored

    if not file.exists():
        raise StorageError(_("There is no library here yet."), place=str(file.parent))
    return stored.take_snapshot(file, (clock or SystemClock()).now(), reason)


def take_before(file: Path | None, reason: str, clock: Clock) -> None:
    """Make one before something large happens, where the newest does not hold the same already.

    One that cannot be made stops nothing: what follows is one transaction, and the log tells.
    """
    from koosloome_desktop.storage import snapshots as stored

    if file is None or not file.exists():
        return
    try:
        if not stored.unchanged(file):
            stored.take_snapshot(file, clock.now(), reason)
    except KoosloomeError as error:
        _log.warning("the snapshot failed: %s", type(error).__name__)


def keep(
    library: LibraryService, failed: Callable[[KoosloomeError], object] | None = None
) -> Callable[[], object] | None:
    """From now on make a snapshot every ten minutes of change; None for a database elsewhere.

    `failed(error)` hears, in whatever thread, of one that could not be made. What is given makes one now, in the
    background, where anything has changed since the last: for a quiet minute after the start.
    """
    from koosloome_desktop.storage.keeping import SnapshotKeeper

    if library.file is None:
        return None
    keeper = SnapshotKeeper(library.file, SystemClock(), failed=failed)
    library.store.keep_snapshots(keeper)
    return keeper.begin


def workshops_in(file: Path, name: str) -> list[WorkshopRow]:
    """The workshops that a snapshot holds; NotFound for an unknown snapshot."""
    from koosloome_desktop.storage import snapshots as stored

    with stored.SnapshotReader(stored.find_snapshot(file, name)) as reader:
        return reader.workshops()


def choose(rows: Sequence[WorkshopRow], name: str) -> WorkshopRow:
    """The one of these workshops that an id, a code or an unambiguous beginning of either names; NotFound else."""
    wanted = name.strip().casefold()
    exact = [row for row in rows if wanted in {row.id, row.code.casefold()}]
    found = exact or [row for row in rows if row.id.startswith(wanted) or row.code.casefold().startswith(wanted)]
    if len(found) != 1 or not wanted:
        raise NotFound(_("There is no such workshop in the snapshot."), place=name)
    return found[0]


def restore_everything(file: Path, name: str, clock: Clock | None = None) -> Path | None:
    """Put the whole library back to a snapshot; it must not be open anywhere (LibraryBusy).

    What stood there becomes a snapshot of its own, or when it is damaged a file whose path is given. Raises NotFound,
    DamagedLibrary (the snapshot) or StorageError; the library is then unchanged.
    """
    from koosloome_desktop.storage import snapshots as stored
    from koosloome_desktop.storage.lock import LibraryLock

    snapshot = stored.find_snapshot(file, name)
    now = (clock or SystemClock()).now()
    lock = LibraryLock(file)
    lock.acquire(instant(now))
    try:
        return stored.restore_library(file, snapshot, now)
    finally:
        lock.release()


def look_into(file: Path, name: str, workshop_id: str) -> Document:
    """A workshop as a snapshot has it, to look at. NotFound for an unknown snapshot or workshop. Any thread may ask."""
    from koosloome_desktop.storage import snapshots as stored

    with stored.SnapshotReader(stored.find_snapshot(file, name)) as reader:
        return _as_it_was(reader, workshop_id)


def _as_it_was(reader: SnapshotReader, workshop_id: str) -> Document:
    loaded = reader.load(workshop_id)
    document = Document(workshop_id)
    document.load(loaded.records, loaded.rev)
    return document


@dataclass(frozen=True, slots=True)
class Difference:
    """What is between a workshop then and now, in notes and actions: `gone` since and `reworded` (then, now) by their
    texts, and how many were `added`.
    """

    gone: tuple[str, ...] = ()
    reworded: tuple[tuple[str, str], ...] = ()
    added: int = 0

    @property
    def empty(self) -> bool:
        """Whether every text is the same."""
        return not (self.gone or self.reworded or self.added)


def difference(then: Document, now: Document | None) -> Difference:
    """Compare the texts of two states of a workshop; all is gone where there is none now."""
    before, after = _texts(then), _texts(now) if now is not None else {}
    changed = ((text, after[key]) for key, text in before.items() if key in after and after[key] != text)
    return Difference(
        gone=tuple(text for key, text in before.items() if key not in after),
        reworded=tuple(changed),
        added=sum(key not in before for key in after),
    )


def _texts(document: Document) -> dict[str, str]:
    notes = {n.id: n.text for n in document.of(Note) if n.text and not n.merged_into}
    return notes | {a.id: a.activity for a in document.of(Action) if a.activity}


def restore_copy(library: LibraryService, name: str, workshop_id: str) -> WorkshopRow:
    """Bring one workshop back as it was, beside the present one: a new workshop "… (15.10.2026 10.42)".

    Its pictures come along. NotFound for an unknown snapshot or workshop.
    """
    from koosloome_desktop.storage import snapshots as stored

    if library.file is None:
        raise NotFound(_("There is no such snapshot."), place=name)
    snapshot = stored.find_snapshot(library.file, name)
    with stored.SnapshotReader(snapshot) as reader:
        document = _as_it_was(reader, workshop_id)
        pictures = [
            Blob(asset.sha256, asset.media_type, data)
            for asset in document.of(Asset)
            if (data := reader.blob(asset.sha256)) is not None
        ]
    return library.add_copy(document, when(snapshot, document.workshop.language), pictures)
