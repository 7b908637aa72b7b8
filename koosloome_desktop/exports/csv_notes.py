"""The notes of a canvas as CSV; of a resource map the resources, providers and needs as a register of both sides.

The register's columns are those that a portal for people in need, providers and municipalities asks for (domain notes,
row 52): kind, name, area, offer or need, contact role. No names of people are in it, only roles.
"""

from __future__ import annotations

from koosloome_desktop.exports.canvas_facts import CanvasFacts
from koosloome_desktop.exports.csv_text import csv_bytes
from koosloome_desktop.exports.pdf_lists import note_told
from koosloome_desktop.exports.pdf_words import Words, joined
from koosloome_desktop.exports.xlsx_lists import facts_of
from koosloome_desktop.model.document import Document
from koosloome_desktop.model.records import Canvas, Note
from koosloome_desktop.operations import queries
from koosloome_desktop.support.i18n import N_

_NOTES = (N_("Text"), N_("Zone"), N_("Canvas"), N_("Stage"), N_("Group of notes"), N_("Group"), N_("Votes"), N_("Code"),
          N_("Details"))  # fmt: skip
_REGISTER = (
    N_("Kind"), N_("Name"), N_("Area"), N_("Offer or need"), N_("Contact role"), N_("Group"), N_("Votes"), N_("Code"),
    N_("Linked with"), N_("Details"),
)  # fmt: skip


def canvas_csv(document: Document, canvas: Canvas, lang: str) -> bytes:
    """The notes of one canvas."""
    words = Words(lang)
    facts = facts_of(document, words, canvas)
    if canvas.type == "resource_map":
        return csv_bytes(_register(document, facts))
    rows = [[words.gettext(t) for t in _NOTES]]
    rows += [_note(facts, n) for n in (*facts.notes, *facts.needs, *queries.notes(document, canvas.id, "hmw"))]
    return csv_bytes(rows)


def _note(facts: CanvasFacts, note: Note) -> list[str]:
    words = facts.report.words
    asked = note.form == "hmw"
    zone = words.gettext("How might we …?") if asked else facts.zone(note)
    stage = facts.zones.get(f"stage/{note.stage}", note.stage) if note.stage else ""
    votes = facts.votes.get(note.id)
    told = joined([note.second, "" if asked else note_told(facts, note)])
    return [
        note.text, zone, facts.canvas.code, stage, facts.cluster_names.get(note.id, ""), note.group,
        "" if votes is None else str(votes), note.code, told,
    ]  # fmt: skip


def _register(document: Document, facts: CanvasFacts) -> list[list[str]]:
    """Resources first, then needs, each with what it was matched to."""
    words, canvas = facts.report.words, facts.canvas
    area = str(document.workshop.municipality.get("area_name") or document.workshop.place)
    ends: dict[str, list[str]] = {}
    for link in queries.links(document, canvas.id, "match"):
        ends.setdefault(link.source, []).append(document.get(link.target, Note).text)
        ends.setdefault(link.target, []).append(document.get(link.source, Note).text)
    rows = [[words.gettext(t) for t in _REGISTER]]
    for note in (*facts.notes, *facts.needs):
        need = note.form == "need"
        votes = facts.votes.get(note.id)
        side = words.gettext("need") if need else words.gettext("offer")
        told = note_told(facts, note)
        if need and note.priority is not None:
            told = joined([words.gettext("priority {number}").format(number=note.priority), told])
        rows.append([
            facts.zone(note), note.text, area, side, note.whose, note.group, "" if votes is None else str(votes),
            note.code, "; ".join(ends.get(note.id, ())), joined([note.second, told]),
        ])  # fmt: skip
    return rows
