"""The home screen: going on, beginning, bringing files in, searching; nothing on it is invented."""

from __future__ import annotations

from functools import partial

import pytest
from PySide6.QtWidgets import QLabel, QPushButton

from koosloome_desktop.model.records import Note
from koosloome_desktop.operations import agenda, queries
from koosloome_desktop.services.library import LibraryService
from koosloome_desktop.support.errors import KoosloomeError
from koosloome_desktop.views.dialogs_new import NewWorkshopDialog
from koosloome_desktop.views.dialogs_next import NextMeeting
from koosloome_desktop.views.dialogs_template import TemplateName
from koosloome_desktop.views.home_cards import MiniatureCard, TemplateCard, WorkshopCard
from koosloome_desktop.views.home_hero import Hero
from koosloome_desktop.views.templates import TEMPLATES
from tests.drivers.hands import Hands
from tests.drivers.window import press, rich_labels, settle, type_text


def cards(driver, kind):
    return [c for c in driver.window.home.findChildren(kind) if c.isVisible()]


def test_the_last_workshop_is_offered_to_go_on_with_and_the_others_stand_below(open_window):
    driver = open_window("01", "02", "03")
    heroes = cards(driver, Hero)
    assert len(heroes) == 1
    assert len(cards(driver, WorkshopCard)) == 2
    assert heroes[0].row.id == driver.library.list()[0].id
    texts = [label.text() for label in heroes[0].findChildren(QLabel)]
    assert not any("[NÄIDIS]" in t for t in texts)
    assert any("osalejat" in t and "märget" in t for t in texts)
    heroes[0].primary.click()
    settle()
    assert driver.view.workshop.id == heroes[0].row.id


def test_one_primary_button_at_a_time(open_window):
    driver = open_window("01", "02")
    primary = [b for b in driver.window.findChildren(type(cards(driver, Hero)[0].primary)) if b.isVisible()]
    assert [b for b in primary if b.property("role") == "primary"] == [cards(driver, Hero)[0].primary]


def test_miniatures_are_the_boards_themselves_and_come_from_the_cache_the_second_time(open_window):
    driver = open_window("01")
    driver.window.home.thumbs.finish()
    settle()
    found = cards(driver, MiniatureCard)
    assert [c._title for c in found] == [
        "Probleemi kaardistamine", "Teekonnakaart", "Vajaduste ja ressursside kaart", "Tegevuskava",
    ]  # fmt: skip
    colours = {found[0]._picture.toImage().pixelColor(x, y).name() for x in range(0, 320, 4) for y in range(0, 190, 4)}
    assert len(colours) > 10
    row = driver.library.list()[0]
    assert driver.window.home.thumbs._from_cache((row.id, row.changed, driver.ctx.palette.name)) is not None


def test_a_click_on_a_miniature_opens_that_canvas(open_window):
    driver = open_window("01")
    driver.window.home.thumbs.finish()
    settle()
    cards(driver, MiniatureCard)[3].click()
    settle()
    assert driver.view.current == driver.view.canvases()[3].id


def test_the_first_screen_has_three_ways_the_language_and_one_line_about_the_data(open_window):
    driver = open_window()
    home = driver.window.home
    assert [c._title[0] for c in cards(driver, TemplateCard)] == ["1", "2", "3"]
    chips = {b.text(): b for b in home.findChildren(QPushButton) if b.isCheckable()}
    assert {name: b.isChecked() for name, b in chips.items()} == {"Eesti": True, "English": False, "Русский": False}
    chips["English"].click()
    settle()
    assert any(c._title == "3  I am preparing" for c in cards(driver, TemplateCard))
    assert sum("this computer only" in w.text() for w in home.findChildren(QLabel)) == 1


def test_a_library_that_cannot_be_opened_is_said_where_workshops_would_stand_and_can_be_tried_again(open_window):
    driver = open_window()
    home, again = driver.window.home, []
    home.again.connect(lambda: again.append(True))
    home.set_library(None)
    home.failed(KoosloomeError("Ketas on ära võetud", hint="Pane mälupulk tagasi."))
    settle()
    texts = [w.text() for w in home.findChildren(QLabel)]
    assert "Ketas on ära võetud" in texts
    assert "Pane mälupulk tagasi." in texts
    once_more = next(b for b in home.findChildren(QPushButton) if "Proovi uuesti" in b.text())
    once_more.setFocus()
    press(once_more, "Return")
    assert again == [True]
    home.set_library(driver.library)
    settle()
    assert len(cards(driver, TemplateCard)) == 3
    assert cards(driver, WorkshopCard) == []
    assert "Ketas on ära võetud" not in [w.text() for w in home.findChildren(QLabel)]


