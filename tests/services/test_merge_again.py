"""What was decided between two values is not asked again by the same file, and is asked when either side changed."""

from __future__ import annotations

import json

import pytest

from koosloome_desktop.__main__ import main
from koosloome_desktop.model.document import Document
from koosloome_desktop.model.history import History
from koosloome_desktop.model.records import Action, Cluster, Milestone, Note, Tally
from koosloome_desktop.operations import actions, ballots, clusters, conflicts, milestones, notes, queries
from koosloome_desktop.services import merge_files, workshop_file
from koosloome_desktop.services.library import LibraryService
from koosloome_desktop.services.merge_preview import TeamFile, preview, read_team, unite
from koosloome_desktop.support.paths import resource

SAMPLE = json.loads(resource("samples", "01_kogukonnamaja.json").read_text(encoding="utf-8"))
OURS, THEIRS, LATER = "2027-01-15", "2027-02-20", "2027-03-31"


def copy() -> Document:
    read = workshop_file.read(SAMPLE)
    made = Document(read.id)
    made.load(read.records, 0)
    return made


def due(document: Document, day: str) -> None:
    with document.transaction("Due") as tx:
        actions.set_field(tx, document.of(Action)[0], "deadline", day)


def wording(document: Document, text: str) -> None:
    canvas = queries.canvases(document)[0].id
    with document.transaction("Reword") as tx:
        notes.reword(tx, queries.standing(document, canvas)[0], text)


def file_of(document: Document) -> tuple:
    return workshop_file.read(workshop_file.write(document)).records


def merge(document: Document, file: tuple) -> merge_files.MergePlan:
    plan = merge_files.plan_merge(document, file)
    if not plan.empty:
        with document.transaction("Merge") as tx:
            merge_files.apply_merge(plan, tx)
    return plan


def decide(document: Document, value: str) -> None:
    (asked,) = conflicts.unsettled(document)
    with document.transaction("Decide") as tx:
        conflicts.decide(tx, asked, value)


@pytest.fixture
def here():
    made = copy()
    due(made, OURS)
    return made


@pytest.fixture
def there():
    made = copy()
    due(made, THEIRS)
    return made


@pytest.mark.parametrize("value", [OURS, THEIRS])
def test_the_same_file_has_nothing_to_ask_after_the_decision(here, there, value):
    file = file_of(there)
    assert [c.field for c in merge(here, file).clashes] == ["deadline"]
    assert [c.theirs for c in conflicts.unsettled(here)] == [THEIRS]
    decide(here, value)
    once = here.digest()
    plan = merge(here, file)
    assert plan.empty
    assert plan.clashes == []
    assert plan.settled == (1 if value == OURS else 0), "what is the same by now needs no memory"
    assert conflicts.unsettled(here) == []
    assert here.digest() == once
    assert here.of(Action)[0].deadline == value


def test_before_a_decision_the_question_stays_one(here, there):
    merge(here, file_of(there))
    wording(there, "Muu sõnastus seal")
    again = merge(here, file_of(there))
    assert {c.field for c in again.clashes} == {"deadline", "text"}, "still open, and shown as such"
    assert len(conflicts.unsettled(here)) == 1, "another field of another record asks nothing twice"
    with there.transaction("Edit") as tx:
        actions.set_field(tx, there.of(Action)[0], "activity", "Sama tegevus, teisiti öeldud")
    merge(here, file_of(there))
    assert sorted(c.field for c in conflicts.unsettled(here)) == ["activity", "deadline"]


def test_it_is_asked_again_when_they_changed_it_since(here, there):
    merge(here, file_of(there))
    decide(here, OURS)
    due(there, LATER)
    plan = merge(here, file_of(there))
    assert [(c.ours, c.theirs) for c in plan.clashes] == [(OURS, LATER)]
    assert [c.theirs for c in conflicts.unsettled(here)] == [LATER]
    decide(here, OURS)
    assert merge(here, file_of(there)).empty


@pytest.mark.parametrize("value", [OURS, THEIRS])
def test_it_is_asked_again_when_it_changed_here_since(here, there, value):
    file = file_of(there)
    merge(here, file)
    decide(here, value)
    due(here, LATER)
    plan = merge(here, file)
    assert [(c.ours, c.theirs) for c in plan.clashes] == [(LATER, THEIRS)]
    (asked,) = conflicts.unsettled(here)
    assert conflicts.values(here, asked) == [LATER, THEIRS]
    decide(here, LATER)
    assert merge(here, file).empty


def test_what_changed_elsewhere_in_the_record_does_not_ask_again(here, there):
    merge(here, file_of(there))
    decide(here, OURS)
    for document, text in ((here, "Siin parandatud"), (there, "Seal parandatud")):
        with document.transaction("Edit") as tx:
            actions.set_field(tx, document.of(Action)[0], "result", text)
    plan = merge(here, file_of(there))
    assert [c.field for c in plan.clashes] == ["result"]
    assert [c.field for c in conflicts.unsettled(here)] == ["result"]


