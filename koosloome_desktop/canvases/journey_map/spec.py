"""The journey map."""

from __future__ import annotations

from typing import Final

from koosloome_desktop.canvases.drawing import board
from koosloome_desktop.canvases.journey_map import interchange
from koosloome_desktop.canvases.journey_map.variants import VARIANTS
from koosloome_desktop.canvases.spec import CanvasSpec, Words, labels

_LABELS = {v.code: labels((v,)) for v in VARIANTS}
"""Lanes of one code have other names in other variants, so what counts as built in depends on the variant."""

SPEC: Final = CanvasSpec(
    type="journey_map",
    title=Words("Teekonnakaart", "Journey map", "Карта пути"),
    code="journey",
    icon="route",
    variants=VARIANTS,
    read=interchange.reader(_LABELS),
    write=interchange.writer(_LABELS),
    board=board,
)
