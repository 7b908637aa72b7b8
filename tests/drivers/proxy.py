"""A PostgreSQL that can be cut off and slowed down: a socket file in front of the real one."""

from __future__ import annotations

import contextlib
import select
import shutil
import socket
import tempfile
import threading
from pathlib import Path

from sqlalchemy import make_url

from tests.drivers.waiting import PATIENCE

_NAME = ".s.PGSQL.5432"


class Proxy:
    """Stands in front of a server. `cut` ends every connection and takes no new one until `mend`; `delay` (s) holds
    what the server answers; `lose` has one answer not come.
    """

    def __init__(self, address: str) -> None:
        url = make_url(address)
        self._target = str(Path(str(url.query["host"])) / _NAME)
        # Socket files have short names: not in pytest's deep folders.
        self._folder = Path(tempfile.mkdtemp(prefix="kl-px-"))
        self.address = url.update_query_dict({"host": str(self._folder)}).render_as_string(hide_password=False)
        self.delay = 0.0
        self._open = True
        self._change = threading.Lock()
        """Held while a connection is taken or all are cut: none slips through in between."""
        self._to_lose = 0
        self._ended = threading.Event()
        self._pairs: list[tuple[socket.socket, socket.socket]] = []
        self._sockets: list[socket.socket] = []
        self._threads: list[threading.Thread] = []
        self._server = socket.socket(socket.AF_UNIX)
        self._server.bind(str(self._folder / _NAME))
        self._server.listen(20)
        self._start(self._accept)

    def _start(self, work, *arguments) -> None:
        thread = threading.Thread(target=work, args=arguments, daemon=True)
        self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        while not self._ended.is_set():
            if not select.select([self._server], [], [], 0.05)[0]:
                continue
            client, _address = self._server.accept()
            with self._change:
                self._join(client)

    def _join(self, client: socket.socket) -> None:
        server = socket.socket(socket.AF_UNIX)
        self._sockets += (client, server)
        try:
            if not self._open:
                raise ConnectionRefusedError
            server.connect(self._target)
        except OSError:
            server.close()
            client.close()
            return
        self._pairs.append((client, server))
        self._start(self._carry, client, server, False)
        self._start(self._carry, server, client, True)

    def _carry(self, source: socket.socket, target: socket.socket, answers: bool) -> None:
        with contextlib.suppress(OSError):
            while data := source.recv(65536):
                if answers and self._lost():
                    break
                if answers and self.delay:
                    self._ended.wait(self.delay)
                target.sendall(data)
        for one in (source, target):
            with contextlib.suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)

    def _lost(self) -> bool:
        self._to_lose -= self._to_lose > 0
        return self._to_lose == 1

    def lose(self, answer: int) -> None:
        """The connection of the `answer`-th answer from now on (1: the next, 0: of none) breaks instead of bringing
        it.
        """
        self._to_lose = answer + 1

    def cut(self) -> None:
        """The server is gone."""
        with self._change:
            self._open = False
            for pair in self._pairs:
                for one in pair:
                    with contextlib.suppress(OSError):
                        one.shutdown(socket.SHUT_RDWR)
            self._pairs.clear()

    def mend(self) -> None:
        """The server is back."""
        self._open = True

    def close(self) -> None:
        self._ended.set()
        self.cut()
        for thread in self._threads:
            thread.join(PATIENCE)
        for one in (*self._sockets, self._server):
            one.close()
        shutil.rmtree(self._folder, ignore_errors=True)
