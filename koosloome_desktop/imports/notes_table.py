"""Notes in a table: a column of texts, the zone of each, and where known its canvas, group and votes.

A table with one column of texts is one too. Lines above and below the table are kept as text, unknown columns as extra
cells; a note without a text and votes that are no number are named in warnings.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from koosloome_desktop.imports.grid import RawRow, Sheet, TableWarning
from koosloome_desktop.imports.limits import cleaned, row_place
from koosloome_desktop.imports.plan_words import plain
from koosloome_desktop.imports.sniff import read_sheet
from koosloome_desktop.imports.tables import (
    TableSource,
    extra_cells,
    quoted,
    sheet_warnings,
    source_of,
    without_heading,
)
from koosloome_desktop.support.errors import RefusedInput
from koosloome_desktop.support.i18n import _

_COLUMNS: Final[dict[str, str]] = {
    "text": "tekst|märge|märkmed|mõte|mõtted|idee|ideed|text|note|notes|idea|ideas|текст|заметка|заметки|идея",
    "zone": "tsoon|ala|piirkond|väli|veerg|zone|area|field|column|зона|область|поле",
    "canvas": "lõuend|kaart|canvas|board|map|холст|карта",
    "group": "rühm|grupp|laud|group|table|группа|стол",
    "votes": "hääled|hääli|häälte arv|täpid|punktid|votes|dots|points|голоса|точки",
    "code": "tunnus|kood|nr|id|code|no|код|номер",
}
_COLUMN_OF: Final = {plain(word): column for column, words in _COLUMNS.items() for word in words.split("|")}


@dataclass(frozen=True, slots=True)
class ParsedNote:
    """One note; `zone`, `canvas` and `group` are as written, `votes` is None where no number of them is stated."""

    text: str
    zone: str = ""
    canvas: str = ""
    group: str = ""
    votes: int | None = None
    votes_text: str = ""
    code: str = ""
    extra_cells: tuple[tuple[str, str], ...] = ()
    source_row: int = 0


@dataclass(frozen=True, slots=True)
class ParsedNotes:
    """The notes of a table in order, with the lines around it and what could not be read."""

    headers: tuple[str, ...]
    notes: tuple[ParsedNote, ...]
    before_text: str
    warnings: tuple[TableWarning, ...]
    source: TableSource


def parse_notes(data: bytes | str) -> ParsedNotes:
    """The notes in a TSV or CSV file (bytes) or in a pasted text.

    Raises RefusedInput for a file over the limits, one that is no text, and one in which no notes are found.
    """
    return notes_of(read_sheet(data, notes_score))


def notes_score(rows: Sequence[RawRow]) -> int:
    """How much the rows look like a table of notes: the known columns of the best header."""
    found = [columns for row in rows if (columns := _columns(row)) is not None]
    return max((sum(column is not None for column in columns) for columns in found), default=0)


def _columns(raw: RawRow) -> tuple[str | None, ...] | None:
    """The columns of a header, or None: it has the text and one more known column, or is the one word for the text."""
    named = [_COLUMN_OF.get(plain(cell)) for cell in raw.cells]
    columns = tuple(None if column in named[:i] else column for i, column in enumerate(named))
    known = sum(column is not None for column in columns)
    alone = known == 1 and len(raw.filled) == 1
    return columns if "text" in columns and (known >= 2 or alone) else None


def notes_of(sheet: Sheet) -> ParsedNotes:
    """The notes in the rows of a sheet; RefusedInput when there are none."""
    at = next((i for i, row in enumerate(sheet.rows) if _columns(row) is not None), None)
    if at is None or at + 1 == len(sheet.rows):
        told = _("No notes were found in the file: nothing to import.")
        raise RefusedInput(told, hint=_("A table of notes has the headings tekst and tsoon, and rows below them."))
    header = sheet.rows[at]
    columns = _columns(header) or ()
    before = "\n".join("\t".join(row.filled) for row in sheet.rows[:at])
    warnings = sheet_warnings(sheet)
    notes = []
    for raw in sheet.rows[at + 1 :]:
        note = _note(raw, header.cells, columns)
        notes.append(note)
        warnings += _doubts(note)
    text = cleaned(before, row_place(header.number)).text
    return ParsedNotes(header.cells, tuple(notes), text, tuple(warnings), source_of(sheet))


def _note(raw: RawRow, headers: Sequence[str], columns: Sequence[str | None]) -> ParsedNote:
    cells = {c: raw.cells[i] for i, c in enumerate(columns) if c is not None and i < len(raw.cells)}
    votes = cells.get("votes", "")
    return ParsedNote(
        text=cells.get("text", ""),
        zone=cells.get("zone", ""),
        canvas=cells.get("canvas", ""),
        group=cells.get("group", ""),
        votes=int(votes) if votes.isascii() and votes.isdigit() and len(votes) <= 6 else None,
        votes_text=votes,
        code=cells.get("code", ""),
        extra_cells=extra_cells(raw.cells, headers, columns),
        source_row=raw.number,
    )


def _doubts(note: ParsedNote) -> list[TableWarning]:
    found = []
    if not note.text:
        told = _("Row {row} has no text.").format(row=note.source_row)
        found.append(TableWarning("import.no_text", note.source_row, told))
    if note.votes_text and note.votes is None:
        told = _("Row {row}: “{text}” is no number of votes.")
        told = told.format(row=note.source_row, text=quoted(note.votes_text))
        found.append(TableWarning("import.votes_unread", note.source_row, told))
    if without_heading(note.extra_cells):
        told = _("Row {row} has more cells than the heading; they are kept.").format(row=note.source_row)
        found.append(TableWarning("import.extra_cells", note.source_row, told))
    return found