def test_taking_the_decision_back_asks_again(here, there):
    file = file_of(there)
    merge(here, file)
    history = History(here)
    decide(here, OURS)
    history.undo()
    assert len(conflicts.unsettled(here)) == 1
    assert merge(here, file).clashes


def test_another_wording_that_was_put_away_stays_away(here, there):
    wording(here, "Meie sõnastus")
    wording(there, "Nende sõnastus")
    file = file_of(there)
    merge(here, file)
    other = next(n for n in here.of(Note) if n.text == "Nende sõnastus")
    once = here.digest()
    assert "text" not in {c.field for c in merge(here, file).clashes}, "both stand there, there is nothing to ask"
    assert here.digest() == once
    with here.transaction("Delete") as tx:
        notes.delete_notes(tx, [other.id])
    assert merge(here, file).empty
    assert "Nende sõnastus" not in [n.text for n in here.of(Note)]
    wording(here, "Meie uus sõnastus")
    assert [c.theirs for c in merge(here, file).clashes if c.field == "text"] == ["Nende sõnastus"]
    assert "Nende sõnastus" in [n.text for n in here.of(Note)]
    assert merge(here, file).empty


def texts(document: Document) -> list[str]:
    return [n.text for n in document.of(Note)]


def added(document: Document, text: str) -> Note:
    with document.transaction("Add") as tx:
        return notes.add_note(tx, queries.canvases(document)[0].id, text, zone="cause")


def gone(document: Document, text: str) -> None:
    with document.transaction("Delete") as tx:
        notes.delete_notes(tx, [n.id for n in document.of(Note) if n.text == text])


@pytest.fixture
def twin():
    """A workshop as it was when the teams began."""
    return copy()


def test_what_a_file_brought_and_was_deleted_here_stays_away_until_they_change_it(twin, there):
    new = added(there, "Nende uus põhjus")
    file = file_of(there)
    merge(twin, file)
    assert "Nende uus põhjus" in texts(twin)
    gone(twin, "Nende uus põhjus")
    once = twin.digest()
    plan = merge(twin, file)
    assert plan.empty
    assert plan.settled == 1, "and it is said"
    assert twin.digest() == once
    added(there, "Veel üks")
    assert [r.text for r in merge(twin, file_of(there)).create] == ["Veel üks"], "another note of theirs is no reason"
    with there.transaction("Reword") as tx:
        notes.reword(tx, new, "Nende uus põhjus, täpsemalt")
    merge(twin, file_of(there))
    assert "Nende uus põhjus, täpsemalt" in texts(twin)
    gone(twin, "Nende uus põhjus, täpsemalt")
    assert merge(twin, file_of(there)).empty


def test_taking_the_deletion_or_the_merge_back_takes_back_what_was_remembered(twin, there):
    added(there, "Nende uus põhjus")
    file = file_of(there)
    history = History(twin)
    merge(twin, file)
    gone(twin, "Nende uus põhjus")
    history.undo()
    assert "Nende uus põhjus" in texts(twin)
    assert merge(twin, file).empty
    history.undo()
    assert "Nende uus põhjus" not in texts(twin)
    merge(twin, file)
    assert "Nende uus põhjus" in texts(twin), "the merge was taken back, so the file is new again"


def test_what_both_have_and_was_deleted_after_a_merge_stays_away_too(here, there):
    wording(there, "Nende sõnastus")
    kept = queries.standing(here, queries.canvases(here)[0].id)[3].text
    file = file_of(there)
    merge(here, file)
    gone(here, "Nende sõnastus")
    gone(here, kept)
    with here.transaction("Delete") as tx:
        tx.remove(here.of(Action)[0].id)
    once = here.digest()
    plan = merge(here, file)
    assert (plan.create, plan.update, plan.noted) == ([], [], [])
    assert plan.settled > 0
    assert here.digest() == once


def test_what_happened_on_both_sides_is_no_question(here, there):
    for document, title in ((here, "Meie nimi"), (there, "Nende nimi")):
        with document.transaction("Name") as tx:
            clusters.rename(tx, document.of(Cluster)[0], title)
    told = [set(d.of(Cluster)[0].history) for d in (here, there)]
    assert all(told)
    plan = merge(here, file_of(there))
    assert {c.field for c in plan.clashes if c.kind == "cluster"} == {"label"}
    assert set(here.of(Cluster)[0].history) == told[0] | told[1]
    assert [*here.of(Cluster)[0].history] == sorted(here.of(Cluster)[0].history, key=lambda line: line["at"])
    assert merge(here, file_of(there)).empty


