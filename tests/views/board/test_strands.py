"""The lines of a marked note stand out, and only they."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor

from koosloome_desktop.layout.polygons import flattened
from koosloome_desktop.operations import queries
from tests.views.board.test_resource_variants import example

pytestmark = pytest.mark.slow


@pytest.fixture
def market(open_board):
    return open_board(example("needs_matching"), "resource_map")


def share_of(board, key: str) -> float:
    """How much of a match line is in the full colour of the accent, of what is in sight."""
    view = board.page.view
    picture = view.grab().toImage()
    accent = QColor(view.looks.accent)
    curve = next(c for c in view.board.curves if c.key == key)
    seen = hits = 0
    for x, y in flattened(curve.points, 8):
        spot = view.mapFromScene(x, y)
        if not picture.rect().contains(spot):
            continue
        colour = picture.pixelColor(spot)
        seen += 1
        near = (abs(colour.red() - accent.red()), abs(colour.green() - accent.green()),
                abs(colour.blue() - accent.blue()))  # fmt: skip
        hits += max(near) < 12
    assert seen > 20
    return hits / seen


def test_the_lines_of_the_note_with_the_ring_stand_out_of_all_others(market) -> None:
    links = queries.links(market.document, market.canvas.id, "match")
    mine = links[0].source
    other = next(x for x in links if x.source != mine)
    key, away = f"{mine}>{links[0].target}", f"{other.source}>{other.target}"
    assert share_of(market, key) < 0.3
    market.page.modes.arrange(mine)
    market.settle()
    assert share_of(market, key) > 0.8
    assert share_of(market, away) < 0.3
    market.press("Esc")
    market.settle()
    assert share_of(market, key) < 0.3


def test_from_the_offer_its_lines_stand_out_too(market) -> None:
    link = queries.links(market.document, market.canvas.id, "match")[0]
    market.page.modes.arrange(link.target)
    market.settle()
    assert share_of(market, f"{link.source}>{link.target}") > 0.8
