"""A library that can be read and not written: the window offers to open it to read, and refuses every change in a line.

The other program is a real process that holds the real lock, and goes on writing.
"""

from __future__ import annotations

import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from koosloome_desktop.app.crash import CrashHook
from koosloome_desktop.model.records import Action, Note
from koosloome_desktop.operations import notes
from koosloome_desktop.storage.driver import connect
from koosloome_desktop.storage.engine import file_uri
from koosloome_desktop.support.errors import NewerLibrary, OnlyRead
from koosloome_desktop.support.paths import resource
from koosloome_desktop.views.dialogs import Told
from koosloome_desktop.views.sharing.reading import READING
from koosloome_desktop.views.side_pages import SIDE_PAGES
from tests.drivers.full_disk import mounting
from tests.drivers.holder import Holder, let_go, open_to_read, with_ways
from tests.drivers.waiting import PATIENCE
from tests.drivers.window import press, settle, type_text
from tests.storage.helpers import spoil

pytestmark = pytest.mark.slow

REFUSED = "Töötubade kogu on avatud ainult lugemiseks: midagi ei muudeta."


@pytest.fixture
def driver(open_window):
    return with_ways(open_window("01"))


@pytest.fixture
def holder(driver):
    """Another program that has the library of the window, which lost it."""
    let_go(driver)
    made = Holder(driver.ctx.ways.own)
    yield made
    made.ends()


@pytest.mark.qt_no_exception_capture
def test_what_another_program_writes_is_read_and_every_change_is_refused_in_one_line(driver, holder, monkeypatch):
    window = driver.window
    monkeypatch.setattr("sys.excepthook", sys.excepthook)
    hook = CrashHook(window)
    try:
        assert open_to_read(driver) == ["Proovi uuesti", "Ava lugemiseks"]
        assert window.library.store.read_only
        assert window.rail.saved.text() == "Avatud ainult lugemiseks"
        assert window.home.notice.shown(READING) is not None
        window.actions_.set_language("ru")
        assert window.home.notice.shown(READING).go.text().strip() == "Открыть для записи"
        window.actions_.set_language("et")
        holder.writes("add kirjutatud teises programmis")
        driver.open()
        assert "AINULT LUGEMISEKS" in window.top.title.texts()[1]
        assert window.rail.saved.text() == "Avatud ainult lugemiseks"
        assert "kirjutatud teises programmis" in [note.text for note in driver.document.of(Note)]
        look_everywhere(driver)
        refuse_everything(driver)
        file = window.library.file
        window.show_home()
        refuse_at_home(driver)
        assert [p.name for p in file.parent.iterdir() if p.is_dir()] == [], "not even a snapshot was made"
        # Writing again: refused while it is held, and the library stays open to read.
        driver.answer(Told, lambda told: told.accept(), lambda: window.ctx.commands.run("window.write"))
        assert window.library.store.read_only
        holder.ends()
        assert window.ctx.commands.run("window.write")
        settle()
        assert not window.library.store.read_only
        assert window.home.notice.shown(READING) is None
        driver.open()
        add = notes.add_note
        driver.view.workshop.run("Add note", lambda tx: add(tx, driver.view.current, "nüüd ka siin", zone="cause"))
        driver.saved()
    finally:
        hook.remove()


def look_everywhere(driver) -> None:
    """Looking writes nothing, and so is never refused."""
    window, view = driver.window, driver.view
    window.toast.hide()
    for canvas in [*(c.id for c in view.canvases()), *SIDE_PAGES]:
        view.open_canvas(canvas)
        settle(2)
        assert REFUSED not in window.toast.text(), canvas
    view.open_canvas(view.canvases()[0].id)


def refuse_everything(driver) -> None:
    window, view = driver.window, driver.view
    before = driver.document.digest()
    line = view.page().bar.line
    assert line.isReadOnly()
    type_text(line, "siia")
    press(line, "Return")
    note = view.page().presenter.notes()[0]
    for change in (
        lambda: view.page().verbs.delete((note.id,)),
        lambda: view.workshop.run("Edit note", lambda tx: tx.update(note, text="muudetud")),
        window.actions_.undo,
        lambda: view.workshop.hand_over("2026-11-26T10:00:00Z"),
    ):
        window.toast.hide()
        window.toast._label.setText("")
        QTimer.singleShot(0, change)
        settle()
        assert window.toast.text().startswith(REFUSED), change
    assert driver.document.digest() == before
    assert driver.document.of(Action)


