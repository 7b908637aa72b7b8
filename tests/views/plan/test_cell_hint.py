"""What a cell's editor understood stands beside it before Enter; words that are no time or money are told as such."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication, QLabel

from koosloome_desktop.model.records import Action
from koosloome_desktop.support.clock import FixedClock
from koosloome_desktop.views.plan.cell_hint import cell_told
from koosloome_desktop.views.plan.edit import understand
from koosloome_desktop.views.understood import Bubble
from tests.drivers.board import sample
from tests.drivers.window import press, settle, type_text

pytestmark = pytest.mark.slow

TODAY = FixedClock().now().date()  # 15 October 2026


@pytest.fixture
def page(open_window):
    return open_window("01").plan()


def open_cell(page, row: int, field: str):
    page.table.go_to(page.model.rows[row].id, field)
    press(page.table, "F2")
    return QApplication.focusWidget()


def bubble(page) -> Bubble | None:
    return next((b for b in page.window().findChildren(Bubble) if b.isVisible()), None)


@pytest.mark.parametrize(
    ("field", "typed", "told", "state"),
    [
        ("deadline", "30.11", "30.11.2026", "ok"),
        ("deadline", "enne 30.märtsi", "enne 30.03.2027", "ok"),
        ("deadline", "pidevalt", "tekst, kuupäevata", "words"),
        ("deadline", "31.6", "31.6", "bad"),
        ("budget", "49eurot + km", "2026: 49,00", "ok"),
        ("budget", "Leiame vahendid", "tekst, summata", "words"),
        ("budget", "2026: 300; 2027: 500", "2027: 500,00", "ok"),
        ("budget", "-5", "", "bad"),
    ],
)
def test_what_is_understood_stands_beside_the_cell(page, field, typed, told, state):
    editor = open_cell(page, 0, field)
    assert bubble(page) is None, "nothing is told of what stood there before"
    type_text(editor, typed)
    settle()
    shown = bubble(page)
    assert shown.words.state == state
    assert told in shown.words.text()
    assert page.window().rect().contains(shown.geometry())
    press(editor, "Esc")
    settle()
    assert bubble(page) is None


def test_words_in_place_of_a_deadline_are_kept_and_a_date_takes_their_place(page):
    editor = open_cell(page, 0, "deadline")
    type_text(editor, "pidevalt")
    press(editor, "Return")
    settle()
    assert (page.model.rows[0].deadline, page.model.rows[0].time_text) == (None, "pidevalt")
    editor = open_cell(page, 0, "deadline")
    type_text(editor, "sept 2027")
    press(editor, "Return")
    settle()
    assert (page.model.rows[0].deadline, page.model.rows[0].time_text) == ("2027-09", "")


def test_cells_of_words_tell_nothing(page):
    editor = open_cell(page, 0, "owner_role")
    type_text(editor, "30.9")
    settle()
    assert bubble(page) is None


@pytest.mark.parametrize(
    ("start", "deadline", "field", "typed", "value"),
    [
        (None, None, "deadline", "30.9", "2027-09-30"),
        ("2024-03", None, "deadline", "30.9", "2024-09-30"),
        ("2026-11-01", None, "deadline", "1.2", "2027-02-01"),
        (None, "2027-02-28", "start", "1.11", "2026-11-01"),
        (None, "2027-02-28", "start", "1.2", "2027-02-01"),
        ("2024-03", None, "deadline", "+3k", "2027-01-15"),
        (None, None, "start", "homme", "2026-10-16"),
    ],
)
def test_the_year_that_is_not_said(start, deadline, field, typed, value):
    document = sample("01")
    action = replace(document.of(Action)[0], start=start, deadline=deadline, table_year=None)
    edit = understand(document, action, field, typed, "et", TODAY)
    assert edit.values[field] == value
    assert cell_told(document, action, field, "date", typed, "et", TODAY).state == "ok"


def test_the_panel_tells_it_under_the_field(page):
    from koosloome_desktop.views.inspector_parts import EditText

    view = page.window().view
    page.table.go_to(page.model.rows[0].id, "deadline")
    settle()
    if not view.inspector_open():
        view.toggle_inspector()
    settle()
    fields = {e.accessibleName(): e for e in view.inspector.findChildren(EditText)}
    edit = fields["Tähtaeg"]
    edit.setPlainText("+3k")
    settle()
    told = [w.text() for w in view.inspector.findChildren(QLabel) if w.isVisible()]
    assert any("15.01.2027" in w for w in told)
    edit.setPlainText("31.6")
    settle()
    told = [w.text() for w in view.inspector.findChildren(QLabel) if w.isVisible()]
    assert any("31.6" in w for w in told)


def test_a_new_deadline_that_a_status_asks_for_is_told(page):
    from koosloome_desktop.views.plan.status_ask import StatusAsk

    page.show_view("board")
    settle()
    ask = page.window().findChildren(StatusAsk)[0]
    ask.ask(page.model.everything()[0], "postponed")
    settle()
    ask.date.setFocus()
    type_text(ask.date, "3 nädala pärast")
    settle()
    assert "05.11.2026" in bubble(page).words.text()


def test_a_date_in_the_chart_is_told(page):
    page.show_view("gantt")
    settle()
    view = page.views.current()
    view.go_to(page.model.everything()[0].id)
    view.focus_view()
    settle()
    press(QApplication.focusWidget(), "Return")
    settle()
    type_text(QApplication.focusWidget(), "enne 30.märtsi 2027")
    settle()
    assert "enne 30.03.2027" in bubble(page).words.text()
    press(QApplication.focusWidget(), "Esc")
    settle()
    assert bubble(page) is None
