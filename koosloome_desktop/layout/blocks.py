"""Equal blocks around a place, needs in a column at the right: the resource map. No pie: blocks keep their notes
inside.

A match between a need and a resource is a line that runs only where no note and no title is: beside the needs, along
the foot of a row of blocks, up the gap between two columns of notes.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Final

from koosloome_desktop.layout.card import cards, footed, ghost_notes, usual_height
from koosloome_desktop.layout.corridors import corridor
from koosloome_desktop.layout.flow import (
    best_columns,
    clusters_height,
    columns_width,
    flow,
    flow_clusters,
    flow_height,
    gap_across,
    stretched,
)
from koosloome_desktop.layout.match_lines import MatchLines, Streets
from koosloome_desktop.layout.metrics import measure
from koosloome_desktop.layout.primitives import (
    Board,
    CaptionIn,
    Curve,
    LayoutProfile,
    NeedsIn,
    NoteBox,
    NoteIn,
    PanelBox,
    ZoneBox,
    ZoneIn,
)
from koosloome_desktop.layout.text import TextBlock, block, heading
from koosloome_desktop.layout.zones import BETWEEN, PAD, gap_for, sorted_in, split_ghosts

#: Room at the foot of a block and beside the needs where match lines run, at least.
_FOOT: Final = 20.0
_CHANNEL: Final = 26.0
_STRIP_LANE: Final = 7.0
_PLACE_SIZE: Final = 17.0
_PLACE_WIDTH: Final = 420.0
_MOST_INNER: Final = 12
_MOST_NEEDS: Final = 4
_AREA: Final = (1200.0, 800.0)


def layout_blocks(
    notes: Sequence[NoteIn],
    zones: Sequence[ZoneIn],
    profile: LayoutProfile,
    *,
    columns: int = 3,
    place: CaptionIn | None = None,
    needs: NeedsIn | None = None,
) -> Board:
    """Blocks of equal width, ``columns`` to a row, the place between the rows, the needs at the right.

    A need without a match gets state ``unmatched``, else ``matched`` (unless the caller gave one). Notes of unknown
    zones get a block without a title.
    """
    return _Placing(notes, zones, profile, columns, place, needs).board()


class _Placing:
    """Measures first, then places row by row."""

    def __init__(
        self,
        notes: Sequence[NoteIn],
        zones: Sequence[ZoneIn],
        profile: LayoutProfile,
        across: int,
        place: CaptionIn | None,
        needs: NeedsIn | None,
    ) -> None:
        """Break all texts."""
        self.profile = profile
        self.needs = needs
        self.strip = footed([*notes, *(needs.notes if needs else ())])
        self.filled = sorted_in(notes, zones, profile, self.strip)
        self.across = max(1, min(across, len(self.filled)))
        self.rows = math.ceil(len(self.filled) / self.across)
        self.least = usual_height(profile, self.strip)
        self.caption = place_panel(place, profile)
        self.need_cards = cards(with_states(needs), profile, self.strip) if needs else []
        self.feet, self.channel = self._corridors()
        self.clustered = not (needs and needs.matches)
        self.across_gap = gap_across(notes, profile) if self.clustered else profile.gap
        self.head_width = 0.0
        """The width of titles once it is known that blocks are wider than their notes."""
        self.zone_boxes: list[ZoneBox] = []
        self.panels: list[PanelBox] = []
        self.notes: list[NoteBox] = []

    def _corridors(self) -> tuple[list[float], float]:
        """The room lines need at the foot of each row of blocks, and beside the needs."""
        owners: list[set[str]] = [set() for _ in range(self.rows)]
        rows = {c.note.id: i // self.across for i, (_, items) in enumerate(self.filled) for c in items}
        known = {c.note.id for c in self.need_cards}
        for need, resource in self.needs.matches if self.needs else ():
            if need in known and resource in rows:
                owners[rows[resource]].add(need)
        matched = len(set().union(*owners))
        return [corridor(len(o), _FOOT) for o in owners], corridor(matched, _CHANNEL, _STRIP_LANE)

    def _head(self, zone: ZoneIn, width: float) -> TextBlock:
        return heading(zone.title, zone.hint, width, lang=self.profile.lang, small=13.0 * self.profile.fine)

    def _block_head(self, zone: ZoneIn, inner: int) -> TextBlock:
        return self._head(zone, max(self.head_width, columns_width(inner, self.profile.note_width, self.across_gap)))

    def _block_height(self, index: int, inner: int) -> float:
        zone, items = self.filled[index]
        gap = self.profile.gap
        head = self._block_head(zone, inner).height
        body = (clusters_height if self.clustered else flow_height)(items, inner, gap)
        return PAD + head + (10.0 if head else 0.0) + max(body, self.least) + self.feet[index // self.across]

    def _row_heights(self, inner: int) -> list[float]:
        """Heights of the rows of blocks; equal ones unless one row needs far more."""
        found = [
            max(self._block_height(i, inner) for i in range(r * self.across, self._end(r))) for r in range(self.rows)
        ]
        return [max(found)] * self.rows if max(found) <= 1.4 * min(found) else found

    def _end(self, row: int) -> int:
        return min((row + 1) * self.across, len(self.filled))

    def _caption_height(self) -> float:
        return self.caption.h + BETWEEN if self.caption else 0.0

    def _needs_height(self, count: int) -> float:
        """Height of the needs in so many columns."""
        if not count or self.needs is None:
            return 0.0
        head = self._head(self.needs.zone, self._needs_width(count) - 2 * PAD).height
        return PAD + head + 10.0 + flow_height(self.need_cards, count, self.profile.gap) + _FOOT

    def _needs_width(self, count: int) -> float:
        return columns_width(count, self.profile.note_width, self.profile.gap) + 2 * PAD if count else 0.0

    def _size(self, inner: int, count: int) -> tuple[float, float]:
        """Natural width and height with so many columns of notes in a block, and of needs."""
        height = sum(self._row_heights(inner)) + BETWEEN * (self.rows - 1) + self._caption_height()
        width = self.across * (columns_width(inner, self.profile.note_width, self.across_gap) + 2 * PAD)
        width += (self.across - 1) * BETWEEN
        if count:
            width += self.channel + self._needs_width(count)
        return width, max(height, self._needs_height(count))

    def _arrangement(self) -> tuple[int, int]:
        """Columns in a block and of needs that are drawn largest; one column of needs more must be worth it."""
        most = min(max((len(c) for _, c in self.filled), default=1), _MOST_INNER)
        area = self.profile.area or _AREA
        best, found = (1, 0), 0.0
        # A needs column without needs is drawn all the same: it asks its question and takes the first one.
        counts = range(1, max(1, min(len(self.need_cards), _MOST_NEEDS)) + 1) if self.needs else range(1)
        for count in counts:
            inner = best_columns(self.profile.area, max(most, 1), partial(self._size, count=count))
            width, height = self._size(inner, count)
            scale = min(area[0] / width, area[1] / height, 1.0)
            if scale > found * 1.03:
                best, found = (inner, count), scale
        return best

    def board(self) -> Board:
        """The finished board."""
        profile = self.profile
        inner, count = self._arrangement()
        width, height = stretched(*self._size(inner, count), profile.area)
        side = self._needs_width(count)
        blocks_w = width - (side + self.channel if count else 0.0)
        block_w = (blocks_w - (self.across - 1) * BETWEEN) / self.across
        self.head_width = block_w - 2 * PAD
        gap = gap_for(block_w - 2 * PAD, inner, profile.note_width, self.across_gap)
        self._place_blocks(inner, gap, block_w, height)
        if count:
            self._place_needs(width - side, side, height, count)
        curves = self._matches(gap, width - side)
        real, ghosts = split_ghosts(self.notes)
        return Board(width, height, tuple(self.zone_boxes), tuple(self.panels), real, tuple(curves), ghosts=ghosts)

    def _place_blocks(self, inner: int, gap: float, block_w: float, height: float) -> None:
        rows = self._row_heights(inner)
        spare = height - sum(rows) - BETWEEN * (self.rows - 1) - self._caption_height()
        rows = [h + max(spare, 0.0) / self.rows for h in rows]
        y = 0.0
        middle = math.ceil(self.rows / 2) if self.rows > 1 else 0
        for r in range(self.rows):
            if r == middle and self.caption:
                total = self.across * block_w + (self.across - 1) * BETWEEN
                self.panels.append(self.caption.shifted((total - self.caption.w) / 2, y))
                y += self._caption_height()
            for i in range(r * self.across, self._end(r)):
                self._place_block(i, ((i - r * self.across) * (block_w + BETWEEN), y, block_w, rows[r]), inner, gap)
            y += rows[r] + BETWEEN

    def _place_block(self, index: int, box: tuple[float, float, float, float], inner: int, gap: float) -> None:
        zone, items = self.filled[index]
        x, y, w, h = box
        head = self._block_head(zone, inner)
        top = y + PAD + head.height + (10.0 if head.height else 0.0)
        texts = tuple(t.shifted(x + PAD, y + PAD - 3.0) for t in head.lines)
        self.zone_boxes.append(ZoneBox(zone.code, x, y, w, h, zone.kind, texts))
        done = (flow_clusters if self.clustered else flow)(items, inner, self.profile.gap, (x + PAD, top), gap)
        self.notes += done.notes
        self.panels += done.panels

    def _place_needs(self, x: float, width: float, height: float, count: int) -> None:
        if self.needs is None:
            return
        zone = self.needs.zone
        head = self._head(zone, width - 2 * PAD)
        texts = tuple(t.shifted(x + PAD, PAD - 3.0) for t in head.lines)
        self.zone_boxes.append(ZoneBox(zone.code, x, 0.0, width, height, zone.kind or "need", texts))
        top = PAD + head.height + 10.0
        self.notes += flow(self.need_cards, count, self.profile.gap, (x + PAD, top)).notes

    def _matches(self, gap: float, needs_x: float) -> list[Curve]:
        """A line for each match."""
        if not self.needs or not self.needs.matches:
            return []
        streets = Streets(gap, self.profile.gap, (needs_x - self.channel, self.channel))
        made = MatchLines(streets, self.notes[-len(self.need_cards) :])
        zones = {z.code: z for z in self.zone_boxes[: len(self.filled)]}
        return made.curves(self.needs.matches, {n.id: n for n in self.notes}, zones)


def with_states(needs: NeedsIn) -> list[NoteIn]:
    """The needs, each with the state that says whether anything matches it; examples when there are none."""
    matched = {need for need, _ in needs.matches}
    return [
        replace(
            n,
            zone=n.zone or needs.zone.code,
            kind=n.kind or "need",
            state=n.state or ("matched" if n.id in matched else "unmatched"),
        )
        for n in needs.notes or ghost_notes(needs.zone)
    ]


def place_panel(place: CaptionIn | None, profile: LayoutProfile, most: float = _PLACE_WIDTH) -> PanelBox | None:
    """The place as a pill: its name and one line about it, lines at most `most` units wide."""
    if place is None or not (place.title or place.text):
        return None
    title = block(place.title, most, _PLACE_SIZE, "bold", "white", lang=profile.lang)
    small = 13.0 * profile.fine
    text = block(place.text, most, small, "regular", "white", at=(0.0, title.height), lang=profile.lang)
    inner = max(title.width, text.width)
    lines = tuple(
        t.shifted((inner - measure(t.text, t.size, t.weight)) / 2 + 22.0, 9.0) for t in title.lines + text.lines
    )
    h = title.height + text.height + 18.0
    return PanelBox("place", 0.0, 0.0, inner + 44.0, h, "caption", place.kind or "place", lines)