def refuse_at_home(driver) -> None:
    do, window = driver.window.actions_, driver.window
    for change in (do.new_workshop, do.start_now, do.open_file, do.paste_table, do.try_sample):
        window.toast._label.setText("")
        change()
        settle()
        assert window.toast.text().startswith(REFUSED), change
        assert not [w for w in QApplication.topLevelWidgets() if isinstance(w, Told) and w.isVisible()]
    assert not do.import_file(resource("samples", "02_noorte_kaasamine.json"))
    for change in (lambda: window.library.create("Uus"), lambda: window.library.delete(window.library.list()[0].id)):
        with pytest.raises(OnlyRead):
            change()


LOCKED = """
    import sys
    from PySide6.QtCore import QTimer
    from koosloome_desktop.app import main
    from koosloome_desktop.services.settings import Settings
    from koosloome_desktop.views.library_trouble import LibraryTrouble
    app = main.application()
    run = main.Run(app, Settings(), sys.argv[1], [])
    run.window.show()
    pressed = []

    def look():
        window, library = run.window, run.window.library
        shown = [w for w in app.topLevelWidgets() if isinstance(w, LibraryTrouble) and w.isVisible()]
        if shown and not pressed:
            pressed.append(1)
            print([one.text() for one in shown[0].ways])
            shown[0].ways[1].click()
        if library is not None and not shown:
            window.open_workshop(library.list()[0].id)
            print(window.rail.saved.text())
            QTimer.singleShot(0, lambda: window.view.workshop.run("Edit", lambda tx: tx.update(tx.document.workshop)))
            QTimer.singleShot(100, refused)
            return
        QTimer.singleShot(20, look)

    def refused():
        print(run.window.toast.text())
        app.quit()

    QTimer.singleShot(20, look)
    app.exec()
    sys.exit(0 if run.end() else 9)
"""


def test_a_library_on_a_disk_that_cannot_be_written_is_shown_to_read(driver, tmp_path):
    before = mounting()
    if before is None:
        pytest.skip("nothing may be mounted here: a disk that cannot be written cannot be made")
    place = tmp_path / "locked"
    place.mkdir()
    let_go(driver)
    file = Path(driver.ctx.ways.own) / "library.sqlite"
    script = 'mount -t tmpfs none "$1" && cp "$2" "$1" && mount -o remount,ro "$1" && exec "$3" -c "$4" "$1"'
    words = [*before, "sh", "-c", script, "sh", str(place), str(file), sys.executable, textwrap.dedent(LOCKED)]
    done = subprocess.run(words, capture_output=True, text=True, timeout=PATIENCE * 2, check=False)
    assert done.returncode == 0, done.stderr
    ways, saved, refused = done.stdout.splitlines()
    assert ways == "['Proovi uuesti', 'Ava lugemiseks', 'Teine kaust …']"
    assert saved == "Avatud ainult lugemiseks"
    assert refused.startswith(REFUSED)
    assert "Traceback" not in done.stderr


def test_a_library_that_a_newer_program_added_to_is_shown_to_read(driver):
    file = driver.window.library.file
    let_go(driver)
    newer = connect(file_uri(file, mode="rw"))
    newer.execute("UPDATE alembic_version SET version_num = '0001.1'")
    newer.close()
    before = file.read_bytes()
    assert open_to_read(driver, NewerLibrary) == ["Ava lugemiseks", "Teine kaust …"]
    driver.open()
    assert driver.document.of(Note)
    assert file.read_bytes() == before


def test_the_library_is_verified_from_the_list_of_commands(driver):
    told: list[str] = []

    def act(dialog: Told) -> None:
        told.append(dialog.windowTitle())
        told.append(dialog.text.text())

    window, file = driver.window, driver.window.library.file
    verify = next(c for c in window.ctx.commands.all() if c.id == "window.verify")
    driver.answer(Told, act, verify.run)
    assert told[0] == "Töötubade kogu on terve"
    assert told[1].startswith("1 töötuba loeti algusest lõpuni")
    window.home.set_library(None)
    window.library.close()
    spoil(file, "blobs")
    window.set_library(driver.ctx.ways.open(driver.ctx.ways.own))
    driver.answer(Told, act, verify.run)
    assert told[2] == "Töötubade kogu on rikutud"
