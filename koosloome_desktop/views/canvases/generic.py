"""The presenter of every kind without one of its own, and the way to find the right one."""

from __future__ import annotations

import importlib
import importlib.util
from typing import Final

from koosloome_desktop.canvases import variant_of
from koosloome_desktop.model.document import Document
from koosloome_desktop.model.records import Canvas
from koosloome_desktop.views.canvases.presenter import Presenter

_BY_LAYOUT: Final = {
    "grid": "journey_map",
    **dict.fromkeys(("tree", "fishbone", "chain", "axes", "forces", "sentence"), "problem_map"),
    **dict.fromkeys(("rings", "pins", "network", "phases"), "resource_map"),
}
"""Whose presenter serves a form of a kind without one: notes of a grid stand in stages, those of a tree hang."""


def presenter_for(document: Document, canvas_id: str) -> Presenter:
    """The presenter of a canvas: of its kind's module in this package if there is one and it wants this variant, else
    the one that goes with its layout.
    """
    canvas = document.get(canvas_id, Canvas)
    name = f"{__package__}.{canvas.type}"
    known = canvas.type.isidentifier() and importlib.util.find_spec(name) is not None
    if not known:
        variant = variant_of(canvas.type, canvas.variant)
        served = _BY_LAYOUT.get(variant.layout) if variant is not None else None
        name, known = f"{__package__}.{served}", served is not None
    if canvas.raw is None and known:
        choose = getattr(importlib.import_module(name), "presenter", None)
        made = choose(document, canvas_id) if choose is not None else None
        if isinstance(made, Presenter):
            return made
    return Presenter(document, canvas_id)
