"""The curves of feelings over the stages of a journey: scale −3 … +3, rings with the value, words beside them.

As it is: a solid line. As wished: a dashed one, and the difference between the two is shaded. Where both are there,
their rings stand side by side in a stage's column, so that neither covers the other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from koosloome_desktop.layout.inputs import StageIn
from koosloome_desktop.layout.lines import line_to
from koosloome_desktop.layout.metrics import cap_height, measure
from koosloome_desktop.layout.primitives import Curve, MarkBox, Point, TextLine
from koosloome_desktop.layout.text import TextBlock, block

#: Room for the scale's numbers left of the first column; units per point of feeling; least air above and below.
SCALE: Final = 30.0
_STEP: Final = 14.0
_AIR: Final = 20.0
_LEAST: Final = -3
_MOST: Final = 3
#: Distance of a word from its ring, and of the outermost word from the panel's edge.
_OFF: Final = 3.0
_EDGE: Final = 4.0


@dataclass(frozen=True, slots=True)
class Feelings:
    """Curves, marks, the scale's texts, and where the panel ends."""

    curves: tuple[Curve, ...]
    marks: tuple[MarkBox, ...]
    texts: tuple[TextLine, ...]
    bottom: float


@dataclass(frozen=True, slots=True)
class _Felt:
    """One feeling of one curve: whose, where across, its value, its word, and on which side the word stands."""

    key: str
    place: int
    x: float
    value: int
    word: TextBlock
    label: str
    below: bool = False


def signed(value: int) -> str:
    """A value with its sign: +2, 0, −1 (a real minus)."""
    return f"+{value}" if value > 0 else f"−{-value}" if value < 0 else "0"


def feelings(
    stages: Sequence[StageIn],
    centres: Sequence[float],
    panel: tuple[float, float, float],
    label_width: float,
    size: float = 13.0,
) -> Feelings:
    """The curves for stages whose columns have these ``centres``, in a panel at (x, y) of a width; ``size`` of text."""
    x, y, width = panel
    as_is, to_be = _series(stages, centres, label_width, size)
    ring = size
    above = [ring + _OFF + f.word.height - (_MOST - f.value) * _STEP for f in (*as_is, *to_be) if not f.below]
    under = [ring + _OFF + f.word.height - (f.value - _LEAST) * _STEP for f in (*as_is, *to_be) if f.below]
    top = max(_AIR, *(a + _EDGE for a in above)) if above else _AIR
    foot = max(_AIR, *(u + _EDGE for u in under)) if under else _AIR

    def level(value: int) -> float:
        return y + top + (_MOST - value) * _STEP

    curves, texts = _scale([level(v) for v in range(_LEAST, _MOST + 1)], x, width, size)
    points = {id(f): (f.x, level(f.value)) for f in (*as_is, *to_be)}
    curves += [Curve(chain, "gap", f"gap:{i}") for i, chain in enumerate(_between(as_is, to_be, points))]
    for series, role in ((as_is, "feeling"), (to_be, "to_be")):
        if len(series) > 1:
            curves.append(Curve(_through([points[id(f)] for f in series]), role, role))
    plated = bool(as_is and to_be)
    marks = [_mark(f, points[id(f)], ring, size, "", plated=plated) for f in as_is]
    marks += [_mark(f, points[id(f)], ring, size, "to_be", plated=plated) for f in to_be]
    return Feelings(tuple(curves), tuple(marks), tuple(texts), y + top + (_MOST - _LEAST) * _STEP + foot)


def _series(
    stages: Sequence[StageIn], centres: Sequence[float], label_width: float, size: float
) -> tuple[list[_Felt], list[_Felt]]:
    """Both curves, with the side on which each word stands."""
    both = any(s.value is not None for s in stages) and any(s.to_be is not None for s in stages)
    width = label_width / 2 - 3.0 if both else label_width
    off = label_width / 4 if both else 0.0
    as_is = [
        _Felt(s.code, i, c - off, _kept(s.value), _word(s.label, width, size), s.label)
        for i, (s, c) in enumerate(zip(stages, centres, strict=True)) if s.value is not None
    ]  # fmt: skip
    to_be = [
        _Felt(s.code, i, c + off, _kept(s.to_be), _word(s.to_be_label, width, size), s.to_be_label)
        for i, (s, c) in enumerate(zip(stages, centres, strict=True)) if s.to_be is not None
    ]  # fmt: skip
    return _sided(as_is), _sided(to_be)


