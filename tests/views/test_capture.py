"""The capture line: which keys are its own, what it hands on, what a paste is, and that it comes back after a crash."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QLabel

from tests.drivers.board import BoardDriver, sample
from tests.drivers.waiting import PATIENCE_MS

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
SHIFT, ALTGR = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.GroupSwitchModifier


def override(board: BoardDriver, keys: str, text: str = "", mods: Qt.KeyboardModifier | None = None) -> bool:
    """Whether the line keeps this shortcut for itself."""
    both = QKeySequence.fromString(keys, QKeySequence.SequenceFormat.PortableText)[0]
    held = both.keyboardModifiers() if mods is None else mods
    event = QKeyEvent(QEvent.Type.ShortcutOverride, both.key(), held, text)
    event.ignore()
    QApplication.sendEvent(board.page.bar.line, event)
    return event.isAccepted()


def cyrillic(board: BoardDriver, letter: str, scan: int, mods: Qt.KeyboardModifier = CTRL) -> None:
    """Ctrl with a key of a Russian layout, as xcb sends it: a Cyrillic key and the key code of the Latin one."""
    target = board.target()
    for kind in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        event = QKeyEvent(kind, ord(letter), mods, scan, 0, 0, "")
        QApplication.sendEvent(target, event)
    board.settle()


@pytest.mark.parametrize("keys", ["Ctrl+E", "Ctrl+K", "Ctrl+T", "F2"])
def test_the_commands_of_the_program_pass_the_line(board, keys):
    board.type("tekst")
    assert not override(board, keys)


@pytest.mark.parametrize("keys", ["Ctrl+C", "Ctrl+X", "Ctrl+V", "Ctrl+A", "Ctrl+Left", "Ctrl+Right", "Ctrl+Backspace"])
def test_the_keys_that_edit_text_stay_in_the_line(board, keys):
    assert override(board, keys)


def test_every_command_with_ctrl_but_text_keys_passes_the_line(board):
    board.type("tekst")
    own = {"Ctrl+A", "Ctrl+Z", "Ctrl+Y", "Ctrl+Shift+Z"}
    for keys in board.ctx.commands.shortcuts():
        if keys.startswith("Ctrl+") and keys not in own:
            assert not override(board, keys), keys


def test_undo_belongs_to_the_text_while_there_is_some_and_to_the_document_else(board):
    board.type_note("Tuum")
    board.type("abc")
    assert override(board, "Ctrl+Z")
    board.press("Ctrl+Z")
    assert (board.texts(), board.ran, board.line) == (["Tuum"], [], "")
    assert not override(board, "Ctrl+Z")
    board.press("Ctrl+Z")
    assert (board.texts(), board.ran) == ([], ["undo"])
    board.press("Ctrl+Y")
    assert (board.texts(), board.ran) == (["Tuum"], ["undo", "redo"])


@pytest.mark.parametrize(("sign", "key"), [("€", "E"), ("ž", "Z"), ("Ž", "Shift+Z"), ("@", "2"), ("{", "7")])
@pytest.mark.parametrize("mods", [CTRL | ALT, ALTGR], ids=["windows", "x11"])
def test_altgr_types_its_sign_and_runs_nothing(board, sign, key, mods):
    assert override(board, key, sign, mods)
    code = QKeySequence.fromString(key)[0].key()
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(board.page.bar.line, QKeyEvent(kind, code, mods, sign))
    board.settle()
    assert (board.line, board.ran) == (sign, [])


def test_alt_with_a_digit_that_means_nothing_types_nothing(board):
    board.press("Alt+5", "Alt+0")
    assert (board.line, board.notes()) == ("", [])


def test_on_a_russian_layout_ctrl_works_by_the_key_that_is_pressed(board):
    board.type_note("Tuum")
    cyrillic(board, "Я", 52)  # the key of Z
    assert (board.ran, board.texts()) == (["undo"], [])
    cyrillic(board, "Н", 29)  # the key of Y
    assert (board.ran, board.texts()) == (["undo", "redo"], ["Tuum"])
    cyrillic(board, "У", 26)  # the key of E
    cyrillic(board, "Л", 45)  # the key of K
    assert board.ran[2:] == ["export", "palette"]
    board.type("мысль")
    cyrillic(board, "Ф", 38)  # the key of A
    assert board.page.bar.line.selectedText() == "мысль"
    cyrillic(board, "Я", 52)
    assert (board.line, board.texts()) == ("", ["Tuum"])


def test_cyrillic_letters_are_text(board):
    for letter in "щётка":
        board.sign(letter)
    assert (board.line, board.ran) == ("щётка", [])


def test_all_letters_and_signs_are_text_and_run_nothing(board):
    signs = "abcdefghijklmnopqrstuvwxyzõäöüšžABCÕÄÖÜŠŽабвгдеёжщъыьэюя0123456789 .,;:!?#>№@£$€{[]}\\/()=+-*'\"_<|~^%&"
    for sign in signs:
        board.sign(sign)
    assert (board.line, board.ran, board.notes()) == (signs, [], [])


def test_what_is_being_typed_is_saved_within_a_second(board, qtbot):
    board.sign("p")
    board.sign("o")
    qtbot.waitUntil(lambda: board.workshop.drafts.get(("line", board.canvas.id)) == "po", timeout=PATIENCE_MS)
    board.press("Return")
    assert ("line", board.canvas.id) not in board.workshop.drafts


def test_a_half_typed_line_comes_back_at_the_next_start(open_board):
    document = sample("01")
    first = open_board(document)
    board = open_board(document, drafts={("line", first.canvas.id): "pooleli mõ"})
    assert board.line == "pooleli mõ"
    assert len(board.toasts) == 1
    board.type("te")
    assert board.type_note("").text == "pooleli mõte"


def test_a_half_edited_note_opens_again_and_escape_leaves_it(open_board):
    document = sample("01")
    first = open_board(document)
    note = first.notes("cause")[0]
    board = open_board(document, drafts={("note", note.id): "poolik parandus"})
    assert (board.page.editor.note, board.page.editor.text()) == (note.id, "poolik parandus")
    assert board.rings() == ["editor"]
    board.press("Esc")
    assert board.document.find(note.id).text == note.text
    assert board.workshop.drafts == {}


def test_closing_the_page_keeps_the_half_typed_line(open_board):
    board = open_board()
    board.type("pooleli")
    board.page.close_page()
    assert board.workshop.drafts[("line", board.canvas.id)] == "pooleli"
    board.page._stop = lambda: None  # closed once already


@pytest.mark.parametrize(("width", "words", "keys"), [(1310, True, 3), (760, False, 2), (560, False, 0)])
def test_hints_shrink_to_keys_and_then_go(open_board, width, words, keys):
    board = open_board(size=(width, 600))
    shown = [x.text() for x in board.page.bar.findChildren(QLabel) if x.isVisible()]
    assert sum(1 for x in shown if x in {"Enter", "Tab", "Ctrl+K"}) == keys
    assert ("järgmine ala" in shown) is words
    assert board.page.bar.line.width() >= 200


@pytest.mark.parametrize("width", [1019, 1310])
def test_hints_give_way_to_the_question_of_the_line(open_board, width):
    """A question that is cut cannot be answered; keys are in the sheet, too."""
    board = open_board(size=(width, 600))
    bar = board.page.bar
    question = "Как всё выглядит, когда мы у цели? Одно предложение, с которым все согласны"
    bar.say("Ввод", "Способствующие и мешающие факторы", question, [("Enter", "добавляет"), ("Tab", "следующая зона")])
    board.settle()
    shown = [x.text() for x in bar.findChildren(QLabel) if x.isVisible()]
    assert ("Enter" in shown) is (width == 1310)
    assert bar.line.fontMetrics().horizontalAdvance(question) < bar.line.width() - 20
    bar.say("Ввод", "Цель", "Что?", [("Enter", "добавляет"), ("Tab", "следующая зона")])
    board.settle()
    assert "следующая зона" in [x.text() for x in bar.findChildren(QLabel) if x.isVisible()]


def test_a_long_target_is_cut_in_the_chip_but_never_what_keys_do_and_its_tip_has_it_whole(open_board):
    board = open_board(sample("01"), "journey_map", size=(560, 600))
    button = board.page.bar.chip
    assert button.width() <= 560 * 0.5
    assert button.text().startswith("Kirjutan · T")
    assert button.toolTip() == board.chip
    board.press("Up")
    assert button.text().startswith("Muudan")


def test_the_chips_menu_lists_every_zone_and_stage(open_board):
    board = open_board(kind="journey_map")
    entries = board.page.bar.targets()
    words = [w for w, _run in entries]
    assert "Valupunktid" in words
    assert "4. Kasutan" in words
    dict(entries)["Valupunktid"]()
    dict(board.page.bar.targets())["4. Kasutan"]()
    assert board.chip == "Kirjutan · Valupunktid · 4. Kasutan"


# -- the other keyboard layout, and long lines


def test_what_was_typed_with_the_other_layout_is_offered_and_one_key_turns_it(board):
    for sign in "ghbdtn":
        board.sign(sign)
    chip = board.page.bar.repair
    assert (chip.isVisible(), chip.text().startswith("привет?")) == (True, True)
    board.press("Ctrl+R")
    assert (board.line, chip.isVisible()) == ("привет", False)
    assert board.page.bar.layout_sign.text() == "RU"
    board.press("Ctrl+Z")
    assert board.line == "ghbdtn"
    board.page.bar.line.selectAll()
    board.type("Игыышв уш ыъшвф")
    chip.click()
    assert board.line == "Bussid ei sõida"
    assert board.page.bar.layout_sign.text() == "ET"
    board.press("Return")
    assert board.texts() == ["Bussid ei sõida"]


def test_on_a_russian_layout_the_key_works_by_its_place(board):
    board.type("Игыышв уш ыъшвф")
    cyrillic(board, "К", 27)  # the key of R
    assert board.line == "Bussid ei sõida"


def test_text_that_is_right_is_left_alone_and_the_key_does_nothing(board):
    board.type("Bussid ei sõida")
    assert not board.page.bar.repair.isVisible()
    board.press("Ctrl+R")
    assert board.line == "Bussid ei sõida"


def test_from_90_letters_on_the_line_is_amber_and_says_how_to_split_and_enter_still_adds(board):
    text = "Bussid ei sõida õhtuti ega nädalavahetustel ja seetõttu ei saa noored trennist koju kuidagi ära"
    board.type(text[:89])
    assert not board.page.bar.line.property("long")
    board.type(text[89:])
    assert board.page.bar.line.property("long")
    assert any(x.text() == "pikk – Ctrl+Enter poolitab" for x in board.page.bar.findChildren(QLabel) if x.isVisible())
    board.press("Return")
    assert board.texts() == [text]
    assert not board.page.bar.line.property("long")


def test_the_text_of_a_note_that_went_while_it_was_reworded_stays_in_the_line(board):
    board.type_note("Noored ei osale")
    note = board.type_note("Bussi pole")
    board.press("Up")
    board.type(" enam")
    board.workshop.run("gone", lambda tx: tx.remove(note.id))
    board.settle()
    assert (board.mode, board.line) == ("W", "Bussi pole enam")
    board.press("Return")
    assert "Bussi pole enam" in board.texts()
