"""Any gestures and keys in the chart and on the board leave a sound plan, and undone they give the document back to the
last bit.
"""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication

from koosloome_desktop.layout.gantt import Scale
from koosloome_desktop.operations.plan_fields import crossed
from tests.drivers.window import press, settle
from tests.views.plan.conftest import drag

pytestmark = pytest.mark.slow

KEYS = ("Up", "Down", "Left", "Right", "Home", "End", "Alt+Left", "Alt+Right", "Alt+Up", "Alt+Down", "+", "-", "Space",
        "1", "2", "3", "4", "5", "6", "9", "0", "Del", "Return", "F2", "Insert", "Esc", "PgUp", "PgDown")  # fmt: skip
KEY = st.tuples(st.just("key"), st.sampled_from(KEYS))
SPOT = st.tuples(st.floats(0, 1), st.floats(0, 1))
DRAG = st.tuples(st.just("drag"), SPOT, SPOT)
STEPS = st.lists(st.one_of(KEY, KEY, DRAG), min_size=3, max_size=14)
GIVEN = settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def act(area, page, step) -> None:
    """One step of a person: a key where the keyboard is, or a drag across the view."""
    if step[0] == "key":
        held = QApplication.focusWidget() or area
        press(held if page.isAncestorOf(held) else area, step[1])
        if page.line.hasFocus():
            page.views.current().focus_view()
        return
    viewport = area.viewport()
    start, end = (QPoint(round(x * (viewport.width() - 1)), round(y * (viewport.height() - 1))) for x, y in step[1:])
    drag(viewport, start, end)


def undo_all(plan, digest: str, most: int = 80) -> None:
    for _step in range(most):
        if plan.document.digest() == digest:
            return
        assert plan.driver.view.workshop.undo() is not None
    raise AssertionError("undo does not come to an end")


def sound(plan) -> None:
    settle()
    for action in plan.page.model.everything():
        assert action.activity
        assert not crossed(action.start, action.deadline)


@pytest.fixture
def chart_plan(plan):
    return plan("gantt")


@pytest.fixture
def board_plan(plan):
    return plan("board")


@GIVEN
@given(steps=STEPS, scale=st.sampled_from(Scale))
def test_any_gestures_in_the_chart_undone_give_the_document_back(chart_plan, steps, scale):
    chart, page = chart_plan.view.chart, chart_plan.page
    digest = chart_plan.document.digest()
    chart.lens.show_scale(scale)
    chart_plan.view.focus_view()
    for step in steps:
        act(chart, page, step)
        sound(chart_plan)
    chart_plan.view.ask.leave()
    chart.editor.line.hide()
    undo_all(chart_plan, digest)
    chart.fresh()
    assert [r.action.code for r in chart.place.rows.rows] == [f"A{i}" for i in range(1, 10)]


@GIVEN
@given(steps=STEPS, kind=st.sampled_from(["status", "owner", "year", "goal"]))
def test_any_gestures_on_the_board_undone_give_the_document_back(board_plan, steps, kind):
    area, page = board_plan.view.area, board_plan.page
    digest = board_plan.document.digest()
    board_plan.view.show_kind(kind)
    for step in steps:
        act(area, page, step)
        sound(board_plan)
        area.fresh()
        assert sorted(area.place.order()) == sorted(a.id for a in page.model.everything())
    board_plan.view.ask.leave()
    area.editor.text.hide()
    undo_all(board_plan, digest)


@GIVEN
@given(steps=st.lists(st.sampled_from([*KEYS, "Tab", "Backspace"]), min_size=3, max_size=14))
def test_any_keys_of_the_read_back_undone_give_the_document_back(plan, steps):
    plan03 = plan("readback") if not getattr(plan, "made", None) else plan.made
    plan.made = plan03
    view, page = plan03.view, plan03.page
    digest = plan03.document.digest()
    view.focus_view()
    for key in steps:
        held = QApplication.focusWidget()
        press(held if held is not None and page.isAncestorOf(held) else view.card, key)
        sound(plan03)
    view.card.close_edit()
    undo_all(plan03, digest)
