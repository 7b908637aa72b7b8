"""From records to the one drawing that screen, wall and paper share, by the name of the variant's layout.

The kinds' folders only hold data; an unknown canvas becomes a list of its texts.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from koosloome_desktop.canvases import variant_of
from koosloome_desktop.canvases.draw_tree import draw_tree
from koosloome_desktop.canvases.inputs import NEEDS, parts_in, raw_texts
from koosloome_desktop.canvases.journey import grid_options
from koosloome_desktop.canvases.stages import stages_in
from koosloome_desktop.layout.blocks import layout_blocks
from koosloome_desktop.layout.grid import layout_grid
from koosloome_desktop.layout.primitives import Board, CaptionIn, LayoutProfile, NeedsIn, NoteIn, ZoneIn
from koosloome_desktop.layout.zones import layout_bands
from koosloome_desktop.model.document import Document
from koosloome_desktop.model.records import Action, Canvas
from koosloome_desktop.operations import queries
from koosloome_desktop.support.i18n import N_, translator


def board(document: Document, canvas: Canvas, profile: LayoutProfile, lang: str) -> Board:
    """The drawing of a canvas in board units; `lang` is the language of built-in titles and kind words."""
    variant = variant_of(canvas.type, canvas.variant)
    if canvas.raw is not None or variant is None:
        return listed(canvas, profile)
    return _LAYOUTS[variant.layout](document, canvas, profile, lang)


def listed(canvas: Canvas, profile: LayoutProfile) -> Board:
    """A canvas that this program does not know, as a list of all its texts."""
    notes = [NoteIn(id=f"{canvas.id}/{place}", text=text, footer=place) for place, text in raw_texts(canvas.raw)]
    return layout_bands(notes, [], profile)


def _bands(document: Document, canvas: Canvas, profile: LayoutProfile, lang: str) -> Board:
    notes, zones = parts_in(document, canvas, lang)
    return layout_bands(notes, zones, profile)


def _blocks(document: Document, canvas: Canvas, profile: LayoutProfile, lang: str) -> Board:
    notes, zones = parts_in(document, canvas, lang)
    return layout_blocks(notes, zones, profile)


def _resources(document: Document, canvas: Canvas, profile: LayoutProfile, lang: str) -> Board:
    notes, zones = parts_in(document, canvas, lang)
    matches = tuple((x.source, x.target) for x in queries.links(document, canvas.id, "match"))
    wanted = [n for n in notes if n.zone == NEEDS]
    offered = [n for n in notes if n.zone != NEEDS]
    needs = next((z for z in zones if z.code == NEEDS), ZoneIn(NEEDS, ""))
    return layout_blocks(
        offered,
        [z for z in zones if z.code != NEEDS],
        profile,
        place=_place(document, lang),
        needs=NeedsIn(needs, tuple(wanted), matches),
    )


def _place(document: Document, lang: str) -> CaptionIn | None:
    """The place a resource map is about, and how many people live there."""
    facts = document.workshop.municipality
    name = facts.get("area_name") or facts.get("name") or document.workshop.place
    if not isinstance(name, str) or not name:
        return None
    people = facts.get("area_population") or facts.get("population")
    words = translator(lang)
    told = words(N_("{count} inhabitants")).format(count=people) if isinstance(people, int) else ""
    return CaptionIn(name, told)


def _grid(document: Document, canvas: Canvas, profile: LayoutProfile, lang: str) -> Board:
    notes, zones = parts_in(document, canvas, lang)
    return layout_grid(notes, stages_in(document, canvas, lang), zones, profile, grid_options(canvas, lang))


def _table(document: Document, canvas: Canvas, profile: LayoutProfile, lang: str) -> Board:
    """The rows of a plan as notes: what thumbnails and the wall show of it; the table itself is a page of its own."""
    words = translator(lang)
    notes = [
        NoteIn(id=a.id, text=a.activity or "–", zone="rows", kind="opportunity" if a.status == "done" else "action",
               footer=" · ".join(p for p in (a.owner_role, a.deadline or "") if p))
        for a in document.within(Action, canvas.id)
    ]  # fmt: skip
    return layout_bands(notes, [ZoneIn("rows", canvas.title or words(N_("Actions")))], profile)


_LAYOUTS: Final[dict[str, Callable[[Document, Canvas, LayoutProfile, str], Board]]] = {
    "tree": draw_tree,
    "zones": _bands,
    "blocks": _blocks,
    "resources": _resources,
    "grid": _grid,
    "table": _table,
}
