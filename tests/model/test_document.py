"""The document: one write path, all or nothing, published once and in order."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from koosloome_desktop.model import integrity
from koosloome_desktop.model.changes import ChangeSet, Origin
from koosloome_desktop.model.document import Document, WritingWhilePublishing
from koosloome_desktop.model.integrity import InvalidRecord
from koosloome_desktop.model.records import Ballot, Canvas, Cluster, Link, Note, Tally, Workshop
from koosloome_desktop.support.clock import FixedClock
from tests.drivers.calls import calls
from tests.model.worlds import A, B, W, acts, begin, copied


@pytest.fixture
def document():
    return begin()


def test_a_transaction_is_seen_inside_and_published_once_after(document):
    seen: list[tuple[int, ChangeSet]] = []
    document.subscribe(lambda change: seen.append((document.rev, change)))
    with document.transaction("Add", merge_key="k") as tx:
        note = tx.create(Note(id="x", canvas=A, order="9V", text="üks"))
        tx.update(note, text="kaks")
        assert document.get("x", Note).text == "kaks"
        assert document.within(Note, A)[-1].id == "x"
        assert seen == []
    ((rev, change),) = seen
    assert rev == document.rev == 2
    assert change is tx.result
    assert (change.label, change.origin, change.merge_key) == ("Add", Origin.LOCAL, "k")
    assert change.at == "2026-10-15T14:05:00.000Z"
    assert [r.text for r in change.created] == ["kaks"]
    assert change.updated == change.removed == ()


def test_nothing_changed_is_not_published(document):
    seen = []
    document.subscribe(seen.append)
    with document.transaction("Nothing") as tx:
        tx.update(document.get("n0", Note), text=document.get("n0", Note).text)
        made = tx.create(Note(id="x", canvas=A))
        tx.remove(made.id)
    assert tx.result is None
    assert seen == []
    assert document.rev == 1


@given(some=st.lists(acts(), min_size=1, max_size=6))
def test_an_exception_leaves_no_trace(some):
    document = begin()
    digest, order = document.digest(), [n.id for n in document.within(Note, A)]
    seen = []
    document.subscribe(seen.append)
    with contextlib.suppress(ZeroDivisionError), document.transaction("Fails") as tx:
        for number, act in enumerate(some):
            act(tx, f"{number}")
        raise ZeroDivisionError
    assert document.digest() == digest
    assert [n.id for n in document.within(Note, A)] == order
    assert sorted(document.pointing_at(A)) == sorted(begin().pointing_at(A))
    assert (seen, document.rev) == ([], 1)
    with document.transaction("Works again") as tx:
        tx.remove("n0")
    assert len(seen) == 1


def test_an_invalid_record_is_refused_and_rolled_back(document):
    digest = document.digest()
    for bad in (
        {"text": 7},
        {"text": None},
        {"text": "x" * 10_001},
        {"level": True},
        {"x": "left"},
    ):
        with pytest.raises(InvalidRecord), document.transaction("Bad") as tx:
            tx.update(document.get("n0", Note), **bad)
    with pytest.raises(InvalidRecord), document.transaction("Bad") as tx:
        tx.create(Note(id=""))
    assert document.digest() == digest


def test_wrong_calls_are_refused(document):
    with pytest.raises(ValueError, match="there already"), document.transaction("Twice") as tx:
        tx.create(Note(id="n0", canvas=A))
    with pytest.raises(KeyError), document.transaction("Gone") as tx:
        tx.remove("nobody")
    with pytest.raises(KeyError), document.transaction("Gone") as tx:
        tx.update(Note(id="nobody"), text="x")
    with pytest.raises(KeyError):
        document.get("n0", Canvas)
    with pytest.raises(WritingWhilePublishing), document.transaction("Outer"), document.transaction("Inner"):
        pass
    assert document.digest() == begin().digest()


def test_a_subscriber_that_writes_is_stopped_and_the_document_goes_on(document):
    def meddle(change):
        with document.transaction("Meddle"):
            pass

    stop = document.subscribe(meddle)
    with pytest.raises(WritingWhilePublishing), document.transaction("Add") as tx:
        tx.remove("n5")
    stop()
    with document.transaction("Go on") as tx:
        tx.remove("n4")
    assert document.rev == 3


def test_subscribers_hear_in_the_order_in_which_they_came(document):
    heard = []
    document.subscribe(lambda _: heard.append("first"))
    stop = document.subscribe(lambda _: heard.append("second"))
    document.subscribe(lambda _: heard.append("third"))
    stop()
    with document.transaction("Add") as tx:
        tx.remove("n5")
    assert heard == ["first", "third"]


def test_removing_takes_along_what_hangs_on_it(document):
    with document.transaction("Remove") as tx:
        tx.remove("n0")
    assert document.find("l") is None
    assert document.find("t") is None
    assert document.get("c", Cluster).notes == ("n1",)
    assert document.get("n1", Note).parent == ""
    with document.transaction("Remove") as tx:
        tx.remove(A)
    assert {r.kind for r in document.records()} == {"workshop", "canvas", "note"}
    assert [n.id for n in document.of(Note)] == ["n4", "n5"]
    assert list(integrity.problems(document)) == []


def test_circles_are_opened(document):
    with document.transaction("Circle") as tx:
        tx.update(document.get("n0", Note), parent="n2")
    parents = {n.id: n.parent for n in document.within(Note, A)}
    assert "" in (parents["n0"], parents["n1"], parents["n2"])
    with document.transaction("Self") as tx:
        tx.update(document.get("n3", Note), parent="n3")
    assert document.get("n3", Note).parent == ""
    assert list(integrity.problems(document)) == []


def test_references_to_nothing_are_settled(document):
    with document.transaction("Dangling") as tx:
        tx.create(Link(id="x", canvas=A, source="n0", target="nobody"))
        tx.create(Cluster(id="y", canvas=A, notes=("n0", "nobody", "n1")))
        tx.create(Note(id="z", canvas=A, parent="nobody"))
        tx.create(Ballot(id="q", canvas="nowhere"))
        tx.create(Tally(id="r", ballot="q", target="n0"))
    assert [document.find(i) for i in ("x", "q", "r")] == [None] * 3
    assert document.get("y", Cluster).notes == ("n0", "n1")
    assert document.get("z", Note).parent == ""


def test_problems_are_found_independently():
    document = Document(W)
    document.load(
        [
            Note(id="a", canvas="nowhere", parent="b"),
            Note(id="b", canvas="nowhere", parent="a", text=7),
            Workshop(id=W),
            Workshop(id="another"),
        ],
        1,
    )
    found = "\n".join(integrity.problems(document))
    for part in ("nowhere", "circle", "note.text is int", "2 workshop records"):
        assert part in found


def test_lists_stand_in_order_and_ties_by_id(document):
    with document.transaction("Ties") as tx:
        for i in ("zz", "aa", "mm"):
            tx.create(Note(id=i, canvas=B, order="4V"))
    assert [n.id for n in document.within(Note, B)] == ["aa", "mm", "n4", "zz", "n5"]
    assert document.count_within(Note, B) == 5
    assert document.within(Note, "nowhere") == []
    assert len(document.of(Note)) == 9


def test_a_snapshot_stays_as_it_was(document):
    snapshot = document.snapshot()
    with document.transaction("Change") as tx:
        tx.update(document.get("n0", Note), text="uus")
        tx.remove("n5")
    assert snapshot["n0"].text == "märge 0"
    assert "n5" in snapshot
    with pytest.raises(TypeError):
        snapshot["n0"] = None


@given(some=st.lists(acts(), max_size=12))
def test_the_digest_is_that_of_the_content_alone(some):
    document = begin()
    for number, act in enumerate(some):
        with document.transaction("Act") as tx:
            act(tx, f"{number}")
        for canvas in (A, B):  # a list that is kept is the one that the index gives
            now = [document.find(i) for i in document._index.ids("note", canvas)]
            assert all(one is two for one, two in zip(document.within(Note, canvas), now, strict=True))
    assert copied(document).digest() == document.digest()
    shuffled = Document(W, clock=FixedClock())
    shuffled.load(reversed(list(document.records())), 7)
    assert shuffled.digest() == document.digest()
    # The indexes are those that a fresh document builds.
    for canvas in (A, B):
        assert [n.id for n in document.within(Note, canvas)] == [n.id for n in shuffled.within(Note, canvas)]
    for record in document.records():
        assert sorted(document.pointing_at(record.id)) == sorted(shuffled.pointing_at(record.id))


def test_a_digest_tells_every_value_apart():
    digests = set()
    for record in (Note(id="a"), Note(id="b"), Note(id="a", x=1), Note(id="a", x=1.0), Canvas(id="a")):
        document = Document(W)
        document.load([record], 1)
        digests.add(document.digest())
    assert len(digests) == 5


def test_a_list_that_was_asked_for_follows_every_change() -> None:
    document = Document("w")
    document.load([Workshop(id="w"), Canvas(id="a"), Canvas(id="b"), Note(id="n", canvas="a", order="V")], 1)

    def ids(canvas: str) -> list[str]:
        return [n.id for n in document.within(Note, canvas)]

    assert ids("a") == ["n"]
    document.within(Note, "a").clear()
    assert ids("a") == ["n"], "what is given away is the asker's own"
    with document.transaction("add") as tx:
        tx.create(Note(id="m", canvas="a", order="A"))
        assert ids("a") == ["m", "n"]
        tx.update(document.get("n", Note), text="muudetud")
        assert document.within(Note, "a")[1].text == "muudetud"
        tx.update(document.get("n", Note), canvas="b")
        assert (ids("a"), ids("b")) == (["m"], ["n"])
        tx.update(document.get("n", Note), canvas="a", order="Z")
        tx.create(Note(id="o", canvas="a", order="Z"))
        assert (ids("a"), ids("b")) == (["m", "n", "o"], [])
        tx.remove("o")
        tx.update(document.get("n", Note), canvas="b", order="V")
        assert (ids("a"), ids("b")) == (["m"], ["n"])
        tx.remove("m")
        assert ids("a") == []
    with contextlib.suppress(RuntimeError), document.transaction("undone") as tx:
        tx.create(Note(id="x", canvas="a", order="A"))
        assert ids("a") == ["x"]
        raise RuntimeError
    assert (ids("a"), ids("b")) == ([], ["n"])


def test_a_step_of_many_records_puts_their_list_together_once() -> None:
    document = begin()
    document.within(Note, A)

    def many() -> None:
        with document.transaction("Many") as tx:
            for number in range(50):
                last = document.within(Note, A)[-1]
                tx.create(Note(id=f"m{number}", canvas=A, order=f"{last.order}V"))
            for _number in range(50):
                tx.remove(document.within(Note, A)[-1].id)

    assert calls(many)["index", "Index.ids"] == 0
    assert [n.id for n in document.within(Note, A)] == ["n0", "n1", "n2", "n3"]
