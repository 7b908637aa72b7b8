"""Whatever is merged, hidden or spread over sheets: every word of a workbook is in rows, texts or warnings."""

from __future__ import annotations

import openpyxl
from hypothesis import given
from hypothesis import strategies as st

from koosloome_desktop.imports.grid import TableOptions
from koosloome_desktop.imports.table_file import read_table
from koosloome_desktop.imports.tables import ParsedPlan
from koosloome_desktop.support.errors import RefusedInput
from tests.imports.plan_books import saved
from tests.imports.test_plan_corpus import lost

WORDS = st.integers(0, 999).map("sõna{}".format)
CELLS = st.one_of(
    WORDS,
    st.sampled_from(
        [None, None, None, "2026", "2027. aasta", "mai 2026", "Kokku", "Vahesumma", "Tegevus", "Aeg", "Eesmärk",
         "Maksumus", "Vallaeelarve", "Omaosalus", "Tulemus", "Vastutaja", "Märkused", "- üks - kaks",
         "Eesmärk 1. Noored", "1.1",
         "töös", "50%", "Kitsamalt: vald; laiemalt: riik"]
    ),
)  # fmt: skip
HEAD = st.sampled_from(
    [["Eesmärk", "Tegevus", "Maksumus", None, "Vastutaja", "Tulemus"],
     ["Nr", "Tegevus", "Aeg", "Eelarve", "Sihtrühm", "Seis"]]
)  # fmt: skip
ROWS = st.lists(st.lists(CELLS, min_size=6, max_size=8), min_size=1, max_size=9)
AREAS = st.lists(
    st.tuples(st.integers(1, 11), st.integers(1, 8), st.integers(0, 3), st.integers(0, 3)), max_size=6
)  # fmt: skip


@given(HEAD, ROWS, AREAS, st.booleans())
def test_no_word_is_lost_whatever_is_merged(head, rows, areas, second) -> None:
    made = openpyxl.Workbook()
    sheet = made.active
    for line in (["Pealkiri siin"], head, [None, "Talgud", None, "mai 2026"], *rows):
        sheet.append(line)
    taken: set[tuple[int, int]] = set()
    for row, column, down, right in areas:
        covered = {(r, c) for r in range(row, row + down + 1) for c in range(column, column + right + 1)}
        if len(covered) > 1 and not covered & taken:
            taken |= covered
            sheet.merge_cells(start_row=row, end_row=row + down, start_column=column, end_column=column + right)
    if second:
        made.create_sheet("Teine leht").append(["lisajutt", None, "veel"])
    left = " ".join(str(cell.value) for each in made for line in each for cell in line if cell.value is not None)
    try:
        found = read_table(saved(made), options=TableOptions(default_year=2026))
    except RefusedInput:
        return
    if isinstance(found, ParsedPlan):
        assert lost(left, found) == set()
