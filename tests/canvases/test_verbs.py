"""All that people do with existing notes, on every variant: nothing is lost, files keep it, undo takes it all back."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from koosloome_desktop.canvases.drawing import board
from koosloome_desktop.canvases.inputs import notes_in
from koosloome_desktop.layout.primitives import SCREEN, paper
from koosloome_desktop.model import integrity
from koosloome_desktop.model.document import Document
from koosloome_desktop.model.history import History
from koosloome_desktop.model.records import Canvas, Cluster, Note
from koosloome_desktop.operations import clusters, finding, linking, merging, notes, parking, queries
from koosloome_desktop.services import workshop_file
from tests.canvases.contents import BOARDS, filled, ids, reread


class Doer:
    """Does one verb on whatever stands on the canvas."""

    def __init__(self, document: Document, canvas: Canvas) -> None:
        self.document, self.canvas = document, canvas.id

    def do(self, verb: str, one: int, other: int) -> None:
        there = queries.standing(self.document, self.canvas)
        if len(there) > 3:
            with self.document.transaction(verb) as tx:
                getattr(self, verb)(tx, there[one % len(there)], there[other % len(there)], one, other)

    def merge(self, tx, a, b, *_numbers) -> None:
        if merging.can_merge(self.document, [a.id, b.id]):
            merging.merge(tx, a.id, [b.id])

    def separate(self, tx, a, *_rest) -> None:
        if queries.folded(self.document, a.id):
            merging.separate(tx, a.id)

    def link(self, tx, a, b, _one, other) -> None:
        if a.id != b.id:
            linking.toggle(tx, a, b, ["", "oma sõna"][other % 2])

    def park(self, tx, a, *_rest) -> None:
        parking.park(tx, [a.id])

    def back(self, tx, _a, _b, one, _other) -> None:
        lot = parking.parked(self.document)
        if lot:
            parking.bring_back(tx, lot[one % len(lot)].id)

    def group(self, tx, a, b, one, _other) -> None:
        notes.put_in_cluster(tx, self.canvas, [a.id, b.id], notes.add_cluster(tx, self.canvas, f"Rühm {one}"))

    def order(self, tx, _a, _b, one, other) -> None:
        every = self.document.within(Cluster, self.canvas)
        if every:
            clusters.move(tx, every[one % len(every)], other - 5)

    def join(self, tx, _a, _b, one, _other) -> None:
        every = self.document.within(Cluster, self.canvas)
        if len(every) > 1:
            clusters.merge(tx, every[one % len(every)], every[(one + 1) % len(every)])

    def replace(self, tx, _a, _b, one, _other) -> None:
        finding.replace_all(tx, finding.replacements(self.document, "buss", f"rong {one}"))

    def delete(self, tx, a, *_rest) -> None:
        notes.delete_notes(tx, [a.id])


VERBS = ("merge", "separate", "link", "park", "back", "group", "order", "join", "replace", "delete")
STEP = st.tuples(st.sampled_from(VERBS), st.integers(0, 11), st.integers(0, 11))


@pytest.mark.parametrize("pair", BOARDS, ids=ids)
@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(STEP, max_size=14))
def test_any_verbs_keep_the_document_whole_in_files_and_back(pair, steps) -> None:
    document, canvas = filled(*pair, 9)
    history, before = History(document), document.digest()
    doer = Doer(document, canvas)
    for step in steps:
        doer.do(*step)
        assert list(integrity.problems(document)) == []
    again = reread(document)
    assert workshop_file.dumps(workshop_file.write(again)) == workshop_file.dumps(workshop_file.write(document))
    same = queries.canvases(again)[0]
    assert len(queries.standing(again, same.id)) == len(queries.standing(document, canvas.id))
    assert sorted(queries.votes(again, same.id).values()) == sorted(queries.votes(document, canvas.id).values())
    while history.undo() is not None:
        pass
    assert document.digest() == before


@pytest.mark.parametrize("pair", BOARDS, ids=ids)
def test_merged_and_linked_notes_are_drawn_whole(pair) -> None:
    document, canvas = filled(*pair, 12)
    there = queries.notes(document, canvas.id)
    with document.transaction("Verbs") as tx:
        one = merging.merge(tx, there[0].id, [there[3].id])
        linking.toggle(tx, document.get(there[1].id, Note), document.get(there[7].id, Note))
        linking.toggle(tx, document.get(one.id, Note), document.get(there[5].id, Note), "põhjustab")
    shown = notes_in(document, canvas, "et")
    assert {n.id for n in shown} & {there[0].id, there[3].id} == set()
    for profile in (SCREEN.sized(1280, 700), paper(770, 420)):
        drawn = board(document, canvas, profile, "et")
        assert {n.id for n in drawn.notes} >= {n.id for n in shown}
        for curve in drawn.curves:
            assert all(-0.5 <= x <= drawn.width + 0.5 and -0.5 <= y <= drawn.height + 0.5 for x, y in curve.points)
