"""The top of a vote becomes draft rows of the plan: one number, prefilled, and Enter.

The popup shows what the number takes, with dots; a digit or the arrows change it. What is in the plan already is named
and left out. The drafts wait in the plan, grey, until the room confirms them.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QIntValidator, QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout

from koosloome_desktop.canvases.to_plan import Voted, draft_top, suggested, voted
from koosloome_desktop.model.transaction import Transaction
from koosloome_desktop.support.errors import KoosloomeError
from koosloome_desktop.support.i18n import N_, _, ngettext
from koosloome_desktop.views.count_words import dot_words, short
from koosloome_desktop.views.draft_forms import ask_for
from koosloome_desktop.views.fields import Field
from koosloome_desktop.views.key_parts import ENTER, plain
from koosloome_desktop.views.plain import label
from koosloome_desktop.views.widgets import button, clear, column, frame, row

if TYPE_CHECKING:
    from koosloome_desktop.views.canvas_page import CanvasPage
    from koosloome_desktop.views.votes.page import VotePage

WIDTH: Final = 640
_SHOWN: Final = 8
_ROW: Final = 24
_AROUND: Final = 268
"""Px of the panel beside its rows, and of the window round it."""


class Number(Field):
    """A whole number from 1 to `most`; Up and Down change it."""

    def __init__(self, value: int, most: int) -> None:
        super().__init__(None, str(value))
        self._most = most
        self.setValidator(QIntValidator(1, most, self))
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.setFixedWidth(64)
        self.setAccessibleName(_("How many"))

    def value(self) -> int:
        """The number; 0 while none stands there."""
        text = self.text()
        return min(int(text), self._most) if text.isascii() and text.isdigit() else 0

    def step(self, by: int) -> None:
        """One more or one fewer."""
        self.setText(str(max(1, min(self._most, self.value() + by))))
        self.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up is more, Down is fewer."""
        by = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()))
        if by is None:
            super().keyPressEvent(event)
        else:
            self.step(by)


