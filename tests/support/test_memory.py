"""The collector rests while it is asked to, and works again afterwards, whatever happened."""

from __future__ import annotations

import gc
import subprocess
import sys

import pytest

from koosloome_desktop.support.memory import uncollected
from tests.drivers.waiting import PATIENCE


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


def test_a_call_that_ends_quickly_is_not_looked_through_and_what_it_holds_is_still_let_go():
    told = """
import atexit, gc, weakref
from koosloome_desktop.support.memory import end_quickly

class Held:
    pass

held = Held()
weakref.finalize(held, print, "let go")
atexit.register(lambda: print("left for the collector:", gc.get_freeze_count() == 0))
end_quickly()
"""
    done = subprocess.run(
        [sys.executable, "-c", told], capture_output=True, text=True, check=True, timeout=PATIENCE * 2
    )
    assert done.stdout.splitlines() == ["left for the collector: False", "let go"]
