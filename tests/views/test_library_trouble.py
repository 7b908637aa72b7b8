"""What a person sees when the library cannot be opened or written, and the ways out, each in the real window."""

from __future__ import annotations

import shutil
import time

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from koosloome_desktop.model.records import Note
from koosloome_desktop.operations import notes
from koosloome_desktop.services import snapshots
from koosloome_desktop.services.importing import read_file
from koosloome_desktop.services.library import LibraryService
from koosloome_desktop.services.moved import moved_to
from koosloome_desktop.services.settings import Settings
from koosloome_desktop.storage.driver import connect
from koosloome_desktop.storage.engine import file_uri
from koosloome_desktop.support.errors import KoosloomeError
from koosloome_desktop.views.context import Ways
from koosloome_desktop.views.dialogs import Told
from koosloome_desktop.views.dialogs_snapshots import SnapshotsDialog
from koosloome_desktop.views.leaving import UnsavedDialog
from koosloome_desktop.views.library_trouble import LibraryTrouble, look_after
from koosloome_desktop.views.privacy.sure import SureDialog
from koosloome_desktop.views.sharing.switching import adopt
from tests.drivers.waiting import until
from tests.drivers.window import settle
from tests.storage.helpers import spoil

pytestmark = pytest.mark.slow


@pytest.fixture
def driver(open_window):
    """A window with the sample open that may open other libraries."""
    made = open_window("01")
    made.ctx.ways = ways_to(made, made.window.library.folder)
    return made


def ways_to(driver, folder) -> Ways:
    post = driver.dispatcher.post
    return Ways(str(folder), lambda place: LibraryService.open(place, post=post))


def close_library(window) -> None:
    window.show_home()
    window.home.set_library(None)
    window.library.close()
    window.library = None


def fails(driver) -> KoosloomeError:
    with pytest.raises(KoosloomeError) as caught:
        driver.ctx.ways.open(driver.ctx.ways.own)
    return caught.value


def press_way(driver, error: KoosloomeError, words: str, *, then: list[str] | None = None) -> list[str]:
    """Take a way out by its words; gives what all buttons say. `then` takes the lines of what is told afterwards."""
    offered: list[str] = []

    def read_and_close() -> None:
        for told in QApplication.topLevelWidgets():
            if isinstance(told, Told) and told.isVisible():
                then.extend(one.text() for one in told.findChildren(QLabel))
                told.reject()

    def act(dialog: LibraryTrouble) -> None:
        offered.extend(one.text() for one in dialog.ways)
        primary = [one for one in dialog.findChildren(QPushButton) if one.property("role") == "primary"]
        assert primary == dialog.ways[:1], "one primary button: the best way out"
        if then is not None:
            QTimer.singleShot(0, lambda: QTimer.singleShot(0, read_and_close))
        next(one for one in dialog.ways if one.text().startswith(words)).click()

    driver.answer(LibraryTrouble, act, lambda: driver.window.library_failed(error))
    settle()
    return offered


def test_a_damaged_library_is_rescued_with_counts(driver):
    window, file = driver.window, driver.window.library.file
    before = window.library.list()[0]
    close_library(window)
    file.write_bytes(bytes(100) + file.read_bytes()[100:])
    told: list[str] = []
    offered = press_way(driver, fails(driver), "Päästa", then=told)
    assert offered == ["Päästa, mis loetav", "Teine kaust …"]
    assert any(f"märkmeid {before.notes}/{before.notes}" in line for line in told), told
    (row,) = window.library.list()
    assert (row.title, row.notes, row.actions) == (before.title, before.notes, before.actions)
    assert len(list(file.parent.glob("library-damaged-*.sqlite"))) == 1


def test_a_damaged_library_goes_back_to_the_last_sound_snapshot(driver):
    window, file = driver.window, driver.window.library.file
    snapshots.take(file)
    newest = snapshots.take(file)
    newest.path.write_bytes(b"rubbish" * 5000)
    close_library(window)
    file.write_bytes(bytes(200) + file.read_bytes()[200:])
    error = fails(driver)
    offered = press_way(driver, error, "Tagasi seisu")
    assert len(offered) == 3
    assert window.library.list()[0].title
    assert "Katkine fail jäi selle kõrvale alles" in window.toast.text()


