"""The slim form for one action: what, who, by when, how much, with what was understood under each field.

Enter takes it from any field, Tab goes on, Esc drops it; the keyboard is then exactly where it was.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QLineEdit, QVBoxLayout, QWidget

from koosloome_desktop.model.records import Note
from koosloome_desktop.operations.plan_line import PlanRow
from koosloome_desktop.operations.plan_values import row_of
from koosloome_desktop.operations.role_words import known_roles
from koosloome_desktop.support.errors import KoosloomeError
from koosloome_desktop.support.i18n import _
from koosloome_desktop.support.zones import local
from koosloome_desktop.views.context import PageContext
from koosloome_desktop.views.count_words import short
from koosloome_desktop.views.fields import Field
from koosloome_desktop.views.held_keys import act_once
from koosloome_desktop.views.key_parts import ENTER, plain
from koosloome_desktop.views.plain import label
from koosloome_desktop.views.role_field import RoleField
from koosloome_desktop.views.source_words import source_words
from koosloome_desktop.views.understood import BAD, Understood, money_told, time_told
from koosloome_desktop.views.whole_text import text_in
from koosloome_desktop.views.widgets import button, clear, column, frame, row

if TYPE_CHECKING:
    from koosloome_desktop.services.workshop import OpenWorkshop

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


@dataclass(frozen=True, slots=True)
class FormWords:
    """The words of a form: its chip, its button, what Enter and Esc do."""

    chip: str
    yes: str
    enter: str
    escape: str


class ActionForm(QDialog):
    """The form over a page. `save` says what becomes of it; `foot` is the lowest px of the page that it may take."""

    def __init__(self, host: QWidget, workshop: OpenWorkshop, ctx: PageContext, sources: Sequence[str]) -> None:
        super().__init__(host, Qt.WindowType.FramelessWindowHint | Qt.WindowType.Dialog)
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.host, self.workshop, self.ctx = host, workshop, ctx
        self.sources = tuple(sources)
        self.today = local(ctx.clock.now()).date()

    # -- what the forms differ in

    def save(self, fields: PlanRow) -> None:
        """Take the fields; KoosloomeError says why they cannot be."""
        raise NotImplementedError

    def beside(self) -> QWidget:
        """What stands beside the chip."""
        return QWidget()

    def top(self) -> int:
        """Where on the page it stands (px from the page's top)."""
        return 64

    # -- putting it together

    def build(self, typed: Typed, words: FormWords) -> None:
        """Make the fields and everything round them."""
        self.setAccessibleName(words.chip)
        self._fields(typed)
        source = label(self._source_text(), "muted", wrap=True)
        source.setVisible(bool(source.text()))
        source.setAccessibleName(f"{_('Comes from')}: {source.text()}")
        parts = (
            _captioned(_("Responsible"), self.owner, self.offers),
            _captioned(_("Deadline"), self.when, self.when_said),
            _captioned(_("Budget €"), self.amount, self.amount_said),
        )
        second = row(*parts, gap=12)
        for at, share in enumerate((5, 4, 4)):
            second.setStretch(at, share)
        yes = button(words.yes, "primary", run=self.accept)
        yes.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        keys = row(
            label("Enter", "kbd"), label(words.enter, "muted"), 6, label("Tab", "kbd"), label(_("goes on"), "muted"), 6,
            label("Esc", "kbd"), label(words.escape, "muted"), None, yes, gap=6,
        )  # fmt: skip
        title = row(label(words.chip, "chip"), self.beside(), None, gap=12)
        first = _captioned(_("Action"), self.activity, source)
        sheet = frame("popup")
        sheet.setLayout(column(title, first, second, self.wrong, keys, margins=(16, 12, 16, 12), gap=10))
        self.setLayout(column(sheet))
        self.setFixedWidth(min(WIDTH, self.host.width() - 32))
        self._offer(self.owner.fitting())
        self.owner.offered.connect(self._offer)
        self.when.textChanged.connect(lambda _t: self._say())
        self.amount.textChanged.connect(lambda _t: self._say())
        self._say()

    def _fields(self, typed: Typed) -> None:
        table = self.ctx.commands
        self.activity = Field(table, typed.activity)
        self.owner = RoleField(table, known_roles(self.workshop.document, self.ctx.lang), typed.owner)
        self.when, self.amount = Field(table, typed.when), Field(table, typed.amount)
        self.when.setPlaceholderText(_("30.9, in 3 weeks"))
        self.amount.setPlaceholderText(_("450, 2.5k"))
        self.offers = column(gap=0)
        self.when_said, self.amount_said = Understood(_("optional")), Understood(_("optional"))
        for said in (self.when_said, self.amount_said):
            said.setFixedHeight(_BELOW)
        self.wrong = label("", "bad", wrap=True)
        self.wrong.hide()

    def _source_text(self) -> str:
        document = self.workshop.document
        notes = [n for i in self.sources if isinstance(n := document.find(i), Note)]
        lines = [f"↖ {source_words(document, n)}" for n in notes[:_SOURCES]]
        more = [_("and {count} more").format(count=len(notes) - _SOURCES)] if len(notes) > _SOURCES else []
        return "\n".join([*lines, *more])

    def _say(self) -> None:
        self.when_said.say(time_told(self.when.text(), today=self.today, lang=self.ctx.lang))
        self.amount_said.say(money_told(self.amount.text(), lang=self.ctx.lang))

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
        """Show it over the page, the cursor at the start of the activity."""
        self.open()
        act_once(self)
        self._fit()
        self.move(self.host.mapToGlobal(QPoint((self.host.width() - self.width()) // 2, self.top())))
        self.activity.setFocus(Qt.FocusReason.PopupFocusReason)
        self.activity.setCursorPosition(0)

    def _fit(self) -> None:
        layout = self.layout()
        if layout is not None:
            layout.activate()
            # Without a line that wraps (a draft whose notes are gone) Qt knows no height for a width: -1.
            by_width = layout.totalHeightForWidth(self.width()) if layout.hasHeightForWidth() else 0
            self.setFixedHeight(by_width or layout.totalSizeHint().height())

    def typed(self) -> Typed:
        """What stands in the fields."""
        return Typed(text_in(self.activity).strip(), self.owner.value(), text_in(self.when), text_in(self.amount))

    def accept(self) -> None:
        """Take it; the form stays when it cannot be, and says why."""
        now = self.typed()
        if not now.activity:
            self._refuse(_("An action needs words."), self.activity)
            return
        if self.amount_said.state == BAD:
            self._refuse(self.amount_said.accessibleName(), self.amount)
            return
        try:
            self.save(row_of(now.activity, now.owner, now.when, now.amount, today=self.today, lang=self.ctx.lang))
        except KoosloomeError as error:
            self._refuse(error.line(), self.activity)
            return
        super().accept()

    def _refuse(self, words: str, at: QLineEdit) -> None:
        self.wrong.setText(words)
        self.wrong.show()
        at.setFocus()
        self._fit()

    def done(self, result: int) -> None:
        """Close; the keyboard is where it was, caret and selection too."""
        super().done(result)
        self.host.window().activateWindow()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter takes it from any field."""
        if event.key() in ENTER and not plain(event) & ~Qt.KeyboardModifier.ControlModifier:
            self.accept()
            return
        super().keyPressEvent(event)


def _captioned(words: str, field: QLineEdit, *below: QWidget | QVBoxLayout) -> QVBoxLayout:
    caption = label(words, "field")
    caption.setBuddy(field)
    field.setAccessibleName(words)
    return column(caption, field, *below, gap=4)
