"""The chain between canvases: every way makes one thing, keeps the way back, survives file and undo."""

from __future__ import annotations

import json

import pytest

from koosloome_desktop.canvases import registry
from koosloome_desktop.canvases.creating import add_canvas, new_workshop
from koosloome_desktop.canvases.sending import ACTION, WAYS, Way, place_of, send, ways_for
from koosloome_desktop.model import integrity
from koosloome_desktop.model.document import Document
from koosloome_desktop.model.history import History
from koosloome_desktop.model.records import Action, Ballot, Canvas, Note
from koosloome_desktop.operations import ballots, merging, notes, parking, queries
from koosloome_desktop.services import workshop_file
from koosloome_desktop.support.i18n import translator

BY_CODE = {w.code: w for w in WAYS}


class Chain:
    """A workshop of the usual four canvases with one note of every sort."""

    def __init__(self) -> None:
        self.document = new_workshop("Proov")
        self.canvases = {c.type: c for c in queries.canvases(self.document)}
        with self.document.transaction("Fill") as tx:
            self.core = self.add(tx, "problem_map", "Buss ei käi", "core")
            self.pain = self.add(tx, "journey_map", "Ootab külmas tund aega", "pain")
            self.pain2 = self.add(tx, "journey_map", "Ei leia peatust", "pain")
            self.chance = self.add(tx, "journey_map", "Kuulutus poe seinal", "opportunity")
            self.need = notes.add_note(tx, self.canvases["resource_map"].id, "Õhtune buss", form="need")
        self.history = History(self.document)

    def add(self, tx, kind: str, text: str, zone: str) -> Note:
        return notes.add_note(tx, self.canvases[kind].id, text, zone=zone)

    def send(self, way: Way, *chosen: Note):
        with self.document.transaction("Send on") as tx:
            return send(tx, way, chosen, "et")

    def note(self, record_id: str) -> Note:
        return self.document.get(record_id, Note)


@pytest.fixture
def chain() -> Chain:
    return Chain()


def again(document: Document) -> Document:
    read = workshop_file.read(json.loads(workshop_file.dumps(workshop_file.write(document))))
    other = Document(read.id)
    other.load(read.records, 0)
    return other


def test_every_way_names_what_there_is_and_has_words_in_three_languages():
    for way in (*WAYS, ACTION):
        spec = registry().get(way.canvas)
        zones = {z.code for v in spec.variants for z in v.zones} if spec else set()
        assert not way.canvas or set(way.zones) <= zones, way.code
        if way.to[0]:
            variant = registry()[way.to[0]].variant(way.to[1])
            assert variant is not None
            assert not way.to[2] or variant.zone(way.to[2]) is not None
        for lang in ("et", "ru"):
            assert translator(lang)(way.label) != way.label
            assert "{place}" in translator(lang)(way.done)
    assert len({w.code for w in WAYS}) == len(WAYS)


def test_a_pain_becomes_a_cause_under_the_core_and_knows_where_it_comes_from(chain):
    before = chain.document.digest()
    sent = chain.send(BY_CODE["cause"], chain.pain, chain.pain2)
    assert len(sent.made) == 2
    made = chain.note(sent.first)
    assert (made.text, made.zone, made.parent) == (chain.pain.text, "cause", chain.core.id)
    assert made.sources == (chain.pain.id,)
    assert place_of(chain.document, sent.first).type == "problem_map"
    chain.history.undo()
    assert chain.document.digest() == before


def test_sent_once_more_it_is_only_named(chain):
    first = chain.send(BY_CODE["cause"], chain.pain)
    before = chain.document.digest()
    second = chain.send(BY_CODE["cause"], chain.pain)
    assert (second.made, second.known) == ((), first.made)
    assert chain.document.digest() == before
    both = chain.send(BY_CODE["cause"], chain.pain, chain.pain2)
    assert len(both.made) == len(both.known) == 1


