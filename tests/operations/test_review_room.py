"""Who is at a follow-up, the order it goes through the rows, and the numbers at its end."""

from __future__ import annotations

from datetime import date

import pytest

from koosloome_desktop.canvases.action_plan import meetings
from koosloome_desktop.model.records import Action, Canvas
from koosloome_desktop.operations import review as verbs
from koosloome_desktop.operations import review_room as room
from koosloome_desktop.services import workshop_file
from tests.exports.reading import sample

TODAY = date(2026, 10, 15)


@pytest.fixture
def plan():
    document = sample("03_turvaline_koolitee")
    canvas = next(c for c in document.of(Canvas) if c.type == "action_plan")
    with document.transaction("Begin") as tx:
        review = verbs.begin_review(tx, canvas, "2026-10-15")
    return document, canvas, review


def action(document, code: str) -> Action:
    return next(a for a in document.of(Action) if a.code == code)


def codes(document, review) -> list[str]:
    return [s.action.code for s in room.before_meeting(document, review, TODAY)]


def do(document, work):
    with document.transaction("Do") as tx:
        return work(tx)


def test_open_rows_by_deadline_then_those_that_were_over_and_nothing_jumps(plan):
    document, canvas, review = plan
    order = codes(document, review)
    assert order == ["A6", "A5", "A7", "A8", "A2", "A1", "A3", "A4", "A9"]
    do(document, lambda tx: verbs.set_row_status(tx, review, action(document, "A6"), "done"))
    late = action(document, "A7")
    do(document, lambda tx: verbs.set_row_status(tx, review, late, "delayed", new_deadline="2030-01-01"))
    current = verbs.open_review(document, canvas.id)
    assert codes(document, current) == order
    before = {s.action.code: s for s in room.before_meeting(document, current, TODAY)}
    assert before["A6"].set_status == "in_progress"
    assert before["A7"].deadline == "2027-09-30"
    assert before["A5"].deadline == "2026-12-15"  # what the meeting before it moved


def test_a_row_that_was_over_is_dealt_with_a_postponed_one_is_asked_about_again(plan):
    document, _canvas, review = plan
    before = {s.action.code: s for s in room.before_meeting(document, review, TODAY)}
    assert room.settled({}, before["A1"])
    assert room.settled({}, before["A9"])
    assert not room.settled({}, before["A6"])
    assert room.settled({"status": "in_progress"}, before["A6"])
    do(document, lambda tx: tx.update(action(document, "A8"), status="postponed"))
    again = {s.action.code: s for s in room.before_meeting(document, review, TODAY)}
    assert not room.settled({}, again["A8"])


def test_drafts_are_no_rows_of_a_meeting(plan):
    document, canvas, review = plan
    do(document, lambda tx: tx.update(action(document, "A8"), draft=True))
    assert "A8" not in codes(document, review)
    assert room.numbers(document, canvas.id, TODAY).rows == 8


def test_numbers_of_the_plan_and_of_a_meeting(plan):
    document, canvas, review = plan
    found = room.numbers(document, canvas.id, TODAY)
    assert found.by_status == {"done": 3, "in_progress": 4, "delayed": 1, "dropped": 1}
    assert (found.rows, found.planned, found.spent, found.overspent) == (9, 9_090_000, 635_500, 1)
    assert room.meeting_numbers(review) == {}
    first = verbs.reviews(document, canvas.id)[0]
    assert room.meeting_numbers(first) == {"done": 3, "in_progress": 4, "delayed": 1, "dropped": 1}
    assert room.spent_at(first) == 635_500


def test_who_is_there_is_kept_in_the_file_and_none_leaves_no_key(plan):
    document, _canvas, review = plan
    changed = do(document, lambda tx: room.set_present(tx, review, [" vallavanem ", "", "politsei"]))
    assert room.present(changed) == ("vallavanem", "politsei")
    text = workshop_file.dumps(workshop_file.write(document))
    assert '"present": [' in text
    assert any(field.key == "present" for field in meetings.MEETING)
    none = do(document, lambda tx: room.set_present(tx, review, ["", " "]))
    assert "present" not in none.content


def test_percent_is_told_in_the_history_and_goes_back(plan):
    document, _canvas, review = plan
    row = do(document, lambda tx: room.set_percent(tx, review, action(document, "A7"), 40))
    assert row.percent == 40
    assert [e["field"] for e in row.history] == ["percent"]
    assert do(document, lambda tx: room.set_percent(tx, review, row, None)).history == ()
