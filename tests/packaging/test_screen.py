"""`run.py` on a machine with a screen: the program opens in a real window, and closing the window ends it well."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.drivers.waiting import PATIENCE

ROOT = Path(__file__).parent.parent.parent


@pytest.mark.slow
def test_the_sample_opens_in_a_window_and_closes(x_environment):
    def xdotool(*words: str) -> str:
        done = subprocess.run(
            ["xdotool", *words], env=x_environment, capture_output=True, text=True, check=True, timeout=PATIENCE * 2
        )
        return done.stdout.strip()

    def press_close(window: str) -> None:
        # Once more when nothing happens: a fresh X server's first key may fall into the window manager's reading of the
        # keyboard map, and is lost. A window that goes meanwhile is what is waited for.
        for _press in range(5):
            with contextlib.suppress(subprocess.CalledProcessError, subprocess.TimeoutExpired):
                xdotool("windowactivate", "--sync", window, "key", "alt+F4")
            with contextlib.suppress(subprocess.TimeoutExpired):
                program.wait(PATIENCE / 5)
                return

    words = [sys.executable, ROOT / "packaging" / "run.py"]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    with subprocess.Popen(words, env=x_environment, start_new_session=True, **pipes) as program:
        try:
            # The name of the workshop stands in the title once it is open.
            window = xdotool("search", "--sync", "--onlyvisible", "--name", "kogukonnamaja")
            assert "Koosloome" in xdotool("getwindowname", window)
            press_close(window)
            said, complained = program.communicate(timeout=PATIENCE)
        except BaseException:
            os.killpg(program.pid, signal.SIGKILL)  # the script and the program that it started
            raise
    assert (program.returncode, complained) == (0, ""), complained
    assert said.endswith("Opening the program with the sample workshop.\n")
