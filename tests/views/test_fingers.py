"""Fingers on panels, lists, tables and dialogs: a swipe scrolls and takes nothing along, a tap is a click."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt, QTimer
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QMenu,
    QScrollArea,
    QWidget,
)

from koosloome_desktop.views.dialogs import Told
from koosloome_desktop.views.dialogs_keys import KeySheet
from koosloome_desktop.views.dialogs_palette import CommandPalette
from koosloome_desktop.views.held_keys import HeldKeys
from tests.drivers.fingers import Fingers
from tests.drivers.window import WindowDriver, settle

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def room(qapp, tmp_path_factory):
    """A window on a laptop's small touch screen."""
    held = qapp.doubleClickInterval()
    qapp.setDoubleClickInterval(0)
    driver = WindowDriver(tmp_path_factory.mktemp("fingers"), ("01", "02", "03"), size=(790, 560))
    yield driver
    driver.close()
    qapp.setDoubleClickInterval(held)
    qapp.setStyleSheet("")


def middle(root: QWidget, widget: QWidget) -> QPointF:
    return QPointF(widget.mapTo(root, widget.rect().center()))


def in_sight(area: QScrollArea, widgets):
    """Those whose middle can be touched now."""
    seen = area.viewport().rect()
    return [w for w in widgets if w.isVisible() and seen.contains(w.mapTo(area.viewport(), w.rect().center()))]


def agenda(room):
    room.open(0)
    room.ctx.commands.run("window.agenda")
    settle()
    page = room.view.page()
    area: QScrollArea = page._area
    area.verticalScrollBar().setValue(0)
    settle()
    return page, area, Fingers(room.window)


def test_a_swipe_over_the_agenda_scrolls_and_moves_no_block(room):
    page, area, fingers = agenda(room)
    before, bar = room.document.digest(), area.verticalScrollBar()
    assert bar.maximum() > 100
    row = in_sight(area, page.rows.values())[1]
    start = middle(room.window, row)
    fingers.drag(start, start - QPointF(0, 60), lift=False)
    assert bar.value() == 60
    fingers.move(start - QPointF(0, 90))
    fingers.lift()
    assert bar.value() == 90
    fingers.drag(start, start + QPointF(0, 40))
    assert bar.value() == 50
    assert room.document.digest() == before
    room.view.workshop.undo()
    assert room.document.digest() == before, "and there is no step to take back"


def test_a_tap_on_a_row_chooses_it(room):
    page, area, fingers = agenda(room)
    row = in_sight(area, page.rows.values())[1]
    fingers.tap(middle(room.window, row))
    settle()
    assert page.desk.current == row.item.id


def test_a_finger_that_rests_first_takes_a_block_along_in_one_step(room):
    page, area, fingers = agenda(room)
    before = room.document.digest()
    rows = in_sight(area, page.rows.values())
    start, end = middle(room.window, rows[0]), middle(room.window, rows[1]) + QPointF(0, 12)
    fingers.press(start)
    rest(room.window)
    fingers.move(start + (end - start) / 2, end)
    fingers.lift()
    settle()
    assert room.document.digest() != before
    room.view.workshop.undo()
    assert room.document.digest() == before


def rest(window: QWidget) -> None:
    """The time passes after which a finger rests."""
    hands = window.windowHandle().findChild(HeldKeys).fingers
    assert hands.hold.isActive()
    hands.hold.stop()
    hands.held()


def menu_at_lift(fingers: Fingers) -> bool:
    """Whether a menu opens when the finger is lifted; it is closed."""
    seen: list[QWidget | None] = []

    def close() -> None:
        seen.append(QApplication.activePopupWidget())
        if seen[0] is not None:
            seen[0].close()

    QTimer.singleShot(0, close)  # while the menu is asked, in a loop of its own
    fingers.lift()
    return isinstance(seen[0], QMenu)


def test_a_finger_that_rests_on_a_workshop_opens_its_menu_and_not_the_workshop(room):
    room.window.show_home()
    settle()
    area = room.window.home.area
    area.verticalScrollBar().setValue(0)
    menus = Qt.ContextMenuPolicy.CustomContextMenu
    card = next(w for w in area.widget().findChildren(QWidget) if w.isVisible() and w.contextMenuPolicy() == menus)
    area.ensureWidgetVisible(card)
    settle()
    fingers = Fingers(room.window)
    fingers.press(middle(room.window, card))
    rest(room.window)
    assert menu_at_lift(fingers)
    assert room.window.stack.currentWidget() is room.window.home
    settle()


def test_a_finger_that_rests_on_a_button_is_a_tap_and_one_in_a_field_gets_its_menu(room):
    room.open(0)
    fingers = Fingers(room.window)
    fingers.press(middle(room.window, room.view.page().bar.line))
    rest(room.window)
    assert menu_at_lift(fingers)
    settle()

    def act(dialog: Told) -> None:
        fingers = Fingers(dialog)
        fingers.press(middle(dialog, dialog.closing))
        rest(dialog)
        assert dialog.isVisible()
        fingers.lift()
        assert not dialog.isVisible()

    room.answer(Told, act, lambda: room.window.actions_.tell("Pealkiri", "Lause.", ["rida"]))


