"""Pages of the wall: every note once, none smaller than can be read, whole where that is large enough."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from koosloome_desktop.canvases.drawing import board
from koosloome_desktop.layout.primitives import WALL
from koosloome_desktop.layout.wall import LEAST, wall_pages
from tests.canvases.contents import BOARDS, filled, ids

SIZES = ((1920, 960), (1280, 690), (1024, 680), (768, 900))


def judge(drawn, width, height, least) -> None:
    pages = wall_pages(drawn, width, height, least)
    if pages[0].whole:
        assert len(pages) == 1
        return
    shown = [n for page in pages for n in page.notes]
    assert sorted(shown) == sorted(n.id for n in drawn.notes)
    boxes = {n.id: n for n in drawn.notes}
    for page in pages:
        x, y, w, h = page.area
        assert w * page.scale <= width + 1
        assert h * page.scale <= height + 1
        for each in page.notes:
            box = boxes[each]
            assert x - 1e-6 <= box.x
            assert box.x + box.w <= x + w + 1e-6
            assert y - 1e-6 <= box.y
            assert box.y + box.h <= y + h + 1e-6
            assert len(page.notes) == 1 or box.size * page.scale >= least * 0.99


@pytest.mark.parametrize("size", SIZES, ids=lambda s: f"{s[0]}x{s[1]}")
@pytest.mark.parametrize(("spec", "variant"), [pytest.param(*p, id=ids(p)) for p in BOARDS])
def test_every_note_of_every_variant_is_on_one_page_and_readable(spec, variant, size):
    document, canvas = filled(spec, variant, 40)
    width, height = size
    profile = WALL.sized(1600.0, 1600.0 * height / width)
    judge(board(document, canvas, profile, "et"), width, height, LEAST * height / 960)


@given(st.integers(300, 4000), st.integers(300, 2500), st.floats(10, 60))
@settings(deadline=None, max_examples=60)
def test_any_wall_shows_every_note(width, height, least):
    spec, variant = BOARDS[0]
    document, canvas = filled(spec, variant, 25)
    judge(board(document, canvas, WALL, "et"), width, height, least)
