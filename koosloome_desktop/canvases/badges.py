"""Short signs at the foot of a note, and the words that a legend gives them. Only signs that the shipped fonts have."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final

from koosloome_desktop.canvases import variant_of
from koosloome_desktop.model.document import Document
from koosloome_desktop.model.records import Action, Canvas, Note
from koosloome_desktop.operations import flipping, queries
from koosloome_desktop.support.i18n import N_

CAUSAL: Final = frozenset({"tree", "iceberg", "fishbone", "chain", "forces"})
"""Layouts of problem maps on which it is asked who could change what a note says, and how it develops."""
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
PRIORITY: Final = {1: ("‼", N_("urgent")), 2: ("!", N_("soon"))}
"""How urgent a need is: priority → sign and word; what can wait has no sign."""
ANSWERS: Final = ("✓", N_("answers so many needs"))
"""A resource that is matched, where no line shows it; a number follows the sign."""
_LINELESS: Final = frozenset({"rings", "pins", "network"})
UNUSED: Final = ("◌", N_("hidden or unused"))
"""A resource that is there and that nobody uses."""
EXCHANGE: Final = {"free": N_("for free"), "swap": N_("in exchange"), "paid": N_("for a fee")}
"""What an offer is given for: code → word."""


TURNED: Final = ("↔", N_("turned into an objective"))
"""A problem that has a twin on an objective tree: sign and word."""


def turned_here(document: Document, canvas: Canvas) -> frozenset[str]:
    """The ids of the problems on a canvas that have a twin on its objective tree."""
    mirror = flipping.objectives_of(document, canvas.id)
    return frozenset(flipping.twins(document, mirror.id)) if mirror is not None else frozenset()


ACTED: Final = ("☑", N_("became an action"))
"""A note that is the source of a row of a plan: sign and word."""


def acted_here(document: Document, canvas: Canvas) -> frozenset[str]:
    """The ids of the notes on a canvas of which an action was made, also through what was folded into them."""
    found = {queries.shown_as(document, i) for action in document.of(Action) for i in action.sources}
    notes = (document.find(i) for i in found)
    return frozenset(n.id for n in notes if isinstance(n, Note) and n.canvas == canvas.id)


def chain_signs(document: Document, canvas: Canvas) -> dict[str, tuple[str, ...]]:
    """Note id → signs of what became of it elsewhere."""
    signs: dict[str, tuple[str, ...]] = dict.fromkeys(turned_here(document, canvas), (TURNED[0],))
    for note in acted_here(document, canvas):
        signs[note] = (*signs.get(note, ()), ACTED[0])
    return signs


def badges(note: Note) -> tuple[str, ...]:
    """The signs of a note: how often the same was said, reach, trend, urgency, whether it is unused."""
    if note.times <= 1 and not (note.reach or note.trend or note.priority or note.unused):
        return ()  # nearly every note
    said = (f"×{note.times}",) if note.times > 1 else ()
    return (*said, *(look[0] for look in _looks(note)))


def told(note: Note) -> list[str]:
    """The message ids of the words for a note's signs."""
    return [look[1] for look in _looks(note)]


def _looks(note: Note) -> list[tuple[str, str]]:
    """The signs of a note with their words."""
    priority = PRIORITY.get(note.priority) if note.priority is not None and note.form == "need" else None
    found = (REACH.get(note.reach), TREND.get(note.trend), priority, UNUSED if note.unused else None)
    return [look for look in found if look is not None]


def legend(document: Document, canvas: Canvas, notes: Sequence[Note]) -> list[tuple[str, str]]:
    """(sign, message id of its word) of every sign that stands on these notes, each once."""
    shown = {look for note in notes for look in _looks(note)}
    known = (*REACH.values(), *TREND.values(), *PRIORITY.values(), UNUSED)
    ids = {n.id for n in notes}
    turned = [TURNED] if ids & turned_here(document, canvas) else []
    answering = [ANSWERS] if ids & answering_here(document, canvas).keys() else []
    acted = [ACTED] if ids & acted_here(document, canvas) else []
    return [*(look for look in known if look in shown), *turned, *acted, *answering]


def answering_here(document: Document, canvas: Canvas) -> dict[str, int]:
    """How many needs each resource answers, on a map whose drawing has no lines for that."""
    variant = variant_of(canvas.type, canvas.variant)
    if variant is None or variant.layout not in _LINELESS:
        return {}
    return dict(Counter(x.target for x in queries.links(document, canvas.id, "match")))
