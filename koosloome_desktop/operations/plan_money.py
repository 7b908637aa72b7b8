"""Money of a plan's rows: per year, per year and source, spent, brought in. Cents; inside an open transaction.

`budget` is what counts in totals. `funding` says where it comes from when that is more than one source; then a year of
the budget is the sum of its sources, and setting one keeps the other right.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from koosloome_desktop.model.frozen import EMPTY, FrozenMap
from koosloome_desktop.model.records import Action
from koosloome_desktop.model.transaction import Transaction
from koosloome_desktop.operations.plan_fields import year_key
from koosloome_desktop.operations.plan_set import set_fields
from koosloome_desktop.support import locale
from koosloome_desktop.support.errors import KoosloomeError
from koosloome_desktop.support.i18n import _
from koosloome_desktop.support.text import clean


def set_budget(tx: Transaction, action: Action, year: object, cents: int | None) -> Action:
    """The amount of one year (None: none stated). Words that stood in place of an amount go.

    In a row whose money is split by source the difference goes to the row's only source, else to `funding_source`;
    refused when that would have to give less than nothing.
    """
    current = tx.document.get(action.id, Action)
    key = year_key(year)
    budget = _with_year(current.budget, key, cents)
    values: dict[str, Any] = {"budget": budget}
    if len(current.funding):
        values["funding"] = _rest_to_main(current, key, cents)
    if len(budget):
        values |= {"budget_note": "", "budget_text": ""}
    return set_fields(tx, current, values)


def set_budget_words(tx: Transaction, action: Action, words: str) -> Action:
    """A sentence in place of an amount; the amounts go."""
    values = {"budget": EMPTY, "funding": EMPTY, "budget_note": words, "budget_text": ""}
    return set_fields(tx, action, values)


def set_source(tx: Transaction, action: Action, source: str, year: object, cents: int | None) -> Action:
    """What one source gives in a year (None: nothing stated); the budget of that year becomes the sum of its sources.

    A row that had one source so far is split: what it had stays with `funding_source`.
    """
    current = tx.document.get(action.id, Action)
    key, name = year_key(year), clean(source).text
    if not name:
        raise KoosloomeError(_("A source of money needs a name."))
    funding = _split(current)
    funding[name] = _with_year(funding.get(name, EMPTY), key, cents)
    return _set_funding(tx, current, funding)


def rename_source(tx: Transaction, action: Action, old: str, new: str) -> Action:
    """Call a source otherwise; amounts of a source that has that name already are added up."""
    current = tx.document.get(action.id, Action)
    name = clean(new).text
    funding: dict[str, FrozenMap] = {}
    for source, years in current.funding.items():
        key = name if source == old else source
        funding[key] = _added(funding.get(key, EMPTY), years)
    main = name if current.funding_source == old else current.funding_source
    return set_fields(tx, current, {"funding": funding, "funding_source": main})


def drop_source(tx: Transaction, action: Action, source: str) -> Action:
    """Take a source away with its money."""
    current = tx.document.get(action.id, Action)
    funding = {name: years for name, years in _split(current).items() if name != source}
    return _set_funding(tx, current, funding)


def move_year(tx: Transaction, action: Action, old: object, new: object) -> Action:
    """Move the money of one year into another, its sources with it; what stands there is added to."""
    current = tx.document.get(action.id, Action)
    first, last = year_key(old), year_key(new)
    if first == last:
        return current
    funding = {source: _moved(years, first, last) for source, years in current.funding.items()}
    return set_fields(tx, current, {"budget": _moved(current.budget, first, last), "funding": funding})


def set_spent(tx: Transaction, action: Action, cents: int | None) -> Action:
    """What was spent by now."""
    return set_fields(tx, action, {"spent": cents})


def set_own_contribution(tx: Transaction, action: Action, cents: int | None) -> Action:
    """What the makers of the plan bring in themselves; it is no part of the budget."""
    return set_fields(tx, action, {"own_contribution": cents})


def _with_year(years: Mapping[str, int], key: str, cents: int | None) -> FrozenMap:
    kept = {year: amount for year, amount in years.items() if year != key}
    if cents is not None:
        kept[key] = cents
    return FrozenMap(dict(sorted(kept.items())))


def _added(one: Mapping[str, int], two: Mapping[str, int]) -> FrozenMap:
    years = sorted({*one, *two})
    return FrozenMap({year: one.get(year, 0) + two.get(year, 0) for year in years})


def _moved(years: Mapping[str, int], old: str, new: str) -> FrozenMap:
    if old not in years:
        return FrozenMap(years)
    rest = {year: amount for year, amount in years.items() if year != old}
    return _added(rest, {new: years[old]})


def _split(action: Action) -> dict[str, FrozenMap]:
    """The row's money by source; one that is not split stands under its one source (``""`` when none is named)."""
    if len(action.funding) or not len(action.budget):
        return dict(action.funding)
    return {action.funding_source: action.budget} if action.funding_source else {}


def _set_funding(tx: Transaction, action: Action, funding: Mapping[str, FrozenMap]) -> Action:
    budget: FrozenMap = EMPTY
    for years in funding.values():
        budget = _added(budget, years)
    values: dict[str, Any] = {"funding": funding, "budget": budget}
    if len(budget):
        values |= {"budget_note": "", "budget_text": ""}
    named = [source for source, years in funding.items() if len(years)]
    if not action.funding_source and named:
        values["funding_source"] = named[0]
    return set_fields(tx, action, values)


def _rest_to_main(action: Action, key: str, cents: int | None) -> dict[str, FrozenMap]:
    funding: dict[str, FrozenMap] = dict(action.funding)
    if cents is None:
        return {source: _with_year(years, key, None) for source, years in funding.items()}
    only = next(iter(funding)) if len(funding) == 1 else action.funding_source
    if not only:
        raise KoosloomeError(_("This money comes from several sources; change it at its source."))
    others = sum(years.get(key, 0) for source, years in funding.items() if source != only)
    if cents < others:
        told = _("The other sources give {amount} in {year}; the year cannot have less.")
        raise KoosloomeError(told.format(amount=locale.money(others), year=key))
    return {**funding, only: _with_year(funding.get(only, EMPTY), key, cents - others)}
