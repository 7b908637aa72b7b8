"""Milestones of a plan's rows: add, edit, tick, move, delete. Each verb runs inside an open transaction."""

from __future__ import annotations

from koosloome_desktop.model.document import Document
from koosloome_desktop.model.records import Action, Milestone
from koosloome_desktop.model.transaction import Transaction
from koosloome_desktop.operations.notes import order_at, order_last
from koosloome_desktop.operations.plan_fields import checked
from koosloome_desktop.support.ids import new_id
from koosloome_desktop.support.text import clean


def of(document: Document, action_id: str) -> list[Milestone]:
    """The milestones of a row, in order."""
    return document.within(Milestone, action_id)


def add_milestone(tx: Transaction, action: Action, text: str, due: str | None = None) -> Milestone:
    """A new milestone at the end of a row's list; `due` is YYYY-MM-DD or YYYY-MM."""
    order = order_last(tx.document, Milestone, action.id)
    return tx.create(Milestone(id=new_id(), order=order, action=action.id, text=clean(text).text, due=_day(due)))


def edit_milestone(tx: Transaction, milestone: Milestone, text: str, due: str | None) -> Milestone:
    """Give a milestone other words and another date (None: no date)."""
    return tx.update(milestone, text=clean(text).text, due=_day(due))


def tick_milestone(tx: Transaction, milestone: Milestone, done: bool | None = None) -> Milestone:
    """Mark a milestone as done or not; without `done` it is turned over."""
    current = tx.document.get(milestone.id, Milestone)
    return tx.update(current, done=(not current.done) if done is None else done)


def move_milestone(tx: Transaction, milestone: Milestone, index: int) -> Milestone:
    """Move a milestone to a place among the row's others (0 = first)."""
    current = tx.document.get(milestone.id, Milestone)
    others = [m for m in of(tx.document, current.action) if m.id != current.id]
    return tx.update(current, order=order_at(others, max(0, min(index, len(others)))))


def delete_milestone(tx: Transaction, milestone: Milestone) -> None:
    """Take a milestone away."""
    tx.remove(milestone.id)


def _day(due: str | None) -> str | None:
    found: str | None = checked(Action(id="-"), {"deadline": due})["deadline"]
    return found
