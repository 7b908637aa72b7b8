"""Bells inside a block: 1-2-4-All and other methods whose parts have minutes of their own.

1-2-4-All: 1 minute alone, 2 in pairs, 4 in fours, 5 all together, 12 in all (domain.md 3.7). A block may state other
minutes (`AgendaItem.steps`). Where a step stands follows from the block's clock alone: pauses, sleep and more minutes
are right by themselves.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from koosloome_desktop.model.records import AgendaItem
from koosloome_desktop.operations.running import clock
from koosloome_desktop.support.i18n import N_

ONE_TWO_FOUR: Final = (1, 2, 4, 5)
"""Minutes of 1-2-4-All."""
ONE_TWO_FOUR_WORDS: Final = (N_("alone"), N_("in pairs"), N_("in fours"), N_("all together"))
_METHOD: Final = re.compile(r"(?<!\d)1\s*[-–·]\s*2\s*[-–·]\s*4(?!\d)")
MOST: Final = 12
"""The most steps of a block."""


def one_two_four(item: AgendaItem) -> bool:
    """Whether a block's method is 1-2-4-All, in whatever language."""
    return bool(_METHOD.search(item.method or ""))


def minutes_of_steps(item: AgendaItem) -> tuple[int, ...]:
    """Minutes of a block's steps: its own, else those of 1-2-4-All; none for other methods."""
    own = tuple(m for m in item.steps if type(m) is int and m > 0)[:MOST]
    return own or (ONE_TWO_FOUR if one_two_four(item) else ())


def read_steps(text: str) -> tuple[int, ...] | None:
    """Minutes as typed: ``1, 2, 4, 5`` or ``25 + 25 + 10``; () for nothing, None for what is none."""
    parts = [p for p in re.split(r"[\s,;+·-]+", text.strip()) if p]
    if len(parts) > MOST or not all(p.isdecimal() and 0 < int(p) <= 240 for p in parts):
        return None
    return tuple(int(p) for p in parts)


@dataclass(frozen=True, slots=True)
class Step:
    """The step of a block that is on: its place, how many there are, its minutes, the seconds it still has, and its
    word (a message id; "" where the steps have no names).
    """

    number: int
    count: int
    minutes: int
    left: int
    word: str


def bells(item: AgendaItem) -> tuple[int, ...]:
    """Seconds of a block's own time at which its bells ring: the end of each step but what lies past its end."""
    found, at = [], 0
    for minutes in minutes_of_steps(item):
        at += 60 * minutes
        found.append(at)
    return tuple(found)


def step(item: AgendaItem, now: datetime) -> Step | None:
    """The step that is on; None before the block, after the last step, and for a block without any."""
    steps = minutes_of_steps(item)
    if not item.began or item.ended or not steps:
        return None
    elapsed = clock(item, now).elapsed
    named = len(steps) == len(ONE_TWO_FOUR) and one_two_four(item)
    for number, (minutes, end) in enumerate(zip(steps, bells(item), strict=True)):
        if elapsed < end:
            return Step(number, len(steps), minutes, end - elapsed, ONE_TWO_FOUR_WORDS[number] if named else "")
    return None
