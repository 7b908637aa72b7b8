"""Mode W: what is typed becomes notes where one aims; nothing typed is ever lost."""

from __future__ import annotations

from PySide6.QtCore import QMimeData
from PySide6.QtWidgets import QLabel

from koosloome_desktop.canvases.inputs import NEEDS
from koosloome_desktop.model.records import Action
from koosloome_desktop.views import canvas_stage
from tests.drivers.board import sample
from tests.drivers.photo_board import drop
from tests.drivers.waiting import until


def test_an_empty_canvas_asks_its_question_and_shows_three_examples_that_are_no_notes(board):
    shown = [x.text() for x in board.page.head.findChildren(QLabel)]
    assert board.page.head.isVisible()
    assert "Mis täpselt on halvasti, kellel ja kui tihti?" in shown
    assert len(board.page.view.board.ghosts) == 3
    assert board.notes() == []
    assert board.page.bar.line.placeholderText() == "Üks lause, millega kõik nõustuvad"
    for ghost in board.page.view.board.ghosts:
        at = board.page.view.camera  # a click where an example stands selects nothing
        assert at is not None
        assert board.page.view.layer.index.hit(ghost.x + 5, ghost.y + 5) is None


def test_the_first_note_is_the_core_problem_and_the_next_ones_its_causes(board):
    core = board.type_note("Noored ei osale")
    assert not board.page.head.isVisible()
    assert board.page.view.board.ghosts == () or all(g.zone != "core" for g in board.page.view.board.ghosts)
    first = board.type_note("Bussid ei sõida õhtul")
    second = board.type_note("Info jõuab hilja")
    assert (core.zone, first.zone, second.zone) == ("core", "cause", "cause")
    assert {first.parent, second.parent} == {core.id}
    assert board.line == ""
    assert board.mode == "W"


def test_causes_written_before_the_core_problem_are_hung_under_it(board):
    board.press("Tab")
    cause = board.type_note("Bussid ei sõida")
    assert cause.parent == ""
    board.press("Shift+Tab")
    core = board.type_note("Noored ei osale")
    assert board.note("Bussid ei sõida").parent == core.id


def test_tab_goes_round_the_zones_and_the_chip_says_where(board):
    seen = []
    for _ in range(4):
        seen.append(board.chip)
        board.press("Tab")
    assert seen[0] == seen[3] == "Kirjutan · Põhiprobleem"
    assert seen[1:3] == ["Kirjutan · Põhjused", "Kirjutan · Tagajärjed"]
    board.press("Shift+Tab")
    assert board.chip == seen[0]


def test_alt_down_once_then_enter_enter_builds_the_chain_of_whys(board):
    board.type_note("Noored ei osale")
    one = board.type_note("Kaasamine on tööajal")
    board.press("Alt+Down")
    assert "Kaasamine on tööajal" in board.chip
    two = board.type_note("Nii on alati tehtud")
    three = board.type_note("Keegi pole küsinud")
    assert (two.parent, three.parent) == (one.id, two.id)
    board.press("Alt+Up")
    four = board.type_note("Komisjon ei muuda")
    assert four.parent == two.id


def test_effects_grow_upwards_so_alt_up_is_away_from_the_core(board):
    board.type_note("Noored ei osale")
    board.press("Shift+Tab", "Shift+Tab")
    one = board.type_note("Noored kolivad ära")
    assert one.zone == "effect"
    board.press("Alt+Up")
    assert board.type_note("Kool suletakse").parent == one.id


def test_alt_right_lands_the_next_note_behind_the_current_one(board):
    core = board.type_note("Tuum")
    first = board.type_note("esimene")
    board.type_note("teine")
    board.page.desk.current = first.id
    board.press("Alt+Right")
    between = board.type_note("vahele")
    assert board.texts("cause") == ["esimene", "vahele", "teine"]
    assert between.parent == core.id


