"""A person's data, the bin and names whose day is over, in the window: by keyboard, and really gone afterwards."""

from __future__ import annotations

import json
import os
import shutil
from datetime import date
from pathlib import Path

import pytest

from koosloome_desktop.model.document import Document
from koosloome_desktop.model.records import Note, Person
from koosloome_desktop.operations import people, retention
from koosloome_desktop.services import bin as bins
from koosloome_desktop.services import snapshots, workshop_file
from koosloome_desktop.services.export import export_workshop
from koosloome_desktop.services.retention import due_names
from koosloome_desktop.support.dispatch import InlineExecutor
from koosloome_desktop.support.paths import resource
from koosloome_desktop.views.dialogs_snapshots import SnapshotsDialog
from koosloome_desktop.views.importing.versions import VersionsDialog
from koosloome_desktop.views.privacy.actions import remind, tidy
from koosloome_desktop.views.privacy.bin import BinDialog
from koosloome_desktop.views.privacy.names import NamesDialog
from koosloome_desktop.views.privacy.person import PersonDialog
from koosloome_desktop.views.privacy.sure import BusyDialog, SureDialog
from tests.drivers.window import press, settle, type_text
from tests.services.test_persons import places_with
from tests.services.test_versions import write

pytestmark = pytest.mark.slow

NAME = "Priidik Näidismets"


class Waiting:
    """An executor that does nothing until `go`."""

    def submit(self, work, done=None, failed=None) -> None:
        self.go = lambda: done(work())


def name_somebody(driver) -> tuple[str, str]:
    """A participant's name, and a note that says it; their ids."""
    someone, note = driver.document.of(Person)[0], driver.document.of(Note)[0]

    def work(tx) -> None:
        people.set_name(tx, someone.id, NAME)
        tx.update(note, text=f"Küsi: {NAME}")

    driver.view.workshop.run("Edit", work)
    driver.saved()
    return someone.id, note.id


def sure(driver, run, *, yes: bool = True) -> None:
    driver.answer(SureDialog, lambda d: d.yes.click() if yes else press(d, "Enter"), run)


def test_a_person_is_found_written_and_erased_and_the_workshop_stands_open_again(open_window, own_folders, tmp_path):
    driver = open_window("01")
    driver.open(0)
    someone, note = name_somebody(driver)
    library, workshop, canvas = driver.library, driver.document.id, driver.view.current
    snapshots.take(library.file)
    seen: list[str] = []

    def act(dialog: PersonDialog) -> None:
        type_text(dialog.name, "näidismets")
        press(dialog.name, "Enter")
        assert dialog.chosen() == [note, *[h.record for h in dialog.person.hits if h.is_name]]
        dialog.write_to(tmp_path / "inimene.json")
        dialog.put.setText("metsaomanik")
        sure(driver, dialog.erase, yes=False)
        assert dialog.report is None
        sure(driver, dialog.erase)
        seen.append(dialog.told.text())
        dialog.reject()

    # The room looks at the wall all the time: it is there again afterwards, with the face that it had.
    driver.ctx.commands.run("window.wall_beside")
    driver.window.wall.choose("agenda")
    driver.answer(PersonDialog, act, lambda: driver.ctx.commands.run("window.person"))
    assert driver.window.wall.lamp()[1] == "ok"
    assert driver.window.wall.wall.isVisible()
    assert driver.window.wall.show.face == "agenda"
    driver.window.wall.close()
    assert "2" in seen[0]
    assert driver.document.id == workshop
    assert driver.view.current == canvas
    assert driver.document.get(note, Note).text == "Küsi: metsaomanik"
    assert people.name_of(driver.document, someone) == ""
    assert places_with(library.file.parent, "Näidismets") == []
    assert NAME in (tmp_path / "inimene.json").read_text(encoding="utf-8")
    # What is written from now on is on the new state, and undo does not bring the name back.
    driver.view.workshop.run("Edit", lambda tx: tx.update(tx.document.get(note, Note), text="Uus"))
    driver.saved()
    while driver.view.workshop.history.undo_step is not None:
        driver.view.workshop.undo()
        assert NAME not in str(list(driver.document.records()))
    _someone, note = name_somebody(driver)

    def again(dialog: PersonDialog) -> None:
        type_text(dialog.name, "Keegi Kuskilt")
        press(dialog.name, "Enter")
        assert dialog.told.text()
        press(dialog.name, "Enter")  # nothing that could be erased by accident
        assert not dialog.erase_button.isEnabled()
        dialog.name.setText("x")
        dialog.look()
        assert dialog.wrong.text()
        dialog.name.setText(NAME)
        dialog.look()
        press(dialog.hits, "Space")
        assert note not in dialog.chosen()
        sure(driver, dialog.erase)
        dialog.reject()

    driver.answer(PersonDialog, again, lambda: driver.ctx.commands.run("window.person"))
    assert driver.document.get(note, Note).text == f"Küsi: {NAME}", "a text without a tick stays"