def _kept(value: int) -> int:
    return max(_LEAST, min(_MOST, value))


def _word(text: str, width: float, size: float) -> TextBlock:
    return block(text, width, size, "semibold", align="centre")


def _sided(series: Sequence[_Felt]) -> list[_Felt]:
    """Words stand on the side the curve does not come from: above a height, below a depth."""
    found = []
    for i, felt in enumerate(series):
        near = [series[j].value for j in (i - 1, i + 1) if 0 <= j < len(series)]
        below = bool(near) and felt.value <= sum(near) / len(near)
        found.append(_Felt(felt.key, felt.place, felt.x, felt.value, felt.word, felt.label, below))
    return found


def _scale(levels: Sequence[float], x: float, width: float, size: float) -> tuple[list[Curve], list[TextLine]]:
    """The lines of the scale, the middle one stronger, with numbers at its ends and its middle."""
    curves, texts = [], []
    for value, level in zip(range(_LEAST, _MOST + 1), levels, strict=True):
        start, end = (x + SCALE, level), (x + width - 10.0, level)
        curves.append(Curve((start, *line_to(start, end)), "zero" if value == 0 else "guide", f"scale:{value}"))
        if value in {_LEAST, 0, _MOST}:
            text = signed(value)
            left = x + SCALE - 7.0 - measure(text, size)
            texts.append(TextLine(left, level + cap_height(size) / 2, text, size, "regular", "muted"))
    return curves, texts


def _through(points: Sequence[Point]) -> tuple[Point, ...]:
    """A smooth curve that is level at every point, so it never swings beyond a value."""
    chain: list[Point] = [points[0]]
    for (x0, y0), (x1, y1) in pairwise(points):
        half = (x1 - x0) / 2
        chain += [(x0 + half, y0), (x1 - half, y1), (x1, y1)]
    return tuple(chain)


def _between(
    as_is: Sequence[_Felt], to_be: Sequence[_Felt], points: dict[int, Point]
) -> Iterator[tuple[Point, ...]]:  # fmt: skip
    """The field between the curves, for each run of neighbouring stages that both of them have."""
    wished = {f.place: f for f in to_be}
    run: list[tuple[_Felt, _Felt]] = []
    for felt in (*as_is, None):
        other = wished.get(felt.place) if felt is not None else None
        if felt is not None and other is not None and (not run or _next(run[-1][0], felt, as_is)):
            run.append((felt, other))
            continue
        if len(run) > 1:
            there = _through([points[id(a)] for a, _b in run])
            back = tuple(reversed(_through([points[id(b)] for _a, b in run])))
            yield (*there, *line_to(there[-1], back[0]), *back[1:], *line_to(back[-1], there[0]))
        run = [(felt, other)] if felt is not None and other is not None else []


def _next(before: _Felt, after: _Felt, series: Sequence[_Felt]) -> bool:
    return series.index(after) == series.index(before) + 1 and after.place == before.place + 1


def _mark(felt: _Felt, at: Point, ring: float, size: float, kind: str, *, plated: bool) -> MarkBox:
    """A ring with its value, and the word above or below, on a plate where another curve may run behind it."""
    x, y = at
    value, word = felt.value, felt.word
    text = signed(value)
    inside = TextLine(
        x - measure(text, size, "bold") / 2, y + cap_height(size) / 2, text, size, "bold",
        "ok" if value > 0 else "bad" if value < 0 else "warn",
    )  # fmt: skip
    top = y + ring + _OFF if felt.below else y - ring - _OFF - word.height
    left = min((t.x for t in word.lines), default=0.0)
    shift = x - word.width / 2 - left
    lines = tuple(t.shifted(shift, top) for t in word.lines)
    plate = (x - word.width / 2 - 3.0, top, word.width + 6.0, word.height) if plated and word.lines else None
    return MarkBox(felt.key, x, y, ring, value, felt.label, (inside, *lines), kind, plate)
