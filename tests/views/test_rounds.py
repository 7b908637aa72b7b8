"""Agreements, rounds and feedback in the window, by keyboard alone; a block of the agenda opens its part."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QLabel

from koosloome_desktop.operations import agenda, queries, rounds
from koosloome_desktop.views.rounds.page import RoundsPage
from tests.drivers.window import press, rich_labels, settle, type_text

pytestmark = pytest.mark.slow


def keys(*names: str) -> None:
    for name in names:
        press(QApplication.focusWidget(), name)
        settle(2)


def typed(text: str, *names: str) -> None:
    type_text(QApplication.focusWidget(), text)
    keys(*names)


def page(driver) -> RoundsPage:
    found = driver.view.page()
    assert isinstance(found, RoundsPage)
    return found


@pytest.fixture
def room(open_window):
    driver = open_window("01", size=(1366, 768))
    driver.open(0)
    driver.window.actions_.rail("rounds")
    settle()
    return driver


def test_agreements_are_typed_moved_changed_and_deleted_by_keys_and_each_is_one_step_back(room):
    before = rounds.lines(room.document, rounds.AGREEMENTS)
    typed("Õues räägime edasi", "Enter")
    assert rounds.lines(room.document, rounds.AGREEMENTS) == [*before, "Õues räägime edasi"]
    keys("Up", "Alt+Up")
    assert rounds.lines(room.document, rounds.AGREEMENTS)[-2] == "Õues räägime edasi"
    assert QApplication.focusWidget().at == 4
    keys("Enter", "Ctrl+A")
    typed("Õues edasi", "Enter")
    assert rounds.lines(room.document, rounds.AGREEMENTS)[-2] == "Õues edasi"
    keys("Del")
    assert rounds.lines(room.document, rounds.AGREEMENTS) == before
    for _step in range(4):
        room.window.actions_.undo()
    settle()
    assert rounds.lines(room.document, rounds.AGREEMENTS) == before
    assert [r.accessibleName() for r in page(room).rows] == before
    assert not rich_labels(page(room))


def test_a_round_is_counted_with_or_without_words(room):
    keys("Tab")
    assert page(room).place == rounds.CHECK_IN
    typed("Simmanid", "Enter")
    assert rounds.lines(room.document, rounds.CHECK_IN)[-1] == "Simmanid"
    assert rounds.spoke(room.document, rounds.CHECK_IN) == 5
    assert room.ctx.commands.run("rounds.spoke")
    settle()
    assert page(room).head.number.text() == "6"
    page(room).head.number.setFocus()
    typed("15", "Enter")
    assert rounds.spoke(room.document, rounds.CHECK_IN) == 15
    assert page(room).bar.line.hasFocus()
    page(room).head.question.setFocus()
    keys("Ctrl+A")
    typed("Mis sind siia tõi?", "Enter")
    assert rounds.question(room.document, rounds.CHECK_IN) == "Mis sind siia tõi?"


def test_feedback_is_counted_field_by_field_and_the_average_follows(room):
    assert room.ctx.commands.run("window.rounds.feedback")
    settle()
    keys("Up", "Right")
    while not QApplication.focusWidget().accessibleName().startswith("3"):
        keys("Enter")
    typed("2", "Enter")
    first = rounds.statements(room.document)[0]
    assert (dict(first.counts)["3"], first.given, first.average) == (2, 15, 4.33)
    assert "4,33 · 15 vastust" in page(room).rows[0]._average.text()
    keys("+")
    assert rounds.statements(room.document)[0].counts["4"] == 7
    keys("Enter", "Enter")
    assert QApplication.focusWidget() is page(room).rows[1].fields["1"]
    keys("Esc")
    assert QApplication.focusWidget() is page(room).rows[1]
    typed("Õ")
    room.window.actions_.undo()
    settle()
    assert rounds.statements(room.document)[0].counts["4"] == 6


def test_an_average_stands_in_one_line_in_a_narrow_window(room):
    room.window.resize(1093, 614)
    page(room).show_place(rounds.FEEDBACK)
    settle()
    told = [w for made in page(room).rows for w in made.findChildren(QLabel) if "·" in w.text()]
    assert len(told) == 4
    for made in told:
        assert not made.wordWrap()
        assert made.fontMetrics().horizontalAdvance(made.text()) <= made.width()


def test_an_empty_part_begins_with_the_usual_lines_and_a_block_opens_its_part(room):
    room.view.workshop.run("Edit note", lambda tx: tx.update(tx.document.workshop, agreements=(), feedback=None))
    session = queries.sessions(room.document)[0]
    block = next(i for i in agenda.blocks(room.document, session.id) if i.type == "feedback")
    room.window.actions_.rail("agenda")
    room.view.leading.start(block)
    settle()
    assert (room.view.current, page(room).place) == ("rounds", rounds.FEEDBACK)
    assert room.ctx.commands.run("rounds.usual")
    settle()
    assert len(rounds.statements(room.document)) == 4
    assert room.ctx.commands.run("rounds.scale")
    settle()
    assert list(page(room).rows[0].fields) == ["1", "2", "3"]


def test_a_new_line_makes_one_new_row_and_the_others_stay_the_same_widgets(room):
    assert room.ctx.commands.run("window.rounds.feedback")
    settle()
    for n in range(3):
        typed(f"Väide {n}", "Enter")
    here = page(room)
    before = list(here.rows)
    typed("Veel üks", "Enter")
    assert [r for r in here.rows if r in before] == before
    assert len(here.rows) == len(before) + 1
    # Moved, counted and deleted: what is left is what was there, each knows its new number.
    third, fourth = here.rows[2:4]
    here.current = (rounds.FEEDBACK, 3)
    here.focus_canvas()
    keys("Alt+Up")
    assert (here.rows[2], here.rows[3]) == (fourth, third)
    assert QApplication.focusWidget() is fourth
    third.counted.emit("5", 4)
    assert rounds.statements(room.document)[3].counts["5"] == 4
    assert third.fields["5"].text() == "4"
    keys("Del")
    assert here.rows[2] is third
    assert QApplication.focusWidget() is third
    assert [r.accessibleName() for r in here.rows if r.property("place") == rounds.FEEDBACK] == [
        s.text for s in rounds.statements(room.document)
    ]
    assert here.lines._list.count() == len(here.rows) + 1  # the heading of the open answers
    # An open text outlives what happens to other lines, and writes to the line that it belongs to.
    third.edit()
    here.desk.delete(rounds.FEEDBACK, 0)
    settle()
    assert third.editing()
    keys("Ctrl+A")
    typed("Selgem väide", "Enter")
    assert rounds.statements(room.document)[1].text == "Selgem väide"
    assert QApplication.focusWidget() is here.rows[1]
