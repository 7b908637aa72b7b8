"""Texts that break programs, through every door of every canvas: stored, shown, spoken and told as the same plain text.

What no file can hold (NUL, lone surrogates) becomes a visible sign and is counted (architecture, decision 4).
"""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import Qt as GuiQt
from PySide6.QtGui import QTextDocumentFragment
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPlainTextEdit, QWidget

from koosloome_desktop.model.frozen import FrozenMap
from koosloome_desktop.model.records import Action, Note
from koosloome_desktop.operations import queries
from koosloome_desktop.support.paths import resource
from koosloome_desktop.support.text import clean_title
from koosloome_desktop.views.canvas_words import step_words
from koosloome_desktop.views.dialogs import Told
from koosloome_desktop.views.dialogs_palette import CommandPalette
from koosloome_desktop.views.inspector import Inspector
from koosloome_desktop.views.inspector_parts import EditText
from koosloome_desktop.views.plain import tip_text
from koosloome_desktop.views.toast import Toast
from koosloome_desktop.views.whole_text import text_in, text_of
from tests.drivers.nasty import KEPT, NASTY, squashed
from tests.drivers.opened import OpenedFiles
from tests.drivers.window import rich_labels, settle

pytestmark = pytest.mark.slow


KINDS = ("problem_map", "journey_map", "resource_map")


def new_note(board, do) -> list[Note]:
    before = {n.id for n in board.notes()}
    do()
    return [n for n in board.notes() if n.id not in before]


def shown(board, note: Note) -> str:
    """The text of a note as its lines on the board."""
    board.page.stage.fresh()
    return "".join(board.page.view.board.note(note.id).lines)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", NASTY)
def test_typed(open_board, kind, name):
    board = open_board(kind=kind)
    (note,) = new_note(board, lambda: (board.type(NASTY[name]), board.press("Return")))
    assert note.text == KEPT[name]
    assert squashed(shown(board, note)) == squashed(KEPT[name])
    assert board.page.view.spoken.name(note.id) == KEPT[name]
    told = [t for t in board.toasts if "�" in t]
    assert len(told) == (1 if KEPT[name] != NASTY[name] and "\ufffd" in KEPT[name] else 0)
    assert board.overlaps() == []


@pytest.mark.parametrize("kind", KINDS)
def test_pasted_as_a_list(open_board, kind):
    board = open_board(kind=kind)
    made = new_note(board, lambda: board.paste("\n".join(NASTY.values())))
    assert [n.text for n in made] == list(KEPT.values())
    assert any("2" in t and "�" in t for t in board.toasts)
    board.undo()
    assert board.notes() == []


@pytest.mark.parametrize("name", NASTY)
def test_pasted_into_the_line(open_board, name):
    board = open_board()
    (note,) = new_note(board, lambda: (board.paste(NASTY[name]), board.press("Return")))
    assert note.text == KEPT[name]


@pytest.mark.parametrize("name", NASTY)
def test_written_into_an_open_note(open_board, name):
    board = open_board()
    note = board.type_note("enne")
    board.click(note)
    board.press("F2", "Ctrl+A")
    board.type(NASTY[name])
    board.press("Return")
    assert board.document.get(note.id, Note).text == KEPT[name]


@pytest.mark.parametrize("name", NASTY)
def test_as_the_name_of_a_cluster(open_board, name):
    board = open_board()
    board.type_note("märge")
    board.press("Down")
    board.sign("1")
    board.type(NASTY[name])
    board.press("Return")
    (cluster,) = board.clusters()
    if name == "long":  # a title has its own limit: refused whole, and said
        assert cluster.label == ""
        assert "200" in board.toasts[-1]
    else:  # and nothing invisible in it: joined emoji fall apart
        assert cluster.label == clean_title(NASTY[name]).text
        assert cluster.label.replace("\u200d", "") == KEPT[name].replace("\u200d", "")


