"""A library is opened, filled, read, searched and closed; the same on SQLite and on PostgreSQL."""

from __future__ import annotations

import json
import random

import pytest

from koosloome_desktop.model import integrity
from koosloome_desktop.model.changes import Origin
from koosloome_desktop.model.document import Document
from koosloome_desktop.model.frozen import FrozenMap
from koosloome_desktop.model.history import History
from koosloome_desktop.model.records import Action, Canvas, Note, Session, Workshop
from koosloome_desktop.operations import queries
from koosloome_desktop.storage import reading
from koosloome_desktop.support.errors import NotFound, UsageError
from koosloome_desktop.support.ids import new_id, record_uuid, workshop_uuid
from tests.model import worlds
from tests.storage.helpers import WAIT, Desk, sample


def test_a_fresh_library_is_empty(place, opened):
    library, _ = opened(place)
    assert library.list() == []
    assert library.check() == []
    assert library.recovery is None


def test_what_was_created_is_listed_and_loaded(place, opened, clock):
    library, _ = opened(place)
    records = sample()
    row = library.create(records, source_hash="aa", canonical_hash="bb")
    assert library.list() == [row]
    assert (row.code, row.title, row.rev) == ("T1", "Külakiik ja õunaaed T1", 1)
    assert (row.date, row.place, row.participants) == ("2026-10-15", "Rahvamaja", 17)
    assert (row.notes, row.actions, row.sample) == (4, 1, False)
    assert (row.source_hash, row.canonical_hash, row.deleted_at) == ("aa", "bb", None)
    assert row.created == row.changed == "2026-10-15T14:05:00.000Z"
    loaded = library.load(row.id)
    assert loaded.row == row
    assert {r.id: r for r in loaded.records} == {r.id: r for r in records}
    assert (loaded.rev, loaded.journal, loaded.drafts) == (1, (), ())
    assert library.find_source("aa") == row
    assert library.find_source("cc") is None
    assert library.check() == []
    notes = [r for r in loaded.records if isinstance(r, Note)]
    assert len(notes) == 4
    assert all(n.canvas is notes[0].canvas for n in notes)  # what all share is in memory once


def test_creating_refuses_what_is_no_single_new_workshop(place, opened):
    library, _ = opened(place)
    library.create(sample())
    with pytest.raises(ValueError, match="there already"):
        library.create(sample())
    with pytest.raises(ValueError, match="0 workshops"):
        library.create(sample("T2")[1:])
    assert [row.code for row in library.list()] == ["T1"]


def test_every_change_is_saved_and_told_once(desk):
    with desk.document.transaction("Reword") as tx:
        tx.update(desk.note(1), text="Kiik on parandatud")
    assert desk.loop.run_until(lambda: bool(desk.saved), WAIT)
    assert desk.saved == [(2, "2026-10-15T14:05:00.000Z")]
    assert desk.tie.unsaved == 0
    assert desk.reread().digest() == desk.document.digest()
    assert desk.library.list()[0].rev == desk.document.rev == 2


def test_a_burst_is_written_in_order_and_as_one_revision_each(desk):
    for number in range(200):
        desk.set_note(1, text=f"Täht tähelt {number}")
    desk.settle()
    assert desk.saved[-1][0] == desk.document.rev == 201
    assert desk.reread().digest() == desk.document.digest()
    assert desk.library.check() == []


def test_columns_of_the_list_follow_the_document(desk):
    workshop = desk.document.workshop
    with desk.document.transaction("Rename") as tx:
        tx.update(workshop, title=FrozenMap({"et": "Uus nimi"}), code="T9", place="Kool", participants_present=None)
        tx.update(desk.document.of(Session)[0], date="2027-01-02")
        tx.remove(desk.note(1).id)
        tx.create(Action(id=record_uuid(desk.workshop, "action", "2"), canvas=desk.document.of(Action)[0].canvas))
    desk.settle()
    row = desk.library.list()[0]
    assert (row.title, row.code, row.place, row.date, row.participants) == ("Uus nimi", "T9", "Kool", "2027-01-02", 20)
    assert (row.notes, row.actions) == (3, 2)
    with desk.document.transaction("No session") as tx:
        tx.remove(desk.document.of(Session)[0].id)
    desk.settle()
    assert desk.library.list()[0].date == ""
    assert desk.library.check() == []


def test_removed_and_brought_back_again(desk):
    before = desk.document.digest()
    with desk.document.transaction("Delete") as tx:
        tx.remove(record_uuid(desk.workshop, "canvas", "problem"))
    desk.settle()
    assert desk.reread().digest() == desk.document.digest()
    assert desk.library.list()[0].notes == 0
    desk.history.undo()
    desk.settle()
    assert desk.reread().digest() == desk.document.digest() == before
    assert desk.library.list()[0].notes == 4
    assert desk.library.check() == []


