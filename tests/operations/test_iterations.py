"""The next iteration of a sprint: canvases as a new version that links back, says what changed, and can be undone."""

from __future__ import annotations

import pytest

from koosloome_desktop.canvases.journey_pair import as_is_of, make_wished
from koosloome_desktop.canvases.to_plan import plan_of
from koosloome_desktop.model.document import Document
from koosloome_desktop.model.history import History
from koosloome_desktop.model.records import Action, Ballot, Canvas, Cluster, Link, Milestone, Note, Review, Track
from koosloome_desktop.operations import actions, drafts, iterations, merging, notes, parking, queries, rasci
from koosloome_desktop.services import export_order, workshop_file
from tests.exports.reading import report, squashed, texts
from tests.operations.test_checks_live import sample
from tests.operations.test_plan_undo import survives


def sprint() -> tuple[Document, dict[str, Canvas], list[Canvas]]:
    document, _plan = sample("06_sotsiaaltransport")
    old = {c.type: c for c in queries.canvases(document)}
    with document.transaction("Next") as tx:
        made = iterations.next_iteration(tx)
    return document, old, made


def test_the_next_iteration_has_everything_that_stood_there_and_links_back() -> None:
    document, old, made = sprint()
    assert iterations.number_of(document) == (2, 3)
    assert [c.title.rsplit(" ", 1)[1] for c in made] == ["2/3"] * 4
    assert [c.code for c in made] == [f"{c.code}-2" for c in old.values()]
    for canvas in made:
        before = old[canvas.type]
        assert canvas.continues == before.id
        for kind in (Track, Note, Cluster, Link, Action):
            assert document.count_within(kind, canvas.id) == document.count_within(kind, before.id)
        codes = [n.code for n in document.within(Note, before.id)]
        assert [n.code for n in document.within(Note, canvas.id)] == codes
        assert iterations.changes_between(document, before, canvas) == []
        assert document.within(Ballot, canvas.id) == []
        inside = {r.id for r in document.records() if getattr(r, "canvas", "") == canvas.id}
        for note in document.within(Note, canvas.id):
            assert not note.parent or note.parent in inside
    plan = made[-1]
    assert rasci.read(document, plan.id) == rasci.read(document, old["action_plan"].id)
    steps = [len(document.within(Milestone, a.id)) for a in document.within(Action, plan.id)]
    assert steps == [2] * 9
    assert document.within(Review, plan.id) == []
    survives(document)


def test_the_first_iteration_stays_as_it_was_and_undo_takes_the_whole_new_one_back() -> None:
    document, _plan = sample("06_sotsiaaltransport")
    before, first = document.digest(), workshop_file.write(document)["canvases"]
    history = History(document)
    with document.transaction("Next") as tx:
        iterations.next_iteration(tx)
    assert workshop_file.write(document)["canvases"][:4] == first
    history.undo()
    assert document.digest() == before


def test_a_third_iteration_carries_on_the_second() -> None:
    document, old, made = sprint()
    with document.transaction("Next") as tx:
        third = iterations.next_iteration(tx)
    assert iterations.number_of(document) == (3, 3)
    assert [c.id for c in iterations.current(document)] == [c.id for c in third]
    plan = third[-1]
    numbers = [iterations.number_of_canvas(document, c)[0] for c in (old["action_plan"], made[-1], plan)]
    assert numbers == [1, 2, 3]
    assert plan.title == "Tegevuskava 3/3"
    assert [c.id for c in iterations.earlier(document, plan)] == [made[-1].id, old["action_plan"].id]
    found = iterations.later(document, made[-1].id)
    assert found is not None
    assert found.id == plan.id
    assert iterations.changes_between(document, old["action_plan"], plan) == []
    with document.transaction("Next") as tx:
        assert [c.title for c in iterations.next_iteration(tx, [plan])] == ["Tegevuskava 4/4"]


