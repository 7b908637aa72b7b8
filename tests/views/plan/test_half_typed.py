"""What is being typed into a cell stays while others' rows come, go and move around it."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QPlainTextEdit

from koosloome_desktop.model.changes import Origin
from koosloome_desktop.model.records import Action
from koosloome_desktop.operations.actions import add_actions
from tests.drivers.window import press, settle, type_text

pytestmark = pytest.mark.slow


@pytest.fixture
def page(open_window):
    return open_window("06").plan()


def remotely(page, work) -> None:
    """What somebody else did comes in, as from a shared library."""
    with page.workshop.document.transaction("Changes by others", origin=Origin.REMOTE) as tx:
        work(tx)
    settle()


def opened(page, at: int, field: str, words: str) -> tuple[str, object]:
    """An editor in which somebody types; the row's id."""
    row = page.model.rows[at].id
    page.table.go_to(row, field)
    press(page.table, "F2")
    type_text(QApplication.focusWidget(), words)
    return row, QApplication.focusWidget()


def typed(page) -> str:
    editor = QApplication.focusWidget()
    assert editor.property("role") == "cell", "the keyboard is not in a cell"
    return editor.toPlainText() if isinstance(editor, QPlainTextEdit) else editor.text()


@pytest.mark.parametrize("field", ["activity", "owner_role", "deadline"])
def test_rows_that_others_bring_and_take_leave_the_open_cell_as_it_is(page, field):
    words = "30.11" if field == "deadline" else "pool lau"
    row, _editor = opened(page, 2, field, words)
    cursor = page.model.row_of(row)
    remotely(page, lambda tx: add_actions(tx, page.canvas_id, [{"activity": "Teiste rida"}]))
    assert typed(page) == words
    first = page.model.rows[0].id
    remotely(page, lambda tx: tx.drop(first))
    assert typed(page) == words
    # It is the same row, wherever it stands now, and what is typed on goes where it belongs.
    type_text(QApplication.focusWidget(), "" if field == "deadline" else "set")
    press(QApplication.focusWidget(), "Return")
    settle()
    action = page.workshop.document.get(row, Action)
    assert getattr(action, field) == ("2026-11-30" if field == "deadline" else "pool lauset")
    assert page.model.row_of(row) <= cursor + 1


def test_the_cursor_stands_where_it_stood(page):
    _row, editor = opened(page, 1, "activity", "algus lõpp")
    cursor = editor.textCursor()
    cursor.setPosition(5)
    editor.setTextCursor(cursor)
    remotely(page, lambda tx: add_actions(tx, page.canvas_id, [{"activity": "Teiste rida"}]))
    type_text(QApplication.focusWidget(), " ja")
    assert typed(page) == "algus ja lõpp"
    press(QApplication.focusWidget(), "Esc")
    assert page.table.hasFocus()


def test_a_row_that_somebody_deleted_tells_what_was_being_typed(page):
    row, _editor = opened(page, 1, "activity", "ei tohi kaduda")
    remotely(page, lambda tx: tx.drop(row))
    assert page.workshop.document.find(row) is None
    assert "ei tohi kaduda" in page.reason.text()
    assert not page.reason.isHidden()
