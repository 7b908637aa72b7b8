"""Cells that are more than one field: a year's amount, a split by source, RASCI letters, milestones, shares."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, Final

from koosloome_desktop.model.frozen import EMPTY, FrozenMap
from koosloome_desktop.model.records import Action, Canvas, Milestone
from koosloome_desktop.model.transaction import Transaction
from koosloome_desktop.operations import queries, rasci
from koosloome_desktop.operations.actions import add_milestone, set_field
from koosloome_desktop.operations.dates import RangeKind, parse_range, year_of
from koosloome_desktop.operations.money import AmountState, parse_amount
from koosloome_desktop.operations.plan_money import set_budget
from koosloome_desktop.support.i18n import _
from koosloome_desktop.support.patterns import pattern_of
from koosloome_desktop.views.plan.texts import rasci_of

_SHARE: Final = pattern_of(r"(\d{1,3})\s*%?")
_BY_YEAR: Final = pattern_of(r"(\d{4})\s*[:=]\s*(.*?)\s*(?:,\s*(?=\d{4}\s*[:=])|$)")
_STEP: Final = pattern_of(r"^\s*(?:(✓|\[[xX]\]|☑)|[○•*–-]|\[ ?\]|☐)?\s*(.*?)\s*$")
_LETTERS: Final = "RASCI"


@dataclass(frozen=True, slots=True)
class Edit:
    """What a typed text does: field values to set, or the reason why it cannot be."""

    values: dict[str, Any] = field(default_factory=dict)
    refused: str = ""


Step = tuple[str, str | None, bool]
"""A milestone: text, due, done."""


def _no_amount(text: str) -> Edit:
    return Edit(refused=_("“{text}” is not an amount.").format(text=text))


def plain_amount(_action: Action, name: str, text: str, lang: str) -> Edit:
    """An amount of the whole row: what was spent, what is brought in."""
    amount = parse_amount(text, lang)
    if amount.state is AmountState.EMPTY:
        return Edit({name: None})
    return _no_amount(text) if amount.cents is None or amount.cents < 0 else Edit({name: amount.cents})


def year_amount(action: Action, name: str, text: str, lang: str) -> Edit:
    """The budget of one year; words in place of an amount go to the note when nothing else is stated."""
    year = name.partition(":")[2]
    amount = parse_amount(text, lang)
    if action.table_year is not None and str(action.table_year) != year:
        if amount.state is AmountState.EMPTY:
            return Edit()
        return Edit(refused=_("This row stands in the table of {year}.").format(year=action.table_year))
    if amount.state is AmountState.EMPTY:
        return Edit({name: None})
    if amount.cents is None:
        return _no_amount(text) if len(action.budget) else Edit({"budget_note": amount.note, "budget_text": ""})
    return _no_amount(text) if amount.cents < 0 else Edit({name: amount.cents})


def share(_action: Action, name: str, text: str, _lang: str) -> Edit:
    """How much is done, in percent; empty counts it from the milestones."""
    if not text:
        return Edit({name: None})
    found = _SHARE.fullmatch(text)
    if found is None or int(found.group(1)) > 100:
        return Edit(refused=_("How much is done is a whole number from 0 to 100."))
    return Edit({name: int(found.group(1))})


def letters(_action: Action, name: str, text: str, _lang: str) -> Edit:
    """The letters of a RASCI cell, in the order of the word."""
    found = {c for c in text.upper() if c.isalpha()}
    if found - set(_LETTERS):
        return Edit(refused=_("“{text}”: only R, A, S, C and I stand here.").format(text=text))
    return Edit({name: "/".join(c for c in _LETTERS if c in found)})


def split(action: Action, name: str, text: str, lang: str) -> Edit:
    """``valla eelarve: 300; projektitoetus: 2026: 200, 2027: 300``: what each source gives, by year."""
    found: dict[str, FrozenMap] = {}
    year = next(iter(action.budget), "")
    for part in (p.strip() for p in re.split(r"[;\n]", text) if p.strip()):
        source, _sep, amounts = part.partition(":")
        given = _amounts(amounts.strip(), year, lang)
        if not source.strip() or given is None:
            told = _("“{text}” is not understood. Write it as {example}.")
            return Edit(refused=told.format(text=part, example=_("parish budget: 300; grant: 500")))
        found[source.strip()] = given
    return Edit({name: FrozenMap(found) if found else EMPTY})


def _amounts(text: str, year: str, lang: str) -> FrozenMap | None:
    several = [(m.group(1), m.group(2)) for m in _BY_YEAR.finditer(text)] or [(year, text)]
    given: dict[str, int] = {}
    for key, words in several:
        cents = parse_amount(words, lang).cents
        if not key or cents is None or cents < 0:
            return None
        given[key] = cents
    return FrozenMap(given)


def steps(action: Action, name: str, text: str, lang: str) -> Edit:
    """Milestones, one a line: ``✓ text · date``; the mark and the date may be left out."""
    known = next((year_of(d) for d in (action.start, action.deadline) if d), None)
    found: list[Step] = []
    for line in text.splitlines():
        match = _STEP.match(line)
        words = match.group(2) if match else line
        due = None
        head, sep, tail = words.rpartition("·")
        if sep:
            when = parse_range(tail.strip(), default_year=known, lang=lang)
            if when.kind not in {RangeKind.TEXT, RangeKind.EMPTY}:
                words, due = head.strip(), when.end or when.start
        if words:
            found.append((words, due, bool(match and match.group(1))))
    return Edit({name: tuple(found)})


def reminders(action: Action, name: str, text: str, lang: str) -> Edit:
    """Reminders, one a line: ``text · date``."""
    read = steps(action, name, text, lang).values[name]
    return Edit({name: tuple(FrozenMap({"date": due or "", "text": words}) for words, due, _done in read)})


# -- writing


def write(tx: Transaction, action: Action, name: str, value: Any) -> None:
    """Write what is no field of the row by itself: a year's amount, a word of the commitment, letters, milestones."""
    kind, _sep, rest = name.partition(":")
    if kind == "budget":
        _write_year(tx, action, rest, value)
    elif kind == "commitment":
        kept = action.commitment.having(rest, value) if value else action.commitment.without(rest)
        set_field(tx, action, "commitment", kept)
    elif kind == "rasci":
        _write_letters(tx, action, int(rest), value)
    else:
        _write_steps(tx, action, value)


