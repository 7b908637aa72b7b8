"""Problems turned into objectives: twins linked both ways, hung as their problems, in files and in undo."""

from __future__ import annotations

import json

import pytest

from koosloome_desktop.canvases import changing, registry
from koosloome_desktop.canvases.creating import add_canvas, add_objectives
from koosloome_desktop.canvases.draw_tree import outline_id
from koosloome_desktop.canvases.drawing import board
from koosloome_desktop.layout.primitives import SCREEN, paper
from koosloome_desktop.model import integrity
from koosloome_desktop.model.document import Document
from koosloome_desktop.model.history import History
from koosloome_desktop.model.records import Canvas, Note
from koosloome_desktop.operations import flipping, notes, queries, tree
from koosloome_desktop.services import workshop_file
from tests.exports.reading import report, squashed, texts
from tests.operations.test_tree import Grown, again


class Flipped(Grown):
    """The tree of `Grown` and its objective tree."""

    def __init__(self) -> None:
        super().__init__()
        self.digest = self.document.digest()
        with self.document.transaction("Flip") as tx:
            self.mirror = add_objectives(tx, self.canvas, "et")

    def turn(self, name: str) -> Note:
        problem = self.document.get(self.ids[name], Note)
        with self.document.transaction("Turn") as tx:
            return flipping.turn(tx, self.mirror, problem, f"{name} on korras")

    def under(self, name: str) -> str:
        """The text over a twin."""
        twin = flipping.twins(self.document, self.mirror.id)[self.ids[name]]
        above = self.document.find(twin.parent)
        return above.text if isinstance(above, Note) else ""

    def order(self) -> list[str]:
        return [n.text.split()[0] for n in queries.notes(self.document, self.mirror.id)]


@pytest.fixture
def flipped() -> Flipped:
    return Flipped()


def test_the_objective_tree_stands_behind_its_problems_and_knows_them(flipped):
    assert [c.variant for c in queries.canvases(flipped.document)] == ["problem_tree", "objective_tree"]
    assert flipping.objectives_of(flipped.document, flipped.canvas.id) == flipped.mirror
    assert flipping.problems_of(flipped.document, flipped.mirror).id == flipped.canvas.id
    todo = [n.text for n in flipping.unturned(flipped.document, flipped.mirror)]
    assert todo == ["core", "A", "A1", "A2", "A21", "B", "E"]


def test_twins_hang_as_their_problems_whatever_the_order_of_turning(flipped):
    for name in ("A21", "E", "core", "A1", "A", "B", "A2"):
        flipped.turn(name)
    assert flipping.unturned(flipped.document, flipped.mirror) == []
    found = {name: flipped.under(name) for name in flipped.ids}
    assert found == {
        "core": "", "A": "core on korras", "B": "core on korras", "E": "core on korras",
        "A1": "A on korras", "A2": "A on korras", "A21": "A2 on korras",
    }  # fmt: skip
    assert flipped.order() == ["core", "A", "A1", "A2", "A21", "B", "E"]
    zones = {n.text.split()[0]: n.zone for n in queries.notes(flipped.document, flipped.mirror.id)}
    assert (zones["core"], zones["E"], zones["A21"]) == ("objective", "impact", "precondition")


def test_a_twin_that_somebody_hung_elsewhere_stays_there(flipped):
    for name in ("core", "A21", "B"):
        flipped.turn(name)
    twins = flipping.twins(flipped.document, flipped.mirror.id)
    flipped.do(notes.move_note, twins[flipped.ids["A21"]], parent=twins[flipped.ids["B"]].id)
    flipped.turn("A2")
    assert flipped.under("A21") == "B on korras"


def test_flipping_and_turning_are_undone_to_the_same_document(flipped):
    history = History(flipped.document)
    before = flipped.document.digest()
    flipped.turn("A21")
    flipped.turn("A2")
    history.undo()
    history.undo()
    assert flipped.document.digest() == before


def test_a_flip_is_one_step(flipped):
    flipped.history.undo()
    assert flipped.document.digest() == flipped.digest


def test_twins_and_mirror_go_through_the_file_also_when_the_objectives_come_first(flipped):
    for name in ("core", "A", "A1"):
        flipped.turn(name)
    with flipped.document.transaction("Move") as tx:
        tx.update(flipped.mirror, order="0")
    text = workshop_file.dumps(workshop_file.write(flipped.document))
    data = json.loads(text)
    assert data["canvases"][0]["mirrors"] == "problem"
    assert data["canvases"][0]["notes"][1]["sources"] == ["problem/P02"]
    other = again(flipped.document)
    assert workshop_file.dumps(workshop_file.write(other)) == text
    assert list(integrity.problems(other)) == []


def test_deleting_the_problems_leaves_the_objectives(flipped):
    twin = flipped.turn("A")
    flipped.do(lambda tx: tx.remove(flipped.canvas.id))
    assert flipped.document.get(flipped.mirror.id, Canvas).mirrors == ""
    assert flipped.document.get(twin.id, Note).sources == ()


