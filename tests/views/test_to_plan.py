"""From note to action: a slim form over the board, at most five presses, every source kept, the keyboard given back."""

from __future__ import annotations

import sys
from datetime import date

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from koosloome_desktop.canvases.creating import new_workshop
from koosloome_desktop.canvases.to_plan import activity_form, voted
from koosloome_desktop.model.records import Action, Canvas
from koosloome_desktop.operations import queries
from koosloome_desktop.support.clock import FixedClock
from koosloome_desktop.views.to_plan import ToPlan
from koosloome_desktop.views.understood import BAD, OK, WORDS, money_told, time_told
from tests.drivers.board import sample
from tests.drivers.effort import Effort

pytestmark = pytest.mark.slow

TODAY = date(2026, 10, 15)  # the day of the fixed clock


@pytest.fixture
def effort(qapp, tmp_path):
    """``effort(document, kind)``: a board that counts; without a document the first sample's problem tree."""
    made: list[Effort] = []

    def opened(document=None, kind: str = "problem_map") -> Effort:
        board = Effort(tmp_path / str(len(made)), document or sample("01"), kind)
        board.ctx.clock = FixedClock()
        board.sent = []
        board.page.sent.connect(lambda told, record: board.sent.append((told, record)))
        made.append(board)
        return board

    yield opened
    for board in made:
        board.close()
    qapp.setStyleSheet("")


def form() -> ToPlan:
    return next(w for w in QApplication.topLevelWidgets() if isinstance(w, ToPlan) and w.isVisible())


def open_forms() -> list[ToPlan]:
    return [w for w in QApplication.topLevelWidgets() if isinstance(w, ToPlan) and w.isVisible()]


def newest(board) -> Action:
    return max(board.document.of(Action), key=lambda a: int(a.code[1:]))


def top(board):
    return voted(board.document, board.canvas.id)[0]


def test_a_voted_note_becomes_a_whole_action_in_five_presses(effort):
    board = effort()
    best = top(board)
    board.page.go_to(best.sources[0])
    count = len(board.document.of(Action))
    before = board.document.digest()
    with board.counted(5):
        board.press("Ctrl+T")
        board.type("Lahendada: ")  # typing is free; the cursor stands at the start
        board.press("Tab")
        board.type("abi")
        board.press("Tab")
        board.type("30.9")
        board.press("Tab")
        board.type("2,5 tuh")
        board.press("Return")
    made = newest(board)
    assert len(board.document.of(Action)) == count + 1
    assert made.activity == f"Lahendada: {best.text}"
    assert (made.owner_role, made.deadline, dict(made.budget)) == ("abivallavanem", "2027-09-30", {"2027": 250_000})
    assert made.sources == best.sources
    assert open_forms() == []
    assert (board.mode, board.rings()) == ("A", ["note"])
    assert board.sent[-1][1] == made.id
    assert made.code in board.sent[-1][0]
    board.press("Ctrl+Z")
    assert board.document.digest() == before


def test_without_a_plan_one_is_made_in_the_same_step(effort):
    board = effort(new_workshop("Proov", canvases=[("problem_map", "problem_tree")]))
    note = board.type_note("Bussid ei sõida")
    before = board.document.digest()
    with board.counted(2):
        board.press("Ctrl+T", "Return")
    plan = next(c for c in board.document.of(Canvas) if c.type == "action_plan")
    made = newest(board)
    assert (made.activity, made.sources, made.canvas) == ("Bussid ei sõida", (note.id,), plan.id)
    board.press("Ctrl+Z")
    assert board.document.digest() == before


def test_several_selected_notes_are_sources_of_one_action(effort):
    board = effort()
    notes = board.notes("cause")[:3]
    board.click(notes[0])
    for note in notes[1:]:
        board.click(note, Qt.KeyboardModifier.ControlModifier)
    board.press("Ctrl+T")
    board.press("Return")
    assert set(newest(board).sources) == {n.id for n in notes}


def test_a_cluster_is_one_action_with_all_its_notes(effort):
    board = effort()
    cluster = board.clusters()[0]
    board.page.go_to(cluster.notes[0])
    assert board.ctx.commands.run("cluster.to_action")
    board.settle()
    board.press("Return")
    made = newest(board)
    assert made.activity == cluster.label
    assert set(made.sources) == set(cluster.notes)


def test_each_of_several_notes_can_be_an_action_of_its_own(effort):
    board = effort()
    notes = board.notes("cause")[:2]
    count = len(board.document.of(Action))
    board.click(notes[0])
    assert not board.ctx.commands.find("note.to_actions").when()
    board.click(notes[1], Qt.KeyboardModifier.ControlModifier)
    assert board.ctx.commands.run("note.to_actions")
    assert len(board.document.of(Action)) == count + 2


