"""Tasks of a scribe done by keyboard alone on a real X server, under an Estonian and a Russian keymap.

Every task begins with the keyboard in the line of the sample's problem tree and is asserted on the document.
"""

from __future__ import annotations

import time

import pytest

from tests.drivers.waiting import PATIENCE
from tests.xcb.test_keys_on_x11 import ALTGR, CODE, PLAIN, RUSSIAN

pytestmark = [pytest.mark.slow, pytest.mark.timeout(900)]

ENTER, TAB, SPACE, BACK, DELETE = "36", "23", "65", "22", "119"
UP, DOWN, LEFT, RIGHT, HOME, END = "111", "116", "113", "114", "110", "115"
F1, F2, PAGE_DOWN = "67", "68", "117"
ESC = "Escape"
DIGITS = dict(zip("1234567890", map(str, range(10, 20)), strict=True))


class Scribe:
    """Somebody at the keyboard; `keys` types by the places of keys, whatever the layout makes of them."""

    def __init__(self, keyboard, layout: str) -> None:
        self.keyboard, self.layout = keyboard, layout
        keyboard.ask("fresh")

    @property
    def state(self) -> dict:
        return self.keyboard.state

    def press(self, *keys: str) -> dict:
        return self.keyboard.press(*keys)

    def keys(self, letters: str) -> str:
        """Press the keys that carry these letters on a Latin keyboard; what the layout types."""
        codes = [SPACE if c == " " else str(CODE[c]) for c in letters]
        self.press(*codes)
        table = {int(k): v for k, v in PLAIN.items()} if self.layout == "ee" else RUSSIAN
        return "".join(" " if c == SPACE else table[int(c)] for c in codes)

    def ctrl(self, letter: str) -> dict:
        return self.press(f"ctrl+{CODE[letter]}")

    def note(self, letters: str) -> str:
        """Write a note; its id."""
        before = set(self.state["notes"])
        self.keys(letters)
        self.press(ENTER)
        self.keyboard.until(lambda s: set(s["notes"]) - before)
        return next(iter(set(self.state["notes"]) - before))

    def opens(self, window: str, *keys: str) -> None:
        """Press keys that change which window has the keyboard: the letting go may be seen by either, or by none."""
        self.keyboard.press(*keys, wait=False)
        give_up = time.monotonic() + PATIENCE
        while self.keyboard.ask("nothing")["window"] != window:
            assert time.monotonic() < give_up, self.state["window"]

    def until(self, holds) -> dict:
        return self.keyboard.until(holds)

    def of(self, note: str) -> dict:
        return dict(zip(("text", "zone", "group", "times", "canvas", "form"), self.state["notes"][note], strict=True))


@pytest.fixture(params=["ee", "ru"])
def scribe(request, keyboards) -> Scribe:
    return Scribe(keyboards(request.param), request.param)


def test_01_write_a_note(scribe):
    before = scribe.state["digest"]
    typed = scribe.keys("bussid ei saa")
    scribe.press(ENTER)
    state = scribe.until(lambda s: s["line"] == "")
    assert state["texts"][-1] == typed
    scribe.ctrl("z")
    assert scribe.until(lambda s: s["digest"] == before)


def test_02_correct_the_last_note(scribe):
    note = scribe.note("busid")
    scribe.press(UP)
    assert (scribe.state["job"], scribe.state["line"]) == ("reword", scribe.of(note)["text"])
    more = scribe.keys("aa")
    scribe.press(ENTER)
    state = scribe.until(lambda s: s["job"] == "add")
    assert state["notes"][note][0].endswith(more)
    assert (state["mode"], state["line"]) == ("W", "")


def test_03_the_last_note_into_the_right_zone(scribe):
    note = scribe.note("vale koht")
    zone = scribe.of(note)["zone"]
    scribe.press(UP, TAB, ENTER)
    scribe.until(lambda s: s["notes"][note][1] != zone)
    scribe.press(UP, "alt+" + DOWN, ENTER)
    scribe.until(lambda s: s["job"] == "add")
    scribe.ctrl("z")


def test_04_two_ideas_in_one_line_become_two_notes(scribe):
    count = len(scribe.state["texts"])
    first, second = scribe.keys("esa "), scribe.keys("tesa")
    scribe.press(LEFT, LEFT, LEFT, LEFT, f"ctrl+{ENTER}")
    state = scribe.until(lambda s: len(s["texts"]) == count + 2)
    assert state["texts"][-2:] == [first.strip(), second]


def test_05_a_note_into_a_new_cluster(scribe):
    note = scribe.note("buss")
    clusters = len(scribe.state["clusters"])
    scribe.press(f"alt+{DIGITS[str(clusters + 1)]}")
    state = scribe.until(lambda s: len(s["clusters"]) == clusters + 1)
    assert (state["clusters"][-1], state["line"]) == (1, "")
    assert note in state["notes"]


