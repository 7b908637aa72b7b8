"""A whole planning session by keyboard alone: from an empty plan to one with every field, looked at and undone."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPlainTextEdit, QPushButton

from koosloome_desktop.canvases.creating import FOUR
from koosloome_desktop.operations import queries
from koosloome_desktop.views.dialogs_palette import CommandPalette
from koosloome_desktop.views.plan.columns import BY_FIELD
from tests.drivers.window import press, settle, type_text

pytestmark = pytest.mark.slow

VALUES = {
    "activity": "Õhtune noortebuss reedeti",
    "group": "Noored liiguvad",
    "owner_role": "transpordispetsialist",
    "organisation": "vallavalitsus",
    "partner_roles": "naabervald, noortekeskus",
    "target_group": "noored 13–19",
    "target_wide": "kogu valla pered",
    "result": "Buss on sõitnud 40 nädalat",
    "indicator": "sõitjaid nädalas",
    "baseline": "0",
    "target": "60",
    "actual": "12",
    "start": "sept 2026",
    "deadline": "31.5.2027",
    "budget": "9 600.-",
    "funding_source": "valla eelarve",
    "own_contribution": "450 eur",
    "spent": "2,5 tuh",
    "first_step": "Sõidugraafiku kavand 15. oktoobriks",
    "milestones": "Leping · 15.1.2027",
    "percent": "30",
    "reason": "ootame pakkumist",
    "commitment:promise": "Iga noor jõuab koju",
    "commitment:problem": "Viimane buss läheb kell 18",
    "commitment:how": "Üks lisasõit nädalas",
    "principles": "kaasamine, läbipaistvus",
    "commitment:plan_link": "Arengukava p 4.2",
    "commitment:more": "Katsetus kestab aasta",
    "reminders": "Küsi pakkumisi · 1.12.2026",
}


class Hands:
    """Only keys, sent to whatever has the keyboard."""

    def __init__(self, driver) -> None:
        self.driver = driver

    def keys(self, *names: str) -> None:
        for name in names:
            press(QApplication.focusWidget(), name)
            settle(2)

    def types(self, text: str) -> None:
        held = QApplication.focusWidget()
        if isinstance(held, QPlainTextEdit):
            held.selectAll()
        type_text(held, text)
        settle(2)

    def command(self, words: str) -> None:
        """Ctrl+K, the words, Enter."""

        def choose(_dialog) -> None:
            type_text(QApplication.focusWidget(), words)
            settle(2)
            press(QApplication.focusWidget(), "Return")

        self.driver.answer(CommandPalette, choose, lambda: press(QApplication.focusWidget(), "Ctrl+K"))
        self.driver.window.activateWindow()  # which a window manager does and the offscreen platform does not
        settle(2)


@pytest.fixture
def driver(open_window):
    driver = open_window()
    made = driver.library.create("Noorte liikumine", place="Kivioja", date="2026-10-15", lang="et", canvases=FOUR)
    driver.open(3, made)
    return driver


def test_a_plan_is_made_looked_at_and_undone_by_keyboard_alone(driver):
    hands, page = Hands(driver), driver.view.page()
    assert page.empty.isVisible()
    page.focus_line()
    for words in ("Esimene mõte", "Teine mõte", "Kolmas mõte"):
        hands.types(words)
        hands.keys("Return")
    assert [a.activity for a in page.model.rows] == ["Esimene mõte", "Teine mõte", "Kolmas mõte"]

    hands.keys("Down")
    assert page.table.hasFocus()
    hands.command("Tabeli veerud: Kõik veerud")
    assert page.model.shape.columns == "all"
    fill_the_row(hands, page)

    hands.command("Tabeli veerud: Tavalised")
    hands.keys("Down", "Ctrl+D")
    assert page.model.rows[1].activity == page.model.rows[0].activity
    hands.command("Järjesta selle veeru järgi")
    assert page.model.shape.sort == "activity"
    hands.command("Rühmita read: Vastutaja järgi")
    assert page.model.shape.grouping == "owner_role"
    hands.command("Märkused kava kohta")
    assert page.table_view().marks.list.hasFocus()
    hands.keys("Esc")
    assert page.table.hasFocus()

    before = driver.document.rev
    hands.keys("Ctrl+Z")
    assert driver.document.rev > before
    assert page.model.everything()[1].activity == "Teine mõte"
    while driver.view.workshop.history.undo_step is not None:
        hands.keys("Ctrl+Z")
    assert page.empty.isVisible()
    assert not page.model.everything()


def fill_the_row(hands: Hands, page) -> None:
    """Every editable cell of the first row, from the left: F2, the text, Enter, back up."""
    action = page.model.rows[0].id
    assert page.table.put(action, "activity")
    while True:
        field = page.table.columns_.current()
        if field in VALUES:
            hands.keys("F2")
            hands.types(VALUES[field])
            hands.keys("Return", "Up") if not page.line.hasFocus() else None
            assert page.reason.text() == "", (field, page.reason.text())
        at = page.table.currentIndex().column()
        hands.keys("Right")
        if page.table.currentIndex().column() == at:
            break
    found = page.model.everything()[0]
    steps = queries.milestones(page.workshop.document, found.id)
    assert found.activity == VALUES["activity"]
    assert (found.start, found.deadline) == ("2026-09", "2027-05-31")
    assert (found.own_contribution, found.spent, found.percent) == (45000, 250000, 30)
    assert sum(found.budget.values()) == 960000
    assert found.partner_roles == ("naabervald", "noortekeskus")
    assert found.commitment["promise"] == "Iga noor jõuab koju"
    assert [(s.text, s.due) for s in steps] == [("Leping", "2027-01-15")]
    assert [(r["text"], r["date"]) for r in found.reminders] == [("Küsi pakkumisi", "2026-12-01")]
    for name in VALUES.keys() & BY_FIELD.keys():
        assert page.model.texts.edit(found, name), name


def test_the_status_is_picked_with_a_digit(driver):
    hands, page = Hands(driver), driver.view.page()
    page.focus_line()
    hands.types("Mõte")
    hands.keys("Return", "Down")
    page.table.put(page.model.rows[0].id, "status")
    hands.keys("F2")
    assert isinstance(QApplication.focusWidget(), QComboBox)
    hands.keys("Down", "Return")
    assert page.model.everything()[0].status == "in_progress"


def test_a_plan_with_rows_opens_at_the_first_that_waits_for_a_yes_and_enter_gives_it(open_window):
    driver = open_window("03")
    driver.open(3)
    page = driver.view.page()
    rows = page.model.everything()
    driver.view.workshop.run("Draft", lambda tx: [tx.update(a, draft=True) for a in rows[2:4]])
    driver.view.open_canvas(driver.view.canvases()[0].id)
    page.table.setCurrentIndex(page.table.model().index(-1, -1))
    driver.view.open_canvas(page.canvas_id)
    settle(2)
    assert (driver.view.mode, page.table.hasFocus()) == ("T", True)
    press(QApplication.focusWidget(), "Return")
    settle(2)
    assert [a.code for a in page.model.everything() if a.draft] == [rows[3].code]
    press(page.table, "Escape")
    assert page.line.hasFocus()


def test_a_role_is_seen_whole_while_it_is_typed_into_a_narrow_column(open_window):
    driver = open_window("03", size=(1366, 768))
    driver.open(3)
    page = driver.view.page()
    table = page.table
    row = page.model.everything()[0]
    table.go_to(row.id, "owner_role")
    table.setColumnWidth(table.currentIndex().column(), 80)
    press(table, "F2")
    settle(2)
    editor = QApplication.focusWidget()
    assert isinstance(editor, QLineEdit)
    assert editor.width() >= 220
    assert table.viewport().rect().contains(editor.geometry())
    press(editor, "Escape")


def test_names_of_views_fold_when_what_was_noticed_leaves_no_room_for_them(open_window):
    """It is counted after the rows are on the screen: the head would stand in two lines until the window is resized."""
    driver = open_window("03", size=(2600, 1080))
    driver.open(3)
    page = driver.view.page()
    settle()

    def shown() -> list[str]:
        return [name for b in page.switch._buttons.values() if (name := b.text().strip())]

    assert len(shown()) > 1
    chip = next(c for c in page.head.findChildren(QPushButton) if c.isVisible())
    chip.setMinimumWidth(1800)
    settle()
    assert shown() == ["Tabel"]
