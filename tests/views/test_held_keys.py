"""A key that is held acts once; what is held to go on goes on."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication

from koosloome_desktop.model.records import Action
from koosloome_desktop.views.dialogs_keys import KeySheet
from koosloome_desktop.views.to_plan import ToPlan
from tests.drivers.window import press, settle

pytestmark = pytest.mark.slow
PRESS, RELEASE, OVERRIDE = QEvent.Type.KeyPress, QEvent.Type.KeyRelease, QEvent.Type.ShortcutOverride


def event(kind: QEvent.Type, key: str, *, again: bool, moment: int = 0) -> QKeyEvent:
    combination = QKeySequence.fromString(key, QKeySequence.SequenceFormat.PortableText)[0]
    text = key.lower() if len(key) == 1 else ""
    made = QKeyEvent(kind, int(combination.key()), combination.keyboardModifiers(), text, again)
    made.setTimestamp(moment)
    return made


def hold(driver, key: str, times: int = 4) -> None:
    """Press a key and let it repeat, as the native window hears it."""
    native = driver.window.windowHandle()
    for again in [False] + [True] * times:
        QApplication.sendEvent(native, event(PRESS, key, again=again))
        settle(2)
    QApplication.sendEvent(native, event(RELEASE, key, again=False))
    settle(2)


@pytest.fixture
def page(driver):
    driver.back()
    return driver.view.page()


def grouped(page) -> list[int]:
    return [len(c.notes) for c in page.verbs.clusters()]


@pytest.mark.parametrize(("start", "key"), [("Down", "1"), ("Up", "Alt+1")])
def test_a_digit_that_is_held_groups_one_note(driver, page, start, key):
    note = next(i for i in page.order() if page.stage.next_ungrouped(i) != i and not _in_cluster(page, i))
    page.go_to(note)
    if start == "Up":
        page.modes.write()
    before = sum(grouped(page))
    hold(driver, key)
    assert sum(grouped(page)) == before + 1


def _in_cluster(page, note: str) -> bool:
    return any(note in c.notes for c in page.verbs.clusters())


def test_delete_that_is_held_deletes_one_note_and_enter_opens_one(driver, page):
    before = len(page.order())
    page.go_to(page.order()[2])
    hold(driver, "Del")
    assert len(page.order()) == before - 1
    hold(driver, "Return")
    assert page.editor.note
    press(QApplication.focusWidget(), "Esc")


def test_escape_that_is_held_is_one_step_back(driver, page):
    page.modes.edit(page.go_to(page.order()[2]) and page.desk.focus)
    hold(driver, "Esc")
    assert page.desk.mode == "A"


def test_a_letter_that_is_held_over_a_note_writes_once_and_in_the_line_goes_on(driver, page):
    page.go_to(page.order()[2])
    hold(driver, "A")
    assert page.bar.line.text() == "a"
    hold(driver, "B", 2)
    assert page.bar.line.text() == "abbb"
    hold(driver, "Backspace", 2)
    assert page.bar.line.text() == "a"
    page.bar.line.clear()


def test_what_closed_a_dialog_and_is_still_held_adds_nothing_that_is_half_typed(driver, page):
    before = len(page.order())
    page.bar.line.setText("pooleli")
    QApplication.sendEvent(driver.window.windowHandle(), event(PRESS, "Return", again=True))
    settle(2)
    assert (len(page.order()), page.bar.line.text()) == (before, "pooleli")
    page.bar.line.clear()


def test_arrows_that_are_held_go_on(driver, page):
    page.go_to(page.order()[0])
    first = page.desk.focus
    hold(driver, "Right", 1)
    second = page.desk.focus
    page.go_to(first)
    hold(driver, "Right", 3)
    assert len({first, second, page.desk.focus}) == 3


def test_a_command_runs_once_unless_it_is_held_to_go_on(driver, page):
    native = driver.window.windowHandle()
    page.focus_canvas()
    kept = {}
    for key in ("Ctrl+G", "F5", "F9", "Ctrl+K", "Ctrl+J", "Ctrl+Z", "Ctrl+Y", "Ctrl++", "F3"):
        QApplication.sendEvent(native, event(OVERRIDE, key, again=False))
        kept[key] = event(OVERRIDE, key, again=True)
        kept[key].ignore()
        QApplication.sendEvent(native, kept[key])
    # What is accepted here runs no command.
    assert {k for k, e in kept.items() if not e.isAccepted()} == {"Ctrl+Z", "Ctrl+Y", "Ctrl++", "F3"}


def test_a_release_and_a_press_of_one_moment_are_a_repetition_and_two_presses_are_not(driver, page):
    native, before = driver.window.windowHandle(), len(page.order())
    page.go_to(page.order()[2])
    for kind, moment in ((PRESS, 1000), (RELEASE, 1600), (PRESS, 1600), (RELEASE, 1640), (PRESS, 1640)):
        QApplication.sendEvent(native, event(kind, "Del", again=False, moment=moment))
        settle(2)
    assert len(page.order()) == before - 1
    QApplication.sendEvent(native, event(RELEASE, "Del", again=False, moment=1650))
    QApplication.sendEvent(native, event(PRESS, "Del", again=False, moment=1652))
    settle(2)
    assert len(page.order()) == before - 2


def test_what_opened_a_dialog_and_is_still_held_answers_nothing_in_it(driver, page):
    page.go_to(page.order()[2])
    before = len(driver.document.of(Action))
    driver.ctx.commands.run("note.to_action")
    settle()
    form = driver.dialog(ToPlan)
    native = form.windowHandle()
    QApplication.sendEvent(native, event(PRESS, "Return", again=True))
    settle(2)
    assert (form.isVisible(), len(driver.document.of(Action))) == (True, before)
    form.reject()
    settle()
    seen: list[bool] = []

    def answer(sheet: KeySheet) -> None:
        for key in ("Return", "Esc"):
            QApplication.sendEvent(sheet.windowHandle(), event(PRESS, key, again=True))
            seen.append(sheet.isVisible())
        QApplication.sendEvent(sheet.windowHandle(), event(PRESS, "Esc", again=False))
        seen.append(sheet.isVisible())

    driver.answer(KeySheet, answer, driver.window.actions_.keys)
    assert seen == [True, True, False]