def test_06_group_all_that_is_left_and_name_the_new_cluster(scribe):
    clusters = len(scribe.state["clusters"])
    scribe.note("buss")
    new = DIGITS[str(clusters + 1)]
    for _ in range(40):
        scribe.press(f"alt+{new}")
        if scribe.state["job"] == "name":
            break
    name = scribe.keys("tee")
    scribe.press(ENTER)
    state = scribe.until(lambda s: s["job"] == "add")
    assert state["names"][-1] == name
    assert state["clusters"][-1] >= 1


def test_07_move_a_note_to_another_zone(scribe):
    scribe.press(DOWN)
    note = scribe.until(lambda s: s["mode"] == "A")["focused"]
    zone, before = scribe.of(note)["zone"], scribe.state["digest"]
    for key in (UP, UP, UP, UP, DOWN, DOWN, DOWN, DOWN):
        if scribe.press(f"alt+{key}")["notes"][note][1] != zone:
            break
    assert scribe.of(note)["zone"] != zone
    while scribe.state["digest"] != before:
        scribe.ctrl("z")


def test_08_delete_a_note_and_bring_it_back(scribe):
    scribe.press(DOWN)
    note = scribe.until(lambda s: s["mode"] == "A")["focused"]
    before = scribe.state["digest"]
    scribe.press(DELETE)
    assert note not in scribe.until(lambda s: s["digest"] != before)["notes"]
    scribe.ctrl("z")
    assert note in scribe.until(lambda s: s["digest"] == before)["notes"]


def test_09_say_it_again(scribe):
    note = scribe.note("bussid ei saa meile")
    count = len(scribe.state["notes"])
    scribe.keys("bussid ei saa")
    assert scribe.state["same"] >= 1
    scribe.press(DOWN, ENTER)
    state = scribe.until(lambda s: s["notes"][note][3] == 2)
    assert (len(state["notes"]), state["line"]) == (count, "")


def test_10_say_who_is_speaking(scribe):
    scribe.ctrl("g")
    assert scribe.state["picking"]
    scribe.press(DIGITS["2"])
    assert not scribe.state["picking"]
    note = scribe.note("raha pole")
    assert scribe.of(note)["group"] == "2"
    scribe.ctrl("g")
    scribe.press(DIGITS["0"])
    assert scribe.of(scribe.note("veel"))["group"] == ""


def test_11_find_a_command_and_run_it(scribe):
    scribe.press(DOWN)
    note = scribe.until(lambda s: s["mode"] == "A")["focused"]
    scribe.opens("CommandPalette", f"ctrl+{CODE['k']}")
    scribe.keys("kustuta m")  # on the Russian layout other letters come, and the palette understands them
    scribe.opens("MainWindow", ENTER)
    scribe.until(lambda s: note not in s["notes"])
    scribe.ctrl("z")
    scribe.until(lambda s: note in s["notes"])


def test_12_look_at_the_keys_and_come_back_to_the_same_spot(scribe):
    typed = scribe.keys("pool")
    scribe.press(LEFT, LEFT)
    scribe.opens("KeySheet", F1)
    scribe.opens("MainWindow", ESC)
    scribe.until(lambda s: s["focus"] == "CaptureLine")
    more = scribe.keys("x")
    assert scribe.state["line"] == typed[:2] + more + typed[2:]


def test_13_make_an_action_of_a_note(scribe):
    note = scribe.note("buss tellida")
    count = len(scribe.state["actions"])
    scribe.opens("ToPlan", f"ctrl+{CODE['t']}")
    scribe.opens("MainWindow", ENTER)
    state = scribe.until(lambda s: len(s["actions"]) == count + 1)
    assert [scribe.of(note)["text"], [note]] in state["actions"]


def test_14_switch_the_canvas_and_write_there(scribe):
    first = scribe.state["canvas"]
    scribe.press(f"ctrl+{DIGITS['2']}")
    second = scribe.until(lambda s: s["canvas"] != first)["canvas"]
    note = scribe.note("peatus")
    assert scribe.of(note)["canvas"] == second
    scribe.press(f"ctrl+{PAGE_DOWN}")
    third = scribe.until(lambda s: s["canvas"] not in {first, second})["canvas"]
    assert third
    scribe.press(f"ctrl+{DIGITS['1']}")
    scribe.until(lambda s: s["canvas"] == first)


def test_15_turn_what_was_typed_with_the_wrong_layout(scribe):
    if scribe.layout == "ee":
        letters, meant = "ghbdtn", "привет"
    else:
        letters, meant = "bussid ei saa", "bussid ei saa"
    scribe.keys(letters)
    assert scribe.state["meant"] == meant
    scribe.ctrl("r")
    assert scribe.until(lambda s: s["line"] == meant)
    count = len(scribe.state["texts"])
    scribe.press(ENTER)
    assert scribe.until(lambda s: len(s["texts"]) > count)["texts"][-1] == meant


