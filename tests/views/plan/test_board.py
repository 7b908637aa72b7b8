"""The plan as a board: columns, sums, cards, and every gesture and key, each one undo step."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest

from koosloome_desktop.model.changes import Origin
from koosloome_desktop.operations.actions import set_due
from koosloome_desktop.views.plan.board_lanes import KINDS
from tests.drivers.window import press, settle, type_text
from tests.views.plan.conftest import drag

pytestmark = pytest.mark.slow


@pytest.fixture
def board(plan):
    return plan("board")


@pytest.fixture
def area(board):
    return board.view.area


def columns(area) -> dict[str, list[str]]:
    area.fresh()
    return {c.lane.key: [r.action.code for r in c.lane.cards] for c in area.place.columns}


def middle(area, board, code: str) -> QPoint:
    return area.place.rect_of(board.action(code).id).center().toPoint()


def head(area, key: str) -> QPoint:
    place = next(i for i, c in enumerate(area.place.columns) if c.lane.key == key)
    return area.place.column_rect(place).center()


def test_columns_are_the_six_statuses_with_count_and_sum(board, area):
    assert columns(area) == {
        "planned": [],
        "in_progress": ["A2", "A6", "A7", "A8"],
        "done": ["A1", "A3", "A4"],
        "delayed": ["A5"],
        "postponed": [],
        "dropped": ["A9"],
    }
    lane = area.place.columns[1].lane
    assert lane.cents == 8_660_000
    assert area.place.columns[5].lane.wordless == 1
    empty, full = area.place.columns[0], area.place.columns[1]
    assert empty.width < full.width


def test_every_other_way_to_make_columns(board, area):
    board.view.show_kind("owner")
    assert columns(area)["abivallavanem"] == ["A5", "A7"]
    board.view.show_kind("year")
    assert list(columns(area)) == ["2026", "2027"]
    assert columns(area)["2027"] == ["A2", "A7", "A8"]
    board.view.show_kind("goal")
    assert len(columns(area)) == 1
    assert sum(map(len, columns(area).values())) == 9


def test_a_card_shows_all_of_its_words_and_its_marks(board, area):
    for kind in KINDS:
        board.view.show_kind(kind)
        area.fresh()
        for column in area.place.columns:
            for row, face in zip(column.lane.cards, column.faces, strict=True):
                shown = " ".join(face.lines).replace("- ", "").replace(" ", "")
                assert row.action.activity.replace(" ", "").replace("-", "") in shown.replace("-", "")
    told = [text for text, _colour in area.place.columns[0].faces[3].below]
    assert any("2 040" in t.replace("\xa0", " ") for t in told)


def test_a_card_is_dragged_to_another_status(board, area):
    digest = board.document.digest()
    drag(area.viewport(), middle(area, board, "A6"), head(area, "done"))
    assert board.action("A6").status == "done"
    assert "A6" in columns(area)["done"]
    assert area.chosen == board.action("A6").id
    board.undo()
    assert board.document.digest() == digest


def test_a_drag_to_postponed_asks_why_and_until_when_and_is_one_step(board, area):
    digest = board.document.digest()
    drag(area.viewport(), middle(area, board, "A6"), head(area, "postponed"))
    ask = board.view.ask
    assert board.action("A6").status == "in_progress"
    assert ask.reason.hasFocus()
    type_text(ask.reason, "Raha pole")
    board.press(ask.reason, "Return")
    type_text(ask.date, "mai 2027")
    board.press(ask.date, "Return")
    row = board.action("A6")
    assert (row.status, row.reason, row.deadline) == ("postponed", "Raha pole", "2027-05")
    assert area.hasFocus()
    board.undo()
    assert board.document.digest() == digest


def test_a_bad_date_is_told_and_asked_again(board, area):
    area.choose(board.action("A6").id)
    board.press(area, "4")
    ask = board.view.ask
    board.press(ask.reason, "Return")
    type_text(ask.date, "varsti")
    board.press(ask.date, "Return")
    assert "varsti" in board.page.reason.text()
    assert ask.isVisible()
    ask.date.clear()
    type_text(ask.date, "1.1.2020")
    board.press(ask.date, "Return")
    assert "01.01.2020" in board.page.reason.text()
    assert board.action("A6").status == "in_progress"
    board.press(ask.date, "Esc")
    assert not ask.isVisible()
    assert not board.page.reason.isVisible()


def test_a_row_that_would_stay_late_is_asked_until_when(board, area):
    board.page.workshop.run("x", lambda tx: set_due(tx, board.action("A8"), "2026-10-05"))
    settle()
    assert "A8" in columns(area)["delayed"]
    area.choose(board.action("A8").id)
    board.press(area, "2")
    ask = board.view.ask
    assert ask.isVisible()
    assert ask.date.hasFocus()
    assert not ask.reason.isVisible()
    type_text(ask.date, "30.11.2026")
    board.press(ask.date, "Return")
    assert board.action("A8").deadline == "2026-11-30"
    assert "A8" in columns(area)["in_progress"]


def test_owner_year_and_goal_are_set_by_dropping(board, area):
    board.view.show_kind("owner")
    drag(area.viewport(), middle(area, board, "A1"), head(area, "abivallavanem"))
    assert board.action("A1").owner_role == "abivallavanem"
    board.undo()
    assert board.action("A1").owner_role == "koolidirektor"
    board.view.show_kind("year")
    drag(area.viewport(), middle(area, board, "A6"), head(area, "2027"))
    assert (board.action("A6").start, board.action("A6").deadline) == ("2027-05-04", "2027-10-30")
    board.undo()
    board.page.workshop.run("x", lambda tx: tx.update(board.action("A3"), group="Liiklus"))
    settle()
    board.view.show_kind("goal")
    drag(area.viewport(), middle(area, board, "A6"), head(area, "Liiklus"))
    assert board.action("A6").group == "Liiklus"


def test_a_row_of_a_year_table_goes_to_the_other_table(open_window):
    driver = open_window("plan_2021")
    driver.open(0)
    page = driver.view.page()
    page.show_view("board")
    settle()
    area = page.views.current().area
    page.views.current().show_kind("year")
    assert list(columns(area)) == ["2021", "2022", "2023", "2024"]
    row = page.model.everything()[0]
    drag(area.viewport(), area.place.rect_of(row.id).center().toPoint(), head(area, "2022"))
    assert driver.document.find(row.id).table_year == 2022
    driver.window.actions_.undo()
    assert driver.document.find(row.id).table_year == 2021


def test_a_card_dropped_in_its_own_column_moves_the_row(board, area):
    area.fresh()
    first = middle(area, board, "A2")
    goal = area.place.rect_of(board.action("A7").id).center().toPoint() + QPoint(0, 30)
    drag(area.viewport(), first, goal)
    assert columns(area)["in_progress"] == ["A6", "A7", "A2", "A8"]
    board.undo()
    assert columns(area)["in_progress"] == ["A2", "A6", "A7", "A8"]


def test_escape_and_a_drop_beside_the_columns_put_the_card_back(board, area):
    digest = board.document.digest()
    drag(area.viewport(), middle(area, board, "A6"), head(area, "done"), drop=False, between=lambda: press(area, "Esc"))
    assert area.mouse.lifted == ""
    QTest.mouseRelease(area.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, head(area, "done"))
    settle()
    assert board.document.digest() == digest
    assert board.driver.view.mode == "B"


def test_arrows_go_from_card_to_card_over_empty_columns(board, area):
    area.choose(board.action("A2").id)
    board.press(area, "Down")
    assert area.chosen == board.action("A6").id
    board.press(area, "Right")
    assert area.chosen == board.action("A3").id
    board.press(area, "Right")
    assert area.chosen == board.action("A5").id
    board.press(area, "Right")
    assert area.chosen == board.action("A9").id
    board.press(area, "Right", "Home")
    assert area.chosen == board.action("A2").id
    board.press(area, "End")
    assert area.chosen == board.action("A9").id
    board.press(area, "Down")
    assert board.page.line.hasFocus()


def test_digits_are_columns_and_alt_arrows_move(board, area):
    digest = board.document.digest()
    area.choose(board.action("A6").id)
    board.press(area, "3")
    assert board.action("A6").status == "done"
    board.press(area, "Alt+Left")
    assert board.action("A6").status == "in_progress"
    board.press(area, "Alt+Down")
    assert columns(area)["in_progress"] == ["A2", "A7", "A6", "A8"]
    board.press(area, "9", "0")
    for _step in range(3):
        board.undo()
    assert board.document.digest() == digest
    board.view.show_kind("owner")
    area.choose(board.action("A1").id)
    third = area.place.columns[2].lane.key
    board.press(area, "3")
    assert board.action("A1").owner_role == third
    board.press(area, "0")
    assert board.action("A1").owner_role == ""
    assert columns(area)[""] == ["A1"]


def test_plus_and_minus_say_how_much_is_done(board, area):
    area.choose(board.action("A6").id)
    board.press(area, "+")
    assert board.action("A6").percent == 60
    board.press(area, "-", "-")
    assert board.action("A6").percent == 40
    for _step in range(3):
        board.undo()
    assert board.action("A6").percent is None


def test_words_are_edited_on_the_card(board, area):
    area.choose(board.action("A6").id)
    board.press(area, "Return")
    text = area.editor.text
    assert text.hasFocus()
    text.clear()
    type_text(text, "Päikesevalgustid kõigisse peatustesse")
    board.press(text, "Return")
    assert board.action("A6").activity == "Päikesevalgustid kõigisse peatustesse"
    assert area.hasFocus()
    board.press(area, "F2")
    type_text(text, "midagi muud")
    board.press(text, "Esc")
    assert board.action("A6").activity == "Päikesevalgustid kõigisse peatustesse"


def test_delete_letters_and_escape(board, area):
    area.choose(board.action("A6").id)
    board.press(area, "Del")
    assert columns(area)["in_progress"] == ["A2", "A7", "A8"]
    assert area.chosen == board.action("A7").id
    board.undo()
    assert columns(area)["in_progress"] == ["A2", "A6", "A7", "A8"]
    board.press(area, "k")
    assert board.page.line.text() == "k"
    board.page.line.clear()
    board.press(board.page.line, "Up")
    assert area.hasFocus()
    board.press(area, "Esc")
    assert board.page.line.hasFocus()


def test_what_changes_elsewhere_arrives_and_the_choice_stays(board, area):
    area.choose(board.action("A6").id)
    with board.document.transaction("x", origin=Origin.REMOTE) as tx:
        tx.update(board.action("A6"), status="done")
    settle()
    assert "A6" in columns(area)["done"]
    assert area.chosen == board.action("A6").id


def test_a_long_column_scrolls_and_the_choice_is_in_sight(board, area):
    board.driver.resize(1093, 614)
    area.fresh()
    for code in ("A8", "A2", "A9"):
        area.choose(board.action(code).id)
        spot = area.place.rect_of(board.action(code).id)
        assert spot.top() >= 50
        assert spot.bottom() <= area.place.height + 1 or spot.height() > area.place.cards_height
        assert spot.left() >= 0
        assert spot.right() <= area.place.width


def test_a_screen_reader_hears_every_card_with_its_column(board, area):
    root = QAccessible.queryAccessibleInterface(area)
    assert root.childCount() == 9
    node = root.child(0)
    assert node.text(QAccessible.Text.Name) == "A2 Vaatlusnädal ja juhtumite leht"
    told = node.text(QAccessible.Text.Description)
    assert "töös" in told
    assert "õpetaja, kaardiring" in told
    assert "29.10.2027" in told
    place = node.rect().center()
    assert root.childAt(place.x(), place.y()).text(QAccessible.Text.Name).startswith("A2")
    board.page.workshop.run("x", lambda tx: tx.remove(board.action("A2").id))
    settle()
    area.fresh()
    assert not node.isValid()


def test_commands_do_what_the_keys_do(board, area):
    table = board.driver.ctx.commands
    area.setFocus()
    area.choose(board.action("A6").id)
    settle()
    assert table.run("plan.status.done")
    assert board.action("A6").status == "done"
    assert table.run("plan.board.left")
    assert board.action("A6").status == "in_progress"
    assert table.run("plan.board.by_owner")
    assert area.kind == "owner"
    assert not table.by_id("plan.gantt.today").when()