def test_escape_drops_it_and_gives_back_line_caret_and_selection(effort):
    board = effort()
    board.type("pooleli lause")
    line = board.page.bar.line
    line.setSelection(2, 5)
    before = board.document.digest()
    board.page.desk.current = board.notes()[0].id
    board.press("Ctrl+T")
    board.type("Midagi muud ")
    board.press("Esc")
    assert open_forms() == []
    assert line.hasFocus()
    assert (line.text(), line.selectionStart(), line.selectionLength()) == ("pooleli lause", 2, 5)
    assert board.document.digest() == before
    assert (board.mode, board.rings()) == ("W", ["line"])


def test_what_was_dropped_is_offered_again_for_the_same_note(effort):
    board = effort()
    first, second = board.notes("cause")[:2]
    board.page.go_to(first.id)
    board.press("Ctrl+T")
    board.type("Poolik ")
    board.press("Esc")
    board.press("Ctrl+T")
    assert form().activity.text() == f"Poolik {first.text}"
    board.press("Esc")
    board.page.go_to(second.id)
    board.press("Ctrl+T")
    assert form().activity.text() == second.text


def test_an_open_note_stays_open_and_its_words_are_the_activity(effort):
    board = effort()
    note = board.notes("cause")[0]
    board.page.go_to(note.id)
    board.press("Return")
    board.type(" ja veel")
    board.press("Ctrl+T")
    assert form().activity.text() == f"{note.text} ja veel"
    board.press("Esc")
    assert board.mode == "E"
    assert board.rings() == ["editor"]
    board.press("Return")
    assert board.document.find(note.id).text == f"{note.text} ja veel"


def test_a_note_that_is_in_the_plan_already_says_so_and_leads_there(effort):
    board = effort()
    note = board.notes("cause")[0]
    board.page.go_to(note.id)
    board.press("Ctrl+T", "Return")
    made = newest(board)
    went: list[str] = []
    board.page.go.connect(went.append)
    board.press("Ctrl+T")
    link = next(b for b in form().findChildren(QPushButton) if made.code in b.text())
    link.click()
    board.settle()
    assert went == [made.id]
    assert open_forms() == []


def test_what_is_understood_is_said_before_enter_and_words_stay_words(effort):
    board = effort()
    board.page.go_to(board.notes("cause")[0].id)
    board.press("Ctrl+T")
    shown = form()
    shown.when.setText("juuni - oktoober 2027")
    shown.amount.setText("49eurot + km")
    assert "juuni–oktoober 2027" in shown.when_said.text()
    assert "49,00" in shown.amount_said.text()
    assert (shown.when_said.state, shown.amount_said.state) == (OK, OK)
    shown.when.setText("kevadel")
    shown.amount.setText("Leiame selleks teisi vahendid.")
    assert (shown.when_said.state, shown.amount_said.state) == (WORDS, WORDS)
    board.press("Return")
    made = newest(board)
    assert (made.deadline, made.time_text) == (None, "kevadel")
    assert (dict(made.budget), made.budget_note) == ({}, "Leiame selleks teisi vahendid.")


def test_zero_is_an_amount_and_nothing_is_none(effort):
    board = effort()
    board.page.go_to(board.notes("cause")[0].id)
    for text, budget in (("0", {"2026": 0}), ("", {})):
        board.press("Ctrl+T")
        form().amount.setText(text)
        board.press("Return")
        assert dict(newest(board).budget) == budget


def test_without_words_or_with_less_than_nothing_it_stays_and_says_why(effort):
    board = effort()
    count = len(board.document.of(Action))
    board.page.go_to(board.notes("cause")[0].id)
    board.press("Ctrl+T")
    form().activity.setText("  ")
    board.press("Return")
    assert form().wrong.text()
    form().activity.setText("Midagi")
    form().amount.setText("-5")
    assert form().amount_said.state == BAD
    board.press("Return")
    assert form().amount.hasFocus()
    assert len(board.document.of(Action)) == count


def test_an_owner_that_nobody_knows_is_kept_as_typed_and_a_completion_can_be_refused(effort):
    board = effort()
    board.page.go_to(board.notes("cause")[0].id)
    board.press("Ctrl+T", "Tab")
    board.type("abi")
    assert form().owner.text() == "abivallavanem"
    board.press("Backspace")
    assert form().owner.text() == "abi"
    board.type("line")
    board.press("Return")
    assert newest(board).owner_role == "abiline"


def test_down_goes_through_the_roles_that_fit(effort):
    board = effort()
    board.page.go_to(board.notes("cause")[0].id)
    board.press("Ctrl+T", "Tab", "Down")
    first = form().owner.text()
    assert first in form().owner.roles
    board.press("Down")
    assert form().owner.text() != first
    board.press("Up", "Return")
    assert newest(board).owner_role == first


