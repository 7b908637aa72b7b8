"""How the width of a plan's table is shared among its columns. Pure; px."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from koosloome_desktop.views.plan.columns import Column

_EMPTY: Final = 0.2
_NARROW: Final = 76
_WIDE: Final = 1.25
"""In a set that scrolls a column is this much wider than its least."""


def fullness(texts: Sequence[str]) -> float:
    """How much of the spare width a column deserves: one that is empty in every row gets little."""
    mean = sum(len(t) for t in texts) / len(texts) if texts else 20.0
    return _EMPTY + min(2.0, mean / 24)


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
        if full[i] <= _EMPTY and column.field not in own:
            needs[i] = min(needs[i], _NARROW)
    spare = room - sum(needs)
    if spare < 0:
        return (
            [int(n * _WIDE) if c.share >= 12 else n for n, c in zip(needs, columns, strict=True)]
            if wide
            else (_squeezed(columns, needs, own, room))
        )
    shares = [0.0 if c.field in own else c.share * full[i] for i, c in enumerate(columns)]
    whole = sum(shares) or 1.0
    return [int(needs[i] + spare * shares[i] / whole) for i in range(len(columns))]


def _squeezed(columns: Sequence[Column], needs: Sequence[int], own: Mapping[str, int], room: int) -> list[int]:
    """Take what is too much from the columns of words, never below half of what they need."""
    over = sum(needs) - room
    give = [
        0 if c.field in own or c.kind in {"none", "date", "status", "money"} else n // 2
        for c, n in zip(columns, needs, strict=True)
    ]
    whole = sum(give)
    if not whole:
        return list(needs)
    part = min(1.0, over / whole)
    return [int(n - g * part) for n, g in zip(needs, give, strict=True)]
