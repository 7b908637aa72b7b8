"""What a layout keeps from one time to the next: measured cards and built branches that have not changed since.

One typed note changes one branch of a tree; all others are the same cards with the same gaps and need not be built
again. Nothing here decides anything: with an empty memory a board comes out the same, only later.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from operator import is_
from typing import TYPE_CHECKING, Any, Final

from koosloome_desktop.layout.card import Card
from koosloome_desktop.layout.primitives import LayoutProfile, NoteIn

if TYPE_CHECKING:
    from koosloome_desktop.layout.shape import Shape, Spacing

_MOST_CARDS: Final = 30_000
_MOST_BRANCHES: Final = 60_000
_MOST_MEMORIES: Final = 6


Branches = dict[tuple[str, float], tuple["Shape", Sequence["Shape"]]]
"""By note, and by the longest row where that decided: a branch and the branches it was built from."""
_ANY: Final = -1.0
"""In place of the longest row of branches in which no row had to be broken: they are the same for longer ones."""


@dataclass(slots=True)
class Memory:
    """Cards by note, and branches by the gaps they were built with (whatever the longest row)."""

    once: bool = False
    """Nothing is kept: the board is drawn only once."""
    cards: dict[str, Card] = field(default_factory=dict)
    forms: dict[tuple[Any, ...], Branches] = field(default_factory=dict)

    def card(self, note: NoteIn, profile: LayoutProfile, strip: bool) -> Card:
        """The card of a note in the usual width and height; nobody may change its height."""
        if self.once:
            return Card(note, profile, strip)
        found = self.cards.get(note.id)
        if found is None or (found.note is not note and found.note != note):
            found = self.cards[note.id] = Card(note, profile, strip)
        return found

    def branches(self, spacing: Spacing) -> Branches:
        """What was built with these gaps."""
        form = (spacing.across, spacing.down, spacing.tall, spacing.outline)
        if form not in self.forms:
            if sum(map(len, self.forms.values())) > _MOST_BRANCHES:
                self.forms.clear()
            self.forms[form] = {}
        return self.forms[form]


def found(kept: Branches, card: Card, level: int, kids: Sequence[Shape], widest: float) -> Shape | None:
    """The branch of a card over these branches, when it was built before and would be the same with this longest
    row.
    """
    for row in (_ANY, widest):
        known = kept.get((card.note.id, row))
        if (
            known is not None
            and known[0].card is card
            and known[0].level == level
            and (row == widest or known[0].fits <= widest)
            and same(known[1], kids)
        ):
            return known[0]
    return None


def keep(kept: Branches, shape: Shape, kids: Sequence[Shape], widest: float) -> None:
    """Remember a branch that was just built."""
    if shape.card is not None:
        kept[shape.card.note.id, widest if math.isinf(shape.fits) else _ANY] = shape, kids


def same(one: Sequence[Any], two: Sequence[Any]) -> bool:
    """Whether two rows hold the very same things."""
    return len(one) == len(two) and all(map(is_, one, two))


_memories: Final[dict[tuple[Any, ...], Memory]] = {}


def memory(profile: LayoutProfile, strip: bool) -> Memory:
    """What is kept for boards of this profile, whatever their area, with or without the strip at the foot of notes."""
    if profile.once:
        return Memory(once=True)
    look = (profile.name, profile.note_width, profile.note_height, profile.ladder, profile.least_text)
    key = (*look, profile.fine, profile.lang, strip)
    found = _memories.get(key)
    if found is None or len(found.cards) > _MOST_CARDS:
        if len(_memories) >= _MOST_MEMORIES:
            _memories.clear()
        found = _memories[key] = Memory()
    return found


def kept_cards(notes: Iterable[NoteIn], profile: LayoutProfile, strip: bool) -> list[Card]:
    """The cards of notes in the usual width and height, measured when they are new; nobody may change their heights."""
    kept = memory(profile, strip)
    return [kept.card(n, profile, strip) for n in notes]


def forget() -> None:
    """Keep nothing (for tests and measurements)."""
    _memories.clear()
