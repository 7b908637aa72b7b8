"""The workshop one worked on last, large: what it is, one button to go on, and its canvases in small."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame

from koosloome_desktop.support.i18n import _
from koosloome_desktop.views.count_words import plain_title
from koosloome_desktop.views.home_cards import MiniatureCard, numbers, where_when
from koosloome_desktop.views.home_grid import CardGrid
from koosloome_desktop.views.plain import label
from koosloome_desktop.views.thumbs import Thumb
from koosloome_desktop.views.widgets import button, column, row

if TYPE_CHECKING:
    from koosloome_desktop.storage.rows import WorkshopRow

_SIDE_BY_SIDE = 860


class Hero(QFrame):
    """`opened(workshop id, record)`; the record is ``canvas:<place>`` for a miniature that was clicked."""

    opened = Signal(str, str)

    def __init__(self, workshop: WorkshopRow, lang: str, programme: str = "", word: str = "") -> None:
        super().__init__()
        self.row = workshop
        self.setObjectName("card")
        self.setProperty("hero", True)
        title = plain_title(workshop.title, sample=workshop.sample)
        self.primary = button(
            _("Continue"), "primary", icon="arrow-right", run=partial(self.opened.emit, workshop.id, "")
        )
        self.primary.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.primary.setAccessibleName(f"{_('Continue')}: {title}")
        self.review = button(
            _("Follow-up meeting"), icon="list-checks", run=partial(self.opened.emit, workshop.id, "review:")
        )
        self.review.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.review.setAccessibleName(f"{_('Follow-up meeting')}: {title}")
        head = row(label(_("Continue").upper(), "section"), gap=12)
        if workshop.sample:
            head.addWidget(label(_("Sample"), "chip-small"))
        head.addStretch(1)
        self._words = column(
            head,
            label(title, "display", wrap=True),
            label(where_when(workshop, lang, programme), "quiet", wrap=True),
            label(word or numbers(workshop), "quiet", wrap=True),
            12,
            row(self.primary, self.review, None),
            None,
            gap=8,
        )
        if not workshop.actions:
            self.review.hide()
        self._grid = CardGrid(least=120, gap=12, most=4, even=True)
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._box.setContentsMargins(24, 20, 24, 24)
        self._box.setSpacing(24)
        self._box.addLayout(self._words, 5)
        self._box.addWidget(self._grid, 7, Qt.AlignmentFlag.AlignTop)
        self.setLayout(self._box)

    def show_thumbs(self, thumbs: Sequence[Thumb]) -> None:
        """Show the canvases."""
        self._grid.clear()
        for i, thumb in enumerate(thumbs[:4]):
            card = MiniatureCard(thumb.title, thumb.count, thumb.picture)
            card.clicked.connect(partial(self._open, i))
            self._grid.add(card)

    def _open(self, place: int, _checked: bool = False) -> None:
        self.opened.emit(self.row.id, f"canvas:{place}")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Words beside the pictures, or over them in a narrow window."""
        super().resizeEvent(event)
        directions = QBoxLayout.Direction
        wanted = directions.LeftToRight if self.width() >= _SIDE_BY_SIDE else directions.TopToBottom
        if self._box.direction() != wanted:
            self._box.setDirection(wanted)
