"""Mode A: the ring goes where the eye goes, digits group, Alt moves in the direction drawn, letters write."""

from __future__ import annotations

import pytest

from koosloome_desktop.model.records import Track
from koosloome_desktop.operations import queries
from tests.drivers.board import sample

pytestmark = pytest.mark.slow


@pytest.fixture
def tree(open_board):
    return open_board(sample("01"))


@pytest.fixture
def grid(open_board):
    return open_board(sample("01"), "journey_map")


def test_down_on_an_empty_line_puts_the_ring_on_the_current_note_and_escape_takes_it_back(tree):
    tree.press("Down")
    assert tree.mode == "A"
    assert tree.ring
    assert tree.rings() == ["note"]
    assert tree.page.bar.line.placeholderText().endswith("Esc kirjutab")
    tree.press("Esc")
    assert (tree.mode, tree.rings()) == ("W", ["line"])


def test_arrows_go_to_the_note_that_lies_there_on_the_screen(grid):
    first = next(n for n in grid.notes("action") if n.stage == "S1")
    grid.page.go_to(first.id)
    grid.press("Right")
    here = grid.note(grid.ring)
    assert (here.zone, here.stage) == ("action", "S2")
    grid.press("Down")
    here = grid.note(grid.ring)
    assert (here.zone, here.stage) == ("touchpoint", "S2")
    grid.press("Up", "Left")
    assert grid.ring == first.text


def test_shift_extends_ctrl_moves_alone_and_space_toggles(grid):
    first = next(n for n in grid.notes("action") if n.stage == "S1")
    grid.page.go_to(first.id)
    grid.press("Shift+Right")
    assert len(grid.page.desk.selected) == 2
    grid.press("Ctrl+Right")
    assert len(grid.page.desk.selected) == 2
    assert grid.page.desk.focus not in grid.page.desk.selected
    grid.press("Space")
    assert len(grid.page.desk.selected) == 3
    grid.press("Space")
    assert len(grid.page.desk.selected) == 2


def test_tab_goes_to_the_first_note_of_the_next_zone(tree):
    tree.page.go_to(tree.notes("effect")[2].id)
    tree.press("Tab")
    assert tree.ring == tree.texts("core")[0]
    tree.press("Tab")
    assert tree.ring == tree.texts("cause")[0]
    tree.press("Tab")
    assert tree.ring == tree.texts("effect")[0]
    tree.press("Shift+Tab")
    assert tree.ring == tree.texts("cause")[0]


def test_ctrl_a_takes_the_zone_and_then_the_canvas(tree):
    tree.page.go_to(tree.notes("cause")[0].id)
    tree.press("Ctrl+A")
    assert len(tree.page.desk.selected) == len(tree.notes("cause"))
    tree.press("Ctrl+A")
    assert len(tree.page.desk.selected) == len(tree.notes())


@pytest.mark.parametrize("letter", ["t", "S", "õ", "ж", "#", ".", "?"])
def test_a_sign_typed_over_a_note_writes_and_runs_nothing(tree, letter):
    tree.press("Down")
    before = tree.document.digest()
    tree.sign(letter)
    assert (tree.mode, tree.line) == ("W", letter)
    assert tree.document.digest() == before
    assert tree.ran == []


def test_composed_letters_write_too(tree):
    tree.press("Down")
    tree.type("šž")
    assert (tree.mode, tree.line) == ("W", "šž")


def test_delete_needs_no_question_and_undo_brings_everything_back(tree):
    before = tree.document.digest()
    core = tree.notes("core")[0]
    tree.page.go_to(core.id)
    tree.press("Del")
    assert core.id not in {n.id for n in tree.notes()}
    assert tree.mode == "A"
    assert tree.ring
    tree.press("Ctrl+Z")
    assert tree.document.digest() == before


def test_deleting_the_last_note_leads_back_to_writing(open_board):
    board = open_board()
    board.type_note("üksik")
    board.press("Down", "Del")
    assert (board.mode, board.notes(), board.rings()) == ("W", [], ["line"])


def test_enter_opens_the_text_and_enter_saves_it(tree):
    tree.page.go_to(tree.notes("cause")[0].id)
    tree.press("Return")
    assert (tree.mode, tree.rings()) == ("E", ["editor"])
    tree.type(" (täpsustus)")
    tree.press("Return")
    assert tree.mode == "A"
    assert tree.ring.endswith("(täpsustus)")
    assert tree.rings() == ["note"]


# -- digits


def test_digits_group_and_go_on_to_the_next_ungrouped_note_then_ask_for_names(open_board):
    board = open_board()
    for text in ("Tuum", "buss", "info", "aeg"):
        board.type_note(text)
    board.press("Down")
    board.page.go_to(board.note("Tuum").id)
    board.sign("1")
    assert board.ring == "buss"
    board.sign("2")
    board.sign("1")
    board.sign("2")
    assert [len(c.notes) for c in board.clusters()] == [2, 2]
    assert board.page.desk.job == "name"
    board.type("Sõitmine")
    board.press("Return")
    board.type("Teave")
    board.press("Return")
    assert [c.label for c in board.clusters()] == ["Sõitmine", "Teave"]
    assert (board.mode, board.line) == ("W", "")


def test_alt_digit_groups_from_the_line_and_leaves_the_text_alone(open_board):
    board = open_board()
    for text in ("Tuum", "buss", "info"):
        board.type_note(text)
    board.type("pooleli")
    for _ in range(3):
        board.press("Alt+1")
    assert [len(c.notes) for c in board.clusters()] == [3]
    board.type("Kõik")
    board.press("Return")
    assert [c.label for c in board.clusters()] == ["Kõik"]
    assert board.line == "pooleli"


