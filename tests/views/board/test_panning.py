"""Panning moves pixels and paints strips: whatever was done, the screen is the one that painting anew would give."""

from __future__ import annotations

import random

import pytest
from PySide6.QtCore import QPointF, QRect
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter, QPen, QRegion

from koosloome_desktop.layout.primitives import Curve
from koosloome_desktop.views.board.paths import Paths, path_of
from koosloome_desktop.views.board.scrolling import free_parts, turned
from koosloome_desktop.views.style import DARK
from tests.drivers.board import sample

pytestmark = pytest.mark.slow

MOVES = ((-37, 0), (0, 23), (-11, -17), (60, 41), (0, -9), (16, 0), (-700, 380), (2, -900), (5, 5))


def on_screen(board) -> QImage:
    """The pixels of the board that are there now: a grab of the widget would paint them anew."""
    viewport = board.page.view.viewport()
    place = QRect(viewport.mapTo(board.window, viewport.rect().topLeft()), viewport.size())
    place.setWidth(place.width() // 4 * 4)  # rows of three bytes a px then have nothing behind them
    return QGuiApplication.primaryScreen().grabWindow(board.window.winId()).toImage().copy(place)


def apart(one: QImage, other: QImage) -> bytes:
    """How far two pictures are apart in each channel of each px."""
    image = one.convertToFormat(QImage.Format.Format_RGB888)
    painter = QPainter(image)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Difference)
    painter.drawImage(0, 0, other)
    painter.end()
    return bytes(image.constBits())


def assert_as_painted_anew(board, told, most: int = 2) -> None:
    """Edges between two px may differ by a shade; letters and dashes (`most`) by the quarter of a px to which Qt rounds
    them, which cannot be told by looking.
    """
    board.settle()
    there = on_screen(board)
    board.window.repaint()
    board.page.view.viewport().repaint()
    board.settle()
    far = apart(there, on_screen(board))
    assert max(far) <= most, (told, max(far))
    assert len(far.translate(None, bytes((0, 1, 2)))) < len(far) / 300, told


def look(board, scale: float) -> None:
    view = board.page.view
    view.camera.look_at(scale, QPointF(view.board.width / 2, view.board.height / 2))
    board.settle()


def pan_about(board, told, most: int = 2) -> None:
    for number, (dx, dy) in enumerate(MOVES):
        board.page.view.camera.pan(dx, dy)
        if number % 3 != 1:  # sometimes twice before anything is painted
            board.settle()
            assert_as_painted_anew(board, (told, dx, dy), most)


@pytest.fixture(scope="module")
def many(qapp, tmp_path_factory):
    """A board with an overview and a strip of clusters over it."""
    from tests.drivers.board import BoardDriver

    board = BoardDriver(tmp_path_factory.mktemp("panning"))
    board.fill("cause", 180)
    board.fill("effect", 120)
    board.settle()
    yield board
    board.close()
    qapp.setStyleSheet("")


@pytest.mark.parametrize("scale", [1.0, 0.5, 0.73, 0.2])
def test_with_an_overview_over_it(many, scale):
    look(many, scale)
    assert many.page.overview.isVisible() == (scale > 0.3)
    pan_about(many, scale)


def test_with_the_strip_of_clusters_and_a_ring(many):
    look(many, 1.0)
    many.page.modes.arrange(many.page.order()[40])
    many.press("a") if not many.page.strip.isVisible() else None
    many.settle()
    pan_about(many, "ring")
    many.press("Esc")


def test_in_the_dark(many):
    many.ctx.palette = DARK
    many.page.refresh_words()
    for scale in (0.6, 0.15):
        look(many, scale)
        pan_about(many, ("dark", scale))


@pytest.mark.parametrize("kind", ["problem_map", "journey_map", "resource_map"])
def test_a_sample(open_board, kind):
    board = open_board(sample("01"), kind)
    for scale in (0.9, 0.3):
        look(board, scale)
        pan_about(board, (kind, scale), 100)


def test_what_changes_between_two_steps_is_there(many):
    view, page = many.page.view, many.page
    look(many, 1.0)
    for note_id in page.order()[10:14]:
        view.camera.pan(-13, 7)
        page.modes.arrange(note_id)
        view.camera.pan(29, -11)
        assert_as_painted_anew(many, note_id)
    page.view.layer.hide_notes(frozenset(page.order()[12:13]))
    view.camera.pan(-13, 7)
    view.layer.hide_notes(frozenset())
    view.camera.pan(-13, 7)
    assert_as_painted_anew(many, "hidden and back")


