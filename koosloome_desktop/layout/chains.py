"""A line as a chain of cubic Béziers that one walks along by its length."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import accumulate, pairwise
from typing import Final

from koosloome_desktop.layout.lines import between
from koosloome_desktop.layout.primitives import Point

FINE: Final = 96
"""Places along one cubic at which it is asked what stands there."""
_EVERY: Final = 5.0


@dataclass(slots=True)
class Chain:
    """Places on a line by their share of the way, 0 at its start, 1 at its end. For a single cubic the share is the
    cubic's own parameter.
    """

    points: Sequence[Point]
    ends: list[float] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Measure the cubics by their chords: all but rounded corners are straight."""
        spans = [math.dist(self.points[i], self.points[i + 3]) for i in range(0, len(self.points) - 1, 3)]
        total = math.fsum(spans) or 1.0
        self.ends = [x / total for x in accumulate(spans)]
        self.ends[-1] = 1.0

    @property
    def steps(self) -> int:
        """How many places must be looked at so that no word is missed."""
        if len(self.ends) == 1:
            return FINE
        return max(FINE, math.ceil(self._length() / _EVERY))

    def _length(self) -> float:
        spots = self.points if len(self.points) == 4 else self.points[::3]
        return math.fsum(math.dist(a, b) for a, b in pairwise(spots))

    def at(self, share: float) -> Point:
        """The place at a share of the way."""
        number, t = self._find(share)
        a, b, c, d = self.points[3 * number : 3 * number + 4]
        u = 1.0 - t
        k, m, n, o = u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t
        return k * a[0] + m * b[0] + n * c[0] + o * d[0], k * a[1] + m * b[1] + n * c[1] + o * d[1]

    def places(self, steps: int) -> list[Point]:
        """The places at 0, 1/steps, 2/steps … of the way, in one walk along it."""
        found, number, before = [], 0, 0.0
        a, b, c, d = self._cubic(0)
        last = len(self.ends) - 1
        for i in range(steps + 1):
            share = i / steps
            while number < last and self.ends[number] < share:
                before, number = self.ends[number], number + 1
                a, b, c, d = self._cubic(number)
            span = self.ends[number] - before
            t = min(max((share - before) / span, 0.0), 1.0) if span > 0 else 0.0
            u = 1.0 - t
            k, m, n, o = u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t
            x, y = k * a[0] + m * b[0] + n * c[0] + o * d[0], k * a[1] + m * b[1] + n * c[1] + o * d[1]
            found.append((x, y))
        return found

    def part(self, start: float, end: float) -> tuple[Point, ...]:
        """The piece from one share of the way to another."""
        (first, t0), (last, t1) = self._find(start), self._find(end)
        if first == last:
            return between(self._cubic(first), t0, t1)
        pieces = [between(self._cubic(first), t0, 1.0)]
        pieces += [self._cubic(i) for i in range(first + 1, last)]
        pieces.append(between(self._cubic(last), 0.0, t1))
        return (pieces[0][0], *(p for piece in pieces for p in piece[1:]))

    def _cubic(self, number: int) -> tuple[Point, ...]:
        return tuple(self.points[3 * number : 3 * number + 4])

    def _find(self, share: float) -> tuple[int, float]:
        """The cubic at a share of the way, and how far along it."""
        number = min(bisect_left(self.ends, share), len(self.ends) - 1)
        before = self.ends[number - 1] if number else 0.0
        span = self.ends[number] - before
        return number, min(max((share - before) / span, 0.0), 1.0) if span > 0 else 0.0
