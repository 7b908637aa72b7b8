"""The limited process: what hangs, dies or eats memory costs one clear line, and stopping works."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest

from koosloome_desktop.imports import limited, table_door
from koosloome_desktop.imports.grid import TableOptions
from koosloome_desktop.imports.plain_values import from_json, to_json
from koosloome_desktop.imports.table_door import ReadingStopped, read_apart
from koosloome_desktop.imports.table_file import read_table
from koosloome_desktop.imports.tables import ParsedPlan
from koosloome_desktop.support.errors import RefusedInput
from koosloome_desktop.support.i18n import set_language
from tests.drivers.waiting import bar
from tests.imports.plan_books import plain_book
from tests.imports.plan_tables import ALL

SAMPLES = Path(__file__).parents[2] / "resources" / "samples"
SEED = (SAMPLES / "plan_2021_2024.tsv").read_bytes()


@pytest.mark.parametrize("data", [SEED, SEED.decode(), plain_book([["Tegevus", "Aeg"], ["Talgud", "mai 2026"]])])
def test_what_comes_through_the_process_is_what_was_read(data) -> None:
    assert read_apart(data, TableOptions()) == read_table(data)


@pytest.mark.parametrize("name", ALL)
def test_every_value_survives_the_way(name) -> None:
    found = read_table(ALL[name], default_year=2026)
    assert from_json(ParsedPlan, to_json(found)) == found


def test_notes_come_through_too() -> None:
    text = "tekst;tsoon;hääled\nNoored lahkuvad;põhjused;3\n"
    assert read_apart(text, TableOptions()) == read_table(text)


@pytest.mark.parametrize("value", [b"[]", b"{}", b'{"tables":3}', b"nothing"])
def test_an_answer_of_another_shape_is_not_taken(value) -> None:
    with pytest.raises((TypeError, ValueError, KeyError)):
        from_json(ParsedPlan, value)


def test_a_refusal_comes_through_whole_and_in_the_language() -> None:
    with pytest.raises(RefusedInput) as refused:
        read_apart(b"Tegevus\tAeg\nx\tmai\ny\t" + b"z" * 10_001, TableOptions())
    assert "3" in refused.value.place
    set_language("ru")
    try:
        with pytest.raises(RefusedInput, match="план"):
            read_apart(b"tere", TableOptions())
    finally:
        set_language("et")


def test_it_can_be_stopped_and_nothing_of_it_stays(monkeypatch) -> None:
    asked = []

    def cancelled() -> bool:
        asked.append(time.monotonic())
        return len(asked) > 1

    with pytest.raises(ReadingStopped):
        read_apart(SEED * 500, TableOptions(), cancelled=cancelled)


def _program(monkeypatch, tmp_path: Path, code: str) -> None:
    """Put another program in the reader's place."""
    (tmp_path / "reader_for_tests.py").write_text(
        "import sys\nfrom koosloome_desktop.imports import table_work\n" + code, encoding="utf-8"
    )
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.setattr(table_door, "_WORKER", "reader_for_tests")


def test_a_reader_that_hangs_is_ended(monkeypatch, tmp_path) -> None:
    _program(monkeypatch, tmp_path, "while True: pass\n")
    monkeypatch.setattr(table_door, "SECONDS", 0.5)
    begun = time.monotonic()
    with pytest.raises(RefusedInput, match="jõutud"):
        read_apart(SEED, TableOptions())
    assert time.monotonic() - begun < bar(10)


def test_a_reader_that_dies_is_one_clear_line(monkeypatch, tmp_path) -> None:
    _program(monkeypatch, tmp_path, "import os; os.abort()\n")
    with pytest.raises(RefusedInput, match="ei saanud lugeda"):
        read_apart(SEED, TableOptions())
    monkeypatch.setattr(limited.sys, "executable", "/bin/false")
    with pytest.raises(RefusedInput, match="ei saanud lugeda"):
        read_apart(SEED, TableOptions())


def test_a_reader_that_eats_memory_is_one_clear_line(monkeypatch, tmp_path) -> None:
    _program(
        monkeypatch,
        tmp_path,
        "table_work.answer = lambda _request: bytearray(table_work.MEMORY)\nraise SystemExit(table_work.main())\n",
    )
    with pytest.raises(RefusedInput, match="mälu"):
        read_apart(SEED, TableOptions())


def test_the_process_is_held_to_its_limits() -> None:
    code = (
        "import resource; from koosloome_desktop.imports.child_limits import limit;"
        "from koosloome_desktop.imports import table_work as w; limit(w.MEMORY, w.CPU_SECONDS);"
        "print(resource.getrlimit(resource.RLIMIT_AS)[0], resource.getrlimit(resource.RLIMIT_CPU)[0])"
    )
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert out.stdout.split() == [str(512 * 1024 * 1024), "60"]


def test_the_reading_process_loads_no_window_no_database_and_no_paper() -> None:
    head = json.dumps({"pasted": False, "language": "et", "options": json.loads(to_json(TableOptions()))}).encode()
    code = (
        "import sys; from koosloome_desktop.imports import table_work as w;"
        f"w.answer({head!r} + b'\\n' + 'Tegevus\\tAeg\\nx\\tmai'.encode());"
        "print(sorted({'PySide6', 'sqlalchemy', 'reportlab', 'docx', 'PIL', 'openpyxl'} & set(sys.modules)))"
    )
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert out.stdout.strip() == "[]"
