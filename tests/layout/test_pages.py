from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from koosloome_desktop.layout.pages import (
    LEAST,
    block_pages,
    grid_pages,
    least_text,
    note_pages,
    page_area,
    paginate,
    table_pages,
    tree_pages,
    zone_pages,
)
from koosloome_desktop.layout.primitives import CaptionIn, NoteIn, ZoneIn, paper
from koosloome_desktop.layout.table import CellIn, ColumnIn, RowIn, TableStyle, layout_table
from tests.layout.boards import ZONES, check_board, forest, plain, scattered
from tests.layout.test_blocks import SIX, needs_for
from tests.layout.test_grid import LANES, OPTIONS, STAGES

LANDSCAPE = page_area("A4", landscape=True)
PORTRAIT = page_area("A4")
A3 = page_area("A3", landscape=True)


def profile_of(area):
    return paper(area.width, area.height)


def shown(pages):
    return Counter(b.id for p in pages for b in p.board.notes)


def check_pages(pages, area, notes, repeated=()):
    """Every note on a page, nothing beyond the area, readable, numbered."""
    assert set(shown(pages)) == {n.id for n in notes}
    for note_id, times in shown(pages).items():
        assert times == 1 or note_id in repeated, note_id
    for page in pages:
        assert page.board.width <= area.width + 0.01
        assert page.board.height <= area.height + 0.01
        if page.readable:
            assert least_text(page.board) >= LEAST - 0.001
        on_page = {b.id for b in page.board.notes}
        check_board(page.board, [n for n in notes if n.id in on_page])
    assert [(p.number, p.of) for p in pages] == [(i + 1, len(pages)) for i in range(len(pages))]


def sane(notes):
    return [n for n in notes if len(n.text) <= 200]


@pytest.mark.parametrize("area", [LANDSCAPE, PORTRAIT, A3], ids=["A4 landscape", "A4 portrait", "A3"])
@pytest.mark.parametrize("count", [0, 1, 22, 80, pytest.param(200, marks=pytest.mark.slow)])
def test_a_tree_of_any_size_is_readable_on_paper(count, area):
    notes = sane(forest(count, seed=count))
    pages = tree_pages(notes, ZONES, profile_of(area), area)
    check_pages(pages, area, notes, repeated={n.id for n in notes if n.zone == "core"})
    assert all(p.readable for p in pages)


def test_a_small_tree_is_one_page():
    notes = [n for n in forest(24, seed=5) if len(n.text) < 60]
    assert len(tree_pages(notes, ZONES, profile_of(LANDSCAPE), LANDSCAPE)) == 1


@pytest.mark.slow
def test_a_split_tree_repeats_its_core():
    notes = sane(forest(200, seed=3))
    pages = tree_pages(notes, ZONES, profile_of(LANDSCAPE), LANDSCAPE)
    assert len(pages) > 2
    with_tree = [p for p in pages if p.board.zone("core")]
    assert with_tree
    assert all(p.board.note("c0") for p in with_tree)


@pytest.mark.parametrize("count", [0, 30, 60, 200])
def test_a_journey_is_split_by_stages_with_its_labels_repeated(count):
    notes = sane(scattered(count, count, [z.code for z in LANES], [s.code for s in STAGES]))
    pages = grid_pages(notes, STAGES, LANES, profile_of(LANDSCAPE), LANDSCAPE, OPTIONS)
    check_pages(pages, LANDSCAPE, notes)
    assert all(p.readable for p in pages)
    for page in pages:
        if page.board.zones:
            heads = [p for p in page.board.panels if p.role in {"stage", "loose"}]
            shown = {z.code for z in page.board.zones}
            assert {z.code for z in LANES} <= shown or len(heads) == 1, "only a stage too tall is split by its lanes"


@pytest.mark.parametrize("count", [0, 16, 60, 300])
def test_blocks_and_needs_are_readable_on_paper(count):
    notes = sane(scattered(count, count, [z.code for z in SIX]))
    needs = needs_for(notes, 7)
    pages = block_pages(
        notes, SIX, profile_of(LANDSCAPE), LANDSCAPE, place=CaptionIn("Sooääre", "640 elanikku"), needs=needs
    )
    check_pages(pages, LANDSCAPE, [*notes, *needs.notes])
    assert all(p.readable for p in pages)


@pytest.mark.parametrize("count", [0, 40, 400])
def test_bands_are_readable_on_paper(count):
    notes = sane(scattered(count, count, [z.code for z in ZONES]))
    pages = zone_pages(notes, ZONES, profile_of(PORTRAIT), PORTRAIT)
    check_pages(pages, PORTRAIT, notes)
    assert all(p.readable for p in pages)


