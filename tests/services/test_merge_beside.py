"""Records that come in: each after what it belongs to, with a short id and a place of its own, in one look each."""

from __future__ import annotations

import random

from koosloome_desktop.canvases.creating import new_workshop
from koosloome_desktop.model.records import Canvas, Cluster, Note
from koosloome_desktop.operations import queries
from koosloome_desktop.operations.notes import order_last
from koosloome_desktop.services.merge_beside import Beside, in_turn
from koosloome_desktop.support.ids import new_id


def test_what_records_hang_on_comes_before_them_and_what_hangs_on_nothing_is_told():
    document = new_workshop("Proov")
    canvas = queries.canvases(document)[0].id
    other = Canvas(id="c", type="problem_map")
    notes = [Note(id=f"n{i}", canvas="c", parent=f"n{i - 1}" if i % 40 else "") for i in range(400)]
    here = Note(id="here", canvas=canvas)
    lost = [Note(id="l1", canvas="gone"), Note(id="l2", canvas=canvas, parent="l1")]
    ring = [Note(id="r1", canvas=canvas, parent="r2"), Note(id="r2", canvas=canvas, parent="r1")]
    given = [*notes, here, *lost, *ring, other]
    random.Random(5).shuffle(given)
    ready, without = in_turn(document, given)
    place = {r.id: i for i, r in enumerate(ready)}
    assert place.keys() == {"c", "here", *(n.id for n in notes)}
    assert all(place["c"] < place[n.id] for n in notes)
    assert all(place[n.parent] < place[n.id] for n in notes if n.parent)
    assert {r.id for r in without} == {"l1", "l2", "r1", "r2"}


def test_short_ids_and_order_keys_are_those_that_looking_through_everything_gives():
    document = new_workshop("Proov")
    canvas = queries.canvases(document)[0].id
    draw = random.Random(7)
    with document.transaction("Come in") as tx:
        beside = Beside(tx.document)
        for _ in range(120):
            code, order = draw.choice(["", "P1", "P2", "P7", "M3", "K1"]), draw.choice(["", "V", "k"])
            record = draw.choice([Note(id=new_id(), canvas=canvas, order=order), Cluster(id=new_id(), canvas=canvas)])
            taken = {r.code for r in tx.document.of(type(record))}
            letters = code.rstrip("0123456789") or ("M" if isinstance(record, Note) else "K")
            keys = {r.order for r in tx.document.within(type(record), canvas)}
            wanted = code if code and code not in taken else queries.next_code(taken, letters)
            last = order_last(tx.document, type(record), canvas)
            assert beside.code(record, code) == wanted
            assert beside.order(record) == (record.order if record.order and record.order not in keys else last)
            values = {"code": beside.code(record, code), "order": beside.order(record)}
            beside.came(tx.create(type(record)(id=record.id, canvas=canvas, **values)))
