"""Workbooks (XLSX): the sheets as rows of text, with merged cells, dates and numbers as their formats show them.

Nothing is computed: a formula stands for the value that was saved with it, and one without a value is named. Hidden
rows, columns and sheets are read, and said; comments are kept as text.
"""

from __future__ import annotations

import io
import warnings as python_warnings
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final

from koosloome_desktop.imports.grid import RawRow, Sheet, TableOptions, TableWarning
from koosloome_desktop.imports.limits import MAX_COLUMNS, check_row, check_size, cleaned, row_place
from koosloome_desktop.imports.workbook_cells import shown
from koosloome_desktop.imports.workbook_kind import check_container
from koosloome_desktop.support.errors import RefusedInput
from koosloome_desktop.support.i18n import _

if TYPE_CHECKING:
    from openpyxl.workbook.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

_NAMED: Final = 12
"""So many rows or columns are named; of more the number is said."""


def read_book(data: bytes, options: TableOptions) -> tuple[list[Sheet], tuple[str, ...]]:
    """The sheets that are to be read, but for empty ones, and the names of all; RefusedInput says what is wrong."""
    check_size(len(data))
    formulas = check_container(data)
    book = _load(data, values=True)
    written = _load(data, values=False) if formulas else None
    names = tuple(sheet.title for sheet in book.worksheets)
    if options.sheets is not None and not set(options.sheets) & set(names):
        told = _("The workbook has no sheet of this name: {names}.").format(names=", ".join(options.sheets))
        raise RefusedInput(told, hint=_("Its sheets are: {names}.").format(names=", ".join(names) or "–"))
    chosen = [s for s in book.worksheets if options.sheets is None or s.title in options.sheets]
    name_it = len(chosen) > 1
    sheets = [_sheet(s, written[s.title] if written is not None else None, named=name_it) for s in chosen]
    found = [sheet for sheet in sheets if sheet.rows]
    if not found:
        raise RefusedInput(_("The workbook is empty: no cell of it holds anything."))
    return found, names


def _load(data: bytes, *, values: bool) -> Workbook:
    """The workbook with the values of its formulas, or with the formulas themselves."""
    from openpyxl import load_workbook

    try:
        with python_warnings.catch_warnings():
            python_warnings.simplefilter("ignore")  # extensions that are not read: colours, lists of allowed values
            return load_workbook(io.BytesIO(data), data_only=values, keep_links=False)
    except MemoryError:
        raise
    except Exception as error:  # whatever the reader trips over: the file is not as it should be
        told = _("The workbook is damaged and cannot be read.")
        raise RefusedInput(
            told, hint=_("Open it in a spreadsheet program, save it anew, or paste the table.")
        ) from error


def _sheet(sheet: Worksheet, written: Worksheet | None, *, named: bool) -> Sheet:
    cells: Mapping[tuple[int, int], Any] = getattr(sheet, "_cells")  # noqa: B009  (iter_rows makes a million cells of a styled column)
    merged = _Merged(sheet)
    by_row: dict[int, dict[int, str]] = {}
    notes: list[TableWarning] = []
    name = sheet.title if named else ""
    replaced = 0
    for (row, column), cell in sorted(cells.items()):
        if cell.value is not None:
            text = cleaned(shown(cell.value, cell.number_format), row_place(row))
            replaced += text.replaced
            if text.text:
                if column > MAX_COLUMNS:
                    check_row(row, 1, [""] * column)
                by_row.setdefault(row, {})[column] = text.text
        if comment := getattr(cell, "comment", None):
            told = _("{cell}: a comment is kept here: {text}")
            notes.append(
                TableWarning("import.comment", row, told.format(cell=cell.coordinate, text=comment.text), name)
            )
    rows: list[RawRow] = []
    for number, filled in sorted(by_row.items()):
        texts = tuple(filled.get(i, "") for i in range(1, max(filled) + 1))
        check_row(number, len(rows) + 1, texts)
        rows.append(RawRow(number, texts, merged.under(number), merged.over(number)))
    notes += [TableWarning(code, None, told, name) for code, told in _hidden(sheet, by_row)]
    notes += [TableWarning(code, row, told, name) for code, row, told in _without_value(sheet, written)]
    return Sheet(tuple(rows), "xlsx", False, "", replaced, name, tuple(notes))


class _Merged:
    """Merged cells by row, as `RawRow` wants them."""

    def __init__(self, sheet: Worksheet) -> None:
        self._under: dict[int, list[int]] = {}
        self._over: dict[int, list[tuple[int, int]]] = {}
        for area in sheet.merged_cells.ranges:
            first, last = area.min_col - 1, min(area.max_col, MAX_COLUMNS) - 1
            if last > first:
                self._over.setdefault(area.min_row, []).append((first, last))
            # A merge over whole columns covers no more rows than a table may have.
            for row in range(area.min_row + 1, min(area.max_row, area.min_row + 10_000) + 1):
                self._under.setdefault(row, []).extend(range(first, last + 1))

    def under(self, row: int) -> tuple[int, ...]:
        """Columns that belong to a cell which begins in a row above."""
        return tuple(sorted(self._under.get(row, ())))

    def over(self, row: int) -> tuple[tuple[int, int], ...]:
        """Cells that cover columns to the right."""
        return tuple(sorted(self._over.get(row, ())))


def _hidden(sheet: Worksheet, filled: Mapping[int, object]) -> Iterator[tuple[str, str]]:
    """What does not show in the spreadsheet program, but is read."""
    if sheet.sheet_state != "visible":
        yield "import.hidden_sheet", _("The sheet {name} is hidden; it was read too.").format(name=sheet.title)
    rows = [str(n) for n, dimension in sorted(sheet.row_dimensions.items()) if dimension.hidden and n in filled]
    if rows:
        yield "import.hidden_rows", _("Hidden rows were read too: {rows}.").format(rows=_some(rows))
    columns = [str(letter) for letter, dimension in sorted(sheet.column_dimensions.items()) if dimension.hidden]
    if columns:
        yield "import.hidden_columns", _("Hidden columns were read too: {columns}.").format(columns=_some(columns))


def _some(names: list[str]) -> str:
    return ", ".join(names[:_NAMED]) + (f" … ({len(names)})" if len(names) > _NAMED else "")


def _without_value(sheet: Worksheet, written: Worksheet | None) -> Iterator[tuple[str, int, str]]:
    """Formulas that were saved without what they give: a program wrote them that does not compute."""
    if written is None:
        return
    values: Mapping[tuple[int, int], Any] = getattr(sheet, "_cells")  # noqa: B009
    formulas: Mapping[tuple[int, int], Any] = getattr(written, "_cells")  # noqa: B009
    for place, cell in sorted(formulas.items()):
        if cell.data_type == "f" and (place not in values or values[place].value is None):
            text = getattr(cell.value, "text", cell.value)
            told = _("{cell}: the formula {formula} has no value in the file; save it in a spreadsheet program.")
            yield "import.formula", place[0], told.format(cell=cell.coordinate, formula=text)
