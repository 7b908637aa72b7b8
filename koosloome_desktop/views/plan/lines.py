"""Which rows of a plan are shown, in what order, under what headings. Knows nothing of Qt."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from koosloome_desktop.model.records import Action
from koosloome_desktop.operations import plan
from koosloome_desktop.support.text import fold
from koosloome_desktop.views.plan.columns import column_of
from koosloome_desktop.views.plan.shape import Filter, Shape
from koosloome_desktop.views.plan.texts import CellTexts, group_key, group_order, order_of

_SEARCHED: Final = (
    "code", "activity", "group", "owner_role", "organisation", "partner_roles", "target_group", "result", "indicator",
    "funding_source", "budget_note", "first_step", "reason", "milestones",
)  # fmt: skip


@dataclass(slots=True)
class Heading:
    """The heading of a group: its key, how many rows follow, their sum by year and all together (cents)."""

    key: str
    count: int = 0
    by_year: dict[str, int] | None = None
    total: int = 0
    without: int = 0


Line = Action | Heading


def passes(texts: CellTexts, action: Action, chosen: Filter, marked: Callable[[Action], bool]) -> bool:
    """Whether a row is shown by a filter; every word of its text must stand somewhere in the row."""
    if chosen.statuses and not {action.status, texts.status(action)} & set(chosen.statuses):
        return False
    if chosen.owner and action.owner_role != chosen.owner:
        return False
    words = fold(chosen.text).split()
    if words:
        whole = fold("\n".join(texts.text(action, field) for field in _SEARCHED))
        if not all(word in whole for word in words):
            return False
    return not chosen.marked or marked(action)


def arrange(
    rows: Sequence[Action], shape: Shape, texts: CellTexts, marked: Callable[[Action], bool], lang: str
) -> list[Line]:
    """The lines of a table: rows that pass the filter, sorted, each group under its heading."""
    shown = [a for a in rows if passes(texts, a, shape.filter, marked)] if shape.filter.on else list(rows)
    column = column_of(shape.sort, texts.roles) if shape.sort else None
    if column is not None:
        keyed = [(order_of(texts, a, column, lang), a) for a in shown]
        filled = [k for k in keyed if not k[0][0]]
        filled.sort(key=lambda k: k[0], reverse=shape.down)
        # Empty cells come last whichever way one sorts.
        shown = [a for _key, a in (*filled, *(k for k in keyed if k[0][0]))]
    return list(shown) if not shape.grouping else _grouped(shown, shape.grouping, lang)


def _grouped(rows: Sequence[Action], group: str, lang: str) -> list[Line]:
    found: dict[str, list[Action]] = {}
    for action in rows:
        found.setdefault(group_key(action, group), []).append(action)
    first = {key: i for i, key in enumerate(found)}
    lines: list[Line] = []
    for key in sorted(found, key=lambda k: group_order(k, group, first[k], lang)):
        lines += [summed(key, found[key]), *found[key]]
    return lines


def summed(key: str, rows: Sequence[Action]) -> Heading:
    """The heading of these rows with its subtotals; drafts do not count."""
    sums = plan.totals(a for a in rows if not a.draft)
    return Heading(key, len(rows), sums.by_year, sums.total, len(sums.without_amount))
