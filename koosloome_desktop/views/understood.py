"""What the program understood of a typed time or amount, shown before Enter; what stays words looks different."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Final

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QSizePolicy

from koosloome_desktop.operations import dates_typed, money
from koosloome_desktop.operations.dates import RangeKind
from koosloome_desktop.support.i18n import _
from koosloome_desktop.views.widgets import column, set_role, styled

EMPTY: Final = "empty"
OK: Final = "ok"
WORDS: Final = "words"
BAD: Final = "bad"

_ROLES: Final = {EMPTY: "muted", OK: "ok", WORDS: "warn", BAD: "bad"}
_SIGNS: Final = {EMPTY: "", OK: "✓ ", WORDS: "✎ ", BAD: "✗ "}
_MOST: Final = 60


@dataclass(frozen=True, slots=True)
class Told:
    """What is said of a text: the words, and whether it was understood, stays words, or cannot be."""

    text: str = ""
    state: str = EMPTY


def time_told(text: str, *, today: date, lang: str, year: int | None = None) -> Told:
    """What a typed time is taken for: ``30.09.2026``, ``juuni–oktoober 2021``, or that it stays words."""
    found = dates_typed.parse_typed(text, today=today, lang=lang, year=year)
    if found.kind is RangeKind.EMPTY:
        return Told()
    if found.kind is RangeKind.TEXT:
        return Told(_("words, no date"), WORDS)
    return Told(dates_typed.said(found, lang), OK)


def money_told(text: str, *, lang: str) -> Told:
    """What a typed amount is taken for: ``49,00 € km-ta``, or that it stays words without an amount."""
    found = money.parse_amount(text, lang)
    if found.is_empty:
        return Told()
    if found.cents is None:
        return Told(_("words, no amount"), WORDS)
    if found.cents < 0:
        return Told(_("An amount cannot be below zero."), BAD)
    return Told(money.said(found, lang), OK)


def marked(told: Told) -> str:
    """The words behind their sign; "" for nothing."""
    words = told.text if len(told.text) <= _MOST else told.text[:_MOST] + "…"
    return f"{_SIGNS[told.state]}{words}" if told.state != EMPTY else ""


def look(told: Told) -> str:
    """The role of a label that says this."""
    return _ROLES[told.state]


class Understood(QLabel):
    """One line under or beside a field. Its words carry the meaning, a sign and a colour repeat it."""

    def __init__(self, hint: str = "") -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", "muted")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._hint = hint
        self.state = EMPTY
        self.say(Told())

    def say(self, told: Told) -> None:
        """Show this; nothing typed shows the hint."""
        self.state = told.state
        self.setText(marked(told) or self._hint)
        self.setAccessibleName(told.text or self._hint)
        set_role(self, look(told))


class Bubble(QFrame):
    """The same beside an editor that has no room for it: it hangs under the editor, over what lies there."""

    def __init__(self, editor: QLineEdit, tell: Callable[[str], Told]) -> None:
        super().__init__(editor.window())
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        styled(self, "popup")
        self._editor = editor
        self._tell = tell
        self.words = Understood()
        self.words.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.setLayout(column(self.words, margins=(8, 4, 8, 4)))
        editor.textEdited.connect(self._look)
        editor.destroyed.connect(self.deleteLater)
        editor.installEventFilter(self)
        self.hide()

    def _look(self, text: str) -> None:
        self.words.say(self._tell(text))
        self._place()

    def _place(self) -> None:
        editor = self._editor
        shown = self.words.state != EMPTY and editor.isVisible()
        self.setVisible(shown)
        if not shown:
            return
        self.adjustSize()
        window = editor.window()
        at = editor.mapTo(window, QPoint(0, editor.height() + 2))
        if at.y() + self.height() > window.height() - 4:
            at = editor.mapTo(window, QPoint(0, -self.height() - 2))
        self.move(max(4, min(at.x(), window.width() - self.width() - 4)), at.y())
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Go where the editor goes."""
        if event.type() in {QEvent.Type.Show, QEvent.Type.Move, QEvent.Type.Resize}:
            self._place()
        elif event.type() == QEvent.Type.Hide:
            self.hide()
        return super().eventFilter(watched, event)
