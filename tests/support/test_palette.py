"""The token table keeps its promises: contrast in every theme, and kinds that no one has to tell apart by colour."""

from __future__ import annotations

import re

import pytest
from fontTools.ttLib import TTFont

from koosloome_desktop.support.palette import DARK, HIGH_CONTRAST, LIGHT, NOTE_KINDS, THEMES, contrast, note_kind
from koosloome_desktop.support.paths import resource

TEXT_PAIRS = [
    ("ink", "paper"), ("ink", "panel"), ("ink", "raised"), ("muted", "panel"), ("muted", "paper"), ("muted", "raised"),
    ("rail_ink", "rail"), ("rail_ink", "rail_active"), ("rail_muted", "rail"), ("accent_ink", "accent"),
    ("accent_text", "panel"), ("accent_text", "accent_soft"), ("ok", "panel"), ("ok", "ok_soft"), ("warn", "warn_soft"),
    ("bad", "bad_soft"), ("bad", "panel"), ("warn", "panel"), ("ink", "zone_fill"), ("muted", "zone_fill"),
]  # fmt: skip


@pytest.mark.parametrize("theme", THEMES.values(), ids=lambda t: t.name)
@pytest.mark.parametrize(("front", "back"), TEXT_PAIRS)
def test_text_has_at_least_four_and_a_half(theme, front: str, back: str) -> None:
    colours = theme.colours()
    assert contrast(colours[front], colours[back]) >= 4.5


@pytest.mark.parametrize("theme", THEMES.values(), ids=lambda t: t.name)
@pytest.mark.parametrize("kind", NOTE_KINDS)
def test_notes_are_read_at_seven_and_dots_at_four_and_a_half(theme, kind: str) -> None:
    tint = note_kind(kind).tint
    assert contrast(theme.note_ink, tint) >= 7
    assert contrast(theme.note_muted, tint) >= 7
    assert contrast(theme.dot, tint) >= 4.5
    assert contrast(note_kind(kind).bar, tint) >= 3


@pytest.mark.parametrize("kind", ["enabler", "obstacle"])
def test_what_stands_on_an_arrow_is_read(kind: str) -> None:
    assert contrast("#FFFFFF", note_kind(kind).bar) >= 4.5


def test_the_focus_ring_is_seen_on_everything_it_can_lie_on() -> None:
    for theme in (LIGHT, DARK, HIGH_CONTRAST):
        for back in (theme.paper, theme.panel, theme.zone_fill):
            assert contrast(theme.accent, back) >= 3


def test_kinds_on_one_canvas_differ_by_sign_and_word() -> None:
    for together in (
        ("effect", "core", "cause"),
        ("action", "touchpoint", "thought", "pain", "opportunity", "owner"),
        ("people", "association", "institution", "place", "economy", "culture", "need"),
        ("impact", "objective", "precondition"),
        ("event", "pattern", "structure", "belief"),
        ("stakeholder", "supports", "neutral", "opposes", "core"),
        ("change", "enabler", "obstacle"),
        ("question", "people", "structure", "evidence", "wording"),
        ("people", "need", "cause", "effect"),
    ):
        assert len({note_kind(k).sign for k in together}) == len(together)
        assert len({note_kind(k).word for k in together}) == len(together)
        assert len({(note_kind(k).tint, note_kind(k).bar) for k in together}) == len(together)


def test_every_token_is_a_colour_and_contrast_is_that_of_wcag() -> None:
    for theme in THEMES.values():
        assert all(re.fullmatch(r"#[0-9A-F]{6}([0-9A-F]{2})?", c) for c in theme.colours().values())
    assert round(contrast("#000000", "#FFFFFF"), 2) == 21
    assert round(contrast("#777777", "#FFFFFF"), 2) == 4.48
    assert note_kind("olematu") is NOTE_KINDS[""]


def test_every_sign_is_in_the_text_font() -> None:
    font = TTFont(resource("fonts", "SourceSans3-Regular.ttf"))
    assert [k for k, look in NOTE_KINDS.items() if look.sign and ord(look.sign) not in font.getBestCmap()] == []
