"""Order keys: always room between, short when typed downwards."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from koosloome_desktop.model.order import DIGITS, between, is_key, spread

keys = st.text(alphabet=DIGITS, min_size=1, max_size=12).filter(is_key)


@given(st.lists(st.tuples(st.integers(0, 50), st.booleans()), max_size=60))
def test_there_is_room_at_every_place(inserts):
    found: list[str] = []
    for place, _ in inserts:
        index = place % (len(found) + 1)
        low = found[index - 1] if index else ""
        high = found[index] if index < len(found) else ""
        found.insert(index, between(low, high))
    assert found == sorted(found)
    assert len(set(found)) == len(found)
    assert all(is_key(key) for key in found)


@given(keys | st.just(""), keys | st.just(""))
def test_a_key_stands_between_or_right_after_the_first(low, high):
    key = between(low, high)
    assert is_key(key)
    assert key > low
    if high and low < high:
        assert key < high


def test_always_before_the_first_stays_possible():
    first = "V"
    for _ in range(200):
        before = between("", first)
        assert before < first
        first = before


@pytest.mark.parametrize("first", ["", "V", "zV", "zzzzV", "Vxyz12", *list(spread(3000))[-1:]])
def test_a_list_that_is_typed_downwards_keeps_short_keys(first):
    last = first
    for _ in range(10_000):
        following = between(last, "")
        assert following > last
        assert is_key(following)
        last = following
    assert len(last) <= 2 * len(first) + 4


@pytest.mark.parametrize("count", [0, 1, 2, 60, 61, 62, 63, 1000, 5000])
def test_spread_keys_ascend_and_leave_room(count):
    found = list(spread(count))
    assert len(found) == count
    assert found == sorted(set(found))
    assert all(is_key(key) for key in found)
    assert all(one < between(one, two) < two for one, two in itertools.pairwise(found))
    assert max(map(len, found), default=0) <= 4


def test_what_is_no_key():
    for bad in ("", "0", "a0", "õ", "a b", "-"):
        assert not is_key(bad)
    assert is_key("0V")
