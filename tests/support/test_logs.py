"""The log: rotates, stays private, holds no content, and never stops the program."""

from __future__ import annotations

import ast
import faulthandler
import logging
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from koosloome_desktop.support import logs

ROOT = Path(__file__).resolve().parents[2]
Opener = Callable[..., logs.Log]


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Opener]:
    made: list[logs.Log] = []

    def make(folder: Path = tmp_path / "log", **options: bool) -> logs.Log:
        made.append(logs.open_log(folder, faults=options.get("faults", False)))
        return made[-1]

    yield make
    for log in made:
        log.close()


def lines(log: logs.Log) -> list[str]:
    return (log.folder / logs.LOG_NAME).read_text(encoding="utf-8").splitlines()


def test_writes_one_line_in_utc(opened: Opener) -> None:
    log = opened()
    logging.getLogger("koosloome_desktop.storage").info("saved %d records", 3)
    logging.getLogger("koosloome_desktop.storage").debug("not asked for")
    (line,) = lines(log)
    assert re.fullmatch(
        r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ INFO MainThread koosloome_desktop\.storage: saved 3 records", line
    )


def test_tracebacks_say_where_but_not_what_was_quoted(opened: Opener) -> None:
    log = opened()
    try:
        try:
            int("Mari Maasikas ei saa bussi peale")
        except ValueError as error:
            raise LookupError("Mari Maasikas") from error
    except LookupError:
        logging.getLogger("koosloome_desktop.x").exception("could not read")
    text = "\n".join(lines(log))
    assert "Maasikas" not in text
    assert "builtins.LookupError" in text
    assert "builtins.ValueError" in text
    assert "test_logs.py:" in text
    assert all(line.startswith("    ") for line in lines(log)[1:])


def test_a_talkative_handler_beside_it_does_not_leak_into_the_file(opened: Opener) -> None:
    log = opened()
    logger = logging.getLogger("koosloome_desktop.y")
    seen: list[str] = []

    class Beside(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            seen.append(logging.Formatter().format(record))

    beside = Beside()
    logger.addHandler(beside)
    try:
        raise RuntimeError("salajane")
    except RuntimeError:
        logger.exception("failed")
    finally:
        logger.removeHandler(beside)
    assert "salajane" in seen[0]
    assert "salajane" not in "\n".join(lines(log))


def test_content_cannot_forge_a_line_or_drive_a_terminal(opened: Opener) -> None:
    log = opened()
    logging.getLogger("koosloome_desktop.z").warning(
        "got %s", "a\n2026-01-01T00:00:00Z ERROR x: forged\x1b[2J\u202e\r!"
    )
    got = lines(log)
    assert len(got) == 3
    assert got[1].startswith("    2026")
    assert "\x1b" not in "".join(got)
    assert "\u202e" not in "".join(got)
    assert "\\u001b" in got[1]


def test_a_text_is_logged_by_its_length() -> None:
    assert f"{logs.Shape('Külamaja')}" == "<8 characters>"


def test_keeps_five_files_of_one_megabyte(opened: Opener, monkeypatch: pytest.MonkeyPatch) -> None:
    assert (logs.MAX_BYTES, logs.FILES) == (1_000_000, 5)
    monkeypatch.setattr(logs, "MAX_BYTES", 1000)
    log = opened()
    logger = logging.getLogger("koosloome_desktop.r")
    for number in range(200):
        logger.info("event %d", number)
    files = sorted(log.folder.glob("koosloome.log*"))
    assert len(files) == 5
    assert all(path.stat().st_size <= 1000 for path in files)
    assert "event 199" in lines(log)[-1]


def test_without_a_folder_the_program_goes_on(opened: Opener, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    log = opened(tmp_path / "file" / "log")
    assert isinstance(log.problem, OSError)
    logging.getLogger("koosloome_desktop.q").error("nobody hears this")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a disk that is always full")
def test_a_full_disk_does_not_disturb(opened: Opener, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "full"
    folder.mkdir()
    (folder / logs.LOG_NAME).symlink_to("/dev/full")
    log = opened(folder)
    assert log.problem is None
    logging.getLogger("koosloome_desktop.f").error("lost")
    assert capsys.readouterr().err == ""


def test_closing_twice_and_opening_again(opened: Opener) -> None:
    log = opened(faults=True)
    assert faulthandler.is_enabled()
    log.close()
    log.close()
    assert not faulthandler.is_enabled()
    faulthandler.enable(sys.__stderr__)  # pytest's own
    logging.getLogger("koosloome_desktop.c").info("after close")
    assert lines(log) == []
    again = opened()
    logging.getLogger("koosloome_desktop.c").info("again")
    assert len(lines(again)) == 1


def test_a_crash_of_the_interpreter_leaves_its_trace(tmp_path: Path) -> None:
    script = (
        "import os, signal, sys\n"
        "from pathlib import Path\n"
        "from koosloome_desktop.support.logs import open_log\n"
        "open_log(Path(sys.argv[1]))\n"
        "def falls() -> None:\n    os.kill(os.getpid(), signal.SIGSEGV)\n"
        "falls()\n"
    )
    done = subprocess.run(
        [sys.executable, "-B", "-c", script, str(tmp_path)], check=False, cwd=ROOT, capture_output=True
    )
    assert done.returncode != 0
    trace = (tmp_path / logs.FAULT_NAME).read_text(encoding="utf-8")
    assert "in falls" in trace


@pytest.mark.skipif(os.name != "posix", reason="permissions as POSIX has them")
def test_the_folder_is_private(opened: Opener) -> None:
    assert opened().folder.stat().st_mode & 0o077 == 0


ROOT = Path(__file__).parents[2] / "koosloome_desktop"
HARMLESS = re.compile(r"type\(.+\)\.__name__|len\(\w+\)|Shape\(.+\)|\d+")


def log_calls() -> list[tuple[str, ast.Call]]:
    """Every call of a logger in the program."""
    found = []
    for path in sorted(ROOT.rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        for node in ast.walk(ast.parse(text)) if LOGGING.search(text) else ():
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                at = node.func.value
                if node.func.attr in LEVELS and isinstance(at, ast.Name) and at.id in {"_log", "log", "logger"}:
                    found.append((f"{path.relative_to(ROOT)}:{node.lineno}", node))
    return found


LOGGING = re.compile(r"\b(?:_log|log|logger)\s*\.")
"""Most files write no log and need not be parsed."""
LEVELS = frozenset({"debug", "info", "warning", "error", "exception", "critical", "log"})


def test_no_line_of_the_log_can_hold_what_people_wrote() -> None:
    # The words of a line are ours (a literal), what is filled in is a count, an error's type or a text's length.
    calls = log_calls()
    assert len(calls) > 5
    for place, call in calls:
        words, *values = call.args
        assert isinstance(words, ast.Constant), place
        assert isinstance(words.value, str), place
        for value in values:
            assert HARMLESS.fullmatch(ast.unparse(value)), f"{place}: {ast.unparse(value)}"
        assert {k.arg for k in call.keywords} <= {"exc_info"}, place
