"""Columns and the shape of a table as data: nothing of a row is without a column, a shape survives being kept."""

from __future__ import annotations

from dataclasses import fields

import pytest

from koosloome_desktop.model.records import Action
from koosloome_desktop.views.plan.columns import BY_FIELD, SETS, column_of, columns_of
from koosloome_desktop.views.plan.shape import Filter, Shape, from_json, kept, to_json
from koosloome_desktop.views.plan.widths import shared

pytestmark = pytest.mark.slow

YEARS = ("2026", "2027", "2028")
ROLES = ("vallavanem", "külavanem")
INNER = {
    "id", "order", "extra", "given", "canvas", "history", "changes", "continues", "table_year", "time_text",
    "budget_note", "budget_text", "draft", "origins", "agreed_at", "commitment",
}  # fmt: skip
"""Fields that stand in another's column, or in none because nobody reads them."""


def names(name: str) -> list[str]:
    return [c.field for c in columns_of(name, YEARS, ROLES)]


def test_every_field_of_a_row_has_a_column():
    shown = set(names("all")) | {"time"}
    missing = {f.name for f in fields(Action)} - INNER - shown
    assert missing == set()


def test_the_founding_five_are_the_founding_five():
    assert [c.field for c in columns_of("five", YEARS, ())] == ["activity", "time", "result", "budget", "target_group"]


def test_a_municipality_has_a_column_for_every_year():
    assert [f for f in names("municipality") if f.startswith("budget:")] == [f"budget:{y}" for y in YEARS]


def test_a_matrix_has_a_column_for_every_role():
    assert [c.words for c in columns_of("rasci", (), ROLES)][-2:] == list(ROLES)


@pytest.mark.parametrize("chosen", SETS, ids=lambda s: s.name)
def test_no_set_names_a_column_twice(chosen):
    found = names(chosen.name)
    assert len(found) == len(set(found))
    assert all(column_of(f, ROLES) is not None for f in found)


def test_an_unknown_set_is_the_usual_one():
    assert names("no such set") == names("usual")


SHAPES = [
    Shape(),
    Shape(columns="avp", hidden=("principles",), sort="deadline", down=True, group="owner_role", hints=False),
    Shape(order=("deadline", "activity"), widths=(("activity", 320),)),
    Shape(filter=Filter("buss", ("done",), "vallavanem", marked=True)),
]


@pytest.mark.parametrize("shape", SHAPES)
def test_a_shape_comes_back_as_it_was_kept(shape):
    assert from_json(to_json(shape)) == shape


@pytest.mark.parametrize(
    "given", [None, [], {"columns": 5, "order": "x", "widths": [[1]], "filter": 3, "group": "colour"}, {"sort": None}]
)
def test_what_cannot_be_read_is_as_usual(given):
    assert from_json(given) == Shape()


def test_only_what_differs_is_kept_and_the_oldest_is_forgotten():
    shapes: dict = {}
    for number in range(260):
        shapes = kept(shapes, f"c{number}", Shape(columns="five"))
    assert len(shapes) == 200
    assert "c0" not in shapes
    assert kept(shapes, "c259", Shape()).get("c259") is None


def test_columns_are_moved_hidden_and_come_back():
    columns = columns_of("usual", YEARS, ())
    shape = Shape().moved(columns, "deadline", 1)
    assert [c.field for c in shape.arranged(columns)][:3] == ["code", "deadline", "activity"]
    hidden = Shape(order=shape.order, hidden=("activity",))
    assert "activity" not in [c.field for c in hidden.arranged(columns)]
    assert [c.field for c in Shape(order=shape.order).arranged(columns)][2] == "activity"


def test_a_year_that_comes_later_stands_beside_its_neighbour():
    columns = columns_of("municipality", ("2026",), ())
    shape = Shape(columns="municipality").moved(columns, "result", 1)
    later = columns_of("municipality", ("2026", "2027"), ())
    found = [c.field for c in shape.arranged(later)]
    assert found.index("budget:2027") == found.index("budget:2026") + 1


def test_sorting_goes_up_down_and_back_to_the_plan():
    shape = Shape().sorted_by("deadline")
    assert (shape.sort, shape.down) == ("deadline", False)
    shape = shape.sorted_by("deadline")
    assert (shape.sort, shape.down) == ("deadline", True)
    assert shape.sorted_by("deadline").sort == ""


def test_no_set_but_the_wide_ones_is_wider_than_its_room():
    for chosen in SETS:
        columns = columns_of(chosen.name, YEARS, ROLES)
        texts = [["mõned sõnad siin"] * 3] * len(columns)
        for room in (860, 1000, 1318, 1872):
            found = shared(columns, texts, room, {}, {}, wide=chosen.wide)
            assert chosen.wide or sum(found) <= room, chosen.name


def test_a_width_of_ones_own_is_kept():
    columns = columns_of("usual", YEARS, ())
    found = shared(columns, [["x"]] * len(columns), 1300, {"result": 333}, {}, wide=False)
    assert found[[c.field for c in columns].index("result")] == 333


def test_every_title_is_a_message_or_a_name():
    assert all(c.title for c in BY_FIELD.values())
