"""A scripted workshop of twenty minutes in the real program: `KOOSLOOME_STALL_LOG` says where it did not answer.

The clock runs ahead two seconds at every step. On each canvas of the sample notes are typed, edited, grouped, moved,
counted, taken back and done again; canvases are changed, the board is panned and zoomed, the plan gets rows. Prints
when it began (ms since the meter started), how many things happened, and every step with its time.
"""

import builtins
import json
import os
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[3]))

WORDS = """
buss ei sõida pärast kella info jõuab hilja noorteni keegi vastuta selle eest saal külm raha pole
""".strip().split(" ")
STEP_MS = 12
EVENTS = 600
real_build = builtins.__build_class__
kept = []


def build(body, name, *bases, **named):
    """Whoever makes the class `Run` has our window in its hands when one is made."""
    made = real_build(body, name, *bases, **named)
    if name == "Run" and body.__module__ == "koosloome_desktop.app.main":
        builtins.__build_class__ = real_build
        loaded = made.loaded

        def opened(run, library):
            loaded(run, library)
            kept.append(Script(run))

        made.loaded = opened
    return made


class Script:
    """Does one thing every few milliseconds."""

    def __init__(self, run):
        from PySide6.QtCore import QTimer

        from koosloome_desktop.support.clock import FixedClock

        self.window = run.window
        self.begun = run.stall._start
        self.clock = self.window.ctx.clock = FixedClock()
        self.steps = []
        self.window.actions_.try_sample()
        self.play = self.script()
        self.timer = QTimer()
        self.timer.timeout.connect(self.step)
        # The meter is read from here on: opening has bars of its own.
        QTimer.singleShot(1500, self.begin)

    def begin(self):
        self.begun_ms = (time.monotonic() - self.begun) * 1000
        self.timer.start(STEP_MS)

    def step(self):
        # Processor time of this thread since the last step: what a stall would be on a machine with nothing else to do.
        now = time.thread_time()
        if self.steps:
            self.steps[-1].append(round((now - self.busy) * 1000, 1))
        self.busy = now
        self.clock.forward(2)
        try:
            name = next(self.play)
        except StopIteration:
            self.timer.stop()
            told = {
                "begun_ms": round(self.begun_ms),
                "events": len(self.steps),
                "minutes": round(len(self.steps) * 2 / 60, 1),
            }
            print(json.dumps(told | {"steps": self.steps}, separators=(",", ":")).replace(" ", "_"), flush=True)
            os._exit(0)
        self.steps.append([round((time.monotonic() - self.begun) * 1000), name])

    # -- what people do

    def press(self, keys):
        from PySide6.QtGui import QKeySequence
        from PySide6.QtTest import QTest
        from PySide6.QtWidgets import QApplication

        widget = QApplication.focusWidget() or self.window
        found = QKeySequence.fromString(keys, QKeySequence.SequenceFormat.PortableText)[0]
        QTest.keyClick(widget, found.key(), found.keyboardModifiers())

    def write(self, text):
        from PySide6.QtGui import QInputMethodEvent
        from PySide6.QtWidgets import QApplication

        event = QInputMethodEvent("", [])
        event.setCommitString(text)
        widget = QApplication.focusWidget()
        if widget is not None:
            QApplication.sendEvent(widget, event)

    def note(self, number):
        words = WORDS
        for word in (words[(number * 7 + i) % len(words)] for i in range(5)):
            self.write(word + " ")
            yield "type"
        self.press("Return")
        yield "enter"

    def on_canvas(self, place, number):
        """A round of things on one canvas."""
        canvases = self.window.view.canvases()
        self.window.view.open_canvas(canvases[place].id)
        yield "canvas"
        page = self.window.view.page()
        if not hasattr(page, "desk"):  # the plan is a table
            for keys in ("Down", "Down", "Up", "Escape"):
                self.press(keys)
                yield "plan " + keys
            return
        page.focus_line()
        yield "line"
        for i in range(4):
            yield from self.note(number * 11 + i)
        for keys in (
            "Tab",
            "Up",
            "Escape",
            "Down",
            "Right",
            "Down",
            "2",
            "3",
            "Ctrl+Z",
            "Ctrl+Z",
            "Alt+Right",
            "Shift+Down",
            "1",
            "Ctrl+Z",
            "Ctrl+Y",
            "plus",
            "Return",
            "Escape",
            "Escape",
        ):
            self.press("+" if keys == "plus" else keys)
            yield "key " + keys
        for dx in (-40, 40):
            page.view.camera.pan(dx, dx)
            yield "pan"
        page.view.camera.zoom_by(1.2)
        yield "zoom"
        page.fit()
        yield "fit"
        page.focus_line()

    def script(self):
        for number in range(1000):
            if len(self.steps) >= EVENTS:
                return
            yield from self.on_canvas(number % len(self.window.view.canvases()), number)
            self.press("Ctrl+Z")
            yield "key Ctrl+Z"
            self.press("Ctrl+Y")
            yield "key Ctrl+Y"


builtins.__build_class__ = build
sys.argv = ["koosloome"]

from koosloome_desktop.__main__ import main  # noqa: E402

main()