def test_a_library_in_a_cloud_folder_is_moved_home(driver, tmp_path, own_folders, monkeypatch):
    window = driver.window
    title = window.library.list()[0].title
    close_library(window)
    cloud = tmp_path / "OneDrive" / "library"
    shutil.copytree(driver.ctx.ways.own, cloud)
    before = (cloud / "library.sqlite").read_bytes()
    driver.ctx.ways = ways_to(driver, cloud)
    error = fails(driver)
    assert "pilve" in error.message
    monkeypatch.setenv("KOOSLOOME_LIBRARY", str(cloud))
    told: list[str] = []
    press_way(driver, error, "Vii see selle arvuti", then=told)
    assert any("KOOSLOOME_LIBRARY" in line for line in told), "what still names the old folder"
    # The next start that names the old folder finds the new one, and a place that became suitable is believed.
    kept = Settings(driver.settings.path)
    assert moved_to(kept, str(cloud)) == driver.ctx.ways.own == str(window.library.folder)
    assert moved_to(kept, str(tmp_path / "0")) == str(tmp_path / "0")
    kept.change(moved={str(tmp_path / "0"): "x"})
    assert moved_to(kept, str(tmp_path / "0")) == str(tmp_path / "0")
    assert window.library.list()[0].title == title
    assert window.library.folder.is_relative_to(own_folders)
    assert (cloud / "library.sqlite").read_bytes() == before


def test_the_whole_library_goes_back_to_a_snapshot(driver):
    window = driver.window
    snapshots.take(window.library.file)
    rows = window.library.list()
    window.library.create("Hilisem töötuba")

    def act(dialog: SnapshotsDialog) -> None:
        QTimer.singleShot(0, lambda: driver.dialog(SureDialog).accept())
        dialog.whole.click()

    driver.answer(SnapshotsDialog, act, lambda: window.ctx.commands.run("window.snapshots"))
    settle()
    assert [row.id for row in window.library.list()] == [row.id for row in rows]
    assert [s.reason for s in snapshots.snapshots(window.library.file)] == ["restore", "hand"]
    assert "eraldi seisuna" in window.toast.text()


def test_a_folder_that_vanished_is_told_in_a_strip_and_a_copy_saved(driver, tmp_path):
    driver.open()
    window, view = driver.window, driver.view
    strip, library = window.trouble, window.library
    assert strip.isHidden()
    place, away = library.folder, tmp_path / "pulled"
    place.rename(away)
    canvas = view.canvases()[0].id
    view.workshop.run("Add note", lambda tx: notes.add_note(tx, canvas, "kirjutatud pulgata"))
    library.store.flush()
    settle()
    assert strip.isVisible()
    assert "ei ole enam omal kohal" in strip.text.text()
    strip.write(tmp_path / "koopia.koosloome")
    assert "kirjutatud pulgata" in str(read_file(tmp_path / "koopia.koosloome").data)
    away.rename(place)
    assert library.store.flush()
    settle()
    assert strip.isHidden()
    assert "kirjutatud pulgata" in [note.text for note in library.document(view.workshop.id).of(Note)]


def test_opening_a_workshop_waits_for_no_disk_that_hangs(driver):
    window = driver.window
    workshop = window.library.list()[0].id
    # As `hurry` has set it at the start of the window, but shorter.
    assert window.library.store._writer.hurry == 3.0
    window.library.store._writer.hurry = 0.3
    stuck = connect(file_uri(window.library.file, mode="rw"))
    stuck.execute("BEGIN IMMEDIATE")
    said: list[str] = []

    def read(dialog: Told) -> None:
        said.extend(one.text() for one in dialog.findChildren(QLabel))

    driver.answer(Told, read, lambda: window.actions_.open_from_home(workshop, ""))
    assert window.view is None
    assert "ei vasta" in " ".join(said)
    stuck.execute("ROLLBACK")
    stuck.close()
    window.actions_.open_from_home(workshop, "")
    assert window.view is not None


