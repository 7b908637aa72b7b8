"""The keys of a plan's table (mode T of keys.md), each to the verb it stands for. Letters always write."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from koosloome_desktop.views.plan.lines import Heading
from koosloome_desktop.views.shortcuts import latin_letter

if TYPE_CHECKING:
    from koosloome_desktop.views.plan.table import PlanTable

_ENTER: Final = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
_CLEAR: Final = {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}
_CTRL, _ALT, _SHIFT = (
    Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier,
)  # fmt: skip
_LETTERS: Final = {
    "R": "R",
    "A": "A",
    "S": "S",
    "C": "C",
    "I": "I",
    "К": "R",
    "Ф": "A",
    "А": "A",
    "Ы": "S",
    "С": "C",
    "Ш": "I",
}
"""The letters of RASCI, also on a Russian keyboard: by the key they stand on, and by what looks the same."""


def pressed(table: PlanTable, event: QKeyEvent) -> bool:
    """Do what a key stands for; False leaves it to Qt."""
    key, mods = event.key(), event.modifiers()
    if mods & _ALT:
        return _with_alt(table, key)
    if mods & _CTRL:
        return _with_ctrl(table, event)
    if key in _ENTER:
        _enter(table)
    elif key == Qt.Key.Key_Escape:
        _escape(table)
    elif key in _CLEAR:
        table.blocks.clear()
    elif key == Qt.Key.Key_Down and not mods & _SHIFT and table.currentIndex().row() == table.plan.rowCount() - 1:
        table.to_line.emit()
    else:
        return _letter(table, event)
    return True


def _with_alt(table: PlanTable, key: int) -> bool:
    if key == Qt.Key.Key_Down and table.pick():
        return True
    if key not in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
        return False
    table.rows_.move(-1 if key == Qt.Key.Key_Up else 1)
    return True


def _with_ctrl(table: PlanTable, event: QKeyEvent) -> bool:
    key = event.key()
    if key in _ENTER:
        table.rows_.insert(above=bool(event.modifiers() & _SHIFT))
        return True
    letter = latin_letter(event) or (chr(key) if 65 <= key <= 90 else "")
    run = {"C": table.blocks.copy, "X": table.blocks.cut, "V": table.blocks.paste, "A": table.selectAll}.get(letter)
    if run is None or event.modifiers() & _SHIFT:
        return False
    run()
    return True


def _enter(table: PlanTable) -> None:
    index = table.currentIndex()
    line = table.plan.lines[index.row()] if index.isValid() else None
    if isinstance(line, Heading):
        table.edit(table.plan.index(index.row(), 0))
        return
    table.go_down()


def _escape(table: PlanTable) -> None:
    back, table.back = table.back, None
    if back is not None:
        back()
    else:
        table.to_line.emit()


def _letter(table: PlanTable, event: QKeyEvent) -> bool:
    """A RASCI cell takes the letter as it is typed; the same again takes it away."""
    index = table.currentIndex()
    if not index.isValid() or table.plan.columns[index.column()].kind != "letter":
        return False
    typed = event.text().upper()
    if not typed.strip():
        return False
    table.blocks.letter(_LETTERS.get(typed, typed))
    return True
