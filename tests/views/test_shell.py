"""The window as a whole: where one is, what is saved, commands, keys, undo, narrow windows, languages and themes."""

from __future__ import annotations

import re

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from koosloome_desktop.services.workshop import SaveState
from koosloome_desktop.support.i18n import _, translator
from koosloome_desktop.views.count_words import short
from koosloome_desktop.views.dialogs_keys import KeySheet
from koosloome_desktop.views.dialogs_palette import CommandPalette, ranked
from koosloome_desktop.views.shortcuts import is_bound
from koosloome_desktop.views.window_words import saved_words
from tests.drivers.window import press, rich_labels, settle, type_text


@pytest.fixture
def driver(open_window):
    made = open_window("01")
    made.open(3)
    return made


# ---------------------------------------------------------------- where one is


def test_the_top_bar_says_workshop_canvas_place_and_date(driver):
    title, sub = driver.window.top.title.texts()
    assert title == "Kuidas Sooääre kogukonnamaja elama panna?"
    assert sub == "Tegevuskava · Sooääre kogukonnamaja suur saal · neljapäev, 15. oktoober 2026"


def test_the_rail_names_every_canvas_with_its_count(driver):
    items = [driver.window.rail.item(i) for i in driver.window.rail.ids()]
    named = {item.text(): item.count for item in items}
    assert named["Probleemi kaardistamine"] == 22
    assert named["Vajaduste ja ressursside kaart"] == 25
    assert named["Tegevuskava"] == 8
    assert driver.window.rail.item(f"canvas:{driver.view.current}").isChecked()


def test_a_new_action_counts_at_once(driver):
    page = driver.view.page()
    type_text(page.line, "Uus tegevus")
    press(page.line, "Return")
    assert driver.window.rail.item(f"canvas:{driver.view.current}").count == 9


def test_home_and_back(driver):
    driver.window.rail.item("home").click()
    settle()
    assert driver.window.view is None
    assert driver.window.stack.currentWidget() is driver.window.home


# ---------------------------------------------------------------- saved is told after the commit


def test_saved_is_said_only_for_what_is_on_the_disk():
    assert saved_words(SaveState(4, "2026-10-15T10:05:42.000Z", 1))[0] == _("Saving …")
    assert saved_words(SaveState(5, "2026-10-15T10:05:42.000Z", 0))[0].endswith("13:05:42")
    text, icon = saved_words(SaveState(5, "", 2, "Ketas on täis."))
    assert text == "Ketas on täis."
    assert icon == "triangle-alert"


def test_an_edit_is_saved_and_the_rail_says_when(driver):
    page = driver.view.page()
    type_text(page.line, "Uus tegevus")
    press(page.line, "Return")
    assert driver.window.rail.saved.text() == _("Saving …")
    driver.saved()
    assert re.search(r"\d\d:\d\d:\d\d$", driver.window.rail.saved.text())
    reread = driver.library.document(driver.view.workshop.id)
    assert reread.digest() == driver.document.digest()


# ---------------------------------------------------------------- commands


def test_no_shortcut_belongs_to_two_commands_and_the_table_has_what_the_window_binds(driver):
    bound = {a.objectName(): a for a in driver.window.actions()}
    for command in driver.ctx.commands:
        assert bool([k for k in command.shortcuts if is_bound(k)]) == (command.id in bound)
        assert translator("et").gettext(command.label)
    keys = [s.toString() for a in bound.values() for s in a.shortcuts()]
    assert len(keys) == len(set(keys))


def test_every_icon_of_the_table_exists(driver):
    from koosloome_desktop.views.icons import pixmap

    for command in driver.ctx.commands:
        if command.icon:
            assert not pixmap(command.icon, "#000000").isNull()


def test_ctrl_digits_and_page_keys_change_the_canvas(driver):
    ids = [c.id for c in driver.view.canvases()]
    assert driver.view.current == ids[3]
    assert driver.ctx.commands.by_id(f"window.canvas.{ids[3]}").shortcut == "Ctrl+4"
    assert driver.ctx.commands.by_id("window.next").shortcut == "Ctrl+PgDown"


def test_the_palette_finds_by_the_beginning_of_words_and_runs_after_it_closed(driver):
    table = driver.ctx.commands
    names = [c.id for c in ranked(list(table), "eks pdf")]
    assert names == ["window.export"]
    palette = CommandPalette(table, driver.window)
    palette.show()
    type_text(palette.search, "eesti")
    settle()
    assert [c.id for c in palette.model.commands] == ["window.language.et"]
    press(palette.search, "Return")
    assert palette.chosen is not None
    assert palette.chosen.id == "window.language.et"
    palette.deleteLater()


