"""Export from the window: a name that fits, a real PDF, errors said with the cursor where they can be mended."""

from __future__ import annotations

import pytest
import shiboken6

from koosloome_desktop.operations import notes, queries
from koosloome_desktop.operations.actions import add_action
from koosloome_desktop.views.dialogs_export import ExportDialog
from tests.drivers.waiting import PATIENCE_MS
from tests.drivers.window import WindowDriver, press, settle

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def window(qapp, tmp_path_factory):
    """One window for all: dialogs do not change it."""
    made = WindowDriver(tmp_path_factory.mktemp("window"), ("01",))
    made.open(3)
    yield made
    made.close()
    qapp.setStyleSheet("")


@pytest.fixture
def driver(window, qtbot):
    """That window, with nothing exported yet."""
    window.settings.change(export_last={}, plan_tables={})
    yield window
    settle()


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
    assert dialog.leaving.isHidden(), "nothing is left to cancel"
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


def test_a_name_without_a_folder_lies_where_the_offered_one_would(dialog, tmp_path, monkeypatch):
    elsewhere = tmp_path / "started here"
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)
    dialog.path.setText("kava v1.2")
    press(dialog.path, "Return")
    assert dialog.made == tmp_path / "kava v1.2.pdf"
    assert dialog.made.is_file()
    assert list(elsewhere.iterdir()) == []


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
    stopped = dialog._waiting.forgotten()
    dialog.reject()
    assert stopped()


def test_the_work_is_done_in_a_thread_and_comes_back(driver, qtbot, tmp_path):
    from koosloome_desktop.support.dispatch import Worker

    driver.settings.change(export_folder=str(tmp_path))
    with Worker(driver.dispatcher, "exports") as worker:
        dialog = ExportDialog(driver.document, driver.ctx, worker, parent=driver.window)
        dialog.show()
        dialog.accept()
        assert dialog.bar.isVisible()
        assert not dialog.primary.isEnabled()
        qtbot.waitUntil(lambda: dialog.made is not None, timeout=PATIENCE_MS)
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


# -- choices


def names_of(chips) -> tuple[str, ...]:
    return chips.keys


def test_the_first_time_it_is_the_whole_report_as_pdf_in_the_workshop_s_language(dialog):
    wish = dialog.choices.wish()
    assert (wish.what, wish.lang, wish.paper, wish.names) == ("report", "et", "a4", False)
    assert dialog.choices.spec.ending == ".pdf"
    assert dialog.choices.names.isVisibleTo(dialog)


def test_a_poster_is_offered_on_large_sheets_and_in_pieces(dialog, tmp_path):
    dialog.choices.what.press("poster")
    assert names_of(dialog.choices.paper) == ("a3", "a2", "a1", "a0")
    dialog.choices.paper.press("a1")
    dialog.choices.tile.press("a4")
    dialog.choices.canvas.setCurrentIndex(dialog.choices.canvas.findData("journey"))
    dialog.choices.canvas.activated.emit(1)
    wish = dialog.choices.wish()
    assert (wish.what, wish.paper, wish.tile, wish.canvas) == ("poster", "a1", "a4", "journey")
    assert dialog.path.text().endswith("– Plakat.pdf")
    assert not dialog.choices.names.isVisibleTo(dialog)
    press(dialog.path, "Return")
    settle()
    assert dialog.made is not None
    assert dialog.made.parent == tmp_path


def test_every_part_and_format_that_is_offered_can_be_written(driver, tmp_path):
    from koosloome_desktop.canvases.creating import new_workshop
    from koosloome_desktop.services.export import export_workshop

    document = new_workshop("Väike", canvases=[("problem_map", "problem_tree"), ("action_plan", "table_years")])
    with document.transaction("Note") as tx:
        notes.add_note(tx, queries.canvases(document)[0].id, "Uks on lukus", zone="cause")
        add_action(tx, queries.canvases(document)[1].id, "Võti igale rühmale")
    dialog = ExportDialog(document, driver.ctx, driver.window.executor, parent=driver.window)
    for what in dialog.choices.what.keys:
        dialog.choices.what.press(what)
        for ending in dialog.choices.format.keys:
            dialog.choices.format.press(ending)
            wish = dialog.choices.wish()
            out = tmp_path / f"{what}{ending}"
            values = {name: getattr(wish, name) for name in ("what", "lang", "paper", "tile", "canvas", "columns")}
            export_workshop(dialog._document, out, **values, audience=wish.audience)
            assert out.stat().st_size > 20, (what, ending)
    dialog.deleteLater()


