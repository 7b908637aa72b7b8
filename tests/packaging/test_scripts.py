"""`run.py` and `test.py` as somebody types them; the checkout they stand in is set up already."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent


def script(name: str, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, ROOT / "packaging" / name, *words]
    return subprocess.run(
        command, cwd=ROOT.parent, env=os.environ | environment, capture_output=True, text=True, check=False
    )


def test_wrong_words_are_refused():
    done = script("test.py", "--ci", "--all")
    assert done.returncode == 2
    assert "not allowed with" in done.stderr


@pytest.mark.slow
def test_one_test_file_runs_and_the_summary_counts_it():
    done = script("test.py", "tests/packaging/test_bootstrap.py")
    assert done.returncode == 0, done.stdout
    assert "Everything passed." in done.stdout
    assert " 0 failed" in done.stdout


@pytest.mark.slow
def test_a_failing_test_fails_the_script(tmp_path):
    failing = tmp_path / "test_failing.py"
    failing.write_text("def test_it():\n    assert False\n")
    done = script("test.py", str(failing))
    assert done.returncode == 1
    assert "FAILED: quick tests" in done.stdout
    assert "0 passed, 1 failed, 0 skipped" in done.stdout


@pytest.mark.slow
def test_without_a_screen_the_sample_becomes_a_pdf():
    done = script("run.py", DISPLAY="", WAYLAND_DISPLAY="")
    assert done.returncode == 0, done.stdout + done.stderr
    pdf = ROOT / "out" / "kogukonnamaja.pdf"
    assert str(pdf) in done.stdout
    assert pdf.read_bytes().startswith(b"%PDF-")


@pytest.mark.slow
def test_words_go_to_the_command_line():
    done = script("run.py", "list", "--json")
    assert done.returncode == 0, done.stderr
