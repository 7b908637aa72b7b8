"""The walls between the packages, where import-linter cannot see: what an import really loads.

`lint-imports` (contracts in pyproject.toml) checks who names whom; here the modules are imported for real.
"""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "koosloome_desktop"
QT_ROOMS = {"app", "views"}
QT = {"PySide6", "shiboken6"}
# What takes long to import, so nothing may load it before the first picture is on the screen (quality bar W5).
HEAVY = {
    "alembic",
    "docx",
    "icalendar",
    "openpyxl",
    "pydantic",
    "qrcode",
    "reportlab",
    "sqlalchemy",
    "uvicorn",
    "xlsxwriter",
}


def modules(*rooms: str) -> list[str]:
    """Names of all modules of these rooms; migrations are run by Alembic and are no modules to import."""
    found = []
    for room in sorted(rooms):
        for path in sorted((PACKAGE / room).rglob("*.py")):
            parts = path.relative_to(ROOT).with_suffix("").parts
            if "migrations" not in parts:
                found.append(".".join(parts).removesuffix(".__init__"))
    return found


def rooms() -> set[str]:
    """All packages directly below the program's."""
    return {path.parent.name for path in PACKAGE.glob("*/__init__.py")}


def loaded_by(names: list[str]) -> set[str]:
    """Top-level packages in `sys.modules` after importing all `names` in a fresh interpreter."""
    code = (
        "import importlib, json, sys\n"
        "for name in json.load(sys.stdin): importlib.import_module(name)\n"
        "print(json.dumps(sorted({name.partition('.')[0] for name in sys.modules})))"
    )
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code],
        input=json.dumps(names),
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return set(json.loads(done.stdout))


def test_rooms_are_found():
    assert {"model", "support"} <= rooms()
    assert "koosloome_desktop.model.records" in modules("model")


def test_rooms_without_qt_load_no_qt():
    assert loaded_by(modules(*rooms() - QT_ROOMS)) & QT == set()


def test_the_window_loads_nothing_heavy_before_it_shows():
    """Importing all of the program but the rooms that own a heavy library loads none of them; so none of its parts
    does.
    """
    owners = {"exports", "imports", "room", "storage"}
    names = ["koosloome_desktop.__main__"] if (PACKAGE / "__main__.py").exists() else []
    assert loaded_by(names + modules(*rooms() - owners)) & HEAVY == set()


def test_the_command_line_answers_without_qt():
    code = (
        "import atexit, json, runpy, sys\n"
        "names = lambda: json.dumps([name.partition('.')[0] for name in sys.modules])\n"
        "atexit.register(lambda: print(names(), file=sys.stderr))\n"
        "sys.argv[1:] = ['--version']\n"
        "runpy.run_module('koosloome_desktop', run_name='__main__', alter_sys=True)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert set(json.loads(done.stderr.splitlines()[-1])) & (HEAVY | QT) == set()


def kinds() -> list[Path]:
    """Folders of the canvas kinds."""
    return sorted(path.parent for path in (PACKAGE / "canvases").glob("*/__init__.py"))


@pytest.mark.parametrize("kind", kinds(), ids=lambda path: path.name)
def test_canvas_kinds_do_not_know_each_other(kind):
    others = {path.name for path in kinds()} - {kind.name}
    named = {name for path in kind.rglob("*.py") for name in imported_names(path)}
    known = {other for other in others if any(f"canvases.{other}" in f"{name}." for name in named)}
    assert known == set()


def imported_names(path: Path) -> set[str]:
    """Every dotted name that a file imports, also inside functions; relative imports resolved."""
    names = set()
    package = path.relative_to(ROOT).parent.parts
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            base = ".".join(package[: len(package) - node.level + 1]) if node.level else ""
            module = ".".join(part for part in (base, node.module) if part)
            names |= {f"{module}.{alias.name}" for alias in node.names}
    return names
