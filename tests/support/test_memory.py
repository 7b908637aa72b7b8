"""The collector rests while it is asked to, and works again afterwards, whatever happened."""

from __future__ import annotations

import gc

import pytest

from koosloome_desktop.support.memory import uncollected


def failing() -> None:
    with uncollected():
        assert not gc.isenabled()
        raise ValueError("x")


def test_it_rests_inside_and_works_again_after_an_error():
    gc.enable()
    with pytest.raises(ValueError, match="x"):
        failing()
    assert gc.isenabled()


def test_one_that_was_resting_goes_on_resting():
    gc.disable()
    try:
        with uncollected():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()