def test_16_a_sign_before_the_text_names_the_cluster(scribe):
    clusters = len(scribe.state["clusters"])
    scribe.press(f"shift+{DIGITS['3']}")  # # on the Estonian layout, № on the Russian one
    name = scribe.keys("raha ").strip()
    assert name in scribe.state["prefix"]
    note = scribe.note("toetust pole")
    state = scribe.state
    assert (state["names"][-1], state["clusters"][-1], len(state["clusters"])) == (name, 1, clusters + 1)
    assert note in state["notes"]


def test_17_rename_a_zone(scribe):
    scribe.press(DOWN, HOME)
    kind, code = scribe.until(lambda s: s["title"])["title"]
    assert (kind, bool(code)) == ("zone", True)
    scribe.press(ENTER)
    assert scribe.until(lambda s: s["job"] == "ask")["selected"] == scribe.state["line"]
    name = scribe.keys("uus")
    scribe.press(ENTER)
    assert name in scribe.until(lambda s: s["job"] == "add")["zones"]


def test_18_edit_a_note_in_its_place_and_split_it(scribe):
    scribe.press(DOWN)
    note = scribe.until(lambda s: s["mode"] == "A")["focused"]
    scribe.press(ENTER)
    text = scribe.until(lambda s: s["editor"])["editor"]
    more = scribe.keys(" xyz")
    scribe.press(LEFT, LEFT, LEFT, f"ctrl+{ENTER}")
    state = scribe.until(lambda s: s["editor"] is None)
    assert state["notes"][note][0] == text
    assert more.strip() in [n[0] for n in state["notes"].values()]


def test_19_fold_two_notes_into_one(scribe):
    scribe.press(DOWN)
    scribe.until(lambda s: s["mode"] == "A")
    for key in (LEFT, RIGHT, UP, DOWN):
        if scribe.press(f"shift+{key}")["chosen"] > 1:
            break
    assert scribe.state["chosen"] == 2
    before = scribe.state["digest"]
    scribe.ctrl("m")
    scribe.until(lambda s: s["digest"] != before)
    scribe.ctrl("z")
    scribe.until(lambda s: s["digest"] == before)


def test_20_a_quick_note_from_the_plan_into_the_parking_lot(scribe):
    scribe.press(f"ctrl+{DIGITS['4']}")
    scribe.until(lambda s: s["mode"] == "T")
    where = scribe.state["focus"]
    before = set(scribe.state["notes"])
    scribe.ctrl("n")
    scribe.until(lambda s: s["focus"] == "CaptureLine")
    typed = scribe.keys("hiljem")
    scribe.press(ENTER)
    state = scribe.until(lambda s: set(s["notes"]) - before)
    new = next(iter(set(state["notes"]) - before))
    assert (scribe.of(new)["text"], scribe.of(new)["form"]) == (typed, "parking")
    assert scribe.until(lambda s: s["focus"] == where)


def test_21_the_line_takes_every_sign_of_altgr_and_runs_nothing(scribe):
    before = scribe.state["digest"]
    scribe.press(f"{ALTGR}+26", f"{ALTGR}+52")
    if scribe.layout == "ee":
        assert scribe.until(lambda s: len(s["line"]) == 2)["line"] == "€ž"
    assert (scribe.state["digest"], scribe.state["mode"], scribe.state["window"]) == (before, "W", "MainWindow")


def test_22_link_two_notes_and_take_the_link_away(scribe):
    scribe.press(DOWN)
    source = scribe.until(lambda s: s["mode"] == "A")["focused"]
    before = scribe.state["digest"]
    for _time in range(2):
        scribe.ctrl("l")
        for key in (LEFT, RIGHT, UP, DOWN):
            if scribe.press(key)["focused"] != source:
                break
        scribe.press(ENTER)
        scribe.until(lambda s: s["focused"] == source)
        if _time == 0:
            linked = scribe.until(lambda s: s["digest"] != before)["digest"]
    scribe.until(lambda s: s["digest"] == before)
    scribe.ctrl("z")
    scribe.until(lambda s: s["digest"] == linked)


def test_23_put_a_note_off_and_bring_it_back(scribe):
    note = scribe.note("hiljem")
    scribe.ctrl("j")
    scribe.until(lambda s: s["notes"][note][5] == "parking")
    scribe.opens("CommandPalette", f"ctrl+{CODE['k']}")
    scribe.keys("ootele pandud")
    scribe.opens("MainWindow", ENTER)
    scribe.press(UP)
    scribe.until(lambda s: s["focus"] == "TopicRow")
    for _step in range(9):
        if scribe.ctrl("j")["notes"][note][5] == "note":
            break
        scribe.press(DOWN)
    assert scribe.of(note)["form"] == "note"


def test_24_find_a_note_and_go_there(scribe):
    note = scribe.note("zeppelin")
    scribe.note("veel")
    scribe.ctrl("f")
    scribe.until(lambda s: s["focus"] == "FindField")
    scribe.keys("zepp")
    scribe.press(ENTER)
    state = scribe.until(lambda s: s["mode"] == "A")
    assert state["focused"] == note
