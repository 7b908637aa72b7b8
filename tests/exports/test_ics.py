"""The calendar: what stands in it, that it is the same when it is taken in again, and that texts stay texts."""

from __future__ import annotations

import datetime as dt

import pytest
from icalendar import Calendar, Event

from koosloome_desktop.canvases.creating import new_workshop
from koosloome_desktop.exports.ics import ics_bytes, meeting_event, plans
from koosloome_desktop.model.frozen import FrozenMap
from koosloome_desktop.operations import queries
from koosloome_desktop.operations import review as verbs
from koosloome_desktop.operations.actions import add_action
from koosloome_desktop.services.export import export_workshop
from tests.exports.reading import SAMPLES, sample


def parsed(data: bytes) -> Calendar:
    return Calendar.from_ical(data)


def events(data: bytes) -> dict[str, Event]:
    return {str(e["uid"]): e for e in parsed(data).walk("VEVENT")}


def planned(**values):
    """A workshop with one action of these values; (document, action)."""
    document = new_workshop("Proov", place="Rahvamaja", date="2026-10-15")
    canvas = plans(document)[0]
    with document.transaction("Add") as tx:
        action = add_action(tx, canvas.id, values.pop("activity", "Kohvituba"), **values)
    return document, action


def change(document, record, **values):
    with document.transaction("Change") as tx:
        tx.update(record, **values)


def test_sessions_carry_the_zone_and_its_rules():
    document = sample("01_kogukonnamaja")
    data = ics_bytes(document, "et")
    session = queries.sessions(document)[0]
    event = events(data)[f"{session.id}@koosloome"]
    assert event["dtstart"].params["TZID"] == "Europe/Tallinn"
    assert event["dtstart"].dt.isoformat() == "2026-10-15T16:30:00+03:00"
    assert event["dtend"].dt.isoformat() == "2026-10-15T20:30:00+03:00"
    assert [str(z["tzid"]) for z in parsed(data).walk("VTIMEZONE")] == ["Europe/Tallinn"]
    assert "16.30" in str(event["description"])


def test_deadlines_are_whole_days_with_who_and_what():
    document = sample("03_turvaline_koolitee")
    action = next(a for a in queries.actions(document, plans(document)[0].id) if a.code == "A5")
    event = events(ics_bytes(document, "et"))[f"{action.id}@koosloome"]
    assert event["dtstart"].dt == dt.date(2026, 12, 15)  # the follow-up moved it
    assert event["dtend"].dt == dt.date(2026, 12, 16)
    assert event["summary"] == "Tähtaeg: Kiiruspiirang 30 km/h koolipäeviti"
    assert "Vastutaja: abivallavanem" in str(event["description"])
    assert event["transp"] == "TRANSPARENT"


@pytest.mark.parametrize(("month", "day"), [("2026-10", dt.date(2026, 10, 31)), ("2028-02", dt.date(2028, 2, 29))])
def test_a_month_stands_on_its_last_day_and_says_so(month, day):
    document, action = planned(deadline=month)
    event = events(ics_bytes(document, "et"))[f"{action.id}@koosloome"]
    assert event["dtstart"].dt == day
    assert "viimane päev" in str(event["description"])


def test_a_moved_deadline_is_the_same_event_of_a_higher_sequence():
    document, action = planned(deadline="2026-11-30")
    before = events(ics_bytes(document, "et"))
    change(document, action, deadline="2026-12-15", changes=3)
    after = events(ics_bytes(document, "et"))
    assert set(before) == set(after)
    uid = f"{action.id}@koosloome"
    assert (before[uid]["sequence"], after[uid]["sequence"]) == (0, 3)
    assert after[uid]["dtstart"].dt == dt.date(2026, 12, 15)


def test_dropped_is_cancelled_done_has_a_tick_drafts_are_left_out():
    document, action = planned(deadline="2026-11-30", status="dropped")
    uid = f"{action.id}@koosloome"
    assert events(ics_bytes(document, "et"))[uid]["status"] == "CANCELLED"
    change(document, action, status="done")
    assert str(events(ics_bytes(document, "et"))[uid]["summary"]).startswith("✓ ")
    change(document, action, draft=True)
    assert uid not in events(ics_bytes(document, "et"))


def test_reminders_ring_in_the_morning_of_the_workshops_zone():
    document, action = planned(deadline="2026-11-30")
    told = (FrozenMap({"date": "2026-11-16", "text": "Helista dispetšerile"}), FrozenMap({"date": "", "text": "?"}))
    change(document, action, reminders=told)
    alarms = parsed(ics_bytes(document, "et")).walk("VALARM")
    assert [(a["trigger"].dt, str(a["description"])) for a in alarms] == [
        (dt.datetime(2026, 11, 16, 7, 0, tzinfo=dt.UTC), "Helista dispetšerile")
    ]
    change(document, action, status="done")
    assert not parsed(ics_bytes(document, "et")).walk("VALARM")


