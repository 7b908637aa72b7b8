"""The verbs over a plan's rows: each does what it says, keeps what was agreed to, and refuses with a reason."""

from __future__ import annotations

from typing import Any

import pytest

from koosloome_desktop.model.document import Document
from koosloome_desktop.model.frozen import FrozenMap
from koosloome_desktop.model.records import Action, Canvas, Milestone
from koosloome_desktop.operations import actions, drafts, milestones, plan_set, queries, rasci, review
from koosloome_desktop.operations.plan_dates import shifted
from koosloome_desktop.support.clock import FixedClock
from koosloome_desktop.support.errors import KoosloomeError
from tests.operations.plan_steps import plan_of


def codes(document: Document, canvas: Canvas) -> list[str]:
    return [a.code for a in document.within(Action, canvas.id)]


def rows(document: Document, canvas: Canvas) -> list[Action]:
    return document.within(Action, canvas.id)


def test_rows_come_where_they_are_wanted_with_codes_that_were_never_used() -> None:
    document, canvas = plan_of(3)
    first, second, third = rows(document, canvas)
    with document.transaction("Add") as tx:
        actions.add_actions(tx, canvas.id, [{"activity": "a"}, {"activity": "b"}], after=first.id)
        actions.add_actions(tx, canvas.id, [{"activity": "c"}], before=first.id)
        actions.add_action(tx, canvas.id, "d")
        actions.add_action(tx, canvas.id, "e", after="olematu")
    assert codes(document, canvas) == ["A6", "A1", "A4", "A5", "A2", "A3", "A7", "A8"]
    with document.transaction("Meet") as tx:
        meeting = review.begin_review(tx, canvas, "2027-01-10")
        last = rows(document, canvas)[-1]
        review.set_row_note(tx, meeting, last, "jäi ära")
        actions.delete_actions(tx, [last.id, third.id, second.id])
        assert actions.add_action(tx, canvas.id, "uus").code == "A9"


def test_two_thousand_rows_come_in_order() -> None:
    document, canvas = plan_of(0)
    with document.transaction("Add") as tx:
        actions.add_actions(tx, canvas.id, ({"activity": str(i)} for i in range(2000)))
    assert [a.activity for a in rows(document, canvas)] == [str(i) for i in range(2000)]


def test_a_copy_has_the_plan_of_its_row_and_nobody_s_agreement() -> None:
    document, canvas = plan_of(2)
    first = rows(document, canvas)[0]
    with document.transaction("Agree") as tx:
        actions.set_fields(tx, first, {"status": "done", "spent": 500, "percent": 40, "actual": "7", "result": "Buss"})
        drafts.mark_agreed(tx, first)
        made = actions.duplicate_actions(tx, [first, rows(document, canvas)[1]])
    assert codes(document, canvas) == ["A1", "A3", "A2", "A4"]
    copy = made[0]
    assert (copy.status, copy.spent, copy.percent, copy.actual, copy.agreed_at) == ("planned", None, None, "", "")
    assert (copy.result, copy.owner_role, copy.deadline) == ("Buss", "vallavanem", "2027-01")
    assert [m.text for m in milestones.of(document, copy.id)] == ["Leping", "Avamine"]


@pytest.mark.parametrize(
    ("moving", "index", "expected"),
    [
        ("A1 A3", 9, "A2 A4 A5 A1 A3"),
        ("A5 A2", 0, "A2 A5 A1 A3 A4"),
        ("A3", 1, "A1 A3 A2 A4 A5"),
        ("A2 A3", 1, "A1 A2 A3 A4 A5"),
        ("", 1, "A1 A2 A3 A4 A5"),
    ],
)
def test_several_rows_move_together(moving: str, index: int, expected: str) -> None:
    document, canvas = plan_of(5)
    ids = [a.id for a in rows(document, canvas) if a.code in moving.split()]
    with document.transaction("Move") as tx:
        actions.move_actions(tx, ids, index)
    assert codes(document, canvas) == expected.split()


