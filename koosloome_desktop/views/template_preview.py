"""A template before it is taken: its blocks with their minutes, a bar to scale and words; its days and canvases."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from koosloome_desktop.support.i18n import _
from koosloome_desktop.views.agenda.words import bar_colour, type_word
from koosloome_desktop.views.plain import label
from koosloome_desktop.views.style import tokens
from koosloome_desktop.views.template_offers import canvas_words, day_words, length_words
from koosloome_desktop.views.widgets import clear, column

if TYPE_CHECKING:
    from koosloome_desktop.services.agenda_templates import Block
    from koosloome_desktop.views.template_offers import Offer

_HIGH: Final = 14
_PAUSES: Final = frozenset({"break", "lunch", "buffer", "arrival"})


class BlockBar(QWidget):
    """The blocks of a meeting side by side, as wide as they are long."""

    def __init__(self) -> None:
        super().__init__()
        self._blocks: Sequence[Block] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_blocks(self, blocks: Sequence[Block]) -> None:
        """Show other blocks."""
        self._blocks = blocks
        self.update()

    def sizeHint(self) -> QSize:
        """A thin bar."""
        return QSize(200, _HIGH)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the pieces with a hairline between them; pauses stay pale."""
        whole = sum(b.minutes for b in self._blocks)
        if not whole:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        shape = QPainterPath()
        shape.addRoundedRect(QRectF(self.rect()), 5, 5)
        painter.setClipPath(shape)
        at = 0.0
        for block in self._blocks:
            wide = self.width() * block.minutes / whole
            colour = tokens().line if block.type in _PAUSES else bar_colour(block.type)
            painter.fillRect(QRectF(at, 0, max(1.0, wide - 1.5), _HIGH), QColor(colour))
            at += wide
        painter.end()


class TemplatePreview(QWidget):
    """Says what a template brings."""

    def __init__(self) -> None:
        super().__init__()
        self._title, self._line = label("", "card", wrap=True), label("", "quiet", wrap=True)
        self._facts, self._days = label("", "body", wrap=True), label("", "muted", wrap=True)
        self._canvases = label("", "muted", wrap=True)
        self.bar = BlockBar()
        self._blocks: QVBoxLayout = column(gap=0)
        self.setLayout(
            column(self._title, self._line, 4, self._facts, self.bar, 4, self._blocks, 4, self._days, self._canvases,
                   None, gap=4)
        )  # fmt: skip

    def show_offer(self, offer: Offer, first: date | None, lang: str) -> None:
        """Show a template as it would be from `first` on, its canvases named in `lang`."""
        agenda = offer.agenda
        blocks = agenda.meetings[0].blocks if agenda is not None and agenda.meetings else ()
        self._title.setText(offer.title)
        self._line.setText(offer.line)
        self._line.setVisible(bool(offer.line))
        self._facts.setText(length_words(agenda) or _("No agenda: it can be taken later."))
        self.bar.show_blocks(blocks)
        self.bar.setVisible(bool(blocks))
        clear(self._blocks)
        if blocks:
            self._blocks.addLayout(_listed(blocks))
        days = day_words(agenda, first, lang)
        self._days.setText(_("Days: {days}").format(days=days))
        self._days.setVisible(bool(days))
        canvases = canvas_words(offer.canvases, lang)
        self._canvases.setText(_("Canvases: {names}").format(names=canvases) if canvases else _("No canvases yet."))


def _listed(blocks: Sequence[Block]) -> QGridLayout:
    """Minutes and titles in one column, in two when there are many."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(8)
    grid.setVerticalSpacing(2)
    lines = len(blocks) if len(blocks) <= 5 else -(-len(blocks) // 2)
    for i, block in enumerate(blocks):
        across, down = divmod(i, lines)
        minutes = label(str(block.minutes), "muted")
        minutes.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        grid.addWidget(minutes, down, across * 2)
        grid.addWidget(label(_(block.title) or type_word(block.type), "sub-ink", wrap=True), down, across * 2 + 1)
    for across in range(-(-len(blocks) // lines)):
        grid.setColumnStretch(across * 2 + 1, 1)
        grid.setColumnMinimumWidth(across * 2, 24)
    return grid
