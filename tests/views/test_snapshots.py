"""Earlier states of the library, looked at and brought back in the window."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtWidgets import QLabel

from koosloome_desktop.model.records import Note
from koosloome_desktop.operations import notes, queries
from koosloome_desktop.services import snapshots
from koosloome_desktop.storage.snapshots import take_snapshot
from koosloome_desktop.views.dialogs_snapshots import SnapshotsDialog
from tests.drivers.window import press, rich_labels, settle
from tests.storage.helpers import spoil

pytestmark = pytest.mark.slow

BEGIN = datetime(2026, 5, 1, 7, 42, tzinfo=UTC)


def test_a_deleted_workshop_is_brought_back_by_keyboard(open_window):
    driver = open_window("01")
    window = driver.window
    row = window.library.list()[0]
    seen: list[str] = []

    def act(dialog: SnapshotsDialog) -> None:
        seen.append(f"{dialog.times.count()}")
        dialog.make()
        window.library.delete(row.id)
        dialog.times.setCurrentRow(-1)
        dialog.times.setCurrentRow(0)
        seen.append(dialog.workshops.item(0).text())
        press(dialog.times, "Enter")

    driver.answer(SnapshotsDialog, act, lambda: window.ctx.commands.run("window.snapshots"))
    settle()
    assert seen[0] == "0"
    assert row.title.removeprefix("[NÄIDIS] ") in seen[1]
    (back,) = window.library.list()
    assert back.id != row.id
    assert back.notes == row.notes
    assert driver.view.workshop.document.id == back.id


def test_a_snapshot_that_is_gone_is_told_in_the_dialog(open_window):
    driver = open_window("01")
    library = driver.window.library
    made = snapshots.take(library.file)
    told: list[str] = []

    def act(dialog: SnapshotsDialog) -> None:
        made.path.unlink()
        dialog.accept()
        told.append(dialog.wrong.text())
        dialog.reject()

    driver.answer(SnapshotsDialog, act, lambda: driver.window.ctx.commands.run("window.snapshots"))
    assert told[0]
    assert len(library.list()) == 1


def written(workshop, canvas: str, text: str) -> None:
    workshop.run("Add note", lambda tx: notes.add_note(tx, canvas, text, zone="cause"))


def simulated(library, ids: list[str], count: int = 50) -> None:
    """States of some weeks, four a day every third day; each workshop in turn is written on between them."""
    for number in range(count):
        workshop = library.open_workshop(ids[number % len(ids)])
        canvas = queries.canvases(workshop.document)[0].id
        written(workshop, canvas, f"mõte {number}")
        workshop.close()
        at = BEGIN + timedelta(days=number // 4 * 3, minutes=11 * (number % 4))
        take_snapshot(library.file, at, "auto")


def test_among_fifty_states_of_weeks_one_is_looked_into_and_comes_back_as_a_copy(open_window):
    driver = open_window("01", "02", size=(1093, 614))
    window, library = driver.window, driver.library
    simulated(library, [row.workshop for row in driver.rows])
    at = BEGIN + timedelta(days=33, minutes=11)
    states = snapshots.snapshots(library.file)
    assert len(states) == 15, "ten latest (three days), the last of four days before them, of one week more"
    assert len({one.at.date() for one in states}) == 8
    second = driver.rows[1].workshop
    driver.open(workshop=second)
    gone = next(n for n in driver.document.of(Note) if n.text == "mõte 45")
    other = next(n for n in driver.document.of(Note) if n.text == "mõte 43")
    driver.view.workshop.run("Delete", lambda tx: notes.delete_notes(tx, [gone.id]))
    driver.view.workshop.run("Reword", lambda tx: notes.reword(tx, other, "teisiti öeldud"))
    driver.saved()
    now, before = driver.document.digest(), driver.document.count()
    seen: list[str] = []

    def act(dialog: SnapshotsDialog) -> None:
        assert dialog.height() <= 614
        assert dialog.chosen_workshop() == second, "the open workshop is meant first"
        times = [dialog.times.item(i).text() for i in range(dialog.times.count())]
        seen.append(times[0])
        wanted = next(i for i, one in enumerate(states) if one.at == at)
        press(dialog.times, "Down")
        dialog.times.setCurrentRow(wanted)
        settle()
        assert dialog.chosen_workshop() == second, "and stays so from state to state"
        seen.append("\n".join(label.text() for label in dialog.preview.findChildren(QLabel)))
        assert len(dialog.preview.pictures()) == 4, "its canvases in small"
        assert rich_labels(dialog) == []
        press(dialog.times, "Enter")

    driver.answer(SnapshotsDialog, act, lambda: window.ctx.commands.run("window.snapshots"))
    settle()
    assert seen[0].startswith("L "), "the day of the week helps to find it"
    assert "Vahepeal kadunud" in seen[1]
    assert "mõte 45" in seen[1]
    assert "mõte 43" in seen[1]
    assert "teisiti öeldud" in seen[1]
    back = driver.view.workshop
    assert back.id != second
    assert {"mõte 45", "mõte 43"} <= {n.text for n in back.document.of(Note)}
    assert "teisiti öeldud" not in {n.text for n in back.document.of(Note)}
    still = library.document(second)
    assert (still.digest(), still.count()) == (now, before), "the present one is as it was"


def test_today_and_yesterday_are_called_so(open_window):
    driver = open_window("01")
    file, now = driver.library.file, driver.library.now()
    for days in (9, 1, 0):
        take_snapshot(file, now - timedelta(days=days), "hand")
    heard = [snapshots.heard_when(one, "et", now) for one in snapshots.snapshots(file)]
    assert heard[0].startswith("täna ")
    assert heard[1].startswith("eile ")
    assert heard[2][:2] in {f"{letter} " for letter in "ETKNRLP"}


def test_a_state_whose_pages_are_damaged_is_told_and_the_others_can_be_looked_into(open_window):
    driver = open_window("01")
    file = driver.library.file
    whole, bad = snapshots.take(file), snapshots.take(file)
    spoil(bad.path, "records")
    told: list[str] = []

    def act(dialog: SnapshotsDialog) -> None:
        told.append(" ".join(one.text() for one in dialog.preview.findChildren(QLabel)))
        dialog.accept()
        told.append(dialog.wrong.text())
        dialog.times.setCurrentRow(1)
        settle()
        told.append(dialog.wrong.text())
        assert dialog.preview.pictures()
        dialog.reject()

    driver.answer(SnapshotsDialog, act, lambda: driver.window.ctx.commands.run("window.snapshots"))
    assert "rikutud" in told[0]
    assert "rikutud" in told[1]
    assert told[2] == ""
    assert whole.path.exists()
    assert len(driver.library.list()) == 1
