"""What people do with rows of an action plan. Each verb runs inside an open transaction."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final

from koosloome_desktop.model.records import Action, Milestone
from koosloome_desktop.model.transaction import Transaction
from koosloome_desktop.operations.notes import order_at, order_last
from koosloome_desktop.operations.queries import next_code
from koosloome_desktop.support.ids import new_id
from koosloome_desktop.support.text import clean

STATUSES: Final = ("planned", "in_progress", "done", "delayed", "postponed", "dropped")
"""The six statuses in the order of their digits 1–6."""

TEXT_FIELDS: Final = frozenset(
    {
        "activity",
        "owner_role",
        "result",
        "indicator",
        "target_group",
        "funding_source",
        "budget_note",
        "group",
        "time_text",
    }
)


def add_action(
    tx: Transaction, canvas: str, activity: str, *, after: str = "", sources: Sequence[str] = (), **values: Any
) -> Action:
    """A new row at the end of a plan, or after the row `after`; `sources` are the notes it comes from."""
    rows = tx.document.within(Action, canvas)
    index = next((i + 1 for i, a in enumerate(rows) if a.id == after), len(rows)) if after else len(rows)
    return tx.create(
        Action(
            id=new_id(),
            order=order_at(rows, index),
            canvas=canvas,
            code=next_code((a.code for a in tx.document.of(Action)), "A"),
            activity=clean(activity).text,
            sources=tuple(sources),
            **values,
        )
    )


def set_field(tx: Transaction, action: Action, field: str, value: Any) -> Action:
    """Set one field of a row; texts are cleaned, a status must be one of the six (ValueError)."""
    if field == "status" and value not in STATUSES:
        raise ValueError(value)
    if field in TEXT_FIELDS:
        value = clean(value).text
    if field == "partner_roles":
        value = tuple(p for p in (clean(v).text for v in value) if p)
    return tx.update(action, **{field: value})


def delete_actions(tx: Transaction, action_ids: Iterable[str]) -> None:
    """Delete rows with their milestones."""
    for action_id in action_ids:
        if tx.document.find(action_id) is not None:
            tx.remove(action_id)


def move_action(tx: Transaction, action: Action, index: int) -> Action:
    """Move a row to a place among the plan's other rows (0 = first)."""
    rows = [a for a in tx.document.within(Action, action.canvas) if a.id != action.id]
    return tx.update(action, order=order_at(rows, max(0, min(index, len(rows)))))


def add_milestone(tx: Transaction, action: Action, text: str, due: str | None = None) -> Milestone:
    """A new milestone at the end of a row's list; `due` is YYYY-MM-DD or YYYY-MM."""
    order = order_last(tx.document, Milestone, action.id)
    return tx.create(Milestone(id=new_id(), order=order, action=action.id, text=clean(text).text, due=due))
