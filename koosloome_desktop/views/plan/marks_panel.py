"""The list of what the checks noticed in a plan: Enter jumps to the cell, Esc there comes back to the list."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QCheckBox, QFrame, QListWidget, QListWidgetItem

from koosloome_desktop.support.i18n import _, ngettext
from koosloome_desktop.views.plain import label
from koosloome_desktop.views.plan.marks import Mark, Weight
from koosloome_desktop.views.style import tokens
from koosloome_desktop.views.widgets import button, column, row

if TYPE_CHECKING:
    from koosloome_desktop.views.plan.table import PlanTable

WIDTH: Final = 272
_SIGNS: Final = {Weight.WARNING: "◥", Weight.MISSING: "○", Weight.HINT: "·"}
_MOST: Final = 500
"""Remarks that are listed; a plan with more says how many more there are."""


class _List(QListWidget):
    """Enter goes there; Esc leaves."""

    def __init__(self, panel: MarksPanel) -> None:
        super().__init__()
        self._panel = panel

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys of the list."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._panel.jump()
        elif event.key() == Qt.Key.Key_Escape:
            self._panel.leave()
        else:
            super().keyPressEvent(event)


class MarksPanel(QFrame):
    """Every remark of the rows that are shown, sums that differ first."""

    def __init__(self, table: PlanTable) -> None:
        super().__init__()
        self.setObjectName("card")
        self.setFixedWidth(WIDTH)
        self._table = table
        self._marks: list[Mark] = []
        self._title = label("", "strong")
        self.list = _List(self)
        self.list.setWordWrap(True)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.itemClicked.connect(lambda _i: self.jump())
        self.hints = QCheckBox()
        self.hints.setChecked(table.plan.shape.hints)
        self.hints.toggled.connect(self._hints)
        self._close = button("", "icon", icon="x", name=_("Close the list"), run=self.leave)
        head = row(self._title, None, self._close, gap=4)
        self.setLayout(column(head, self.list, self.hints, margins=(14, 8, 8, 10), gap=6))
        self.hide()
        self.refresh_words()

    def toggle(self) -> None:
        """Open the list with the keyboard in it, or close it."""
        if self.isVisible():
            self.leave()
            return
        self.show()
        self.renew()
        self.list.setFocus()

    def leave(self) -> None:
        """Close the list; the keyboard goes to the rows."""
        self.hide()
        self._table.back = None
        if self._table.plan.rows:
            self._table.setFocus()

    def _hints(self, on: bool) -> None:
        if on != self._table.plan.shape.hints:
            self._table.columns_.hints()
        self.renew()

    def renew(self) -> None:
        """List what is noticed now; the chosen line stays chosen."""
        if not self.isVisible():
            return
        plan, at = self._table.plan, self.list.currentRow()
        self._marks = plan.marks.everything(plan.rows)
        self.list.clear()
        for mark in self._marks[:_MOST]:
            item = QListWidgetItem(f"{_SIGNS[mark.weight]}  {mark.text}")
            item.setForeground(QColor(tokens().muted if mark.weight is Weight.HINT else tokens().ink))
            item.setSizeHint(QSize(WIDTH - 40, self._height(item.text())))
            self.list.addItem(item)
        more = len(self._marks) - _MOST
        if more > 0:
            self.list.addItem(
                QListWidgetItem(ngettext("and {count} more", "and {count} more", more).format(count=more))
            )
        if self._marks:
            self.list.setCurrentRow(min(max(at, 0), self.list.count() - 1))
        self._title.setText(_("Remarks") if self._marks else _("Nothing to remark"))

    def _height(self, text: str) -> int:
        area = self.list.fontMetrics().boundingRect(0, 0, WIDTH - 62, 2000, int(Qt.TextFlag.TextWordWrap), text)
        return area.height() + 18

    def jump(self) -> None:
        """Go to the cell of the chosen remark; Esc there comes back."""
        at = self.list.currentRow()
        if not 0 <= at < len(self._marks):
            return
        mark, table = self._marks[at], self._table
        action = next((a for a in table.plan.rows if a.code == mark.row), None) if mark.row else None
        if action is not None and table.go_to(action.id, self._field(mark)):
            table.back = self.list.setFocus

    def _field(self, mark: Mark) -> str:
        """The column of a remark; where it is hidden, one that is about the same."""
        near = {"deadline": ("deadline", "time"), "budget": ("budget", "funding_source")}.get(mark.field, (mark.field,))
        years = [c.field for c in self._table.plan.columns if c.field.startswith(mark.field + ":")]
        return next((f for f in (*near, *years) if self._table.plan.place_of(f) >= 0), "activity")

    def refresh_words(self) -> None:
        """Say everything in the language now."""
        self._title.setText(_("Remarks"))
        self.hints.setText(_("Hints on the wording too"))
        self.list.setAccessibleName(_("Remarks"))
        self.renew()