@pytest.mark.parametrize(
    ("moving", "step", "expected"),
    [("A2 A3", 1, "A1 A4 A2 A3 A5"), ("A2 A4", -1, "A2 A4 A1 A3 A5"), ("A1", -1, "A1 A2 A3 A4 A5"),
     ("A5", 1, "A1 A2 A3 A4 A5"), ("A4", 1, "A1 A2 A3 A5 A4")],
)  # fmt: skip
def test_rows_step_up_and_down_past_their_neighbour(moving: str, step: int, expected: str) -> None:
    document, canvas = plan_of(5)
    ids = [a.id for a in rows(document, canvas) if a.code in moving.split()]
    with document.transaction("Step") as tx:
        actions.step_actions(tx, ids, step)
    assert codes(document, canvas) == expected.split()


def test_a_row_that_goes_takes_its_milestones_and_its_line_of_the_matrix_along() -> None:
    document, canvas = plan_of(3)
    first = rows(document, canvas)[0]
    with document.transaction("Delete") as tx:
        actions.delete_actions(tx, [first.id, "olematu"])
    assert not milestones.of(document, first.id)
    assert list(rasci.read(document, canvas.id).cells) == ["A2", "A3"]
    assert "A1" not in document.get(canvas.id, Canvas).parts["rasci"]["matrix"]
    assert "removed_rows" not in document.get(canvas.id, Canvas).parts


def test_a_code_that_is_changed_is_changed_everywhere() -> None:
    document, canvas = plan_of(2)
    first = rows(document, canvas)[0]
    with document.transaction("Rename") as tx:
        meeting = review.begin_review(tx, canvas, "2027-01-10")
        review.set_row_note(tx, meeting, first, "hea")
        row = actions.rename_code(tx, first, " T1 ")
    assert row.code == "T1"
    assert rasci.read(document, canvas.id).letters("T1", "vallavanem") == "A"
    assert review.row_noted(review.reviews(document, canvas.id)[0], row)["note"] == "hea"
    with pytest.raises(KoosloomeError, match="A2"), document.transaction("Rename") as tx:
        actions.rename_code(tx, first, "A2")


@pytest.mark.parametrize(
    ("field", "value", "stored"),
    [
        ("result", " Buss\0 sõidab ", "Buss\ufffd sõidab"),
        ("partner_roles", ["kool", " ", "kool", "selts"], ("kool", "selts")),
        ("principles", ("kaasamine", ""), ("kaasamine",)),
        ("deadline", "", None),
        ("deadline", "2027-06", "2027-06"),
        ("percent", 100, 100),
        ("spent", 0, 0),
        ("budget", {"2028": 5, "2027": 0}, FrozenMap({"2027": 0, "2028": 5})),
        ("funding", {"vald": {"2027": 5}, " ": {"2027": 5}, "tühi": {}}, FrozenMap({"vald": {"2027": 5}})),
        ("commitment", {"promise": " Buss ", "how": ""}, FrozenMap({"promise": "Buss"})),
        ("table_year", 2027, 2027),
        ("agreed_at", "2026-10-15T14:05:00.000Z", "2026-10-15T14:05:00.000Z"),
    ],
)
def test_what_is_set_is_stored_clean(field: str, value: Any, stored: Any) -> None:
    document, canvas = plan_of(1)
    with document.transaction("Set") as tx:
        row = actions.set_field(tx, rows(document, canvas)[0], field, value)
    assert getattr(row, field) == stored


def test_reminders_are_kept_by_date() -> None:
    document, canvas = plan_of(1)
    wanted = [{"date": "2027-02", "text": "b"}, {"text": " "}, {"date": "2026-12-01", "text": " a ", "who": "x"}]
    with document.transaction("Set") as tx:
        row = actions.set_field(tx, rows(document, canvas)[0], "reminders", wanted)
    assert [dict(r) for r in row.reminders] == [
        {"date": "2026-12-01", "text": "a", "who": "x"}, {"date": "2027-02", "text": "b"}
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"deadline": "2026-10"}, "01.11.2026|november 2026"),
        ({"start": "2027-03-01"}, "märts|01.03.2027"),
        ({"deadline": "homme"}, "homme"),
        ({"deadline": "2027-02-30"}, "2027-02-30"),
        ({"percent": 101}, "sajani"),
        ({"spent": -1}, "null"),
        ({"budget": {"2027": -5}}, "null"),
        ({"budget": {"27": 5}}, "27"),
        ({"own_contribution": 10**16}, "suur"),
    ],
)
def test_what_cannot_be_is_refused_with_a_reason_and_nothing_changes(values: dict[str, Any], told: str) -> None:
    document, canvas = plan_of(1)
    before = document.digest()
    with pytest.raises(KoosloomeError, match=told), document.transaction("Set") as tx:
        actions.set_fields(tx, rows(document, canvas)[0], values)
    assert document.digest() == before


