"""The library as the window and the command line use it: list, open, create, import."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence, Set
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from koosloome_desktop import storage
from koosloome_desktop.canvases.creating import FOUR, new_workshop
from koosloome_desktop.model.blobs import Blob
from koosloome_desktop.model.document import Document
from koosloome_desktop.model.frozen import FrozenMap
from koosloome_desktop.model.records import Asset, Record, Workshop
from koosloome_desktop.operations.codec import Warned
from koosloome_desktop.services import snapshots
from koosloome_desktop.services.workshop import OpenWorkshop
from koosloome_desktop.support import settingsfile
from koosloome_desktop.support.clock import Clock, SystemClock
from koosloome_desktop.support.errors import NotFound
from koosloome_desktop.support.i18n import N_, _, language, ngettext
from koosloome_desktop.support.ids import new_id
from koosloome_desktop.support.paths import data_dir

if TYPE_CHECKING:
    from koosloome_desktop.services.importing import Content
    from koosloome_desktop.services.incoming import Incoming
    from koosloome_desktop.services.workshop_file import ReadWorkshop
    from koosloome_desktop.storage.library import Library
    from koosloome_desktop.storage.rows import DueRow, Hit, Problem, Recovery, WorkshopRow


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What one imported file became. `records` counts by kind what it brought; `unchanged` means it was here
    already."""

    workshop: str
    title: str
    records: dict[str, int]
    unchanged: bool
    warnings: tuple[Warned, ...]

    def as_json(self) -> dict[str, Any]:
        """The object that the command line prints."""
        return {
            "workshop": self.workshop,
            "title": self.title,
            "records": self.records,
            "unchanged": self.unchanged,
            "warnings": [{"code": w.code, "place": w.place, "text": w.text} for w in self.warnings],
        }


ERASING: Final = "erasing.json"
"""The order of an erasure that is under way, beside the library."""
BROUGHT = ("action", "plan_table", "milestone", "note")
"""The kinds of records that tables bring."""


