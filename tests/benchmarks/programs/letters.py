"""Key press to letter on the screen: the line of a canvas with so many notes and a bare QLineEdit, key by key in turns.

`letters.py COUNT KEYS` prints the milliseconds of every key, ours and the bare one's, as JSON.
"""

import gc
import json
import os
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[3]))


def main():  # noqa: C901  (one small program, read as a whole)
    from PySide6.QtCore import QEvent, QObject, Qt
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

    from koosloome_desktop.views import style
    from tests.benchmarks.board_stands import HEIGHT, WIDTH, program

    gc.set_threshold(50_000, 20, 20)  # as the program does
    app = QApplication([])
    window = QWidget()  # made before the style sheet: the bare one has none
    bare = QLineEdit(window)
    bare.setGeometry(0, HEIGHT - 60, WIDTH, 60)
    window.resize(WIDTH, HEIGHT)
    style.prepare(app)
    count, keys = int(sys.argv[1]), int(sys.argv[2])
    with tempfile.TemporaryDirectory() as folder:
        stand, _board = program(count, Path(folder))
        page = stand.page_kept
        window.show()
        line = page.bar.line
        painted = set()

        class Seen(QObject):
            def eventFilter(self, watched, event):
                if event.type() == QEvent.Type.Paint:
                    painted.add(watched)
                return False

        seen = Seen()
        for field in (line, bare):
            field.installEventFilter(seen)

        def key(field, letter):
            """Milliseconds until the field has been painted with the letter."""
            field.activateWindow()
            field.setFocus()
            rest = time.perf_counter() + 0.03  # nobody types faster; what the last letter set off is done by then
            while time.perf_counter() < rest:
                app.processEvents()
            painted.clear()
            code = Qt.Key.Key_Space if letter == " " else Qt.Key(ord(letter.upper()))
            begun = time.perf_counter()
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                app.sendEvent(field, QKeyEvent(kind, code, Qt.KeyboardModifier.NoModifier, letter))
            until = begun + 2
            while field not in painted and time.perf_counter() < until:
                app.processEvents()
            return (time.perf_counter() - begun) * 1000

        words = "buss ei soida parast kella info jouab hilja noorteni keegi vastuta selle eest " * 40
        found = {"ours": [], "bare": []}
        for number, letter in enumerate(words[: keys + 20]):
            if number % 60 == 59:
                line.clear()
                bare.clear()
            times = key(line, letter), key(bare, letter)
            if number >= 20:  # the first letters fill caches of glyphs
                found["ours"].append(round(times[0], 3))
                found["bare"].append(round(times[1], 3))
        print(json.dumps(found, separators=(",", ":")), flush=True)
        os._exit(0)


main()