@pytest.mark.parametrize("values", [{"status": "midagi"}, {"olematu": 1}, {"spent": "5"}, {"table_year": "2027"}])
def test_what_only_a_bug_can_send_is_an_error(values: dict[str, Any]) -> None:
    document, canvas = plan_of(1)
    with pytest.raises(ValueError, match=r"."), document.transaction("Set") as tx:
        actions.set_fields(tx, rows(document, canvas)[0], values)


def test_every_move_of_a_date_is_counted_for_calendars_and_nothing_else_is() -> None:
    document, canvas = plan_of(1)
    with document.transaction("Set") as tx:
        row = actions.set_due(tx, rows(document, canvas)[0], "2027-04-30")
        row = actions.set_due(tx, row, "2027-04-30")
        row = actions.set_field(tx, row, "result", "Buss")
        row = actions.set_span(tx, row, "2026-12", "2027-05")
        row = actions.set_start(tx, row, None)
    assert row.changes == 3
    assert row.history == ()


@pytest.mark.parametrize(
    ("day", "days", "expected"),
    [("2027-01-31", 1, "2027-02-01"), ("2027-01", 20, "2027-02"), ("2027-01", 10, "2027-01"),
     ("2027-01", -31, "2026-12"), (None, 5, None), ("2199-12-31", 1, "2199-12-31"),
     ("2199-12", 40, "2199-12"), ("kevadel", 3, "kevadel")],
)  # fmt: skip
def test_dates_are_moved_at_the_precision_they_have(day: str | None, days: int, expected: str | None) -> None:
    assert shifted(day, days) == expected


def test_a_bar_is_moved_with_both_ends() -> None:
    document, canvas = plan_of(1)
    with document.transaction("Shift") as tx:
        row = actions.shift(tx, rows(document, canvas)[0], 61)
    assert (row.start, row.deadline) == ("2027-01", "2027-03")


def test_a_column_is_filled_down_all_or_nothing() -> None:
    document, canvas = plan_of(4)
    first, *others = rows(document, canvas)
    with document.transaction("Fill") as tx:
        assert plan_set.fill_down(tx, "owner_role", [first, *others]) == 2
        actions.set_fields(tx, first, {"budget": {"2026": 7}, "budget_note": "ca", "funding": {"vald": {"2026": 7}}})
        assert plan_set.fill_down(tx, "budget", [first, *others]) == 3
        assert plan_set.fill_down(tx, "budget", [first]) == 0
    assert {a.owner_role for a in rows(document, canvas)} == {"vallavanem"}
    assert {(a.budget_note, a.funding) for a in rows(document, canvas)} == {("ca", FrozenMap({"vald": {"2026": 7}}))}
    with document.transaction("Early") as tx:
        actions.set_span(tx, first, None, "2026-10")
    before = document.digest()
    with pytest.raises(KoosloomeError, match="A2"), document.transaction("Fill") as tx:
        plan_set.fill_down(tx, "deadline", [first, *others])
    assert document.digest() == before


def test_milestones_are_added_edited_ticked_moved_and_deleted() -> None:
    document, canvas = plan_of(1)
    row = rows(document, canvas)[0]

    def told() -> list[tuple[str, str | None, bool]]:
        return [(m.text, m.due, m.done) for m in milestones.of(document, row.id)]

    with document.transaction("Steps") as tx:
        third = actions.add_milestone(tx, row, " Avatud ", "2027-03")
        milestones.move_milestone(tx, third, 0)
        milestones.tick_milestone(tx, third)
        first = document.get(milestones.of(document, row.id)[1].id, Milestone)
        milestones.edit_milestone(tx, first, "Leping käes", None)
        milestones.delete_milestone(tx, milestones.of(document, row.id)[2])
    assert told() == [("Avatud", "2027-03", True), ("Leping käes", None, False)]
    with pytest.raises(KoosloomeError, match="homme"), document.transaction("Bad") as tx:
        milestones.edit_milestone(tx, third, "x", "homme")


