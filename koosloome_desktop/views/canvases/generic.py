"""The presenter of every kind without one of its own, and the way to find the right one."""

from __future__ import annotations

import importlib
import importlib.util

from koosloome_desktop.model.document import Document
from koosloome_desktop.model.records import Canvas
from koosloome_desktop.views.canvases.presenter import Presenter


def presenter_for(document: Document, canvas_id: str) -> Presenter:
    """The presenter of a canvas: of its kind's module in this package if there is one and it wants this variant."""
    canvas = document.get(canvas_id, Canvas)
    name = f"koosloome_desktop.views.canvases.{canvas.type}"
    if canvas.raw is None and canvas.type.isidentifier() and importlib.util.find_spec(name) is not None:
        choose = getattr(importlib.import_module(name), "presenter", None)
        made = choose(document, canvas_id) if choose is not None else None
        if isinstance(made, Presenter):
            return made
    return Presenter(document, canvas_id)
