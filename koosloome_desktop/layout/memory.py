"""What a layout keeps from one time to the next: measured cards and built branches that have not changed since.

One typed note changes one branch of a tree; all others are the same cards with the same gaps and need not be built
again. Nothing here decides anything: with an empty memory a board comes out the same, only later.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from operator import is_
from typing import TYPE_CHECKING, Any, Final

from koosloome_desktop.layout.card import Card
from koosloome_desktop.layout.primitives import LayoutProfile, NoteIn

if TYPE_CHECKING:
    from koosloome_desktop.layout.shape import Shape, Spacing

_MOST_CARDS: Final = 30_000
_MOST_FORMS: Final = 3
_MOST_MEMORIES: Final = 6


@dataclass(slots=True)
class Memory:
    """Cards by note, and for each spacing the branch below each note with the branches it was built from."""

    cards: dict[str, Card] = field(default_factory=dict)
    forms: dict[Spacing, dict[str, tuple[Shape, Sequence[Shape]]]] = field(default_factory=dict)

    def card(self, note: NoteIn, profile: LayoutProfile, strip: bool) -> Card:
        """The card of a note in the usual width and height; nobody may change its height."""
        found = self.cards.get(note.id)
        if found is None or (found.note is not note and found.note != note):
            found = self.cards[note.id] = Card(note, profile, strip)
        return found

    def branches(self, spacing: Spacing) -> dict[str, tuple[Shape, Sequence[Shape]]]:
        """What was built with these gaps."""
        if spacing not in self.forms:
            if len(self.forms) >= _MOST_FORMS:
                self.forms.clear()
            self.forms[spacing] = {}
        return self.forms[spacing]


def same(one: Sequence[Any], two: Sequence[Any]) -> bool:
    """Whether two rows hold the very same things."""
    return len(one) == len(two) and all(map(is_, one, two))


_memories: Final[dict[tuple[Any, ...], Memory]] = {}


def memory(profile: LayoutProfile, strip: bool) -> Memory:
    """What is kept for boards of this profile, whatever their area, with or without the strip at the foot of notes."""
    look = (profile.name, profile.note_width, profile.note_height, profile.ladder, profile.least_text)
    key = (*look, profile.lang, strip)
    found = _memories.get(key)
    if found is None or len(found.cards) > _MOST_CARDS:
        if len(_memories) >= _MOST_MEMORIES:
            _memories.clear()
        found = _memories[key] = Memory()
    return found


def forget() -> None:
    """Keep nothing (for tests and measurements)."""
    _memories.clear()
