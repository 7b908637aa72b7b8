"""Modules that are read when they are first asked: by whoever imported them early, and as always by everybody else."""

from __future__ import annotations

import builtins
import importlib
import subprocess
import sys
import textwrap

import pytest

from koosloome_desktop.support.later_modules import later
from tests.drivers.waiting import PATIENCE


@pytest.fixture
def packages(tmp_path, monkeypatch):
    """Two modules that write down that they were read, and one that imports both at its top."""
    for name in ("wanted_later", "wanted_now"):
        (tmp_path / f"{name}.py").write_text(f"import builtins\nbuiltins.read_here.append({name!r})\nANSWER = 42\n")
    (tmp_path / "early_bird.py").write_text(
        "import wanted_later\nfrom wanted_now import ANSWER\ndef ask():\n    return wanted_later.ANSWER\n"
    )
    monkeypatch.syspath_prepend(tmp_path)
    read: list[str] = []
    monkeypatch.setattr("builtins.read_here", read, raising=False)
    # Not through the binding's own import, which looks into the source of whatever is imported (`plain_imports`).
    monkeypatch.setattr("builtins.__import__", getattr(builtins, "__orig_import__", builtins.__import__))
    yield read
    for name in ("wanted_later", "wanted_now", "early_bird"):
        sys.modules.pop(name, None)


def test_what_is_imported_early_is_read_when_it_is_asked_and_once(packages):
    with later("wanted_later", "wanted_now"):
        early = importlib.import_module("early_bird")
    assert packages == ["wanted_now"]  # it asked for a name of it at once
    assert "wanted_later" not in sys.modules
    assert early.ask() == 42
    module = importlib.import_module("wanted_later")
    assert packages == ["wanted_now", "wanted_later"]
    assert early.wanted_later.ANSWER is module.ANSWER
    with pytest.raises(AttributeError, match="nothing_of_the_kind"):
        _ = early.wanted_later.nothing_of_the_kind


def test_it_may_be_asked_before_the_end_and_what_fails_leaves_nothing_behind(packages):
    with later("wanted_later"):
        early = importlib.import_module("early_bird")
        assert early.ask() == 42
        assert sys.modules["wanted_later"].__file__
    assert sys.modules["wanted_later"].ANSWER == 42
    with pytest.raises(ModuleNotFoundError), later("wanted_never", "wanted_later"):
        from wanted_never import anything  # noqa: F401
    assert sys.modules["wanted_later"].__file__, "what is there already stays"
    assert "wanted_never" not in sys.modules
    with later("wanted_never"):
        never = importlib.import_module("wanted_never")
    with pytest.raises(ModuleNotFoundError, match="wanted_never"):
        _ = never.anything


STARTED = """
    import io, sys
    from koosloome_desktop.app.binding import load_quickly
    load_quickly()
    print(*(name for name in ("argparse", "bz2", "lzma", "random", "shutil", "tempfile") if name in sys.modules))
    import zipfile
    for how in (zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA, zipfile.ZIP_DEFLATED):
        with zipfile.ZipFile(io.BytesIO(), "w", how) as whole:
            whole.writestr("a.txt", "õ" * 1000)
            assert whole.read("a.txt").decode() == "õ" * 1000
    import argparse, shutil, tempfile
    folder = tempfile.mkdtemp()
    shutil.rmtree(folder)
    assert argparse.ArgumentParser().parse_args([])
    from shibokensupport.signature.lib import pyi_generator
    assert pyi_generator.argparse.ArgumentParser is argparse.ArgumentParser
"""


def test_what_the_binding_does_not_need_is_not_read_and_works_when_it_is_wanted():
    call = [sys.executable, "-c", textwrap.dedent(STARTED)]
    done = subprocess.run(call, capture_output=True, text=True, timeout=PATIENCE, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    assert done.stdout.strip() == ""
