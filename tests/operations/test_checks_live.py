"""All checks of a plan while people work: only what changed is judged anew, and the samples' plans are told about."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from koosloome_desktop.model.document import Document
from koosloome_desktop.model.frozen import FrozenMap
from koosloome_desktop.model.records import Action, Canvas
from koosloome_desktop.operations import actions, drafts, iterations, milestones, notes, queries, rasci, review
from koosloome_desktop.operations.checks_live import LiveChecks, check_all, check_row_now, quick_wins
from koosloome_desktop.services import checks, workshop_file
from tests.operations.plan_steps import plan_of

SAMPLES = Path(__file__).parents[2] / "resources" / "samples"
TODAY = date(2026, 11, 25)


def sample(name: str) -> tuple[Document, Canvas]:
    found = workshop_file.read(json.loads((SAMPLES / f"{name}.json").read_text(encoding="utf-8")))
    document = Document(found.id)
    document.load(found.records, 0)
    return document, next(c for c in queries.canvases(document) if c.type == "action_plan")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("01_kogukonnamaja", [("plan.no_amount", "A8")]),
        (
            "02_noorte_kaasamine",
            [
                ("plan.no_quick_win", ""),
                ("plan.no_amount", "A1"),
                ("plan.outside_years", "A1"),
                ("plan.no_amount", "A2"),
                ("plan.outside_years", "A2"),
            ],
        ),
        (
            "03_turvaline_koolitee",
            [("plan.no_review_date", ""), ("plan.overspent", "A4"), ("plan.overdue", "A6")],
        ),
        (
            "06_sotsiaaltransport",
            [
                ("plan.review_overdue", ""),
                ("plan.overdue", "A1"),
                ("plan.no_amount", "A2"),
                ("plan.overdue", "A2"),
                ("plan.overdue", "A3"),
                ("plan.no_amount", "A6"),
                ("plan.no_amount", "A9"),
                ("rasci.no_r", "A2"),
                ("rasci.no_r", "A9"),
            ],
        ),
    ],
)
def test_the_samples_are_told_what_is_open_and_no_more(name: str, expected: list[tuple[str, str]]) -> None:
    document, canvas = sample(name)
    assert [(f.code, f.row) for f in check_all(document, canvas, TODAY)] == expected
    told = [f.as_json() for f in checks.findings(document, TODAY)]
    assert [(f["code"], f.get("row", "")) for f in told] == expected
    assert all(f["canvas"] == "plan" for f in told)


def test_a_note_with_a_person_in_it_is_told_about_until_a_later_iteration_carries_it_on() -> None:
    document, _canvas = plan_of(1)
    problems = queries.canvases(document)[0].id
    with document.transaction("Add") as tx:
        notes.add_note(tx, problems, "Küsige Mari Maasikas käest", zone="cause")
        notes.add_note(tx, problems, "helista 5123 4567", zone="cause")
        notes.add_note(tx, problems, "Jaani kirik on külm", zone="cause")
    told = [f for f in checks.findings(document, TODAY) if f.code.startswith("note.")]
    assert [(f.code, f.row, f.canvas) for f in told] == [
        ("note.private_name", "P05", "problem"), ("note.private_phone", "P06", "problem")
    ]  # fmt: skip
    with document.transaction("Next") as tx:
        iterations.next_iteration(tx)
    assert {f.canvas for f in checks.findings(document, TODAY)} == {"problem-2", "plan-2"}


def test_only_the_row_that_changed_is_judged_again() -> None:
    document, canvas = plan_of(20)
    live = LiveChecks(document, canvas.id)
    live.findings(TODAY)
    rows = document.within(Action, canvas.id)
    before = {a.id: live.of_row(a.id) for a in rows}
    with document.transaction("Set") as tx:
        actions.set_field(tx, rows[0], "owner_role", "")
        milestones.tick_milestone(tx, milestones.of(document, rows[1].id)[0])
    assert "plan.no_owner" in {f.code for f in live.findings(TODAY) if f.record == rows[0].id}
    kept = [a.id for a in rows[2:] if live.of_row(a.id) is before[a.id]]
    assert len(kept) == 18
    with document.transaction("Delete") as tx:
        actions.delete_actions(tx, [rows[0].id])
    assert rows[0].code not in {f.row for f in live.findings(TODAY)}
    assert live.of_row(rows[0].id) == ()


def test_what_the_checks_say_live_is_what_a_fresh_look_says() -> None:
    document, canvas = plan_of(12)
    live = LiveChecks(document, canvas.id)
    live.findings(TODAY)
    rows = document.within(Action, canvas.id)
    with document.transaction("Work") as tx:
        meeting = review.begin_review(tx, canvas, "2026-11-25")
        review.set_row_status(tx, meeting, rows[3], "dropped", reason="")
        actions.set_years(tx, canvas, ["2026"])
        rasci.set_letters(tx, canvas.id, rows[2].code, "vallavanem", "")
        actions.adopt(tx, canvas, "2026-11-24", "volikogu")
    assert live.findings(TODAY) == check_all(document, document.get(canvas.id, Canvas), TODAY)
    fresh = check_all(document, document.get(canvas.id, Canvas), TODAY)
    for row in document.within(Action, canvas.id):
        assert check_row_now(document, row, TODAY) == [f for f in fresh if f.row == row.code]
    later = date(2028, 1, 1)
    assert live.findings(later) == check_all(document, document.get(canvas.id, Canvas), later)


def test_the_plan_is_asked_for_a_quick_win_a_next_meeting_and_open_proposals() -> None:
    document, canvas = plan_of(2)
    rows = document.within(Action, canvas.id)

    def whole() -> list[str]:
        return [f.code for f in check_all(document, document.get(canvas.id, Canvas), TODAY) if not f.row]

    assert whole() == ["plan.no_quick_win", "plan.no_review_date"]
    with document.transaction("Work") as tx:
        actions.set_span(tx, rows[0], None, "2026-12-20")
        review.set_next(tx, canvas, "2027-05-20")
        actions.set_many(tx, rows, {"funding_source": ""})
        drafts.propose(tx, canvas.id, queries.notes(document, queries.canvases(document)[0].id)[:2])
    assert [a.code for a in quick_wins(document, document.within(Action, canvas.id), TODAY)] == ["A1"]
    assert whole() == ["plan.no_source", "plan.drafts_left"]
    with document.transaction("Empty") as tx:
        actions.delete_actions(tx, [a.id for a in document.within(Action, canvas.id)])
    assert whole() == []


def test_a_plan_whose_matrix_is_no_matrix_is_read_all_the_same() -> None:
    document, canvas = plan_of(1)
    with document.transaction("Odd") as tx:
        tx.update(canvas, parts=FrozenMap({"rasci": {"roles": 5, "matrix": "x"}, "next_review": "kevadel"}))
    assert "plan.no_review_date" in {f.code for f in check_all(document, document.get(canvas.id, Canvas), TODAY)}
    assert rasci.read(document, canvas.id).roles == ()
