"""Which thing lies next in a direction, as the eye sees it. Knows no Qt."""

from __future__ import annotations

from collections.abc import Iterable
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
    best: tuple[float, str] | None = None
    for name, rect in things:
        ahead, aside, centred = _offsets(start, rect, direction)
        if ahead <= 1.0 or (aside > 0 and aside > 3 * ahead):
            continue
        cost = ahead + _ASIDE * aside + 0.1 * centred
        if best is None or cost < best[0]:
            best = (cost, name)
    return best[1] if best else None


def _offsets(start: Rect, rect: Rect, direction: Direction) -> tuple[float, float, float]:
    """How far a thing lies ahead, how far beside the start's row, and how far its middle is from the start's."""
    axis = 0 if direction in {"left", "right"} else 1
    sign = 1.0 if direction in {"right", "down"} else -1.0
    ahead = sign * (_middle(rect, axis) - _middle(start, axis))
    other = 1 - axis
    aside = max(0.0, rect[other] - start[other + 2], start[other] - rect[other + 2])
    return ahead, aside, abs(_middle(rect, other) - _middle(start, other))


def _middle(rect: Rect, axis: int) -> float:
    return (rect[axis] + rect[axis + 2]) / 2
