"""Signs at the beginning of the line that become a chip; Backspace gives the sign back; pasted text is only text."""

from __future__ import annotations

import pytest

from koosloome_desktop.canvases.creating import new_workshop
from koosloome_desktop.operations import notes as verbs
from koosloome_desktop.views.canvas_said import Prefix, begun, by_name

pytestmark = pytest.mark.slow


@pytest.fixture
def tree(board):
    board.type_note("Noored ei osale")
    return board


def chip(board) -> str:
    shown = board.page.bar.prefix
    return shown.text() if shown.isVisible() else ""


def hand(board, text: str) -> None:
    for sign in text:
        board.sign(sign)


def members(board) -> dict[str, list[str]]:
    return {c.label: [board.document.find(i).text for i in c.notes] for c in board.clusters()}


@pytest.mark.parametrize("sign", ["#", "№"])
def test_a_name_becomes_a_chip_and_the_note_goes_into_a_new_cluster_in_one_step(tree, sign):
    hand(tree, f"{sign}t")
    assert (chip(tree), tree.line) == ("# …", "t")
    hand(tree, "ransport ")
    assert (chip(tree), tree.line) == ("# transport (uus)", "")
    hand(tree, "buss ei käi")
    before = tree.document.digest()
    tree.press("Return")
    assert members(tree) == {"transport": ["buss ei käi"]}
    assert (chip(tree), tree.line) == ("", "")
    tree.undo()
    assert tree.document.digest() == before


def test_the_beginning_or_the_number_of_a_cluster_is_enough(tree):
    with tree.document.transaction("x") as tx:
        verbs.add_cluster(tx, tree.canvas.id, "Õhtune transport")
        verbs.add_cluster(tx, tree.canvas.id, "Raha")
    hand(tree, "#õHT ")
    assert chip(tree) == "# Õhtune transport"
    hand(tree, "buss ei käi")
    tree.press("Return")
    hand(tree, "#2 ")
    assert chip(tree) == "# Raha"
    hand(tree, "toetust pole")
    tree.press("Return")
    hand(tree, "#Uus_rühm kolmas")
    tree.press("Return")
    assert members(tree) == {"Õhtune transport": ["buss ei käi"], "Raha": ["toetust pole"], "Uus rühm": ["kolmas"]}


def test_an_input_method_that_sends_the_whole_line_is_typing_too(tree):
    tree.type("#raha toetust pole")
    tree.press("Return")
    assert members(tree) == {"raha": ["toetust pole"]}


def test_backspace_gives_the_sign_back_and_it_stays_text(tree):
    hand(tree, "#t")
    tree.press("Backspace")
    assert (chip(tree), tree.line) == ("", "#t")
    hand(tree, "ee on kinni")
    tree.press("Return")
    assert tree.texts("cause") == ["#tee on kinni"]
    assert members(tree) == {}
    hand(tree, "#t")
    assert chip(tree) == "# …"


def test_backspace_before_the_text_gives_the_whole_prefix_back(tree):
    hand(tree, "#raha puudub")
    tree.press("Home", "Backspace")
    assert tree.line == "#raha puudub"
    assert tree.page.bar.line.cursorPosition() == 6
    assert chip(tree) == ""


def test_backspace_in_the_text_is_backspace(tree):
    hand(tree, "#raha puu")
    tree.press("Backspace")
    assert (chip(tree), tree.line) == ("# raha (uus)", "pu")


def test_a_click_on_the_chip_gives_it_back(tree):
    hand(tree, "#raha pu")
    tree.page.bar.prefix.click()
    assert tree.line == "#raha pu"


def test_enter_ends_a_name_that_is_being_typed(tree):
    hand(tree, "#raha")
    tree.press("Return")
    assert (chip(tree), tree.line, tree.texts("cause")) == ("# raha (uus)", "", [])
    hand(tree, "puudub")
    tree.press("Return")
    assert members(tree) == {"raha": ["puudub"]}


@pytest.mark.parametrize("text", ["# 5", "#", "##x", "> 50 inimest", "! oluline", "a#b"])
def test_a_lone_sign_is_text(tree, text):
    hand(tree, text)
    assert (tree.line, chip(tree)) == (text, "")


