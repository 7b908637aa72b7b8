"""A real window over a real library, or a canvas page in a bare window, closed after each test."""

from __future__ import annotations

import pytest

from koosloome_desktop.canvases.creating import new_workshop
from tests.drivers.board import BoardDriver, sample
from tests.drivers.window import WindowDriver


@pytest.fixture
def open_window(qapp, tmp_path):
    """Opens windows: ``open_window("01", "02", size=(1366, 768))`` has these samples in its library."""
    made: list[WindowDriver] = []

    def opened(*samples: str, size: tuple[int, int] = (1440, 900), threads: bool = False) -> WindowDriver:
        driver = WindowDriver(tmp_path / str(len(made)), samples, size=size, threads=threads)
        made.append(driver)
        return driver

    yield opened
    for driver in made:
        driver.close()
    qapp.setStyleSheet("")


@pytest.fixture(scope="module")
def driver(qapp, tmp_path_factory):
    """One window over the first sample, at its first canvas, for all tests of a module: each leaves it with everything
    taken back (`back`).
    """
    made = WindowDriver(tmp_path_factory.mktemp("window"), ("01",))
    made.open(0)
    yield made
    made.close()
    qapp.setStyleSheet("")


@pytest.fixture
def open_board(qapp, tmp_path):
    """Opens pages: ``open_board(sample("01"), "journey_map")``; without a document an empty workshop's problem tree."""
    made: list[BoardDriver] = []

    def opened(document=None, kind: str = "problem_map", **options) -> BoardDriver:
        made.append(BoardDriver(tmp_path, document, kind, **options))
        return made[-1]

    yield opened
    for driver in made:
        driver.close()
    qapp.setStyleSheet("")


@pytest.fixture
def board(open_board):
    """The page of an empty problem tree."""
    return open_board()


@pytest.fixture
def make_journey(qtbot, tmp_path):
    """Makes a board of the journey of a sample, or of a fresh workshop's variant."""
    made: list[BoardDriver] = []

    def board(variant: str = "", beginning: str = "01") -> BoardDriver:
        document = new_workshop("Proov", canvases=[("journey_map", variant)]) if variant else sample(beginning)
        made.append(BoardDriver(tmp_path, document, "journey_map"))
        return made[-1]

    yield board
    for one in made:
        one.close()