def test_the_palette_takes_arrows_while_letters_go_to_the_search(driver):
    palette = CommandPalette(driver.ctx.commands, driver.window)
    palette.show()
    settle()
    press(palette.search, "Down")
    assert palette.list.currentIndex().row() == 1
    press(palette.search, "Up")
    press(palette.search, "Up")
    assert palette.list.currentIndex().row() == len(palette.model.commands) - 1
    type_text(palette.search, "qqqq")
    settle()
    assert palette.none.isVisible()
    press(palette.search, "Return")
    assert palette.chosen is None
    palette.close()
    palette.deleteLater()


def test_the_key_sheet_has_every_bound_key_and_only_plain_text(driver):
    sheet = KeySheet("T", driver.ctx.commands, parent=driver.window)
    sheet.show()
    settle()
    assert rich_labels(sheet) == []
    texts = {w.text() for w in sheet.findChildren(QWidget) if hasattr(w, "text") and callable(w.text)}
    assert "Ctrl+K" in texts
    assert "Ctrl+E" in texts
    sheet.close()
    sheet.deleteLater()


# ---------------------------------------------------------------- undo


def test_undo_says_which_step_and_shows_its_canvas(driver):
    page = driver.view.page()
    type_text(page.line, "Õpitoad suvel")
    press(page.line, "Return")
    count = page.model.rowCount()
    driver.ctx.commands.run("window.undo")
    assert page.model.rowCount() == count - 1
    assert "Õpitoad suvel" in driver.window.toast.text()
    assert driver.window.toast.isVisible()
    driver.ctx.commands.run("window.redo")
    assert page.model.rowCount() == count


def test_what_cannot_be_brought_back_any_more_is_not_offered(driver):
    page = driver.view.page()
    type_text(page.line, "Õpitoad suvel")
    press(page.line, "Return")
    driver.ctx.commands.run("window.undo")
    assert driver.window.toast.isVisible()
    type_text(page.line, "Laat sügisel")
    press(page.line, "Return")
    assert not driver.window.toast.isVisible()
    driver.ctx.commands.run("window.undo")
    assert driver.window.toast.isVisible()
    driver.ctx.commands.run("window.redo")
    assert driver.window.toast.isVisible()
    driver.ctx.commands.run("window.undo")


def test_nothing_to_undo_is_said_not_done(driver):
    driver.window.actions_.undo()
    before = driver.document.rev
    driver.window.actions_.undo()
    assert driver.document.rev == before


def test_long_texts_are_cut_at_a_word():
    assert short("Majatoimkonna moodustamine ja avajate graafik külas", 30) == "Majatoimkonna moodustamine ja…"
    assert short("lühike\ntekst") == "lühike tekst"


# ---------------------------------------------------------------- adding canvases


def test_a_canvas_can_be_added_and_taken_back(driver):
    driver.window.canvas_actions.add("action_plan", "table_years")
    settle()
    assert len(driver.view.canvases()) == 5
    assert driver.view.current == driver.view.canvases()[-1].id
    driver.window.actions_.undo()
    settle()
    assert len(driver.view.canvases()) == 4
    assert driver.view.current == driver.view.canvases()[0].id or driver.view.page() is not None


# ---------------------------------------------------------------- room


def test_chrome_never_takes_more_than_its_share(driver):
    for size in ((1920, 1080), (1440, 900), (1366, 768), (1093, 614)):
        driver.resize(*size)
        assert driver.window.rail.width() == (216 if size[0] >= 1400 else 56)
        assert driver.window.top.height() == 56
        assert driver.view.inspector.width() == 288


@pytest.mark.parametrize("lang", ["et", "en", "ru"])
@pytest.mark.parametrize("width", [1920, 1366, 1093, 760])
def test_top_buttons_never_leave_the_bar_and_what_folds_is_in_the_menu(driver, lang, width):
    driver.window.actions_.set_language(lang)
    driver.resize(width, 700)
    top = driver.window.top
    for made in top.findChildren(QAbstractButton):
        if made.isVisible():
            assert made.geometry().right() <= top.width()
            assert made.geometry().left() >= top.title.geometry().right()
            assert made.accessibleName()
    shown = [i for i in ("undo", "redo", "palette", "export", "inspector") if top.button(i).isVisible()]
    assert set(shown) | set(top.hidden_actions()) == {"undo", "redo", "palette", "export", "inspector"}


