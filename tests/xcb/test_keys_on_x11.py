"""The keys of the line, the board and the editor under real keymaps: us, ee, ru alone, ru with ee."""

from __future__ import annotations

import pytest

pytestmark = [pytest.mark.slow, pytest.mark.timeout(900)]

RETURN, TAB, DELETE, F2 = "36", "23", "119", "68"
ESC = "Escape"  # a single digit would be a sign, not a key code
ROWS = ((24, "qwertyuiop"), (38, "asdfghjkl"), (52, "zxcvbnm"), (10, "1234567890"))
CODE = {sign: start + i for start, letters in ROWS for i, sign in enumerate(letters)} | {"/": 61, ".": 60, ",": 59}
ALTGR = "108"
# What an Estonian keyboard types, by key code: plain, with Shift, with AltGr.
PLAIN = {
    **{str(c): s for s, c in CODE.items() if s.isalnum()},
    "34": "ü", "35": "õ", "47": "ö", "48": "ä", "20": "+", "51": "'", "59": ",", "60": ".", "61": "-", "94": "<",
}  # fmt: skip
SHIFTED = {
    **{str(c): s.upper() for s, c in CODE.items() if s.isalpha()},
    **dict(zip(map(str, range(10, 20)), '!"#¤%&/()=', strict=True)),
    "34": "Ü", "35": "Õ", "47": "Ö", "48": "Ä", "20": "?", "51": "*", "59": ";", "60": ":", "61": "_", "94": ">",
}  # fmt: skip
WITH_ALTGR = {"39": "š", "52": "ž", "26": "€", "11": "@", "12": "£", "13": "$", "16": "{", "17": "[", "18": "]",
              "19": "}", "20": "\\"}  # fmt: skip
RUSSIAN = dict(zip([*range(24, 36), *range(38, 49), *range(52, 61)], "йцукенгшщзхъфывапролджэячсмитьбю", strict=True))


@pytest.fixture
def ee(keyboards):
    keyboard = keyboards("ee")
    keyboard.ask("clear")
    return keyboard


@pytest.fixture
def ru(keyboards):
    keyboard = keyboards("ru")
    keyboard.ask("clear")
    return keyboard


def test_everything_an_estonian_keyboard_types_is_text_and_runs_nothing(keyboards):
    keyboard = keyboards("ee", "record")
    keyboard.ask("clear")
    keyboard.press(*PLAIN)
    keyboard.press(*(f"shift+{code}" for code in SHIFTED))
    keyboard.press(*(f"{ALTGR}+{code}" for code in WITH_ALTGR))
    wanted = "".join([*PLAIN.values(), *SHIFTED.values(), *WITH_ALTGR.values()])
    state = keyboard.until(lambda s: len(s["line"]) >= len(wanted))
    assert state["line"] == wanted
    assert state["ran"] == []


def test_everything_a_russian_keyboard_types_is_text_and_runs_nothing(keyboards):
    keyboard = keyboards("ru", "record")
    keyboard.ask("clear")
    state = keyboard.press(*map(str, RUSSIAN))
    assert (state["line"], state["ran"]) == ("".join(RUSSIAN.values()), [])


def test_a_dead_caron_and_s_make_one_letter(ee):
    ee.press("49", "39")
    assert ee.until(lambda s: s["line"])["line"] == "š"


def test_letters_over_a_note_write_on_every_layout(keyboards):
    for layout, letter in (("ee", "t"), ("ru", "е"), ("us", "t")):
        keyboard = keyboards(layout)
        keyboard.ask("clear")
        before = keyboard.state["texts"]
        keyboard.ask("arrange")
        assert keyboard.state["mode"] == "A"
        state = keyboard.press(str(CODE["t"]))
        assert (state["mode"], state["line"], state["texts"]) == ("W", letter, before)
        keyboard.ask("clear")


def test_ctrl_e_leaves_the_line_though_qt_would_move_the_cursor(keyboards):
    keyboard = keyboards("ee", "record")
    keyboard.ask("clear")
    state = keyboard.press(str(CODE["a"]), f"ctrl+{CODE['e']}")
    assert (state["line"], state["ran"]) == ("a", ["window.export"])


