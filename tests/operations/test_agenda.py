"""Agendas: times that follow from lengths, sums, moving blocks, changes of clocks; and how a session runs."""

from __future__ import annotations

import itertools
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from koosloome_desktop.canvases.creating import new_workshop
from koosloome_desktop.model.document import Document
from koosloome_desktop.model.history import History
from koosloome_desktop.model.records import AgendaItem, Note, Session
from koosloome_desktop.operations import agenda, queries, running
from koosloome_desktop.services import workshop_file
from koosloome_desktop.services.agenda_templates import TEMPLATES, apply_template, template, template_of
from koosloome_desktop.support.clock import FixedClock, SteadyClock, instant


def from_file(data):
    read = workshop_file.read(data)
    document = Document(read.id)
    document.load(read.records, 0)
    return document


def made(code: str = "four_hours", lang: str = "et"):
    document = new_workshop("Kuidas bussid käima saada?", lang=lang, canvases=())
    with document.transaction("Template") as tx:
        (session, *_more) = apply_template(tx, template(code), date(2026, 10, 15), lang=lang)
    return document, session


def times(document, session) -> list[str]:
    return [f"{i.start}–{i.end}" for i in agenda.blocks(document, session.id)]


# ---------------------------------------------------------------- templates


@pytest.mark.parametrize("lang", ["et", "en", "ru"])
@pytest.mark.parametrize("code", [t.code for t in TEMPLATES])
def test_every_template_sums_to_its_minutes_and_comes_through_a_file(code, lang):
    wanted = template(code)
    assert {m.minutes for m in wanted.meetings} == {wanted.minutes}
    document, _session = made(code, lang)
    for session in queries.sessions(document):
        found = agenda.sums(session, agenda.blocks(document, session.id))
        assert (found.blocks, found.planned, found.over) == (wanted.minutes, wanted.minutes, 0)
    data = workshop_file.write(document)
    again = from_file(data)
    assert workshop_file.write(again)["sessions"] == data["sessions"]
    canvases = {c.code for c in queries.canvases(document)}
    assert {i.canvas_code for s in queries.sessions(document) for i in agenda.blocks(document, s.id)} - {
        None
    } <= canvases


def test_the_lengths_of_the_founding_documents_are_there():
    lengths = {t.code: (len(t.meetings), t.minutes) for t in TEMPLATES}
    assert lengths["four_hours"] == (1, 240)
    assert lengths["two_and_a_half_hours"] == (1, 150)
    assert lengths["mentoring"] == (1, 20)
    assert lengths["buddy"] == (1, 60)
    assert lengths["four_by_three"] == (4, 180)
    assert lengths["two_days"][0] == 2
    assert lengths["five_days"][0] == 10
    assert lengths["eight_days"][0] == 8
    assert lengths["sprint"][0] == 3
    assert {m.group for m in template("five_days").meetings} == {"1", "2"}


def test_two_training_days_are_a_week_and_a_day_apart_and_the_four_bites_a_week():
    document, _ = made("two_days")
    assert [s.date for s in queries.sessions(document)] == ["2026-10-15", "2026-10-23"]
    document, _ = made("four_by_three")
    assert [s.date for s in queries.sessions(document)] == ["2026-10-15", "2026-10-22", "2026-10-29", "2026-11-05"]


def test_a_workshops_own_agenda_becomes_a_template_without_its_notes():
    document, session = made()
    with document.transaction("x") as tx:
        tx.create(Note(id="n1", order="V", canvas=queries.canvases(document)[0].id, text="Salajane mõte"))
        agenda.add_block(tx, session, "Meie oma plokk", 10, index=0, type="practice")
    kept = template_of(document, "ours", "Meie töötuba")
    assert "Salajane" not in repr(kept)
    assert kept.minutes == 250
    other = new_workshop("Teine", canvases=())
    with other.transaction("x") as tx:
        (there,) = apply_template(tx, kept, date(2027, 1, 5))
    assert [i.title for i in agenda.blocks(other, there.id)] == [i.title for i in agenda.blocks(document, session.id)]
    assert len(queries.canvases(other)) == 4


# ---------------------------------------------------------------- blocks


