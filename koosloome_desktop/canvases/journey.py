"""The words that stand round a journey's stages and lanes: the header, the curves' names, the trays."""

from __future__ import annotations

from typing import TYPE_CHECKING

from koosloome_desktop.canvases.inputs import zone_codes, zone_spec
from koosloome_desktop.model.document import Document
from koosloome_desktop.model.records import Canvas
from koosloome_desktop.support.i18n import N_, translator

if TYPE_CHECKING:
    from koosloome_desktop.layout.grid import GridOptions


def grid_options(canvas: Canvas, lang: str) -> GridOptions:
    """What a journey's drawing says besides its stages, lanes and notes."""
    from koosloome_desktop.canvases.persona import persona_in
    from koosloome_desktop.layout.grid import GridOptions

    words = translator(lang)
    return GridOptions(
        persona_in(canvas, lang),
        words(N_("Feelings")),
        as_is=words(N_("as it is")),
        to_be=words(N_("as wished")),
        loose=words(N_("Without a stage")),
        teach=words(N_("How does it feel? Click here, or choose a note and press + or −")),
    )


def lines_in(document: Document, canvas: Canvas, lang: str) -> list[tuple[str, str]]:
    """(role, name) of the lines between a canvas's lanes, from above."""
    specs = [zone_spec(canvas, code) for code in zone_codes(document, canvas)[1:]]
    return [(s.line.code, s.line.title.get(lang)) for s in specs if s is not None and s.line is not None]