def test_made_and_removed_in_one_burst(desk):
    with desk.document.transaction("Make") as tx:
        note = tx.create(Note(id=record_uuid(desk.workshop, "note", "x"), canvas=desk.note(1).canvas, text="korraks"))
    with desk.document.transaction("Remove") as tx:
        tx.remove(note.id)
    desk.history.undo()
    desk.history.undo()
    desk.history.redo()
    desk.settle()
    assert desk.reread().digest() == desk.document.digest()
    assert desk.library.check() == []


@pytest.mark.parametrize("seed", [0, *(pytest.param(seed, marks=pytest.mark.full) for seed in range(1, 4))])
def test_random_work_survives_restarts_with_its_history(place, opened, clock, seed):
    chance = random.Random(seed)
    library, loop = opened(place, actor="me")
    desk = Desk(library, loop, library.create(list(worlds.begin().records())).id)
    for number in range(120):
        what = chance.random()
        if what < 0.2:
            desk.history.undo()
        elif what < 0.32:
            desk.history.redo()
        else:
            origin = chance.choice((Origin.LOCAL, Origin.LOCAL, Origin.LOCAL, Origin.REMOTE, Origin.IMPORT))
            with desk.document.transaction("Act", origin=origin, merge_key=chance.choice(("", "", "typing"))) as tx:
                worlds.random_act(chance)(tx, f"{number}")
        clock.forward(chance.choice((0.1, 0.5, 5.0)))
        if number % 30 == 29:
            desk.settle()
            assert library.check() == []
            library.close()
            library, loop = opened(place, actor="me")
            again = Desk(library, loop, desk.workshop)
            assert again.document.digest() == desk.document.digest()
            assert again.document.rev == desk.document.rev
            undone_and_redone_alike(desk, again)
            desk = Desk(library, loop, desk.workshop) if chance.random() < 0.5 else again
            if desk is not again:
                again.tie.detach()


def undone_and_redone_alike(one: Desk, two: Desk) -> None:
    """Both histories lead through the same documents, there and back."""
    for go in (History.undo, History.redo):
        while (done := go(one.history)) is not None:
            assert go(two.history) is not None, done
            assert two.document.digest() == one.document.digest()
        assert go(two.history) is None
    assert list(integrity.problems(two.document)) == []
    two.settle()


