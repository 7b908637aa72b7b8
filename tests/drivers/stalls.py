"""Hands whose every key and click is followed by the clock: how long the window did not answer.

A lap is one event with all that it sets off at once, or one round of the event loop after it; the longest lap is the
longest time that another key would have waited. Machines are shared, so the time in which this thread, or the one of
the program's others that waited longest, stood in the queue for a processor is taken off (Linux says how long that
was), and a lap counts as long as it would have been at the speed that this machine had at its best: a small sum that
is always the same is timed again and again. What a lap waits for a disk or a lock stays in it.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QDeadlineTimer, QEvent, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from tests.drivers.hands import Hands
from tests.drivers.window import WindowDriver, press, type_text

THREADS = Path("/proc/self/task")
BAR_MS = 100.0
"""The longest stall that quality.md (W8) and issue 6 allow."""
SECONDS = 4.0
"""How far the room's clock goes at every key."""
_AGAIN = 10
"""After so many laps the machine's pace is measured anew."""
Answer = tuple[type[QDialog], Callable[[QDialog], object]]


def queued() -> dict[str, float]:
    """Seconds that each thread has waited for a processor; {} where nobody counts them."""
    found = {}
    for thread in THREADS.glob("*/schedstat"):
        try:
            found[thread.parent.name] = int(thread.read_text(encoding="ascii").split()[1]) / 1e9
        except (OSError, IndexError, ValueError):  # it ended meanwhile
            continue
    return found


def yardstick() -> float:
    """Seconds of work that a sum takes now: more when other people's work shares our processor."""
    begun = time.thread_time()
    sum(n * n for n in range(12_000))
    return time.thread_time() - begun


@dataclass(frozen=True, slots=True)
class Lap:
    """In which part of the evening, what was done, how long the window did not answer (ms), and how much of it this
    thread worked (ms).
    """

    part: str
    what: str
    blocked: float
    worked: float


class StallMeter:
    """Laps, one after another; between `off` and `on` nothing is counted."""

    def __init__(self) -> None:
        self.laps: list[Lap] = []
        self.part = ""
        self._what = ""
        self._at = (0.0, 0.0)
        self._queued: dict[str, float] = {}
        self._pace = self._best = yardstick()

    def on(self, what: str) -> None:
        """A lap begins; the one before it ends."""
        self.off()
        if not len(self.laps) % _AGAIN:
            self._pace = yardstick()
            self._best = min(self._best, self._pace)
        self._queued = queued()
        self._what, self._at = what, (time.monotonic(), time.thread_time())

    def off(self) -> None:
        """The lap ends."""
        if self._what:
            wall, worked = time.monotonic() - self._at[0], time.thread_time() - self._at[1]
            now, mine = queued(), str(threading.get_native_id())
            waited = {thread: since - self._queued.get(thread, since) for thread, since in now.items()}
            ours = waited.pop(mine, 0.0)
            blocked = wall - ours - min(max(waited.values(), default=0.0), max(0.0, wall - ours - worked))
            pace = min(1.0, self._best / self._pace)
            self.laps.append(Lap(self.part, self._what, blocked * pace * 1000, worked * 1000))
            self._what = ""

    def over(self, limit: float = BAR_MS) -> list[Lap]:
        """The laps in which the window did not answer for longer than that (ms)."""
        return [lap for lap in self.laps if lap.blocked > limit]

    def longest(self, count: int = 5) -> list[Lap]:
        """The longest laps, longest first."""
        return sorted(self.laps, key=lambda lap: -lap.blocked)[:count]


class TimedHands(Hands):
    """Hands with a meter; the room's clock goes on with every event."""

    def __init__(self, driver: WindowDriver) -> None:
        super().__init__(driver)
        self.meter = StallMeter()

    def pump(self, what: str, rounds: int = 2) -> None:
        """Let the event loop turn, each round a lap."""
        for _round in range(rounds):
            self.meter.on(f"after {what}")
            QApplication.processEvents()
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
            self.meter.off()

    def until(self, what: str, true: Callable[[], bool], seconds: float = 60) -> None:
        """Let the event loop turn until something has come true."""
        deadline = QDeadlineTimer(int(seconds * 1000))
        while not true():
            assert not deadline.hasExpired(), what
            self.pump(what, 1)

    def _event(self, what: str, do: Callable[[], object]) -> None:
        self.events += 1
        self.driver.clock.forward(SECONDS)
        self.meter.on(what)
        do()
        self.meter.off()
        self.pump(what)

    def keys(self, *names: str) -> None:
        for name in names:
            self._event(name, lambda name=name: press(self.target(), name))

    def type(self, text: str) -> None:
        self.meter.on("typing")
        type_text(self.target(), text)
        self.meter.off()
        self.pump("typing", 1)

    def click(self, widget: QWidget, at: QPoint | None = None) -> None:
        assert widget.isVisible(), widget
        place = at or widget.rect().center()
        name = f"click {widget.accessibleName() or type(widget).__name__}"
        self._event(name, lambda: QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=place))

    def drag(self, widget: QWidget, start: QPointF, end: QPointF) -> None:
        """Press, move in steps, let go: one event."""
        kinds = QEvent.Type
        for share in (0.0, 0.3, 0.6, 1.0):
            kind = kinds.MouseMove if share else kinds.MouseButtonPress
            self._mouse(widget, kind, start + (end - start) * share)
        self.events += 1
        self._mouse(widget, kinds.MouseButtonRelease, end)

    def _mouse(self, widget: QWidget, kind: QEvent.Type, at: QPointF) -> None:
        left, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
        which = none if kind == QEvent.Type.MouseMove else left
        held = none if kind == QEvent.Type.MouseButtonRelease else left
        event = QMouseEvent(kind, at, widget.mapToGlobal(at), which, held, Qt.KeyboardModifier.NoModifier)
        self.meter.on(f"mouse {kind.name}")
        QApplication.sendEvent(widget, event)
        self.meter.off()
        self.pump(f"mouse {kind.name}", 1)

    def into(self, kind: type[QDialog], act, *keys: str) -> None:
        *before, last = keys
        self.keys(*before)
        self.asked(f"{last} → {kind.__name__}", lambda: press(self.target(), last), (kind, act))

    def asked(self, what: str, do: Callable[[], object], *answers: Answer) -> None:
        """Do what opens modal dialogs one after another and answer them; opening and what follows are laps."""
        wrong: list[BaseException] = []
        waiting = list(answers)

        def answer(tries: int = 200) -> None:
            kind, act = waiting[0]
            if not shown(kind) and tries:
                QTimer.singleShot(0, lambda: answer(tries - 1))  # its opener is still on its way
                return
            waiting.pop(0)
            self.meter.off()
            try:
                self.pump(f"opening {kind.__name__}")
                act(self.driver.dialog(kind))
            except BaseException as error:  # noqa: BLE001  (raised below, once no dialog waits any more)
                wrong.append(error)
            for widget in shown(QDialog):
                widget.reject()
            if waiting and not wrong:
                QTimer.singleShot(0, answer)
            self.meter.on(f"closing {kind.__name__}")

        QTimer.singleShot(0, answer)
        self._event(what, do)
        self.driver.window.activateWindow()  # a real screen does that by itself
        self.pump(what)
        if wrong:
            raise wrong[0]
        assert not waiting, f"{waiting[0][0].__name__} did not open"


def shown(kind: type[QDialog]) -> list[QDialog]:
    """The open dialogs of a kind."""
    return [w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible()]
