"""Panels in rows, for worksheets: each panel has a title, its question, and notes that flow in it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from koosloome_desktop.layout.flow import (
    best_columns,
    clusters_height,
    columns_width,
    flow_clusters,
    gap_across,
    stretched,
)
from koosloome_desktop.layout.legible import broader, mean_size, most_legible
from koosloome_desktop.layout.parts import BETWEEN, PAD, Parts, Sorted, moved
from koosloome_desktop.layout.primitives import Board, LayoutProfile, NoteIn, ZoneBox, ZoneIn
from koosloome_desktop.layout.zones import gap_for

_MOST: Final = 12
_AREA: Final = (1200.0, 800.0)


def layout_sheet(
    notes: Sequence[NoteIn], zones: Sequence[ZoneIn], profile: LayoutProfile, rows: Sequence[int], tray: str = "~"
) -> Board:
    """The sheet; ``rows`` says how many panels stand in each row, further zones get rows of their own."""
    shown = [z for z in zones if z.code != tray]
    groups: list[list[ZoneIn]] = []
    at = 0
    for count in (*rows, *([1] * len(shown))):
        if at < len(shown):
            groups.append(shown[at : at + count])
            at += count
    sheets = [
        _Sheet(Sorted(notes, zones, each, [z.code for z in shown]), each, groups, gap_across(notes, each))
        for each in broader(profile, len(notes))
    ]
    return most_legible(sheets, profile).board()


class _Sheet:
    """Measures, then places row by row."""

    def __init__(
        self, found: Sorted, profile: LayoutProfile, groups: Sequence[Sequence[ZoneIn]], across: float
    ) -> None:
        """Choose the columns of notes in the narrowest panel that are drawn largest."""
        self.found, self.profile, self.groups, self.across = found, profile, groups, across
        self.cards = {z.code: found.cards(z.code) for group in groups for z in group}
        self.widest = max((len(g) for g in groups), default=1)
        most = max((len(c) for c in self.cards.values()), default=1)
        self.columns = best_columns(profile.area, max(1, min(most, _MOST)), self._size)

    def scale(self) -> float:
        """How large it is drawn in the area."""
        area = self.profile.area or _AREA
        width, height = self._size(self.columns)
        return round(min(area[0] / width, area[1] / height, 1.0), 4)

    def text(self) -> float:
        """The middle size of the notes' text, in units."""
        return mean_size([c for items in self.cards.values() for c in items])

    def _width(self, columns: int) -> float:
        """The width of the sheet when its narrowest panels hold so many columns."""
        panel = columns_width(columns, self.profile.note_width, self.across) + 2 * PAD
        return self.widest * panel + (self.widest - 1) * BETWEEN

    def _panel(self, group: Sequence[ZoneIn], width: float) -> tuple[float, int]:
        """Width of a panel of a row, and the columns of notes it holds."""
        inner = (width - (len(group) - 1) * BETWEEN) / len(group)
        room = inner - 2 * PAD + self.across + 0.01
        return inner, max(1, int(room / (self.profile.note_width + self.across)))

    def _row(self, group: Sequence[ZoneIn], width: float) -> float:
        """Height of a row."""
        inner, columns = self._panel(group, width)
        heights = []
        for zone in group:
            body = clusters_height(self.cards[zone.code], columns, self.profile.gap, self.across)
            head = self.found.heading(zone, inner - 2 * PAD).height
            heights.append(PAD + head + 10.0 + max(body, self.found.usual * 0.7) + PAD)
        return max(heights)

    def _size(self, columns: int) -> tuple[float, float]:
        width = max(self._width(columns), self.found.rest_width())
        height = sum(self._row(g, width) for g in self.groups) + BETWEEN * (len(self.groups) - 1)
        return width, height + self.found.rest_height(width)

    def board(self) -> Board:
        """Rows of equal panels; room left over is shared by the rows."""
        natural = self._size(self.columns)
        width, height = stretched(*natural, self.profile.area)
        rows = [self._row(g, width) for g in self.groups]
        used = sum(rows) + BETWEEN * (len(rows) - 1) + self.found.rest_height(width)
        spare = max(height - used, 0.0) / max(len(rows), 1)
        parts = Parts()
        y = 0.0
        for group, natural_h in zip(self.groups, rows, strict=True):
            h = natural_h + spare
            inner, columns = self._panel(group, width)
            x = 0.0
            for zone in group:
                self._place(parts, zone, (x, y, inner, h), columns)
                x += inner + BETWEEN
            y += h + BETWEEN
        end = self.found.below(parts, y, width)
        return parts.board(width, max(end if self.found.rest_width() else y - BETWEEN, height))

    def _place(self, parts: Parts, zone: ZoneIn, box: tuple[float, float, float, float], columns: int) -> None:
        x, y, w, h = box
        head = self.found.heading(zone, w - 2 * PAD)
        parts.zones.append(ZoneBox(zone.code, x, y, w, h, zone.kind, moved(head, x + PAD, y + PAD - 3.0)))
        gap = gap_for(w - 2 * PAD, columns, self.profile.note_width, self.across)
        at = (x + PAD, y + PAD + head.height + 10.0)
        done = flow_clusters(self.cards[zone.code], columns, self.profile.gap, at, gap)
        parts.notes += done.notes
        parts.panels += done.panels
