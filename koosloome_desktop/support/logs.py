"""The log: five files of 1 MB in the platform's log folder, local only.

What may be logged: what the program did, ids, counts, sizes, times, error types, places in our code. Never the text of
a note, a title, a name, a file name that a person chose, or a token: logs are mailed to strangers. Two things help to
keep that: log lines take values as arguments (``log.info("saved %d records", n)``), and `Shape` logs a text as its
length. What an exception says may quote content, so tracebacks are written without the exceptions' messages.
"""

from __future__ import annotations

import contextlib
import faulthandler
import logging
import re
import time
import traceback
from dataclasses import dataclass
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType
from typing import Final, TextIO

from koosloome_desktop.support.paths import ensure_dir, log_dir
from koosloome_desktop.support.patterns import pattern_of

LOGGER: Final = "koosloome_desktop"
LOG_NAME: Final = "koosloome.log"
FAULT_NAME: Final = "fault.log"
MAX_BYTES: Final = 1_000_000
FILES: Final = 5


@dataclass(frozen=True, slots=True)
class Shape:
    """A text as a log may show it: its length only."""

    text: str

    def __str__(self) -> str:
        return f"<{len(self.text)} characters>"


_CONTROLS = pattern_of("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


class QuietFormatter(logging.Formatter):
    """One event in UTC, escaped; tracebacks name types and places, not messages."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(threadName)s %(name)s: %(message)s", "%Y-%m-%dT%H:%M:%SZ")

    def converter(self, timestamp: float | None) -> time.struct_time:
        """UTC, so that logs of two machines can be laid side by side."""
        return time.gmtime(timestamp)

    def format(self, record: logging.LogRecord) -> str:
        """The record as text; further lines are indented, so that none of them can pass for another event."""
        # Another handler may have kept its own, talkative text of the same exception.
        kept, record.exc_text = record.exc_text, None
        try:
            lines = super().format(record).replace("\r", "\n").split("\n")
        finally:
            record.exc_text = kept
        return "\n    ".join(_CONTROLS.sub(_escaped, line) for line in lines)

    def formatException(  # noqa: N802  (logging's own name)
        self,
        ei: tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None],
    ) -> str:
        """The chain of exceptions as types and places, the last raised first."""
        error = ei[1]
        lines: list[str] = []
        seen: set[int] = set()
        while error is not None and id(error) not in seen:
            seen.add(id(error))
            lines.append(f"{type(error).__module__}.{type(error).__qualname__}")
            lines += [
                f"  {Path(at.filename).name}:{at.lineno} {at.name}" for at in traceback.extract_tb(error.__traceback__)
            ]
            error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
        return "\n".join(lines)


def _escaped(found: re.Match[str]) -> str:
    return f"\\u{ord(found[0]):04x}"


class _Handler(RotatingFileHandler):
    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802  (logging's own name)
        """A full disk must not disturb the work: the line is lost, nothing is printed."""


@dataclass(slots=True)
class Log:
    """The open log; `problem` says why there is none (then nothing is written and the program goes on)."""

    folder: Path
    problem: OSError | None = None
    _handler: logging.Handler | None = None
    _faults: TextIO | None = None

    def close(self) -> None:
        """Stop writing and close the files; may be called again."""
        if self._handler is not None:
            logging.getLogger(LOGGER).removeHandler(self._handler)
            with contextlib.suppress(OSError):  # what a full disk still held back is lost
                self._handler.close()
            self._handler = None
        if self._faults is not None:
            faulthandler.disable()
            self._faults.close()
            self._faults = None


def open_log(folder: Path | None = None, *, level: int = logging.INFO, faults: bool = True) -> Log:
    """Write what ``koosloome_desktop.*`` loggers say to `folder` (the platform's when left out), and crashes of the
    interpreter to ``fault.log`` beside it.

    Never raises: a folder that cannot be written gives a `Log` with its `problem`.
    """
    log = Log(folder or log_dir())
    try:
        ensure_dir(log.folder)
        handler = _Handler(log.folder / LOG_NAME, maxBytes=MAX_BYTES, backupCount=FILES - 1, encoding="utf-8")
        log._handler = handler
        handler.setFormatter(QuietFormatter())
        logger = logging.getLogger(LOGGER)
        logger.addHandler(handler)
        logger.setLevel(level)
        if faults:
            log._faults = _fault_file(log.folder / FAULT_NAME)
            faulthandler.enable(log._faults, all_threads=True)
    except OSError as error:
        log.close()
        log.problem = error
    return log


def _fault_file(path: Path) -> TextIO:
    too_large = path.is_file() and path.stat().st_size > MAX_BYTES
    return path.open("w" if too_large else "a", encoding="utf-8")
