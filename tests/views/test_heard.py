"""What a screen reader is told while one works: events of Qt and sentences, with the keyboard in the real window."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAccessibleEvent
from PySide6.QtWidgets import QComboBox, QLabel, QPushButton, QToolTip

from koosloome_desktop.model.changes import Origin
from koosloome_desktop.model.records import Note
from koosloome_desktop.operations import notes as verbs
from koosloome_desktop.views.spoken_list import interface_of
from tests.drivers import waiting
from tests.drivers.window import press, settle, type_text

pytestmark = pytest.mark.slow

Event, NAME = QAccessible.Event, QAccessible.Text.Name


class Heard:
    """What Qt was asked to tell: sentences, and events with the name of what they are about."""

    def __init__(self, monkeypatch) -> None:
        self.said: list[str] = []
        self.events: list[tuple[QAccessible.Event, str]] = []
        monkeypatch.setattr(QAccessible, "updateAccessibility", self._told)

    def _told(self, event: QAccessibleEvent) -> None:
        if isinstance(event, QAccessibleAnnouncementEvent):
            self.said.append(event.message())
        elif event.child() >= 0:
            child = interface_of(event.object()).child(event.child())
            self.events.append((event.type(), child.text(NAME)))
        else:
            self.events.append((event.type(), ""))

    def clear(self) -> None:
        self.said.clear()
        self.events.clear()


@pytest.fixture
def work(driver, monkeypatch):
    """The page of the first sample's problem tree, everything as it was, and a listening screen reader."""
    QAccessible.setActive(True)
    driver.back()
    settle()
    driver.window.activateWindow()
    heard = Heard(monkeypatch)
    yield driver, driver.view.page(), heard
    QAccessible.setActive(False)


def causes(page) -> list[Note]:
    return [n for i in page.order() if (n := page.verbs.note(i)).zone == "cause"]


def test_arrows_space_and_ctrl_a_tell_what_is_selected(work):
    _driver, page, heard = work
    first, second = causes(page)[:2]
    page.go_to(first.id)
    settle()
    assert heard.events == [(Event.SelectionAdd, first.text), (Event.Focus, first.text)]
    heard.clear()
    page.modes.arrange(second.id)
    assert heard.events == [
        (Event.SelectionRemove, first.text), (Event.SelectionAdd, second.text), (Event.Focus, second.text),
    ]  # fmt: skip
    heard.clear()
    press(page.view, "Space")
    press(page.view, "Space")
    assert heard.events == [(Event.SelectionRemove, second.text), (Event.SelectionAdd, second.text)]
    heard.clear()
    press(page.view, "Ctrl+A")
    assert (Event.SelectionAdd, first.text) in heard.events


def test_a_note_that_was_moved_says_where_it_stands_now(work):
    _driver, page, heard = work
    note = causes(page)[1]
    page.go_to(note.id)
    heard.clear()
    before = page.presenter.of_note(page.verbs.note(note.id))
    press(page.view, "Alt+Down")
    press(page.view, "Alt+Right")
    assert page.presenter.of_note(page.verbs.note(note.id)) != before or heard.said
    assert heard.said
    assert heard.said[-1].startswith("Põhjused")
    assert "/13" in heard.said[-1]


def test_the_ring_goes_straight_to_the_note_after_a_deleted_one(work):
    _driver, page, heard = work
    first, second = causes(page)[2:4]
    page.go_to(first.id)
    heard.clear()
    press(page.view, "Del")
    settle()
    assert page.desk.focus == second.id
    assert [name for what, name in heard.events if what == Event.Focus] == [second.text]
    assert heard.said == [f"Kustutatud: {first.text}"]


def test_what_others_add_and_reword_is_told_item_by_item(work):
    driver, page, heard = work
    note = causes(page)[0]
    page.go_to(note.id)
    settle()
    heard.clear()
    with driver.document.transaction("Elsewhere", origin=Origin.REMOTE) as tx:
        verbs.reword(tx, tx.document.get(note.id, Note), "Teise sõnastus")
        verbs.add_note(tx, page.canvas_id, "Teise märge", zone="cause")
    page.stage.fresh()
    assert (Event.ObjectCreated, "Teise märge") in heard.events
    assert (Event.NameChanged, "Teise sõnastus") in heard.events
    assert len([what for what, _name in heard.events if what == Event.ObjectCreated]) == 1
    added = next(n for n in causes(page) if n.text == "Teise märge")
    with driver.document.transaction("Elsewhere", origin=Origin.REMOTE) as tx:
        verbs.reword(tx, tx.document.get(note.id, Note), note.text)
        verbs.delete_notes(tx, [added.id])


def test_a_note_says_its_cluster_and_its_group(work):
    _driver, page, _heard = work
    note = causes(page)[0]
    page.verbs.set_group([note.id], "2")
    cluster = next(c for c in page.verbs.clusters() if note.id in c.notes)
    spoken = interface_of(page.view).child(page.order().index(note.id)).text(QAccessible.Text.Description)
    assert f"märkmerühm: {cluster.label}" in spoken
    assert "rühm 2" in spoken


