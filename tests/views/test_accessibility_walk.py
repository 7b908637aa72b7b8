"""Through every screen there is a picture of: nothing one can act on is without a name, every note is in the tree."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QAccessible
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

from koosloome_desktop.views.board.accessible import SpokenView
from koosloome_desktop.views.shots import Studio
from koosloome_desktop.views.shots_scenes import SCENES
from koosloome_desktop.views.spoken_list import interface_of

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


@pytest.mark.slow
@pytest.mark.timeout(1200)  # every screen there is a picture of: a minute, on a busy machine five times that
@pytest.mark.parametrize("lang", ["et", pytest.param("ru", marks=pytest.mark.full)])
def test_nothing_in_any_window_is_nameless_and_every_note_is_a_node(qapp, lang) -> None:
    wrong: list[str] = []
    boards, notes = 0, 0
    for samples in sorted({s.samples for s in SCENES}, key=len):
        folder = Path(tempfile.mkdtemp(prefix="koosloome-walk-"))
        studio = Studio(folder, (1366, 768), lang, "light", samples)

        def look(shown: QWidget, scene: str = "") -> None:
            nonlocal boards, notes
            wrong.extend(f"{scene}: {each}" for each in nameless(shown))
            for view in shown.findChildren(SpokenView):
                if view.isVisible():
                    boards, notes = boards + 1, notes + len(view.board.notes)
                    wrong.extend(f"{scene}: note {each}" for each in unspoken(view))

        try:
            for scene in SCENES:
                if scene.samples == samples:
                    studio.looked = lambda shown, name=scene.name: look(shown, name)
                    scene.draw(studio)
        finally:
            studio.close()
            shutil.rmtree(folder, ignore_errors=True)
    qapp.setStyleSheet("")
    assert wrong == []
    assert boards >= 20
    assert notes >= 300