def test_a_file_s_ready_pairs_are_twins_at_once_and_stay_in_the_file():
    path = next(p for p in workshop_file_samples() if p.name.startswith("01"))
    data = json.loads(path.read_text(encoding="utf-8"))
    read = workshop_file.read(data)
    document = Document(read.id)
    document.load(read.records, 0)
    tree = queries.canvases(document)[0]
    with document.transaction("Flip") as tx:
        mirror = add_objectives(tx, tree, "et")
    made = {n.text for n in queries.notes(document, mirror.id)}
    pairs = data["canvases"][0]["objective_tree"]
    assert made == {pairs["core"], *(p["positive"] for p in pairs["pairs"])}
    assert len(flipping.unturned(document, mirror)) == 22 - 7
    written = workshop_file.write(document)
    assert written["canvases"][0] == data["canvases"][0]
    key = flipping.twins(document, mirror.id)
    cold = next(n for n in queries.notes(document, tree.id) if n.code == "P09")
    over = document.get(key[cold.id].parent, Note)
    assert over.text == pairs["core"], "P08 between is not turned yet"


def workshop_file_samples():
    from koosloome_desktop.support.paths import resource

    return sorted(resource("samples").glob("0*.json"))


def test_pairs_that_name_nothing_are_left_alone(flipped):
    from koosloome_desktop.model.frozen import FrozenMap

    part = FrozenMap(
        {"core": 7, "pairs": ({"note": "P99", "positive": "x"}, "loose", {"note": "P02"}, {"positive": 1})}
    )
    with flipped.document.transaction("Part") as tx:
        tx.update(flipped.canvas, parts=FrozenMap({"objective_tree": part}))
    assert flipping.ready(flipped.document, flipped.document.get(flipped.canvas.id, Canvas)) == {}


def test_what_is_not_turned_is_outlined_in_its_place_and_never_printed(flipped):
    for name in ("core", "A21"):
        flipped.turn(name)
    drawn = board(flipped.document, flipped.mirror, SCREEN.sized(1310, 652), "et")
    ghosts = {g.id: g for g in drawn.ghosts}
    assert set(ghosts) == {outline_id(flipped.ids[n]) for n in ("A", "A1", "A2", "B", "E")}
    twins = flipping.twins(flipped.document, flipped.mirror.id)
    leaf = drawn.note(twins[flipped.ids["A21"]].id)
    assert leaf.y > ghosts[outline_id(flipped.ids["A2"])].y, "it hangs under the outline between"
    assert leaf.footer.endswith("· ↔ A21")
    printed = board(flipped.document, flipped.mirror, paper(760, 500), "et")
    assert not printed.ghosts
    assert len(printed.notes) == 2


def test_the_report_prints_twins_with_their_problems(flipped):
    for name in ("core", "A", "B"):
        flipped.turn(name)
    told = squashed("".join(texts(report(flipped.document, "et"))))
    assert "Aonkorras" in told
    assert "Bonkorras" in told


def test_an_empty_objective_tree_that_is_there_already_is_taken():
    grown = Grown()
    with grown.document.transaction("Add") as tx:
        empty = add_canvas(tx, "problem_map", "objective_tree", "et")
        assert add_objectives(tx, grown.canvas, "et").id == empty.id
    assert flipping.objectives_of(grown.document, grown.canvas.id).id == empty.id


def test_outlines_under_a_folded_twin_are_folded_with_it(flipped):
    for name in ("core", "A", "A1"):
        flipped.turn(name)
    twins = flipping.twins(flipped.document, flipped.mirror.id)
    flipped.do(tree.fold, [twins[flipped.ids["A"]].id], closed=True)
    drawn = board(flipped.document, flipped.mirror, SCREEN, "et")
    assert {g.id for g in drawn.ghosts} == {outline_id(flipped.ids[n]) for n in ("B", "E")}


def test_an_objective_tree_may_be_shown_in_any_other_form(flipped):
    for variant in registry()["problem_map"].variants:
        with flipped.document.transaction("Switch") as tx:
            canvas = changing.switch(tx, flipped.document.get(flipped.mirror.id, Canvas), variant.code, "et")
        drawn = board(flipped.document, canvas, SCREEN.sized(1200, 800), "et")
        codes = {z.code for z in drawn.zones}
        assert all(g.zone in codes for g in drawn.ghosts if g.id.startswith(outline_id("")))


def test_what_the_workshop_leaves_aside_is_not_asked_for_but_a_twin_of_it_stays(flipped):
    flipped.turn("core")
    flipped.turn("A2")
    assert flipping.left_of(flipped.document, flipped.mirror) == (5, 7)
    flipped.do(tree.mark, [flipped.ids["A"]], "bound", tree.OUT)
    assert [n.text for n in flipping.unturned(flipped.document, flipped.mirror)] == ["B", "E"]
    assert flipping.left_of(flipped.document, flipped.mirror) == (2, 4)
    drawn = board(flipped.document, flipped.mirror, SCREEN, "et")
    assert len(drawn.notes) == 2
    assert {g.id for g in drawn.ghosts} == {outline_id(flipped.ids[n]) for n in ("B", "E")}
