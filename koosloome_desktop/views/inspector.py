"""The panel on the right: what is selected, or what this canvas is about. 288 px; an overlay in a narrow window."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QPushButton, QVBoxLayout, QWidget

from koosloome_desktop.model.changes import ChangeSet
from koosloome_desktop.model.records import Action, Canvas, Cluster, Note, Record
from koosloome_desktop.support.i18n import N_, _
from koosloome_desktop.support.text import seen
from koosloome_desktop.views.canvas_words import PLAN
from koosloome_desktop.views.context import PageContext
from koosloome_desktop.views.inspector_parts import EditText, section
from koosloome_desktop.views.plain import tip
from koosloome_desktop.views.style import INSPECTOR
from koosloome_desktop.views.widgets import button, clear, column, has_keyboard, scroller, styled

if TYPE_CHECKING:
    from koosloome_desktop.services.workshop import OpenWorkshop


_BUTTON_TEXT: Final = INSPECTOR - 88
"""Room in px for the words on a button beside its icon."""
_KEYS_ONLY: Final = frozenset(
    {
        "note.edit", "note.arrange", "note.photo_view", "note.photo_type",
        "note.unused", "note.pin.danger", "note.pin.resource", "note.pin.proposal",
    }
)  # fmt: skip
"""What the panel or a click does anyway."""


def _shorten(made: QPushButton) -> None:
    """A button never makes the panel wider than it is: what does not fit is cut, the whole is in its tip."""
    words = made.text()
    short_words = made.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, _BUTTON_TEXT)
    if short_words != words:
        made.setText(short_words)
        if not made.toolTip() or made.toolTip() not in words:
            tip(made, " · ".join(t for t in (words.strip(), made.toolTip()) if t))


class Inspector(QWidget):
    """Shows one canvas and its selection; `jump` asks the page to go to a record, `acting` to make an action of a
    cluster, `closing` to fold the overlay.
    """

    jump = Signal(str)
    acting = Signal(str)
    closing = Signal()

    def __init__(self, workshop: OpenWorkshop, ctx: PageContext) -> None:
        super().__init__()
        styled(self, "inspector")
        self.setFixedWidth(INSPECTOR)
        self.workshop, self.ctx = workshop, ctx
        self._canvas = ""
        self._ids: tuple[str, ...] = ()
        self.close_button = button("", "icon", icon="x", name=_("Close the panel"), run=self.closing.emit)
        self._list: QVBoxLayout = column(margins=(16, 12, 16, 16), gap=8)
        self._content = QWidget()
        self._content.setLayout(self._list)
        self._edits: dict[str, EditText] = {}
        self._before: dict[str, EditText] = {}
        area = scroller(self._content, "panel")
        self.setLayout(column(area, margins=(1, 0, 0, 0)))
        self.close_button.setParent(self)
        self.close_button.setFixedSize(32, 32)
        self.close_button.hide()
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(0)
        self._later.timeout.connect(self.rebuild)
        self.setAccessibleName(_("Details"))
        ctx.bridge.changed.connect(self._changed)

    def show_canvas(self, canvas_id: str) -> None:
        """Show this canvas, nothing selected."""
        self._canvas, self._ids = canvas_id, ()
        self.refresh()

    def show_selection(self, ids: tuple[str, ...]) -> None:
        """Show these records of the canvas."""
        if ids != self._ids:
            self._ids = ids
            self.refresh()

    def set_overlay(self, *, overlay: bool) -> None:
        """An overlay has a button that closes it."""
        self.close_button.setVisible(overlay)
        self.close_button.move(self.width() - 40, 8)
        self.close_button.raise_()

    def refresh(self) -> None:
        """Build the panel anew, once, when the present event is done; not while a text in it is being edited."""
        if self.isVisible():
            self._later.start()

    def showEvent(self, event: object) -> None:
        """What changed while the panel was hidden is shown now."""
        self.rebuild()

    def _changed(self, change: ChangeSet) -> None:
        editing = self._edited()
        if editing is None or not editing.changed():
            self.refresh()

    def _edited(self) -> EditText | None:
        held = self.focusWidget()
        return held if isinstance(held, EditText) and held.hasFocus() else None

    def rebuild(self) -> None:
        """Build the panel for what is there now."""
        had_focus = has_keyboard(self._content)
        held = self.focusWidget()
        name = held.accessibleName() if had_focus and held is not None else ""
        self._empty()
        document = self.workshop.document
        canvas = document.find(self._canvas)
        records = [r for i in self._ids if (r := document.find(i)) is not None]
        fill(self._list, self, records, canvas)
        self._list.addStretch(1)
        for gone in self._before.values():
            gone.hide()
            gone.setParent(None)
            gone.deleteLater()
        self._before = {}
        self._name_buttons()
        if had_focus and not self._focus_named(name):
            self.focus_pane()

    def _empty(self) -> None:
        editing = self._edited()
        if editing is not None and editing.changed():
            editing.clearFocus()  # what is half written belongs to what was shown before
        self._before, self._edits = self._edits, {}
        for edit in self._before.values():
            self._list.removeWidget(edit)
        clear(self._list)

    def edit(self, caption: str, text: str, keep: Callable[[str], object]) -> EditText:
        """A text to edit, in the field that had this caption before: from note to note that is the same widget, for
        making one takes longer than all facts that are only read.
        """
        made = self._before.pop(caption, None)
        if made is None:
            made = EditText(self.ctx.commands, caption, text, keep)
            made.left.connect(self.closing.emit)
        else:
            made.show_text(text, keep)
        self._edits[caption] = made
        return made

    def _focus_named(self, name: str) -> bool:
        """The keyboard stays on the field it was on, though the panel was built anew."""
        found = next((c for c in self._content.findChildren(QWidget) if name and c.accessibleName() == name), None)
        if found is not None:
            found.setFocus(Qt.FocusReason.OtherFocusReason)
        return found is not None

    def add_commands(self) -> None:
        """Buttons for what can be done with the selection, out of the command table."""
        can = [c for c in self.ctx.commands if c.group == "note" and c.icon and c.id not in _KEYS_ONLY and c.when()]
        if not can:
            return
        section(self._list, _("Next"))
        for command in can:
            made = button(command.title, icon=command.icon, run=partial(self.ctx.commands.run, command.id))
            if command.shortcut:
                tip(made, command.shortcut)
            self._list.addWidget(made)

    def _name_buttons(self) -> None:
        for made in self._content.findChildren(QAbstractButton):
            if not made.accessibleName():
                made.setAccessibleName(made.text())
            if isinstance(made, QPushButton):
                _shorten(made)

    def reword(self, note: Note, text: str) -> None:
        """Give a note another text; an empty one is refused by leaving the old."""
        if seen(text):
            from koosloome_desktop.operations.notes import reword

            self.workshop.run(N_("Edit note"), lambda tx: reword(tx, note, text))
        else:
            self.refresh()

    def focus_pane(self) -> bool:
        """Put the keyboard on the first thing in the panel (F6)."""
        for child in self._content.findChildren(QWidget):
            if child.isVisible() and child.focusPolicy() & Qt.FocusPolicy.TabFocus:
                child.setFocus(Qt.FocusReason.TabFocusReason)
                return True
        if self.close_button.isVisible():
            self.close_button.setFocus(Qt.FocusReason.TabFocusReason)
        return self.close_button.isVisible()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves the panel."""
        if event.key() == Qt.Key.Key_Escape:
            self.closing.emit()
        else:
            super().keyPressEvent(event)

    def close_panel(self) -> None:
        """Keep a text that is being edited and stop listening."""
        editing = self._edited()
        if editing is not None:
            editing.keep()
        self._later.stop()
        self.ctx.bridge.changed.disconnect(self._changed)

    def resizeEvent(self, event: object) -> None:
        """The button that closes the overlay stays in the corner."""
        self.close_button.move(self.width() - 40, 8)


