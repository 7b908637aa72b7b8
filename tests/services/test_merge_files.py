"""Four teams' copies of one workshop become one: nothing lost, clashes shown, merging twice changes nothing."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from koosloome_desktop.__main__ import main
from koosloome_desktop.model.document import Document
from koosloome_desktop.model.history import History
from koosloome_desktop.model.integrity import problems
from koosloome_desktop.model.records import Action, Note
from koosloome_desktop.operations import actions, conflicts, notes, queries
from koosloome_desktop.services import merge_files, workshop_file
from koosloome_desktop.services.export import export_workshop
from koosloome_desktop.services.importing import read_file
from koosloome_desktop.services.library import LibraryService, as_told
from koosloome_desktop.services.lineage import lineage_of
from koosloome_desktop.support.errors import RefusedInput
from koosloome_desktop.support.paths import resource

pytestmark = pytest.mark.slow

SAMPLE = resource("samples", "01_kogukonnamaja.json")


def library(folder):
    return LibraryService.open(folder, post=lambda run: run())


@pytest.fixture
def start(tmp_path):
    """The file that all teams begin with, and the library at home that it came from."""
    home = library(tmp_path / "home")
    row = home.find(home.import_file(SAMPLE).workshop)
    file = tmp_path / "algus.koosloome"
    export_workshop(home.document(row.id), file, lineage=lambda: lineage_of(home, row.id))
    yield home, row.id, file
    home.close()


def team(tmp_path, name, file, edit, ending=".koosloome"):
    """A team opens the file on its own laptop, edits, and hands a file back."""
    laptop = library(tmp_path / name)
    workshop_id = laptop.import_file(file).workshop
    workshop = laptop.open_workshop(workshop_id)
    edit(workshop)
    workshop.close()
    back = tmp_path / f"{name}{ending}"
    export_workshop(laptop.document(workshop_id), back, lineage=lambda: lineage_of(laptop, workshop_id))
    laptop.close()
    return back


def merged(home, workshop_id, file):
    content = read_file(file)
    read = workshop_file.read(content.data)
    records = as_told(read, content)
    told = content.manifest.get("records") if content.manifest is not None else None
    workshop = home.open_workshop(workshop_id)
    plan = merge_files.plan_merge(workshop.document, records, told)
    if not plan.empty:
        workshop.run("Merge", lambda tx: merge_files.apply_merge(plan, tx))
    assert list(problems(workshop.document)) == []
    workshop.close()
    return plan


def first(document, number=0):
    canvas = queries.canvases(document)[0]
    return queries.standing(document, canvas.id)[number]


def reword(number, text):
    return lambda w: w.run("Edit", lambda tx: notes.reword(tx, first(w.document, number), text))


def add(text):
    def edit(w):
        canvas = queries.canvases(w.document)[0].id
        w.run("Add", lambda tx: notes.add_note(tx, canvas, text, zone="cause"))

    return edit


def delete(number):
    return lambda w: w.run("Del", lambda tx: notes.delete_notes(tx, [first(w.document, number).id]))


def both(*edits):
    def edit(w):
        for one in edits:
            one(w)

    return edit


def test_four_teams_come_together_and_nothing_is_lost(tmp_path, start):
    home, workshop_id, file = start
    plan = queries.canvases(home.document(workshop_id))[3].id
    files = [
        team(tmp_path, "uks", file, both(add("Buss käib harva"), reword(0, "Esimese rühma sõnastus"))),
        team(tmp_path, "kaks", file, both(add("Bussid käivad harva"), reword(0, "Teise rühma sõnastus"))),
        team(tmp_path, "kolm", file, lambda w: w.run("Act", lambda tx: actions.add_action(tx, plan, "Uus pink"))),
        team(tmp_path, "neli", file, delete(4)),
    ]  # fmt: skip
    before = [n.text for n in home.document(workshop_id).of(Note)]
    plans = [merged(home, workshop_id, f) for f in files]
    document = home.document(workshop_id)
    texts = [n.text for n in document.of(Note)]
    changed = before[before.index(first(home.document(workshop_id)).text)] if first(document).text in before else None
    assert changed is None
    assert set(before) - {"Kogukonnamaja seisab suurema osa nädalast tühjana"} <= {*texts, before[0]}
    for said in ("Buss käib harva", "Bussid käivad harva", "Esimese rühma sõnastus", "Teise rühma sõnastus"):
        assert said in texts
    assert "Uus pink" in [a.activity for a in document.of(Action)]
    assert [len(p.clashes) for p in plans] == [0, 1, 0, 0]
    assert (plans[1].clashes[0].ours, plans[1].clashes[0].theirs) == ("Esimese rühma sõnastus", "Teise rühma sõnastus")
    codes = [n.code for n in document.of(Note) if n.code and n.canvas]
    assert len(codes) == len(set(codes))


def test_merging_twice_changes_nothing(tmp_path, start):
    home, workshop_id, file = start
    # Both new notes got the same short id where they were made; here one gets another.
    files = [
        team(tmp_path, "uks", file, both(add("Buss käib harva"), reword(0, "Esimese rühma sõnastus"))),
        team(tmp_path, "kaks", file, both(add("Tee on auklik"), reword(0, "Teise rühma sõnastus"))),
    ]
    for each in files:
        merged(home, workshop_id, each)
    once = home.document(workshop_id).digest()
    for each in (*files, *reversed(files)):
        merged(home, workshop_id, each)
    assert home.document(workshop_id).digest() == once


def test_one_file_is_one_step_back(tmp_path, start):
    home, workshop_id, file = start
    before = home.document(workshop_id).digest()
    merged(home, workshop_id, team(tmp_path, "uks", file, both(add("a"), add("b"), reword(1, "c"))))
    workshop = home.open_workshop(workshop_id)
    workshop.undo()
    assert workshop.document.digest() == before
    workshop.close()


def test_what_was_deleted_here_and_edited_there_comes_back_and_unedited_stays_gone(tmp_path, start):
    home, workshop_id, file = start
    edited = team(tmp_path, "uks", file, reword(2, "Ikka oluline"))
    same = team(tmp_path, "kaks", file, lambda _w: None)
    workshop = home.open_workshop(workshop_id)
    gone = [first(workshop.document, 2).id, first(workshop.document, 3).id]
    workshop.run("Del", lambda tx: notes.delete_notes(tx, gone))
    workshop.close()
    merged(home, workshop_id, same)
    assert home.document(workshop_id).find(gone[1]) is None
    merged(home, workshop_id, edited)
    assert "Ikka oluline" in [n.text for n in home.document(workshop_id).of(Note)]


def test_a_plain_file_knows_no_beginning_so_both_are_shown(tmp_path, start):
    home, workshop_id, file = start
    plain = team(tmp_path, "uks", file, reword(0, "Lihtsa faili sõnastus"), ending=".json")
    old = first(home.document(workshop_id)).text
    plan = merged(home, workshop_id, plain)
    texts = [n.text for n in home.document(workshop_id).of(Note)]
    assert {old, "Lihtsa faili sõnastus"} <= set(texts)
    assert [c.field for c in plan.clashes] == ["text"]


def test_another_field_becomes_a_conflict_to_look_at(tmp_path, start):
    home, workshop_id, file = start

    def due(day):
        return lambda w: w.run("Due", lambda tx: actions.set_field(tx, w.document.of(Action)[0], "deadline", day))

    one, two = team(tmp_path, "uks", file, due("2027-01-15")), team(tmp_path, "kaks", file, due("2027-02-20"))
    merged(home, workshop_id, one)
    merged(home, workshop_id, two)
    (conflict,) = conflicts.unsettled(home.document(workshop_id))
    assert (conflict.field, conflict.ours, conflict.theirs) == ("deadline", "2027-01-15", "2027-02-20")


def test_another_workshops_file_is_refused(start):
    home, workshop_id, _file = start
    content = read_file(resource("samples", "02_noorte_kaasamine.json"))
    with pytest.raises(RefusedInput):
        merge_files.plan_merge(home.document(workshop_id), workshop_file.read(content.data).records)


def test_causes_that_several_teams_name_are_counted():
    found = merge_files.recurring(
        [["Buss käib harva", "Raha pole"], ["Bussid käivad harva"], ["Bussid käivad liiga harva"]]
    )
    assert found[0][1] == 3
    assert len(found) == 1


def test_the_command_line_merges_says_what_and_tries_without_writing(tmp_path, start, capsys):
    home, workshop_id, file = start
    one = team(tmp_path, "uks", file, add("Buss käib harva"))
    home.close()
    place = ["--library", str(tmp_path / "home")]
    capsys.readouterr()
    assert main([*place, "merge", workshop_id[:8], str(one), "--dry-run"]) == 0
    dry = json.loads(capsys.readouterr().out)
    assert (dry["created"], dry["dry_run"]) == ({"note": 1}, True)
    assert main([*place, "merge", workshop_id, str(one), str(tmp_path / "none.koosloome")]) != 0
    assert json.loads(capsys.readouterr().out)["created"] == {"note": 1}
    assert main([*place, "merge", workshop_id, str(one)]) == 0
    assert json.loads(capsys.readouterr().out)["created"] == {}
    with_it = library(tmp_path / "home")
    assert "Buss käib harva" in [n.text for n in with_it.document(workshop_id).of(Note)]
    with_it.close()


STEPS = st.lists(st.tuples(st.sampled_from(["add", "reword", "delete"]), st.integers(0, 9)), max_size=6)


@given(STEPS, STEPS, st.lists(st.integers(0, 60), max_size=3))
@settings(deadline=None, max_examples=12)
def test_whatever_two_teams_did_every_wording_is_there_afterwards_and_what_was_deleted_then_stays_away(
    mine, theirs, later
):
    begin = workshop_file.read(json.loads(SAMPLE.read_text(encoding="utf-8")))

    def copy():
        document = Document(begin.id)
        document.load(begin.records, 0)
        return document

    def edited(document, steps, who):
        said = []
        canvas = queries.canvases(document)[0].id
        for what, number in steps:
            standing = queries.standing(document, canvas)
            with document.transaction("Edit") as tx:
                if what == "add" or not standing:
                    said.append(f"{who} lisas {number}")
                    notes.add_note(tx, canvas, said[-1], zone="cause")
                elif what == "reword":
                    said.append(f"{who} muutis {number}")
                    notes.reword(tx, standing[number % len(standing)], said[-1])
                else:
                    notes.delete_notes(tx, [standing[number % len(standing)].id])
        return document

    ours, other = edited(copy(), mine, "meie"), edited(copy(), theirs, "nemad")
    again = workshop_file.read(workshop_file.write(other))
    wanted = {n.text for d in (ours, other) for n in d.of(Note)}
    history = History(ours)
    before = ours.digest()
    plan = merge_files.plan_merge(ours, again.records)
    if not plan.empty:
        with ours.transaction("Merge") as tx:
            merge_files.apply_merge(plan, tx)
    assert list(problems(ours)) == []
    assert wanted <= {n.text for n in ours.of(Note)}
    if not plan.empty:
        for number in later:
            standing = ours.of(Note)
            with ours.transaction("Delete") as tx:
                notes.delete_notes(tx, [standing[number % len(standing)].id])
    once = ours.digest()
    second = merge_files.plan_merge(ours, again.records)
    # Deleting moves what hung there, which may be asked once more; but nothing comes back.
    assert [r for r in second.create if not later or r.kind != "conflict"] == []
    assert second.update == []
    assert ours.digest() == once
    while history.undo() is not None:
        pass
    assert ours.digest() == before