def test_up_on_an_empty_line_brings_the_last_note_back_and_enter_saves(board):
    board.type_note("Tuum")
    board.type_note("Bussid ei soida")
    board.press("Up")
    assert (board.mode, board.line) == ("E", "Bussid ei soida")
    assert board.chip.startswith("Muudan")
    board.page.bar.line.setText("Bussid ei sõida")
    board.press("Return")
    assert board.texts("cause") == ["Bussid ei sõida"]
    assert (board.mode, board.line) == ("W", "")
    board.undo()
    assert board.texts("cause") == ["Bussid ei soida"]


def test_the_last_note_is_the_one_written_before_when_the_last_is_taken_back(board):
    for text in ("Tuum", "esimene", "teine"):
        board.type_note(text)
    board.press("Shift+Tab", "Shift+Tab")
    board.type_note("Noored kolivad ära")
    board.press("Ctrl+Z", "Up")
    assert board.line == "teine"
    board.press("Esc", "Ctrl+Y", "Up")
    assert board.line == "Noored kolivad ära"
    board.press("Esc", "Ctrl+Z", "Ctrl+Z", "Down")
    assert board.ring == "esimene"


def test_escape_leaves_the_note_as_it_was(board):
    board.type_note("Tuum")
    board.press("Up")
    board.type(" ja veel")
    board.press("Esc")
    assert board.texts() == ["Tuum"]
    assert (board.mode, board.line) == ("W", "")


def test_wrong_zone_is_mended_by_up_tab_enter_as_one_step(board):
    board.type_note("Tuum")
    board.type_note("See on hoopis tagajärg")
    board.press("Up", "Tab")
    assert "Tagajärjed" in board.chip
    before = board.document.digest()
    board.press("Return")
    assert board.texts("effect") == ["See on hoopis tagajärg"]
    board.undo()
    assert board.document.digest() == before


def test_ctrl_enter_splits_at_the_cursor_into_two_notes_and_one_undo_step(board):
    board.type_note("Tuum")
    board.type("bussid ja info")
    board.page.bar.line.setCursorPosition(7)
    board.press("Ctrl+Return")
    assert board.texts("cause") == ["bussid", "ja info"]
    board.undo()
    assert board.texts("cause") == []


def test_a_long_line_says_that_it_can_be_split_and_never_blocks(board):
    board.type("a" * 90)
    assert board.page.bar.is_long()
    assert len(board.type_note("b" * 30).text) == 120


def test_a_pasted_list_is_one_note_a_line_in_one_step_and_the_typed_text_stays(board):
    board.type_note("Tuum")
    board.type("poolik")
    board.paste("> 50 inimest\n\n#1 buss\r\n  - talgud  \n")
    assert board.texts("cause") == ["> 50 inimest", "#1 buss", "- talgud"]
    assert board.line == "poolik"
    board.undo()
    assert board.texts() == ["Tuum"]


def test_a_pasted_text_of_one_line_is_just_text(board):
    board.paste("üks rida\n")
    assert board.line == "üks rida"
    assert board.notes() == []


def test_a_text_that_is_too_long_is_refused_with_a_sentence_and_stays_in_the_line(board):
    board.page.bar.line.setText("a" * 10_001)
    board.press("Return")
    assert board.notes() == []
    assert len(board.line) == 10_001
    assert "10" in board.toasts[-1]


def test_a_line_of_spaces_adds_nothing(board):
    board.type("   ")
    board.press("Return")
    assert board.notes() == []


def test_a_journey_aims_by_lane_and_stage(open_board):
    board = open_board(kind="journey_map")
    assert board.chip == "Kirjutan · Tegevused · 1. Tekib vajadus"
    board.press("Alt+Right", "Alt+Right", "Alt+Down")
    assert board.chip == "Kirjutan · Kokkupuutepunktid · 3. Võtan ühendust"
    note = board.type_note("Telefonikõne")
    assert (note.zone, note.stage) == ("touchpoint", "S3")


def test_a_need_of_a_resource_map_is_a_need(open_board):
    board = open_board(sample("01"), "resource_map")
    while "Vajadused" not in board.chip:
        board.press("Tab")
    note = board.type_note("Õhtune buss")
    assert (note.form, note.zone, note.code) == ("need", "", "N8")
    assert board.page.presenter.zone_of(note) == NEEDS


