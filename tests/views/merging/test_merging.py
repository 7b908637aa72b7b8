"""Teams' files in the window: shown first, united in one step, nothing lost; the same file again brings nothing."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel

from koosloome_desktop.model.records import Action, Note
from koosloome_desktop.operations import actions, notes, queries
from koosloome_desktop.services.export import export_workshop
from koosloome_desktop.services.library import LibraryService
from koosloome_desktop.services.lineage import lineage_of
from koosloome_desktop.views.merging.dialog import MergeDialog
from koosloome_desktop.views.merging.start import merge_files
from koosloome_desktop.views.sharing.commands import waiting
from koosloome_desktop.views.sharing.conflicts import ConflictsDialog
from tests.drivers.window import press, rich_labels, settle

pytestmark = pytest.mark.slow

SAID = "Bussipeatus on pime ja tuuline"


@pytest.fixture
def driver(open_window):
    """A window with the first sample open."""
    made = open_window("01")
    made.open(0)
    return made


@pytest.fixture
def team(driver, tmp_path):
    """Hands the workshop's file to a team and gets one back: ``team("A", edit)``."""
    workshop = driver.rows[0].workshop

    def back(name: str, edit):
        given = tmp_path / "algus.koosloome"
        if not given.exists():
            export_workshop(driver.document, given, lineage=lambda: lineage_of(driver.library, workshop))
        laptop = LibraryService.open(tmp_path / name)
        copy = laptop.open_workshop(laptop.import_file(given).workshop)
        copy.run("Edit", lambda tx: edit(tx, queries.canvases(tx.document)[0].id))
        copy.close()
        file = tmp_path / f"{name}.koosloome"
        export_workshop(laptop.document(workshop), file, lineage=lambda: lineage_of(laptop, workshop))
        laptop.close()
        return file

    return back


def adds(text):
    return lambda tx, canvas: notes.add_note(tx, canvas, text, zone="cause")


def rewords(text):
    def edit(tx, canvas):
        notes.reword(tx, queries.standing(tx.document, canvas)[0], text)

    return edit


def said(dialog) -> str:
    return "\n".join(one.text() for one in dialog.findChildren(QLabel))


def texts(driver) -> list[str]:
    return [n.text for n in driver.document.of(Note)]


def test_files_of_teams_are_shown_then_united_in_one_step(driver, team, tmp_path):
    files = [
        team("A", adds(SAID)),
        team("B", adds(f"{SAID}.")),
        team("C", rewords("Maja on suletud, kui keegi tahab tulla")),
        tmp_path / "ei_ole.koosloome",
    ]
    first = queries.standing(driver.document, driver.view.canvases()[0].id)[0]
    driver.view.workshop.run("Edit", lambda tx: notes.reword(tx, first, "Siin sõnastati teisiti"))
    before = driver.document.digest()
    seen = []

    def look(dialog: MergeDialog) -> None:
        seen.append(said(dialog))
        assert rich_labels(dialog) == []
        dialog.accept()

    driver.answer(MergeDialog, look, lambda: merge_files(driver.window, files))
    (shown,) = seen
    assert "1 uus märge" in shown
    assert f"2 rühma 3-st: {SAID}" in shown
    assert "Siin sõnastati teisiti" in shown
    assert "Maja on suletud, kui keegi tahab tulla" in shown
    assert "ei_ole.koosloome" in shown
    assert {SAID, f"{SAID}.", "Siin sõnastati teisiti", "Maja on suletud, kui keegi tahab tulla"} <= set(texts(driver))
    after = driver.document.digest()
    driver.window.actions_.undo()
    assert driver.document.digest() == before
    driver.window.actions_.redo()
    assert driver.document.digest() == after
    # The same files once more: nothing is left to do.
    driver.answer(MergeDialog, lambda d: seen.append(d.preview.empty), lambda: merge_files(driver.window, files[:3]))
    assert seen[-1] is True
    assert driver.document.digest() == after


def test_opening_a_team_s_file_offers_to_unite_it_or_to_bring_it_in_beside(driver, team):
    file = team("A", adds(SAID))
    here = driver.view.workshop.id
    driver.window.show_home()
    rows = len(driver.window.home.rows)
    # Left: as if the file had not been opened.
    driver.answer(MergeDialog, lambda dialog: dialog.reject(), lambda: driver.window.actions_.import_file(file))
    assert driver.window.view is None
    assert len(driver.window.home.rows) == rows
    driver.answer(MergeDialog, lambda dialog: dialog.accept(), lambda: driver.window.actions_.import_file(file))
    assert driver.view.workshop.id == here
    assert SAID in texts(driver)
    # Here it goes on: the file is another state of the workshop now, and can stand beside it.
    driver.view.workshop.run("Edit", lambda tx: adds("Tuli hiljem")(tx, driver.view.canvases()[0].id))
    driver.answer(MergeDialog, lambda dialog: dialog._apart(), lambda: driver.window.actions_.import_file(file))
    settle()
    assert driver.view.workshop.id != here
    assert SAID in texts(driver)
    driver.window.show_home()
    assert len(driver.window.home.rows) == rows + 1


def test_what_was_decided_is_not_asked_again_and_the_preview_says_so(driver, team):
    def due(day):
        return lambda tx, _canvas=None: actions.set_field(tx, tx.document.of(Action)[0], "deadline", day)

    file = team("A", due("2027-02-20"))
    driver.view.workshop.run("Due", due("2027-01-15"))
    driver.answer(MergeDialog, lambda dialog: dialog.accept(), lambda: merge_files(driver.window, [file]))
    assert "muudetud mõlemal pool" in driver.window.toast.text()
    settle()
    driver.answer(
        ConflictsDialog, lambda dialog: press(dialog, "1"), lambda: driver.window.ctx.commands.run("window.conflicts")
    )
    assert waiting(driver.window) == 0
    after, seen = driver.document.digest(), []

    def look(dialog: MergeDialog) -> None:
        seen.append(said(dialog))
        assert not dialog._yes.isEnabled()
        dialog.reject()

    driver.answer(MergeDialog, look, lambda: merge_files(driver.window, [file]))
    assert "1 koht on varem otsustatud" in seen[0]
    assert "15.01.2027" not in seen[0]
    assert "Nendes failides ei ole midagi" in seen[0]
    assert driver.document.digest() == after
    # It is asked again once either side goes on.
    driver.view.workshop.run("Due", due("2027-03-31"))
    driver.answer(MergeDialog, lambda dialog: dialog.accept(), lambda: merge_files(driver.window, [file]))
    assert waiting(driver.window) == 1
    driver.window.actions_.undo()
    assert waiting(driver.window) == 0
