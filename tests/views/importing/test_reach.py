"""The import's pictures: every widget has a name for a screen reader, and nothing sticks out."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget

from koosloome_desktop.views.shots import SAMPLES, Studio
from koosloome_desktop.views.shots_importing import IMPORTING
from tests.views.test_accessibility_walk import nameless

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("size", [(1366, 768), (1093, 614)])
def test_no_widget_of_the_import_is_nameless_or_wider_than_its_dialog(qapp, size) -> None:
    folder = Path(tempfile.mkdtemp(prefix="koosloome-import-"))
    studio = Studio(folder, size, "ru", "light", SAMPLES)
    wrong: list[str] = []

    def look(shown: QWidget, scene: str) -> None:
        wrong.extend(f"{scene}: {each}" for each in nameless(shown))
        area = getattr(shown, "area", None)
        if area is not None and area.widget().minimumSizeHint().width() > area.viewport().width():
            wrong.append(f"{scene}: wider than the dialog")

    try:
        for name, draw in IMPORTING:
            studio.looked = lambda shown, name=name: look(shown, name)
            draw(studio)
    finally:
        studio.close()
        shutil.rmtree(folder, ignore_errors=True)
        qapp.setStyleSheet("")
    assert wrong == []
