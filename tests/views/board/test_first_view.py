"""A large board is there at once when it is opened again: as it was, and never what it is no more."""

from __future__ import annotations

from random import Random

import pytest

from koosloome_desktop.canvases.creating import new_workshop
from koosloome_desktop.model.order import spread
from koosloome_desktop.model.records import Note
from koosloome_desktop.operations import queries
from koosloome_desktop.storage.reading import meta_value
from koosloome_desktop.support.ids import new_id
from tests.drivers.waiting import until
from tests.drivers.window import WindowDriver, settle

pytestmark = pytest.mark.slow
MANY = 420


def forest(count: int = MANY):
    """A problem tree of so many notes, far too large for a window."""
    chance = Random(count)
    document = new_workshop("Suur puu")
    canvas = next(c.id for c in queries.canvases(document) if c.type == "problem_map")
    made: list[str] = []
    with document.transaction("fill") as tx:
        for number, order in enumerate(spread(count)):
            zone = "cause" if number else "core"
            parent = chance.choice(made[-30:]) if made else ""
            note = Note(
                id=new_id(), canvas=canvas, text=f"Buss {number} jääb õhtuti ära", zone=zone, parent=parent, order=order
            )
            made.append(tx.create(note).id)
    return document


@pytest.fixture(scope="module")
def driver(qapp, tmp_path_factory):
    """A window over a library with one large workshop."""
    made = WindowDriver(tmp_path_factory.mktemp("large"))
    made.settings.change(overview=False)
    made.library.store.create(list(forest().records()))
    yield made
    made.close()


def opened(driver: WindowDriver):
    """The page of the workshop just opened, before anything of it was painted."""
    driver.window.show_home()
    driver.window.open_workshop(driver.library.list()[0].id)
    return driver.view.page()


def whole(page) -> None:
    """Wait until the whole board is laid out."""
    until(page.stage.up_to_date, "the board is not laid out")
    settle()


def kept(driver: WindowDriver) -> str:
    row = driver.library.list()[0]
    return driver.library.store._writer.call(lambda line: meta_value(line, f"view:{row.id}")) or ""


@pytest.fixture
def known(driver):
    """The workshop was open once, and closed as it is: what it showed is kept."""
    whole(opened(driver))
    driver.window.show_home()
    assert kept(driver)
    return driver


def test_what_was_seen_is_there_before_the_rest_and_looks_the_same(known):
    page = opened(known)
    shown = page.view.board.notes
    assert 0 < len(shown) < MANY / 2
    first = page.view.viewport().grab().toImage()
    at = page.view.camera.seen()
    whole(page)
    assert len(page.view.board.notes) == MANY
    assert page.view.camera.seen() == at
    assert page.view.viewport().grab().toImage() == first
    assert {n.id for n in shown} <= {n.id for n in page.view.board.notes}
    for box in shown:
        found = page.view.board.note(box.id)
        assert (found.x, found.y, found.lines) == (
            pytest.approx(box.x, abs=0.01),
            pytest.approx(box.y, abs=0.01),
            box.lines,
        )


def test_a_tree_opens_at_what_it_grows_from(known):
    page = opened(known)
    whole(page)
    core = next(n for n in page.view.board.notes if n.zone == "core")
    seen = page.view.camera.seen()
    assert seen.contains(core.x, core.y)
    assert seen.contains(core.x + core.w, core.y + core.h)


def test_a_note_written_before_the_rest_is_there(known):
    page = opened(known)
    written = page.workshop.run(
        "Add", lambda tx: tx.create(Note(id=new_id(), canvas=page.canvas_id, text="Kohe", zone="cause", order="zz"))
    )
    assert written is not None
    settle()
    whole(page)
    assert any(n.lines == ("Kohe",) for n in page.view.board.notes)
    page.workshop.undo()
    settle()


@pytest.mark.parametrize("other", ["edited", "resized", "language"])
def test_what_may_be_another_by_now_is_laid_out_first(known, other):
    window, size = known.window, known.window.size()
    try:
        if other == "edited":
            row = known.library.list()[0]
            workshop = known.library.open_workshop(row.id)
            note = workshop.document.of(Note)[5]
            workshop.run("Edit", lambda tx: tx.update(note, text="Hoopis muu lause, pikem kui enne, mitme reaga"))
            workshop.close()
        elif other == "resized":
            window.resize(1200, 700)
            settle()
        else:
            row = known.library.list()[0]
            workshop = known.library.open_workshop(row.id)
            workshop.run("Edit", lambda tx: tx.update(workshop.document.workshop, language="en"))
            workshop.close()
        page = opened(known)
        assert len(page.view.board.notes) == MANY
    finally:
        window.resize(size)
        settle()


def test_a_small_board_is_kept_nowhere(open_window):
    driver = open_window("01")
    driver.open(0)
    driver.window.show_home()
    assert kept(driver) == ""
