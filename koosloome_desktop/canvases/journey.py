"""The words that stand round a journey's stages and lanes: the header, the curves' names, the trays."""

from __future__ import annotations

from koosloome_desktop.canvases.persona import persona_in
from koosloome_desktop.layout.grid import GridOptions
from koosloome_desktop.model.records import Canvas
from koosloome_desktop.support.i18n import N_, translator


def grid_options(canvas: Canvas, lang: str) -> GridOptions:
    """What a journey's drawing says besides its stages, lanes and notes."""
    words = translator(lang)
    return GridOptions(
        persona_in(canvas, lang),
        words(N_("Feelings")),
        as_is=words(N_("as it is")),
        to_be=words(N_("as wished")),
        loose=words(N_("Without a stage")),
    )
