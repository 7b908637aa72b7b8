"""Lines side by side: each on a lane of its own, few crossings, ends that one sees."""

from __future__ import annotations

from itertools import combinations, pairwise, permutations
from random import Random

import pytest

from koosloome_desktop.layout.blocks import layout_blocks
from koosloome_desktop.layout.corridors import AIR, corridor, crossing_order, lanes, ported, spans_of, spots
from koosloome_desktop.layout.primitives import SCREEN, Board, NeedsIn, NoteIn, ZoneIn, paper

ZONES = tuple(ZoneIn(f"z{i}", f"Tsoon {i}", "Mis siin on?") for i in range(6))


def straight(points):
    """The upright and level pieces of a line as (x, y, x, y), dots at its ends left out."""
    found = []
    for i in range(0, len(points) - 1, 3):
        (x0, y0), (x3, y3) = points[i], points[i + 3]
        on_line = all(
            (abs(x0 - x) < 0.01 and abs(x0 - x3) < 0.01) or (abs(y0 - y) < 0.01 and abs(y0 - y3) < 0.01)
            for x, y in points[i : i + 4]
        )
        if on_line and abs(x3 - x0) + abs(y3 - y0) > 4.0:
            found.append((min(x0, x3), min(y0, y3), max(x0, x3), max(y0, y3)))
    return found


def lying_on_each_other(board: Board, least: float) -> list[tuple[str, str]]:
    """Match lines of different needs that run side by side nearer than `least`."""
    runs = [
        (curve.key.split(">")[0], upright, piece)
        for curve in board.curves
        for piece in straight(curve.points)
        for upright in (piece[0] == piece[2],)
    ]
    found = []
    for (one, up, a), (other, too, b) in combinations(runs, 2):
        if one == other or up != too:
            continue
        k = 1 if up else 0  # along y or along x
        along = min(a[2 + k], b[2 + k]) - max(a[k], b[k])
        if along > 1.0 and abs(a[1 - k] - b[1 - k]) < least:
            found.append((one, other))
    return found


def matched(offers: int, needs: int, seed: int) -> tuple[list[NoteIn], NeedsIn]:
    chance = Random(seed)
    notes = [NoteIn(f"o{i}", f"Pakkumine {i}", zone=chance.choice(ZONES).code) for i in range(offers)]
    wanted = tuple(NoteIn(f"v{i}", f"Vajadus number {i}") for i in range(needs))
    pairs = [(n.id, chance.choice(notes).id) for n in wanted for _ in range(chance.randint(0, 3))]
    return notes, NeedsIn(ZoneIn("needs", "Vajadused"), wanted, tuple(dict.fromkeys(pairs)))


@pytest.mark.parametrize("profile", [SCREEN.sized(1310, 652), SCREEN.sized(1019, 440), paper(760, 480)])
@pytest.mark.parametrize("seed", range(6))
def test_no_two_needs_lines_lie_on_each_other(profile, seed) -> None:
    notes, needs = matched(18, 7, seed)
    board = layout_blocks(notes, ZONES, profile, needs=needs)
    assert len(board.curves) == len(needs.matches)
    assert lying_on_each_other(board, 1.2) == []


def test_where_there_is_room_lines_are_a_lane_apart() -> None:
    notes, needs = matched(12, 4, 1)
    board = layout_blocks(notes, ZONES, SCREEN.sized(1310, 652), needs=needs)
    level = [p for c in board.curves for p in straight(c.points) if p[1] == p[3] and p[2] - p[0] > 120]
    feet = sorted({round(p[1], 1) for p in level})
    assert len(feet) > 2
    assert min(b - a for a, b in pairwise(feet)) >= 4.9


def test_lines_side_by_side_have_different_lanes_and_others_may_share_one() -> None:
    spans = {"a": (0.0, 100.0), "b": (50.0, 200.0), "c": (150.0, 300.0), "d": (400.0, 500.0)}
    found = lanes(spans, ["a", "b", "c", "d"])
    assert found["a"] != found["b"]
    assert found["b"] != found["c"]
    assert found["d"] == 0


def crossings(ways, order) -> int:
    """How often lines cross that stand in this order, the first next to the side where they leave."""
    spans, found = spans_of(ways), 0
    for i, near in enumerate(order):
        for far in order[i + 1 :]:
            found += sum(spans[near][0] < x < spans[near][1] for x in ways[far][1])
            found += spans[far][0] < ways[near][0] < spans[far][1]
    return found


def test_lines_that_can_do_without_crossing_do_not_cross() -> None:
    for ways in (
        {"a": (0.0, [100.0]), "b": (50.0, [150.0]), "c": (120.0, [200.0])},
        {"a": (150.0, [50.0]), "b": (100.0, [0.0]), "c": (30.0, [-40.0])},
    ):
        assert crossings(ways, crossing_order(ways)) == 0
        assert crossings(ways, crossing_order(ways)[::-1]) > 0


def test_lines_cross_nearly_as_seldom_as_they_can() -> None:
    chance, mine, best, any_order = Random(3), 0, 0, 0
    for _ in range(60):
        ways = {str(i): (chance.random(), [chance.random() for _ in range(chance.choice((1, 1, 2)))]) for i in range(5)}
        counts = [crossings(ways, order) for order in permutations(ways)]
        mine += crossings(ways, crossing_order(ways))
        best += min(counts)
        any_order += sum(counts) / len(counts)
    assert mine < best + (any_order - best) * 0.1


@pytest.mark.parametrize("count", [1, 2, 5, 14, 60])
def test_lanes_stay_in_their_corridor(count) -> None:
    width = corridor(count, 20.0)
    at = spots(count, width)
    assert len(at) == count
    assert at[0] >= min(AIR, width / 4)
    assert at[-1] <= width - min(AIR, width / 4)
    assert all(a < b for a, b in pairwise(at))
    assert corridor(0, 20.0) == 20.0


def test_a_line_begins_and_ends_with_a_dot_beside_its_notes() -> None:
    points = ported([(10.0, 5.0), (40.0, 5.0), (40.0, 80.0), (90.0, 80.0)])
    assert points[0] == (10.0, 5.0)
    assert points[-1] == (90.0, 80.0)
    assert len(points) % 3 == 1
    assert points.count((10.0, 5.0)) == 2
    assert all(10.0 <= x <= 90.0 for x, _ in points)
