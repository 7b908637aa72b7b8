from __future__ import annotations

import json

import pytest

from koosloome_desktop.canvases.creating import new_workshop
from koosloome_desktop.canvases.draw_tree import OUTSIDE
from koosloome_desktop.canvases.drawing import board
from koosloome_desktop.layout.primitives import SCREEN, WALL, paper
from koosloome_desktop.model.document import Document
from koosloome_desktop.model.history import History
from koosloome_desktop.model.records import Note
from koosloome_desktop.operations import notes, queries, tree
from koosloome_desktop.services import workshop_file


class Grown:
    """A problem tree: core, causes A (A1, A2 (A21)), B, effect E."""

    def __init__(self) -> None:
        self.document = new_workshop("Proov", canvases=[("problem_map", "problem_tree")])
        self.canvas = queries.canvases(self.document)[0]
        self.ids: dict[str, str] = {}
        with self.document.transaction("Fill") as tx:
            for name, zone, parent in (
                ("core", "core", ""), ("A", "cause", "core"), ("A1", "cause", "A"), ("A2", "cause", "A"),
                ("A21", "cause", "A2"), ("B", "cause", "core"), ("E", "effect", "core"),
            ):  # fmt: skip
                note = notes.add_note(tx, self.canvas.id, name, zone=zone, parent=self.ids.get(parent, ""))
                self.ids[name] = note.id
        self.history = History(self.document)

    def notes(self) -> list[Note]:
        return self.document.within(Note, self.canvas.id)

    def named(self, ids) -> set[str]:
        wanted = set(ids)
        return {name for name, i in self.ids.items() if i in wanted}

    def do(self, verb, *args, **more) -> None:
        with self.document.transaction("Do") as tx:
            verb(tx, *args, **more)

    def drawn(self, profile=SCREEN) -> set[str]:
        return self.named(n.id for n in board(self.document, self.canvas, profile, "et").notes)


@pytest.fixture
def grown() -> Grown:
    return Grown()


def again(document: Document) -> Document:
    read = workshop_file.read(json.loads(workshop_file.dumps(workshop_file.write(document))))
    other = Document(read.id)
    other.load(read.records, 0)
    return other


def test_marks_go_through_the_file_and_undo_to_the_same_document(grown):
    before = grown.document.digest()
    text = workshop_file.dumps(workshop_file.write(grown.document))
    for key in ("reach", "trend", "scope", "collapsed"):
        assert f'"{key}"' not in text, "nothing that nobody said stands in files"
    a, b = grown.ids["A"], grown.ids["B"]
    grown.do(tree.mark, [a, b], "reach", "partners")
    grown.do(tree.mark, [a], "trend", "growing")
    grown.do(tree.mark, [b], "bound", tree.OUT)
    grown.do(tree.fold, [a], closed=True)
    written = workshop_file.dumps(workshop_file.write(grown.document))
    rows = {n["text"]: n for n in json.loads(written)["canvases"][0]["notes"]}
    assert rows["A"]["reach"] == "partners"
    assert rows["A"]["trend"] == "growing"
    assert rows["A"]["collapsed"] is True
    assert rows["B"]["scope"] == "out"
    assert workshop_file.dumps(workshop_file.write(again(grown.document))) == written
    for _step in range(4):
        grown.history.undo()
    assert grown.document.digest() == before


def test_a_file_may_say_plainly_what_is_the_default_and_gets_it_back(grown):
    data = workshop_file.write(grown.document)
    data["canvases"][0]["notes"][1] |= {"reach": "", "trend": "never heard of", "scope": "", "collapsed": False}
    text = workshop_file.dumps(data)
    read = workshop_file.read(json.loads(text))
    other = Document(read.id)
    other.load(read.records, 0)
    assert workshop_file.dumps(workshop_file.write(other)) == text


def test_an_unknown_mark_is_refused(grown):
    with pytest.raises(ValueError, match="maybe"):
        grown.do(tree.mark, [grown.ids["A"]], "reach", "maybe")


def test_a_folded_branch_is_counted_with_all_that_hangs_under_it(grown):
    grown.do(tree.fold, [grown.ids["A"]], closed=True)
    hidden, behind = tree.folded(grown.notes())
    assert grown.named(hidden) == {"A1", "A2", "A21"}
    assert behind == {grown.ids["A"]: 3}


def test_folds_inside_folds_are_counted_once_and_only_the_outer_one_shows(grown):
    grown.do(tree.fold, [grown.ids["A"], grown.ids["A2"]], closed=True)
    hidden, behind = tree.folded(grown.notes())
    assert grown.named(hidden) == {"A1", "A2", "A21"}
    assert set(behind) == {grown.ids["A"]}


