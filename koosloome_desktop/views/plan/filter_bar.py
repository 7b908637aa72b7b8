"""The filter over a plan's table: words, status, responsible, only rows with remarks. Hidden when off."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QWidget

from koosloome_desktop.operations.actions import STATUSES
from koosloome_desktop.support.collation import sort_key
from koosloome_desktop.support.i18n import _
from koosloome_desktop.views.combo import Combo
from koosloome_desktop.views.fields import Field
from koosloome_desktop.views.plan.shape import Filter
from koosloome_desktop.views.plan.words import status_word
from koosloome_desktop.views.widgets import button, row

if TYPE_CHECKING:
    from koosloome_desktop.views.plan.table import PlanTable

_MANY: Final = 300
_PAUSE: Final = 120
"""Milliseconds after the last letter before a long plan is filtered."""


class FilterBar(QWidget):
    """Esc or Down goes to the rows; the cross takes the filter away."""

    def __init__(self, table: PlanTable, parent: QWidget) -> None:
        super().__init__(parent)  # shown without one it would be a window, and take the keyboard
        self._table = table
        self.text = Field(table.plan.ctx.commands)
        self.status, self.owner, self.marked = Combo(), Combo(), QCheckBox()
        self.close_button = button("", "icon", icon="x", name=_("Show all rows"), run=self.clear)
        line = row(self.text, self.status, self.owner, self.marked, self.close_button, gap=8)
        line.setStretch(0, 1)
        self.setLayout(line)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._apply)
        self.text.textChanged.connect(lambda _t: self._soon())
        self.status.activated.connect(lambda _i: self._apply())
        self.owner.activated.connect(lambda _i: self._apply())
        self.marked.toggled.connect(lambda _on: self._apply())
        self.text.installEventFilter(self)
        table.plan.reshaped.connect(self._show)
        self.refresh_words()

    def _soon(self) -> None:
        self._later.start(_PAUSE if len(self._table.plan.everything()) > _MANY else 0)

    def _apply(self) -> None:
        status = self.status.currentData()
        chosen = Filter(
            self.text.text(), (status,) if status else (), self.owner.currentData() or "", self.marked.isChecked()
        )
        if chosen != self._table.plan.shape.filter:
            self._table.columns_.filter(chosen)

    def _show(self) -> None:
        chosen = self._table.plan.shape.filter
        if chosen.on:
            self.setVisible(True)
        blockers = [QSignalBlocker(w) for w in (self.text, self.status, self.owner, self.marked)]
        if self.text.text() != chosen.text:
            self.text.setText(chosen.text)
        self.status.setCurrentIndex(max(0, self.status.findData(chosen.statuses[0] if chosen.statuses else "")))
        self.owner.setCurrentIndex(max(0, self.owner.findData(chosen.owner)))
        self.marked.setChecked(chosen.marked)
        del blockers

    def open(self) -> None:
        """Show the filter with the keyboard in its text."""
        self.refresh_words()
        self.show()
        self.text.setFocus()
        self.text.selectAll()

    def clear(self) -> None:
        """Show all rows and put the filter away."""
        self._later.stop()
        shape = self._table.plan.shape
        self._table.plan.reshape(replace(shape, filter=Filter()))
        self._show()
        self.hide()
        if self._table.plan.rows:
            self._table.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """From the text to the rows."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down}
            if enter or event.key() == Qt.Key.Key_Escape:
                self._later.stop()
                self._apply()
                rows = self._table.plan.rows
                if rows:
                    self._table.go_to(rows[0].id)
                if not self._table.plan.shape.filter.on:
                    self.hide()
                return True
        return super().eventFilter(watched, event)

    def refresh_words(self) -> None:
        """Say everything in the language now; the responsible are those of the plan now."""
        plan = self._table.plan
        blockers = [QSignalBlocker(w) for w in (self.text, self.status, self.owner, self.marked)]
        self.text.setPlaceholderText(_("Words to look for"))
        self.text.setAccessibleName(_("Words to look for"))
        self.marked.setText(_("Only with remarks"))
        self.status.clear()
        self.status.setAccessibleName(_("Status"))
        self.status.addItem(_("Every status"), "")
        for code in STATUSES:
            self.status.addItem(status_word(code), code)
        lang = plan.workshop.document.workshop.language
        self.owner.clear()
        self.owner.setAccessibleName(_("Responsible"))
        self.owner.addItem(_("Everybody responsible"), "")
        for owner in sorted({a.owner_role for a in plan.everything() if a.owner_role}, key=lambda o: sort_key(o, lang)):
            self.owner.addItem(owner, owner)
        self.owner.setMaximumWidth(240)
        del blockers
        self._show()
        self.setVisible(plan.shape.filter.on)
