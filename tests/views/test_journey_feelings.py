"""Feelings of a journey on the real widgets: + and − and the word, wishes, the low point, the question in the line."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QRectF

from koosloome_desktop.canvases.persona import persona, persona_text
from koosloome_desktop.model.records import Note
from koosloome_desktop.operations import queries
from koosloome_desktop.support.i18n import _
from koosloome_desktop.views.asking import Ask, ask
from tests.drivers.board import BoardDriver
from tests.drivers.journeys import run, stage

pytestmark = pytest.mark.slow

# -- feelings


def test_plus_raises_the_curve_and_asks_for_one_word(make_journey):
    board = make_journey()
    board.click(board.note("Räägib naabritega ja loeb kokku kaheksa huvilist"))
    before = board.document.digest()
    board.sign("-")
    assert (board.mode, stage(board, "S1").value) == ("W", 1)
    assert "Tekib mõte +1" in board.chip
    assert board.line == "elevil", "the word that is there stands selected"
    board.sign("-")
    board.sign("-")
    assert (stage(board, "S1").value, board.line) == (-1, "elevil"), "+ and − go on until one types"
    assert "−1" in board.chip
    board.type("väsinud")
    board.press("Return")
    assert (stage(board, "S1").value, stage(board, "S1").word) == (-1, "väsinud")
    assert board.ring == "Räägib naabritega ja loeb kokku kaheksa huvilist", "the ring is back where it was"
    while board.workshop.history.undo_step is not None:
        board.undo()
    assert board.document.digest() == before


def test_esc_skips_the_word_and_it_is_not_asked_again(make_journey):
    board = make_journey("current_state")
    note = board.type_note("Helistab valda")
    board.click(note)
    board.sign("+")
    assert board.page.desk.asked is not None
    board.press("Esc")
    assert (board.mode, stage(board, "S1").value, stage(board, "S1").word) == ("A", 1, "")
    board.sign("+")
    assert (board.mode, stage(board, "S1").value) == ("A", 2), "asked once"
    run(board, "feeling.word")
    board.type("lootusrikas")
    board.press("Return")
    assert stage(board, "S1").word == "lootusrikas"


def test_the_question_keeps_what_was_typed_before(make_journey):
    board = make_journey("current_state")
    board.type("pooleli lause")
    run(board, "feeling.more")
    assert board.line == ""
    board.type("+ rõõmus")
    board.press("Return")
    assert stage(board, "S1").word == "+ rõõmus"
    assert (board.mode, board.line) == ("W", "pooleli lause")


def test_a_click_elsewhere_keeps_the_word(make_journey):
    board = make_journey("current_state")
    note = board.type_note("Helistab valda")
    run(board, "feeling.less")
    board.type("mures")
    board.click(note)
    assert (stage(board, "S1").value, stage(board, "S1").word) == (-1, "mures")
    assert board.ring == "Helistab valda"


def test_an_emptied_word_is_taken_away(make_journey):
    board = make_journey()
    run(board, "feeling.word")
    assert board.line == "elevil"
    board.press("Backspace", "Return")
    assert stage(board, "S1").word == ""


def test_wished_feelings_are_drawn_on_a_wished_journey_or_when_one_wants_to(make_journey):
    board = make_journey()
    run(board, "feeling.wish")
    run(board, "feeling.more")
    board.type("kindel")
    board.press("Return")
    assert (stage(board, "S1").to_be, stage(board, "S1").to_be_word, stage(board, "S1").value) == (1, "kindel", 2)
    board.page.stage.fresh()
    assert {"feeling"} <= {c.role for c in board.page.view.board.curves}
    assert [m.key for m in board.page.view.board.marks if m.kind == "to_be"] == ["S1"]


def test_on_a_wished_journey_plus_draws_the_wish(make_journey):
    board = make_journey("future_state")
    run(board, "feeling.more")
    board.press("Esc")
    assert (stage(board, "S1").to_be, stage(board, "S1").value) == (1, None)


# -- the question itself


def test_a_question_that_was_answered_with_the_same_changes_nothing(make_journey):
    board = make_journey()
    before = board.document.digest()
    kept: list[str] = []
    ask(board.page, Ask("Küsimus", "kus", "Mis?", kept.append, text="sama"))
    board.press("Return")
    assert kept == []
    assert board.document.digest() == before
    ask(board.page, Ask("Küsimus", "kus", "Mis?", kept.append, text="sama"))
    ask(board.page, Ask("Küsimus", "kus", "Mis veel?", kept.append))
    board.type("vastus")
    board.press("Return")
    assert kept == ["vastus"]
    assert board.mode == "W"


# -- the low point


def causes(board: BoardDriver) -> list[Note]:
    other = next((c for c in queries.canvases(board.document) if c.type == "problem_map"), None)
    return [n for n in queries.notes(board.document, other.id) if n.zone == "cause"] if other is not None else []


def test_the_lowest_point_asks_why_and_the_answer_is_a_pain_and_a_cause(make_journey):
    board = make_journey("current_state")
    sent: list[str] = []
    board.page.sent.connect(lambda told, _where: sent.append(told))
    for _time in range(2):
        run(board, "feeling.less")
        board.press("Esc")
        board.page.presenter.skipped.clear()
    before = board.document.digest()
    run(board, "feeling.word")
    board.type("tüdinud")
    board.press("Return")
    assert board.page.desk.asked is not None, "the line asks why"
    board.type("Vastust ei tule neli kuud")
    board.press("Return")
    pain = board.note("Vastust ei tule neli kuud")
    assert (pain.zone, pain.stage) == ("pain", "S1")
    assert [(n.text, n.sources) for n in causes(board)] == [("Vastust ei tule neli kuud", (pain.id,))]
    assert sent
    board.undo()
    assert not causes(board)
    board.undo()
    assert board.document.digest() == before


def test_why_is_asked_once_and_never_where_it_feels_well(make_journey):
    board = make_journey("current_state")
    run(board, "feeling.more")
    board.type("rõõmus")
    board.press("Return")
    assert board.page.desk.asked is None
    assert not board.page.ctx.commands.by_id("stage.why").when()
    for _time in range(3):
        run(board, "feeling.less")
    board.type("kurb")
    board.press("Return")
    assert board.page.desk.asked is not None
    board.press("Esc")
    run(board, "feeling.word")
    board.type("väga kurb")
    board.press("Return")
    assert board.page.desk.asked is None


def test_pains_of_the_lowest_stage_go_to_the_problem_map_together(make_journey):
    board = make_journey()
    low = min(board.page.presenter.stages(), key=lambda s: s.value)
    there = [n for n in board.notes() if (n.zone, n.stage) == ("pain", low.code)]
    count = len(causes(board))
    assert run(board, "stage.why")
    assert [n.text for n in causes(board)[count:]] == [n.text for n in there]
    run(board, "stage.why")
    assert len(causes(board)) == count + len(there), "never twice"


def test_whose_journey_it_is_is_asked_in_the_line(make_journey):
    board = make_journey("current_state")
    run(board, "journey.persona")
    board.type("Eakas, kes vajab sõitu")
    board.press("Return")
    assert persona_text(board.canvas_record(), "label") == "Eakas, kes vajab sõitu"
    board.undo()
    assert not persona(board.canvas_record())


def test_a_screen_reader_hears_the_feeling_and_how_far_a_note_reaches(make_journey):
    board = make_journey()
    note = next(n for n in board.notes() if n.stage == "S1")
    board.workshop.run("wide", lambda tx: tx.update(note, span=2))
    told = board.page.view.spoken.description(note.id)
    assert "+2 elevil" in told
    assert _("over {count} stages").format(count=2) in told


def test_a_click_into_the_panel_draws_the_curve_there(make_journey):
    board = make_journey("current_state")
    view = board.page.view
    before = board.document.digest()
    scale = {c.key: c.points[0][1] for c in view.board.curves if c.key.startswith("scale:")}
    level = scale["scale:-3"] - (scale["scale:-3"] - scale["scale:3"]) / 6
    head = next(p for p in view.board.panels if p.key == "S3")
    at = view.from_board(QRectF(head.x + head.w * 0.4, level + 2, 0, 0)).topLeft()
    board.mouse(QEvent.Type.MouseButtonPress, at)
    board.mouse(QEvent.Type.MouseButtonRelease, at)
    assert stage(board, "S3").value == -2
    board.type("mures")
    board.press("Return")
    assert stage(board, "S3").word == "mures"
    board.press("Esc")
    board.undo()
    board.undo()
    assert board.document.digest() == before