def test_blocks_are_aimed_at_in_the_direction_they_are_drawn(open_board):
    board = open_board(kind="resource_map")
    assert board.page.desk.target.zone == "individuals"
    board.press("Alt+Right")
    assert board.page.desk.target.zone == "associations"
    board.press("Alt+Down")
    assert board.page.desk.target.zone == "economy"
    board.press("Alt+Left")
    assert board.page.desk.target.zone == "places"


def test_ctrl_t_makes_an_action_of_the_current_note_tied_to_it(board):
    board.type_note("Tuum")
    note = board.type_note("Bussid ei sõida")
    board.press("Ctrl+T", "Return")
    made = board.document.of(Action)
    assert [(a.activity, a.sources) for a in made] == [("Bussid ei sõida", (note.id,))]


def test_an_unknown_kind_of_canvas_is_shown_and_cannot_be_written_on(open_board):
    from dataclasses import replace

    from koosloome_desktop.model.frozen import FrozenMap

    board = open_board()
    with board.document.transaction("test") as tx:
        tx.put(replace(board.canvas_record(), type="teadmata", raw=FrozenMap({"id": "x", "sisu": ("Üks mõte",)})))
    other = open_board(board.document, "teadmata")
    assert other.page.bar.line.isReadOnly()
    assert [n.lines for n in other.page.view.board.notes] == [("Üks mõte",)]
    other.page.bar.line.setText("x")
    other.press("Return")
    assert other.notes() == []


def test_a_list_from_word_comes_without_its_bullets_and_what_nobody_sees(open_board):
    board = open_board()
    board.paste("\u2022\tBuss ei käi\r\n\u2022\u00a0\u201eTeine\u201c\r\n\u200b\r\n\ufeff")
    assert board.texts() == ["Buss ei käi", "\u201eTeine\u201c"]


def test_what_nobody_can_see_makes_no_note(open_board):
    board = open_board()
    for nothing in ("\u200b", "\ufeff \u200d"):
        board.type(nothing)
        board.press("Return")
    assert board.notes() == []
    assert board.line == ""


def test_a_list_is_pasted_while_a_note_has_the_ring_too(open_board):
    """Ctrl+V did nothing there, and the list on the clipboard was thought lost."""
    board = open_board()
    board.click(board.type_note("Buss ei käi"))
    assert board.mode == "A"
    board.paste("esimene\nteine")
    assert board.texts() == ["Buss ei käi", "esimene", "teine"]
    assert board.mode == "W"
    board.undo()
    assert board.texts() == ["Buss ei käi"]
    board.click(board.notes()[0])
    board.paste("üks sõna")
    assert (board.mode, board.line) == ("W", "üks sõna")


def test_a_text_that_is_dropped_on_a_zone_becomes_notes_there(open_board):
    board = open_board()
    mime = QMimeData()
    mime.setText("•\tesimene\n•\tteine")
    assert drop(board, mime, board.paper("effect"))
    assert board.texts("effect") == ["esimene", "teine"]
    board.undo()
    assert board.notes() == []
    nothing = QMimeData()
    nothing.setText("\u200b ")
    assert not drop(board, nothing, board.paper("effect"))


def test_a_board_that_takes_long_follows_and_the_next_note_is_typed_meanwhile(open_board, monkeypatch):
    board = open_board(moving=True)
    core = board.type_note("Noored ei osale")
    board.page.stage.fresh()
    monkeypatch.setattr(canvas_stage, "_HEAVY", 0.0)
    first = board.type_note("Bussid ei sõida õhtul")
    second = board.type_note("Info jõuab hilja")
    assert (first.parent, second.parent, board.line) == (core.id, core.id, "")
    assert not board.page.stage.up_to_date(), "letters and notes do not wait for it"
    until(lambda: board.page.view.board.note(second.id) is not None, "the board does not follow")
    assert board.page.view.board.note(first.id) is not None
    assert board.page.stage.up_to_date()
