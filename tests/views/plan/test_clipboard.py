"""Cells on the clipboard: what Excel writes is read, and what is written comes back as it was."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from koosloome_desktop.views.plan.clipboard import from_tsv, to_tsv

pytestmark = pytest.mark.slow

CELLS = st.text(st.characters(exclude_characters="\r", exclude_categories=("Cs",)), max_size=12)
ROWS = st.integers(1, 4).flatmap(lambda n: st.lists(st.lists(CELLS, min_size=n, max_size=n), min_size=1, max_size=4))


@given(ROWS)
def test_what_is_copied_is_pasted_as_it_was(rows):
    assert from_tsv(to_tsv(rows)) == rows


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("a\tb\r\nc\td\r\n", [["a", "b"], ["c", "d"]]),
        ('"kaks\nrida"\tb\n', [["kaks\nrida", "b"]]),
        ('"ta ütles ""jah"""\tb', [['ta ütles "jah"', "b"]]),
        ('5" toru\tb', [['5" toru', "b"]]),
        ('"pooleli', [['"pooleli']]),
        ('"jutumärk" alguses\tb', [['"jutumärk" alguses', "b"]]),
        ("", []),
        ("a", [["a"]]),
        ("a\t\n\tb", [["a", ""], ["", "b"]]),
    ],
)
def test_blocks_of_spreadsheets_are_read(text, cells):
    assert from_tsv(text) == cells


@pytest.mark.parametrize("text", ["=1+1", "+372 5", "@SUM(A1)", "-x", "'=1"])
def test_nothing_that_a_spreadsheet_would_run_leaves_unguarded(text):
    written = to_tsv([[text]])
    assert written.startswith("'")
    assert from_tsv(written) == [[text]]


def test_a_negative_number_stays_a_number():
    assert to_tsv([["-5"]]) == "-5\n"
