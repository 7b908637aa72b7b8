"""K1 for what comes up over the page: Esc closes only it, and the keyboard is back at the very spot, caret and all."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from koosloome_desktop.views.dialogs_keys import KeySheet
from koosloome_desktop.views.dialogs_palette import CommandPalette
from tests.drivers.window import press, settle, type_text

pytestmark = pytest.mark.slow


@pytest.fixture
def driver(open_window):
    made = open_window("01")
    made.open(0)
    made.window.activateWindow()
    settle()
    return made


def focused():
    return QApplication.focusWidget()


def in_the_line(page) -> None:
    type_text(page.bar.line, "pool lauset")
    page.bar.line.setSelection(5, 3)


def with_a_chip(page) -> None:
    type_text(page.bar.line, "#raha pole")
    page.bar.line.setCursorPosition(2)


def over_notes(page) -> None:
    order = page.order()
    page.modes.arrange(order[3], (order[2], order[3]))


def over_a_title(page) -> None:
    page.titles.focus(("zone", "cause"))


def in_a_note(page) -> None:
    page.modes.edit(page.order()[3])
    type_text(focused(), " veel")
    press(focused(), "Home")


def rewording(page) -> None:
    page.modes.reword(page.order()[2])
    page.bar.line.setCursorPosition(4)


def naming(page) -> None:
    page.titles.rename(("zone", "cause"))


def picking_a_group(page) -> None:
    page.speaking.pick()


PLACES = (in_the_line, with_a_chip, over_notes, over_a_title, in_a_note, rewording, naming, picking_a_group)


def everything(page) -> tuple[object, ...]:
    line, held = page.bar.line, focused()
    caret = held.textCursor().position() if hasattr(held, "textCursor") else -1
    return (held, caret, page.desk.mode, page.desk.job, page.desk.focus, page.desk.selected, page.prefixes.text(),
            line.cursorPosition(), line.selectedText(), page.editor.text(), page.titles.now,
            page.speaking.picking)  # fmt: skip


@pytest.mark.parametrize(("key", "kind"), [("Ctrl+K", CommandPalette), ("F1", KeySheet)])
@pytest.mark.parametrize("place", PLACES, ids=lambda p: p.__name__)
def test_escape_closes_only_what_came_up(driver, place, key, kind):
    page = driver.view.page()
    page.focus_line()
    place(page)
    settle()
    before, digest = everything(page), driver.document.digest()
    seen = []

    def leave() -> None:
        dialog = QApplication.activeModalWidget()
        seen.append(type(dialog))
        press(dialog.focusWidget() or dialog, "Esc")
        if dialog.isVisible():  # else the test would wait for ever
            seen.append("still there")
            dialog.reject()

    QTimer.singleShot(0, leave)
    press(focused(), key)
    settle()
    assert seen == [kind]
    driver.window.activateWindow()
    settle()
    assert everything(page) == before
    assert driver.document.digest() == digest


def test_a_command_from_the_palette_runs_where_the_keyboard_was(driver):
    page = driver.view.page()
    page.focus_line()
    over_notes(page)
    settle()
    ids = page.desk.selected

    def choose() -> None:
        palette = QApplication.activeModalWidget()
        type_text(palette.search, "kustuta märge")
        press(palette.search, "Return")
        palette.reject()

    QTimer.singleShot(0, choose)
    press(focused(), "Ctrl+K")
    settle()
    assert [driver.document.find(i) for i in ids] == [None, None]
