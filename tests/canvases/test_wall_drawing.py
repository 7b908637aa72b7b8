"""Pages of a canvas on the wall: every note on exactly one, none smaller than the back row reads, branches together."""

from __future__ import annotations

import pytest

from koosloome_desktop.canvases.wall_drawing import Wall, branches, wall_drawing
from koosloome_desktop.layout.primitives import NoteIn
from koosloome_desktop.operations import queries
from tests.canvases.contents import BOARDS, filled, ids
from tests.drivers.board import sample

SIZES = ((1792, 810, 36), (1195, 560, 24), (640, 700, 43))


@pytest.mark.parametrize(("spec", "variant"), [pytest.param(*p, id=ids(p)) for p in BOARDS])
def test_every_note_of_every_variant_is_on_one_page_and_as_large_as_was_asked(spec, variant):
    document, canvas = filled(spec, variant, 30)
    for width, height, size in SIZES:
        pages = wall_drawing(document, canvas, Wall(width, height, size, size * 30 / 36), "et")
        drawn = [(n.id, n.size * page.scale) for board, page in pages for n in board.notes
                 if page.whole or n.id in page.notes]  # fmt: skip
        whole = pages[0][0] if len({id(b) for b, _p in pages}) == 1 else None
        expected = [n.id for n in whole.notes] if whole is not None else [i for i, _s in drawn]
        assert sorted(i for i, _s in drawn) == sorted(expected)
        assert len(set(expected)) == len(expected)
        alone = {page.notes[0] for _board, page in pages if len(page.notes) == 1}
        assert [s for i, s in drawn if s < size * 0.83 and i not in alone] == []


def test_a_core_stands_over_its_first_branches_and_a_branch_keeps_together():
    document = sample("01")
    canvas = queries.canvases(document)[0]
    pages = wall_drawing(document, canvas, Wall(1792, 810, 36, 30), "et")
    notes = {n.id: n for n in queries.standing(document, canvas.id)}
    first = {notes[i].zone for i in pages[0][1].notes}
    assert first == {"core", "cause"}
    page_of = {i: at for at, (_board, page) in enumerate(pages) for i in page.notes}
    assert sorted(page_of) == sorted(notes)
    apart = [n.id for n in notes.values() if n.parent and notes[n.parent].zone == n.zone
             and page_of[n.id] != page_of[n.parent]]  # fmt: skip
    assert apart == []


def test_branches_are_notes_with_all_below_them_and_a_circle_is_one():
    def note(name: str, parent: str = "") -> NoteIn:
        return NoteIn(id=name, text=name, parent=parent)

    found = branches([note("a"), note("b"), note("a1", "a"), note("a2", "a1"), note("c", "gone"), note("x", "y"),
                      note("y", "x")])  # fmt: skip
    assert [[n.id for n in unit] for unit in found] == [["a", "a1", "a2"], ["b"], ["c"], ["x", "y"]]
