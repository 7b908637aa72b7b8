"""Short signs at the foot of a note, and the words that a legend gives them. Only signs that the shipped fonts have."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from koosloome_desktop.model.records import Note
from koosloome_desktop.support.i18n import N_

REACH: Final = {
    "alone": ("👤", N_("we can change it ourselves")),
    "partners": ("🤝", N_("with partners")),
    "none": ("🚫", N_("we cannot change it")),
}
"""Who could change a cause: code → sign and word."""
TREND: Final = {
    "growing": ("↗", N_("growing")),
    "same": ("→", N_("stays the same")),
    "shrinking": ("↘", N_("shrinking")),
}
"""How a cause develops: code → sign and word."""


def badges(note: Note) -> tuple[str, ...]:
    """The signs of a note: how often the same was said, reach, trend."""
    said = (f"×{note.times}",) if note.times > 1 else ()
    found = (REACH.get(note.reach), TREND.get(note.trend))
    return (*said, *(look[0] for look in found if look is not None))


def told(note: Note) -> list[str]:
    """The message ids of the words for a note's signs."""
    found = (REACH.get(note.reach), TREND.get(note.trend))
    return [look[1] for look in found if look is not None]


def legend(notes: Iterable[Note]) -> list[tuple[str, str]]:
    """(sign, message id of its word) of every sign that stands on these notes, each once."""
    reaches, trends = set(), set()
    for note in notes:
        reaches.add(note.reach)
        trends.add(note.trend)
    return [
        *(look for code, look in REACH.items() if code in reaches),
        *(look for code, look in TREND.items() if code in trends),
    ]
