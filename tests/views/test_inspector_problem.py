"""The panel on the right for the variants of the problem map: everything that keys do there a click does too."""

from __future__ import annotations

import json

import pytest
from PySide6.QtWidgets import QLabel, QPushButton

from koosloome_desktop.canvases.samples import sample_workshop
from koosloome_desktop.model.records import Note
from tests.drivers.window import settle

pytestmark = pytest.mark.slow


@pytest.fixture
def open_variant(open_window, tmp_path):
    """Opens the example of a variant in the real window."""

    def opened(variant: str):
        path = tmp_path / f"{variant}.json"
        path.write_text(json.dumps(sample_workshop("problem_map", variant)), encoding="utf-8")
        driver = open_window(size=(1920, 1080))
        workshop = driver.library.import_file(path).workshop
        driver.window.open_workshop(workshop, "canvas:0")
        settle()
        return driver

    return opened


def select(driver, text: str) -> None:
    note = next(n for n in driver.document.of(Note) if n.text == text)
    driver.view.inspector.show_selection((note.id,))
    settle()


def button_of(driver, name: str) -> QPushButton:
    return next(b for b in driver.view.inspector.findChildren(QPushButton) if b.accessibleName() == name)


def note(driver, text: str) -> Note:
    return next(n for n in driver.document.of(Note) if n.text == text)


def texts(driver) -> list[str]:
    return [part.text() for part in driver.view.inspector.findChildren(QLabel)]


def test_attitude_and_place_of_a_stakeholder(open_variant):
    driver = open_variant("stakeholder_map")
    select(driver, "Suvitajad")
    assert "Huvi 75 % · Mõju 18 %" in texts(driver)
    assert button_of(driver, "vastu").isChecked()
    button_of(driver, "neutraalne").click()
    settle()
    assert note(driver, "Suvitajad").attitude == "neutral"
    button_of(driver, "Võta telgedelt ära").click()
    settle()
    assert (note(driver, "Suvitajad").x, note(driver, "Suvitajad").y) == (None, None)
    select(driver, "Suvitajad")
    assert "paigutamata" in texts(driver)
    assert "Kes saab seda muuta" not in texts(driver)


def test_the_strength_of_a_factor(open_variant):
    driver = open_variant("force_field")
    select(driver, "Naaberküla eeskuju töötab")
    button_of(driver, "Tugevus 5/5").click()
    settle()
    assert note(driver, "Naaberküla eeskuju töötab").strength == 5
    select(driver, "Naaberküla eeskuju töötab")
    button_of(driver, "Tugevus 5/5").click()
    settle()
    assert note(driver, "Naaberküla eeskuju töötab").strength is None


def test_the_chosen_question(open_variant):
    driver = open_variant("hmw")
    text = "Kuidas me saaksime esimest sõitu proovida tasuta?"
    select(driver, text)
    button_of(driver, "Selle me valime").click()
    settle()
    assert note(driver, text).chosen
    select(driver, text)
    button_of(driver, "Siiski mitte").click()
    settle()
    assert not note(driver, text).chosen
