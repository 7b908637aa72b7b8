"""The problem map."""

from __future__ import annotations

from typing import Final

from koosloome_desktop.canvases.drawing import board
from koosloome_desktop.canvases.problem_map.variants import QUESTIONS, VARIANTS
from koosloome_desktop.canvases.spec import CanvasSpec, Reader, Words, Writer, labels, later

_LABELS = labels(VARIANTS)


def _reader() -> Reader:
    from koosloome_desktop.canvases.problem_map import interchange

    return interchange.reader(_LABELS)


def _writer() -> Writer:
    from koosloome_desktop.canvases.problem_map import interchange

    return interchange.writer(_LABELS)


SPEC: Final = CanvasSpec(
    type="problem_map",
    title=Words("Probleemi kaart", "Problem map", "Карта проблем"),
    code="problem",
    icon="git-branch",
    variants=VARIANTS,
    questions=QUESTIONS,
    read=later(_reader),
    write=later(_writer),
    board=board,
)