@pytest.mark.skipif(sys.platform == "win32", reason="other key codes")
def test_on_a_russian_layout_the_same_five_presses_make_it(effort):
    board = effort()
    board.page.go_to(board.notes("cause")[0].id)
    ctrl = Qt.KeyboardModifier.ControlModifier
    board.window.keyPressEvent(QKeyEvent(QEvent.Type.KeyPress, 0x0415, ctrl, 28, 28, 0, ""))  # Е, the key of T
    board.settle()
    board.type("Решить: ")
    board.press("Tab")
    board.type("координатор")
    board.press("Tab")
    board.type("до 30 марта")
    board.press("Tab")
    board.type("2,5 тыс.")
    board.press("Return")
    made = newest(board)
    assert made.activity.startswith("Решить: ")
    assert (made.owner_role, made.deadline) == ("координатор", "2027-03-30")
    assert dict(made.budget) == {"2027": 250_000}


def test_from_matching_the_action_comes_of_the_need_and_the_panel_keeps_the_keyboard(effort):
    board = effort(sample("06"), "resource_map")
    need = queries.unmatched_needs(board.document, board.canvas.id)[0]
    board.page.go_to(need.id)
    board.press("Ctrl+T", "Return")
    assert newest(board).sources == (need.id,)
    assert board.ring == need.text


@pytest.mark.parametrize(
    ("text", "activity"),
    [
        ("Bussid ei sõida", "Bussid ei sõida"),
        ("Kuidas me saaksime maja lahti hoida?", "Maja lahti hoida"),
        ("How might we keep the house open?", "Keep the house open"),
        ("Как мы можем открыть дом?", "Открыть дом"),
        ("Esimene\nteine.", "Esimene teine"),
        ("?!", "?!"),
        ("Kuidas saab", "Kuidas saab"),
    ],
)
def test_the_wording_of_a_note_as_an_activity_begins_from_it(text, activity):
    assert activity_form(text) == activity


def test_the_words_for_what_is_understood():
    assert time_told("30.9", today=TODAY, lang="et").text == "30.09.2027"
    assert time_told("", today=TODAY, lang="et").state == "empty"
    assert money_told("2,5 tuh", lang="et").text.replace("\xa0", " ") == "2 500,00 €"


def badges(board, note_id: str) -> tuple[str, ...]:
    from koosloome_desktop.canvases.inputs import notes_in

    found = notes_in(board.document, board.canvas_record(), "et")
    return next(n.badges for n in found if n.id == note_id)


def test_a_note_that_became_an_action_bears_a_sign_as_long_as_the_action_is_there(effort):
    board = effort()
    note = board.notes("cause")[0]
    board.page.go_to(note.id)
    before = board.page.view.board.note(note.id)
    board.press("Ctrl+T", "Return")
    assert "☑" in badges(board, note.id)
    assert board.page.view.board.note(note.id) != before, "the board shows it at once"
    board.press("Ctrl+Z")
    assert "☑" not in badges(board, note.id)
    assert board.page.view.board.note(note.id) == before


def test_the_panel_of_a_row_tells_source_dots_place_and_canvas_and_leads_back(open_window):
    from koosloome_desktop.views.inspector_parts import Jump
    from tests.drivers.window import press, settle

    driver = open_window("01", size=(1920, 1080))
    driver.open(0)
    best = voted(driver.document, driver.view.current)[0]
    driver.view.jump(best.sources[0])
    settle()
    driver.ctx.commands.run("note.to_action")
    settle()
    press(QApplication.focusWidget(), "Return")
    settle()
    made = next(a for a in driver.document.of(Action) if a.sources == best.sources)
    jumps = driver.view.inspector.findChildren(Jump)
    out = next(j for j in jumps if made.code in j.text())
    out.click()
    settle()
    assert driver.view.current == made.canvas
    words = [w.text() for w in driver.view.inspector.findChildren(QLabel)]
    assert any("7 täppi" in w and "1. koht" in w and "Probleemi" in w for w in words)
    back = next(j for j in driver.view.inspector.findChildren(Jump) if j.text() == best.text)
    back.click()
    settle()
    assert driver.view.page().desk.focus == best.target


def test_what_a_row_keeps_of_a_deleted_note_is_shown(open_window):
    from koosloome_desktop.operations import notes
    from tests.drivers.window import press, settle

    driver = open_window("01", size=(1920, 1080))
    driver.open(0)
    best = voted(driver.document, driver.view.current)[0]
    driver.view.jump(best.sources[0])
    settle()
    driver.ctx.commands.run("note.to_action")
    settle()
    press(QApplication.focusWidget(), "Return")
    settle()
    made = next(a for a in driver.document.of(Action) if a.sources == best.sources)
    driver.view.workshop.run("Delete note", lambda tx: notes.delete_notes(tx, best.sources))
    driver.view.jump(made.id)
    settle()
    words = [w.text() for w in driver.view.inspector.findChildren(QLabel)]
    assert any(best.text in w and "7 täppi" in w and "kustutatud" in w for w in words)
