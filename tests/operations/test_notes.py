"""What people do with notes: places, branches, groups and dots."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from koosloome_desktop.canvases.creating import new_workshop
from koosloome_desktop.model import integrity
from koosloome_desktop.model.document import Document
from koosloome_desktop.model.records import Note
from koosloome_desktop.operations import notes, queries
from koosloome_desktop.support.ids import new_id


def tree() -> tuple[Document, str, list[Note]]:
    """A problem tree a > b > c, and d beside it."""
    document = new_workshop("Proov")
    canvas = queries.canvases(document)[0].id
    made: list[Note] = []
    with document.transaction("Add") as tx:
        for name in "abcd":
            parent = made[-1].id if made and name != "d" else ""
            made.append(notes.add_note(tx, canvas, name, zone="cause", parent=parent))
    return document, canvas, made


def texts(document: Document, canvas: str) -> str:
    return "".join(n.text for n in queries.notes(document, canvas))


def test_codes_follow_each_other_and_text_comes_in_clean() -> None:
    document, canvas, made = tree()
    assert [n.code for n in made] == ["P01", "P02", "P03", "P04"]
    with document.transaction("Add") as tx:
        note = notes.add_note(tx, canvas, "  o\u0303htul\r\nbuss\0 ", after=made[0].id)
    assert note.text == "õhtul\nbuss\ufffd"
    assert texts(document, canvas) == f"a{note.text}bcd"


def test_what_hangs_under_a_deleted_note_moves_up() -> None:
    document, canvas, made = tree()
    with document.transaction("Delete") as tx:
        notes.delete_notes(tx, [made[1].id, "gone"])
    assert document.get(made[2].id, Note).parent == made[0].id
    with document.transaction("Delete") as tx:
        notes.delete_notes(tx, [made[0].id, made[2].id])
    assert texts(document, canvas) == "d"


def test_a_branch_cannot_hang_under_itself() -> None:
    document, _canvas, made = tree()
    with pytest.raises(ValueError, match="branch"), document.transaction("Move") as tx:
        notes.move_note(tx, made[0], parent=made[2].id)
    assert list(integrity.problems(document)) == []


@pytest.mark.parametrize(
    ("note", "before", "after", "order"),
    [(3, 0, None, "dabc"), (0, None, 3, "bcda"), (0, None, 0, "abcd"), (1, 1, None, "abcd"), (3, 2, None, "abdc")],
)
def test_notes_move_among_each_other(note: int, before: int | None, after: int | None, order: str) -> None:
    document, canvas, made = tree()
    with document.transaction("Move") as tx:
        marks = {
            "before": made[before].id if before is not None else "",
            "after": made[after].id if after is not None else "",
        }
        notes.move_note(tx, made[note], **marks)
        notes.move_note(tx, made[note], after="not there")
    assert texts(document, canvas) == order


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3), st.booleans()), max_size=30))
def test_any_moves_keep_every_note_exactly_once(moves: list[tuple[int, int, bool]]) -> None:
    document, canvas, made = tree()
    expected = [n.id for n in made]
    for which, mark, before in moves:
        if which == mark:
            continue
        with document.transaction("Move") as tx:
            target = {"before" if before else "after": made[mark].id}
            notes.move_note(tx, document.get(made[which].id, Note), **target)
        expected.remove(made[which].id)
        expected.insert(expected.index(made[mark].id) + (not before), made[which].id)
    assert [n.id for n in queries.notes(document, canvas)] == expected


def test_a_note_stands_in_one_group_at_a_time() -> None:
    document, canvas, made = tree()
    with document.transaction("Group") as tx:
        one, two = notes.add_cluster(tx, canvas, "Üks"), notes.add_cluster(tx, canvas)
        notes.put_in_cluster(tx, canvas, [made[0].id, made[1].id], one)
        notes.put_in_cluster(tx, canvas, [made[1].id], two)
    groups = queries.cluster_of(document, canvas)
    assert (groups[made[0].id].code, groups[made[1].id].code) == ("K1", "K2")
    with document.transaction("Ungroup") as tx:
        notes.put_in_cluster(tx, canvas, [made[0].id], None)
    assert made[0].id not in queries.cluster_of(document, canvas)


def test_dots_are_kept_by_method_and_summed_and_never_negative() -> None:
    document, canvas, made = tree()
    with document.transaction("Count") as tx:
        notes.set_votes(tx, canvas, made[0].id, 3, "hands")
        notes.set_votes(tx, canvas, made[0].id, 2, "paper")
        notes.set_votes(tx, canvas, made[0].id, 4, "hands")
        notes.set_votes(tx, canvas, made[1].id, 6, "hands")
    counts = queries.votes(document, canvas)
    assert counts == {made[0].id: 6, made[1].id: 6}
    assert queries.rank(counts, made[0].id) == queries.rank(counts, made[1].id) == 1
    assert queries.rank(counts, made[2].id) == 3
    with pytest.raises(ValueError, match="negative"), document.transaction("Count") as tx:
        notes.set_votes(tx, canvas, made[0].id, -1)


def test_codes_of_one_step_go_on_whatever_else_it_makes() -> None:
    document, canvas, _made = tree()
    with document.transaction("Add") as tx:
        first = notes.add_note(tx, canvas, "üks")
        tx.create(replace(first, id=new_id(), code="P50"))
        second = notes.add_note(tx, canvas, "kaks")
        tx.remove(second.id)
        need, third = notes.add_note(tx, canvas, "bussi", form="need"), notes.add_note(tx, canvas, "kolm")
    assert (second.code, need.code) == ("P51", "N1")
    assert third.code in {"P51", "P52"}
    with document.transaction("Add") as tx:
        again = notes.add_note(tx, canvas, "neli")
    assert again.code == f"P{int(third.code[1:]) + 1}"


def test_a_long_list_looks_through_the_workshop_once() -> None:
    """The next code was looked for among all notes for each new one: the square of the list's length."""
    document, canvas, _made = tree()
    looked: list[type] = []
    whole = document.of
    document.of = lambda kind: (looked.append(kind), whole(kind))[1]
    with document.transaction("Add") as tx:
        for number in range(50):
            notes.add_note(tx, canvas, f"märge {number}")
    assert looked == [Note]