class TopVoted(QDialog):
    """How many of what got dots become drafts."""

    def __init__(self, host: CanvasPage | VotePage, canvas: str, counts: Mapping[str, int] | None = None) -> None:
        super().__init__(host, Qt.WindowType.FramelessWindowHint | Qt.WindowType.Dialog)
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName(_("Top votes to the plan"))
        self._host = host
        self.found = voted(host.workshop.document, canvas, counts)
        self.number = Number(suggested(self.found), max(1, len(self.found)))
        self._list = column(gap=2)
        self.told = label("", "muted", wrap=True)
        keys = row(
            label("Enter", "kbd"), label(_("adds the drafts"), "muted"), 6, label("Ctrl+Enter", "kbd"),
            label(_("and asks who and by when"), "muted"), 6, label("Esc", "kbd"), label(_("close"), "muted"), None,
            gap=6,
        )  # fmt: skip
        sheet = frame("popup")
        less = button("−", "sign", run=partial(self.number.step, -1), name=_("Fewer"))
        more = button("+", "sign", run=partial(self.number.step, 1), name=_("More"))
        for made in (less, more):
            made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        title = label(_("Top votes to the plan"), "card")
        head = row(title, None, label(_("How many"), "quiet"), less, self.number, more, gap=8)
        sheet.setLayout(column(head, self._list, self.told, keys, self._buttons(), margins=(16, 12, 16, 12), gap=12))
        self.setLayout(column(sheet))
        self.setFixedWidth(min(WIDTH, host.width() - 32))
        self.number.textChanged.connect(lambda _t: self._show())
        self._show()

    def _buttons(self) -> QHBoxLayout:
        asking = button(_("Add and ask …"), run=self.ask)
        adding = button(_("Add the drafts"), "primary", run=self.accept)
        for made in (asking, adding):
            made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        return row(None, asking, adding, gap=8)

    def chosen(self) -> list[Voted]:
        """What the number takes, the most dots first."""
        return self.found[: self.number.value()]

    def _show(self) -> None:
        clear(self._list)
        count = self.number.value()
        most = max(3, min(12, (self._host.window().height() - _AROUND) // _ROW))
        for at, one in enumerate(self.found[: max(_SHOWN, count)][:most]):
            self._list.addLayout(self._line(at, one, taken=at < count))
        if len(self.found) > count > 0:
            equal = self.found[count].dots == self.found[count - 1].dots
            told = _("The next one has as many dots.") if equal else ""
        else:
            told = ""
        known = sum(bool(v.codes) for v in self.chosen())
        if known:
            words = ngettext("{count} is in the plan already.", "{count} are in the plan already.", known)
            told = f"{told} {words.format(count=known)}".strip()
        self.told.setText(told or _("They come as drafts; the room confirms each with Enter."))
        layout = self.layout()
        if layout is not None:
            layout.activate()
            self.setFixedHeight(layout.totalHeightForWidth(self.width()))

    def _line(self, at: int, one: Voted, *, taken: bool) -> QHBoxLayout:
        where = f" → {', '.join(one.codes)}" if one.codes else ""
        words = label(f"{short(one.text, 64)}{where}", "strong" if taken and not one.codes else "quiet")
        mark = label("●" if taken and not one.codes else "○", "quiet")
        line = row(mark, words, None, label(dot_words(one.dots), "quiet"), gap=8)
        words.setAccessibleName(f"{at + 1}. {one.text}, {dot_words(one.dots)}{where}")
        return line

    def come(self) -> None:
        """Show it over the board."""
        self.open()
        host = self._host
        below = max(8, min(64, host.height() - self.height() - 8))
        self.move(host.mapToGlobal(QPoint((host.width() - self.width()) // 2, below)))
        self.number.setFocus(Qt.FocusReason.PopupFocusReason)
        self.number.selectAll()

    def accept(self) -> None:
        """Add the drafts, one undo step."""
        made = self._add()
        if made is None:
            return
        super().accept()
        host = self._host
        if made:
            words = ngettext("{count} draft is in the plan", "{count} drafts are in the plan", len(made))
            host.sent.emit(words.format(count=len(made)), made[0])
        else:
            host.toast.emit(_("All of them are in the plan already."))

    def ask(self) -> None:
        """Add the drafts, and ask for each who, by when and how much."""
        made = self._add()
        if made:
            super().accept()
            host, first = self._host, made[0]
            ask_for(host, host.workshop, host.ctx, made, lambda count: _told(host, count, len(made), first))

    def _add(self) -> list[str] | None:
        """The drafts that were made; None when it could not be done."""
        host, made = self._host, list[str]()
        if not self.chosen():
            self.number.setFocus()
            return None
        lang = host.workshop.document.workshop.language

        def work(tx: Transaction) -> None:
            made.extend(a.id for a in draft_top(tx, self.chosen(), lang))

        try:
            host.workshop.run(N_("Top votes to the plan"), work)
        except KoosloomeError as error:
            self.told.setText(error.line())
            return None
        return made

    def done(self, result: int) -> None:
        """Close; the keyboard is where it was."""
        super().done(result)
        self._host.window().activateWindow()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter adds, Ctrl+Enter asks for each as well."""
        if event.key() in ENTER:
            (self.ask if plain(event) & Qt.KeyboardModifier.ControlModifier else self.accept)()
            return
        super().keyPressEvent(event)


def _told(host: CanvasPage | VotePage, taken: int, total: int, first: str) -> None:
    told = _("{count} of {total} are in the plan, the others wait as drafts").format(count=taken, total=total)
    words = ngettext("{count} action is in the plan", "{count} actions are in the plan", total)
    host.sent.emit(words.format(count=total) if taken == total else told, first)


def open_top(host: CanvasPage | VotePage, canvas: str, counts: Mapping[str, int] | None = None) -> TopVoted | None:
    """Open the popup over a page, for the dots of a canvas or (`counts`) of one round; None where nothing got any."""
    popup = TopVoted(host, canvas, counts)
    if not popup.found:
        popup.deleteLater()
        return None
    popup.come()
    return popup
