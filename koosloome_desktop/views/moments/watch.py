"""What a running block has to say by itself: five minutes left, a bell of its steps, its end. Knows no Qt.

`look` is asked every second. It tells what was crossed since it was asked last; after a sleep only what holds now.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from koosloome_desktop.operations import running, steps

if TYPE_CHECKING:
    from koosloome_desktop.operations.steps import Step
    from koosloome_desktop.views.agenda.leading import Leading

WARNING: Final = "warning"
BELL: Final = "bell"
OVER: Final = "over"
_ASLEEP: Final = 90
"""Seconds between two looks from which the machine must have slept: no bell is rung for what was missed."""


@dataclass(frozen=True, slots=True)
class Event:
    """One thing to say: warning (five minutes left), bell (a step ended; `step` is the next one), over (time is up)."""

    what: str
    block: str
    step: Step | None = None


class Watch:
    """Remembers how far the block was when it was looked at last."""

    def __init__(self) -> None:
        self._item = ""
        self._elapsed = self._left = 0

    def look(self, leading: Leading | None) -> list[Event]:
        """What happened since the last look."""
        item = leading.current() if leading is not None else None
        if leading is None or item is None:
            self._item = ""
            return []
        now = leading.now()
        clock = running.clock(item, now)
        known = (item.id, item.began) == tuple(self._item.split("|"))
        elapsed, left = self._elapsed, self._left
        self._item, self._elapsed, self._left = f"{item.id}|{item.began}", clock.elapsed, clock.left
        if not known:
            return []
        asleep = clock.elapsed - elapsed > _ASLEEP
        rung = any(elapsed < at <= clock.elapsed for at in steps.bells(item))
        found = []
        if left > running.WARNING_SECONDS and clock.warns:
            found.append(Event(WARNING, item.title))
        if rung and not asleep:
            found.append(Event(BELL, item.title, steps.step(item, now)))
        if left > 0 >= clock.left and not asleep:
            found.append(Event(OVER, item.title))
        return found
