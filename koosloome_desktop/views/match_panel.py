"""What match mode shows over the board: one need large, the resources that may answer it numbered beside it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFocusEvent, QFontMetricsF, QInputMethodEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from koosloome_desktop.support.i18n import _
from koosloome_desktop.views.fonts import SEMIBOLD
from koosloome_desktop.views.plain import label, tip
from koosloome_desktop.views.text_fit import Fit, fit
from koosloome_desktop.views.widgets import button, clear, column, row

MOST: Final = 9
_ROW: Final = 42
_HINTS: Final = 46
_ROOMY: Final = 560
_LOW: Final = 300
"""Below this height of the panel (px) keys stand without their words, and air gives way to the need's own."""
_SIZES: Final = (34, 30, 26, 22, 19, 16, 14)


_COMES_BACK: Final = frozenset(
    {
        Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason, Qt.FocusReason.MenuBarFocusReason,
    }
)  # fmt: skip
"""Reasons after which the keyboard comes back by itself: another program, a menu, a dialog."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A resource in the list: its text, what else is said of it, whether it is matched with the need."""

    text: str
    told: str = ""
    matched: bool = False


@dataclass(frozen=True, slots=True)
class Shown:
    """Everything the panel says."""

    text: str = ""
    told: str = ""
    state: str = ""
    place: str = ""
    typed: str = ""
    choices: tuple[Choice, ...] = ()
    more: int = 0


