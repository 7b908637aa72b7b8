"""Where a board that is too large for the window opens: where there is something to see."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPointF, QRectF

from koosloome_desktop.canvases.creating import new_workshop
from koosloome_desktop.canvases.drawing import board
from koosloome_desktop.canvases.samples import sample_canvas
from koosloome_desktop.layout.pages import least_text
from koosloome_desktop.layout.primitives import SCREEN, on_screen
from koosloome_desktop.views.board.camera import COMFORTABLE, KEPT, READABLE, first_middle, notes_in
from tests.canvases.contents import BOARDS, example, filled, ids

AREA = (1274.0, 588.0)
FORMS = {"network", "concentric_circles", "geo_pins", "stakeholder_map", "abcd_categories", "problem_statement",
         "problem_tree", "current_state"}  # fmt: skip
"""One of each way to place notes."""


@pytest.mark.parametrize("pair", [p for p in BOARDS if p[1].code in FORMS], ids=ids)
def test_the_first_look_shows_as_many_notes_as_a_look_can(pair):
    drawn = board(*filled(*pair, 80), SCREEN.sized(*AREA), "et")
    wide, tall = AREA[0] / READABLE, AREA[1] / READABLE
    half = (min(drawn.width, wide) / 2, min(drawn.height, tall) / 2)
    shown = notes_in(drawn, first_middle(drawn, 2 * half[0], 2 * half[1]), half)
    middle = (drawn.width / 2, drawn.height / 2)
    tree = any(n.level for n in drawn.notes)  # opens at what it grows from
    assert shown >= 5
    begins = first_middle(drawn, 2 * half[0], 2 * half[1]) == half
    assert tree or shown >= (0.54 if begins else 0.7) * notes_in(drawn, middle, half)


def test_rings_of_many_notes_open_where_notes_are():
    pair = next(p for p in BOARDS if p[1].code == "concentric_circles")
    drawn = board(*filled(*pair, 200), on_screen(1001.0, 434.0), "et")
    half = (1001.0 / COMFORTABLE / 2, 434.0 / COMFORTABLE / 2)
    first = first_middle(drawn, 2 * half[0], 2 * half[1])
    assert notes_in(drawn, first, half) >= 0.7 * notes_in(drawn, (drawn.width / 2, drawn.height / 2), half)


@pytest.mark.parametrize("code", ["force_field", "needs_matching", "definition_worksheet"])
def test_zones_of_a_large_board_are_seen_from_their_beginning(code):
    pair = next(p for p in BOARDS if p[1].code == code)
    drawn = board(*filled(*pair, 40), on_screen(1001.0, 434.0), "et")
    half = (1001.0 / COMFORTABLE / 2, 434.0 / COMFORTABLE / 2)
    assert first_middle(drawn, 2 * half[0], 2 * half[1]) == half


@pytest.mark.parametrize("pair", [p for p in BOARDS if sample_canvas(p[0].type, p[1].code)], ids=ids)
def test_no_text_of_an_example_is_under_eight_pixels_in_the_smallest_window(pair):
    width, height = 1001.0, 434.0  # what 1093 x 614 leaves for a board
    drawn = board(*example(*pair), on_screen(width, height), "et")
    whole = min(width / drawn.width, height / drawn.height, 1.0)
    assert least_text(drawn) * (whole if whole >= READABLE else COMFORTABLE) >= 7.75


@pytest.mark.parametrize(
    "pair", [p for p in BOARDS if p[1].code in {"network", "geo_pins", "problem_tree", "phase"}], ids=ids
)
def test_all_small_print_grows_in_a_small_window_and_titles_stay_larger_than_questions(pair):
    profile = on_screen(1001.0, 434.0)
    drawn = board(*example(*pair), profile, "et")
    holders = (*drawn.zones, *drawn.panels, *drawn.marks)
    small = min(t.size for t in (*drawn.texts, *(t for h in holders for t in h.texts)))
    assert small >= profile.least_text
    titles = [z.texts[0].size / z.texts[-1].size for z in drawn.zones if len(z.texts) > 1]
    assert all(ratio > 1.15 for ratio in titles)


@pytest.mark.slow
def test_an_empty_board_shows_its_whole_form_in_a_small_window_too(open_board):
    document = new_workshop("Proov", canvases=[("journey_map", "service_blueprint")])
    view = open_board(document, "journey_map", size=(1030, 480)).page.view
    assert view.camera.fit_scale() < READABLE
    seen = view.camera.seen()
    assert seen.left() <= 0
    assert seen.top() <= 0
    assert seen.right() >= view.board.width
    assert seen.bottom() >= view.board.height


@pytest.mark.slow
def test_however_far_one_pans_or_zooms_a_part_of_the_board_stays_in_sight(open_board):
    board = open_board()
    board.type_note("Buss ei sõida õhtul")
    view = board.page.view

    def kept() -> bool:
        whole = view.from_board(QRectF(0, 0, view.board.width, view.board.height))
        shown = whole.intersected(QRectF(view.viewport().rect()))
        return shown.width() >= min(KEPT, whole.width()) - 1 and shown.height() >= min(KEPT, whole.height()) - 1

    for dx, dy in ((0, -9000), (9000, 0), (-90_000, 30), (4000, 90_000)):
        view.camera.pan(dx, dy)
        assert kept(), (dx, dy)
    corner = QPointF(2, 2)
    for factor in (8.0, 8.0, 0.01, 20.0):
        view.camera.zoom_by(factor, corner)
        assert kept(), factor
