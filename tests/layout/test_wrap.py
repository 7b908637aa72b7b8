from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from koosloome_desktop.layout import wrap as wrap_module
from koosloome_desktop.layout.metrics import LINE, measure
from koosloome_desktop.layout.primitives import SCREEN
from koosloome_desktop.layout.wrap import elide, fit, graphemes, hyphen_places, wrap
from tests.layout.boards import MONSTER, plain, texts


@given(texts, st.floats(60, 400), st.sampled_from(SCREEN.ladder))
def test_no_line_is_wider_than_asked_and_nothing_is_lost(text, width, size):
    lines = wrap(text, width, size)
    assert plain("".join(lines)) == plain(text)
    for line in lines:
        assert measure(line, size) <= width + 1e-6 or len(list(graphemes(line))) == 1


def test_words_stay_whole_while_they_fit():
    assert wrap("Maja lahtiolek sõltub ühest inimesest", 130, 17) == ("Maja lahtiolek", "sõltub ühest", "inimesest")


def test_newlines_and_empty_lines_are_kept():
    assert wrap("üks\n\nkolm", 200, 16) == ("üks", "", "kolm")
    assert wrap("üks\r\nkaks", 200, 16) == ("üks", "kaks")
    assert wrap("", 200, 16) == ()


def test_a_long_estonian_word_is_hyphenated():
    lines = wrap("noorsootöökorraldajatele", 90, 16)
    assert len(lines) > 1
    assert all(line.endswith("-") for line in lines[:-1])
    assert "".join(line.rstrip("-") for line in lines) == "noorsootöökorraldajatele"


def test_a_russian_word_is_hyphenated_by_russian_rules():
    assert hyphen_places("достопримечательность", "et") == hyphen_places("достопримечательность", "ru") != ()


def test_soft_hyphens_break_and_are_not_shown():
    lines = wrap("kogu\u00adkonna\u00admaja\u00adtoimkond", 75, 16)
    assert "\u00ad" not in "".join(lines)
    assert lines[0] in {"kogu-", "kogukonna-"}
    assert wrap("kogu\u00adkond", 400, 16) == ("kogukond",)


def test_an_address_is_cut_without_hyphens():
    lines = wrap("https://naide.test/" + "abcdef" * 10, 120, 14)
    assert "".join(lines) == "https://naide.test/" + "abcdef" * 10


def test_hyphenated_words_break_after_their_hyphen():
    assert wrap("30-aastast noortekeskus/raamatukogu", 100, 16)[1] == "noortekeskus/"


def test_a_monster_word_is_cut_between_letters_and_stays_inside():
    lines = wrap(MONSTER, 100, 13)
    assert "".join(lines) == MONSTER
    assert max(measure(line, 13) for line in lines) <= 100


def test_families_and_flags_are_never_torn():
    family, flag = "👨‍👩‍👧", "🇪🇪"
    for line in wrap((family + flag) * 20, 120, 16):
        assert line.replace(family, "").replace(flag, "") == ""
    assert list(graphemes("e\u0301" + family + flag + flag + "👍🏽")) == ["e\u0301", family, flag, flag, "👍🏽"]


def test_the_font_steps_down_before_the_note_grows():
    short, long = fit("Soe saal", 130, SCREEN.ladder, 65), fit("väga pikk jutt " * 12, 130, SCREEN.ladder, 65)
    assert short.size == SCREEN.ladder[0]
    assert short.height == pytest.approx(len(short.lines) * short.size * LINE)
    assert long.size == SCREEN.ladder[-1]
    assert long.height > 65


@given(texts, st.floats(100, 300), st.floats(40, 120))
def test_fit_takes_the_largest_size_that_keeps_words_whole(text, width, height):
    found = fit(text, width, SCREEN.ladder, height)
    assert plain("".join(found.lines)) == plain(text)
    assert found.height <= height or found.size == SCREEN.ladder[-1]
    bigger = [s for s in SCREEN.ladder if s > found.size and s >= 15]
    for size in bigger:
        lines = wrap(text, width, size)
        cut = any(measure(word, size) > width - 0.05 for word in text.split())
        assert cut or len(lines) * size * LINE > height - 0.001


def test_words_are_rather_smaller_than_hyphenated_but_not_tiny():
    assert fit("raamatukogu", 110, SCREEN.ladder, 65).lines == ("raamatukogu",)
    assert fit("raamatukogu", 110, SCREEN.ladder, 65).size >= 15
    assert any(line.endswith("-") for line in fit("kogukonnakeskusesse", 110, SCREEN.ladder, 65).lines)


def test_a_footer_is_shortened_with_an_ellipsis():
    assert elide("Rühm 2", 100, 12) == "Rühm 2"
    short = elide("liikumispuudega elanikud ja pered", 100, 12)
    assert short.endswith("…")
    assert measure(short, 12) <= 100
    assert elide("Rühm", 3, 12) == ""


def test_of_a_word_without_end_only_what_can_fit_is_hyphenated(monkeypatch):
    """Ten thousand letters in one word took seconds: the dictionary was asked for all of the rest at every line."""
    asked: list[int] = []
    whole = wrap_module.hyphen_places
    monkeypatch.setattr(wrap_module, "hyphen_places", lambda w, lang: (asked.append(len(w)), whole(w, lang))[1])
    word = "kogukonnamajandus" * 500
    lines = wrap(word, 400, 13)
    assert "".join(line.removesuffix("-") for line in lines) == word
    assert max(asked) <= 120
    assert sum(line.endswith("-") for line in lines) > len(lines) / 2
