"""A screen reader that asks for everything in a plan's chart and board: all rows touched, all deleted, window closed;
exit code 0. Run as a process of its own: what goes wrong here is a crash in Qt, not an exception.
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

from koosloome_desktop.operations.actions import add_actions, delete_actions
from tests.drivers.screen_reader import ask
from tests.drivers.window import WindowDriver, press, settle

COUNT = 120


def main() -> int:
    faulthandler.enable()
    app = QApplication([])
    QAccessible.setActive(True)
    with tempfile.TemporaryDirectory() as folder:
        driver = WindowDriver(Path(folder), ("03",))
        driver.open(3)
        page = driver.view.page()
        rows = [{"activity": f"tegevus {i}", "deadline": f"2027-{i % 12 + 1:02d}"} for i in range(COUNT)]
        page.workshop.run("x", lambda tx: add_actions(tx, page.canvas_id, rows))
        held = []
        for name in ("gantt", "board"):
            page.show_view(name)
            settle()
            view = page.views.current()
            area = view.chart if name == "gantt" else view.area
            area.fresh()
            root = QAccessible.queryAccessibleInterface(area)
            nodes = [root.child(i) for i in range(root.childCount())]
            print(name, sum(ask(n) for n in nodes), "asked")
            for key in ("Down", "Down", "Right"):
                press(area, key)
            held.append((area, root, nodes))
        ids = [a.id for a in page.model.everything()]
        page.workshop.run("x", lambda tx: delete_actions(tx, ids))
        settle()
        for area, root, nodes in held:
            area.stale()
            area.fresh()
            print(sum(not ask(n) for n in nodes), "invalid", root.childCount(), "left")
        kept = [QAccessible.uniqueId(n) for _area, _root, nodes in held for n in nodes]
        driver.close()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        gc.collect()
        settle()
        for known in kept:
            found = QAccessible.accessibleInterface(known)
            assert found is None or not found.isValid()
        print("closed")
    app.processEvents()
    return 0


if __name__ == "__main__":
    sys.exit(main())
