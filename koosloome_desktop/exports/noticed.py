"""What the program noticed about a workshop, in the language of a file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from koosloome_desktop.exports.pdf_followup import told
from koosloome_desktop.exports.pdf_words import Words
from koosloome_desktop.model.document import Document
from koosloome_desktop.model.frozen import thaw
from koosloome_desktop.model.records import AgendaItem, Canvas, PlanTable
from koosloome_desktop.operations import queries
from koosloome_desktop.operations.checks_plan import check_agenda, check_plan, check_rasci
from koosloome_desktop.operations.findings import Finding, Severity
from koosloome_desktop.support.i18n import N_

WEIGHTS = {Severity.WARNING.value: N_("does not agree"), Severity.HINT.value: N_("is missing")}


@dataclass(frozen=True, slots=True)
class Noticed:
    """One finding: how heavy it is in words, the title of its canvas, the row's code, the sentence."""

    weight: str
    canvas: str
    row: str
    text: str


def plan_findings(document: Document, canvas: Canvas) -> list[Finding]:
    """What is noticed about one plan and its RASCI matrix."""
    found = check_plan(queries.actions(document, canvas.id), document.within(PlanTable, canvas.id), canvas=canvas.code)
    rasci = canvas.parts.get("rasci")
    matrix = rasci.get("matrix") if isinstance(rasci, Mapping) else None
    if isinstance(matrix, Mapping):
        found += check_rasci(thaw(matrix), canvas=canvas.code)
    return found


def noticed(document: Document, words: Words, canvas: Canvas | None = None) -> list[Noticed]:
    """Everything noticed about all plans and the agenda, or about one plan."""
    canvases = {c.code: c for c in queries.canvases(document)}
    plans = [canvas] if canvas is not None else list(canvases.values())
    found = [f for c in plans for f in plan_findings(document, c)]
    if canvas is None:
        found += check_agenda((s, document.within(AgendaItem, s.id)) for s in queries.sessions(document))
    return [_told(words, f, canvases) for f in found]


def _told(words: Words, finding: Finding, canvases: Mapping[str, Canvas]) -> Noticed:
    canvas = canvases.get(finding.canvas)
    title = words.canvas(canvas) if canvas is not None else words.gettext("Agenda")
    weight = words.named(WEIGHTS, finding.severity.value)
    return Noticed(weight, title, finding.row, told(words, finding))
