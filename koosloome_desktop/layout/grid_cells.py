"""The cells of a journey's lanes: which notes stand where, and how high a lane becomes.

A note may reach over several stages. Widened notes stand first in their lane, so that the narrow ones below them leave
no holes; within a cell the order stays.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from koosloome_desktop.layout.card import Card, footed, ghost_notes
from koosloome_desktop.layout.inputs import NoteIn, StageIn, ZoneIn
from koosloome_desktop.layout.primitives import LayoutProfile

#: Gap between stage columns.
COLUMN_GAP: Final = 16.0
#: Cells are read across: their notes start at this size, lower on the ladder, so that a lane reads as one line.
_FIRST_SIZE: Final = 16.0


@dataclass(frozen=True, slots=True)
class Spot:
    """A card over the columns first … last, its top so far below the lane's."""

    card: Card
    first: int
    last: int
    y: float

    @property
    def ghost(self) -> bool:
        """Whether it is an example."""
        return self.card.note.state == "ghost"


@dataclass(frozen=True, slots=True)
class LaneCells:
    """The notes of one lane and the height they take together."""

    spots: tuple[Spot, ...]
    height: float

    def covers(self, column: int) -> bool:
        """Whether anything stands in a column."""
        return any(s.first <= column <= s.last for s in self.spots)

    @property
    def begun(self) -> bool:
        """Whether a note stands here that is no example."""
        return any(not s.ghost for s in self.spots)


class CellMaker:
    """Sorts notes into cells of columns of one width."""

    def __init__(
        self, notes: Sequence[NoteIn], stages: Sequence[StageIn], lanes: Sequence[ZoneIn], profile: LayoutProfile,
        column: float,
    ) -> None:  # fmt: skip
        """`column` is the width of a stage in units."""
        self.profile, self.column = profile, column
        self.gap = profile.gap * 0.5
        self.at = {s.code: i for i, s in enumerate(stages)}
        self.count = len(stages)
        codes = {z.code for z in lanes}
        self.own: dict[str, list[NoteIn]] = {z.code: [] for z in lanes}
        for note in notes:
            self.own[note.zone if note.zone in codes else ""].append(note)
        first = next((i for i, size in enumerate(profile.ladder) if size <= _FIRST_SIZE), len(profile.ladder) - 1)
        self.ladder = profile.ladder[first:]

    def lane(self, lane: ZoneIn, index: int) -> LaneCells:
        """The cells of a lane: cards of one height in a row unless one outgrows it.

        An example stands in the stage `index`.
        """
        own = self.own[lane.code]
        strip = footed(own)
        cards = [self._card(n, self.at.get(n.stage, self.at.get("", 0)), strip) for n in own]
        if not cards:
            cards = [self._card(n, index % self.count, strip) for n in ghost_notes(lane)[:1]]
        cards.sort(key=lambda c: c[1] - c[2])
        self._level(cards)
        return self._stacked(cards)

    def _level(self, cards: Sequence[tuple[Card, int, int]]) -> None:
        """Make the cards of a row equally high: those that are the n-th from above in their column."""
        depth = [0] * self.count
        rows: dict[int, list[Card]] = {}
        for card, first, last in cards:
            row = max(depth[first : last + 1])
            depth[first : last + 1] = [row + 1] * (last - first + 1)
            rows.setdefault(row, []).append(card)
        for row_cards in rows.values():
            alike = max((c.h for c in row_cards if c.h <= self.profile.note_height), default=0.0)
            for card in row_cards:
                card.h = max(card.h, alike)

    def _card(self, note: NoteIn, first: int, strip: bool) -> tuple[Card, int, int]:
        """A measured card with its first and last column; one that would reach beyond the end is cut to it."""
        last = max(first, min(first + note.span - 1, self.count - 1))
        if "" in self.at:  # the column of notes without a stage is not part of the way
            last = max(first, min(last, self.count - 2))
        width = self.column + (last - first) * (self.column + COLUMN_GAP)
        return Card(note, self.profile, strip, width=width, least=0.0, ladder=self.ladder), first, last

    def _stacked(self, cards: Sequence[tuple[Card, int, int]]) -> LaneCells:
        tops = [0.0] * self.count
        spots = []
        for card, first, last in cards:
            y = max(tops[first : last + 1])
            tops[first : last + 1] = [y + card.h + self.gap] * (last - first + 1)
            spots.append(Spot(card, first, last, y))
        return LaneCells(tuple(spots), max(0.0, max(tops) - self.gap))