def test_nobody_closes_what_is_in_memory_only_unasked(driver, tmp_path):
    driver.open()
    window, view = driver.window, driver.view
    library = window.library
    place, away = library.folder, tmp_path / "pulled"
    place.rename(away)
    view.workshop.run("Add note", lambda tx: notes.add_note(tx, view.current, "ainult mälus", zone="cause"))
    library.store.flush()
    settle()

    def stay(dialog: UnsavedDialog) -> None:
        assert "ei ole enam omal kohal" in dialog.text.text()
        assert dialog.stay.hasFocus()
        dialog.reject()

    def another() -> None:
        adopt(window, LibraryService.open(tmp_path / "teine"))

    for leave in (window.close, window.show_home, another):
        driver.answer(UnsavedDialog, stay, leave)
        assert window.isVisible()
        assert window.view is view
        assert window.library is library
        assert view.workshop.saved.error

    # It comes back while the question stands: everything is saved, and the question answers itself.
    def back(dialog: UnsavedDialog) -> None:
        away.rename(place)
        until(lambda: not dialog.isVisible(), "the question stands though everything is saved")

    driver.answer(UnsavedDialog, back, window.show_home)
    assert window.view is None
    assert "ainult mälus" in [note.text for note in library.document(view.workshop.id).of(Note)]
    driver.open()
    place.rename(away)
    workshop = driver.view.workshop
    workshop.run("Add note", lambda tx: notes.add_note(tx, driver.view.current, "nüüd loobun", zone="cause"))
    driver.answer(UnsavedDialog, lambda dialog: dialog.without.click(), window.close)
    assert not window.isVisible()
    away.rename(place)


def test_the_end_of_the_session_asks_nobody_about_what_is_in_memory(driver, tmp_path):
    driver.open()
    place = driver.window.library.folder
    place.rename(tmp_path / "pulled")
    driver.view.workshop.run("Add note", lambda tx: notes.add_note(tx, driver.view.current, "mälus", zone="cause"))
    driver.window.hurried = True
    assert driver.window.close()
    (tmp_path / "pulled").rename(place)


def test_damage_found_some_time_after_the_start_is_told_at_home(driver):
    window, file = driver.window, driver.window.library.file
    close_library(window)
    spoil(file, "blobs")
    left = file.with_name(".koosloome-0123456789abcdef.part")
    left.write_bytes(b"half")
    window.set_library(driver.ctx.ways.open(driver.ctx.ways.own))
    look_after(window, window.library)
    settle()
    (text,) = [one.text() for one in window.home.notice.findChildren(QLabel) if "rikutud" in one.text()]
    assert "varasema seisu juurde" in text
    assert not left.exists()


def test_a_disk_that_hangs_is_told_after_three_seconds_and_holds_nobody_up(driver):
    driver.open()
    window, view = driver.window, driver.view
    # Whoever holds SQLite's own lock makes the writer wait as a disk does that hangs: no error, no answer.
    stuck = connect(file_uri(window.library.file, mode="rw"))
    stuck.execute("BEGIN IMMEDIATE")
    canvas, slowest = view.canvases()[0].id, 0.0
    for number in range(5):
        before = time.monotonic()
        view.workshop.run("Add note", lambda tx, n=number: notes.add_note(tx, canvas, f"mälus {n}", zone="cause"))
        settle(1)
        slowest = max(slowest, time.monotonic() - before)
    before = time.monotonic()
    view.open_canvas(view.canvases()[1].id)
    settle(1)
    assert max(slowest, time.monotonic() - before) < 3, "nothing waits for the lock, whose own patience is five seconds"
    until(window.trouble.isVisible, "nobody is told")
    assert "ei vasta" in window.trouble.text.text()
    assert view.workshop.saved.pending == 5
    stuck.execute("ROLLBACK")
    stuck.close()
    until(lambda: not window.trouble.isVisible(), "the strip stays")
    driver.saved()
    assert {f"mälus {n}" for n in range(5)} <= {n.text for n in window.library.document(view.workshop.id).of(Note)}
