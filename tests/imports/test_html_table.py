"""Tables copied from a browser or a word processor: their text only."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from koosloome_desktop.imports.html_table import has_table, read_html
from koosloome_desktop.imports.table_file import read_table
from koosloome_desktop.support.errors import RefusedInput

PLAN = """<html><body>
<!--StartFragment--><p>Valla tegevuskava 2026</p>
<table border=1>
 <tr><th rowspan=2>Eesmärk</th><th rowspan=2>Tegevus</th><th colspan=2>Maksumus</th></tr>
 <tr><th>2026</th><th>2027</th></tr>
 <tr><td rowspan=2>Noored</td><td>Noortetuba<br>ja köök</td><td>1&nbsp;000</td><td></td></tr>
 <tr><td>Laager &amp; matk</td><td>abi</td><td>500,-</td></tr>
</table><p>Lõpp</p><!--EndFragment--></body></html>"""


def cells(html: str) -> list[tuple[str, ...]]:
    return [row.cells for row in read_html(html).rows]


def test_merged_cells_and_lines_in_cells_are_known() -> None:
    (table,) = read_table(PLAN).tables
    assert table.headers == ("Eesmärk", "Tegevus", "Maksumus 2026", "Maksumus 2027")
    assert [(r.group, r.activity) for r in table.rows] == [
        ("Noored", "Noortetuba\nja köök"),
        ("Noored", "Laager & matk"),
    ]
    assert [table.budget_of(r) for r in table.rows] == [{"2026": 100_000}, {"2027": 50_000}]
    assert (table.before_text, table.after_text) == ("Valla tegevuskava 2026", "Lõpp")


def test_only_text_is_taken() -> None:
    html = (
        "<table><style>b{}</style><tr><td><a href='http://x.invalid/'>viide</a><script>alert(1)</script>"
        "<img src=x onerror=alert(2)></td><td>&lt;b&gt; 2</td></tr></table>"
    )
    assert cells(html) == [("viide", "<b> 2")]


def test_lists_are_bullets() -> None:
    assert cells("<table><tr><td><ul><li>üks</li><li>kaks</li></ul></td></tr></table>") == [("- üks\n- kaks",)]


def test_a_table_that_is_broken_off_is_read_as_far_as_it_goes() -> None:
    assert cells("<table><tr><td>a<td>b<tr><td>c</table>") == [("a", "b"), ("c",)]
    assert cells("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td>")[0] == ("a", "b")


def test_spans_of_any_size_stay_within_the_limits() -> None:
    wide = "<table><tr><td colspan=99999999>a</td><td>b</td></tr></table>"
    with pytest.raises(RefusedInput):
        cells(wide)
    assert cells("<table><tr><td colspan='-3' rowspan='x'>a</td></tr></table>") == [("a",)]


def test_plain_text_is_no_html() -> None:
    assert not has_table("Tegevus\tAeg")
    assert not has_table("<p>tere</p>")
    assert has_table("Version:0.9\r\n<html><table border=0>")


PIECES = st.sampled_from(
    ["<table>", "</table>", "<tr>", "</tr>", "<td>", "</td>", "<td colspan=3>", "<td rowspan=2>", "<li>", "<br>", "a",
     "b c", "<!--", "-->", "<script>", "</script>", "&amp;", "&#x0;", "<", ">", "\x00", "<![CDATA[", "Tegevus", "Aeg"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=40).map("".join))
def test_no_markup_raises_anything_but_a_refusal(html: str) -> None:
    try:
        read_html(f"<table>{html}")
    except RefusedInput:
        return
