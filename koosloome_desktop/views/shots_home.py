"""Pictures of the first screen and of what leads from it: the sample's steps, templates, programmes."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QPixmap

from koosloome_desktop.services.tour import STEPS, Tour
from koosloome_desktop.views.shots import Studio

Draw = Callable[[Studio], QPixmap]


def _steps(done: int) -> Draw:
    """The strip over the sample with so many steps done."""

    def draw(studio: Studio) -> QPixmap:
        studio.open(0)
        guide, view = studio.window.guide, studio.window.view
        if view is None:
            raise LookupError("no workshop is open")
        settings = studio.window.ctx.settings
        kept = Tour(done=set(STEPS[:done])).as_kept()
        settings.change(tour={"workshop": view.workshop.id, **kept})
        guide.follow()
        picture = studio.picture()
        settings.change(tour={})
        guide.follow()
        return picture

    return draw


HOME: tuple[tuple[str, Draw], ...] = (
    ("steps", _steps(0)),
    ("steps_group", _steps(3)),
    ("steps_done", _steps(len(STEPS))),
)
