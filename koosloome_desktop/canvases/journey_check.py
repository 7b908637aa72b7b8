"""What makes a good journey: one actor, feelings, causes and opportunities at the low point, owners, evidence.

The points are those of domain notes 3.2; each says whether it holds now and, where it does not, where it lacks.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from koosloome_desktop.canvases.good import Point
from koosloome_desktop.canvases.inputs import zone_codes
from koosloome_desktop.canvases.persona import persona_text
from koosloome_desktop.model.document import Document
from koosloome_desktop.model.records import Canvas, Note, Track
from koosloome_desktop.operations import queries
from koosloome_desktop.support.i18n import N_

Test = Callable[[Track], bool]


def points(document: Document, canvas: Canvas) -> list[Point]:
    """The points in order, lacking stages by number; those about lanes that this journey has not are left out."""
    stages = queries.tracks(document, canvas.id, "stage")
    notes = queries.notes(document, canvas.id)
    lanes = set(zone_codes(document, canvas))
    found = [Point(N_("Whose journey it is, is said"), bool(persona_text(canvas, "label")))]
    if "action" in lanes:
        found.append(_each(N_("Every stage has an action"), stages, partial(_has, notes, "action")))
    found.append(_each(N_("Every stage has a feeling"), stages, lambda s: s.value is not None or s.to_be is not None))
    found.append(_each(N_("Every stage says how it is known"), stages, lambda s: bool(s.evidence)))
    low = [s for s in stages if s.value is not None and s.value < 0]
    lowest = [s for s in low if s.value == min(t.value or 0 for t in low)]
    wanted = {"pain": N_("The lowest point says why"), "opportunity": N_("The lowest point has an opportunity")}
    found += [
        _among(text, stages, lowest, partial(_has, notes, lane))
        for lane, text in wanted.items() if lane in lanes and lowest
    ]  # fmt: skip
    if {"opportunity", "owner"} <= lanes:
        taken = [s for s in stages if _has(notes, "opportunity", s)]
        if taken:
            found.append(_among(N_("Every opportunity has an owner"), stages, taken, partial(_has, notes, "owner")))
    return found


def _has(notes: Sequence[Note], zone: str, stage: Track) -> bool:
    return any((n.zone, n.stage) == (zone, stage.code) for n in notes)


def _each(text: str, stages: Sequence[Track], test: Test) -> Point:
    return _among(text, stages, stages, test)


def _among(text: str, stages: Sequence[Track], asked: Sequence[Track], test: Test) -> Point:
    lacking = tuple(str(i) for i, s in enumerate(stages, start=1) if s in asked and not test(s))
    return Point(text, bool(asked) and not lacking, lacking)
