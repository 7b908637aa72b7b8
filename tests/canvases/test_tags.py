"""That the room has grouped something is seen on every drawing: by a frame, or by the cluster's name on its notes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from koosloome_desktop.canvases.drawing import board
from koosloome_desktop.canvases.inputs import notes_in
from koosloome_desktop.canvases.tags import cluster_tags
from koosloome_desktop.canvases.wall_drawing import Wall, wall_drawing
from koosloome_desktop.layout.card import Card
from koosloome_desktop.layout.primitives import SCREEN, paper
from koosloome_desktop.model.records import Canvas, Cluster, Note
from koosloome_desktop.operations import notes, queries
from tests.canvases.contents import BOARDS, filled, ids
from tests.drivers.board import sample

PROFILES = (SCREEN.sized(1094, 782), paper(760, 500))
NAME = "Ligipääs ja võti"


def grouped(document, canvas: Canvas, chosen: list[Note], label: str = NAME) -> Cluster:
    with document.transaction("Group") as tx:
        cluster = notes.add_cluster(tx, canvas.id, label)
        notes.put_in_cluster(tx, canvas.id, [n.id for n in chosen], cluster)
    return document.get(cluster.id, Cluster)


def says(box) -> str:
    return " ".join(" ".join((*box.footer_above, box.footer)).split())


@pytest.mark.parametrize("pair", [p for p in BOARDS if p[1].offered], ids=ids)
def test_whoever_looks_at_a_drawing_sees_which_notes_belong_together(pair):
    document, canvas = filled(*pair, 12)
    chosen = [n for n in queries.notes(document, canvas.id) if n.form == "note"]
    grouped(document, canvas, [chosen[0], chosen[-1]])
    for profile in PROFILES:
        drawn = board(document, canvas, profile, "et")
        frames = [p for p in drawn.panels if p.role == "cluster" and NAME in " ".join(t.text for t in p.texts)]
        for note in (chosen[0], chosen[-1]):
            box = drawn.note(note.id)
            assert box is not None
            framed = any(p.x <= box.x and box.x + box.w <= p.x + p.w and p.y <= box.y < p.y + p.h for p in frames)
            assert framed != (f"#{NAME}" in says(box)), "said once, by a frame or by words"
        others = [b for b in drawn.notes if b.id not in {chosen[0].id, chosen[-1].id}]
        assert not any("#" in says(b) for b in others)


def test_a_cluster_without_a_name_is_told_by_the_digit_that_made_it():
    document, canvas = filled(*next(p for p in BOARDS if p[1].code == "problem_tree"), 6)
    chosen = queries.notes(document, canvas.id)
    grouped(document, canvas, chosen[:2])
    cluster = grouped(document, canvas, chosen[2:4], "")
    assert [cluster_tags(document, canvas, queries.cluster_of(document, canvas.id))[n.id] for n in chosen[1:3]] == [
        f"#{NAME}",
        "#2",
    ]
    with document.transaction("Name") as tx:
        notes.change(tx, cluster, label="Raha")
    assert cluster_tags(document, canvas, queries.cluster_of(document, canvas.id))[chosen[2].id] == "#Raha"
    assert says(board(document, canvas, PROFILES[0], "et").note(chosen[2].id)).endswith("#Raha")


def test_on_the_wall_too_it_is_said_once_and_costs_a_tree_no_page():
    """What a page of a tree leaves out is the word that its zone's title says."""
    document = sample("01")
    canvas = queries.canvases(document)[0]
    wall = Wall(1792, 810, 36, 30)
    first = wall_drawing(document, canvas, wall, "et")[0][0]
    feet = [says(b) for b in first.notes if b.zone == "cause"]
    assert feet
    assert all(f.startswith("▼") and "#" in f and "põhjus" not in f for f in feet)

    resources = queries.canvases(document)[2]
    chosen = [n for n in queries.notes(document, resources.id) if n.zone == "individuals"]
    grouped(document, resources, chosen[:2])
    page = wall_drawing(document, resources, Wall(640, 700, 43, 36), "et")[0][0]
    assert any(p.role == "cluster" for p in page.panels)
    assert not any("#" in says(b) for b in page.notes)


def test_a_name_stands_whole_above_its_sign_and_the_votes_where_a_line_is_too_short():
    document = sample("01")
    canvas = queries.canvases(document)[0]
    drawn = notes_in(document, canvas, "et")
    note = next(n for n in drawn if n.footer.startswith("▼1") and n.votes)
    feet = [Card(note, replace(SCREEN, note_width=w), True).foot for w in (220.0, 142.0)]
    assert [[" ".join(x.split()) for x in foot] for foot in feet] == [[f"▼1 #{NAME}"], [f"#{NAME}", "▼1"]]
