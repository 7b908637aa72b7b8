"""Pictures: every note is on the screen, text is where it can be read, hidden notes are not, the far view is whole."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPointF, QRect, QRectF
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QPainter
from PySide6.QtWidgets import QGraphicsView

from koosloome_desktop.layout.metrics import measure
from koosloome_desktop.support.palette import DARK, HIGH_CONTRAST, LIGHT, note_kind
from koosloome_desktop.views.board.looks import Looks, face
from koosloome_desktop.views.board.paper import together
from tests.drivers.board import sample
from tests.drivers.waiting import PATIENCE_MS, until


def shot(board) -> QImage:
    board.settle()
    return board.page.view.grab().toImage()


def at(image: QImage, point: QPointF) -> QColor:
    return image.pixelColor(round(point.x()), round(point.y()))


def near(one: QColor, two: str, by: int = 12) -> bool:
    other = QColor(two)
    pairs = zip(one.getRgb()[:3], other.getRgb()[:3], strict=True)
    return all(abs(a - b) <= by for a, b in pairs)


@pytest.fixture(params=["problem_map", "journey_map", "resource_map"])
def board(request, open_board):
    return open_board(sample("01"), request.param)


@pytest.mark.parametrize("scale", [1.0, 0.5, 0.2])
def test_every_note_in_sight_has_its_tint_and_its_dark_bar(board, scale):
    view = board.page.view
    view.camera.look_at(scale, QPointF(view.board.width / 2, view.board.height / 2))
    image = shot(board)
    seen = view.camera.seen()
    for box in view.board.notes:
        if not seen.contains(QRectF(box.x, box.y, box.w, box.h)) or box.emphasis:
            continue
        kind = note_kind(box.kind)
        bar = view.from_board(QRectF(box.x, box.y, box.w, box.h)).topLeft() + QPointF(3, box.h / 2 + 3) * scale
        assert near(at(image, bar), kind.bar, 60), (box.lines, scale)
        corner = view.from_board(QRectF(box.x + box.w - (6 if scale > 0.3 else 24), box.y + box.h / 2, 0, 0)).topLeft()
        assert near(at(image, corner), kind.tint), (box.lines, scale)


def test_text_is_drawn_from_a_third_and_not_below(open_board):
    board = open_board(sample("01"))
    view = board.page.view
    box = view.board.notes[3]

    def dark_dots(scale: float) -> int:
        view.camera.look_at(scale, QPointF(box.x + box.w / 2, box.y + box.h / 2))
        place = view.from_board(QRectF(box.x + 12, box.y + 6, box.w - 20, box.h - 30)).toRect()
        image = shot(board).copy(place)
        spots = (image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height()))
        return sum(c.lightness() < 90 for c in spots)

    assert dark_dots(1.0) > 50
    assert dark_dots(0.36) > 0
    assert dark_dots(0.3) == 0


def test_text_is_as_wide_as_the_layout_measured_it(qapp):
    for text in ("Kogukonnamaja seisab suurema osa nädalast tühjana", "AVATAR Tõde", "Дорога в школу", "fi fl ffi"):
        for size in (13, 16, 20):
            for weight in ("regular", "semibold", "bold"):
                drawn = QFontMetricsF(face(size, weight)).horizontalAdvance(text)
                assert drawn == pytest.approx(measure(text, size, weight), rel=0.012), (text, size, weight)


def test_a_note_that_is_lifted_or_edited_is_left_out(open_board):
    board = open_board(sample("01"))
    view = board.page.view
    box = view.board.notes[3]
    view.layer.hide_notes(frozenset({box.id}))
    middle = view.from_board(QRectF(box.x + box.w - 8, box.y + box.h / 2, 0, 0)).topLeft()
    assert not near(at(shot(board), middle), note_kind(box.kind).tint, 4)
    view.layer.hide_notes(frozenset())
    assert near(at(shot(board), middle), note_kind(box.kind).tint)


def test_panning_by_pixels_shows_the_same_as_painting_anew(open_board):
    board = open_board(sample("01"))
    view = board.page.view
    view.camera.look_at(0.9, QPointF(view.board.width / 2, view.board.height / 2))
    board.settle()
    for dx, dy in ((-37, 0), (0, 23), (-11, -17), (60, 41)):
        view.camera.pan(dx, dy)
        board.settle()
    assert view.viewportUpdateMode() == QGraphicsView.ViewportUpdateMode.MinimalViewportUpdate
    panned = board.window.grab().toImage()
    view.viewport().repaint()
    assert board.window.grab().toImage() == panned


def test_a_run_of_zoom_steps_ends_sharp(open_board, qtbot):
    board = open_board(sample("01"))
    view = board.page.view
    for _ in range(3):
        view.camera.zoom_by(1.1)
    assert view.layer.moving
    qtbot.waitUntil(lambda: not view.layer.moving, timeout=PATIENCE_MS)


@pytest.mark.parametrize("moving", [False, True], ids=["picture", "screen"])
def test_the_far_view_is_complete_after_a_few_frames(open_board, moving):
    board = open_board(moving=moving)
    board.fill("cause", 900)
    view = board.page.view
    view.motion.stop()
    view.camera.fit()

    def missing() -> int:
        view.viewport().repaint()
        image = shot(board)
        places = [view.from_board(QRectF(b.x + b.w * 0.6, b.y + b.h / 2, 0, 0)).topLeft() for b in view.board.notes]
        tints = [note_kind(b.kind).tint for b in view.board.notes]
        return sum(not near(at(image, place), tint, 25) for place, tint in zip(places, tints, strict=True))

    if moving:  # how many frames it takes hangs on the machine: each paints something
        until(lambda: missing() == 0, "the far view stays in pieces")
    else:
        assert missing() == 0


def test_while_zooming_notes_come_as_paper_first_when_there_is_no_time_for_their_words(open_board):
    board = open_board(sample("01"))
    view = board.page.view
    view.camera.look_at(0.7, QPointF(view.board.width / 2, view.board.height / 2))
    shot(board)
    view.layer.tiles.patience = 0.0
    view.layer.sprites.clear()
    view.layer.moving = True
    view.viewport().repaint()
    assert len(view.layer.sprites._kept) == 1
    frames = 0
    while view._again.isActive() and frames < 200:
        view._again.stop()
        view.viewport().repaint()
        frames += 1
    assert len(view.layer.sprites._kept) > 10
    assert 10 < frames < 200, "a note more with each frame, until all are whole"
    view.layer.moving = False


def tints(board) -> list[bool]:
    """Of each note in sight of the next frame, where nothing is written, whether it is seen in its colour."""
    view, image = board.page.view, board.page.view.grab().toImage()
    seen = view.camera.seen()
    return [
        near(at(image, view.from_board(QRectF(box.x + 11, box.y + box.h / 2, 0, 0)).topLeft()),
             view.layer.painter.looks.note(box)[0].name(), 25)
        for box in view.board.notes
        if seen.contains(QRectF(box.x, box.y, box.w, box.h))
    ]  # fmt: skip


def test_while_zooming_every_note_is_seen_though_there_is_no_time_for_its_words(open_board):
    board = open_board(sample("01"))
    view = board.page.view
    view.camera.look_at(0.7, QPointF(view.board.width / 2, view.board.height / 2))
    shot(board)
    view.layer.tiles.patience = 0.0
    view.layer.repaint_all()
    view.layer.moving = True
    found = tints(board)
    assert len(found) > 10
    assert all(found)
    assert len(view.layer.sprites._kept) == 1
    view.layer.moving = False


def test_a_zoom_begins_with_the_words_that_are_on_the_screen(open_board):
    board = open_board(sample("01"))
    view = board.page.view
    view.camera.look_at(0.7, QPointF(view.board.width / 2, view.board.height / 2))
    shot(board)
    before = set(view.layer.sprites._kept)
    view.layer.tiles.patience = 0.0
    view.layer.moving = True
    assert all(tints(board))
    shown = view.layer._zooming.at(*view.layer._zooming._key)
    assert len(shown) > 10
    assert {found[4] for found in shown.values()} == {view.camera.scale}
    assert set(view.layer.sprites._kept) == before, "nothing had to be painted"
    view.layer.moving = False


def test_what_is_kept_for_a_zoom_goes_with_what_it_shows(open_board):
    board = open_board(sample("01"))
    view = board.page.view
    view.camera.look_at(0.7, QPointF(view.board.width / 2, view.board.height / 2))
    shot(board)
    view.layer.tiles.patience = 60.0
    view.layer.moving = True
    assert all(tints(board))
    kept = len(view.layer._zooming.at(*view.layer._zooming._key))
    assert kept > 10
    board.page.ctx.palette = DARK
    board.page.refresh_words()
    view.layer.moving = True
    found = tints(board)
    assert len(found) > 10
    assert all(found)
    view.layer.moving = False


@pytest.mark.parametrize("theme", [LIGHT, DARK, HIGH_CONTRAST], ids=lambda t: t.name)
def test_every_theme_paints(open_board, theme):
    board = open_board(sample("02"))
    board.page.ctx.palette = theme
    board.page.refresh_words()
    assert near(at(shot(board), QPointF(1, 1)), theme.paper)


def test_looks_tell_kinds_apart_by_more_than_their_tint(qapp):
    looks = Looks(LIGHT)
    bars = {kind: note_kind(kind).bar for kind in ("cause", "effect", "core", "need")}
    assert len(set(bars.values())) >= 3
    assert looks.role("unheard of") == looks.ink


def test_a_note_picture_is_kept_and_shared_by_notes_that_look_alike(open_board):
    board = open_board()
    board.page.verbs.add(["sama"] * 6, board.page.presenter.next_zone(board.page.desk.target, 1))
    board.page.stage.fresh()
    sprites = board.page.view.layer.sprites
    sprites.clear()
    shot(board)
    assert len(sprites._kept) == 1


def test_the_marks_are_painted_once_the_ring_is_solid_and_the_current_note_dashed(open_board):
    board = open_board(sample("01"))
    view = board.page.view
    note = board.notes("cause")[0]

    def accent(image: QImage, box: QRectF) -> int:
        row, across = round(box.top() - 4), range(round(box.left()), round(box.right()))
        return sum(near(image.pixelColor(x, row), LIGHT.accent, 40) for x in across)

    board.page.go_to(note.id)
    box = view.board.note(note.id)
    place = view.from_board(QRectF(box.x, box.y, box.w, box.h))
    solid = accent(shot(board), place)
    assert solid > place.width() * 0.9
    board.press("Esc")
    place = view.from_board(QRectF(box.x, box.y, box.w, box.h))
    image = shot(board)
    dashed = max(
        sum(near(image.pixelColor(x, y), LIGHT.accent, 120) for x in range(round(place.left()), round(place.right())))
        for y in range(round(place.top()) - 5, round(place.top()))
    )
    assert 0.2 * place.width() < dashed < 0.85 * place.width()


def test_painting_a_picture_of_one_note_needs_no_window(qapp):
    from koosloome_desktop.layout.primitives import NoteBox
    from koosloome_desktop.views.board.painter import BoardPainter

    picture = QImage(200, 120, QImage.Format.Format_ARGB32_Premultiplied)
    picture.fill(0)
    painter = QPainter(picture)
    BoardPainter(Looks(LIGHT)).note(painter, NoteBox("a", 10, 10, 158, 98, "cause", 20, ("Üks",), 24, 16, 30), 1.0)
    painter.end()
    assert near(picture.pixelColor(150, 80), note_kind("cause").tint)


def test_crumbs_of_an_area_become_few_parts_that_still_cover_it():
    strip, foot = QRect(0, 0, 16, 1000), QRect(16, 990, 1900, 10)
    crumbs = [QRect(1600 + 20 * i, 800 + 7 * i, 18, 6) for i in range(9)]
    parts = together([strip, *crumbs, foot])
    assert len(parts) <= 3
    for piece in (strip, foot, *crumbs):
        assert any(part.contains(piece) for part in parts)
    assert sum(p.width() * p.height() for p in parts) < 1916 * 1000 / 4, "nowhere near the whole screen"
    assert together([]) == []
    # A few are painted each by itself: under a clip that is no rectangle Qt paints span by span.
    few = [strip, QRect(1600, 800, 18, 6), QRect(1630, 806, 18, 6), foot]
    assert together(few) == few
    assert together([QRect(0, 0, 16, 500), QRect(0, 500, 16, 500)]) == [strip], "what is one rectangle is one"