def test_a_workshop_goes_into_the_bin_and_comes_back(open_window):
    driver = open_window("01")
    window = driver.window
    workshop = driver.rows[0].workshop
    driver.open(0)
    driver.ctx.commands.run("window.delete")
    settle()
    assert window.view is None
    assert window.home.rows == []
    window.toast._do()
    assert [r.id for r in window.home.rows] == [workshop]
    window.home.put_away.emit(workshop)

    def act(dialog: BinDialog) -> None:
        assert "30" in dialog.list.item(0).text()
        press(dialog.list, "Enter")

    driver.answer(BinDialog, act, lambda: driver.ctx.commands.run("window.bin"))
    assert driver.document.id == workshop
    driver.ctx.commands.run("window.delete")

    def gone(dialog: BinDialog) -> None:
        sure(driver, dialog.delete, yes=False)
        assert dialog.list.count() == 1
        sure(driver, dialog.delete)
        assert dialog.list.count() == 0

    driver.answer(BinDialog, gone, lambda: driver.ctx.commands.run("window.bin"))
    assert bins.in_bin(driver.library) == []


def test_another_version_of_the_library_is_told_until_later(open_window):
    driver = open_window()
    library = driver.library
    library.create("Töötuba")
    library.store.flush()
    shutil.copyfile(snapshots.take(library.file).path, library.file.with_name("library-LAPTOP-7.sqlite"))
    tidy(driver.window)
    settle()
    strip = driver.window.home.notice.shown("versions")
    assert "library-LAPTOP-7.sqlite" in strip.text.text()
    driver.answer(SnapshotsDialog, lambda d: press(d.workshops, "Enter"), strip.go.click)
    assert len(library.list()) == 2
    driver.window.show_home()
    strip.later.emit()
    assert driver.window.home.notice.isHidden()


def test_names_have_a_day_and_go_with_one_press(open_window, own_folders):
    driver = open_window("01")
    driver.open(0)
    someone, _note = name_somebody(driver)
    driver.view.open_canvas("people")
    page = driver.view.page()
    assert retention.names_kept(driver.document) == 1
    assert "14.11.2026" in page._until.text()

    def refused(dialog: NamesDialog) -> None:
        type_text(dialog.day, "millalgi")
        press(dialog.day, "Enter")
        assert dialog.wrong.text()
        dialog.day.setText("1.10.2026")
        press(dialog.day, "Enter")

    driver.answer(NamesDialog, refused, page.until)
    assert driver.document.workshop.names_until == "2026-10-01"
    assert "01.10.2026" in page._until.text()
    driver.saved()
    workshop = driver.document.id
    assert [(d.workshop, d.names, d.day) for d in due_names(driver.library, date(2026, 10, 1))] == [
        (workshop, 1, date(2026, 10, 1))
    ]
    assert due_names(driver.library, date(2026, 9, 30)) == []
    driver.window.show_home()
    tidy(driver.window)
    settle()
    strip = driver.window.home.notice.shown("names")
    assert "01.10.2026" in strip.text.text()
    strip.later.emit()
    assert driver.window.home.notice.shown("names") is None
    remind(driver.window)
    waiting = Waiting()
    driver.window.executor = waiting
    sure(driver, driver.window.home.notice.shown("names")._erase)
    busy = driver.dialog(BusyDialog)
    press(busy, "Esc")
    assert busy.isVisible(), "nothing is opened while names go"
    driver.window.executor = InlineExecutor()
    waiting.go()
    assert not busy.isVisible()
    settle()
    assert driver.window.home.notice.shown("names") is None
    assert people.name_of(driver.library.document(workshop), someone) == ""
    assert due_names(driver.library, date(2030, 1, 1)) == []


