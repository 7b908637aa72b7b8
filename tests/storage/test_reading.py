"""Rows that are read together are read as each by itself."""

from __future__ import annotations

import json

import pytest

from koosloome_desktop.storage.reading import _all_data


def test_many_payloads_are_read_as_each_is():
    said = [{"text": 'üks "kaks" [{', "parent": "a"}, {}, {"text": "]}", "sources": ["a", "b"]}]
    assert _all_data([json.dumps(one) for one in said]) == said
    assert _all_data([]) == []


@pytest.mark.parametrize("damaged", ['{"text": "a', "", "1", "[]", '{}, {"a": 1}', "{}]", '{"a": 1}}'])
def test_a_damaged_payload_is_never_taken_for_another(damaged):
    """It is read by itself then, and says of itself what is wrong with it."""
    rows = ["{}", damaged, '{"text": "b"}']
    try:
        alone = [json.loads(row) for row in rows]
    except ValueError:
        with pytest.raises(ValueError):  # noqa: PT011
            _all_data(rows)
    else:
        assert _all_data(rows) == alone
