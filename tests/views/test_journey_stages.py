"""Stages and lanes on the real widgets: they come, go and move with their notes; marks, widened notes, the mouse."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QRectF

from koosloome_desktop.model.records import Note
from koosloome_desktop.operations import queries
from koosloome_desktop.views.canvas_menu import show_menu
from koosloome_desktop.views.journey_mouse import title_commands
from tests.drivers.journeys import names, run, stage

pytestmark = pytest.mark.slow

# -- stages and lanes


def test_a_stage_is_inserted_by_name_after_the_one_one_is_at(make_journey):
    board = make_journey()
    board.press("Alt+Right")
    run(board, "stage.insert")
    assert "Otsin infot" in board.chip
    board.type("Küsin naabrilt")
    board.press("Return")
    assert names(board)[:4] == ["Tekib mõte", "Otsin infot", "Küsin naabrilt", "Lepin aja kokku"]
    note = board.type_note("Naaber teab")
    assert note.stage == stage(board, "S7").code, "the next note lands in the new stage"
    run(board, "stage.insert")
    board.press("Esc")
    assert len(names(board)) == 7, "no name, no stage"


def test_stages_move_with_their_notes_and_take_names(make_journey):
    board = make_journey()
    texts = [(n.text, n.stage) for n in board.notes()]
    run(board, "stage.right")
    assert names(board)[:2] == ["Otsin infot", "Tekib mõte"]
    assert not run(board, "stage.left") or names(board)[0] == "Tekib mõte"
    assert not run(board, "stage.left"), "there is nothing before the first"
    assert [(n.text, n.stage) for n in board.notes()] == texts
    run(board, "stage.rename")
    board.type("Mõte tekib")
    board.press("Return")
    assert names(board)[0] == "Mõte tekib"


def test_notes_of_a_deleted_stage_wait_where_one_sees_them(make_journey):
    board = make_journey()
    before = board.document.digest()
    inside = [n.id for n in board.notes() if n.stage == "S1"]
    run(board, "stage.delete")
    assert "S1" not in [t.code for t in queries.tracks(board.document, board.canvas.id, "stage")]
    assert board.toasts
    board.page.stage.fresh()
    drawn = board.page.view.board
    loose = next(p for p in drawn.panels if p.role == "loose")
    assert loose.texts[0].text
    assert all(loose.x - 1 <= drawn.note(i).x <= loose.x + loose.w for i in inside)
    assert board.overlaps() == []
    assert board.page.desk.target.stage == "S2"
    board.undo()
    assert board.document.digest() == before


def test_lanes_come_and_go_too(make_journey):
    board = make_journey()
    run(board, "lane.insert")
    board.type("Sõbrad")
    board.press("Return")
    code = queries.tracks(board.document, board.canvas.id, "lane")[1].code
    assert board.page.presenter.zone(code).title == "Sõbrad"
    note = board.type_note("Sõber aitab")
    assert note.zone == code
    run(board, "lane.up")
    assert queries.tracks(board.document, board.canvas.id, "lane")[0].code == code
    run(board, "lane.rename")
    board.press("Ctrl+A", "Backspace", "Return")
    run(board, "lane.delete")
    board.page.stage.fresh()
    assert board.page.view.board.note(note.id) is not None, "the note waits in the tray"
    assert board.document.get(note.id, Note).text == "Sõber aitab"


def test_the_last_lane_stays(make_journey):
    board = make_journey("current_state")
    for _lane in range(5):
        assert run(board, "lane.delete")
    assert not run(board, "lane.delete")


# -- marks and widened notes


def test_evidence_and_level_are_marked_and_shown(make_journey):
    board = make_journey("engagement")
    run(board, "stage.evidence.interview")
    run(board, "stage.level.consult")
    board.page.stage.fresh()
    head = next(p for p in board.page.view.board.panels if p.key == "S1")
    told = " ".join(t.text for t in head.texts).replace("\u00a0", " ")
    assert "intervjuu" in told
    assert "2 konsulteerimine" in told
    run(board, "stage.evidence.interview")
    assert stage(board, "S1").evidence == "", "the same again takes it away"
    other = make_journey("current_state")
    assert not run(other, "stage.level.consult"), "levels belong to engagement"


def test_a_note_is_widened_as_far_as_there_are_stages(make_journey):
    board = make_journey("current_state")
    note = board.type_note("Helistab mitu korda")
    board.click(note)
    board.press("Ctrl+Shift+Right", "Ctrl+Shift+Right")
    assert board.document.get(note.id, Note).span == 3
    board.page.stage.fresh()
    heads = [p for p in board.page.view.board.panels if p.role == "stage"]
    box = board.page.view.board.note(note.id)
    assert box.x + box.w == pytest.approx(heads[2].x + heads[2].w)
    for _time in range(5):
        board.press("Ctrl+Shift+Right")
    assert board.document.get(note.id, Note).span == 5
    board.press("Ctrl+Shift+Left")
    assert board.document.get(note.id, Note).span == 4
    assert board.mode == "A"
    board.press("Esc")
    board.type("sõna teine")
    board.press("Ctrl+Shift+Left")
    assert board.page.bar.line.selectedText(), "in the line the same keys select words"
    assert board.document.get(note.id, Note).span == 4


# -- the mouse


def test_the_field_behind_the_last_stage_adds_one(make_journey):
    board = make_journey()
    add = next(p for p in board.page.view.board.panels if p.role == "add")
    at = board.page.view.from_board(QRectF(add.x + add.w / 2, add.y + add.h / 2, 0, 0)).topLeft()
    board.mouse(QEvent.Type.MouseButtonPress, at)
    board.mouse(QEvent.Type.MouseButtonRelease, at)
    board.type("Hiljem")
    board.press("Return")
    assert names(board)[-1] == "Hiljem"


def test_the_menu_of_a_title_acts_on_that_stage_or_lane(make_journey):
    board = make_journey()
    head = next(p for p in board.page.view.board.panels if p.key == "S3")
    found = [c.id for c in title_commands(board.page, head.x + 5, head.y + 5)]
    assert {"stage.insert", "stage.delete", "stage.left", "feeling.more"} <= set(found)
    run(board, "stage.left")
    assert [t.code for t in board.page.presenter.stages()][:3] == ["S1", "S3", "S2"]
    mark = next(m for m in board.page.view.board.marks if m.key == "S2")
    assert {"feeling.more", "feeling.word"} <= {c.id for c in title_commands(board.page, mark.x, mark.y)}
    assert board.page.desk.target.stage == "S2"
    lane = board.page.view.board.zone("pain")
    assert "lane.rename" in [c.id for c in title_commands(board.page, lane.x + 20, lane.y + 20)]
    assert board.page.desk.target.zone == "pain"
    assert title_commands(board.page, lane.x + lane.w - 30, lane.y + 3) == []
    menu = show_menu(board.page, board.page.view.from_board(QRectF(head.x + 9, head.y + 9, 0, 0)).topLeft().toPoint())
    assert "stage.rename" in [a.objectName() for a in menu.actions()]
    menu.close()


def test_a_question_about_a_stage_that_went_is_left_and_its_text_stays(make_journey):
    board = make_journey()
    board.type("pool lauset")
    run(board, "stage.rename")
    board.type("Nimi")
    board.workshop.run("gone", lambda tx: tx.remove(stage(board, "S1").id))
    board.settle()
    assert (board.page.desk.job, board.mode, board.line) == ("add", "W", "pool lauset Nimi")


def test_a_lane_of_ones_own_keeps_its_name_when_the_line_is_emptied(make_journey):
    board = make_journey()
    run(board, "lane.insert")
    board.type("Kulu")
    board.press("Return")
    code = board.page.desk.target.zone
    for command in ("lane.rename", "title.rename"):
        run(board, command)
        board.page.bar.line.clear()
        board.press("Return")
        board.press("Esc")
        assert board.page.presenter.zone(code).title == "Kulu"
