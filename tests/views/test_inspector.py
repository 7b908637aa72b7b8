"""The panel on the right: a note, several, a row, the canvas; links that can be followed, texts that can be edited."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QPushButton

from koosloome_desktop.model.records import Note
from koosloome_desktop.operations import queries
from koosloome_desktop.views.inspector_links import related
from koosloome_desktop.views.inspector_parts import EditText, Jump, KindSign
from tests.drivers.window import press, rich_labels, settle, type_text

pytestmark = pytest.mark.slow


@pytest.fixture
def driver(open_window):
    made = open_window("01", size=(1920, 1080))
    made.open(0)
    return made


def shown(driver) -> list[str]:
    panel = driver.view.inspector
    parts = [*panel._content.findChildren(QLabel), *panel._content.findChildren(Jump)]
    return [part.text() for part in parts]


def note(driver, code: str) -> Note:
    return next(n for n in driver.document.of(Note) if n.code == code)


def select(driver, *ids: str) -> None:
    driver.view.inspector.show_selection(tuple(ids))
    settle()


def test_nothing_selected_shows_the_canvas_its_numbers_and_its_legend(driver):
    texts = shown(driver)
    assert "Probleemi kaardistamine" in texts
    assert "Probleemipuu" in texts
    assert "Miks maja seisab suurema osa nädalast tühjana?" in texts
    assert "22" in texts
    words = {s.accessibleName() for s in driver.view.inspector.findChildren(KindSign)}
    assert words == {"põhiprobleem", "põhjus", "tagajärg"}


def test_a_note_shows_where_it_stands_its_dots_and_its_place_among_them(driver):
    best = max(queries.votes(driver.document, driver.view.current).items(), key=lambda item: item[1])
    found = driver.document.get(best[0], Note)
    select(driver, found.id)
    texts = shown(driver)
    assert str(best[1]) in texts
    assert any("1. koht" in t for t in texts)
    assert driver.view.inspector.findChildren(EditText)[0].toPlainText() == found.text
    assert any(found.code in t for t in texts)


def test_links_can_be_followed_to_the_other_note(driver):
    child = next(n for n in queries.notes(driver.document, driver.view.current) if n.parent)
    parent = driver.document.get(child.parent, Note)
    above = next(related(driver.document, child))
    assert (above.arrow, above.note.id) == ("↑", parent.id)
    assert child.id in [r.note.id for r in related(driver.document, parent) if r.arrow == "↓"]
    select(driver, child.id)
    jumped = []
    driver.view.inspector.jump.connect(jumped.append)
    next(j for j in driver.view.inspector.findChildren(Jump) if j.text() == parent.text).click()
    assert jumped == [parent.id]


def test_a_matched_need_shows_its_resource_and_an_unmatched_one_is_named(driver):
    driver.open(2)
    texts = shown(driver)
    open_needs = queries.unmatched_needs(driver.document, driver.view.current)
    assert [n.text for n in open_needs] == [t for t in texts if t in {n.text for n in open_needs}]
    link = queries.links(driver.document, driver.view.current, "match")[0]
    select(driver, link.source)
    assert driver.document.get(link.target, Note).text in shown(driver)


def test_a_folded_note_shows_every_wording_and_can_be_taken_apart(driver):
    from koosloome_desktop.operations.merging import merge

    first, second = (note(driver, code) for code in ("P05", "P06"))
    made = []
    driver.view.workshop.run("Merge notes", lambda tx: made.append(merge(tx, first.id, [second.id])))
    driver.view.page().go_to(first.id)
    settle()
    assert driver.view.page().desk.focus == made[0].id
    texts = shown(driver)
    assert {first.text, second.text} <= set(texts)
    buttons = [b for b in driver.view.inspector.findChildren(QPushButton) if b.accessibleName() == "Võta jälle lahku"]
    buttons[0].click()
    settle()
    assert driver.document.get(first.id, Note).merged_into == ""


def test_a_link_is_followed_and_taken_away_in_the_panel(driver):
    from koosloome_desktop.operations.linking import toggle

    first, second = (note(driver, code) for code in ("P05", "P12"))
    driver.view.workshop.run("Link notes", lambda tx: toggle(tx, first, second, "toidab"))
    before = driver.document.digest()
    select(driver, second.id)
    assert f"toidab: {first.text}" in shown(driver)
    gone = [b for b in driver.view.inspector.findChildren(QPushButton) if first.text[:20] in b.accessibleName()]
    gone[0].click()
    settle()
    assert f"toidab: {first.text}" not in shown(driver)
    driver.window.actions_.undo()
    assert driver.document.digest() == before


def test_what_came_of_a_note_is_shown_and_can_be_gone_to(driver):
    from koosloome_desktop.operations.actions import add_action

    source, plan = note(driver, "P05"), driver.view.canvases()[3]
    made = []
    driver.view.workshop.run(
        "Make an action", lambda tx: made.append(add_action(tx, plan.id, "Teeme korda", sources=(source.id,)))
    )
    action = made[0]
    driver.view.jump(source.id)
    settle()
    found = next(j for j in driver.view.inspector.findChildren(Jump) if action.activity in j.text())
    assert "kavandatud" in found.text()
    found.click()
    settle()
    assert driver.view.current == action.canvas
    back = next(j for j in driver.view.inspector.findChildren(Jump) if j.text() == source.text)
    back.click()
    settle()
    assert (driver.view.current, driver.view.page().desk.focus) == (source.canvas, source.id)


def test_editing_the_text_is_one_step_and_escape_leaves_it(driver):
    found = note(driver, "P05")
    select(driver, found.id)
    edit = driver.view.inspector.findChildren(EditText)[0]
    edit.setFocus()
    edit.selectAll()
    type_text(edit, "Uus sõnastus")
    press(edit, "Esc")
    assert driver.document.get(found.id, Note).text == found.text
    select(driver)
    select(driver, found.id)
    edit = driver.view.inspector.findChildren(EditText)[0]
    edit.setFocus()
    edit.selectAll()
    type_text(edit, "Uus sõnastus")
    press(edit, "Return")
    assert driver.document.get(found.id, Note).text == "Uus sõnastus"
    driver.window.actions_.undo()
    assert driver.document.get(found.id, Note).text == found.text


def test_a_note_cannot_be_emptied(driver):
    found = note(driver, "P05")
    select(driver, found.id)
    edit = driver.view.inspector.findChildren(EditText)[0]
    edit.setPlainText("  ")
    edit.keep()
    assert driver.document.get(found.id, Note).text == found.text


def test_several_notes_are_counted(driver):
    ids = [n.id for n in queries.notes(driver.document, driver.view.current)][:3]
    select(driver, *ids)
    texts = shown(driver)
    assert "3 märget" in texts


def test_a_change_elsewhere_does_not_take_a_text_that_is_being_edited(driver):
    found = note(driver, "P05")
    select(driver, found.id)
    edit = driver.view.inspector.findChildren(EditText)[0]
    edit.setFocus()
    type_text(edit, "poole")
    from koosloome_desktop.operations.notes import reword

    other = note(driver, "P06")
    driver.view.workshop.run("Edit note", lambda tx: reword(tx, other, "muu"))
    settle()
    assert "poole" in driver.view.inspector.findChildren(EditText)[0].toPlainText()


def test_a_deleted_note_leaves_the_panel(driver):
    from koosloome_desktop.operations.notes import delete_notes

    found = note(driver, "P05")
    select(driver, found.id)
    driver.view.workshop.run("Delete note", lambda tx: delete_notes(tx, [found.id]))
    settle()
    assert found.text not in shown(driver)


def test_a_row_shows_every_field_and_where_it_comes_from(driver):
    page = driver.plan()
    page.table.go_to(page.model.rows[1].id)
    settle()
    edits = {e.accessibleName(): e.toPlainText() for e in driver.view.inspector.findChildren(EditText)}
    told = " ".join([*shown(driver), *edits.values()])
    for part in ("01.11.2026", "28.02.2027", "300", "külaseltsi esimees, vallavara", "Lepingu kavand"):
        assert part in told
    assert "allkirjastatud leping" in edits.values()
    status = next(b for b in driver.view.inspector.findChildren(QComboBox) if b.accessibleName() == "Seis")
    assert status.currentText() == "kavandatud"


def test_markup_in_a_note_is_shown_as_it_is_written(driver):
    from koosloome_desktop.operations.notes import reword

    bad = '<img src="file:///etc/passwd"><b>1</b>'
    found = note(driver, "P05")
    driver.view.workshop.run("Edit note", lambda tx: reword(tx, found, bad))
    parent = driver.document.get(found.id, Note).parent
    select(driver, parent or found.id)
    assert rich_labels(driver.window) == []
    if parent:
        assert bad in shown(driver)


def test_a_cause_says_who_could_change_it_and_how_it_develops(driver):
    cause = note(driver, "P02")
    select(driver, cause.id)
    buttons = {b.accessibleName(): b for b in driver.view.inspector.findChildren(QAbstractButton)}
    buttons["koos partneritega"].click()
    settle()
    assert driver.document.get(cause.id, Note).reach == "partners"
    assert "koos partneritega" in shown(driver)
    buttons = {b.accessibleName(): b for b in driver.view.inspector.findChildren(QAbstractButton)}
    assert buttons["koos partneritega"].isChecked()
    buttons["kasvab"].click()
    settle()
    buttons = {b.accessibleName(): b for b in driver.view.inspector.findChildren(QAbstractButton)}
    buttons["koos partneritega"].click()
    settle()
    now = driver.document.get(cause.id, Note)
    assert (now.reach, now.trend) == ("", "growing")
    select(driver)
    assert "kasvab" in shown(driver), "the legend of the canvas names the sign"


def test_the_core_problem_is_not_asked_who_could_change_it(driver):
    select(driver, note(driver, "P01").id)
    names = {b.accessibleName() for b in driver.view.inspector.findChildren(QAbstractButton)}
    assert "koos partneritega" not in names


def test_from_note_to_note_the_text_stays_in_its_field_and_what_is_half_written_goes_where_it_was_written(driver):
    first, second = queries.notes(driver.document, driver.view.current)[1:3]
    panel = driver.view.inspector
    select(driver, first.id)
    field = panel.findChildren(EditText)[0]
    field.setFocus()
    type_text(field, "Õ")
    select(driver, second.id)
    assert panel.findChildren(EditText)[0] is field
    assert field.toPlainText() == second.text
    assert driver.document.get(second.id, Note).text == second.text
    written = driver.document.get(first.id, Note).text
    assert (written != first.text, "Õ" in written) == (True, True)
    field.setFocus()
    type_text(field, "Ä")
    press(field, "Esc")
    assert field.toPlainText() == second.text
    select(driver)
    assert not any(e is field for e in panel.findChildren(EditText))
