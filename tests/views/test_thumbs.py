"""Miniatures of workshops: read and laid out elsewhere, shown when they are there, whatever happens meanwhile."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QImage

from koosloome_desktop.services.library import LibraryService
from koosloome_desktop.support.dispatch import LoopDispatcher
from koosloome_desktop.support.paths import resource
from koosloome_desktop.views.thumbs import Thumb, ThumbStore
from tests.drivers.later import Later
from tests.drivers.window import settle

pytestmark = pytest.mark.slow


@pytest.fixture
def library(qapp, tmp_path):
    loop = LoopDispatcher()
    opened = LibraryService.open(tmp_path / "library", post=loop.post)
    for path in sorted(resource("samples").glob("0[12]*.json")):
        opened.import_file(path)
    yield opened
    opened.close()


@pytest.fixture
def store(library, tmp_path):
    made = ThumbStore(tmp_path / "miniatures")
    made.executor = Later()
    made.set_library(library)
    yield made
    made.set_library(None)


def image(thumb: Thumb) -> QImage:
    return thumb.picture.toImage()


def test_the_window_goes_on_while_a_workshop_is_laid_out(store, library, tmp_path):
    heard = []
    store.ready.connect(heard.append)
    row = library.list()[0]
    assert store.ask(row.id, row.changed) is None
    settle(2)
    assert len(store.executor.waiting) == 1
    assert heard == []
    assert store.ask(row.id, row.changed) is None, "asked for again it is not laid out twice"
    settle(2)
    assert len(store.executor.waiting) == 1
    store.executor.run()
    settle(2)
    assert heard == [row.id]
    here = ThumbStore(tmp_path / "others")
    here.set_library(library)
    here.ask(row.id, row.changed)
    here.finish()
    one, two = store.ask(row.id, row.changed), here.ask(row.id, row.changed)
    assert [(t.title, t.count) for t in one] == [(t.title, t.count) for t in two]
    assert all(image(a) == image(b) for a, b in zip(one, two, strict=True))
    here.set_library(None)


def test_one_after_the_other(store, library):
    for row in library.list():
        store.ask(row.id, row.changed)
    settle(2)
    assert len(store.executor.waiting) == 1
    store.executor.run()
    settle(2)
    assert len(store.executor.waiting) == 1
    store.executor.run()
    settle(2)
    assert all(store.ask(row.id, row.changed) for row in library.list())


def test_a_workshop_that_is_gone_or_a_library_that_closed_meanwhile_is_no_trouble(store, library):
    heard = []
    store.ready.connect(heard.append)
    store.ask("no such workshop", "")
    settle(2)
    store.executor.run()
    settle(2)
    row = library.list()[0]
    store.ask(row.id, row.changed)
    settle(2)
    store.set_library(None)
    store.executor.run()
    settle(2)
    assert heard == []


def test_nothing_is_laid_out_while_nobody_sees_it(store, library):
    """What was opened instead needs the processor: the miniature is drawn when somebody comes back and asks again."""
    row, seen = library.list()[0], [False]
    store.seen = lambda: seen[0]
    store.ask(row.id, row.changed)
    settle(2)
    assert store.executor.waiting == []
    seen[0] = True
    assert store.ask(row.id, row.changed) is None
    settle(2)
    assert len(store.executor.waiting) == 1
    store.executor.run()
    settle(2)
    assert store.ask(row.id, row.changed)
