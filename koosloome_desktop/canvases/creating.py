"""New workshops and canvases, as records."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from koosloome_desktop.canvases import spec_of, variant_of
from koosloome_desktop.canvases.inputs import axis_of
from koosloome_desktop.model.document import Document
from koosloome_desktop.model.frozen import EMPTY, FrozenMap
from koosloome_desktop.model.order import spread
from koosloome_desktop.model.records import Canvas, Note, Record, Session, Track, Workshop
from koosloome_desktop.model.transaction import Transaction
from koosloome_desktop.operations.flipping import turn_ready
from koosloome_desktop.operations.notes import order_at, order_last
from koosloome_desktop.support.ids import new_id
from koosloome_desktop.support.text import clean

FOUR: Final = (
    ("problem_map", "problem_tree"),
    ("journey_map", "current_state"),
    ("resource_map", "abcd_categories"),
    ("action_plan", "table_years"),
)
"""The four canvases of a usual workshop, from problem to action."""


def new_workshop(
    title: str, *, place: str = "", date: str = "", lang: str = "et", canvases: Sequence[tuple[str, str]] = FOUR
) -> Document:
    """A fresh workshop as a document of its own: head, one session when there is a date, empty canvases."""
    workshop_id = new_id()
    document = Document(workshop_id)
    with document.transaction("New workshop") as tx:
        tx.create(
            Workshop(
                id=workshop_id,
                code=workshop_id,
                title=FrozenMap({lang: clean(title).text}) if title.strip() else EMPTY,
                place=clean(place).text,
                language=lang,
            )
        )
        if date:
            tx.create(Session(id=new_id(), order=next(spread(1)), date=date))
        for canvas_type, variant in canvases:
            add_canvas(tx, canvas_type, variant, lang)
    return document


def add_canvas(tx: Transaction, canvas_type: str, variant: str, lang: str) -> Canvas:
    """A new, empty canvas after the others, with its variant's zones and stages; KeyError for an unknown variant."""
    spec = spec_of(canvas_type)
    shape = variant_of(canvas_type, variant)
    if spec is None or shape is None:
        raise KeyError(f"{canvas_type}/{variant}")
    document = tx.document
    canvas = tx.create(
        Canvas(
            id=new_id(),
            order=order_last(document, Canvas, ""),
            code=free_code(document, spec.code),
            type=canvas_type,
            variant=variant,
            title=shape.title.get(lang) if shape.title.et else spec.title.get(lang),
        )
    )
    records: list[Record] = []
    axis = axis_of(shape)
    for zone, order in zip(shape.zones, spread(len(shape.zones)), strict=True):
        records.append(Track(id=new_id(), order=order, canvas=canvas.id, axis=axis, code=zone.code))
    for index, (stage, order) in enumerate(zip(shape.stages, spread(len(shape.stages)), strict=True)):
        name = stage.title.get(lang)
        records.append(Track(id=new_id(), order=order, canvas=canvas.id, axis="stage", code=f"S{index + 1}", name=name))
    for record in records:
        tx.create(record)
    return canvas


def add_objectives(tx: Transaction, problems: Canvas, lang: str) -> Canvas:
    """An objective tree for a problem tree, with the twins that its file had ready: one that is still empty and belongs
    to no other, else a new one right behind the problems.
    """
    document = tx.document
    waiting = [c for c in document.within(Canvas, "") if (c.type, c.variant) == (problems.type, "objective_tree")]
    canvas = next((c for c in waiting if not c.mirrors and not document.within(Note, c.id)), None)
    if canvas is None:
        canvas = add_canvas(tx, problems.type, "objective_tree", lang)
        others = [c for c in document.within(Canvas, "") if c.id != canvas.id]
        at = next(i for i, c in enumerate(others) if c.id == problems.id)
        canvas = tx.update(canvas, order=order_at(others, at + 1))
    canvas = tx.update(canvas, mirrors=problems.id)
    turn_ready(tx, canvas)
    return canvas


def free_code(document: Document, base: str) -> str:
    """The code of a new canvas: the base, else the base with the next number."""
    taken = {c.code for c in document.within(Canvas, "")}
    if base not in taken:
        return base
    number = 2
    while f"{base}-{number}" in taken:
        number += 1
    return f"{base}-{number}"