def test_a_text_that_is_too_long_is_refused_whole_and_stays_in_the_line(open_board):
    board = open_board()
    board.paste("õ" * 10_001)
    board.press("Return")
    assert board.notes() == []
    assert board.line == "õ" * 10_001
    assert "10" in board.toasts[-1]


def test_into_a_plan(open_window):
    window = open_window("01")
    page = window.plan()
    before = {a.id for a in window.document.of(Action)}
    for text in NASTY.values():
        page.line.setText(text)
        assert page.bar.add()
    made = [a for a in window.document.of(Action) if a.id not in before]
    assert [a.activity for a in made] == list(KEPT.values())
    page.table.arrange()
    settle()
    column = next(c for c in range(page.model.columnCount()) if _cell(page, 0, c) == page.model.rows[0].activity)
    rows = {_cell(page, r, column) for r in range(page.model.rowCount())}
    assert set(KEPT.values()) <= rows
    assert rich_labels(window.window) == []


def _cell(page, row: int, column: int) -> str:
    return page.model.index(row, column).data(Qt.ItemDataRole.DisplayRole)


# -- shown


@pytest.mark.parametrize("name", NASTY)
def test_shown_in_the_inspector_and_told_by_the_toast(open_window, name):
    window = open_window("01", size=(1600, 900))
    window.open(0)
    page = window.view.page()
    page.write_keys.add([KEPT[name]])
    note = next(n for n in window.document.of(Note) if n.text == KEPT[name])
    page.go_to(note.id)
    if not window.view.inspector_open():
        window.view.toggle_inspector()
    settle()
    panel = window.view.inspector
    assert next(e.toPlainText() for e in panel.findChildren(EditText)) == KEPT[name]
    assert rich_labels(panel) == []
    assert _tips_are_plain(panel)
    window.window.actions_.undo()
    settle()
    toast = window.window.toast
    assert toast.isVisible()
    assert rich_labels(toast) == []
    change = window.view.workshop.history.redo_step
    assert squashed(KEPT[name])[:12] in squashed(toast.text())
    assert step_words(change) in toast.text()
    if name == "rtl":  # what runs from the right cannot turn the words around it
        assert "\u2068" in toast.text()
        assert "\u2069" in toast.text()
    assert window.document.find(note.id) is None


def _tips_are_plain(root: QWidget) -> bool:
    """No tooltip shows anything but its text: no image, no bold, nothing swallowed."""
    for widget in [root, *root.findChildren(QWidget)]:
        tip = widget.toolTip()
        if GuiQt.mightBeRichText(tip) and not tip.startswith("<qt>"):
            return False
        html = QTextDocumentFragment.fromHtml(tip).toHtml() if tip.startswith("<qt>") else ""
        if "<img" in html or "font-weight:700" in html:
            return False
    return True


@pytest.mark.parametrize("name", KEPT)
def test_a_tooltip_says_it_as_it_is(name):
    tip = tip_text(KEPT[name])
    if GuiQt.mightBeRichText(tip):
        assert QTextDocumentFragment.fromHtml(tip).toPlainText() == KEPT[name]
    else:
        assert tip == KEPT[name]


def test_links_in_the_inspector_say_it_as_it_is(open_window):
    window = open_window("01", size=(1600, 900))
    window.open(0)
    document, page = window.document, window.view.page()
    canvas = queries.canvases(document)[0]
    parent = next(n for n in queries.notes(document, canvas.id) if n.zone == "cause")
    with document.transaction("x") as tx:
        for i, text in enumerate(KEPT.values()):
            tx.create(Note(id=f"n{i}", order=f"z{i}", canvas=canvas.id, code=f"X{i}", zone="cause", parent=parent.id,
                           text=text))  # fmt: skip
    page.go_to(parent.id)
    if not window.view.inspector_open():
        window.view.toggle_inspector()
    settle()
    panel: Inspector = window.view.inspector
    names = {w.accessibleName().partition(": ")[2] for w in panel.findChildren(QWidget)}
    assert set(KEPT.values()) <= names
    assert _tips_are_plain(panel)
    assert rich_labels(panel) == []