@pytest.mark.parametrize(
    ("own", "meetings", "begun", "day"),
    [
        ("", ("2026-10-15", "2026-11-01", "", "mai"), "2026-01-01", date(2026, 12, 1)),
        ("2026-11-02", ("2026-10-15",), "", date(2026, 11, 2)),
        ("kunagi", (), "2026-01-31T10:00:00Z", date(2026, 3, 2)),
        ("", (), "", None),
    ],
)
def test_the_day_is_its_own_or_thirty_days_after_the_last_meeting(own, meetings, begun, day):
    assert retention.erase_date(own, meetings, begun) == day


def test_the_day_goes_along_in_files():
    data = json.loads(resource("samples", "01_kogukonnamaja.json").read_text(encoding="utf-8"))
    data["workshop"]["names_until"] = "2027-01-31"
    read = workshop_file.read(data)
    document = Document(read.id)
    document.load(read.records, 0)
    assert document.workshop.names_until == "2027-01-31"
    assert workshop_file.write(document)["workshop"]["names_until"] == "2027-01-31"


def version(path: Path, *, note: str = "", changed: int = 0) -> None:
    """A version of one workshop's file, plain or portable, with the time of its last change."""
    plain = path.with_suffix(".tmp.json")
    write(plain, note=note, changed=changed)
    if path.suffix == ".json":
        plain.rename(path)
        return
    read = workshop_file.read(json.loads(plain.read_text(encoding="utf-8")))
    plain.unlink()
    document = Document(read.id)
    document.load(read.records, 0)
    export_workshop(document, path)
    os.utime(path, (1_790_000_000 + changed,) * 2)


@pytest.mark.parametrize("ending", [".json", ".koosloome"])
def test_versions_of_a_file_are_shown_with_their_times_and_come_in_apart(open_window, tmp_path, ending):
    driver = open_window()
    home = driver.window.actions_
    own, other = tmp_path / f"maja{ending}", tmp_path / f"maja (conflicted copy 2026-11-26){ending}"
    version(own, changed=3600)
    version(other, note="Kadri teadis muud", changed=7200)
    version(tmp_path / f"maja (1){ending}", note="Vana", changed=1)
    before = {path.name: (path.read_bytes(), path.stat().st_mtime) for path in tmp_path.glob(f"*{ending}")}

    def act(dialog: VersionsDialog) -> None:
        assert {p.name for p in dialog.ticked()} == {own.name, other.name}
        shown = [dialog.list.item(i).text() for i in range(dialog.list.count())]
        assert len(shown) == 3, "the weak name too: what is in it decides, people do"
        times = ("21.09.2026 19.13", "21.09.2026 18.13", "21.09.2026 17.13")
        names = (other.name, own.name, f"maja (1){ending}")
        assert [(time in text, name in text) for time, name, text in zip(times, names, shown, strict=True)] == [
            (True, True)
        ] * 3, "each by its name and time, last changed first"
        press(dialog.list, "Enter")

    driver.answer(VersionsDialog, act, lambda: home.import_file(own))
    assert len(driver.library.list()) == 2
    assert all(n.text != "Kadri teadis muud" for n in driver.document.of(Note)), "what was opened stands open, unmerged"
    apart = {row.id for row in driver.library.list()} - {driver.document.id}
    assert any(n.text == "Kadri teadis muud" for n in driver.library.document(apart.pop()).of(Note))
    driver.answer(VersionsDialog, lambda dialog: dialog.reject(), lambda: home.import_file(other))
    assert len(driver.library.list()) == 2
    after = {path.name: (path.read_bytes(), path.stat().st_mtime) for path in tmp_path.glob(f"*{ending}")}
    assert after == before, "none was changed, renamed or deleted"