def test_dots_are_compared_with_those_of_the_same_note_whatever_was_deleted_before_it(twin, there):
    with there.transaction("Vote") as tx:
        asked = ballots.open_ballot(tx, queries.canvases(there)[0].id, voters=20, dots=3)
        for number, note in enumerate(queries.standing(there, asked.canvas)[:6]):
            ballots.count(tx, asked, note.id, number + 1)
    file = file_of(there)
    merge(twin, file)
    voted = [t.target for t in twin.of(Tally) if t.method == "hands"]
    assert len(voted) == 6
    with twin.transaction("Delete") as tx:
        notes.delete_notes(tx, voted[:1])
    third = copy()
    merge(third, file)
    shorter = merge(third, file_of(twin))
    assert [(c.field, c.ours, c.theirs) for c in shorter.clashes if c.kind == "tally"] == []


def test_what_comes_back_because_they_changed_it_comes_with_what_went_with_it(twin, there):
    merge(twin, file_of(there))
    row = next(a for a in twin.of(Action) if twin.within(Milestone, a.id))
    steps = [m.text for m in twin.within(Milestone, row.id)]
    with twin.transaction("Delete") as tx:
        tx.remove(row.id)
    assert merge(twin, file_of(there)).empty
    with there.transaction("Edit") as tx:
        actions.set_field(tx, there.get(row.id, Action), "activity", "Teisiti öeldud")
    plan = merge(twin, file_of(there))
    assert twin.get(row.id, Action).activity == "Teisiti öeldud"
    assert [m.text for m in twin.within(Milestone, row.id)] == steps
    assert {r.kind for r in plan.create} == {"action", "milestone"}
    assert merge(twin, file_of(there)).empty


def test_what_they_added_to_something_deleted_here_brings_it_back(twin, there):
    merge(twin, file_of(there))
    row = next(a for a in twin.of(Action) if twin.within(Milestone, a.id))
    with twin.transaction("Delete") as tx:
        tx.remove(row.id)
    with there.transaction("Add") as tx:
        milestones.add_milestone(tx, there.get(row.id, Action), "Uus samm seal", "2027-03")
    merge(twin, file_of(there))
    assert "Uus samm seal" in [m.text for m in twin.within(Milestone, row.id)]
    assert merge(twin, file_of(there)).empty


def test_notes_of_a_canvas_that_is_gone_here_wait_in_the_parking_lot_and_ask_nothing_again(twin, there):
    merge(twin, file_of(there))
    canvas = queries.canvases(twin)[0]
    with twin.transaction("Delete") as tx:
        tx.remove(canvas.id)
    added(there, "Nende uus põhjus")
    file = file_of(there)
    plan = merge(twin, file)
    parked = next(n for n in twin.of(Note) if n.text == "Nende uus põhjus")
    assert (parked.form, parked.canvas) == ("parking", "")
    assert [r.kind for r in plan.create] == ["note"]
    assert twin.find(canvas.id) is None
    again = merge(twin, file)
    assert again.empty
    assert [c.field for c in again.clashes] == ["deadline"], "of another record, still open"


def test_what_is_remembered_stays_out_of_files(here, there):
    file = file_of(there)
    bare = workshop_file.dumps(workshop_file.write(here))
    merge(here, file)
    decide(here, OURS)
    assert workshop_file.dumps(workshop_file.write(here)) == bare


@pytest.mark.slow
def test_window_and_command_line_know_of_it_alike_and_it_lies_in_the_library(tmp_path, there, capsys):
    path = tmp_path / "rühm.json"
    path.write_text(workshop_file.dumps(workshop_file.write(there)), encoding="utf-8")
    home = LibraryService.open(tmp_path / "home", post=lambda run: run())
    workshop_id = home.import_file(resource("samples", "01_kogukonnamaja.json")).workshop
    workshop = home.open_workshop(workshop_id)
    workshop.run("Due", lambda tx: actions.set_field(tx, tx.document.of(Action)[0], "deadline", OURS))
    workshop.close()
    home.close()
    call = ["--library", str(tmp_path / "home"), "merge", workshop_id, str(path)]

    def merged(*more: str) -> dict:
        capsys.readouterr()
        assert main([*call, *more]) == 0
        return json.loads(capsys.readouterr().out)

    assert [c["field"] for c in merged()["clashes"]] == ["deadline"]
    home = LibraryService.open(tmp_path / "home", post=lambda run: run())
    workshop = home.open_workshop(workshop_id)
    workshop.run("Decide", lambda tx: conflicts.decide(tx, conflicts.unsettled(tx.document)[0], OURS))
    seen = preview(workshop.document, [read_team(path)])
    assert seen.empty
    assert seen.files[0].plan.clashes == []
    assert unite(workshop, seen) is None
    # The same file twice in one go: decided once.
    assert preview(workshop.document, [read_team(path), TeamFile("veel", read_team(path).content)]).empty
    workshop.close()
    home.close()
    for more in ((), ("--dry-run",)):
        said = merged(*more)
        assert (said["clashes"], said["created"], said["updated"], said["decided"]) == ([], {}, 0, 1)
