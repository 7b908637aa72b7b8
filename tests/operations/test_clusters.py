"""Clusters as things of their own: named, ordered, merged, dissolved, and what they remember; also over a file."""

from __future__ import annotations

import json

import pytest

from koosloome_desktop.canvases.creating import new_workshop
from koosloome_desktop.model import integrity
from koosloome_desktop.model.document import Document
from koosloome_desktop.model.history import History
from koosloome_desktop.model.records import Cluster, Note
from koosloome_desktop.operations import cluster_log, clusters, notes, queries
from koosloome_desktop.services import workshop_file
from koosloome_desktop.support.clock import FixedClock


class Room:
    """Six notes a–f on a problem tree; one cluster Transport with a and b, one without a name with c."""

    def __init__(self) -> None:
        self.document = new_workshop("Proov")
        self.clock = self.document.clock = FixedClock()
        self.canvas = queries.canvases(self.document)[0].id
        with self.document.transaction("Fill") as tx:
            self.notes = [notes.add_note(tx, self.canvas, name, zone="cause") for name in "abcdef"]
            one = notes.add_cluster(tx, self.canvas, "Transport")
            two = notes.add_cluster(tx, self.canvas)
            notes.put_in_cluster(tx, self.canvas, [self.notes[0].id, self.notes[1].id], one)
            notes.put_in_cluster(tx, self.canvas, [self.notes[2].id], two)

    def all(self) -> list[Cluster]:
        return self.document.within(Cluster, self.canvas)

    def run(self, work) -> None:
        with self.document.transaction("Step") as tx:
            work(tx)

    def told(self, at: int = 0) -> list[tuple[str, str]]:
        """The history of a cluster as (what, name or codes)."""
        entries = self.all()[at].history
        return [(e["what"], e.get("name") or ",".join(e.get("notes", ()))) for e in entries]


def test_names_and_comings_and_goings_are_remembered() -> None:
    room = Room()
    assert room.told() == [("named", "Transport"), ("joined", "P01,P02")]
    room.run(lambda tx: clusters.rename(tx, room.all()[0], "Liikumine"))
    room.clock.forward(120)
    room.run(lambda tx: notes.put_in_cluster(tx, room.canvas, [room.notes[0].id], room.all()[1]))
    assert room.told() == [("named", "Transport"), ("joined", "P01,P02"), ("named", "Liikumine"), ("left", "P01")]
    assert room.told(1)[-1] == ("joined", "P01")


def test_what_joins_within_a_minute_is_one_entry_and_later_another() -> None:
    room = Room()
    for at, seconds in ((3, 5), (4, 5), (5, 90)):
        room.clock.forward(seconds)
        room.run(lambda tx, at=at: notes.put_in_cluster(tx, room.canvas, [room.notes[at].id], room.all()[0]))
    assert room.told()[1:] == [("joined", "P01,P02,P04,P05"), ("joined", "P06")]


def test_a_deleted_note_has_left() -> None:
    room = Room()
    room.run(lambda tx: notes.delete_notes(tx, [room.notes[0].id]))
    assert room.told()[-1] == ("left", "P01")
    assert room.all()[0].notes == (room.notes[1].id,)


def test_the_history_is_short_and_undone_with_its_step() -> None:
    room = Room()
    history, before = History(room.document), room.document.digest()
    for number in range(cluster_log.LIMIT + 20):
        room.run(lambda tx, number=number: clusters.rename(tx, room.all()[0], f"Nimi {number}"))
    assert len(room.all()[0].history) == cluster_log.LIMIT
    while history.undo() is not None:
        pass
    assert room.document.digest() == before


def test_a_name_is_never_emptied() -> None:
    room = Room()
    room.run(lambda tx: clusters.rename(tx, room.all()[0], "  "))
    assert room.all()[0].label == "Transport"


PLACES = [(0, 1, "K2K1K3"), (2, -1, "K1K3K2"), (0, -1, "K1K2K3"), (0, 9, "K2K3K1")]


@pytest.mark.parametrize(("at", "by", "order"), PLACES)
def test_clusters_change_places(at: int, by: int, order: str) -> None:
    room = Room()
    room.run(lambda tx: notes.add_cluster(tx, room.canvas, "Raha"))
    room.run(lambda tx: clusters.move(tx, room.all()[at], by))
    assert "".join(c.code for c in room.all()) == order


def test_two_become_one_with_notes_and_dots() -> None:
    room = Room()
    one, two = room.all()
    room.run(lambda tx: notes.set_votes(tx, room.canvas, one.id, 3))
    room.run(lambda tx: notes.set_votes(tx, room.canvas, two.id, 4))
    history, before = History(room.document), room.document.digest()
    room.run(lambda tx: clusters.merge(tx, one, two))
    assert [c.id for c in room.all()] == [one.id]
    assert room.all()[0].notes == tuple(n.id for n in room.notes[:3])
    assert queries.votes(room.document, room.canvas) == {one.id: 7}
    assert room.told()[-2:] == [("merged", "K2"), ("joined", "P03")]
    assert list(integrity.problems(room.document)) == []
    history.undo()
    assert room.document.digest() == before
    with pytest.raises(ValueError, match="become one"):
        room.run(lambda tx: clusters.merge(tx, one, one))


def test_a_dissolved_cluster_leaves_its_notes() -> None:
    room = Room()
    room.run(lambda tx: clusters.dissolve(tx, room.all()[0]))
    assert len(queries.notes(room.document, room.canvas)) == 6
    assert room.notes[0].id not in queries.cluster_of(room.document, room.canvas)


def test_the_history_goes_through_a_file() -> None:
    room = Room()
    text = workshop_file.dumps(workshop_file.write(room.document))
    read = workshop_file.read(json.loads(text))
    again = Document(read.id)
    again.load(read.records, 0)
    assert workshop_file.dumps(workshop_file.write(again)) == text
    found = again.of(Cluster)[0]
    assert found.history == room.all()[0].history
    assert [again.get(n, Note).text for n in found.notes] == ["a", "b"]
