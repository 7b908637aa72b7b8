"""One person everywhere: what is known of them, as a list, a file, and gone.

A person is looked for by name, in as many spellings as somebody gives, or by a participant's code. What is found stands
hit by hit; who asked decides for each text whether the name goes out of it. Erasing then takes the name out of rows,
undo history, drafts, search index, write-ahead log, snapshots and other copies, miniatures, logs and settings. What was
exported is other people's: it is listed, never touched.

An erasure that was begun is finished: until it is done a file beside the library says what is to be erased, and the
next start goes on (`resume`).
"""

from __future__ import annotations

import contextlib
import json
import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from koosloome_desktop.operations.erasing import NAME_KIND, Order
from koosloome_desktop.services.library import ERASING
from koosloome_desktop.services.person_places import exported_files, rewrite_own_files, rewrite_templates
from koosloome_desktop.services.template_files import folder_of
from koosloome_desktop.support import settingsfile
from koosloome_desktop.support.errors import KoosloomeError, UsageError
from koosloome_desktop.support.i18n import _
from koosloome_desktop.support.paths import data_dir
from koosloome_desktop.support.spellings import Spellings, split_spellings
from koosloome_desktop.support.text import clean_title

if TYPE_CHECKING:
    from koosloome_desktop.services.library import LibraryService
    from koosloome_desktop.storage.erasing import RecordHit
    from koosloome_desktop.storage.rows import WorkshopRow

PUT: Final = "…"
"""What stands in the place of a name unless somebody says otherwise."""
_log = logging.getLogger(__name__)

Progress = Callable[[int, int], object]
"""Hears how many steps of how many are done."""


@dataclass(frozen=True, slots=True)
class Known:
    """A participant who is this person. `name` is what is kept of it, maybe nothing."""

    workshop: str
    record: str
    code: str
    role: str
    sector: str
    organisation: str
    name: str


@dataclass(frozen=True, slots=True)
class PersonHit:
    """A record that names the person; `texts` are (field, text), `forms` the words that were found in it, as they
    stand. `likely` is false where it may well be another word (mari the berry, not Mari).
    """

    workshop: str
    workshop_title: str
    in_bin: bool
    record: str
    kind: str
    canvas: str
    texts: tuple[tuple[str, str], ...]
    forms: tuple[str, ...]
    likely: bool = True

    @property
    def is_name(self) -> bool:
        """Whether it is a participant's name itself, which goes as a whole."""
        return self.kind == NAME_KIND


@dataclass(frozen=True, slots=True)
class Person:
    """Everything that was found. `cells` counts every place in the library that holds the name (history, drafts and
    index too), `waiting` those in what waits on this computer for shared libraries or was seen of them last, `copies`
    the earlier states that do, `unreadable` those that nobody can read, `exports` files that the name was found in or
    that cannot be looked into.
    """

    spellings: tuple[str, ...]
    known: tuple[Known, ...]
    hits: tuple[PersonHit, ...]
    cells: int
    copies: int
    unreadable: int
    exports: tuple[Path, ...] = ()
    waiting: int = 0

    @property
    def empty(self) -> bool:
        """Whether nothing is known of the person."""
        return not (self.known or self.hits or self.cells or self.copies or self.waiting)

    def suggested_put(self) -> str:
        """What may stand in the place of the name: the person's role where one is known."""
        return next((k.role for k in self.known if k.role), PUT)


@dataclass(slots=True)
class Report:
    """What an erasure did. `unfinished` says that the rest is done at the next start, since somebody else was reading
    the library, `server` that it is one on a server, whose own log and backups nobody reaches from here; `not_anew`
    that the server did not write its tables anew without what was there: this name may not have it do so, or somebody
    read on who had begun before.
    """

    records: int = 0
    cells: int = 0
    copies: int = 0
    dropped: int = 0
    files: int = 0
    unfinished: bool = False
    server: bool = False
    not_anew: bool = False
    exports: tuple[Path, ...] = field(default=())

    def as_json(self) -> dict[str, Any]:
        """The object that the command line prints: counts, never contents."""
        return {
            "records": self.records, "places": self.cells, "snapshots": self.copies, "snapshots_deleted": self.dropped,
            "files": self.files, "unfinished": self.unfinished, "exports": [str(p) for p in self.exports],
        }  # fmt: skip


