from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from koosloome_desktop.layout.grid import GridOptions, layout_grid
from koosloome_desktop.layout.primitives import SCREEN, WALL, CaptionIn, NoteIn, StageIn, ZoneIn, paper
from tests.layout.boards import check_board, check_lines_clear, line_rect, rect, sampled, scattered, texts, within

STAGES = (
    StageIn("S1", "1. Tekib mõte", 2, "elevil"),
    StageIn("S2", "2. Otsin infot", -1, "segaduses"),
    StageIn("S3", "3. Lepin kogukonnamaja kasutusaja kokku", -3, "tüdinud"),
    StageIn("S4", "4. Esimene tund", None, ""),
    StageIn("S5", "5. Jätkan või loobun", 3, "lootusrikas ja kergendunud"),
)
LANES = (
    ZoneIn("action", "Tegevused", "Mida ta teeb?", "action"),
    ZoneIn("touchpoint", "Kokkupuutepunktid", "Kus ja kellega ta kokku puutub?", "touchpoint", ("Vestlus poe juures",)),
    ZoneIn("pain", "Valupunktid ja takistused", "Kus ta takerdub?", "pain"),
    ZoneIn("owner", "Точки соприкосновения", "", "owner"),
)
OPTIONS = GridOptions(CaptionIn("Huviringi juhendaja", "Elab kandis kuus aastat, töötab linnas."), "Elamus")
CODES = [z.code for z in LANES]


@pytest.mark.parametrize("profile", [SCREEN, SCREEN.sized(1310, 652), WALL, paper(760, 500)], ids=lambda p: p.name)
@pytest.mark.parametrize("count", [0, 1, 40, 200])
def test_cells_keep_their_notes(count, profile):
    notes = scattered(count, count, CODES, ("S1", "S2", "S3", "S3", "S5", "nowhere"))
    board = layout_grid(notes, STAGES, LANES, profile, OPTIONS)
    check_board(board, notes)
    heads = {p.key: p for p in board.panels if p.role in {"stage", "loose"}}
    for box in board.notes:
        head = heads[box.stage if box.stage in heads else ""]
        assert box.x == pytest.approx(head.x)
        assert box.w == pytest.approx(head.w)


@given(st.lists(st.tuples(texts, st.sampled_from([*CODES, "x"]), st.sampled_from(["S1", "S4", "y"])), max_size=10))
def test_any_small_grid_keeps_the_rules(rows):
    notes = [NoteIn(f"n{i}", t, zone=z, stage=s) for i, (t, z, s) in enumerate(rows)]
    board = layout_grid(notes, STAGES, LANES, SCREEN.sized(1068, 728), OPTIONS)
    check_board(board, notes)
    assert layout_grid(notes, STAGES, LANES, SCREEN.sized(1068, 728), OPTIONS) == board


def test_labels_never_reach_into_the_first_column():
    board = layout_grid([], STAGES, LANES, SCREEN.sized(1093, 500), OPTIONS)
    first = min(p.x for p in board.panels if p.role == "stage")
    for zone in board.zones:
        for line in zone.texts:
            x, _, w, _ = line_rect(line)
            assert x + w <= first


PROFILES = [SCREEN, SCREEN.sized(1310, 652), SCREEN.sized(860, 480), WALL, paper(760, 500, "ru")]
BOTH = tuple(
    replace(s, to_be=w, to_be_label="rahulik ja ettevalmistatud", marks=("3\u00a0osalemine", "●\u00a0intervjuu"))
    for s, w in zip(STAGES, (3, 1, -3, 0, None), strict=True)
)
LINED = (
    LANES[0],
    replace(LANES[1], line="interaction", line_label="Kokkupuutejoon"),
    replace(LANES[2], line="visibility", line_label="Линия внутреннего сотрудничества"),
    LANES[3],
)


def widened(count: int, seed: int) -> list[NoteIn]:
    """Scattered notes, some of which reach over several stages, also beyond the last one."""
    random = Random(seed)
    stages = ("S1", "S2", "S3", "S4", "S5", "nowhere")
    return [replace(n, span=random.choice((1, 1, 1, 2, 3, 9))) for n in scattered(count, seed, CODES, stages)]


