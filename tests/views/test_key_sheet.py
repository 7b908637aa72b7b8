"""Every key of keys.md section 3 that a canvas page has does something, is in the key sheet, and is a command too."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QLabel

from koosloome_desktop.services.commands import GROUPS, CommandTable
from koosloome_desktop.support.i18n import LANGUAGES, set_language
from koosloome_desktop.support.text import fold
from koosloome_desktop.views.command_synonyms import SYNONYMS
from koosloome_desktop.views.dialogs_keys import KEYS, KeySheet, everywhere_keys
from koosloome_desktop.views.dialogs_palette import CommandPalette, ranked
from koosloome_desktop.views.shortcuts import is_bound
from koosloome_desktop.views.to_plan import ToPlan
from tests.drivers.board import BoardDriver, sample
from tests.drivers.window import WindowDriver, press, settle, type_text

pytestmark = pytest.mark.slow

TYPED = "Võti on ainult ühe"  # the beginning of a note of the sample, so that "same again" has something to say

# (mode, how the sheet writes the key, what is pressed, what stands in the line before): keys.md section 3, W, A and E.
KEYS_MD = [
    ("W", "Enter", "Return", TYPED), ("W", "Ctrl+Enter", "Ctrl+Return", TYPED), ("W", "↑", "Up", ""),
    ("W", "↓", "Down", ""), ("W", "↓, siis Enter", "Down", TYPED), ("W", "Tab", "Tab", ""),
    ("W", "Shift+Tab", "Shift+Tab", ""), ("W", "Alt+↑", "Alt+Up", ""), ("W", "Alt+↓", "Alt+Down", ""),
    ("W", "Alt+←", "Alt+Left", ""), ("W", "Alt+→", "Alt+Right", ""), ("W", "Alt+1 … 9", "Alt+2", ""),
    ("W", "Alt+0", "Alt+0", ""), ("W", "F2", "F2", ""), ("W", "Ctrl+Z", "Ctrl+Z", TYPED), ("W", "Ctrl+Y", "Ctrl+Y", ""),
    ("W", "Ctrl+A", "Ctrl+A", TYPED), ("W", "Ctrl+T", "Ctrl+T", ""), ("W", "Ctrl+G", "Ctrl+G", ""),
    ("W", "Ctrl+R", "Ctrl+R", "ghbdtn"), ("W", "Ctrl+L", "Ctrl+L", ""),
    ("A", "Enter", "Return", ""), ("A", "F2", "F2", ""), ("A", "↑", "Up", ""), ("A", "↓", "Down", ""),
    ("A", "←", "Left", ""), ("A", "→", "Right", ""), ("A", "Shift+→", "Shift+Right", ""),
    ("A", "Ctrl+→", "Ctrl+Right", ""), ("A", "Tühik", "Space", ""), ("A", "Tab", "Tab", ""),
    ("A", "Shift+Tab", "Shift+Tab", ""), ("A", "Alt+→", "Alt+Right", ""), ("A", "1 … 9", "2", ""), ("A", "0", "0", ""),
    ("A", "Alt+1 … 9", "Alt+2", ""), ("A", "+", "+", ""), ("A", "−", "-", ""), ("A", "tähed", "k", ""),
    ("A", "Delete", "Del", ""), ("A", "Ctrl+A", "Ctrl+A", ""), ("A", "Ctrl+Z", "Ctrl+Z", ""),
    ("A", "Ctrl+T", "Ctrl+T", ""), ("A", "Ctrl+L", "Ctrl+L", ""), ("A", "Ctrl+M", "", ""),
    ("A", "Ctrl+G", "Ctrl+G", ""), ("A", "Home", "Home", ""),
    ("A", "Esc", "Esc", ""),
    ("E", "Enter", "Return", ""), ("E", "Shift+Enter", "Shift+Return", ""), ("E", "Ctrl+Enter", "Ctrl+Return", ""),
    ("E", "Tab", "Tab", ""), ("E", "Shift+Tab", "Shift+Tab", ""), ("E", "Esc", "Esc", ""),
]  # fmt: skip
EVERYWHERE = ("Ctrl+K", "Ctrl+N", "Ctrl+E", "Ctrl+1", "Ctrl+4", "Ctrl+PgUp", "Ctrl+PgDown", "Ctrl+0", "Ctrl++",
              "Ctrl+-", "F6", "Shift+F6", "F1", "F11", "Ctrl+Z", "Ctrl+Y", "Ctrl+T", "Ctrl+M", "Ctrl+L",
              "Ctrl+G", "Ctrl+F", "F3", "Ctrl+H", "Ctrl+J")  # fmt: skip


@pytest.fixture
def driver(open_window):
    made = open_window("01")
    made.open(0)
    return made


@pytest.fixture(scope="module")
def commands(qapp, tmp_path_factory) -> CommandTable:
    """The commands of one window, for all tests that only look for them."""
    made = WindowDriver(tmp_path_factory.mktemp("window"), ("01",))
    made.open(0)
    yield made.ctx.commands
    made.close()
    qapp.setStyleSheet("")


def state(board: BoardDriver) -> tuple:
    """Everything that a key may change."""
    page, desk = board.page, board.page.desk
    return (board.mode, board.line, page.bar.line.cursorPosition(), page.bar.line.selectedText(), desk.job, desk.focus,
            desk.selected, desk.target, desk.current, page.titles.now, page.same.at, page.speaking.picking,
            page.linking.active, page.editor.note, page.editor.text(), board.document.digest(), tuple(board.ran),
            tuple(board.toasts), forms())  # fmt: skip


def forms() -> int:
    """How many forms for an action stand open."""
    return sum(isinstance(w, ToPlan) and w.isVisible() for w in QApplication.topLevelWidgets())


def at_desk(open_board, mode: str, typed: str) -> BoardDriver:
    """A page of the sample in a mode, with a note in a cluster, two dots on it, and something to undo and redo."""
    board = open_board(sample("01"))
    causes = [n for n in board.notes("cause") if n.parent]
    inner = next(n for n in causes if len(board.page.presenter.siblings(n)) > 2)
    note = board.page.presenter.siblings(inner)[1]
    board.page.verbs.cluster([note.id], 1)
    board.page.verbs.bump(note.id, 2)
    board.page.verbs.reword(note.id, "muudetud")
    board.workshop.undo()
    board.page.desk.current = note.id
    board.page.desk.target = board.page.presenter.of_note(note)
    if mode != "W":
        board.page.go_to(note.id)
    if mode == "E":
        board.press("Return", "Ctrl+Home", "Right", "Right")
    board.type(typed) if typed else None
    board.settle()
    return board


@pytest.mark.parametrize(("mode", "shown", "pressed", "typed"), KEYS_MD)
def test_every_key_of_a_canvas_page_does_something_and_is_listed(open_board, mode, shown, pressed, typed):
    listed = {key for line in _shown(mode) for key in single(line)}
    if pressed:
        board = at_desk(open_board, mode, typed)
        before = state(board)
        board.press(pressed)
        assert state(board) != before, f"{pressed} does nothing in {mode}"
        listed |= {key for key, _text in everywhere_keys(mode, board.ctx.commands)}
    assert shown in listed, f"{shown} is not in the sheet of {mode}: {sorted(listed)}"


def single(keys: str) -> set[str]:
    """The keys of one line of the sheet, each by itself: ``Alt+↑ ↓ ← →`` are four, ``Alt+1 … 9, 0`` two."""
    if keys in {"+  −", "↓, siis Enter"}:
        return {"+", "−"} if "−" in keys else {keys}
    found: set[str] = set()
    for part in (p.strip() for p in keys.split(",")):
        prefix = part.rstrip("↑↓←→ ")
        arrows = [c for c in part[len(prefix) :] if c in "↑↓←→"]
        found |= {prefix + arrow for arrow in arrows} or {part}
    return found | ({"Alt+0"} if keys.startswith("Alt+1") else set())


def _shown(mode: str) -> list[str]:
    from koosloome_desktop.support.i18n import _

    return [_(keys) for keys, _text in KEYS[mode]]


def test_what_works_everywhere_is_bound_on_the_window_and_listed_in_every_mode(driver):
    table = driver.ctx.commands
    bound = {k.lower() for k in table.shortcuts() if is_bound(k)}
    for key in EVERYWHERE:
        assert key.lower() in bound, key
    for mode in ("W", "A", "E", "T"):
        sheet = KeySheet(mode, table, parent=driver.window)
        said = " | ".join(x.text() for x in sheet.findChildren(QLabel))
        for key in EVERYWHERE:
            assert key.replace("PgDown", "PgDn") in said, (mode, key)
        sheet.deleteLater()


def test_every_bound_key_of_the_table_is_in_the_sheet_whether_it_can_be_run_now_or_not(commands):
    table = commands
    for mode in KEYS:
        said = {k.strip() for keys in _shown(mode) for k in keys.split(",")}
        said |= {key for key, _text in everywhere_keys(mode, table)}
        from koosloome_desktop.views.key_words import shown_key

        missing = [c.id for c in table if c.shortcut and is_bound(c.shortcut) and shown_key(c.shortcut) not in said]
        assert missing == [], mode


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_palette_finds_every_command_by_its_title_in_every_language(commands, lang):
    set_language(lang)
    every = list(commands)
    for command in every:
        assert command.title.strip(), command.id
        assert command in ranked(every, command.title), (lang, command.id)
    assert {c.group for c in every} <= {code for code, _word in GROUPS}


@pytest.mark.parametrize(
    ("lang", "typed", "wanted"),
    [
        ("et", "eemalda", "note.delete"), ("et", "klaster", "note.cluster.1"), ("et", "kirjaviga", "line.last"),
        ("et", "prindi", "window.export"), ("et", "kiirklahvid", "window.keys"), ("ru", "удалить", "note.delete"),
        ("ru", "печать", "window.export"), ("en", "shortcuts", "window.keys"), ("en", "erase", "note.delete"),
        ("et", "ctrl+t", "note.to_action"), ("et", "F11", "window.full"), ("et", "KUSTUTA märge", "note.delete"),
        ("et", "лгыегеф ьäкпу", "note.delete"), ("ru", "elfkbnm", "note.delete"),
    ],
)  # fmt: skip
def test_the_palette_finds_by_other_words_keys_and_the_other_keyboard_layout(commands, lang, typed, wanted):
    set_language(lang)
    assert wanted in [c.id for c in ranked(list(commands), typed)]


def test_titles_go_before_other_words(commands):
    found = [c.id for c in ranked(list(commands), "suurem")]
    assert found[0] == "window.larger"


def test_every_entry_of_other_words_is_about_a_command(driver):
    ids = [c.id for c in driver.ctx.commands]
    for page in ("votes", "agenda", "people"):
        driver.window.actions_.rail(page)
        settle()
        ids += [c.id for c in driver.ctx.commands]
    driver.open(1)  # a journey
    ids += [c.id for c in driver.ctx.commands]
    driver.plan()
    ids += [c.id for c in driver.ctx.commands]
    known = {key for key in SYNONYMS if any(i == key or i.startswith(f"{key}.") for i in ids)}
    assert set(SYNONYMS) - known <= {"window.add", "zone"}  # this sample has no form with zones of one's own


def test_the_palette_finds_notes_of_every_canvas_and_goes_there(driver):
    driver.window.activateWindow()
    page = driver.view.page()
    page.focus_line()
    from koosloome_desktop.views.palette_records import records_found

    found = records_found(driver.view, fold("KÜTTE"))
    assert len(found) > 2
    assert all(fold("kütte") in fold(c.title) for c in found)
    far = next(c for c in found if driver.document.find(c.id.removeprefix("found.")).canvas != driver.view.current)
    palette = CommandPalette(driver.ctx.commands, driver.window, lambda text: records_found(driver.view, text))
    palette.show()
    type_text(palette.search, far.title.partition(": ")[2])
    settle()
    assert far.id in [c.id for c in palette.model.commands]
    palette.close()
    palette.deleteLater()
    far.run()
    settle()
    record = driver.document.find(far.id.removeprefix("found."))
    assert driver.view.current == record.canvas


def test_short_texts_find_commands_only(driver):
    asked = []
    palette = CommandPalette(driver.ctx.commands, driver.window, lambda text: asked.append(text) or ())
    type_text(palette.search, "kü")
    assert asked == []
    type_text(palette.search, "t")
    assert asked == ["küt"]
    press(palette.search, "Return")
    palette.deleteLater()


def test_cluster_commands_say_the_name_that_the_cluster_has_now(open_board):
    board = open_board(sample("01"))
    table: CommandTable = board.ctx.commands
    name = board.clusters()[0].label
    assert table.by_id("note.cluster.1").title.endswith(f"1 {name}")
    board.page.verbs.name_cluster(board.clusters()[0].id, "Uus nimi")
    assert table.by_id("note.cluster.1").title.endswith("1 Uus nimi")
    after = len(board.clusters()) + 1
    assert table.by_id(f"note.cluster.{after}").title.endswith("uus märkmerühm")


@pytest.mark.parametrize(("where", "mode", "says"), [
    ("canvas", "W", "lisa märge"), ("agenda", "S", "lisa see, mis reale on kirjutatud"),
    ("parking", "S", "lisa see, mis reale on kirjutatud"), ("count", "C", "jäta arv alles, esimesele reale"),
])  # fmt: skip
def test_f1_shows_the_keys_of_the_page_one_is_on(driver, where, mode, says):
    if where == "count":
        driver.view.open_canvas("votes")
        settle()
        press(driver.view.page().setup.people, "Return")
    elif where != "canvas":
        driver.view.open_canvas(where)
    settle()
    seen: list[str] = []

    def look(sheet) -> None:
        seen.extend(x.text() for x in sheet.findChildren(QLabel))

    driver.answer(KeySheet, look, driver.window.actions_.keys)
    assert says in seen, mode
    if mode != "W":
        assert "lisa märge" not in seen
