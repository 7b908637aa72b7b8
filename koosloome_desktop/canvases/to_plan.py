"""From notes to rows of the plan: a note or several, a cluster, the top of a vote. Verbs run in a transaction."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from koosloome_desktop.canvases.creating import add_canvas
from koosloome_desktop.model.document import Document
from koosloome_desktop.model.records import Action, Canvas, Cluster, Note
from koosloome_desktop.model.transaction import Transaction
from koosloome_desktop.operations import actions, iterations, queries
from koosloome_desktop.operations.plan_line import PlanRow
from koosloome_desktop.operations.plan_values import values_of
from koosloome_desktop.support.patterns import pattern_of

PLAN: Final = ("action_plan", "table_years")
TOP: Final = 3
"""So many voted notes become drafts unless the dots say otherwise."""

_ASKING: Final = pattern_of(
    r"^(?:kuidas (?:me )?(?:saaksime|võiksime)|kuidas saab|how (?:might|could|can) we|"
    r"как (?:мы )?(?:могли бы|можем)(?: мы)?|как нам)\s+",
    re.IGNORECASE,
)


def activity_form(text: str) -> str:
    """The wording of a note as an activity begins from it: one line, no “how might we”, no full stop at the end."""
    line = " ".join(text.split())
    asked = _ASKING.sub("", line)
    if asked != line and asked:
        line = asked[0].upper() + asked[1:]
    return line.rstrip(" .?!…") or line


def plan_of(document: Document) -> Canvas | None:
    """The plan into which notes go: the first of the newest iteration."""
    return next((c for c in iterations.current(document) if c.type == PLAN[0] and c.raw is None), None)


def made_of(document: Document, note_ids: Sequence[str]) -> list[Action]:
    """The actions that have one of these notes, or of what was folded into them, as a source; each once, by code."""
    wanted = dict.fromkeys(i for n in note_ids for i in (n, *(w.id for w in queries.wordings(document, n))))
    users = (document.find(u) for i in wanted for u, field in document.pointing_at(i) if field == "sources")
    found = {a.id: a for a in users if isinstance(a, Action)}
    return sorted(found.values(), key=lambda a: (a.order, a.id))


def make_action(tx: Transaction, sources: Sequence[str], row: PlanRow, lang: str, today: date) -> Action:
    """A row of the plan with its source notes; a plan is made when there is none."""
    plan = plan_of(tx.document) or add_canvas(tx, *PLAN, lang)
    values = values_of(tx.document, plan.id, row, table=None, today=today)
    return actions.add_action(tx, plan.id, row.activity, sources=sources, **values)


# -- the top of a vote


@dataclass(frozen=True, slots=True)
class Voted:
    """A note or cluster with its dots and place; `sources` are its notes, `codes` of actions made of it before."""

    target: str
    text: str
    dots: int
    place: int
    sources: tuple[str, ...]
    codes: tuple[str, ...] = ()


def voted(document: Document, canvas: str, given: Mapping[str, int] | None = None) -> list[Voted]:
    """What got dots on a canvas (or in one round: `given`), the most first; ties in the order of the canvas."""
    counts = queries.votes(document, canvas) if given is None else dict(given)
    found: list[Voted] = []
    everything: list[Note | Cluster] = [*queries.standing(document, canvas), *document.within(Cluster, canvas)]
    for record in everything:
        dots = counts.get(record.id, 0)
        if dots <= 0:
            continue
        sources = (record.id,) if isinstance(record, Note) else record.notes
        text = record.text if isinstance(record, Note) else record.label
        if not text.strip() and sources:
            first = document.find(sources[0])
            text = first.text if isinstance(first, Note) else ""
        place = queries.rank(_alike(document, counts, record), record.id)
        codes = tuple(a.code for a in made_of(document, sources))
        found.append(Voted(record.id, text, dots, place, tuple(sources), codes))
    return sorted(found, key=lambda v: -v.dots)


def _alike(document: Document, counts: dict[str, int], record: Note | Cluster) -> dict[str, int]:
    """Notes are ranked among notes, clusters among clusters."""
    return {t: c for t, c in counts.items() if isinstance(document.find(t), type(record))}


def suggested(found: Sequence[Voted]) -> int:
    """How many become drafts unless somebody says otherwise: three, or up to the first gap.

    What has as many dots as the third is not cut off: all of an equal place come along when they are at most five,
    else only those above them.
    """
    if len(found) <= TOP:
        return len(found)
    edge = found[TOP - 1].dots
    through = sum(v.dots >= edge for v in found)
    above = sum(v.dots > edge for v in found)
    return through if through <= TOP + 2 or not above else above


def draft_top(tx: Transaction, found: Sequence[Voted], lang: str) -> list[Action]:
    """Draft rows for what was voted, in this order; what is in the plan already is left out."""
    plan = plan_of(tx.document) or add_canvas(tx, *PLAN, lang)
    return [
        actions.add_action(tx, plan.id, activity_form(v.text), sources=v.sources, draft=True)
        for v in found
        if not v.codes
    ]
