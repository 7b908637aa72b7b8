"""Reading a file that people chose from a disk that may hang: a stick that is being pulled, a share that is gone.

Such a disk gives no error for minutes, and whoever reads waits in the kernel, where nothing can fetch him back. So a
thread reads, and who asked waits for it from piece to piece, three seconds at most (quality.md D13). A thread that
hangs is left behind; it ends with the disk or with the program.
"""

from __future__ import annotations

import queue
import threading
from pathlib import Path
from typing import Final

from koosloome_desktop.support.errors import RefusedInput
from koosloome_desktop.support.i18n import _

SECONDS = 3.0
"""The longest wait for the next piece."""
_CHUNK = 1024 * 1024
_END: Final = b""


def read_patiently(path: Path, limit: int) -> bytes:
    """The content of a file, `limit` + 1 bytes at most. OSError as the disk gives it; RefusedInput when for `SECONDS`
    it gives nothing.
    """
    pieces: queue.SimpleQueue[bytes | OSError] = queue.SimpleQueue()
    threading.Thread(target=_read, args=(path, limit + 1, _CHUNK, pieces), name="file-reader", daemon=True).start()
    found: list[bytes] = []
    while True:
        try:
            piece = pieces.get(timeout=SECONDS)
        except queue.Empty:
            raise RefusedInput(
                _("the disk that the file is on does not answer"),
                place=str(path),
                hint=_("Put it back or copy the file to this computer, then try again. Nothing was imported."),
            ) from None
        if isinstance(piece, OSError):
            raise piece
        if piece == _END:
            return b"".join(found)
        found.append(piece)


def _read(path: Path, most: int, chunk: int, pieces: queue.SimpleQueue[bytes | OSError]) -> None:
    try:
        with path.open("rb", buffering=0) as file:
            while most > 0 and (piece := file.read(min(chunk, most))):
                most -= len(piece)
                pieces.put(piece)
    except OSError as error:
        pieces.put(error)
    else:
        pieces.put(_END)