def test_the_toast_and_the_palette_show_it_as_it_is(open_window):
    window = open_window("01")
    window.open(0)
    toast: Toast = window.window.toast
    document = window.document
    canvas = queries.canvases(document)[0]
    for name, text in KEPT.items():
        toast.say(text)
        assert toast.text() == text
        assert [x.textFormat() for x in toast.findChildren(QLabel)] == [Qt.TextFormat.PlainText]
        title = " ".join(text.split())[:200]
        with document.transaction("x") as tx:
            tx.update(document.get(canvas.id, type(canvas)), title=title)
        window.window.refresh_shell()
        palette = CommandPalette(window.ctx.commands, window.window)
        known = [c.title for c in window.ctx.commands if title[:30] in c.title]
        assert known, name
        palette.show()
        palette.grab()
        assert rich_labels(palette) == []
        palette.close()
        palette.deleteLater()
        assert rich_labels(window.window) == []
    settle()


# -- what Python would not see


def test_a_lone_surrogate_is_found_wherever_it_stands(qapp):
    for text in ("\ud800", "a\ud800", "\ud800b", "a\udfffb🚌c", "🚌\ud83d🚌", "\ud800\ud800x", "tavaline õ 🚌"):
        line = QLineEdit()
        line.setText(text)
        line.setSelection(1, 1)
        caret = (line.cursorPosition(), line.selectionStart(), line.selectionLength())
        found = text_in(line)
        assert len(found) == len(text), ascii(text)
        assert [c for c in found if not "\ud800" <= c <= "\udfff"] == [c for c in text if not "\ud800" <= c <= "\udfff"]
        assert (line.cursorPosition(), line.selectionStart(), line.selectionLength()) == caret
        edit = QPlainTextEdit()
        edit.setPlainText(text)
        assert text_of(edit.document()) == text


def test_no_file_was_opened_for_a_picture_in_a_text(open_window, tmp_path):
    """Qt fetches what an <img> names as soon as it takes a text for markup; the kernel would tell (fact 5)."""
    picture = tmp_path / "pilt.png"
    picture.write_bytes(resource("icons", "home.svg").read_bytes())
    seen = OpenedFiles(picture)
    try:
        text = f'<img src="file://{picture}"><b>tere</b> 1 <b> 2'
        window = open_window("01", size=(1600, 900))
        window.open(0)
        page = window.view.page()
        page.write_keys.add([text])
        note = next(n for n in window.document.of(Note) if n.text == text)
        window.view.open_canvas(window.view.current, note.id)
        window.window.toast.say(text)
        window.view.jump(note.id)
        window.answer(Told, lambda dialog: settle(), lambda: window.window.actions_.tell(text, text, [text]))
        window.answer(CommandPalette, lambda dialog: settle(), window.window.actions_.palette)
        window.window.setToolTip(tip_text(text))
        window.window.show_home()
        settle()
        for widget in QApplication.topLevelWidgets():
            assert rich_labels(widget) == []
        assert seen.count() == 0
        shown = QLabel(text)
        shown.show()
        settle()
        shown.deleteLater()
        assert seen.count() > 0, "a label that guesses does open it: what watches does see it"
    finally:
        seen.close()


def test_the_title_of_a_window_says_it_as_it_is(open_window):
    driver = open_window("01")
    driver.open(0)
    title = "Maja [*] & \u202e%1 <b>"
    driver.view.workshop.run(
        "Edit", lambda tx: tx.update(tx.document.workshop, title=FrozenMap({"et": title, "en": title}))
    )
    settle()
    # What the desktop is handed: Qt has made of the text what it makes of it.
    assert driver.window.windowHandle().title().startswith("Maja [*] & %1 <b> – Koosloome")
