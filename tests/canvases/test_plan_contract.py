"""The contract of an action plan, from one row to two thousand: the file, undo to equality, sums and checks."""

from __future__ import annotations

import json
from datetime import date

import pytest

from koosloome_desktop.canvases.creating import new_workshop
from koosloome_desktop.model import integrity
from koosloome_desktop.model.document import Document
from koosloome_desktop.model.history import History
from koosloome_desktop.model.records import Action, Canvas, Milestone
from koosloome_desktop.operations import actions, drafts, iterations, plan, plan_money, queries, rasci, review
from koosloome_desktop.operations.checks_live import LiveChecks, check_all
from koosloome_desktop.services import workshop_file
from koosloome_desktop.support.clock import FixedClock

SIZES = (1, 40, 200, pytest.param(2_000, marks=pytest.mark.slow))
TODAY = date(2026, 11, 25)
ROLES = ("abivallavanem", "koolidirektor", "külaselts", "")


def filled(count: int) -> tuple[Document, Canvas]:
    """A plan of `count` rows in which every field is used somewhere, with milestones, a matrix and a meeting."""
    document = new_workshop("Kava", date="2026-11-20", canvases=[("action_plan", "table_years")])
    document.clock = FixedClock()
    canvas = queries.canvases(document)[0]
    with document.transaction("Fill") as tx:
        actions.set_years(tx, canvas, [2026, 2027, 2028])
        made = actions.add_actions(tx, canvas.id, (row(n) for n in range(count)))
        for number, action in enumerate(made):
            if number % 3 == 0:
                actions.add_milestone(tx, action, f"Etapp {number}", "2027-02")
            if number % 5 == 0:
                plan_money.set_source(tx, action, "projektitoetus", 2028, 12_345)
        rasci.start(tx, canvas.id)
        drafts.mark_all_agreed(tx, made[::2])
        meeting = review.begin_review(tx, canvas, "2026-11-25", "Vallamaja", "abivallavanem")
        for action in made[:3]:
            review.set_row_status(tx, meeting, action, "postponed", reason="raha pole", new_deadline="2028-06")
            review.set_row_spent(tx, meeting, action, 105)
    return document, document.get(canvas.id, Canvas)


def row(number: int) -> dict[str, object]:
    return {
        "activity": f"Tegevus {number}\nteine rida žš", "owner_role": ROLES[number % 4], "organisation": "vald",
        "partner_roles": ["kool", "selts"][: number % 3], "start": "2026-12", "deadline": f"2027-{1 + number % 12:02d}",
        "result": f"{number} koosolekut", "indicator": "koosolekuid", "baseline": "0", "target": str(number),
        "target_group": "noored", "target_wide": "kogu avalikkus" if number % 7 == 0 else "",
        "budget": {"2027": 100 * number} if number % 4 else {}, "budget_note": "" if number % 4 else "Leiame vahendid",
        "funding_source": "valla eelarve", "own_contribution": number if number % 2 else None, "first_step": "Helista",
        "group": f"Eesmärk {number % 9}", "percent": number % 101 if number % 6 == 0 else None,
        "commitment": {"promise": "Avatus"} if number % 13 == 0 else {}, "draft": number % 11 == 10,
        "principles": ["avatus"] if number % 13 == 0 else [],
        "reminders": [{"date": "2027-01-15", "text": "küsi"}] if number % 17 == 0 else [],
    }  # fmt: skip


@pytest.mark.parametrize("count", SIZES)
def test_a_plan_survives_the_file_to_the_byte(count: int) -> None:
    document, _canvas = filled(count)
    text = workshop_file.dumps(workshop_file.write(document))
    read = workshop_file.read(json.loads(text))
    assert read.warnings == ()
    again = Document(read.id)
    again.load(read.records, 0)
    assert workshop_file.dumps(workshop_file.write(again)) == text
    assert list(integrity.problems(again)) == []
    assert len(again.of(Action)) == count


@pytest.mark.parametrize("count", SIZES)
def test_large_work_on_a_plan_is_undone_to_equality(count: int) -> None:
    document, canvas = filled(count)
    history = History(document)
    before = document.digest()
    rows = document.within(Action, canvas.id)
    with document.transaction("Fill down") as tx:
        actions.fill_down(tx, "owner_role", rows)
    with document.transaction("Move") as tx:
        actions.move_actions(tx, [a.id for a in rows[::3]], count)
    with document.transaction("Copy") as tx:
        actions.duplicate_actions(tx, rows[:5])
    with document.transaction("Delete") as tx:
        actions.delete_actions(tx, [a.id for a in rows[::2]])
    with document.transaction("Iterate") as tx:
        iterations.next_iteration(tx)
    steps = history.depth[0]
    assert steps >= 3
    after = document.digest()
    while history.undo() is not None:
        pass
    assert document.digest() == before
    for _ in range(steps):
        history.redo()
    assert document.digest() == after


@pytest.mark.parametrize("count", SIZES)
def test_sums_and_checks_hold_at_every_size(count: int) -> None:
    document, canvas = filled(count)
    rows = document.within(Action, canvas.id)
    sums = plan.sums(rows, canvas.years)
    assert sum(sums.of_source(source) for source in sums.by_source) == sums.total
    assert sum(group.sums.total for group in plan.groups(rows)) == sums.total
    assert sums.rows == len([a for a in rows if not a.draft])
    live = LiveChecks(document, canvas.id)
    live.findings(TODAY)
    with document.transaction("Change") as tx:
        actions.set_field(tx, rows[count // 2], "owner_role", "")
        tx.create(Milestone(id="m", action=rows[0].id, text="Hilja", due="2030-01", order="V"))
    assert live.findings(TODAY) == check_all(document, canvas, TODAY)
