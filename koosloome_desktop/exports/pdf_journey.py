"""What a journey ends in: its pains and opportunities stage by stage, with who takes them on; words of its stages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from koosloome_desktop.canvases.stages import EVIDENCE, LEVELS, said
from koosloome_desktop.exports.pdf_frame import BODY, SMALL, STRONG
from koosloome_desktop.exports.pdf_table import Cell, Column, Part, Row, Table, cell, widths
from koosloome_desktop.layout.feelings import signed
from koosloome_desktop.model.records import Note, Track
from koosloome_desktop.operations import queries
from koosloome_desktop.support.i18n import N_
from koosloome_desktop.support.palette import LIGHT, note_kind

if TYPE_CHECKING:
    from koosloome_desktop.exports.canvas_facts import CanvasFacts
    from koosloome_desktop.exports.pdf_report import Report

_KINDS: Final = ("pain", "opportunity", "owner")


def stage_words(report: Report, stage: Track) -> list[str]:
    """What is said of a stage: both feelings with value and word, level of engagement, how it is known."""
    words = report.words
    told = [_felt(stage.value, stage.word)]
    if stage.to_be is not None:
        wished = words.gettext("as wished")
        told.append(f"{wished} {_felt(stage.to_be, stage.to_be_word)}")
    told += [said(choices, code, words.lang) for choices, code in ((LEVELS, stage.level), (EVIDENCE, stage.evidence))]
    return [t for t in told if t]


def _felt(value: float | None, word: str) -> str:
    return " ".join(t for t in ("" if value is None else signed(round(value)), word) if t)


def outcome_list(facts: CanvasFacts) -> None:
    """The pains and opportunities of a journey by stage, with those who take them on; none when it has neither."""
    report, words = facts.report, facts.report.words
    found = {kind: [n for n in facts.notes if facts.kind(n) == kind] for kind in _KINDS}
    if not facts.journey or not (found["pain"] or found["opportunity"]):
        return
    shown = [k for k in _KINDS if found[k]]
    stages = queries.tracks(report.document, facts.canvas.id, "stage")
    rows = []
    for number, stage in enumerate(stages, start=1):
        inside = {k: [n for n in found[k] if n.stage == stage.code] for k in shown}
        if inside.get("pain") or inside.get("opportunity"):
            name = f"{number}. {stage.name or stage.code}"
            rows.append(_row([cell(name, STRONG)], inside, stages))
    known = {s.code for s in stages}
    loose = {k: [n for n in found[k] if n.stage not in known] for k in shown}
    if loose.get("pain") or loose.get("opportunity"):
        rows.append(_row([cell(words.gettext("Without a stage"), STRONG)], loose, stages))
    titles = {"pain": N_("Pain points"), "opportunity": N_("Opportunities"), "owner": N_("Responsible")}
    report.book.heading(words.gettext("Pain points and opportunities"), keep=90.0)
    sizes = widths(report.book.width - 6.0, [-0.7, *(-1.0 if k != "owner" else -0.7 for k in shown)])
    names = [words.gettext("Stage"), *(words.gettext(titles[k]) for k in shown)]
    Table(report.book, [Column(t, s) for t, s in zip(names, sizes, strict=True)], bars=True).write(rows)


def _row(first: Sequence[Cell], inside: dict[str, list[Note]], stages: Sequence[Track]) -> Row:
    cells = [[part for note in notes for part in _parts(note, stages)] or cell("–", SMALL) for notes in inside.values()]
    bar = note_kind("pain").bar if inside.get("pain") else note_kind("opportunity").bar
    return Row([*first, *cells], bar=bar if inside.get("pain") or inside.get("opportunity") else LIGHT.line)


def _parts(note: Note, stages: Sequence[Track]) -> list[Part]:
    """A note's text; under it how far it reaches."""
    told = [Part(note.text, BODY)]
    codes = [s.code for s in stages]
    if note.span > 1 and note.stage in codes:
        first = codes.index(note.stage)
        last = min(first + note.span, len(stages)) - 1
        told.append(Part(f"{first + 1}.–{last + 1}.", SMALL))
    return told
