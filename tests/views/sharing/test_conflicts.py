"""Both wordings on the screen: a digit decides, undo brings the question back."""

from __future__ import annotations

import pytest

from koosloome_desktop.model.records import Conflict, Note
from koosloome_desktop.operations.conflicts import unsettled
from koosloome_desktop.support.ids import new_id
from koosloome_desktop.views.sharing.conflicts import ConflictsDialog
from tests.drivers.window import press, rich_labels

pytestmark = pytest.mark.slow


@pytest.fixture
def driver(open_window):
    """The first sample with two places that two have changed: the text of a note, and where another stands."""
    made = open_window("01")
    made.open(0)
    one, two = [n for n in made.document.of(Note) if n.zone == "cause"][:2]
    with made.document.transaction("Merge") as tx:
        tx.create(Conflict(id=new_id(), target=one.id, field="text", ours="Võti on ühe inimese käes", theirs=one.text))
        tx.create(Conflict(id=new_id(), target=two.id, field="zone", ours="core", theirs=two.zone))
    return made


def texts(driver) -> list[str]:
    return [n.text for n in driver.document.of(Note)]


def shown(dialog: ConflictsDialog) -> str:
    from PySide6.QtWidgets import QLabel

    return "\n".join(one.text() for one in dialog.findChildren(QLabel))


def test_the_rail_counts_them_and_both_wordings_are_shown_whole(driver):
    entry = driver.window.rail.item("conflicts")
    assert entry is not None
    assert "2" in entry.accessibleName()
    said = []

    def look(dialog: ConflictsDialog) -> None:
        said.append(shown(dialog))
        assert rich_labels(dialog) == []
        press(dialog, "Right")
        said.append(shown(dialog))

    driver.answer(ConflictsDialog, look, lambda: driver.window.actions_.rail("conflicts"))
    first, second = said
    assert "Võti on ühe inimese käes" in first
    assert unsettled(driver.document)[0].theirs in first
    assert "Tekst" in first
    # A zone is told by its title, not by its code.
    assert "Põhjused" in second or "Põhjus" in second
    assert "core" not in second


def test_a_digit_decides_and_undo_brings_the_question_back(driver):
    def decide(dialog: ConflictsDialog) -> None:
        press(dialog, "2")
        press(dialog, "1")
        assert not dialog.isVisible()

    driver.answer(ConflictsDialog, decide, lambda: driver.ctx.commands.run("window.conflicts"))
    assert "Võti on ühe inimese käes" in texts(driver)
    assert unsettled(driver.document) == []
    assert driver.window.rail.item("conflicts") is None
    assert not driver.ctx.commands.by_id("window.conflicts").when()
    driver.window.actions_.undo()
    driver.window.actions_.undo()
    assert len(unsettled(driver.document)) == 2
    assert driver.window.rail.item("conflicts") is not None


def test_both_are_kept_as_notes_and_later_leaves_all_as_it_is(driver):
    before = driver.document.digest()
    driver.answer(ConflictsDialog, lambda dialog: press(dialog, "Escape"),
                  lambda: driver.ctx.commands.run("window.conflicts"))  # fmt: skip
    assert driver.document.digest() == before
    count = len(texts(driver))
    driver.answer(ConflictsDialog, lambda dialog: press(dialog, "3"),
                  lambda: driver.ctx.commands.run("window.conflicts"))  # fmt: skip
    assert len(texts(driver)) == count + 1
    assert len(unsettled(driver.document)) == 1
