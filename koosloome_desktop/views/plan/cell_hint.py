"""What a cell's editor understood, told beside it before Enter: the time, the amount, or that words stay words."""

from __future__ import annotations

from datetime import date

from koosloome_desktop.model.document import Document
from koosloome_desktop.model.records import Action
from koosloome_desktop.operations.dates import RangeKind
from koosloome_desktop.operations.dates_typed import said
from koosloome_desktop.support import locale
from koosloome_desktop.support.i18n import _
from koosloome_desktop.views.plan.edit import time_typed, understand
from koosloome_desktop.views.understood import BAD, OK, WORDS, Told, money_told

TIMES = frozenset({"start", "deadline", "time"})


def cell_told(document: Document, action: Action, field: str, kind: str, text: str, lang: str, today: date) -> Told:
    """What is said of a text in the cell `field` (of the column's `kind`); nothing for cells of words."""
    if not text.strip() or (field not in TIMES and kind != "money"):
        return Told()
    edit = understand(document, action, field, text, lang, today)
    if edit.refused:
        return Told(edit.refused, BAD)
    if field in TIMES:
        found = time_typed(action, field, text, lang, today)
        return Told(_("words, no date"), WORDS) if found.kind is RangeKind.TEXT else Told(said(found, lang), OK)
    budget = edit.values.get("budget")
    if budget is not None and len(budget) > 1:
        parts = (f"{year}: {locale.money(cents, lang, decimals=True)}" for year, cents in budget.items())
        return Told(" · ".join(parts), OK)
    told = money_told(text, lang=lang)
    if field == "budget" and told.state == OK and budget is not None and len(budget):
        return Told(f"{next(iter(budget))}: {told.text}", OK)
    return told
