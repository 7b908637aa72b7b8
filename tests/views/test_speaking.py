"""Who is speaking (Ctrl+G), and numbers of one and two digits."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QPushButton

from koosloome_desktop.operations import notes as verbs
from koosloome_desktop.operations.groups import group_names
from tests.drivers.board import sample

pytestmark = pytest.mark.slow


def groups(board) -> list[str]:
    return [n.group for n in board.notes()]


def many_clusters(board, count: int) -> None:
    with board.document.transaction("fill") as tx:
        for number in range(1, count + 1):
            verbs.add_cluster(tx, board.canvas.id, f"Märkmerühm {number}")


def inside(board, number: int) -> list[str]:
    return [board.document.find(i).text for i in board.clusters()[number - 1].notes]


def test_the_strip_shows_the_groups_of_the_workshop_and_a_digit_picks_one_for_all_notes_to_come(open_board):
    board = open_board(sample("01"))
    board.type("pool lauset")
    board.press("Ctrl+G")
    assert board.page.strip.texts() == ["Kes räägib?", "1  rühm 1", "2  rühm 2", "3  rühm 3", "0  rühmata"]
    assert board.rings() == ["line"]
    board.press("2")
    assert (board.line, board.chip.endswith("rühm 2")) == ("pool lauset", True)
    board.press("Return")
    assert board.type_note("veel üks mõte").group == "2"
    assert "rühm 2" in board.page.view.board.note(board.note("veel üks mõte").id).footer
    board.press("Ctrl+G", "0")
    assert "rühm" not in board.chip
    assert board.type_note("kolmas").group == ""


def test_it_stays_for_pasted_lists_and_halves(board):
    board.press("Ctrl+G", "1")
    board.paste("üks\nkaks")
    board.type("esimene pool teine pool")
    board.page.bar.line.setCursorPosition(13)
    board.press("Ctrl+Return")
    assert groups(board) == ["1"] * 4


def test_a_letter_or_escape_puts_the_groups_away_and_letters_write(board):
    board.press("Ctrl+G", "Esc")
    assert (board.page.speaking.picking, board.mode) == (False, "W")
    board.press("Ctrl+G")
    board.sign("õ")
    assert (board.page.speaking.picking, board.line) == (False, "õ")
    board.press("Ctrl+G", "Ctrl+G")
    assert not board.page.speaking.picking
    board.press("Ctrl+G", "8")  # there is no eighth group
    assert (board.page.speaking.group, board.line) == ("", "õ")


def test_over_notes_it_sets_the_group_of_the_selection_as_one_step(open_board):
    board = open_board(sample("01"))
    first, second = board.notes("cause")[:2]
    board.page.go_to(first.id)
    board.page.modes.arrange(second.id, (first.id, second.id))
    before = board.document.digest()
    board.press("Ctrl+G", "3")
    assert [board.document.find(n.id).group for n in (first, second)] == ["3", "3"]
    assert (board.mode, board.page.speaking.group, board.rings()) == ("A", "", ["note"])
    board.undo()
    assert board.document.digest() == before


def test_a_click_picks_a_group(board):
    board.press("Ctrl+G")
    next(b for b in board.page.strip.findChildren(QPushButton) if b.text().startswith("4")).click()
    board.settle()
    assert board.page.speaking.group == "4"


def test_named_groups_go_before_numbers_and_numbers_come_from_what_is_known(open_board):
    board = open_board()
    assert group_names(board.document) == [str(n) for n in range(1, 7)]
    with board.document.transaction("x") as tx:
        tx.update(board.document.workshop, groups=11)
    assert len(group_names(board.document)) == 11
    board.press("Ctrl+G", "1", "1")
    assert board.page.speaking.group == "11"


# -- numbers above nine


def test_up_to_nine_clusters_a_digit_acts_at_once(board):
    many_clusters(board, 8)
    board.type_note("mõte")
    board.press("Down", "1")
    assert inside(board, 1) == ["mõte"]


def test_from_ten_on_one_waits_for_its_second_digit_and_the_strip_says_so(board):
    many_clusters(board, 12)
    board.type_note("mõte")
    board.press("Down")
    assert any(t.startswith("10–13") for t in board.page.strip.texts())
    board.press("1")
    assert inside(board, 1) == []
    shown = board.page.strip.texts()
    assert shown[0] == "1 …"
    assert [t.split()[0] for t in shown[1:]] == ["1", "10", "11", "12", "13"]
    board.press("2")
    assert inside(board, 12) == ["mõte"]
    assert inside(board, 1) == []
    board.press("2")
    assert inside(board, 2) == ["mõte"]  # 20 would be a long way off


@pytest.mark.parametrize("key", ["Return", "Right", "õ"])
def test_enter_or_any_other_key_takes_the_digit_alone(board, key):
    many_clusters(board, 10)
    board.type_note("mõte")
    board.press("Down", "1")
    board.sign(key) if key == "õ" else board.press(key)
    assert inside(board, 1) == ["mõte"]
    assert board.line == ("õ" if key == "õ" else "")
    assert board.mode == ("W" if key == "õ" else "A")


def test_escape_drops_the_digit_and_stays(board):
    many_clusters(board, 10)
    board.type_note("mõte")
    board.press("Down", "1", "Esc")
    assert (inside(board, 1), board.mode) == ([], "A")
    board.press("3")
    assert inside(board, 3) == ["mõte"]


def test_alt_held_over_both_digits_is_one_number_and_letting_go_ends_it(board):
    many_clusters(board, 12)
    board.type_note("mõte")
    board.type("pool")
    board.alt("11")
    assert inside(board, 11) == ["mõte"]
    board.alt("1")
    assert (inside(board, 1), inside(board, 11), board.line) == (["mõte"], [], "pool")


def test_ten_is_one_and_nought(board):
    many_clusters(board, 12)
    board.type_note("mõte")
    board.press("Down", "1", "0")
    assert inside(board, 10) == ["mõte"]
    board.press("0")
    assert inside(board, 10) == []


def test_a_number_that_means_nothing_changes_nothing(board):
    many_clusters(board, 12)
    board.type_note("mõte")
    before = board.document.digest()
    board.press("Down", "1", "7")
    assert board.document.digest() == before


# -- a round: one group after the other


def test_in_a_round_enter_goes_on_to_the_next_group_and_after_the_last_to_the_first(open_board):
    board = open_board(sample("01"))
    board.press("Ctrl+G", "2", "Ctrl+G")
    assert board.page.strip.texts()[0] == "Kes räägib? Enter: rühm 3"
    board.press("Return")
    assert (board.page.speaking.group, board.page.speaking.picking) == ("3", False)
    board.press("Ctrl+G", "Return")
    assert board.page.speaking.group == "1"


def test_while_nobody_speaks_enter_is_the_lines(board):
    board.type("mõte")
    board.press("Ctrl+G", "Return")
    assert board.texts() == ["mõte"]
    assert not board.page.speaking.picking


def test_the_chip_counts_what_the_group_has_said(board):
    board.press("Ctrl+G", "4")
    assert board.chip.endswith("rühm 4")
    for number in range(1, 4):
        board.type_note(f"mõte {number}")
        assert board.chip.endswith(f"rühm 4 · {number}")
    board.undo()
    assert board.chip.endswith("rühm 4 · 2")
