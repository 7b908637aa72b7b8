"""A quick note from anywhere that has no line for notes: a line over the page, into the parking lot, and back at once.

Enter puts the text with the topics that wait and gives the keyboard back to exactly where it was; Esc only closes, and
what was typed is there again the next time.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final

import shiboken6
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QLineEdit, QWidget

from koosloome_desktop.operations import notes as verbs
from koosloome_desktop.support.errors import KoosloomeError
from koosloome_desktop.support.i18n import N_, _
from koosloome_desktop.support.text import seen
from koosloome_desktop.views.capture_line import CaptureLine
from koosloome_desktop.views.count_words import note_words, short
from koosloome_desktop.views.key_parts import ENTER, plain
from koosloome_desktop.views.page import as_page, focus_canvas
from koosloome_desktop.views.plain import label
from koosloome_desktop.views.style import LINE
from koosloome_desktop.views.widgets import row, styled

if TYPE_CHECKING:
    from koosloome_desktop.services.commands import CommandTable
    from koosloome_desktop.views.workshop_view import WorkshopView

PLACE: Final = "quick"


class QuickNote(QFrame):
    """The line over the page. `said` shows a sentence to the person."""

    def __init__(self, view: WorkshopView, table: CommandTable, said: Callable[[str], object]) -> None:
        super().__init__(view)
        styled(self, "line")
        self._view, self._said = view, said
        self._back: QWidget | None = None
        self._up = False
        self.line = CaptureLine(table)
        self.line.keys, self.line.pasted = self._key, self._keep
        self.line.setPlaceholderText(_("A topic for later: what shall not be forgotten?"))
        self.line.setAccessibleName(_("Quick note into the parking lot"))
        self.line.setText(view.workshop.drafts.get((PLACE, ""), ""))
        hints = row(label("Enter", "kbd"), label(_("adds and goes back"), "muted"), label("Esc", "kbd"), gap=6)
        self.setLayout(row(label(_("Parking lot"), "chip"), self.line, hints, margins=(18, 0, 18, 0), gap=12))
        self.line.focus_changed.connect(self._left)
        view.installEventFilter(self)
        self.hide()

    def open(self) -> None:
        """Come up, and remember where the keyboard was."""
        if self.isVisible():
            self.line.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._back = QApplication.focusWidget()
        self._place()
        self._up = True
        self.show()
        self.raise_()
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_line(self) -> None:
        """Go, and give the keyboard back."""
        back = self._put_away()
        if back is not None and shiboken6.isValid(back) and back.isVisible() and back.isEnabled():
            caret = (back.cursorPosition(), back.selectionStart(), back.selectionLength()) if (
                isinstance(back, QLineEdit)
            ) else None  # fmt: skip
            back.setFocus(Qt.FocusReason.OtherFocusReason)
            if caret is not None and isinstance(back, QLineEdit):
                back.setCursorPosition(caret[0])
                if caret[1] >= 0:
                    back.setSelection(caret[1], caret[2])
            return
        page = self._view.page()
        # A cell's editor is gone when it lost the keyboard; its cell is still there.
        if page is not None and not focus_canvas(page):
            as_page(page).focus_line()

    def _put_away(self) -> QWidget | None:
        """Hide, what was typed kept for the next time; what had the keyboard before."""
        self._view.workshop.save_draft(PLACE, "", self.line.text())
        self._up = False
        self.hide()
        back, self._back = self._back, None
        return back

    def _left(self) -> None:
        """The keyboard went elsewhere in the window: this line would lie over the one that has it now."""
        now = QApplication.focusWidget()
        if self._up and now is not None and now.window() is self.window() and not self.isAncestorOf(now):
            self._put_away()

    def _key(self, event: QKeyEvent) -> bool:
        if event.key() == Qt.Key.Key_Escape:
            self.close_line()
            return True
        if event.key() in ENTER and not plain(event):
            self._keep([self.line.whole()])
            return True
        return event.key() in {Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Up, Qt.Key.Key_Down}

    def _keep(self, texts: Sequence[str]) -> None:
        """Put texts into the parking lot, one undo step, and go back."""
        wanted = [t for t in texts if seen(t)]
        if not wanted:
            return
        label_ = N_("Put into the parking lot")
        try:
            self._view.workshop.run(
                label_, lambda tx: [verbs.add_note(tx, "", text, form="parking") for text in wanted]
            )
        except KoosloomeError as error:
            self._said(error.line())
            return
        if len(wanted) == 1:
            self.line.clear()
        told = short(wanted[0]) if len(wanted) == 1 else note_words(len(wanted))
        self.close_line()
        self._said(_("In the parking lot: {text}").format(text=told))

    def _place(self) -> None:
        self.setGeometry(0, self._view.height() - LINE, self._view.width(), LINE)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Lie at the foot of the page whatever its size."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)


def quick_note(view: WorkshopView, table: CommandTable, said: Callable[[str], object]) -> QuickNote:
    """The quick note of a workshop on the screen, made when it is first asked for."""
    found = view.findChild(QuickNote)
    return found if isinstance(found, QuickNote) else QuickNote(view, table, said)
