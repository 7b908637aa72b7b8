"""How large a table may be. Larger files are refused whole with a line that says which limit, and where."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from koosloome_desktop.support import locale
from koosloome_desktop.support.errors import RefusedInput
from koosloome_desktop.support.i18n import _
from koosloome_desktop.support.text import NOTE_LIMIT, CleanResult, TextTooLong, clean

MAX_BYTES: Final = 20 * 1024 * 1024
"""Bytes of a table file, characters of a pasted text."""

MAX_ROWS: Final = 10_000
"""Rows that are not blank, prose lines included."""

MAX_COLUMNS: Final = 1_000
"""Cells in one row."""

MAX_CELL: Final = 32_767
"""Characters of one cell as it stands in the file: what spreadsheets can hold."""


def row_place(row: int) -> str:
    """How a row is named in errors and warnings."""
    return _("row {row}").format(row=row)


def check_size(size: int) -> None:
    """Refuse a file of `size` bytes (or a text of that many characters) that is too large."""
    if size > MAX_BYTES:
        told = _("The file is larger than {limit} MB.").format(limit=MAX_BYTES // (1024 * 1024))
        raise RefusedInput(told, hint=_("Split it into several files."))


def check_row(number: int, count: int, cells: Sequence[str]) -> None:
    """Refuse the row that is one too many, too wide, or holds a cell that is too long.

    `number` is its number in the file, `count` how many rows were read so far, itself included.
    """
    if count > MAX_ROWS:
        told = _("The table has more than {limit} rows.").format(limit=locale.number(MAX_ROWS))
        raise RefusedInput(told, place=row_place(number), hint=_("Split it into several files."))
    if len(cells) > MAX_COLUMNS:
        told = _("The row has more than {limit} cells.").format(limit=locale.number(MAX_COLUMNS))
        raise RefusedInput(told, place=row_place(number))
    longest = max(map(len, cells), default=0)
    if longest > MAX_CELL:
        told = _("A cell has {length} characters; at most {limit} fit here.").format(
            length=locale.number(longest), limit=locale.number(MAX_CELL)
        )
        raise RefusedInput(told, place=row_place(number), hint=_("Shorten it or split it in two."))


def cleaned(text: str, place: str) -> CleanResult:
    """The canonical form of a text that will become a field of a record; too long a text refuses the file."""
    try:
        return clean(text, limit=NOTE_LIMIT)
    except TextTooLong as long:
        raise RefusedInput(long.message, place=place, hint=long.hint) from None
