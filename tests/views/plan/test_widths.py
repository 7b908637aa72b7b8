"""How the width of a plan's table is shared: words can be read, however narrow the table is."""

from __future__ import annotations

import pytest

from koosloome_desktop.views.plan.cell_paint import cell_lines
from koosloome_desktop.views.plan.columns import BY_FIELD, Column
from koosloome_desktop.views.plan.widths import shared, word_width

COLUMNS = (
    Column("code", "#", 42, 1, "none"), Column("activity", "Tegevus", 130, 30), Column("owner", "Vastutaja", 96, 10),
    Column("partners", "Partnerid", 96, 10), Column("group", "Sihtrühm", 96, 10), Column("result", "Tulemus", 110, 20),
    Column("deadline", "Tähtaeg", 92, 4, "date"), Column("budget", "Eelarve", 84, 4, "money"),
)  # fmt: skip
TEXTS = (
    ["A1"], ["Koolituste läbiviimine"], ["abivallavanem"], ["vabaühendused, külavanemad"],
    ["Kohalikud omavalitsused, kogukonnad"], ["Vajadused ja suunad on arvudes"], ["30.10.2026"], ["8 450"],
)  # fmt: skip


@pytest.mark.parametrize("room", [420, 580, 700, 940, 1300])
def test_no_column_of_words_gets_so_narrow_that_its_words_fall_apart(room) -> None:
    widths = shared(COLUMNS, TEXTS, room, {}, {}, wide=False)
    for column, texts, width in zip(COLUMNS[1:6], TEXTS[1:6], widths[1:6], strict=True):
        assert width >= word_width(texts, 92), column.field
    if room >= 940:
        assert sum(widths) <= room


def test_where_there_is_room_a_column_is_as_wide_as_its_longest_word() -> None:
    widths = shared(COLUMNS, TEXTS, 1000, {}, {}, wide=False)
    assert widths[4] >= word_width(TEXTS[4], 126)
    assert sum(widths) <= 1000


def test_a_column_that_somebody_made_narrow_stays_so() -> None:
    assert shared(COLUMNS, TEXTS, 1000, {"partners": 50}, {}, wide=False)[3] == 50


def test_a_column_of_dates_that_is_empty_has_room_for_its_first_date() -> None:
    """The columns stay as they are when rows change: the first deadline must not break in two."""
    empty = [t if c.field != "deadline" else [""] for c, t in zip(COLUMNS, TEXTS, strict=True)]
    assert shared(COLUMNS, empty, 1000, {}, {}, wide=False)[6] >= 92
    for column in (BY_FIELD["start"], BY_FIELD["deadline"]):
        assert cell_lines("30.09.2027", column.least, "et") == ("30.09.2027",)
