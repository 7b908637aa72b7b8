"""Every field of the program shows at once what of a text no file can hold, and what it gives on can be kept."""

from __future__ import annotations

import json
import re
import sqlite3
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget

import koosloome_desktop
from koosloome_desktop.model.payload import line_of
from koosloome_desktop.model.records import Action, Person
from koosloome_desktop.services.export import export_workshop
from koosloome_desktop.support.text import is_kept
from koosloome_desktop.views import unkept
from koosloome_desktop.views.dialogs_new import NewWorkshopDialog
from koosloome_desktop.views.fields import Area, Field
from koosloome_desktop.views.whole_text import text_in, text_of
from tests.drivers.nasty import KEPT, NASTY, squashed
from tests.drivers.window import press, rich_labels, settle
from tests.exports.reading import texts

pytestmark = pytest.mark.slow

OWN = {
    "fields.py": "QLineEdit QPlainTextEdit",  # the two that all others are
    "capture_line.py": "QLineEdit",  # shows what became of a note, and counts it
    "board/editor.py": "QPlainTextEdit",  # the same
    "wall/setup.py": "QLineEdit",  # takes keys of a remote, no text
    "dialogs_crash.py": "QPlainTextEdit",  # is only read
    "whole_text.py": "QPlainTextEdit",  # reads the clipboard
}


def test_no_field_is_made_beside_those_that_look_at_their_text():
    root = Path(koosloome_desktop.__file__).parent / "views"
    made: dict[str, set[str]] = {}
    for path in root.rglob("*.py"):
        found = re.findall(r"\b(QLineEdit|QPlainTextEdit|QTextEdit|QInputDialog\.\w+)\(", path.read_text("utf-8"))
        found += re.findall(
            r"^class \w+\([^)]*(QLineEdit|QPlainTextEdit|QTextEdit)", path.read_text("utf-8"), re.MULTILINE
        )
        if found:
            made[path.relative_to(root).as_posix()] = set(found)
    assert made == {name: set(kinds.split()) for name, kinds in OWN.items()}


@pytest.mark.parametrize("text", [
    "\ud800", "a\ud800", "\ud800b", "a\udfffb🚌c", "🚌\ud83d🚌", "\ud800\ud800x", "nul\0x", "שלום \ud800 tere",
    "a\ufffeb", "\x1b[31m", "\udc00\u202eabc",
])  # fmt: skip
def test_what_cannot_be_kept_stands_as_a_sign_where_it_was_pasted_and_is_counted(qapp, monkeypatch, text):
    wanted = re.sub("[\0\x1b\ufffe\ud800-\udfff]", "\ufffd", text)
    window = QWidget()
    line, area = Field(None, "ab"), Area(None, "ab")
    window.setLayout(QVBoxLayout())
    edited, aloud = [], []
    line.textEdited.connect(edited.append)
    monkeypatch.setattr(unkept, "say_aloud", lambda _field, words: aloud.append(words))
    for field in (line, area):
        window.layout().addWidget(field)
    window.show()
    QGuiApplication.clipboard().setText(text)
    line.setCursorPosition(1)
    line.paste()
    cursor = area.textCursor()
    cursor.setPosition(1)
    area.setTextCursor(cursor)
    area.paste()
    assert text_in(line) == text_of(area.document()) == line.text() == f"a{wanted}b"
    assert line.cursorPosition() == area.textCursor().position() == len(line.text().encode("utf-16-le")) // 2 - 1
    assert edited[-1] == line.text()
    said = [w.text() for w in window.findChildren(QLabel)]
    assert len(said) == 2
    assert said == aloud
    assert all(str(wanted.count("\ufffd")) in words for words in said)
    line.setText("muu")  # and it goes as soon as somebody goes on
    area.setPlainText("muu")
    settle()
    assert window.findChildren(QLabel) == []
    assert line.isUndoAvailable() is False
    window.close()
    window.deleteLater()
    settle()


@pytest.mark.parametrize("text", [*(t for n, t in NASTY.items() if n not in {"nul", "surrogate"}), "e\u0301\u200d", ""])
def test_every_other_text_stays_as_it_was_typed(qapp, text):
    line, area = Field(None), Area(None)
    line.setText(text)
    area.setPlainText(text)
    assert (line.text(), area.toPlainText()) == (text, text)


