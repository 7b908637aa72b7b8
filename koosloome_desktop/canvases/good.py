"""What makes a good canvas, in points: each kind of canvas has its own (`journey_check`, `map_check`), in one form."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Point:
    """One thing a good canvas has. `text` is a message id, `lacking` names what lacks it: a stage by its number (from
    1), a zone by its title.
    """

    text: str
    holds: bool
    lacking: tuple[str, ...] = ()
