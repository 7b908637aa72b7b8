"""A wished journey is made from the one as it is, keeps its stages and links, and is drawn beside it."""

from __future__ import annotations

import json

import pytest

from koosloome_desktop.canvases.changing import take_in
from koosloome_desktop.canvases.creating import new_workshop
from koosloome_desktop.canvases.journey_pair import MARK, as_is_of, make_wished, pair_board, wished_of
from koosloome_desktop.canvases.persona import persona
from koosloome_desktop.canvases.samples import sample_canvas
from koosloome_desktop.layout.primitives import SCREEN, WALL
from koosloome_desktop.model.document import Document
from koosloome_desktop.model.history import History
from koosloome_desktop.model.records import Canvas
from koosloome_desktop.operations import notes, queries, tracks
from koosloome_desktop.services import workshop_file
from tests.layout.boards import overlapping


def journey() -> tuple[Document, Canvas]:
    document = new_workshop("Proov", canvases=[])
    with document.transaction("Take in") as tx:
        data = sample_canvas("journey_map", "current_state")
        assert data is not None
        canvas = take_in(tx, data)
        tracks.insert(tx, canvas.id, "lane", "Sõbrad", after="action")
    return document, canvas


def test_the_wished_journey_keeps_stages_feelings_persona_and_links() -> None:
    document, canvas = journey()
    history, before = History(document), document.digest()
    with document.transaction("Make") as tx:
        made = make_wished(tx, canvas, "et")
    assert (made.variant, made.title) == ("future_state", f"{canvas.title}, nagu soovime")
    assert [c.id for c in queries.canvases(document)] == [canvas.id, made.id]

    def stages(owner: Canvas) -> list[tuple[object, ...]]:
        found = queries.tracks(document, owner.id, "stage")
        return [(t.code, t.name, t.value, t.word, t.to_be, t.to_be_word) for t in found]

    assert stages(made) == stages(canvas)
    assert persona(made) == persona(canvas)
    assert "Sõbrad" in [dict(t.label or {}).get("et") for t in queries.tracks(document, made.id, "lane")]
    copies = queries.notes(document, made.id)
    originals = {n.id: n for n in queries.notes(document, canvas.id)}
    assert copies
    for note in copies:
        (source,) = note.sources
        assert (originals[source].text, originals[source].stage) == (note.text, note.stage)
        assert note.zone in {"opportunity", "owner"}
    assert as_is_of(document, made) == document.get(canvas.id, Canvas)
    assert wished_of(document, document.get(canvas.id, Canvas)) == made
    history.undo()
    assert document.digest() == before


def test_the_pair_survives_the_file() -> None:
    document, canvas = journey()
    with document.transaction("Make") as tx:
        make_wished(tx, canvas, "et")
    text = workshop_file.dumps(workshop_file.write(document))
    assert json.loads(text)["canvases"][1]["as_is"] == canvas.code
    again = Document(document.id)
    again.load(workshop_file.read(json.loads(text)).records, 0)
    assert workshop_file.dumps(workshop_file.write(again)) == text
    assert as_is_of(again, queries.canvases(again)[1]) == queries.canvases(again)[0]


@pytest.mark.parametrize("profile", [SCREEN.sized(1310, 652), WALL, SCREEN.sized(860, 480)], ids=lambda p: p.name)
def test_side_by_side_every_note_of_both_is_there_and_only_one_can_be_touched(profile) -> None:
    document, canvas = journey()
    with document.transaction("Make") as tx:
        made = make_wished(tx, canvas, "et")
        notes.add_note(tx, made.id, "Helistab ühele numbrile", zone="action", stage="S2")
        own = queries.tracks(document, made.id, "stage")[0]
        tx.update(own, to_be=3)
    board = pair_board(document, made, canvas, profile, "et")
    assert {n.id for n in board.notes} == {n.id for n in queries.notes(document, made.id)}
    others = [n for n in queries.notes(document, canvas.id) if n.zone not in {"opportunity", "owner"}]
    assert {n.id for n in board.ghosts} == {n.id for n in others}, "what went along is there already"
    assert overlapping([*board.notes, *board.ghosts]) is None
    codes = [z.code for z in board.zones]
    assert codes[codes.index("action") - 1] == f"{MARK}action"
    assert {"feeling", "to_be", "gap"} <= {c.role for c in board.curves}


def test_a_journey_whose_other_is_gone_stands_alone() -> None:
    document, canvas = journey()
    with document.transaction("Make") as tx:
        made = make_wished(tx, canvas, "et")
        tx.remove(canvas.id)
    assert as_is_of(document, document.get(made.id, Canvas)) is None
