"""The agenda in the window: templates, blocks by keyboard, running with a clock, the chip in the top bar."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from koosloome_desktop.model.records import AgendaItem, Canvas
from koosloome_desktop.operations import agenda, queries, running
from koosloome_desktop.support.i18n import language, set_language
from koosloome_desktop.views.agenda.meeting import MeetingDialog, read_time
from koosloome_desktop.views.agenda.page import AgendaPage
from koosloome_desktop.views.agenda.words import clock_words, wall_time
from tests.drivers.window import press, settle, type_text

pytestmark = pytest.mark.slow


def keys(*names: str) -> None:
    for name in names:
        press(QApplication.focusWidget(), name)
        settle(2)


def blocks(driver) -> list[AgendaItem]:
    document = driver.document
    return [i for s in queries.sessions(document) for i in agenda.blocks(document, s.id)]


@pytest.fixture
def room(driver, qtbot):
    """The sample's agenda, the ring on its first block."""
    driver.window.activateWindow()
    driver.window.actions_.rail("agenda")
    settle()
    assert driver.view.page().focus_canvas()
    yield driver
    driver.back()


def test_every_block_stands_there_with_its_time_and_length(room):
    page = room.view.page()
    assert len(page.rows) == 11
    first = next(iter(page.rows.values()))
    assert "16.30" in first.accessibleName()
    assert "15 min" in first.accessibleName()


@pytest.mark.parametrize("size", [(1093, 614), (1366, 768)])
def test_a_narrow_row_is_as_high_as_its_words_and_shows_them_whole(room, size):
    before = room.window.size()
    room.window.resize(*size)
    settle()
    rows = list(room.view.page().rows.values())
    several = 0
    for made in rows:
        title, facts = made.words(made.width())
        assert title.whole
        assert facts.whole
        assert made.height() >= max(title.height, facts.height) + 8
        several += len(facts.lines) > 2
    assert several or size != (1093, 614), "at this width some need three lines"
    assert all(a.geometry().bottom() < b.geometry().top() for a, b in pairwise(rows))
    room.window.resize(before)
    settle()


def test_moving_and_lengthening_by_keys_moves_all_times_and_is_undone_step_by_step(room):
    before = [(i.title, i.start, i.end) for i in blocks(room)]
    keys("Down", "Alt+Down")
    moved = blocks(room)
    assert [i.title for i in moved[:3]] == [before[0][0], before[2][0], before[1][0]]
    assert (moved[1].start, moved[1].end) == ("16:45", "16:55")
    keys("+")
    assert blocks(room)[2].end == "17:15"
    assert blocks(room)[-1].end == "20:35"
    room.window.actions_.undo()
    room.window.actions_.undo()
    settle()
    assert [(i.title, i.start, i.end) for i in blocks(room)] == before


def test_a_block_is_typed_with_its_minutes(room):
    keys("A")
    line = room.view.page().bar.line
    assert line.hasFocus()
    assert line.text() == "a"
    line.clear()
    type_text(line, "Õuesõpe 25 min")
    keys("Enter")
    made = blocks(room)[1]
    assert (made.title, made.start, made.end) == ("Õuesõpe", "16:45", "17:10")


def test_deleting_asks_nothing_and_undo_brings_it_back(room):
    title = blocks(room)[0].title
    keys("Del")
    assert blocks(room)[0].title != title
    assert room.view.page().rows[room.view.page().desk.current].hasFocus()
    room.window.actions_.undo()
    settle()
    assert blocks(room)[0].title == title


def test_a_workshop_without_an_agenda_takes_a_template_with_one_key(open_window):
    driver = open_window()
    driver.window.open_workshop(driver.window.library.create("Tühi", lang="et", canvases=()))
    settle()
    driver.window.actions_.rail("agenda")
    settle()
    keys("Enter")
    assert len(blocks(driver)) == 11
    assert {c.type for c in driver.document.of(Canvas)} == {"problem_map", "journey_map", "resource_map", "action_plan"}
    session = queries.sessions(driver.document)[0]
    assert agenda.sums(session, blocks(driver)).over == 0
    driver.window.actions_.undo()
    settle()
    assert not blocks(driver)
    assert driver.view.page().choosing is not None
    # With the least window the button below the list is still in sight.
    assert driver.view.page().choosing.minimumSizeHint().height() < 400


