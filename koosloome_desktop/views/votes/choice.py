"""What can be voted on: the notes of a canvas, of one zone of it, its clusters, or the rows of a plan."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from koosloome_desktop.canvases import variant_of
from koosloome_desktop.model.document import Document
from koosloome_desktop.model.records import Action, Ballot, Canvas, Cluster, Note
from koosloome_desktop.operations import ballots, queries
from koosloome_desktop.support.i18n import _
from koosloome_desktop.support.palette import note_kind
from koosloome_desktop.views.canvas_words import canvas_title, kind_of, zone_title


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing to vote on: its words, and the ids that would stand on the list."""

    text: str
    targets: tuple[str, ...]


def choices(document: Document, canvas: Canvas) -> list[Choice]:
    """What a canvas offers, the likeliest first: its largest zone, its clusters, everything."""
    rows = queries.actions(document, canvas.id)
    if rows:
        return [Choice(_("Actions"), tuple(a.id for a in rows))]
    notes = queries.standing(document, canvas.id)
    variant = variant_of(canvas.type, canvas.variant)
    lang = document.workshop.language
    zones = [z.code for z in variant.zones] if variant else []
    found = [
        Choice(zone_title(document, canvas, code, lang), tuple(n.id for n in notes if n.zone == code)) for code in zones
    ]
    found = sorted((c for c in found if len(c.targets) > 1), key=lambda c: -len(c.targets))
    clusters = [c for c in document.within(Cluster, canvas.id) if c.notes]
    if len(clusters) > 1:
        found.append(Choice(_("Clusters"), tuple(c.id for c in clusters)))
    everything = Choice(_("All notes"), tuple(n.id for n in notes))
    return [*found, everything] if len(found) != 1 or found[0].targets != everything.targets else found


_BEST: Final = (3, 5, 10)


def best_of(document: Document, ballot: Ballot) -> list[Choice]:
    """What a second round can be about: those that share a place, the best three, five, ten (with who ties there)."""
    found = ballots.results(document, ballot)
    chosen = [r for r in found if r.dots]
    offered: list[Choice] = []
    edge = next((r.place for r in chosen if r.tied), 0)
    tied = [r.target for r in chosen if r.tied and r.place == edge]
    if tied:
        offered.append(Choice(_("Those that share place {place}").format(place=edge), tuple(tied)))
    for most in _BEST:
        best = tuple(r.target for r in chosen if r.place <= most)
        if 1 < len(best) < len(found) and best not in [c.targets for c in offered]:
            offered.append(Choice(_("The best {count}").format(count=len(best)), best))
    return offered


def named(document: Document, target: str) -> tuple[str, str, str]:
    """A target's text, where it stands, and the colour of its kind."""
    record = document.find(target)
    lang = document.workshop.language
    if isinstance(record, Note):
        canvas = document.find(record.canvas)
        where = zone_title(document, canvas, record.zone, lang) if isinstance(canvas, Canvas) and record.zone else ""
        return record.text, where, kind_of(document, record).bar
    if isinstance(record, Cluster):
        texts = [n.text for i in record.notes if isinstance(n := document.find(i), Note)]
        return record.label or _("Unnamed cluster"), " · ".join(texts[:3]), note_kind("").bar
    if isinstance(record, Action):
        return record.activity, record.owner_role, note_kind("").bar
    return "", "", note_kind("").bar


def votable(document: Document) -> list[Canvas]:
    """The canvases on which there is something to vote on, in order."""
    return [
        c
        for c in queries.canvases(document)
        if c.raw is None and (queries.standing(document, c.id) or queries.actions(document, c.id))
    ]


def rounds(document: Document) -> list[Ballot]:
    """All rounds of all canvases that have a code of their own: those that were begun in the program."""
    return [b for c in queries.canvases(document) for b in document.within(Ballot, c.id)]


def ballot_title(document: Document, ballot: Ballot) -> str:
    """What a round is called: its own title, else its canvas's."""
    canvas = document.find(ballot.canvas)
    own = canvas_title(canvas, document.workshop.language) if isinstance(canvas, Canvas) else ""
    return ballot.title or own
