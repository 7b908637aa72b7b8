"""F6 goes through every part of the window on every page, and three Esc from any of them lead to where one writes."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from tests.drivers.window import press, settle

pytestmark = pytest.mark.slow
PAGES = ("canvas:0", "canvas:3", "agenda", "people", "rounds", "votes", "parking")


def held():
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def pane(driver) -> str:
    window = driver.window
    areas = {"rail": window.rail, "top": window.top, "inspector": driver.view.inspector, "page": driver.view.page()}
    return next((name for name, area in areas.items() if area.isAncestorOf(held())), "?")


@pytest.mark.parametrize("where", PAGES)
def test_f6_goes_round_all_parts_and_three_escapes_lead_back_from_each(driver, where):
    driver.window.open_workshop(driver.rows[0].workshop, "canvas:0")
    if where.startswith("canvas:"):
        driver.view.open_canvas(driver.view.canvases()[int(where[-1])].id)
    else:
        driver.view.open_canvas(where)
    settle()
    first, seen, forth = held(), [], []
    for _press in range(8):
        driver.window.actions_.next_pane()
        seen.append(held())
        forth.append(pane(driver))
        if held() is first:
            break
    assert held() is first, "F6 never comes back"
    assert {"page", "rail", "top"} <= set(forth)
    driver.view.page().focus_line()
    writes = held()  # a plan opens at its rows, and is written in its line
    for number in range(1, len(seen)):
        for _press in range(number):
            driver.window.actions_.next_pane()
        for _press in range(3):
            press(held(), "Esc")
            settle(2)
        assert held() is writes, (where, forth[number - 1])


def test_escape_on_the_first_screen_leads_to_its_first_card(driver):
    driver.window.show_home()
    settle()
    driver.window.home.focus_canvas()
    first = held()
    driver.window.actions_.next_pane()
    assert driver.window.rail.isAncestorOf(held())
    press(held(), "Esc")
    assert held() is first
