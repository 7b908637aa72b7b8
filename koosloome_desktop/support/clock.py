"""Time, injected: instants are UTC, order never comes from clocks."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """Gives the present instant."""

    def now(self) -> datetime:
        """The present instant, aware, in UTC."""
        ...


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        """The present instant, aware, in UTC."""
        return datetime.now(UTC)


class SteadyClock:
    """A clock for timers: it starts at the machine's time and goes on evenly, whatever is done to that.

    It counts the time that the machine sleeps (CLOCK_BOOTTIME on Linux, whose monotonic clock stands still then;
    elsewhere `time.monotonic` counts it).
    """

    def __init__(self, wall: Clock | None = None, ticks: Callable[[], float] | None = None) -> None:
        self._ticks = ticks or _boottime
        self._from = self._ticks()
        self._at = (wall or SystemClock()).now()

    def now(self) -> datetime:
        """The present instant, aware, in UTC."""
        return self._at + timedelta(seconds=self._ticks() - self._from)


def _boottime() -> float:
    clock_id = getattr(time, "CLOCK_BOOTTIME", None)
    return time.monotonic() if clock_id is None else time.clock_gettime(clock_id)


@dataclass
class FixedClock:
    """A clock for tests and pictures that stands still until it is moved."""

    at: datetime = datetime(2026, 10, 15, 14, 5, tzinfo=UTC)

    def now(self) -> datetime:
        """The instant it was set to."""
        return self.at

    def forward(self, seconds: float) -> None:
        """Move on by `seconds` (negative moves back)."""
        self.at += timedelta(seconds=seconds)


def instant(moment: datetime) -> str:
    """An aware moment as stored text: ``2026-10-15T14:05:00.123Z`` (milliseconds, UTC)."""
    text = moment.astimezone(UTC).isoformat(timespec="milliseconds")
    return text.replace("+00:00", "Z")


def from_instant(text: str) -> datetime:
    """The aware moment of a stored text; ValueError when it is none."""
    return datetime.fromisoformat(text).astimezone(UTC)
