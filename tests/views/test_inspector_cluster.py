"""Clusters in the panel and in the strip's menu: renamed, ordered, merged, dissolved; their history in words."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QPushButton

from koosloome_desktop.model.frozen import FrozenMap
from koosloome_desktop.model.records import Cluster
from koosloome_desktop.views.inspector_cluster import entry_words
from koosloome_desktop.views.inspector_parts import EditText, Jump
from tests.drivers.window import press, settle, type_text

pytestmark = pytest.mark.slow


@pytest.fixture
def driver(open_window):
    made = open_window("01", size=(1920, 1080))
    made.open(0)
    settle()
    return made


def every(driver) -> list[Cluster]:
    return driver.document.within(Cluster, driver.view.current)


def panel_texts(driver) -> list[str]:
    panel = driver.view.inspector
    return [p.text() for p in [*panel.findChildren(QLabel), *panel.findChildren(Jump)]]


def open_cluster(driver, at: int = 0) -> Cluster:
    cluster = every(driver)[at]
    jumps = driver.view.inspector.findChildren(Jump)
    next(j for j in jumps if j.text() == f"{cluster.label} · {len(cluster.notes)}").click()
    settle()
    return cluster


def press_button(driver, name: str) -> None:
    next(b for b in driver.view.inspector.findChildren(QPushButton) if b.accessibleName() == name).click()
    settle()


def test_the_canvas_lists_its_clusters_and_one_is_opened_with_its_notes(driver):
    cluster = open_cluster(driver)
    texts = panel_texts(driver)
    assert {driver.document.find(i).text for i in cluster.notes} <= set(texts)
    assert f"MÄRKMERÜHM 1/{len(every(driver))}" in texts


def test_a_cluster_is_renamed_and_the_history_tells_it(driver):
    cluster = open_cluster(driver)
    before = driver.document.digest()
    edit = driver.view.inspector.findChildren(EditText)[0]
    edit.setFocus()
    edit.selectAll()
    type_text(edit, "Uus nimi")
    press(edit, "Return")
    settle()
    assert driver.document.get(cluster.id, Cluster).label == "Uus nimi"
    driver.view.inspector.show_selection((cluster.id,))
    settle()
    assert any("nimeks sai „Uus nimi“" in t for t in panel_texts(driver))
    driver.window.actions_.undo()
    assert driver.document.digest() == before


def test_order_and_dissolving_are_steps(driver):
    cluster = open_cluster(driver)
    before = driver.document.digest()
    press_button(driver, "Tahapoole")
    assert every(driver)[1].id == cluster.id
    press_button(driver, "Saada laiali")
    assert driver.document.find(cluster.id) is None
    driver.window.actions_.undo()
    driver.window.actions_.undo()
    assert driver.document.digest() == before


def test_another_cluster_is_taken_in(driver):
    cluster = open_cluster(driver)
    other = every(driver)[1]
    press_button(driver, "Liida juurde …")
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    menu.actions()[0].trigger()
    menu.close()
    settle()
    assert driver.document.find(other.id) is None
    assert set(other.notes) <= set(driver.document.get(cluster.id, Cluster).notes)
    assert any(f"liideti „{other.label}“" in t for t in panel_texts(driver))


def test_from_a_note_to_its_cluster_and_on_to_another_note(driver):
    cluster = every(driver)[0]
    driver.view.jump(cluster.notes[0])
    settle()
    next(j for j in driver.view.inspector.findChildren(Jump) if j.text() == cluster.label).click()
    settle()
    other = driver.document.find(cluster.notes[1])
    next(j for j in driver.view.inspector.findChildren(Jump) if j.text() == other.text).click()
    settle()
    assert driver.view.page().desk.focus == other.id


def test_the_strip_has_a_menu_for_each_cluster(driver):
    page = driver.view.page()
    first, second = every(driver)[:2]
    page.strip.asked(1, page.mapToGlobal(QPoint(100, 100)))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    texts = [a.text() for a in menu.actions()]
    assert texts[:3] == ["Nimeta ümber", "Ettepoole", "Tahapoole"]
    assert not menu.actions()[1].isEnabled()
    menu.actions()[2].trigger()
    menu.close()
    settle()
    assert [c.id for c in every(driver)[:2]] == [second.id, first.id]


def test_the_cluster_of_the_current_note_is_renamed_by_keys(driver):
    page = driver.view.page()
    cluster = every(driver)[0]
    page.modes.arrange(cluster.notes[0])
    settle()
    assert driver.ctx.commands.run("cluster.rename")
    settle()
    assert page.bar.line.text() == cluster.label
    type_text(QApplication.focusWidget(), "Teine nimi")
    press(QApplication.focusWidget(), "Return")
    settle()
    assert driver.document.get(cluster.id, Cluster).label == "Teine nimi"
    assert page.bar.line.text() == ""


def test_an_entry_that_nobody_understands_is_left_out():
    assert entry_words("?", "et") == ""
    assert entry_words(FrozenMap({"what": "painted"}), "et") == ""
    assert entry_words(FrozenMap({"what": "named", "name": "X", "at": "never"}), "et") == "nimeks sai „X“"
