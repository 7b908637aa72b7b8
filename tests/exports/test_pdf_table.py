"""Tables over pages."""

from __future__ import annotations

import pytest

from koosloome_desktop.exports.pdf_frame import BODY, Book
from koosloome_desktop.exports.pdf_items import Box, Text
from koosloome_desktop.exports.pdf_table import Column, Part, Row, Table, cell, snug, widths
from koosloome_desktop.layout.metrics import measure
from koosloome_desktop.support.palette import LIGHT

pytestmark = pytest.mark.slow


def book() -> Book:
    made = Book("et")
    made.start("Tabel")
    return made


def written(rows, columns=(120.0, 300.0)) -> Book:
    made = book()
    Table(made, [Column(f"Pealkiri {i}", w) for i, w in enumerate(columns)]).write(rows)
    return made


def lines(page) -> list[str]:
    return [i.text for i in page.items if isinstance(i, Text)]


def test_the_head_is_repeated_and_every_row_stands_once():
    made = written([Row([cell(f"rida {n}"), cell("tekst")]) for n in range(120)])
    assert len(made.pages) > 2
    assert all("Pealkiri 0" in lines(p) for p in made.pages)
    assert [t for p in made.pages for t in lines(p) if t.startswith("rida")] == [f"rida {n}" for n in range(120)]


def test_a_row_is_never_split_unless_it_is_higher_than_a_page():
    long = "Pikk jutt mitme lausega. " * 12
    made = written([Row([cell(f"algus {n}"), cell(f"{long} lõpp{n}")]) for n in range(30)])
    for n in range(30):
        pages = [i for i, p in enumerate(made.pages) for t in lines(p) if f"algus {n}" == t or t.endswith(f"lõpp{n}")]
        assert len(set(pages)) == 1


def test_a_row_higher_than_a_page_goes_on_under_the_head():
    words = [f"sõna{n}" for n in range(6000)]
    made = written([Row([cell("kõrge"), cell(" ".join(words))])])
    found = " ".join(t for p in made.pages for t in lines(p) if t.startswith("sõna")).split()
    assert found == words
    assert all("Pealkiri 1" in lines(p) for p in made.pages)
    assert all(t.y <= p.height - 50 for p in made.pages for t in p.items if isinstance(t, Text))


def test_a_subhead_stays_with_its_row_and_the_last_row_with_the_one_before():
    rows = []
    for n in range(60):
        rows += [Row([cell(f"rühm {n}")], role="group"), Row([cell(f"rida {n}"), cell("tekst")])]
    made = written(rows)
    for page in made.pages:
        for n in range(60):
            assert (f"rühm {n}" in lines(page)) == (f"rida {n}" in lines(page))
    assert {"rida 58", "rida 59"} <= set(lines(made.pages[-1]))


def test_two_high_last_rows_are_not_split_to_stay_together():
    high = "rida\n" * 34
    made = written([Row([cell(f"{n}\n{high}lõpp{n}"), cell("tekst")]) for n in range(2)])
    assert [[t for t in lines(p) if t.startswith("lõpp")] for p in made.pages] == [["lõpp0"], ["lõpp1"]]


def test_no_text_leaves_its_column():
    made = written([Row([cell("Sõnajalgadeülikoolilinnaosavalitsus" * 4), cell("x" * 400)])], (60.0, 90.0))
    for page in made.pages:
        for item in page.items:
            if isinstance(item, Text):
                assert item.x + measure(item.text, item.size, item.weight) <= made.left + 150.5


def test_first_lines_of_a_row_share_a_baseline():
    made = written([Row([cell("suur"), (Part("väike", BODY.__class__(7.0)),)])])
    baselines = {i.text: i.y for i in made.pages[0].items if isinstance(i, Text)}
    assert baselines["suur"] == pytest.approx(baselines["väike"])


def test_bars_stand_left_of_the_row():
    made = book()
    Table(made, [Column("", 100.0)], bars=True).write(
        [Row([cell("a")], bar="#123456"), Row([cell("b")], bar="#654321")]
    )
    bars = [i for i in made.pages[0].items if isinstance(i, Box) and i.fill in {"#123456", "#654321"}]
    assert [b.x for b in bars] == [made.left, made.left]
    assert bars[1].y > bars[0].y + bars[0].h


def test_nothing_is_written_for_no_rows():
    made = book()
    Table(made, [Column("Tühi", 100.0)]).write([])
    assert not made.pages[0].items


def test_widths_fill_the_room():
    assert widths(500.0, [100.0, -1.0, -3.0]) == [100.0, 100.0, 300.0]
    assert sum(widths(300.0, [-1.0, 50.0])) == 300.0
    assert snug(["pikem kui muu"], BODY, most=40.0) == 40.0


def test_the_head_has_contrast():
    made = written([Row([cell("a"), cell("b")])])
    head = made.pages[0].items[0]
    assert isinstance(head, Box)
    assert head.fill == LIGHT.rail
