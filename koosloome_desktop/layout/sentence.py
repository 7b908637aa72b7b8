"""A sentence in parts: one column for each part, one row for each candidate, and under every row the sentence itself.

Below it a list of questions of which one is chosen uses the same wide notes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from koosloome_desktop.layout.card import Card
from koosloome_desktop.layout.flow import best_columns, columns_width, flow, flow_height, stretched
from koosloome_desktop.layout.parts import BETWEEN, PAD, Parts, Sorted, moved
from koosloome_desktop.layout.primitives import Board, LayoutProfile, NoteIn, PanelBox, ZoneBox, ZoneIn
from koosloome_desktop.layout.text import TextBlock, block

_CELL: Final = 1.35
_LEAST_ROWS: Final = 1
_WIDEST: Final = 1.25
"""Times the area's width: a list of candidates that does not fit is no wider than this, it goes on below."""


@dataclass(frozen=True, slots=True)
class SentenceIn:
    """The candidates: a note's row (from 0) by its id, the composed sentence of each row, the chosen row (-1 = none),
    and what the chosen one is called.
    """

    rows: Mapping[str, int]
    sentences: Sequence[str]
    chosen: int = -1
    chosen_word: str = ""


def layout_sentence(
    notes: Sequence[NoteIn], zones: Sequence[ZoneIn], profile: LayoutProfile, words: SentenceIn, tray: str = "~"
) -> Board:
    """The grid of candidates. Notes of the tray and of unknown zones stand in a band below."""
    shown = [z for z in zones if z.code != tray]
    return _Grid(Sorted(notes, zones, profile, [z.code for z in shown]), profile, shown, words).board()


class _Grid:
    """Measures rows, then places them."""

    def __init__(self, found: Sorted, profile: LayoutProfile, zones: Sequence[ZoneIn], words: SentenceIn) -> None:
        """Break all texts at the natural width of the columns."""
        self.found, self.profile, self.zones, self.words = found, profile, zones, words
        rows = max([len(words.sentences), *(r + 1 for r in words.rows.values()), _LEAST_ROWS])
        self.count = rows
        count = max(len(zones), 1)
        area = profile.area
        widest = max((area[0] - (count - 1) * BETWEEN) / count - 2 * PAD, profile.note_width) if area else 0.0
        self.cell = min(max(profile.note_width * _CELL, widest), profile.note_width * 1.9)
        self.cells: dict[tuple[int, str], list[Card]] = {}
        for zone in zones:
            for card in found.cards(zone.code, width=self.cell, least=0.0):
                row = min(max(words.rows.get(card.note.id, 0), 0), rows - 1)
                self.cells.setdefault((row, zone.code), []).append(card)
        self.heads = [found.heading(z, self.cell) for z in zones]
        self.head = max((h.height for h in self.heads), default=0.0)

    def _width(self) -> float:
        count = max(len(self.zones), 1)
        return max(count * (self.cell + 2 * PAD) + (count - 1) * BETWEEN, self.found.rest_width())

    def _row(self, row: int) -> float:
        """Height of the notes of a candidate."""
        gap = self.profile.gap
        cells = [self.cells.get((row, z.code), ()) for z in self.zones]
        return max([*(flow_height(c, 1, gap) for c in cells), self.found.usual * 0.6])

    def _sentence(self, row: int, width: float) -> TextBlock:
        text = self.words.sentences[row] if row < len(self.words.sentences) else ""
        if not text:
            return TextBlock((), 0.0)
        chosen = row == self.words.chosen
        told = f"{self.words.chosen_word}: {text}" if chosen and self.words.chosen_word else f"{row + 1}. {text}"
        size = max(17.0, self.found.small)
        return block(told, width - 2 * PAD, size, "semibold" if chosen else "regular", "ink", lang=self.profile.lang)

    def _strip(self, row: int, width: float) -> float:
        made = self._sentence(row, width)
        return made.height + 18.0 if made.lines else 0.0

    def board(self) -> Board:
        """Columns behind, rows of notes on them, the sentences across."""
        natural_w = self._width()
        rows = [self._row(r) for r in range(self.count)]
        body = sum(rows) + sum(self._strip(r, natural_w) for r in range(self.count)) + self.count * 2 * PAD
        natural_h = PAD + self.head + body + PAD + self.found.rest_height(natural_w)
        width, height = stretched(natural_w, natural_h, self.profile.area)
        if self.profile.area is not None and width > (widest := max(natural_w, self.profile.area[0] * _WIDEST)):
            width, height = widest, 0.0  # a long list is read downwards: columns pulled apart tear its sentences
        body = sum(rows) + sum(self._strip(r, width) for r in range(self.count)) + self.count * 2 * PAD
        rest = self.found.rest_height(width)
        tall = max(height - rest, PAD + self.head + body + PAD)
        spare = min((tall - (PAD + self.head + body + PAD)) / self.count, 40.0)
        parts = Parts()
        each = (width - (len(self.zones) - 1) * BETWEEN) / max(len(self.zones), 1)
        lefts = [i * (each + BETWEEN) for i in range(len(self.zones))]
        for zone, head, x in zip(self.zones, self.heads, lefts, strict=True):
            texts = moved(head, x + PAD, PAD - 3.0)
            parts.zones.append(ZoneBox(zone.code, x, 0.0, each, tall, zone.kind, texts))
        y = PAD + self.head + PAD
        for row, h in enumerate(rows):
            for zone, x in zip(self.zones, lefts, strict=True):
                cards = self.cells.get((row, zone.code), [])
                indent = max((each - self.cell) / 2, PAD)
                parts.notes += flow(cards, 1, self.profile.gap, (x + indent, y)).notes
            y += h
            y = self._line(parts, row, y, width) + PAD + spare
        end = self.found.below(parts, tall + BETWEEN, width)
        return parts.board(width, max(end if self.found.rest_width() else tall, height))

    def _line(self, parts: Parts, row: int, y: float, width: float) -> float:
        """The sentence of a row; where it ends."""
        made = self._sentence(row, width)
        if not made.lines:
            return y + PAD
        h = made.height + 18.0
        kind = "chosen" if row == self.words.chosen else ""
        texts = moved(made, PAD, y + PAD / 2 + 9.0)
        parts.panels.append(PanelBox(f"sentence:{row}", 4.0, y + PAD / 2, width - 8.0, h, "sentence", kind, texts))
        return y + PAD / 2 + h + PAD / 2


