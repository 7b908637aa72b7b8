"""A real window over a real library, closed after each test."""

from __future__ import annotations

import pytest

from tests.drivers.window import WindowDriver


@pytest.fixture
def open_window(qapp, tmp_path):
    """Opens windows: ``open_window("01", "02", size=(1366, 768))`` has these samples in its library."""
    made: list[WindowDriver] = []

    def opened(*samples: str, size: tuple[int, int] = (1440, 900)) -> WindowDriver:
        driver = WindowDriver(tmp_path / str(len(made)), samples, size=size)
        made.append(driver)
        return driver

    yield opened
    for driver in made:
        driver.close()
    qapp.setStyleSheet("")
