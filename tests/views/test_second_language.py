"""The same in another language, below a note's text: written in the panel, shown, found, printed, kept in files."""

from __future__ import annotations

import pytest

from koosloome_desktop.layout.card import Card
from koosloome_desktop.layout.metrics import measure
from koosloome_desktop.layout.primitives import SCREEN, NoteIn, paper
from koosloome_desktop.model.records import Note
from koosloome_desktop.operations import queries
from koosloome_desktop.services import workshop_file
from koosloome_desktop.views.inspector_parts import EditText
from tests.canvases.contents import reread
from tests.drivers.window import press, settle, type_text
from tests.exports.reading import report, squashed, texts

pytestmark = pytest.mark.slow

RUSSIAN = "Автобус вечером не ходит, молодёжь не попадает домой"


@pytest.fixture
def driver(open_window):
    made = open_window("01")
    made.open(0)
    return made


def test_it_is_written_in_the_panel_shown_below_the_text_printed_and_undone(driver):
    note = next(n for n in queries.notes(driver.document, driver.view.current) if n.code == "P05")
    before, page = driver.document.digest(), driver.view.page()
    driver.view.jump(note.id)
    if not driver.view.inspector_open():
        driver.view.toggle_inspector()
    settle()
    field = next(e for e in driver.view.inspector.findChildren(EditText) if e.accessibleName() == "Teises keeles")
    field.setFocus()
    type_text(field, RUSSIAN)
    press(field, "Return")
    settle()
    assert driver.document.get(note.id, Note).second == RUSSIAN
    page.stage.fresh()
    box = page.view.board.note(note.id)
    assert squashed("".join(line.text for line in box.below())) == squashed(RUSSIAN)
    assert squashed("".join(box.lines)) == squashed(note.text)
    assert reread(driver.document).get(note.id, Note).second == RUSSIAN
    written = workshop_file.write(driver.document)["canvases"][0]["notes"]
    assert [n["second"] for n in written if "second" in n] == [RUSSIAN]
    assert squashed("".join(texts(report(driver.document)))).count(squashed(RUSSIAN)) == 2  # drawing and list
    driver.window.actions_.undo()
    assert driver.document.digest() == before


@pytest.mark.parametrize("profile", [SCREEN, paper(500, 400)], ids=["screen", "paper"])
@pytest.mark.parametrize("centred", [False, True])
def test_it_stands_between_text_and_foot_and_inside_the_paper(profile, centred):
    said = {"id": "n", "text": "Õhtul ei sõida ükski buss", "footer": "▼ põhjus", "votes": 3}
    plain = Card(NoteIn(**said), profile, True, centred=centred)
    both = Card(NoteIn(**said, second=RUSSIAN), profile, True, centred=centred)
    assert both.h > plain.h - 0.01
    box = both.place(10.0, 20.0)
    lines = [*box.body(), *box.below(), *box.foot()]
    ys = [line.y for line in (*box.body(), *box.below())]
    assert ys == sorted(ys)
    assert ys[-1] + 3.0 < box.y + box.footer_baseline - 0.6 * box.footer_size
    for line in lines:
        assert box.x <= line.x
        assert line.x + measure(line.text, line.size, line.weight) <= box.x + box.w
        assert box.y <= line.y <= box.y + box.h
    half = box.scaled(0.5)
    assert [(x.x * 2, x.y * 2, x.size * 2) for x in half.below()] == [(x.x, x.y, x.size) for x in box.below()]
