"""Long work of the window's own thread goes on in slices: told after a while, stopped by Esc or with the window."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow

from koosloome_desktop.views import slices
from koosloome_desktop.views.privacy.sure import BusyDialog
from tests.drivers.window import press

pytestmark = pytest.mark.slow


@pytest.fixture
def window(qtbot, monkeypatch):
    """A window; every step is a slice of its own, and what takes any time at all is told."""
    monkeypatch.setattr(slices, "SLICE", 0.0)
    monkeypatch.setattr(slices, "PATIENCE_MS", 0)
    made = QMainWindow()
    qtbot.addWidget(made)
    made.show()
    return made


def busy() -> list[BusyDialog]:
    return [w for w in QApplication.topLevelWidgets() if isinstance(w, BusyDialog) and w.isVisible()]


def test_all_steps_are_done_and_the_window_hears_of_the_room_between_them(window):
    done, heard = [], []

    def steps():
        for number in range(20):
            done.append(number)
            QTimer.singleShot(0, lambda number=number: heard.append(number))
            yield

    assert slices.in_slices(window, steps(), "Töötan …")
    assert done == list(range(20))
    assert len(heard) > 10
    assert busy() == []


def test_a_short_work_waits_for_no_loop(window, monkeypatch):
    monkeypatch.setattr(slices, "SLICE", 1000.0)
    heard = []
    QTimer.singleShot(0, lambda: heard.append(1))
    assert slices.in_slices(window, iter(range(5)), "Töötan …")
    assert heard == []


@pytest.mark.parametrize("ends", ["key", "window"])
def test_what_is_stopped_goes_no_further(window, ends):
    done = []

    def steps():
        while len(done) < 10_000:
            done.append(1)
            if busy():
                press(busy()[0], "Escape") if ends == "key" else window.hide()
            yield

    assert not slices.in_slices(window, steps(), "Töötan …")
    assert 0 < len(done) < 10_000
    assert busy() == []


def test_what_a_step_raises_is_raised_where_somebody_waits(window):
    def steps():
        yield from range(5)
        raise ValueError("viies")

    with pytest.raises(ValueError, match="viies"):
        slices.in_slices(window, steps(), "Töötan …")