def test_the_next_time_begins_with_what_was_chosen_last_but_never_with_names(driver, dialog):
    dialog.choices.what.press("plan")
    dialog.choices.paper.press("a3")
    dialog.choices.lang.press("ru")
    dialog.choices.what.press("report")
    dialog.choices.names.setChecked(True)
    dialog.choices.what.press("plan")
    press(dialog.path, "Return")
    settle()
    again = ExportDialog(driver.document, driver.ctx, driver.window.executor, parent=driver.window)
    wish = again.choices.wish()
    assert (wish.what, wish.paper, wish.lang, wish.names) == ("plan", "a3", "ru", False)
    assert again.path.text().endswith("Tegevuskava.pdf")
    again.deleteLater()


def test_a_plan_is_printed_in_the_columns_it_is_shown_in(driver, tmp_path):
    plan = next(c for c in queries.canvases(driver.document) if c.type == "action_plan")
    driver.settings.change(export_folder=str(tmp_path), plan_tables={plan.id: {"columns": "municipality"}})
    dialog = ExportDialog(driver.document, driver.ctx, driver.window.executor, parent=driver.window)
    assert dialog.choices.columns.currentText().startswith("Nagu ekraanil: ")
    assert dialog.choices.wish().columns == "municipality"
    dialog.choices.columns.setCurrentIndex(dialog.choices.columns.findData("five"))
    assert dialog.choices.wish().columns == "five"
    dialog.choices.what.press("agenda")
    assert dialog.choices.wish().columns == ""
    dialog.deleteLater()


def test_drawings_are_offered_where_a_document_can_hold_them(dialog):
    assert not dialog.choices.pictures.isVisibleTo(dialog)
    dialog.choices.format.press(".docx")
    assert dialog.choices.pictures.isVisibleTo(dialog)
    assert not dialog.choices.wish().pictures
    dialog.choices.pictures.setChecked(True)
    assert dialog.choices.wish().pictures
    dialog.choices.what.press("plan")
    assert not dialog.choices.wish().pictures


def test_another_format_changes_the_ending_and_the_button(dialog):
    dialog.choices.format.press(".json")
    assert dialog.path.text().endswith(".json")
    assert "JSON" in dialog.primary.text()
    assert dialog.preview.pages == 0
    assert dialog.preview.said.text()
    assert not dialog.choices.lang.isVisibleTo(dialog)


# -- preview


def test_the_page_is_seen_before_it_is_written(dialog, qtbot):
    qtbot.waitUntil(lambda: dialog.preview.pages > 5, timeout=PATIENCE_MS)
    first = dialog.preview.sheet.pixmap().toImage()
    assert first.width() > 150
    dialog.preview.turn(1)
    assert dialog.preview.count.text().startswith("2 /")
    assert dialog.preview.sheet.pixmap().toImage() != first
    dialog.choices.what.press("agenda")
    qtbot.waitUntil(lambda: 0 < dialog.preview.pages < 4, timeout=PATIENCE_MS)
    assert dialog.preview.page == 0


def test_a_page_that_comes_after_its_window_is_gone_is_let_go(driver, qtbot):
    from koosloome_desktop.support.dispatch import Worker

    behind: list[object] = []
    with Worker(driver.dispatcher, "exports") as worker:
        dialog = ExportDialog(driver.document, driver.ctx, worker, parent=driver.window)
        dialog.show()
        qtbot.waitUntil(lambda: dialog.preview.pages > 5, timeout=PATIENCE_MS)
        dialog.preview.turn(1)
        shiboken6.delete(dialog)
        worker.submit(lambda: None, behind.append)
        qtbot.waitUntil(lambda: bool(behind), timeout=PATIENCE_MS)


def test_a_preview_that_nobody_waits_for_lets_its_work_go(driver, qtbot, tmp_path):
    from koosloome_desktop.support.dispatch import Worker

    driver.settings.change(export_folder=str(tmp_path))
    with Worker(driver.dispatcher, "exports") as worker:
        dialog = ExportDialog(driver.document, driver.ctx, worker, parent=driver.window)
        dialog.show()
        settle()
        dialog.accept()
        qtbot.waitUntil(lambda: dialog.made is not None, timeout=PATIENCE_MS)
        assert dialog.preview.pages == 0
    dialog.close()
    dialog.deleteLater()
    settle()


