"""Few notes are broader where that has their text drawn larger."""

from __future__ import annotations

import pytest

from koosloome_desktop.canvases.drawing import board
from koosloome_desktop.layout.legible import broader
from koosloome_desktop.layout.primitives import SCREEN, WALL, on_screen, paper
from koosloome_desktop.layout.tree import layout_tree
from tests.canvases.contents import BOARDS, example, ids
from tests.layout.boards import ZONES, check_board, forest

AREA = (1274.0, 588.0)
FORMS = {"problem_tree", "objective_tree", "iceberg", "definition_worksheet"}


def read(drawn, area):
    """Smallest text of a note in px, and the scale."""
    scale = min(area[0] / drawn.width, area[1] / drawn.height, 1.0)
    return min(n.size for n in drawn.notes) * scale, scale


@pytest.mark.parametrize("area", [(1001.0, 434.0), AREA, (1828.0, 900.0)])
@pytest.mark.parametrize("pair", [p for p in BOARDS if p[1].code in FORMS], ids=ids)
def test_notes_of_an_example_are_read_as_well_as_titles(pair, area):
    profile = on_screen(*area)
    drawn = board(*example(*pair), profile, "et")
    size, scale = read(drawn, area)
    assert size >= 17.0 * scale - 1e-6, "no text had to step down to the end of its ladder"
    assert scale >= 0.52, "the whole board is seen"


def test_many_notes_paper_and_wall_keep_the_usual_width():
    area = on_screen(*AREA)
    assert len(broader(area, 40)) > 1
    assert broader(area, 41) == [area]
    for profile in (WALL, paper(500.0, 700.0), SCREEN):
        assert broader(profile, 5) == [profile]


@pytest.mark.parametrize("count", [1, 12, 40, 41])
def test_a_tree_with_broader_notes_keeps_what_every_board_keeps(count):
    notes = forest(count, 7)
    check_board(layout_tree(notes, ZONES, on_screen(*AREA)), notes)
