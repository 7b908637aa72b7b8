"""Whatever takes the keyboard shows it, by pixels that change by 3:1 or more, in every theme (WCAG 2.4.7)."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QCheckBox, QLineEdit, QListWidget, QVBoxLayout, QWidget

from koosloome_desktop.support.palette import THEMES, contrast
from koosloome_desktop.views.combo import Combo
from koosloome_desktop.views.style import apply_theme
from koosloome_desktop.views.widgets import button
from tests.drivers.window import settle

pytestmark = pytest.mark.slow

ROLES = ("", "ghost", "icon", "sign", "link", "chip", "strip", "piece")


def parts() -> dict[str, QWidget]:
    """One of everything that takes the keyboard."""
    box, found, items = QCheckBox("Ka vihjed"), Combo(), QListWidget()
    found.addItems(["üks", "kaks"])
    items.addItems(["üks", "kaks"])
    items.setCurrentRow(0)
    items.setFixedHeight(90)
    buttons = {f"button {role}": button("x", role) for role in ROLES}
    return {"check": box, "combo": found, "list": items, "field": QLineEdit("tekst"), **buttons}


def changed(before: QImage, after: QImage) -> int:
    """How many pixels differ so much that everybody sees it."""
    count, known = 0, {}
    for y in range(before.height()):
        for x in range(before.width()):
            pair = before.pixel(x, y), after.pixel(x, y)
            if pair[0] != pair[1]:
                if pair not in known:
                    known[pair] = contrast(*(QColor(p).name() for p in pair)) >= 3
                count += known[pair]
    return count


@pytest.mark.parametrize("theme", sorted(THEMES))
def test_what_has_the_keyboard_is_seen(qapp, theme):
    apply_theme(qapp, THEMES[theme])
    window, held = QWidget(), QLineEdit()
    column, made = QVBoxLayout(window), parts()
    for widget in (held, *made.values()):
        widget.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        widget.setMaximumWidth(120)
        column.addWidget(widget)
    window.show()
    window.activateWindow()
    settle()
    seen = {}
    for name, widget in made.items():
        held.setFocus(Qt.FocusReason.TabFocusReason)
        settle(2)
        before = window.grab(widget.geometry()).toImage()
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        settle(2)
        assert QApplication.focusWidget() is widget
        seen[name] = changed(before, window.grab(widget.geometry()).toImage())
    window.close()
    window.deleteLater()
    settle()
    qapp.setStyleSheet("")
    assert [name for name, pixels in seen.items() if pixels < 40] == []


@pytest.mark.parametrize("theme", sorted(THEMES))
def test_a_box_to_tick_is_large_enough_to_hit(qapp, theme):
    apply_theme(qapp, THEMES[theme])
    box = QCheckBox("Ka vihjed")
    box.ensurePolished()
    height = box.sizeHint().height()
    box.deleteLater()
    qapp.setStyleSheet("")
    assert height >= 24
