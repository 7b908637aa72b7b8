from __future__ import annotations

import pytest

from koosloome_desktop.layout.fishbone import layout_fishbone
from koosloome_desktop.layout.flow import stretched
from koosloome_desktop.layout.iceberg import layout_iceberg
from koosloome_desktop.layout.memory import forget
from koosloome_desktop.layout.parts import Parts, Sorted, around, arrow_head, outline
from koosloome_desktop.layout.primitives import SCREEN, WALL, NoteIn, ZoneBox, ZoneIn
from tests.drivers.calls import calls

ZONES = (ZoneIn("a", "Esimene", "Mis?", "cause", ("Näide",)), ZoneIn("~", "Ootel", "Kuhu?"))


def test_notes_are_sorted_by_zone_and_the_rest_gets_a_band_below():
    notes = [NoteIn("1", "Üks", zone="a"), NoteIn("2", "Kaks", zone="~"), NoteIn("3", "Kolm", zone="tundmatu")]
    found = Sorted(notes, ZONES, SCREEN, ["a"])
    assert [n.id for n in found.notes("a")] == ["1"]
    parts = Parts()
    end = found.below(parts, 100.0, 700.0)
    assert [n.id for n in parts.notes] == ["2", "3"]
    assert [z.code for z in parts.zones] == ["~", ""]
    assert all(z.y >= 100 and z.y + z.h <= end for z in parts.zones)
    assert found.rest_height(700.0) == pytest.approx(end - 100.0 + 14.0)


@pytest.mark.parametrize("draw", [layout_iceberg, layout_fishbone])
def test_however_many_arrangements_are_tried_a_note_is_measured_once(draw):
    forget()
    notes = [NoteIn(f"n{i}", f"Buss {i} ei sõida", zone="core" if i % 3 else "~") for i in range(90)]
    counted = calls(lambda: draw(notes, (ZoneIn("core", "Tuum"), ZoneIn("b", "Luu"), ZONES[1]), SCREEN.sized(900, 600)))
    widths = 3 if draw is layout_iceberg else 1  # of the notes of its layers
    assert counted["card", "Card.__init__"] <= widths * 60 + 30


def test_cards_of_a_zone_have_heights_of_their_own():
    found = Sorted([NoteIn("1", "Üks", zone="a")], ZONES, SCREEN, ["a"])
    one, two = found.cards("a")[0], found.cards("a")[0]
    usual, one.h = one.h, 400.0
    assert two.h == found.cards("a")[0].h == usual
    assert one.place(0.0, 0.0).h == 400.0
    assert two.place(5.0, 0.0).lines == one.place(0.0, 0.0).lines


def test_a_zone_without_notes_shows_its_examples_and_a_missing_one_nothing():
    found = Sorted([], ZONES, SCREEN, ["a", "b"])
    assert [n.text for n in found.notes("a")] == ["Näide"]
    assert found.notes("b") == []
    assert found.rest_height(700.0) > 0
    assert Sorted([], ZONES[:1], SCREEN, ["a"]).rest_height(700.0) == 0


def test_small_words_keep_to_the_least_text_of_the_profile():
    assert Sorted([], ZONES, SCREEN, ["a"]).small == 13.0
    wall = Sorted([], ZONES, WALL, ["a"])
    assert min(t.size for t in wall.heading(ZONES[0], 200.0).lines) >= 16.0


def test_no_text_is_larger_than_asked():
    found = Sorted([NoteIn("1", "Lühike", zone="a")], ZONES, SCREEN, ["a"])
    assert found.cards("a")[0].fitted.size == 20.0
    assert found.cards("a", largest=17.0)[0].fitted.size == 17.0
    assert found.cards("a", largest=5.0)[0].fitted.size == 13.0


def test_an_outline_is_closed_and_knows_what_lies_in_it():
    corners = [(0.0, 0.0), (100.0, 0.0), (140.0, 50.0), (40.0, 50.0)]
    shape = outline(corners)
    assert shape[0] == shape[-1]
    assert len(shape) == 1 + 3 * len(corners)
    zone = ZoneBox("a", *around(corners), outline=shape)
    assert zone.contains(70.0, 25.0)
    assert not zone.contains(5.0, 45.0)


def test_a_board_takes_the_shape_of_its_area_and_is_never_smaller():
    assert stretched(100.0, 50.0, None) == (100.0, 50.0)
    assert stretched(100.0, 50.0, (400.0, 300.0)) == (400.0, 300.0)
    width, height = stretched(800.0, 50.0, (400.0, 300.0))
    assert (width, height) == (800.0, 600.0)


def test_an_arrow_head_has_its_tip_where_it_points():
    head = arrow_head((10.0, 20.0), (0.0, 1.0), "step")
    assert head.points[3] == (10.0, 20.0)
    assert all(y <= 20.0 for _, y in head.points)
