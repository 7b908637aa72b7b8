"""A text of words between spaces breaks as any text does."""

from __future__ import annotations

import math

from hypothesis import example, given
from hypothesis import strategies as st

from koosloome_desktop.layout import wrap
from koosloome_desktop.layout.plain_words import fit_plain
from koosloome_desktop.layout.primitives import SCREEN, WALL
from tests.layout.boards import MONSTER, texts

WORDS = st.lists(st.text("aemnõöüšжщШ12.,!?", min_size=1, max_size=18), min_size=1, max_size=24).map(" ".join)


@given(
    WORDS | texts,
    st.floats(60, 400),
    st.sampled_from([SCREEN.ladder, WALL.ladder, (13.0,)]),
    st.floats(0, 200) | st.just(math.inf),
    st.sampled_from(["regular", "semibold"]),
)
@example("üks kaks kolm neli", 158.0, SCREEN.ladder, 2 * 20 * 1.24, "regular")
@example("üks kaks kolm neli", 60.0, SCREEN.ladder, 3 * 17 * 1.24, "regular")
@example(MONSTER, 100.0, SCREEN.ladder, 80.0, "regular")
@example("e- ja paberkandjal", 100.0, SCREEN.ladder, 80.0, "regular")
def test_it_finds_what_any_text_finds(text, width, ladder, height, weight):
    found = fit_plain(text, width, ladder, height, weight)
    if found is not None:
        assert found == wrap._fit(wrap._paragraphs(text, weight), width, ladder, height, weight, "et")


@given(WORDS)
def test_it_finds_something_wherever_no_word_is_wider_than_a_line(text):
    assert fit_plain(text, 1000.0, SCREEN.ladder, 10.0, "regular") is not None


def test_what_may_break_inside_is_left_to_others():
    for text in ("", "  ", "üks\nkaks", "kogu\u00adkond", "laste/noorte", "raamatukogu-noortekeskus"):
        assert fit_plain(text, 400.0, SCREEN.ladder, 80.0, "regular") is None


def test_a_figure_is_not_remembered():
    from koosloome_desktop.layout.plain_words import _widths

    fit_plain("20261126 sõna", 400.0, SCREEN.ladder, 80.0, "regular")
    assert "sõna" in _widths("regular")
    assert "20261126" not in _widths("regular")
