"""Texts that break programs, wherever else one can be typed: panels, titles, and the lines of pages of rows."""

from __future__ import annotations

import json
import sys

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from koosloome_desktop.model.payload import line_of
from koosloome_desktop.support.text import TextTooLong, clean_title
from koosloome_desktop.views.inspector_parts import EditText
from tests.drivers.nasty import KEPT, NASTY, squashed
from tests.drivers.window import WindowDriver, press, settle, type_text

pytestmark = pytest.mark.slow


def _leave() -> None:
    focused = QApplication.focusWidget()
    if focused is not None:
        focused.clearFocus()
    settle()


def _write(widget: QWidget, text: str) -> None:
    """Put a text in place of all there is, as the clipboard or an input method does."""
    widget.setFocus()
    widget.selectAll()
    type_text(widget, text)


def _texts(window) -> str:
    return "\n".join(line_of(r) for r in window.document.records())


@pytest.fixture(scope="module")
def journey(qapp, tmp_path_factory):
    """The window on a journey, its panel open beside it."""
    driver = WindowDriver(tmp_path_factory.mktemp("nasty"), ("01",), size=(1600, 900))
    driver.open(1)
    if not driver.view.inspector_open():
        driver.view.toggle_inspector()
    settle()
    yield driver
    driver.close()
    qapp.setStyleSheet("")


@pytest.mark.parametrize("name", ["markup", "nul", "surrogate", "rtl"])
def test_as_a_persona_and_the_name_of_a_stage_in_the_panel(journey, name):
    journey.view.page().modes.write()
    settle()
    for place in (0, 9):  # who it is, and a stage
        field = journey.view.inspector.findChildren(EditText)[place]
        _write(field, NASTY[name])
        _leave()
        assert json.dumps(KEPT[name], ensure_ascii=False)[1:-1] in _texts(journey), field.accessibleName()
        journey.window.actions_.undo()
        settle()


def test_a_text_that_is_too_long_stays_in_its_field_of_the_panel(journey, monkeypatch):
    """It was refused, and the field took it for kept: nothing said at the next look that it was not."""
    said: list[str] = []
    monkeypatch.setattr(sys, "excepthook", lambda _kind, error, _trace: said.append(str(error)))
    before = journey.document.digest()
    field = journey.view.inspector.findChildren(EditText)[0]
    field.setPlainText("õ" * 10_001)
    with pytest.raises(TextTooLong):
        field.keep()
    assert field.changed()
    assert journey.document.digest() == before
    field.setPlainText(field._old)


@pytest.mark.parametrize("page", ["agenda", "people", "parking"])
def test_in_the_line_of_a_page_of_rows(journey, page):
    journey.ctx.commands.run(f"window.{page}")
    settle()
    line = journey.view.page().bar.line
    for name in ("surrogate", "markup", "decomposed"):
        _write(line, NASTY[name])
        press(line, "Return")
        settle()
        assert squashed(KEPT[name].split(",")[0]) in squashed(_texts(journey)), name
        journey.window.actions_.undo()
        settle()
    before = journey.document.digest()
    _write(line, "\u200b")
    press(line, "Return")
    assert journey.document.digest() == before
    line.clear()


@pytest.mark.parametrize("name", NASTY)
def test_as_the_title_of_a_zone(open_board, name):
    board = open_board()
    board.page.titles.rename(("zone", "effect"))
    board.press("Ctrl+A")
    board.type(NASTY[name])
    board.press("Return")
    if name == "long":  # a title has its own limit: refused, said, and still in the line
        assert board.page.presenter.zone("effect").title != NASTY[name]
        assert "200" in board.toasts[-1]
        assert board.line == NASTY[name]
        board.press("Ctrl+A")
        board.type("Lühem")
        board.press("Return")
        assert board.page.presenter.zone("effect").title == "Lühem"
    else:
        assert board.page.presenter.zone("effect").title == clean_title(NASTY[name]).text
        assert squashed(board.page.presenter.zone("effect").title) in squashed(
            "".join(t.text for t in board.page.view.board.zone("effect").texts)
        )
