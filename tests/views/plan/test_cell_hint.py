"""What a cell's editor understood stands beside it before Enter; words that are no time or money are told as such."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication

from koosloome_desktop.model.records import Action
from koosloome_desktop.support.clock import FixedClock
from koosloome_desktop.views.plan.cell_hint import cell_told
from koosloome_desktop.views.plan.edit import understand
from koosloome_desktop.views.understood import Bubble
from tests.drivers.board import sample
from tests.drivers.window import press, settle, type_text

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
        ("deadline", "enne 30.m\u00e4rtsi", "enne 30.03.2027", "ok"),
        ("deadline", "pidevalt", "tekst, kuup\u00e4evata", "words"),
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
