"""The problem map."""

from __future__ import annotations

from typing import Final

from koosloome_desktop.canvases.drawing import board
from koosloome_desktop.canvases.problem_map import interchange
from koosloome_desktop.canvases.problem_map.variants import VARIANTS
from koosloome_desktop.canvases.spec import CanvasSpec, Words, labels

_LABELS = labels(VARIANTS)

SPEC: Final = CanvasSpec(
    type="problem_map",
    title=Words("Probleemi kaart", "Problem map", "Карта проблем"),
    code="problem",
    icon="git-branch",
    variants=VARIANTS,
    read=interchange.reader(_LABELS),
    write=interchange.writer(_LABELS),
    board=board,
)
