"""Follow-up meetings: statuses with reasons and new deadlines, money, minutes, the next date; what changed, how far."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from koosloome_desktop.model.document import Document
from koosloome_desktop.model.frozen import FrozenMap
from koosloome_desktop.model.history import History
from koosloome_desktop.model.records import Action, Canvas, Milestone, Review
from koosloome_desktop.operations import actions, plan_changes, plan_progress, review
from koosloome_desktop.support.clock import FixedClock
from koosloome_desktop.support.errors import KoosloomeError
from tests.operations.plan_steps import plan_of
from tests.operations.test_checks_live import sample
from tests.operations.test_plan_undo import survives

TODAY = date(2027, 3, 1)


def rows(document: Document, canvas: Canvas) -> list[Action]:
    return document.within(Action, canvas.id)


def begun(count: int = 3) -> tuple[Document, Canvas, Review]:
    document, canvas = plan_of(count)
    with document.transaction("Begin") as tx:
        meeting = review.begin_review(tx, canvas, "2027-01-10", " Kool ", "vald")
    return document, canvas, meeting


def noted(document: Document, meeting: Review, action: Action) -> dict[str, Any]:
    return dict(review.row_noted(document.get(meeting.id, Review), action))


def test_a_meeting_begins_with_what_was_arranged_and_only_one_is_open() -> None:
    document, canvas = plan_of(1)
    with document.transaction("Next") as tx:
        review.set_next(tx, canvas, "2027-01-10", "Päevakeskus", "abivallavanem")
        first = review.begin_review(tx, canvas, "2027-01-12")
        assert review.begin_review(tx, canvas, "2027-02-01") is not None
    assert [r.id for r in review.reviews(document, canvas.id)] == [first.id]
    assert dict(first.content) == {
        "date": "2027-01-12", "place": "Päevakeskus", "owner_role": "abivallavanem", "rows": (), "open": True
    }  # fmt: skip
    assert "next_review" not in document.get(canvas.id, Canvas).parts
    with document.transaction("Finish") as tx:
        review.finish_review(tx, first)
        second = review.begin_review(tx, canvas, "2027-06-01", "Kool", "kool")
    assert review.open_review(document, canvas.id) == document.get(second.id, Review)
    with pytest.raises(KoosloomeError, match="pooleli"), document.transaction("Reopen") as tx:
        review.reopen_review(tx, first)
    with pytest.raises(KoosloomeError, match="homme"), document.transaction("Bad") as tx:
        review.set_next(tx, canvas, "homme")


def test_a_late_row_asks_for_reason_and_date_and_keeps_the_old_one() -> None:
    document, canvas, meeting = begun()
    row = rows(document, canvas)[0]
    with document.transaction("Late") as tx:
        row = review.set_row_status(tx, meeting, row, "delayed", reason=" leping venis ", new_deadline="2027-06-30")
    assert (row.status, row.reason, row.deadline, row.changes) == ("delayed", "leping venis", "2027-06-30", 1)
    assert [(e["field"], e["old"], e["new"], e["review"]) for e in row.history] == [
        ("deadline", "2027-01", "2027-06-30", "2027-01-10"), ("status", "planned", "delayed", "2027-01-10")
    ]  # fmt: skip
    assert noted(document, meeting, row) == {
        "row": "A1", "status": "delayed", "note": "", "new_deadline": "2027-06-30", "reason": "leping venis",
        "old_status": "planned", "old_deadline": "2027-01",
    }  # fmt: skip
    survives(document)


def test_saying_it_again_in_the_same_meeting_corrects_it() -> None:
    document, canvas, meeting = begun()
    row = rows(document, canvas)[0]
    with document.transaction("First") as tx:
        row = review.set_row_status(tx, meeting, row, "postponed", reason="x", new_deadline="2027-06")
        row = review.set_row_status(tx, meeting, row, "postponed", reason="raha pole", new_deadline="2027-09")
        assert [e["old"] for e in row.history] == ["2027-01", "planned"]
        row = review.set_row_status(tx, meeting, row, "done")
    assert (row.reason, noted(document, meeting, row)["old_status"]) == ("", "planned")
    with document.transaction("Back") as tx:
        row = review.set_row_deadline(tx, meeting, row, None)
        row = review.set_row_status(tx, meeting, row, "planned")
    assert (row.deadline, row.history) == ("2027-01", ())
    assert "new_deadline" not in noted(document, meeting, row)


def test_money_notes_and_measures_stand_in_the_minutes_and_on_the_row() -> None:
    document, canvas, meeting = begun()
    second, first = rows(document, canvas)[1], rows(document, canvas)[0]
    with document.transaction("Say") as tx:
        review.set_row_spent(tx, meeting, second, 1_250)
        review.set_row_note(tx, meeting, second, " Kaks pakkumist ")
        row = review.set_row_actual(tx, meeting, second, "7 last", 40)
        review.set_row_status(tx, meeting, first, "in_progress")
    assert (row.spent, row.actual, row.percent) == (1_250, "7 last", 40)
    assert noted(document, meeting, row)["actual_eur"] == "12.50"
    assert noted(document, meeting, row)["note"] == "Kaks pakkumist"
    content = document.get(meeting.id, Review).content
    assert [one["row"] for one in content["rows"]] == ["A1", "A2"]
    assert review.seen(document, document.get(meeting.id, Review)) == (1, 3)
    with document.transaction("Nothing") as tx:
        row = review.set_row_spent(tx, meeting, second, None)
    assert row.spent is None
    assert "actual_eur" not in noted(document, meeting, row)
    with pytest.raises(ValueError, match="poolik"), document.transaction("Bad") as tx:
        review.set_row_status(tx, meeting, first, "poolik")


def test_the_date_of_a_meeting_is_corrected_with_the_histories_that_name_it() -> None:
    document, canvas, meeting = begun()
    with document.transaction("Say") as tx:
        review.set_row_status(tx, meeting, rows(document, canvas)[0], "done")
        changed = review.set_meeting(tx, meeting, date="2027-01-11", note=" Rahul ")
    assert (changed.content["date"], changed.content["note"]) == ("2027-01-11", "Rahul")
    assert rows(document, canvas)[0].history[0]["review"] == "2027-01-11"
    with pytest.raises(ValueError, match="rows"), document.transaction("Bad") as tx:
        review.set_meeting(tx, meeting, rows="")


def test_every_gesture_of_a_meeting_is_one_step_and_all_can_be_undone() -> None:
    document, canvas = plan_of(3)
    history = History(document)
    before = document.digest()
    with document.transaction("Begin") as tx:
        meeting = review.begin_review(tx, canvas, "2027-01-10")
    for index, status in enumerate(("done", "dropped", "postponed")):
        with document.transaction("Status") as tx:
            row = rows(document, canvas)[index]
            review.set_row_status(tx, meeting, row, status, reason="nii läks", new_deadline="2027-12")
    with document.transaction("Next") as tx:
        review.set_next(tx, canvas, "2027-09-01")
        review.finish_review(tx, meeting)
    assert history.depth == (5, 0)
    for _ in range(5):
        history.undo()
    assert document.digest() == before


def test_what_changed_in_a_meeting_since_it_and_since_the_plan_was_adopted() -> None:
    document, canvas = plan_of(4)
    assert isinstance(document.clock, FixedClock)
    first, second, third, fourth = rows(document, canvas)
    with document.transaction("Adopt") as tx:
        actions.adopt(tx, canvas, "2026-11-20")
    document.clock.forward(86_400 * 50)
    with document.transaction("Meet") as tx:
        meeting = review.begin_review(tx, canvas, "2027-01-10")
        review.set_row_status(tx, meeting, first, "delayed", reason="venis", new_deadline="2027-05")
        review.set_row_spent(tx, meeting, second, 500)
        review.finish_review(tx, meeting)
    document.clock.forward(86_400 * 50)
    with document.transaction("Between") as tx:
        actions.set_due(tx, third, "2027-08")
        actions.delete_actions(tx, [fourth.id])
        actions.add_action(tx, canvas.id, "Uus tegevus")
    document.clock.forward(86_400 * 50)
    with document.transaction("Meet again") as tx:
        again = review.begin_review(tx, canvas, "2027-06-10")
        review.set_row_status(tx, again, first, "done")

    def told(found: list[plan_changes.Change]) -> list[tuple[str, str, Any, Any]]:
        return [(c.code, c.field, c.old, c.new) for c in found]

    now = document.get(again.id, Review)
    assert told(plan_changes.in_meeting(document, document.get(meeting.id, Review))) == [
        ("A1", "deadline", "2027-01", "2027-05"), ("A1", "status", "planned", "delayed"), ("A2", "spent", None, 500)
    ]  # fmt: skip
    assert told(plan_changes.in_meeting(document, now)) == [("A1", "status", "delayed", "done")]
    assert told(plan_changes.since_review(document, document.get(meeting.id, Review))) == [
        ("A1", "status", "delayed", "done"), ("A3", "deadline", "2027-03", "2027-08"), ("A5", "row", None, "added"),
        ("A4", "row", "Tegevus 3", None),
    ]  # fmt: skip
    assert told(plan_changes.since_adoption(document, document.get(canvas.id, Canvas))) == [
        ("A1", "deadline", "2027-01", "2027-05"), ("A1", "status", "planned", "done"), ("A2", "spent", None, 500),
        ("A3", "deadline", "2027-03", "2027-08"), ("A5", "row", None, "added"), ("A4", "row", "Tegevus 3", None),
    ]  # fmt: skip
    previous = plan_changes.previous_review(document, now)
    assert previous is not None
    assert previous.id == meeting.id
    assert plan_changes.previous_review(document, previous) is None
    assert [c.field for c in plan_changes.of_row(rows(document, canvas)[0])] == ["deadline", "status", "status"]


def test_the_sample_meeting_is_understood_though_only_its_minutes_tell_of_it() -> None:
    document, canvas = sample("03_turvaline_koolitee")
    meeting = review.reviews(document, canvas.id)[0]
    found = plan_changes.in_meeting(document, meeting)
    assert [(c.code, c.old, c.new) for c in found if c.field == "deadline"] == [("A5", "2026-09-01", "2026-12-15")]
    assert sum(1 for c in found if c.field == "status") == 9
    assert [c.new for c in found if c.field == "spent"][:2] == [54_000, 6_000]
    standing = plan_progress.standings(document, canvas.id, date(2026, 11, 25))
    rows_ = {s.action.code: s for s in standing.values()}
    assert (rows_["A5"].deadline, rows_["A5"].first_deadline, rows_["A5"].status) == (
        "2026-12-15", "2026-09-01", "delayed"
    )  # fmt: skip
    assert (rows_["A6"].status, rows_["A6"].set_status, rows_["A6"].days_late) == ("delayed", "in_progress", 26)
    assert [code for code, s in rows_.items() if s.overspent] == ["A4"]
    assert [s.action.code for s in plan_progress.overdue_first(standing.values())] == [
        "A6", "A5", "A7", "A8", "A2", "A1", "A3", "A4", "A9"
    ]  # fmt: skip
    years = plan_changes.by_year(document, canvas.id, date(2026, 11, 25))
    assert [(y.year, y.rows, y.done, y.dropped, y.overdue, y.share) for y in years] == [
        ("2026", 6, 3, 1, 1, 60), ("2027", 3, 0, 0, 0, 0)
    ]  # fmt: skip
    assert [(y.budget, y.spent) for y in years] == [(1_255_000, 635_500), (7_835_000, 0)]


def test_money_is_spent_in_the_year_of_the_meeting_that_noted_it() -> None:
    document, canvas = plan_of(2)
    assert isinstance(document.clock, FixedClock)
    first, second = rows(document, canvas)
    with document.transaction("Meet") as tx:
        one = review.begin_review(tx, canvas, "2027-01-10")
        review.set_row_spent(tx, one, first, 300)
        review.finish_review(tx, one)
        two = review.begin_review(tx, canvas, "2028-01-10")
        review.set_row_spent(tx, two, first, 500)
        actions.set_fields(tx, second, {"deadline": None})
    years = {y.year: y for y in plan_changes.by_year(document, canvas.id, TODAY)}
    assert (years["2027"].spent, years["2028"].spent) == (300, 200)
    assert (years[""].rows, years[""].share, list(years)[-1]) == (1, 0, "")
    document.clock.forward(86_400 * 365 * 2)
    with document.transaction("Later") as tx:
        actions.set_fields(tx, rows(document, canvas)[0], {"spent": 900})
    assert {y.year: y.spent for y in plan_changes.by_year(document, canvas.id, TODAY)}["2028"] == 600


@pytest.mark.parametrize(
    ("values", "steps", "percent", "ogp"),
    [
        ({}, [], None, "not_started"),
        ({"status": "in_progress"}, [], None, "limited"),
        ({"status": "done"}, [], 100, "completed"),
        ({}, [False, False], 0, "not_started"),
        ({}, [True, False, False], 33, "limited"),
        ({}, [True, False], 50, "substantial"),
        ({}, [True] * 199 + [False], 100, "substantial"),
        ({}, [True, True], 100, "completed"),
        ({"percent": 10}, [True, True], 10, "completed"),
        ({"percent": 60}, [], 60, "substantial"),
    ],
)
def test_how_much_is_done_and_the_level_of_a_commitment(
    values: dict[str, Any], steps: list[bool], percent: int | None, ogp: str
) -> None:
    row = Action(id="a", **values)
    found = [Milestone(id=str(i), action="a", done=done) for i, done in enumerate(steps)]
    assert plan_progress.percent_of(row, found) == percent
    assert plan_progress.ogp_level(row, found) == ogp


@pytest.mark.parametrize(
    ("status", "deadline", "expected"),
    [("planned", "2027-02", "delayed"), ("planned", "2027-03", "planned"), ("in_progress", "2027-03-01", "in_progress"),
     ("in_progress", "2027-02-28", "delayed"), ("done", "2020-01", "done"), ("postponed", "2020-01", "postponed"),
     ("dropped", "2020-01", "dropped"), ("delayed", "2030-01", "delayed"), ("planned", None, "planned"),
     ("planned", "kevadel", "planned")],
)  # fmt: skip
def test_a_row_is_late_when_its_deadline_has_passed_and_it_is_open(
    status: str, deadline: str | None, expected: str
) -> None:
    row = Action(id="a", status=status, deadline=deadline)
    assert plan_progress.effective_status(row, TODAY) == expected


def test_minutes_that_say_nonsense_are_read_past() -> None:
    document, canvas = plan_of(1)
    with document.transaction("Odd") as tx:
        content = FrozenMap({"date": 5, "rows": ["x", {"row": "A1", "actual_eur": "palju", "new_deadline": "homme"}]})
        tx.create(Review(id="r", order="V", canvas=canvas.id, content=content))
    standing = next(iter(plan_progress.standings(document, canvas.id, TODAY).values()))
    assert (standing.spent, standing.deadline) == (None, "2027-01")
    assert plan_changes.by_year(document, canvas.id, TODAY)
    assert [c.field for c in plan_changes.in_meeting(document, review.reviews(document, canvas.id)[0])] == ["deadline"]