def fill(layout: QVBoxLayout, panel: Inspector, records: Sequence[Record], canvas: Record | None) -> None:
    """Fill the panel with what is chosen, or with the canvas. What knows each kind of thing is read with the first of
    its kind: a board of notes opens without all of them.
    """
    notes = [r for r in records if isinstance(r, Note)]
    actions = [r for r in records if isinstance(r, Action)]
    if len(notes) == 1 and len(records) == 1:
        from koosloome_desktop.views.inspector_note import note_facts

        note_facts(layout, panel, notes[0])
    elif len(actions) == 1 and len(records) == 1:
        from koosloome_desktop.views.inspector_row import row_facts

        row_facts(layout, panel, actions[0])
    elif len(actions) > 1:
        from koosloome_desktop.views.inspector_rows import rows_facts

        rows_facts(layout, panel, actions)
    elif len(records) == 1 and isinstance(records[0], Cluster):
        from koosloome_desktop.views.inspector_cluster import cluster_facts

        cluster_facts(layout, panel, records[0])
    elif len(notes) > 1:
        from koosloome_desktop.views.inspector_several import several_facts

        several_facts(layout, panel, notes)
    elif isinstance(canvas, Canvas):
        from koosloome_desktop.views.inspector_canvas import canvas_facts, plan_facts

        (plan_facts if canvas.type == PLAN else canvas_facts)(layout, panel, canvas)
