"""From an empty library to a running workshop: cards, a form, the first note in at most six events."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from koosloome_desktop.model.records import AgendaItem
from koosloome_desktop.operations import agenda, queries
from koosloome_desktop.views.dialogs_start import StartDialog
from tests.drivers.window import press, settle, type_text

pytestmark = pytest.mark.slow


def test_an_empty_library_has_its_first_note_within_six_events(open_window):
    driver = open_window()
    events = []

    def fill(dialog) -> None:
        type_text(QApplication.focusWidget(), "Kuidas bussid käima saada?")
        events.append("Enter")
        press(QApplication.focusWidget(), "Enter")

    def begin() -> None:
        events.append("2")
        press(driver.window.home, "2")

    driver.window.home.focus_canvas()
    driver.answer(StartDialog, fill, begin)
    settle()
    line = driver.view.page().bar.line
    assert line.hasFocus() or driver.window.focusWidget() is line
    type_text(line, "Buss käib kaks korda päevas")
    events.append("Enter")
    press(line, "Enter")
    settle()
    assert len(events) <= 6
    assert [n.text for n in queries.standing(driver.document, driver.view.current)] == ["Buss käib kaks korda päevas"]
    workshop = driver.document.workshop
    assert (workshop.participants_present, len(driver.document.of(AgendaItem))) == (12, 11)
    session = queries.sessions(driver.document)[0]
    assert (session.date, session.start) == ("2026-10-15", "17:05")
    assert agenda.sums(session, agenda.blocks(driver.document, session.id)).over == 0
    assert queries.canvases(driver.document)[0].focus_question == "Kuidas bussid käima saada?"


def test_hours_choose_the_nearest_agenda_and_a_missing_question_is_told(open_window):
    driver = open_window()

    def act(dialog) -> None:
        dialog.hours.setText("2,5")
        assert dialog.template().minutes == 150
        dialog.hours.setText("kaua")
        assert dialog.template().minutes == 240
        dialog.accept()
        assert not dialog.wrong.isHidden()
        dialog.question.setText("x")
        dialog.people.setText("palju")
        dialog.accept()
        assert not dialog.wrong.isHidden()
        dialog.reject()

    driver.answer(StartDialog, act, lambda: driver.ctx.commands.run("window.start_now"))
    assert driver.window.library.list() == []