def test_nothing_over_the_board_moves_with_a_pan(many):
    page = many.page
    look(many, 1.0)
    before = [w.geometry() for w in (page.chip, page.overview)]
    page.view.camera.pan(-40, 25)
    assert [w.geometry() for w in (page.chip, page.overview)] == before


# ---------------------------------------------------------------- what is moved


def test_free_parts_touch_no_island_and_leave_little():
    islands = [(1697, 914, 1905, 1031), (1697, 1038, 1905, 1074)]
    parts = free_parts(1920, 1080, islands)
    assert parts == [(0, 0, 1920, 914), (0, 914, 1697, 1080)]
    columns = turned(free_parts(1080, 1920, turned(islands)))
    assert columns == [(0, 0, 1697, 1080), (1697, 0, 1920, 914)]
    assert free_parts(1920, 1080, []) == [(0, 0, 1920, 1080)]


def test_free_parts_of_any_islands_are_apart():
    chance = random.Random(3)
    for _ in range(200):
        islands = []
        for _island in range(chance.randint(0, 6)):
            x, y = chance.randint(-50, 1300), chance.randint(-50, 700)
            islands.append((x, y, x + chance.randint(1, 500), y + chance.randint(1, 300)))
        taken = QRegion()
        for left, top, right, foot in free_parts(1310, 712, islands):
            rect = QRect(left, top, right - left, foot - top)
            assert not QRegion(rect).intersects(taken)
            assert QRect(0, 0, 1310, 712).contains(rect)
            taken += rect
        assert not any(taken.intersects(QRect(x, y, x1 - x, y1 - y)) for x, y, x1, y1 in islands)


# ---------------------------------------------------------------- pieces of curves


def bent(chance: random.Random) -> Curve:
    """Lines across and down and swings between them, some of them far longer than the picture."""
    points = [(chance.uniform(-300, 600), chance.uniform(-300, 600))]
    for _ in range(chance.randint(1, 7)):
        x, y = points[-1]
        far = chance.choice((20.0, 300.0, 9000.0))
        way = chance.choice(("across", "down", "swing"))
        x1 = x if way == "down" else x + chance.uniform(-far, far)
        y1 = y if way == "across" else y + chance.uniform(-far, far)
        middle = [(x + (x1 - x) / 3, y + (y1 - y) / 3), (x + (x1 - x) * 2 / 3, y + (y1 - y) * 2 / 3)]
        points += [(x1, y), (x, y1), (x1, y1)] if way == "swing" else [*middle, (x1, y1)]
    return Curve(tuple(points))


def stroked(path, clip: QRect, width: float, smooth: bool) -> QImage:
    image = QImage(400, 400, QImage.Format.Format_RGB32)
    image.fill(0xFFFFFFFF)
    painter = QPainter(image)
    painter.setClipRect(clip)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, smooth)
    if path is not None:
        painter.strokePath(path, QPen(QColor("#345"), width))
    painter.end()
    return image


def test_the_pieces_near_a_part_look_like_the_whole_curve(qapp):
    chance, by = random.Random(7), 0
    for number in range(120):
        curve = bent(chance)
        clip = QRect(chance.randint(0, 300), chance.randint(0, 300), chance.randint(5, 200), chance.randint(5, 200))
        area = (clip.left(), clip.top(), clip.left() + clip.width(), clip.top() + clip.height())
        near = Paths([curve]).near(0, area, 8.0)
        by += near is None
        width, smooth = chance.choice((1.0, 1.8, 5.0)), number % 3 > 0
        far = apart(stroked(near, clip, width, smooth), stroked(path_of(curve), clip, width, smooth))
        assert max(far) <= (8 if smooth else 0), (number, max(far), curve, clip)
    assert 12 < by < 108


def test_a_curve_that_stays_keeps_its_path():
    one, two, three = (bent(random.Random(n)) for n in range(3))
    before = Paths([one, two])
    kept = before[1]
    after = Paths([three, two], before)
    assert after[1] is kept
    assert after[0] is not before[0]
