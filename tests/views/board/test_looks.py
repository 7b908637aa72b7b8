"""What lies on a board can be seen and read in every theme, measured from the tokens (WCAG 2.2: 1.4.3 and 1.4.11)."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor

from koosloome_desktop.layout.primitives import Curve, PanelBox
from koosloome_desktop.support.palette import CALM, CALM_DARK, NOTE_KINDS, THEMES, contrast
from koosloome_desktop.views.board.looks import LANE_LINES, STROKES, Looks

LINES = {
    *STROKES, *LANE_LINES, "water", "feeling", "to_be", "zero", "low", "scope", "wish", "money", "clash", "leader",
    "match", "relation", "link",
}  # fmt: skip
"""Lines that say something. The grid of the feelings and the halo round a line on a photo do not."""


@pytest.fixture(params=[*THEMES.values(), CALM, CALM_DARK], ids=lambda t: t.name)
def looks(request, qapp) -> Looks:
    return Looks(request.param)


def grounds(looks: Looks) -> dict[str, QColor]:
    """What words and lines of a board lie on: the paper, panels, the field of every kind."""
    zones = {kind: looks.zone(kind).fill for kind in ("", *NOTE_KINDS)}
    return {"paper": looks.paper, "panel": looks.panel, **zones}


def on(ink: QColor, ground: QColor) -> float:
    return contrast(ink.name(), ground.name())


@pytest.mark.parametrize("role", ["ink", "muted", "ghost", "accent", "ok", "warn", "bad"])
def test_every_text_of_a_board_has_four_and_a_half_on_whatever_it_lies(looks, role):
    for where, ground in grounds(looks).items():
        assert on(looks.role(role), ground) >= 4.5, where


def test_every_line_that_says_something_has_three_on_whatever_it_lies(looks):
    assert set(looks._pens) - {"guide", "halo"} == LINES
    for role in sorted(LINES):
        pen = looks.curve(Curve((), role))
        for where, ground in grounds(looks).items():
            assert on(pen.color(), ground) >= 3, (role, where)


def test_a_note_stands_out_from_the_board_by_its_bar_or_by_its_paper(looks):
    for kind, look in NOTE_KINDS.items():
        for where, ground in grounds(looks).items():
            assert max(on(QColor(look.bar), ground), on(QColor(look.tint), ground)) >= 3, (kind, where)


@pytest.mark.parametrize(
    ("role", "kind", "text"),
    [("stage", "", "white"), ("head", "", "white"), ("caption", "place", "white"), ("force", "enabler", "on_bar"),
     ("force", "obstacle", "on_bar"), ("quadrant", "close", "ink"), ("quadrant", "close", "muted"),
     ("sentence", "chosen", "ink"), ("cluster", "cause", "muted"), ("tray", "", "muted"), ("word", "", "ink")],
)  # fmt: skip
def test_what_stands_on_a_panel_is_read(looks, role, kind, text):
    fill = looks.panel_of(PanelBox("p", 0, 0, 100, 40, role, kind)).fill or looks.paper
    assert on(looks.role(text), fill) >= 4.5


def test_pins_and_feelings_are_seen_and_the_sign_on_a_pin_is_read(looks):
    for kind in ("danger", "resource", "proposal"):
        assert on(looks.role("pin"), looks.pin(kind)) >= 4.5
    for value in (-3, 0, 3):
        assert on(looks.mark(value), looks.panel) >= 3
