"""What is being typed into a cell, kept while rows come and go around it: its editor opens again where the row is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QWidget

from koosloome_desktop.support.i18n import _
from koosloome_desktop.views.plan.cells import typed

if TYPE_CHECKING:
    from koosloome_desktop.views.plan.table import PlanTable


@dataclass(frozen=True, slots=True)
class HalfTyped:
    """One open editor: the row's id, the column's field, the text, and the cursor's ends in it."""

    action: str
    field: str
    text: str
    anchor: int
    cursor: int
    focused: bool

    def again(self, table: PlanTable) -> bool:
        """Open the editor anew as it was; False where its row is gone, and what was being typed is told."""
        plan = table.plan
        if plan.row_of(self.action) < 0 or plan.place_of(self.field) < 0:
            told = _("The row is not in the table any more. You were typing: “{text}”")
            plan.refused.emit(told.format(text=self.text))
            return False
        table.put(self.action, self.field)
        table.edit(table.currentIndex())
        editor = open_editor(table)
        if editor is None:
            return True
        if isinstance(editor, QComboBox):
            editor.setCurrentText(self.text)
        elif isinstance(editor, QPlainTextEdit):
            editor.setPlainText(self.text)
            place = QTextCursor(editor.document())
            place.setPosition(self.anchor)
            place.setPosition(self.cursor, QTextCursor.MoveMode.KeepAnchor)
            editor.setTextCursor(place)
        elif isinstance(editor, QLineEdit):
            editor.setText(self.text)
            editor.setSelection(self.anchor, self.cursor - self.anchor)
        if self.focused:
            editor.setFocus()
        return True


def open_editor(table: PlanTable) -> QWidget | None:
    """The editor of a cell that is open."""
    found = (w for w in table.viewport().findChildren(QWidget) if w.property("role") == "cell")
    return next((w for w in found if not w.property("gone") and not w.isHidden()), None)


def half_typed(table: PlanTable) -> HalfTyped | None:
    """What is being typed into a row's cell now; None when nothing is, or when it is being taken at this moment."""
    editor, index = open_editor(table), table.currentIndex()
    action = table.plan.action_at(index.row()) if index.isValid() else None
    if editor is None or action is None or table.cells.giving:
        return None
    anchor, cursor = _ends(editor)
    field = table.plan.columns[index.column()].field
    return HalfTyped(action.id, field, typed(editor), anchor, cursor, editor.hasFocus())


def _ends(editor: QWidget) -> tuple[int, int]:
    if isinstance(editor, QPlainTextEdit):
        place = editor.textCursor()
        return place.anchor(), place.position()
    if isinstance(editor, QLineEdit):
        start, length, cursor = editor.selectionStart(), editor.selectionLength(), editor.cursorPosition()
        if start < 0:
            return cursor, cursor
        return (start + length, start) if cursor == start else (start, start + length)
    return 0, 0
