"""`run.py` on a machine with a screen: the program opens in a real window, and closing the window ends it well."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent


@pytest.mark.slow
def test_the_sample_opens_in_a_window_and_closes(x_environment):
    def xdotool(*words: str) -> str:
        done = subprocess.run(
            ["xdotool", *words], env=x_environment, capture_output=True, text=True, check=True, timeout=30
        )
        return done.stdout.strip()

    words = [sys.executable, ROOT / "packaging" / "run.py"]
    with subprocess.Popen(
        words, env=x_environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as program:
        try:
            # The name of the workshop stands in the title once it is open.
            window = xdotool("search", "--sync", "--onlyvisible", "--name", "kogukonnamaja")
            assert "Koosloome" in xdotool("getwindowname", window)
            xdotool("windowactivate", "--sync", window, "key", "alt+F4")
            said, complained = program.communicate(timeout=20)
        except BaseException:
            os.killpg(program.pid, signal.SIGKILL)  # the script and the program that it started
            raise
    assert (program.returncode, complained) == (0, ""), complained
    assert said.endswith("Opening the program with the sample workshop.\n")
