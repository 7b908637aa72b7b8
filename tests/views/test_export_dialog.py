"""Export from the window: a name that fits, a real PDF, errors said with the cursor where they can be mended."""

from __future__ import annotations

import pytest

from koosloome_desktop.views.dialogs_export import ExportDialog
from tests.drivers.window import press, settle


@pytest.fixture
def driver(open_window):
    made = open_window("01")
    made.open(3)
    return made


@pytest.fixture
def dialog(driver, tmp_path):
    driver.settings.change(export_folder=str(tmp_path))
    made = ExportDialog(driver.document, driver.ctx, driver.window.executor, parent=driver.window)
    made.show()
    settle()
    yield made
    made.close()
    made.deleteLater()


def test_the_offered_name_is_the_day_and_the_title(dialog, tmp_path):
    assert dialog.path.text() == str(tmp_path / "2026-10-15 Kuidas Sooääre kogukonnamaja elama panna.pdf")
    assert dialog.path.selectedText() == "2026-10-15 Kuidas Sooääre kogukonnamaja elama panna"


def test_enter_writes_a_pdf_and_tells_where_it_is(dialog, driver, tmp_path):
    before = driver.document.rev
    press(dialog.path, "Return")
    settle()
    assert dialog.made is not None
    assert dialog.made.read_bytes().startswith(b"%PDF-")
    assert dialog.again.isVisible()
    assert dialog.isVisible()
    assert driver.document.rev == before
    assert driver.settings.values.export_folder == str(tmp_path)
    press(dialog.path, "Return")
    settle()
    assert not dialog.isVisible()


def test_an_ending_is_added_when_it_is_missing(dialog, tmp_path):
    dialog.path.setText(str(tmp_path / "kava v1.2"))
    press(dialog.path, "Return")
    assert dialog.made == tmp_path / "kava v1.2.pdf"


@pytest.mark.parametrize("name", ["", "kaust/ei-ole/fail.pdf"])
def test_a_place_that_refuses_is_said(dialog, tmp_path, name):
    dialog.path.setText(str(tmp_path / name) if name else "")
    press(dialog.path, "Return")
    settle()
    assert dialog.made is None
    assert dialog.wrong.isVisible()
    assert dialog.wrong.text()
    assert dialog.path.hasFocus()
    assert dialog.primary.isEnabled()


def test_closing_stops_it(dialog):
    dialog.reject()
    assert dialog._stopped


def test_the_work_is_done_in_a_thread_and_comes_back(driver, qtbot, tmp_path):
    from koosloome_desktop.support.dispatch import Worker

    driver.settings.change(export_folder=str(tmp_path))
    with Worker(driver.dispatcher, "exports") as worker:
        dialog = ExportDialog(driver.document, driver.ctx, worker, parent=driver.window)
        dialog.show()
        dialog.accept()
        assert dialog.bar.isVisible()
        assert not dialog.primary.isEnabled()
        qtbot.waitUntil(lambda: dialog.made is not None, timeout=30_000)
        assert dialog.made.stat().st_size > 10_000
    dialog.close()
    dialog.deleteLater()


def test_stopping_leaves_no_file(driver, tmp_path):
    from koosloome_desktop.support.dispatch import Worker

    driver.settings.change(export_folder=str(tmp_path))
    with Worker(driver.dispatcher, "exports") as worker:
        dialog = ExportDialog(driver.document, driver.ctx, worker, parent=driver.window)
        dialog.show()
        dialog.accept()
        dialog.reject()
    settle()
    assert list(tmp_path.glob("*.pdf")) == []
    dialog.deleteLater()
