"""Cards in columns of one width; as many columns as fit, every card of a line as high as the highest."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget


class CardGrid(QWidget):
    """`least` is the smallest width of a card, `gap` the room between (px)."""

    def __init__(self, least: int, gap: int = 16, most: int = 5, *, even: bool = False) -> None:
        super().__init__()
        self._even = even
        self._least, self._gap, self._most = least, gap, most
        self._cards: list[QWidget] = []
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def add(self, card: QWidget) -> None:
        """Add a card at the end."""
        card.setParent(self)
        card.show()
        self._cards.append(card)
        self.updateGeometry()

    def clear(self) -> None:
        """Let all cards go."""
        for card in self._cards:
            card.hide()
            card.setParent(None)
            card.deleteLater()
        self._cards = []

    def columns(self, width: int) -> int:
        """How many cards stand side by side in `width` px; `even` asks for lines of one length."""
        fit = max(1, min(self._most, (width + self._gap) // (self._least + self._gap)))
        if not self._even or not self._cards:
            return fit
        lines = -(-len(self._cards) // fit)
        return -(-len(self._cards) // lines)

    def _place(self, width: int, *, move: bool) -> int:
        shown = self.columns(width)
        wide = (width - (shown - 1) * self._gap) // shown
        y = 0
        for start in range(0, len(self._cards), shown):
            line = self._cards[start : start + shown]
            high = max(card.heightForWidth(wide) for card in line)
            if move:
                for i, card in enumerate(line):
                    card.setGeometry(i * (wide + self._gap), y, wide, high)
            y += high + self._gap
        return max(0, y - self._gap)

    def hasHeightForWidth(self) -> bool:
        """Narrower is higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Height in px of all lines."""
        return self._place(width, move=False)

    def sizeHint(self) -> QSize:
        """What the present width needs."""
        return QSize(self._least, self.heightForWidth(max(self.width(), self._least)))

    def minimumSizeHint(self) -> QSize:
        """One card wide; how high it is follows from the width alone."""
        return QSize(self._least, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place the cards."""
        super().resizeEvent(event)
        height = self._place(self.width(), move=True)
        if height != self.height():
            self.setMinimumHeight(height)
            self.setMaximumHeight(height)
