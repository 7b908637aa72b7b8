"""Where a drag would drop, as a value: what it means for the records, and what shows it on the board. Knows no Qt."""

from __future__ import annotations

from dataclasses import dataclass

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Drop:
    """A place for dragged notes. `how` is before, after (of `note`), under (a child of `note`), match (with `note`),
    into (the zone, or a cell of it), or spot (at the place `at`, x and y in 0 … 1).

    `cluster` is the id of the cluster that takes the notes, "" when they leave theirs, None when nothing changes.

    `bar` is a line (x0, y0, x1, y1) where the note would stand, `box` a field (x, y, w, h) that would take it.
    """

    how: str
    zone: str = ""
    stage: str = ""
    note: str = ""
    bar: Box | None = None
    box: Box | None = None
    at: tuple[float, float] | None = None
    cluster: str | None = None

    def extent(self) -> Box:
        """A box round all that shows the drop (x, y, w, h)."""
        rects = []
        if self.bar is not None:
            x0, y0, x1, y1 = self.bar
            rects.append((min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)))
        if self.box is not None:
            x, y, w, h = self.box
            rects.append((x, y, x + w, y + h))
        if not rects:
            return (0.0, 0.0, 0.0, 0.0)
        left, top = min(r[0] for r in rects), min(r[1] for r in rects)
        return (left, top, max(r[2] for r in rects) - left, max(r[3] for r in rects) - top)