@pytest.mark.parametrize("fate", ["parked", "rehomed", "merged"])
def test_what_became_of_a_note_is_known_wherever_it_went(chain, fate):
    (made,) = chain.send(BY_CODE["cause"], chain.pain).made
    with chain.document.transaction("Later") as tx:
        if fate == "parked":
            parking.park(tx, [made])
        elif fate == "rehomed":
            tx.update(chain.note(made), zone="effect")
        else:
            other = chain.add(tx, "problem_map", "Peatusel ei ole varju", "cause")
            made = merging.merge(tx, other.id, [made]).id
    again = chain.send(BY_CODE["cause"], chain.pain)
    assert (again.made, again.known) == ((), (made,))


def test_wordings_folded_into_one_were_sent_with_it(chain):
    (made,) = chain.send(BY_CODE["cause"], chain.pain2).made
    with chain.document.transaction("Merge") as tx:
        head = merging.merge(tx, chain.pain.id, [chain.pain2.id])
    sent = chain.send(BY_CODE["cause"], head)
    assert (sent.made, sent.known) == ((), (made,))


def test_an_opportunity_comes_on_the_open_vote_list_and_the_next_one_too(chain):
    chain.send(BY_CODE["vote"], chain.chance)
    with chain.document.transaction("Add") as tx:
        other = chain.add(tx, "journey_map", "Sõidujagamine", "opportunity")
    chain.send(BY_CODE["vote"], other)
    (ballot,) = chain.document.of(Ballot)
    assert ballot.targets == (chain.chance.id, other.id)
    assert not ballot.closed
    assert chain.send(BY_CODE["vote"], other).known
    with chain.document.transaction("Delete") as tx:
        notes.delete_notes(tx, [other.id])
    assert chain.document.get(ballot.id, Ballot).targets == (chain.chance.id,)


def test_the_list_is_a_round_of_the_people_who_are_here_and_its_dots_grow_until_the_first_is_given(chain):
    before = chain.document.digest()
    with chain.document.transaction("People") as tx:
        tx.update(chain.document.workshop, participants_present=12)
        more = [chain.add(tx, "journey_map", f"Võimalus {n}", "opportunity") for n in range(12)]
    chain.send(BY_CODE["vote"], chain.chance, *more[:10])
    (ballot,) = chain.document.of(Ballot)
    assert (ballot.code, ballot.voters, ballot.dots_per_person, ballot.closed) == ("B1", 12, 3, False)
    with chain.document.transaction("Count") as tx:
        ballots.count(tx, ballot, chain.chance.id, 4)
    chain.send(BY_CODE["vote"], *more)
    ballot = chain.document.get(ballot.id, Ballot)
    assert (len(ballot.targets), ballot.dots_per_person) == (13, 3)
    for _step in range(4):
        chain.history.undo()
    assert chain.document.digest() == before


def test_in_an_open_round_over_everything_a_note_is_on_the_list_already(chain):
    with chain.document.transaction("Begin") as tx:
        ballot = ballots.open_ballot(tx, chain.chance.canvas, voters=9)
    assert chain.send(BY_CODE["vote"], chain.chance).known == (chain.chance.id,)
    with chain.document.transaction("Close") as tx:
        ballots.close_ballot(tx, ballot)
    assert chain.send(BY_CODE["vote"], chain.chance).made == (chain.chance.id,)


def test_a_closed_vote_is_left_as_it_was(chain):
    chain.send(BY_CODE["vote"], chain.chance)
    (ballot,) = chain.document.of(Ballot)
    with chain.document.transaction("Close") as tx:
        tx.update(ballot, closed=True)
        other = chain.add(tx, "journey_map", "Sõidujagamine", "opportunity")
    chain.send(BY_CODE["vote"], other)
    assert [b.targets for b in chain.document.of(Ballot)] == [(chain.chance.id,), (other.id,)]


