"""Ctrl+L: arrows, letters or a click choose the other note, a digit the kind, Enter links; the same again unlinks."""

from __future__ import annotations

from dataclasses import replace

import pytest

from koosloome_desktop.canvases import links as link_words
from koosloome_desktop.canvases.spec import LinkKind, Words
from koosloome_desktop.operations import queries
from tests.drivers.board import BoardDriver, sample

pytestmark = pytest.mark.slow


@pytest.fixture
def filled(board):
    for text in ("Põhimure", "Buss ei käi", "Raha pole", "Teed on halvad"):
        board.type_note(text)
    board.click(board.note("Buss ei käi"))
    return board


def links(driver: BoardDriver, link_type: str = "relation") -> list[tuple[str, str, str]]:
    found = queries.links(driver.document, driver.canvas.id, link_type)
    text = {n.id: n.text for n in driver.notes()}
    return [(text[x.source], text[x.target], x.label) for x in found]


def test_arrows_choose_and_enter_links(filled):
    before = filled.document.digest()
    filled.press("Ctrl+L")
    assert "Seon" in filled.chip
    filled.press("Right")
    target = filled.ring
    filled.press("Return")
    assert links(filled) == [("Buss ei käi", target, "")]
    assert filled.ring == "Buss ei käi"
    curve = next(c for c in filled.page.view.board.curves if c.role == "relation")
    assert curve.key.startswith(filled.note("Buss ei käi").id)
    filled.press("Ctrl+Z")
    assert filled.document.digest() == before


def test_letters_find_the_other_note_and_backspace_takes_one_back(filled):
    filled.press("Ctrl+L")
    filled.type("halv")
    assert filled.ring == "Teed on halvad"
    assert "1/1" in filled.page.bar.line.placeholderText()
    assert filled.line == ""
    filled.press("Backspace")
    filled.type("õõõ")
    assert "0/0" in filled.page.bar.line.placeholderText()
    for _ in range(6):
        filled.press("Backspace")
    filled.type("raha pole")
    filled.press("Return")
    assert links(filled) == [("Buss ei käi", "Raha pole", "")]


def test_arrows_go_from_one_found_note_to_the_next(filled):
    filled.press("Ctrl+L")
    filled.type("e")
    found = [filled.ring]
    filled.press("Down")
    found.append(filled.ring)
    assert found[0] != found[1]
    assert all("e" in text for text in found)
    filled.press("Up")
    assert filled.ring == found[0]


def test_escape_leaves_everything_and_goes_back(filled):
    before = filled.document.digest()
    filled.press("Ctrl+L", "Right")
    filled.press("Escape")
    assert (filled.mode, filled.ring) == ("A", "Buss ei käi")
    assert not filled.page.linking.active
    assert filled.document.digest() == before
    filled.press("Ctrl+L", "Ctrl+L")
    assert not filled.page.linking.active


def test_the_same_two_again_take_the_link_away(filled):
    for _ in range(2):
        filled.press("Ctrl+L")
        filled.type("raha")
        filled.press("Return")
    assert links(filled) == []


def test_a_click_links_at_once_and_a_click_on_paper_leaves(filled):
    filled.press("Ctrl+L")
    filled.click(filled.note("Raha pole"))
    assert links(filled) == [("Buss ei käi", "Raha pole", "")]
    filled.press("Ctrl+L")
    filled.page.mouse.paper_clicked(1.0, 1.0)
    assert not filled.page.linking.active
    assert filled.mode == "A"


def test_enter_on_the_note_itself_asks_for_another(filled):
    filled.press("Ctrl+L", "Return")
    assert filled.page.linking.active
    assert filled.toasts
    assert links(filled) == []


def test_keys_that_change_notes_wait(filled):
    count = len(filled.notes())
    filled.press("Ctrl+L", "Delete", "Shift+Right", "Alt+Right")
    assert len(filled.notes()) == count
    assert filled.mode == "A"


def test_writing_ends_it(filled):
    filled.press("Ctrl+L")
    filled.page.bar.line.setFocus()
    filled.settle()
    assert not filled.page.linking.active
    filled.type_note("Uus mure")
    assert links(filled) == []


@pytest.fixture
def kinds(monkeypatch):
    """Two kinds of links on every canvas."""
    found = (
        LinkKind("cooperates", Words("teeb koostööd", "cooperates", "сотрудничает")),
        LinkKind("clash", Words("konflikt", "conflict", "конфликт"), "clash"),
    )
    known = link_words.variant_of
    monkeypatch.setattr(link_words, "variant_of", lambda *a: replace(known(*a), links=found))
    return found


def test_a_digit_names_the_kind_and_another_one_changes_it(filled, kinds):
    filled.press("Ctrl+L")
    assert any("konflikt" in text for text in filled.page.strip.texts())
    filled.sign("2")
    filled.type("teed")
    filled.press("Return")
    assert links(filled) == [("Buss ei käi", "Teed on halvad", "clash")]
    assert any(c.role == "clash" for c in filled.page.view.board.curves)
    assert "konflikt" in [t.text for t in filled.page.view.board.texts]
    filled.press("Ctrl+L")
    filled.sign("1")
    filled.type("teed")
    filled.press("Return")
    assert links(filled) == [("Buss ei käi", "Teed on halvad", "cooperates")]


def test_a_need_and_a_resource_become_a_match(open_board):
    driver = open_board(sample("01"), "resource_map")
    need = queries.unmatched_needs(driver.document, driver.canvas.id)[0]
    offered = queries.notes(driver.document, driver.canvas.id)[0]
    driver.click(offered)
    driver.press("Ctrl+L")
    driver.page.modes.arrange(need.id)
    driver.press("Return")
    assert (need.text, offered.text, "") in links(driver, "match")
    assert need.id not in {n.id for n in queries.unmatched_needs(driver.document, driver.canvas.id)}
