from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from koosloome_desktop.layout.card import Card, footed, ghost_notes, usual_height
from koosloome_desktop.layout.metrics import measure
from koosloome_desktop.layout.primitives import SCREEN, NoteIn, ZoneIn
from tests.layout.boards import check_note, texts


@given(texts, st.booleans(), st.sampled_from([0.0, 130.0, 240.0]), st.booleans(), st.sampled_from([None, 7]))
def test_a_card_holds_its_text_footer_and_votes(text, strip, width, centred, votes):
    note = NoteIn("n", text, footer="▼ Rühm 2" if strip else "", votes=votes if strip else None)
    card = Card(note, SCREEN, strip, width=width, centred=centred, least=0.0 if centred else None)
    check_note(card.place(30, 40), note)


def test_a_usual_text_keeps_the_usual_height():
    note = NoteIn("n", "Maja lahtiolek sõltub ühest inimesest", votes=3)
    assert Card(note, SCREEN, True).h == usual_height(SCREEN, True) == 98
    assert Card(note, SCREEN, False).h == usual_height(SCREEN, False) == 84


def test_a_long_text_makes_the_note_grow_not_vanish():
    card = Card(NoteIn("n", "väga pikk jutt " * 20), SCREEN, False)
    assert card.h > 200
    assert card.fitted.size == 13


def test_footer_and_votes_never_meet():
    box = Card(NoteIn("n", "x", footer="liikumispuudega elanikud", votes=123), SCREEN, True).place(0, 0)
    footer, votes = list(box.foot())
    x, _, r = box.dot()
    assert footer.x + measure(footer.text, footer.size) < x - r
    assert votes.x + measure(votes.text, votes.size, "bold") < box.w
    assert votes.size >= 13


def test_no_votes_no_dot():
    box = Card(NoteIn("n", "x", votes=0), SCREEN, True).place(0, 0)
    assert box.dot() is None
    assert list(box.foot()) == []


def test_centred_lines_stand_in_the_middle():
    box = Card(NoteIn("n", "Kogukonnamaja seisab suurema osa nädalast tühjana"), SCREEN, False, width=360, centred=True)
    for line in box.place(0, 0).body():
        left, right = line.x - 16, 360 - 12 - line.x - measure(line.text, line.size, "semibold")
        assert abs(left - right) < 0.01


def test_the_strip_is_kept_when_any_note_needs_it():
    assert footed([NoteIn("a", "x"), NoteIn("b", "y", votes=0)])
    assert footed([NoteIn("a", "x", footer="Rühm")])
    assert not footed([NoteIn("a", "x")])


def test_examples_can_be_told_from_notes():
    ghosts = ghost_notes(ZoneIn("cause", "Põhjused", kind="cause", ghosts=("Miks?",)))
    assert [(g.id, g.text, g.kind, g.state) for g in ghosts] == [("ghost:cause:0", "Miks?", "cause", "ghost")]
