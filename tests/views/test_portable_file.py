"""The portable file in the window: written from the dialog, brought in at home by another window, photos and all."""

from __future__ import annotations

import pytest

from koosloome_desktop.model.records import Note
from koosloome_desktop.services.workshop_file import dumps, write
from koosloome_desktop.views.dialogs_export import ExportDialog
from tests.drivers.window import press, settle

pytestmark = pytest.mark.slow


def test_what_one_window_writes_another_brings_in(open_window, tmp_path):
    driver = open_window("01")
    driver.open(0)
    path = tmp_path / "kogukonnamaja.koosloome"
    dialog = ExportDialog(driver.document, driver.ctx, driver.window.executor, parent=driver.window,
                          wish={"what": "report", "format": ".koosloome"})  # fmt: skip
    dialog.show()
    settle()
    dialog.path.setText(str(path))
    press(dialog.path, "Return")
    settle()
    assert dialog.made == path
    dialog.close()
    dialog.deleteLater()

    other = open_window()
    assert other.window.actions_.import_file(path)
    settle()
    assert other.window.view is not None
    brought = other.window.view.workshop.document
    assert dumps(write(brought)) == dumps(write(driver.document))
    assert brought.of(Note)


def test_a_damaged_file_is_told_and_nothing_comes_in(open_window, tmp_path, monkeypatch):
    path = tmp_path / "w.koosloome"
    path.write_bytes(b"PK\x03\x04 nothing of it is whole")
    driver = open_window()
    told = []
    monkeypatch.setattr(driver.window.actions_, "tell", lambda title, text, lines=(): told.append(text))
    assert not driver.window.actions_.import_file(path)
    settle()
    assert len(told) == 1
    assert "\n" not in told[0]
    assert driver.library.list() == []