def test_the_sample_twice_is_one_workshop(open_window):
    driver = open_window()
    for _time in range(2):
        driver.window.actions_.try_sample()
        settle()
        driver.window.show_home()
        settle()
    assert len(driver.library.list()) == 1


def test_search_finds_titles_and_notes_and_says_when_there_is_nothing(open_window):
    driver = open_window("01", "02", "03")
    home = driver.window.home
    type_text(home.search, "koolitee")
    home.rebuild()
    settle()
    assert [c.row.title for c in cards(driver, WorkshopCard)] == [r.title for r in home.found()]
    assert home.found() == [] or "kool" in home.found()[0].title.lower()
    home.search.setText("võti")
    home.rebuild()
    home.search.setText("qqqqqq")
    home.rebuild()
    settle()
    assert cards(driver, WorkshopCard) == []
    assert any("qqqqqq" in w.text() for w in home.findChildren(QLabel))


def test_a_found_note_opens_where_it_stands(open_window):
    driver = open_window("01", "02")
    home = driver.window.home
    hits = home._hits("kasutusleping")
    assert hits
    home.open_workshop.emit(hits[0][0], hits[0][3])
    settle()
    assert driver.view.current == driver.view.canvases()[3].id


def test_titles_are_shown_as_they_are_written(open_window):
    driver = open_window()
    bad = '<img src="/etc/passwd"> <b>1 < 2</b>'
    driver.library.create(bad, place="<i>koht</i>", canvases=(("action_plan", "table_years"),))
    driver.window.home.reload()
    settle()
    assert rich_labels(driver.window) == []
    assert any(w.text() == bad for w in driver.window.home.findChildren(QLabel))
    driver.open(0, driver.library.list()[0].id)
    assert driver.window.top.title.texts()[0] == bad
    assert driver.window.top.title.toolTip() == "" or "&lt;img" in driver.window.top.title.toolTip()


# ---------------------------------------------------------------- files


@pytest.mark.parametrize("name", ["katki.json", "tühi.json", "ei-ole.json"])
def test_a_file_that_cannot_be_read_is_told_and_changes_nothing(open_window, tmp_path, monkeypatch, name):
    driver = open_window("01")
    told = []
    monkeypatch.setattr(driver.window.actions_, "tell", lambda title, text, lines=(): told.append((title, text)))
    path = tmp_path / name
    if name != "ei-ole.json":
        path.write_text("{" if name == "katki.json" else "", encoding="utf-8")
    before = driver.library.list()
    assert not driver.window.actions_.import_file(path)
    assert len(told) == 1
    assert told[0][1]
    assert driver.library.list() == before


# ---------------------------------------------------------------- new workshop


@pytest.fixture
def dialog(open_window):
    from datetime import date

    driver = open_window()
    made = NewWorkshopDialog(driver.library, "", "et", date(2026, 10, 15), parent=driver.window)
    made.show()
    settle()
    yield made
    made.close()
    made.deleteLater()


def test_a_new_workshop_needs_a_title_only(dialog):
    press(dialog.title, "Return")
    assert dialog.isVisible()
    assert dialog.wrong.isVisible()
    type_text(dialog.title, "Kuidas Lõhe tänav ohutuks?")
    press(dialog.title, "Return")
    assert not dialog.isVisible()
    assert dialog.result_value.title == "Kuidas Lõhe tänav ohutuks?"
    assert dialog.result_value.date == "2026-10-15"


@pytest.mark.parametrize(("typed", "stored"), [("1.12.2026", "2026-12-01"), ("2026-12-01", "2026-12-01"), ("", "")])
def test_the_date_is_understood(dialog, typed, stored):
    type_text(dialog.title, "Pealkiri")
    dialog.date.setText(typed)
    dialog.accept()
    assert dialog.result_value.date == stored


def test_what_is_no_day_is_refused_with_an_example(dialog):
    type_text(dialog.title, "Pealkiri")
    dialog.date.setText("varsti")
    dialog.accept()
    assert dialog.result_value is None
    assert "15.10.2026" in dialog.wrong.text()
    assert dialog.date.hasFocus()