class LibraryService:
    """An open library. Opening is slow (it loads the database layer): a window calls it in a thread."""

    def __init__(self, library: Library, folder: Path, clock: Clock) -> None:
        self._library = self.store = library
        self._clock = clock
        self.folder = folder
        self.file = library.file
        """The library's file; None for a database elsewhere."""
        self.shared = "" if library.file is not None else library.place
        """The short address of a library on a server; empty for one in a folder."""
        self.now = clock.now
        self.erased = False
        """Whether opening finished an erasure that was cut short."""

    @classmethod
    def open(
        cls,
        folder: str | os.PathLike[str],
        *,
        post: Callable[[Callable[[], object]], object] | None = None,
        read_only: bool = False,
        clock: Clock | None = None,
        without_server: bool = False,
    ) -> LibraryService:
        """Open the library in a folder or by a database's URL; `post` brings calls back to the owner's thread.

        `without_server` opens a shared one also while its server is away, where workshops of it were opened here.
        """
        library = storage.open_library(
            folder, post=post, read_only=read_only, clock=clock, without_server=without_server
        )
        own = Path(folder) if library.file is not None else data_dir()
        service = cls(library, own, clock or SystemClock())
        if not read_only:
            service.erased = _erasure_finished(service)
        return service

    @property
    def recovery(self) -> Recovery | None:
        """What the last run left when it did not end properly."""
        return self._library.recovery

    def keep_reserve(self) -> None:
        """Hold 16 MB of the disk back from now on, for the day on which it is full (quality.md D5)."""
        guard = self._library.guard
        if guard is not None:
            guard.keeps_reserve = True
            guard.saved()

    def list(self) -> list[WorkshopRow]:
        """The workshops, last changed first."""
        return self._library.list()

    def find(self, name: str) -> WorkshopRow:
        """The workshop that an id, a code or an unambiguous prefix names."""
        return self._library.find(name)

    def add_copy(self, document: Document, mark: str, pictures: Sequence[Blob] = ()) -> WorkshopRow:
        """A workshop beside the others with this one's content, its title followed by "(mark)"."""
        from koosloome_desktop.services import workshop_file

        records = as_another(workshop_file.write(document), codes(self._library), mark)
        return self._library.create(records, label=N_("Restore from a snapshot"), pictures=pictures)

    def search(self, query: str) -> Sequence[Hit]:
        """Where every word of the query stands."""
        return self._library.search(query)

    def due(self) -> Sequence[DueRow]:
        """What has a date and is not over, in all workshops, by date."""
        return self._library.due()

    def blob(self, sha256: str) -> bytes | None:
        """The bytes of a picture, None when they are not here."""
        return self._library.blob(sha256)

    def check(self) -> Sequence[Problem]:
        """Everything that does not hold in the library file."""
        return self._library.check()

    def open_workshop(self, workshop_id: str, *, reading: bool = False) -> OpenWorkshop:
        """A workshop to work on; NotFound when there is none of this id. OnlyRead when the library may only be read,
        unless it is opened for `reading`: then every change of it is refused so.
        """
        loaded = self._library.load(workshop_id)
        document = Document(workshop_id, rev=loaded.rev)
        document.load(loaded.records, loaded.rev)
        drafts = {(d.place, d.target): d.text for d in loaded.drafts}
        refuse = self._library.refuse_writing if reading and self._library.read_only else None
        workshop = OpenWorkshop(
            document, self._library, journal=loaded.journal, drafts=drafts, refuse=refuse, view=loaded.view
        )
        if loaded.known is not None:
            workshop.waits(loaded.waiting, self._library.seen().get(workshop_id, ""))
        return workshop

    def document(self, workshop_id: str) -> Document:
        """A workshop to read only."""
        loaded = self._library.load(workshop_id)
        document = Document(workshop_id, rev=loaded.rev)
        document.load(loaded.records, loaded.rev)
        return document

    def create(
        self,
        title: str,
        *,
        place: str = "",
        date: str = "",
        lang: str = "et",
        canvases: Sequence[tuple[str, str]] = FOUR,
    ) -> str:
        """A new workshop with empty canvases; its id."""
        document = new_workshop(title, place=place, date=date, lang=lang, canvases=canvases)
        return self._library.create(document.records(), label=N_("New workshop")).id

    def delete(self, workshop_id: str, stopped: Callable[[], bool] = lambda: False) -> bool:
        """Put a workshop into the bin; a snapshot is made before, and nothing else where `stopped()` says so then.
        Whether it is in the bin. May be called in any thread.
        """
        self._library.refuse_writing()
        snapshots.take_before(self.file, "delete", self._clock)
        if stopped():
            return False
        self._library.delete(workshop_id)
        return True

    def restore(self, workshop_id: str) -> None:
        """Take a workshop out of the bin."""
        self._library.restore(workshop_id)

    def import_file(self, path: Path, into: str = "") -> ImportReport:
        """Bring a file in, all or nothing; RefusedInput when it cannot be read, the library is then unchanged."""
        from koosloome_desktop.services.importing import read_file

        year = self._clock.now().year
        return self.bring(read_file(path, default_year=year), into)

    def bring(self, content: Content, into: str = "", *, made: Document | None = None) -> ImportReport:
        """Bring read content in, all or nothing: into the workshop `into`, else as one of its own.

        `made` is the workshop that its rows were put together as already, for a preview.
        """
        self._library.refuse_writing()
        if content.data is not None and not into:
            from koosloome_desktop.services.incoming import understood

            return self.bring_workshop(understood(self, content, apart=True))
        snapshots.take_before(self.file, "import", self._clock)
        return self._import_rows(content, into, made)

    def bring_workshop(self, found: Incoming) -> ImportReport:
        """Bring a workshop's file in that was understood before, all or nothing."""
        from koosloome_desktop.services.lineage import base_of, keep_pictures

        self._library.refuse_writing()
        snapshots.take_before(self.file, "import", self._clock)
        content, records, known = found.content, found.records, found.known
        warnings = (*content.warnings, *found.read.warnings)
        if known is not None:
            keep_pictures(self._library, content.pictures)
            return ImportReport(known.id, known.title, {}, True, warnings)
        base = (base_of(records),) if content.manifest is not None else ()
        if exists(self._library, found.read.id):
            records, base = found.another or as_another(content.data, codes(self._library)), ()
            told = _("this workshop is in the library with other content; imported beside it (merge can unite them)")
            warnings = (*warnings, Warned("import.other_content", "id", told))
        row = self._library.create(
            records,
            source_hash=found.source,
            canonical_hash=base[0].sha256 if base else "",
            pictures=(*content.pictures, *base),
        )
        return ImportReport(
            row.id, row.title, count_kinds(records), False, (*warnings, *_without_picture(self._library, records))
        )

    def _import_rows(self, content: Content, into: str, made: Document | None = None) -> ImportReport:
        from koosloome_desktop.services.plan_import import rows_into

        if into:
            return _rows_into_existing(self, content, self._library.find(into).id, self._clock.now().year)
        known = self._library.find_source(content.digest)
        if known is not None:
            return ImportReport(known.id, known.title, {}, True, content.warnings)
        if made is not None:
            records = list(made.records())
            row = self._library.create(records, source_hash=content.digest)
            counts = {k: v for k, v in count_kinds(records).items() if k in BROUGHT}
            return ImportReport(row.id, row.title, counts, False, content.warnings)
        document = new_workshop(content.title, lang=language(), canvases=content.canvases())
        brought = rows_into(document, content, this_year=self._clock.now().year)
        row = self._library.create(document.records(), source_hash=content.digest)
        return ImportReport(row.id, row.title, brought.records, False, brought.warnings)

    def close(self) -> bool:
        """Write what is queued and let the library go."""
        return self._library.close()


