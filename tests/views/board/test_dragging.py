"""Dragging while things change: the paper, the zoom, the document; and into and out of the frames of clusters."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPointF, QRectF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from koosloome_desktop.canvases import registry
from koosloome_desktop.operations import queries
from koosloome_desktop.operations.notes import add_cluster, add_note, delete_notes, put_in_cluster
from koosloome_desktop.views.board.lifted import LiftedItem
from tests.canvases.contents import example
from tests.drivers.board import sample
from tests.drivers.waiting import PATIENCE_MS

pytestmark = pytest.mark.slow
SPOTS = [
    ("problem_map", "stakeholder_map", "dragged"),
    ("journey_map", "current_state", "dragged"),
    ("resource_map", "network", "target"),
    ("resource_map", "concentric_circles", "dragged"),
]


def opened(open_board, kind: str, variant: str, **options):
    spec = registry()[kind]
    document, _canvas = example(spec, next(v for v in spec.variants if v.code == variant))
    return open_board(document, kind, **options)


@pytest.mark.parametrize(("kind", "variant", "lost"), SPOTS)
def test_a_note_that_goes_away_under_the_mouse_is_let_go(open_board, kind, variant, lost):
    board = opened(open_board, kind, variant)
    first, last = board.notes()[0], board.notes()[-1]
    to = board.place(last)
    board.drag(first, to, release=False)
    with board.document.transaction("elsewhere") as tx:
        delete_notes(tx, [first.id if lost == "dragged" else last.id])
    before = board.document.digest()
    board.mouse(QEvent.Type.MouseMove, to + QPointF(3, 3))
    board.mouse(QEvent.Type.MouseButtonRelease, to)
    assert board.page.view.layer.hidden == frozenset()
    assert board.page.view.gestures.state == ""
    if lost == "dragged":
        assert board.document.digest() == before


def test_undo_in_the_middle_of_a_drag_takes_the_note_from_the_hand(board):
    note = board.type_note("kaob käest")
    other = board.type_note("jääb")
    board.drag(other, board.place(note), release=False)
    board.undo()
    assert board.page.view.gestures.state == ""
    board.mouse(QEvent.Type.MouseButtonRelease, board.place(note))
    assert board.texts() == ["kaob käest"]


@pytest.fixture
def large(open_board):
    """A board that is larger than its window, with a note in sight."""
    board = open_board(sample("01"), "resource_map", size=(900, 520))
    first = board.notes("individuals")[0]
    board.page.go_to(first.id)
    board.page.zoom_by(2.5)
    board.page.stage.reveal(first.id)
    board.settle()
    return board


def test_the_paper_moves_on_while_the_mouse_rests_at_the_edge(large, qtbot):
    view = large.page.view
    edge = QPointF(view.viewport().width() - 6, view.viewport().height() / 2)
    assert view.camera.seen().right() < view.board.width
    large.drag(large.notes("individuals")[0], edge, release=False)
    before = view.camera.seen().right()
    qtbot.waitUntil(lambda: view.camera.seen().right() > before, timeout=PATIENCE_MS)
    for _more in range(200):  # the board ends somewhere: nothing more comes, however long one waits
        view.gestures.go_on()
    assert view.board.width <= view.camera.seen().right() < view.board.width + 40
    large.press("Esc")
    assert not view.gestures._edge.isActive()


def test_a_board_that_is_all_in_sight_stays_where_it_is(open_board):
    board = open_board(sample("01"), "resource_map")
    view = board.page.view
    board.page.fit()
    before = view.camera.seen()
    for edge in (QPointF(4, 4), QPointF(view.viewport().width() - 4, view.viewport().height() - 4)):
        board.drag(board.notes("individuals")[0], edge, release=False)
        view.gestures.go_on()
        assert view.camera.seen() == before
        assert view.camera.fitted
        board.press("Esc")


def test_the_dragged_note_stays_under_the_mouse_when_the_paper_is_zoomed(large):
    view = large.page.view
    first = large.notes("individuals")[0]
    at = large.place(first) + QPointF(40, 30)
    large.drag(first, at, release=False)
    view.camera.zoom_by(0.6, QPointF(10, 10))
    large.mouse(QEvent.Type.MouseMove, at)
    box, item = view.board.note(first.id), view.gestures._item
    held = view.from_board(QRectF(box.x + box.w / 2, box.y + box.h / 2, 0, 0).translated(item.pos())).topLeft()
    assert (held - at).manhattanLength() < 2
    large.press("Esc")


@pytest.fixture
def framed(open_board):
    """A board on which two of three notes of a zone stand in the frame of a cluster; the third, and one of the two."""
    board = open_board(kind="resource_map")
    with board.document.transaction("test") as tx:
        made = [add_note(tx, board.canvas.id, f"Oskus {i}", zone="individuals") for i in range(3)]
        add_note(tx, board.canvas.id, "Lugu", zone="culture")
        put_in_cluster(tx, board.canvas.id, [n.id for n in made[:2]], add_cluster(tx, board.canvas.id, "Oskajad"))
    board.page.stage.fresh()
    return board, made[2], made[0]


def label_of(board, note) -> str:
    cluster = queries.cluster_of(board.document, board.canvas.id).get(note.id)
    return cluster.label if cluster is not None else ""


def test_a_note_dropped_into_the_frame_of_a_cluster_joins_it_in_one_step(framed):
    board, loose, inside = framed
    before = board.document.digest()
    board.drag(loose, board.place(inside, (0.9, 0.5)))
    assert label_of(board, loose) == "Oskajad"
    assert board.overlaps() == []
    board.undo()
    assert board.document.digest() == before


def test_a_note_dragged_out_of_its_frame_leaves_the_cluster(framed):
    board, loose, inside = framed
    board.drag(inside, board.place(loose, (0.9, 0.5)))
    assert label_of(board, inside) == ""


def test_a_note_dragged_to_another_zone_keeps_its_cluster(framed):
    board, _loose, inside = framed
    board.drag(inside, board.place(board.notes("culture")[0], (0.9, 0.5)))
    assert label_of(board, inside) == "Oskajad"
    assert inside.id in {n.id for n in board.notes("culture")}


def test_a_note_moved_inside_its_frame_stays_there(framed):
    board, _loose, inside = framed
    other = next(n for n in board.notes("individuals") if n.id != inside.id and label_of(board, n))
    board.drag(inside, board.place(other, (0.9, 0.5)))
    assert label_of(board, inside) == "Oskajad"
    assert [n.id for n in board.notes("individuals")][:2] == [other.id, inside.id]


LEFT, RIGHT, MIDDLE = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton, Qt.MouseButton.MiddleButton


@pytest.mark.parametrize("other", [RIGHT, MIDDLE])
def test_another_button_during_a_drag_leaves_the_note_in_the_hand(framed, other):
    """It began a pan, and the note was gone from the screen until the next drag."""
    board, loose, inside = framed
    view, start, over = board.page.view, board.place(loose), board.place(inside, (0.9, 0.5))
    board.mouse(QEvent.Type.MouseButtonPress, start)
    board.mouse(QEvent.Type.MouseMove, start + (over - start) * 0.5)
    for kind, held in ((QEvent.Type.MouseButtonPress, LEFT | other), (QEvent.Type.MouseButtonRelease, LEFT)):
        event = QMouseEvent(kind, over, view.viewport().mapToGlobal(over), other, held, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(view.viewport(), event)
    assert view.gestures.state == "drag"
    board.mouse(QEvent.Type.MouseMove, over)
    board.mouse(QEvent.Type.MouseButtonRelease, over)
    assert label_of(board, loose) == "Oskajad"
    assert not view.marks.marks.lifted


def test_a_drag_whose_end_was_never_told_is_dropped_by_the_next_press(framed):
    board, loose, inside = framed
    view, before = board.page.view, board.document.digest()
    board.drag(loose, board.place(inside, (0.9, 0.5)), release=False)
    board.click(inside)
    assert not view.marks.marks.lifted
    assert [i for i in view.scene().items() if isinstance(i, LiftedItem)] == []
    assert board.document.digest() == before
