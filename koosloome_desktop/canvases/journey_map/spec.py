"""The journey map."""

from __future__ import annotations

from typing import Final

from koosloome_desktop.canvases.drawing import board
from koosloome_desktop.canvases.journey_map.variants import QUESTIONS, VARIANTS
from koosloome_desktop.canvases.spec import CanvasSpec, Reader, Words, Writer, labels, later

_LABELS = {v.code: labels((v,)) for v in VARIANTS}
"""Lanes of one code have other names in other variants, so what counts as built in depends on the variant."""


def _reader() -> Reader:
    from koosloome_desktop.canvases.journey_map import interchange

    return interchange.reader(_LABELS)


def _writer() -> Writer:
    from koosloome_desktop.canvases.journey_map import interchange

    return interchange.writer(_LABELS)


SPEC: Final = CanvasSpec(
    type="journey_map",
    title=Words("Teekonnakaart", "Journey map", "Карта пути"),
    code="journey",
    icon="route",
    variants=VARIANTS,
    questions=QUESTIONS,
    read=later(_reader),
    write=later(_writer),
    board=board,
)
