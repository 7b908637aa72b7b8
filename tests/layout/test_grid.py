from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from koosloome_desktop.layout.grid import GridOptions, layout_grid
from koosloome_desktop.layout.primitives import SCREEN, WALL, CaptionIn, NoteIn, StageIn, ZoneIn, paper
from tests.layout.boards import check_board, check_lines_clear, line_rect, sampled, scattered, texts

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
    heads = {p.key: p for p in board.panels if p.role == "stage"}
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


def test_an_empty_cell_asks_and_an_empty_lane_asks_its_question():
    notes = [NoteIn("a", "Räägib naabritega", zone="action", stage="S1")]
    board = layout_grid(notes, STAGES, LANES, SCREEN, OPTIONS)
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


def test_notes_of_a_lane_are_alike_and_lanes_do_not_overlap():
    notes = scattered(30, 6, CODES, ("S1", "S2", "S5"))
    board = layout_grid(notes, STAGES, LANES, SCREEN.sized(1310, 652), OPTIONS)
    tops = sorted((z.y, z.y + z.h) for z in board.zones)
    assert all(a[1] < b[0] for a, b in pairwise(tops))
    for zone in board.zones:
        usual = {round(b.h, 3) for b in board.notes if b.zone == zone.code and b.h <= SCREEN.note_height}
        assert len(usual) <= 1


def test_a_grid_without_stages_or_lanes_still_shows_its_notes():
    notes = [NoteIn("a", "üks"), NoteIn("b", "kaks", stage="S1", zone="z")]
    check_board(layout_grid(notes, (), (), SCREEN), notes)