def test_twenty_notes_are_grouped_in_24_keys_from_the_line(open_board):
    board = open_board()
    for i in range(20):
        board.type_note(f"mõte {i}")
    keys = 0
    for i in range(20):
        board.press(f"Alt+{i % 4 + 1}")
        keys += 1
    assert sum(len(c.notes) for c in board.clusters()) == 20
    for name in ("a", "b", "c", "d"):
        board.type(name)  # a name costs its letters; Enter is the key that counts
        board.press("Return")
        keys += 1
    assert keys == 24
    assert [c.label for c in board.clusters()] == ["a", "b", "c", "d"]


def test_zero_takes_out_of_the_cluster_and_a_number_without_cluster_does_nothing(tree):
    note = tree.notes("cause")[0]
    tree.page.go_to(note.id)
    assert note.id in queries.cluster_of(tree.document, tree.canvas.id)
    tree.sign("0")
    assert note.id not in queries.cluster_of(tree.document, tree.canvas.id)
    before = tree.document.digest()
    tree.sign("9")
    assert tree.document.digest() == before


def test_the_strip_shows_which_digit_means_what(tree):
    tree.press("Down")
    assert tree.page.strip.isVisible()
    assert "1  Ligipääs ja võti · 3" in tree.page.strip.texts()
    tree.page.strip.chosen(2)
    assert len(tree.clusters()[1].notes) == 4


def test_a_name_half_typed_is_kept_by_escape(open_board):
    board = open_board()
    board.type_note("Tuum")
    board.press("Alt+1")
    assert board.page.desk.job == "name"
    board.type("Sõit")
    board.press("Esc")
    assert [c.label for c in board.clusters()] == ["Sõit"]
    assert board.mode == "W"


# -- moving


def test_alt_arrows_move_a_note_through_lanes_and_stages(grid):
    note = next(n for n in grid.notes("action") if n.stage == "S1")
    grid.page.go_to(note.id)
    grid.press("Alt+Right")
    assert (grid.note(note.text).zone, grid.note(note.text).stage) == ("action", "S2")
    grid.press("Alt+Down")  # past the note that stands there
    grid.press("Alt+Down")
    moved = grid.note(note.text)
    assert (moved.zone, moved.stage) == ("touchpoint", "S2")
    assert grid.ring == note.text
    for _ in range(3):
        grid.undo()
    assert (grid.note(note.text).zone, grid.note(note.text).stage) == ("action", "S1")


def test_alt_away_from_the_core_hangs_a_note_under_its_sibling_and_back_again(tree):
    roots = [n for n in tree.notes("cause") if tree.page.presenter.is_root(n)]
    tree.page.go_to(roots[1].id)
    tree.press("Alt+Down")
    assert tree.note(roots[1].text).parent == roots[0].id
    tree.press("Alt+Up")
    assert tree.note(roots[1].text).parent == roots[1].parent


def test_a_branch_taken_over_the_core_goes_with_all_that_hangs_under_it(tree):
    root = next(n for n in tree.notes("cause") if tree.page.presenter.is_root(n))
    kids = [n.id for n in tree.notes("cause") if n.parent == root.id]
    assert kids
    tree.page.go_to(root.id)
    tree.press("Alt+Up")
    assert tree.note(root.text).zone == "effect"
    assert {tree.document.find(i).zone for i in kids} == {"effect"}
    assert tree.overlaps() == []


def test_alt_left_and_right_change_the_order_of_siblings(tree):
    roots = [n for n in tree.notes("cause") if tree.page.presenter.is_root(n)]
    tree.page.go_to(roots[0].id)
    tree.press("Alt+Right")
    now = [n.id for n in tree.notes("cause") if n.parent == roots[0].parent]
    assert now[:2] == [roots[1].id, roots[0].id]


def test_alt_arrows_move_resources_between_blocks_as_drawn(open_board):
    board = open_board(sample("01"), "resource_map")
    note = board.notes("individuals")[-1]
    board.page.go_to(note.id)
    while board.note(note.text).zone == "individuals":
        board.press("Alt+Right")
    assert board.note(note.text).zone == "associations"


# -- more and less


def test_plus_raises_the_feeling_of_the_stage(grid):
    note = next(n for n in grid.notes("action") if n.stage == "S2")
    grid.page.go_to(note.id)
    grid.sign("+")
    stage = next(t for t in grid.document.within(Track, grid.canvas.id) if t.code == "S2")
    assert stage.value == 0
    grid.sign("-")
    grid.sign("−")
    assert next(t for t in grid.document.within(Track, grid.canvas.id) if t.code == "S2").value == -2


def test_plus_and_minus_give_and_take_dots_by_hand(tree):
    note = tree.notes("effect")[0]
    counts = queries.votes(tree.document, tree.canvas.id).get(note.id, 0)
    tree.page.go_to(note.id)
    tree.sign("+")
    tree.sign("=")
    assert queries.votes(tree.document, tree.canvas.id)[note.id] == counts + 2
    for _ in range(4):
        tree.sign("-")
    assert queries.votes(tree.document, tree.canvas.id)[note.id] == counts


def test_priority_of_a_need_stays_between_one_and_three(open_board):
    board = open_board(sample("01"), "resource_map")
    need = board.notes("needs")[0]
    board.page.go_to(need.id)
    for _ in range(5):
        board.sign("-")
    assert board.note(need.text).priority == 3
    for _ in range(5):
        board.sign("+")
    assert board.note(need.text).priority == 1
