"""The overview of a large board: there when it helps, never in the way; a click goes there, a pan moves its frame."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from koosloome_desktop.views.canvas_overlays import kept_clear, place_overlays
from koosloome_desktop.views.style import DARK, LIGHT

pytestmark = pytest.mark.slow


@pytest.fixture
def large(open_board):
    board = open_board()
    board.fill("cause", 260)
    board.settle()
    board.page.view.camera.look_at(1.0, QPointF(300, 300))
    board.settle()
    return board


def mouse(board, kind, at: QPointF) -> None:
    overview = board.page.overview
    held = Qt.MouseButton.NoButton if kind == QMouseEvent.Type.MouseButtonRelease else Qt.MouseButton.LeftButton
    event = QMouseEvent(kind, at, overview.mapToGlobal(at), Qt.MouseButton.LeftButton, held, Qt.KeyboardModifier(0))
    QApplication.sendEvent(overview, event)
    board.settle()


def test_it_comes_with_many_notes_of_which_some_are_out_of_sight(open_board):
    board = open_board()
    overview = board.page.overview
    board.fill("cause", 150)
    board.page.view.camera.look_at(2.0, QPointF(300, 300))
    assert overview.isHidden(), "150 notes need none"
    board.fill("cause", 60)
    board.page.view.camera.look_at(2.0, QPointF(300, 300))
    assert overview.isVisible()
    board.page.view.camera.fit()
    if board.page.view.camera.seen().contains(QRectF(0, 0, board.page.view.board.width, board.page.view.board.height)):
        assert overview.isHidden(), "everything is in sight"
    board.page.view.camera.look_at(1.5, QPointF(10, 10))
    assert overview.isVisible()
    assert overview.accessibleName()
    assert overview.focusPolicy() == Qt.FocusPolicy.NoFocus


def test_the_frame_is_where_one_looks(large):
    overview, camera = large.page.overview, large.page.view.camera
    board = large.page.view.board
    camera.look_at(1.0, QPointF(board.width * 0.2, board.height * 0.2))
    before = overview.frame()
    camera.look_at(1.0, QPointF(board.width * 0.8, board.height * 0.8))
    after = overview.frame()
    assert after.center().x() > before.center().x()
    assert after.center().y() > before.center().y()
    camera.look_at(2.0, QPointF(board.width * 0.5, board.height * 0.5))
    assert overview.frame().width() < after.width() or overview.frame().height() < after.height()


def test_a_click_and_a_drag_go_there(large):
    overview, camera = large.page.overview, large.page.view.camera
    place = camera.centre()
    mouse(large, QMouseEvent.Type.MouseButtonPress, QPointF(overview.width() * 0.75, overview.height() * 0.8))
    there = camera.centre()
    assert there.x() > place.x()
    mouse(large, QMouseEvent.Type.MouseMove, QPointF(overview.width() * 0.25, overview.height() * 0.3))
    assert camera.centre().x() < there.x()
    assert camera.scale == pytest.approx(1.0)
    assert large.page.bar.line.hasFocus(), "the keyboard stays in the line"
    assert large.page.view.gestures.state == "", "nothing of it reached the board"


def test_it_is_never_over_the_note_one_is_at(large):
    page = large.page
    for note_id in page.order()[:: len(page.order()) // 9]:
        page.modes.arrange(note_id)
        large.settle()
        place_overlays(page)
        if page.overview.isVisible():
            assert not any(page.overview.geometry().intersects(r) for r in kept_clear(page))
    large.press("F2")
    place_overlays(page)
    editor = page.editor.geometry().translated(-page.view.geometry().topLeft())
    assert page.overview.isHidden() or not page.overview.geometry().intersects(editor)
    assert not page.overview.geometry().intersects(page.chip.geometry())


def test_the_command_turns_it_off_for_good_and_on_again(large):
    page = large.page
    assert page.overview.isVisible()
    large.ctx.commands.run("canvas.overview")
    assert page.overview.isHidden()
    assert not large.ctx.settings.values.overview
    page.view.camera.pan(30, 30)
    assert page.overview.isHidden()
    large.ctx.commands.run("canvas.overview")
    assert page.overview.isVisible()


def test_the_board_is_painted_once_however_far_one_pans(large, monkeypatch):
    page, painted = large.page, []
    draw = page.overview._draw
    monkeypatch.setattr(page.overview, "_draw", lambda painter: (painted.append(1), draw(painter))[1])
    page.overview._picture = None
    for _step in range(30):
        page.view.camera.pan(-9, -5)
        large.settle()
    assert painted == [1]
    large.type_note("veel üks")
    large.settle()
    page.overview.grab()
    assert painted == [1, 1]


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_it_wears_the_theme(large, theme):
    page = large.page
    large.ctx.palette = theme
    page.refresh_words()
    large.settle()
    image = page.overview.grab().toImage()
    colours = {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}
    assert {page.view.looks.ink.name(), page.view.looks.paper.name()} <= colours
    assert len(colours) > 4
