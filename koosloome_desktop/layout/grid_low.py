"""From the lowest feeling of a journey to the pains of its stage: a line that runs where no note is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from koosloome_desktop.layout.inputs import StageIn
from koosloome_desktop.layout.lines import bent
from koosloome_desktop.layout.primitives import Curve, MarkBox, NoteBox, Point, ZoneBox

_CORRIDOR = 4.0


@dataclass(frozen=True, slots=True)
class Columns:
    """Where the columns of a grid stand: the first one's left edge, their width, the gap between, how many."""

    left: float
    width: float
    gap: float
    count: int

    @property
    def pitch(self) -> float:
        """From one left edge to the next."""
        return self.width + self.gap

    @property
    def right(self) -> float:
        """The right edge of the last column."""
        return self.left + self.count * self.pitch - self.gap

    def x(self, index: int) -> float:
        """The left edge of a column."""
        return self.left + index * self.pitch

    def gutter(self, index: int) -> float:
        """The middle of the gap at the left of a column."""
        return self.x(index) - self.gap / 2


def low_lines(
    stages: Sequence[StageIn],
    marks: Sequence[MarkBox],
    notes: Sequence[NoteBox],
    zones: Sequence[ZoneBox],
    columns: Columns,
    pain: str,
) -> list[Curve]:
    """A line from each lowest feeling to the notes of the lane ``pain`` in its stage; none while nobody feels bad."""
    values = [s.value for s in stages if s.value is not None]
    lane = next((z for z in zones if z.code == pain), None)
    if not values or min(values) >= 0 or lane is None:
        return []
    curves: list[Curve] = []
    for i, stage in enumerate(stages):
        if stage.value != min(values):
            continue
        mark = next(m for m in marks if m.key == stage.code and not m.kind)
        x = columns.x(i)
        pains = [n for n in notes if n.zone == pain and n.x < x + columns.width and n.x + n.w > x]
        curves += _joined(mark, pains, notes, lane, columns, i)
    return curves


def _joined(
    mark: MarkBox, pains: Sequence[NoteBox], notes: Sequence[NoteBox], lane: ZoneBox, columns: Columns, index: int
) -> Iterator[Curve]:  # fmt: skip
    if not pains:
        return
    side, foot = columns.gutter(index), max(n.y + n.h for n in pains)
    start = (mark.x - mark.r * 0.78, mark.y + mark.r * 0.62)
    if _free(side, foot, notes) and all(n.x >= side for n in pains):
        for note in pains:
            end = (note.x, note.y + min(note.h, 60.0) / 2)
            yield _curve([start, (side, start[1]), (side, end[1]), end], mark, note)
        return
    # A widened note lies across the gap: around it by the nearest free one, then along the head of the pains' lane.
    top = min(pains, key=lambda n: n.y)
    corridor = lane.y + _CORRIDOR
    order = sorted(range(index + 1), key=lambda j: abs(j - index))
    way = next((g for j in order if _free(g := columns.gutter(j), corridor, notes)), columns.gutter(0))
    end = (max(columns.x(index), top.x) + 14.0, top.y)
    yield _curve([start, (way, start[1]), (way, corridor), (end[0], corridor), end], mark, top)


def _free(x: float, foot: float, notes: Sequence[NoteBox]) -> bool:
    """Whether no note lies on a line straight down at ``x`` as far as ``foot``."""
    return not any(n.x < x < n.x + n.w and n.y < foot for n in notes)


def _curve(points: list[Point], mark: MarkBox, note: NoteBox) -> Curve:
    return Curve(bent(points), "low", f"{mark.key}>{note.id}")
