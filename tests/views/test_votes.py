"""Votes by hands and paper in the window: setting up, counting by number and Enter, refusing, closing, ties, rounds."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QFrame, QLabel

from koosloome_desktop.model.records import Ballot, Note
from koosloome_desktop.operations import ballots, queries
from koosloome_desktop.operations.notes import add_note
from koosloome_desktop.views.votes.setup import Targets
from tests.drivers.window import press, settle, type_text

pytestmark = pytest.mark.slow


class Hands:
    """Somebody who counts votes: every press is an event, what is typed into a field is free."""

    def __init__(self, driver) -> None:
        self.driver = driver
        self.events = 0

    @property
    def page(self):
        return self.driver.view.page()

    def press(self, keys: str) -> None:
        self.events += 1
        press(QApplication.focusWidget(), keys)
        settle(2)

    def type(self, text: str) -> None:
        type_text(QApplication.focusWidget(), text)

    def open(self) -> None:
        self.events += 1
        self.driver.window.actions_.rail("votes")
        settle(2)


@pytest.fixture
def hands(driver, qtbot):
    """An opened sample with twenty causes of its own on the tree, and the vote page not yet open."""
    driver.window.activateWindow()
    canvas = driver.view.current
    workshop = driver.view.workshop

    def fresh(tx) -> None:
        for note in queries.standing(workshop.document, canvas):
            tx.remove(note.id)
        for ballot in workshop.document.within(Ballot, canvas):
            tx.remove(ballot.id)
        for n in range(20):
            add_note(tx, canvas, f"{['Buss', 'Raha', 'Ruum', 'Info'][n % 4]} {n}", zone="cause")
        tx.update(workshop.document.workshop, participants_present=12)

    workshop.run("Fresh", fresh)
    settle()
    yield Hands(driver)
    driver.back()


def ballot_of(hands) -> Ballot:
    return hands.page.round()


def test_twelve_people_times_three_dots_over_twenty_notes_take_at_most_24_events(hands):
    hands.open()
    setup = hands.page.setup
    assert (setup.people.text(), setup.dots.text()) == ("12", "5")
    # A window of 614 lines, less the top bar, the choice of earlier rounds and some air: the button is in sight.
    assert setup.go.mapTo(hands.page, setup.go.rect().bottomLeft()).y() < 614 - 56 - 44 - 24
    setup.dots.setText("3")
    hands.press("Enter")
    given = [4, 3, 0, 2, 5, 1, 0, 0, 6, 2, 1, 1, 0, 3, 2, 0, 4, 1, 1, 0]
    assert sum(given) == 36
    for number in given:
        hands.type(str(number) if number else "")
        hands.press("Enter")
    hands.press("Enter")
    assert hands.events <= 24
    ballot = ballot_of(hands)
    assert (ballot.closed, ballots.cast(hands.driver.document, ballot), ballots.available(ballot)) == (True, 36, 36)
    found = {r.target: r.dots for r in ballots.results(hands.driver.document, ballot)}
    assert [found[t] for t in ballot.targets] == given
    assert hands.page.results.texts[0] == "Buss 8"
    # The dots are on the canvas and in its order of votes.
    assert queries.votes(hands.driver.document, ballot.canvas)[ballot.targets[8]] == 6


def begin(hands, dots: str = "3") -> None:
    hands.open()
    hands.page.setup.dots.setText(dots)
    hands.press("Enter")


def test_the_37th_dot_is_refused_with_a_line_and_the_old_number_stays(hands):
    begin(hands)
    for number in ("30", "5"):
        hands.type(number)
        hands.press("Enter")
    hands.type("1")
    hands.press("Enter")
    row = hands.page.counting.rows[1]
    hands.page.counting.go_to(row)
    hands.type("7")
    hands.press("Enter")
    assert hands.page.wrong.isVisible()
    assert "36/36" in hands.page.wrong.text()
    assert row.field.text() == "5"
    assert row.field.hasFocus()
    assert ballots.cast(hands.driver.document, ballot_of(hands)) == 36
    # A smaller number goes, and the line about the refusal with it.
    hands.type("4")
    hands.press("Enter")
    assert not hands.page.wrong.isVisible()
    assert ballots.cast(hands.driver.document, ballot_of(hands)) == 35


def test_rows_keep_the_order_of_the_canvas_while_counting(hands):
    begin(hands)
    before = [r.target for r in hands.page.counting.rows]
    hands.page.counting.go_to(hands.page.counting.rows[-1])
    hands.type("9")
    hands.press("Up")
    assert [r.target for r in hands.page.counting.rows] == before
    assert hands.page.counting.rows[-2].field.hasFocus()


def test_letters_find_a_row_and_plus_and_minus_change_by_one(hands):
    begin(hands)
    hands.press("r")
    hands.press("u")
    focused = next(r for r in hands.page.counting.rows if r.field.hasFocus())
    assert focused.text == "Ruum 2"
    hands.press("+")
    hands.press("+")
    hands.press("-")
    assert ballots.counted(hands.driver.document, ballot_of(hands), focused.target, "hands") == 1
    assert focused.field.text() == "1"


def test_totals_are_hidden_until_the_vote_is_closed(hands):
    begin(hands)
    hands.type("7")
    hands.press("Enter")
    row = hands.page.counting.rows[0]
    assert row.total.text() == ""
    note = hands.driver.document.get(row.target, Note)
    assert note.id not in queries.votes(hands.driver.document, note.canvas)
    assert hands.driver.window.ctx.commands.run("votes.close")
    settle()
    assert queries.votes(hands.driver.document, note.canvas)[note.id] == 7
    texts = [x.text() for x in hands.page.results.findChildren(QLabel)]
    assert "7 täppi" in texts


def test_hands_and_paper_are_kept_apart_and_added_up(hands):
    begin(hands)
    hands.type("4")
    hands.press("Enter")
    assert hands.driver.window.ctx.commands.run("votes.paper")
    settle()
    row = hands.page.counting.rows[0]
    hands.page.counting.go_to(row)
    assert row.field.text() == ""
    assert row.others.text() == "+ 4"
    hands.type("3")
    hands.press("Enter")
    result = ballots.results(hands.driver.document, ballot_of(hands))[0]
    assert (result.dots, dict(result.by_method)) == (7, {"hands": 4, "paper": 3})


def test_every_number_is_one_step_back(hands):
    begin(hands)
    for number in ("4", "2"):
        hands.type(number)
        hands.press("Enter")
    hands.driver.window.actions_.undo()
    settle()
    rows = hands.page.counting.rows
    assert [r.field.text() for r in rows[:3]] == ["4", "", ""]
    hands.driver.window.actions_.undo()
    hands.driver.window.actions_.undo()
    settle()
    assert hands.page.setup is not None
    hands.driver.window.actions_.redo()
    settle()
    assert hands.driver.document.of(Ballot)


def test_a_round_goes_on_after_the_page_was_left_and_after_a_restart(hands):
    begin(hands)
    hands.type("4")
    hands.press("Enter")
    hands.driver.window.actions_.rail("parking")
    settle()
    hands.driver.window.actions_.rail("votes")
    settle()
    assert hands.page.counting.rows[0].field.text() == "4"
    assert hands.page.counting.rows[1].field.hasFocus()


def test_a_new_round_shows_what_there_was_before(hands):
    begin(hands)
    hands.type("4")
    hands.press("Enter")
    hands.page.close_round()
    settle()
    hands.page.another()
    settle()
    hands.page.setup.dots.setText("1")
    hands.press("Enter")
    hands.type("2")
    hands.press("Enter")
    hands.page.close_round()
    settle()
    texts = " ".join(x.text() for x in hands.page.results.findChildren(QLabel))
    assert "1. voor" in texts
    assert hands.page.results.earlier
    assert next(r.dots for r in ballots.results(hands.driver.document, hands.page.results.earlier[0])) == 4
    assert hands.page.head._rounds.count() >= 2
    # The board has the dots of the last round, the inspector those of both apart.
    ballot = ballot_of(hands)
    note = ballots.results(hands.driver.document, ballot)[0].target
    assert queries.votes(hands.driver.document, ballot.canvas)[note] == 2
    view = hands.driver.view
    view.open_canvas(ballot.canvas, note)
    settle()
    told = " ".join(x.text() for x in view.inspector.findChildren(QLabel))
    assert "1. voor 4 täppi 2. voor 2 täppi" in told


def test_without_notes_there_is_nothing_to_vote_on_and_the_page_says_so(open_window):
    driver = open_window()
    workshop = driver.window.library.create("Tühi", lang="et")
    driver.window.open_workshop(workshop)
    settle()
    driver.window.actions_.rail("votes")
    settle()
    page = driver.view.page()
    assert not page.setup.go.isEnabled()
    page.setup.start()
    assert not driver.document.of(Ballot)


def test_on_a_wide_screen_what_is_voted_on_stands_beside_the_form(hands):
    hands.open()
    window, before = hands.driver.window, hands.driver.window.size()
    window.resize(1920, 1080)
    settle()
    setup = hands.page.setup
    beside = setup.findChild(Targets)
    chosen = setup.chosen()
    texts = [made.text() for made in beside.findChildren(QLabel)]
    assert beside.isVisible()
    assert texts[0] == f"{chosen.text} ({len(chosen.targets)})"
    assert texts[1] == hands.driver.document.get(chosen.targets[0], Note).text
    assert beside.mapTo(window, beside.rect().topRight()).x() > window.width() * 0.75
    window.resize(1093, 614)
    settle()
    assert not beside.isVisible()
    window.resize(before)
    settle()


def test_strength_is_counted_by_hands_along_the_row_and_the_average_ranks(hands):
    hands.open()
    setup = hands.page.setup
    setup.set_form(ballots.STRENGTH)
    assert not setup.dots.isVisible()
    hands.press("Enter")
    ballot, rows = ballot_of(hands), hands.page.counting.rows
    assert (ballot.form, ballot.voters, ballot.dots_per_person) == ("strength", 12, 0)
    for number in ("", "1", "2", "3", "6"):  # everybody has spoken: Enter goes on to the next row
        hands.type(number)
        hands.press("Enter")
    assert rows[1].numbers()[0].hasFocus()
    assert rows[0].spoken.text() == "12/12"
    assert rows[0].average.text() == ""
    hands.type("12")
    hands.press("Enter")
    assert rows[2].numbers()[0].hasFocus()
    hands.press("Up")
    hands.press("Right")
    hands.type("1")
    hands.press("Down")
    assert "13 kätt, aga hääletajaid on 12" in hands.page.wrong.text()
    assert rows[1].numbers()[1].hasFocus()
    assert rows[1].marks() == (12, 0, 0, 0, 0)
    hands.driver.window.actions_.undo()
    settle()
    assert rows[1].marks() == (0, 0, 0, 0, 0)
    hands.page.close_round()
    settle()
    first = ballots.results(hands.driver.document, ballot_of(hands))[0]
    assert (first.target, round(first.average, 2), first.voices) == (ballot.targets[0], 4.17, 12)
    assert "4,2" in [x.text() for x in hands.page.results.findChildren(QLabel)]
    # Points of strength are no dots: nothing stands on the canvas.
    assert ballot.targets[0] not in queries.votes(hands.driver.document, ballot.canvas)
    assert not hands.driver.ctx.commands.run("votes.top")


def test_a_second_round_is_offered_over_those_that_share_a_place_and_stands_beside_the_first(hands):
    begin(hands)
    for number in ("4", "4", "1"):
        hands.type(number)
        hands.press("Enter")
    hands.page.close_round()
    settle()
    assert hands.driver.ctx.commands.run("votes.second")
    settle()
    setup = hands.page.setup
    assert setup.chosen().text == "1. koha jagajad"
    assert (setup.people.text(), setup.dots.text()) == ("12", "1")
    hands.press("Enter")
    assert len(hands.page.counting.rows) == 2
    hands.type("7")
    hands.press("Enter")
    hands.page.close_round()
    settle()
    names = [w.accessibleName() for w in hands.page.results.findChildren(QFrame) if w.accessibleName()]
    assert names[0].endswith("7 täppi, 1: 4 täppi")
    assert hands.page.results.texts[0] == "Buss 0"


def test_latecomers_raise_the_cap_and_groups_are_counted_by_one_key(hands):
    workshop = hands.driver.view.workshop

    def grouped(tx) -> None:
        for at, person in enumerate(queries.people(workshop.document)):
            tx.update(person, group=at % 2 + 1)

    workshop.run("Groups", grouped)
    begin(hands)
    hands.press("Ctrl+Shift+Up")
    assert (ballot_of(hands).voters, ballots.available(ballot_of(hands))) == (13, 39)
    hands.press("Ctrl+G")
    assert hands.page.head.group == "1"
    hands.type("39")
    hands.press("Enter")
    hands.press("Ctrl+Shift+Down")
    assert hands.page.wrong.isVisible()
    assert ballot_of(hands).voters == 13
    hands.press("Ctrl+G")
    row = hands.page.counting.rows[0]
    assert (hands.page.head.group, row.others.text()) == ("2", "+ 39")
    hands.press("Ctrl+G")
    assert hands.page.head.group == ""


def test_escape_keeps_the_number_and_leads_to_the_first_row_never_to_ending(hands):
    begin(hands)
    row = hands.page.counting.rows[4]
    hands.page.counting.go_to(row)
    hands.type("3")
    for _press in range(3):
        hands.press("Esc")
        assert hands.page.counting.rows[0].field.hasFocus()
    assert row.field.text() == "3"
    assert not ballot_of(hands).closed


def test_a_half_typed_number_stays_where_it_is_while_something_else_changes(hands):
    begin(hands)
    rows = hands.page.counting.rows
    hands.page.counting.go_to(rows[4])
    hands.press("3")  # a key of its own: what is typed is modified, not kept yet
    workshop = hands.driver.view.workshop
    workshop.run("Elsewhere", lambda tx: tx.create(Note(id="parked-1", order="a", form="parking", text="Ootele")))
    settle()
    assert hands.page.counting.rows is rows
    assert (rows[4].field.hasFocus(), rows[4].field.text()) == (True, "3")
    workshop.run("Elsewhere", lambda tx: tx.update(workshop.document.get(rows[4].target, Note), text="Teine sõnastus"))
    settle()
    again = hands.page.counting.rows[4]
    assert (again.text, again.field.hasFocus(), again.field.text()) == ("Teine sõnastus", True, "3")
    hands.press("Enter")
    assert ballots.cast(hands.driver.document, ballot_of(hands)) == 3


def test_a_quick_note_gives_the_keyboard_back_to_the_row_it_was_in(hands):
    begin(hands)
    row = hands.page.counting.rows[4]
    hands.page.counting.go_to(row)
    hands.driver.window.actions_.write_note()
    settle(2)
    hands.type("ootele")
    hands.press("Enter")
    assert row.field.hasFocus()
