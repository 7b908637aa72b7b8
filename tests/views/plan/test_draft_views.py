"""Proposed rows in chart, board and read-back: they look proposed, and Enter takes them into the plan."""

from __future__ import annotations

import pytest

from tests.drivers.window import settle

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("name", ["gantt", "board"])
def test_enter_on_a_draft_confirms_it_and_on_any_other_row_edits(plan, name):
    opened = plan(name)
    draft = opened.action("A6").id
    opened.page.workshop.run("x", lambda tx: tx.update(opened.action("A6"), draft=True))
    settle()
    area = opened.view.chart if name == "gantt" else opened.view.area
    opened.view.focus_view()
    opened.view.go_to(draft)
    digest = opened.document.digest()
    opened.press(area, "Return")
    assert not opened.action("A6").draft
    assert area.hasFocus()
    opened.undo()
    assert opened.document.digest() == digest
    opened.view.go_to(opened.action("A7").id)
    opened.press(area, "Return")
    editor = area.editor.line if name == "gantt" else area.editor.text
    assert editor.hasFocus()


def test_a_draft_counts_in_no_column_and_says_what_it_is(plan):
    opened = plan("board")
    opened.page.workshop.run("x", lambda tx: tx.update(opened.action("A7"), draft=True))
    settle()
    area = opened.view.area
    area.fresh()
    column = area.place.columns[1]
    assert column.lane.cents == 210_000
    assert [r.action.code for r in column.lane.cards] == ["A2", "A6", "A7", "A8"]
    assert any("mustand" in text for text, _colour in column.faces[2].below)


def test_the_room_agrees_to_a_draft_by_reading_it(plan):
    opened = plan("readback")
    opened.page.workshop.run("x", lambda tx: tx.update(opened.action("A7"), draft=True))
    settle()
    opened.view.go_to(opened.action("A7").id)
    assert "mustand" in opened.view.card.agreed.text()
    opened.press(opened.view.card, "Return")
    assert not opened.action("A7").draft
    assert opened.action("A7").agreed_at
