"""The moments of a meeting in the window: bells, reading aloud, ending now, handing over, by keys and undone."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtWidgets import QApplication

from koosloome_desktop.model.records import AgendaItem, Canvas, Note
from koosloome_desktop.operations import agenda, parking, queries, running
from koosloome_desktop.operations.notes import add_note
from koosloome_desktop.services.workshop import HandedOver
from koosloome_desktop.views.moments.end_now import EndDialog
from koosloome_desktop.views.moments.hand_over import HandOver
from tests.drivers.window import WindowDriver, press, rich_labels, settle, type_text

pytestmark = pytest.mark.slow


def keys(*names: str) -> None:
    for name in names:
        press(QApplication.focusWidget(), name)
        settle(2)


def blocks(driver) -> list[AgendaItem]:
    session = queries.sessions(driver.document)[0]
    return agenda.blocks(driver.document, session.id)


@pytest.fixture(scope="module")
def driver(qapp, tmp_path_factory):
    """One window for all; each test begins with everything taken back."""
    made = WindowDriver(tmp_path_factory.mktemp("moments"), ("01",), size=(1366, 768))
    made.open(0)
    yield made
    made.close()
    qapp.setStyleSheet("")


@pytest.fixture
def room(driver, qtbot):
    """The first sample at its first canvas, at the hour when its fourth block begins."""
    driver.settings.change(bells=False)
    driver.clock.at = agenda.moment("2026-10-15", "17:10", "Europe/Tallinn")
    yield driver
    driver.back()


def later(driver, **passed: int) -> list[str]:
    """Let so much time pass; gives what was said."""
    before = len(driver.window.moments.attend.said)
    driver.clock.at += timedelta(**passed)
    driver.window.timer.show_time()
    return driver.window.moments.attend.said[before:]


def test_the_bells_of_one_two_four_ring_in_time_and_sound_only_for_those_who_want_it(room):
    rung: list[int] = []
    room.window.moments.attend.bell.sound = lambda: rung.append(1)
    room.view.leading.start(blocks(room)[3])
    settle()
    assert "igaüks üksi 1:00" in room.window.timer.words()
    assert later(room, seconds=59) == []
    assert later(room, seconds=1) == ["Kell: nüüd paarides, 2 min"]
    assert not rung
    assert room.ctx.commands.run("window.bells")
    rung.clear()
    assert later(room, seconds=60) == []
    assert room.ctx.commands.run("window.pause")
    assert later(room, minutes=30) == []
    assert room.ctx.commands.run("window.pause")
    assert later(room, seconds=60) == ["Kell: nüüd neljakesi, 4 min"]
    assert rung == [1]
    assert later(room, minutes=30) == []  # a laptop that slept rings no bell for what was missed
    assert later(room, minutes=13) == ["Veel 5 minutit: Probleemipuu kolmes rühmas"]
    assert later(room, minutes=3) == []
    assert later(room, seconds=60) == ["Aeg on läbi: Probleemipuu kolmes rühmas"]
    assert later(room, seconds=60) == []


def test_parts_and_coming_back_are_set_in_the_agenda_and_stand_beside_the_clock(room):
    room.window.actions_.rail("agenda")
    settle()
    page = room.view.page()
    page.focus_canvas()
    settle()
    parts = page.fields.edits["steps"]
    parts.setFocus()
    type_text(parts, "5 + viis")
    keys("Enter")
    assert "Osade minutid" in room.window.toast._label.text()
    assert not blocks(room)[0].steps
    parts = page.fields.edits["steps"]
    parts.setFocus()
    keys("Ctrl+A")
    type_text(parts, "5 + 10")
    keys("Enter")
    assert blocks(room)[0].steps == (5, 10)
    page.fields.apart.click()
    settle()
    assert blocks(room)[0].breakout
    room.view.leading.start(blocks(room)[0])
    settle()
    assert "osa 1/2 5:00" in room.window.timer.words()
    assert "tagasi kell 17.25" in room.window.timer.toolTip()
    room.window.actions_.undo()
    room.window.actions_.undo()
    room.window.actions_.undo()
    assert (blocks(room)[0].steps, blocks(room)[0].breakout) == ((), False)


def test_notes_are_read_one_by_one_with_one_key_and_the_remote_goes_on(room):
    page = room.view.page()
    order = page.presenter.reading_order()
    keys("Shift+F8")
    show, reading = room.window.wall.show, room.window.moments.reading
    assert (show.shown().note, show.shown().place) == (order[0], f"1/{len(order)}")
    assert room.view.chosen == (order[0],)
    keys("Shift+F8", "PgDown", "PgUp")
    assert show.shown().note == order[1]
    keys("Right")  # the light goes along with the ring
    assert show.shown().note == room.view.chosen[0] != order[1]
    reading._show(len(order) - 1)
    keys("Shift+F8")
    assert not show.shown().note
    assert page.bar.line.hasFocus()
    assert f"{len(order)} märget loeti ette" in room.window.toast._label.text()


def test_a_groups_notes_are_read_and_a_deleted_one_is_passed_over(room):
    page, canvas = room.view.page(), room.view.canvases()[0].id
    order = page.presenter.reading_order()
    mine = order[4:7]
    room.view.workshop.run("Group", lambda tx: [tx.update(tx.document.get(i, Note), group="9") for i in mine])
    page.speaking.group = "9"
    page.refresh()
    settle()
    assert room.ctx.commands.run("window.read")
    show = room.window.wall.show
    assert (show.shown().note, show.shown().place) == (mine[0], "9. rühm · 1/3")
    room.view.workshop.run("Delete", lambda tx: tx.remove(mine[1]))
    settle()
    assert room.ctx.commands.run("window.read")
    assert show.shown().note == mine[2]
    assert room.ctx.commands.run("window.read_stop")
    assert not show.shown().note
    assert not room.ctx.commands.run("window.read_back")
    assert canvas == show.shown().canvas


def test_ending_now_takes_two_keys_and_one_step_back(room):
    room.view.leading.start(blocks(room)[3])
    settle()
    items = blocks(room)
    asked: list[str] = []

    def answer(dialog: EndDialog) -> None:
        assert dialog.minutes == 10
        assert [i.title for i in dialog.out] == [i.title for i in items[4:]]
        assert not rich_labels(dialog)
        press(dialog, "3")
        asked.append(dialog._plan.text())
        press(dialog, "Enter")

    room.answer(EndDialog, answer, lambda: keys("Ctrl+Shift+E"))
    assert asked == ["hääletus 1 min · kes ja mis ajaks 3 min · kokkulepped 1 min · siis Ctrl+E ja Enter"]
    assert running.running(room.document).title == "Hääletus: mis on kõige tähtsam"
    assert room.view.current == "votes"
    room.window.activateWindow()
    settle()
    keys("F8")
    assert room.document.get(room.view.current, Canvas).type == "action_plan"
    keys("F8")
    assert room.view.current == "rounds"
    assert "Vajadused ja ressursid" in [n.text for n in parking.parked(room.document)]
    for _step in range(3):
        room.window.actions_.undo()
    assert [(i.id, i.skipped, i.ended) for i in blocks(room)] == [(i.id, i.skipped, i.ended) for i in items]


def test_the_parked_topics_come_up_before_the_end(room):
    def topics() -> str:
        return room.window.toast._label.text()

    room.view.leading.start(blocks(room)[8])
    settle()
    assert "ootel teemat" not in topics()
    room.view.leading.start(blocks(room)[9])
    settle()
    assert "2 ootel teemat on lahtised" in topics()
    room.window.actions_.rail("agenda")
    settle()
    shown = room.view.page().course._parked
    assert (shown.isVisible(), shown.text().strip()) == (True, "2 ootel teemat")
    shown.click()
    settle()
    assert room.view.current == "parking"


def test_handing_over_shows_where_we_are_and_a_copy_marks_this_one(room, tmp_path):
    room.view.leading.start(blocks(room)[3])
    settle()
    type_text(room.view.page().bar.line, "Bussid ei")
    seen: list[str] = []

    def answer(dialog: HandOver) -> None:
        from PySide6.QtWidgets import QLabel

        seen.extend(label.text() for label in dialog.findChildren(QLabel))
        assert not rich_labels(dialog)
        press(dialog, "Enter")

    room.answer(HandOver, answer, lambda: room.ctx.commands.run("window.hand_over"))
    assert any("Praegu: Probleemipuu kolmes rühmas" in text for text in seen)
    assert any("Bussid ei" in text for text in seen)
    assert not room.document.workshop.handed_over
    room.window.moments.take_back()  # what the copy does once it is written
    settle()
    assert "ÜLE ANTUD 17.10" in room.window.top.title.texts()[1]
    count = len(room.document.of(Note))
    with pytest.raises(HandedOver, match=r"17\.10"):
        room.view.workshop.run("Add note", lambda tx: add_note(tx, room.view.current, "Siin", zone="cause"))
    assert len(room.document.of(Note)) == count
    room.window.actions_.undo()
    assert not room.document.workshop.handed_over
    room.window.actions_.redo()
    assert room.ctx.commands.run("window.take_back")
    settle()
    assert "ÜLE ANTUD" not in room.window.top.title.texts()[1]
