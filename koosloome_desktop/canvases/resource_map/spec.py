"""The community resource map."""

from __future__ import annotations

from typing import Final

from koosloome_desktop.canvases.drawing import board
from koosloome_desktop.canvases.resource_map import interchange
from koosloome_desktop.canvases.resource_map.drawing import LAYOUTS
from koosloome_desktop.canvases.resource_map.variants import NEEDS, VARIANTS
from koosloome_desktop.canvases.spec import CanvasSpec, Words, labels

_LABELS = labels(VARIANTS)

SPEC: Final = CanvasSpec(
    type="resource_map",
    title=Words("Vajaduste ja ressursside kaart", "Community resource map", "Карта потребностей и ресурсов"),
    code="resources",
    icon="handshake",
    variants=VARIANTS,
    read=interchange.reader(_LABELS),
    write=interchange.writer(_LABELS),
    board=board,
    needs=NEEDS,
    layouts=LAYOUTS,
)
