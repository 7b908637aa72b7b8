"""A workshop's file is read beside the window: told after a while, stopped by Esc or with the window, nothing left."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog

from koosloome_desktop.support.paths import resource
from koosloome_desktop.views.importing import beside
from koosloome_desktop.views.merging.dialog import MergeDialog
from koosloome_desktop.views.privacy.actions import put_away
from koosloome_desktop.views.privacy.sure import BusyDialog
from tests.drivers.calls import calls
from tests.drivers.later import Later
from tests.drivers.window import press, settle

pytestmark = pytest.mark.slow

SAMPLE = resource("samples", "02_noorte_kaasamine.json")


@pytest.fixture
def driver(open_window, monkeypatch):
    """A window whose work waits in `later`; what takes any time at all is told."""
    monkeypatch.setattr(beside, "PATIENCE_MS", 0)
    made = open_window("01")
    made.later = made.window.executor = made.ctx.executor = Later()
    return made


def while_told(act, run) -> None:
    """Run what waits; `act` gets the dialog that says so once it is there. What `act` raises is raised here."""
    wrong: list[BaseException] = []

    def look() -> None:
        told = [w for w in QApplication.topLevelWidgets() if isinstance(w, BusyDialog) and w.isVisible()]
        if not told:
            QTimer.singleShot(0, look)
            return
        try:
            act(told[0])
        except BaseException as error:  # noqa: BLE001  (raised below, once nothing waits any more)
            wrong.append(error)
            told[0].reject()

    QTimer.singleShot(0, look)
    run()
    settle()
    if wrong:
        raise wrong[0]


def kept(driver) -> tuple[list[str], list[str]]:
    """The workshops, and the files beside the library (snapshots are made before something comes in)."""
    return [row.id for row in driver.library.list()], sorted(
        str(path) for path in driver.library.folder.rglob("*") if "-wal" not in path.name and "-shm" not in path.name
    )


def brings(driver) -> list[bool]:
    """Bring the file in; whether it was, once that is over."""
    said: list[bool] = []
    driver.brought = lambda: said.append(driver.window.actions_.import_file(SAMPLE))
    return said


def test_reading_is_told_and_the_workshop_opens_when_it_has_come(driver):
    said = brings(driver)

    def come(dialog: BusyDialog) -> None:
        assert dialog.accessibleName() == "Loen faili …"
        assert len(driver.library.list()) == 1, "nothing of it was done in the window's thread"
        driver.later.run()

    while_told(come, driver.brought)
    assert said == [True]
    assert len(driver.library.list()) == 2
    assert driver.window.view is not None
    assert [w for w in QApplication.topLevelWidgets() if isinstance(w, QDialog) and w.isVisible()] == []


@pytest.mark.parametrize("ends", ["key", "button", "window"])
def test_what_is_stopped_leaves_nothing_behind(driver, ends):
    said, before = brings(driver), kept(driver)

    def stop(dialog: BusyDialog) -> None:
        if ends == "key":
            press(dialog, "Return")
            assert dialog.isVisible(), "Enter was meant for something before it"
            press(dialog, "Escape")
        elif ends == "button":
            dialog.stop_button.click()
        else:
            driver.window.close()

    while_told(stop, driver.brought)
    assert said == [False]
    if ends == "window":
        driver.later.run(RuntimeError("the library is closed"))
        assert driver.window.library is None
        return
    driver.later.run()
    settle()
    assert kept(driver) == before
    assert driver.window.view is None


def test_a_file_that_was_stopped_comes_in_the_next_time(driver):
    said = brings(driver)
    while_told(lambda dialog: press(dialog, "Escape"), driver.brought)
    driver.later.run()
    while_told(lambda _dialog: driver.later.run(), driver.brought)
    assert said == [False, True]


def test_teams_files_are_read_beside_the_window_too(driver):
    from koosloome_desktop.views.merging.start import merge_files

    driver.open(0)
    before = driver.document.rev
    said = []
    while_told(
        lambda dialog: press(dialog, "Escape"),
        lambda: said.append(merge_files(driver.window, [resource("samples", "01_kogukonnamaja.json")])),
    )
    driver.later.run()
    settle()
    assert said == [False]
    assert driver.document.rev == before
    assert [w for w in QApplication.topLevelWidgets() if isinstance(w, MergeDialog) and w.isVisible()] == []


def test_a_workshop_goes_into_the_bin_beside_the_window_and_stays_when_that_is_stopped(driver):
    workshop = driver.rows[0].workshop
    held = calls(lambda: while_told(lambda dialog: press(dialog, "Escape"), lambda: put_away(driver.window, workshop)))
    assert held["snapshots", "take_snapshot"] == 0, "a copy of the whole library is not made while the window waits"
    driver.later.run_all()
    settle()
    assert [r.id for r in driver.library.list()] == [r.id for r in driver.window.home.rows] == [workshop]
    while_told(lambda _dialog: driver.later.run(), lambda: put_away(driver.window, workshop))
    settle()
    assert driver.window.home.rows == []
    driver.window.toast._do()
    assert [r.id for r in driver.window.home.rows] == [workshop]


def test_what_was_in_the_bin_before_it_was_stopped_is_not_shown_any_more(driver):
    workshop = driver.rows[0].workshop

    def too_late(dialog: BusyDialog) -> None:
        work, done, failed = driver.later.waiting.pop(0)
        found = work()
        driver.later.waiting.insert(0, (lambda: found, done, failed))
        press(dialog, "Escape")

    while_told(too_late, lambda: put_away(driver.window, workshop))
    driver.later.run_all()
    settle()
    assert driver.window.home.rows == []
