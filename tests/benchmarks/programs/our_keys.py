"""`koosloome` with the one workshop of the library open: what each of some keys costs, in ms of processor time.

A key is done when its event has been answered and everything it asked for has been shown (events handled until none is
left). Prints one JSON object: name of the key, then its costs.
"""

import json
import os
import time

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest

from koosloome_desktop.app import main
from koosloome_desktop.services.settings import Settings
from koosloome_desktop.support.paths import library_dir

SHOWN_S = 1.5
costs: dict[str, list[float]] = {}
app = main.application()
run = main.Run(app, Settings(), str(library_dir()), [])
run.window.resize(1600, 900)
run.window.show()


def settled():
    for _ in range(20):
        app.processEvents()


def costed(name, act):
    """Do it and take down what it cost."""
    begun = time.process_time()
    act()
    settled()
    costs.setdefault(name, []).append((time.process_time() - begun) * 1000)


def rest(seconds):
    """What comes by itself after a while is no part of a key."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        app.processEvents()


def go():
    window = run.window
    if window.library is None:
        QTimer.singleShot(50, go)
        return
    window.open_workshop(window.library.list()[0].id)
    rest(SHOWN_S)
    view, page = window.view, window.view.page()
    finder = view.finder
    finder.open()
    rest(0.3)
    for letter in "probleem":
        costed("a letter to find", lambda letter=letter: QTest.keyClicks(finder.panel.field, letter))
    for _ in range(6):
        costed("back over it", lambda: QTest.keyClick(finder.panel.field, Qt.Key.Key_Backspace))
    finder.toggle_filter()
    rest(0.3)
    for letter in "robl":
        costed("a letter with the filter", lambda letter=letter: QTest.keyClicks(finder.panel.field, letter))
    finder.close()
    order = page.order()
    view.jump(order[len(order) // 2])
    if not view.inspector_open():
        view.toggle_inspector()
    rest(0.3)
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Up) * 6:
        costed("an arrow, details beside", lambda key=key: QTest.keyClick(page.view, key))
    page.focus_line()
    rest(0.3)
    for letter in "siin on uus mure":
        costed("a letter in the line", lambda letter=letter: QTest.keyClicks(page.bar.line, letter))
    print(json.dumps(costs), flush=True)
    os._exit(0)


QTimer.singleShot(100, go)
app.exec()
