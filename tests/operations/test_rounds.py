"""Agreements, rounds and feedback: lines by hand, averages from counts, files give everything back, undo too."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from koosloome_desktop.canvases.creating import new_workshop
from koosloome_desktop.model.document import Document
from koosloome_desktop.model.history import History
from koosloome_desktop.operations import rounds
from koosloome_desktop.services import workshop_file
from tests.drivers.board import sample


def run(document, work) -> None:
    with document.transaction("Step") as tx:
        work(tx)


def again(document):
    found = workshop_file.read(json.loads(json.dumps(workshop_file.write(document))))
    made = Document(found.id)
    made.load(found.records, 0)
    return made


def test_the_sample_is_read_as_it_stands():
    document = sample("01")
    assert rounds.lines(document, rounds.AGREEMENTS)[0] == "Üks räägib, teised kuulavad"
    assert rounds.question(document, rounds.CHECK_IN) == "Milline hea hetk sul selle majaga meenub?"
    assert len(rounds.lines(document, rounds.FEEDBACK)) == 3
    first = rounds.statements(document)[0]
    assert (first.given, first.average, first.answers) == (14, 4.43, ("1", "2", "3", "4", "5"))


def test_lines_come_move_change_and_go_and_undo_gives_the_first_ones_back():
    document = sample("01")
    history = History(document)
    before = document.workshop
    run(document, lambda tx: rounds.add_lines(tx, rounds.AGREEMENTS, ["  Telefon taskusse ", "", "Paus iga tund"]))
    run(document, lambda tx: rounds.move_line(tx, rounds.AGREEMENTS, 6, -6))
    run(document, lambda tx: rounds.set_line(tx, rounds.AGREEMENTS, 0, "Paus iga 50 minuti järel"))
    run(document, lambda tx: rounds.delete_line(tx, rounds.AGREEMENTS, 1))
    assert rounds.lines(document, rounds.AGREEMENTS) == [
        "Paus iga 50 minuti järel", *rounds.lines(sample("01"), rounds.AGREEMENTS)[1:], "Telefon taskusse",
    ]  # fmt: skip
    while history.undo() is not None:
        pass
    assert document.workshop == before


def test_counting_by_hand_gives_the_average_and_how_many_answered():
    document = new_workshop("Proov")
    run(document, lambda tx: rounds.add_statements(tx, rounds.usual(rounds.FEEDBACK, "et")))
    for answer, number in (("3", 1), ("4", 6), ("5", 7)):
        run(document, lambda tx, a=answer, n=number: rounds.count_answers(tx, 0, a, n))
    run(document, lambda tx: rounds.count_answers(tx, 1, "5", 15))
    first, second = rounds.statements(document)[:2]
    assert (first.text, first.given, first.average) == ("Töötuba täitis oma eesmärgi", 14, 4.43)
    assert (second.given, second.average) == (15, 5.0)
    assert document.workshop.feedback["responses"] == 15
    assert rounds.statements(again(document)) == rounds.statements(document)
    with pytest.raises(ValueError, match="so many"):
        run(document, lambda tx: rounds.count_answers(tx, 0, "5", -1))


def test_three_faces_are_a_scale_of_their_own_until_somebody_answers():
    document = new_workshop("Proov")
    run(document, lambda tx: rounds.add_statements(tx, ["Kuidas läks?"]))
    run(document, lambda tx: rounds.set_scale(tx, 0, "1-3"))
    assert rounds.statements(document)[0].answers == ("1", "2", "3")
    run(document, lambda tx: rounds.count_answers(tx, 0, "3", 4))
    run(document, lambda tx: rounds.set_scale(tx, 0, "1-5"))
    assert rounds.statements(document)[0].scale == "1-3"
    assert rounds.statements(document)[0].average == 3.0


def test_a_round_counts_who_spoke_without_a_word():
    document = new_workshop("Proov")
    run(document, lambda tx: rounds.set_spoke(tx, rounds.CHECK_IN, 12))
    run(document, lambda tx: rounds.set_question(tx, rounds.CHECK_OUT, "Üks sõna?"))
    found = again(document)
    assert (rounds.spoke(found, rounds.CHECK_IN), rounds.spoke(found, rounds.CHECK_OUT)) == (12, 0)
    assert rounds.question(found, rounds.CHECK_OUT) == "Üks sõna?"
    run(document, lambda tx: rounds.set_spoke(tx, rounds.CHECK_IN, 0))
    assert "spoke" not in document.workshop.check_in


_PLACE = st.integers(0, 30)
_STEP = st.one_of(
    st.tuples(st.just("add"), st.text(max_size=12)),
    st.tuples(st.just("set"), _PLACE, st.text(max_size=12)),
    st.tuples(st.just("move"), _PLACE, st.integers(-40, 40)),
)


@settings(max_examples=15)
@given(part=st.sampled_from(rounds.PARTS), steps=st.lists(_STEP, max_size=8))
def test_whatever_is_done_lines_are_whole_come_through_a_file_and_undo_takes_all_back(part, steps):
    document = sample("02")
    history, before = History(document), document.workshop
    for step in steps:
        count = len(rounds.lines(document, part))
        if step[0] == "add":
            run(document, lambda tx, s=step: rounds.add_lines(tx, part, [s[1]]))
        elif count and step[0] == "set":
            run(document, lambda tx, s=step, c=count: rounds.set_line(tx, part, s[1] % c, s[2]))
        elif count:
            run(document, lambda tx, s=step, c=count: rounds.move_line(tx, part, s[1] % c, s[2]))
    assert all(text and text == text.strip() for text in rounds.lines(document, part))
    assert rounds.lines(again(document), part) == rounds.lines(document, part)
    while history.undo() is not None:
        pass
    assert document.workshop == before
