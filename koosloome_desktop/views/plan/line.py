"""The line “New action” at the foot of a plan's page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from koosloome_desktop.operations.actions import add_action
from koosloome_desktop.support.errors import KoosloomeError
from koosloome_desktop.support.i18n import N_, _
from koosloome_desktop.views.canvas_words import replaced_words
from koosloome_desktop.views.fields import Field
from koosloome_desktop.views.plain import label
from koosloome_desktop.views.style import LINE
from koosloome_desktop.views.whole_text import text_in
from koosloome_desktop.views.widgets import row, styled

if TYPE_CHECKING:
    from koosloome_desktop.views.plan.page import PlanPage

_PLACE = "plan.line"


class PlanLine(QWidget):
    """Enter adds a row at the end; what is half typed is kept every second, and offered back."""

    def __init__(self, page: PlanPage) -> None:
        super().__init__()
        styled(self, "line")
        self._page = page
        self.field = Field(page.ctx.commands)
        self.field.setProperty("role", "capture")
        self._chip = label(_("New action"), "chip")
        self._adds = label(_("adds"), "muted")
        self.setFixedHeight(LINE)
        keys = row(label("Enter", "kbd"), self._adds, gap=6)
        self.setLayout(row(self._chip, self.field, keys, margins=(24, 0, 24, 0), gap=12))
        self.field.setText(page.workshop.drafts.get((_PLACE, page.canvas_id), ""))
        self._draft = QTimer(self)
        self._draft.setSingleShot(True)
        self._draft.setInterval(1000)
        self._draft.timeout.connect(self.keep_draft)
        self.field.textEdited.connect(lambda _t: self._draft.start())
        self.field.installEventFilter(self)
        self.refresh_words()

    def keep_draft(self) -> None:
        """Store what is half typed."""
        self._page.workshop.save_draft(_PLACE, self._page.canvas_id, self.field.text())

    def add(self) -> bool:
        """Add the line's text as an action; whether there was any."""
        text = text_in(self.field).strip()
        if not text:
            return False
        page = self._page
        year = page.model.year
        try:
            page.workshop.run(N_("Add action"), lambda tx: add_action(tx, page.canvas_id, text, table_year=year))
        except KoosloomeError as error:
            page.say_refused(error.line())
            return False
        page.say_refused("")
        told = replaced_words([text])
        if told:
            page.toast.emit(told)
        self.field.clear()
        self.keep_draft()
        page.views.current().show_last()
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter adds; Up on an empty line goes to the rows; focus tells the mode."""
        if watched is self.field and event.type() == QEvent.Type.FocusIn:
            self._page.mode_changed.emit("W")
            self._page.selection_changed.emit(())
        if watched is self.field and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._pressed(event) or super().eventFilter(watched, event)
        return super().eventFilter(watched, event)

    def _pressed(self, event: QKeyEvent) -> bool:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.add()
            return True
        up = event.key() in {Qt.Key.Key_Up, Qt.Key.Key_Down} and not event.modifiers()
        rows = self._page.model.rows
        if up and not self.field.text() and rows:
            view = self._page.views.current()
            view.go_to(rows[-1 if event.key() == Qt.Key.Key_Up else 0].id)
            view.focus_view()
            return True
        return event.key() == Qt.Key.Key_Escape

    def refresh_words(self) -> None:
        """Say everything in the language now."""
        self._chip.setText(_("New action"))
        self._adds.setText(_("adds"))
        self.field.setPlaceholderText(_("What will be done?"))
        self.field.setAccessibleName(_("New action"))
