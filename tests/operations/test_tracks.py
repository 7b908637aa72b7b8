"""Stages and lanes: they come, go and move with their notes, and nothing is lost."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from koosloome_desktop.canvases.creating import new_workshop
from koosloome_desktop.model import integrity
from koosloome_desktop.model.document import Document
from koosloome_desktop.model.history import History
from koosloome_desktop.model.records import Note, Track
from koosloome_desktop.operations import notes, queries, tracks
from koosloome_desktop.services import workshop_file
from koosloome_desktop.support.errors import KoosloomeError


def journey() -> tuple[Document, str]:
    """A journey with one note in each stage of the lane of actions."""
    document = new_workshop("Proov", canvases=[("journey_map", "current_state")])
    canvas = queries.canvases(document)[0].id
    with document.transaction("Add") as tx:
        for track in queries.tracks(document, canvas, "stage"):
            notes.add_note(tx, canvas, f"siin {track.code}", zone="action", stage=track.code)
    return document, canvas


def names(document: Document, canvas: str, axis: str = "stage") -> list[str]:
    return [t.name or t.code for t in queries.tracks(document, canvas, axis)]


def stage(document: Document, canvas: str, code: str, axis: str = "stage") -> Track:
    return next(t for t in queries.tracks(document, canvas, axis) if t.code == code)


def survives(document: Document) -> None:
    """The document can be written, read again, and is the same then."""
    text = workshop_file.dumps(workshop_file.write(document))
    again = Document(document.id)
    again.load(workshop_file.read(json.loads(text)).records, 0)
    assert workshop_file.dumps(workshop_file.write(again)) == text
    assert list(integrity.problems(document)) == []


@pytest.mark.parametrize(
    ("where", "at"), [({"after": "S1"}, 1), ({"before": "S1"}, 0), ({}, 5), ({"after": "S5"}, 5), ({"after": "?"}, 5)]
)
def test_a_stage_comes_where_it_was_wanted(where: dict[str, str], at: int) -> None:
    document, canvas = journey()
    with document.transaction("Insert") as tx:
        made = tracks.insert(tx, canvas, "stage", "  Ootan\0 vastust ", **where)
    assert made.code == "S6"
    assert [t.code for t in queries.tracks(document, canvas, "stage")].index("S6") == at
    assert made.name == "Ootan\ufffd vastust"
    survives(document)


def test_a_stage_moves_with_its_notes_and_not_past_the_ends() -> None:
    document, canvas = journey()
    before = [(n.id, n.stage) for n in queries.notes(document, canvas)]
    with document.transaction("Move") as tx:
        tracks.move(tx, stage(document, canvas, "S2"), 1)
        tracks.move(tx, stage(document, canvas, "S1"), -3)
        tracks.move(tx, stage(document, canvas, "S5"), 1)
    assert [t.code for t in queries.tracks(document, canvas, "stage")] == ["S1", "S3", "S2", "S4", "S5"]
    assert [(n.id, n.stage) for n in queries.notes(document, canvas)] == before
    survives(document)


def test_notes_of_a_removed_stage_stay_and_no_new_stage_takes_them() -> None:
    document, canvas = journey()
    with document.transaction("Remove") as tx:
        left = tracks.remove(tx, stage(document, canvas, "S5"))
        made = tracks.insert(tx, canvas, "stage", "Uus")
    assert [document.get(i, Note).stage for i in left] == [""]
    assert made.code == "S5", "nobody carries that code any more"
    assert not [n for n in queries.notes(document, canvas) if n.stage == made.code]
    survives(document)


def test_notes_of_a_removed_lane_keep_their_kind_and_its_code_is_not_given_again() -> None:
    document, canvas = journey()
    with document.transaction("Add") as tx:
        own = tracks.insert(tx, canvas, "lane", "Sõbrad", after="action")
        notes.add_note(tx, canvas, "Sõber aitab", zone=own.code, stage="S1")
    with document.transaction("Remove") as tx:
        left = tracks.remove(tx, own)
        again = tracks.insert(tx, canvas, "lane", "Naabrid")
    assert [document.get(i, Note).text for i in left] == ["Sõber aitab"]
    assert again.code != own.code
    survives(document)


def test_lanes_are_labelled_in_a_language_and_get_the_built_in_label_back() -> None:
    document, canvas = journey()
    lane = stage(document, canvas, "action", "lane")
    with document.transaction("Rename") as tx:
        lane = tracks.rename(tx, lane, "Mida ta teeb")
        lane = tracks.rename(tx, lane, "Что делает", "ru")
    assert dict(lane.label or {}) == {"et": "Mida ta teeb", "ru": "Что делает"}
    survives(document)
    with document.transaction("Rename") as tx:
        lane = tracks.rename(tx, lane, " ")
    assert lane.label is None


def test_the_last_one_stays() -> None:
    document, canvas = journey()
    with document.transaction("Remove") as tx:
        for code in ("S1", "S2", "S3", "S4"):
            tracks.remove(tx, stage(document, canvas, code))
    before = document.digest()
    with pytest.raises(KoosloomeError), document.transaction("Remove") as tx:
        tracks.remove(tx, stage(document, canvas, "S5"))
    assert document.digest() == before


def test_a_canvas_that_shows_its_variants_lanes_gets_its_own() -> None:
    document, canvas = journey()
    with document.transaction("Clear") as tx:
        for track in queries.tracks(document, canvas, "lane"):
            tx.remove(track.id)
    with document.transaction("Ensure") as tx:
        made = tracks.ensure(tx, canvas, "lane", ["action", "pain"])
        assert tracks.ensure(tx, canvas, "lane", ["other"]) == made
    assert [t.code for t in queries.tracks(document, canvas, "lane")] == ["action", "pain"]


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from(("insert", "move", "rename", "remove")), st.integers(0, 9), st.integers(-4, 4)),
        min_size=1, max_size=12,
    )
)  # fmt: skip
def test_any_changes_undone_give_the_same_document_and_no_note_is_lost(steps: list[tuple[str, int, int]]) -> None:
    document, canvas = journey()
    history = History(document)
    first, wanted = document.digest(), {n.id for n in queries.notes(document, canvas)}
    done = 0
    for verb, index, number in steps:
        axis = "stage" if number % 2 else "lane"
        known = queries.tracks(document, canvas, axis)
        track = known[index % len(known)]
        if verb == "remove" and len(known) == 1:
            continue
        with document.transaction(verb) as tx:
            if verb == "insert":
                tracks.insert(tx, canvas, axis, f"uus {index}", after=track.code)
            elif verb == "move":
                tracks.move(tx, track, number)
            elif verb == "rename":
                tracks.rename(tx, track, f"nimi {number}")
            else:
                tracks.remove(tx, track)
        done += tx.result is not None
        assert {n.id for n in queries.notes(document, canvas)} == wanted
    survives(document)
    for _step in range(done):
        history.undo()
    assert document.digest() == first
