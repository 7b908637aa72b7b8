"""Walking through a journey, the wished one beside it, and anything done on it undone."""

from __future__ import annotations

import json
import os

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from koosloome_desktop.canvases.samples import sample_workshop
from koosloome_desktop.model import integrity
from koosloome_desktop.model.changes import Origin
from koosloome_desktop.model.document import Document
from koosloome_desktop.model.records import Note
from koosloome_desktop.operations import queries
from koosloome_desktop.operations.notes import add_note
from koosloome_desktop.services import workshop_file
from koosloome_desktop.support.i18n import _
from koosloome_desktop.views.canvas_page import CanvasPage
from tests.drivers.board import BoardDriver
from tests.drivers.journeys import run, stage

pytestmark = pytest.mark.slow

# -- the walk


def test_a_walk_shows_one_stage_large_and_arrows_go_on(make_journey):
    board = make_journey()
    whole = board.page.view.camera.scale
    run(board, "walk.start")
    assert board.chip.startswith(f"{_('Walk')} 1/6")
    shown = {n.id for n in board.page.view.board.notes}
    assert shown == {n.id for n in board.notes() if n.stage == "S1"}
    sizes = [n.size for n in board.page.view.board.notes]
    assert min(sizes) * board.page.view.camera.scale > 16 * whole, "large"
    board.press("Right", "Right")
    assert board.chip.startswith(f"{_('Walk')} 3/6")
    note = board.type_note("Kuhu see kaob?")
    assert note.stage == "S3", "letters write in the stage that is shown"
    assert board.page.view.board.note(note.id) is not None
    board.type("poo")
    board.press("Left")
    assert board.chip.startswith(f"{_('Walk')} 3/6"), "with text in the line the arrow moves the caret"
    board.press("Backspace", "Backspace", "Del", "PgUp", "PgUp", "PgUp")
    assert board.chip.startswith(f"{_('Walk')} 1/6"), "at the end one stays"
    board.press("Esc")
    assert not board.page.walking.active
    assert len(board.page.view.board.notes) == len(board.notes())
    assert board.mode == "W"


def test_a_walk_survives_what_happens_to_its_stage(make_journey):
    board = make_journey()
    run(board, "walk.start")
    run(board, "walk.next")
    board.page.workshop.run("gone", lambda tx: tx.remove(stage(board, "S2").id))
    board.settle()
    board.page.stage.fresh()
    assert len(board.page.view.board.notes) == len(board.notes()), "the whole journey is back"
    assert not board.page.walking.active, "and the line does not say that one walks"
    assert board.type_note("Kuhu nüüd?").stage == "S1", "not in a stage that is no more"


def test_widened_notes_are_there_in_every_stage_they_reach(make_journey):
    board = make_journey("current_state")
    note = board.type_note("Kogu tee")
    board.workshop.run("wide", lambda tx: tx.update(note, span=2))
    run(board, "walk.start")
    assert board.page.view.board.note(note.id) is not None
    board.press("Down")
    assert board.page.view.board.note(note.id) is not None
    board.press("Down")
    assert board.page.view.board.note(note.id) is None
    assert board.overlaps() == []


# -- as it is and as wished


def test_side_by_side_makes_the_wished_journey_once(make_journey):
    board = make_journey()
    sent: list[str] = []
    board.page.sent.connect(lambda _told, where: sent.append(where))
    before = board.document.digest()
    assert run(board, "journey.beside")
    wished = [c for c in queries.canvases(board.document) if c.variant == "future_state"]
    assert [c.id for c in wished] == sent
    assert run(board, "journey.beside")
    assert len([c for c in queries.canvases(board.document) if c.variant == "future_state"]) == 1
    board.undo()
    assert board.document.digest() == before


def test_the_other_journey_is_drawn_beside_and_cannot_be_touched(make_journey, tmp_path, qtbot):
    first = make_journey()
    run(first, "journey.beside")
    wished = next(c for c in queries.canvases(first.document) if c.variant == "future_state")
    page = CanvasPage(first.workshop, wished.id, first.ctx)
    qtbot.addWidget(page)
    page.resize(1310, 712)
    page.show()
    first.settle()
    beside = next(c for c in page.commands() if c.id == "journey.beside")
    alone = next(c for c in page.commands() if c.id == "journey.alone")
    assert beside.when()
    assert not alone.when()
    beside.run()
    assert page.view.board.ghosts
    assert not beside.when()
    lane = next(z for z in page.view.board.zones if z.code == "as_is:action")
    assert page.presenter.drop_at(page.view.board, (), lane.x + lane.w / 2, lane.y + lane.h / 2) is None
    alone.run()
    assert not page.view.board.ghosts
    page.close_page()


# -- anything, undone


COMMANDS = (
    "stage.insert", "stage.rename", "stage.left", "stage.right", "stage.delete", "stage.why", "stage.evidence.guess",
    "stage.level.decide", "lane.insert", "lane.rename", "lane.up", "lane.down", "lane.delete", "feeling.more",
    "feeling.less", "feeling.word", "feeling.wish", "note.wider", "note.narrower", "note.delete", "journey.beside",
    "walk.start", "walk.next", "walk.stop",
)  # fmt: skip
KEYS = ("Return", "Esc", "Down", "Right", "Alt+Right", "Alt+Down", "Tab", "Home")
ANY = st.one_of(
    st.sampled_from(COMMANDS).map(lambda c: ("run", c)),
    st.sampled_from(KEYS).map(lambda k: ("press", k)),
    st.sampled_from(("sõna", "Uus etapp")).map(lambda t: ("type", t)),
    st.sampled_from("+-").map(lambda s: ("sign", s)),
    st.just(("foreign", "")),
)
MOST = {"quick": 5, "ci": 12, "full": 120}[os.environ.get("KOOSLOOME_TEST_TIER", "quick")]


@settings(max_examples=MOST, deadline=None, suppress_health_check=list(HealthCheck))
@given(variant=st.sampled_from(("current_state", "future_state", "service_blueprint", "engagement")),
       steps=st.lists(ANY, min_size=3, max_size=14))  # fmt: skip
def test_anything_done_on_a_journey_is_undone_to_the_same_document(tmp_path_factory, qapp, variant, steps):
    data = sample_workshop("journey_map", variant)
    read = workshop_file.read(data)
    document = Document(read.id)
    document.load(read.records, 0)
    board = BoardDriver(tmp_path_factory.mktemp("journey"), document, "journey_map")
    try:
        digest, foreign = document.digest(), 0
        for what, value in steps:
            if what == "run":
                run(board, value)
            elif what == "foreign":
                foreign += 1
                with document.transaction("Elsewhere", origin=Origin.REMOTE) as tx:
                    add_note(tx, board.canvas.id, f"telefonist {foreign}", zone="action", stage="S2")
                board.settle()
            else:
                getattr(board, what)(value)
            assert board.overlaps() == []
            assert len(board.rings()) == 1, (what, value)
            assert list(integrity.problems(document)) == []
        assert workshop_file.write(document) == workshop_file.write(reread(document))
        while board.workshop.history.undo_step is not None:
            board.undo()
        left = [n for n in board.document.of(Note) if n.text.startswith("telefonist")]
        assert len(left) == foreign, "what came from elsewhere stays"
        with document.transaction("Away", origin=Origin.REMOTE) as tx:
            for note in left:
                tx.remove(note.id)
        assert document.digest() == digest
    finally:
        board.close()


def reread(document: Document) -> Document:
    again = Document(document.id)
    again.load(workshop_file.read(json.loads(workshop_file.dumps(workshop_file.write(document)))).records, 0)
    return again