def _put(field, text: str) -> None:
    QGuiApplication.clipboard().setText(text)
    field.setFocus()
    field.selectAll()
    field.paste()


@pytest.mark.full
def test_a_cell_of_a_plan_and_of_the_participants_stores_the_sign(open_window):
    window = open_window("01", size=(1600, 900))
    page = window.plan()
    model = page.model
    column = next(c for c in range(model.columnCount()) if model.columns[c].field == "activity")
    for name in ("surrogate", "nul", "decomposed", "markup", "rtl"):
        page.table.setCurrentIndex(model.index(0, column))
        page.table.edit(model.index(0, column))
        settle()
        editor = next(e for e in page.table.findChildren(Area) if e.isVisible())
        _put(editor, NASTY[name])
        press(editor, "Return")
        settle()
        assert KEPT[name] in [a.activity for a in window.document.of(Action)]
    assert rich_labels(window.window) == []
    window.ctx.commands.run("window.people")
    settle()
    people = window.view.page()
    assert people is not page
    before = {p.id for p in window.document.of(Person)}
    fields = [
        f for f in people.findChildren(QLineEdit) if f.isVisible() and not f.isReadOnly() and isinstance(f, Field)
    ]
    for field in fields:
        _put(field, NASTY["surrogate"])
        assert field.text() == KEPT["surrogate"]
    assert {p.id for p in window.document.of(Person)} == before


def test_the_title_of_a_new_workshop_is_what_stood_in_the_field(open_window):
    window = open_window("01")

    def act(dialog: NewWorkshopDialog) -> None:
        _put(dialog.title, NASTY["surrogate"])
        _put(dialog.place, NASTY["nul"])
        assert rich_labels(dialog) == []
        dialog.accept()

    window.answer(NewWorkshopDialog, act, lambda: window.ctx.commands.run("window.new"))
    workshop = window.document.workshop
    assert KEPT["surrogate"] in workshop.title.values()
    assert workshop.place == KEPT["nul"]
    assert is_kept(window.window.windowTitle())


@pytest.mark.full
@pytest.mark.parametrize("page", ["agenda", "people"])
def test_what_rows_take_is_stored_and_exported_as_the_same_text(open_window, tmp_path, page):
    """Through the line and the fields of a page of rows: in SQLite, in the workshop file and in print."""
    window = open_window("01", size=(1600, 900))
    window.open(0)
    window.ctx.commands.run(f"window.{page}")
    settle()
    shown = window.view.page()
    line, wanted = shown.bar.line, []
    for name in ("rtl", "markup", "formula", "nul", "decomposed", "surrogate"):
        _put(line, NASTY[name])
        press(line, "Return")
        settle()
        wanted.append(KEPT[name].split(",")[0])  # a comma ends the name of a participant
    beside = [f for f in window.view.findChildren(Field) if f.isVisible() and f.isEnabled() and not f.isReadOnly()]
    for field in beside[:1]:
        _put(field, NASTY["surrogate"] + "!")
        press(field, "Return")
        settle()
        wanted[-1] = KEPT["surrogate"] + "!"  # of the row that was made last
    window.saved()
    stored = "\n".join(line_of(r) for r in window.document.records())
    file = export_workshop(window.document, tmp_path / "w.json").read_text("utf-8")
    data = export_workshop(window.document, tmp_path / "w.pdf").read_bytes()
    printed = squashed("".join(texts(data)))
    base = sqlite3.connect(tmp_path / "0" / "library" / "library.sqlite")
    payloads = "\n".join(row[0] for row in base.execute("select payload from records"))
    base.close()
    assert rich_labels(window.window) == []
    for text in wanted:
        told = json.dumps(text, ensure_ascii=False)[1:-1]
        assert [told in where for where in (stored, payloads, file)] == [True] * 3, ascii(text)
        # What runs from the right is drawn piece by piece, and lines of a column may be told between those of another.
        assert squashed(text) in printed or text == wanted[0] or len(text) > 20
