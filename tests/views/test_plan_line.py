"""The line of a plan: a whole row in plain words, chips that say what was understood, and the way back to words."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QPushButton

from tests.drivers.window import press, settle, type_text

pytestmark = pytest.mark.slow

WHOLE = "Bussipeatuse valgustus, abivallavanem 30.9 450 eur"


@pytest.fixture
def page(open_window):
    page = open_window("01").plan()
    page.focus_line()
    settle()
    return page


def write(page, text: str = WHOLE) -> None:
    """Type into the line, and let the chips be shown."""
    type_text(page.line, text)
    settle()


def chips(page) -> dict[str, str]:
    return {c.property("kind"): c.text() for c in page.bar.chips.chips()}


def test_a_row_in_one_line_is_understood_shown_and_added(page):
    write(page)
    shown = chips(page)
    assert list(shown) == ["owner", "when", "amount"]
    assert "abivallavanem" in shown["owner"]
    assert "30.09.2027" in shown["when"]
    assert "450,00" in shown["amount"]
    press(page.line, "Return")
    settle()
    made = page.model.everything()[-1]
    assert (made.activity, made.owner_role, made.deadline) == ("Bussipeatuse valgustus", "abivallavanem", "2027-09-30")
    assert dict(made.budget) == {"2027": 45_000}
    assert page.line.text() == ""
    assert chips(page) == {}


def test_escape_once_makes_everything_words_and_letters_are_understood_anew(page):
    write(page)
    press(page.line, "Esc")
    assert chips(page) == {}
    assert page.line.text() == WHOLE
    press(page.line, "Return")
    settle()
    assert page.model.everything()[-1].activity == WHOLE
    write(page)
    assert len(chips(page)) == 3


def test_backspace_on_a_chip_makes_only_that_words(page):
    write(page)
    press(page.line, "Down")
    assert QApplication.focusWidget().property("kind") == "owner"
    press(QApplication.focusWidget(), "Right")
    press(QApplication.focusWidget(), "Right")
    assert QApplication.focusWidget().property("kind") == "amount"
    press(QApplication.focusWidget(), "Backspace")
    settle()
    assert "amount" not in chips(page)
    press(page.line, "Return")
    settle()
    made = page.model.everything()[-1]
    assert made.activity.endswith("450 eur")
    assert dict(made.budget) == {}


def test_letters_on_a_chip_write_on_in_the_line_and_escape_goes_back(page):
    write(page)
    press(page.line, "Down")
    press(QApplication.focusWidget(), "x")
    settle()
    assert page.line.hasFocus()
    assert page.line.text() == f"{WHOLE}x"
    press(page.line, "Backspace")
    settle()
    press(page.line, "Down")
    press(QApplication.focusWidget(), "Esc")
    assert page.line.hasFocus()
    assert len(chips(page)) == 3


def test_a_click_takes_a_chip_away(page):
    write(page)
    page.bar.chips.chips()[1].click()
    settle()
    assert "when" not in chips(page)


def test_tab_takes_the_role_that_is_proposed_and_undo_gives_the_letters_back(page):
    type_text(page.line, "Bussipeatuse valgustus, abi")
    settle()
    assert chips(page) == {}
    press(page.line, "Tab")
    settle()
    assert page.line.text() == "Bussipeatuse valgustus, abivallavanem"
    assert list(chips(page)) == ["owner"]
    press(page.line, "Ctrl+Z")
    assert page.line.text() == "Bussipeatuse valgustus, abi"


def test_a_click_takes_the_proposal_too(page):
    type_text(page.line, "Bussipeatuse valgustus, abi")
    button = next(b for b in page.bar.chips.findChildren(QPushButton) if "abivallavanem" in b.text())
    button.click()
    settle()
    assert page.line.text() == "Bussipeatuse valgustus, abivallavanem"


def test_words_that_may_be_anything_stay_the_activity(page):
    type_text(page.line, "Istutada puid 300")
    assert chips(page) == {}
    press(page.line, "Return")
    settle()
    made = page.model.everything()[-1]
    assert made.activity == "Istutada puid 300"
    assert (made.owner_role, made.deadline, dict(made.budget)) == ("", None, {})


def test_in_a_table_of_a_year_the_row_is_of_that_year(open_window):
    driver = open_window("plan_2021")
    driver.open(0)
    page = driver.view.page()
    page.head.choose(2023)
    page.focus_line()
    type_text(page.line, "Lisakoolitus 30.9 2,5 tuh")
    press(page.line, "Return")
    settle()
    made = page.model.rows[-1]
    assert (made.table_year, made.deadline, dict(made.budget)) == (2023, "2023-09-30", {"2023": 250_000})


def test_the_chips_have_their_room_only_while_one_writes(page):
    high = page.bar.height()
    page.table.go_to(page.model.rows[0].id)
    settle()
    assert page.bar.height() < high
    page.focus_line()
    settle()
    assert page.bar.height() == high


def test_a_line_of_a_thousand_letters_is_an_activity(page):
    text = "väga pikk tegevus " * 80
    type_text(page.line, text)
    press(page.line, "Return")
    settle()
    assert page.model.everything()[-1].activity == text.strip()