def test_where_nothing_scrolls_a_finger_drags_at_once(room):
    """As in a text: what it goes over is chosen."""
    room.open(0)
    line = room.view.page().bar.line
    line.setText("Buss ei käi õhtul enam üldse")
    fingers = Fingers(room.window)
    start = QPointF(line.mapTo(room.window, QPoint(16, line.height() // 2)))
    fingers.drag(start, start + QPointF(120, 0))
    assert len(line.selectedText()) > 5
    line.clear()
    settle()


def test_a_touch_that_is_taken_away_scrolls_back(room):
    page, area, fingers = agenda(room)
    start = middle(room.window, in_sight(area, page.rows.values())[1])
    fingers.drag(start, start - QPointF(0, 60), lift=False)
    fingers.cancel()
    assert area.verticalScrollBar().value() == 0
    fingers.press(start)
    fingers.cancel()
    hands = room.window.windowHandle().findChild(HeldKeys).fingers
    assert (hands.state, hands.hold.isActive()) == ("", False)


def test_a_swipe_over_a_plan_scrolls_and_opens_no_cell_and_two_taps_open_one(room, qapp):
    page = room.plan()
    table: QAbstractItemView = page.table
    settle()
    before, bar = room.document.digest(), table.verticalScrollBar()
    bar.setValue(0)
    assert bar.maximum() > 30
    cell = table.visualRect(page.model.index(0, 1)).center()
    start = QPointF(table.viewport().mapTo(room.window, cell))
    fingers, chosen = Fingers(room.window), table.currentIndex()
    fingers.drag(start, start - QPointF(0, 30))
    assert (bar.value(), table.state(), table.currentIndex()) == (30, QAbstractItemView.State.NoState, chosen)
    bar.setValue(0)
    fingers.tap(start)
    assert (table.currentIndex().row(), table.currentIndex().column()) == (0, 1)
    qapp.setDoubleClickInterval(1_000_000)
    try:
        fingers.tap(start)
        fingers.tap(start)
    finally:
        qapp.setDoubleClickInterval(0)
    assert table.state() == QAbstractItemView.State.EditingState
    table.closePersistentEditor(table.currentIndex())
    table.setFocus()
    settle()
    assert room.document.digest() == before


def test_home_scrolls_and_a_tap_opens_what_is_there(room):
    room.window.show_home()
    settle()
    area = room.window.home.area
    bar = area.verticalScrollBar()
    bar.setValue(0)
    assert bar.maximum() > 50
    start = QPointF(area.viewport().mapTo(room.window, area.viewport().rect().center()))
    fingers = Fingers(room.window)
    fingers.drag(start, start - QPointF(0, 50))
    assert bar.value() == 50
    assert room.window.stack.currentWidget() is room.window.home, "a swipe opens no workshop"


def test_a_dialog_that_scrolls(room):
    room.open(0)

    def act(dialog: KeySheet) -> None:
        area = next(a for a in dialog.findChildren(QAbstractScrollArea) if a.verticalScrollBar().maximum() > 40)
        start = QPointF(area.viewport().mapTo(dialog, QPoint(200, 100)))
        Fingers(dialog).drag(start, start - QPointF(0, 40))
        assert area.verticalScrollBar().value() == 40

    room.answer(KeySheet, act, lambda: room.ctx.commands.run("window.keys"))


def test_the_board_answers_fingers_itself(room):
    room.open(0)
    view = room.view.page().view
    note = room.view.page().order()[0]
    box = view.board.note(note)
    at = view.viewport().mapTo(room.window, QPoint(0, 0))
    room.view.page().go_to(note)
    settle()
    Fingers(room.window).tap(view.from_board(QRectF(box.x + 9, box.y + 9, 0, 0)).topLeft() + QPointF(at))
    assert room.view.page().desk.selected == (note,)
    assert view.touch is not None


def test_a_swipe_over_the_palette_runs_nothing_and_a_tap_does(room):
    room.open(0)
    ran: list[str] = []

    def act(dialog: CommandPalette) -> None:
        fingers, bar = Fingers(dialog), dialog.list.verticalScrollBar()
        start = QPointF(dialog.list.viewport().mapTo(dialog, QPoint(60, 80)))
        fingers.drag(start, start - QPointF(0, 50))
        assert (bar.value(), dialog.isVisible()) == (50, True)
        ran.append(dialog.model.data(dialog.list.indexAt(QPoint(60, 80))))
        fingers.tap(start)
        assert not dialog.isVisible()
        ran.append(dialog.chosen.title)

    before = room.document.digest()
    room.answer(CommandPalette, act, lambda: CommandPalette(room.ctx.commands, room.window).exec())
    assert ran[0] == ran[1]
    assert room.document.digest() == before
