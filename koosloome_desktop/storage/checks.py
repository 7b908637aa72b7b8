"""Whether a library is whole: the database's own check, and what our tables promise each other."""

from __future__ import annotations

from collections.abc import Iterator

from koosloome_desktop.model import integrity
from koosloome_desktop.model.document import Document
from koosloome_desktop.storage import counting
from koosloome_desktop.storage.blobs import damaged_blobs
from koosloome_desktop.storage.contents import search_text
from koosloome_desktop.storage.line import Line
from koosloome_desktop.storage.reading import counts, living_records
from koosloome_desktop.storage.rows import Problem


def problems(line: Line) -> list[Problem]:
    """Everything that does not hold, in a stable order; empty for a whole library."""
    found = [Problem("library.damaged", told) for told in file_problems(line)]
    if found:
        # Reading on in a damaged file would only repeat the finding in worse words.
        return found
    anew = None if counting.is_counted(line) else counting.standing(line)
    for workshop, rev, listed, actions in line.ask("SELECT id, rev, notes, actions FROM workshops ORDER BY id"):
        notes = listed if anew is None else anew.get(workshop, 0)  # what the list says
        wrong = _of_workshop(line, workshop, rev, (notes, actions))
        found += (Problem(code, told, workshop) for code, told in wrong)
    found += (Problem("library.picture_damaged", told) for told in damaged_blobs(line))
    return found


def file_problems(line: Line, *, whole: bool = False) -> list[str]:
    """What SQLite's quick_check and foreign_key_check say, its integrity_check where the `whole` file is to be read;
    nothing for PostgreSQL, which guards itself.
    """
    if line.server:
        return []
    lines = [str(row[0]) for row in line.ask("PRAGMA integrity_check" if whole else "PRAGMA quick_check")]
    broken = [f"{row[0]} row without its {row[2]}" for row in line.ask("PRAGMA foreign_key_check")]
    return [told for told in lines if told != "ok"] + broken


def _of_workshop(line: Line, workshop: str, rev: int, listed: tuple[int, int]) -> Iterator[tuple[str, str]]:
    newest = line.ask("SELECT max(rev) FROM records WHERE workshop = :of", of=workshop)[0][0] or 0
    last = line.ask("SELECT max(rev) FROM changes WHERE workshop = :of", of=workshop)[0][0] or 0
    if newest > rev or last > rev:
        yield "library.revision_behind", f"revision {rev}, but records reach {newest} and the journal {last}"
    document = Document(workshop, rev=rev)
    document.load(living_records(line, workshop), rev)
    found = counts(document.records())
    counted = (found["notes"], found["actions"])
    if counted != listed:
        yield "library.counts_differ", f"the list says {listed[0]} notes and {listed[1]} actions, there are {counted}"
    for told in integrity.problems(document):
        yield "library.record_broken", told
    yield from _stale_search(line, document)


def _stale_search(line: Line, document: Document) -> Iterator[tuple[str, str]]:
    query = "SELECT id, search FROM records WHERE workshop = :workshop AND tombstone = 0"
    for record_id, search in line.each(query, workshop=document.id):
        record = document.find(record_id)
        if record is not None and search_text(record) != search:
            yield "library.search_behind", f"{record_id}: the search text is not that of the record"
