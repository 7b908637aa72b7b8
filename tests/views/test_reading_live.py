"""A library that another program writes is followed while it is only read here, and taken over when that one ends."""

from __future__ import annotations

import time

import pytest
from PySide6.QtWidgets import QApplication

from koosloome_desktop.model.records import Action, Note
from koosloome_desktop.operations import notes
from koosloome_desktop.views.home_cards import WorkshopCard
from koosloome_desktop.views.sharing.reading import READING
from tests.drivers.holder import Holder, let_go, open_to_read, with_ways
from tests.drivers.waiting import bar, until
from tests.drivers.window import press, settle, type_text

pytestmark = pytest.mark.slow


@pytest.fixture
def driver(open_window):
    made = with_ways(open_window("01", size=(1100, 620)))
    for title in ("Teine", "Kolmas"):
        made.library.create(title)
    let_go(made)
    return made


@pytest.fixture
def holder(driver):
    made = Holder(driver.ctx.ways.own)
    open_to_read(driver)
    driver.window.activateWindow()
    settle()
    yield made
    made.ends()


def has_note(driver, text: str) -> bool:
    return any(note.text == text for note in driver.document.of(Note))


def on_screen(page, note_id: str) -> tuple[float, float]:
    """Where a note stands in the view (px)."""
    box, seen, scale = page.view.board.note(note_id), page.view.camera.seen(), page.view.camera.scale
    return (box.x - seen.x()) * scale, (box.y - seen.y()) * scale


def test_an_open_workshop_shows_what_is_committed_there_and_keeps_scroll_selection_and_keyboard(driver, holder):
    # The one that was changed last is the first in the list of both programs.
    window, first = driver.window, driver.rows[0].workshop
    driver.open(workshop=first)
    page = driver.view.page()
    chosen = page.presenter.notes()[2].id
    driver.view.open_canvas(driver.view.current, chosen)
    page.view.camera.zoom_by(1.6)
    page.stage.reveal(chosen)
    settle()
    scale, keyboard = page.view.camera.scale, QApplication.focusWidget()
    assert keyboard is not None
    stood = on_screen(page, chosen)
    holder.writes("add kirjutatud mujal")
    begun = time.monotonic()
    until(lambda: has_note(driver, "kirjutatud mujal"), "the note does not come")
    assert time.monotonic() - begun < bar(3.0), "about a second, on a machine that does other things too"
    settle()
    shown = [n.text for n in page.presenter.notes()]
    assert "kirjutatud mujal" in shown, "on the canvas, not only in the document"
    assert driver.view.page() is page
    assert driver.view.chosen == (chosen,)
    assert QApplication.focusWidget() is keyboard
    assert page.view.camera.scale == pytest.approx(scale)
    assert on_screen(page, chosen) == pytest.approx(stood, abs=1.5), "where it was read, it is read on"
    assert not window.trouble.isVisible()
    # Panned away from what is selected: what is in the middle of the view stays there.
    page.view.camera.pan(-600, -300)
    middle = page.view.camera.centre()
    near = min(page.view.board.notes, key=lambda n: abs(n.x + n.w / 2 - middle.x()) + abs(n.y + n.h / 2 - middle.y()))
    stood = on_screen(page, near.id)
    holder.writes("remove kirjutatud mujal")
    until(lambda: not has_note(driver, "kirjutatud mujal"), "the note does not go")
    settle()
    assert on_screen(page, near.id) == pytest.approx(stood, abs=1.5)
    assert window.rail.saved.text() == "Avatud ainult lugemiseks"


def test_a_plan_that_is_read_keeps_its_row_and_its_place(driver, holder):
    driver.open(3, workshop=driver.rows[0].workshop)
    page = driver.view.page()
    table = page.table
    table.setFocus()
    table.setCurrentIndex(page.model.index(4, 1))
    bar = table.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    settle()
    code, place, keyboard = page.model.rows[4].code, bar.value(), QApplication.focusWidget()
    holder.writes("act Mujal lisatud tegevus")
    until(lambda: any(a.activity == "Mujal lisatud tegevus" for a in driver.document.of(Action)), "it does not come")
    settle()
    assert page.model.rows[table.currentIndex().row()].code == code
    assert table.currentIndex().column() == 1
    assert bar.value() == place
    assert QApplication.focusWidget() is keyboard