def find_person(
    service: LibraryService,
    text: str,
    *,
    export_folder: str = "",
    progress: Progress | None = None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Person:
    """Look for a person by spellings of the name (separated by commas) or by a participant's code; takes a while.

    Raises UsageError for a name that is too short to look for.
    """
    from koosloome_desktop.storage import erase_copies

    rows = _rows(service)
    people = erase_copies.with_code(service.store, text)
    spellings = split_spellings(text)
    if people:
        names = erase_copies.names(service.store)
        spellings = tuple(dict.fromkeys(names[record] for _w, record, _d in people if record in names))
    elif not spellings:
        raise UsageError(_("A name of at least two letters, or a participant's code, is needed."))
    order = Order(spellings)
    hits, names, cells = erase_copies.find(service.store, order) if spellings else ([], {}, 0)
    found = Spellings(spellings)
    copies, unreadable = _look_in_copies(service, order, progress, cancelled) if spellings else (0, 0)
    return Person(
        spellings,
        tuple(_known(people, names) if people else _known(_named(service, hits), names)),
        tuple(_hit(hit, rows, found) for hit in hits),
        cells,
        copies,
        unreadable,
        exported_files(Path(export_folder), found) if export_folder and spellings else (),
        erase_copies.find_waiting(data_dir() / "outbox", order) if spellings else 0,
    )


def _rows(service: LibraryService) -> dict[str, tuple[WorkshopRow, bool]]:
    living = {row.id: (row, False) for row in service.list()}
    return living | {row.id: (row, True) for row in service.store.list(deleted=True)}


def _named(service: LibraryService, hits: Iterable[RecordHit]) -> list[tuple[str, str, dict[str, Any]]]:
    """The participants whose name is among the hits."""
    found = []
    for hit in hits:
        if hit.kind == NAME_KIND:
            person = service.document(hit.workshop).find(str(hit.data.get("person", "")))
            if person is not None:
                facts = {name: getattr(person, name, "") for name in ("code", "role", "sector", "organisation")}
                found.append((hit.workshop, person.id, facts))
    return found


def _known(people: Iterable[tuple[str, str, dict[str, Any]]], names: dict[str, str]) -> list[Known]:
    def said(data: dict[str, Any], key: str) -> str:
        return str(data.get(key) or "")

    return [
        Known(
            workshop, record, said(data, "code"), said(data, "role"), said(data, "sector"), said(data, "organisation"),
            names.get(record, ""),
        )
        for workshop, record, data in people
    ]  # fmt: skip


def _hit(hit: RecordHit, rows: dict[str, tuple[WorkshopRow, bool]], names: Spellings) -> PersonHit:
    row, in_bin = rows.get(hit.workshop, (None, False))
    forms = tuple(dict.fromkeys(p.form for _path, text in hit.texts for p in names.find(text)))
    # One small word may be a common noun; a name that is written as such, or in several words, is none.
    likely = hit.kind == NAME_KIND or any(" " in form or form[:1].isupper() for form in forms)
    title = row.title if row is not None else ""
    return PersonHit(hit.workshop, title, in_bin, hit.record, hit.kind, hit.canvas, hit.texts, forms, likely)


def _look_in_copies(
    service: LibraryService, order: Order, progress: Progress | None, cancelled: Callable[[], bool]
) -> tuple[int, int]:
    from koosloome_desktop.storage import erase_copies

    if service.file is None:
        return 0, 0
    paths = erase_copies.copies(service.file)
    named = unreadable = 0
    for number, path in enumerate(paths):
        if cancelled():
            break
        if progress is not None:
            progress(number, len(paths))
        found = erase_copies.names_in_copy(path, order)
        named += found is True
        unreadable += found is None
    return named, unreadable


# --- erasing


def order_for(person: Person, put: str, erased: Iterable[str]) -> Order:
    """The order that takes the name out of the records in `erased` (ids) and of everything that is not a living text.

    A form that stands only in texts that stay (Kaie where Kai was looked for) stays in history, too. Where a part of a
    participant's name was looked for the whole of it goes.
    """
    wanted = set(erased)
    gone = [h for h in person.hits if h.record in wanted]
    kept = [h for h in person.hits if h.record not in wanted]
    left = {form for h in kept for form in h.forms} - {form for h in gone for form in h.forms}
    left -= set(person.spellings)
    whole = (text for h in gone if h.is_name for _field, text in h.texts)
    spellings = tuple(dict.fromkeys((*whole, *person.spellings)))
    return Order(spellings, clean_title(put).text, frozenset(h.record for h in kept), frozenset(left))


def erase_person(
    service: LibraryService,
    order: Order,
    *,
    export_folder: str = "",
    progress: Progress | None = None,
) -> Report:
    """Erase what an order says, everywhere. No workshop of the library may be open: what is open holds what was there.

    Raises StorageError when the disk refuses; what is not done yet is done at the next start.
    """
    file = service.file
    if file is not None:
        settingsfile.write_text_atomic(
            file.parent / ERASING, json.dumps(order.as_json(), ensure_ascii=False), private=True
        )
    report = _carry_out(service, order, progress)
    if export_folder and order.spellings:
        report.exports = exported_files(Path(export_folder), Spellings(order.spellings))
    return report


def not_anew_words() -> str:
    """What is left to do when a server's tables may still hold what was erased from them."""
    return _(
        "The server could not write its tables anew (this name may not have it do so, or somebody was reading them): "
        "ask whoever runs it for VACUUM FULL."
    )


def _carry_out(service: LibraryService, order: Order, progress: Progress | None = None) -> Report:
    from koosloome_desktop.storage import erase_copies

    store, file = service.store, service.file
    paths = erase_copies.copies(file) if file is not None else []
    steps = len(paths) + 3

    def told(done: int) -> None:
        if progress is not None:
            progress(done, steps)

    told(0)
    store.flush()
    erased = erase_copies.erase(store, order)
    report = Report(records=erased.records, cells=erased.cells, server=file is None)
    told(1)
    emptied = erase_copies.compact(store)
    report.not_anew = file is None and not emptied
    if file is not None:
        erase_copies.wait_for_snapshot(store)
        erase_copies.sweep(file)
        for number, path in enumerate(erase_copies.copies(file)):
            told(2 + number)
            _erase_copy(service, path, order, report)
    report.files = erase_copies.erase_outboxes(data_dir() / "outbox", order)
    report.files += rewrite_own_files(order) + rewrite_templates(folder_of(service), order)
    if file is not None:
        report.unfinished = not (emptied or erase_copies.compact(store))
        if not report.unfinished:
            _done(file)
    told(steps)
    return report


def _erase_copy(service: LibraryService, path: Path, order: Order, report: Report) -> None:
    from koosloome_desktop.storage import erase_copies

    if erase_copies.names_in_copy(path, order) is False:
        return
    if erase_copies.erase_copy(path, order, service.now(), service.store.actor):
        report.copies += 1
    else:
        report.dropped += 1


def _done(file: Path) -> None:
    with contextlib.suppress(OSError):
        (file.parent / ERASING).unlink(missing_ok=True)
    settingsfile.sweep(file.parent)


def resume(service: LibraryService) -> bool:
    """Finish an erasure that was cut short; whether one was. What cannot be done now is tried at the next start."""
    if service.file is None:
        return False
    pending = service.file.parent / ERASING
    settingsfile.sweep(service.file.parent)
    try:
        order = Order.from_json(json.loads(pending.read_text(encoding="utf-8")))
    except FileNotFoundError:
        return False
    except (OSError, ValueError, KeyError, TypeError):
        # It is written whole or not at all: what cannot be read is not ours, and names nobody we could look for.
        with contextlib.suppress(OSError):
            pending.unlink()
        return False
    try:
        return not _carry_out(service, order).unfinished
    except KoosloomeError as error:
        _log.warning("erasing is not finished: %s", type(error).__name__)
        return False
