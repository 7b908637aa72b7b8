"""The binding's own modules are compiled once: used while their source is the same, never trusted when damaged."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap

import pytest

from tests.drivers.waiting import PATIENCE

pytestmark = pytest.mark.slow

CODE = """
    import builtins
    real, made = builtins.compile, []

    def counted(source, filename, *more, **named):
        made.append(str(filename))
        return real(source, filename, *more, **named)

    builtins.compile = counted
    from koosloome_desktop.app.binding import load_quickly
    load_quickly()
    from koosloome_desktop.support.kept_code import FIRST
    FIRST.keep()
    assert builtins.compile is counted
    builtins.compile = real
    from PySide6.QtCore import QPointF
    try:
        QPointF("a", [])
    except TypeError as refused:
        said = str(refused).splitlines()
    inside = sum(name.startswith("shibokensupport/") for name in made)
    print(inside, said)
"""


def loaded(folder) -> tuple[int, str]:
    """How many of its modules were compiled, and what the binding knows of itself then."""
    around = os.environ | {"XDG_CACHE_HOME": str(folder), "LOCALAPPDATA": str(folder)}
    around.pop("PYTHONDONTWRITEBYTECODE", None)
    call = [sys.executable, "-c", textwrap.dedent(CODE)]
    done = subprocess.run(call, env=around, capture_output=True, text=True, timeout=PATIENCE * 2, check=False)
    assert done.returncode == 0, done.stderr
    count, said = done.stdout.split(maxsplit=1)
    return int(count), said


def test_its_modules_are_compiled_once_and_a_damaged_cache_is_not_believed(tmp_path):
    count, said = loaded(tmp_path)
    assert count > 5
    assert loaded(tmp_path) == (0, said)
    (kept,) = tmp_path.rglob("*.bin")
    whole = kept.read_bytes()
    kept.write_bytes(whole[:100] + bytes([whole[100] ^ 1]) + whole[101:])
    assert loaded(tmp_path) == (count, said)
    assert kept.read_bytes() == whole