def _size(text: str, width: int, height: int) -> int:
    """The largest size (px) at which a text stands whole in a field."""
    for size in _SIZES:
        if fit(text, width, size, least=size, lines=max(1, int(height // (size * 1.3))), weight=SEMIBOLD).whole:
            return size
    return _SIZES[-1]


def _fitted(text: str, width: int, size: int) -> Fit:
    """A resource's text in a row of the list: on a line, or whole on two smaller ones."""
    found = fit(text, width, size, least=size - 2, lines=1)
    return found if found.whole else fit(text, width, 14, least=12, lines=2)


class MatchPanel(QFrame):
    """Has the keyboard while it is open, and then wears the one ring."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("match")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
        self.setAccessibleName(_("Match needs with resources"))
        self.keys: Callable[[QKeyEvent], bool] = lambda _event: False
        self.typed: Callable[[str], object] = lambda _text: None
        self.chosen: Callable[[int], object] = lambda _number: None
        self.stepped: Callable[[int], object] = lambda _step: None
        self.closing: Callable[[], object] = lambda: None
        self.lost: Callable[[], object] = lambda: None
        self.shown = Shown()
        self.hints: Sequence[tuple[str, str]] = ()
        self._left: QVBoxLayout = column(margins=(28, 22, 18, 14), gap=10)
        self._right: QVBoxLayout = column(margins=(18, 22, 24, 14), gap=4)
        body: QHBoxLayout = row(self._left, self._right, gap=0)
        body.setStretch(0, 5)
        body.setStretch(1, 7)
        self._foot: QHBoxLayout = row(margins=(28, 0, 24, 12), gap=6)
        whole = column(body, self._foot, gap=0)
        whole.setStretch(0, 1)
        self.setLayout(whole)
        self.hide()

    def most(self) -> int:
        """How many resources have room, at most nine."""
        return max(3, min(MOST, (self.height() - _HINTS - 84) // _ROW))

    def say(self, shown: Shown, hints: Sequence[tuple[str, str]]) -> None:
        """Show this."""
        if (shown, tuple(hints)) != (self.shown, tuple(self.hints)) or not self._left.count():
            self.shown, self.hints = shown, tuple(hints)
            self._build()

    def place(self, area: QRect) -> None:
        """Lie over an area (px of the parent)."""
        self.setGeometry(area.adjusted(10, 8, -10, -4))

    def texts(self) -> list[str]:
        """The texts of the list, in order."""
        return [b.accessibleName() for b in self.findChildren(QPushButton) if b.objectName() == "choice"]

    # -- building

    def _build(self) -> None:
        for layout in (self._left, self._right, self._foot):
            clear(layout)
        shown, low = self.shown, self.height() < _LOW
        for layout, left, right in ((self._left, 28, 18), (self._right, 18, 24)):
            layout.setContentsMargins(left, 10 if low else 22, right, 6 if low else 14)
        self._left.addLayout(self._head())
        self._left.addStretch(1)
        wide = max(220, self.width() * 5 // 12 - 60)
        text = label(shown.text, wrap=True)
        size = _size(shown.text, wide, max(36, self.height() - 190) if low else max(80, self.height() - 230))
        text.setStyleSheet(f"font-size: {size}px; font-weight: 600;")
        self._left.addWidget(text)
        if shown.told:
            self._left.addWidget(label(shown.told, "quiet", wrap=True))
        self._left.addWidget(label(shown.state, "ok" if any(c.matched for c in shown.choices) else "bad", wrap=True))
        self._left.addStretch(2)
        title = _("Find: {text}").format(text=shown.typed) if shown.typed else _("What could answer it?")
        self._right.addWidget(label(title, "section"))
        self._right.addSpacing(6)
        for number, choice in enumerate(shown.choices, 1):
            self._right.addWidget(self._choice(number, choice))
        if not shown.choices:
            self._right.addWidget(label(_("Nothing begins with these letters"), "quiet"))
        if shown.more:
            self._right.addWidget(label(_("and {count} more: type to find").format(count=shown.more), "muted"))
        self._right.addStretch(1)
        for key, word in self.hints:
            self._foot.addWidget(label(key, "kbd"))
            shown_word = label("" if low else word, "muted")
            shown_word.setAccessibleName(word)
            self._foot.addWidget(shown_word)
            self._foot.addSpacing(10)
        self._foot.addStretch(1)
        for child in self.findChildren(QWidget):
            child.show()

    def _head(self) -> QHBoxLayout:
        back = button("", "icon", icon="arrow-left", name=_("Previous need"), run=lambda: self.stepped(-1))
        on = button("", "icon", icon="arrow-right", name=_("Next need"), run=lambda: self.stepped(1))
        shut = button("", "icon", icon="x", name=_("Leave match mode"), run=self._close)
        for made in (back, on, shut):
            made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        return row(shut, label(self.shown.place, "section"), None, back, on, gap=4)

    def _close(self) -> None:
        self.closing()

    def _choice(self, number: int, choice: Choice) -> QPushButton:
        """A row: digit, tick, text, and what else is said of it at the right."""
        whole = " ".join(choice.text.split())
        room = self.width() * 7 // 12 - (190 if self.height() < _LOW else 130)
        told = label(choice.told, "muted")
        aside = min(told.sizeHint().width(), room * 2 // 5)
        said = QFontMetricsF(told.font()).elidedText(choice.told, Qt.TextElideMode.ElideRight, aside)
        told.setText(said)
        text = _fitted(whole, max(120, room - aside), 18 if self.height() > _ROOMY else 16)
        made = button("", "ghost", run=partial(self.chosen, number), name=choice.text)
        made.setAccessibleName(f"{number} {choice.text}" + (f", {_('matched')}" if choice.matched else ""))
        made.setObjectName("choice")
        cut = [t for t, is_cut in ((whole, not text.whole), (choice.told, said != choice.told)) if is_cut]
        tip(made, "\n".join(cut))
        made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        made.setFixedHeight(_ROW - 4)
        made.setCheckable(True)
        made.setChecked(choice.matched)
        tick, lines = label("✓" if choice.matched else "", "ok"), label("\n".join(text.lines))
        parts = [label(str(number), "strong"), tick, lines, told]
        for part, width in zip(parts, (18, 20, 0, 0), strict=True):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            if width:
                part.setFixedWidth(width)
        lines.setStyleSheet(f"font-size: {text.size}px;")
        inside = row(*parts[:3], None, told, margins=(12, 0, 12, 0), gap=8)
        made.setLayout(inside)
        return made

    # -- keys and focus

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Every key is match mode's."""
        if not self.keys(event):
            super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Letters that are put together from several keys find resources, too."""
        if event.commitString():
            self.typed(event.commitString())
        event.accept()

    def focusNextPrevChild(self, _next: bool) -> bool:
        """Tab goes to the next need, not out of the panel."""
        return False

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The ring is here."""
        self._ring(True)
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The ring goes; when the keyboard goes elsewhere in the window match mode ends."""
        self._ring(False)
        super().focusOutEvent(event)
        if event.reason() not in _COMES_BACK:
            self.lost()

    def _ring(self, on: bool) -> None:
        self.setProperty("ring", on)
        self.style().unpolish(self)
        self.style().polish(self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Texts fit the new size."""
        super().resizeEvent(event)
        if self.isVisible():
            self._build()
