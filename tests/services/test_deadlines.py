"""The deadlines of all workshops, read from the library's columns."""

from __future__ import annotations

from datetime import date

import pytest

from koosloome_desktop.model.frozen import FrozenMap
from koosloome_desktop.model.records import Action, Canvas, Review
from koosloome_desktop.operations import queries
from koosloome_desktop.operations.actions import add_action
from koosloome_desktop.operations.iterations import next_iteration
from koosloome_desktop.operations.plan_set import set_due
from koosloome_desktop.services.deadlines import overview
from koosloome_desktop.services.library import LibraryService
from koosloome_desktop.support.ids import new_id
from tests.drivers.ready import sample_files
from tests.drivers.waiting import Work

pytestmark = pytest.mark.slow

TODAY = date(2026, 10, 15)


@pytest.fixture
def library(tmp_path):
    opened = LibraryService.open(tmp_path / "library")
    yield opened
    opened.close()


def bring(library, *names: str) -> list[str]:
    return [library.import_file(path).workshop for name in names for path in sample_files(name)]


def plan_of(workshop) -> Canvas:
    return next(c for c in queries.canvases(workshop.document) if c.type == "action_plan")


def texts(deadlines) -> list[str]:
    return [d.text for d in deadlines]


def test_overdue_soon_and_later_the_done_and_dropped_are_not_there(library):
    bring(library, "03")
    found = overview(library, TODAY)
    assert not found.overdue  # the one that was late got another deadline in the follow-up
    assert texts(found.soon) == ["Päikesevalgusti bussipeatusesse"]
    assert found.soon[0].days == 15
    assert found.soon[0].owner == "teedespetsialist"
    assert found.later[0].text == "Kiiruspiirang 30 km/h koolipäeviti"
    assert found.later[0].due == "2026-12-15"
    assert len(found.later) == 4
    assert len(found) == 5


def test_a_month_is_over_after_its_last_day(library):
    workshop = library.open_workshop(library.create("Proov", date="2026-10-01"))
    canvas = plan_of(workshop).id
    workshop.run("Add", lambda tx: add_action(tx, canvas, "Oktoobris", deadline="2026-10"))
    workshop.run("Add", lambda tx: add_action(tx, canvas, "Septembris", deadline="2026-09"))
    workshop.close()
    found = overview(library, TODAY)
    assert [(d.text, d.days) for d in found.overdue] == [("Septembris", -15)]
    assert [(d.text, d.days) for d in found.soon] == [("Oktoobris", 16)]


def test_next_meetings_and_meetings_that_were_begun(library):
    (one,) = bring(library, "06")
    meeting = [d for d in overview(library, date(2026, 8, 20)).soon if d.kind == "meeting"]
    assert [(d.due, d.owner, d.text) for d in meeting] == [("2026-08-26", "abivallavanem", "Hiiemäe päevakeskus")]
    workshop = library.open_workshop(one)
    canvas = plan_of(workshop)
    content = FrozenMap({"date": "2026-08-26", "open": True, "owner_role": "abivallavanem"})
    review = Review(id=new_id(), canvas=canvas.id, content=content)
    workshop.run("Begin", lambda tx: tx.create(review))
    workshop.close()
    begun = [d for d in overview(library, TODAY).soon if d.kind == "review"]
    assert [(d.record, d.days) for d in begun] == [(canvas.id, 0)]


def test_reminders_come_with_their_own_day_and_go_after_a_week(library):
    workshop = library.open_workshop(library.create("Proov"))
    nudges = tuple(FrozenMap({"date": d, "text": t}) for d, t in (("2026-10-20", "Helista"), ("2026-10-01", "Ammu")))
    canvas = plan_of(workshop).id
    workshop.run("Add", lambda tx: add_action(tx, canvas, "Kõne", deadline="2027-01-10", reminders=nudges))
    workshop.close()
    found = overview(library, TODAY)
    assert [(d.kind, d.text, d.days) for d in found.soon] == [("reminder", "Helista", 5)]
    assert [d.kind for d in found.later] == ["action"]


def test_a_change_is_seen_at_once_and_the_bin_is_not(library):
    (one,) = bring(library, "03")
    workshop = library.open_workshop(one)
    late = next(a for a in queries.actions(workshop.document, plan_of(workshop).id) if a.code == "A6")
    workshop.run("Move", lambda tx: set_due(tx, late, "2026-10-01"))
    assert texts(overview(library, TODAY).overdue) == ["Päikesevalgusti bussipeatusesse"]
    minuted = next(a for a in queries.actions(workshop.document, plan_of(workshop).id) if a.code == "A5")
    workshop.run("Move", lambda tx: set_due(tx, minuted, "2026-10-12"))
    assert len(overview(library, TODAY).overdue) == 2
    workshop.run("Done", lambda tx: tx.update(workshop.document.get(late.id, Action), status="done"))
    assert len(overview(library, TODAY)) == 4
    workshop.close()
    library.delete(one)
    assert len(overview(library, TODAY)) == 0


def test_two_hundred_workshops_are_read_in_a_moment(library):
    for n in range(200):
        workshop = library.open_workshop(library.create(f"Proov {n}"))
        plan = plan_of(workshop).id
        workshop.run("Add", lambda tx, c=plan: [add_action(tx, c, f"T {i}", deadline="2026-11-01") for i in range(10)])
        workshop.close()
    library.due()
    with Work() as work:
        found = overview(library, TODAY)
    assert len(found) == 2000
    assert work.seconds < 1.0


def test_a_plan_that_a_later_iteration_carries_on_brings_its_dates_once(library):
    (workshop_id,) = bring(library, "06")
    before = overview(library, TODAY)
    workshop = library.open_workshop(workshop_id)
    workshop.run("Next", next_iteration)
    newest = {a.id for a in workshop.document.of(Action) if a.continues}
    workshop.run("Done", lambda tx: tx.update(tx.document.get(min(newest), Action), status="done"))
    workshop.close()
    after = overview(library, TODAY)
    found = [d for d in (*after.overdue, *after.soon, *after.later) if d.kind == "action"]
    assert {d.record for d in found} <= newest
    assert len(found) == len([d for d in (*before.overdue, *before.soon, *before.later) if d.kind == "action"]) - 1
