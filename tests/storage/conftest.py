"""Places for libraries: a folder, and a schema of its own in a real PostgreSQL where there is one."""

from __future__ import annotations

import contextlib

import pytest

from koosloome_desktop.storage.library import Library
from koosloome_desktop.support.clock import FixedClock
from koosloome_desktop.support.dispatch import LoopDispatcher
from tests.storage.helpers import Desk, sample


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request, tmp_path):
    """Where an empty library can be, once as a folder and once as a database."""
    if request.param == "sqlite":
        return str(tmp_path / "library")
    return request.getfixturevalue("postgres_place")


@pytest.fixture
def clock():
    """A clock that stands still until it is moved."""
    return FixedClock()


@pytest.fixture
def opened(clock):
    """Opens libraries and closes what is left open; gives (library, its main loop)."""
    with contextlib.ExitStack() as stack:

        def open_(where, **options):
            loop = LoopDispatcher()
            library = Library.open(where, **{"post": loop.post, "clock": clock, **options})
            stack.callback(library.close)
            return library, loop

        yield open_


@pytest.fixture
def desk(place, opened):
    """A program with the sample workshop open."""
    library, loop = opened(place)
    row = library.create(sample())
    return Desk(library, loop, row.id)


@pytest.fixture
def desks(place, opened, monkeypatch):
    """Two programs on one library with the same workshop open.

    A folder has one writer only; its lock is put aside here, which SQLite itself can stand, so that merging is tested
    on both databases.
    """
    if "://" not in place:
        monkeypatch.setattr("koosloome_desktop.storage.library.LibraryLock.acquire", lambda self, since: None)
    one, loop_one = opened(place, actor="one")
    row = one.create(sample())
    two, loop_two = opened(place, actor="two")
    return Desk(one, loop_one, row.id), Desk(two, loop_two, row.id)


@pytest.fixture
def folder(tmp_path):
    """A closed library with one workshop."""
    with Library.open(tmp_path) as library:
        library.create(sample())
    return tmp_path
