"""A programme: workshops of one name, what was held and planned of them, figures over all; read without opening one."""

from __future__ import annotations

from datetime import date

import pytest

from koosloome_desktop.model.frozen import FrozenMap
from koosloome_desktop.model.records import Action, AgendaItem, Person, Session
from koosloome_desktop.operations import programme, queries
from koosloome_desktop.operations.actions import add_action
from koosloome_desktop.services import reuse, workshop_file
from koosloome_desktop.services.library import LibraryService
from koosloome_desktop.services.next_meeting import make
from koosloome_desktop.services.programmes import Programme, programmes, put_into
from koosloome_desktop.support.errors import KoosloomeError
from koosloome_desktop.support.ids import new_id

TODAY = date(2026, 10, 15)
PLAN = (("action_plan", "table_years"),)


@pytest.fixture
def library(tmp_path):
    opened = LibraryService.open(tmp_path / "library")
    yield opened
    opened.close()


def held(library, name: str, day: str, people=(), rows=(), *, heads: int | None = None, town: str = "") -> str:
    """A workshop of a programme with people (code, sector, present) and rows of a plan (words, status)."""
    made = library.create(f"Töötuba {day}", date=day, canvases=PLAN)
    workshop = library.open_workshop(made)
    canvas = queries.canvases(workshop.document)[0].id

    def fill(tx) -> None:
        programme.set_programme(tx, name)
        tx.update(tx.document.workshop, participants_present=heads, municipality=FrozenMap({"name": town}))
        for code, sector, there in people:
            tx.create(Person(id=new_id(), order=code, code=code, role=f"roll {code}", sector=sector, present=there))
        for words, status in rows:
            row = add_action(tx, canvas, words)
            tx.update(row, status=status, draft=status == "draft")

    workshop.run("Fill", fill)
    workshop.close()
    return made


def only(library) -> Programme:
    (found,) = programmes(library, TODAY)
    return found


def test_meetings_are_held_when_begun_or_over_and_planned_otherwise(library):
    held(library, "Labor", "2026-10-14")
    begun = held(library, "labor ", "2026-10-15")
    held(library, "Labor", "2026-10-16")
    held(library, "Labor", "")
    held(library, "", "2026-10-01")
    found = only(library)
    assert (found.name, found.held, found.planned) == ("Labor", 1, 3)
    assert [m.date for m in found.meetings] == ["2026-10-14", "2026-10-15", "2026-10-16", ""]

    workshop = library.open_workshop(begun)
    session = workshop.document.of(Session)[0].id
    block = AgendaItem(id=new_id(), order="a", session=session, began="2026-10-15T13:00:00Z")
    workshop.run("Begin", lambda tx: tx.create(block))
    workshop.close()
    assert [m.held for m in only(library).meetings] == [True, True, False, False]

    library.delete(begun)
    assert len(only(library).meetings) == 3


def test_people_are_counted_once_and_visits_each_time_by_sector_and_municipality(library):
    first = [("O01", "ngo", True), ("O02", "municipality", True), ("O03", "ngo", False)]
    held(library, "Labor", "2026-09-01", first, town="Kase vald")
    held(library, "Labor", "2026-10-01", [("O01", "ngo", True), ("O04", "ngo", True)], heads=9, town="kase vald")
    held(library, "Labor", "2026-10-02", heads=30)
    held(library, "Labor", "2026-11-01", [("O09", "state", True)], town="Lepa linn")
    found = only(library)
    assert (found.people, found.visits) == (3 + 30, 2 + 9 + 30)
    assert found.sectors == (("ngo", 2), ("municipality", 1))
    assert found.towns == ("Kase vald",)


def test_the_next_meeting_stays_in_the_programme_and_its_plan_is_not_counted_twice(library):
    rows = [("Ava saal", "done"), ("Küta saal", "planned"), ("Müü saal", "dropped"), ("Ettepanek", "draft")]
    first = held(library, "Labor", "2026-10-01", [("O01", "ngo", True)], rows)
    second = make(library, library.document(first), "Kuidas edasi?", date(2026, 11, 1))
    assert library.document(second).workshop.programme == "Labor"
    found = only(library)
    assert (found.held, found.planned) == (1, 1)
    assert (found.plans, found.plans_done, found.rows, found.done) == (1, 0, 2, 1)

    workshop = library.open_workshop(second)
    cold = next(a for a in workshop.document.of(Action) if a.activity == "Küta saal")
    workshop.run("Done", lambda tx: tx.update(cold, status="done"))
    workshop.close()
    held(library, "Labor", "2026-09-01", (), [("Muu", "planned")])
    found = only(library)
    assert (found.plans, found.plans_done, found.rows, found.done) == (2, 1, 3, 2)


def test_a_programme_is_one_undo_step_travels_in_files_and_stays_out_of_templates(library):
    made = held(library, "", "2026-10-01")
    plain = workshop_file.write(library.document(made))
    assert "programme" not in plain["workshop"]
    assert put_into(library, made, "  Küla \n labor ") == "Küla labor"
    document = library.document(made)
    data = workshop_file.write(document)
    assert data["workshop"]["programme"] == "Küla labor"
    again = workshop_file.read(data)
    assert next(r for r in again.records if r.kind == "workshop").programme == "Küla labor"
    assert reuse.template_records(document)[0].programme == ""
    assert [h.workshop for h in library.search("küla labor")] == [made]

    rev = document.rev
    assert put_into(library, made, "Küla labor") == "Küla labor"
    assert library.document(made).rev == rev
    workshop = library.open_workshop(made)
    assert workshop.undo() is not None
    assert workshop.document.workshop.programme == ""
    workshop.close()
    assert programmes(library, TODAY) == []
    with pytest.raises(KoosloomeError):
        put_into(library, made, "x" * 300)
