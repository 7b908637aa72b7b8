"""Participants and groups in the window."""

from __future__ import annotations

from collections import Counter

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QBoxLayout, QLabel

from koosloome_desktop.operations import people, queries
from koosloome_desktop.views import style
from koosloome_desktop.views.flow import FlowLayout
from koosloome_desktop.views.people.dividing import DivideDialog
from koosloome_desktop.views.people.model import COLUMNS, NAME
from koosloome_desktop.views.people.page import PeoplePage
from koosloome_desktop.views.people.top_row import TopRow
from koosloome_desktop.views.plain import label
from koosloome_desktop.views.widgets import button, row
from tests.drivers.window import press, settle, type_text

pytestmark = pytest.mark.slow

FIELD = {name: at for at, (name, _title) in enumerate(COLUMNS)}


@pytest.fixture
def room(driver, qtbot):
    driver.window.actions_.rail("people")
    settle()
    yield driver
    driver.back()


def test_everybody_stands_there_without_names(room):
    page = room.view.page()
    assert page.model.rowCount() == 15
    assert page.table.isColumnHidden(NAME)
    assert room.ctx.commands.run("people.names")
    assert not page.table.isColumnHidden(NAME)


def ink_from(picture, x: int, y: int, w: int, h: int) -> int:
    """How far from the left edge of a part of a picture its text begins (px)."""
    paper = picture.pixelColor(x + 2, y + h // 2).lightness()
    return next(
        i for i in range(w)
        if any(abs(picture.pixelColor(x + i, y + j).lightness() - paper) > 60 for j in range(6, h - 6))
    )  # fmt: skip


def test_heads_stand_over_their_columns_and_nothing_is_cut_where_there_is_room(room):
    table, before = room.view.page().table, room.window.size()
    room.window.resize(1093, 614)
    settle()
    header, picture = table.horizontalHeader(), table.grab().toImage()
    for name in ("code", "role", "sector"):
        column = FIELD[name]
        x, width = header.sectionViewportPosition(column), table.columnWidth(column)
        head = ink_from(picture, x, 0, width, header.height())
        cell = ink_from(picture, x, header.height(), width, table.rowHeight(0))
        assert abs(head - cell) <= 1, name
    shown = [c for c in range(len(COLUMNS)) if not table.isColumnHidden(c)]
    assert all(table.sizeHintForColumn(c) <= table.columnWidth(c) for c in shown)
    assert sum(map(table.columnWidth, shown)) <= table.viewport().width()
    room.window.resize(before)
    settle()


def test_a_participant_is_typed_in_one_line(room):
    page = room.view.page()
    type_text(page.bar.line, "noorsootöötaja, omavalitsus, Lille noortekeskus")
    press(page.bar.line, "Enter")
    settle()
    last = queries.people(room.document)[-1]
    assert (last.code, last.role, last.sector, last.organisation) == (
        "O16", "noorsootöötaja", "municipality", "Lille noortekeskus",
    )  # fmt: skip
    room.window.actions_.undo()
    settle()
    assert page.model.rowCount() == 15


def test_a_cell_is_edited_and_who_is_absent_is_ticked_off(room):
    page = room.view.page()
    index = page.model.index(0, FIELD["sector"])
    assert page.model.setData(index, "kogukond")
    assert queries.people(room.document)[0].sector == "community"
    here = page.model.index(0, FIELD["present"])
    assert page.model.setData(here, Qt.CheckState.Unchecked, Qt.ItemDataRole.CheckStateRole)
    assert not queries.people(room.document)[0].present
    assert room.window.rail.item("people").count == 14


def test_letters_in_the_table_write_a_new_participant(room):
    page = room.view.page()
    assert page.focus_canvas()
    press(page.table, "k")
    assert page.bar.line.hasFocus()
    assert page.bar.line.text() == "k"


def test_groups_are_drawn_even_mixed_and_taken_as_one_step(room):
    before = room.document.digest()
    seen = {}

    def act(dialog) -> None:
        dialog.groups.setText("4")
        seen["division"] = dialog.division
        dialog.draw_again()
        again = dialog.division
        seen["again"] = again
        press(QApplication.focusWidget(), "Enter")

    room.answer(DivideDialog, act, lambda: room.ctx.commands.run("people.groups"))
    settle()
    people = queries.people(room.document)
    sizes = Counter(p.group for p in people)
    assert sorted(sizes.values()) == [3, 4, 4, 4]
    assert {p.code: p.group for p in people} == {c: n for n, g in enumerate(seen["again"], 1) for c in g}
    assert all(Counter(p.task for p in people if p.group == g)["scribe"] == 1 for g in sizes)
    room.window.actions_.undo()
    settle()
    assert room.document.digest() == before


def test_a_number_that_cannot_be_is_not_taken(room):
    def act(dialog) -> None:
        dialog.groups.setText("99")
        assert not dialog._yes.isEnabled()
        dialog.reject()

    room.answer(DivideDialog, act, lambda: room.ctx.commands.run("people.groups"))
    assert queries.people(room.document)[0].task == ""


def test_a_name_is_refused_whole_when_it_is_too_long_and_more_than_a_name_is_noticed(room):
    page = room.view.page()
    name = page.model.index(0, NAME)
    person = queries.people(room.document)[0].id
    assert page.model.setData(name, "Mari-Liis Näidis")
    assert not page.model.setData(name, "a" * 41)
    assert "41" in room.window.toast.text()
    assert people.name_of(room.document, person) == "Mari-Liis Näidis"
    for more in ("mari@naidis.ee", "48001010000"):
        page.model.setData(name, more)
        assert "isikukoodi" in room.window.toast.text()
    room.window.toast.say("")
    assert page.model.setData(name, "\u202eMari 5551234")
    assert people.name_of(room.document, person) == "Mari 5551234"
    assert room.window.toast.text() == ""


def test_buddies_are_drawn_beside_the_groups_and_a_rule_of_teams_is_checked(room):
    page = room.view.page()
    groups = {p.code: p.group for p in queries.people(room.document)}

    def act(dialog: DivideDialog) -> None:
        assert dialog.groups.text() == "7"
        assert not dialog.rule.isVisible()
        press(QApplication.focusWidget(), "Enter")

    room.answer(DivideDialog, act, lambda: room.ctx.commands.run("people.pairs"))
    there = queries.people(room.document)
    assert {p.code: p.group for p in there} == groups
    assert sorted(Counter(p.pair for p in there).values()) == [2] * 6 + [3]
    shown = page.model.data(page.model.index(0, FIELD["pair"]), Qt.ItemDataRole.DisplayRole)
    assert shown == ", ".join(p.code for p in there if p.pair == there[0].pair and p is not there[0])

    def ruled(dialog: DivideDialog) -> None:
        dialog.rule.setCurrentIndex(1)
        dialog.tables.setChecked(True)
        assert "kõige rohkem 4" in dialog._shown.text()
        press(QApplication.focusWidget(), "Enter")

    room.answer(DivideDialog, ruled, lambda: room.ctx.commands.run("people.groups"))
    told = [w.text() for w in page.findChildren(QLabel)]
    assert "1. rühm: 5 osalejat, kõige rohkem 4" in told
    assert "7 õpisemude paari" in told
    hosts = {p.code for p in queries.people(room.document) if p.task == "host"}
    assert len(hosts) == 3

    def on(dialog: DivideDialog) -> None:
        assert dialog.stay.isChecked()
        assert {group[0] for group in dialog.division} == hosts
        dialog.reject()

    room.answer(DivideDialog, on, lambda: room.ctx.commands.run("people.groups"))
    room.window.actions_.undo()
    room.window.actions_.undo()
    assert {p.code: p.group for p in queries.people(room.document)} == groups


def test_the_buttons_go_below_the_counts_where_that_is_less_high(qapp):
    style.prepare(qapp)
    facts = FlowLayout(gap=8)
    for n in range(6):
        facts.addWidget(label(f"omavalitsus {n}", "fact"))
    verbs = row(*(button(f"Juhuslikud rühmad {n}") for n in range(3)), gap=8)
    top = TopRow(facts, verbs)
    for width, below in ((1800, False), (760, True)):
        top.resize(width, 200)
        top.arrange()
        assert (top.layout().direction() == QBoxLayout.Direction.TopToBottom) == below, width


def test_a_participant_half_typed_is_kept_and_forgotten_once_it_is_one(room):
    page, count = room.view.page(), len(queries.people(room.document))
    page.focus_line()
    page.bar.line.clear()
    type_text(page.bar.line, "külavanem, kogu")
    page.keep_draft()
    assert room.view.workshop.drafts[page.place_of_draft] == "külavanem, kogu"
    again = PeoplePage(room.view.workshop, room.ctx)
    assert again.bar.line.text() == "külavanem, kogu"
    again.close_page()
    again.deleteLater()
    type_text(page.bar.line, "kond")
    press(page.bar.line, "Return")
    assert page.place_of_draft not in room.view.workshop.drafts
    assert len(queries.people(room.document)) == count + 1
