"""The mouse on a journey: the field behind the last stage adds one, a title has a menu, a click draws the curve."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from koosloome_desktop.canvases.stages import LEAST, MOST
from koosloome_desktop.layout.primitives import PanelBox
from koosloome_desktop.services.commands import Command
from koosloome_desktop.views.journey_feelings import JourneyDesk, journey_desk

if TYPE_CHECKING:
    from koosloome_desktop.views.canvas_page import CanvasPage

_STAGE: Final = ("stage.", "feeling.", "walk.start")
_LANE: Final = ("lane.",)
_SCALE: Final = "scale:"


def add_clicked(page: CanvasPage, x: float, y: float) -> bool:
    """A click on the field behind the last stage asks for the name of a new one; whether it was there."""
    desk, found = journey_desk(page), _panel(page, "add", x, y)
    if desk is None or found is None:
        return False
    page.modes.write()
    codes = desk.codes("stage")
    if codes:
        page.desk.target = replace(page.desk.target, stage=codes[-1])
    desk.insert("stage")
    return True


def curve_clicked(page: CanvasPage, x: float, y: float) -> bool:
    """A click into the curves' panel puts the feeling of the stage there to that height, then asks for its word."""
    desk, board = journey_desk(page), page.view.board
    head = _stage_of_curve(page, x, y)
    ends = [c.points[0][1] for v in (MOST, LEAST) for c in board.curves if c.key == f"{_SCALE}{v}"]
    if desk is None or head is None or len(ends) < 2:
        return False
    value = MOST - (MOST - LEAST) * (y - ends[0]) / (ends[1] - ends[0])
    page.modes.write()
    page.desk.target = replace(page.desk.target, stage=head.key)
    desk.set_feeling(head.key, max(LEAST, min(MOST, round(value))))
    return True


def title_commands(page: CanvasPage, x: float, y: float) -> list[Command]:
    """The commands of the stage or lane whose title lies at a point of the board, or of the stage whose part of the
    curve it lies; it is the one they act on then.
    """
    desk = journey_desk(page)
    if desk is None or page.walking.active:
        return []
    head = _panel(page, "stage", x, y) or _stage_of_curve(page, x, y)
    if head is not None:
        _aim(desk, stage=head.key)
        return _of(page, _STAGE)
    lane = page.view.board.zone_at(x, y)
    left = min((p.x for p in page.view.board.panels if p.role == "stage"), default=0.0)
    if lane is not None and x < left and lane.code in desk.codes("lane"):
        _aim(desk, zone=lane.code)
        return _of(page, _LANE)
    return []


def _stage_of_curve(page: CanvasPage, x: float, y: float) -> PanelBox | None:
    """The head of the stage whose part of the curves' panel lies at a point of the board."""
    if _panel(page, "curve", x, y) is None:
        return None
    heads = [p for p in page.view.board.panels if p.role == "stage"]
    return min(heads, key=lambda p: abs(p.x + p.w / 2 - x), default=None)


def _panel(page: CanvasPage, role: str, x: float, y: float) -> PanelBox | None:
    return next(
        (p for p in page.view.board.panels if p.role == role and p.x <= x <= p.x + p.w and p.y <= y <= p.y + p.h), None
    )


def _aim(desk: JourneyDesk, *, stage: str = "", zone: str = "") -> None:
    desk.page.mouse.settle()
    desk.page.modes.write()
    target = desk.page.desk.target
    desk.page.desk.target = replace(target, stage=stage or target.stage, zone=zone or target.zone)
    desk.page.refresh()


def _of(page: CanvasPage, starts: tuple[str, ...]) -> list[Command]:
    return [c for c in page.commands() if c.id.startswith(starts) and c.when()]
