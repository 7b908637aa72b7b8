"""Whether a library is whole: the database's own check, and what our tables promise each other."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection, case, func, select, text

from koosloome_desktop.model import integrity
from koosloome_desktop.model.document import Document
from koosloome_desktop.storage.blobs import damaged_blobs
from koosloome_desktop.storage.contents import search_text
from koosloome_desktop.storage.reading import living_records
from koosloome_desktop.storage.rows import Problem
from koosloome_desktop.storage.tables import changes, records, workshops


def problems(connection: Connection) -> list[Problem]:
    """Everything that does not hold, in a stable order; empty for a whole library."""
    found = [Problem("library.damaged", line) for line in file_problems(connection)]
    if found:
        # Reading on in a damaged file would only repeat the finding in worse words.
        return found
    for row in connection.execute(select(workshops).order_by(workshops.c.id)):
        found += (Problem(code, line, row.id) for code, line in _of_workshop(connection, row.id, row))
    found += (Problem("library.picture_damaged", line) for line in damaged_blobs(connection))
    return found


def file_problems(connection: Connection) -> list[str]:
    """What SQLite's quick_check and foreign_key_check say; nothing for PostgreSQL, which guards itself."""
    if connection.dialect.name != "sqlite":
        return []
    lines = [str(row[0]) for row in connection.execute(text("PRAGMA quick_check"))]
    broken = [f"{row[0]} row without its {row[2]}" for row in connection.execute(text("PRAGMA foreign_key_check"))]
    return [line for line in lines if line != "ok"] + broken


def _of_workshop(connection: Connection, workshop: str, row: object) -> Iterator[tuple[str, str]]:
    rev, notes, actions = (getattr(row, name) for name in ("rev", "notes", "actions"))
    living = select(
        func.coalesce(func.sum(case((records.c.kind == "note", 1), else_=0)), 0),
        func.coalesce(func.sum(case((records.c.kind == "action", 1), else_=0)), 0),
    ).where(records.c.workshop == workshop, records.c.tombstone == 0)
    counted = tuple(connection.execute(living).one())
    if counted != (notes, actions):
        yield "library.counts_differ", f"the list says {notes} notes and {actions} actions, there are {counted}"
    newest = connection.execute(select(func.max(records.c.rev)).where(records.c.workshop == workshop)).scalar() or 0
    last = connection.execute(select(func.max(changes.c.rev)).where(changes.c.workshop == workshop)).scalar() or 0
    if newest > rev or last > rev:
        yield "library.revision_behind", f"revision {rev}, but records reach {newest} and the journal {last}"
    document = Document(workshop, rev=rev)
    document.load(living_records(connection, workshop), rev)
    for line in integrity.problems(document):
        yield "library.record_broken", line
    yield from _stale_search(connection, document)


def _stale_search(connection: Connection, document: Document) -> Iterator[tuple[str, str]]:
    query = select(records.c.id, records.c.search).where(records.c.workshop == document.id, records.c.tombstone == 0)
    for row in connection.execute(query):
        record = document.find(row.id)
        if record is not None and search_text(record) != row.search:
            yield "library.search_behind", f"{row.id}: the search text is not that of the record"
