"""The top of a vote becomes drafts in at most three presses; the room confirms them row by row."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from koosloome_desktop.canvases.to_plan import Voted, draft_top, suggested, voted
from koosloome_desktop.model.records import Action
from koosloome_desktop.operations import plan
from koosloome_desktop.views.top_voted import TopVoted
from tests.drivers.board import sample
from tests.drivers.effort import Effort
from tests.drivers.window import press, settle

pytestmark = pytest.mark.slow


@pytest.fixture
def board(qapp, tmp_path):
    made = Effort(tmp_path, sample("01"), "problem_map")
    yield made
    made.close()
    qapp.setStyleSheet("")


def popup() -> TopVoted:
    return next(w for w in QApplication.topLevelWidgets() if isinstance(w, TopVoted) and w.isVisible())


def drafts(document) -> list[Action]:
    return [a for a in document.of(Action) if a.draft]


def votes(*dots: int) -> list[Voted]:
    return [Voted(str(i), f"mõte {i}", n, i, (str(i),)) for i, n in enumerate(dots)]


@pytest.mark.parametrize(
    ("dots", "count"),
    [
        ((9, 8, 7, 1), 3),
        ((9, 8), 2),
        ((), 0),
        ((5, 4, 4, 4, 1), 4),
        ((9, 8, 3, 3, 3, 3, 3), 2),
        ((1, 1, 1, 1, 1, 1), 6),
    ],
)
def test_three_are_proposed_unless_the_dots_say_otherwise(dots, count):
    assert suggested(votes(*dots)) == count


def test_the_top_of_a_vote_is_in_the_plan_in_two_presses_and_one_step(board):
    best = voted(board.document, board.canvas.id)
    before = board.document.digest()
    with board.counted(3):
        board.press("Ctrl+Shift+T")
        board.press("Return")
    made = drafts(board.document)
    assert [a.sources for a in made] == [v.sources for v in best[:3]]
    assert all(a.status == "planned" and not a.owner_role for a in made)
    board.press("Ctrl+Z")
    assert board.document.digest() == before


def test_another_number_is_typed_or_stepped(board):
    board.press("Ctrl+Shift+T")
    board.type("5")
    assert popup().number.value() == 5
    board.press("Down")
    assert len(popup().chosen()) == 4
    board.press("Return")
    assert len(drafts(board.document)) == 4


def test_escape_leaves_everything_as_it_was(board):
    board.type("pooleli")
    before = board.document.digest()
    board.press("Ctrl+Shift+T")
    board.press("Esc")
    assert board.document.digest() == before
    assert (board.line, board.rings()) == ("pooleli", ["line"])


def test_what_is_in_the_plan_already_is_named_and_left_out(board):
    first = voted(board.document, board.canvas.id)[0]
    board.page.go_to(first.sources[0])
    board.press("Ctrl+T", "Return")
    board.press("Ctrl+Shift+T")
    assert popup().found[0].codes
    board.press("Return")
    assert first.sources not in [a.sources for a in drafts(board.document)]
    assert len(drafts(board.document)) == 2


def test_a_canvas_without_votes_has_no_such_command(qapp, tmp_path):
    made = Effort(tmp_path)
    made.type_note("mõte")
    assert not made.ctx.commands.find("canvas.top").when()
    made.close()


def test_clusters_that_got_dots_come_with_all_their_notes(board):
    from koosloome_desktop.model.records import Ballot, Tally
    from koosloome_desktop.support.ids import new_id

    cluster = board.clusters()[0]
    with board.document.transaction("x") as tx:
        ballot = board.document.within(Ballot, board.canvas.id)[0]
        tx.create(Tally(id=new_id(), ballot=ballot.id, target=cluster.id, method="hands", count=40))
    first = voted(board.document, board.canvas.id)[0]
    assert (first.text, first.sources, first.place) == (cluster.label, cluster.notes, 1)


def test_drafts_count_in_no_sum_until_they_are_confirmed(board):
    board.press("Ctrl+Shift+T", "Return")
    draft = drafts(board.document)[0]
    with board.document.transaction("x") as tx:
        tx.update(draft, budget=type(draft.budget)({"2026": 100}))
    rows = board.document.of(Action)
    without = plan.totals(rows).total
    assert draft.id not in {a.id for a in plan.totals(rows).without_amount}
    with board.document.transaction("x") as tx:
        tx.update(board.document.get(draft.id, Action), draft=False)
    assert plan.totals(board.document.of(Action)).total == without + 100


# -- in the plan


@pytest.fixture
def window(open_window):
    driver = open_window("01")
    page = driver.plan()
    canvas = next(c for c in driver.view.canvases() if c.type == "problem_map")
    found = voted(driver.document, canvas.id)
    driver.view.workshop.run("Top votes to the plan", lambda tx: draft_top(tx, found[:3], "et"))
    settle()
    return driver, page


def test_enter_confirms_a_draft_and_goes_to_the_next(window):
    driver, page = window
    assert page.drafts.isVisible()
    waiting = [a.id for a in page.drafts.waiting()]
    page.drafts.next_draft()
    settle()
    press(page.table, "Return")
    settle()
    assert [a.id for a in page.drafts.waiting()] == waiting[1:]
    assert page.model.rows[page.table.currentIndex().row()].id == waiting[1]
    press(page.table, "Return")
    press(page.table, "Return")
    settle()
    assert page.drafts.waiting() == []
    assert not page.drafts.isVisible()
    driver.window.actions_.undo()
    settle()
    assert len(page.drafts.waiting()) == 1


def test_all_are_confirmed_at_once_in_one_step(window):
    driver, page = window
    assert driver.ctx.commands.run("plan.draft.all")
    settle()
    assert page.drafts.waiting() == []
    driver.window.actions_.undo()
    assert len(page.drafts.waiting()) == 3


def test_a_draft_can_be_dropped_and_its_note_stays(window):
    driver, page = window
    page.drafts.next_draft()
    source = page.drafts.waiting()[0].sources[0]
    assert driver.ctx.commands.run("plan.draft.drop")
    settle()
    assert len(page.drafts.waiting()) == 2
    assert driver.document.find(source) is not None


def test_enter_on_any_other_row_goes_down_as_ever(window):
    _driver, page = window
    page.table.go_to(page.model.rows[0].id)
    press(page.table, "Return")
    assert page.table.currentIndex().row() == 1
    assert len(page.drafts.waiting()) == 3
