"""The table of a plan under real keys: letters write, Enter goes down, blocks are copied, RASCI on any layout."""

from __future__ import annotations

import pytest

from tests.xcb.test_tasks_by_keyboard import DELETE, DOWN, ENTER, ESC, F2, RIGHT, TAB, UP, Scribe

pytestmark = [pytest.mark.slow, pytest.mark.timeout(900)]


@pytest.fixture(params=["ee", "ru"])
def scribe(request, keyboards) -> Scribe:
    return Scribe(keyboards(request.param), request.param)


@pytest.fixture
def table(scribe):
    scribe.keyboard.ask("plan")
    scribe.until(lambda s: s.get("cell") == ["A1", "result"])
    return scribe


def row(state: dict, number: int) -> dict:
    return dict(zip(("code", "activity", "owner", "result"), state["rows"][number], strict=True))


def test_letters_write_over_the_cell_and_enter_goes_down(table):
    typed = table.keys("uus tulemus")
    table.until(lambda s: s["typed"] == typed)
    table.press(ENTER)
    state = table.until(lambda s: s["cell"] == ["A2", "result"])
    assert row(state, 0)["result"] == typed
    assert state["typed"] is None


def test_f2_keeps_the_text_and_escape_gives_the_old_one_back(table):
    before = row(table.state, 0)["result"]
    table.press(F2)
    table.until(lambda s: s["typed"] == before)
    table.keys("ah")
    table.press(ESC)
    state = table.until(lambda s: s["typed"] is None)
    assert row(state, 0)["result"] == before
    assert state["cell"] == ["A1", "result"]


def test_tab_takes_the_text_and_goes_to_the_next_cell(table):
    typed = table.keys("vald")
    table.press(TAB)
    state = table.until(lambda s: s["cell"] == ["A1", "start"])
    assert row(state, 0)["result"] == typed


def test_a_cell_is_copied_and_pasted(table):
    first = row(table.state, 0)["result"]
    table.ctrl("c")
    table.press(DOWN)
    table.ctrl("v")
    state = table.until(lambda s: row(s, 1)["result"] == first)
    table.ctrl("z")
    state = table.until(lambda s: row(s, 1)["result"] != first)
    assert state["cell"][1] == "result"


def test_fill_down_del_and_undo(table):
    table.press(DOWN)
    before = row(table.state, 1)["result"]
    table.ctrl("d")
    table.until(lambda s: row(s, 1)["result"] == row(s, 0)["result"])
    table.press(DELETE)
    table.until(lambda s: row(s, 1)["result"] == "")
    table.ctrl("z")
    table.ctrl("z")
    table.until(lambda s: row(s, 1)["result"] == before)


def test_a_block_is_chosen_with_shift_and_emptied(table):
    table.press(f"shift+{DOWN}", f"shift+{DOWN}", DELETE)
    state = table.until(lambda s: [row(s, i)["result"] for i in range(3)] == ["", "", ""])
    assert row(state, 3)["result"] != ""


def test_a_row_is_put_in_and_rows_move(table):
    table.press(f"ctrl+{ENTER}")
    table.until(lambda s: s["typed"] == "")
    typed = table.keys("vahele")
    table.press(ENTER)
    state = table.until(lambda s: s["typed"] is None)
    assert row(state, 1)["activity"] == typed
    table.press(UP, f"alt+{UP}")
    table.until(lambda s: row(s, 0)["activity"] == typed)


def test_the_key_of_a_letter_writes_that_letter_of_rasci(scribe):
    scribe.keyboard.ask("matrix")
    scribe.until(lambda s: s.get("cell") == ["A1", "rasci:0"])
    scribe.keys("s")
    scribe.until(lambda s: s["letters"][0] == "S")
    scribe.press(RIGHT)
    scribe.keys("r")
    scribe.until(lambda s: s["letters"][1] == "R")
    scribe.keys("r")
    scribe.until(lambda s: s["letters"][1] == "")