def _write_year(tx: Transaction, action: Action, year: str, cents: int | None) -> None:
    if action.table_year is not None:
        set_field(tx, action, "budget", EMPTY if cents is None else FrozenMap({year: cents}))
    else:
        set_budget(tx, action, year, cents)


def _write_letters(tx: Transaction, action: Action, number: int, value: str) -> None:
    roles, _matrix = rasci_of(tx.document.get(action.canvas, Canvas))
    if number < len(roles):
        rasci.set_letters(tx, action.canvas, action.code, roles[number], value)


def _write_steps(tx: Transaction, action: Action, wanted: tuple[Step, ...]) -> None:
    """Lines whose text is known keep their milestone, so that what points to it holds."""
    left: dict[str, list[Milestone]] = {}
    for step in queries.milestones(tx.document, action.id):
        left.setdefault(step.text, []).append(step)
    before = queries.milestones(tx.document, action.id)
    if [(s.text, s.due, s.done) for s in before] == list(wanted):
        return
    reused: list[Milestone] = []
    orders = [s.order for s in before]
    for text, due, done in wanted:
        same = left.get(text)
        if same:
            step = tx.update(same.pop(0), due=due, done=done)
        else:
            step = add_milestone(tx, action, text, due)
            step = tx.update(step, done=done) if done else step
        reused.append(step)
    kept = {s.id for s in reused}
    for step in before:
        if step.id not in kept:
            tx.remove(step.id)
    if orders == sorted(orders) and [s.order for s in reused] != sorted(s.order for s in reused):
        for step, order in zip(reused, sorted(s.order for s in reused), strict=True):
            tx.update(tx.document.get(step.id, Milestone), order=order)