# -- what is missing


def test_a_gap_leads_to_its_place_and_the_way_back_stands_beside_it(open_window, tmp_path):
    from koosloome_desktop.model.records import Action

    driver = open_window("01")
    driver.open(3)
    driver.settings.change(export_folder=str(tmp_path))
    action = driver.document.of(Action)[2]
    with driver.document.transaction("Change") as tx:
        tx.update(action, owner_role="")
    driver.open(0)
    seen = []

    def follow(dialog):
        (line,) = [x for x in dialog.missing.lines if "vastutajat" in x.text()]
        seen.append(line.text().strip())
        line.click()

    driver.answer(ExportDialog, follow, driver.window.actions_.export_pdf)
    assert seen == ["1 rida vajab veel vastutajat"]
    assert driver.view.current == action.canvas
    assert driver.window.toast.isVisible()
    driver.answer(ExportDialog, lambda dialog: seen.append(dialog.isVisible()), driver.window.toast._button.click)
    assert seen[-1] is True


def test_nothing_missing_nothing_said(dialog):
    assert not dialog.missing.isVisibleTo(dialog)


# -- two presses


def test_two_events_from_a_canvas_to_a_pdf_on_the_disk(open_window, tmp_path):
    driver = open_window("01")
    driver.settings.change(export_folder=str(tmp_path))
    driver.open(0)
    line = driver.view.page().bar.line
    line.setFocus()

    def enter(dialog):
        press(dialog.focusWidget(), "Return")
        settle()
        assert dialog.made is not None

    driver.answer(ExportDialog, enter, lambda: press(line, "Ctrl+E"))
    (made,) = tmp_path.glob("*.pdf")
    assert made.read_bytes().startswith(b"%PDF-")


def test_a_picture_is_seen_too_and_has_a_size_and_a_ground(dialog, qtbot):
    dialog.choices.what.press("canvas")
    dialog.choices.format.press(".png")
    assert dialog.choices.scale.isVisibleTo(dialog)
    dialog.choices.scale.press("4")
    dialog.choices.background.press("transparent")
    wish = dialog.choices.wish()
    assert (wish.scale, wish.background) == (4.0, "transparent")
    dialog.choices.scale.press("1")
    qtbot.waitUntil(lambda: dialog.preview.pages == 1 and not dialog.preview.said.text(), timeout=PATIENCE_MS)
    assert dialog.preview.sheet.pixmap().width() > 150
    dialog.choices.format.press(".pdf")
    assert not dialog.choices.scale.isVisibleTo(dialog)


@pytest.mark.parametrize("canvases", [[], [("problem_map", "iceberg")], [("action_plan", "table_years")]])
def test_a_workshop_with_hardly_anything_in_it_can_be_exported(driver, tmp_path, canvases):
    from koosloome_desktop.canvases.creating import new_workshop

    document = new_workshop("", canvases=canvases)
    driver.settings.change(export_folder=str(tmp_path))
    dialog = ExportDialog(document, driver.ctx, driver.window.executor, parent=driver.window)
    dialog.show()
    settle()
    for what in dialog.choices.what.keys:
        dialog.choices.what.press(what)
        for ending in dialog.choices.format.keys:
            dialog.choices.format.press(ending)
            settle(1)
    dialog.choices.what.press("report")
    dialog.choices.format.press(".pdf")
    press(dialog.path, "Return")
    settle()
    assert dialog.made is not None, dialog.wrong.text()
    dialog.close()
    dialog.deleteLater()


def test_the_worker_draws_the_page_and_a_dialog_that_is_gone_hears_nothing(driver, qtbot, tmp_path):
    from koosloome_desktop.support.dispatch import Worker

    driver.settings.change(export_folder=str(tmp_path))
    with Worker(driver.dispatcher, "exports") as worker:
        dialog = ExportDialog(driver.document, driver.ctx, worker, parent=driver.window)
        dialog.show()
        qtbot.waitUntil(lambda: dialog.preview.pages > 5, timeout=PATIENCE_MS)
        dialog.choices.what.press("guide")
        dialog.reject()
        dialog.deleteLater()
        settle()
        finished = []
        worker.submit(lambda: "next", finished.append)
        qtbot.waitUntil(lambda: finished == ["next"], timeout=PATIENCE_MS)
    settle()
