"""Pages: margins, page breaks, running head and foot."""

from __future__ import annotations

import pytest

from koosloome_desktop.exports.pdf_frame import BODY, FACT, PAPERS, Book, Cancelled, Frame, broken, finish
from koosloome_desktop.exports.pdf_items import Text, Watermark
from koosloome_desktop.layout.metrics import measure


def book(**values) -> Book:
    made = Book("et", **values)
    made.start("Osa")
    return made


def shown(page) -> list[str]:
    return [i.text for i in page.items if isinstance(i, Text)]


def test_a4_is_exactly_a4():
    assert PAPERS["a4"] == pytest.approx((595.2756, 841.8898), abs=1e-4)
    made = book()
    made.start("Lai", wide=True)
    assert (made.page.width, made.page.height) == pytest.approx((841.8898, 595.2756), abs=1e-4)


def test_a_paragraph_goes_over_pages_without_losing_a_word():
    made = book()
    words = [f"sõna{n}" for n in range(4000)]
    made.paragraph(" ".join(words), BODY)
    assert " ".join(t for p in made.pages for t in shown(p)).split() == words
    assert len(made.pages) > 1
    for page in made.pages:
        assert len(shown(page)) >= 2
        assert all(made.top < t.y <= made.bottom for t in page.items if isinstance(t, Text))


def test_a_heading_takes_what_follows_along():
    made = book()
    made.y = made.bottom - 40.0
    made.heading("Pealkiri", keep=46.0)
    assert len(made.pages) == 2
    assert shown(made.pages[1]) == ["Pealkiri"]


def test_air_at_the_top_of_a_page_is_left_out():
    made = book()
    made.gap(30.0)
    assert made.y == made.top


def test_bullets_align_and_number():
    made = book()
    made.bullets(["esimene", "teine " * 60], numbered=True)
    texts = [i for i in made.page.items if isinstance(i, Text)]
    assert [t.text for t in texts if t.x == made.left] == ["1.", "2."]
    assert len({t.x for t in texts if t.x != made.left}) == 1


def test_cancelling_stops_at_the_next_page():
    made = Book("et", cancelled=lambda: len(made.pages) >= 3)
    for number in range(3):
        made.start(str(number))
    with pytest.raises(Cancelled):
        made.start("4")
    assert len(made.pages) == 3


def test_every_page_says_its_number_and_the_cover_has_no_head():
    made = Book("et")
    made.start("Kaas", plain=True)
    made.start("Osa üks")
    finish(made.pages, Frame("Koht", "Pealkiri · 15.10.2026", lambda n, of: f"lk {n} / {of}", "NÄIDIS"))
    assert {"lk 1 / 2", "Pealkiri · 15.10.2026"} <= set(shown(made.pages[0]))
    assert "Koht" not in shown(made.pages[0])
    assert {"lk 2 / 2", "Koht", "Osa üks"} <= set(shown(made.pages[1]))
    assert all(isinstance(p.items[0], Watermark) for p in made.pages)


def test_long_titles_do_not_run_into_the_page_number():
    made = book()
    finish(made.pages, Frame("Väga pikk koht " * 30, "Väga pikk pealkiri " * 30, lambda n, of: f"lk {n} / {of}"))
    foot = [i for i in made.page.items if isinstance(i, Text) and i.y > made.bottom]
    left, right = sorted(foot, key=lambda t: t.x)
    assert left.x + measure(left.text, left.size) < right.x


def test_a_line_ends_with_the_dot_between_two_facts_and_never_begins_with_one():
    text = "Kogukonnamaja suur saal · Kasemetsa vald · Sooääre kant · neljapäev"
    for width in range(60, 320, 7):
        lines = broken(text, FACT, float(width), "et")
        assert not any(line.startswith("·") for line in lines)
        assert "\u00a0" not in "".join(lines)
        if not any("-" in line for line in lines):
            assert " ".join(lines) == text
