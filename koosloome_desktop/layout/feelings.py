"""The curve of feelings over the stages of a journey: scale -3 … +3, a ring with the value, the word beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from koosloome_desktop.layout.lines import line_to
from koosloome_desktop.layout.metrics import cap_height, measure
from koosloome_desktop.layout.primitives import Curve, MarkBox, Point, StageIn, TextLine
from koosloome_desktop.layout.text import block

#: Room for the scale's numbers left of the first column; units per point of feeling; air above and below; ring.
SCALE: Final = 30.0
_STEP: Final = 15.0
_AIR: Final = 33.0
_RING: Final = 13.0
_LEAST: Final = -3
_MOST: Final = 3


@dataclass(frozen=True, slots=True)
class Feelings:
    """Curves, marks, the scale's texts, and where the panel ends."""

    curves: tuple[Curve, ...]
    marks: tuple[MarkBox, ...]
    texts: tuple[TextLine, ...]
    bottom: float


def signed(value: int) -> str:
    """A value with its sign: +2, 0, −1 (a real minus)."""
    return f"+{value}" if value > 0 else f"−{-value}" if value < 0 else "0"


def feelings(
    stages: Sequence[StageIn], centres: Sequence[float], panel: tuple[float, float, float], label_width: float
) -> Feelings:
    """The curve for stages whose columns have these ``centres``, in a panel at (x, y) of a width."""
    x, y, width = panel
    height = 2 * _AIR + (_MOST - _LEAST) * _STEP

    def level(value: int) -> float:
        return y + _AIR + (_MOST - max(_LEAST, min(_MOST, value))) * _STEP

    curves: list[Curve] = []
    texts: list[TextLine] = []
    for value in range(_LEAST, _MOST + 1):
        start, end = (x + SCALE, level(value)), (x + width - 10.0, level(value))
        curves.append(Curve((start, *line_to(start, end)), "zero" if value == 0 else "guide", f"scale:{value}"))
        if value in {_LEAST, 0, _MOST}:
            text = signed(value)
            left = x + SCALE - 7.0 - measure(text, 13.0)
            texts.append(TextLine(left, level(value) + cap_height(13.0) / 2, text, 13.0, "regular", "muted"))
    asked = [(s, c) for s, c in zip(stages, centres, strict=True) if s.value is not None]
    points = [(c, level(s.value or 0)) for s, c in asked]
    if len(points) > 1:
        curves.append(Curve(_through(points), "feeling", "feeling"))
    marks = tuple(
        _mark(s, p, _below(points, i), label_width) for i, ((s, _), p) in enumerate(zip(asked, points, strict=True))
    )
    return Feelings(tuple(curves), marks, tuple(texts), y + height)


def _through(points: Sequence[Point]) -> tuple[Point, ...]:
    """A smooth curve that is level at every point, so it never swings beyond a value."""
    chain: list[Point] = [points[0]]
    for (x0, y0), (x1, y1) in pairwise(points):
        half = (x1 - x0) / 2
        chain += [(x0 + half, y0), (x1 - half, y1), (x1, y1)]
    return tuple(chain)


def _below(points: Sequence[Point], i: int) -> bool:
    """Whether the word stands below its ring: on the side the curve does not come from."""
    near = [points[j][1] for j in (i - 1, i + 1) if 0 <= j < len(points)]
    if not near:
        return False
    return points[i][1] >= sum(near) / len(near)


def _mark(stage: StageIn, at: Point, below: bool, label_width: float) -> MarkBox:
    """A ring with its value, and the word above or below."""
    x, y = at
    value = stage.value or 0
    text = signed(value)
    inside = TextLine(
        x - measure(text, 13.0, "bold") / 2, y + cap_height(13.0) / 2, text, 13.0, "bold",
        "ok" if value > 0 else "bad" if value < 0 else "warn",
    )  # fmt: skip
    word = block(stage.label, label_width, 13.0, "semibold", align="centre")
    top = y + _RING + 2.0 if below else y - _RING - 3.0 - word.height
    lines = tuple(t.shifted(x - label_width / 2, top) for t in word.lines)
    return MarkBox(stage.code, x, y, _RING, value, stage.label, (inside, *lines))
