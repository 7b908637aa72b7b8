"""Drafts taken on one after another with who, when and how much; and the whole scenario of product.md by its count."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication

from koosloome_desktop.canvases.to_plan import draft_top, voted
from koosloome_desktop.model.frozen import FrozenMap
from koosloome_desktop.model.records import Action, Ballot, Cluster
from koosloome_desktop.operations import queries
from koosloome_desktop.operations.actions import add_action
from koosloome_desktop.operations.notes import delete_notes
from koosloome_desktop.views.draft_forms import DraftForm, ask_for
from koosloome_desktop.views.top_voted import TopVoted
from tests.drivers.window import press, settle, type_text

pytestmark = pytest.mark.slow


def form() -> DraftForm | None:
    shown = (w for w in QApplication.topLevelWidgets() if isinstance(w, DraftForm) and w.isVisible())
    return next(shown, None)


class Hands:
    """Somebody at the keyboard of the real window: every press is an event, what is typed into a field is free."""

    def __init__(self, driver) -> None:
        self.driver = driver
        self.events = 0

    def press(self, *keys: str) -> None:
        for key in keys:
            self.events += 1
            press(QApplication.focusWidget(), key)
            settle(2)

    def type(self, text: str) -> None:
        type_text(QApplication.focusWidget(), text)
        settle(1)


@pytest.fixture
def hands(open_window):
    driver = open_window("01")
    driver.open(0)
    return Hands(driver)


def drafts(hands) -> list[Action]:
    return [a for a in hands.driver.document.of(Action) if a.draft]


def test_the_top_three_get_owner_date_and_money_in_four_presses_each(hands):
    document = hands.driver.document
    best = voted(document, hands.driver.view.current)[:3]
    hands.press("Ctrl+Shift+T", "Ctrl+Return")
    for number in range(3):
        assert f"{number + 1}/3" in form().accessibleName()
        hands.press("Tab")
        hands.type("abi")
        hands.press("Tab")
        hands.type("30.9")
        hands.press("Tab")
        hands.type(f"{number}00")
        hands.press("Return")
    assert hands.events == 2 + 3 * 4
    assert form() is None
    assert drafts(hands) == []
    made = [a for a in document.of(Action) if a.sources in {v.sources for v in best}]
    assert [(a.owner_role, a.deadline, dict(a.budget)) for a in made] == [
        ("abivallavanem", "2027-09-30", {"2027": n * 10_000}) for n in range(3)
    ]


def test_escape_stops_and_the_rest_wait_as_drafts(hands):
    hands.press("Ctrl+Shift+T", "Ctrl+Return", "Return", "Escape")
    assert form() is None
    assert len(drafts(hands)) == 2
    assert "1/3" in hands.driver.window.toast.text()


def test_from_the_plan_they_are_asked_for_too_and_what_stands_there_stays(hands):
    driver = hands.driver
    found = voted(driver.document, driver.view.current)[:2]
    driver.view.workshop.run("Top votes to the plan", lambda tx: draft_top(tx, found, "et"))
    first = drafts(hands)[0]
    values = {"owner_role": "külavanem", "deadline": "2027-05", "budget": FrozenMap({"2026": 100, "2027": 200})}
    driver.view.workshop.run("Edit action", lambda tx: tx.update(first, **values))
    page = driver.plan()
    assert driver.ctx.commands.run("plan.draft.ask")
    settle()
    assert form().owner.text() == "külavanem"
    hands.press("Return")
    row = driver.document.get(first.id, Action)
    assert (row.draft, row.owner_role, row.deadline, dict(row.budget)) == (
        False, "külavanem", "2027-05", {"2026": 100, "2027": 200},
    )  # fmt: skip
    form().when.setText("kevadel")
    hands.press("Return")
    assert page.drafts.waiting() == []
    assert {a.time_text for a in page.model.everything()} >= {"kevadel"}


def test_a_field_that_is_emptied_is_empty_in_the_row(hands):
    driver = hands.driver
    found = voted(driver.document, driver.view.current)[:1]
    driver.view.workshop.run("Top votes to the plan", lambda tx: draft_top(tx, found, "et"))
    first = drafts(hands)[0]
    driver.view.workshop.run("Edit action", lambda tx: tx.update(first, owner_role="külavanem", deadline="2027-05"))
    driver.plan()
    driver.ctx.commands.run("plan.draft.ask")
    settle()
    form().owner.clear()
    form().when.clear()
    hands.press("Return")
    row = driver.document.get(first.id, Action)
    assert (row.owner_role, row.deadline) == ("", None)


THEMES = ("Õhk", "Ühistransport", "Raha", "Ruumid")
GIVEN = (4, 3, 0, 2, 5, 1, 0, 0, 6, 2, 1, 1, 0, 3, 2, 0, 4, 1, 1, 0)


def test_the_whole_scenario_of_the_product_takes_at_most_100_events(hands):
    """20 notes, 4 named groups, 12 people × 3 dots, 5 notes become actions with owner, date and budget, 1 PDF."""
    driver = hands.driver
    canvases = [("problem_map", "hmw"), ("action_plan", "table_years")]
    driver.open(0, driver.library.create("Proov", place="", date="2026-10-15", lang="et", canvases=canvases))
    driver.view.workshop.run("Participants", lambda tx: tx.update(driver.document.workshop, participants_present=12))
    canvas = driver.view.current
    page = driver.view.page()
    assert queries.standing(driver.document, canvas) == []
    hands.events = 0

    for n in range(20):
        hands.type(f"{THEMES[n % 4]} {n}")
        hands.press("Return")
    assert hands.events == 20
    page.desk.current = page.order()[0]  # grouping is counted from its first note (see test_effort)
    for _n in range(20):
        theme = THEMES.index(driver.document.find(page.desk.current).text.rsplit(" ", 1)[0])
        hands.press(f"Alt+{theme + 1}")
    for theme in THEMES:
        hands.type(theme)
        hands.press("Return")
    assert {c.label: len(c.notes) for c in driver.document.within(Cluster, canvas)} == dict.fromkeys(THEMES, 5)
    assert hands.events <= 20 + 24

    hands.events += 1
    driver.window.actions_.rail("votes")
    settle(2)
    driver.view.page().setup.dots.setText("3")
    hands.press("Return")
    for number in GIVEN:
        hands.type(str(number) if number else "")
        hands.press("Return")
    hands.press("Return")
    (ballot,) = driver.document.within(Ballot, canvas)
    assert ballot.closed
    assert hands.events <= 20 + 24 + 24

    hands.press("Ctrl+Shift+T")
    popup = next(w for w in QApplication.topLevelWidgets() if isinstance(w, TopVoted) and w.isVisible())
    hands.type("5")
    assert popup.number.value() == 5
    hands.press("Ctrl+Return")
    for n in range(5):
        hands.press("Tab")
        hands.type("abi")
        hands.press("Tab")
        hands.type("30.9")
        hands.press("Tab")
        hands.type(f"{n + 1}50 eur")
        hands.press("Return")
    rows = [a for a in driver.document.of(Action) if any(driver.document.find(s).canvas == canvas for s in a.sources)]
    assert len(rows) == 5
    assert all(a.owner_role == "abivallavanem" and a.deadline and sum(a.budget.values()) > 0 for a in rows)
    assert not any(a.draft for a in rows)
    assert [a.deadline for a in rows] == ["2027-09-30"] * 5

    hands.events += 2  # Ctrl+E, Enter: proven in test_export_dialog
    assert hands.events <= 100, hands.events


def test_the_key_of_the_export_is_the_one_that_is_counted(hands):
    command = hands.driver.ctx.commands.by_id("window.export")
    assert QKeySequence(command.shortcut).toString() == "Ctrl+E"


def test_a_draft_whose_notes_are_gone_is_asked_for_all_the_same(hands):
    """Its form has no line with a source, and was as high as nothing."""
    document, view = hands.driver.document, hands.driver.view
    with document.transaction("elsewhere") as tx:
        delete_notes(tx, [n.id for n in queries.notes(document, view.current)])
    plan = next(c for c in queries.canvases(document) if c.type == "action_plan")
    with document.transaction("draft") as tx:
        made = tx.update(add_action(tx, plan.id, "Kutsuda vedaja kohtuma"), draft=True)
    shown = ask_for(view.page(), view.workshop, hands.driver.ctx, [made.id])
    settle()
    assert shown.height() >= shown.layout().totalMinimumSize().height() > 100
    assert QApplication.focusWidget() is shown.activity
    hands.press("Esc")