def test_nothing_is_remembered_while_the_plan_is_written_and_everything_once_it_is_agreed() -> None:
    document, canvas = plan_of(2)
    first, second = rows(document, canvas)
    assert isinstance(document.clock, FixedClock)
    with document.transaction("Work") as tx:
        actions.set_due(tx, first, "2027-02")
        drafts.mark_agreed(tx, first)
        row = actions.set_due(tx, first, "2027-03", reason="leping venis")
        actions.set_due(tx, second, "2027-05")
    assert [(e["field"], e["old"], e["new"], e["reason"]) for e in row.history] == [
        ("deadline", "2027-02", "2027-03", "leping venis")
    ]
    with document.transaction("Same day") as tx:
        row = actions.set_due(tx, row, "2027-04")
    assert [(e["old"], e["new"], e["reason"]) for e in row.history] == [("2027-02", "2027-04", "leping venis")]
    document.clock.forward(86_400)
    with document.transaction("Next day") as tx:
        row = actions.set_due(tx, row, "2027-05")
        row = actions.set_field(tx, row, "group", "muu")
    assert [(e["old"], e["new"]) for e in row.history] == [("2027-02", "2027-04"), ("2027-04", "2027-05")]
    with document.transaction("Back") as tx:
        row = actions.set_due(tx, row, "2027-04")
    assert len(row.history) == 1
    assert drafts.changed_since_agreed(row)
    assert document.get(second.id, Action).history == ()


def test_an_adopted_plan_remembers_rows_that_come_and_go() -> None:
    document, canvas = plan_of(2)
    with document.transaction("Adopt") as tx:
        actions.adopt(tx, canvas, "2026-11-20", " volikogu ")
        made = actions.add_action(tx, canvas.id, "Hilisem")
        actions.delete_actions(tx, [rows(document, canvas)[0].id])
    parts = document.get(canvas.id, Canvas).parts
    assert (parts["adopted"]["date"], parts["adopted"]["by"]) == ("2026-11-20", "volikogu")
    assert [(e["field"], e["new"]) for e in made.history] == [("row", "added")]
    assert [(r["code"], r["activity"]) for r in parts["removed_rows"]] == [("A1", "Tegevus 0")]
    with document.transaction("Undo") as tx:
        actions.adopt(tx, canvas, "")
    assert "adopted" not in document.get(canvas.id, Canvas).parts


def test_years_are_listed_once_and_in_order() -> None:
    document, canvas = plan_of(0)
    with document.transaction("Years") as tx:
        assert actions.set_years(tx, canvas, [2028, "2026", 2028]).years == ("2026", "2028")
    with pytest.raises(KoosloomeError, match="28"), document.transaction("Bad") as tx:
        actions.set_years(tx, canvas, ["28"])


def test_proposals_come_once_and_are_confirmed_dropped_and_agreed() -> None:
    document, canvas = plan_of(1)
    found = queries.notes(document, queries.canvases(document)[0].id)
    with document.transaction("Propose") as tx:
        first = drafts.propose(tx, canvas.id, found[:2])
        again = drafts.propose(tx, canvas.id, found[:3])
    assert [a.activity for a in first.made] == ["Põhjus 0", "Põhjus 1"]
    assert [a.id for a in again.known] == [a.id for a in first.made]
    assert len(again.made) == 1
    assert [a.sources for a in drafts.rows_of(document, found[0].id)] == [(found[0].id,)]
    with document.transaction("Confirm") as tx:
        drafts.drop_draft(tx, first.made[0])
        agreed = drafts.mark_agreed(tx, first.made[1])
        assert drafts.confirm_drafts(tx, canvas.id) == 1
    assert not agreed.draft
    assert agreed.agreed_at == "2026-10-15T14:05:00.000Z"
    assert drafts.drafts(document, canvas.id) == []
    with pytest.raises(ValueError, match=agreed.id), document.transaction("Bad") as tx:
        drafts.drop_draft(tx, agreed)
    with document.transaction("All") as tx:
        assert drafts.mark_all_agreed(tx, rows(document, canvas)) == 2
        assert drafts.unmark_agreed(tx, agreed).agreed_at == ""
