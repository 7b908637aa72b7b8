"""What is done with a plan as a whole: RASCI roles, years, the decision that adopted it; each one undo step."""

from __future__ import annotations

import pytest

from koosloome_desktop.model.records import Canvas
from koosloome_desktop.operations import rasci
from koosloome_desktop.operations.actions import set_due
from koosloome_desktop.views.plan.whole_dialogs import AskAdoption, AskRole, AskYears, years_in
from tests.drivers.table import run, undo
from tests.drivers.window import settle

pytestmark = pytest.mark.slow


@pytest.fixture
def driver(open_window):
    return open_window("01")


@pytest.fixture
def page(driver):
    return driver.plan()


def roles(driver, page) -> tuple[str, ...]:
    return rasci.read(driver.document, page.canvas_id).roles


def answer(driver, kind, command: str, **written: str) -> list[str]:
    """Run a command, write into its dialog, press its button; what it refused."""
    told: list[str] = []

    def act(dialog) -> None:
        for name, text in written.items():
            getattr(dialog, name).setText(text)
        dialog.accept()
        if dialog.isVisible():
            told.append(dialog.wrong.text())
            dialog.reject()

    driver.answer(kind, act, lambda: driver.ctx.commands.run(command))
    settle()
    return told


def test_a_matrix_begins_from_owners_and_partners_and_its_columns_are_shown(driver, page):
    before = driver.document.digest()
    run(page, "plan.rasci.begin")
    assert roles(driver, page)
    letters = [c.words for c in page.model.columns if c.field.startswith("rasci:")]
    assert letters == list(roles(driver, page))
    first = page.model.everything()[0]
    assert rasci.read(driver.document, page.canvas_id).letters(first.code, first.owner_role) == "A"
    undo(driver)
    assert driver.document.digest() == before


def test_roles_are_added_renamed_moved_and_removed_where_the_cell_cursor_is(driver, page):
    run(page, "plan.rasci.begin")
    known = roles(driver, page)
    page.table.go_to(page.model.rows[0].id, "rasci:0")
    assert driver.ctx.commands.find("plan.rasci.rename").title.endswith(known[0])
    assert answer(driver, AskRole, "plan.rasci.add", name="noortekogu") == []
    assert roles(driver, page)[1] == "noortekogu"
    assert "noortekogu" in [c.words for c in page.model.columns]
    assert "noortekogu" in answer(driver, AskRole, "plan.rasci.add", name="noortekogu")[0]
    page.table.go_to(page.model.rows[0].id, "rasci:1")
    assert answer(driver, AskRole, "plan.rasci.rename", name="noorte volikogu") == []
    run(page, "plan.rasci.left")
    assert roles(driver, page)[:2] == ("noorte volikogu", known[0])
    page.table.go_to(page.model.rows[0].id, "rasci:0")
    run(page, "plan.rasci.remove")
    assert roles(driver, page) == known
    run(page, "plan.rasci.drop")
    assert not rasci.used(driver.document.get(page.canvas_id, Canvas))


def test_years_are_written_as_a_span_and_refused_with_a_reason(driver, page):
    assert answer(driver, AskYears, "plan.years", years="2026–2029") == []
    assert driver.document.get(page.canvas_id, Canvas).years == ("2026", "2027", "2028", "2029")
    assert "2026–2029" in answer(driver, AskYears, "plan.years", years="kevadel")[0]
    undo(driver)
    assert len(driver.document.get(page.canvas_id, Canvas).years) == 3


@pytest.mark.parametrize(
    ("text", "years"),
    [("2026–2028", [2026, 2027, 2028]), ("2026, 2028", [2026, 2028]), ("", []),
     ("2026 - 2027; 2030", [2026, 2027, 2030]),
     ("2029–2026", None), ("2026 ja 2027", None), ("1900-2199", None)],
)  # fmt: skip
def test_years_are_read(text, years):
    assert years_in(text) == years


def test_a_plan_is_adopted_and_from_then_on_remembers(driver, page):
    assert answer(driver, AskAdoption, "plan.adopt", day="homme õhtul keegi", by="volikogu") != []
    assert answer(driver, AskAdoption, "plan.adopt", day="20.11.2026", by="volikogu") == []
    part = driver.document.get(page.canvas_id, Canvas).parts["adopted"]
    assert (part["date"], part["by"]) == ("2026-11-20", "volikogu")
    row = page.model.everything()[0]
    page.workshop.run("Due", lambda tx: set_due(tx, row, "2027-12"))
    assert page.model.everything()[0].history[-1]["field"] == "deadline"
    run(page, "plan.adopt.back")
    assert "adopted" not in driver.document.get(page.canvas_id, Canvas).parts
