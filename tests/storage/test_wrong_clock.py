"""A clock that jumps (empty battery, wrong year): order is by counters, the time is only shown (quality.md D14)."""

from __future__ import annotations

import pytest

from koosloome_desktop.storage.library import Library
from tests.storage.helpers import Desk, sample

DAY = 86_400


def edited(library, loop, clock, workshop: str, text: str) -> None:
    desk = Desk(library, loop, workshop)
    desk.document.clock = clock
    with desk.document.transaction("Edit note") as tx:
        tx.update(desk.note(1), text=text)
    desk.settle()
    desk.tie.detach()


def order(library) -> list[str]:
    return [row.code for row in library.list()]


@pytest.mark.parametrize("jump", [3 * 365 * DAY, -2 * DAY])
def test_the_last_changed_workshop_is_the_first_whatever_the_clock_said(opened, tmp_path, clock, jump):
    library, loop = opened(tmp_path)
    ids = [library.create(sample(code, notes=1)).id for code in ("A", "B", "C")]
    assert order(library) == ["C", "B", "A"]
    clock.forward(jump)
    edited(library, loop, clock, ids[0], "kella hüppe ajal")
    assert order(library) == ["A", "C", "B"]
    clock.forward(-jump)
    edited(library, loop, clock, ids[1], "kui kell oli jälle õige")
    assert order(library) == ["B", "A", "C"], "the newest is the last one changed, not the latest instant"
    library.close()
    again, loop = opened(tmp_path)
    assert order(again) == ["B", "A", "C"]
    edited(again, loop, clock, ids[2], "järgmisel päeval")
    assert order(again) == ["C", "B", "A"]


def test_after_a_crash_the_workshop_that_was_worked_in_is_named(opened, tmp_path, clock):
    library, loop = opened(tmp_path)
    ids = [library.create(sample(code, notes=1)).id for code in ("A", "B")]
    clock.forward(3 * 365 * DAY)
    edited(library, loop, clock, ids[0], "vale aasta")
    clock.forward(-3 * 365 * DAY)
    edited(library, loop, clock, ids[1], "õige aasta")
    library._run = 0  # the run ends without a word, as in a crash
    library.close()
    again, _loop = opened(tmp_path)
    assert again.recovery is not None
    assert again.recovery.workshop_title.endswith("B")


def test_what_somebody_else_wrote_last_goes_by_its_instant(opened, tmp_path, clock):
    library, _loop = opened(tmp_path)
    for code in ("A", "B"):
        clock.forward(60)
        library.create(sample(code, notes=1))
    library._change(lambda line: line.do("UPDATE changes SET actor = 'someone'"))
    assert order(library) == ["B", "A"]
    clock.forward(-10 * DAY)
    library.create(sample("C", notes=1))
    assert order(library) == ["C", "B", "A"], "what is written here comes before"


def test_an_empty_library_reads_so_without_a_file(tmp_path):
    with Library.open(tmp_path / "none", read_only=True) as library:
        assert library.list() == []
