"""Forms switched in the middle of everything else (merging, parking, clusters, zones of one's own, votes, sending): the
document stays whole, draws every note, goes through its file byte by byte, and undo and redo are exact.
"""

from __future__ import annotations

import random

import pytest

from koosloome_desktop.canvases import changing, registry, variant_of
from koosloome_desktop.canvases.inputs import axis_of
from koosloome_desktop.model.history import History
from koosloome_desktop.model.records import Ballot, Canvas, Cluster, Note
from koosloome_desktop.operations import ballots, merging, notes, parking, queries, tracks
from tests.canvases.test_structure_walk import Walk
from tests.exports.reading import sample

pytestmark = pytest.mark.slow
SAMPLES = ("01_kogukonnamaja", "02_noorte_kaasamine", "03_turvaline_koolitee", "06_sotsiaaltransport")


class FormsWalk(Walk):
    """The structure verbs, and those that other forms, the lot and votes bring."""

    def __init__(self, seed: int, name: str) -> None:
        self.document, self.chance = sample(name), random.Random(seed)
        self.history = History(self.document)
        self.tree = queries.canvases(self.document)[0]

    def canvas(self) -> Canvas:
        return self.chance.choice([c for c in queries.canvases(self.document) if c.type != "action_plan"])

    def step(self, tx) -> None:
        verbs = (self.switch, self.switch, self.merge, self.separate, self.park, self.back, self.group, self.zone,
                 self.vote)  # fmt: skip
        if self.chance.random() < 0.4:
            super().step(tx)
        else:
            self.chance.choice(verbs)(tx)

    def switch(self, tx) -> None:
        canvas = self.canvas()
        others = [v.code for v in registry()[canvas.type].variants if v.code != canvas.variant]
        changing.switch(tx, canvas, self.chance.choice(others), "et")

    def merge(self, tx) -> None:
        found = queries.standing(self.document, self.canvas().id)
        some = [n.id for n in self.chance.sample(found, min(2, len(found)))]
        if merging.can_merge(self.document, some):
            merging.merge(tx, some[0], some)

    def separate(self, tx) -> None:
        heads = [n for n in self.notes() if queries.folded(self.document, n.id)]
        if heads:
            merging.separate(tx, self.chance.choice(heads).id)

    def park(self, tx) -> None:
        parking.park(tx, [n.id for n in self.some(2)])

    def back(self, tx) -> None:
        for topic in parking.parked(self.document)[:1]:
            home = parking.home_of(self.document, topic) or self.canvas()
            parking.bring_back(tx, topic.id, home.id)

    def group(self, tx) -> None:
        canvas = self.canvas().id
        found, known = queries.standing(self.document, canvas), self.document.within(Cluster, canvas)
        if found:
            cluster = self.chance.choice(known) if known else notes.add_cluster(tx, canvas, "Rühm")
            some = self.chance.sample(found, min(2, len(found)))
            notes.put_in_cluster(tx, canvas, [n.id for n in some], cluster)

    def zone(self, tx) -> None:
        canvas = self.canvas()
        form = variant_of(canvas.type, canvas.variant)
        axis = axis_of(form)
        known = queries.tracks(self.document, canvas.id, axis)
        if form is None or not form.open_zones or not known:
            return
        one, way = self.chance.choice(known), self.chance.randrange(4)
        if way == 0:
            tracks.insert(tx, canvas.id, axis, f"Oma {len(known)}", after=one.code)
        elif way == 1:
            tracks.move(tx, one, self.chance.choice((-1, 1)))
        elif way == 2:
            tracks.rename(tx, one, "Teine nimi")
        elif len(known) > 3:
            tracks.remove(tx, one)

    def vote(self, tx) -> None:
        canvas = self.canvas().id
        begun = [b for b in self.document.within(Ballot, canvas) if not b.closed and b.code]
        targets = tuple(n.id for n in queries.standing(self.document, canvas)[:5])
        if not begun and targets:
            ballots.open_ballot(tx, canvas, voters=0, dots=3, targets=targets)
        elif begun and (there := ballots.listed(self.document, begun[-1])) and self.chance.random() < 0.6:
            ballots.count(tx, begun[-1], self.chance.choice(there), 2)
        elif begun:
            ballots.close_ballot(tx, begun[-1])


def walked(seed: int, name: str, steps: int, every: int) -> None:
    walk = FormsWalk(seed, name)
    before, there = walk.document.digest(), {n.id for n in walk.document.of(Note)}
    for _round in range(steps // every):
        walk.own(every)
        walk.check()
    after = walk.document.digest()
    while walk.history.undo() is not None:
        pass
    assert walk.document.digest() == before
    assert {n.id for n in walk.document.of(Note)} == there
    while walk.history.redo() is not None:
        pass
    assert walk.document.digest() == after


@pytest.mark.parametrize("name", SAMPLES)
def test_forms_switched_amid_everything_else(name: str) -> None:
    walked(5, name, steps=30, every=15)


@pytest.mark.full
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("name", SAMPLES)
def test_forms_switched_amid_everything_else_at_length(name: str) -> None:
    for seed in range(100, 130):
        walked(seed, name, steps=60, every=6)
