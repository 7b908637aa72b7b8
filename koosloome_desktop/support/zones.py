"""From instants to wall time and back: instants are UTC, agendas are local date, wall time and zone.

Zones come from the machine's database or, where it has none (Windows), from the tzdata package.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

DEFAULT_ZONE: Final = "Europe/Tallinn"


def zone(name: str = DEFAULT_ZONE) -> ZoneInfo:
    """The zone of that name; ValueError when there is none."""
    # The first frame shows no time, and half the program knows this module.
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ValueError(f"no time zone {name!r}") from error


def local(moment: datetime, name: str = DEFAULT_ZONE) -> datetime:
    """The wall time of an aware moment in a zone; ValueError for a moment without zone."""
    if moment.tzinfo is None:
        raise ValueError("an instant needs its zone")
    return moment.astimezone(zone(name))


def wall_instant(day: date, clock: time, name: str = DEFAULT_ZONE) -> datetime:
    """The UTC instant at which the wall clock of a zone shows `clock` on `day`.

    An hour that comes twice (end of summer time) is the first one; one that is left out (begin of summer time) is read
    as if the clock had not been moved yet, so 03.30 becomes 04.30.
    """
    return datetime.combine(day, clock.replace(tzinfo=None, fold=0), zone(name)).astimezone(UTC)
