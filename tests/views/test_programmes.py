"""Programmes in the window: joined by command, card or agenda, left, undone; their meetings open their workshops."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from koosloome_desktop.services.programmes import put_into
from koosloome_desktop.views.dialogs_programme import ProgrammeDialog, ProgrammeName
from koosloome_desktop.views.home_cards import WorkshopCard
from koosloome_desktop.views.home_hero import Hero
from koosloome_desktop.views.home_programmes import ProgrammeCard
from tests.drivers.hands import Hands
from tests.drivers.window import rich_labels, settle

pytestmark = pytest.mark.slow

PLAN = (("action_plan", "table_years"),)


@pytest.fixture
def driver(open_window):
    made = open_window()
    for number, day in (("Esimene", "2026-10-01"), ("Teine", "2026-10-20"), ("Kolmas", "")):
        made.library.create(number, place="Rahvamaja", date=day, canvases=PLAN)
    made.window.home.reload()
    settle()
    return made


def shown(driver, kind):
    return [c for c in driver.window.home.findChildren(kind) if c.isVisible()]


def of(driver, title: str) -> str:
    return next(r.id for r in driver.library.list() if r.title == title)


def words(widget) -> str:
    return " | ".join(w.text() for w in widget.findChildren(QLabel) if not w.isHidden())


def test_a_workshop_is_put_into_a_programme_and_out_of_it_and_every_step_can_be_undone(driver):
    hands, run = Hands(driver), driver.ctx.commands.run
    driver.open(0, of(driver, "Esimene"))

    def put() -> None:
        run("window.programme")

    def too_long(dialog) -> None:
        hands.write("x" * 300)
        assert dialog.wrong.isVisible()

    def out(dialog) -> None:
        hands.click(next(b for b in dialog.findChildren(QPushButton) if b.text() == "Võta programmist välja"))

    driver.answer(ProgrammeName, lambda _d: hands.write("Külalabor"), put)
    assert driver.document.workshop.programme == "Külalabor"
    assert "Külalabor" in driver.window.toast.text()
    run("window.undo")
    assert driver.document.workshop.programme == ""
    run("window.redo")
    driver.answer(ProgrammeName, too_long, put)
    assert driver.document.workshop.programme == "Külalabor"

    # The button of the agenda says it and asks for it; the dialog's own button takes it out.
    driver.window.actions_.rail("agenda")
    settle()
    series = next(b for b in driver.view.page().findChildren(QPushButton) if "Külalabor" in b.text())
    driver.answer(ProgrammeName, out, lambda: hands.click(series))
    assert driver.document.workshop.programme == ""
    run("window.undo")
    driver.window.show_home()
    settle()
    assert [c.programme.name for c in shown(driver, ProgrammeCard)] == ["Külalabor"]


def test_a_card_of_home_asks_for_the_programme_and_the_toast_takes_it_back(driver):
    first, hands = of(driver, "Teine"), Hands(driver)
    put_into(driver.library, of(driver, "Esimene"), "Külalabor")
    card = next(c for c in (*shown(driver, WorkshopCard), *shown(driver, Hero)) if c.row.id == first)

    def name(dialog) -> None:
        hands.click(next(b for b in dialog.known if b.accessibleName() == "Külalabor"))

    def choose() -> None:
        menu = QApplication.activePopupWidget()
        entry = next(a for a in menu.actions() if a.text().startswith("Programm"))
        menu.close()
        entry.trigger()

    QTimer.singleShot(0, choose)
    driver.answer(ProgrammeName, name, lambda: card.customContextMenuRequested.emit(card.rect().center()))
    assert driver.library.document(first).workshop.programme == "Külalabor"
    (series,) = shown(driver, ProgrammeCard)
    assert series.accessibleName() == "Külalabor. 1 kohtumine peetud · 1 plaanis\njärgmine 20.10.2026"
    driver.window.home.search.setText("külalabor")
    driver.window.home.rebuild()
    settle()
    assert sorted(c.row.title for c in shown(driver, WorkshopCard)) == ["Esimene", "Teine"]
    driver.window.home.search.clear()
    driver.window.toast._button.click()
    settle()
    assert driver.library.document(first).workshop.programme == ""


def test_the_meetings_of_a_programme_with_their_figures_lead_to_their_workshops(driver):
    hands = Hands(driver)
    assert not shown(driver, ProgrammeCard)

    def none(dialog) -> None:
        assert "Ükski töötuba ei kuulu veel programmi" in words(dialog)
        hands.keys("Return")

    driver.answer(ProgrammeDialog, none, lambda: driver.ctx.commands.run("window.programmes"))
    for title in ("Esimene", "Teine", "Kolmas"):
        put_into(driver.library, of(driver, title), "Külalabor")
    put_into(driver.library, driver.library.create("Muu", canvases=PLAN), "<b>Teine</b> labor")
    driver.window.home.reload()
    settle()
    small, series = sorted(shown(driver, ProgrammeCard), key=lambda c: c.programme.name)

    def read(dialog) -> None:
        assert dialog.which.currentText() == "Külalabor"
        assert "1 | kohtumine peetud | 2 | kohtumist plaanis" in words(dialog)
        assert "1 kohtumise päev on lahtine" in words(dialog)
        texts = [dialog.list.item(at).text() for at in range(dialog.list.count())]
        assert texts == [
            "01.10.2026 · Esimene\npeetud · Rahvamaja",
            "20.10.2026 · Teine\nkavandatud · Rahvamaja",
            "päev lahtine · Kolmas\nkavandatud · Rahvamaja",
        ]
        assert dialog.list.currentRow() == 1
        dialog.which.setCurrentIndex(dialog.which.findText("<b>Teine</b> labor"))
        assert dialog.list.count() == 1
        assert rich_labels(dialog) == []
        dialog.which.setCurrentIndex(dialog.which.findText("Külalabor"))
        hands.keys("Down", "Return")

    assert small.programme.name.startswith("<b>")
    driver.answer(ProgrammeDialog, read, lambda: hands.click(series))
    assert driver.view.workshop.id == of(driver, "Kolmas")
    assert driver.document.workshop.programme == "Külalabor"