def test_blocks_follow_one_another_and_moving_one_moves_all_times():
    document, session = made("buddy")
    assert times(document, session) == ["10:00–10:25", "10:25–10:50", "10:50–11:00"]
    last = agenda.blocks(document, session.id)[-1]
    with document.transaction("x") as tx:
        agenda.move_block(tx, last, 0)
    assert times(document, session) == ["10:00–10:10", "10:10–10:35", "10:35–11:00"]
    with document.transaction("x") as tx:
        agenda.set_minutes(tx, agenda.blocks(document, session.id)[1], 40)
    assert times(document, session) == ["10:00–10:10", "10:10–10:50", "10:50–11:15"]
    assert agenda.sums(session, agenda.blocks(document, session.id)).over == 15
    with document.transaction("x") as tx:
        agenda.set_session(tx, document.get(session.id, Session), start="16:30")
    assert times(document, session)[0] == "16:30–16:40"
    assert document.get(session.id, Session).end == "17:30"
    with document.transaction("x") as tx:
        agenda.delete_blocks(tx, [agenda.blocks(document, session.id)[0].id])
    assert times(document, session) == ["16:30–17:10", "17:10–17:35"]


def test_a_block_of_no_minutes_is_preparation_and_a_night_goes_past_midnight():
    document = new_workshop("x", canvases=())
    with document.transaction("x") as tx:
        session = agenda.add_session(tx, "2026-12-31", "23:00", 120)
        agenda.add_block(tx, session, "Saal valmis", 0)
        agenda.add_block(tx, session, "Üle aasta", 90)
    assert times(document, session) == ["23:00–23:00", "23:00–00:30"]
    assert agenda.sums(session, agenda.blocks(document, session.id)).over == -30
    with document.transaction("x") as tx, pytest.raises(ValueError, match="minutes"):
        agenda.add_block(tx, session, "Vales", -5)


def test_a_block_moves_to_another_session():
    document, _ = made("two_days")
    one, two = queries.sessions(document)
    block = agenda.blocks(document, one.id)[3]
    with document.transaction("x") as tx:
        agenda.move_block(tx, block, 1, two)
    assert [i.id for i in agenda.blocks(document, two.id)][1] == block.id
    assert agenda.sums(one, agenda.blocks(document, one.id)).over == -55
    assert agenda.sums(two, agenda.blocks(document, two.id)).over == 55


STEP = st.tuples(st.sampled_from(["add", "move", "minutes", "delete", "copy"]), st.integers(0, 40), st.integers(0, 40))


@pytest.mark.slow
@given(st.lists(STEP, max_size=12))
def test_whatever_is_done_times_touch_and_undo_gives_the_first_agenda_back(steps):
    document, session = made("four_hours")
    history = History(document)
    first = document.digest()
    for what, a, b in steps:
        items = agenda.blocks(document, session.id)
        if what != "add" and not items:
            continue
        with document.transaction("Step") as tx:
            if what == "add":
                agenda.add_block(tx, session, f"Plokk {a}", b, index=a)
            elif what == "move":
                agenda.move_block(tx, items[a % len(items)], b % len(items))
            elif what == "minutes":
                agenda.set_minutes(tx, items[a % len(items)], b)
            elif what == "delete":
                agenda.delete_blocks(tx, [items[a % len(items)].id])
            else:
                agenda.duplicate_block(tx, items[a % len(items)])
        items = agenda.blocks(document, session.id)
        assert all(one.end == other.start for one, other in itertools.pairwise(items))
        assert not items or items[0].start == session.start
    while history.undo() is not None:
        pass
    assert document.digest() == first


# ---------------------------------------------------------------- instants


@pytest.mark.parametrize(("day", "offsets"), [("2026-03-28", (2, 3)), ("2026-10-24", (3, 2)), ("2026-06-01", (3, 3))])
def test_a_night_over_a_change_of_clocks_has_blocks_of_their_own_length(day, offsets):
    document = new_workshop("x", canvases=())
    with document.transaction("x") as tx:
        session = agenda.add_session(tx, day, "22:00", 600)
        agenda.add_block(tx, session, "Öö", 420)
        agenda.add_block(tx, session, "Hommik", 180)
    found = agenda.moments(session, agenda.blocks(document, session.id), "Europe/Tallinn")
    assert found is not None
    lengths = [end.astimezone(UTC) - start.astimezone(UTC) for start, end in found]
    assert lengths == [timedelta(minutes=420), timedelta(minutes=180)]
    assert found[0][1] == found[1][0]
    hours = [m.utcoffset() for m in (found[0][0], found[1][1])]
    assert hours == [timedelta(hours=h) for h in offsets]


