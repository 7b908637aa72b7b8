"""The import as people do it: a preview first, findings first, columns that can be chosen, Enter, one undo step."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel

from koosloome_desktop.model.records import Action, Canvas, Note
from koosloome_desktop.operations import plan, queries
from koosloome_desktop.support.paths import resource
from koosloome_desktop.views.importing.dialog import ImportDialog
from koosloome_desktop.views.importing.start import pasted_table
from tests.drivers.later import Later
from tests.drivers.window import press, rich_labels, settle

pytestmark = pytest.mark.slow

FOUNDING = resource("samples", "plan_2021_2024.tsv")
SMALL = "Tegevus;Tähtaeg;Vastutaja;Eelarve;Meeleolu\nTalgud;mai 2027;külavanem;300;rõõmus\nLaat;juuni 2027;;abi;\n"


def texts(dialog: ImportDialog) -> list[str]:
    return [label.text().replace("\xa0", " ") for label in dialog.findChildren(QLabel) if label.isVisibleTo(dialog)]


def put_on_clipboard(text: str = "", html: str = "") -> None:
    mime = QMimeData()
    if text:
        mime.setText(text)
    if html:
        mime.setHtml(html)
    QGuiApplication.clipboard().setMimeData(mime)


@pytest.fixture
def small(tmp_path):
    path = tmp_path / "talgud.csv"
    path.write_bytes(SMALL.encode("cp1257"))
    return path


def test_the_founding_plan_is_shown_before_anything_is_written_and_enter_imports_it(open_window):
    driver = open_window()
    seen = []

    def look(dialog):
        assert driver.library.list() == []
        seen.extend(texts(dialog))
        assert dialog.primary.hasFocus()
        assert rich_labels(dialog) == []
        press(dialog.primary, "Return")

    driver.answer(ImportDialog, look, lambda: driver.window.actions_.import_file(FOUNDING))
    first = seen.index("2022: tabelis on kirjas 44 400 €, read annavad kokku 44 000 €; vahe on 400 €.")
    assert first < seen.index("44 000 €")
    for row in ("2022-06", "2024-04", "2024-05", "2024-06"):
        assert any(t.startswith(f"{row}: aeg") for t in seen)
    for total in ("39 800 €", "44 000 €", "44 500 €", "34 500 €", "failis on kirjas 44 400 €"):
        assert total in seen
    assert driver.view.page().model.rowCount() == 26
    (canvas,) = queries.canvases(driver.document)
    assert plan.totals(queries.actions(driver.document, canvas.id)).by_year["2022"] == 4_400_000


def test_escape_brings_nothing_in(open_window, small):
    driver = open_window()
    driver.answer(ImportDialog, lambda d: press(d, "Escape"), lambda: driver.window.actions_.import_file(small))
    assert driver.library.list() == []
    assert driver.window.view is None


def test_a_column_gets_another_meaning_by_keyboard_and_none_is_dropped(open_window, small):
    driver = open_window()

    def choose(dialog):
        assert any("Meeleolu" in t for t in texts(dialog))
        choices = {one.headings[0]: choice for one, choice in dialog._choices}
        choice = choices["Meeleolu"]
        assert choice.value() == ""
        choice.setFocus()
        choice.setCurrentIndex(choice.findData("first_step"))
        choice.activated.emit(choice.currentIndex())
        settle()
        again = {one.headings[0]: (one.column, c) for one, c in dialog._choices}
        assert again["Meeleolu"][0] == "first_step"
        assert again["Meeleolu"][1].hasFocus()
        assert not any(t.startswith("Nendel veergudel") for t in texts(dialog))
        press(again["Meeleolu"][1], "Return")

    driver.answer(ImportDialog, choose, lambda: driver.window.actions_.import_file(small))
    rows = driver.document.of(Action)
    assert [(a.activity, a.owner_role, a.first_step) for a in rows] == [
        ("Talgud", "külavanem", "rõõmus"),
        ("Laat", "", ""),
    ]


def test_encoding_and_separator_can_be_chosen(open_window, small):
    driver = open_window()

    def choose(dialog):
        assert (dialog.encoding.value(), dialog.separator.value()) == ("cp1257", ";")
        dialog.encoding.setCurrentIndex(dialog.encoding.findData("cp1252"))
        dialog.encoding.activated.emit(0)
        settle()
        assert dialog.preview.content.plan.rows[0].owner_role == "külavanem"
        dialog.separator.setCurrentIndex(dialog.separator.findData(","))
        dialog.separator.activated.emit(0)
        settle()
        assert dialog.preview is None
        assert not dialog.primary.isEnabled()
        assert any("pole midagi importida" in t for t in texts(dialog))
        press(dialog, "Return")
        assert dialog.isVisible()
        dialog.separator.setCurrentIndex(dialog.separator.findData(""))
        dialog.separator.activated.emit(0)
        settle()
        assert dialog.preview is not None

    driver.answer(ImportDialog, choose, lambda: driver.window.actions_.import_file(small))
    assert driver.library.list() == []


def test_a_file_that_holds_no_plan_is_told_in_the_dialog(open_window, tmp_path):
    driver = open_window()
    path = tmp_path / "vana.xls"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)
    seen = []
    driver.answer(ImportDialog, lambda d: seen.extend(texts(d)), lambda: driver.window.actions_.import_file(path))
    assert any("XLS" in t and "XLSX" in t for t in seen)


def test_rows_go_below_those_of_the_open_plan_as_one_step_and_only_once(open_window, small):
    driver = open_window("01")
    page = driver.plan()
    before = driver.document.digest()
    rows = page.model.rowCount()

    def into_plan(dialog):
        assert dialog.target.canvas == page.canvas_id
        press(dialog.primary, "Return")

    driver.answer(ImportDialog, into_plan, lambda: driver.window.actions_.import_file(small))
    assert driver.view.page() is page
    assert page.model.rowCount() == rows + 2
    assert [a.activity for a in queries.actions(driver.document, page.canvas_id)][-2:] == ["Talgud", "Laat"]
    assert "2027" in driver.document.get(page.canvas_id, Canvas).years
    driver.answer(ImportDialog, into_plan, lambda: driver.window.actions_.import_file(small))
    assert page.model.rowCount() == rows + 2
    driver.window.actions_.undo()
    assert driver.document.digest() == before


def test_a_table_pasted_into_the_plans_line_is_shown_first(open_window):
    driver = open_window("01")
    page = driver.plan()
    rows = page.model.rowCount()
    put_on_clipboard(SMALL.replace(";", "\t"))
    page.focus_line()
    driver.answer(ImportDialog, lambda d: press(d.primary, "Return"), lambda: press(page.line, "Ctrl+V"))
    assert page.model.rowCount() == rows + 2
    assert page.line.text() == ""


def test_rows_without_headings_are_shown_with_guessed_columns(open_window):
    driver = open_window("01")
    page = driver.plan()
    put_on_clipboard("1\tTalgud\tmai 2027\t300.-\n2\tLaat\tjuuni 2027\t1 200.-\n")
    page.focus_line()
    seen = []

    def look(dialog):
        seen.extend((one.headings[0], one.column) for one, _choice in dialog._choices)
        press(dialog.primary, "Return")

    driver.answer(ImportDialog, look, lambda: press(page.line, "Ctrl+V"))
    assert seen == [("#1", "code"), ("#2", "activity"), ("#3", "time"), ("#4", "budget")]
    last = queries.actions(driver.document, page.canvas_id)[-1]
    assert (last.activity, last.deadline, dict(last.budget)) == ("Laat", "2027-06", {"2027": 120_000})


def test_one_line_of_text_is_pasted_as_text(open_window):
    driver = open_window("01")
    page = driver.plan()
    put_on_clipboard("Talgud, kolm päeva; mai")
    page.focus_line()
    press(page.line, "Ctrl+V")
    assert page.line.text() == "Talgud, kolm päeva; mai"


def test_at_home_ctrl_v_brings_a_copied_table_in_and_says_when_there_is_none(open_window):
    driver = open_window()
    put_on_clipboard(SMALL.replace(";", "\t"))
    run = driver.window.ctx.commands
    driver.answer(ImportDialog, lambda d: press(d.primary, "Return"), lambda: run.run("window.paste"))
    assert driver.view.page().model.rowCount() == 2
    driver.window.show_home()
    put_on_clipboard("tere")
    run.run("window.paste")
    assert driver.window.toast.isVisible()


def test_only_the_text_of_pasted_html_is_read(open_window):
    html = (
        "<html><head><style>td{color:red}</style></head><body><table><tr><th>Tegevus</th><th>Tulemus</th></tr>"
        "<tr><td>Talgud<img src='http://x.invalid/a.png'></td><td><ul><li>üks</li><li>kaks</li></ul></td></tr>"
        "</table><script>alert(1)</script></body></html>"
    )
    put_on_clipboard("Tegevus\tTulemus\nTalgud\tüks\nkaks", html)
    driver = open_window()
    run = driver.window.ctx.commands
    driver.answer(ImportDialog, lambda d: press(d.primary, "Return"), lambda: run.run("window.paste"))
    (row,) = driver.document.of(Action)
    assert (row.activity, row.result) == ("Talgud", "üks\nkaks")


def test_pictures_and_files_on_the_clipboard_are_no_tables():
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile("/tmp/a.tsv")])
    assert pasted_table(mime) is None
    assert pasted_table(QMimeData()) is None
    assert pasted_table(None) is None


def test_a_dropped_file_is_shown_and_brought_in(open_window, small):
    driver = open_window()
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(small))])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPointF(50, 50).toPoint(), copy, mime, left, none)
    QApplication.sendEvent(driver.window, enter)
    assert enter.isAccepted()
    drop = QDropEvent(QPointF(50, 50), copy, mime, left, none)
    QApplication.sendEvent(driver.window, drop)
    driver.answer(ImportDialog, lambda d: press(d.primary, "Return"), settle)
    assert driver.view.page().model.rowCount() == 2


def test_a_dropped_photo_is_none_of_the_imports_business(open_window, tmp_path):
    driver = open_window()
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(tmp_path / "foto.jpg"))])
    event = QDragEnterEvent(
        QPointF(50, 50).toPoint(),
        Qt.DropAction.CopyAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    event.ignore()
    QApplication.sendEvent(driver.window, event)
    assert not event.isAccepted()


def test_slow_reading_is_shown_and_escape_stops_it(open_window, small, monkeypatch):
    from koosloome_desktop.services.importing import table_in
    from koosloome_desktop.views.importing.start import targets_of

    driver = open_window()
    later = Later()
    window = driver.window
    dialog = ImportDialog(table_in(small), window.ctx, later, parent=window, targets=targets_of(window))
    dialog.show()
    settle()
    assert not dialog.bar.isVisible()
    dialog._patience.timeout.emit()
    assert dialog.bar.isVisible()
    assert not dialog.primary.isEnabled()
    press(dialog, "Return")
    assert dialog.isVisible()
    press(dialog, "Escape")
    assert not dialog.isVisible()
    work, _done, failed = later.waiting[0]
    with pytest.raises(Exception, match="Peatatud") as stopped:
        work()
    failed(stopped.value)
    assert dialog.preview is None
    dialog.deleteLater()


def test_what_has_no_field_of_its_own_is_seen_in_the_details(open_window, small):
    from koosloome_desktop.views.inspector_imported import imported

    driver = open_window()
    driver.answer(ImportDialog, lambda d: press(d.primary, "Return"), lambda: driver.window.actions_.import_file(small))
    first, second = queries.actions(driver.document, driver.view.page().canvas_id)
    assert list(imported(driver.document, first)) == [("Meeleolu", "rõõmus")]
    assert list(imported(driver.document, second)) == []
    if not driver.view.inspector_open():
        driver.view.toggle_inspector()
    driver.view.inspector.show_selection((first.id,))
    settle()
    seen = [label.text() for label in driver.view.inspector.findChildren(QLabel) if label.isVisible()]
    assert seen.index("rõõmus") == seen.index("Meeleolu") + 1


def test_headings_that_are_not_known_can_be_given_a_meaning(open_window, tmp_path):
    path = tmp_path / "soome.csv"
    path.write_text("Toimenpide;Aikataulu;Kustannus\nTalkoot;05.2027;300\nTori;06.2027;1 200\n", encoding="utf-8")
    driver = open_window()

    def choose(dialog):
        assert dialog.preview is None
        assert dialog.choose.hasFocus()
        press(dialog.choose, "Return")
        settle()
        assert dialog.primary.hasFocus()
        assert [(one.headings[0], one.column) for one, _choice in dialog._choices] == [
            ("Toimenpide", "activity"),
            ("Aikataulu", "time"),
            ("Kustannus", "budget"),
        ]
        press(dialog.primary, "Return")

    driver.answer(ImportDialog, choose, lambda: driver.window.actions_.import_file(path))
    rows = driver.document.of(Action)
    assert [(a.activity, a.deadline, dict(a.budget)) for a in rows] == [
        ("Talkoot", "2027-05", {"2027": 30_000}),
        ("Tori", "2027-06", {"2027": 120_000}),
    ]


def test_notes_go_to_the_open_workshop_when_that_is_chosen(open_window, tmp_path):
    path = tmp_path / "märkmed.csv"
    path.write_text("tekst;tsoon\nBussid ei sõida õhtul;põhjused\n", encoding="utf-8")
    driver = open_window("01")
    driver.plan()
    count = len(driver.document.of(Note))
    driver.answer(ImportDialog, lambda d: press(d.primary, "Return"), lambda: driver.window.actions_.import_file(path))
    assert len(driver.document.of(Note)) == count + 1
    assert len(driver.library.list()) == 1
    driver.window.actions_.undo()
    assert len(driver.document.of(Note)) == count
