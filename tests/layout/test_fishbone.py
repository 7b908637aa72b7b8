from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from koosloome_desktop.layout.fishbone import SLANT, joint_of, layout_fishbone
from koosloome_desktop.layout.primitives import SCREEN, NoteIn, ZoneIn
from tests.layout.boards import check_board, check_lines_clear, scattered, texts
from tests.layout.shapes import PROFILES, corners_inside, least, titles_clear

BONES = ("people", "rules", "environment", "money", "information", "cooperation")
ZONES = (
    ZoneIn("core", "Põhiprobleem", "Üks lause, millega kõik nõustuvad", "core", ("Mis on halvasti?",)),
    *(ZoneIn(c, f"{c.title()} ja korraldus", "Milline kord või kokkulepe segab?", "cause", ("Miks?",)) for c in BONES),
)


@pytest.mark.parametrize("profile", PROFILES, ids=lambda p: p.name)
@pytest.mark.parametrize("count", [0, 1, 40, 200])
def test_notes_stay_on_their_bone(count, profile):
    notes = scattered(count, count, [z.code for z in ZONES])
    board = layout_fishbone(notes, ZONES, profile)
    check_board(board, notes)
    corners_inside(board)
    titles_clear(board)
    check_lines_clear(board, {"spine", "bone", "stub"})
    assert least(board) >= profile.least_text


@given(st.lists(st.tuples(texts, st.sampled_from(["core", *BONES, "lost"])), max_size=14))
def test_any_small_fish_keeps_the_rules(rows):
    notes = [NoteIn(f"n{i}", t, zone=z) for i, (t, z) in enumerate(rows)]
    board = layout_fishbone(notes, ZONES, SCREEN.sized(1094, 560))
    check_board(board, notes)
    corners_inside(board)
    assert layout_fishbone(list(notes), ZONES, SCREEN.sized(1094, 560)) == board


def test_bones_lean_to_the_head_three_above_and_three_below():
    notes = [NoteIn(f"n{i}", "Leping on aegunud", zone=BONES[i % 6]) for i in range(12)]
    board = layout_fishbone([NoteIn("c", "Põhi", zone="core"), *notes], ZONES, SCREEN.sized(1310, 652))
    spine = next(c for c in board.curves if c.role == "spine")
    head = board.zone("core")
    assert spine.points[-1][0] == pytest.approx(head.x)
    for code, above in zip(BONES, (True,) * 3 + (False,) * 3, strict=True):
        outer, joint = next((c.points[0], c.points[-1]) for c in board.curves if c.role == "bone" and c.key == code)
        assert joint == joint_of(board, code)
        assert joint[1] == pytest.approx(spine.points[0][1])
        assert outer[0] < joint[0] < head.x
        assert (outer[1] < joint[1]) is above
        assert joint[0] - outer[0] == pytest.approx(SLANT * abs(joint[1] - outer[1]))
    assert joint_of(board, "olematu") is None


def test_every_row_is_tied_to_its_bone():
    notes = [NoteIn(f"n{i}", "Leping on aegunud", zone="rules") for i in range(5)]
    board = layout_fishbone(notes, ZONES, SCREEN.sized(1310, 652))
    stubs = [c for c in board.curves if c.role == "stub" and not c.key.startswith("ghost:")]
    assert stubs
    for stub in stubs:
        note, bone = stub.key.split(">")
        box = board.note(note)
        assert bone == "rules"
        assert stub.points[0][0] == pytest.approx(box.x + box.w)


def test_bones_grow_unevenly():
    notes = [NoteIn(f"n{i}", "Leping on aegunud", zone="rules" if i else "people") for i in range(5)]
    board = layout_fishbone(notes, ZONES, SCREEN.sized(1310, 652))
    assert board.zone("rules").h > board.zone("people").h * 1.5


def test_an_own_zone_is_one_bone_more():
    zones = (*ZONES, ZoneIn("own", "Ajalugu"))
    notes = [NoteIn("n", "Vana tüli", zone="own")]
    board = layout_fishbone(notes, zones, SCREEN.sized(1310, 652))
    assert joint_of(board, "own") is not None
    check_board(board, notes)


def test_a_filled_bone_keeps_its_question_to_itself():
    board = layout_fishbone([NoteIn("n", "Leping", zone="rules")], ZONES, SCREEN.sized(1310, 652))
    assert len(board.zone("rules").texts) < len(board.zone("money").texts)
