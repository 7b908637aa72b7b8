"""The panel of a journey: the persona as a form, the stage of a note."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QWidget

from koosloome_desktop.canvases.persona import persona, persona_text
from koosloome_desktop.model.records import Canvas
from koosloome_desktop.support.i18n import _
from koosloome_desktop.views.inspector import Inspector
from koosloome_desktop.views.inspector_parts import EditText
from tests.drivers.board import BoardDriver
from tests.drivers.journeys import names, stage

pytestmark = pytest.mark.slow

# -- the panel


def panel_of(board: BoardDriver, qtbot, *ids: str) -> Inspector:
    panel = Inspector(board.workshop, board.ctx)
    qtbot.addWidget(panel)
    panel.resize(288, 1200)
    panel.show()
    panel.show_canvas(board.canvas.id)
    if ids:
        panel.show_selection(ids)
    board.settle()
    return panel


def field(panel: Inspector, name: str) -> EditText:
    return next(e for e in panel.findChildren(EditText) if e.accessibleName() == _(name))


def test_the_persona_is_a_form_that_keeps_what_it_does_not_know(make_journey, qtbot):
    board = make_journey()
    canvas = board.canvas_record()
    odd = {**persona(canvas), "quote": "„Keegi ei vasta“"}
    board.workshop.run("odd", lambda tx: tx.update(canvas, parts=canvas.parts.having("persona", odd)))
    before = board.document.digest()
    panel = panel_of(board, qtbot)
    for name, text in (("Need", "Soe saal"), ("Age", "42"), ("Starts when", "loeb kuulutust"), ("Barrier", "")):
        edit = field(panel, name)
        edit.setPlainText(text)
        edit.keep()
        board.settle()
    now = board.document.get(canvas.id, Canvas)
    assert persona(now)["quote"] == "„Keegi ei vasta“"
    assert (persona_text(now, "need"), persona(now)["age"], persona_text(now, "start")) == (
        "Soe saal", 42, "loeb kuulutust",
    )  # fmt: skip
    assert "barrier" not in persona(now)
    board.page.stage.fresh()
    caption = next(p for p in board.page.view.board.panels if p.role == "caption")
    assert "loeb kuulutust" in " ".join(t.text for t in caption.texts)
    for _step in range(4):
        board.undo()
    assert board.document.digest() == before
    panel.close_panel()


def test_tab_goes_on_in_the_form_though_the_panel_is_built_anew(make_journey, qtbot):
    board = make_journey()
    panel = panel_of(board, qtbot)
    edit = field(panel, "Situation")
    edit.setFocus()
    edit.setPlainText("Uus olukord")
    field(panel, "Need").setFocus()
    board.settle()
    assert panel.focusWidget().accessibleName() == _("Need")
    assert persona_text(board.canvas_record(), "description") == "Uus olukord"
    panel.close_panel()


def test_the_stage_of_a_note_is_changed_in_the_panel(make_journey, qtbot):
    board = make_journey("engagement")
    note = board.type_note("Kuuleb naabrilt")
    panel = panel_of(board, qtbot, note.id)
    higher = _("{feeling}: higher").format(feeling=_("Feeling as wished"))
    for name in ("intervjuu", "osalemine", higher):
        next(w for w in panel.findChildren(QWidget) if w.accessibleName() == name).click()
        board.settle()
    word = field(panel, _("{feeling}: in one word").format(feeling=_("Feeling as wished")))
    word.setPlainText("oodatud")
    word.keep()
    now = stage(board, "S1")
    assert (now.evidence, now.level, now.to_be, now.to_be_word) == ("interview", "participate", 1, "oodatud")
    board.settle()
    title = field(panel, _("Name of stage {code}").format(code="S1"))
    title.setPlainText("Kuulen naabrilt")
    title.keep()
    assert names(board)[0] == "Kuulen naabrilt"
    panel.close_panel()
