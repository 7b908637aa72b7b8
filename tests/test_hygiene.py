"""Rules of the house that no linter knows, checked over the files that git tracks."""

from __future__ import annotations

import ast
import re
import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parent.parent
MAX_FILE_LINES = 400
MAX_FUNCTION_LINES = 40
MAX_METHODS = 20

# Exceptions, each with its reason: "path" or "path::Name" -> why.
ALLOWED_LONG_FILES: dict[str, str] = {}
ALLOWED_LONG_FUNCTIONS: dict[str, str] = {}
ALLOWED_BIG_CLASSES: dict[str, str] = {
    "koosloome_desktop/storage/library.py::Library": "the room's one door: each method is one verb, a few lines long",
}
ALLOWED_SLEEPS: dict[str, str] = {
    "tests/benchmarks/peers/screen.py": "no test: looks at a screen every few milliseconds",
    "tests/drivers/test_drivers.py": "waits for nothing: a kill shall fall at any moment",
}

# Spelled in pieces, so that this file does not find itself.
FORBIDDEN_TEXT = re.compile(
    "|".join(
        (
            r"pypi\." + "org",
            r"python" + r"hosted\.org",
            r"registry\." + r"npmjs",
            r"deb\.debian" + r"\.org",
            r"/opt/" + r"(?:pypi|wheels)",
            r"/(?:home|Users)/" + r"\w+/",
            r"(?<![\w.])/work/" + r"\w",
            r"(?<![\w.])/root/" + r"\w",
        )
    )
)
SLEEPS = re.compile(r"\b(?:time\.sleep|qtbot\.wait|QTest\.qWait|QThread\.m?sleep)\s*\(")
HURRIES = re.compile(
    r"\btimeout=[1-9]|\.(?:wait|join)\([1-9]\d?(?:\.\d*)?\)|run_until\(.*, [1-9][\d_.]*\)|waitUntil\((?!.*PATIENCE)"
)
TEXT_ENDINGS = {
    ".cfg",
    ".css",
    ".html",
    ".js",
    ".json",
    ".md",
    ".po",
    ".py",
    ".sh",
    ".svg",
    ".toml",
    ".tsv",
    ".txt",
    ".yml",
    ".lock",
    "",
}


@cache
def tracked() -> tuple[Path, ...]:
    """Files that git tracks and that are there; outside a clone there is nothing to check."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False)
    if listed.returncode:
        return ()
    paths = (ROOT / name for name in listed.stdout.decode().split("\0") if name)
    return tuple(path for path in paths if path.is_file())


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def python_files(*folders: str) -> list[Path]:
    """Tracked Python files; migrations are left out, they are long lists of columns that nobody edits again."""
    code = (path for path in tracked() if path.suffix == ".py" and "migrations" not in path.parts)
    return [path for path in code if not folders or name_of(path).split("/")[0] in folders]


def test_git_lists_files():
    assert not (ROOT / ".git").exists() or len(python_files()) > 10


def test_no_file_is_too_long():
    long = {name_of(path): count for path in python_files() if (count := line_count(path)) > MAX_FILE_LINES}
    assert {name: count for name, count in long.items() if name not in ALLOWED_LONG_FILES} == {}
    assert set(ALLOWED_LONG_FILES) <= set(long), "an exception that is not needed any more"


def line_count(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def test_no_function_is_too_long():
    long = {name: lines for name, lines in sizes()[0].items() if lines > MAX_FUNCTION_LINES}
    assert {name: count for name, count in long.items() if name not in ALLOWED_LONG_FUNCTIONS} == {}
    assert set(ALLOWED_LONG_FUNCTIONS) <= set(long), "an exception that is not needed any more"


@cache
def sizes() -> tuple[dict[str, int], dict[str, int]]:
    """Lines of the longest function, and methods of the largest class, of each name; every file is read once."""
    functions: dict[str, int] = {}
    classes: dict[str, int] = {}
    for path in python_files("koosloome_desktop", "packaging"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                name = f"{name_of(path)}::{node.name}"
                functions[name] = max(functions.get(name, 0), code_lines(node))
            elif isinstance(node, ast.ClassDef):
                name = f"{name_of(path)}::{node.name}"
                classes[name] = max(classes.get(name, 0), count_methods(node))
    return functions, classes


def code_lines(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines of a function's body, its docstring not counted."""
    body = function.body[1:] if ast.get_docstring(function) is not None else function.body
    return (function.end_lineno or 0) - body[0].lineno + 1 if body else 0


def test_no_class_has_too_many_methods():
    big = {name: methods for name, methods in sizes()[1].items() if methods > MAX_METHODS}
    assert {name: count for name, count in big.items() if name not in ALLOWED_BIG_CLASSES} == {}
    assert set(ALLOWED_BIG_CLASSES) <= set(big), "an exception that is not needed any more"


def count_methods(node: ast.ClassDef) -> int:
    """Methods of a class; what Python calls by itself (`__enter__` …) is not counted."""
    methods = (item for item in node.body if isinstance(item, ast.FunctionDef | ast.AsyncFunctionDef))
    return sum(not method.name.startswith("__") for method in methods)


def test_tests_do_not_sleep():
    found = [
        f"{name_of(path)}:{number}"
        for path in python_files("tests")
        if path != Path(__file__) and name_of(path) not in ALLOWED_SLEEPS
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if SLEEPS.search(line)
    ]
    assert found == []


def test_tests_wait_patiently():
    """What has to come is waited for with `tests.drivers.waiting.PATIENCE`: a short wait fails on a busy machine."""
    found = [
        f"{name_of(path)}:{number}"
        for path in python_files("tests")
        if path != Path(__file__) and "benchmarks" not in path.parts
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if HURRIES.search(line)
    ]
    assert found == []


def test_nothing_names_a_registry_or_somebodys_machine():
    found = [
        f"{name_of(path)}:{number}: {line.strip()[:80]}"
        for path in tracked()
        if path.suffix in TEXT_ENDINGS
        for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1)
        if FORBIDDEN_TEXT.search(line)
    ]
    assert found == []


def test_the_lock_holds_hashes_and_no_addresses():
    lock = (ROOT / "packaging" / "requirements.lock").read_text(encoding="utf-8")
    pinned = re.findall(r"^[\w.-]+(?:\[\w+\])?==", lock, re.MULTILINE)
    assert len(pinned) > 30
    assert lock.count("--hash=sha256:") >= len(pinned)
    assert "://" not in lock


def test_every_package_says_what_it_is_for():
    silent = [
        name_of(path)
        for path in python_files("koosloome_desktop")
        if path.name == "__init__.py" and not ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    ]
    assert silent == []


# ---------------------------------------------------------------- icons

ICONS = sorted((ROOT / "resources" / "icons").glob("*.svg"))


def test_there_are_icons_and_their_licence():
    assert len(ICONS) >= 40
    assert "ISC License" in (ROOT / "resources" / "icons" / "LICENSE").read_text(encoding="utf-8")


def test_icons_take_the_colour_of_the_text():
    for icon in ICONS:
        colours = set(re.findall(r'(?:stroke|fill|color)="([^"]*)"', icon.read_text(encoding="utf-8")))
        assert "currentColor" in colours, icon.name
        assert colours <= {"currentColor", "none"}, icon.name
