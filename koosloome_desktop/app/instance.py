"""One window per library: a second start brings the first to the front and hands it its files."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from koosloome_desktop.app.early import server_name

_WAIT_MS: Final = 1500
_LIMIT: Final = 1_000_000
"""Longest message in bytes that is listened to."""


def hand_over(library: str, files: Sequence[str]) -> bool:
    """Ask a window that has this library open to come to the front; whether there was one that answered."""
    socket = QLocalSocket()
    socket.connectToServer(server_name(library))
    if not socket.waitForConnected(_WAIT_MS):
        return False
    message = json.dumps({"files": [str(Path(f).absolute()) for f in files]})
    socket.write(message.encode() + b"\n")
    socket.flush()
    answered = socket.waitForReadyRead(_WAIT_MS)
    socket.disconnectFromServer()
    return bool(answered)


class Doorbell(QObject):
    """Listens for second starts. `rung(files)` asks the window to come to the front and take the files."""

    rung = Signal(list)

    def __init__(self, library: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._answer)
        name = server_name(library)
        if not self._server.listen(name):
            # A window that crashed leaves its socket behind; nobody answers there any more.
            QLocalServer.removeServer(name)
            self._server.listen(name)

    def _answer(self) -> None:
        socket = self._server.nextPendingConnection()
        socket.readyRead.connect(lambda: self._read(socket))
        socket.disconnected.connect(socket.deleteLater)
        if socket.bytesAvailable():
            self._read(socket)

    def _read(self, socket: QLocalSocket) -> None:
        if not socket.canReadLine():
            if socket.bytesAvailable() > _LIMIT:
                socket.abort()
            return
        try:
            message = json.loads(bytes(socket.readLine(_LIMIT).data()))
            files = [str(f) for f in message["files"]]
        except (ValueError, KeyError, TypeError, RecursionError):
            socket.abort()
            return
        socket.write(b"ok\n")
        socket.flush()
        # Not while the socket is heard: what a file opens waits for an answer (a dialog, reading), the socket goes
        # meanwhile, and to return into it ended the program.
        QTimer.singleShot(0, self, lambda: self.rung.emit(files))

    def close(self) -> None:
        """Stop listening."""
        self._server.close()
