"""What tests of a plan's table do with it: run a command, read a cell, choose cells, paste, undo."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel
from PySide6.QtGui import QGuiApplication

from tests.drivers.window import press, settle


def run(page, command: str) -> None:
    assert page.ctx.commands.run(command), command
    settle()


def text(page, row: int, field: str) -> str:
    return page.model.text(page.model.row_of(page.model.rows[row].id), page.model.place_of(field))


def select(page, first: tuple[int, str], last: tuple[int, str]) -> None:
    """Cells as Shift and arrows select them."""
    model, chosen = page.model, page.table.selectionModel()
    page.table.go_to(model.rows[first[0]].id, first[1])
    rows = range(first[0], last[0] + 1)
    for row in rows:
        for column in range(model.place_of(first[1]), model.place_of(last[1]) + 1):
            chosen.select(model.index(row, column), QItemSelectionModel.SelectionFlag.Select)


def paste(page, words: str) -> None:
    QGuiApplication.clipboard().setText(words)
    press(page.table, "Ctrl+V")
    settle()


def undo(driver) -> None:
    driver.window.actions_.undo()
    settle()
