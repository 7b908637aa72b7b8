"""A window on a screen that shows everything twice as large: a laptop of 1366x768 leaves 683x384 less its own bars."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QWidget

from koosloome_desktop.views.canvas_page import CanvasPage
from koosloome_desktop.views.style import LINE, LINE_LOW, TOP, TOP_LOW
from tests.drivers.window import WindowDriver, settle, type_text

pytestmark = pytest.mark.slow
ROOM = (683, 340)


@pytest.fixture(scope="module")
def low(qapp, tmp_path_factory):
    """One low window over the first sample, for all tests of the module."""
    made = WindowDriver(tmp_path_factory.mktemp("low"), ("01",), size=ROOM)
    yield made
    made.close()
    qapp.setStyleSheet("")


def test_every_page_fits_and_its_line_is_in_sight(low):
    low.window.resize(*ROOM)
    for number in range(4):
        low.open(number)
        page = low.view.page()
        settle()
        window = low.window
        needed = window.centralWidget().layout().minimumSize()
        assert (window.width(), window.height()) == ROOM
        assert needed.width() <= ROOM[0]
        assert needed.height() <= ROOM[1]
        assert window.top.height() == TOP_LOW
        assert page.bar.isVisible()
        assert page.bar.mapTo(window, page.bar.rect().bottomLeft()).y() < ROOM[1]
        if isinstance(page, CanvasPage):
            assert page.bar.height() == LINE_LOW
            assert page.view.height() >= 0.7 * ROOM[1]


def test_a_plan_shows_rows_and_its_line_shows_what_it_understood_when_something_is_typed(low):
    low.window.resize(*ROOM)
    low.open(3)
    page = low.view.page()
    settle()
    assert page.table.viewport().height() >= 60
    assert page.bar.chips.isHidden()
    type_text(page.line, "Pingid 450 eur")
    settle()
    assert page.bar.chips.isVisible()
    page.line.clear()
    settle()
    assert page.bar.chips.isHidden()


def test_a_follow_up_meeting_shows_what_was_promised_and_reaches_its_fields(low):
    low.window.resize(*ROOM)
    low.open(3)
    page = low.view.page()
    page.show_view("review")
    view = page.views.current()
    view.begin()
    settle()
    card = view.card
    assert card.area.height() >= 100
    card.write("hilineb")
    settle()
    field = card.remark.field
    top = field.mapTo(card.area, field.rect().topLeft()).y()
    assert 0 <= top <= card.area.height() - field.height()
    low.back(3)


def test_the_open_canvas_is_in_sight_on_the_rail_and_all_entries_can_be_reached(low):
    low.window.resize(*ROOM)
    low.open(2)
    settle()
    rail = low.window.rail

    def in_sight(entry: str) -> bool:
        item: QWidget = rail.item(entry)
        top = item.mapTo(rail, item.rect().topLeft()).y()
        return rail.brand.height() <= top and top + item.height() <= rail.height()

    assert in_sight(f"canvas:{low.view.current}")
    rail.focus_pane()
    for _step in rail.ids():
        rail.step(1)
        settle()
        assert in_sight(next(i for i in rail.ids() if rail.item(i).hasFocus()))


def test_a_window_that_becomes_high_again_has_its_usual_bars(low):
    low.open(0)
    page = low.view.page()
    low.window.resize(1366, 768)
    settle()
    assert (low.window.top.height(), page.bar.height()) == (TOP, LINE)
    low.window.resize(*ROOM)
    settle()
    assert (low.window.top.height(), page.bar.height()) == (TOP_LOW, LINE_LOW)
