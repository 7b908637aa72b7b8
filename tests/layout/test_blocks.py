from __future__ import annotations

from dataclasses import replace

import pytest

from koosloome_desktop.layout.blocks import layout_blocks
from koosloome_desktop.layout.primitives import SCREEN, CaptionIn, NeedsIn, NoteIn, ZoneIn
from tests.layout.boards import check_board, check_lines_clear, scattered

SIX = tuple(
    ZoneIn(code, title, kind=code)
    for code, title in (
        ("people", "Inimesed: anded ja oskused"), ("association", "Seltsid ja rühmad"), ("institution", "Asutused"),
        ("place", "Kohad, hooned ja loodus"), ("economy", "Ettevõtlus ja vahetus"), ("culture", "Lood ja kombed"),
    )
)  # fmt: skip
CODES = [z.code for z in SIX]
PLACE = CaptionIn("Sooääre kant", "640 elanikku", "place")


def needs_for(notes, count):
    needs = tuple(NoteIn(f"need{i}", f"Soe saal ja kalender {i}", footer="◊ 1 · eakad") for i in range(count))
    matches = tuple((f"need{i % count}", n.id) for i, n in enumerate(notes) if i % 3 == 0 and i % count != 1)
    return NeedsIn(ZoneIn("needs", "Vajadused", "Mida on liiga vähe ja kellel?", "need"), needs, matches)


@pytest.mark.parametrize("area", [None, (1310, 652), (1093, 500), (1600, 900)])
@pytest.mark.parametrize("count", [0, 1, 16, 40, 200])
def test_blocks_and_needs_keep_their_notes_inside(count, area):
    notes = scattered(count, count, CODES)
    needs = needs_for(notes, 7)
    board = layout_blocks(notes, SIX, replace(SCREEN, area=area), place=PLACE, needs=needs)
    check_board(board, [*notes, *needs.notes])


@pytest.mark.parametrize("count", [5, 16, 60])
@pytest.mark.parametrize("wanted", [2, 7, 20, 40])
def test_match_lines_run_where_no_note_and_no_title_is(count, wanted):
    notes = [n for n in scattered(count * 2, count, CODES) if len(n.text) < 80 and n.zone != "lost"][:count]
    needs = needs_for(notes, wanted)
    board = layout_blocks(notes, SIX, SCREEN.sized(1310, 652), place=PLACE, needs=needs)
    assert {c.key for c in board.curves} == {f"{a}>{b}" for a, b in needs.matches}
    check_lines_clear(board, {"match"})
    for curve in board.curves:
        need, resource = (board.note(k) for k in curve.key.split(">"))
        assert curve.points[0][0] == pytest.approx(need.x)
        assert curve.points[-1][0] == pytest.approx(resource.x + resource.w)


def test_needs_know_whether_anything_matches_them():
    notes = [NoteIn("r", "Külaselts", zone="association")]
    needs = NeedsIn(
        SIX[0], (NoteIn("a", "Soe saal"), NoteIn("b", "Buss"), NoteIn("c", "x", state="own")), (("a", "r"),)
    )
    board = layout_blocks(notes, SIX[1:], SCREEN, needs=needs)
    assert [board.note(i).state for i in "abc"] == ["matched", "unmatched", "own"]
    assert {board.note(i).kind for i in "abc"} == {"need"}


def test_six_blocks_are_equal_and_stand_three_by_two_around_the_place():
    notes = [NoteIn(f"n{i}", "Naisansambel", zone=CODES[i % 6]) for i in range(18)]
    board = layout_blocks(notes, SIX, SCREEN.sized(1310, 652), place=PLACE)
    assert len({(round(z.w, 3), round(z.h, 3)) for z in board.zones}) == 1
    assert len({round(z.x) for z in board.zones}) == 3
    place = next(p for p in board.panels if p.role == "caption")
    upper, lower = board.zones[0], board.zones[3]
    assert upper.y + upper.h < place.y
    assert place.y + place.h < lower.y
    assert place.x + place.w / 2 == pytest.approx(board.width / 2)


def test_a_title_has_the_whole_width_of_its_block():
    zones = [replace(z, title="Предпринимательство и обмен", hint="Кто что продаёт, ждёт или меняет?") for z in SIX]
    board = layout_blocks([NoteIn("n", "Külaselts", zone=CODES[0])], zones, SCREEN.sized(1600, 900))
    for zone in board.zones:
        assert [t.text for t in zone.texts] == [zones[0].title, zones[0].hint]


def test_a_match_with_something_unknown_draws_nothing():
    needs = NeedsIn(ZoneIn("needs", "Vajadused"), (NoteIn("a", "Soe saal"),), (("a", "gone"), ("gone", "r")))
    board = layout_blocks([NoteIn("r", "x", zone="people")], SIX, SCREEN, needs=needs)
    assert board.curves == ()


def test_clusters_are_framed_inside_their_block():
    notes = [n for n in scattered(40, 4, CODES) if n.zone != "lost"]
    board = layout_blocks(notes, SIX, SCREEN.sized(1310, 652))
    frames = [p for p in board.panels if p.role == "cluster"]
    assert frames
    for frame in frames:
        zone = next(z for z in board.zones if z.contains(frame.x + 1, frame.y + 1))
        assert frame.x + frame.w <= zone.x + zone.w
        assert frame.y + frame.h <= zone.y + zone.h


def test_needs_are_asked_for_before_there_are_any():
    board = layout_blocks(
        [], SIX, SCREEN.sized(1310, 652), needs=NeedsIn(ZoneIn("needs", "Vajadused", "Mida on vähe?"))
    )
    zone = board.zone("needs")
    assert zone.x > max(z.x + z.w for z in board.zones if z.code != "needs")
    assert [t.text for t in zone.texts] == ["Vajadused", "Mida on vähe?"]


def test_needs_take_more_columns_only_where_that_draws_larger():
    few, many = (
        layout_blocks([], SIX, SCREEN.sized(1600, 900), needs=needs_for([NoteIn("r", "x")], count)) for count in (5, 24)
    )
    assert len({round(b.x) for b in few.notes}) == 1
    assert len({round(b.x) for b in many.notes}) > 1


def test_the_same_notes_give_the_same_board():
    notes = scattered(30, 2, CODES)
    assert layout_blocks(notes, SIX, SCREEN) == layout_blocks(list(notes), SIX, SCREEN)
