"""The panel on a resource map: needs, offers, rings and pins can be marked; phase and legend can be changed."""

from __future__ import annotations

import json

import pytest
from PySide6.QtWidgets import QLabel, QPushButton

from koosloome_desktop.canvases import changing
from koosloome_desktop.canvases.samples import sample_workshop
from koosloome_desktop.model.records import Canvas, Note
from koosloome_desktop.operations import queries
from koosloome_desktop.services import workshop_file
from koosloome_desktop.views.inspector_parts import EditText
from tests.drivers.window import settle

pytestmark = pytest.mark.slow


@pytest.fixture
def open_example(open_window, tmp_path):
    def opened(variant: str):
        driver = open_window(size=(1920, 1080))
        path = tmp_path / f"{variant}.json"
        path.write_text(json.dumps(sample_workshop("resource_map", variant)), encoding="utf-8")
        driver.open(0, driver.library.import_file(path).workshop)
        return driver

    return opened


def select(driver, text: str) -> Note:
    found = next(n for n in driver.document.of(Note) if n.text == text)
    driver.view.inspector.show_selection((found.id,))
    settle()
    return found


def canvas(driver) -> Canvas:
    return driver.document.get(driver.view.current, Canvas)


def press_named(driver, name: str) -> None:
    made = next(b for b in driver.view.inspector.findChildren(QPushButton) if b.accessibleName() == name)
    made.click()
    settle()


def field(driver, name: str) -> EditText:
    return next(e for e in driver.view.inspector.findChildren(EditText) if e.accessibleName() == name)


def write(driver, name: str, text: str) -> None:
    edit = field(driver, name)
    edit.setPlainText(text)
    edit.keep()
    settle()


def texts(driver) -> list[str]:
    return [label.text() for label in driver.view.inspector._content.findChildren(QLabel)]


def test_a_need_says_whose_it_is_and_how_urgent_and_the_same_choice_again_takes_it_back(open_example):
    driver = open_example("needs_matching")
    need = select(driver, "Keegi, kes lükkab lund")
    write(driver, "Kelle vajadus", "üksi elavad eakad ja puudega inimesed")
    assert driver.document.get(need.id, Note).whose.endswith("puudega inimesed")
    press_named(driver, "varsti")
    assert driver.document.get(need.id, Note).priority == 2
    press_named(driver, "varsti")
    assert driver.document.get(need.id, Note).priority is None


def test_an_offer_says_what_it_is_given_for_and_whether_anybody_uses_it(open_example):
    driver = open_example("needs_matching")
    offer = select(driver, "Parandan jalgrattaid")
    press_named(driver, "tasu eest")
    assert driver.document.get(offer.id, Note).exchange == "paid"
    press_named(driver, "peidus või kasutamata")
    assert driver.document.get(offer.id, Note).unused
    press_named(driver, "Siiski kasutuses")
    assert not driver.document.get(offer.id, Note).unused


def test_rings_and_pins_are_chosen_by_their_signs(open_example):
    driver = open_example("concentric_circles")
    note = select(driver, "Spordiklubi")
    press_named(driver, "Sisering")
    assert driver.document.get(note.id, Note).ring == "inner"
    driver = open_example("geo_pins")
    pin = next(n for n in driver.document.of(Note) if n.text == "Pime bussipeatus")
    driver.view.page().go_to(pin.id)
    settle()
    press_named(driver, "ettepanek")
    assert driver.document.get(pin.id, Note).pin == "proposal"
    press_named(driver, "Võta kaardilt ära")
    assert driver.document.get(pin.id, Note).x is None


def test_notes_of_another_form_are_counted_by_the_words_of_their_zone_not_by_its_code(open_example):
    driver = open_example("geo_pins")
    driver.view.workshop.run("Switch", lambda tx: changing.switch(tx, canvas(driver), "concentric_circles", "et"))
    driver.view.inspector.show_canvas(driver.view.current)
    settle()
    shown = {part.text() for part in driver.view.inspector.findChildren(QLabel)}
    assert "Ohud" in shown
    assert not shown & {n.zone for n in driver.document.of(Note) if n.zone}


def test_the_phase_is_chosen_and_told_in_own_words_and_its_list_can_be_changed(open_example):
    driver = open_example("phase")
    driver.view.inspector.show_canvas(driver.view.current)
    settle()
    press_named(driver, "Võrgustumine")
    part = canvas(driver).parts["community_phase"]
    assert (part["step"], part["et"], part["en"]) == (4, "Võrgustumine", "Networking")
    write(driver, "Oma sõnadega", "Võrgustumas, aga vald ei kuule veel")
    assert canvas(driver).parts["community_phase"]["et"] == "Võrgustumas, aga vald ei kuule veel"
    assert canvas(driver).parts["community_phase"]["step"] == 4
    write(driver, "Faaside loend", "Enne: Kohvihommik; Küsitlus\nPärast")
    assert [dict(p) for p in canvas(driver).parts["phases"]] == [
        {"title": "Enne", "interventions": ("Kohvihommik", "Küsitlus")}, {"title": "Pärast"},
    ]  # fmt: skip
    assert field(driver, "Faaside loend").toPlainText() == "Enne: Kohvihommik; Küsitlus\nPärast"
    again = workshop_file.read(json.loads(workshop_file.dumps(workshop_file.write(driver.document))))
    kept = next(r for r in again.records if isinstance(r, Canvas))
    assert kept.parts == canvas(driver).parts
    write(driver, "Faaside loend", "")
    assert "phases" not in canvas(driver).parts


def test_what_pins_mean_can_be_worded_and_other_entries_of_the_legend_stay(open_example):
    driver = open_example("geo_pins")
    driver.view.inspector.show_canvas(driver.view.current)
    settle()
    write(driver, "▲ oht", "oht jalakäijale")
    legend = [dict(e) for e in canvas(driver).parts["legend"]]
    assert legend[0] == {"pin": "danger", "meaning": "oht jalakäijale"}
    assert len(legend) == 3
    board = driver.view.page().view.board
    driver.view.page().stage.fresh()
    board = driver.view.page().view.board
    assert any(t.text == "oht jalakäijale" for t in board.texts)


def test_needs_of_a_problem_map_there_are_none_and_the_part_is_absent(open_window, qtbot):
    driver = open_window("01", size=(1920, 1080))
    driver.open(0)
    note = queries.notes(driver.document, driver.view.current)[0]
    driver.view.inspector.show_selection((note.id,))
    settle()
    assert not [e for e in driver.view.inspector.findChildren(EditText) if e.accessibleName() == "Kelle vajadus"]
