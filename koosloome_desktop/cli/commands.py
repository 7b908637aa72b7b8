"""What each call does. Every function gives an exit code; errors are raised and told by `main`."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Final

from koosloome_desktop.cli.backup import backup
from koosloome_desktop.cli.bin import bin_
from koosloome_desktop.cli.merge import merge
from koosloome_desktop.cli.parser import library_place
from koosloome_desktop.cli.person import person
from koosloome_desktop.cli.reading import readable, to_change, to_read
from koosloome_desktop.cli.telling import tell
from koosloome_desktop.model.records import Asset
from koosloome_desktop.services.checks import Finding, findings
from koosloome_desktop.services.library import LibraryService
from koosloome_desktop.support.errors import KoosloomeError, UsageError
from koosloome_desktop.support.i18n import _, ngettext
from koosloome_desktop.support.zones import local


def import_files(found: argparse.Namespace) -> int:
    """Bring files in, each all or nothing; the exit code is the worst."""
    worst = 0
    library = to_change(found) if found.into else LibraryService.open(library_place(found))
    try:
        for name in found.files:
            try:
                report = library.import_file(Path(name), found.into)
            except KoosloomeError as error:
                tell(error.line() if error.place == name else f"{name}: {error.line()}")
                worst = max(worst, error.exit_code)
                continue
            print(json.dumps(report.as_json(), ensure_ascii=False), flush=True)
            for warning in report.warnings:
                tell(f"{name}: {warning.place}: {warning.text}" if warning.place else f"{name}: {warning.text}")
            _tell_versions(Path(name))
    finally:
        library.close()
    return worst


def _tell_versions(path: Path) -> None:
    """Conflict copies beside a file are left alone, and said."""
    from koosloome_desktop.services.versions import versions_of

    found = versions_of(path)
    own = next((one.content for one in found if one.path == path), "")
    for one in found:
        if one.content != own:
            told = _("Beside it lies another version of this workshop, changed {time}; it was left alone: {name}")
            tell(told.format(time=f"{local(one.changed):%Y-%m-%d %H:%M}", name=one.path.name))


def list_workshops(found: argparse.Namespace) -> int:
    """The workshops, last changed first."""
    library = to_read(found)
    try:
        rows = library.list()
    finally:
        library.close()
    for row in rows:
        if found.json:
            facts = {
                "workshop": row.id,
                "code": row.code,
                "title": row.title,
                "date": row.date,
                "place": row.place,
                "participants": row.participants,
                "notes": row.notes,
                "actions": row.actions,
                "changed": row.changed,
            }
            print(json.dumps(facts, ensure_ascii=False))
        else:
            print("\t".join((row.code or row.id, row.title, row.date, row.place)))
    if not rows:
        tell(_("The library is empty. koosloome import FILE brings a workshop in."))
    return 0


def show(found: argparse.Namespace) -> int:
    """A whole workshop in canonical form."""
    from koosloome_desktop.services import workshop_file

    library = to_read(found)
    try:
        document = library.document(library.find(found.id).id)
    finally:
        library.close()
    sys.stdout.write(workshop_file.dumps(workshop_file.write(document)))
    sys.stdout.flush()
    return 0


def export(found: argparse.Namespace) -> int:
    """A workshop as a file."""
    from koosloome_desktop.services.export import export_workshop
    from koosloome_desktop.services.lineage import lineage_of

    library = to_read(found)
    try:
        row = library.find(found.id)
        document = library.document(row.id)
        out = export_workshop(
            document,
            Path(found.out),
            what=found.what,
            lang=getattr(found, "lang", None),
            paper=found.paper,
            tile=found.tile,
            canvas=found.canvas,
            names=found.names == "on",
            columns=found.columns,
            pictures=found.pictures == "on",
            scale=found.scale,
            background=found.background,
            audience=found.audience,
            photos=library.blob,
            lineage=lambda: lineage_of(library, row.id),
        )
    finally:
        library.close()
    tell(_("Written: {path}").format(path=out))
    count = len(document.of(Asset)) if out.suffix.lower() == ".json" else 0
    if count:
        left = ngettext(
            "{count} photo is named in it, not contained.", "{count} photos are named in it, not contained.", count
        )
        tell(left.format(count=count))
    return 0


def check(found: argparse.Namespace) -> int:
    """Integrity of the library, then what the program notices; exit code 3 only for damage."""
    library = to_read(found)
    try:
        away = library.store.away
        rows = [library.find(found.id)] if found.id else readable(library, library.list())
        damage = [Finding(p.code, "error", "", "", p.text) for p in library.check()] if not away else []
        noticed = [(row.title, findings(library.document(row.id))) for row in rows] if not damage else []
    finally:
        library.close()
    for finding in damage:
        _print_finding(found, finding, "")
    for title, several in noticed:
        for finding in several:
            _print_finding(found, finding, title if len(rows) > 1 else "")
    if not damage:
        tell(
            _("The library is whole.") if not away else _("The library itself was not checked, as it is on the server.")
        )
    return 3 if damage else 0


def _print_finding(found: argparse.Namespace, finding: Finding, title: str) -> None:
    if found.json:
        print(json.dumps(finding.as_json(), ensure_ascii=False))
    else:
        print(": ".join(p for p in (title, finding.canvas, finding.text) if p))


COMMANDS: Final[dict[str, Callable[[argparse.Namespace], int]]] = {
    "import": import_files,
    "list": list_workshops,
    "show": show,
    "export": export,
    "check": check,
    "backup": backup,
    "merge": merge,
    "person": person,
    "bin": bin_,
}


def run(found: argparse.Namespace) -> int:
    """Do what was called; UsageError for a call that belongs to the window."""
    command = COMMANDS.get(found.command)
    if command is None:
        raise UsageError(found.command)
    return command(found)
