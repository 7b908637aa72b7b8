"""The deadlines of all workshops on the first screen: groups, counts, the rest on demand, keys, the way to a row."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QLabel

from koosloome_desktop.model.records import Action, Canvas
from koosloome_desktop.operations.actions import add_action
from koosloome_desktop.operations.plan_set import set_due
from koosloome_desktop.views.home_deadlines import MOST, DeadlineBoard, DeadlineRow
from tests.drivers.window import press, rich_labels, settle

pytestmark = pytest.mark.slow


def board(driver) -> DeadlineBoard:
    found = [b for b in driver.window.home.findChildren(DeadlineBoard) if b.isVisible()]
    assert len(found) == 1
    return found[0]


def test_groups_count_everything_and_show_the_first_rows(open_window):
    driver = open_window("01", "02", "03", "06")
    overdue, soon, later = board(driver).groups
    assert [len(g.rows) for g in (overdue, soon, later)] == [3, 2, MOST]
    assert overdue.rows[0].accessibleName().startswith("Sõidupäevik: neli nädalat andmeid, 30.06.2026, 107 päeva üle")
    assert "sotsiaaltöö spetsialist" in overdue.rows[0].accessibleName()
    assert not later.more.isHidden()
    assert not rich_labels(driver.window)


def test_all_of_a_group_are_one_button_away_and_the_keyboard_goes_on(open_window):
    driver = open_window("01", "02", "03", "06")
    later = board(driver).groups[2]
    later.more.setFocus()
    press(later.more, "Return")
    settle()
    assert len(later.rows) == 28
    assert later.more.isHidden()
    assert QApplication.focusWidget() is later.rows[MOST]
    press(later.rows[MOST], "Up")
    assert QApplication.focusWidget() is later.rows[MOST - 1]


def test_a_row_leads_to_its_action(open_window):
    driver = open_window("03", "06")
    overdue = board(driver).groups[0]
    press(overdue.rows[1], "Return")
    settle()
    assert driver.view.workshop.id == driver.rows[1].workshop
    action = driver.document.get(driver.view.page().views.chosen[0], Action)
    assert action.activity == "Omahinna ja omaosaluse arvutus"


def test_what_changes_in_a_plan_is_seen_when_one_comes_back(open_window):
    driver = open_window("06")
    driver.open(3)
    late = next(a for a in driver.document.of(Action) if a.code == "A1")
    driver.view.workshop.run("Move", lambda tx: set_due(tx, late, "2026-10-20"))
    driver.window.show_home()
    settle()
    overdue, soon, _later = board(driver).groups
    assert "Sõidupäevik: neli nädalat andmeid" not in [r.deadline.text for r in overdue.rows]
    assert soon.rows[0].deadline.text == "Sõidupäevik: neli nädalat andmeid"


def test_without_any_deadline_one_is_told_where_they_come_from(open_window):
    driver = open_window()
    made = driver.library.create("Tühi töötuba")
    driver.window.home.reload()
    settle()
    assert not driver.window.home.findChildren(DeadlineRow)
    assert any("Ühelgi tegevusel pole veel tähtaega" in x.text() for x in driver.window.home.findChildren(QLabel))
    driver.open(3, made)
    plan = next(c for c in driver.document.of(Canvas) if c.type == "action_plan")
    driver.view.workshop.run("Add", lambda tx: add_action(tx, plan.id, "<b>Kohvituba</b>", deadline="2026-10"))
    driver.window.show_home()
    settle()
    soon = board(driver).groups[1]
    assert soon.rows[0].text().startswith("<b>Kohvituba</b>, oktoober 2026, 16 päeva pärast")


def test_nothing_is_cut_in_a_narrow_window(open_window):
    driver = open_window("01", "02", "03", "06", size=(1093, 614))
    settle()
    for row in driver.window.home.findChildren(DeadlineRow):
        if row.isVisible():
            text, sub = row._fits(row.width())
            assert text.whole
            assert sub.whole
            assert row.height() >= text.height + sub.height
