"""The window, as tests read it from outside: does what is written to it line by line, and says when it is done.

Lines are ``open 0``, ``side agenda``, ``home``, ``press Down``, ``type tekst``, ``foreign text``.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

from PySide6.QtCore import QSocketNotifier
from PySide6.QtWidgets import QApplication

from koosloome_desktop.model.changes import Origin
from koosloome_desktop.operations import notes as verbs
from tests.drivers.window import WindowDriver, press, settle, type_text


class Program:
    """The orders, each a method of that name."""

    def __init__(self, folder: Path) -> None:
        self.driver = WindowDriver(folder, ("01",), size=(1366, 768))
        self._rest = b""

    def told(self) -> None:
        """Lines came; without any more of them the program ends."""
        got = os.read(sys.stdin.fileno(), 65536)
        if not got:
            QApplication.quit()
            return
        *lines, self._rest = (self._rest + got).split(b"\n")
        for line in lines:
            order, _space, rest = line.decode().partition(" ")
            said = getattr(self, f"do_{order}")(rest)
            settle()
            print(json.dumps(said), flush=True)

    def do_open(self, place: str) -> int:
        """A canvas; how many notes a reader should find there."""
        self.driver.open(int(place))
        self.driver.window.activateWindow()
        page = self.driver.view.page()
        return len(page.order()) if hasattr(page, "order") else 0

    def do_side(self, name: str) -> None:
        """A page of the workshop's."""
        self.driver.view.open_canvas(name)

    def do_home(self, _rest: str) -> None:
        """The workshop closes."""
        self.driver.window.show_home()
        self.driver.window.close_workshop()

    def do_press(self, keys: str) -> None:
        """Keys, to whatever has the keyboard."""
        press(QApplication.focusWidget(), keys)

    def do_type(self, text: str) -> None:
        """Letters."""
        type_text(QApplication.focusWidget(), text)

    def do_foreign(self, text: str) -> None:
        """Somebody else adds a note."""
        page = self.driver.view.page()
        with self.driver.document.transaction("Elsewhere", origin=Origin.REMOTE) as tx:
            verbs.add_note(tx, page.canvas_id, text, zone="cause")
        page.stage.fresh()


def main() -> int:
    app = QApplication(sys.argv[:1])
    program = Program(Path(sys.argv[1]))
    notifier = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)
    notifier.activated.connect(lambda *_: program.told())
    print(json.dumps("ready"), flush=True)
    app.exec()
    program.driver.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
