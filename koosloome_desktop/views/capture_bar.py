"""The bar that holds the capture line: the chip with mode and target at its left, key hints at its right."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFontMetricsF, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from koosloome_desktop.services.commands import CommandTable
from koosloome_desktop.support.i18n import _
from koosloome_desktop.views.capture_line import LONG, CaptureLine, long_hint
from koosloome_desktop.views.fonts import SEMIBOLD, ui_font
from koosloome_desktop.views.plain import label, mnemonic_free, tip
from koosloome_desktop.views.style import LINE, LINE_LOW, is_low
from koosloome_desktop.views.widgets import button, clear, styled

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent

WORDS_FROM: Final = 900
"""Width of the bar (px) from which hints carry words; below it they are keys alone."""
HINTS_FROM: Final = 620
"""Width of the bar (px) below which there are no hints."""
_HINT_SHARE: Final = 0.36
_CHIP_SHARE: Final = 0.34
_LEAST_PLACE: Final = 64.0
"""Px of the chip that are always left to the place."""
_PREFIX: Final = 220.0
"""Px that the chip of a prefix may take."""
_SIDES: Final = 36 + 3 * 10 + 6
_FIELD: Final = 40.0
_KEY: Final = 20.0
_GAP: Final = 6.0
"""Px: the edges of the bar with the gaps beside the line, the line's own edges, a key's, and between hints."""
REPAIR_KEY: Final = "Ctrl+R"
_MIDDLE: Final = Qt.AlignmentFlag.AlignVCenter

Hint = tuple[str, str]
"""A key and what it does."""


def asked_width(placeholder: str) -> float:
    """Px that a line needs to show its question whole."""
    return QFontMetricsF(ui_font(16)).horizontalAdvance(placeholder) + _FIELD


def hints_width(hints: Sequence[Hint], worded: bool) -> float:
    """Px that hints take, with their words or as keys alone."""
    keys = sum(QFontMetricsF(ui_font(12)).horizontalAdvance(key) + _KEY + _GAP for key, _words in hints)
    words = sum(QFontMetricsF(ui_font(14)).horizontalAdvance(words) + 3 * _GAP for _key, words in hints)
    return keys + (words if worded else 0.0)


class CaptureBar(QWidget):
    """60 px: chip, line, hints. `targets` gives the entries of the chip's menu as (words, run)."""

    def __init__(self, table: CommandTable, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        styled(self, "line")
        self.setFixedHeight(LINE)
        self.line = CaptureLine(table)
        self.chip = button("", "chip", run=self._menu)
        self.chip.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.prefix = button("", "chip", run=self._give_back)
        self.prefix.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.prefix.hide()
        self.give_back: Callable[[], object] = lambda: None
        self.repair = button("", "chip", run=self._repair)
        self.repair.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.repair.hide()
        self._meant = ""
        self.take_repair: Callable[[], object] = lambda: None
        self.layout_sign = label("", "section")
        self.targets: Callable[[], Sequence[tuple[str, Callable[[], object]]]] = tuple
        self._mode, self._place = "", ""
        self._hints: tuple[Hint, ...] = ()
        self._shown: tuple[object, ...] = ()
        self._hint_row = QHBoxLayout()
        self._hint_row.setSpacing(6)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(18, 0, 18, 0)
        layout.setSpacing(10)
        layout.addWidget(self.chip)
        layout.addWidget(self.prefix)
        layout.addWidget(self.line, 1)
        self.hint = button("", "hint", run=self._take_hint)
        self.hint.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hint.hide()
        self.take_hint: Callable[[], object] = lambda: None
        self._offer = ""
        layout.addWidget(self.repair)
        layout.addWidget(self.layout_sign)
        layout.addWidget(self.hint)
        layout.addLayout(self._hint_row)
        self.line.textChanged.connect(self._arrange)

    def set_low(self, *, low: bool) -> None:
        """Be lower in a low window."""
        self.setFixedHeight(LINE_LOW if low else LINE)

    def showEvent(self, event: QShowEvent) -> None:
        """A bar that was made since asks how high its window is."""
        self.set_low(low=is_low(self))
        super().showEvent(event)

    def say(self, mode: str, place: str, placeholder: str, hints: Sequence[Hint]) -> None:
        """Show mode word, target, the question of the empty line, and the keys that matter now."""
        self._mode, self._place, self._hints = mode, place, tuple(hints)
        self.line.setPlaceholderText(placeholder)
        spoken = " · ".join(x for x in (mode, place) if x)
        self.chip.setAccessibleName(spoken)
        self.line.setAccessibleName(_("{mode}: write a note").format(mode=spoken))
        self.line.setAccessibleDescription(placeholder)
        self._arrange()

    def _give_back(self) -> None:
        self.give_back()

    def _repair(self) -> None:
        self.take_repair()

    def say_layout(self, sign: str, meant: str) -> None:
        """Show the language that is typed, and what was meant where the layout was wrong ("" = it was right)."""
        self.layout_sign.setText(sign)
        self.layout_sign.setVisible(bool(sign) and self.width() >= HINTS_FROM)
        metrics = QFontMetricsF(ui_font(14))
        shown = metrics.elidedText(meant, Qt.TextElideMode.ElideRight, _PREFIX)
        self.repair.setText(mnemonic_free(f"{shown}?  {REPAIR_KEY}"))
        self.repair.setAccessibleName(_("Was this meant: {text}?").format(text=meant))
        tip(self.repair, _("Typed with the other keyboard layout? {key} turns it.").format(key=REPAIR_KEY))
        self.repair.setVisible(bool(meant))
        self._meant = meant
        self._arrange()

    def say_prefix(self, words: str) -> None:
        """Show what the line begins with as a chip of its own ("" = nothing)."""
        metrics = QFontMetricsF(ui_font(14, SEMIBOLD))
        self.prefix.setText(mnemonic_free(metrics.elidedText(words, Qt.TextElideMode.ElideRight, _PREFIX)))
        self.prefix.setAccessibleName(words)
        tip(self.prefix, _("{what}: Backspace makes it text again").format(what=words) if words else "")
        self.prefix.setVisible(bool(words))

    def _take_hint(self) -> None:
        self.take_hint()

    def offer(self, words: str, key: str) -> None:
        """A quiet button beside the empty line with something worth asking ("" = nothing); `key` does the same."""
        self._offer = words
        self.hint.setAccessibleName(words)
        tip(self.hint, f"{words} ({key})" if words else "")
        self._arrange()

    def chip_text(self) -> str:
        """What the chip says, whole."""
        return " · ".join(x for x in (self._mode, self._place) if x)

    def is_long(self) -> bool:
        """Whether the line holds more than a note should."""
        return len(self.line.text()) >= LONG

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Room changed: hints shrink to keys, then go."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        width = self.width()
        offer = "" if self.line.text() else self._offer
        asked = self.line.placeholderText()
        state = (width, self._mode, self._place, self._hints, self.is_long(), offer, self._meant, asked)
        if state == self._shown:
            return
        self._shown = state
        if bool(self.line.property("long")) != self.is_long():
            self.line.setProperty("long", self.is_long())
            self.line.style().unpolish(self.line)
            self.line.style().polish(self.line)
        self._fit_chip(width)
        metrics = QFontMetricsF(ui_font(14))
        self.hint.setText(mnemonic_free(metrics.elidedText(offer, Qt.TextElideMode.ElideRight, width * _HINT_SHARE)))
        self.hint.setVisible(bool(offer))
        clear(self._hint_row)
        if self.is_long():
            self._hint_row.addWidget(label(long_hint(), "chip-warn"), 0, _MIDDLE)
        elif width >= HINTS_FROM and not offer and not self._meant:
            self.chip.ensurePolished()  # else it is narrower than it will be
            self._show_hints(width - _SIDES - self.chip.sizeHint().width() - asked_width(asked))

    def _show_hints(self, room: float) -> None:
        """The hints in what the question of the line leaves: with words, as keys, or the first keys alone."""
        with_words = self.width() >= WORDS_FROM
        levels = [(3, True), (3, False)] if with_words else []
        levels += [(2, False), (1, False), (0, False)]
        count, worded = next((x for x in levels if hints_width(self._hints[: x[0]], *x[1:]) <= room), levels[-1])
        for key, words in self._hints[:count]:
            self._hint_row.addWidget(label(key, "kbd"), 0, _MIDDLE)
            if worded:
                self._hint_row.addWidget(label(words, "muted"), 0, _MIDDLE)
                self._hint_row.addSpacing(6)

    def _fit_chip(self, width: int) -> None:
        """The chip says all it can in a third of the bar: the place is cut, never the word that says what keys do."""
        metrics = QFontMetricsF(ui_font(14, SEMIBOLD))
        room = max(96.0, width * _CHIP_SHARE)
        whole = self.chip_text()
        shown = whole
        if self._place and metrics.horizontalAdvance(whole) > room:
            left = max(_LEAST_PLACE, room - metrics.horizontalAdvance(f"{self._mode} · "))
            place = metrics.elidedText(self._place, Qt.TextElideMode.ElideMiddle, left)
            shown = " · ".join(x for x in (self._mode, place) if x)
        can_choose = bool(self.targets())
        self.chip.setText(mnemonic_free(shown + ("  ▾" if can_choose else "")))
        tip(self.chip, whole if shown != whole else "")

    def _menu(self) -> None:
        entries = self.targets()
        if not entries:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for words, run in entries:
            menu.addAction(mnemonic_free(words)).triggered.connect(lambda _checked=False, r=run: r())
        menu.popup(self.chip.mapToGlobal(QPoint(0, -menu.sizeHint().height() - 4)))
