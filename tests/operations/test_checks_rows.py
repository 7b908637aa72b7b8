"""What is noticed about the rows of a plan: each check finds its own case, and none nags about a whole row."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from koosloome_desktop.model.frozen import FrozenMap
from koosloome_desktop.model.records import Action, Milestone
from koosloome_desktop.operations.checks_live import row_findings
from koosloome_desktop.operations.checks_rows import PlanContext, RowFacts
from koosloome_desktop.operations.checks_smart import overloaded
from koosloome_desktop.support.i18n import LANGUAGES

CONTEXT = PlanContext(
    canvas="plan", years=frozenset({"2026", "2027"}), session="2026-10-15", today=date(2026, 11, 25),
    uses_sources=True, uses_links=True,
)  # fmt: skip
WHOLE: dict[str, Any] = {
    "activity": "Õhtubussi liini avamine koolipäevadel", "owner_role": "abivallavanem", "start": "2026-11",
    "deadline": "2027-05", "result": "Buss sõidab viis korda nädalas", "budget": FrozenMap({"2027": 60_000}),
    "funding_source": "valla eelarve", "sources": ("n1",),
}  # fmt: skip


def codes(said: tuple[dict[str, Any], ...] = (), steps: tuple[Milestone, ...] = (), **values: Any) -> set[str]:
    found = row_findings(RowFacts(row(**values), steps, said), CONTEXT)
    assert all(f.row == "A1" and f.record == "a1" and f.canvas == "plan" for f in found)
    for finding in found:
        assert len({finding.text(lang) for lang in LANGUAGES}) == len(LANGUAGES)
    return {f.code for f in found}


def row(**values: Any) -> Action:
    return Action(id="a1", code="A1", **{**WHOLE, **values})


def step(due: str, *, done: bool = False) -> Milestone:
    return Milestone(id="m", action="a1", text="Leping", due=due, done=done)


def test_a_whole_row_is_left_in_peace() -> None:
    assert codes(steps=(step("2027-01"),)) == set()


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"start": None, "deadline": "2028-01"}, "plan.outside_years"),
        ({"budget": FrozenMap({"2029": 100})}, "plan.outside_years"),
        ({"start": None, "deadline": "2026-10-14"}, "plan.deadline_before_session"),
        ({"start": None, "deadline": "2026-10"}, "plan.overdue"),
        ({"spent": 60_001}, "plan.overspent"),
        ({"funding_source": ""}, "plan.no_source"),
        ({"funding": FrozenMap({"vald": {"2027": 50_000}})}, "plan.sources_differ"),
        ({"funding": FrozenMap({"vald": {"2026": 60_000}})}, "plan.sources_differ"),
        ({"status": "postponed"}, "plan.no_reason"),
        ({"owner_role": "Mari Maasikas"}, "plan.private_name"),
        ({"partner_roles": ("kool", "Jaan Tamm")}, "plan.private_name"),
        ({"first_step": "helista 5123 4567"}, "plan.private_phone"),
        ({"activity": "Kaasamise edendamine", "result": "", "indicator": "osalejaid"}, "plan.smart_specific"),
        ({"result": "Buss sõidab"}, "plan.smart_measurable"),
        ({"sources": ()}, "plan.smart_relevant"),
        ({"start": "2026-01", "deadline": "2027-01"}, "plan.smart_timebound"),
        ({"owner_role": ""}, "plan.no_owner"),
        ({"deadline": None}, "plan.no_deadline"),
        ({"budget": FrozenMap()}, "plan.no_amount"),
        ({"start": "2027-06"}, "plan.deadline_before_start"),
        ({"table_year": 2026}, "plan.row_outside_year"),
    ],
)
def test_every_check_finds_its_case_and_nothing_else(values: dict[str, Any], code: str) -> None:
    found = codes(**values)
    assert found - ({"plan.overdue"} if code == "plan.deadline_before_session" else set()) == {code}


@pytest.mark.parametrize(
    "values",
    [
        {"result": "Igas külas on vedaja"},
        {"result": "", "indicator": "sõitjaid"},
        {"sources": (), "group": "Eesmärk 1"},
        {"sources": (), "commitment": FrozenMap({"promise": "Buss kõigile"})},
        {"spent": 60_000},
        {"table_year": 2026, "start": "2026-01", "deadline": "2026-09", "status": "postponed", "reason": "x"},
        {"status": "delayed", "reason": "leping venis"},
        {"budget": FrozenMap({"2027": 0}), "funding_source": ""},
        {"deadline": "2027-12", "start": "2027-01"},
    ],
)
def test_what_is_enough_is_enough(values: dict[str, Any]) -> None:
    assert codes(**values) == set()


def test_milestones_outside_the_time_of_their_row_are_told_until_they_are_done() -> None:
    assert codes(steps=(step("2027-06"),)) == {"plan.milestone_outside"}
    assert codes(steps=(step("2026-10-31"),)) == {"plan.milestone_outside"}
    assert codes(steps=(step("2027-06", done=True), step("2027-05-31"))) == set()


def test_minutes_of_a_meeting_count_for_deadline_reason_and_money() -> None:
    late = {"start": None, "deadline": "2026-10", "status": "delayed"}
    assert codes(**late) == {"plan.overdue", "plan.no_reason"}
    assert codes(({"note": "venis", "new_deadline": "2027-03", "actual_eur": 10},), **late) == set()
    assert codes(({"actual_eur": 601},)) == {"plan.overspent"}
    assert codes(({"actual_eur": "palju"},)) == set()


def test_done_dropped_and_proposed_rows_are_asked_for_less() -> None:
    bare = {"owner_role": "", "deadline": None, "result": "", "budget": FrozenMap(), "sources": ()}
    assert codes(**bare, status="done") == set()
    assert codes(**bare, draft=True) == set()
    assert codes(**bare, status="dropped") == {"plan.no_reason"}
    assert codes(status="done", spent=70_000) == {"plan.overspent"}
    assert codes(draft=True, deadline="2026-10", start=None) == set()


def test_one_role_for_very_many_rows_is_asked_about_once() -> None:
    rows = [Action(id=str(i), owner_role="koordinaator", status="done" if i > 6 else "planned") for i in range(9)]
    found = overloaded(rows, "plan")
    assert [(f.code, f.values["count"]) for f in found] == [("plan.smart_achievable", 7)]
    assert overloaded(rows[:6], "plan") == []