def _erasure_finished(service: LibraryService) -> bool:
    """Finish an erasure that was cut short; whether one was. What erases is read where there is one."""
    if service.file is None:
        return False
    settingsfile.sweep(service.file.parent)
    if not (service.file.parent / ERASING).exists():
        return False
    from koosloome_desktop.services.persons import resume

    return resume(service)


def same_as_now(service: LibraryService, workshop_id: str, text: str) -> WorkshopRow | None:
    """The workshop of this id when it holds exactly this content today."""
    from koosloome_desktop.services import workshop_file

    try:
        row = service.find(workshop_id)
    except NotFound:
        return None
    return row if workshop_file.dumps(workshop_file.write(service.document(row.id))) == text else None


def open_unless_it_hangs(
    folder: str,
    *,
    post: Callable[[Callable[[], object]], object] | None = None,
    read_only: bool = False,
    without_server: bool = False,
) -> LibraryService:
    """The same as `LibraryService.open`; NoAnswer where the disk hangs. What opens after all is closed again."""
    work = partial(LibraryService.open, folder, post=post, read_only=read_only, without_server=without_server)
    if "://" in folder:
        return work()
    from koosloome_desktop.storage.hanging import unless_it_hangs

    return unless_it_hangs(work, folder, lambda late: late.close())


def wait_for_nothing(service: LibraryService) -> None:
    """The calling thread waits for no disk that hangs: it gets NoAnswer after three seconds."""
    from koosloome_desktop.storage.hanging import hurry

    hurry(service.store)


def as_told(read: ReadWorkshop, content: Content) -> tuple[Record, ...]:
    """The records of a file, those of a portable file with the ids that its manifest gives them."""
    if content.manifest is None:
        return read.records
    from koosloome_desktop.services.package_file import check_photos, with_own_ids

    check_photos(read.records, frozenset(p.sha256 for p in content.pictures), content.manifest.get("missing"))
    told = content.manifest.get("records")
    return with_own_ids(read.records, read.id, told if isinstance(told, dict) else {})


def codes(library: Library) -> set[str]:
    """The codes of all workshops, those in the bin too."""
    return {row.code for row in (*library.list(), *library.list(deleted=True))}


def exists(library: Library, workshop_id: str) -> bool:
    """Whether a workshop of this id is in the library, in its bin too."""
    return any(row.id == workshop_id for row in (*library.list(), *library.list(deleted=True)))


def as_another(data: Any, taken: Set[str], mark: str = "") -> tuple[Record, ...]:
    """The records of a file's object as a separate workshop: ids and a code of its own beside those `taken`, its title
    followed by "(2)", "(3)" …, or by "(mark)".
    """
    from koosloome_desktop.services import workshop_file

    number = 2
    while f"{data['id']}-{number}" in taken:
        number += 1
    read = workshop_file.read({**data, "id": f"{data['id']}-{number}"}, workshop_id=new_id())
    head = next(r for r in read.records if isinstance(r, Workshop))
    titles = {lang: f"{title} ({mark or number})" for lang, title in head.title.items()}
    renamed = replace(head, title=FrozenMap(titles))
    return tuple(renamed if r.id == head.id else r for r in read.records)


def _rows_into_existing(service: LibraryService, content: Content, workshop_id: str, year: int) -> ImportReport:
    from koosloome_desktop.services.plan_import import rows_into

    workshop = service.open_workshop(workshop_id)
    try:
        brought = rows_into(workshop.document, content, this_year=year)
    finally:
        workshop.close()
    row = service.find(workshop_id)
    return ImportReport(row.id, row.title, brought.records, brought.unchanged, brought.warnings)


def canonical(workshop_id: str, records: Sequence[Record]) -> str:
    """The canonical text of these records."""
    from koosloome_desktop.services import workshop_file

    document = Document(workshop_id)
    document.load(records, 0)
    return workshop_file.dumps(workshop_file.write(document))


def digest(text: str) -> str:
    """SHA-256 (hex) of a text."""
    import hashlib

    return hashlib.sha256(text.encode()).hexdigest()


def count_kinds(records: Sequence[Record]) -> dict[str, int]:
    """How many records of each kind, most first."""
    counts: dict[str, int] = {}
    for record in records:
        counts[record.kind] = counts.get(record.kind, 0) + 1
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def _without_picture(library: Library, records: Sequence[Record]) -> tuple[Warned, ...]:
    """A warning when photos of a file have no picture here: a JSON file names them, but does not carry them."""
    count = sum(1 for r in records if isinstance(r, Asset) and library.blob(r.sha256) is None)
    if not count:
        return ()
    told = ngettext(
        "{count} photo comes without its picture: a JSON file does not carry pictures",
        "{count} photos come without their pictures: a JSON file does not carry pictures",
        count,
    )
    return (Warned("import.photos_missing", "photos", told.format(count=count)),)
