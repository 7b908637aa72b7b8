"""``koosloome person``: what is known of one person, shown, written to a file, and erased everywhere."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from pathlib import Path
from typing import Final

from koosloome_desktop.cli.parser import library_place
from koosloome_desktop.cli.reading import to_change
from koosloome_desktop.cli.telling import tell
from koosloome_desktop.services import person_file, persons
from koosloome_desktop.services.library import LibraryService
from koosloome_desktop.services.persons import Person
from koosloome_desktop.services.settings import Settings
from koosloome_desktop.support.errors import NotFound
from koosloome_desktop.support.i18n import _, ngettext


def person(found: argparse.Namespace) -> int:
    """Show, export or erase; the exit code."""
    writing = found.deed == "erase" and not found.dry_run
    library = to_change(found) if writing else LibraryService.open(library_place(found), read_only=True)
    try:
        about = persons.find_person(library, found.name, export_folder=Settings().values.export_folder)
        if about.empty:
            raise NotFound(_("Nothing is known of this person."), place=found.name)
        return _DEEDS[found.deed](found, library, about)
    finally:
        library.close()


def _show(found: argparse.Namespace, _library: LibraryService, about: Person) -> int:
    if found.json:
        print(json.dumps(person_file.person_json(about), ensure_ascii=False))
    else:
        print("\n".join(person_file.person_lines(about)))
    _tell_exports(about.exports)
    return 0


def _export(found: argparse.Namespace, _library: LibraryService, about: Person) -> int:
    person_file.write_person(about, Path(found.out))
    tell(_("Written: {path}").format(path=found.out))
    return 0


def _erase(found: argparse.Namespace, library: LibraryService, about: Person) -> int:
    going = [h for h in about.hits if (found.all or h.likely) and not _kept(h.record, found.keep)]
    order = persons.order_for(about, found.put, [h.record for h in going])
    for hit in about.hits:
        if hit.record in order.kept:
            words = person_file.kind_word(hit.kind)
            tell(_("stays: {kind} {id}: {text}").format(kind=words, id=hit.record, text=", ".join(hit.forms)))
    if found.dry_run:
        facts = {"dry_run": True, "records": len(going), "places": about.cells, "snapshots": about.copies,
                 "snapshots_deleted": about.unreadable, "exports": [str(p) for p in about.exports]}  # fmt: skip
        print(json.dumps(facts, ensure_ascii=False))
        return 0
    folder = Settings().values.export_folder
    report = persons.erase_person(library, order, export_folder=folder)
    print(json.dumps({"dry_run": False, **report.as_json()}, ensure_ascii=False))
    _tell_exports(report.exports)
    if report.unfinished:
        tell(_("Somebody is reading the library: the rest is done when it is opened the next time."))
    if report.not_anew:
        tell(persons.not_anew_words())
    return 0


def _kept(record: str, kept: list[str]) -> bool:
    return any(part and record.startswith(part) for part in kept)


def _tell_exports(exports: tuple[Path, ...]) -> None:
    if exports:
        count = len(exports)
        told = ngettext(
            "{count} exported file may name the person; it is yours and stays:",
            "{count} exported files may name the person; they are yours and stay:",
            count,
        )
        tell(told.format(count=count))
        for path in exports:
            tell(f"  {path}")


_DEEDS: Final[dict[str, Callable[[argparse.Namespace, LibraryService, Person], int]]] = {
    "show": _show,
    "export": _export,
    "erase": _erase,
}