def test_a_leaf_has_nothing_to_fold(grown):
    before = grown.document.digest()
    grown.do(tree.fold, [grown.ids["B"]], closed=True)
    assert grown.document.digest() == before


def test_screen_and_wall_hide_a_folded_branch_and_paper_never_does(grown):
    everything = set(grown.ids)
    grown.do(tree.fold, [grown.ids["A"]], closed=True)
    assert grown.drawn() == grown.drawn(WALL) == everything - {"A1", "A2", "A21"}
    assert grown.drawn(paper(760, 500)) == everything
    box = board(grown.document, grown.canvas, SCREEN, "et").note(grown.ids["A"])
    assert box.badges[-1][1] == "+3"


def test_uncovering_opens_every_fold_over_a_note(grown):
    grown.do(tree.fold, [grown.ids["A"], grown.ids["A2"]], closed=True)
    grown.do(tree.uncover, grown.ids["A21"])
    assert tree.folded(grown.notes()) == (frozenset(), {})


def test_what_is_left_aside_takes_its_branch_along_beyond_a_dashed_line(grown):
    grown.do(tree.mark, [grown.ids["A"]], "bound", tree.OUT)
    assert grown.named(tree.outside(grown.notes())) == {"A", "A1", "A2", "A21"}
    drawn = board(grown.document, grown.canvas, paper(760, 500), "et")
    (line,) = (c for c in drawn.curves if c.role == "scope")
    y = line.points[0][1]
    for name, note_id in grown.ids.items():
        box = drawn.note(note_id)
        if name.startswith("A"):
            assert box.y > y
            assert box.zone == OUTSIDE
        else:
            assert box.y + box.h < y
    assert [t.text for t in drawn.texts] == ["Töötoa piir"]
    assert drawn.note(grown.ids["A1"]).footer == "▼2 põhjus · ↑ A"
    linked = {c.key.split(">")[1] for c in drawn.curves if c.role == "link"}
    assert grown.named(linked) == {"B", "E"}


def test_branches_stand_together_whatever_the_order_of_notes(grown):
    order = tree.branchwise(list(reversed(grown.notes())))
    names = {i: name for name, i in grown.ids.items()}
    assert [names[i] for i in order] == ["core", "E", "B", "A", "A2", "A21", "A1"]


def test_without_such_notes_there_is_no_line(grown):
    drawn = board(grown.document, grown.canvas, SCREEN, "et")
    assert not drawn.texts
    assert {c.role for c in drawn.curves} == {"link"}


def test_causes_are_numbered_by_their_depth_below_the_core(grown):
    found = tree.levels(grown.notes())
    assert {name: found[i] for name, i in grown.ids.items()} == {
        "core": 1, "A": 1, "A1": 2, "A2": 2, "A21": 3, "B": 1, "E": 1,
    }  # fmt: skip
    drawn = board(grown.document, grown.canvas, SCREEN, "et")
    assert drawn.note(grown.ids["A21"]).footer == "▼3 põhjus"
    assert drawn.note(grown.ids["core"]).footer == "● põhiprobleem"


def test_levels_do_not_depend_on_the_order_of_notes(grown):
    notes = grown.notes()
    known = tree.levels(notes)
    assert tree.levels(list(reversed(notes))) == known
    assert tree.levels(notes[2:] + notes[:2]) == known


def test_levels_of_a_circle_end(grown):
    one, two = Note(id="1", parent="2", zone="cause"), Note(id="2", parent="1", zone="cause")
    assert set(tree.levels([one, two])) == {"1", "2"}
    assert tree.outside([one, Note(id="2", parent="1", bound="out")]) == {"1", "2"}


def test_a_show_of_hands_goes_through_the_file_beside_the_dots(grown):
    core = grown.document.get(grown.ids["core"], Note)
    with grown.document.transaction("Vote") as tx:
        notes.set_votes(tx, grown.canvas.id, grown.ids["A"], 4)
        other = notes.add_note(tx, grown.canvas.id, "Teine tuum", zone="core")
    before = grown.document.digest()
    grown.do(tree.count_hands, [core, other], core, 3)
    grown.do(tree.count_hands, [core, other], other, 9)
    grown.do(tree.choose_core, other)
    votes = queries.votes(grown.document, grown.canvas.id)
    assert (votes[grown.ids["A"]], votes[other.id]) == (4, 9)
    assert grown.document.get(grown.ids["A"], Note).parent == other.id
    text = workshop_file.dumps(workshop_file.write(grown.document))
    assert workshop_file.dumps(workshop_file.write(again(grown.document))) == text
    for _step in range(3):
        grown.history.undo()
    assert grown.document.digest() == before
