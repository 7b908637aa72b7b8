"""Where columns and cards of a plan's board stand in its viewport, and what is at a place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPoint, QRect, QRectF

from koosloome_desktop.layout.gantt import Stack
from koosloome_desktop.model.document import Document
from koosloome_desktop.model.records import Action
from koosloome_desktop.operations.plan_progress import Standing
from koosloome_desktop.support import locale
from koosloome_desktop.support.i18n import _, ngettext
from koosloome_desktop.views.plan.board_faces import Face, face
from koosloome_desktop.views.plan.board_lanes import Lane
from koosloome_desktop.views.plan.gantt_words import late_words
from koosloome_desktop.views.plan.words import status_word

GAP: Final = 8
HEAD: Final = 58
EMPTY: Final = 118
LEAST: Final = 204
MOST: Final = 420
"""Widths in px: of an empty column, and the bounds of one with cards."""


@dataclass(slots=True)
class Column:
    """A lane on the screen. `stack` holds its cards with the gaps between, `scroll` how far they are moved up."""

    lane: Lane
    x: int
    width: int
    faces: list[Face]
    stack: Stack
    scroll: int = 0

    def most(self, height: int) -> int:
        """How far it can be scrolled when `height` px show cards."""
        return max(0, self.stack.height + GAP - height)


class BoardPlace:
    """Columns, scroll and sizes; all rectangles are in the viewport."""

    def __init__(self) -> None:
        self.columns: list[Column] = []
        self.width, self.height, self.scroll_x = 0, 0, 0
        self.spots: dict[str, tuple[int, int]] = {}
        """Column and place in it of every card."""
        self._faces: dict[str, tuple[tuple[object, ...], Face]] = {}

    def fill(
        self, document: Document, found: Sequence[Lane], kind: str, lang: str, marked: Callable[[Action], bool]
    ) -> None:
        """Lay the lanes out: those with cards share the width, empty ones stay narrow; `marked` has remarks."""
        scrolls = {c.lane.key: c.scroll for c in self.columns}
        some = sum(1 for lane in found if lane.cards)
        spare = self.width - GAP - (len(found) - some) * (EMPTY + GAP)
        wide = max(LEAST, min(MOST, spare // some - GAP)) if some else LEAST
        if not some:
            wide = EMPTY
        self.columns, self.spots, x = [], {}, GAP
        made: dict[str, tuple[tuple[object, ...], Face]] = {}
        for place, lane in enumerate(found):
            width = wide if lane.cards else EMPTY
            options = {"with_owner": kind != "owner", "with_status": kind != "status"}
            faces = []
            for row in lane.cards:
                made_for = (row, width, lang, kind, marked(row.action))
                known = self._faces.get(row.action.id)
                # What a note got in votes changes without its row: cards that come from notes are made anew.
                if known is None or known[0] != made_for or row.action.sources:
                    known = (made_for, face(document, row, width - 2 * GAP, lang, marked=made_for[4], **options))
                faces.append(known[1])
                made[row.action.id] = known
            self.spots.update({row.action.id: (place, i) for i, row in enumerate(lane.cards)})
            stack = Stack([f.height + GAP for f in faces])
            column = Column(lane, x, width, faces, stack, scrolls.get(lane.key, 0))
            column.scroll = min(column.scroll, column.most(self.cards_height))
            self.columns.append(column)
            x += width + GAP
        self._faces = made

    @property
    def whole_width(self) -> int:
        """Width of all columns."""
        return self.columns[-1].x + self.columns[-1].width + GAP if self.columns else 0

    @property
    def cards_height(self) -> int:
        """Height in which cards are shown."""
        return max(1, self.height - HEAD)

    def row(self, action_id: str) -> Standing | None:
        """The row of a card."""
        spot = self.spots.get(action_id)
        return None if spot is None else self.columns[spot[0]].lane.cards[spot[1]]

    def order(self) -> list[str]:
        """The cards in reading order: column by column."""
        return [row.action.id for c in self.columns for row in c.lane.cards]

    def column_rect(self, place: int) -> QRect:
        """A whole column."""
        column = self.columns[place]
        return QRect(column.x - self.scroll_x, 0, column.width, self.height)

    def card_rect(self, place: int, at: int) -> QRectF:
        """A card of a column."""
        column = self.columns[place]
        top = HEAD + column.stack.tops[at] - column.scroll
        return QRectF(column.x - self.scroll_x + GAP, top, column.width - 2 * GAP, column.faces[at].height)

    def rect_of(self, action_id: str) -> QRectF:
        """The card of a row; null when it has none."""
        spot = self.spots.get(action_id)
        return self.card_rect(*spot) if spot else QRectF()

    def in_sight(self, place: int) -> range:
        """The cards of a column that are at least partly in sight."""
        column = self.columns[place]
        return column.stack.visible(column.scroll, self.cards_height)

    def column_at(self, x: int) -> int:
        """The column at a place, -1 between and beside them."""
        for place, column in enumerate(self.columns):
            left = column.x - self.scroll_x
            if left - GAP // 2 <= x < left + column.width + GAP // 2:
                return place
        return -1

    def card_at(self, at: QPoint) -> str:
        """The card at a place, or ""."""
        place = self.column_at(at.x())
        if place < 0 or at.y() < HEAD:
            return ""
        column = self.columns[place]
        index = column.stack.at(at.y() - HEAD + column.scroll)
        if index < 0 or not self.card_rect(place, index).contains(at.toPointF()):
            return ""
        return column.lane.cards[index].action.id

    def gap_at(self, place: int, y: int) -> int:
        """Before which card of a column something is dropped."""
        column = self.columns[place]
        for index in range(len(column.faces)):
            if y < self.card_rect(place, index).center().y():
                return index
        return len(column.faces)


class SpokenBoard:
    """What a screen reader is told: every card with its column, dates, amount and marks."""

    def __init__(self, place: BoardPlace, lang: str) -> None:
        self.place, self.lang, self.chosen = place, lang, ""

    def nodes(self) -> list[str]:
        """The cards in reading order."""
        return self.place.order()

    def has(self, node_id: str) -> bool:
        """Whether a card is there."""
        return node_id in self.place.spots

    def name(self, node_id: str) -> str:
        """Number and activity."""
        row = self.place.row(node_id)
        return f"{row.action.code} {row.action.activity}".strip() if row else ""

    def words(self, node_id: str) -> str:
        """Column, place in it, and what stands on the card."""
        row, spot = self.place.row(node_id), self.place.spots.get(node_id)
        if row is None or spot is None:
            return ""
        column = self.place.columns[spot[0]]
        told = _("{column}, card {place} of {count}")
        parts = [told.format(column=column.lane.title, place=spot[1] + 1, count=len(column.faces))]
        parts += [text for text, _colour in column.faces[spot[1]].below]
        parts += [status_word(row.status)] + ([late_words(row.days_late)] if row.overdue else [])
        return ". ".join(dict.fromkeys(parts))

    def rect(self, node_id: str) -> QRect:
        """Where the card stands."""
        return self.place.rect_of(node_id).toRect()

    def at(self, place: QPoint) -> str:
        """The card at a place."""
        return self.place.card_at(place)

    def current(self) -> str:
        """The chosen card."""
        return self.chosen if self.has(self.chosen) else ""

    def selected(self, node_id: str) -> bool:
        """What has the ring is what is selected."""
        return node_id == self.current()


def sums(lane: Lane, lang: str) -> str:
    """Under a column's title: how many cards and their sum."""
    count = ngettext("{count} row", "{count} rows", len(lane.cards)).format(count=len(lane.cards))
    parts = [count]
    if lane.cents or (lane.cards and not lane.wordless):
        parts.append(locale.money(lane.cents, lang))
    if lane.wordless:
        words = ngettext("{count} without an amount", "{count} without an amount", lane.wordless)
        parts.append(words.format(count=lane.wordless))
    return " · ".join(parts)
