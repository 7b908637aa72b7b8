"""A journey as it is and the one that is wished, side by side: the second is made from the first and knows it.

The wished canvas names the other by its code in the part `as_is` of its file object. It keeps the stages with their
codes, whose journey it is, and the opportunities with who takes them on, each linked to the note it comes from.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from koosloome_desktop.canvases.creating import add_canvas
from koosloome_desktop.canvases.inputs import notes_in, parts_in, zones_in
from koosloome_desktop.canvases.journey import grid_options
from koosloome_desktop.canvases.persona import PERSONA
from koosloome_desktop.canvases.signed import signed
from koosloome_desktop.canvases.stages import FUTURE, stages_in
from koosloome_desktop.layout.grid import layout_grid
from koosloome_desktop.layout.inputs import NoteIn, StageIn, ZoneIn
from koosloome_desktop.layout.primitives import Board, LayoutProfile
from koosloome_desktop.model.document import Document
from koosloome_desktop.model.frozen import FrozenMap
from koosloome_desktop.model.records import Canvas, Track
from koosloome_desktop.model.transaction import Transaction
from koosloome_desktop.operations import notes, queries
from koosloome_desktop.operations.notes import order_at
from koosloome_desktop.support.i18n import N_, translator
from koosloome_desktop.support.ids import new_id

AS_IS: Final = "as_is"
_KIND: Final = "journey_map"
_KEPT: Final = ("opportunity", "owner")
"""Lanes whose notes say what shall be: they go along."""
MARK: Final = "as_is:"
"""Before the code of a lane that only shows the other journey."""


def as_is_of(document: Document, canvas: Canvas) -> Canvas | None:
    """The journey as it is that a wished one was made from, None when it is gone."""
    code = canvas.parts.get(AS_IS) if canvas.variant == FUTURE else None
    return next((c for c in queries.canvases(document) if c.type == _KIND and code and c.code == code), None)


def wished_of(document: Document, canvas: Canvas) -> Canvas | None:
    """The first wished journey that was made from this one."""
    return next((c for c in queries.canvases(document) if c.type == _KIND and as_is_of(document, c) == canvas), None)


def make_wished(tx: Transaction, canvas: Canvas, lang: str) -> Canvas:
    """A wished journey right behind this one, with its stages, feelings, own lanes, persona and opportunities."""
    document = tx.document
    made = add_canvas(tx, _KIND, FUTURE, lang)
    for track in queries.tracks(document, made.id, "stage"):
        tx.remove(track.id)
    built_in = {t.code for t in queries.tracks(document, made.id, "lane")}
    for track in document.within(Track, canvas.id):
        if track.axis == "stage":
            tx.create(replace(track, id=new_id(), canvas=made.id, evidence="", extra=FrozenMap(), given=()))
        elif track.axis == "lane" and track.code not in built_in and track.label is not None:
            tx.create(replace(track, id=new_id(), canvas=made.id, extra=FrozenMap(), given=()))
    for note in queries.notes(document, canvas.id):
        if note.zone in _KEPT:
            copy = notes.add_note(tx, made.id, note.text, zone=note.zone, stage=note.stage, group=note.group)
            tx.update(copy, sources=(note.id,), span=note.span)
    siblings = [c for c in queries.canvases(document) if c.id != made.id]
    at = next(i for i, c in enumerate(siblings) if c.id == canvas.id)
    parts = {k: canvas.parts[k] for k in (PERSONA,) if k in canvas.parts} | {AS_IS: canvas.code}
    title = translator(lang)(N_("{title}, as wished")).format(title=canvas.title) if canvas.title else made.title
    return tx.update(made, title=title, parts=FrozenMap(parts), order=order_at(siblings, at + 1))


def pair_board(document: Document, canvas: Canvas, as_is: Canvas, profile: LayoutProfile, lang: str) -> Board:
    """The wished journey with each lane of the other one, as outlines, above its own, and both curves."""
    own, lanes = signed(*parts_in(document, canvas, lang), lang)
    stages = [_with_value(s, document, as_is, lang) for s in stages_in(document, canvas, lang)]
    there, known = _others(document, as_is, {s.code for s in stages}, lang)
    shown: list[ZoneIn] = []
    for lane in lanes:
        if any(n.zone == f"{MARK}{lane.code}" for n in there):
            shown.append(known.pop(lane.code, ZoneIn(f"{MARK}{lane.code}", lane.title)))
        shown.append(replace(lane, ghosts=()))
    return layout_grid([*own, *there], stages, shown, profile, grid_options(canvas, lang))


def _others(
    document: Document, as_is: Canvas, stages: set[str], lang: str
) -> tuple[list[NoteIn], dict[str, ZoneIn]]:  # fmt: skip
    """The notes of the other journey as outlines, but for those that went along anyway, and its lanes by code."""
    told = translator(lang)(N_("as it is"))
    notes, zones = signed(notes_in(document, as_is, lang), zones_in(document, as_is, lang, ghosts=False), lang)
    known = {
        z.code: ZoneIn(f"{MARK}{z.code}", z.title, told, z.kind, quiet=True) for z in zones
    }  # fmt: skip
    there = [
        replace(n, zone=f"{MARK}{n.zone}", state="ghost", footer="", badges=(), votes=None)
        for n in notes if n.stage in stages and n.zone not in _KEPT
    ]  # fmt: skip
    return there, known


def _with_value(stage: StageIn, document: Document, as_is: Canvas, lang: str) -> StageIn:
    other = next((s for s in stages_in(document, as_is, lang) if s.code == stage.code), None)
    if other is None or other.value is None:
        return stage
    return replace(stage, value=other.value, label=other.label)
