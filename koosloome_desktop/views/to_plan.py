"""Ctrl+T: from notes to a whole action in five presses, in a slim form over the board.

The activity begins as the note's wording with the cursor at its start, the source stands under it; Tab goes on to who,
by when and how much. What was typed and dropped is there again when the form is opened for the same notes.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtWidgets import QWidget

from koosloome_desktop.canvases.to_plan import activity_form, made_of, make_action
from koosloome_desktop.model.records import Action
from koosloome_desktop.model.transaction import Transaction
from koosloome_desktop.operations.plan_line import PlanRow
from koosloome_desktop.support.i18n import N_, _
from koosloome_desktop.views.action_form import ActionForm, FormWords, Typed
from koosloome_desktop.views.count_words import note_words, short
from koosloome_desktop.views.widgets import button

if TYPE_CHECKING:
    from koosloome_desktop.views.canvas_page import CanvasPage


class ToPlan(ActionForm):
    """The form for some notes of a board. `sources` are the notes the action will come from."""

    def __init__(self, page: CanvasPage, sources: Sequence[str], activity: str) -> None:
        super().__init__(page, page.workshop, page.ctx, sources)
        self._page, self._plain = page, activity
        self._made = ""
        dropped = page.desk.dropped.get(self.sources)
        words = FormWords(_("New action"), _("Add"), _("adds"), _("drops it"))
        self.build(dropped if isinstance(dropped, Typed) else Typed(activity), words)

    def beside(self) -> QWidget:
        """What came of these notes before, with a way to it."""
        rows = made_of(self.workshop.document, self.sources)
        if not rows:
            return QWidget()
        told = _("In the plan already: {code} {text}").format(code=rows[-1].code, text=short(rows[-1].activity, 48))
        made = button(told, "link", run=lambda: self._go(rows[-1].id))
        made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        return made

    def _go(self, action: str) -> None:
        self.reject()
        self._page.go.emit(action)

    def top(self) -> int:
        """At the foot of the board, above the line; at its head where it would hide the note."""
        foot = self._page.bar.y() - self.height() - 12
        return 8 if self._hides_source(foot) else max(8, foot)

    def _hides_source(self, top: int) -> bool:
        view = self._page.view
        box = view.board.note(self.sources[0]) if self.sources else None
        if box is None:
            return False
        return view.from_board(QRectF(box.x, box.y, box.w, box.h)).bottom() + view.y() > top

    def save(self, fields: PlanRow) -> None:
        """A new row of the plan with these notes as its sources."""
        lang = self.workshop.document.workshop.language

        def work(tx: Transaction) -> None:
            self._made = make_action(tx, self.sources, fields, lang, self.today).id

        self.workshop.run(N_("Make an action"), work)

    def accept(self) -> None:
        """Add the action, and say where it is."""
        super().accept()
        if self._made:
            self._page.desk.dropped.pop(self.sources, None)
            tell_made(self._page, self._made)

    def reject(self) -> None:
        """Go; what was typed is offered the next time these notes are asked for."""
        now = self.typed()
        self._page.desk.dropped.pop(self.sources, None)
        if now != Typed(self._plain):
            self._page.desk.dropped[self.sources] = now
        super().reject()


def tell_made(page: CanvasPage, made: str) -> None:
    """Say what is in the plan now, with the way there."""
    action = page.workshop.document.find(made)
    if isinstance(action, Action):
        told = _("In the plan: {code} {text}").format(code=action.code, text=short(action.activity, 48))
        page.sent.emit(told, action.id)
        page.refresh()


def open_form(page: CanvasPage, sources: Sequence[str], words: str = "") -> ToPlan | None:
    """Open the form for notes of a page; `words` is a cluster's name. None when there is no note."""
    notes = [n for i in sources if (n := page.verbs.note(i)) is not None]
    if not notes:
        return None
    text = words or (page.editor.text() if page.editor.note == notes[0].id else notes[0].text)
    form = ToPlan(page, [n.id for n in notes], activity_form(text))
    page.verbs.announce(_("Make an action") + ": " + (note_words(len(notes)) if len(notes) > 1 else notes[0].text))
    form.come()
    return form
