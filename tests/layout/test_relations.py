"""Links over a finished board: inside it, under as few notes as can be, with words that stand on nothing."""

from __future__ import annotations

import random

import pytest

from koosloome_desktop.layout import relations
from koosloome_desktop.layout.inputs import RelationIn
from koosloome_desktop.layout.metrics import measure
from koosloome_desktop.layout.pins import PictureIn, layout_pins
from koosloome_desktop.layout.primitives import SCREEN, Board, NoteIn, ZoneIn, flattened, paper
from koosloome_desktop.layout.relations import with_links
from koosloome_desktop.layout.zones import layout_bands


def board(count: int) -> Board:
    zones = [ZoneIn(code, f"Tsoon {code}", "Mis siin on?") for code in "abc"]
    notes = [NoteIn(str(i), f"Märge number {i} pikema tekstiga", zone="abc"[i % 3]) for i in range(count)]
    return layout_bands(notes, zones, SCREEN.sized(1300, 640))


def test_without_links_the_board_is_the_same() -> None:
    plain = board(6)
    assert with_links(plain, []) is plain
    assert with_links(plain, [RelationIn("0", "not there")]) is plain


def test_a_link_is_a_curve_with_an_arrow_and_its_word() -> None:
    found = with_links(board(12), [RelationIn("0", "8", "clash", "konflikt")])
    curve, arrow = (c for c in found.curves if c.role == "clash")
    assert (curve.key, arrow.key) == ("0>8", "0>8>")
    source, target = found.note("0"), found.note("8")
    assert source is not None
    assert target is not None
    for (x, y), note in ((curve.points[0], source), (curve.points[-1], target)):
        assert note.x - 4 <= x <= note.x + note.w + 4
        assert note.y - 4 <= y <= note.y + note.h + 4
    assert arrow.points[3] == curve.points[-1]
    assert [t.text for t in found.texts if t not in board(12).texts] == ["konflikt"]


def test_a_link_that_the_board_draws_itself_is_not_drawn_twice() -> None:
    once = with_links(board(6), [RelationIn("0", "4")])
    assert with_links(once, [RelationIn("0", "4")]) is once


@pytest.mark.parametrize("count", [2, 40, 200])
def test_many_links_stay_on_the_board_and_words_stand_on_nothing(count: int) -> None:
    plain = board(count)
    chance = random.Random(count)
    ends = [chance.sample(range(count), 2) for _ in range(30)]
    found = with_links(plain, [RelationIn(str(a), str(b), "wish", "võiks koostööd teha") for a, b in ends])
    for curve in found.curves:
        assert all(0 <= x <= found.width and 0 <= y <= found.height for x, y in curve.points)
    spots = [spot for c in found.curves for spot in flattened(c.points, 24)]
    for line in found.texts[len(plain.texts) :]:
        left, right = line.x, line.x + measure(line.text, line.size, line.weight)
        top, bottom = line.y - line.size * 0.7, line.y + line.size * 0.2
        assert line.size >= SCREEN.least_text
        assert left >= 0
        assert right <= found.width
        assert not any(n.x < right and left < n.x + n.w and n.y < bottom and top < n.y + n.h for n in found.notes)
        assert not any(left < x < right and top < y < bottom for x, y in spots)
    assert found.notes == plain.notes


def test_it_goes_round_a_note_in_between_rather_than_under_it() -> None:
    plain = board(9)
    row = sorted((n for n in plain.notes if n.zone == "a"), key=lambda n: n.x)
    first, between, last = row[:3]
    curve = next(c for c in with_links(plain, [RelationIn(first.id, last.id)]).curves if c.role == "relation")
    under = [p for p in flattened(curve.points, 24) if between.contains(*p)]
    assert len(under) <= 6


@pytest.mark.parametrize("wide", [420, 1300])
def test_no_curve_runs_through_the_title_of_a_zone(wide: int) -> None:
    zones = [ZoneIn(code, f"Kohad, hooned ja loodus {code}", "Mis on peidus või kasutamata?") for code in "abc"]
    notes = [NoteIn(str(i), f"Märge number {i} pikema tekstiga", zone="abc"[i % 3]) for i in range(9)]
    plain = layout_bands(notes, zones, SCREEN.sized(wide, 640))
    found = with_links(plain, [RelationIn(str(a), str(b)) for a in range(9) for b in range(a + 1, 9)])
    heads = [line for zone in plain.zones for line in zone.texts]
    assert heads
    for curve in found.curves:
        for x, y in flattened(curve.points, 64):
            assert not any(
                t.x < x < t.x + measure(t.text, t.size, t.weight) and t.y - t.size * 0.7 < y < t.y for t in heads
            )


def hidden(found: Board, steps: int = 24) -> list[tuple[str, str]]:
    """Links with a place that lies under a note, and the note."""
    return [
        (curve.key, note.id)
        for curve in found.curves
        if curve.role == "relation"
        for spot in flattened(curve.points, steps)
        for note in found.notes
        if note.x + 1 < spot[0] < note.x + note.w - 1 and note.y + 1 < spot[1] < note.y + note.h - 1
    ]


def test_in_rows_and_columns_every_link_finds_a_way_past_all_notes() -> None:
    plain = board(24)
    chance = random.Random(9)
    ends = {tuple(chance.sample(range(24), 2)) for _ in range(25)}
    found = with_links(plain, [RelationIn(str(a), str(b)) for a, b in ends])
    assert hidden(found) == []


def test_links_of_notes_that_wait_below_a_map_are_seen_whole() -> None:
    """They stand close in the tray: a curve from one to the one after the next was hidden by the note between."""
    loose = ZoneIn("unplaced", "Kaardile panemata", "Lohista märge pildile")
    notes = [NoteIn(str(i), f"Märge number {i} pikema tekstiga", zone="danger", kind="danger") for i in range(16)]
    places = {str(i): (i / 5, 0.5) for i in range(4)}
    for profile in (SCREEN.sized(1300, 640), SCREEN.sized(1020, 440), paper(760, 480)):
        plain = layout_pins(notes, places, profile, picture=PictureIn(), signs={}, loose=loose)
        links = [RelationIn("4", "6"), RelationIn("5", "11"), RelationIn("4", "15"), RelationIn("8", "9"),
                 RelationIn("12", "0")]  # fmt: skip
        found = with_links(plain, links)
        assert {c.key.split(">")[0] for c in found.curves if c.role == "relation"} == {"4", "5", "8", "12"}
        assert hidden(found) == []


def test_the_same_links_are_drawn_the_same_whether_their_ways_are_remembered_or_not() -> None:
    plain = board(24)
    links = [RelationIn("0", "12"), RelationIn("3", "21"), RelationIn("0", "6"), RelationIn("6", "20")]
    first = with_links(plain, links)
    assert with_links(plain, links) == first
    relations._WAYS.clear()
    assert with_links(board(24), links) == first
