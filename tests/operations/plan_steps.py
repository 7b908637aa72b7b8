"""Everything that can be done to a plan, as steps that tests draw at random."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Final

from koosloome_desktop.canvases.creating import new_workshop
from koosloome_desktop.model.document import Document
from koosloome_desktop.model.records import Action, Canvas, Milestone, Note
from koosloome_desktop.model.transaction import Transaction
from koosloome_desktop.operations import (
    actions,
    commitments,
    drafts,
    iterations,
    milestones,
    notes,
    plan_money,
    plan_set,
    queries,
    rasci,
    review,
)
from koosloome_desktop.support.clock import FixedClock

WORDS: Final = ("Buss", "Õhtubuss sõidab", "", "Ülevaade\nkaks rida", "koolidirektor", "vald")
DATES: Final = (None, "2026-11", "2026-12-15", "2027-02", "2027-06-30")
YEARS: Final = ("2026", "2027", "2028")
Step = Callable[[Transaction, Canvas, Random], object]


def plan_of(rows: int = 3) -> tuple[Document, Canvas]:
    """A workshop with a plan of some rows, which have milestones, money and a matrix, and a problem map with notes."""
    document = new_workshop("Proov", canvases=[("problem_map", "problem_tree"), ("action_plan", "table_years")])
    document.clock = FixedClock()
    problems, canvas = queries.canvases(document)
    with document.transaction("Fill") as tx:
        for index in range(4):
            notes.add_note(tx, problems.id, f"Põhjus {index}", zone="cause")
        made = actions.add_actions(
            tx,
            canvas.id,
            (
                {
                    "activity": f"Tegevus {i}", "owner_role": ("vallavanem", "koolidirektor", "")[i % 3],
                    "start": "2026-11", "deadline": f"2027-0{1 + i % 9}", "budget": {"2027": 100 * i},
                    "group": f"Eesmärk {i % 3}", "funding_source": "valla eelarve",
                }
                for i in range(rows)
            ),
        )  # fmt: skip
        for action in made[:40]:
            actions.add_milestone(tx, action, "Leping", "2027-01-31")
            actions.add_milestone(tx, action, "Avamine")
        rasci.start(tx, canvas.id)
    return document, document.get(canvas.id, Canvas)


def _row(tx: Transaction, canvas: Canvas, rng: Random) -> Action | None:
    rows = tx.document.within(Action, canvas.id)
    return rng.choice(rows) if rows else None


def _on_row(work: Callable[[Transaction, Action, Random], object]) -> Step:
    def step(tx: Transaction, canvas: Canvas, rng: Random) -> object:
        row = _row(tx, canvas, rng)
        return None if row is None else work(tx, row, rng)

    return step


def _on_milestone(work: Callable[[Transaction, Milestone, Random], object]) -> Step:
    def step(tx: Transaction, _canvas: Canvas, rng: Random) -> object:
        found = tx.document.of(Milestone)
        return work(tx, rng.choice(found), rng) if found else None

    return step


def _in_meeting(work: Callable[[Transaction, object, Action, Random], object]) -> Step:
    def step(tx: Transaction, canvas: Canvas, rng: Random) -> object:
        row = _row(tx, canvas, rng)
        meeting = review.begin_review(tx, canvas, rng.choice(("2027-01-10", "2027-03-01")), "Kool", "vald")
        return None if row is None else work(tx, meeting, row, rng)

    return step


def _finish(tx: Transaction, canvas: Canvas, _rng: Random) -> object:
    meeting = review.open_review(tx.document, canvas.id)
    return None if meeting is None else review.finish_review(tx, meeting)


def _some(tx: Transaction, canvas: Canvas, rng: Random) -> list[Action]:
    rows = tx.document.within(Action, canvas.id)
    return rng.sample(rows, min(len(rows), rng.randint(0, 3)))


def _role(tx: Transaction, canvas: Canvas, rng: Random) -> str:
    roles = rasci.read(tx.document, canvas.id).roles
    return rng.choice(roles) if roles else ""


def _letters(tx: Transaction, canvas: Canvas, rng: Random) -> object:
    row = _row(tx, canvas, rng)
    role = _role(tx, canvas, rng) or "uus roll"
    letters = rng.choice(("A", "r", "", "RA", "I"))
    return None if row is None else rasci.set_letters(tx, canvas.id, row.code, role, letters)


def _with_role(work: Callable[[Transaction, str, str, Random], object]) -> Step:
    def step(tx: Transaction, canvas: Canvas, rng: Random) -> object:
        role = _role(tx, canvas, rng)
        return work(tx, canvas.id, role, rng) if role else None

    return step


def _iterate(tx: Transaction, canvas: Canvas) -> object:
    return iterations.next_iteration(tx, [canvas]) if iterations.later(tx.document, canvas.id) is None else None


STEPS: Final[dict[str, Step]] = {
    "add": lambda tx, c, r: actions.add_action(tx, c.id, r.choice(WORDS), deadline=r.choice(DATES)),
    "insert": _on_row(lambda tx, a, r: actions.add_actions(tx, a.canvas, [{}, {"activity": "Uus"}], before=a.id)),
    "duplicate": lambda tx, c, r: actions.duplicate_actions(tx, _some(tx, c, r)),
    "delete": lambda tx, c, r: actions.delete_actions(tx, [a.id for a in _some(tx, c, r)]),
    "move": lambda tx, c, r: actions.move_actions(tx, [a.id for a in _some(tx, c, r)], r.randint(0, 9)),
    "step": lambda tx, c, r: actions.step_actions(tx, [a.id for a in _some(tx, c, r)], r.choice((-1, 1))),
    "rename": _on_row(lambda tx, a, r: actions.rename_code(tx, a, f"B{r.randint(0, 99)}")),
    "word": _on_row(lambda tx, a, r: actions.set_field(tx, a, r.choice(("result", "group")), r.choice(WORDS))),
    "due": _on_row(lambda tx, a, r: actions.set_due(tx, a, r.choice(DATES))),
    "span": _on_row(lambda tx, a, r: actions.set_span(tx, a, "2026-11", r.choice(DATES))),
    "shift": _on_row(lambda tx, a, r: actions.shift(tx, a, r.randint(-90, 90))),
    "status": _on_row(lambda tx, a, r: actions.set_field(tx, a, "status", r.choice(actions.STATUSES))),
    "fill": lambda tx, c, r: plan_set.fill_down(tx, r.choice(("owner_role", "budget", "result")), _some(tx, c, r)),
    "many": lambda tx, c, r: plan_set.set_many(tx, _some(tx, c, r), {"owner_role": "vald", "percent": r.randint(0, 9)}),
    "budget": _on_row(lambda tx, a, r: plan_money.set_budget(tx, a, r.choice(YEARS), r.choice((None, 0, 50_000)))),
    "words": _on_row(lambda tx, a, r: plan_money.set_budget_words(tx, a, "Leiame vahendid")),
    "source": _on_row(lambda tx, a, r: plan_money.set_source(tx, a, r.choice(WORDS), "2027", r.choice((None, 900)))),
    "year": _on_row(lambda tx, a, r: plan_money.move_year(tx, a, r.choice(YEARS), r.choice(YEARS))),
    "drop source": _on_row(lambda tx, a, r: plan_money.drop_source(tx, a, r.choice(WORDS))),
    "spent": _on_row(lambda tx, a, r: plan_money.set_spent(tx, a, r.choice((None, 0, 4_000)))),
    "milestone": _on_row(lambda tx, a, r: actions.add_milestone(tx, a, r.choice(WORDS), r.choice(DATES))),
    "tick": _on_milestone(lambda tx, m, r: milestones.tick_milestone(tx, m)),
    "edit milestone": _on_milestone(lambda tx, m, r: milestones.edit_milestone(tx, m, "Muu", r.choice(DATES))),
    "move milestone": _on_milestone(lambda tx, m, r: milestones.move_milestone(tx, m, r.randint(0, 3))),
    "drop milestone": _on_milestone(lambda tx, m, r: milestones.delete_milestone(tx, m)),
    "propose": lambda tx, c, r: drafts.propose(tx, c.id, r.sample(tx.document.of(Note), 2)),
    "confirm": lambda tx, c, r: drafts.confirm_drafts(tx, c.id),
    "agree": _on_row(lambda tx, a, r: drafts.mark_agreed(tx, a)),
    "agree all": lambda tx, c, r: drafts.mark_all_agreed(tx, tx.document.within(Action, c.id)),
    "unmark": _on_row(lambda tx, a, r: drafts.unmark_agreed(tx, a)),
    "adopt": lambda tx, c, r: actions.adopt(tx, c, r.choice(("", "2026-12-20")), "volikogu"),
    "years": lambda tx, c, r: actions.set_years(tx, c, r.sample(YEARS, 2)),
    "letters": _letters,
    "add role": lambda tx, c, r: rasci.add_role(tx, c.id, f"roll {r.randint(0, 9)}", r.choice((None, 0, 9))),
    "rename role": _with_role(lambda tx, c, role, r: rasci.rename_role(tx, c, role, f"amet {r.randint(0, 9)}")),
    "move role": _with_role(lambda tx, c, role, r: rasci.move_role(tx, c, role, r.randint(0, 5))),
    "remove role": _with_role(lambda tx, c, role, r: rasci.remove_role(tx, c, role)),
    "begin": lambda tx, c, r: review.begin_review(tx, c, "2027-01-10"),
    "review": _in_meeting(
        lambda tx, m, a, r: review.set_row_status(
            tx, m, a, r.choice(actions.STATUSES), reason=r.choice((None, "venis")), new_deadline=r.choice(DATES)
        )
    ),
    "meeting spent": _in_meeting(lambda tx, m, a, r: review.set_row_spent(tx, m, a, r.choice((None, 0, 1_250)))),
    "meeting note": _in_meeting(lambda tx, m, a, r: review.set_row_note(tx, m, a, r.choice(WORDS))),
    "meeting deadline": _in_meeting(lambda tx, m, a, r: review.set_row_deadline(tx, m, a, r.choice(DATES))),
    "meeting date": _in_meeting(lambda tx, m, a, r: review.set_meeting(tx, m, date=r.choice(("2027-01-11", "")))),
    "iterate": lambda tx, c, r: _iterate(tx, c),
    "promise": _on_row(
        lambda tx, a, r: commitments.set_commitment(tx, a, r.choice(("promise", "problem")), r.choice(WORDS))
    ),
    "principle": _on_row(lambda tx, a, r: commitments.toggle_principle(tx, a, r.choice(("avatus", "kaasamine")))),
    "principles": lambda tx, c, r: commitments.set_principles(tx, c, r.sample(("avatus", "vald", "kool"), 2)),
    "reword principle": lambda tx, c, r: commitments.rename_principle(tx, c, "avatus", "avatud", "et"),
    "next": lambda tx, c, r: review.set_next(tx, c, r.choice(("", "2027-09-01")), "Kool"),
    "finish": _finish,
}  # fmt: skip
