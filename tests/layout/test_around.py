"""Ways round notes, and where lines run."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from koosloome_desktop.layout.around import SQUARE, Ground, Traces, way_round
from koosloome_desktop.layout.notebox import NoteBox

PLACES = st.tuples(st.integers(0, 60), st.integers(0, 60)).map(lambda p: (p[0] * 1.5 + 0.2, p[1] * 1.5 + 0.2))


def note(name: str, x: float, y: float) -> NoteBox:
    return NoteBox(name, x, y, 100.0, 60.0, "", 20.0, ("tekst",), 24.0, 16.0, 30.0)


def square(x: float, y: float) -> tuple[int, int]:
    return int(x // SQUARE), int(y // SQUARE)


@given(PLACES, PLACES, st.booleans(), st.lists(PLACES, max_size=5))
def test_it_is_known_which_squares_a_line_runs_through(one, two, upright, others):
    two = (one[0], two[1]) if upright else (two[0], one[1])
    traces = Traces()
    traces.level(one, two)
    traces.through(others)
    columns, rows = ([square(*one)[k], square(*two)[k]] for k in (0, 1))
    line = {
        (x, y) for x in range(min(columns), max(columns) + 1) for y in range(min(rows), max(rows) + 1)
    } | {square(*place) for place in others}  # fmt: skip
    for x in range(-1, 32):
        for y in range(-1, 32):
            near = any((x, y + up) in line for up in (-1, 0, 1))
            assert traces.near((x + 0.5) * SQUARE, (y + 0.5) * SQUARE) is near
    assert traces.columns == {x for x, _ in line}
    assert traces.rows == {y for _, y in line}


def clear(corners: list[tuple[float, float]], other: NoteBox) -> bool:
    """Whether no piece of an upright and level line runs through a note."""
    return not any(
        min(a[0], b[0]) < other.x + other.w and max(a[0], b[0]) > other.x
        and min(a[1], b[1]) < other.y + other.h and max(a[1], b[1]) > other.y
        for a, b in pairwise(corners)
    )  # fmt: skip


def test_the_way_goes_past_the_notes_between():
    row = [note(str(n), n * 130.0 + 50.0, 100.0) for n in range(4)]
    found, looked = way_round((row[0], row[3]), row, (0.0, 0.0, 600.0, 300.0), Ground((), Traces(), {}))
    assert found is not None
    assert looked > 0
    assert all(clear(found, other) for other in row)
    assert all(a[0] == b[0] or a[1] == b[1] for a, b in pairwise(found))


def test_a_way_that_is_taken_or_written_on_is_left_to_others():
    row = [note(str(n), n * 130.0 + 50.0, 100.0) for n in range(4)]
    ends, field = (row[0], row[3]), (0.0, 0.0, 600.0, 260.0)
    first, _ = way_round(ends, row, field, Ground((), Traces(), {}))
    assert first is not None
    level = next(a[1] for a, b in pairwise(first[1:]) if a[1] == b[1])
    taken = Traces()
    for lane in (level - 6.0, level - 3.0, level, level + 3.0, level + 6.0):
        taken.level((40.0, lane), (560.0, lane))
    words = (40.0, level - 3.0, 560.0, level + 3.0)
    for ground in (Ground((), taken, {}), Ground((words,), Traces(), {})):
        other, _ = way_round(ends, row, field, ground)
        assert other is not None
        assert other != first


def test_there_is_no_way_out_of_a_field_and_none_is_looked_for_in_one_too_large():
    row = [note(str(n), n * 130.0 + 50.0, 100.0) for n in range(3)]
    narrow = (50.0, 100.0, 410.0, 160.0)
    assert way_round((row[0], row[2]), row, narrow, Ground((), Traces(), {}))[0] is None
    assert way_round((row[0], row[2]), row, (0.0, 0.0, 600.0, 300.0), Ground((), Traces(), {}), 3) == (None, 0)
