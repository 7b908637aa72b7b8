"""How the width of a plan's table is shared among its columns. Pure; px."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from koosloome_desktop.views.plan.columns import Column

_EMPTY: Final = 0.2
_NARROW: Final = 76
_LETTER: Final = 7.4
_AROUND: Final = 24
_WHOLE: Final = 126
_READABLE: Final = 92
"""About how wide a letter of a cell is, and the air round its text; a column is wide enough for its longest word up to
this much, and is squeezed to no less than that for one that is hyphenated once."""
_FIXED: Final = frozenset({"none", "date", "status", "money", "percent", "letter"})
_WIDE: Final = 1.25
"""In a set that scrolls a column is this much wider than its least."""


def fullness(texts: Sequence[str]) -> float:
    """How much of the spare width a column deserves: one that is empty in every row gets little."""
    mean = sum(len(t) for t in texts) / len(texts) if texts else 20.0
    return _EMPTY + min(2.0, mean / 24)


def word_width(texts: Sequence[str], most: int) -> int:
    """About how wide the longest word of a column is with the air of a cell, at most `most`."""
    longest = max((len(word) for text in texts for word in text.split()), default=0)
    return min(int(longest * _LETTER) + _AROUND, most)


def shared(
    columns: Sequence[Column],
    texts: Sequence[Sequence[str]],
    room: int,
    own: Mapping[str, int],
    least: Mapping[str, int],
    *,
    wide: bool,
) -> list[int]:
    """The width of every column. A column with an `own` width has that; the others share what is left by how much
    stands in them. Only a `wide` set may be wider than the `room`; others are squeezed as far as words can be read.
    """
    full = [fullness(t) for t in texts]
    needs = [own.get(c.field) or least.get(c.field, c.least) for c in columns]
    for i, column in enumerate(columns):
        if full[i] <= _EMPTY and column.field not in own and column.kind != "date":
            needs[i] = min(needs[i], _NARROW)
        elif column.kind not in _FIXED and column.field not in own:
            needs[i] = max(needs[i], word_width(texts[i], _WHOLE))
    spare = room - sum(needs)
    if spare < 0:
        return (
            [int(n * _WIDE) if c.share >= 12 else n for n, c in zip(needs, columns, strict=True)]
            if wide
            else (_squeezed(columns, needs, own, room, [word_width(t, _READABLE) for t in texts]))
        )
    shares = [0.0 if c.field in own else c.share * full[i] for i, c in enumerate(columns)]
    whole = sum(shares) or 1.0
    return [int(needs[i] + spare * shares[i] / whole) for i in range(len(columns))]


def _squeezed(
    columns: Sequence[Column], needs: Sequence[int], own: Mapping[str, int], room: int, words: Sequence[int]
) -> list[int]:
    """Take what is too much from the columns of words, never below half of what they need nor below what can be read:
    where that is too much all the same, the table scrolls.
    """
    over = sum(needs) - room
    give = [
        0 if c.field in own or c.kind in _FIXED else max(0, n - max(n // 2, w))
        for c, n, w in zip(columns, needs, words, strict=True)
    ]
    whole = sum(give)
    if not whole:
        return list(needs)
    part = min(1.0, over / whole)
    return [int(n - g * part) for n, g in zip(needs, give, strict=True)]