def test_pasted_text_is_only_text(tree):
    tree.paste("#1 asi\n> 50 inimest\n>tsitaat\n!tähtis")
    assert tree.texts("cause") == ["#1 asi", "> 50 inimest", ">tsitaat", "!tähtis"]
    tree.paste("#1 asi")
    assert (tree.line, chip(tree)) == ("#1 asi", "")
    tree.press("Return")
    assert members(tree) == {}


def test_a_child_of_the_last_note_and_the_aim_stays_as_it_was(tree):
    parent = tree.type_note("Kaasamine on tööajal")
    hand(tree, ">n")
    assert (chip(tree), tree.line) == ("↳ Kaasamine on tööajal", "n")
    hand(tree, "ii on tehtud")
    tree.press("Return")
    child = tree.note("nii on tehtud")
    assert child.parent == parent.id
    hand(tree, ">sest keegi ei küsi")
    tree.press("Return")
    assert tree.note("sest keegi ei küsi").parent == child.id
    assert tree.type_note("Hoopis muu").parent == tree.note("Noored ei osale").id


def test_where_notes_hang_under_nothing_the_sign_is_text(open_board):
    board = open_board(kind="resource_map")
    board.type_note("Saal")
    hand(board, ">x")
    assert (board.line, chip(board)) == (">x", "")


def test_where_zones_are_the_kinds_own_the_sign_is_text(open_board):
    board = open_board(kind="resource_map")
    hand(board, "!Uus mõte")
    assert (board.line, chip(board)) == ("!Uus mõte", "")


OPEN = [("problem_map", "fishbone"), ("journey_map", "current_state")]


@pytest.mark.parametrize(("kind", "variant"), OPEN)
def test_a_new_zone_where_the_variant_has_open_zones(open_board, kind, variant):
    board = open_board(new_workshop("Proov", canvases=[(kind, variant)]), kind)
    zones = [z.title for z in board.page.presenter.zones()]
    stage = board.page.desk.target.stage
    hand(board, "!Küla_plats mõte")
    assert chip(board) == "! Küla plats (uus)"
    before = board.document.digest()
    board.press("Return")
    note = board.note("mõte")
    assert board.page.presenter.zone(note.zone).title == "Küla plats"
    assert [z.title for z in board.page.presenter.zones()] == [*zones, "Küla plats"]
    assert note.stage == stage
    assert board.page.desk.target.zone == note.zone  # the next one goes there too
    hand(board, "!küla teine")
    board.press("Return")
    assert board.note("teine").zone == note.zone
    assert len(board.page.presenter.zones()) == len(zones) + 1
    assert board.overlaps() == []
    board.undo()
    board.undo()
    assert board.document.digest() == before
    assert board.page.desk.target.zone in board.page.presenter.codes(), "the next one does not go where nothing is"


def test_escape_keeps_the_chip_and_drafts_keep_it_too(tree):
    hand(tree, "#raha puu")
    tree.press("Esc", "Esc")
    assert (chip(tree), tree.line) == ("# raha (uus)", "puu")
    tree.page.drafts.save()
    assert tree.workshop.drafts[("line", tree.canvas.id)] == "#raha puu"
    tree.page.prefixes.put("")
    tree.page.drafts.restore()
    assert (chip(tree), tree.line) == ("# raha (uus)", "puu")


def test_the_prefix_waits_while_a_cluster_is_named(tree):
    note = tree.type_note("Bussid ei sõida")
    hand(tree, "#raha puu")
    for other in tree.notes():
        if other.id != note.id:
            tree.page.verbs.cluster([other.id], 1)
    tree.page.desk.current = note.id
    tree.press("Alt+2")
    assert tree.page.desk.job == "name"
    assert chip(tree) == ""
    tree.type("Üks")
    tree.press("Return", "Return")
    assert (chip(tree), tree.line) == ("# raha (uus)", "puu")


def test_reading_a_prefix():
    allowed = "#№>!"
    assert begun("#a", allowed) == (Prefix("#"), "a")
    assert begun("#a b", allowed) == (Prefix("#", "a", named=True), "b")
    assert begun(">a b", allowed) == (Prefix(">", named=True), "a b")
    assert begun(">a", "#") is None
    assert begun("", allowed) is None
    assert by_name([("Õhtu", 1), ("õhtune", 2)], "ÕHTU") == 1
    assert by_name([("Transport", 1), ("Transiit", 2)], "tran") is None
    assert by_name([("", 1)], "") is None
