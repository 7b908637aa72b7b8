"""Payloads: canonical, without loss, without defaults, with migrations."""

from __future__ import annotations

import json
from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from koosloome_desktop.model import payload
from koosloome_desktop.model.frozen import FrozenMap, freeze, same
from koosloome_desktop.model.payload import dumps, line_of, payload_of, record_from
from koosloome_desktop.model.records import DATA_FIELDS, KINDS, Action, Note, Workshop

scalars = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text()
values = st.recursive(
    scalars, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3)
)


@st.composite
def records(draw):
    """A record of any kind with any frozen value in any field (types are the document's matter, not the payload's)."""
    kind = draw(st.sampled_from(sorted(KINDS)))
    names = draw(st.lists(st.sampled_from(DATA_FIELDS[kind]), unique=True, max_size=6))
    return KINDS[kind](id="x", **{name: freeze(draw(values)) for name in names})


@given(records())
def test_a_record_comes_back_from_its_payload_through_text(record):
    text = dumps(payload_of(record))
    back = record_from(record.kind, "x", json.loads(text), record.version)
    assert type(back) is type(record)
    assert all(same(getattr(back, f.name), getattr(record, f.name)) for f in fields(record))
    assert dumps(payload_of(back)) == text


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_a_bare_record_has_an_empty_payload(kind):
    assert payload_of(KINDS[kind](id="x")) == {}
    assert record_from(kind, "x", {}) == KINDS[kind](id="x")


def test_one_and_true_are_different_values():
    assert payload_of(Action(id="x", table_year=1)) == {"table_year": 1}
    assert payload_of(Workshop(id="x", sample=True)) == {"sample": True}
    assert line_of(Note(id="x", x=1)) != line_of(Note(id="x", x=1.0))


def test_payloads_are_in_the_order_of_the_fields():
    record = Note(text="t", zone="z", id="x", order="V")
    assert list(payload_of(record)) == ["order", "zone", "text"]
    assert line_of(record) == '["note","x",{"order":"V","zone":"z","text":"t"}]'


def test_canonical_text_is_compact_and_readable():
    assert dumps({"a": ["õ", 1, None, "\n"]}) == '{"a":["õ",1,null,"\\n"]}'
    for bad in (float("nan"), float("inf")):
        with pytest.raises(ValueError, match="not JSON compliant"):
            dumps(bad)


def test_older_payloads_are_migrated_step_by_step(monkeypatch):
    monkeypatch.setattr(Note, "version", 3)
    steps = {
        1: lambda data: {"text": data["words"]},
        2: lambda data: {**data, "text": data["text"].upper()},
    }
    monkeypatch.setitem(payload.MIGRATIONS, "note", steps)
    assert record_from("note", "x", {"words": "tere"}, 1) == Note(id="x", text="TERE")
    assert record_from("note", "x", {"text": "tere"}, 2) == Note(id="x", text="TERE")
    assert record_from("note", "x", {"text": "tere"}, 3) == Note(id="x", text="tere")


def test_what_is_unknown_is_an_error_and_never_dropped():
    with pytest.raises(KeyError):
        record_from("hologram", "x", {})
    with pytest.raises(TypeError):
        record_from("note", "x", {"colour": "red"})


def test_deep_values_stay_deep():
    record = Workshop(id="x", feedback=FrozenMap({"a": [{"b": []}, None]}))
    assert record_from("workshop", "x", payload_of(record)) == record