@pytest.mark.parametrize("profile", PROFILES, ids=lambda p: f"{p.name}{p.area}")
@pytest.mark.parametrize("count", [1, 40, 200])
def test_widened_notes_lie_over_their_columns_and_over_no_other_note(count, profile):
    notes = widened(count, count)
    board = layout_grid(notes, BOTH, LINED, profile, OPTIONS)
    check_board(board, notes)
    check_lines_clear(board, {"low", "interaction", "visibility"})
    heads = [p for p in board.panels if p.role == "stage"]
    spans = {n.id: n for n in notes}
    for box in board.notes:
        first = next((i for i, p in enumerate(heads) if p.key == box.stage), None)
        if first is None:
            continue
        last = heads[min(first + spans[box.id].span, len(heads)) - 1]
        assert (box.x, box.x + box.w) == (pytest.approx(heads[first].x), pytest.approx(last.x + last.w))
    covered = {(b.zone, p.key) for b in board.notes for p in heads if b.x < p.x + 1 < b.x + b.w}
    empty = {tuple(p.key.split("/")) for p in board.panels if p.role == "empty"}
    assert not covered & empty
    sizes = {t.size for holder in (board.panels, board.zones, board.marks) for b in holder for t in b.texts}
    assert min(sizes | {t.size for t in board.texts}) >= profile.least_text


@given(
    st.lists(
        st.tuples(texts, st.sampled_from([*CODES, "x"]), st.sampled_from(["S1", "S4", "y"]), st.integers(-2, 12)),
        max_size=10,
    )
)
def test_any_small_grid_with_widened_notes_keeps_the_rules(rows):
    notes = [NoteIn(f"n{i}", t, zone=z, stage=s, span=n) for i, (t, z, s, n) in enumerate(rows)]
    check_board(layout_grid(notes, BOTH, LINED, SCREEN.sized(1068, 728), OPTIONS), notes)


def test_widened_notes_leave_no_holes_and_order_in_a_cell_stays():
    notes = [
        NoteIn("a", "Esimene", zone="action", stage="S2"),
        NoteIn("b", "Teine", zone="action", stage="S2"),
        NoteIn("wide", "Kogu tee", zone="action", stage="S1", span=3),
        NoteIn("c", "Kolmas", zone="action", stage="S1"),
    ]
    board = layout_grid(notes, STAGES, LANES, SCREEN.sized(1310, 652), OPTIONS)
    at = {b.id: b.y for b in board.notes}
    assert at["wide"] < at["a"] == at["c"] < at["b"]


def test_lines_between_lanes_carry_their_names_and_touch_no_lane():
    board = layout_grid([], STAGES, LINED, SCREEN.sized(1310, 652), OPTIONS)
    lines = {c.role: c for c in board.curves if c.key.startswith("line:")}
    assert set(lines) == {"interaction", "visibility"}
    for name in ("Kokkupuutejoon", "Линия внутреннего сотрудничества"):
        told = next(t for t in board.texts if t.text == name)
        assert all(told.y < z.y or told.y - told.size * 0.7 > z.y + z.h for z in board.zones)
    for curve in lines.values():
        assert not any(z.y <= curve.points[0][1] <= z.y + z.h for z in board.zones)
    assert not [c for c in layout_grid([], STAGES, LINED[1:2], SCREEN).curves if c.key.startswith("line:")]


