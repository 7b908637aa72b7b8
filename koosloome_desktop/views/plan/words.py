"""The words of an action plan: fields, statuses, and amounts and dates as they stand in cells."""

from __future__ import annotations

from typing import Final

from koosloome_desktop.model.records import Action
from koosloome_desktop.operations import plan
from koosloome_desktop.support import locale
from koosloome_desktop.support.i18n import N_, _
from koosloome_desktop.views.plan.columns import BY_FIELD, SETS

FIELDS: Final = SETS[0].fields
"""The fields of the usual columns."""

FIELD_WORDS: Final = {c.field: c.title for c in BY_FIELD.values()} | {"budget_note": N_("Note on the budget")}

STATUS_WORDS: Final = {
    "planned": N_("planned"),
    "in_progress": N_("in progress"),
    "done": N_("done"),
    "delayed": N_("delayed"),
    "postponed": N_("postponed"),
    "dropped": N_("dropped"),
}
STATUS_COLOURS: Final = {
    "planned": ("paper_dot", "ink"),
    "in_progress": ("accent_soft", "accent_text"),
    "done": ("ok_soft", "ok"),
    "delayed": ("bad_soft", "bad"),
    "postponed": ("warn_soft", "warn"),
    "dropped": ("paper_dot", "muted"),
}


def status_word(code: str) -> str:
    """A status in words; one that the program does not know is shown as it is."""
    return _(STATUS_WORDS[code]) if code in STATUS_WORDS else code


def amount(action: Action, lang: str) -> str:
    """What stands in the budget cell: a sum without its sign, the sentence that stands there instead, or nothing."""
    if plan.has_amount(action):
        return locale.money(plan.row_total(action), lang, sign="").strip()
    return action.budget_note or action.budget_text


def cell_text(action: Action, field: str, lang: str) -> str:
    """What stands in a cell."""
    value = getattr(action, field, None)
    if field in {"partner_roles", "principles"}:
        return ", ".join(str(p) for p in getattr(action, field))
    if field == "own_contribution":
        cents = action.own_contribution
        return "" if cents is None else locale.money(cents, lang, sign="").strip()
    if field in {"start", "deadline"}:
        return _date(value, action.time_text if field == "deadline" and not action.start else "", lang)
    if field == "budget":
        return amount(action, lang)
    if field == "status":
        return status_word(action.status)
    return str(value or "")


def _date(value: object, otherwise: str, lang: str) -> str:
    return locale.date(value, lang) if isinstance(value, str) and value else otherwise


def edit_text(action: Action, field: str, lang: str) -> str:
    """What stands in the editor of a cell: several years as ``2026: 300; 2027: 500``."""
    if field == "budget" and len(action.budget) > 1 and action.table_year is None:
        parts = (f"{year}: {locale.money(cents, lang, sign='').strip()}" for year, cents in action.budget.items())
        return "; ".join(parts)
    return cell_text(action, field, lang)
