"""What the lists of a problem map say besides its notes: sums of a field of forces, sentences of a statement."""

from __future__ import annotations

from koosloome_desktop.canvases.draw_problem import candidates, sentences_of, strengths, verdict
from koosloome_desktop.canvases.inputs import zone_title
from koosloome_desktop.exports.canvas_facts import CanvasFacts
from koosloome_desktop.exports.pdf_frame import BODY, STRONG
from koosloome_desktop.operations import queries
from koosloome_desktop.support.i18n import N_

_SIDES = ("enabler", "obstacle")


def problem_lists(facts: CanvasFacts) -> None:
    """The lists of the variants that have one of their own."""
    if facts.canvas.variant == "force_field":
        _sums(facts)
    elif facts.canvas.variant == "problem_statement":
        _sentences(facts)


def _sums(facts: CanvasFacts) -> None:
    """Both sums and what they say."""
    report, canvas = facts.report, facts.canvas
    weights = strengths(report.document, canvas)
    if not weights:
        return
    notes = queries.standing(report.document, canvas.id)
    sums = [sum(weights.get(n.id, 0) for n in notes if n.zone == side) for side in _SIDES]
    report.book.heading(report.words.gettext(N_("Balance")), keep=60.0)
    lang = report.words.lang
    lines = [f"{zone_title(canvas, side, None, lang)}: {value}" for side, value in zip(_SIDES, sums, strict=True)]
    report.book.bullets([*lines, verdict(sums[0], sums[1], lang)], BODY)


def _sentences(facts: CanvasFacts) -> None:
    """Every candidate as one sentence, the chosen one first and strong."""
    report, canvas, lang = facts.report, facts.canvas, facts.report.words.lang
    rows = candidates(report.document, canvas)
    marked = {rows[n.id] for n in queries.standing(report.document, canvas.id) if n.chosen}
    each = sorted(set(rows.values()))
    found = dict(zip(each, sentences_of(report.document, canvas, each, lang), strict=True))
    told = {row: text for row, text in found.items() if text}
    if not told:
        return
    report.book.heading(report.words.gettext(N_("Problem statement")), keep=60.0)
    mark = report.words.gettext("chosen")
    report.book.bullets([f"✓ {mark}: {text}" for row, text in told.items() if row in marked], STRONG)
    report.book.bullets([text for row, text in told.items() if row not in marked], BODY)