@pytest.mark.parametrize("profile", PROFILES, ids=lambda p: f"{p.name}{p.area}")
def test_both_curves_their_difference_and_what_they_mean(profile):
    options = replace(OPTIONS, as_is="praegu", to_be="soovitud")
    board = layout_grid([], BOTH, LANES, profile, options)
    curves = {c.key: c for c in board.curves}
    assert {"feeling", "to_be", "gap:0", "meaning:feeling", "meaning:to_be"} <= set(curves)
    assert curves["gap:0"].points[0] == pytest.approx(curves["gap:0"].points[-1]), "the field is closed"
    as_is, to_be = ([m for m in board.marks if m.kind == kind] for kind in ("", "to_be"))
    assert [m.key for m in as_is] == ["S1", "S2", "S3", "S5"]
    assert [m.key for m in to_be] == ["S1", "S2", "S3", "S4"]
    assert list(curves["to_be"].points[::3]) == [(m.x, m.y) for m in to_be]
    panel = next(p for p in board.panels if p.role == "curve")
    for mark in board.marks:
        for line in mark.texts:
            assert within(line_rect(line), rect(panel)), line.text
    rings = [(m.x, m.y, m.r) for m in board.marks]
    assert all(
        abs(ax - bx) > ar + br or abs(ay - by) > ar + br
        for i, (ax, ay, ar) in enumerate(rings) for bx, by, br in rings[i + 1 :]
    )  # fmt: skip
    assert {"praegu", "soovitud"} <= {t.text for t in board.texts}


def test_only_wishes_are_one_dashed_curve_and_nothing_is_shaded():
    stages = [StageIn("S1", "a", to_be=1), StageIn("S2", "b", to_be=3, to_be_label="rõõmus")]
    board = layout_grid([], stages, LANES, SCREEN, replace(OPTIONS, as_is="praegu", to_be="soovitud"))
    assert {c.role for c in board.curves} >= {"to_be"}
    assert not [c for c in board.curves if c.role in {"feeling", "gap", "low"}]
    assert "praegu" not in {t.text for t in board.texts}


def test_stages_show_their_marks_below_the_title():
    board = layout_grid([], BOTH, LANES, SCREEN.sized(1310, 652), OPTIONS)
    head = next(p for p in board.panels if p.key == "S1")
    assert " ".join(t.text for t in head.texts[1:]).replace("\u00a0", " ") == "3 osalemine ● intervjuu"
    assert head.texts[0].y < head.texts[-1].y


def test_a_low_point_finds_its_pains_round_a_widened_note():
    notes = [
        NoteIn("wide", "Kogu tee", zone="action", stage="S1", span=5),
        NoteIn("p1", "Vastus sõltub ühest", zone="pain", stage="S3"),
        NoteIn("p2", "Ootab", zone="pain", stage="S2", span=2),
    ]
    board = layout_grid(notes, STAGES, LANES, SCREEN.sized(1310, 652), OPTIONS)
    assert [c.key for c in board.curves if c.role == "low"] == ["S3>p2"]
    check_lines_clear(board, {"low"})


def test_a_long_russian_label_takes_three_lines_and_touches_nothing():
    lanes = (ZoneIn("a", "Точки соприкосновения с административными учреждениями", "Где и с кем?", "action"),)
    notes = [NoteIn("n", "Текст", zone="a", stage="S1")]
    board = layout_grid(notes, STAGES, lanes, SCREEN.sized(860, 480), OPTIONS)
    lines = board.zone("a").texts
    assert 2 <= len(lines) <= 5
    assert all(line_rect(t)[0] + line_rect(t)[2] <= board.note("n").x - 10 for t in lines)


def test_an_empty_cell_asks_and_an_empty_lane_asks_its_question():
    notes = [NoteIn("a", "Räägib naabritega\nja küsib\nnõu", zone="action", stage="S1")]
    board = layout_grid(notes, STAGES, LANES, SCREEN, OPTIONS)
    told = " ".join(t.text for p in board.panels if p.key == "action/S2" for t in p.texts)
    assert told == "? Mida ta teeb?", "the question stands in the empty cells of a lane that has begun"
    before = layout_grid([], STAGES, LANES, SCREEN, OPTIONS)
    assert not [t for p in before.panels if p.role == "empty" for t in p.texts], "an empty canvas teaches otherwise"
    empty = {p.key for p in board.panels if p.role == "empty"}
    assert "action/S1" not in empty
    assert {"action/S2", "pain/S1", "owner/S5"} <= empty
    assert all(p.texts[0].text == "?" for p in board.panels if p.role == "empty")
    assert "takerdub?" in " ".join(t.text for t in board.zone("pain").texts)
    assert "teeb?" not in " ".join(t.text for t in board.zone("action").texts)
    assert [g.zone for g in board.ghosts] == ["touchpoint"]


