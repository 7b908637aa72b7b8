"""The mouse: everything it does is one undo step, and has keys too."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication

from koosloome_desktop.operations import queries
from tests.drivers.board import sample

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def tree(open_board):
    return open_board(sample("01"))


@pytest.fixture
def grid(open_board):
    return open_board(sample("01"), "journey_map")


def test_a_click_selects_and_takes_the_ring(tree):
    note = tree.notes("cause")[2]
    tree.click(note)
    assert (tree.mode, tree.ring, tree.rings()) == ("A", note.text, ["note"])


def test_ctrl_click_adds_and_takes_away_shift_click_takes_the_way(tree):
    first, second, third = tree.notes("cause")[:3]
    tree.click(first)
    tree.click(third, CTRL)
    assert set(tree.page.desk.selected) == {first.id, third.id}
    tree.click(third, CTRL)
    assert tree.page.desk.selected == (first.id,)
    tree.click(third, SHIFT)
    order = tree.page.order()
    wanted = order[order.index(first.id) : order.index(third.id) + 1]
    assert set(tree.page.desk.selected) >= {first.id, third.id}
    assert list(tree.page.desk.selected) == wanted
    assert second is not None


def test_a_double_click_opens_the_text(tree):
    note = tree.notes("cause")[0]
    tree.double_click(note)
    assert (tree.mode, tree.page.editor.note) == ("E", note.id)


def test_a_click_on_paper_aims_at_that_zone_and_writes(grid):
    column = next(p for p in grid.page.view.board.panels if p.role == "empty")
    lane, stage = column.key.split("/")
    from PySide6.QtCore import QRectF

    at = grid.page.view.from_board(QRectF(column.x + 10, column.y + 10, 0, 0)).topLeft()
    grid.mouse(QEvent.Type.MouseButtonPress, at)
    grid.mouse(QEvent.Type.MouseButtonRelease, at)
    assert (grid.mode, grid.page.desk.target.zone, grid.page.desk.target.stage) == ("W", lane, stage)


def test_a_drag_over_a_note_of_the_tree_hangs_the_branch_under_it_in_one_step(tree):
    presenter = tree.page.presenter
    roots = [n for n in tree.notes("cause") if presenter.is_root(n)]
    before = tree.document.digest()
    tree.drag(roots[0], tree.place(roots[1]))
    assert tree.document.find(roots[0].id).parent == roots[1].id
    assert tree.overlaps() == []
    tree.undo()
    assert tree.document.digest() == before


def test_a_drag_to_the_edge_of_a_note_puts_it_beside(tree):
    roots = [n for n in tree.notes("cause") if tree.page.presenter.is_root(n)]
    tree.drag(roots[-1], tree.place(roots[0], (0.05, 0.5)))
    now = [n.id for n in tree.notes("cause") if n.parent == roots[0].parent]
    assert now[0] == roots[-1].id


def test_a_branch_cannot_be_dropped_into_itself(tree):
    root = next(n for n in tree.notes("cause") if any(k.parent == n.id for k in tree.notes("cause")))
    kid = next(n for n in tree.notes("cause") if n.parent == root.id)
    before = tree.document.digest()
    tree.drag(root, tree.place(kid))
    assert tree.document.digest() == before


def test_escape_drops_a_drag_and_changes_nothing(tree):
    first, second = tree.notes("cause")[:2]
    before = tree.document.digest()
    tree.drag(first, tree.place(second), release=False)
    assert tree.page.view.gestures.state == "drag"
    tree.press("Esc")
    assert tree.page.view.gestures.state == ""
    tree.mouse(QEvent.Type.MouseButtonRelease, tree.place(second))
    assert tree.document.digest() == before
    assert tree.page.view.layer.hidden == frozenset()


def test_a_drag_into_another_cell_of_the_journey(grid):
    note = next(n for n in grid.notes("pain") if n.stage == "S2")
    empty = next(p for p in grid.page.view.board.panels if p.role == "empty" and p.key.startswith("pain/"))
    from PySide6.QtCore import QRectF

    to = grid.page.view.from_board(QRectF(empty.x + 20, empty.y + 8, 0, 0)).topLeft()
    grid.drag(note, to)
    assert grid.document.find(note.id).stage == empty.key.split("/")[1]


def test_several_selected_notes_are_dragged_together_as_one_step(open_board):
    board = open_board(sample("01"), "resource_map")
    chosen = board.notes("individuals")[:2]
    board.click(chosen[0])
    board.click(chosen[1], CTRL)
    before = board.document.digest()
    there = board.notes("culture")[-1]
    board.drag(chosen[0], board.place(there, (0.9, 0.5)))
    assert [n.id for n in board.notes("culture")][-2:] == [n.id for n in chosen]
    assert board.overlaps() == []
    board.undo()
    assert board.document.digest() == before


def test_a_need_dropped_on_a_resource_is_matched_with_it(open_board):
    board = open_board(sample("01"), "resource_map")
    need = queries.unmatched_needs(board.document, board.canvas.id)[0]
    resource = board.notes("places")[0]
    board.drag(need, board.place(resource))
    found = queries.links(board.document, board.canvas.id, "match")
    assert (need.id, resource.id) in {(x.source, x.target) for x in found}
    assert queries.unmatched_needs(board.document, board.canvas.id) == []


def test_a_rubber_band_selects_what_it_touches(grid):
    view = grid.page.view
    first = next(n for n in grid.notes("action") if n.stage == "S1")
    start = grid.place(first, (-0.05, -0.15))
    end = grid.place(first, (1.5, 1.05))
    grid.mouse(QEvent.Type.MouseButtonPress, start)
    for share in (0.3, 0.7, 1.0):
        grid.mouse(QEvent.Type.MouseMove, start + (end - start) * share)
    assert view.marks.marks.band is not None
    grid.mouse(QEvent.Type.MouseButtonRelease, end)
    assert {grid.document.find(i).stage for i in grid.page.desk.selected} == {"S1", "S2"}
    assert view.marks.marks.band is None


def test_the_middle_button_pans_and_the_wheel_zooms_about_the_mouse(tree):
    view = tree.page.view
    middle = Qt.MouseButton.MiddleButton
    before = view.camera.seen()
    start = QPointF(400, 300)
    tree.mouse(QEvent.Type.MouseButtonPress, start, button=middle)
    tree.mouse(QEvent.Type.MouseMove, start + QPointF(60, 40), button=middle)
    tree.mouse(QEvent.Type.MouseButtonRelease, start + QPointF(60, 40), button=middle)
    scale = view.camera.scale
    assert view.camera.seen().left() == pytest.approx(before.left() - 60 / scale, abs=1.5)
    assert not view.camera.fitted
    at = QPointF(700, 200)
    held = view.to_board(at)
    event = QWheelEvent(
        at, view.viewport().mapToGlobal(at), QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton, CTRL,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(view.viewport(), event)
    assert view.camera.scale > scale
    assert (view.to_board(at) - held).manhattanLength() < 3
    tree.page.fit()
    assert view.camera.fitted


def test_dragging_is_impossible_on_a_canvas_of_an_unknown_kind(open_board):
    from dataclasses import replace

    from koosloome_desktop.model.frozen import FrozenMap

    board = open_board()
    with board.document.transaction("test") as tx:
        tx.put(replace(board.canvas_record(), type="teadmata", raw=FrozenMap({"a": "Üks", "b": "Kaks"})))
    other = open_board(board.document, "teadmata")
    boxes = other.page.view.board.notes
    other.drag(boxes[0].id, other.place(boxes[1].id))
    assert other.page.view.gestures.state == ""


def test_a_note_that_gets_the_ring_is_never_under_the_strip_or_the_zoom(open_board):
    board = open_board(sample("01"), "journey_map", size=(900, 480))
    page = board.page
    for note_id in page.order():
        page.go_to(note_id)
        box = page.view.board.note(note_id)
        from PySide6.QtCore import QRectF

        place = page.view.from_board(QRectF(box.x, box.y, box.w, box.h)).toRect()
        for over in (page.strip, page.chip):
            assert not place.intersects(over.geometry()), note_id
        assert page.view.viewport().rect().contains(place)
