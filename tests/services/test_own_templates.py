"""Own templates: a workshop's form as a file, without anything that people said; used, renamed, given away, deleted."""

from __future__ import annotations

import json
from datetime import date

import pytest

from koosloome_desktop.model.records import Note, Person, Session
from koosloome_desktop.operations import agenda, queries
from koosloome_desktop.services import own_templates, workshop_file
from koosloome_desktop.services.library import LibraryService
from koosloome_desktop.support.errors import RefusedInput
from tests.drivers.board import sample

pytestmark = pytest.mark.slow


@pytest.fixture
def library(tmp_path):
    made = LibraryService.open(tmp_path / "library")
    yield made
    made.close()


def texts(document) -> set[str]:
    """Everything that somebody said, and who, and where."""
    data = workshop_file.write(document)
    found = {n["text"] for c in data["canvases"] for n in c.get("notes", ())}
    found |= {r["activity"] for c in data["canvases"] for r in c.get("rows", ())}
    found |= {c["label"] for canvas in data["canvases"] for c in canvas.get("clusters", ())}
    found |= {*data["check_in"]["answers"], *data["check_out"]["answers"], *data["feedback"]["open_answers"]}
    found |= {data["workshop"]["place"], data["workshop"]["municipality"]["name"], *data["title"].values()}
    found |= {s["date"] for s in data["sessions"]}
    return {t for t in found if t}


@pytest.mark.parametrize("beginning", ["01", "06"])
def test_a_template_keeps_the_form_and_nothing_that_was_said(library, beginning):
    document = sample(beginning)
    made = own_templates.save(library, document, "Meie neljatunnine", "Külade ring")
    text = made.path.read_text(encoding="utf-8")
    said = [t for t in texts(document) if t in text]
    assert said == []
    first = queries.sessions(document)[0]
    assert [b.title for b in made.agenda.meetings[0].blocks] == [i.title for i in agenda.blocks(document, first.id)]
    assert [c for c, _v in made.agenda.canvases] == [c.type for c in queries.canvases(document)]
    data = json.loads(text)
    assert data["agreements"] == list(document.workshop.agreements)
    assert data["check_in"] == {"question": document.workshop.check_in["question"]}
    assert {c["focus_question"] for c in data["canvases"] if "focus_question" in c} == {
        c.focus_question for c in queries.canvases(document) if c.focus_question
    }


def test_a_workshop_from_it_has_agenda_and_canvases_and_its_meetings_the_same_days_apart(library):
    document = sample("01")
    with document.transaction("x") as tx:
        agenda.copy_session(tx, queries.sessions(document)[0], "2026-10-23")
    template = own_templates.save(library, document, "Kaks õhtut")
    made = library.document(own_templates.make_workshop(library, template, "Uus", place="Saal", day=date(2027, 3, 27)))
    days = [s.date for s in queries.sessions(made)]
    assert days == ["2027-03-27", "2027-04-04"]
    assert (made.workshop.title["et"], made.workshop.place) == ("Uus", "Saal")
    assert made.of(Note) == []
    assert made.of(Person) == []
    items = agenda.blocks(made, queries.sessions(made)[1].id)
    assert sum(agenda.length(i.start, i.end) for i in items) == 240
    opened = {i.canvas_code for i in items} - {None}
    assert opened <= {c.code for c in queries.canvases(made)}
    again = own_templates.make_workshop(library, template, "Ilma päevata")
    assert [s.date for s in library.document(again).of(Session)] == ["", ""]


def test_they_are_renamed_given_away_brought_in_and_deleted(library, tmp_path):
    document = sample("02")
    first = own_templates.save(library, document, "Noored")
    second = own_templates.save(library, document, "Noored")
    assert first.path != second.path
    renamed = own_templates.rename(second, "Ärksad noored", "kolm tundi")
    assert [t.title for t in own_templates.all_of(library)] == ["Noored", "Ärksad noored"]
    copy = own_templates.give(renamed, tmp_path / "malli koopia.json")
    assert own_templates.is_template(copy)
    own_templates.delete(renamed)
    assert [t.title for t in own_templates.all_of(library)] == ["Noored"]
    assert own_templates.bring(library, copy).line == "kolm tundi"
    assert [t.title for t in own_templates.all_of(library)] == ["Noored", "Ärksad noored"]
    # The command line reads it as a workshop without notes.
    assert library.import_file(copy).records.get("note", 0) == 0


@pytest.mark.parametrize("text", ["", "{", "[1]", "{}", '{"template": 3}', '{"template": {"title": "x"}}'])
def test_what_is_no_template_is_passed_over_and_refused_when_asked_for(library, text):
    folder = own_templates.folder_of(library)
    folder.mkdir(parents=True)
    path = folder / "katki.json"
    path.write_text(text, encoding="utf-8")
    assert own_templates.all_of(library) == []
    with pytest.raises(RefusedInput):
        own_templates.read(path)
    with pytest.raises(RefusedInput):
        own_templates.save(library, sample("01"), "  ")
