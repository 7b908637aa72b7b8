"""Hearing of others' changes in a shared library: PostgreSQL's LISTEN and NOTIFY.

Whoever writes says so in the same transaction (`announce`), and PostgreSQL tells it at the commit to everybody who
listens. A thread with a connection of its own does nothing but listen; after a break it connects again and has
everything looked at, as nobody knows what was said meanwhile.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from typing import Any, Final

from koosloome_desktop.storage.engine import postgres_engine
from koosloome_desktop.storage.line import Line

CHANNEL: Final = "koosloome"
ERASED: Final = "!"
"""Said in the place of a workshop: a person was erased, anywhere in the library."""
_SAY: Final = "SELECT pg_notify(:channel, current_schema() || ' ' || :workshop || ' ' || :actor)"
_LOOK_SECONDS: Final = 0.25
"""How soon the thread hears that it shall end."""
_AGAIN_SECONDS: Final = 2.0

_log = logging.getLogger(__name__)


def announce(line: Line, workshop: str, actor: str) -> None:
    """Tell everybody, when this transaction is committed, that a workshop has changed; nothing on SQLite."""
    if line.server:
        line.ask(_SAY, channel=CHANNEL, workshop=workshop or "-", actor=actor)


class Listener:
    """The thread. `heard(workshop)` is called in it for changes of others, ``""`` after a break: anything may have
    changed.
    """

    def __init__(self, url: str, actor: str, heard: Callable[[str], object]) -> None:
        self._engine = postgres_engine(url)
        self._actor = actor
        self._heard = heard
        self._end = threading.Event()
        self._again = threading.Event()
        self.ready = threading.Event()
        """Set while it listens."""
        self._thread = threading.Thread(target=self._run, name="library-listener", daemon=True)
        self._thread.start()

    def close(self, timeout: float) -> None:
        """Stop listening."""
        self._end.set()
        self._thread.join(timeout)

    def again(self) -> None:
        """Connect anew, as the server was found not to answer; `heard("")` tells when it does."""
        self._again.set()

    def _run(self) -> None:
        while not self._end.is_set():
            self._again.clear()
            try:
                connection = self._engine.raw_connection()
            except Exception as error:  # noqa: BLE001  (whatever it is: the server is tried again)
                _log.info("listening failed: %s", type(error).__name__)
                self._end.wait(_AGAIN_SECONDS)
                continue
            raw: Any = connection.driver_connection
            connection.detach()
            try:
                self._listen(raw)
            except Exception as error:  # noqa: BLE001
                _log.info("listening broke: %s", type(error).__name__)
                self._end.wait(_LOOK_SECONDS)
            finally:
                self.ready.clear()
                raw.close()

    def _listen(self, raw: Any) -> None:
        raw.autocommit = True
        schema = raw.execute("SELECT current_schema()").fetchone()[0]
        raw.execute(f"LISTEN {CHANNEL}")
        self.ready.set()
        self._heard("")
        while not self._end.is_set() and not self._again.is_set():
            for said in raw.notifies(timeout=_LOOK_SECONDS, stop_after=1):
                where, workshop, actor = [*said.payload.split(" "), "", ""][:3]
                if where == schema and actor != self._actor:
                    self._heard(workshop)
