"""Fingers and pens on a board: they do what the mouse does, each gesture one undo step, and lose nothing."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QInputDevice, QNativeGestureEvent, QPointingDevice, QTabletEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QMenu

from koosloome_desktop.operations import queries
from tests.drivers.board import BoardDriver, sample
from tests.drivers.fingers import Fingers, screen

pytestmark = pytest.mark.slow

SIZE = (790, 700)
"""Touches beyond the screen are not told, and the one that tests have is 800 px wide."""


@pytest.fixture(scope="module")
def made(qapp, tmp_path_factory):
    """The tree, the journey and the resources of a sample, each in a window of its own."""
    folder = tmp_path_factory.mktemp("touch")
    held = qapp.doubleClickInterval()
    qapp.setDoubleClickInterval(0)  # taps of one test are never near those of another
    boards = {
        kind: BoardDriver(folder, sample("01"), kind, size=SIZE)
        for kind in ("problem_map", "journey_map", "resource_map")
    }
    for board in boards.values():
        board.window.hide()
    yield boards
    for board in boards.values():
        board.close()
    qapp.setDoubleClickInterval(held)
    qapp.setStyleSheet("")


@pytest.fixture
def on(made):
    """A board and fingers on it; whatever was done is taken back, to equality."""
    used: list[tuple[BoardDriver, str]] = []

    def opened(kind: str = "problem_map") -> tuple[BoardDriver, Fingers]:
        board = made[kind]
        board.window.show()
        board.window.activateWindow()
        board.page.modes.write()
        board.page.fit()
        board.settle()
        used.append((board, board.document.digest()))
        return board, Fingers(board.page.view.viewport())

    yield opened
    for board, before in used:
        while board.workshop.undo() is not None:
            pass
        board.settle()
        assert board.document.digest() == before
        board.window.hide()


def look(board):
    view = board.page.view
    return view.camera.scale, view.horizontalScrollBar().value(), view.verticalScrollBar().value()


def at_paper(board) -> QPointF:
    """A point of the paper where no note is."""
    view = board.page.view
    return next(
        QPointF(x, y)
        for y in range(40, view.viewport().height() - 60, 7)
        for x in range(40, view.viewport().width() - 60, 9)
        if view.note_at(QPoint(x, y)) is None and view.viewport().childAt(x, y) is None
    )


def test_a_tap_selects(on):
    board, fingers = on()
    note = board.notes("cause")[2]
    fingers.tap(board.place(note))
    assert (board.mode, board.ring, board.rings()) == ("A", note.text, ["note"])


def test_a_tap_on_the_paper_writes_there(on):
    board, fingers = on("journey_map")
    board.click(board.notes()[0])
    column = next(p for p in board.page.view.board.panels if p.role == "empty")
    at = board.page.view.from_board(QRectF(column.x + 10, column.y + 10, 0, 0)).topLeft()
    fingers.tap(at)
    target = board.page.desk.target
    assert (board.mode, f"{target.zone}/{target.stage}") == ("W", column.key)


def test_two_taps_open_the_text_and_two_slow_ones_do_not(on, qapp):
    board, fingers = on()
    note = board.notes("cause")[0]
    fingers.tap(board.place(note))
    fingers.tap(board.place(note))
    assert board.mode == "A"
    qapp.setDoubleClickInterval(1_000_000)
    try:
        fingers.tap(board.place(note))
        fingers.tap(board.place(note))
    finally:
        qapp.setDoubleClickInterval(0)
    assert (board.mode, board.page.editor.note) == ("E", note.id)
    board.press("Esc")


def test_a_second_tap_that_goes_on_drags(on, qapp):
    board, fingers = on()
    roots = [n for n in board.notes("cause") if board.page.presenter.is_root(n)]
    qapp.setDoubleClickInterval(1_000_000)
    try:
        fingers.tap(board.place(roots[0]))
        fingers.drag(board.place(roots[0]), board.place(roots[1]))
    finally:
        qapp.setDoubleClickInterval(0)
    assert board.document.find(roots[0].id).parent == roots[1].id
    assert board.page.editor.note == ""


def test_one_finger_drags_a_note_in_one_step(on):
    board, fingers = on()
    roots = [n for n in board.notes("cause") if board.page.presenter.is_root(n)]
    before = board.document.digest()
    fingers.drag(board.place(roots[0]), board.place(roots[1]))
    assert board.document.find(roots[0].id).parent == roots[1].id
    assert board.overlaps() == []
    board.undo()
    assert board.document.digest() == before


def test_a_need_on_a_resource_is_matched_as_by_the_mouse(on):
    board, fingers = on("resource_map")
    need = queries.unmatched_needs(board.document, board.canvas.id)[0]
    resource = board.notes("places")[0]
    fingers.drag(board.place(need), board.place(resource))
    found = queries.links(board.document, board.canvas.id, "match")
    assert (need.id, resource.id) in {(x.source, x.target) for x in found}


def test_into_another_cell_of_the_journey(on):
    board, fingers = on("journey_map")
    note = next(n for n in board.notes("pain") if n.stage == "S2")
    empty = next(p for p in board.page.view.board.panels if p.role == "empty" and p.key.startswith("pain/"))
    fingers.drag(board.place(note), board.page.view.from_board(QRectF(empty.x + 20, empty.y + 8, 0, 0)).topLeft())
    assert board.document.find(note.id).stage == empty.key.split("/")[1]


def test_one_finger_on_the_paper_moves_it_and_writes_nothing(on):
    board, fingers = on()
    view = board.page.view
    board.click(board.notes()[0])
    view.camera.zoom_by(2.0)
    at = at_paper(board)
    _scale, x, y = look(board)
    fingers.drag(at, at + QPointF(60, 40))
    assert look(board)[1:] == (x - 60, y - 40)
    assert board.mode == "A"
    assert view.marks.marks.band is None


def test_two_fingers_zoom_round_their_middle_and_move_the_paper(on):
    board, fingers = on()
    view = board.page.view
    start, step = view.camera.scale, QPointF(30, 20)
    middle = QPointF(view.viewport().rect().center())
    held = view.to_board(middle)
    fingers.tell(pressed={0: middle - QPointF(100, 0), 1: middle + QPointF(100, 0)})
    for share in (1.2, 1.5, 2.0):
        fingers.tell(moved={0: middle - QPointF(100, 0) * share, 1: middle + QPointF(100, 0) * share})
    assert view.camera.scale == pytest.approx(2 * start, rel=0.001)
    fingers.tell(moved={0: middle - QPointF(200, 0) + step, 1: middle + QPointF(200, 0) + step})
    now = view.from_board(QRectF(held, held)).topLeft()
    assert (now - middle - step).manhattanLength() <= 3
    fingers.lift(0)
    before = look(board)
    fingers.move(middle + QPointF(90, 90), finger=1)  # what is left of a pinch moves nothing
    fingers.lift(1)
    assert look(board) == before
    assert board.mode == "W"


def test_a_second_finger_on_the_way_to_a_drag_zooms_and_moves_no_note(on):
    board, fingers = on()
    note = board.notes("cause")[0]
    before, scale = board.document.digest(), board.page.view.camera.scale
    at = board.place(note)
    fingers.press(at)
    fingers.tell(pressed={1: at + QPointF(100, 0)})
    fingers.tell(moved={0: at - QPointF(50, 0), 1: at + QPointF(150, 0)})
    fingers.lift(1)
    fingers.lift(0)
    assert board.page.view.camera.scale > 1.5 * scale
    assert (board.document.digest(), board.mode) == (before, "W")


@pytest.mark.parametrize("first", [0, 1])
def test_a_second_finger_during_a_drag_never_loses_the_note(on, first):
    board, fingers = on()
    roots = [n for n in board.notes("cause") if board.page.presenter.is_root(n)]
    end, scale = board.place(roots[1]), board.page.view.camera.scale
    fingers.drag(board.place(roots[0]), end, lift=False)
    fingers.press(end + QPointF(80, 60), finger=1)
    fingers.tell(moved={0: end + QPointF(1, 0), 1: end + QPointF(160, 120)})
    assert (board.page.view.gestures.state, board.page.view.camera.scale) == ("drag", scale)
    fingers.lift(first)
    fingers.lift()
    assert board.page.view.gestures.state == ""
    assert board.document.find(roots[0].id).parent == roots[1].id
    assert board.page.view.layer.hidden == frozenset()


def in_sight(board):
    """A note that nothing lies over."""
    viewport = board.page.view.viewport()
    places = {n.id: board.place(n).toPoint() for n in board.notes()}
    return next(
        n for n in board.notes() if viewport.rect().contains(places[n.id]) and viewport.childAt(places[n.id]) is None
    )


@pytest.mark.parametrize("what", ["note", "paper", "two", "edge"])
def test_a_touch_that_is_taken_away_puts_everything_back(on, what):
    board, fingers = on()
    view = board.page.view
    if what in {"paper", "edge"}:
        view.camera.zoom_by(2.5)
    before, seen, fitted = board.document.digest(), look(board), view.camera.fitted
    note = board.notes("cause")[0]
    if what == "paper":
        at = at_paper(board)
        fingers.drag(at, at + QPointF(50, 50), lift=False)
    elif what == "two":
        at = at_paper(board)
        fingers.tell(pressed={0: at, 1: at + QPointF(90, 0)})
        fingers.tell(moved={0: at, 1: at + QPointF(260, 80)})
    else:
        note = note if what == "note" else in_sight(board)
        to = board.place(board.notes("cause")[1]) if what == "note" else QPointF(3, 3)
        fingers.drag(board.place(note), to, lift=False)
        assert view.gestures.state == "drag"
        for _step in range(3):
            view.gestures.go_on()
    if what != "note":
        assert look(board) != seen
    fingers.cancel()
    assert (board.document.digest(), look(board), view.camera.fitted) == (before, seen, fitted)
    assert (view.gestures.state, view.layer.hidden, view.marks.marks.lifted) == ("", frozenset(), frozenset())
    fingers.tap(board.place(in_sight(board)))
    assert board.mode == "A"


def test_a_finger_that_rests_opens_the_menu_of_the_note(on):
    board, fingers = on()
    view, note = board.page.view, board.notes("cause")[1]
    fingers.press(board.place(note))
    assert view.touch.hold.isActive()
    view.touch.hold.timeout.emit()
    board.settle()
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert board.page.desk.selected == (note.id,)
    fingers.lift()
    assert menu.isVisible(), "lifting the finger chooses nothing"
    menu.close()
    board.settle()
    board.window.activateWindow()  # a real screen does that by itself
    fingers.tap(board.place(board.notes("cause")[2]))
    assert board.ring == board.notes("cause")[2].text


def test_a_finger_that_moves_or_is_lifted_rests_no_longer(on):
    board, fingers = on()
    view, note = board.page.view, board.notes("cause")[1]
    fingers.tap(board.place(note))
    assert not view.touch.hold.isActive()
    fingers.drag(board.place(note), at_paper(board), lift=False)
    assert not view.touch.hold.isActive()
    view.touch.held()
    assert view.gestures.state == "drag"
    fingers.cancel()


def test_escape_drops_what_a_finger_drags(on):
    board, fingers = on()
    first, second = board.notes("cause")[:2]
    before = board.document.digest()
    fingers.drag(board.place(first), board.place(second), lift=False)
    board.press("Esc")
    fingers.move(board.place(second) + QPointF(5, 5))
    fingers.lift()
    assert board.document.digest() == before


def test_what_lies_over_the_board_is_tapped_itself(on):
    board, fingers = on()
    view = board.page.view
    note = board.notes("cause")[0]
    board.click(note)
    chip = board.page.chip
    button = next(b for b in chip.children() if hasattr(b, "click") and b.isVisible())
    scale = view.camera.scale
    at = button.mapTo(view.viewport(), button.rect().center())
    fingers.tap(QPointF(at))
    assert (view.camera.scale != scale, board.page.desk.selected) == (True, (note.id,))


def test_a_touch_makes_its_handler_with_the_first_touch(open_board):
    board = open_board()
    assert board.page.view.touch is None
    Fingers(board.page.view.viewport()).tap(QPointF(300, 200))
    assert board.page.view.touch is not None


# -- pens and touchpads


def pen(board, kind, at, end=QPointingDevice.PointerType.Pen) -> bool:
    """Whether a pen's event is taken; what is not, Qt makes the mouse's."""
    stylus = QPointingDevice(
        "stylus", 7, QInputDevice.DeviceType.Stylus, end, QInputDevice.Capability.Position, 1, 1
    )  # fmt: skip
    viewport = board.page.view.viewport()
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    event = QTabletEvent(kind, stylus, at, viewport.mapToGlobal(at), 0.5, 0, 0, 0, 0, 0, none, left, left)
    QApplication.sendEvent(viewport, event)
    return event.isAccepted()


def test_a_pen_is_the_mouse_and_its_other_end_does_nothing(on):
    board, _fingers = on()
    first, second = board.notes("cause")[:2]
    before = board.document.digest()
    eraser = QPointingDevice.PointerType.Eraser
    for kind, note in (
        (QEvent.Type.TabletPress, first), (QEvent.Type.TabletMove, second), (QEvent.Type.TabletRelease, second),
    ):  # fmt: skip
        assert not pen(board, kind, board.place(note))
        assert pen(board, kind, board.place(note), eraser)
    assert (board.document.digest(), board.page.view.gestures.state) == (before, "")


def turn(board, pixels: QPoint, angle: QPoint, phase=Qt.ScrollPhase.ScrollUpdate, mods=Qt.KeyboardModifier.NoModifier):
    viewport = board.page.view.viewport()
    at = QPointF(viewport.rect().center())
    event = QWheelEvent(
        at, viewport.mapToGlobal(at), pixels, angle, Qt.MouseButton.NoButton, mods, phase, False
    )  # fmt: skip
    QApplication.sendEvent(viewport, event)


def test_a_touchpad_moves_the_paper_by_its_pixels_in_every_phase(on):
    board, _fingers = on()
    view, phase, none = board.page.view, Qt.ScrollPhase, QPoint()
    turn(board, none, none, phase.ScrollBegin)
    turn(board, none, none, phase.ScrollEnd)
    assert view.camera.fitted, "fingers that only rest on it change nothing"
    view.camera.zoom_by(2.0)
    _scale, x, y = look(board)
    turn(board, none, none, phase.ScrollBegin)
    turn(board, QPoint(-7, 5), QPoint(-56, 40))
    turn(board, QPoint(-3, 2), QPoint(-24, 16), phase.ScrollMomentum)
    turn(board, none, none, phase.ScrollEnd)
    assert look(board)[1:] == (x + 10, y - 7)


def test_paper_that_still_runs_on_does_not_zoom_when_ctrl_is_pressed(on):
    board, _fingers = on()
    ctrl = Qt.KeyboardModifier.ControlModifier
    before = look(board)
    turn(board, QPoint(0, 20), QPoint(0, 160), Qt.ScrollPhase.ScrollMomentum, ctrl)
    assert look(board) == before
    turn(board, QPoint(0, 20), QPoint(), mods=ctrl)
    assert look(board)[0] > before[0]


def test_a_pinch_on_a_touchpad_zooms_and_an_absurd_one_loses_nothing(on):
    board, _fingers = on()
    view, viewport = board.page.view, board.page.view.viewport()
    at = QPointF(viewport.rect().center())

    def pinch(value: float) -> float:
        before = view.camera.scale
        event = QNativeGestureEvent(
            Qt.NativeGestureType.ZoomNativeGesture, screen(), 2, at, at, viewport.mapToGlobal(at), value, QPointF()
        )
        QApplication.sendEvent(viewport, event)
        return view.camera.scale / before

    assert pinch(0.25) == pytest.approx(1.25, rel=0.001)
    assert pinch(-0.2) == pytest.approx(0.8, rel=0.001)
    assert pinch(-7.0) == pytest.approx(0.5, rel=0.001)
