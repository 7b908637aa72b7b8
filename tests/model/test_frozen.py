"""Frozen values: nothing is lost, nothing changes, 1 is not True."""

from __future__ import annotations

import copy
import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from koosloome_desktop.model.frozen import EMPTY, FrozenMap, freeze, same, thaw

scalars = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text()
values = st.recursive(
    scalars, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4)
)


def typed(value):
    """A value with the type of every part, so that 1, 1.0 and True differ."""
    if isinstance(value, dict):
        return ("dict", [(k, typed(v)) for k, v in value.items()])
    if isinstance(value, list):
        return ("list", [typed(v) for v in value])
    return (type(value).__name__, value)


@given(values)
def test_thawing_gives_back_what_was_frozen(value):
    assert typed(thaw(freeze(value))) == typed(value)


@given(values)
def test_frozen_values_are_equal_to_themselves_and_hashable(value):
    frozen = freeze(value)
    assert same(frozen, freeze(thaw(frozen)))
    assert hash(frozen) == hash(freeze(thaw(frozen)))
    assert same(pickle.loads(pickle.dumps(frozen)), frozen)


@given(values, values)
def test_same_means_the_same_typed_value(one, two):
    assert same(freeze(one), freeze(two)) == (typed(one) == typed(two))


def test_equality_tells_types_apart_and_keeps_order():
    assert FrozenMap({"a": 1}) == FrozenMap({"a": 1})
    assert FrozenMap({"a": 1}) != FrozenMap({"a": True})
    assert FrozenMap({"a": 1}) != FrozenMap({"a": 1.0})
    assert FrozenMap({"a": 1, "b": 2}) != FrozenMap({"b": 2, "a": 1})
    assert FrozenMap({"a": (1, {"b": None})}) != FrozenMap({"a": (True, {"b": None})})
    assert (FrozenMap() == {}) is False


def test_a_map_cannot_be_changed_from_outside():
    source = {"a": [1, {"b": 2}]}
    frozen = FrozenMap(source)
    source["a"].append(3)
    thawed = thaw(frozen)
    thawed["a"][1]["b"] = 9
    assert thaw(frozen) == {"a": [1, {"b": 2}]}
    with pytest.raises(TypeError):
        frozen["a"] = 1
    with pytest.raises(TypeError):
        del frozen["a"]
    assert copy.copy(frozen) == frozen


def test_copies_with_and_without():
    one = FrozenMap({"a": 1, "b": 2})
    assert list(one.having("c", 3).items()) == [("a", 1), ("b", 2), ("c", 3)]
    assert list(one.having("a", 9)) == ["a", "b"]
    assert list(one.without("a", "x").items()) == [("b", 2)]
    assert len(EMPTY) == 0


def test_what_is_no_json_value_is_refused():
    for bad in ({1, 2}, b"x", object(), {"a": {1}}):
        with pytest.raises(TypeError):
            freeze(bad)
