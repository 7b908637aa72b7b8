"""Which page shows a canvas."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from koosloome_desktop.model.records import Canvas
from koosloome_desktop.views.canvas_page import CanvasPage
from koosloome_desktop.views.canvas_words import PLAN
from koosloome_desktop.views.context import PageContext

if TYPE_CHECKING:
    from koosloome_desktop.services.workshop import OpenWorkshop


def make_page(workshop: OpenWorkshop, canvas: Canvas, ctx: PageContext) -> QWidget:
    """The page of a canvas: a table for plans, a board for everything else, also for kinds nobody knows."""
    if canvas.type == PLAN and canvas.raw is None:
        from koosloome_desktop.views.plan.page import PlanPage

        return PlanPage(workshop, canvas.id, ctx)
    return CanvasPage(workshop, canvas.id, ctx)
