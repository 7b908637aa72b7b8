"""Which thing lies next in a direction, as the eye sees it. Knows no Qt."""

from __future__ import annotations

from collections.abc import Iterable
from math import inf
from typing import Final, Literal

Direction = Literal["up", "down", "left", "right"]
Rect = tuple[float, float, float, float]
"""Left, top, right, bottom."""

_ASIDE: Final = 3.0
"""How much worse a step aside is than a step on."""


def nearest(things: Iterable[tuple[str, Rect]], start: Rect, direction: Direction) -> str | None:
    """The id of the nearest thing in a direction; None when nothing lies there.

    Things that share the row (or column) of the start come first; others must lie more ahead than aside.
    """
    axis = 0 if direction in {"left", "right"} else 1
    sign = 1.0 if direction in {"right", "down"} else -1.0
    other = 1 - axis
    begin, end = start[other], start[other + 2]
    here, row = (start[axis] + start[axis + 2]) / 2, (begin + end) / 2
    best, least = None, inf
    # In one piece: an arrow among ten thousand notes looks at each of them.
    for name, rect in things:
        ahead = sign * ((rect[axis] + rect[axis + 2]) / 2 - here)
        if ahead <= 1.0 or ahead >= least:
            continue
        low, high = rect[other], rect[other + 2]
        aside = max(0.0, low - end, begin - high)
        if aside > 3 * ahead:
            continue
        cost = ahead + _ASIDE * aside + 0.1 * abs((low + high) / 2 - row)
        if cost < least:
            best, least = name, cost
    return best
