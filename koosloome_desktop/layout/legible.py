"""Broader notes where there is room for them: a text that stands in fewer lines steps down its ladder less, so that it
is drawn larger on a board that is as large as before.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final, Protocol, TypeVar

from koosloome_desktop.layout.card import Card
from koosloome_desktop.layout.primitives import SCREEN, LayoutProfile

#: How much broader notes may be, and of how many notes at most.
_BROADER: Final = (1.4,)
_FEW: Final = 40
#: How large as a whole, beside the largest, a board is at least whose text is larger.
_HARDLY: Final = 0.95
#: A window shows a board whole down to about this scale; broader notes never cost that.
WHOLE: Final = 0.53


class Measured(Protocol):
    """A drawing that was measured and not placed yet."""

    def scale(self) -> float:
        """How large it is drawn in the area."""
        ...

    def text(self) -> float:
        """The mean size of its notes' text, in units."""
        ...


_Drawing = TypeVar("_Drawing", bound=Measured)


def broader(profile: LayoutProfile, count: int) -> list[LayoutProfile]:
    """The profile, and for few notes on a screen the same with broader ones. Paper and wall keep the usual width: pages
    can be compared, and a wall has sizes of its own.
    """
    wide = _BROADER if profile.name == SCREEN.name and profile.area and not profile.quick and count <= _FEW else ()
    return [profile, *(replace(profile, note_width=profile.note_width * k) for k in wide)]


def most_legible(drawings: Sequence[_Drawing], profile: LayoutProfile) -> _Drawing:
    """On a screen the one whose text is drawn largest, among those that are hardly smaller as a whole; elsewhere the
    largest one. Of equals the first.
    """
    if profile.name != SCREEN.name:
        return max(drawings, key=lambda d: d.scale())
    largest = max(d.scale() for d in drawings)
    least = max(largest * _HARDLY, min(largest, WHOLE))
    # A fifth of a unit is seen by nobody.
    return max((d for d in drawings if d.scale() >= least), key=lambda d: round(d.scale() * d.text() * 5))


def mean_size(items: Sequence[Card]) -> float:
    """The mean size of the texts of cards."""
    return sum(c.fitted.size for c in items) / max(len(items), 1)
