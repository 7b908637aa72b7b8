"""The ladder of "why?", and the core sentence: candidates side by side, a show of hands, one is chosen."""

from __future__ import annotations

import pytest

from koosloome_desktop.model.records import Ballot, Tally
from koosloome_desktop.operations import parking, queries
from tests.drivers.board import sample

pytestmark = pytest.mark.slow


def question(board) -> str:
    return board.page.bar.line.placeholderText()


def answer(board, text: str) -> None:
    board.type(text)
    board.press("Return")


def test_the_ladder_asks_why_of_the_note_before(board):
    board.type_note("Maja seisab tühjana")
    board.type_note("Keegi ei ava maja")
    assert question(board).startswith("Miks see nii on?")
    board.press("Alt+Down")
    assert question(board) == "Miks? „Keegi ei ava maja“"
    second = board.type_note("Võti on ühe inimese käes")
    assert question(board) == "Miks? „Võti on ühe inimese käes“"
    third = board.type_note("Teisi pole küsitud")
    assert third.parent == second.id
    board.press("Alt+Up")
    assert question(board) == "Miks? „Võti on ühe inimese käes“"


def test_upwards_it_asks_what_follows(open_board):
    board = open_board(sample("01"))
    note = board.note("Huviringid kolivad naabervalda")
    board.page.modes.arrange(note.id)
    board.press("Escape", "Tab", "Tab")
    while board.page.desk.target.zone != "effect":
        board.press("Tab")
    board.press("Alt+Up")
    assert question(board) == "Ja mis sellest järgneb? „Huviringid kolivad naabervalda“"


def test_three_candidates_a_show_of_hands_and_one_is_chosen(board):
    assert board.ctx.commands.run("note.drafts")
    board.settle()
    answer(board, "Maja on kinni")
    board.press("Escape")
    cause = board.type_note("Võti on kadunud")
    assert cause.parent == board.notes("core")[0].id
    assert board.ctx.commands.run("note.drafts")
    board.settle()
    assert "2/3" in board.chip
    answer(board, "Külaelul ei ole kohta")
    answer(board, "Huvilised ei leia üksteist")
    assert len(board.page.view.board.notes) == 4
    assert board.overlaps() == []
    assert question(board) == "Mitu kätt: „Maja on kinni“?"
    answer(board, "5")
    answer(board, "üksteist")
    assert "Külaelul ei ole kohta" in question(board), "only a number counts"
    board.page.bar.line.clear()
    answer(board, "11")
    board.press("Return")
    votes = queries.votes(board.document, board.canvas.id)
    assert [votes.get(n.id, 0) for n in board.notes("core")] == [5, 11, 0]
    before = board.document.digest()
    assert "Külaelul ei ole kohta" in question(board)
    board.press("Return")
    assert board.texts("core") == ["Külaelul ei ole kohta"]
    assert board.document.find(cause.id).parent == board.notes("core")[0].id
    assert [n.text for n in parking.parked(board.document)] == ["Maja on kinni", "Huvilised ei leia üksteist"]
    assert "Külaelul ei ole kohta" in board.toasts[-1]
    assert board.mode == "W"
    board.undo()
    assert board.document.digest() == before


def test_a_number_chooses_another_than_the_leading_one(board):
    board.ctx.commands.run("note.drafts")
    for text in ("Esimene", "Teine"):
        answer(board, text)
    board.press("Return", "Return", "Return")
    answer(board, "2")
    assert board.texts("core") == ["Teine"]


def test_escape_leaves_the_candidates_side_by_side_and_the_command_chooses_later(board):
    board.ctx.commands.run("note.drafts")
    for text in ("Esimene", "Teine", "Kolmas"):
        answer(board, text)
    board.press("Escape")
    assert board.texts("core") == ["Esimene", "Teine", "Kolmas"]
    assert not board.ctx.commands.find("note.drafts").when()
    board.click(board.note("Kolmas"))
    assert board.ctx.commands.run("note.core")
    board.settle()
    assert board.texts("core") == ["Kolmas"]
    assert not board.ctx.commands.find("note.core").when()


def test_one_candidate_alone_needs_no_hands(board):
    board.ctx.commands.run("note.drafts")
    answer(board, "Ainus")
    board.press("Return")
    assert board.texts("core") == ["Ainus"]
    assert board.line == ""
    assert not board.ctx.commands.find("note.hands").when()


def test_digits_pressed_as_keys_are_the_answer_and_no_cluster(open_board):
    board = open_board(sample("01"))
    board.ctx.commands.run("note.drafts")
    answer(board, "Teine sõnastus")
    board.press("Return")
    assert question(board).startswith("Mitu kätt")
    board.sign("1")
    board.sign("2")
    assert board.line == "12"
    board.press("Return")
    votes = queries.votes(board.document, board.canvas.id)
    assert votes[board.notes("core")[0].id] == 12
    dots, hands = board.document.within(Ballot, board.canvas.id)
    assert set(hands.targets) == {n.id for n in board.notes("core")}
    assert sum(t.count for t in board.document.within(Tally, dots.id)) == 45, "hands are no dots"
    board.press("Return", "Return")
    assert board.document.find(hands.id).closed
    cause = board.note("Internet on aeglane")
    board.click(cause)
    board.sign("+")
    assert {t.target for t in board.document.within(Tally, dots.id) if t.method == "hands"} == {cause.id}
