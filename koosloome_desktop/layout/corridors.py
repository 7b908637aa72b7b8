"""Lanes for lines that share a corridor: a gap between notes, the foot of a row of fields, the strip beside the needs.

Who follows one line with a finger must find it where it comes out, so no two owners' lines lie on each other: each
gets a lane of its own wherever they run side by side, and lanes are ordered so that few lines cross. This is channel
routing by the left-edge idea (Hashimoto and Stevens 1971) with a given order instead of none.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Final

from koosloome_desktop.layout.lines import bent
from koosloome_desktop.layout.primitives import Point

LANE: Final = 5.0
"""Units between two lines side by side where there is room for it."""
WIDE: Final = 9.0
"""Units between two lines where there is much room."""
MOST_LANES: Final = 14
"""Lanes for which room is kept; more lines than that come nearer to each other."""
AIR: Final = 7.0
"""Units between the outer lanes and what stands beside the corridor."""
_END: Final = 1.9
_CURVE: Final = 0.5523
"""Radius of the dot at the end of a line; length of a quarter circle's handles for radius 1."""
_APART: Final = 8.0
_PASSES: Final = 12

Span = tuple[float, float]


def corridor(count: int, least: float, lane: float = LANE) -> float:
    """How wide a corridor for so many lines is that lie `lane` apart, at least `least`."""
    return max(least, 2 * AIR + max(min(count, MOST_LANES) - 1, 0) * lane) if count else least


def spots(count: int, room: float, lane: float = LANE) -> list[float]:
    """Where so many lanes lie in a corridor of this width: in its middle, `lane` apart or less where it is narrow."""
    step = min(lane, max(room - 2 * AIR, room * 0.4) / max(count - 1, 1))
    return [room / 2 + (i - (count - 1) / 2) * step for i in range(count)]


def lanes(spans: Mapping[str, Span], order: Sequence[str]) -> dict[str, int]:
    """A lane for each owner, from 0: owners that run side by side have different ones, in the given order."""
    found: dict[str, int] = {}
    for name in order:
        start, end = spans[name]
        beside = (
            found[other] + 1
            for other in found
            if spans[other][0] < end + _APART and start < spans[other][1] + _APART
        )  # fmt: skip
        found[name] = max(beside, default=0)
    return found


def crossing_order(ways: Mapping[str, tuple[float, Sequence[float]]]) -> list[str]:
    """Owners of lines that come into an upright corridor from its far side at one level and leave it on the near side
    at others, as (level, levels): from the near side to the far one so that few lines cross.

    A line is crossed by what leaves within its run further away, and by what comes in within it nearer; so whoever
    leaves within many others' runs begins near, whoever comes in within many begins far, and then neighbours change
    places as long as that saves a crossing.
    """
    spans = spans_of(ways)

    def over(level: float, name: str) -> int:
        return sum(1 for other, (a, b) in spans.items() if other != name and a < level < b)

    def rank(name: str) -> tuple[float, float, str]:
        level, out = ways[name]
        inner = sum(over(x, name) for x in out) / max(len(out), 1)
        return over(level, name) - inner, math.fsum(out) / max(len(out), 1), name

    def cost(near: str, far: str) -> int:
        within = sum(spans[near][0] < x < spans[near][1] for x in ways[far][1])
        return within + (spans[far][0] < ways[near][0] < spans[far][1])

    order = sorted(ways, key=rank)
    for _ in range(min(len(order), _PASSES)):
        for i in range(len(order) - 1):
            one, two = order[i : i + 2]
            if cost(two, one) < cost(one, two):
                order[i : i + 2] = [two, one]
    return order


def spans_of(ways: Mapping[str, tuple[float, Sequence[float]]]) -> dict[str, Span]:
    """From where to where each owner's lines run in the corridor."""
    return {name: (min(level, *out), max(level, *out)) for name, (level, out) in ways.items()}


def ported(corners: Sequence[Point]) -> tuple[Point, ...]:
    """A line through corners with a dot at both ends, so that one sees where it begins and where it stops. Dots lie
    outside of the notes: the line leaves and arrives level.
    """
    kept = [corners[0], *(b for a, b in pairwise(corners) if a != b)]
    start, end = _dot(kept[0], kept[1]), _dot(kept[-1], kept[-2])
    return (*start, *bent(kept)[1:], *end[1:])


def _dot(at: Point, towards: Point) -> tuple[Point, ...]:
    """A small circle that begins and ends at a point and lies on the way towards another (level)."""
    r = _END if towards[0] >= at[0] else -_END
    k, (x, y) = abs(r) * _CURVE, at
    up, far, down = (x + r, y - abs(r)), (x + 2 * r, y), (x + r, y + abs(r))
    turn = math.copysign(k, r)
    return (
        at, (x, y - k), (up[0] - turn, up[1]), up,
        (up[0] + turn, up[1]), (far[0], y - k), far,
        (far[0], y + k), (down[0] + turn, down[1]), down,
        (down[0] - turn, down[1]), (x, y + k), at,
    )  # fmt: skip