def test_home_shows_it_too_and_keeps_its_place_and_the_keyboard(driver, holder):
    window, home = driver.window, driver.window.home
    settle()
    bar = home.area.verticalScrollBar()
    card = next(c for c in home.findChildren(WorkshopCard) if c.row.id == home.rows[-1].id)
    card.setFocus()
    bar.setValue(bar.maximum() // 2)
    at, kept = bar.value(), card.row.id
    assert at > 0
    holder.writes("create Mujal tehtud")
    until(lambda: [r.title for r in home.rows].count("Mujal tehtud"), "the workshop does not come")
    settle()
    assert bar.value() == at
    keyboard = QApplication.focusWidget()
    assert isinstance(keyboard, WorkshopCard)
    assert keyboard is not card, "home was built anew"
    assert keyboard.row.id == kept
    # What changes nothing that home shows builds nothing anew.
    before = home.findChildren(WorkshopCard)
    window.library.store._changed(False)
    settle()
    assert home.findChildren(WorkshopCard) == before
    # The search is followed as well.
    type_text(home.search, "mujal")
    until(lambda: len(home.found()) == 1, "nothing is found")
    home.rebuild()
    home.search.setFocus()
    holder.writes("create Mujal veel")
    until(lambda: len(home.findChildren(WorkshopCard)) == 2, "the search is not followed")
    assert home.search.text() == "mujal"
    assert QApplication.focusWidget() is home.search


def test_when_the_other_program_ends_one_press_takes_the_library_over_where_one_was(driver, holder):
    window, first = driver.window, driver.rows[0].workshop
    home_strip = window.home.notice.shown(READING)
    assert "teine programm" in home_strip.text.text().lower()
    driver.open(1, workshop=first)
    page = driver.view.page()
    canvas, chosen = driver.view.current, page.presenter.notes()[1].id
    driver.view.open_canvas(canvas, chosen)
    holder.writes("add viimane märge sealt")
    keyboard = QApplication.focusWidget()
    assert window.takeover is None
    holder.ends()
    until(lambda: window.takeover is not None and window.takeover.isVisible(), "nothing is offered")
    strip = window.takeover
    assert QApplication.focusWidget() is keyboard, "the offer takes no keyboard"
    assert strip.go.text().strip() == "Võta muutmiseks üle"
    window.actions_.set_language("ru")
    assert window.takeover.go.text().strip() == "Взять на редактирование"
    window.actions_.set_language("et")
    window.takeover.go.click()
    settle()
    assert not window.library.store.read_only
    assert window.takeover is None
    assert window.home.notice.shown(READING) is None
    assert driver.view.workshop.id == first
    assert driver.view.current == canvas
    assert driver.view.chosen == (chosen,)
    assert has_note(driver, "viimane märge sealt")
    add = notes.add_note
    driver.view.workshop.run("Add note", lambda tx: add(tx, canvas, "nüüd ka siin"))
    driver.saved()


def test_the_offer_goes_when_a_third_program_takes_the_library_first(driver, holder):
    window = driver.window
    holder.ends()
    until(lambda: window.takeover is not None, "nothing is offered")
    third = Holder(driver.ctx.ways.own)
    try:
        until(lambda: window.takeover is None, "the offer stays")
        assert window.library.store.read_only
        assert window.home.notice.shown(READING) is not None
    finally:
        third.ends()
    until(lambda: window.takeover is not None, "nothing is offered again")
    window.takeover.later.emit()
    settle()
    assert window.takeover is None
    assert window.ctx.commands.run("window.write"), "the command stays"
    settle()
    assert not window.library.store.read_only
    press(window.home, "Down")
