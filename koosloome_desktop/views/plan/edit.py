"""What is typed into a cell of a plan, understood or refused with a reason."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Final

from koosloome_desktop.model.document import Document
from koosloome_desktop.model.frozen import EMPTY, FrozenMap
from koosloome_desktop.model.records import Action, Canvas
from koosloome_desktop.model.transaction import Transaction
from koosloome_desktop.operations.actions import STATUSES, set_fields
from koosloome_desktop.operations.dates import DateRange, RangeKind, first_day, last_day, valid_partial, year_of
from koosloome_desktop.operations.dates_typed import parse_typed
from koosloome_desktop.operations.money import AmountState, parse_amount
from koosloome_desktop.support import locale
from koosloome_desktop.support.errors import KoosloomeError
from koosloome_desktop.support.i18n import _
from koosloome_desktop.support.patterns import pattern_of
from koosloome_desktop.support.text import clean
from koosloome_desktop.views.plan import edit_more
from koosloome_desktop.views.plan.edit_more import Edit
from koosloome_desktop.views.plan.words import status_word

_SEVERAL: Final = pattern_of(r"\s*(\d{4})\s*:\s*([^;]+?)\s*(?:;|$)")


def understand(document: Document, action: Action, name: str, text: str, lang: str, today: date) -> Edit:
    """Read what was typed into the cell `name` of a row."""
    try:
        plain = clean(text).text
    except KoosloomeError as error:
        return Edit(refused=error.line())
    if name in {"start", "deadline", "time"}:
        return _date(action, name, plain, lang, today)
    if name == "budget":
        return _budget(document, action, plain, lang, today)
    special = next((read for names, read in _MORE if name.partition(":")[0] in names), None)
    if special is not None:
        return special(action, name, plain, lang)
    if name == "activity" and not plain:
        return Edit(refused=_("An action needs words; delete the row if it is not needed."))
    return Edit({name: plain})


def _status(_action: Action, _name: str, text: str, _lang: str) -> Edit:
    found = next((s for s in STATUSES if text.casefold() in {status_word(s).casefold(), s}), None)
    if found is None and text.isdigit() and 1 <= int(text) <= len(STATUSES):
        found = STATUSES[int(text) - 1]
    return Edit({"status": found}) if found else Edit(refused=_("There is no such status: {text}").format(text=text))


def _listed(_action: Action, name: str, text: str, _lang: str) -> Edit:
    return Edit({name: tuple(p for p in (x.strip() for x in re.split("[,;\n]", text)) if p)})


def _date(action: Action, name: str, text: str, lang: str, today: date) -> Edit:
    found = time_typed(action, name, text, lang, today)
    if found.kind is RangeKind.EMPTY:
        return Edit({"start": None, "deadline": None, "time_text": ""} if name == "time" else {name: None})
    if found.kind is RangeKind.TEXT:
        if name != "start" and not any(c.isdigit() for c in text):  # "pidevalt", "kevadel"
            return Edit({"time_text": text, "deadline": None} | ({"start": None} if name == "time" else {}))
        told = _("“{text}” is not a date. Write it as {example}, or only the month: {month}.")
        return Edit(refused=told.format(text=text, example=locale.date(today, lang), month=locale.month(today, lang)))
    return _dated(action, name, found, lang)


def _dated(action: Action, name: str, found: DateRange, lang: str) -> Edit:
    """A time that was understood; words that stood in its place go."""
    if found.kind is RangeKind.RANGE or (name == "time" and found.start and found.end):
        return _in_order(action, {"start": found.start, "deadline": found.end}, lang)
    if name == "time":
        named = {"start": found.start} if found.start else {"deadline": found.end}
        return _in_order(action, named, lang)
    value = (found.start or found.end) if name == "start" else (found.end or found.start)
    return _in_order(action, {name: value}, lang)


def time_typed(action: Action, name: str, text: str, lang: str, today: date) -> DateRange:
    """A time typed into a row: of the year of its table, else a deadline is the first after its start, a start the last
    before its deadline, and without either the next from today.
    """
    if action.table_year is not None:
        return parse_typed(text, today=today, lang=lang, year=action.table_year)
    start, end = action.start, action.deadline
    if name == "start" and end and valid_partial(end):
        years = (year_of(end), year_of(end) - 1)
        found = [parse_typed(text, today=today, lang=lang, year=y) for y in years]
        return next((f for f in found if f.start and first_day(f.start) <= last_day(end)), found[0])
    since = date.fromisoformat(first_day(start)) if name == "deadline" and start and valid_partial(start) else None
    return parse_typed(text, today=today, lang=lang, since=since)


def _in_order(action: Action, values: dict[str, Any], lang: str) -> Edit:
    start = values.get("start", action.start)
    end = values.get("deadline", action.deadline)
    if start and end and first_day(start) > last_day(end):
        told = _("The action would end ({end}) before it begins ({start}).")
        return Edit(refused=told.format(start=locale.date(start, lang), end=locale.date(end, lang)))
    return Edit(values | {"time_text": ""})


def _budget(document: Document, action: Action, text: str, lang: str, today: date) -> Edit:
    several = list(_SEVERAL.finditer(text))
    if several and "".join(m.group(0) for m in several) == text:
        return _years(several, lang)
    amount = parse_amount(text, lang)
    if amount.state is AmountState.EMPTY:
        return Edit({"budget": EMPTY, "budget_note": "", "budget_text": ""})
    if amount.state is AmountState.TEXT or amount.cents is None:
        return Edit({"budget": EMPTY, "budget_note": amount.note, "budget_text": ""})
    if amount.cents < 0:
        return Edit(refused=_("An amount cannot be below zero."))
    if len(action.budget) > 1 and action.table_year is None:
        told = _("This budget is spread over several years. Write it as {example}.")
        return Edit(refused=told.format(example="2026: 300; 2027: 500"))
    year = str(_year(document, action, today))
    return Edit({"budget": FrozenMap({year: amount.cents}), "budget_note": amount.note, "budget_text": ""})


def _years(parts: list[re.Match[str]], lang: str) -> Edit:
    values: dict[str, int] = {}
    for part in parts:
        amount = parse_amount(part.group(2), lang)
        if amount.cents is None or amount.cents < 0:
            return Edit(refused=_("“{text}” is not an amount.").format(text=part.group(2)))
        values[part.group(1)] = amount.cents
    return Edit({"budget": FrozenMap(dict(sorted(values.items()))), "budget_note": "", "budget_text": ""})


def _year(document: Document, action: Action, today: date) -> int:
    if action.table_year is not None:
        return action.table_year
    if len(action.budget) == 1:
        return int(next(iter(action.budget)))
    for day in (action.start, action.deadline):
        if day:
            return year_of(day)
    canvas = document.find(action.canvas)
    years = canvas.years if isinstance(canvas, Canvas) else ()
    return int(years[0]) if years else today.year


_MORE: Final[tuple[tuple[frozenset[str], Callable[[Action, str, str, str], Edit]], ...]] = (
    (frozenset({"status"}), _status),
    (frozenset({"partner_roles", "principles"}), _listed),
    (frozenset({"budget"}), edit_more.year_amount),
    (frozenset({"own_contribution", "spent"}), edit_more.plain_amount),
    (frozenset({"percent"}), edit_more.share),
    (frozenset({"rasci"}), edit_more.letters),
    (frozenset({"funding"}), edit_more.split),
    (frozenset({"milestones"}), edit_more.steps),
    (frozenset({"reminders"}), edit_more.reminders),
)


def write(tx: Transaction, action: Action, values: dict[str, Any]) -> None:
    """Set the fields of an `Edit` in an open transaction; what lies beside the row itself is written where it lies."""
    other = beside(values)
    plain = {name: value for name, value in values.items() if name not in other}
    if plain:
        set_fields(tx, action, plain)
    for name in other:
        edit_more.write(tx, tx.document.get(action.id, Action), name, values[name])


def beside(values: Mapping[str, Any]) -> list[str]:
    """The names of what lies beside the row itself: a year's amount, a word of the commitment, letters, milestones."""
    return [name for name in values if ":" in name or name == "milestones"]