def test_the_wall_time_of_a_session_stays_what_was_written_before_and_after_a_change_of_clocks():
    before = agenda.moment("2026-10-24", "16:30", "Europe/Tallinn")
    after = agenda.moment("2026-10-25", "16:30", "Europe/Tallinn")
    assert before is not None
    assert after is not None
    assert (before.hour, after.hour) == (16, 16)
    assert after.astimezone(UTC) - before.astimezone(UTC) == timedelta(hours=25)
    assert agenda.moment("", "16:30", "Europe/Tallinn") is None
    assert agenda.moment("2026-10-25", "25:00", "Europe/Tallinn") is None


# ---------------------------------------------------------------- running


def at(text: str) -> datetime:
    return datetime.fromisoformat(f"2026-10-15T{text}+03:00").astimezone(UTC)


def begin(document, index: int, when: str) -> AgendaItem:
    session = queries.sessions(document)[0]
    with document.transaction("x") as tx:
        return running.start_block(tx, agenda.blocks(document, session.id)[index], at(when))


def test_a_block_counts_down_stands_and_gets_more_time():
    document, _ = made()
    item = begin(document, 3, "17:05")
    assert running.clock(item, at("17:05")).left == 3000
    assert running.clock(item, at("17:51")).warns
    with document.transaction("x") as tx:
        item = running.pause(tx, item, at("17:15"))
        assert running.clock(item, at("17:30")).left == 2400
        item = running.go_on(tx, item, at("17:25"))
        item = running.add_minutes(tx, item, 5)
    found = running.clock(item, at("17:30"))
    assert (found.elapsed, found.whole, found.left, found.paused) == (900, 3300, 2400, False)
    assert running.clock(item, at("18:20")).left < 0


def test_starting_a_block_ends_the_one_before_and_only_one_runs():
    document, session = made()
    begin(document, 0, "16:32")
    second = begin(document, 1, "16:45")
    items = agenda.blocks(document, session.id)
    assert items[0].ended == instant(at("16:45"))
    assert running.running(document) == second


def test_after_a_crash_or_a_night_of_sleep_the_clock_is_right():
    document, _ = made()
    begin(document, 3, "17:10")
    again = from_file(workshop_file.write(document))
    item = running.running(again)
    assert item is not None
    assert running.clock(item, at("17:42:13")).left == 3000 - (32 * 60 + 13)
    # A machine whose clock went back does not give time away.
    assert running.clock(item, at("17:00")).elapsed == 0


def test_a_timers_clock_goes_on_evenly_whatever_is_done_to_the_machines():
    wall, ticks = FixedClock(at("17:00")), [100.0]
    clock = SteadyClock(wall, lambda: ticks[0])
    ticks[0] += 60
    wall.forward(3 * 365 * 86400)
    assert clock.now() == at("17:01")
    wall.forward(-9 * 365 * 86400)
    ticks[0] += 8 * 3600
    assert clock.now() == at("17:01") + timedelta(hours=8)


def test_a_late_room_hears_by_how_much_and_what_could_be_shorter():
    document, session = made()
    assert running.course(document, session, at("16:20")).behind == 0
    assert running.course(document, session, at("16:37")).behind == 7 * 60
    begin(document, 0, "16:37")
    found = running.course(document, session, at("16:37"))
    assert found.behind == 7 * 60
    assert found.following is not None
    assert found.following.type == "check_in"
    items = agenda.blocks(document, session.id)
    proposed = running.cuts(items[1:], found.behind)
    assert sum(c.minutes for c in proposed) == 7
    assert all(c.item.type not in agenda.PAUSES for c in proposed)
    assert proposed[0].item.title == items[3].title
    # An early room is ahead.
    begin(document, 10, "20:00")
    assert running.course(document, session, at("20:00")).behind == -25 * 60


def test_nothing_is_proposed_when_there_is_too_little_to_cut():
    document, session = made("mentoring")
    assert running.cuts(agenda.blocks(document, session.id), 3600) == []
    assert running.cuts(agenda.blocks(document, session.id), 0) == []


def test_a_skipped_block_counts_nothing():
    document, session = made()
    begin(document, 0, "16:30")
    with document.transaction("x") as tx:
        running.skip_block(tx, agenda.blocks(document, session.id)[5])
    assert running.course(document, session, at("16:30")).behind == -35 * 60


@pytest.mark.parametrize("minutes", [5, 10, 20])
def test_ending_now_divides_what_is_left(minutes):
    assert sum(running.end_now(minutes).values()) == minutes
    assert running.end_now(minutes)["owners"] >= running.end_now(minutes)["vote"]
