"""Proposed rows that the room confirms, and rows that were read back and agreed to. Inside an open transaction."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from koosloome_desktop.model.document import Document
from koosloome_desktop.model.records import Action, Note
from koosloome_desktop.model.transaction import Transaction
from koosloome_desktop.operations import actions
from koosloome_desktop.support.clock import instant


@dataclass(frozen=True, slots=True)
class Proposed:
    """What came of proposing: the rows that were made, and those that the notes had become before."""

    made: tuple[Action, ...] = ()
    known: tuple[Action, ...] = ()


def drafts(document: Document, canvas_id: str) -> list[Action]:
    """The proposed rows of a plan, in order."""
    return [a for a in document.within(Action, canvas_id) if a.draft]


def propose(tx: Transaction, canvas_id: str, notes: Sequence[Note]) -> Proposed:
    """A proposed row for each note, in their order ("top N voted to plan"); a note that has a row in this plan already
    gives none.
    """
    known = [row for note in notes if (row := row_of(tx.document, canvas_id, note.id)) is not None]
    told = {source for row in known for source in row.sources}
    fresh = [n for n in notes if n.id not in told]
    rows = [{"activity": n.text, "sources": (n.id,), "draft": True} for n in fresh]
    return Proposed(tuple(actions.add_actions(tx, canvas_id, rows)), tuple(known))


def row_of(document: Document, canvas_id: str, note_id: str) -> Action | None:
    """The row of a plan that came of a note."""
    users = (document.find(user) for user, field in document.pointing_at(note_id) if field == "sources")
    return next((a for a in users if isinstance(a, Action) and a.canvas == canvas_id), None)


def rows_of(document: Document, note_id: str) -> list[Action]:
    """The rows of all plans that came of a note."""
    users = (document.find(user) for user, field in document.pointing_at(note_id) if field == "sources")
    return sorted((a for a in users if isinstance(a, Action)), key=lambda a: (a.canvas, a.order, a.id))


def confirm_draft(tx: Transaction, action: Action) -> Action:
    """Take a proposed row into the plan."""
    return tx.update(action, draft=False)


def confirm_drafts(tx: Transaction, canvas_id: str) -> int:
    """Take all proposed rows into the plan; how many there were."""
    found = drafts(tx.document, canvas_id)
    for action in found:
        confirm_draft(tx, action)
    return len(found)


def drop_draft(tx: Transaction, action: Action) -> None:
    """Take a proposed row away; its note stays. ValueError for a row that is none."""
    if not tx.document.get(action.id, Action).draft:
        raise ValueError(action.id)
    actions.delete_actions(tx, [action.id])


def mark_agreed(tx: Transaction, action: Action, at: str = "") -> Action:
    """Keep that the room agreed to a row as it was read back, at an instant (default: now); it is no draft then."""
    return tx.update(action, agreed_at=at or instant(tx.document.clock.now()), draft=False)


def unmark_agreed(tx: Transaction, action: Action) -> Action:
    """Take the agreement back."""
    return tx.update(action, agreed_at="")


def mark_all_agreed(tx: Transaction, rows: Iterable[Action]) -> int:
    """Agree to several rows at one instant; those that were agreed to before keep their time. How many were new."""
    at = instant(tx.document.clock.now())
    fresh = [a for a in (tx.document.get(r.id, Action) for r in rows) if not a.agreed_at]
    for action in fresh:
        mark_agreed(tx, action, at)
    return len(fresh)


def changed_since_agreed(action: Action) -> bool:
    """Whether a row says something else now than what was agreed to."""
    if not action.agreed_at:
        return False
    return any(str(entry.get("at") or "") >= action.agreed_at for entry in action.history)