def test_ctrl_z_is_the_texts_and_on_an_empty_line_the_documents(ee):
    notes = ee.state["texts"]
    ee.press(*(str(CODE[c]) for c in "abc"), RETURN)
    assert ee.until(lambda s: s["texts"] != notes)["texts"] == [*notes, "abc"]
    ee.press(*(str(CODE[c]) for c in "de"), f"ctrl+{CODE['z']}")
    assert (ee.state["line"], len(ee.state["texts"])) == ("", len(notes) + 1)
    ee.press(f"ctrl+{CODE['z']}")
    assert ee.until(lambda s: len(s["texts"]) == len(notes))["texts"] == notes
    assert "abc" in ee.state["toast"]
    ee.press(f"ctrl+{CODE['y']}")
    assert ee.until(lambda s: len(s["texts"]) > len(notes))["texts"][-1] == "abc"
    ee.press(f"ctrl+{CODE['z']}")


def test_ctrl_z_on_a_russian_layout_alone_works_by_the_key_that_is_pressed(ru):
    notes = ru.state["texts"]
    ru.press("38", "39", RETURN)
    assert ru.until(lambda s: s["texts"] != notes)["texts"] == [*notes, "фы"]
    ru.press("38", f"ctrl+{CODE['z']}")
    assert (ru.state["line"], len(ru.state["texts"])) == ("", len(notes) + 1)
    ru.press(f"ctrl+{CODE['z']}")
    assert ru.until(lambda s: len(s["texts"]) == len(notes))["texts"] == notes
    ru.press("38", "39", f"ctrl+{CODE['a']}")
    assert ru.state["selected"] == "фы"


@pytest.mark.parametrize("layout", ["us", "ee", "ru", "ru+ee"])
def test_every_ctrl_letter_of_the_table_fires_on_every_layout_from_line_and_board(keyboards, layout):
    keyboard = keyboards(layout, "record")
    keys = {
        "k": "window.palette", "e": "window.export", "t": "note.to_action", "n": "window.line", "g": "note.group",
        "r": "line.repair", "m": "note.merge", "l": "note.link", "j": "note.park", "f": "window.find",
        "h": "window.replace",
    }  # fmt: skip
    for mode in ("clear", "arrange"):
        keyboard.ask("clear")
        keyboard.ask(mode)
        keyboard.ask("record")
        for letter, command in keys.items():
            before = len(keyboard.state["ran"])
            keyboard.press(f"ctrl+{CODE[letter]}")
            state = keyboard.until(lambda s, n=before: len(s["ran"]) > n)
            assert state["ran"][-1] == command, (layout, mode)
            assert len(state["ran"]) == before + 1


@pytest.mark.parametrize("layout", ["ee", "ru"])
def test_alt_digit_groups_from_the_line_and_types_nothing(keyboards, layout):
    keyboard = keyboards(layout)
    keyboard.ask("clear")
    keyboard.press(str(CODE["a"]), RETURN)
    keyboard.until(lambda s: s["line"] == "")
    before = keyboard.state["clusters"]
    state = keyboard.press("alt+11")
    assert state["clusters"][1] == before[1] + 1
    state = keyboard.press("alt+18")  # Alt+9: there is no ninth cluster
    assert (state["line"], state["clusters"][1]) == ("", before[1] + 1)
    keyboard.press(f"ctrl+{CODE['z']}", f"ctrl+{CODE['z']}")


def test_tab_goes_to_the_next_zone_and_f2_and_escape_do_as_they_say(ee):
    before = ee.state["target"]
    assert ee.press(TAB)["target"] != before
    ee.ask("arrange")
    state = ee.press(F2)
    assert (state["mode"], bool(state["editor"])) == ("E", True)
    text = state["editor"]
    state = ee.press(f"{ALTGR}+26", str(CODE["a"]))
    assert state["editor"] == text + "€a"
    state = ee.press(f"ctrl+{CODE['z']}")
    assert state["mode"] == "E"
    assert state["texts"] == ee.state["texts"]
    state = ee.press(ESC)
    assert (state["mode"], state["editor"]) == ("A", None)
    assert ee.press(ESC)["mode"] == "W"


def test_digits_group_over_a_note_and_delete_is_undone(ee):
    notes = ee.state["texts"]
    ee.ask("arrange")
    before = ee.state["clusters"]
    state = ee.press("12")
    assert sum(state["clusters"]) >= sum(before)
    ee.ask("arrange")
    state = ee.press(DELETE)
    assert len(state["texts"]) == len(notes) - 1
    ee.press(f"ctrl+{CODE['z']}", f"ctrl+{CODE['z']}")
    assert ee.until(lambda s: len(s["texts"]) == len(notes))