def test_starting_a_block_opens_its_canvas_and_the_chip_counts_down(room):
    clock = room.ctx.clock
    clock.at = agenda.moment("2026-10-15", "17:15", "Europe/Tallinn")
    room.view.leading.start(blocks(room)[3])
    settle()
    canvas = room.document.get(room.view.current, Canvas)
    assert canvas.code == "problem"
    chip = room.window.timer
    assert chip.isVisible()
    assert "50:00" in chip.words()
    assert "5 min maas" in chip.words()
    clock.at += timedelta(minutes=20, seconds=12)
    chip.show_time()
    assert "29:48" in chip.words()
    assert room.window.ctx.commands.run("window.pause")
    clock.at += timedelta(minutes=3)
    chip.show_time()
    assert "29:48" in chip.words()
    assert room.window.ctx.commands.run("window.pause")
    assert room.window.ctx.commands.run("window.five_more")
    settle()
    assert "34:48" in chip.words()
    keys("F8")
    assert running.running(room.document).title == blocks(room)[4].title


def test_a_late_room_is_offered_what_to_shorten_and_takes_it_in_one_step(room):
    clock = room.ctx.clock
    clock.at = agenda.moment("2026-10-15", "17:20", "Europe/Tallinn")
    room.view.leading.start(blocks(room)[3])
    room.window.actions_.rail("agenda")
    settle()
    panel = room.view.page().course
    assert "10 min maas" in panel._late.text()
    assert panel._offer.isVisible()
    room.view.leading.shorten()
    settle()
    assert not panel._late.isVisible()
    session = queries.sessions(room.document)[0]
    assert running.course(room.document, session, clock.now()).behind == 0
    room.window.actions_.undo()
    settle()
    assert panel._late.isVisible()


def test_the_running_block_is_there_after_the_workshop_was_closed_and_opened(room):
    clock = room.ctx.clock
    clock.at = agenda.moment("2026-10-15", "17:10", "Europe/Tallinn")
    room.view.leading.start(blocks(room)[3])
    settle()
    workshop = room.document.id
    room.window.show_home()
    settle()
    assert not room.window.timer.isVisible()
    clock.at += timedelta(minutes=33)
    room.window.open_workshop(workshop)
    settle()
    assert "17:00" in room.window.timer.words()


def test_a_left_out_block_says_so_and_costs_no_time(room):
    assert room.window.ctx.commands.run("agenda.skip")
    settle()
    row = next(iter(room.view.page().rows.values()))
    assert "jäi ära" in row.accessibleName()
    assert blocks(room)[0].skipped


def test_fields_change_the_block_and_enter_goes_back_to_it(room):
    keys("Enter")
    edit = QApplication.focusWidget()
    edit.selectAll()
    type_text(edit, "Tere tulemast")
    keys("Enter")
    assert blocks(room)[0].title == "Tere tulemast"
    assert next(iter(room.view.page().rows.values())).hasFocus()
    minutes = room.view.page().fields.edits["minutes"]
    minutes.setFocus()
    minutes.selectAll()
    type_text(minutes, "nii palju")
    keys("Enter")
    assert blocks(room)[0].end == "16:45"


def hold(row, y: int) -> None:
    """Press a row and hold it at a height of the list."""
    start = row.rect().center()
    QTest.mousePress(row, Qt.MouseButton.LeftButton, pos=start)
    for at in (start + QPoint(0, 20), QPoint(start.x(), y - row.y())):
        place = QPointF(at)
        event = QMouseEvent(
            QEvent.Type.MouseMove, place, QPointF(row.mapToGlobal(at)), Qt.MouseButton.NoButton,
            Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier,
        )  # fmt: skip
        QApplication.sendEvent(row, event)


def test_a_block_is_dragged_to_another_place_and_times_follow(room):
    page, before = room.view.page(), [i.title for i in blocks(room)]
    rows = list(page.rows.values())
    hold(rows[1], rows[4].y() + 2)
    assert page._dragging.isVisible()
    QTest.mouseRelease(rows[1], Qt.MouseButton.LeftButton)
    settle()
    assert [i.title for i in blocks(room)[:4]] == [before[0], before[2], before[3], before[1]]
    assert blocks(room)[1].start == "16:45"
    assert not page._dragging.isVisible()
    room.window.actions_.undo()
    settle()
    assert [i.title for i in blocks(room)] == before
    rows = list(page.rows.values())
    hold(rows[0], rows[3].y() + 2)
    keys("Esc")
    QTest.mouseRelease(rows[0], Qt.MouseButton.LeftButton)
    settle()
    assert [i.title for i in blocks(room)] == before
    # To the end of the first meeting and to the beginning of the second one, over its title.
    session = queries.sessions(room.document)[0]
    room.view.workshop.run("Copy", lambda tx: agenda.copy_session(tx, session, ""))
    settle()
    rows = list(page.rows.values())
    hold(rows[0], rows[10].y() + rows[10].height())
    QTest.mouseRelease(rows[0], Qt.MouseButton.LeftButton)
    settle()
    first, second = queries.sessions(room.document)
    assert agenda.blocks(room.document, first.id)[-1].title == before[0]
    rows = list(page.rows.values())
    hold(rows[0], rows[11].y() + 2)
    QTest.mouseRelease(rows[0], Qt.MouseButton.LeftButton)
    settle()
    assert [i.title for i in agenda.blocks(room.document, second.id)[:2]] == [before[1], before[0]]


