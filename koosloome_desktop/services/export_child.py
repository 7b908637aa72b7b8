"""The program that makes one file for a window: reads its task from standard input, answers on standard output.

Started by `export_elsewhere`; it writes no file and opens no library. What it is asked and what it says are pickled
values between these two processes only.
"""

from __future__ import annotations

import os
import pickle
import sys
from typing import Any, BinaryIO

from koosloome_desktop.exports.elsewhere import READY
from koosloome_desktop.model.document import Document
from koosloome_desktop.services.export import export_bytes
from koosloome_desktop.services.export_elsewhere import DONE, FAILED, PHOTO, STEP, Task
from koosloome_desktop.support.clock import FixedClock
from koosloome_desktop.support.i18n import set_language

_GENTLE = 5


class Desk:
    """One task between its two pipes."""

    def __init__(self, source: BinaryIO, sink: BinaryIO) -> None:
        self._source, self._sink = source, sink
        self._shown = -1

    def work(self) -> None:
        """Read the task, do it, say what came of it."""
        self._say(READY)
        task: Task = self._read()
        set_language(task.spoken)
        document = Document(task.id, clock=FixedClock(task.now))
        records: list[Any] = []
        while piece := self._read():
            records += piece
        document.load(records, task.rev)
        del records
        try:
            data = export_bytes(
                document,
                task.path,
                task.wish,
                progress=self._step,
                photos=self._photo,
                lineage=(lambda: task.lineage) if task.lineage is not None else None,  # type: ignore[arg-type,return-value]
            )
        except Exception as error:  # noqa: BLE001  (whatever it is, the window must hear of it)
            self._say((FAILED, error))
            return
        self._say((DONE, data))

    def _step(self, done: int, total: int) -> None:
        """How far it is, by whole hundredths: more is not seen."""
        share = done * 100 // max(total, 1)
        if share != self._shown:
            self._shown = share
            self._say((STEP, (done, total)))

    def _photo(self, sha256: str) -> bytes | None:
        self._say((PHOTO, sha256))
        found: bytes | None = self._read()[0]
        return found

    def _say(self, value: object) -> None:
        self._sink.write(pickle.dumps(value, pickle.HIGHEST_PROTOCOL))
        self._sink.flush()

    def _read(self) -> Any:
        return pickle.load(self._source)  # noqa: S301  (what our own window wrote)


def main() -> None:
    """The whole program."""
    source, sink = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr  # nothing but answers goes there
    if hasattr(os, "nice"):
        os.nice(_GENTLE)  # the window and what is typed come first
    Desk(source, sink).work()


if __name__ == "__main__":
    main()
