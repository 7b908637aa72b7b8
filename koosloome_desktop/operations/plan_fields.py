"""What may stand in the fields of a plan's row: every value that enters is cleaned, checked, or refused with a reason.

`checked` raises KoosloomeError with a sentence for people where a person could have typed the value, and ValueError
where only a bug in the caller can have sent it (an unknown field, a status that is none).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from koosloome_desktop.model.frozen import FrozenMap, freeze
from koosloome_desktop.model.records import Action
from koosloome_desktop.operations.dates import compare, valid_partial
from koosloome_desktop.operations.money import MAX_CENTS
from koosloome_desktop.support import locale
from koosloome_desktop.support.clock import from_instant
from koosloome_desktop.support.errors import KoosloomeError
from koosloome_desktop.support.i18n import _
from koosloome_desktop.support.text import clean

STATUSES: Final = ("planned", "in_progress", "done", "delayed", "postponed", "dropped")
"""The six statuses in the order of their digits 1–6."""
ASKING: Final = frozenset({"delayed", "postponed", "dropped"})
"""The statuses that ask for a reason; the first two also for a new deadline."""

TEXT_FIELDS: Final = frozenset(
    {
        "activity", "owner_role", "organisation", "result", "indicator", "baseline", "target", "actual",
        "target_group", "target_wide", "funding_source", "budget_note", "budget_text", "group", "time_text",
        "first_step", "reason",
    }
)  # fmt: skip
DATE_FIELDS: Final = ("start", "deadline")
AMOUNT_FIELDS: Final = ("own_contribution", "spent")
COMMITMENT: Final = ("promise", "problem", "how", "more", "plan_link")
"""The texts of an open-government commitment: what is promised, which problem it solves, how it helps, further
information (budget, ties to other plans), the line of the development plan it belongs to."""


def _text(value: Any) -> str:
    return clean(str(value or "")).text


def _date(value: Any) -> str | None:
    if value in (None, ""):
        return None
    if not isinstance(value, str) or not valid_partial(value):
        raise KoosloomeError(_("“{text}” is not a date.").format(text=value))
    return value


def _amount(value: Any) -> int | None:
    if value is None:
        return None
    if type(value) is not int:
        raise ValueError(value)
    if value < 0:
        raise KoosloomeError(_("An amount cannot be below zero."))
    if value > MAX_CENTS:
        raise KoosloomeError(_("This amount is too large."))
    return value


def _status(value: Any) -> str:
    if value not in STATUSES:
        raise ValueError(value)
    return str(value)


def _percent(value: Any) -> int | None:
    if value is None:
        return None
    if type(value) is not int or not 0 <= value <= 100:
        raise KoosloomeError(_("How much is done is a whole number from 0 to 100."))
    return value


def _year(value: Any) -> int | None:
    if value is not None and type(value) is not int:
        raise ValueError(value)
    return value


def year_key(year: object) -> str:
    """A budget's year as its key; KoosloomeError for what is no year of four digits."""
    key = str(year)
    if len(key) != 4 or not (key.isascii() and key.isdigit()):
        raise KoosloomeError(_("“{text}” is not a year.").format(text=key))
    return key


def _by_year(value: Any) -> FrozenMap:
    found = {year_key(year): _amount(cents) for year, cents in dict(value or {}).items()}
    return FrozenMap({year: found[year] for year in sorted(found) if found[year] is not None})


def _funding(value: Any) -> FrozenMap:
    found: dict[str, FrozenMap] = {}
    for source, years in dict(value or {}).items():
        if name := _text(source):
            found[name] = _by_year(years)
    return FrozenMap({name: years for name, years in found.items() if len(years)})


def texts(value: Iterable[Any]) -> tuple[str, ...]:
    """Cleaned texts, empty ones and doubles left out."""
    return tuple(dict.fromkeys(word for word in (_text(one) for one in value or ()) if word))


def _commitment(value: Any) -> FrozenMap:
    found = {k: _text(v) if isinstance(v, str) else v for k, v in dict(value or {}).items()}
    return FrozenMap({k: v for k, v in found.items() if v})


def _reminders(value: Any) -> tuple[FrozenMap, ...]:
    result = []
    for one in value or ():
        day, words = _date(one.get("date")), _text(one.get("text"))
        if day or words:
            rest = {k: v for k, v in one.items() if k not in {"date", "text"}}
            result.append(FrozenMap({"date": day or "", "text": words, **rest}))
    return tuple(sorted(result, key=lambda r: str(r["date"]) or "9"))


def _instant(value: Any) -> str:
    if value:
        from_instant(value)
    return value or ""


_CHECKS: Final[dict[str, Callable[[Any], Any]]] = {
    **dict.fromkeys(TEXT_FIELDS, _text),
    **dict.fromkeys(DATE_FIELDS, _date),
    **dict.fromkeys(AMOUNT_FIELDS, _amount),
    "status": _status,
    "percent": _percent,
    "table_year": _year,
    "budget": _by_year,
    "funding": _funding,
    "partner_roles": texts,
    "principles": texts,
    "commitment": _commitment,
    "reminders": _reminders,
    "draft": bool,
    "agreed_at": _instant,
    "sources": lambda value: tuple(freeze(list(value))),
    "continues": str,
}
FIELDS: Final = frozenset(_CHECKS)
"""Every field of a row that can be set."""


def checked(action: Action, values: Mapping[str, Any]) -> dict[str, Any]:
    """These values as they may be stored in a row; the deadline must not lie before the start."""
    found: dict[str, Any] = {}
    for name, value in values.items():
        if name not in _CHECKS:
            raise ValueError(f"a row has no field {name!r}")
        found[name] = _CHECKS[name](value)
    if not found.keys().isdisjoint(DATE_FIELDS):
        refuse_crossed(found.get("start", action.start), found.get("deadline", action.deadline))
    return found


def crossed(start: str | None, deadline: str | None) -> bool:
    """Whether a row would end before it begins; what is no date cannot be compared."""
    if not (start and deadline and valid_partial(start) and valid_partial(deadline)):
        return False
    return compare(deadline, start) < 0


def refuse_crossed(start: str | None, deadline: str | None) -> None:
    """Refuse a deadline before the start with a told reason."""
    if start and deadline and crossed(start, deadline):
        told = _("The action would end ({end}) before it begins ({start}).")
        raise KoosloomeError(told.format(start=locale.date(start), end=locale.date(deadline)))
