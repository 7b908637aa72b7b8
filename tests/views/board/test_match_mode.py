"""Match mode: a need large, a digit matches, arrows go on, Esc leaves, nothing is lost."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel

from koosloome_desktop.model.records import Action
from koosloome_desktop.operations import queries
from tests.views.board.test_resource_variants import example

pytestmark = pytest.mark.slow

OPEN = "Ctrl+Shift+M"


@pytest.fixture
def market(open_board):
    return open_board(example("needs_matching"), "resource_map")


def matches(board) -> set[tuple[str, str]]:
    document = board.document
    return {
        (document.get(x.source, type(board.notes()[0])).text, document.get(x.target, type(board.notes()[0])).text)
        for x in queries.links(document, board.canvas.id, "match")
    }


def panel(board):
    return board.page.matching.panel


def test_the_most_urgent_open_need_comes_first_and_the_keyboard_is_there(market):
    market.press(OPEN)
    assert market.page.matching.active
    assert panel(market).isVisible()
    assert panel(market).shown.text == "Keegi, kes lükkab lund"
    assert panel(market).shown.place == "Vajadus 1/8 · katmata 3"
    assert panel(market).hasFocus()
    assert market.rings() == []


def test_the_window_hears_which_need_is_shown_so_that_panel_and_wall_go_along(market):
    heard: list[tuple[str, ...]] = []
    market.page.selection_changed.connect(heard.append)
    market.press(OPEN)
    first = market.page.matching.need
    market.press("Right")
    assert heard == [(first,), (market.page.matching.need,)]
    market.press("Esc")
    assert heard[-1] in {(), (market.page.desk.focus,)}


def test_a_digit_matches_and_the_same_digit_takes_it_back(market):
    market.press(OPEN)
    first = panel(market).shown.choices[0].text
    before = matches(market)
    market.press("1")
    assert matches(market) - before == {("Keegi, kes lükkab lund", first)}
    assert panel(market).shown.choices[0].matched
    assert panel(market).shown.place.endswith("katmata 2")
    market.press("1")
    assert matches(market) == before
    market.undo()
    assert ("Keegi, kes lükkab lund", first) in matches(market)


def test_arrows_and_tab_go_round_and_what_is_matched_already_stands_on_top(market):
    market.press(OPEN, "Right", "Down", "Tab")
    assert panel(market).shown.place.startswith("Vajadus 4/8")
    assert panel(market).shown.text == "Sõit perearsti juurde"
    assert panel(market).shown.choices[0].text == "Sõidutan teisipäeviti linna ja tagasi"
    assert panel(market).shown.choices[0].matched
    market.press("Left", "Left", "Left", "Left")
    assert panel(market).shown.place.startswith("Vajadus 8/8")


def test_a_need_stays_where_it_is_in_the_round_when_it_is_answered(market):
    market.press(OPEN, "1", "Right")
    assert panel(market).shown.place.startswith("Vajadus 2/8")
    market.press("Left")
    assert panel(market).shown.text == "Keegi, kes lükkab lund"


def test_letters_find_a_resource_and_enter_takes_it(market):
    market.press(OPEN)
    market.type("saun")
    assert panel(market).shown.typed == "saun"
    assert [c.text for c in panel(market).shown.choices] == ["Saun kümnele inimesele laupäeviti"]
    market.press("Return")
    assert ("Keegi, kes lükkab lund", "Saun kümnele inimesele laupäeviti") in matches(market)
    assert panel(market).shown.typed == ""
    market.type("zzz")
    assert panel(market).shown.choices == ()
    market.press("Backspace", "Backspace", "Backspace")
    assert len(panel(market).shown.choices) == 9
    assert market.line == ""


def test_escape_drops_what_was_typed_then_leaves_to_where_one_came_from(market):
    market.type("pooleli lause")
    market.press(OPEN)
    market.type("saun")
    market.press("Esc")
    assert panel(market).isVisible()
    market.press("Esc")
    assert not panel(market).isVisible()
    assert (market.mode, market.rings(), market.line) == ("W", ["line"], "pooleli lause")


def test_from_arranging_it_begins_at_the_need_with_the_ring_and_gives_the_ring_back(market):
    need = market.note("Koht, kus eesti keeles rääkida")
    market.page.go_to(need.id)
    market.press(OPEN)
    assert panel(market).shown.text == need.text
    market.press("Right", "Esc")
    assert market.mode == "A"
    assert market.rings() == ["note"]
    assert market.note(market.ring).form == "need"


def test_plus_and_minus_say_how_urgent_and_ctrl_t_makes_an_action_of_the_need(open_board):
    from tests.drivers.board import sample

    board = open_board(sample("06"), "resource_map")
    board.press(OPEN)
    assert panel(board).shown.text == "Õhtune ja nädalavahetuse sõit"
    board.sign("+")
    assert board.note("Õhtune ja nädalavahetuse sõit").priority == 2
    board.press("Ctrl+T", "Return")
    made = [a for a in board.document.of(Action) if a.activity == "Õhtune ja nädalavahetuse sõit"]
    assert len(made) == 1
    assert made[0].sources == (board.note("Õhtune ja nädalavahetuse sõit").id,)
    assert panel(board).isVisible()


def test_a_click_matches_and_the_last_need_that_goes_closes_the_mode(market, qtbot):
    from PySide6.QtCore import Qt
    from PySide6.QtWidgets import QPushButton

    market.press(OPEN)
    before = matches(market)
    button = next(b for b in panel(market).findChildren(QPushButton) if b.objectName() == "choice")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert len(matches(market)) == len(before) + 1
    with market.document.transaction("Delete") as tx:
        for note in market.notes():
            if note.form == "need":
                tx.remove(note.id)
    market.settle()
    assert not market.page.matching.active
    assert not panel(market).isVisible()


def test_without_needs_there_is_nothing_to_match(open_board):
    board = open_board(None, "problem_map")
    assert "note.match" not in board.ctx.commands
    assert not board.page.matching.can()


def test_marks_of_a_resource_are_one_undo_step_and_go_by_the_same_command(market):
    offer = market.note("Parandan jalgrattaid")
    market.page.go_to(offer.id)
    market.ctx.commands.run("note.unused")
    assert market.note(offer.text).unused
    market.page.stage.fresh()
    assert "◌" in [s for _x, s in market.page.view.board.note(offer.id).badges]
    market.ctx.commands.run("note.unused")
    assert not market.note(offer.text).unused
    market.ctx.commands.run("note.exchange.paid")
    assert market.note(offer.text).exchange == "paid"
    market.ctx.commands.run("note.exchange.paid")
    assert market.note(offer.text).exchange == ""
    market.undo()
    assert market.note(offer.text).exchange == "paid"


def test_the_phase_is_chosen_by_a_command_and_its_interventions_written_down_in_one_step(open_board):
    board = open_board(example("phase"), "resource_map")
    board.ctx.commands.run("canvas.phase.4")
    part = board.canvas_record().parts["community_phase"]
    assert (part["et"], part["step"]) == ("Võrgustumine", 4)
    board.page.stage.fresh()
    steps = {p.key: p.role for p in board.page.view.board.panels if p.key.startswith("phase:")}
    assert [k for k, role in steps.items() if role == "stage"] == ["phase:4"]
    board.ctx.commands.run("canvas.suggested")
    assert board.texts("interventions")[-2:] == ["Koosloomeareen", "Koostöökokkulepe"]
    board.undo()
    assert "Koosloomeareen" not in board.texts("interventions")
    board.undo()
    assert board.canvas_record().parts["community_phase"]["step"] == 3


def test_the_kind_of_a_pin_is_chosen_by_a_command(open_board):
    board = open_board(example("geo_pins"), "resource_map")
    note = board.note("Pime bussipeatus")
    board.page.go_to(note.id)
    board.ctx.commands.run("note.pin.proposal")
    assert (board.note(note.text).pin, board.note(note.text).zone) == ("proposal", "proposal")
    board.page.stage.fresh()
    assert next(m.pin for m in board.page.view.board.marks if m.key == note.id) == "proposal"


def test_a_command_that_goes_elsewhere_ends_the_mode_and_undo_works_in_it(market):
    market.press(OPEN)
    before = matches(market)
    market.press("2")
    assert len(matches(market)) == len(before) + 1
    market.press("Ctrl+Z")
    assert matches(market) == before
    assert panel(market).isVisible()
    market.ctx.commands.run("note.arrange")
    market.settle()
    assert not market.page.matching.active
    assert not panel(market).isVisible()
    assert market.rings() == ["note"]


def test_three_escapes_are_enough_from_the_depth_of_it(market):
    market.page.go_to(market.note("Laenan haagist").id)
    market.press(OPEN)
    market.type("sa")
    market.press("Esc", "Esc", "Esc")
    assert (market.mode, market.rings()) == ("W", ["line"])


def test_a_long_resource_stands_whole_on_two_lines_and_what_else_is_said_gives_way(open_board):
    board = open_board(example("needs_matching"), "resource_map", size=(1000, 520))
    long = "Kogukonnakeskse noorsootöökorraldajate ühistranspordi kokkulepped ja nende läbirääkimine vallaga"
    offer = next(n for n in board.notes() if n.zone == "offers")
    board.workshop.run("Edit", lambda tx: tx.update(tx.document.get(offer.id, type(offer)), text=long))
    board.press(OPEN)
    board.type("Kogukonna")
    words = [w.text() for w in panel(board).findChildren(QLabel)]
    assert long in [w.replace("\n", " ") for w in words]
