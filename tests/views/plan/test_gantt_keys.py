"""Every key of a Gantt chart, each one undo step."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from koosloome_desktop.layout.gantt import Scale
from koosloome_desktop.views.dialogs_keys import KEYS
from tests.drivers.window import settle, type_text
from tests.views.plan.conftest import index, steps_of

pytestmark = pytest.mark.slow


def test_arrows_choose_rows_and_parts(gantt, chart):
    chart.choose(gantt.action("A6").id)
    gantt.press(chart, "Up")
    assert chart.chosen == gantt.action("A5").id
    gantt.press(chart, "Down", "Left")
    assert (chart.chosen, chart.grip) == (gantt.action("A6").id, "start")
    gantt.press(chart, "Left", "Right", "Right", "Right")
    assert chart.grip == steps_of(gantt, "A6")[0].id
    gantt.press(chart, "Right", "Right")
    assert chart.grip == steps_of(gantt, "A6")[1].id
    gantt.press(chart, "Home")
    assert chart.chosen == gantt.action("A1").id
    assert chart.grip == "whole"
    gantt.press(chart, "End")
    assert chart.chosen == gantt.action("A9").id
    gantt.press(chart, "Down")
    assert gantt.page.line.hasFocus()


@pytest.mark.parametrize(
    ("scale", "part", "key", "then"),
    [
        (Scale.MONTH, "whole", "Alt+Right", ("2026-05-05", "2026-10-31")),
        (Scale.QUARTER, "whole", "Alt+Left", ("2026-04-27", "2026-10-23")),
        (Scale.YEAR, "start", "Alt+Left", ("2026-04-04", "2026-10-30")),
        (Scale.YEAR, "end", "Alt+Right", ("2026-05-04", "2026-11-30")),
        (Scale.MONTH, "whole", "+", ("2026-05-04", "2026-10-31")),
        (Scale.YEAR, "start", "-", ("2026-05-04", "2026-09-30")),
    ],
)
def test_alt_arrows_move_what_is_chosen_and_plus_and_minus_lengthen_by_the_scales_unit(
    gantt, chart, scale, part, key, then
):
    chart.lens.show_scale(scale)
    chart.choose(gantt.action("A6").id, part)
    digest = gantt.document.digest()
    gantt.press(chart, key)
    assert (gantt.action("A6").start, gantt.action("A6").deadline) == then
    gantt.undo()
    assert gantt.document.digest() == digest


def test_keys_move_and_tick_milestones_make_and_delete_them(gantt, chart):
    chart.lens.show_scale(Scale.MONTH)
    step = steps_of(gantt, "A6")[1]
    chart.choose(gantt.action("A6").id, step.id)
    gantt.press(chart, "Alt+Right", "Space")
    assert steps_of(gantt, "A6")[1].due == "2026-10-27"
    assert steps_of(gantt, "A6")[1].done
    gantt.press(chart, "Space")
    assert not steps_of(gantt, "A6")[1].done
    gantt.press(chart, "Insert")
    type_text(chart.editor.line, "Ülevaatus tehtud, 5.11")
    gantt.press(chart.editor.line, "Return")
    made = steps_of(gantt, "A6")[2]
    assert (made.text, made.due) == ("Ülevaatus tehtud", "2026-11-05")
    assert chart.hasFocus()
    chart.choose(gantt.action("A6").id, made.id)
    gantt.press(chart, "Del")
    assert len(steps_of(gantt, "A6")) == 2


def test_a_double_click_on_an_empty_place_begins_a_milestone_there(gantt, chart):
    chart.lens.show_scale(Scale.MONTH)
    chart.choose(gantt.action("A6").id, "end")
    settle()
    box = chart.place.bar_rect(index(chart, "A6"))
    at = QPoint(round(box.right() + 10.5 * chart.place.axis.per_day), round(box.center().y()))
    day = chart.place.day_at(at.x())
    QTest.mouseDClick(chart.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
    settle()
    type_text(chart.editor.line, "Kokkuvõte")
    gantt.press(chart.editor.line, "Return")
    assert (steps_of(gantt, "A6")[2].text, steps_of(gantt, "A6")[2].due) == ("Kokkuvõte", day.isoformat())


@pytest.mark.parametrize(
    ("part", "typed", "then"),
    [
        ("whole", "15.12.2026", ("2026-05-04", "2026-12-15")),
        ("start", "aprill 2026", ("2026-04", "2026-10-30")),
        ("end", "juuni - detsember 2026", ("2026-06", "2026-12")),
        ("end", "", ("2026-05-04", None)),
    ],
)
def test_enter_types_the_chosen_date(gantt, chart, part, typed, then):
    chart.choose(gantt.action("A6").id, part)
    gantt.press(chart, "Return")
    line = QApplication.focusWidget()
    assert line is chart.editor.line
    line.clear()
    type_text(line, typed) if typed else None
    gantt.press(line, "Return")
    assert (gantt.action("A6").start, gantt.action("A6").deadline) == then
    assert chart.hasFocus()


@pytest.mark.parametrize(("typed", "why"), [("varsti", "varsti"), ("1.1.2020", "01.01.2020")])
def test_a_typed_date_that_cannot_be_is_told_and_stays(gantt, chart, typed, why):
    chart.choose(gantt.action("A6").id, "end")
    gantt.press(chart, "F2")
    chart.editor.line.clear()
    type_text(chart.editor.line, typed)
    gantt.press(chart.editor.line, "Return")
    assert why in gantt.page.reason.text()
    assert chart.editor.open
    gantt.press(chart.editor.line, "Esc")
    assert gantt.action("A6").deadline == "2026-10-30"
    assert not gantt.page.reason.isVisible()


def test_delete_takes_the_chosen_date_and_the_row_goes_to_those_without_one(gantt, chart):
    chart.choose(gantt.action("A6").id, "start")
    gantt.press(chart, "Del")
    assert (gantt.action("A6").start, gantt.action("A6").deadline) == (None, "2026-10-30")
    chart.choose(gantt.action("A7").id, "whole")
    gantt.press(chart, "Del")
    assert (gantt.action("A7").start, gantt.action("A7").deadline) == (None, None)
    chart.fresh()
    assert chart.place.rows.undated == 1
    gantt.undo()
    gantt.undo()
    assert gantt.action("A7").deadline == "2027-09-30"


def test_digits_set_the_status_and_the_last_three_ask_why_and_until_when(gantt, chart):
    digest = gantt.document.digest()
    chart.choose(gantt.action("A6").id)
    gantt.press(chart, "3")
    assert gantt.action("A6").status == "done"
    gantt.undo()
    gantt.press(chart, "5")
    ask = gantt.view.ask
    assert ask.isVisible()
    assert ask.reason.hasFocus()
    type_text(ask.reason, "Tarnija jäi hiljaks")
    gantt.press(ask.reason, "Return")
    type_text(ask.date, "15.2.2027")
    gantt.press(ask.date, "Return")
    row = gantt.action("A6")
    assert (row.status, row.reason, row.deadline) == ("postponed", "Tarnija jäi hiljaks", "2027-02-15")
    assert row.history[-1]["field"] == "status"
    assert any(h["field"] == "deadline" and h["old"] == "2026-10-30" for h in row.history)
    assert chart.hasFocus()
    gantt.undo()
    assert gantt.document.digest() == digest
    gantt.press(chart, "6")
    gantt.press(ask.reason, "Esc")
    assert gantt.document.digest() == digest
    assert chart.hasFocus()


def test_rows_move_with_alt(gantt, chart):
    chart.choose(gantt.action("A2").id)
    gantt.press(chart, "Alt+Up")
    assert [a.code for a in gantt.page.model.everything()][:2] == ["A2", "A1"]
    chart.fresh()
    assert chart.place.rows.rows[0].action.code == "A2"
    gantt.press(chart, "Alt+Down")
    assert [a.code for a in gantt.page.model.everything()][:2] == ["A1", "A2"]


def test_letters_go_to_the_line_and_escape_too(gantt, chart):
    gantt.press(chart, "k")
    assert gantt.page.line.hasFocus()
    assert gantt.page.line.text() == "k"
    gantt.page.line.clear()
    gantt.press(gantt.page.line, "Up")
    assert chart.hasFocus()
    gantt.press(chart, "Esc")
    assert gantt.page.line.hasFocus()


def test_the_key_sheets_of_the_views_name_their_own_keys_and_no_others():
    named = {mode: [keys for keys, _text in KEYS[mode]] for mode in "GBL"}
    assert named["G"] == ["↑ ↓", "← →", "Alt+← →", "+  −", "Enter, F2", "Insert", "Space", "Delete", "1 … 6", "Alt+↑ ↓",
                          "letters", "Esc"]  # fmt: skip
    assert named["B"] == ["↑ ↓", "← →", "1 … 9, 0", "Alt+← →", "Alt+↑ ↓", "+  −", "Enter, F2", "Delete", "letters",
                          "Esc"]  # fmt: skip
    assert named["L"] == ["Enter", "Space", "↑ ↓ ← →", "Backspace", "Tab, Shift+Tab", "1 … 6", "letters", "F2", "Esc"]
