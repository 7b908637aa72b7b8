"""Breaking a text of words between spaces: nearly every note is one, and a board has thousands.

What `wrap` finds for any text is found here without an object for each word, as long as words may stay whole: the same
sizes in the same order, the same lines to the letter (a property test compares).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from koosloome_desktop.layout.metrics import LINE, word_em
from koosloome_desktop.layout.notebox import Weight
from koosloome_desktop.support.frozen_fast import maker
from koosloome_desktop.support.patterns import pattern_of

#: Rounding room in em: Qt and reportlab differ from the tables by up to a tenth of a percent.
SLACK: Final = 0.002
ROUNDING: Final = 1e-6
MANY_LINES: Final = 1_000_000
#: At most this part of the ladder's steps is given up to keep words whole; below it hyphens read better than small
#: type.
WHOLE_WORDS_DOWN_TO: Final = 0.75
#: A place inside a word where a line may break without an added hyphen.
INSIDE: Final = pattern_of(r"(?<=[^\W\d_][-\u2010\u2013\u2014/])(?=[^\W\d_])")
_MARKS: Final = pattern_of("[-\u2010\u2013\u2014/]")
"""Looked for first: it takes a tenth of the time."""
_MOST_WORDS: Final = 32768


@dataclass(frozen=True, slots=True)
class Fitted:
    """A text that was fitted: font size, finished lines and the height they take (``LINE`` x size each)."""

    size: float
    lines: tuple[str, ...]
    height: float


_fitted: Final = maker(Fitted)


class _Widths(dict[str, float]):
    """Words -> width in em; boards say the same words again and again, figures are hardly ever said twice."""

    def __init__(self, weight: Weight) -> None:
        super().__init__()
        self._weight = weight

    def __missing__(self, word: str) -> float:
        width = word_em.__wrapped__(word, self._weight)
        if not word[:1].isdigit():
            if len(self) >= _MOST_WORDS:
                self.clear()
            self[word] = width
        return width


@cache
def _widths(weight: Weight) -> _Widths:
    return _Widths(weight)


@cache
def _space(weight: Weight) -> float:
    return word_em(" ", weight)


_Step = tuple[float, float, int, float]
"""A size, the width of a line in em, the most lines, and the width of so many lines with a space after each."""


@lru_cache(maxsize=256)
def _steps(width: float, ladder: tuple[float, ...], max_height: float, space: float) -> tuple[tuple[_Step, ...], int]:
    """The steps of a ladder, and how many of them are tried before a word is broken."""
    found, whole = [], 0
    for size in ladder:
        limit, most = width / size - SLACK, MANY_LINES
        if max_height < MANY_LINES * size * LINE:
            most = int(max_height / (size * LINE)) + 1
            while most * size * LINE > max_height:
                most -= 1
        found.append((size, limit, most, (most + ROUNDING) * (limit + space)))
        whole += size >= ladder[0] * WHOLE_WORDS_DOWN_TO
    return tuple(found), whole


def fit_plain(text: str, width: float, ladder: tuple[float, ...], max_height: float, weight: Weight) -> Fitted | None:
    """What ``wrap.fit`` finds for such a text, when it finds it with all words whole; else None."""
    if not text.isprintable():  # of all blanks only the plain space is printable
        return None
    if _MARKS.search(text) is not None and INSIDE.search(text) is not None:
        return None
    words = text.split()
    if not words:
        return None
    ems = [*map(_widths(weight).__getitem__, words)]
    space = _space(weight)
    # Every word, and a space before each that can have one except at the ends of lines, has to stand somewhere.
    widest, needed = max(ems), sum(ems) + space * len(ems)
    steps, whole = _steps(width, ladder, max_height, space)
    never_broken = widest <= steps[0][1]
    for size, limit, most, room in steps if never_broken else steps[:whole]:
        if widest <= limit and needed <= room:
            starts = _starts(ems, limit, space, most)
            if starts:
                return _lines_of(words, starts, size)
    if not never_broken:
        return None
    return _lines_of(words, _starts(ems, steps[-1][1], space, MANY_LINES), ladder[-1])


def _starts(ems: Sequence[float], limit: float, space: float, most: int) -> list[int]:
    """The numbers of the words with which lines begin; empty when there would be more than `most` lines."""
    starts, used = [0], 0.0
    for number, em in enumerate(ems):
        used += em
        if used > limit:
            if len(starts) >= most:
                return []
            starts.append(number)
            used = em
        used += space
    return starts if most else []


def _lines_of(words: Sequence[str], starts: Sequence[int], size: float) -> Fitted:
    lines = tuple([" ".join(words[a:b]) for a, b in zip(starts, [*starts[1:], len(words)], strict=True)])
    return _fitted(size, lines, len(lines) * size * LINE)
