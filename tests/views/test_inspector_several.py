"""Several notes at once in the panel: what they share, set for all as one step; what differs says so."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QPushButton

from koosloome_desktop.model.records import Cluster, Note
from koosloome_desktop.operations import queries
from tests.drivers.window import press, settle

pytestmark = pytest.mark.slow


@pytest.fixture
def driver(open_window):
    made = open_window("01", size=(1920, 1080))
    made.open(0)
    return made


def choose(driver, *notes: Note) -> None:
    driver.view.page().modes.arrange(notes[0].id, [n.id for n in notes])
    settle()


def chip(driver, caption: str) -> QPushButton:
    buttons = driver.view.inspector.findChildren(QPushButton)
    return next(b for b in buttons if b.accessibleName().startswith(f"{caption}:"))


def pick(driver, caption: str, words: str) -> None:
    chip(driver, caption).click()
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    next(a for a in menu.actions() if a.text() == words).trigger()
    menu.close()
    settle()


def causes(driver) -> list[Note]:
    return [n for n in queries.notes(driver.document, driver.view.current) if n.zone == "cause"]


def test_what_differs_says_mixed_and_what_is_common_says_it(driver):
    effect = next(n for n in queries.notes(driver.document, driver.view.current) if n.zone == "effect")
    choose(driver, *causes(driver)[:2])
    assert "Põhjused" in chip(driver, "Ala").text()
    choose(driver, causes(driver)[0], effect)
    assert "erinevad" in chip(driver, "Ala").text()
    texts = [x.text() for x in driver.view.inspector.findChildren(QLabel)]
    assert "2 märget" in texts


@pytest.mark.parametrize(("caption", "words"), [("Ala", "Tagajärjed"), ("Kes saab seda muuta", "")])
def test_all_are_set_as_one_step(driver, caption: str, words: str):
    chosen = causes(driver)[1:4]
    before = driver.document.digest()
    choose(driver, *chosen)
    if words:
        pick(driver, caption, words)
        assert {driver.document.get(n.id, Note).zone for n in chosen} == {"effect"}
    else:
        chip(driver, caption).click()
        menu = QApplication.activePopupWidget()
        menu.actions()[1].trigger()
        menu.close()
        settle()
        assert {driver.document.get(n.id, Note).reach for n in chosen} == {"alone"}
    assert driver.document.digest() != before
    driver.window.actions_.undo()
    settle()
    assert driver.document.digest() == before


def test_a_cluster_for_all_and_none(driver):
    chosen = causes(driver)[:3]
    cluster = driver.document.within(Cluster, driver.view.current)[0]
    choose(driver, *chosen)
    pick(driver, "Märkmerühm", cluster.label)
    assert {n.id for n in chosen} <= set(driver.document.get(cluster.id, Cluster).notes)
    pick(driver, "Märkmerühm", "rühmata")
    assert not {n.id for n in chosen} & set(queries.cluster_of(driver.document, driver.view.current))


def test_a_stage_for_all_on_a_journey(driver):
    driver.open(1)
    stages = queries.tracks(driver.document, driver.view.current, "stage")
    chosen = queries.notes(driver.document, driver.view.current)[:2]
    choose(driver, *chosen)
    pick(driver, "Etapp", stages[-1].name)
    assert {driver.document.get(n.id, Note).stage for n in chosen} == {stages[-1].code}


def test_a_priority_for_needs(driver):
    driver.open(2)
    needs = queries.notes(driver.document, driver.view.current, "need")[:2]
    choose(driver, *needs)
    pick(driver, "Tähtsus", "3")
    assert {driver.document.get(n.id, Note).priority for n in needs} == {3}


def test_what_can_be_done_with_all_stands_there_as_buttons(driver):
    choose(driver, *causes(driver)[:2])
    names = {b.accessibleName() for b in driver.view.inspector.findChildren(QPushButton)}
    assert {"Liida üheks", "Jäta ootele", "Tee sellest tegevus", "Kustuta märge"} <= names


def test_the_menus_open_by_keyboard(driver):
    choose(driver, *causes(driver)[:2])
    made = chip(driver, "Ala")
    made.setFocus()
    press(made, "Return")
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    menu.close()


def test_a_long_name_is_cut_in_its_chip_whole_in_its_tooltip_and_stays_in_the_panel(driver):
    long = "Ühiskondlikud, kultuurilised ja majanduslikud tegurid"
    cluster = driver.document.of(Cluster)[0]
    inside = [n for n in causes(driver) if n.id in cluster.notes][:2]
    driver.view.workshop.run("Name", lambda tx: tx.update(cluster, label=long))
    choose(driver, *inside)
    made, panel = chip(driver, "Märkmerühm"), driver.view.inspector
    assert made.text().endswith("…  ▾")
    assert made.toolTip() == long
    assert made.mapTo(panel, made.rect().topRight()).x() < panel.width()
