"""What stands on the list of an open vote while topics are put off, brought back and folded, others writing too."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from koosloome_desktop.canvases.sending import WAYS, send
from koosloome_desktop.model.changes import Origin
from koosloome_desktop.model.records import Ballot, Note
from koosloome_desktop.operations import ballots, merging, parking, queries
from koosloome_desktop.operations.notes import add_note
from tests.drivers.window import press, settle, type_text
from tests.views.test_votes import ballot_of, begin
from tests.views.test_votes import hands as hands  # noqa: PLC0414 - the alias hands the fixture on

pytestmark = pytest.mark.slow


def listed_texts(hands) -> list[str]:
    return [row.text for row in hands.page.counting.rows]


def test_a_topic_that_is_put_off_leaves_the_open_list_and_comes_back_with_its_dots(hands):
    begin(hands)
    document, workshop = hands.driver.document, hands.driver.view.workshop
    for number in ("4", "3", "2"):
        hands.type(number)
        hands.press("Enter")
    before, ballot = document.digest(), ballot_of(hands)
    texts, (first, second, *_rest) = listed_texts(hands), ballot.targets
    workshop.run("Park", lambda tx: parking.park(tx, [second]))
    with document.transaction("Somebody else", origin=Origin.REMOTE) as tx:
        add_note(tx, ballot.canvas, "Vahepeal", zone="cause")
    settle(2)
    assert listed_texts(hands) == [texts[0], *texts[2:]]
    # The sum is that of the rows; what is not on the list can still be given to something else.
    assert ballots.cast(document, ballot) == 6
    assert second not in {r.target for r in ballots.results(document, ballot)}
    hands.page.counting.go_to(hands.page.counting.rows[-1])
    hands.type("30")
    hands.press("Enter")
    assert ballots.cast(document, ballot) == 36
    hands.press("Ctrl+Z")
    workshop.run("Back", lambda tx: parking.bring_back(tx, second))
    settle(2)
    assert listed_texts(hands) == texts
    assert ballots.counted(document, ballot, second, "hands") == 3
    assert ballots.cast(document, ballot) == 9
    for _step in range(2):
        workshop.undo()
    with document.transaction("Somebody else", origin=Origin.REMOTE) as tx:
        tx.remove(next(n.id for n in document.of(Note) if n.text == "Vahepeal"))
    assert document.digest() == before
    assert document.get(first, Note).canvas == ballot.canvas


def test_what_was_put_off_without_a_dot_was_not_voted_on(hands):
    begin(hands)
    document, workshop = hands.driver.document, hands.driver.view.workshop
    ballot = ballot_of(hands)
    hands.type("5")
    hands.press("Enter")
    first, second, *rest = ballot.targets
    workshop.run("Park", lambda tx: parking.park(tx, [first, second]))
    settle(2)
    hands.page.close_round()
    settle(2)
    closed = document.get(ballot.id, Ballot)
    assert closed.targets == (first, *rest)
    assert {r.target: r.dots for r in ballots.results(document, closed)}[first] == 5


def test_wordings_that_are_folded_while_a_round_is_open_are_one_row_with_the_dots_of_all(hands):
    begin(hands)
    document, workshop = hands.driver.document, hands.driver.view.workshop
    for number in ("4", "3"):
        hands.type(number)
        hands.press("Enter")
    ballot, count = ballot_of(hands), len(hands.page.counting.rows)
    first, second, *_rest = ballot.targets
    merged = workshop.run("Merge", lambda tx: merging.merge(tx, first, [second]))
    assert merged is not None
    settle(2)
    ballot = document.get(ballot.id, Ballot)
    assert len(hands.page.counting.rows) == count - 1
    found = {r.target: r.dots for r in ballots.results(document, ballot)}
    assert found[queries.shown_as(document, second)] == 7
    assert second not in found
    assert sum(found.values()) == ballots.cast(document, ballot) == 7


def test_a_list_that_was_sent_is_counted_closed_and_its_result_is_there_again(driver):
    """From the journey to the result: what is sent is a round like one that was set up by hand."""
    document, view = driver.document, driver.view
    journey = next(c for c in queries.canvases(document) if c.type == "journey_map")
    chances = [n.id for n in queries.notes(document, journey.id) if n.zone == "opportunity"][:3]
    vote = next(w for w in WAYS if w.code == "vote")
    view.workshop.run("Send on", lambda tx: send(tx, vote, [document.get(i, Note) for i in chances], "et"))
    driver.window.actions_.rail("votes")
    settle(2)
    page = view.page()
    assert [row.target for row in page.counting.rows] == chances
    assert page.head._people.isVisible()
    for number in ("5", "0", "2"):
        type_text(QApplication.focusWidget(), number)
        press(QApplication.focusWidget(), "Enter")
    page.close_round()
    settle(2)
    driver.window.actions_.rail("agenda")
    settle(2)
    driver.window.actions_.rail("votes")
    settle(2)
    assert view.page().results is not None
    assert view.page().results.texts[0] == document.get(chances[0], Note).text
    driver.back()
