"""Shortcuts of the table on the window, under any alphabet, and past fields that would like to have them."""

from __future__ import annotations

import sys

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QMainWindow

from koosloome_desktop.services.commands import Command, CommandTable
from koosloome_desktop.views.fields import Area, Field, hands_on, portable
from koosloome_desktop.views.shortcuts import Settling, Shortcuts, is_bound, latin_letter
from tests.drivers.waiting import PATIENCE_MS
from tests.drivers.window import press, settle

CTRL = Qt.KeyboardModifier.ControlModifier
NONE = Qt.KeyboardModifier.NoModifier


def key(code, mods=NONE, scan: int = 0, text: str = "", kind=QEvent.Type.KeyPress) -> QKeyEvent:
    return QKeyEvent(kind, int(code), mods, scan, scan, 0, text)


@pytest.mark.parametrize(
    ("shortcut", "bound"),
    [("Ctrl+K", True), ("F6", True), ("Shift+F6", True), ("Ctrl+PgDown", True), ("F11", True), ("Del", False),
     ("Alt+Up", False), ("Return", False), ("Tab", False), ("F", False), ("A", False)],
)  # fmt: skip
def test_the_window_binds_what_no_page_types(shortcut, bound):
    assert is_bound(shortcut) is bound


@pytest.mark.skipif(sys.platform == "win32", reason="other key codes")
def test_a_key_under_another_alphabet_is_known_by_its_place():
    assert latin_letter(key(0x041B, CTRL, 45)) == "K"
    assert latin_letter(key(0x042F, CTRL, 52)) == "Z"
    assert latin_letter(key(0x041B, NONE, 45)) == ""
    assert latin_letter(key(0x041B, CTRL | Qt.KeyboardModifier.AltModifier, 45)) == ""
    assert latin_letter(key(Qt.Key.Key_K, CTRL, 45)) == ""


@pytest.mark.skipif(sys.platform == "win32", reason="other key codes")
def test_ctrl_with_a_cyrillic_letter_runs_the_command_of_its_key(open_window):
    driver = open_window("01")
    ran = []
    driver.ctx.commands.add(Command("test.run", "Undo", ("Ctrl+J",), run=lambda: ran.append(1)))
    driver.window.keyPressEvent(key(0x041E, CTRL, 44))
    settle()
    assert ran == [1]


def test_a_field_hands_commands_on_and_keeps_its_own_keys(qapp):
    table = CommandTable()
    table.add(
        Command("a", "A", ("Ctrl+E",)),
        Command("b", "B", ("Ctrl+C",)),
        Command("c", "C", ("Ctrl+Z",)),
        Command("d", "D", ("F1",)),
        Command("e", "E", ("Del",)),
    )
    override = QEvent.Type.ShortcutOverride
    assert hands_on(key(Qt.Key.Key_E, CTRL, kind=override), table)
    assert hands_on(key(Qt.Key.Key_F1, kind=override), table)
    assert not hands_on(key(Qt.Key.Key_C, CTRL, kind=override), table)
    assert not hands_on(key(Qt.Key.Key_Z, CTRL, kind=override), table)
    assert hands_on(key(Qt.Key.Key_Z, CTRL, kind=override), table, empty=True)
    assert not hands_on(key(Qt.Key.Key_Delete, kind=override), table)
    assert not hands_on(key(Qt.Key.Key_E, CTRL), table)
    altgr = CTRL | Qt.KeyboardModifier.AltModifier
    assert not hands_on(key(Qt.Key.Key_E, altgr, text="€", kind=override), table)


@pytest.mark.parametrize("kind", [Field, Area])
def test_fields_leave_shortcuts_to_the_program(qapp, kind):
    table = CommandTable()
    table.add(Command("a", "A", ("Ctrl+E",)))
    field = kind(table, "tekst")
    event = key(Qt.Key.Key_E, CTRL, kind=QEvent.Type.ShortcutOverride)
    assert not field.event(event)
    assert not event.isAccepted()
    copy = key(Qt.Key.Key_C, CTRL, kind=QEvent.Type.ShortcutOverride)
    field.event(copy)
    assert copy.isAccepted()
    field.deleteLater()


def test_keys_have_portable_names():
    assert portable(key(Qt.Key.Key_K, CTRL)) == "Ctrl+K"
    assert portable(key(Qt.Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)) == "Shift+F6"


@pytest.fixture
def waiting(qapp):
    """A window whose one command was put off, and what it did."""
    window, table, ran = QMainWindow(), CommandTable(), []
    shortcuts, settling = Shortcuts(window, table), Settling(window, table)
    line = QLineEdit(window)
    window.setCentralWidget(line)
    window.show()
    window.activateWindow()
    line.setFocus()
    settle()

    def put_off() -> None:
        table.later("x", lambda: table.add(Command("a", "Undo", ("Ctrl+J",), run=lambda: ran.append(1))))
        settling.soon()

    yield window, put_off, ran
    shortcuts._stop()
    window.close()
    window.deleteLater()
    settle()


def bound(window) -> list[str]:
    return [a.objectName() for a in window.actions()]


def test_a_key_pressed_before_the_frame_finds_its_command(waiting):
    window, put_off, ran = waiting
    put_off()
    assert bound(window) == []
    press(window.centralWidget(), "Ctrl+J")
    assert (bound(window), ran) == (["a"], [1])


def test_commands_that_were_put_off_are_bound_after_the_frame_without_a_key(waiting, qtbot):
    window, put_off, ran = waiting
    put_off()
    window.centralWidget().update()
    qtbot.waitUntil(lambda: bound(window) == ["a"], timeout=PATIENCE_MS)
    press(window.centralWidget(), "Ctrl+J")
    assert ran == [1]


def test_a_window_that_nobody_sees_has_its_commands_too(waiting, qtbot):
    window, put_off, _ran = waiting
    window.hide()
    settle()
    put_off()
    qtbot.waitUntil(lambda: bound(window) == ["a"], timeout=PATIENCE_MS)
