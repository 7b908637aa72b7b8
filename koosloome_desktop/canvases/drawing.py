"""From records to the one drawing that screen, wall and paper share, by the name of the variant's layout.

The kinds' folders only hold data; an unknown canvas becomes a list of its texts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from koosloome_desktop.canvases import draw_problem, registry, spec_of, variant_of
from koosloome_desktop.canvases.draw_tree import draw_tree
from koosloome_desktop.canvases.inputs import parts_in, raw_texts
from koosloome_desktop.canvases.links import links_in
from koosloome_desktop.canvases.spec import Drawing
from koosloome_desktop.layout.inputs import RelationIn
from koosloome_desktop.layout.primitives import Board, LayoutProfile, NoteIn, ZoneIn
from koosloome_desktop.layout.zones import layout_bands
from koosloome_desktop.model.document import Document
from koosloome_desktop.model.records import Action, Canvas
from koosloome_desktop.support.i18n import N_, translator


def board(document: Document, canvas: Canvas, profile: LayoutProfile, lang: str) -> Board:
    """The drawing of a canvas in board units; `lang` is the language of built-in titles and kind words."""
    variant = variant_of(canvas.type, canvas.variant)
    if canvas.raw is not None or variant is None:
        return listed(canvas, profile)
    spec = spec_of(canvas.type)
    own = spec.layouts.get(variant.layout) if spec is not None else None
    drawn = (own or _LAYOUTS.get(variant.layout) or _of_another_kind(variant.layout))(document, canvas, profile, lang)
    links = links_in(document, canvas, lang) if variant.layout not in WITH_LINKS else []
    return linked(drawn, links)


def _of_another_kind(layout: str) -> Drawing:
    """The drawing that another kind brings under this name: a kind of one's own may have rings or pins, too.

    KeyError for one that there is nowhere.
    """
    found = next((s.layouts[layout] for s in registry().values() if layout in s.layouts), None)
    if found is None:
        raise KeyError(layout)
    return found


def linked(drawn: Board, links: Sequence[RelationIn]) -> Board:
    """The board with these links over it; most boards have none and do not load what draws them."""
    if not links:
        return drawn
    from koosloome_desktop.layout.relations import with_links

    return with_links(drawn, links)


def listed(canvas: Canvas, profile: LayoutProfile) -> Board:
    """A canvas that this program does not know, as a list of all its texts."""
    notes = [NoteIn(id=f"{canvas.id}/{place}", text=text, footer=place) for place, text in raw_texts(canvas.raw)]
    return layout_bands(notes, [], profile)


def _bands(document: Document, canvas: Canvas, profile: LayoutProfile, lang: str) -> Board:
    notes, zones = parts_in(document, canvas, lang, once=profile.once)
    return layout_bands(notes, zones, profile)


def _blocks(document: Document, canvas: Canvas, profile: LayoutProfile, lang: str) -> Board:
    from koosloome_desktop.layout.blocks import layout_blocks

    notes, zones = parts_in(document, canvas, lang, once=profile.once)
    return layout_blocks(notes, zones, profile)


def _grid(document: Document, canvas: Canvas, profile: LayoutProfile, lang: str) -> Board:
    from koosloome_desktop.canvases.journey import grid_options
    from koosloome_desktop.canvases.signed import signed
    from koosloome_desktop.canvases.stages import stages_in
    from koosloome_desktop.layout.grid import layout_grid

    notes, zones = signed(*parts_in(document, canvas, lang, once=profile.once), lang)
    options = replace(grid_options(canvas, lang), add=profile.name == "screen")
    return layout_grid(notes, stages_in(document, canvas, lang), zones, profile, options)


def _table(document: Document, canvas: Canvas, profile: LayoutProfile, lang: str) -> Board:
    """The rows of a plan as notes: what thumbnails and the wall show of it; the table itself is a page of its own."""
    words = translator(lang)
    notes = [
        NoteIn(id=a.id, text=a.activity or "–", zone="rows", kind="opportunity" if a.status == "done" else "action",
               footer=" · ".join(p for p in (a.owner_role, a.deadline or "") if p))
        for a in document.within(Action, canvas.id)
    ]  # fmt: skip
    return layout_bands(notes, [ZoneIn("rows", canvas.title or words(N_("Actions")))], profile)


WITH_LINKS: Final = frozenset({"network", "table"})
"""Layouts that draw links themselves, or have none."""

_LAYOUTS: Final[dict[str, Drawing]] = {
    "tree": draw_tree,
    "zones": _bands,
    "blocks": _blocks,
    "grid": _grid,
    "table": _table,
    "fishbone": draw_problem.fishbone,
    "iceberg": draw_problem.iceberg,
    "chain": draw_problem.chain,
    "axes": draw_problem.axes,
    "forces": draw_problem.forces,
    "sheet": draw_problem.sheet,
    "sentence": draw_problem.sentence,
    "questions": draw_problem.questions,
}
