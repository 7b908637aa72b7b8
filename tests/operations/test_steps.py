"""Bells inside a block: where a part stands follows from the block's clock, also over pauses and a sleep."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from koosloome_desktop.canvases.creating import new_workshop
from koosloome_desktop.model.document import Document
from koosloome_desktop.operations import agenda, running, steps
from koosloome_desktop.services import workshop_file

NOON = datetime(2026, 10, 15, 12, tzinfo=UTC)


def block(**values):
    document = new_workshop("Kuidas?", lang="et", canvases=())
    with document.transaction("Block") as tx:
        session = agenda.add_session(tx, "2026-10-15", "15:00", 60)
        item = agenda.add_block(tx, session, "Põhjused", 30, type="discussion")
        item = tx.update(item, **values)
        item = running.start_block(tx, item, NOON)
    return document, item


def at(item, seconds: int):
    return steps.step(item, NOON + timedelta(seconds=seconds))


@pytest.mark.parametrize("method", ["1-2-4-kõik", "1-2-4-All", "1–2–4–все", "ring, 1 · 2 · 4"])
def test_one_two_four_rings_after_one_three_seven_and_twelve_minutes(method):
    _document, item = block(method=method)
    assert steps.bells(item) == (60, 180, 420, 720)
    assert [(at(item, s).word, at(item, s).left) for s in (0, 59, 60, 400, 700)] == [
        ("alone", 60), ("alone", 1), ("in pairs", 120), ("in fours", 20), ("all together", 20),
    ]  # fmt: skip
    assert at(item, 720) is None


@pytest.mark.parametrize("method", [None, "ring", "11-2-4", "1-2-45", "2021-2-4"])
def test_other_methods_ring_no_bell(method):
    _document, item = block(method=method)
    assert (steps.bells(item), at(item, 10)) == ((), None)


def test_own_parts_go_before_the_methods_and_stand_still_in_a_pause():
    document, item = block(method="1-2-4-kõik", steps=(25, 5))
    assert (at(item, 60).word, at(item, 60).count, at(item, 60).left) == ("", 2, 24 * 60)
    with document.transaction("Pause") as tx:
        item = running.pause(tx, item, NOON + timedelta(minutes=10))
        assert steps.step(item, NOON + timedelta(hours=3)).left == 15 * 60
        item = running.go_on(tx, item, NOON + timedelta(hours=3))
        item = running.end_block(tx, item, NOON + timedelta(hours=3, minutes=1))
    assert steps.step(item, NOON + timedelta(hours=3, minutes=2)) is None


@pytest.mark.parametrize(
    ("typed", "read"),
    [("1, 2, 4, 5", (1, 2, 4, 5)), ("25+25 + 10", (25, 25, 10)), ("", ()), ("kaks", None), ("0", None), ("-3", (3,)),
     ("1 " * 13, None), ("999", None), ("²", None)],
)  # fmt: skip
def test_parts_as_typed(typed, read):
    assert steps.read_steps(typed) == read


def test_parts_and_coming_back_go_through_a_file():
    document, _item = block(steps=(10, 20), breakout=True)
    data = workshop_file.write(document)
    (written,) = data["sessions"][0]["items"]
    assert (written["steps"], written["breakout"]) == ([10, 20], True)
    found = workshop_file.read(data)
    again = Document(found.id)
    again.load(found.records, 0)
    assert workshop_file.write(again) == data
    _other, plain = block()
    assert steps.minutes_of_steps(plain) == ()
    assert "steps" not in workshop_file.write(_other)["sessions"][0]["items"][0]
