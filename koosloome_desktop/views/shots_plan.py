"""Pictures of a plan's other views: against time, as a board, read back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QPoint
from PySide6.QtGui import QPixmap

from koosloome_desktop.layout.gantt import Scale
from koosloome_desktop.operations.plan_moving import Part
from koosloome_desktop.views.plan.board import BoardView
from koosloome_desktop.views.plan.gantt import GanttView
from koosloome_desktop.views.plan.page import PlanPage
from koosloome_desktop.views.plan.readback import ReadbackView
from koosloome_desktop.views.shots import SAMPLES, Studio

Draw = Callable[[Studio], QPixmap]
_ROAD, _TRANSPORT, _HOUSE = SAMPLES[1], SAMPLES[0], SAMPLES[-1]


def _view(studio: Studio, name: str, sample: str, place: int = 3) -> PlanPage:
    page = studio.open(place, sample)
    assert isinstance(page, PlanPage)  # noqa: S101 - the samples have their plan there
    page.show_view(name)
    studio.settle()
    return page


def _done(studio: Studio, page: PlanPage) -> QPixmap:
    """The picture; the plan is a table again for whoever comes next."""
    picture = studio.picture()
    page.show_view("table")
    studio.window.toast.hide()
    return picture


def _gantt(sample: str, scale: Scale | None = None) -> Draw:
    def draw(studio: Studio) -> QPixmap:
        page = _view(studio, "gantt", sample)
        view = page.views.current()
        if isinstance(view, GanttView):
            view.chart.lens.fit() if scale is None else view.chart.lens.show_scale(scale)
        return _done(studio, page)

    return draw


def _gantt_drag(studio: Studio) -> QPixmap:
    """A bar whose deadline is being dragged."""
    page = _view(studio, "gantt", _ROAD)
    view = page.views.current()
    if not isinstance(view, GanttView):
        return studio.picture()
    chart = view.chart
    chart.lens.show_scale(Scale.QUARTER)
    chart.choose(page.model.rows[5].id, Part.END)
    studio.settle()
    box = chart.place.bar_rect(5)
    start = QPoint(round(box.right()) - 2, round(box.center().y()))
    chart.mouse.press(start)
    chart.mouse.move(start + QPoint(150, 10), held=True)
    picture = studio.picture()
    chart.mouse.cancel()
    chart.lens.fit()
    page.show_view("table")
    return picture


def _gantt_years(studio: Studio) -> QPixmap:
    page = _view(studio, "gantt", "plan_2021_2024.tsv", 0)
    return _done(studio, page)


def _board(sample: str, kind: str) -> Draw:
    def draw(studio: Studio) -> QPixmap:
        page = _view(studio, "board", sample)
        view = page.views.current()
        if isinstance(view, BoardView):
            view.show_kind(kind)
        picture = _done(studio, page)
        if isinstance(view, BoardView):
            view.show_kind("status")
        return picture

    return draw


def _board_ask(studio: Studio) -> QPixmap:
    """A card that is to be put off: why, and until when."""
    page = _view(studio, "board", _ROAD)
    view = page.views.current()
    if isinstance(view, BoardView):
        view.area.choose(page.model.rows[6].id)
        view.set_status("postponed")
    picture = studio.picture()
    if isinstance(view, BoardView):
        view.ask.leave()
    page.show_view("table")
    return picture


def _readback(sample: str, row: int) -> Draw:
    def draw(studio: Studio) -> QPixmap:
        page = _view(studio, "readback", sample)
        view = page.views.current()
        if isinstance(view, ReadbackView):
            view.go_to(view.rows()[row].id)
        return _done(studio, page)

    return draw


PLAN_VIEWS: Final[tuple[tuple[str, Draw], ...]] = (
    ("plan_gantt", _gantt(_ROAD)),
    ("plan_gantt_month", _gantt(_ROAD, Scale.MONTH)),
    ("plan_gantt_drag", _gantt_drag),
    ("plan_gantt_later", _gantt(_TRANSPORT)),
    ("plan_board", _board(_ROAD, "status")),
    ("plan_board_owner", _board(_TRANSPORT, "owner")),
    ("plan_board_year", _board(_TRANSPORT, "year")),
    ("plan_board_ask", _board_ask),
    ("plan_readback", _readback(_ROAD, 5)),
    ("plan_readback_source", _readback(_HOUSE, 0)),
)
"""Scenes of the samples that every studio has."""
PLAN_FILE_VIEWS: Final[tuple[tuple[str, Draw], ...]] = (("plan_gantt_years", _gantt_years),)
"""Scenes of the four-year plan."""
