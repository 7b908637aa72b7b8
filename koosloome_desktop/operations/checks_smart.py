"""SMART hints on the rows of a plan: konkreetne, mõõdetav, saavutatav, asjakohane, tähtajaline (domain notes 3.4).

Hints never block and never repeat what another check says already (no deadline, no owner). The word lists are our own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from koosloome_desktop.model.frozen import FrozenMap
from koosloome_desktop.model.records import Action
from koosloome_desktop.operations.checks_rows import SETTLED, Check, PlanContext, RowFacts
from koosloome_desktop.operations.dates import valid_partial
from koosloome_desktop.operations.dates_partial import first_day, last_day
from koosloome_desktop.operations.findings import Finding, Severity, hint
from koosloome_desktop.support.i18n import N_
from koosloome_desktop.support.patterns import pattern_of

LONG_MONTHS: Final = 12
"""A row that lasts longer needs steps on the way."""
MANY_ROWS: Final = 6
"""So many open rows at once are much for one role."""

_VAGUE: Final = pattern_of(
    r"\b(?:arenda(?:da|mine|me)|edenda(?:da|mine|me)|paranda(?:da|mine|me)|tõhusta(?:da|mine|me)|toeta(?:da|mine|me)|"
    r"soodusta(?:da|mine|me)|tegele(?:da|mine|me)|aita(?:da|me)? kaasa|kaasaaitamine|kaasa(?:ta|mine) paremini|"
    r"improve|improving|support(?:ing)?|promot(?:e|ing)|enhanc(?:e|ing)|develop(?:ing)?|work on|deal with|foster|"
    r"улучш(?:ить|ение|ать)|разви(?:вать|тие)|поддерж(?:ать|ка|ивать)|содейств(?:овать|ие)|повы(?:сить|шение)|"
    r"работа(?:ть)? над)\b",
    re.IGNORECASE,
)
_WORD: Final = pattern_of(r"\w+")
_NUMBER_WORDS: Final = pattern_of(
    r"\d|\b(?:üks|kaks|kolm|neli|viis|kuus|seitse|kaheksa|üheksa|kümme|pool|kõi(?:k|gi|gis|gil)|iga(?:s|l|le|st|ks)?|"
    r"one|two|three|four|five|six|seven|eight|nine|ten|half|all|every|each|"
    r"од(?:ин|на|но)|два|две|три|четыре|пять|шесть|семь|восемь|девять|десять|все|каждый)\b",
    re.IGNORECASE,
)


@lru_cache(maxsize=8192)
def vague(activity: str) -> bool:
    """Whether a few words only say that something should get better."""
    words = _WORD.findall(activity)
    return 0 < len(words) <= 3 and (len(words) == 1 or _VAGUE.search(activity) is not None)


@lru_cache(maxsize=8192)
def counts(text: str) -> bool:
    """Whether a text says how much or how many."""
    return _NUMBER_WORDS.search(text) is not None


def _specific(facts: RowFacts, context: PlanContext) -> Finding | None:
    action = facts.action
    if action.result or not vague(action.activity):
        return None
    text = N_("{row}: what exactly will be done, and what will be there then?")
    return hint("plan.smart_specific", action, context.canvas, text, "activity")


def _measurable(facts: RowFacts, context: PlanContext) -> Finding | None:
    action = facts.action
    if action.indicator or action.target or counts(action.result):
        return None
    text = N_("{row}: how will we know that it is done? No figure and no indicator says it.")
    return hint("plan.smart_measurable", action, context.canvas, text, "indicator")


def _relevant(facts: RowFacts, context: PlanContext) -> Finding | None:
    action = facts.action
    tied = action.sources or action.group or len(action.commitment) or action.continues
    if not context.uses_links or tied:
        return None
    text = N_("{row}: it hangs on no cause, pain or need; why do we do it?")
    return hint("plan.smart_relevant", action, context.canvas, text, "sources")


def _time_bound(facts: RowFacts, context: PlanContext) -> Finding | None:
    action = facts.action
    start, deadline = action.start, action.deadline
    if facts.milestones or not (start and deadline and valid_partial(start) and valid_partial(deadline)):
        return None
    first, last = first_day(start), last_day(deadline)
    months = (int(last[:4]) - int(first[:4])) * 12 + int(last[5:7]) - int(first[5:7]) + 1
    if months <= LONG_MONTHS:
        return None
    text = N_("{row}: it lasts {months} months and has no milestone on the way.")
    return hint("plan.smart_timebound", action, context.canvas, text, "milestones", months=months)


SMART: tuple[Check, ...] = (_specific, _measurable, _relevant, _time_bound)


def overloaded(actions: Sequence[Action], canvas: str) -> list[Finding]:
    """Roles that answer for very many open rows: is that achievable?"""
    rows: dict[str, int] = {}
    for action in actions:
        if action.owner_role and action.status not in SETTLED and not action.draft:
            rows[action.owner_role] = rows.get(action.owner_role, 0) + 1
    text = N_("{role} answers for {count} open rows; is that achievable?")
    return [
        Finding("plan.smart_achievable", Severity.HINT, canvas, "", text, FrozenMap({"role": role, "count": count}))
        for role, count in rows.items()
        if count > MANY_ROWS
    ]
