"""Branches folded and opened, what is left aside, and marks on causes, by keys, mouse and commands."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QRectF

from koosloome_desktop.canvases.draw_tree import OUTSIDE
from koosloome_desktop.layout.metrics import measure
from koosloome_desktop.views.canvas_menu import note_commands
from tests.drivers.board import sample

pytestmark = pytest.mark.slow

ROOT = "Maja ei sobi kõigile kasutajatele"
CHILD = "Internet on aeglane"


def on_board(board) -> set[str]:
    return {n.id for n in board.page.view.board.notes}


def run(board, command: str) -> bool:
    done = board.ctx.commands.run(command)
    board.settle()
    return done


def test_a_branch_folds_by_keys_and_opens_again(open_board):
    board = open_board(sample("01"))
    before = board.document.digest()
    board.click(board.note(ROOT))
    board.press("Ctrl+Shift+B")
    assert board.note(CHILD).id not in on_board(board)
    box = board.page.view.board.note(board.note(ROOT).id)
    assert box.badges[-1][1] == "+3"
    assert board.ring == ROOT
    board.press("Ctrl+Shift+B")
    assert board.note(CHILD).id in on_board(board)
    board.undo()
    board.undo()
    assert board.document.digest() == before


def test_folding_from_a_leaf_folds_the_branch_it_stands_in(open_board):
    board = open_board(sample("01"))
    board.click(board.note(CHILD))
    board.press("Ctrl+Shift+B")
    assert board.note(CHILD).id not in on_board(board)
    assert board.ring == ROOT
    assert board.rings() == ["note"]


def test_a_click_on_the_sign_of_a_folded_branch_opens_it(open_board):
    board = open_board(sample("01"))
    board.click(board.note(ROOT))
    board.press("Ctrl+Shift+B")
    view = board.page.view
    box = view.board.note(board.note(ROOT).id)
    dx, sign = box.badges[-1]
    middle = box.x + dx + measure(sign, box.footer_size, "bold") / 2
    at = view.from_board(QRectF(middle, box.y + box.footer_baseline - 4, 0, 0)).topLeft()
    board.mouse(QEvent.Type.MouseButtonPress, at)
    board.mouse(QEvent.Type.MouseButtonRelease, at)
    assert board.note(CHILD).id in on_board(board)
    # Who clicks twice wanted no text open either: the second click comes as a double one.
    board.mouse(QEvent.Type.MouseButtonDblClick, board.place(board.note(ROOT)))
    board.mouse(QEvent.Type.MouseButtonRelease, board.place(board.note(ROOT)))
    assert board.mode != "E"
    board.click(board.note(ROOT))
    assert not board.note(ROOT).collapsed
    board.double_click(board.note(ROOT))
    assert board.mode == "E"


def test_going_to_a_hidden_note_opens_its_branch(open_board):
    board = open_board(sample("01"))
    board.click(board.note(ROOT))
    board.press("Ctrl+Shift+B")
    assert board.note(CHILD).id not in board.page.order()
    assert board.page.go_to(board.note(CHILD).id)
    board.settle()
    assert board.ring == CHILD
    assert board.note(CHILD).id in on_board(board)


def test_a_note_written_under_a_folded_branch_is_seen(open_board):
    board = open_board(sample("01"))
    board.click(board.note(ROOT))
    board.press("Ctrl+Shift+B", "Escape", "Alt+Down")
    made = board.type_note("Kööki ei pääse ratastooliga")
    assert made.parent == board.note(ROOT).id
    assert made.id in on_board(board)
    board.undo()
    assert board.note(ROOT).collapsed


def test_arrows_and_tab_never_land_on_what_is_folded_away(open_board):
    board = open_board(sample("01"))
    board.click(board.note(ROOT))
    board.press("Ctrl+Shift+B")
    for _round in range(6):
        for key in ("Down", "Right", "Tab", "Left", "Up"):
            board.press(key)
            assert board.ring
            assert board.page.desk.focus in on_board(board)


def test_all_branches_open_in_one_step(open_board):
    board = open_board(sample("01"))
    for text in (ROOT, "Elanikud ei tea, mida majas teha saab"):
        board.click(board.note(text))
        board.press("Ctrl+Shift+B")
    folded = board.document.digest()
    assert run(board, "note.unfold_all")
    assert len(on_board(board)) == 22
    assert not run(board, "note.unfold_all")
    board.undo()
    assert board.document.digest() == folded


def test_a_cause_is_left_aside_and_taken_in_again(open_board):
    board = open_board(sample("01"))
    before = board.document.digest()
    board.click(board.note(ROOT))
    assert run(board, "note.bound")
    board.page.stage.fresh()
    strip = board.page.view.board.zone(OUTSIDE)
    box = board.page.view.board.note(board.note(CHILD).id)
    assert strip.contains(box.x, box.y)
    assert board.overlaps() == []
    assert run(board, "note.bound")
    assert board.document.digest() == before


def test_dragging_over_the_line_and_back(open_board):
    board = open_board(sample("01"))
    board.click(board.note(ROOT))
    run(board, "note.bound")
    board.page.stage.fresh()
    other = "Valla ja seltsi rollid on selgusetud"
    board.drag(board.note(other), board.paper(OUTSIDE))
    assert board.note(other).bound == "out"
    board.page.stage.fresh()
    board.drag(board.note(other), board.paper("cause"))
    assert board.note(other).bound == ""
    assert board.note(other).zone == "cause"


def test_one_writes_beyond_the_line_too(open_board):
    board = open_board(sample("01"))
    board.click(board.note(ROOT))
    run(board, "note.bound")
    board.page.stage.fresh()
    at = board.paper(OUTSIDE)
    board.mouse(QEvent.Type.MouseButtonPress, at)
    board.mouse(QEvent.Type.MouseButtonRelease, at)
    assert "Jääb välja" in board.chip
    made = board.type_note("Riigi toetusmeetmed on lõppenud")
    assert (made.zone, made.bound) == ("cause", "out")


def test_reach_and_trend_of_several_notes_in_one_step(open_board):
    board = open_board(sample("01"))
    before = board.document.digest()
    board.click(board.note(ROOT))
    board.press("Shift+Down")
    assert len(board.page.desk.selected) == 2
    assert run(board, "note.reach.partners")
    marked = [n for n in board.notes() if n.reach == "partners"]
    assert len(marked) == 2
    board.page.stage.fresh()
    assert {s for n in board.page.view.board.notes for _x, s in n.badges} == {"🤝"}
    assert run(board, "note.reach.partners")
    assert board.document.digest() == before


def test_the_core_problem_has_no_reach(open_board):
    board = open_board(sample("01"))
    board.click(board.notes("core")[0])
    assert not run(board, "note.reach.alone")
    assert not run(board, "note.bound")


def test_a_screen_reader_hears_level_marks_folds_and_limit(open_board):
    board = open_board(sample("01"))
    board.click(board.note(ROOT))
    run(board, "note.reach.partners")
    run(board, "note.trend.growing")
    board.press("Ctrl+Shift+B")
    spoken = board.page.view.spoken
    told = spoken.description(board.note(ROOT).id)
    for word in ("koos partneritega", "kasvab", "tase 1", "Kokku pandud: 3 märget"):
        assert word in told
    run(board, "note.bound")
    assert "jääb sellest töötoast välja" in spoken.description(board.note(ROOT).id)
    assert "tase 2" in spoken.description(board.note("Kasutusleping on aegunud").id)


def test_the_menu_of_the_right_button_folds_and_leaves_aside(open_board):
    board = open_board(sample("01"))
    board.click(board.note(ROOT))
    ids = [c.id for c in note_commands(board.page)]
    assert {"note.fold", "note.bound"} <= set(ids)
    board.click(board.notes("core")[0])
    assert "note.bound" not in [c.id for c in note_commands(board.page)]
