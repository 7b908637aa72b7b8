""" "Lõpeta nüüd": what is unfinished is left out and parked, the last minutes are shared, one undo step."""

from __future__ import annotations

from datetime import timedelta

import pytest

from koosloome_desktop.model.history import History
from koosloome_desktop.operations import agenda, parking, queries, running
from koosloome_desktop.operations.where import where
from koosloome_desktop.services import workshop_file
from koosloome_desktop.services.ending import finish, unfinished
from tests.drivers.board import sample


def begun(upto: int):
    """The first sample with its blocks begun up to a number; the document, its session, the instant."""
    document = sample("01")
    session = queries.sessions(document)[0]
    now = agenda.moment(session.date, session.start, "Europe/Tallinn")
    with document.transaction("Start") as tx:
        for item in agenda.blocks(document, session.id)[:upto]:
            running.start_block(tx, item, now)
            now += timedelta(minutes=10)
    return document, session, now


@pytest.mark.parametrize(("minutes", "shares"), [(20, [4, 12, 4]), (10, [2, 6, 2]), (5, [1, 3, 1])])
def test_the_last_things_share_what_time_there_is_and_one_step_takes_it_all_back(minutes, shares):
    document, session, now = begun(6)
    history, before = History(document), workshop_file.write(document)
    with document.transaction("End now") as tx:
        first = finish(tx, session, minutes, now)
    items = agenda.blocks(document, session.id)
    assert [i.skipped for i in items] == [False] * 9 + [True] * 5
    assert [i.added for i in items[6:9]] == shares
    assert [i.type for i in items[6:9]] == ["vote", "canvas", "agreements"]
    assert (first.id, running.running(document).id) == (items[6].id, items[6].id)
    assert running.clock(items[6], now).left == 60 * shares[0]
    assert items[7].canvas_code == "plan"
    assert items[5].ended
    assert not items[4].skipped
    topics = [n.text for n in parking.parked(document)]
    assert "Vajadused ja ressursid" in topics
    assert "Suupistepaus" not in topics
    history.undo()
    assert workshop_file.write(document) == before


def test_without_minutes_everything_ends_and_nothing_begins():
    document, session, now = begun(3)
    parked = len(parking.parked(document))
    with document.transaction("End now") as tx:
        assert finish(tx, session, 0, now, park=False) is None
    assert running.running(document) is None
    assert len(parking.parked(document)) == parked


def test_blocks_that_passed_without_a_key_were_held_all_the_same():
    document, session, now = begun(0)
    items = agenda.blocks(document, session.id)
    assert unfinished(document, session, now + timedelta(minutes=60)) == items[4:]
    assert unfinished(document, session, now - timedelta(minutes=60)) == items
    with document.transaction("End now") as tx:
        finish(tx, session, 10, now + timedelta(minutes=60))
    after = agenda.blocks(document, session.id)
    assert [i.id for i in after[:4]] == [i.id for i in items[:4]]
    assert after[4].began
    assert all(i.skipped for i in after[7:])


def test_where_we_are_tells_the_block_and_what_is_open():
    document, session, now = begun(6)
    found = where(document, session, now)
    assert (found.current.title, found.following.title) == ("Huviringi juhendaja teekond", "Suupistepaus")
    assert (found.done, found.blocks, found.open_votes) == (5, 11, 0)
    assert found.parked == len(parking.parked(document))
    assert found.ungrouped