def test_what_the_next_block_needs_is_told_before_it_begins(room):
    session = queries.sessions(room.document)[0]
    item = agenda.blocks(room.document, session.id)[1]
    room.view.workshop.run("Things", lambda tx: agenda.set_block(tx, item, materials=("märkmepaber", "markerid")))
    room.view.leading.start(blocks(room)[0])
    settle()
    assert room.view.page().course._things.text() == "Selleks vaja: märkmepaber, markerid"


def test_a_meeting_gets_its_day_and_time_and_its_blocks_follow(room):
    before = room.document.digest()

    def keep(dialog: MeetingDialog) -> None:
        dialog.day.setText("eile õhtul")
        press(dialog, "Enter")
        assert "Siin oodatakse päeva" in dialog.wrong.text()
        dialog.day.setText("22.10.2026")
        dialog.start.setText("25")
        press(dialog, "Enter")
        assert "Siin oodatakse kellaaega" in dialog.wrong.text()
        dialog.start.setText("17")
        dialog.end.setText("2100")
        press(dialog, "Enter")

    room.answer(MeetingDialog, keep, lambda: room.ctx.commands.run("agenda.meeting"))
    session = queries.sessions(room.document)[0]
    assert (session.date, session.start, session.end) == ("2026-10-22", "17:00", "21:00")
    assert (blocks(room)[0].start, blocks(room)[-1].end) == ("17:00", "21:00")
    room.window.actions_.undo()
    settle()
    assert room.document.digest() == before
    assert room.ctx.commands.run("agenda.copy_session")
    settle()
    room.view.page().desk.current = blocks(room)[-1].id
    room.answer(MeetingDialog, lambda d: d._delete(), lambda: room.ctx.commands.run("agenda.meeting"))
    assert len(queries.sessions(room.document)) == 1
    assert len(blocks(room)) == 11


@pytest.mark.parametrize(
    ("typed", "wall"),
    [("16.30", "16:30"), ("9", "09:00"), ("1630", "16:30"), ("16:3", None), ("24", None), ("", ""), ("16 30", "16:30")],
)
def test_times_as_typed(typed, wall):
    assert read_time(typed) == wall


def test_pasted_blocks_are_one_step_and_what_is_too_long_stays_in_the_line(room):
    page, count = room.view.page(), len(room.view.page().rows)
    page.focus_line()
    page.bar.line.pasted(["Arutelu 25", "Vaheaeg 10 min", " ", "Kokkuvõte"])
    titles = [i.title for i in blocks(room)]
    assert titles[1:4] == ["Arutelu", "Vaheaeg", "Kokkuvõte"]
    assert [agenda.length(i.start, i.end) for i in blocks(room)][1:4] == [25, 10, 15]
    room.window.actions_.undo()
    assert len(page.rows) == count
    type_text(page.bar.line, "Pikk arutelu 900")
    press(page.bar.line, "Return")
    assert page.bar.line.text() == "Pikk arutelu 900"
    assert len(page.rows) == count
    page.bar.line.clear()


def test_a_block_half_typed_comes_back_and_is_forgotten_once_it_is_one(room):
    page = room.view.page()
    page.focus_line()
    type_text(page.bar.line, "Arutelu rüh")
    page.keep_draft()
    assert room.view.workshop.drafts[page.place_of_draft] == "Arutelu rüh"
    again = AgendaPage(room.view.workshop, room.ctx, page.leading)
    assert again.bar.line.text() == "Arutelu rüh"
    again.close_page()
    again.deleteLater()
    type_text(page.bar.line, "mades")
    press(page.bar.line, "Return")
    assert page.place_of_draft not in room.view.workshop.drafts
    assert "Arutelu rühmades" in [i.title for i in blocks(room)]


@pytest.mark.parametrize(("lang", "shown"), [("et", "16.30"), ("ru", "16:30"), ("en", "16:30")])
def test_a_time_is_written_as_the_language_writes_it(lang, shown):
    before = language()
    try:
        set_language(lang)
        assert clock_words("16:30") == shown
        assert clock_words("") == ""
        assert wall_time(datetime(2026, 10, 15, 13, 30, tzinfo=UTC)) == shown
    finally:
        set_language(before)
