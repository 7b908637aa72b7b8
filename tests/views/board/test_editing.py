"""Mode E: a note's text open in its place."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt
from PySide6.QtGui import QFocusEvent, QMouseEvent, QRegion, QWheelEvent
from PySide6.QtWidgets import QApplication

from koosloome_desktop.operations import queries
from tests.drivers.board import sample


@pytest.fixture
def tree(open_board):
    return open_board(sample("01"))


def opened(board, place: int = 0):
    note = board.notes("cause")[place]
    board.page.go_to(note.id)
    board.press("F2")
    assert board.mode == "E"
    return note


def test_the_editor_lies_over_its_note_in_the_same_face_and_width(tree):
    note = opened(tree)
    box = tree.page.view.board.note(note.id)
    at = tree.place(note, (0, 0)) + tree.page.view.pos()
    editor = tree.page.editor
    out = (editor.width() - box.w * tree.page.editor._scale) / 2
    assert abs(editor.x() + out - at.x()) < 2
    assert abs(editor.y() + out - at.y()) < 2
    assert editor._text.font().family() == "Source Sans 3"
    assert editor.text() == note.text


def test_escape_gives_the_old_text_back_and_leads_to_where_one_came_from(tree):
    note = opened(tree)
    tree.type("midagi muud")
    before = tree.document.digest()
    tree.press("Esc")
    assert tree.document.digest() == before
    assert (tree.mode, tree.ring) == ("A", note.text)
    tree.press("Esc")
    tree.press("F2")  # from the line: the current note
    assert tree.mode == "E"
    tree.press("Esc")
    assert tree.mode == "W"


def test_an_unchanged_text_is_no_step(tree):
    opened(tree)
    steps = tree.workshop.history.depth
    tree.press("Return")
    assert tree.workshop.history.depth == steps


def test_an_emptied_text_leaves_the_note_as_it_was(tree):
    note = opened(tree)
    tree.press("Ctrl+A", "Del")
    assert tree.page.editor.text() == ""
    tree.press("Return")
    assert tree.document.find(note.id).text == note.text


def test_shift_enter_is_a_new_line_and_the_editor_grows(tree):
    opened(tree)
    before = tree.page.editor.height()
    for _ in range(6):
        tree.press("Shift+Return")
        tree.type("rida")
    assert tree.page.editor.height() > before
    tree.press("Return")
    assert tree.ring.count("\n") == 6


def test_tab_saves_and_opens_the_next_note(tree):
    note = opened(tree)
    tree.type(" a")
    tree.press("Tab")
    assert tree.document.find(note.id).text == f"{note.text} a"
    following = tree.page.order()[tree.page.order().index(note.id) + 1]
    assert (tree.mode, tree.page.editor.note) == ("E", following)


def test_ctrl_enter_splits_and_keeps_place_cluster_and_dots(tree):
    note = next(n for n in tree.notes("cause") if n.id in queries.cluster_of(tree.document, tree.canvas.id))
    dots = queries.votes(tree.document, tree.canvas.id)
    tree.page.go_to(note.id)
    tree.press("Return")
    cursor = tree.page.editor._text.textCursor()
    cursor.setPosition(note.text.index(" "))
    tree.page.editor._text.setTextCursor(cursor)
    before = tree.document.digest()
    tree.press("Ctrl+Return")
    second = tree.note(note.text.split(" ", 1)[1])
    assert (second.zone, second.parent) == (note.zone, note.parent)
    clusters = queries.cluster_of(tree.document, tree.canvas.id)
    assert clusters[second.id].id == clusters[note.id].id
    assert queries.votes(tree.document, tree.canvas.id) == dots
    tree.undo()
    assert tree.document.digest() == before


def test_undo_in_the_editor_is_the_texts_own(tree):
    opened(tree)
    before = tree.document.digest()
    tree.type("xyz")
    tree.press("Ctrl+Z")
    assert tree.ran == []
    assert tree.document.digest() == before


def test_a_click_elsewhere_keeps_the_text(tree):
    note = opened(tree)
    tree.type(" ja veel")
    other = tree.notes("effect")[0]
    tree.click(other)
    assert tree.document.find(note.id).text.endswith("ja veel")
    assert (tree.mode, tree.ring) == ("A", other.text)


def test_a_click_into_the_line_keeps_the_text_and_writes(tree):
    note = opened(tree)
    tree.type(" ja veel")
    line = tree.page.bar.line
    at = line.rect().center().toPointF()
    for kind in (QMouseEvent.Type.MouseButtonPress, QMouseEvent.Type.MouseButtonRelease):
        left = Qt.MouseButton.LeftButton
        event = QMouseEvent(kind, at, line.mapToGlobal(at), left, left, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(line, event)
    line.setFocus(Qt.FocusReason.MouseFocusReason)
    tree.settle()
    assert tree.document.find(note.id).text.endswith("ja veel")
    assert (tree.mode, tree.rings()) == ("W", ["line"])


def test_another_program_in_front_leaves_text_caret_and_mode_as_they_are(tree):
    note = opened(tree)
    tree.type(" poolik")
    text = tree.page.editor._text
    at = text.textCursor().position()
    QApplication.sendEvent(text, QFocusEvent(QFocusEvent.Type.FocusOut, Qt.FocusReason.ActiveWindowFocusReason))
    tree.settle()
    assert tree.mode == "E"
    assert tree.page.editor.text().endswith("poolik")
    assert text.textCursor().position() == at
    assert tree.document.find(note.id).text == note.text


def test_a_note_that_goes_while_it_is_open_closes_the_editor(open_board):
    board = open_board()
    board.type_note("Tuum")
    board.type_note("põhjus")
    board.press("F2")
    assert board.page.editor.note
    board.undo()
    assert not board.page.editor.isVisible()
    assert len(board.rings()) == 1
    assert board.mode in {"A", "W"}


def test_the_text_typed_in_the_line_survives_an_edit_in_place(tree):
    tree.press("Down")
    tree.press("Esc")
    tree.type("pooleli mõte")
    tree.press("F2")
    assert tree.mode == "E"
    tree.type("!")
    tree.press("Return")
    assert (tree.mode, tree.line) == ("W", "pooleli mõte")


def test_what_is_typed_into_a_note_stays_in_sight_from_its_first_letter(open_board):
    """The text moved a line up and some pixels aside to show the caret, and stayed so when the note had grown."""
    board = open_board()
    board.paste("\n".join(f"märge number {number} ja veel midagi" for number in range(20)))
    board.click(board.notes()[12])
    board.press("F2")
    assert board.page.view.camera.scale < 0.95
    text = board.page.editor._text
    for letter in "märge number 3 ja veel midagi, mida keegi ütles ja veel":
        board.type(letter)
        assert (text.horizontalScrollBar().maximum(), text.verticalScrollBar().value()) == (0, 0), text.toPlainText()
        assert text.viewport().height() > text.cursorRect().bottom()


def test_a_text_that_is_taller_than_the_board_follows_the_caret(open_board):
    board = open_board(size=(700, 300))
    board.type_note("üks")
    board.click(board.notes()[0])
    board.press("F2")
    board.type("\n".join(f"rida {number}" for number in range(40)))
    text = board.page.editor._text
    assert text.verticalScrollBar().value() > 0
    assert text.viewport().rect().contains(text.cursorRect().center())


def wheel(widget, turn: int, mods=Qt.KeyboardModifier.NoModifier) -> None:
    at = QPointF(widget.rect().center())
    none = Qt.MouseButton.NoButton
    event = QWheelEvent(
        at, widget.mapToGlobal(at), QPoint(), QPoint(0, turn), none, mods, Qt.ScrollPhase.NoScrollPhase, False
    )
    QApplication.sendEvent(widget, event)


def test_the_wheel_over_an_open_text_is_the_boards_and_the_text_grows_with_it(open_board):
    """It was swallowed there, and a text that was open stayed as small as before while everything else grew."""
    board = open_board()
    note = board.type_note("Buss ei sõida õhtul")
    board.click(note)
    board.press("F2")
    view, editor = board.page.view, board.page.editor
    small, before = editor.width(), view.camera.scale
    wheel(editor._text.viewport(), 480, Qt.KeyboardModifier.ControlModifier)
    board.settle()
    assert view.camera.scale > 1.5 * before
    assert editor.width() > 1.4 * small
    at = view.verticalScrollBar().value()
    wheel(editor._text.viewport(), -120)
    assert view.verticalScrollBar().value() == at + 120


class Painted(QObject):
    """What of a widget was painted."""

    region = QRegion()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self.region += event.region()
        return False


def test_the_ring_is_painted_when_the_keyboard_comes_back_to_an_open_text(open_board):
    """Only the text painted itself: in a page that was made anew for another language it was open without its ring."""
    board = open_board()
    board.click(board.type_note("Buss ei sõida õhtul"))
    board.press("F2")
    editor, painted = board.page.editor, Painted()
    editor.installEventFilter(painted)
    for kind in (QEvent.Type.FocusOut, QEvent.Type.FocusIn):
        painted.region = QRegion()
        QApplication.sendEvent(editor._text, QFocusEvent(kind, Qt.FocusReason.ActiveWindowFocusReason))
        board.settle()
        assert painted.region.contains(QPoint(editor.width() // 2, 2)), kind
    editor.removeEventFilter(painted)
