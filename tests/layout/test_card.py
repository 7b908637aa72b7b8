from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from koosloome_desktop.layout.card import Card, footed, ghost_notes, usual_height
from koosloome_desktop.layout.metrics import measure
from koosloome_desktop.layout.primitives import SCREEN, NoteIn, ZoneIn, on_screen
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
    *footer, votes = list(box.foot())
    x, _, r = box.dot()
    assert footer
    beside = [line for line in footer if line.y == votes.y]
    assert all(line.x + measure(line.text, line.size) < x - r for line in beside)
    assert all(line.x + measure(line.text, line.size) < box.x + box.w for line in footer)
    assert all(line.y < votes.y - votes.size for line in footer if line not in beside)
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


def test_a_footer_that_is_too_long_for_a_line_is_broken_between_its_parts_and_whole():
    note = NoteIn("n", "Soe saal talvel", footer="◊ vajadus · kõik kasutajad", badges=("‼",))
    box = Card(note, SCREEN, True).place(0, 0)
    assert [t.text for t in box.foot()] == ["◊ vajadus", "kõik kasutajad", "‼"]
    assert box.h == usual_height(SCREEN, True), "there was room below the text"
    check_note(box, note)
    short = Card(NoteIn("n", "Soe saal", footer="◊ vajadus · eakad", badges=("‼",)), SCREEN, True).place(0, 0)
    assert short.footer == "◊ vajadus · eakad"
    assert short.footer_above == ()


@given(st.lists(texts, max_size=4).map(" · ".join), texts, st.sampled_from([None, 7, 123]), st.booleans())
def test_lines_of_a_footer_stay_on_the_note_and_off_its_text_and_votes(footer, text, votes, centred):
    note = NoteIn("n", text, footer=footer, votes=votes, badges=("‼", "×2"))
    box = Card(note, SCREEN, True, centred=centred).place(0, 0)
    check_note(box, note)
    least = min([x for x, _ in box.badges] + ([box.votes_x] if votes else []))
    for line in [t for t in box.foot() if t.size == box.footer_size]:
        assert line.x + measure(line.text, line.size) <= least + 0.5
    assert len(box.footer_above) < 3


@pytest.mark.parametrize("badges", [(), ("⚡",)])
def test_a_name_stands_whole_above_its_sign_and_the_votes_unless_signs_need_the_air(badges):
    note = NoteIn("n", "Saal on talvel külm", footer="▼2 #Hoone seisukord", votes=4, badges=badges)
    foot = Card(note, SCREEN, True).foot
    assert foot == (("▼2 #Hoone", "seisukord") if badges else ("#Hoone seisukord", "▼2"))


@pytest.mark.parametrize(
    ("size", "fine"), [((1380, 900), 1.0), ((1274, 588), 1.125), ((1001, 434), 1.25), ((1, 1), 1.25)]
)
def test_fine_print_grows_where_there_is_little_room_and_notes_keep_what_their_text_has(size, fine):
    profile = on_screen(*size, "ru")
    box = Card(NoteIn("n", "väga pikk jutt " * 20, footer="▼1 põhjus", votes=3, second="x"), profile, True).place(0, 0)
    assert (profile.fine, profile.area, profile.lang) == (fine, size, "ru")
    assert (box.footer_size, box.votes_size, box.second_size) == (12 * fine, 13 * fine, 13 * fine)
    assert box.size == profile.ladder[-1] >= math.floor(profile.least_text) == math.floor(13 * fine)
    assert profile.note_height - 24 * fine == SCREEN.note_height - 24
    bottom = max(line.y + line.size * 0.3 for line in box.foot())
    assert bottom <= box.h
    assert min(line.y - line.size for line in box.foot()) >= max(line.y for line in box.below())


def test_a_cluster_name_beside_a_word_has_a_line_of_its_own_above_the_votes():
    """It was torn ("#Kõnnitee ja" / "ülekäik") because every line ended before the votes, which stand on the last."""
    note = NoteIn("n", "Auto ees", footer="▼ põhjus · #Kõnnitee ja ülekäik", votes=9)
    assert Card(note, SCREEN, True).foot == ("#Kõnnitee ja ülekäik", "▼ põhjus")