def layout_questions(
    notes: Sequence[NoteIn], zones: Sequence[ZoneIn], profile: LayoutProfile, tray: str = "~"
) -> Board:
    """Wide notes in columns, zone by zone: a list of questions that is read aloud and voted on."""
    shown = [z for z in zones if z.code != tray]
    found = Sorted(notes, zones, profile, [z.code for z in shown])
    wide = profile.note_width * 2.0
    cards = {z.code: found.cards(z.code, width=wide, least=0.0) for z in shown}

    def inner(columns: int) -> float:
        return max(columns_width(columns, wide, profile.gap) + 2 * PAD, found.rest_width())

    def height(zone: ZoneIn, columns: int) -> float:
        head = found.heading(zone, inner(columns) - 2 * PAD).height
        return PAD + head + 12.0 + max(flow_height(cards[zone.code], columns, profile.gap), found.usual) + PAD

    def size(columns: int) -> tuple[float, float]:
        tall = sum(height(z, columns) for z in shown) + BETWEEN * (len(shown) - 1)
        return inner(columns), tall + found.rest_height(inner(columns))

    most = max((len(c) for c in cards.values()), default=1)
    columns = best_columns(profile.area, max(1, min(most, 12)), size)
    width, whole = stretched(*size(columns), profile.area)
    spare = max(whole - size(columns)[1], 0.0) / max(len(shown), 1)
    parts, y = Parts(), 0.0
    for zone in shown:
        h = height(zone, columns) + spare
        head = found.heading(zone, width - 2 * PAD)
        parts.zones.append(ZoneBox(zone.code, 0.0, y, width, h, zone.kind, moved(head, PAD, y + PAD - 3.0)))
        across = min(max((width - 2 * PAD - columns * wide) / max(columns - 1, 1), profile.gap), 40.0)
        used = columns_width(columns, wide, across)
        at = (PAD + max(width - 2 * PAD - used, 0.0) / 2, y + PAD + head.height + 12.0)
        parts.notes += flow(cards[zone.code], columns, profile.gap, at, across).notes
        y += h + BETWEEN
    end = found.below(parts, y, width)
    return parts.board(width, max(end if found.rest_width() else y - BETWEEN, whole))
