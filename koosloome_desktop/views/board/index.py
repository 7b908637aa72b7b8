"""Where everything on a board is, in a grid: so that a frame touches only what it shows. Knows no Qt."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from koosloome_desktop.layout.primitives import Board, MarkBox, NoteBox, TextLine

CELL: Final = 512.0
"""Side of a cell in board units."""
_WIDE: Final = 512
"""A thing over more cells than this is kept apart and looked at every time."""

_ASKED: Final = 16
"""So often a rectangle is looked for among all: a large board asks fewer times for its first frame."""

Rect = tuple[float, float, float, float]
"""Left, top, right, bottom."""


def touches(one: Rect, two: Rect) -> bool:
    """Whether two rectangles share a point."""
    return one[0] <= two[2] and two[0] <= one[2] and one[1] <= two[3] and two[1] <= one[3]


def cells(rect: Rect) -> Iterable[tuple[int, int]]:
    """The grid cells a rectangle lies in."""
    x0, y0, x1, y1 = (int(v // CELL) for v in rect)
    return ((x, y) for y in range(y0, y1 + 1) for x in range(x0, x1 + 1))


@dataclass(slots=True)
class Grid:
    """Things by number in cells; asking for a rectangle gives the numbers in it, ascending, each once."""

    rects: Sequence[Rect]
    _cells: dict[tuple[int, int], list[int]] = field(default_factory=dict)
    _wide: list[int] = field(default_factory=list)
    _asked: int = 0

    def _sort_in(self) -> None:
        """Put everything into its cells."""
        known = self._cells
        for number, (left, top, right, bottom) in enumerate(self.rects):
            x0, y0, x1, y1 = int(left // CELL), int(top // CELL), int(right // CELL), int(bottom // CELL)
            if x0 == x1 and y0 == y1:  # nearly all notes
                known.setdefault((x0, y0), []).append(number)
            elif (x1 - x0 + 1) * (y1 - y0 + 1) > _WIDE:
                self._wide.append(number)
            else:
                for y in range(y0, y1 + 1):
                    for x in range(x0, x1 + 1):
                        known.setdefault((x, y), []).append(number)

    def within(self, rect: Rect) -> list[int]:
        """Numbers of the things that touch a rectangle."""
        left, top, right, foot = rect
        if self._asked < _ASKED:
            self._asked += 1
            return [
                n for n, r in enumerate(self.rects)
                if r[0] <= right and r[2] >= left and r[1] <= foot and r[3] >= top
            ]  # fmt: skip
        if self._asked == _ASKED:
            self._asked += 1
            self._sort_in()
        found: set[int] = set(self._wide)
        known = self._cells
        spread = (rect[2] // CELL - rect[0] // CELL + 1) * (rect[3] // CELL - rect[1] // CELL + 1)
        if spread > len(known):  # seen from far away: the cells there are, not all there could be
            x0, y0, x1, y1 = (int(v // CELL) for v in rect)
            for (x, y), numbers in known.items():
                if x0 <= x <= x1 and y0 <= y <= y1:
                    found.update(numbers)
        else:
            for cell in cells(rect):
                found.update(known.get(cell, ()))
        rects = self.rects
        # In one piece, without a call for each: every strip of a pan asks, and links may reach over the whole board.
        near = [n for n in found if (r := rects[n])[0] <= right and r[2] >= left and r[1] <= foot and r[3] >= top]
        near.sort()
        return near


def note_rect(box: NoteBox) -> Rect:
    """The box of a note as a rectangle."""
    return (box.x, box.y, box.x + box.w, box.y + box.h)


class BoardIndex:
    """The grids of a board's notes and curves, each made when it is first asked for."""

    def __init__(self, board: Board) -> None:
        self.board = board

    @cached_property
    def notes(self) -> Grid:
        """Where the notes are."""
        return Grid([(n.x, n.y, n.x + n.w, n.y + n.h) for n in self.board.notes])

    @cached_property
    def curves(self) -> Grid:
        """Where the curves are."""
        return Grid([(x0 - 3, y0 - 3, x1 + 3, y1 + 3) for x0, y0, x1, y1 in (c.bounds() for c in self.board.curves)])

    @cached_property
    def zones(self) -> list[Rect]:
        """Where the zones are."""
        return [(z.x, z.y, z.x + z.w, z.y + z.h) for z in self.board.zones]

    @cached_property
    def zone_texts(self) -> list[Rect]:
        """Where the words of each zone are, rather too much than too little."""
        return [_text_rect(z.texts) for z in self.board.zones]

    @cached_property
    def texts(self) -> Grid:
        """Where the board's own words are."""
        return Grid([_text_rect([t]) for t in self.board.texts])

    @cached_property
    def marks(self) -> Grid:
        """Where feelings and pins are, with their words."""
        return Grid([_mark_rect(m) for m in self.board.marks])

    def hit(self, x: float, y: float) -> NoteBox | None:
        """The note at a point."""
        found = self.notes.within((x, y, x, y))
        return self.board.notes[found[0]] if found else None

    def inside(self, rect: Rect) -> list[str]:
        """The ids of the notes that touch a rectangle, in order."""
        return [self.board.notes[n].id for n in self.notes.within(rect)]


def _mark_rect(mark: MarkBox) -> Rect:
    rects = [(mark.x - 1.2 * mark.r, mark.y - 1.2 * mark.r, mark.x + 1.2 * mark.r, mark.y + 1.2 * mark.r)]
    if mark.plate is not None:
        x, y, w, h = mark.plate
        rects.append((x, y, x + w, y + h))
    if mark.texts:
        rects.append(_text_rect(mark.texts))
    lefts, tops, rights, feet = zip(*rects, strict=True)
    return (min(lefts), min(tops), max(rights), max(feet))


def _text_rect(texts: Sequence[TextLine]) -> Rect:
    if not texts:
        return (0.0, 0.0, -1.0, -1.0)
    return (
        min(t.x for t in texts) - 2.0,
        min(t.y - 1.1 * t.size for t in texts),
        max(t.x + (len(t.text) + 1) * t.size for t in texts),  # no letter is wider than the text is high
        max(t.y + 0.5 * t.size for t in texts),
    )
