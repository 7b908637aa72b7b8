"""K1–K3 of the keys in a follow-up, over random key sequences: Esc converges, nothing typed is lost, letters write."""

from __future__ import annotations

import random

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit

from koosloome_desktop.operations import review as verbs
from tests.drivers.window import press, settle, type_text

pytestmark = pytest.mark.slow

KEYS = ("1", "2", "3", "4", "5", "6", "Up", "Down", "Tab", "Return", "Esc", "+", "-", "Ctrl+Z", "Home")
WORDS = ("veel", "õhtu", "ы", "koosolek 12", "30.11.2026", "450", "t", "s", "h")


@pytest.fixture
def view(open_window):
    driver = open_window("03")
    page = driver.plan()
    driver.ctx.commands.run("plan.review")
    settle()
    return driver, page, page.views.current()


def focused():
    widget = QApplication.focusWidget()
    assert widget is not None, "the keyboard is nowhere"
    return widget


@pytest.mark.parametrize("seed", range(6))
def test_esc_converges_and_letters_only_write(view, seed, monkeypatch):
    driver, page, review = view
    ran = []
    real = driver.ctx.commands.run

    def run(command_id: str) -> bool:
        """Letters and digits run no command; undo may."""
        if command_id == "window.undo":
            return real(command_id)
        ran.append(command_id)
        return True

    monkeypatch.setattr(driver.ctx.commands, "run", run)
    rng = random.Random(seed)
    for _step in range(60):
        if verbs.open_review(driver.document, page.canvas_id) is None:
            return  # the whole meeting was undone, or finished
        if rng.random() < 0.3:
            word = rng.choice(WORDS)
            before = focused()
            type_text(before, word)
            if before is review.rows and review.rows.current().row is not None:
                assert focused() is review.card.remark.field
                assert review.card.remark.field.text().endswith(word)
        else:
            press(focused(), rng.choice(KEYS))
        settle(1)
        assert page.views.current() is review
        if not review.isAncestorOf(focused()):
            review.rows.setFocus()  # Tab went on to other parts of the window
    assert ran == []
    for _time in range(3):
        press(focused(), "Esc")
        settle(1)
    assert focused() is review.rows
    assert review.rows.currentIndex().row() == 0


def test_what_is_typed_is_kept_by_every_way_out(view):
    driver, page, review = view
    for code, leave in enumerate(("Esc", "Return", "Tab")):
        review.rows.setFocus()
        review.rows.setCurrentIndex(review.rows.lines.index(code))
        type_text(review.rows, f"märkus {code}")
        press(focused(), leave)
        settle()
        action = review.rows.lines.lines[code].row.action
        found = verbs.row_noted(verbs.open_review(driver.document, page.canvas_id), action)
        assert found["note"] == f"märkus {code}"
    assert isinstance(focused(), QLineEdit)
