"""The community resource map."""

from __future__ import annotations

from functools import partial
from typing import Final

from koosloome_desktop.canvases.drawing import board
from koosloome_desktop.canvases.resource_map.variants import NEEDS, QUESTIONS, VARIANTS
from koosloome_desktop.canvases.spec import CanvasSpec, Drawing, Reader, Words, Writer, labels, later

_LABELS = labels(VARIANTS)


def _drawing(layout: str) -> Drawing:
    from koosloome_desktop.canvases.resource_map.drawing import LAYOUTS

    return LAYOUTS[layout]


def _reader() -> Reader:
    from koosloome_desktop.canvases.resource_map import interchange

    return interchange.reader(_LABELS)


def _writer() -> Writer:
    from koosloome_desktop.canvases.resource_map import interchange

    return interchange.writer(_LABELS)


SPEC: Final = CanvasSpec(
    type="resource_map",
    title=Words("Vajaduste ja ressursside kaart", "Community resource map", "Карта потребностей и ресурсов"),
    code="resources",
    icon="handshake",
    variants=VARIANTS,
    questions=QUESTIONS,
    read=later(_reader),
    write=later(_writer),
    board=board,
    needs=NEEDS,
    layouts={v.layout: later(partial(_drawing, v.layout)) for v in VARIANTS},
)
