"""Workbooks for tests, made with xlsxwriter and openpyxl as offices make them: merged cells, date cells, amounts."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable, Sequence
from typing import Any

import openpyxl
import xlsxwriter
from xlsxwriter.worksheet import Worksheet


def book(fill: Callable[[xlsxwriter.Workbook], object]) -> bytes:
    """The bytes of a workbook that `fill` writes."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as made:
        fill(made)
    return out.getvalue()


def plain_book(lines: Sequence[Sequence[object]], name: str = "Leht1") -> bytes:
    """Rows of values on one sheet."""

    def fill(made: xlsxwriter.Workbook) -> None:
        write_rows(made.add_worksheet(name), lines)

    return book(fill)


def write_rows(sheet: Worksheet, lines: Sequence[Sequence[object]], first: int = 0, styles: Any = None) -> None:
    for row, line in enumerate(lines, first):
        for column, value in enumerate(line):
            if isinstance(value, str):
                sheet.write_string(row, column, value) if value else None
            elif isinstance(value, dt.date):
                sheet.write_datetime(row, column, value, styles)
            elif value is not None:
                sheet.write_number(row, column, value)


def founding_plan(text: str) -> bytes:
    """The founding plan as an office keeps it: a title over merged cells, amounts as numbers where they are some,
    bullets on lines of their own, the label of the total over merged cells.
    """

    def fill(made: xlsxwriter.Workbook) -> None:
        sheet = made.add_worksheet("Tegevuskava")
        money = made.add_format({"num_format": '#,##0 "€"'})
        bold = made.add_format({"bold": True})
        for row, line in enumerate(text.rstrip("\n").split("\n")):
            cells = line.split("\t")
            if len(cells) == 1 and cells[0]:
                sheet.merge_range(row, 0, row, 4, cells[0], bold)
                continue
            start = 0
            if cells[0] == "Eelarve kokku":
                sheet.merge_range(row, 0, row, 2, cells[0], bold)
                start = 3
            for column in range(start, len(cells)):
                cell = cells[column]
                amount = cell.replace(" ", "").removesuffix(".-")
                if column == 3 and amount.isdigit():
                    sheet.write_number(row, column, int(amount), money)
                elif column == 2 and cell.startswith("- "):
                    sheet.write_string(row, column, "- " + cell[2:].replace(" - ", "\n- "))
                elif cell:
                    sheet.write_string(row, column, cell)

    return book(fill)


def opened(data: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(data))


def saved(made: openpyxl.Workbook) -> bytes:
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()
