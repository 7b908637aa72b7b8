"""An open workshop: saved is told only after the commit, drafts come back, undo survives a restart."""

from __future__ import annotations

import pytest

from koosloome_desktop.canvases.creating import add_canvas
from koosloome_desktop.model.records import Note
from koosloome_desktop.operations import notes, queries
from koosloome_desktop.services.importing import read_file
from koosloome_desktop.services.library import LibraryService
from koosloome_desktop.services.plan_import import rows_into
from koosloome_desktop.services.workshop import HandedOver, SaveState
from koosloome_desktop.support.dispatch import LoopDispatcher
from tests.drivers.waiting import PATIENCE


def test_saved_is_told_only_after_the_commit_and_what_is_told_is_on_the_disk(tmp_path) -> None:
    loop = LoopDispatcher()
    library = LibraryService.open(tmp_path, post=loop.post)
    workshop = library.open_workshop(library.create("Proov"))
    states: list[SaveState] = []
    workshop.on_save(states.append)
    canvas = queries.canvases(workshop.document)[0]

    workshop.run("Add note", lambda tx: notes.add_note(tx, canvas.id, "Õhtul ei sõida buss", zone="cause"))
    assert states[-1].pending == 1
    assert states[-1].rev < workshop.document.rev
    assert loop.run_until(lambda: workshop.saved.rev == workshop.document.rev, PATIENCE)
    assert workshop.saved.pending == 0
    assert workshop.saved.at
    reader = LibraryService.open(tmp_path, read_only=True)
    assert reader.document(workshop.id).digest() == workshop.document.digest()
    reader.close()
    workshop.close()
    assert library.close()


def test_drafts_and_undo_come_back_after_a_restart(tmp_path) -> None:
    library = LibraryService.open(tmp_path)
    workshop = library.open_workshop(library.create("Proov"))
    canvas = queries.canvases(workshop.document)[0]
    before = workshop.document.digest()
    workshop.run("Add note", lambda tx: notes.add_note(tx, canvas.id, "Üks", zone="cause"))
    one = workshop.document.digest()
    workshop.run("Add note", lambda tx: notes.add_note(tx, canvas.id, "Kaks", zone="cause"))
    workshop.save_draft("line", canvas.id, "pooleli jää")
    workshop.save_draft("note", "x", "läheb kaotsi")
    workshop.save_draft("note", "x", "")
    workshop.close()
    library.close()

    library = LibraryService.open(tmp_path)
    again = library.open_workshop(workshop.id)
    assert again.drafts == {("line", canvas.id): "pooleli jää"}
    assert again.undo() is not None
    assert again.document.digest() == one
    again.undo()
    assert again.document.digest() == before
    again.redo()
    again.redo()
    assert [n.text for n in again.document.of(Note)] == ["Üks", "Kaks"]
    again.close()
    library.close()


def test_a_step_that_fails_changes_and_saves_nothing(tmp_path) -> None:
    library = LibraryService.open(tmp_path)
    workshop = library.open_workshop(library.create("Proov"))
    before, rev = workshop.document.digest(), workshop.document.rev

    def broken(tx) -> None:
        notes.add_note(tx, queries.canvases(workshop.document)[0].id, "Pool")
        raise LookupError("katki")

    try:
        workshop.run("Add note", broken)
    except LookupError:
        told = True
    assert told
    assert (workshop.document.digest(), workshop.document.rev) == (before, rev)
    assert workshop.history.depth == (0, 0)
    workshop.close()
    library.close()


def test_rows_of_the_library_say_what_home_shows(tmp_path) -> None:
    library = LibraryService.open(tmp_path)
    workshop_id = library.create("Rahvamaja tulevik", place="Tartu", date="2027-06-09")
    row = library.list()[0]
    assert (row.id, row.title, row.place, row.date) == (workshop_id, "Rahvamaja tulevik", "Tartu", "2027-06-09")
    library.delete(workshop_id)
    assert library.list() == []
    library.restore(workshop_id)
    assert [r.id for r in library.list()] == [workshop_id]
    library.close()


@pytest.mark.slow
def test_nothing_is_written_to_a_workshop_that_was_handed_over_whoever_writes(tmp_path) -> None:
    library = LibraryService.open(tmp_path / "lib")
    workshop = library.open_workshop(library.create("Proov"))
    document = workshop.document
    workshop.run("Add note", lambda tx: notes.add_note(tx, "", "Üks", form="parking"))
    plan = tmp_path / "kava.tsv"
    plan.write_text("Tegevus\tAeg\tEelarve\nTalgud\tmai 2027\t300\n", encoding="utf-8")
    told = tmp_path / "noted.tsv"
    told.write_text("lõuend\ttekst\nProbleemipuu\tBuss ei sõida\n", encoding="utf-8")
    workshop.hand_over("2026-10-15T14:10:00Z")
    before = document.digest()
    for write in (
        lambda: workshop.run("Add canvas", lambda tx: add_canvas(tx, "action_plan", "table_years", "et")),
        lambda: document.transaction("Add canvas"),
        *(lambda p=path: rows_into(document, read_file(p), this_year=2026) for path in (plan, told)),
    ):
        with pytest.raises(HandedOver):
            write()
    assert document.digest() == before
    workshop.close()
    with pytest.raises(HandedOver):
        library.import_file(plan, into=workshop.id)
    assert library.document(workshop.id).digest() == before
    workshop = library.open_workshop(workshop.id)
    workshop.hand_over("")
    assert rows_into(workshop.document, read_file(plan), this_year=2026).records["action"] == 1
    workshop.close()
    library.close()
