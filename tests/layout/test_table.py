from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from koosloome_desktop.layout.metrics import measure
from koosloome_desktop.layout.table import CellIn, ColumnIn, RowIn, TableStyle, column_widths, layout_table
from tests.layout.boards import line_rect, plain, rect, texts, within

COLUMNS = (
    ColumnIn("nr", "#", 30, 40, 0),
    ColumnIn("activity", "Tegevus", 120, 320, 3),
    ColumnIn("owner", "Vastutaja", 90, 200, 1),
    ColumnIn("due", "Tähtaeg", 84, 90, 0),
    ColumnIn("budget", "Eelarve €", 70, 100, 0, "right"),
    ColumnIn("status", "Olek", 80, 130, 0),
)


def row(key, activity="Ühine veebikalender", budget="520", role="row"):
    return RowIn(
        key,
        (
            CellIn(key), CellIn(activity, "↖ Rühm 3 · 9 täppi", weight="semibold"), CellIn("kogukonnatöö spetsialist"),
            CellIn("31.01.2027"), CellIn(budget), CellIn("kavandatud", chip="planned"),
        ),
        role,
    )  # fmt: skip


@given(st.lists(texts, min_size=1, max_size=6), st.floats(300, 1400))
def test_cells_hold_their_whole_text(activities, width):
    rows = [row(f"A{i}", text) for i, text in enumerate(activities)]
    table = layout_table(COLUMNS, rows, width)
    assert table.width == pytest.approx(width)
    for made, given_row in zip(table.rows, rows, strict=True):
        for line in made.box.texts:
            x, y, w, h = line_rect(line)
            assert y >= made.box.y - 0.01
            assert y + h <= made.box.y + made.box.h + 0.01
            column = next(c for c in reversed(table.columns) if c[1] <= x + 0.01)
            assert x + w <= column[1] + column[2] + 0.5
        for field, cell in zip(made.cells, given_row.cells, strict=True):
            assert plain("".join(t.text for t in field.texts)) == plain(cell.text + cell.sub)


def test_rows_stand_below_each_other_under_the_head():
    table = layout_table(COLUMNS, [row(f"A{i}") for i in range(5)], 1000)
    boxes = [table.head.box, *(r.box for r in table.rows)]
    for above, below in pairwise(boxes):
        assert above.y + above.h == pytest.approx(below.y)
    assert table.height == pytest.approx(boxes[-1].y + boxes[-1].h)
    assert table.row("A3") is table.rows[3]
    assert table.row("gone") is None


@pytest.mark.parametrize("width", [200, 420, 700, 1200, 3000])
def test_columns_fill_the_width_exactly(width):
    widths = column_widths(COLUMNS, [row("A1")], width, TableStyle())
    assert sum(widths) == pytest.approx(width)
    assert min(widths) > 0


def test_a_column_without_a_share_stays_narrow():
    widths = dict(zip([c.key for c in COLUMNS], column_widths(COLUMNS, [row("A1")], 2000, TableStyle()), strict=True))
    assert widths["nr"] <= 40
    assert widths["due"] <= 90
    assert widths["activity"] > widths["owner"] > widths["due"]


def test_dates_and_amounts_do_not_wrap_where_there_is_room():
    table = layout_table(COLUMNS, [row("A1", budget="1 234 567,50")], 1000)
    assert [len(f.texts) for f in table.rows[0].cells if f.key.endswith(("/due", "/budget"))] == [1, 1]


def test_amounts_are_set_right():
    table = layout_table(COLUMNS, [row("A1", budget="5"), row("A2", budget="20 550")], 1000)
    ends = []
    for made in table.rows:
        line = made.cells[4].texts[0]
        ends.append(line.x + measure(line.text, line.size))
    assert ends[0] == pytest.approx(ends[1])


def test_a_chip_lies_behind_its_text_and_in_its_row():
    made = layout_table(COLUMNS, [row("A1")], 1000).rows[0]
    (chip,) = made.chips
    assert chip.kind == "planned"
    assert within(line_rect(made.cells[5].texts[0]), rect(chip))
    assert within(rect(chip), rect(made.box))


def test_a_group_row_goes_across_and_totals_keep_their_role():
    rows = [
        RowIn("y", (CellIn("2026. aasta tegevused ja kõik nende eelarved kokku"),), "group"),
        row("A1"),
        row("T", role="total"),
    ]
    table = layout_table(COLUMNS, rows, 700, TableStyle(striped=True))
    assert [r.box.role for r in table.rows] == ["group", "alt", "total"]
    assert len(table.rows[0].box.texts) == 1


def test_more_cells_than_columns_is_a_mistake():
    with pytest.raises(ValueError, match="more cells"):
        layout_table(COLUMNS[:2], [row("A1")], 500)


def test_a_style_scales_for_paper():
    small = layout_table(COLUMNS, [row("A1")], 515, TableStyle().scaled(0.65))
    assert small.rows[0].box.texts[0].size == pytest.approx(14 * 0.65)
    board = small.board()
    assert board.panels[0].role == "head"
    assert (board.width, board.height) == (small.width, small.height)
