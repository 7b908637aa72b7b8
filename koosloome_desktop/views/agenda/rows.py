"""A block of the agenda as a row: time, category, title, length; the one that is on shows how far it is."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QSizePolicy, QWidget

from koosloome_desktop.model.document import Document
from koosloome_desktop.model.records import AgendaItem
from koosloome_desktop.operations.agenda import length
from koosloome_desktop.support.i18n import _
from koosloome_desktop.views.agenda.words import bar_colour, block_facts, clock_words, minutes_words, spoken, type_word
from koosloome_desktop.views.fonts import REGULAR, SEMIBOLD, ui_font
from koosloome_desktop.views.key_parts import ENTER, plain, written
from koosloome_desktop.views.style import tokens
from koosloome_desktop.views.text_fit import Fit, draw_lines, fit

_Key = Qt.Key
_Mod = Qt.KeyboardModifier
_STEPS: Final = {_Key.Key_Down: 1, _Key.Key_Up: -1, _Key.Key_PageDown: 6, _Key.Key_PageUp: -6}
_TIME: Final = 68
_LENGTH: Final = 76
_LEAST: Final = 44
_A_MINUTE: Final = 0.9
_MOST: Final = 96
#: Shares of the row for its title and for its facts, their most lines, the air above and below, the bar of the one
#: that is on.
_TITLE: Final = 0.62
_TOLD: Final = 0.36
_LINES: Final = 6
_AIR: Final = 7
_TRACK: Final = 14


def _room(width: int) -> int:
    """The room between the bar and the length of a block in a row of so many px."""
    return width - _TIME - 2 - _LENGTH - 10 - 28


class BlockRow(QWidget):
    """One block; heights follow minutes. `typed` hands letters to the line, `moved` and `longer` are steps of ±1."""

    spoken_role = "ListItem"
    stepped = Signal(int)
    typed = Signal(str)
    moved = Signal(int)
    longer = Signal(int)
    opened = Signal()
    deleted = Signal()
    left = Signal()
    focused = Signal()
    dragged = Signal(QPoint)
    """The mouse holds it, there on the screen."""
    dropped = Signal()
    kept = Signal()
    """It was not dropped after all."""

    def __init__(self, item: AgendaItem) -> None:
        super().__init__()
        self.item = item
        self._held: QPoint | None = None
        self._dragged = False
        self._facts, self._state, self._share, self._time = "", "", 0.0, item.start
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_block(self, document: Document, item: AgendaItem, *, share: float) -> None:
        """Show a block; `share` is how much of a running one is over (0–1)."""
        self.item, self._share = item, share
        self._facts = block_facts(document, item)
        self._state = ""
        if item.skipped:
            self._state = _("left out")
        elif item.began and not item.ended:
            self._state = _("now")
        elif item.ended:
            self._state = _("done")
        self.setAccessibleName(spoken(document, item, self._state))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """A minute is a little under a pixel, within limits."""
        minutes = length(self.item.start, self.item.end)
        return QSize(320, max(_LEAST, min(_MOST, int(minutes * _A_MINUTE) + 16)))

    def hasHeightForWidth(self) -> bool:
        """A narrow row may need more lines."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Never lower than its words."""
        title, facts = self.words(width)
        below = _TRACK if self._on else 0
        return max(self.sizeHint().height(), title.height + 2 * _AIR + below, facts.height + 2 * _AIR + below)

    def words(self, width: int) -> tuple[Fit, Fit]:
        """Title and facts as they are broken in a row of so many px."""
        room = _room(width)
        title = fit(self._titled(), int(room * _TITLE), 15, least=13, lines=3, weight=SEMIBOLD)
        told = " · ".join(x for x in (type_word(self.item.type), self._facts) if x and x != self.item.title)
        return title, fit(told, int(room * _TOLD), 13, least=12, lines=_LINES)

    @property
    def _on(self) -> bool:
        return bool(self.item.began) and not self.item.ended

    def paintEvent(self, event: QPaintEvent) -> None:
        """Time at the left, the card with its bar, title and facts, the length at the right."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme, item = tokens(), self.item
        quiet = bool(item.ended) or item.skipped
        painter.setPen(QColor(theme.accent_text if self._on else theme.muted))
        painter.setFont(ui_font(14, SEMIBOLD if self._on else REGULAR, tabular=True))
        clock = QRect(0, 0, _TIME - 12, _LEAST)
        painter.drawText(clock, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, clock_words(item.start))
        card = QRectF(_TIME, 1, self.width() - _TIME - 1, self.height() - 2)
        strong = self.hasFocus()
        painter.setPen(QPen(QColor(theme.accent if strong or self._on else theme.line), 2.5 if strong else 1))
        painter.setBrush(QColor(theme.paper if quiet else theme.panel))
        painter.drawRoundedRect(card.adjusted(1, 1, -1, -1), 8, 8)
        painter.fillRect(
            QRectF(card.left() + 1.5, card.top() + 8, 6, card.height() - 16), QColor(bar_colour(item.type))
        )
        self._paint_words(painter, card, quiet=quiet)
        if self._on:
            track = QRectF(card.left() + 20, card.bottom() - 12, card.width() - 40, 4)
            painter.fillRect(track, QColor(theme.accent_soft))
            painter.fillRect(QRectF(track.left(), track.top(), track.width() * self._share, 4), QColor(theme.accent))
        painter.end()

    def _paint_words(self, painter: QPainter, card: QRectF, *, quiet: bool) -> None:
        theme, item = tokens(), self.item
        right = QRect(int(card.right()) - _LENGTH - 10, 0, _LENGTH, _LEAST)
        painter.setPen(QColor(theme.muted if quiet else theme.ink))
        painter.setFont(ui_font(14, SEMIBOLD, tabular=True))
        minutes = minutes_words(length(item.start, item.end) + item.added)
        painter.drawText(right, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, minutes)
        room = _room(self.width())
        title, facts = self.words(self.width())
        painter.setFont(ui_font(title.size, SEMIBOLD))
        at = QPoint(int(card.left()) + 20, max(_AIR, (_LEAST - title.height) // 2))
        draw_lines(painter, title, at, int(room * _TITLE))
        painter.setPen(QColor(theme.muted))
        painter.setFont(ui_font(facts.size))
        at = QPoint(int(card.left()) + 28 + int(room * _TITLE), max(_AIR, (_LEAST - facts.height) // 2))
        draw_lines(painter, facts, at, int(room * _TOLD))

    def _titled(self) -> str:
        title = self.item.title or type_word(self.item.type)
        if self.item.skipped:
            return f"× {title} – {_('left out')}"
        return f"✓ {title}" if self.item.ended else title

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows go, Alt+arrows move, + and − change the length, letters write a new block."""
        key, mods = _Key(event.key()), plain(event)
        if key == _Key.Key_Escape and self._dragged:
            self._held, self._dragged = None, False
            self.kept.emit()
        elif key in _STEPS and not mods:
            self.stepped.emit(_STEPS[key])
        elif key in {_Key.Key_Up, _Key.Key_Down} and mods == _Mod.AltModifier:
            self.moved.emit(_STEPS[key])
        elif key in {_Key.Key_Plus, _Key.Key_Equal, _Key.Key_Minus} and not mods & ~_Mod.ShiftModifier:
            self.longer.emit(-1 if key == _Key.Key_Minus else 1)
        elif key in ENTER and not mods:
            self.opened.emit()
        elif key == _Key.Key_Delete and not mods:
            self.deleted.emit()
        elif key == _Key.Key_Escape:
            self.left.emit()
        elif text := written(event):
            self.typed.emit(text)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click puts the ring here."""
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self._held = event.position().toPoint() if event.button() == Qt.MouseButton.LeftButton else None
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Held and moved: it is dragged."""
        far = self._held is not None and (event.position().toPoint() - self._held).manhattanLength()
        if self._dragged or far >= QApplication.startDragDistance():
            self._dragged = True
            self.dragged.emit(event.globalPosition().toPoint())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go."""
        dragged, self._held, self._dragged = self._dragged, None, False
        event.accept()
        if dragged:
            self.dropped.emit()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A double click opens the block's fields."""
        self.opened.emit()
        event.accept()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The ring comes."""
        super().focusInEvent(event)
        self.focused.emit()
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The ring goes."""
        super().focusOutEvent(event)
        self.update()