@pytest.mark.parametrize("merging", [False, True])
def test_the_journal_gives_back_the_last_200_steps(desk, clock, merging):
    chance = random.Random(7)
    for number in range(700):
        if chance.random() < 0.35:
            desk.history.undo()
        elif chance.random() < 0.2:
            desk.history.redo()
        else:
            key = f"typing-{number // 9}" if merging else ""
            with desk.document.transaction("Type", merge_key=key) as tx:
                tx.update(desk.note(1 + number // 9 % 4), text=f"{number}")
        clock.forward(0.4)
    for number in range(230):
        desk.set_note(2, text=f"lõpp {number}")
    for _ in range(100):
        desk.history.undo()
    desk.settle()
    loaded = desk.library.load(desk.workshop)
    other = Document(desk.workshop, rev=loaded.rev)
    other.load(loaded.records, loaded.rev)
    history = History(other, loaded.journal)
    assert history.depth == desk.history.depth == (100, 100)
    for _ in range(100):
        desk.history.undo()
        history.undo()
        assert other.digest() == desk.document.digest()
    assert history.depth == desk.history.depth


def test_the_journal_is_not_read_further_than_needed(desk):
    for number in range(600):
        desk.set_note(1, text=f"{number}")
    desk.settle()
    assert len(desk.library.load(desk.workshop).journal) == 200


def test_an_import_is_no_step_that_can_be_undone(desk):
    assert desk.history.depth == (0, 0)
    with desk.document.transaction("Bring in", origin=Origin.IMPORT) as tx:
        tx.update(desk.note(1), text="toodud")
    desk.settle()
    assert desk.library.load(desk.workshop).journal == ()


def test_finding_by_id_code_or_prefix(place, opened):
    library, _ = opened(place)
    for code in ("Külakiik", "Külakiigel", "Aed"):
        library.create(sample(code))
    assert library.find("aed").code == "Aed"
    assert library.find("  KÜLAKIIK ").code == "Külakiik"
    assert library.find("külakiige").code == "Külakiigel"
    assert library.find(workshop_uuid("Aed")).code == "Aed"
    assert library.find(workshop_uuid("Aed")[:13].upper()).code == "Aed"
    with pytest.raises(UsageError) as several:
        library.find("küla")
    assert "Külakiigel" in several.value.line()
    for nothing in ("", "  ", "metsatalu"):
        with pytest.raises(NotFound):
            library.find(nothing)
    with pytest.raises(NotFound):
        library.load("no-such-id")


def test_the_bin(desk):
    desk.library.delete(desk.workshop)
    assert desk.library.list() == []
    assert desk.library.search("kiik") == []
    assert [row.id for row in desk.library.list(deleted=True)] == [desk.workshop]
    with pytest.raises(NotFound):
        desk.library.find("T1")
    desk.library.restore(desk.workshop)
    assert [row.id for row in desk.library.list()] == [desk.workshop]
    with pytest.raises(NotFound):
        desk.library.delete("no-such-id")


def test_lists_come_last_changed_first(place, opened, clock):
    library, loop = opened(place)
    for code in ("T1", "T2", "T3"):
        library.create(sample(code))
        clock.forward(1)
    assert [row.code for row in library.list()] == ["T3", "T2", "T1"]
    desk = Desk(library, loop, workshop_uuid("T1"))
    desk.set_note(1, text="muudetud")
    desk.settle()
    assert [row.code for row in library.list()] == ["T1", "T3", "T2"]


def test_drafts_are_kept_replaced_and_forgotten(desk, clock):
    library, workshop = desk.library, desk.workshop
    library.save_draft(workshop, "capture", "", "poo")
    clock.forward(1)
    library.save_draft(workshop, "capture", "", "pooleli")
    library.save_draft(workshop, "note", "n1", "teine 'jutt' %")
    found = library.drafts(workshop)
    assert [(d.place, d.target, d.text) for d in found] == [
        ("capture", "", "pooleli"),
        ("note", "n1", "teine 'jutt' %"),
    ]
    assert found[0].at == "2026-10-15T14:05:01.000Z"
    assert library.load(workshop).drafts == found
    library.save_draft(workshop, "capture", "", "")
    library.save_draft(workshop, "note", "n1", "")
    assert library.drafts(workshop) == ()


def test_a_draft_and_its_note_are_one_commit_when_they_come_together(desk):
    desk.library.save_draft(desk.workshop, "capture", "", "Uus märge")
    desk.set_note(1, text="Uus märge")
    desk.library.save_draft(desk.workshop, "capture", "", "")
    desk.settle()
    assert desk.library.drafts(desk.workshop) == ()
    assert desk.reread().digest() == desk.document.digest()


def test_without_a_dispatcher_flush_brings_what_was_told(place, opened):
    library, _ = opened(place, post=None)
    library.create(sample())
    told = []
    loaded = library.load(workshop_uuid("T1"))
    document = Document(loaded.row.id, rev=loaded.rev)
    document.load(loaded.records, loaded.rev)
    library.attach(document, lambda rev, at: told.append(rev))
    with document.transaction("Rename") as tx:
        tx.update(document.get(document.id, Workshop), theme="Muu")
    assert library.flush(WAIT)
    assert told == [2]


def test_a_note_that_was_merged_into_another_is_no_fault_of_the_counts(desk):
    first, second, *_ = desk.document.of(Note)
    with desk.document.transaction("Merge") as tx:
        tx.update(first, merged_into=second.id)
    desk.settle()
    assert desk.library.check() == []
    assert desk.library.list()[0].notes == len(desk.document.of(Note)) - 1


def test_the_list_counts_what_stands_on_canvases_by_itself(desk):
    first, second, third, _ = desk.document.of(Note)
    standing = sum(len(queries.standing(desk.document, c.id)) for c in desk.document.of(Canvas))
    counted = [standing]

    def listed() -> int:
        desk.settle()
        assert desk.library.check() == []
        return desk.library.list()[0].notes

    assert listed() == standing
    for note, change in ((first, {"form": "parking"}), (second, {"merged_into": third.id}), (first, {"form": "note"})):
        with desk.document.transaction("Edit") as tx:
            tx.update(tx.document.get(note.id, Note), **change)
        counted.append(listed())
    desk.history.undo()
    desk.history.undo()
    counted.append(listed())
    with desk.document.transaction("Ask") as tx:
        tx.create(Note(id=new_id(), canvas=third.canvas, form="hmw", text="Kuidas me saaksime?"))
    counted.append(listed())
    assert counted == [standing, standing - 1, standing - 2, standing - 1, standing - 1, standing - 1]


def test_after_detaching_nothing_more_is_saved(desk):
    desk.set_note(1, text="enne")
    desk.tie.detach()
    desk.tie.detach()
    desk.set_note(1, text="pärast")
    assert desk.library.flush(WAIT)
    assert desk.note(1).text == "pärast"
    assert desk.reread().get(desk.note(1).id, Note).text == "enne"


def test_closing_writes_what_is_queued_and_may_be_repeated(place, opened):
    library, loop = opened(place)
    desk = Desk(library, loop, library.create(sample()).id)
    for number in range(50):
        desk.set_note(1, text=f"{number}")
    assert library.close()
    assert library.close()
    again, _ = opened(place)
    assert again.load(desk.workshop).rev == 51
    with pytest.raises(RuntimeError, match="closed"):
        library.list()
    desk.set_note(1, text="liiga hilja")
    loop.run_pending()
    assert desk.tie.unsaved == 0


def test_a_payload_is_read_as_json_and_nothing_behind_it_is_overlooked():
    for text in ('{"text":"a","n":[1,{"b":null}]}', ' {"text": "õ"}\n', "{}"):
        assert reading.record_data(text) == json.loads(text)
    for text in ('{"text":"a"}{"text":"b"}', '{"text":"a"', "", '{"text":"a"} x'):
        with pytest.raises(ValueError, match=r"."):
            reading.record_data(text)