def test_one_dot_by_hand_is_one_dot(work):
    _driver, page, heard = work
    page.go_to(next(n for n in causes(page)).id)
    heard.clear()
    press(page.view, "+")
    assert heard.said == ["1 täpp käsitsi"]
    press(page.view, "+")
    assert heard.said[-1] == "2 täppi käsitsi"


def test_the_palette_reads_out_the_command_under_its_bar(work):
    from koosloome_desktop.views.dialogs_palette import CommandPalette

    driver, _page, heard = work
    palette = CommandPalette(driver.ctx.commands, driver.window)
    palette.show()
    settle()
    heard.clear()
    type_text(palette.search, "ekspor")
    assert heard.said == [palette.model.spoken(0)]
    assert "Ctrl+E" in heard.said[0]
    press(palette.search, "Down")
    assert heard.said[-1] == palette.model.spoken(palette.list.currentIndex().row())
    palette.search.clear()
    type_text(palette.search, "xyzq")
    assert heard.said[-1] == palette.none.text()
    palette.reject()
    palette.deleteLater()
    settle()


def test_find_reads_out_what_its_bar_is_on(work):
    driver, _page, heard = work
    press(driver.window, "Ctrl+F")
    settle()
    finder = driver.view.finder
    heard.clear()
    type_text(finder.panel.field, "maja")
    settle()
    assert heard.said[-1].startswith(f"1/{len(finder.rows)}, {finder.rows[0].text}")
    press(finder.panel.field, "Down")
    assert heard.said[-1].startswith(f"2/{len(finder.rows)}, {finder.rows[1].text}")
    press(finder.panel.field, "Esc")


def test_boxes_to_choose_from_are_described_by_their_name(work):
    driver, _page, _heard = work
    driver.view.open_canvas("votes")
    settle()
    boxes = [b for b in driver.window.findChildren(QComboBox) if b.accessibleName()]
    assert boxes
    assert [b.accessibleName() for b in boxes if b.accessibleDescription() != b.accessibleName()] == []


def test_entries_of_the_rail_that_open_a_menu_are_no_check_boxes(work):
    driver, _page, _heard = work
    roles = {name: interface_of(item).role() for name, item in driver.window.rail._items.items()}
    assert roles["keys"] == QAccessible.Role.Button
    assert all(r != QAccessible.Role.Button for n, r in roles.items() if n.startswith("canvas:"))


def test_rows_are_items_and_captions_are_headings_whose_words_are_not_spelled(work):
    driver, _page, _heard = work
    driver.view.open_canvas("agenda")
    settle()
    page = driver.view.page()
    row = next(iter(page.rows.values()))
    assert (interface_of(row).role(), interface_of(row).text(NAME)) == (QAccessible.Role.ListItem, row.accessibleName())
    driver.open(0)
    page = driver.view.page()
    page.go_to(causes(page)[0].id)
    if not driver.view.inspector_open():
        driver.view.toggle_inspector()
    settle()
    labels = [w for w in driver.view.inspector.findChildren(QLabel) if w.property("role") == "section"]
    spoken = [(interface_of(w).role(), interface_of(w).text(NAME)) for w in labels]
    assert (QAccessible.Role.Heading, "Kes saab seda muuta") in spoken
    sign = next(b for b in driver.view.inspector.findChildren(QPushButton) if b.accessibleName() == "saame ise muuta")
    assert sign.accessibleDescription() == "Kes saab seda muuta"


def test_a_sign_without_words_says_its_name_to_those_who_come_by_keys(work):
    driver, _page, _heard = work
    top = driver.window.top
    button = next(b for b in top.findChildren(QPushButton) if b.isVisible() and b.isEnabled() and not b.text().strip())
    button.setFocus(Qt.FocusReason.OtherFocusReason)
    assert not QToolTip.isVisible()
    driver.view.page().focus_line()
    button.setFocus(Qt.FocusReason.TabFocusReason)
    assert QToolTip.text() == button.toolTip() != ""
    press(button, "Esc")
    assert driver.view.page().bar.line.hasFocus()
    waiting.until(lambda: not QToolTip.isVisible(), "the tooltip stays")


def test_a_person_may_ask_for_less_motion_on_a_desktop_that_tells_nothing(work):
    driver, page, _heard = work
    ctx = driver.ctx
    fixed, asked = ctx.fixed, ctx.reduced_motion
    ctx.fixed = ctx.reduced_motion = False
    try:
        page.verbs.add(["Libiseb"], page.desk.target)
        page.stage.fresh()
        assert page.view.motion.running
        page.view.motion.stop()
        driver.ctx.commands.run("window.still")
        assert ctx.still
        page.verbs.add(["Ei libise"], page.desk.target)
        page.stage.fresh()
        assert not page.view.motion.running
        driver.ctx.commands.run("window.still")
        assert not ctx.still
    finally:
        ctx.fixed, ctx.reduced_motion = fixed, asked


def test_a_note_that_can_go_no_further_says_where_it_stands(work):
    _driver, page, heard = work
    page.go_to(page.order()[0])  # the core problem, alone in its zone
    heard.clear()
    before = page.workshop.document.digest()
    press(page.view, "Alt+Left")
    assert page.workshop.document.digest() == before
    assert heard.said == ["Põhiprobleem, 1/1"]
