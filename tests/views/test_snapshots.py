"""Earlier states of the library, looked at and brought back in the window."""

from __future__ import annotations

from koosloome_desktop.services import snapshots
from koosloome_desktop.views.dialogs_snapshots import SnapshotsDialog
from tests.drivers.window import press, settle


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
    assert row.title in seen[1]
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
