"""A desktop's screen saver service on the session bus, for tests: writes down who holds it.

    python -m tests.views.wall.screen_saver

It holds for a caller until that caller's connection ends, as the specification asks.
"""

from __future__ import annotations

import json
import sys

from PySide6.QtCore import QCoreApplication
from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusServiceWatcher, QDBusVirtualObject

SERVICE = "org.freedesktop.ScreenSaver"


class Saver(QDBusVirtualObject):
    def __init__(self) -> None:
        super().__init__()
        self.holding: dict[str, list[str]] = {}
        self.watcher = QDBusServiceWatcher()
        self.watcher.setConnection(QDBusConnection.sessionBus())
        self.watcher.serviceUnregistered.connect(self.gone)

    def introspect(self, _path: str) -> str:
        return ""

    def handleMessage(self, message: QDBusMessage, connection: QDBusConnection) -> bool:
        if message.member() != "Inhibit":
            return False
        self.holding[message.service()] = [str(a) for a in message.arguments()]
        self.watcher.addWatchedService(message.service())
        connection.send(message.createReply(7))
        self.tell()
        return True

    def gone(self, service: str) -> None:
        self.holding.pop(service, None)
        self.tell()

    def tell(self) -> None:
        print(json.dumps(list(self.holding.values()), ensure_ascii=False), flush=True)


def main() -> int:
    app = QCoreApplication(sys.argv[:1])
    saver = Saver()
    bus = QDBusConnection.sessionBus()
    bus.registerVirtualObject("/org/freedesktop/ScreenSaver", saver)
    bus.registerService(SERVICE)
    saver.tell()
    return app.exec()


if __name__ == "__main__":
    sys.exit(main())