def test_the_inspector_is_an_overlay_in_a_narrow_window(driver):
    driver.resize(1366, 768)
    assert not driver.view.inspector.isVisible()
    driver.view.toggle_inspector()
    settle()
    assert driver.view.inspector.isVisible()
    assert driver.view.stack.width() == driver.view.width()
    driver.view.leave_inspector()
    assert not driver.view.inspector.isVisible()
    driver.resize(1920, 1080)
    assert driver.view.inspector.isVisible()
    assert driver.view.stack.width() == driver.view.width() - 288


def test_f6_goes_round_all_panes_and_back(driver):
    driver.resize(1920, 1080)
    page = driver.view.page()
    page.focus_line()
    seen = []
    for _step in range(5):
        driver.window.actions_.next_pane()
        seen.append(pane_of(driver, QApplication.focusWidget()))
    assert seen == ["page", "inspector", "rail", "top", "page"] or seen[0] == "page"
    assert {"rail", "top", "page"} <= set(seen)


def pane_of(driver, held):
    areas = {
        "rail": driver.window.rail,
        "top": driver.window.top,
        "inspector": driver.view.inspector,
        "page": driver.view.page(),
    }
    return next((n for n, area in areas.items() if area is held or area.isAncestorOf(held)), "?")


# ---------------------------------------------------------------- words and looks


def test_another_language_speaks_at_once_everywhere(driver):
    before = driver.window.rail.item("home").text()
    driver.window.actions_.set_language("en")
    assert driver.window.rail.item("home").text() == "All workshops"
    assert before == "Kõik töötoad"
    assert driver.window.top.title.texts()[1].startswith("Tegevuskava · Sooääre")
    page = driver.view.page()
    assert page.model.headerData(1, Qt.Orientation.Horizontal, Qt.ItemDataRole.DisplayRole) == "Action"
    assert driver.settings.values.language == "en"
    driver.window.actions_.set_language("et")
    assert driver.window.rail.item("home").text() == before


def test_another_theme_shows_at_once(driver):
    driver.window.actions_.set_theme("dark")
    assert driver.ctx.palette.name == "dark"
    light = driver.window.grab().toImage()
    driver.window.actions_.set_theme("light")
    assert driver.window.grab().toImage() != light


def test_no_label_lets_qt_guess(driver):
    assert rich_labels(driver.window) == []
    driver.window.show_home()
    settle()
    assert rich_labels(driver.window) == []


def test_everything_that_can_be_pressed_has_a_spoken_name(driver):
    driver.resize(1920, 1080)
    for made in driver.window.findChildren(QAbstractButton):
        if made.isVisible() and made.focusPolicy() & Qt.FocusPolicy.TabFocus:
            assert made.accessibleName() or made.text(), made


def test_enter_presses_what_has_the_keyboard(driver):
    driver.window.rail.item("home").setFocus()
    press(driver.window.rail.item("home"), "Return")
    settle()
    assert driver.window.view is None
    hero = QApplication.focusWidget()
    press(hero, "Return")
    settle()
    assert driver.window.view is not None


def test_arrows_walk_the_rail(driver):
    rail = driver.window.rail
    assert rail.focus_pane()
    ids = rail.ids()
    at = ids.index(f"canvas:{driver.view.current}")
    press(QApplication.focusWidget(), "Up")
    assert rail.item(ids[at - 1]).hasFocus()
    press(QApplication.focusWidget(), "Down")
    assert rail.item(ids[at]).hasFocus()


def test_shortcuts_work_from_the_line(driver):
    driver.window.activateWindow()
    settle()
    ids = [c.id for c in driver.view.canvases()]
    driver.view.page().focus_line()
    press(driver.view.page().line, "Ctrl+1")
    settle()
    assert driver.view.current == ids[0]
    press(QApplication.focusWidget(), "Ctrl+PgDown")
    settle()
    assert driver.view.current == ids[1]
    press(QApplication.focusWidget(), "Ctrl+PgUp")
    press(QApplication.focusWidget(), "Ctrl+4")
    settle()
    assert driver.view.current == ids[3]
    page = driver.view.page()
    type_text(page.line, "Ajutine tegevus")
    press(page.line, "Return")
    press(page.line, "Ctrl+Z")
    settle()
    assert page.model.rowCount() == 8
    press(page.line, "Ctrl+Y")
    settle()
    assert page.model.rowCount() == 9


def test_ctrl_z_in_a_line_with_text_is_the_lines_own(driver):
    page = driver.view.page()
    type_text(page.line, "Ajutine tegevus")
    press(page.line, "Return")
    type_text(page.line, "pooleli")
    press(page.line, "Ctrl+Z")
    settle()
    assert page.model.rowCount() == 9
