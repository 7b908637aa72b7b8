"""The plan as a Gantt chart: what it draws, and every gesture and key, each one undo step."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from koosloome_desktop.layout.gantt import Scale
from koosloome_desktop.model.changes import Origin
from koosloome_desktop.operations.actions import set_due
from koosloome_desktop.views.plan.gantt_words import tip_of
from koosloome_desktop.views.plan.shape import Filter
from tests.drivers.window import press, settle
from tests.views.plan.conftest import drag, grip, index, move, steps_of

pytestmark = pytest.mark.slow


def test_rows_stand_in_the_plans_order_with_owner_bar_and_status(gantt, chart):
    assert [r.action.code for r in chart.place.rows.rows] == [a.code for a in gantt.page.model.rows]
    row = chart.place.rows.rows[index(chart, "A5")]
    assert row.status == "delayed"
    # The meeting in October moved the deadline: the bar goes there, the first one is still marked.
    assert row.span.last == date(2026, 12, 15)
    assert row.before == date(2026, 9, 1)
    assert row.owner == ("abivallavanem",)
    assert len(row.steps) == 2
    assert chart.place.first < date(2026, 2, 16)
    assert chart.place.last > date(2027, 10, 29)


def test_a_month_is_drawn_as_a_whole_month(gantt, chart):
    gantt.page.workshop.run("x", lambda tx: set_due(tx, gantt.action("A6"), "2026-11"))
    settle()
    chart.fresh()
    row = chart.place.rows.rows[index(chart, "A6")]
    assert row.span.last == date(2026, 11, 30)
    box = chart.place.bar_rect(index(chart, "A6"))
    assert box.right() == pytest.approx(chart.place.x(date(2026, 12, 1)), abs=1)


def test_a_row_without_start_is_a_diamond_and_one_without_dates_stands_below_its_heading(gantt, chart):
    gantt.page.workshop.run("x", lambda tx: tx.update(gantt.action("A1"), start=None))
    gantt.page.workshop.run("x", lambda tx: tx.update(gantt.action("A2"), start=None, deadline=None))
    settle()
    chart.fresh()
    box = chart.place.bar_rect(index(chart, "A1"))
    assert box.width() == box.height()
    assert chart.place.rows.undated == 1
    assert chart.place.rows.rows[-1].action.code == "A2"
    assert chart.place.rows.heads == {8: "Kuupäevata (1)"}


def test_the_end_of_a_bar_is_dragged_to_a_day_at_month_scale(gantt, chart):
    chart.lens.show_scale(Scale.MONTH)
    chart.choose(gantt.action("A6").id, "end")
    chart.horizontalScrollBar().setValue(chart.horizontalScrollBar().value() + 250)
    settle()
    start = grip(chart, "A6", "end")
    days = 5
    told = []
    drag(
        chart.viewport(),
        start,
        start + QPoint(round(days * chart.place.axis.per_day), 3),
        between=lambda: told.append(chart.mouse.moving.text),
    )
    assert gantt.action("A6").deadline == "2026-11-04"
    assert "04.11.2026" in told[0]
    assert gantt.action("A6").start == "2026-05-04"
    gantt.undo()
    assert gantt.action("A6").deadline == "2026-10-30"


def test_the_whole_bar_is_dragged_by_months_at_year_scale(gantt, chart):
    chart.lens.show_scale(Scale.YEAR)
    chart.choose(gantt.action("A6").id)
    start = grip(chart, "A6", "whole")
    drag(chart.viewport(), start, start + QPoint(round(61 * chart.place.axis.per_day), 0))
    assert (gantt.action("A6").start, gantt.action("A6").deadline) == ("2026-07-04", "2026-12-30")
    gantt.undo()
    assert (gantt.action("A6").start, gantt.action("A6").deadline) == ("2026-05-04", "2026-10-30")


def test_a_milestone_is_dragged(gantt, chart):
    chart.lens.show_scale(Scale.QUARTER)
    step = steps_of(gantt, "A6")[1]
    chart.choose(gantt.action("A6").id, step.id)
    settle()
    middle = chart.place.step_middle(index(chart, "A6"), date(2026, 10, 26)).toPoint()
    drag(chart.viewport(), middle, middle + QPoint(round(-14 * chart.place.axis.per_day), 0))
    assert steps_of(gantt, "A6")[1].due == "2026-10-12"
    assert gantt.action("A6").deadline == "2026-10-30"
    gantt.undo()
    assert steps_of(gantt, "A6")[1].due == "2026-10-26"


def test_escape_drops_a_drag(gantt, chart):
    before = gantt.document.digest()
    start = grip(chart, "A7", "whole")
    drag(chart.viewport(), start, start + QPoint(90, 0), drop=False, between=lambda: press(chart, "Esc"))
    assert chart.mouse.moving is None
    QTest.mouseRelease(chart.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, start)
    settle()
    assert gantt.document.digest() == before
    assert chart.hasFocus()


def test_a_bar_that_would_end_before_it_begins_is_refused_with_the_reason(gantt, chart):
    before = gantt.document.digest()
    start = grip(chart, "A4", "end")
    told = []
    drag(
        chart.viewport(),
        start,
        start - QPoint(220, 0),
        between=lambda: told.append(chart.mouse.moving.refused),
    )
    assert gantt.document.digest() == before
    assert told[0]
    assert "02.03.2026" in gantt.page.reason.text()
    assert gantt.page.reason.isVisible()


def test_a_click_chooses_and_changes_nothing(gantt, chart):
    before = gantt.document.digest()
    QTest.mouseClick(
        chart.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, grip(chart, "A7", "end")
    )
    settle()
    assert chart.chosen == gantt.action("A7").id
    assert chart.grip == "end"
    assert gantt.document.digest() == before
    assert gantt.driver.view.mode == "G"


def test_a_row_without_a_date_is_put_on_the_scale(gantt, chart):
    gantt.page.workshop.run("x", lambda tx: tx.update(gantt.action("A2"), start=None, deadline=None))
    for step in steps_of(gantt, "A2"):
        gantt.page.workshop.run("x", lambda tx, i=step.id: tx.remove(i))
    settle()
    chart.lens.show_scale(Scale.QUARTER)
    chart.choose(gantt.action("A2").id)
    settle()
    last = chart.place.undated_rect(8).center().toPoint()
    goal = QPoint(round(chart.place.x(date(2026, 11, 10)) + 2), last.y())
    drag(chart.viewport(), last, goal)
    assert gantt.action("A2").deadline == "2026-11-10"
    assert gantt.action("A2").start is None
    chart.fresh()
    assert chart.place.rows.undated == 0
    gantt.undo()
    assert gantt.action("A2").deadline is None


def test_zoom_fit_and_scale(gantt, chart):
    actions = gantt.driver.window.actions_
    actions.fit()
    assert chart.place.whole_width <= chart.place.time_width + 2
    before = chart.place.axis.per_day
    middle = chart.place.day_at(chart.place.labels + chart.place.time_width / 2)
    actions.zoom(1.25)
    assert chart.place.axis.per_day == pytest.approx(before * 1.25)
    assert abs((chart.place.day_at(chart.place.labels + chart.place.time_width / 2) - middle).days) <= 2
    actions.zoom(0.8)
    assert chart.place.axis.per_day == pytest.approx(before)
    for scale in Scale:
        gantt.driver.ctx.commands.run(f"plan.gantt.{scale}")
        assert chart.place.axis.scale is scale
        assert chart.place.labels <= chart.place.x(chart.place.today) <= chart.place.width


def test_ctrl_and_the_wheel_zoom_where_the_pointer_is(gantt, chart):
    at = QPointF(chart.place.labels + 300, 200)
    day = chart.place.day_at(at.x())
    none = Qt.MouseButton.NoButton
    turn = QWheelEvent(at, QPointF(chart.viewport().mapToGlobal(at.toPoint())), QPoint(), QPoint(0, 120), none,
                       Qt.KeyboardModifier.ControlModifier, Qt.ScrollPhase.NoScrollPhase, False)  # fmt: skip
    QApplication.sendEvent(chart.viewport(), turn)
    assert abs((chart.place.day_at(at.x()) - day).days) <= 1


def test_what_changes_elsewhere_arrives_and_the_choice_stays(gantt, chart):
    chart.choose(gantt.action("A6").id, "end")
    other = gantt.action("A3")
    with gantt.document.transaction("x", origin=Origin.REMOTE) as tx:
        tx.update(other, deadline="2027-12-31", status="in_progress")
    settle()
    chart.fresh()
    assert chart.place.rows.row(other.id).span.last == date(2027, 12, 31)
    assert (chart.chosen, chart.grip) == (gantt.action("A6").id, "end")
    with gantt.document.transaction("x", origin=Origin.REMOTE) as tx:
        tx.remove(gantt.action("A6").id)
    settle()
    chart.fresh()
    assert chart.chosen == chart.place.rows.rows[5].action.id


def test_a_row_that_goes_while_it_is_dragged_is_let_go(gantt, chart):
    start = grip(chart, "A7", "whole")
    left = Qt.MouseButton.LeftButton
    QTest.mousePress(chart.viewport(), left, Qt.KeyboardModifier.NoModifier, start)
    move(chart.viewport(), start + QPoint(40, 0))
    assert chart.mouse.moving is not None
    with gantt.document.transaction("x", origin=Origin.REMOTE) as tx:
        tx.remove(gantt.action("A7").id)
    settle()
    move(chart.viewport(), start + QPoint(60, 0))
    QTest.mouseRelease(chart.viewport(), left, Qt.KeyboardModifier.NoModifier, start + QPoint(60, 0))
    settle()
    assert chart.mouse.moving is None


def test_the_choice_is_kept_between_views(gantt, chart):
    chart.setFocus()
    chart.choose(gantt.action("A4").id)
    gantt.page.show_view("table")
    settle()
    assert gantt.page.model.rows[gantt.page.table.currentIndex().row()].code == "A4"
    gantt.page.table.go_to(gantt.action("A8").id)
    settle()
    gantt.page.show_view("gantt")
    settle()
    assert chart.chosen == gantt.action("A8").id
    assert chart.hasFocus()


def test_a_screen_reader_hears_every_row_with_its_dates_and_status(gantt, chart):
    root = QAccessible.queryAccessibleInterface(chart)
    assert root.role() == QAccessible.Role.List
    assert root.childCount() == 9
    node = root.child(index(chart, "A5"))
    assert node.text(QAccessible.Text.Name) == "A5 Kiiruspiirang 30 km/h koolipäeviti"
    told = node.text(QAccessible.Text.Description)
    for part in ("02.03.2026–15.12.2026", "hilineb", "abivallavanem", "Märgid üleval: 31.08.2026"):
        assert part in told
    place = node.rect()
    assert root.childAt(place.center().x(), place.center().y()).text(QAccessible.Text.Name).startswith("A5")
    with gantt.document.transaction("x") as tx:
        tx.remove(gantt.action("A5").id)
    settle()
    chart.fresh()
    assert not node.isValid()
    assert root.childCount() == 8
    gantt.undo()
    chart.fresh()
    assert node.isValid()


def test_late_rows_say_by_how_much(gantt, chart):
    gantt.page.workshop.run("x", lambda tx: set_due(tx, gantt.action("A8"), "2026-10-05"))
    settle()
    chart.fresh()
    row = chart.place.rows.rows[index(chart, "A8")]
    assert row.status == "delayed"
    assert "10 päeva" in tip_of(row, "et")


def test_only_rows_in_sight_are_painted(gantt, chart):
    gantt.driver.resize(1093, 614)
    assert 0 < len(chart.place.in_sight()) < 9
    gantt.press(chart, "End")
    assert chart.place.rows.rows[-1].action.code == "A9"
    assert len(chart.place.rows.rows) - 1 in chart.place.in_sight()


def test_an_empty_plan_shows_how_to_begin(gantt, chart):
    from koosloome_desktop.operations.actions import delete_actions

    ids = [a.id for a in gantt.page.model.rows]
    gantt.page.workshop.run("x", lambda tx: delete_actions(tx, ids))
    settle()
    assert gantt.page.empty.isVisible()
    assert not gantt.page.views.isVisible()
    assert not gantt.view.focus_view()
    gantt.undo()
    assert gantt.page.views.isVisible()
    chart.fresh()
    assert len(chart.place.rows.rows) == 9


def test_the_chart_is_grouped_and_filtered_as_the_table_is(gantt, chart):
    model = gantt.page.model
    model.reshape(replace(model.shape, group="owner_role"))
    settle()
    chart.fresh()
    codes = [r.action.code for r in chart.place.rows.rows]
    assert codes == [a.code for a in model.rows]
    assert chart.place.rows.heads[codes.index("A5")] == "abivallavanem"
    assert codes.index("A7") not in chart.place.rows.heads
    model.reshape(replace(model.shape, group="", filter=Filter(owner="koolidirektor")))
    settle()
    chart.fresh()
    assert [r.action.code for r in chart.place.rows.rows] == ["A1", "A9"]
    assert gantt.view.note.isVisible()
    gantt.view.note.show_all()
    settle()
    chart.fresh()
    assert len(chart.place.rows.rows) == 9
    assert not gantt.view.note.isVisible()
