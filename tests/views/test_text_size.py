"""The desktop's text size makes everything larger, once, and never smaller."""

from __future__ import annotations

import pytest

from koosloome_desktop.views.text_size import FACTOR, enlarge, percent


@pytest.mark.parametrize(
    ("wanted", "there", "factor"),
    [(150, {}, "1.5"), (225, {}, "2.25"), (100, {}, None), (90, {}, None), (9000, {}, None), (150, {FACTOR: "2"}, "2")],
)
def test_text_size_becomes_a_factor_for_everything(wanted, there, factor):
    environment = dict(there)
    enlarge(environment, wanted)
    assert environment.get(FACTOR) == factor


def test_a_desktop_that_tells_nothing_has_its_usual_size():
    assert 100 <= percent() <= 225
