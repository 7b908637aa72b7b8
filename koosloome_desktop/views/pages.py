"""Which page shows a canvas, and what the window may ask of every page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol, cast

from PySide6.QtWidgets import QWidget

from koosloome_desktop.model.records import Canvas
from koosloome_desktop.services.commands import Command
from koosloome_desktop.views.canvas_words import PLAN
from koosloome_desktop.views.context import PageContext
from koosloome_desktop.views.plan_page import PlanPage

if TYPE_CHECKING:
    from koosloome_desktop.services.workshop import OpenWorkshop


class Page(Protocol):
    """A canvas on the screen: `CanvasPage` or `PlanPage`."""

    selection_changed: Any
    mode_changed: Any
    toast: Any

    def focus_line(self) -> None:
        """Put the keyboard into the line."""
        ...

    def fit(self) -> None:
        """Show the whole canvas."""
        ...

    def zoom_by(self, factor: float) -> None:
        """Larger or smaller."""
        ...

    def refresh_words(self) -> None:
        """Say everything in the language now."""
        ...

    def commands(self) -> list[Command]:
        """What can be done here."""
        ...

    def close_page(self) -> None:
        """Let go."""
        ...


def make_page(workshop: OpenWorkshop, canvas: Canvas, ctx: PageContext) -> QWidget:
    """The page of a canvas: a table for plans, a board for everything else, also for kinds nobody knows."""
    if canvas.type == PLAN and canvas.raw is None:
        return PlanPage(workshop, canvas.id, ctx)
    from koosloome_desktop.views.canvas_page import CanvasPage

    return CanvasPage(workshop, canvas.id, ctx)


def as_page(widget: QWidget) -> Page:
    """A widget of `make_page` as what it can do."""
    return cast("Page", widget)


def focus_canvas(widget: QWidget) -> bool:
    """Put the keyboard on the canvas itself (mode A or T), where the page has such a place."""
    ask = getattr(widget, "focus_canvas", None)
    return bool(ask()) if callable(ask) else False


def go_to(widget: QWidget, record_id: str) -> None:
    """Have a page show and select a record."""
    for name in ("go_to", "select"):
        ask = getattr(widget, name, None)
        if callable(ask):
            ask(record_id if name == "go_to" else (record_id,))
            return
