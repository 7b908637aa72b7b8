"""The plan read out: sentences, agreement with its time, editing by part, all by keys, each one undo step."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from koosloome_desktop.model.changes import Origin
from koosloome_desktop.operations.actions import set_due
from koosloome_desktop.operations.plan_sentence import FIELDS
from koosloome_desktop.views.plan.sentence_sheet import LEAST
from tests.drivers.window import press, settle, type_text

pytestmark = pytest.mark.slow


@pytest.fixture
def plan03(plan):
    return plan("readback")


@pytest.fixture
def view(plan03):
    return plan03.view


def shown(view) -> str:
    return view.card.sheet.accessibleName().replace("\xa0", " ")


def test_a_row_is_a_sentence_and_dropped_rows_are_not_read_out(plan03, view):
    assert [a.code for a in view.rows()] == ["A1", "A2", "A3", "A4", "A5", "A6", "A7", "A8"]
    view.go_to(plan03.action("A6").id)
    assert shown(view) == (
        "Teedespetsialist vastab: Päikesevalgusti bussipeatusesse, hiljemalt 30.10.2026, 1 400 €, valla eelarvest. "
        "Tulemus: Peatus on valge."
    )
    assert view.count.text() == "0/8 kokku lepitud"
    assert plan03.driver.view.mode == "L"
    # A meeting moved this deadline: the one that holds is read out.
    view.go_to(plan03.action("A5").id)
    assert "hiljemalt 15.12.2026" in shown(view)


def test_enter_is_yes_with_its_time_and_goes_on(plan03, view):
    digest = plan03.document.digest()
    view.go_to(plan03.action("A1").id)
    plan03.press(view.card, "Return")
    assert plan03.action("A1").agreed_at
    assert view.current == plan03.action("A2").id
    assert view.count.text() == "1/8 kokku lepitud"
    plan03.press(view.card, "Up")
    assert view.card.agreed.text().startswith("✓ kokku lepitud")
    plan03.undo()
    assert view.count.text() == "0/8 kokku lepitud"
    assert plan03.document.digest() == digest


def test_space_and_arrows_skip_and_backspace_takes_back(plan03, view):
    view.go_to(plan03.action("A1").id)
    plan03.press(view.card, "Space", "Down", "Right")
    assert view.current == plan03.action("A4").id
    plan03.press(view.card, "Left")
    assert view.current == plan03.action("A3").id
    plan03.press(view.card, "Return", "Up", "Backspace")
    assert plan03.action("A3").agreed_at == ""
    plan03.press(view.card, "End", "Right")
    assert view.current == plan03.action("A8").id
    plan03.press(view.card, "Home")
    assert view.current == plan03.action("A1").id


def test_the_last_yes_says_that_all_is_agreed(plan03, view):
    told = []
    plan03.page.toast.connect(told.append)
    for _row in range(8):
        plan03.press(view.card, "Return")
    assert view.count.text() == "8/8 kokku lepitud"
    assert any("8" in t for t in told)


def test_letters_write_over_the_part_that_is_missing_or_chosen(plan03, view):
    plan03.page.workshop.run("x", lambda tx: set_due(tx, plan03.action("A6"), None))
    plan03.page.workshop.run("x", lambda tx: tx.update(plan03.action("A6"), owner_role=""))
    settle()
    view.go_to(plan03.action("A6").id)
    assert "Vastutaja on leidmata" in shown(view)
    plan03.press(view.card, "v")
    assert view.card.line.hasFocus()
    assert view.card.name.text() == "Vastutaja:"
    type_text(view.card.line, "allavanem")
    plan03.press(view.card.line, "Return")
    assert plan03.action("A6").owner_role == "vallavanem"
    assert view.card.hasFocus()
    plan03.press(view.card, "Tab")
    assert view.chosen in FIELDS


@pytest.mark.parametrize(
    ("digit", "typed", "field", "then"),
    [
        ("1", "vallavanem", "owner_role", "vallavanem"),
        ("2", "Valgusti peatusesse", "activity", "Valgusti peatusesse"),
        ("3", "15.11.2026", "deadline", "2026-11-15"),
        ("4", "1 500", "budget", {"2026": 150_000}),
        ("5", "annetus", "funding_source", "annetus"),
        ("6", "Peatus särab", "result", "Peatus särab"),
    ],
)
def test_a_digit_edits_that_part(plan03, view, digit, typed, field, then):
    view.go_to(plan03.action("A6").id)
    digest = plan03.document.digest()
    plan03.press(view.card, digit)
    view.card.line.clear()
    type_text(view.card.line, typed)
    plan03.press(view.card.line, "Return")
    value = getattr(plan03.action("A6"), field)
    assert (dict(value) if isinstance(then, dict) else value) == then
    assert view.card.hasFocus()
    plan03.undo()
    assert plan03.document.digest() == digest


def test_what_cannot_be_is_told_and_escape_leaves_it(plan03, view):
    view.go_to(plan03.action("A6").id)
    plan03.press(view.card, "3")
    view.card.line.clear()
    type_text(view.card.line, "1.1.2020")
    plan03.press(view.card.line, "Return")
    assert "01.01.2020" in plan03.page.reason.text()
    assert view.card.line.hasFocus()
    plan03.press(view.card.line, "Esc")
    assert plan03.action("A6").deadline == "2026-10-30"
    assert not plan03.page.reason.isVisible()
    assert view.card.hasFocus()


def test_an_agreed_row_that_changes_keeps_its_tick_and_says_what_was_agreed(plan03, view):
    view.go_to(plan03.action("A6").id)
    plan03.press(view.card, "Return")
    plan03.document.clock.forward(60) if hasattr(plan03.document.clock, "forward") else None
    plan03.page.workshop.run("x", lambda tx: set_due(tx, plan03.action("A6"), "2026-12-01"))
    settle()
    view.go_to(plan03.action("A6").id)
    assert plan03.action("A6").agreed_at
    assert view.card.agreed.text() == "muudetud pärast kokkulepet: tähtaeg oli 30.10.2026"
    plan03.press(view.card, "Return", "Up")
    view.go_to(plan03.action("A6").id)
    assert view.card.agreed.text().startswith("✓ kokku lepitud")


def test_buttons_and_commands_do_the_same(plan03, view):
    view.go_to(plan03.action("A1").id)
    QTest.mouseClick(view._yes, Qt.MouseButton.LeftButton)
    assert plan03.action("A1").agreed_at
    table = plan03.driver.ctx.commands
    assert table.run("plan.readback.skip")
    assert view.current == plan03.action("A3").id
    assert table.run("plan.readback.agree")
    assert plan03.action("A3").agreed_at
    view.skip(-1)
    view.skip(-1)
    assert view.go_to(plan03.action("A3").id)
    assert table.run("plan.readback.back")
    assert not plan03.action("A3").agreed_at


def test_what_changes_elsewhere_arrives(plan03, view):
    view.go_to(plan03.action("A6").id)
    with plan03.document.transaction("x", origin=Origin.REMOTE) as tx:
        tx.update(plan03.action("A6"), owner_role="külavanem")
    settle()
    assert shown(view).startswith("Külavanem vastab")
    with plan03.document.transaction("x", origin=Origin.REMOTE) as tx:
        tx.remove(plan03.action("A6").id)
    settle()
    assert view.action() is not None


def test_the_sentence_is_as_large_as_its_area_allows_and_never_cut(plan03, view):
    view.go_to(plan03.action("A7").id)
    sizes = []
    for size in ((1920, 1080), (1366, 768), (1093, 614)):
        plan03.driver.resize(*size)
        sheet = view.card.sheet
        sizes.append(sheet.size_now())
        assert sheet._setting().height <= sheet.height()
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[-1] >= LEAST + 4


def test_a_screen_reader_hears_the_sentence_and_whether_it_is_agreed(plan03, view):
    view.go_to(plan03.action("A6").id)
    press(view.card, "Return")
    view.go_to(plan03.action("A6").id)
    told = view.card.accessibleName()
    assert told.startswith("A6 Teedespetsialist vastab")
    assert "kokku lepitud" in told


def test_the_wall_reads_the_row_that_the_scribe_has_before_them(plan03, view):
    window = plan03.driver.window
    view.go_to(plan03.action("A6").id)
    plan03.press(view.card, "Down")
    window.wall.open_beside()
    settle()
    try:
        control = window.wall
        assert control.on
        control.light()  # Shift+F5: show what I look at
        assert control.show.face == "readback"
        assert control.show.shown().row == plan03.action("A7").id
        before = control.wall.grab().toImage()
        plan03.press(view.card, "Return")
        assert control.show.shown().row == view.current != plan03.action("A7").id
        assert control.wall.grab().toImage() != before
        control.light()
        assert control.show.face == "auto"
    finally:
        window.wall.close()
        settle()