def test_what_changed_between_two_versions_is_told_note_by_note_and_row_by_row() -> None:
    document, old, made = sprint()
    problems, plan = made[0], made[-1]
    first, second, third, fourth = document.within(Note, problems.id)[:4]
    rows = document.within(Action, plan.id)
    with document.transaction("Work") as tx:
        notes.reword(tx, first, "Muudetud mõte")
        notes.delete_notes(tx, [second.id])
        merging.merge(tx, third.id, [third.id, fourth.id])
        notes.add_note(tx, problems.id, "Uus mõte", zone=first.zone)
        actions.set_due(tx, rows[0], "2026-09-30")
        actions.delete_actions(tx, [rows[8].id])
        actions.add_action(tx, plan.id, "Uus tegevus")
    told = iterations.changes_between(document, old["problem_map"], problems)
    assert [(d.what, d.code) for d in told if d.what == "removed"] == [("removed", second.code)]
    assert ("added", "Uus mõte") in [(d.what, d.text) for d in told]
    changed = next(d for d in told if d.what == "changed" and d.new == first.id)
    assert changed.fields["text"] == (document.get(changed.old, Note).text, "Muudetud mõte")
    assert any("merged_into" in d.fields for d in told)
    assert [(d.kind, d.what, d.code) for d in iterations.since_last(document, plan)] == [
        ("row", "changed", "A1"), ("row", "added", "A10"), ("row", "removed", "A9")
    ]  # fmt: skip
    assert iterations.since_last(document, old["action_plan"]) == []
    survives(document)


def test_rows_start_anew_with_agreement_and_history_and_keep_where_they_come_from() -> None:
    document, plan = sample("06_sotsiaaltransport")
    note = queries.notes(document, queries.canvases(document)[0].id)[0]
    with document.transaction("Agree") as tx:
        row = drafts.propose(tx, plan.id, [note]).made[0]
        row = drafts.mark_agreed(tx, row)
        row = actions.set_due(tx, row, "2027-01")
        actions.adopt(tx, plan, "2026-11-20", "volikogu")
        made = iterations.next_iteration(tx)
    copy = document.within(Action, made[-1].id)[-1]
    assert (copy.agreed_at, copy.history, copy.changes, copy.continues) == ("", (), 0, row.id)
    source = document.get(copy.sources[0], Note)
    assert (source.canvas, source.code) == (made[0].id, note.code)
    assert "adopted" not in made[-1].parts
    assert "adopted" in document.get(plan.id, Canvas).parts
    survives(document)


def test_a_parked_or_deleted_note_of_the_first_version_does_not_hurt_the_second() -> None:
    document, old, made = sprint()
    first, second = queries.notes(document, old["problem_map"].id)[:2]
    copies = queries.notes(document, made[0].id)[:2]
    with document.transaction("Park") as tx:
        parking.park(tx, [first.id, copies[1].id])
        notes.delete_notes(tx, [second.id])
    assert document.get(copies[1].id, Note).continues == ""
    assert document.get(copies[0].id, Note).continues == first.id
    survives(document)
    again = workshop_file.read(workshop_file.write(document))
    assert again.warnings == ()
    carried = next(r for r in again.records if isinstance(r, Note) and r.code == first.code and r.continues)
    assert carried.form == "note"


def test_a_wished_journey_goes_on_beside_the_new_version_of_the_one_it_was_made_from() -> None:
    document, _plan = sample("03_turvaline_koolitee")
    journey = next(c for c in queries.canvases(document) if c.type == "journey_map")
    with document.transaction("Wish") as tx:
        make_wished(tx, journey, "et")
        iterations.next_iteration(tx)
    newest = [c for c in iterations.current(document) if c.type == "journey_map"]
    assert as_is_of(document, newest[1]) == newest[0]


@pytest.mark.slow
def test_notes_go_from_the_newest_map_to_the_newest_plan_and_paper_shows_what_is_now() -> None:
    document, old, made = sprint()
    assert plan_of(document) == made[-1]
    chosen = export_order.chosen_plans(document, export_order.ExportOrder())
    assert chosen == [made[-1]]
    named = export_order.ExportOrder(canvases=(old["action_plan"].id,))
    assert [c.id for c in export_order.chosen_plans(document, named)] == [old["action_plan"].id]
    printed = squashed("".join(texts(report(document))))
    assert printed.count(squashed("Omahinna ja omaosaluse arvutus")) == once(document)
    assert "Tegevuskava2/3" in printed
    assert workshop_file.counts(document)["actions"] == 9


def once(document: Document) -> int:
    """How often the report of the sample itself, without a second iteration, names the second row."""
    single, _plan = sample("06_sotsiaaltransport")
    return squashed("".join(texts(report(single)))).count(squashed("Omahinna ja omaosaluse arvutus"))


def test_a_workshop_that_is_no_sprint_becomes_one() -> None:
    document, plan = sample("03_turvaline_koolitee")
    assert iterations.number_of(document) == (1, 1)
    with document.transaction("Next") as tx:
        made = iterations.next_iteration(tx, [plan])
        assert iterations.next_iteration(tx, []) == []
    assert [c.title for c in made] == ["Tegevuskava 2/2"]
    assert iterations.number_of(document) == (2, 2)
    survives(document)
