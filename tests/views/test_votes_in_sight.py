"""A vote over more rows than a screen holds: what one must know while counting does not scroll away."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from koosloome_desktop.operations import ballots
from koosloome_desktop.operations.notes import add_note
from tests.drivers.window import press, settle, type_text

pytestmark = pytest.mark.slow


@pytest.fixture
def page(driver):
    """An open round of twelve people's three dots over twenty-five causes."""
    canvas, workshop = driver.view.current, driver.view.workshop

    def begin(tx) -> None:
        made = [add_note(tx, canvas, f"Põhjus {n}", zone="cause").id for n in range(25)]
        ballots.open_ballot(tx, canvas, voters=12, dots=3, targets=made)

    workshop.run("Begin", begin)
    driver.window.activateWindow()
    driver.window.actions_.rail("votes")
    settle(2)
    yield driver.view.page()
    driver.back()


def count(*numbers: str) -> None:
    for number in numbers:
        type_text(QApplication.focusWidget(), number)
        press(QApplication.focusWidget(), "Return")
        settle(2)


def seen(widget: QWidget) -> bool:
    """Whether all of a widget is on the screen."""
    return widget.isVisible() and widget.visibleRegion().boundingRect() == widget.rect()


def test_why_a_number_is_refused_and_what_is_left_stay_in_sight_at_the_last_row(page):
    page.counting.go_to(page.counting.rows[-1])
    count("37")
    assert seen(page.counting.rows[-1].field)
    assert seen(page.wrong)
    assert seen(page.head.ending)
    # Who comes from the last row ends the round there, and sees who leads, not the last places.
    count("2", "")
    assert page.round().closed
    settle(2)
    assert page._area.verticalScrollBar().value() == 0


def test_a_nought_that_was_typed_stays_so_one_sees_how_far_the_counting_is(page):
    count("0", "3")
    first, second, third = page.counting.rows[:3]
    assert (first.field.text(), second.field.text(), third.field.text()) == ("0", "3", "")
    page.focus_line()
    assert third.field.hasFocus()
    page.head.set_method("paper")
    assert first.field.text() == ""
