"""Figures of a result are offered in the panel of a row; one press lifts one, one undo puts it back."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QCheckBox, QPushButton

from koosloome_desktop.model.records import Action
from koosloome_desktop.operations.plan_measures import measures
from koosloome_desktop.operations.plan_set import set_fields
from koosloome_desktop.views.inspector_measures import words
from tests.drivers.window import settle

pytestmark = pytest.mark.slow


@pytest.fixture
def driver(open_window):
    made = open_window("06", size=(1600, 900))
    made.open(3)
    return made


def offers(driver) -> list[QPushButton]:
    found = driver.view.inspector.findChildren(QPushButton)
    return [b for b in found if b.isVisible() and b.accessibleName().startswith("Tõsta eraldi lahtritesse")]


def test_a_figure_is_offered_lifted_and_taken_back(driver):
    row = next(a for a in driver.document.of(Action) if a.code == "A1")
    said = {"indicator": "", "result": "neli koolitust, 80 inimest"}
    driver.view.workshop.run("Edit action", lambda tx: set_fields(tx, row, said))
    driver.view.open_canvas(row.canvas, row.id)
    driver.view.toggle_inspector()
    settle()
    assert [b.text().strip() for b in offers(driver)] == ["4 koolitust", "80 inimest"]
    panel = driver.view.inspector
    assert max(w.minimumSizeHint().width() for w in panel.findChildren(QCheckBox)) < panel.width() - 32
    before = driver.document.digest()
    offers(driver)[1].click()
    settle()
    lifted = driver.document.get(row.id, Action)
    assert (lifted.indicator, lifted.target, lifted.result) == ("inimest", "80 inimest", said["result"])
    assert offers(driver) == []
    driver.view.workshop.undo()
    settle()
    assert driver.document.digest() == before
    assert len(offers(driver)) == 2


def test_a_figure_is_said_in_short():
    told = [words(m) for m in measures("Ohtlikke olukordi: algtase 12, siht 4\npäevikuid 25\n80 inimest")]
    assert told == ["Ohtlikke olukordi: 12 → 4", "päevikuid: 25", "80 inimest"]