def test_feelings_show_value_word_and_scale():
    board = layout_grid([], STAGES, LANES, SCREEN, OPTIONS)
    assert [m.key for m in board.marks] == ["S1", "S2", "S3", "S5"], "a stage nobody was asked about has no mark"
    shown = {m.key: [t.text for t in m.texts] for m in board.marks}
    assert shown["S1"] == ["+2", "elevil"]
    assert shown["S3"][0] == "−3"
    assert " ".join(shown["S5"][1:]) == "lootusrikas ja kergendunud"
    assert {"+3", "0", "−3"} <= {t.text for t in board.texts}
    heights = {m.value: m.y for m in board.marks}
    ordered = [heights[v] for v in sorted(heights, reverse=True)]
    assert ordered == sorted(ordered)


def test_the_curve_meets_every_mark_and_no_word():
    board = layout_grid([], STAGES, LANES, SCREEN, OPTIONS)
    curve = next(c for c in board.curves if c.role == "feeling")
    anchors = list(curve.points[::3])
    assert anchors == [(m.x, m.y) for m in board.marks]
    for mark in board.marks:
        for line in mark.texts[1:]:
            x, y, w, h = line_rect(line)
            assert not any(x < px < x + w and y < py < y + h for px, py in sampled(curve.points)), line.text
    ys = [y for _, y in sampled(curve.points)]
    assert min(ys) >= min(m.y for m in board.marks) - 0.01, "the curve never swings beyond a value"


def test_the_lowest_feeling_is_joined_to_its_pains():
    notes = [
        NoteIn("p1", "Vastus sõltub ühest", zone="pain", stage="S3"),
        NoteIn("p2", "Helistab kolm korda", zone="pain", stage="S3"),
        NoteIn("other", "Hind puudub", zone="pain", stage="S2"),
        NoteIn("a", "Helistab", zone="action", stage="S3"),
    ]
    board = layout_grid(notes, STAGES, LANES, SCREEN.sized(1310, 652), OPTIONS)
    assert {c.key for c in board.curves if c.role == "low"} == {"S3>p1", "S3>p2"}
    check_lines_clear(board, {"low"})


def test_nothing_is_joined_when_nobody_feels_bad():
    stages = [StageIn("S1", "Algus", 0), StageIn("S2", "Lõpp", 2)]
    board = layout_grid([NoteIn("p", "x", zone="pain", stage="S1")], stages, LANES, SCREEN, OPTIONS)
    assert not [c for c in board.curves if c.role == "low"]


def test_without_feelings_there_is_no_curve_panel():
    board = layout_grid([], [StageIn("S1", "Algus")], LANES, SCREEN)
    assert not board.marks
    assert not [p for p in board.panels if p.role in {"curve", "caption"}]


def test_notes_of_a_row_are_alike_and_lanes_do_not_overlap():
    notes = scattered(30, 6, CODES, ("S1", "S2", "S5"))
    board = layout_grid(notes, STAGES, LANES, SCREEN.sized(1310, 652), OPTIONS)
    tops = sorted((z.y, z.y + z.h) for z in board.zones)
    assert all(a[1] < b[0] for a, b in pairwise(tops))
    for zone in board.zones:
        first = [b for b in board.notes if b.zone == zone.code and b.y < zone.y + 12 and b.h <= SCREEN.note_height]
        assert len({round(b.h, 3) for b in first}) <= 1


def test_a_grid_without_stages_or_lanes_still_shows_its_notes():
    notes = [NoteIn("a", "üks"), NoteIn("b", "kaks", stage="S1", zone="z")]
    check_board(layout_grid(notes, (), (), SCREEN), notes)
