"""Renaming from the menu of a chip keeps whatever the line was used for until then."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint

from koosloome_desktop.support.i18n import _
from koosloome_desktop.views.cluster_menu import open_menu
from tests.drivers.window import press, settle, type_text

pytestmark = pytest.mark.slow


@pytest.fixture
def driver(open_window):
    made = open_window("01")
    made.open(0)
    return made


def rename_in_menu(page) -> None:
    menu = open_menu(page, page.verbs.clusters()[0], page.mapToGlobal(QPoint(50, 50)))
    next(a for a in menu.actions() if a.text() == _("Rename")).trigger()
    menu.close()
    settle()


def test_a_half_typed_note_comes_back_after_a_question_and_the_name(driver):
    page = driver.view.page()
    type_text(page.bar.line, "pool lauset")
    assert driver.ctx.commands.run("title.rename")
    settle()
    assert page.desk.job == "ask"
    rename_in_menu(page)
    assert page.desk.job == "name"
    press(page.bar.line, "Escape")
    settle()
    assert page.bar.line.text() == "pool lauset"


def test_a_note_that_was_being_reworded_is_kept_first(driver):
    page = driver.view.page()
    press(page.bar.line, "Up")
    note = page.desk.subject
    type_text(page.bar.line, " lisa")
    rename_in_menu(page)
    press(page.bar.line, "Escape")
    settle()
    assert page.bar.line.text() == ""
    assert page.verbs.note(note).text.endswith(" lisa")


def test_who_names_a_cluster_sees_what_is_in_it(driver):
    page = driver.view.page()
    first = page.verbs.clusters()[0]
    rename_in_menu(page)
    assert page.view.marks.marks.selected == frozenset(first.notes) != frozenset()
    press(page.bar.line, "Escape")
    settle()
    assert page.view.marks.marks.selected == frozenset()
