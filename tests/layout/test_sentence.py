from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from koosloome_desktop.layout.primitives import SCREEN, NoteIn, ZoneIn
from koosloome_desktop.layout.sentence import SentenceIn, layout_questions, layout_sentence
from tests.layout.boards import check_board, overlapping, scattered, texts
from tests.layout.shapes import PROFILES, least, titles_clear

CODES = ("who", "what", "why_not", "leads_to")
ZONES = tuple(ZoneIn(c, f"{c} vajab", "Üks inimene või rühm, rollina", "people", ("Näide",)) for c in CODES)
LIST = (ZoneIn("hmw", "Kuidas me saaksime …?", "Lahenduseta", "question", ("Kuidas?", "Kuidas veel?")),)


def rows_of(notes):
    return {n.id: i // 4 for i, n in enumerate(notes)}


def words_for(notes, chosen=-1):
    rows = rows_of(notes)
    count = max(rows.values(), default=-1) + 1
    return SentenceIn(
        rows, [f"Lause number {i} on siin ja räägib pikalt, " * 4 for i in range(count)], chosen, "✓ valitud"
    )


@pytest.mark.parametrize("profile", PROFILES, ids=lambda p: p.name)
@pytest.mark.parametrize("count", [0, 1, 40, 200])
def test_candidates_keep_their_parts(count, profile):
    notes = scattered(count, count, CODES)
    board = layout_sentence(notes, ZONES, profile, words_for(notes))
    check_board(board, notes)
    titles_clear(board)
    assert least(board) >= profile.least_text
    strips = [p for p in board.panels if p.role == "sentence"]
    fields = [*board.notes, *strips]
    assert overlapping([_as_note(f) for f in fields]) is None


def _as_note(field):
    return type(
        "Box",
        (),
        {"id": getattr(field, "key", None) or field.id, "x": field.x, "y": field.y, "w": field.w, "h": field.h},
    )


@given(st.lists(st.tuples(texts, st.sampled_from([*CODES, "lost"])), max_size=12))
def test_any_small_grid_keeps_the_rules(rows):
    notes = [NoteIn(f"n{i}", t, zone=z) for i, (t, z) in enumerate(rows)]
    board = layout_sentence(notes, ZONES, SCREEN.sized(1094, 560), words_for(notes))
    check_board(board, notes)


@pytest.mark.parametrize("count", [20, 200])
def test_a_long_list_of_candidates_goes_on_below_and_is_not_pulled_apart(count):
    notes = [NoteIn(f"n{i}", "osa", zone=CODES[i % 4]) for i in range(count)]
    board = layout_sentence(notes, ZONES, SCREEN.sized(1274, 588), words_for(notes))
    assert board.width <= 1274 * 1.3
    check_board(board, notes)


def test_the_chosen_sentence_is_marked_in_words_too():
    notes = [NoteIn(f"n{i}", "osa", zone=CODES[i % 4]) for i in range(12)]
    board = layout_sentence(notes, ZONES, SCREEN.sized(1310, 652), words_for(notes, chosen=1))
    strips = [p for p in board.panels if p.role == "sentence"]
    assert [bool(p.kind) for p in strips] == [False, True, False]
    assert strips[1].texts[0].text.startswith("✓ valitud: Lause")
    assert strips[0].texts[0].text.startswith("1. ")
    rows = [{round(board.note(f"n{i + k}").y) for k in range(4)} for i in (0, 4, 8)]
    assert all(len(r) == 1 for r in rows), "the parts of one candidate stand side by side"


@pytest.mark.parametrize("profile", PROFILES, ids=lambda p: p.name)
@pytest.mark.parametrize("count", [0, 1, 40, 200])
def test_a_list_of_questions_keeps_the_rules(count, profile):
    notes = scattered(count, count, ("hmw",))
    board = layout_questions(notes, LIST, profile)
    check_board(board, notes)
    titles_clear(board)
    assert least(board) >= profile.least_text
    assert len({round(b.w) for b in board.notes if b.zone == "hmw"}) <= 1
