"""Ctrl+T: from notes to a whole action in five presses. A slim form over the board; Enter anywhere adds the row.

The activity begins as the note's wording with the cursor at its start, the source stands under it; Tab goes on to who,
by when and how much. Esc drops it, and the keyboard is exactly where it was. What was typed is there again when the
form is opened for the same notes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QLineEdit, QPushButton, QVBoxLayout, QWidget

from koosloome_desktop.canvases.to_plan import activity_form, made_of, make_action
from koosloome_desktop.model.records import Action, Note
from koosloome_desktop.model.transaction import Transaction
from koosloome_desktop.operations.plan_values import row_of
from koosloome_desktop.operations.role_words import known_roles
from koosloome_desktop.support.errors import KoosloomeError
from koosloome_desktop.support.i18n import N_, _
from koosloome_desktop.support.zones import local
from koosloome_desktop.views.count_words import note_words, short
from koosloome_desktop.views.fields import Field
from koosloome_desktop.views.key_parts import ENTER, plain
from koosloome_desktop.views.plain import label
from koosloome_desktop.views.role_field import RoleField
from koosloome_desktop.views.source_words import source_words
from koosloome_desktop.views.understood import BAD, Understood, money_told, time_told
from koosloome_desktop.views.whole_text import text_in
from koosloome_desktop.views.widgets import button, clear, column, frame, row, set_role

if TYPE_CHECKING:
    from koosloome_desktop.views.canvas_page import CanvasPage

WIDTH: Final = 860
_OFFERED: Final = 3
_BELOW: Final = 24
"""Height in px of what stands under a field: three columns in one line."""
_SOURCES: Final = 3


@dataclass(frozen=True, slots=True)
class Typed:
    """What stands in the four fields."""

    activity: str
    owner: str = ""
    when: str = ""
    amount: str = ""


class ToPlan(QDialog):
    """The form for some notes of a page. `sources` are the notes the action will come from."""

    def __init__(self, page: CanvasPage, sources: Sequence[str], activity: str) -> None:
        super().__init__(page, Qt.WindowType.FramelessWindowHint | Qt.WindowType.Dialog)
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName(_("Make an action"))
        self._page, self._sources, self._plain = page, tuple(sources), activity
        self._today = local(page.ctx.clock.now()).date()
        self._lang = page.ctx.lang
        dropped = page.desk.dropped.get(self._sources)
        self._fields(dropped if isinstance(dropped, Typed) else Typed(activity))
        self._build()
        self._wire()
        self.activity.setCursorPosition(0)

    def _fields(self, typed: Typed) -> None:
        table, document = self._page.ctx.commands, self._page.workshop.document
        self.activity = Field(table, typed.activity)
        self.owner = RoleField(table, known_roles(document, self._lang), typed.owner)
        self.when = Field(table, typed.when)
        self.amount = Field(table, typed.amount)
        self.when.setPlaceholderText(_("30.9, in 3 weeks"))
        self.amount.setPlaceholderText(_("450, 2.5k"))
        self.offers = column(gap=0)
        self.when_said, self.amount_said = Understood(_("optional")), Understood(_("optional"))
        for said in (self.when_said, self.amount_said):
            said.setFixedHeight(_BELOW)
        self.wrong = label("", "bad", wrap=True)
        self.wrong.hide()

    def _captioned(self, words: str, field: QLineEdit, *below: QWidget | QVBoxLayout) -> QVBoxLayout:
        caption = label(words, "field")
        caption.setBuddy(field)
        field.setAccessibleName(words)
        return column(caption, field, *below, gap=4)

    def _build(self) -> None:
        source = label(self._source_text(), "muted", wrap=True)
        source.setAccessibleName(f"{_('Comes from')}: {source.text()}")
        first = self._captioned(_("Action"), self.activity, source)
        parts = (
            self._captioned(_("Responsible"), self.owner, self.offers),
            self._captioned(_("Deadline"), self.when, self.when_said),
            self._captioned(_("Budget €"), self.amount, self.amount_said),
        )
        second = row(*parts, gap=12)
        for at, share in enumerate((5, 4, 4)):
            second.setStretch(at, share)
        keys = row(
            label("Enter", "kbd"), label(_("adds"), "muted"), 6, label("Tab", "kbd"), label(_("goes on"), "muted"), 6,
            label("Esc", "kbd"), label(_("drops it"), "muted"), None, self._add_button(), gap=6,
        )  # fmt: skip
        sheet = frame("popup")
        title = row(label(_("New action"), "chip"), self._known(), None, gap=12)
        sheet.setLayout(column(title, first, second, self.wrong, keys, margins=(16, 12, 16, 12), gap=10))
        self.setLayout(column(sheet))
        self.setFixedWidth(min(WIDTH, self._page.width() - 32))
        self._offer(self.owner.fitting())

    def _add_button(self) -> QPushButton:
        made = button(_("Add"), "primary", run=self.accept)
        made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        return made

    def _known(self) -> QWidget:
        """What came of these notes before, with a way to it."""
        rows = made_of(self._page.workshop.document, self._sources)
        if not rows:
            return QWidget()
        told = _("In the plan already: {code} {text}").format(code=rows[-1].code, text=short(rows[-1].activity, 48))
        made = button(told, "link", run=lambda: self._go(rows[-1].id))
        made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        return made

    def _go(self, action: str) -> None:
        self.reject()
        self._page.go.emit(action)

    def _source_text(self) -> str:
        document = self._page.workshop.document
        notes = [n for i in self._sources if isinstance(n := document.find(i), Note)]
        lines = [source_words(document, n) for n in notes[:_SOURCES]]
        if len(notes) > _SOURCES:
            lines.append(_("and {count} more").format(count=len(notes) - _SOURCES))
        return "\n".join(f"↖ {line}" if at < _SOURCES else line for at, line in enumerate(lines))

    def _wire(self) -> None:
        self.owner.offered.connect(self._offer)
        self.when.textChanged.connect(lambda _t: self._say())
        self.amount.textChanged.connect(lambda _t: self._say())
        self._say()

    def _say(self) -> None:
        self.when_said.say(time_told(self.when.text(), today=self._today, lang=self._lang))
        self.amount_said.say(money_told(self.amount.text(), lang=self._lang))

    def _offer(self, roles: object) -> None:
        clear(self.offers)
        found = roles if isinstance(roles, list) else []
        line = row(gap=2)
        for role in found[:_OFFERED]:
            made = button(short(role, 22), "link", run=partial(self._take, role), name=role)
            made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            line.addWidget(made)
        line.addStretch(1)
        holder = QWidget()
        holder.setFixedHeight(_BELOW)
        holder.setLayout(line)
        self.offers.addWidget(holder)

    def _take(self, role: str) -> None:
        self.owner.put(role)
        self.when.setFocus(Qt.FocusReason.TabFocusReason)

    # -- coming and going

    def come(self) -> None:
        """Show it over the foot of the board, above the line."""
        self.open()
        layout = self.layout()
        if layout is not None:
            layout.activate()
            self.setFixedHeight(layout.totalHeightForWidth(self.width()))
        page = self._page
        foot = page.bar.y() - self.height() - 12
        top = 8 if self._hides_source(foot) else max(8, foot)
        self.move(page.mapToGlobal(QPoint((page.width() - self.width()) // 2, top)))
        self.activity.setFocus(Qt.FocusReason.PopupFocusReason)
        self.activity.setCursorPosition(0)

    def _hides_source(self, top: int) -> bool:
        """Whether the note would lie under the form at the foot of the board."""
        view = self._page.view
        box = view.board.note(self._sources[0]) if self._sources else None
        if box is None:
            return False
        low = view.from_board(QRectF(box.x, box.y, box.w, box.h)).bottom() + view.y()
        return low > top

    def typed(self) -> Typed:
        """What stands in the fields."""
        return Typed(text_in(self.activity).strip(), self.owner.value(), text_in(self.when), text_in(self.amount))

    def accept(self) -> None:
        """Add the action; the form stays when it cannot be, and says why."""
        now, page = self.typed(), self._page
        if not now.activity:
            self._refuse(_("An action needs words."), self.activity)
            return
        if self.amount_said.state == BAD:
            self._refuse(self.amount_said.accessibleName(), self.amount)
            return
        made: list[str] = []
        lang = page.workshop.document.workshop.language

        def work(tx: Transaction) -> None:
            fields = row_of(now.activity, now.owner, now.when, now.amount, today=self._today, lang=self._lang)
            made.append(make_action(tx, self._sources, fields, lang, self._today).id)

        try:
            page.workshop.run(N_("Make an action"), work)
        except KoosloomeError as error:
            self._refuse(error.line(), self.activity)
            return
        keep(page, self._sources, None)
        super().accept()
        tell_made(page, made)

    def _refuse(self, words: str, at: QLineEdit) -> None:
        self.wrong.setText(words)
        self.wrong.show()
        set_role(self.wrong, "bad")
        at.setFocus()
        layout = self.layout()
        if layout is not None:
            layout.activate()
            self.setFixedHeight(layout.totalHeightForWidth(self.width()))

    def reject(self) -> None:
        """Go; what was typed is offered the next time these notes are asked for."""
        now = self.typed()
        keep(self._page, self._sources, None if now == Typed(self._plain) else now)
        super().reject()

    def done(self, result: int) -> None:
        """Close; the keyboard is where it was, caret and selection too."""
        super().done(result)
        self._page.window().activateWindow()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter adds from any field; Tab stays among the fields."""
        if event.key() in ENTER and plain(event) in {
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.ControlModifier,
        }:
            self.accept()
            return
        super().keyPressEvent(event)


def keep(page: CanvasPage, sources: tuple[str, ...], typed: Typed | None) -> None:
    """Remember what was typed for some notes, None forgets it."""
    page.desk.dropped.pop(sources, None)
    if typed is not None:
        page.desk.dropped[sources] = typed


def tell_made(page: CanvasPage, made: Sequence[str]) -> None:
    """Say what is in the plan now, with the way there."""
    action = page.workshop.document.find(made[-1]) if made else None
    if isinstance(action, Action):
        told = _("In the plan: {code} {text}").format(code=action.code, text=short(action.activity, 48))
        page.sent.emit(told, action.id)
        page.refresh()


def open_form(page: CanvasPage, sources: Sequence[str], words: str = "") -> ToPlan | None:
    """Open the form for notes of a page; `words` is a cluster's name. None when there is no note."""
    notes = [n for i in sources if (n := page.verbs.note(i)) is not None]
    if not notes:
        return None
    text = words or activity_form(page.editor.text() if page.editor.note == notes[0].id else notes[0].text)
    form = ToPlan(page, [n.id for n in notes], activity_form(text))
    page.verbs.announce(_("Make an action") + ": " + (note_words(len(notes)) if len(notes) > 1 else notes[0].text))
    form.come()
    return form
