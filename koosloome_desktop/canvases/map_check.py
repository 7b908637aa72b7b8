"""What makes a good problem map and a good resource map: the points of domain notes 3.1 and 3.3, each told whether it
holds now. They say when a room may go on; nothing is ever stopped by them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from koosloome_desktop.canvases import variant_of
from koosloome_desktop.canvases.good import Point
from koosloome_desktop.canvases.inputs import NEEDS, zone_codes, zone_spec
from koosloome_desktop.canvases.links import kind_of_label
from koosloome_desktop.canvases.spec import Variant
from koosloome_desktop.model.document import Document
from koosloome_desktop.model.records import Ballot, Canvas, Cluster, Note, Tally
from koosloome_desktop.operations import queries
from koosloome_desktop.operations.hints import missing_solution
from koosloome_desktop.operations.tree import levels
from koosloome_desktop.support.i18n import N_

GROUPED: Final = frozenset({"tree", "fishbone", "iceberg"})
"""Layouts of problem maps whose notes a room gathers in clusters."""
VOTED: Final = GROUPED | {"questions"}
WISH: Final = "wish"
"""The role of links that could still be made."""


def map_points(document: Document, canvas: Canvas) -> list[Point]:
    """The points of a problem or resource map in order; none for forms that the notes ask nothing of, and elsewhere."""
    variant = variant_of(canvas.type, canvas.variant)
    if variant is None or canvas.raw is not None:
        return []
    notes = queries.standing(document, canvas.id)
    if canvas.type == "problem_map" and not canvas.mirrors:
        return _problem(document, canvas, variant, notes)
    return _resources(document, canvas, variant, notes) if canvas.type == "resource_map" else []


def _problem(document: Document, canvas: Canvas, variant: Variant, notes: Sequence[Note]) -> list[Point]:
    found: list[Point] = []
    if variant.zone("core") is not None and variant.layout != "axes":
        cores = [n for n in notes if n.zone == "core"]
        holds = len(cores) == 1 and not missing_solution(cores[0].text)
        found.append(Point(N_("One core sentence, without a solution in it"), holds))
    if variant.zone("cause") is not None and variant.zone("effect") is not None:
        deep = levels(notes)
        causes, effects = ([deep[n.id] for n in notes if n.zone == z] for z in ("cause", "effect"))
        enough = 8 <= len(causes) <= 20 and max(causes) > 1
        found.append(Point(N_("Eight to twenty causes, on two levels"), enough))
        found.append(Point(N_("Effects on two levels"), bool(effects) and max(effects) > 1))
    if variant.layout == "sheet":
        proofs = [n for n in notes if n.zone == "evidence"]
        found.append(Point(N_("Three pieces of evidence or more"), len(proofs) > 2))
    if variant.layout in GROUPED:
        named = [c for c in document.within(Cluster, canvas.id) if c.label and c.notes]
        found.append(Point(N_("Three to six clusters with names"), 3 <= len(named) <= 6))
    if variant.layout in VOTED:
        rounds = [b for b in document.within(Ballot, canvas.id) if b.voters and document.within(Tally, b.id)]
        found.append(Point(N_("Votes are counted, and how many voted"), bool(rounds)))
    if variant.layout == "questions":
        found.append(Point(N_("One question is chosen"), sum(n.chosen for n in notes) == 1))
    return found


def _resources(document: Document, canvas: Canvas, variant: Variant, notes: Sequence[Note]) -> list[Point]:
    found: list[Point] = []
    needs = [n for n in notes if n.form == "need"]
    if variant.zone("individuals") is not None:
        lang = document.workshop.language
        counts = {c: sum(n.form == "note" and n.zone == c for n in notes) for c in zone_codes(document, canvas)}
        few = [s.title.get(lang) for c, n in counts.items() if c != NEEDS and n < 3 and (s := zone_spec(canvas, c))]
        found.append(Point(N_("Three entries or more in every group"), not few, tuple(few)))
    if needs or variant.zone("individuals") is not None or variant.layout == "matching":
        told = bool(needs) and all(n.whose and n.priority for n in needs)
        found.append(Point(N_("Every need says whose it is and how urgent"), told))
        urgent = {n.id for n in needs if n.priority == 1}
        unmet = urgent & {n.id for n in queries.unmatched_needs(document, canvas.id)}
        answered = bool(urgent) and 10 * (len(urgent) - len(unmet)) >= 6 * len(urgent)
        found.append(Point(N_("Six in ten of the most urgent needs have an answer"), answered))
    if variant.links:
        kinds = (kind_of_label(canvas, x.label) for x in queries.links(document, canvas.id, "relation"))
        wishes = sum(k is not None and k.role == WISH for k in kinds)
        found.append(Point(N_("Two links or more that could still be made"), wishes > 1))
    return found