def test_a_need_and_a_cause_become_actions_with_their_sources(chain):
    sent = chain.send(ACTION, chain.need, chain.core)
    made = [chain.document.get(i, Action) for i in sent.made]
    assert [(a.activity, a.sources) for a in made] == [
        ("Õhtune buss", (chain.need.id,)), ("Buss ei käi", (chain.core.id,)),
    ]  # fmt: skip


def test_a_question_becomes_the_goal_and_the_old_goal_comes_back_by_undo(chain):
    plan = chain.canvases["action_plan"]
    with chain.document.transaction("Add") as tx:
        tx.update(plan, goal="Vana eesmärk")
        board = add_canvas(tx, "problem_map", "hmw", "et")
        question = notes.add_note(tx, board.id, "Kuidas me saaksime …?", zone="hmw")
    chain.send(BY_CODE["goal"], question)
    now = chain.document.get(plan.id, Canvas)
    assert (now.goal, now.goal_sources) == (question.text, (question.id,))
    assert chain.send(BY_CODE["goal"], question).known == (plan.id,)
    chain.history.undo()
    assert chain.document.get(plan.id, Canvas).goal == "Vana eesmärk"


def test_where_there_is_no_such_map_yet_it_is_made_in_the_same_step(chain):
    before = chain.document.digest()
    sent = chain.send(BY_CODE["hmw"], chain.chance)
    made = place_of(chain.document, sent.first)
    assert (made.type, made.variant) == ("problem_map", "hmw")
    chain.history.undo()
    assert chain.document.digest() == before


def test_only_notes_that_fit_go_and_only_fitting_ways_are_offered(chain):
    assert [w.code for w in ways_for(chain.document, [chain.pain])] == ["cause"]
    assert [w.code for w in ways_for(chain.document, [chain.chance])] == ["vote", "hmw"]
    assert ways_for(chain.document, [chain.core]) == []
    assert chain.send(BY_CODE["cause"], chain.core, chain.chance).first == ""


def test_all_links_go_through_the_file_byte_by_byte(chain):
    chain.send(BY_CODE["cause"], chain.pain)
    chain.send(BY_CODE["vote"], chain.chance)
    chain.send(BY_CODE["hmw"], chain.chance)
    question = next(n for n in chain.document.of(Note) if n.zone == "hmw")
    chain.send(BY_CODE["goal"], question)
    chain.send(ACTION, question)
    text = workshop_file.dumps(workshop_file.write(chain.document))
    other = again(chain.document)
    assert workshop_file.dumps(workshop_file.write(other)) == text
    assert list(integrity.problems(other)) == []
    (action,) = other.of(Action)
    assert other.get(action.sources[0], Note).text == question.text, "its canvas stands behind the plan"
    plan = next(c for c in queries.canvases(other) if c.type == "action_plan")
    assert other.get(plan.goal_sources[0], Note).text == question.text
    assert [other.get(i, Note).text for b in other.of(Ballot) for i in b.targets] == [chain.chance.text]


def test_an_action_from_one_of_two_notes_with_the_same_code_keeps_the_right_one():
    def canvas(code: str) -> dict:
        return {
            "id": code, "type": "problem_map", "variant": "problem_tree", "title": code,
            "notes": [{"id": "P01", "zone": "core", "text": f"tuum {code}"}],
        }  # fmt: skip

    row = {"id": "A1", "activity": "Tee", "sources": ["b/P01"]}
    plan = {"id": "plan", "type": "action_plan", "variant": "table_years", "rows": [row]}
    data = {"schema": "koosloome-workshop/1", "id": "kaks", "canvases": [canvas("a"), plan, canvas("b")]}
    read = workshop_file.read(data)
    document = Document(read.id)
    document.load(read.records, 0)
    (action,) = document.of(Action)
    assert document.get(action.sources[0], Note).text == "tuum b"
    assert workshop_file.write(document)["canvases"][1]["rows"][0]["sources"] == ["b/P01"]
