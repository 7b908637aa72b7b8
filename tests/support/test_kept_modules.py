"""Modules out of one kept file: the same as from their sources, and never another than the source that is there."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

import koosloome_desktop
from koosloome_desktop.support import kept_modules
from koosloome_desktop.support.kept_modules import KeptModules
from tests.drivers.waiting import PATIENCE

pytestmark = pytest.mark.slow

SEEN = """
    import inspect, json, sys
    from koosloome_desktop.support import kept_modules
    kept_modules.quick_modules()
    from importlib import import_module, reload
    told = {}
    for name in ("koosloome_desktop.support.reasons", "koosloome_desktop.more", "koosloome_desktop.more.inside"):
        try:
            module = import_module(name)
        except ImportError:
            told[name] = None
            continue
        told[name] = {
            "kept": isinstance(module.__spec__.loader, kept_modules.KeptLoader),
            "value": getattr(module, "VALUE", 0),
            "file": module.__file__,
            "cached": module.__cached__,
            "path": list(getattr(module, "__path__", ())),
            "package": module.__package__,
            "source": inspect.getsource(module),
            "code": module.work.__code__.co_filename if hasattr(module, "work") else "",
        }
    kept_modules.FIRST.keep()
    print(json.dumps(told))
"""
INSIDE = "koosloome_desktop.more.inside"


class Program:
    """A small copy of the package, with modules of its own that can be edited."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        ours = Path(koosloome_desktop.__file__).parent
        self.package = folder / "program" / "koosloome_desktop"
        skip = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ours / "support", self.package / "support", ignore=skip)
        shutil.copy(ours / "__init__.py", self.package)
        (self.package / "more").mkdir()
        (self.package / "more" / "__init__.py").write_text("'''More.'''\n")
        self.write(1)

    @property
    def inside(self) -> Path:
        return self.package / "more" / "inside.py"

    def write(self, value: int) -> None:
        self.inside.write_text(f"VALUE = {value}\n\n\ndef work():\n    return VALUE\n")

    def start(self, *, optimised: bool = False, **variables: str) -> dict:
        environment = {
            k: v for k, v in os.environ.items() if k not in {"PYTHONDONTWRITEBYTECODE", "PYTHONPYCACHEPREFIX"}
        }
        environment |= {
            "XDG_CACHE_HOME": str(self.folder / "cache"),
            "PYTHONPATH": str(self.package.parent),
            **variables,
        }
        call = [sys.executable, *(["-O"] if optimised else []), "-c", textwrap.dedent(SEEN)]
        done = subprocess.run(
            call, capture_output=True, text=True, timeout=PATIENCE * 2, env=environment, check=False, cwd=self.folder
        )
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    def kept(self) -> list[Path]:
        return list((self.folder / "cache").rglob("modules-first-*.bin"))


@pytest.fixture
def program(tmp_path) -> Program:
    return Program(tmp_path)


def test_a_module_from_the_cache_is_the_same_module(program):
    first, again = program.start(), program.start()
    assert [m["kept"] for m in first.values()] == [False] * 3
    assert [m["kept"] for m in again.values()] == [True] * 3
    for found in (*first.values(), *again.values()):
        del found["kept"]
    assert first == again
    assert again[INSIDE]["code"] == again[INSIDE]["file"] == str(program.inside)
    assert again["koosloome_desktop.more"]["path"] == [str(program.inside.parent)]


def test_an_edit_is_there_at_the_next_start_whatever_its_length(program):
    program.start()
    before = program.inside.stat()
    program.write(2)
    assert program.inside.stat().st_size == before.st_size
    # A second later: finer than that Python itself does not look at its own compiled files.
    os.utime(program.inside, ns=(before.st_atime_ns, before.st_mtime_ns + 1_000_000_000))
    edited, after = program.start(), program.start()
    assert [(s[INSIDE]["kept"], s[INSIDE]["value"]) for s in (edited, after)] == [(False, 2), (True, 2)]
    assert edited["koosloome_desktop.more"]["kept"], "the others are still good"
    program.write(34)
    os.utime(program.inside, ns=(before.st_atime_ns, before.st_mtime_ns + 1_000_000_000))
    assert program.start()[INSIDE]["value"] == 34


def test_a_module_that_went_is_gone_and_one_that_came_is_found(program):
    program.start()
    program.inside.unlink()
    assert program.start()[INSIDE] is None
    program.write(555)
    found, again = program.start()[INSIDE], program.start()[INSIDE]
    assert (found["value"], found["kept"], again["value"], again["kept"]) == (555, False, 555, True)


def test_another_place_or_way_of_compiling_does_not_take_it(program, tmp_path):
    program.start()
    other = Program(tmp_path / "elsewhere")
    assert not any(m["kept"] for m in other.start(XDG_CACHE_HOME=str(program.folder / "cache")).values())
    program.start()
    assert not any(m["kept"] for m in program.start(optimised=True).values())
    program.start()
    assert not any(m["kept"] for m in program.start(PYTHONPYCACHEPREFIX=str(tmp_path / "compiled")).values())


def test_a_damaged_file_is_not_believed_and_made_anew(program):
    plain = program.start()
    (kept,) = program.kept()
    whole = kept.read_bytes()
    for harm in (whole[:30] + bytes([whole[30] ^ 1]) + whole[31:], b"", whole[:6], b"\0" + whole[1:]):
        kept.write_bytes(harm)
        assert program.start() == plain
        assert kept.read_bytes() == whole
    for harm in (whole[:-20], whole[:-20] + bytes([whole[-20] ^ 1]) + whole[-19:]):
        kept.write_bytes(harm)
        found = program.start()
        assert sorted(m["kept"] for m in found.values()) == [False, True, True], "only the damaged part is left out"
        assert [m["value"] for m in found.values()] == [m["value"] for m in plain.values()]
        assert kept.read_bytes() == whole


def test_nothing_is_kept_where_python_writes_nothing(program):
    program.start(PYTHONDONTWRITEBYTECODE="1")
    assert program.kept() == []


def test_what_was_let_go_is_left_to_python_and_not_written_again(monkeypatch):
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    store, name = KeptModules("modules-a"), "koosloome_desktop.support.reasons"
    assert store.spec(name) is None
    __import__(name)
    store.keep()
    again = KeptModules("modules-a")
    spec = again.spec(name)
    assert spec is not None
    assert isinstance(spec.loader, kept_modules.KeptLoader)
    again.forget()
    assert again.spec(name) is None
    assert again.missed == set()
    assert again.spec("koosloome_desktop.support.errors") is None
    assert again.missed == {"koosloome_desktop.support.errors"}
    __import__("koosloome_desktop.support.errors")
    again.keep()
    assert KeptModules("modules-a").known().keys() == {name, "koosloome_desktop.support.errors"}
