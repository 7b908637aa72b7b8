"""Through every screen there is a picture of: nothing one can act on is without a name or too small for a finger, every
note is in the tree, every field shows what of a text no file can hold.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

from koosloome_desktop.support.text import is_kept
from koosloome_desktop.views.board.accessible import SpokenView
from koosloome_desktop.views.capture_line import CaptureLine
from koosloome_desktop.views.shots import Studio
from koosloome_desktop.views.shots_paper import PAGES
from koosloome_desktop.views.shots_scenes import SCENES
from koosloome_desktop.views.spoken_list import interface_of
from koosloome_desktop.views.whole_text import text_in, text_of
from tests.drivers.nasty import NASTY

ACTED_ON = (QAbstractButton, QLineEdit, QTextEdit, QPlainTextEdit, QComboBox, QAbstractSpinBox, QAbstractItemView)
NAME, DESCRIPTION = QAccessible.Text.Name, QAccessible.Text.Description


def nameless(root: QWidget) -> Iterator[str]:
    """Everything in sight that can be acted on and that a screen reader would only call by its kind."""
    for widget in [root, *root.findChildren(QWidget)]:
        if isinstance(widget, ACTED_ON) and widget.isVisible():
            # The field inside a combo or spin box speaks with its owner's name.
            owner = widget.parentWidget()
            if isinstance(widget, QLineEdit) and isinstance(owner, QComboBox | QAbstractSpinBox):
                continue
            found = QAccessible.queryAccessibleInterface(widget)
            if found is None or not found.text(NAME).strip():
                yield f"{type(widget).__name__} in {type(owner).__name__}"


def unspoken(view: SpokenView) -> Iterator[str]:
    """Notes of a board that are no nodes, or nodes without text, role or place."""
    root = interface_of(view)
    boxes = {box.id: box for box in view.board.notes}
    if root.role() != QAccessible.Role.List or not root.text(NAME):
        yield "the board"
    if root.childCount() != len(boxes):
        yield f"{root.childCount()} nodes for {len(boxes)} notes"
    for number in range(root.childCount()):
        node = root.child(number)
        if node.role() != QAccessible.Role.ListItem or not node.text(NAME).strip() or not node.text(DESCRIPTION):
            yield node.text(NAME)


LEAST = 24
"""Px of a target (WCAG 2.2, 2.5.8): a smaller one has so much room round its middle."""


def pinched(root: QWidget) -> Iterator[str]:
    """What one can act on and a finger might miss: smaller than that, and nearer than that to something else."""
    kinds = QAbstractButton | QLineEdit | QPlainTextEdit | QComboBox
    shown = [w for w in root.findChildren(QWidget) if isinstance(w, kinds) and w.isVisible() and w.isEnabled()]
    places = {w: QRect(w.mapTo(root, QPoint(0, 0)), w.size()) for w in shown}
    for widget, place in places.items():
        if place.width() >= LEAST and place.height() >= LEAST:
            continue
        round_it = QRect(0, 0, LEAST, LEAST)
        round_it.moveCenter(place.center())
        for other, there in places.items():
            if other is widget or other.isAncestorOf(widget) or not there.intersects(round_it):
                continue
            seen = other.visibleRegion().boundingRect()  # not what was scrolled away
            if seen.translated(there.topLeft()).intersects(round_it):
                yield f"{type(widget).__name__} {widget.accessibleName()} {place.size().toTuple()}"


def hiding(root: QWidget, tried: set[tuple[str, str]]) -> Iterator[str]:
    """Fields that do not show what was pasted as it can be kept; each is tried once and left as it was."""
    for field in root.findChildren(QWidget):
        if not isinstance(field, QLineEdit | QPlainTextEdit) or not field.isVisible() or field.isReadOnly():
            continue
        who = (type(field).__name__, field.accessibleName())
        own = isinstance(field, CaptureLine) or who[0] == "_Text"  # these tell the doors themselves (test_nasty_texts)
        if own or who in tried or not field.isEnabled():
            continue
        tried.add(who)
        before = field.text() if isinstance(field, QLineEdit) else field.toPlainText()
        QGuiApplication.clipboard().setText(NASTY["surrogate"] + NASTY["nul"])
        field.paste()
        found = text_in(field) if isinstance(field, QLineEdit) else text_of(field.document())
        if not is_kept(found):
            yield f"{who}: {found!a}"
        (field.setText if isinstance(field, QLineEdit) else field.setPlainText)(before)


@pytest.mark.slow
@pytest.mark.timeout(1200)  # every screen there is a picture of: a minute, on a busy machine five times that
@pytest.mark.parametrize("lang", ["et", pytest.param("ru", marks=pytest.mark.full)])
def test_nothing_in_any_window_is_nameless_and_every_note_is_a_node(qapp, lang) -> None:
    wrong: list[str] = []
    boards, notes = 0, 0
    tried: set[tuple[str, str]] = set()
    for samples in sorted({s.samples for s in SCENES}, key=len):
        folder = Path(tempfile.mkdtemp(prefix="koosloome-walk-"))
        studio = Studio(folder, (1366, 768), lang, "light", samples)

        def look(shown: QWidget, scene: str = "") -> None:
            nonlocal boards, notes
            for found in (nameless(shown), pinched(shown), hiding(shown, tried)):
                wrong.extend(f"{scene}: {each}" for each in found)
            for view in shown.findChildren(SpokenView):
                if view.isVisible():
                    boards, notes = boards + 1, notes + len(view.board.notes)
                    wrong.extend(f"{scene}: note {each}" for each in unspoken(view))

        try:
            for scene in SCENES:
                if scene.samples == samples and scene.name not in PAGES:  # a picture of paper shows no window
                    studio.looked = lambda shown, name=scene.name: look(shown, name)
                    scene.draw(studio)
        finally:
            studio.close()
            shutil.rmtree(folder, ignore_errors=True)
    qapp.setStyleSheet("")
    assert wrong == []
    assert boards >= 20
    assert notes >= 300
    assert len(tried) >= 40