def test_even_a_note_of_ten_thousand_letters_is_shown():
    notes = [NoteIn("a", "Soe saal"), NoteIn("long", "sõna " * 2000), NoteIn("b", "Kalender")]
    pages = note_pages(notes, profile_of(PORTRAIT), PORTRAIT)
    check_pages(pages, PORTRAIT, notes)
    assert "".join(sorted(i for p in pages for i in p.keys)) == "".join(sorted(["a", "b", "long"]))


@given(st.lists(st.floats(5, 300), max_size=40), st.floats(120, 700), st.floats(0, 60), st.floats(0, 20))
def test_rows_fill_pages_in_order_without_gaps(heights, height, head, gap):
    spans = paginate(heights, height, head=head, gap=gap)
    assert [i for a, b in spans for i in range(a, b)] == list(range(len(heights)))
    for start, end in spans:
        used = sum(heights[start:end]) + gap * max(end - start - 1, 0)
        assert used <= height - head + 0.01 or end - start == 1
    for (a, b), (c, _) in pairwise(spans):
        used = sum(heights[a:b]) + gap * max(b - a - 1, 0)
        assert c == b
        assert used + gap + heights[c] > height - head - 0.01, "a row that would have fitted was sent to the next page"


def test_the_first_page_may_have_less_room():
    assert paginate([50, 50, 50], 200, first=110) == [(0, 2), (2, 3)]
    assert paginate([50, 50], 200, first=30) == [(0, 0), (0, 2)]
    assert paginate([], 200) == [(0, 0)]


def table_of(texts):
    columns = (ColumnIn("a", "Tegevus", 100, 300), ColumnIn("b", "Tulemus", 100, 300))
    rows = [RowIn(f"r{i}", (CellIn(t), CellIn("valmis"))) for i, t in enumerate(texts)]
    return layout_table(columns, rows, 515, TableStyle().scaled(0.7))


def test_a_long_table_repeats_its_head_and_splits_no_row():
    table = table_of([f"tegevus {i} " * 8 for i in range(60)])
    pages = table_pages(table, 700)
    assert len(pages) > 1
    assert [r.box.key for p in pages for r in p.rows] == [r.box.key for r in table.rows]
    for page in pages:
        assert page.head == table.head
        assert page.height <= 700
        assert page.rows[0].box.y == pytest.approx(table.head.box.h)


def test_only_a_row_that_no_page_can_hold_is_split_and_loses_nothing():
    table = table_of(["lühike", "väga pikk jutt sellest, kuidas maja avati " * 120, "lõpp"])
    pages = table_pages(table, 300)
    lines = Counter(t.text for p in pages for r in p.rows for t in r.box.texts)
    assert lines == Counter(t.text for r in table.rows for t in r.box.texts)
    first = [t.text for p in pages for r in p.rows for t in r.box.texts if t.text not in {"lühike", "lõpp", "valmis"}]
    assert plain("".join(first)) == plain("väga pikk jutt sellest, kuidas maja avati " * 120)
    assert all(p.height <= 300.01 for p in pages)
    for page in pages:
        for made in page.rows:
            for line in made.box.texts:
                assert made.box.y - 0.01 <= line.y - 0.6 * line.size
                assert line.y <= made.box.y + made.box.h + 0.01


def test_page_areas_keep_their_margins():
    area = page_area("A3", landscape=True, margins=(10, 20, 30, 40))
    assert area.sheet == (1190.551, 841.89)
    assert (area.x, area.y) == (40, 10)
    assert (area.width, area.height) == pytest.approx((1190.551 - 60, 841.89 - 40))


def test_what_a_tree_leaves_aside_stands_below_the_line_on_pages_of_its_own_too():
    wild = sane(forest(90, seed=7))
    notes = [replace(n, zone="~out") if i % 3 == 0 and n.zone == "cause" else n for i, n in enumerate(wild)]
    limit = ("Töötoa piir", ZoneIn("~out", "Jääb välja"))
    pages = tree_pages(notes, ZONES, profile_of(LANDSCAPE), LANDSCAPE, limit=limit)
    assert len(pages) > 1
    check_pages(pages, LANDSCAPE, notes, repeated={"c0"})
    for page in pages:
        lines = [c for c in page.board.curves if c.role == "scope"]
        outside = [b for b in page.board.notes if b.zone == "~out"]
        assert len(lines) == (1 if outside else 0)
        assert all(b.y > lines[0].points[0][1] for b in outside)