def test_a_template_brings_its_canvases(open_window):
    driver = open_window()
    for template, count in zip(TEMPLATES, (4, 2, 0), strict=True):
        made = driver.library.create("Proov", canvases=template.canvases)
        driver.window.open_workshop(made)
        settle()
        assert len(driver.view.canvases()) == count


def test_the_library_comes_after_the_first_frame(open_window):
    driver = open_window("01")
    driver.window.home.set_library(None)
    settle()
    assert cards(driver, Hero) == []
    assert isinstance(driver.library, LibraryService)
    driver.window.home.set_library(driver.library)
    settle()
    assert len(cards(driver, Hero)) == 1


def test_search_is_left_by_enter_to_what_was_found_and_by_escape_to_everything(open_window):
    driver = open_window("01", "02", "03")
    home = driver.window.home
    home.search.setFocus()
    type_text(home.search, "Sooääre")
    press(home.search, "Return")
    settle()
    found = cards(driver, WorkshopCard)
    assert len(found) == 1
    assert found[0].hasFocus()
    press(home.search, "Esc")
    settle()
    assert home.search.text() == ""
    assert len(cards(driver, Hero)) == 1


def test_a_workshop_from_a_template_in_three_presses_with_its_agenda_in_its_language(open_window):
    driver = open_window()
    hands = Hands(driver)

    def fill(dialog) -> None:
        hands.type("How do we keep the hall warm?")
        hands.keys("Alt+2")
        assert dialog.preview.bar.width() > 100
        dialog.language.setCurrentIndex(dialog.language.findData("en"))
        hands.keys("Return")

    with hands.counted(3):
        hands.into(NewWorkshopDialog, fill, "Ctrl+N")
    assert driver.document.workshop.language == "en"
    session = queries.sessions(driver.document)[0]
    items = agenda.blocks(driver.document, session.id)
    assert (session.date, sum(agenda.length(i.start, i.end) for i in items)) == ("2026-10-15", 150)
    assert items[0].title == "Check-in"
    assert [c.type for c in queries.canvases(driver.document)] == ["problem_map", "action_plan"]


def test_an_own_template_is_saved_from_the_open_workshop_and_stands_first_for_the_next(open_window):
    driver = open_window("01")
    driver.open(0)
    hands = Hands(driver)
    save = partial(driver.ctx.commands.run, "window.template")
    driver.answer(TemplateName, lambda _dialog: hands.write("Külaõhtu"), save)
    assert "Külaõhtu" in driver.window.toast.text()
    driver.window.show_home()
    settle()
    assert any("Külaõhtu" in c.accessibleName() for c in cards(driver, TemplateCard))

    def fill(dialog) -> None:
        assert dialog.templates.offers[0].title == "Külaõhtu"
        assert not dialog.language.isEnabled()
        hands.write("Kuidas edasi?")

    driver.answer(NewWorkshopDialog, fill, lambda: driver.window.home.make.emit("own:Külaõhtu"))
    assert driver.document.of(Note) == []
    assert len(queries.canvases(driver.document)) == 4
    assert queries.sessions(driver.document)[0].date == "2026-10-15"

    def manage(dialog) -> None:
        hands.keys("Alt+1")
        hands.click(dialog.templates._delete)
        assert dialog.templates.offers[0].title != "Külaõhtu"
        hands.click(dialog.templates._back)
        assert dialog.templates.chosen().title == "Külaõhtu"
        driver.answer(TemplateName, lambda _inner: hands.write("Ring"), dialog.templates.rename)

    driver.window.show_home()
    driver.answer(NewWorkshopDialog, manage, lambda: driver.ctx.commands.run("window.new"))
    driver.window.home.rebuild()
    settle()
    assert any(c.accessibleName().startswith("Ring") for c in cards(driver, TemplateCard))


def test_the_next_meeting_is_made_by_enter_and_opens(open_window):
    driver = open_window("01")
    driver.open(0)
    hands = Hands(driver)
    notes = len(driver.document.of(Note))
    before = driver.view.workshop.id

    def fill(dialog) -> None:
        hands.type("kolmapäev kell ei tea")
        hands.keys("Return")
        assert dialog.wrong.isVisible()
        hands.type("12.11.2026")
        hands.keys("Return")

    driver.answer(NextMeeting, fill, lambda: driver.ctx.commands.run("window.next_meeting"))
    settle()
    assert driver.view.workshop.id != before
    assert [s.date for s in queries.sessions(driver.document)] == ["2026-11-12"]
    assert len(driver.document.of(Note)) == notes
    assert len(driver.library.list()) == 2
