"""What the lists of a problem map say besides its notes: sums of a field of forces, sentences of a statement."""

from __future__ import annotations

from koosloome_desktop.canvases import variant_of
from koosloome_desktop.canvases.draw_problem import (
    candidates,
    force_roles,
    sentences_of,
    side_names,
    strengths,
    verdict,
)
from koosloome_desktop.canvases.inputs import title_here
from koosloome_desktop.exports.canvas_facts import CanvasFacts
from koosloome_desktop.exports.pdf_frame import BODY, STRONG
from koosloome_desktop.operations import queries
from koosloome_desktop.support.i18n import N_


def problem_lists(facts: CanvasFacts) -> None:
    """The lists of the variants that have one of their own."""
    variant = variant_of(facts.canvas.type, facts.canvas.variant)
    shape = variant.layout if variant is not None else ""
    if shape == "forces":
        _sums(facts)
    elif shape == "sentence":
        _sentences(facts)


def _sums(facts: CanvasFacts) -> None:
    """Both sums and what they say."""
    report, canvas = facts.report, facts.canvas
    weights = strengths(report.document, canvas)
    if not weights:
        return
    notes = queries.standing(report.document, canvas.id)
    sides = force_roles(variant_of(canvas.type, canvas.variant))[1:]
    sums = [sum(weights.get(n.id, 0) for n in notes if n.zone == side) for side in sides]
    report.book.heading(report.words.gettext(N_("Balance")), keep=60.0)
    lang = report.words.lang
    names = side_names(report.document, canvas, lang)
    titles = [title_here(report.document, canvas, side, lang) for side in sides]
    lines = [f"{title}: {value}" for title, value in zip(titles, sums, strict=True)]
    report.book.bullets([*lines, verdict(sums[0], sums[1], lang, names=names)], BODY)


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