def test_the_next_meeting_moves_with_its_day_and_is_another_after_it_was_held():
    document = sample("06_sotsiaaltransport")
    canvas = plans(document)[0]
    uid = f"{canvas.id}-review-1@koosloome"
    event = events(ics_bytes(document, "et"))[uid]
    assert event["dtstart"].dt == dt.date(2026, 8, 26)
    assert event["location"] == "Hiiemäe päevakeskus"
    later = FrozenMap({"date": "2026-09-02", "start": "17:00", "changes": 1})
    change(document, canvas, parts=FrozenMap({**canvas.parts, "next_review": later}))
    event = events(ics_bytes(document, "et"))[uid]
    assert event["dtstart"].dt.isoformat() == "2026-09-02T17:00:00+03:00"
    assert event["sequence"] == 1


def test_one_short_event_for_a_qr_code():
    document = sample("06_sotsiaaltransport")
    text = meeting_event(document, plans(document)[0], "ru")
    event = Event.from_ical(text)
    assert event["dtstart"].dt == dt.date(2026, 8, 26)
    assert len(text.encode()) < 500
    none = sample("03_turvaline_koolitee")
    assert meeting_event(none, plans(none)[0], "et") == ""


NASTY = 'x; y, z\\n "õ" \u2028 <b>BEGIN:VEVENT</b> mailto:a@b.ee https://x.ee/?a=1&b=2 ' + "väga pikk " * 30


def test_texts_stay_texts_and_come_back_whole():
    document, action = planned(deadline="2026-11-30", activity=NASTY, owner_role="MAILTO:keegi@näide.ee")
    data = ics_bytes(document, "et")
    event = events(data)[f"{action.id}@koosloome"]
    assert str(event["summary"]) == f"Tähtaeg: {' '.join(NASTY.split())}"
    for name in ("attendee", "organizer", "url", "attach"):
        assert all(name not in e for e in parsed(data).walk())
    assert len(parsed(data).walk("VEVENT")) == 2


@pytest.mark.parametrize("name", SAMPLES)
@pytest.mark.parametrize("lang", ["et", "en", "ru"])
def test_every_sample_is_folded_and_reads_back(name, lang, tmp_path):
    document = sample(name)
    path = export_workshop(document, tmp_path / "k.ics", lang=lang)
    data = path.read_bytes()
    lines = data.split(b"\r\n")
    assert max(len(line) for line in lines) <= 75
    assert b"\n" not in b"".join(lines)
    found = events(data)
    due = [a for c in plans(document) for a in queries.actions(document, c.id) if a.deadline]
    assert len([u for u in found if any(u.startswith(a.id) for a in due)]) == len(due)
    assert all(e["dtend"].dt > e["dtstart"].dt for e in found.values())


def test_one_plan_alone_is_without_the_sessions(tmp_path):
    document = sample("03_turvaline_koolitee")
    data = export_workshop(document, tmp_path / "k.ics", what="plan").read_bytes()
    assert not [u for u in events(data) for s in queries.sessions(document) if u.startswith(s.id)]
    assert len(events(data)) == 9


def test_a_session_over_midnight_and_one_without_hours():
    document, _action = planned()
    session = queries.sessions(document)[0]
    change(document, session, start="22:00", end="01:00")
    event = events(ics_bytes(document, "et"))[f"{session.id}@koosloome"]
    assert event["dtend"].dt - event["dtstart"].dt == dt.timedelta(hours=3)
    change(document, session, start="", end="")
    event = events(ics_bytes(document, "et"))[f"{session.id}@koosloome"]
    assert event["dtstart"].dt == dt.date(2026, 10, 15)


def test_another_day_for_the_next_meeting_raises_its_sequence():
    document = sample("06_sotsiaaltransport")
    canvas = plans(document)[0]
    for day in ("2026-08-26", "2026-09-02", "2026-09-09"):
        with document.transaction("Next") as tx:
            verbs.set_next(tx, canvas, day, "Rahvamaja")
    event = events(ics_bytes(document, "et"))[f"{canvas.id}-review-1@koosloome"]
    assert event["sequence"] == 2
    assert event["dtstart"].dt == dt.date(2026, 9, 9)
    with document.transaction("Hold") as tx:
        meeting = verbs.begin_review(tx, canvas, "2026-09-09")
        verbs.set_next(tx, canvas, "2027-01-13")
        verbs.finish_review(tx, meeting)
    found = events(ics_bytes(document, "et"))
    assert f"{canvas.id}-review-1@koosloome" not in found
    assert found[f"{canvas.id}-review-2@koosloome"]["sequence"] == 0
