"""The prose around tables: kept line by line, in pieces that fit a record."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from koosloome_desktop.imports.grid import RawRow
from koosloome_desktop.imports.limits import cleaned
from koosloome_desktop.imports.tables import ParsedTable
from koosloome_desktop.support.text import NOTE_LIMIT


def line(raw: RawRow) -> str:
    """A row that is no activity, as a line of text."""
    return "\t".join(raw.filled)


def texts_in_pieces(lines: Iterable[str], *, whole: bool = False) -> tuple[list[str], str]:
    """Lines as texts that fit a record each: those that stand apart, and the last one, which stands by its table.

    `whole` puts the last one among the others.
    """
    pieces: list[str] = []
    now = ""
    for one in (cut for text in lines for cut in _cut(text)):
        longer = f"{now}\n{one}" if now else one
        if len(longer) > NOTE_LIMIT:
            pieces.append(cleaned(now, "").text)
            longer = one
        now = longer
    last = cleaned(now, "").text
    return ([*pieces, last] if last else pieces, "") if whole else (pieces, last)


def _cut(text: str) -> Iterable[str]:
    """A line that is too long for a record falls apart at a space."""
    while len(text) > NOTE_LIMIT:
        at = text.rfind(" ", 1, NOTE_LIMIT)
        at = at if at > 0 else NOTE_LIMIT
        yield text[:at]
        text = text[at:].strip()
    yield text


def prose_tables(pieces: Sequence[str], sheet: str) -> list[ParsedTable]:
    """Texts as tables without headings and rows."""
    return [ParsedTable(None, (), (), before_text=piece, sheet=sheet) for piece in pieces if piece]
