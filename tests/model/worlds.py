"""Small documents, and random but repeatable things to do to them."""

from __future__ import annotations

import json
import random
from collections.abc import Callable

from hypothesis import strategies as st

from koosloome_desktop.model.changes import ChangeSet, Origin, from_json, to_json
from koosloome_desktop.model.document import Document
from koosloome_desktop.model.frozen import FrozenMap
from koosloome_desktop.model.history import History
from koosloome_desktop.model.payload import dumps, payload_of, record_from
from koosloome_desktop.model.records import Ballot, Canvas, Cluster, Conflict, Link, Note, Record, Tally, Workshop
from koosloome_desktop.model.transaction import Transaction
from koosloome_desktop.support.clock import FixedClock

W, A, B = "w", "canvas-a", "canvas-b"
Act = Callable[[Transaction, str], None]
"""Something done inside a transaction; the text is unique to the step."""


def begin(clock: FixedClock | None = None) -> Document:
    """A workshop with two canvases, six notes in a tree, a cluster, a link and a vote."""
    document = Document(W, clock=clock or FixedClock(), rev=1)
    records: list[Record] = [
        Workshop(id=W, code="w", title=FrozenMap({"et": "Töötuba"})),
        Canvas(id=A, order="G", code="a", type="problem_map"),
        Canvas(id=B, order="V", code="b", type="journey_map"),
        *(Note(id=f"n{i}", order=f"{i}V", canvas=A if i < 4 else B, text=f"märge {i}") for i in range(6)),
        Cluster(id="c", order="V", canvas=A, notes=("n0", "n1")),
        Link(id="l", order="V", canvas=A, source="n0", target="n2"),
        Ballot(id="b", order="V", canvas=A),
        Tally(id="t", order="V", ballot="b", target="n0", count=3),
    ]
    document.load(records, 1)
    with document.transaction("Tree") as tx:
        tx.update(document.get("n1", Note), parent="n0")
        tx.update(document.get("n2", Note), parent="n1")
    document.rev = 1
    return document


def copied(document: Document) -> Document:
    """The same document as storage gives it back: through payloads and JSON text."""
    fresh = Document(document.id, clock=document.clock, rev=document.rev)
    rows = [(r.kind, r.id, dumps(payload_of(r)), r.version) for r in document.records()]
    fresh.load([record_from(kind, i, json.loads(text), version) for kind, i, text, version in rows], document.rev)
    return fresh


def through_json(change: ChangeSet) -> ChangeSet:
    """The change set as the journal gives it back."""
    return from_json(json.loads(dumps(to_json(change))))


def _some(document: Document, kind: type[Record], number: int) -> Record | None:
    found = sorted(document.of(kind), key=lambda r: r.id)
    return found[number % len(found)] if found else None


KINDS_OF_WORK = (
    "add", "add", "reword", "reword", "zone", "parent", "remove", "cluster", "link", "vote", "canvas", "conflict",
)  # fmt: skip


def act_of(what: str, numbers: tuple[int, int, int]) -> Act:
    """One thing to do; the numbers choose which records it hits among those that are there then."""
    return lambda tx, text: _do(tx, text, what, numbers)


def acts() -> st.SearchStrategy[Act]:
    """Anything to do."""
    return st.builds(act_of, st.sampled_from(KINDS_OF_WORK), st.tuples(*[st.integers(0, 1000)] * 3))


def random_act(chance: random.Random) -> Act:
    """The same, for long walks."""
    return act_of(
        chance.choice(KINDS_OF_WORK), (chance.randrange(1000), chance.randrange(1000), chance.randrange(1000))
    )


def _do(tx: Transaction, text: str, what: str, numbers: tuple[int, int, int]) -> None:
    document = tx.document
    one, two, three = numbers
    note, other = _some(document, Note, one), _some(document, Note, two)
    canvas = _some(document, Canvas, three)
    if what == "add" and canvas:
        parent = other.id if other is not None and one % 2 else ""
        tx.create(Note(id=f"new-{text}", order=f"{three:04d}V", canvas=canvas.id, text=text, parent=parent))
    elif what == "canvas":
        if canvas and one % 3 == 0:
            tx.remove(canvas.id)
        else:
            tx.create(Canvas(id=f"new-{text}", order="V", code=text, type="problem_map"))
    elif isinstance(note, Note) and isinstance(other, Note):
        _do_with(tx, text, what, note, other, three)


def _do_with(tx: Transaction, text: str, what: str, note: Note, other: Note, number: int) -> None:
    if what == "reword":
        tx.update(note, text=text)
    elif what == "zone":
        tx.update(note, zone=text, x=number / 7)
    elif what == "parent":
        tx.update(note, parent=other.id)
    elif what == "remove":
        tx.remove(note.id)
    elif what == "conflict":
        tx.create(Conflict(id=f"new-{text}", target=note.id, field="text", ours=text, theirs=note.text))
    elif what == "link":
        tx.create(Link(id=f"new-{text}", order="V", canvas=note.canvas, source=note.id, target=other.id))
    else:
        _do_around(tx, text, what, note, other, number)


def _do_around(tx: Transaction, text: str, what: str, note: Note, other: Note, number: int) -> None:
    if what == "vote":
        ballot = _some(tx.document, Ballot, number)
        if ballot is not None:
            tx.create(Tally(id=f"new-{text}", ballot=ballot.id, target=note.id, count=number))
    elif what == "cluster":
        cluster = _some(tx.document, Cluster, number)
        if isinstance(cluster, Cluster) and note.id not in cluster.notes:
            tx.update(cluster, notes=(*cluster.notes, note.id))
        else:
            tx.create(Cluster(id=f"new-{text}", order="V", canvas=note.canvas, notes=(note.id, other.id)))


class Desk:
    """A document with its history, its journal, and what the history should be able to do."""

    def __init__(self) -> None:
        self.clock = FixedClock()
        self.document = begin(self.clock)
        self.history = History(self.document)
        self.journal: list[ChangeSet] = []
        self.document.subscribe(self.journal.append)
        self.count = 0

    def act(self, act: Act, origin: Origin = Origin.LOCAL, merge_key: str = "") -> ChangeSet | None:
        """Do something in one step; None when it changed nothing."""
        self.count += 1
        with self.document.transaction("Act", origin=origin, merge_key=merge_key) as tx:
            act(tx, f"{origin}{self.count}")
        return tx.result

    def reopened(self) -> Desk:
        """The desk after a restart: everything read back."""
        other = object.__new__(Desk)
        other.clock, other.count = self.clock, self.count
        other.document = copied(self.document)
        other.journal = [through_json(change) for change in self.journal]
        other.history = History(other.document, other.journal)
        other.document.subscribe(other.journal.append)
        return other
