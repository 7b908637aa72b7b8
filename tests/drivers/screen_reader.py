"""A screen reader that asks for everything: 200 notes, all touched, all deleted, window closed; exit code 0.

Run as a process of its own: what goes wrong here is a crash in Qt, not an exception.
"""

from __future__ import annotations

import faulthandler
import gc
import os
import sys
import tempfile
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication

from tests.drivers.board import BoardDriver

COUNT = 200


def ask(interface) -> bool:
    """Everything an assistive tool asks of a thing; whether it is valid."""
    for kind in (QAccessible.Text.Name, QAccessible.Text.Description, QAccessible.Text.Help):
        interface.text(kind)
    interface.role()
    interface.state()
    interface.rect()
    interface.parent()
    interface.window()
    interface.childCount()
    QAccessible.uniqueId(interface)
    return bool(interface.isValid())


def main() -> int:
    faulthandler.enable()
    app = QApplication([])
    QAccessible.setActive(True)
    with tempfile.TemporaryDirectory() as folder:
        board = BoardDriver(Path(folder))
        causes = board.page.presenter.next_zone(board.page.desk.target, 1)
        board.page.verbs.add([f"märge {i}" for i in range(COUNT)], causes)
        board.settle()
        root = QAccessible.queryAccessibleInterface(board.page.view)
        notes = [root.child(i) for i in range(root.childCount())]
        print(sum(ask(n) for n in notes), "asked")
        board.page.go_to(board.page.order()[0])
        board.press("Ctrl+A", "Del")
        board.page.stage.fresh()
        print(sum(not ask(n) for n in notes), "invalid")
        print(root.childCount(), "left")
        ids = [QAccessible.uniqueId(n) for n in notes]
        board.close()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        gc.collect()
        for note, number in zip(notes, ids, strict=True):
            if note.isValid() or QAccessible.accessibleInterface(number) is None:
                return 1
        app.processEvents()
    print("closed")
    return 0


if __name__ == "__main__":
    sys.exit(main())
