"""Sending a note on: the chain from a journey or a need to causes, votes, goals and actions, as one table of ways.

A way says from where (kind of canvas, zone or form) a note may go and what becomes of it there; a new way is one entry.
Every one is one step, keeps the way back (`sources`, `targets`, `goal_sources`) and never makes the same thing twice.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from koosloome_desktop.canvases import variant_of
from koosloome_desktop.canvases.creating import add_canvas
from koosloome_desktop.model.document import Document
from koosloome_desktop.model.records import Action, Ballot, Canvas, Note, Tally
from koosloome_desktop.model.transaction import Transaction
from koosloome_desktop.operations import actions, ballots, iterations, notes, queries
from koosloome_desktop.support.i18n import N_

Put = Callable[[Transaction, Note, str, "Way"], str]
"""(transaction, note, language of new canvases, the way) → id of what came of it, or where it can be seen."""
Find = Callable[[Document, Note, "Way"], str]
"""What came of a note before; "" when it did not go this way yet."""


@dataclass(frozen=True, slots=True)
class Way:
    """One way from here to there. Empty `canvas`, `form`, `variants` and `zones` mean any; `label` and `done` are
    message ids, `done` with {place}.
    """

    code: str
    label: str
    done: str
    icon: str
    put: Put
    find: Find
    canvas: str = ""
    variants: tuple[str, ...] = ()
    zones: tuple[str, ...] = ()
    form: str = "note"
    to: tuple[str, str, str] = ("", "", "")
    """Where notes arrive: canvas type, variant for a new one, zone."""

    def takes(self, document: Document, note: Note) -> bool:
        """Whether a note may go this way."""
        canvas = document.find(note.canvas)
        if not isinstance(canvas, Canvas) or canvas.raw is not None or (self.form and note.form != self.form):
            return False
        fits = (not self.canvas or canvas.type == self.canvas) and (not self.zones or note.zone in self.zones)
        return fits and (not self.variants or canvas.variant in self.variants)


# -- what becomes of a note


def _as_note(tx: Transaction, note: Note, lang: str, way: Way) -> str:
    """A note of its own on a map of the wanted kind, hung where first notes of that zone hang."""
    kind, variant, zone = way.to
    document = tx.document
    canvas = _map_for(document, way) or add_canvas(tx, kind, variant, lang)
    shape = variant_of(canvas.type, canvas.variant)
    built_in = shape.zone(zone) if shape is not None else None
    above = built_in.child_of if built_in is not None else ""
    parent = next((n.id for n in queries.notes(document, canvas.id) if above and n.zone == above), "")
    made = notes.add_note(tx, canvas.id, note.text, zone=zone, parent=parent, group=note.group)
    return tx.update(made, sources=(note.id,)).id


def _map_for(document: Document, way: Way) -> Canvas | None:
    """The first map that has the wanted zone, in the newest iteration."""
    kind, _variant, zone = way.to
    for canvas in iterations.current(document):
        shape = variant_of(canvas.type, canvas.variant) if canvas.raw is None else None
        if canvas.type == kind and shape is not None and shape.zone(zone) is not None:
            return canvas
    return None


def _found_note(document: Document, note: Note, way: Way) -> str:
    """What came of it may have been moved since, also into the parking lot: it is not made once more for that."""
    for user in _users(document, note, "sources"):
        if isinstance(user, Note) and not user.merged_into:
            canvas = document.find(user.canvas or user.parked_from)
            if isinstance(canvas, Canvas) and canvas.type == way.to[0] and canvas.id != note.canvas:
                return user.id
    return ""


def _as_action(tx: Transaction, note: Note, lang: str, way: Way) -> str:
    """A row of the first plan."""
    plan = _first(tx.document, way.to[0]) or add_canvas(tx, way.to[0], way.to[1], lang)
    return actions.add_action(tx, plan.id, note.text, sources=(note.id,)).id


def _found_action(document: Document, note: Note, _way: Way) -> str:
    return next((u.id for u in _users(document, note, "sources") if isinstance(u, Action)), "")


def _as_goal(tx: Transaction, note: Note, lang: str, way: Way) -> str:
    """The goal of the first plan; what stood there before goes (undo brings it back)."""
    plan = _first(tx.document, way.to[0]) or add_canvas(tx, way.to[0], way.to[1], lang)
    return tx.update(plan, goal=note.text, goal_sources=(note.id,)).id


def _found_goal(document: Document, note: Note, _way: Way) -> str:
    users = (u for u in _users(document, note, "goal_sources") if isinstance(u, Canvas))
    return next((u.id for u in users if u.goal == note.text), "")


def _as_vote(tx: Transaction, note: Note, _lang: str, _way: Way) -> str:
    """A line of the open vote list of its canvas. Where there is none a round begins, of the people who are here; the
    dots for each grow with the list until the first is given.
    """
    document = tx.document
    rounds = document.within(Ballot, note.canvas)
    ballot = rounds[-1] if rounds and not rounds[-1].closed and rounds[-1].targets else None
    if ballot is None:
        ballots.open_ballot(tx, note.canvas, voters=ballots.people_here(document), targets=(note.id,))
        return note.id
    targets = (*ballot.targets, note.id)
    usual = ballots.suggested_dots(len(ballot.targets)) == ballot.dots_per_person
    grows = usual and not document.within(Tally, ballot.id)
    dots = ballots.suggested_dots(len(targets)) if grows else ballot.dots_per_person
    tx.update(ballot, targets=targets, dots_per_person=dots)
    return note.id


def _found_vote(document: Document, note: Note, _way: Way) -> str:
    """On an open list, or a round over everything on its canvas is open."""
    listed = (u for u in _users(document, note, "targets") if isinstance(u, Ballot))
    everything = (b for b in document.within(Ballot, note.canvas)[-1:] if b.code and not b.targets)
    return note.id if any(not b.closed for b in (*listed, *everything)) else ""


def _users(document: Document, note: Note, field: str) -> list[object]:
    """What names a note, or a wording that was folded into it, in a field."""
    made_of = (note.id, *(n.id for n in queries.wordings(document, note.id)))
    return [document.find(i) for one in made_of for i, used in document.pointing_at(one) if used == field]


def _first(document: Document, kind: str) -> Canvas | None:
    return next((c for c in iterations.current(document) if c.type == kind and c.raw is None), None)


_PLAN: Final = ("action_plan", "table_years", "")

WAYS: Final = (
    Way("cause", N_("Ask why: to the causes of the problem map"), N_("Now also a cause on “{place}”"), "git-branch",
        _as_note, _found_note, canvas="journey_map", zones=("pain",), to=("problem_map", "problem_tree", "cause")),
    Way("vote", N_("On the vote list"), N_("Now on the vote list of “{place}”"), "vote",
        _as_vote, _found_vote, canvas="journey_map", zones=("opportunity",)),
    Way("hmw", N_("Ask how we might: to the questions"), N_("Now also a question on “{place}”"), "circle-help",
        _as_note, _found_note, canvas="journey_map", zones=("opportunity",), to=("problem_map", "hmw", "hmw")),
    Way("goal", N_("Make it the goal of the plan"), N_("Now the goal of “{place}”"), "target",
        _as_goal, _found_goal, canvas="problem_map", zones=("hmw", "objective"), to=_PLAN),
)  # fmt: skip
"""The ways that notes of some canvases and zones may go, in the order in which they are offered."""
ACTION: Final = Way(
    "action", N_("Make an action"), N_("Now also in the plan “{place}”"), "list-todo",
    _as_action, _found_action, form="", to=_PLAN,
)  # fmt: skip
"""The way that every note may go: a cause, an unmet need, an objective becomes a row of the plan."""


def ways_for(document: Document, chosen: Sequence[Note]) -> list[Way]:
    """The ways that at least one of these notes may go."""
    return [w for w in WAYS if any(w.takes(document, n) for n in chosen)]


@dataclass(frozen=True, slots=True)
class Sent:
    """What came of sending: ids of what was made, and of what had been there already."""

    made: tuple[str, ...] = ()
    known: tuple[str, ...] = ()

    @property
    def first(self) -> str:
        """Where one goes to see it."""
        return next(iter((*self.made, *self.known)), "")


def send(tx: Transaction, way: Way, chosen: Sequence[Note], lang: str) -> Sent:
    """Send notes one way; those that cannot go it are left, those that went before are only named."""
    made, known = [], []
    for note in chosen:
        if not way.takes(tx.document, note):
            continue
        before = way.find(tx.document, note, way)
        if before:
            known.append(before)
        else:
            made.append(way.put(tx, note, lang, way))
    return Sent(tuple(made), tuple(known))


def place_of(document: Document, record_id: str) -> Canvas | None:
    """The canvas on which something stands, or the canvas itself."""
    record = document.find(record_id)
    found = record if isinstance(record, Canvas) else document.find(str(getattr(record, "canvas", "")))
    return found if isinstance(found, Canvas) else None
