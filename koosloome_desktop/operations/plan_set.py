"""Setting the fields of a plan's rows: one, several, the same for several rows. Inside an open transaction."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from koosloome_desktop.model.frozen import same
from koosloome_desktop.model.records import Action
from koosloome_desktop.model.transaction import Transaction
from koosloome_desktop.operations.plan_dates import shifted
from koosloome_desktop.operations.plan_fields import checked
from koosloome_desktop.operations.plan_history import remembered
from koosloome_desktop.support.errors import KoosloomeError
from koosloome_desktop.support.text import clean

_TOGETHER: Final[dict[str, tuple[str, ...]]] = {
    "budget": ("budget", "budget_note", "budget_text", "funding"),
    "funding_source": ("funding_source",),
}
"""Fields that only make sense together when a cell is copied."""


def set_fields(
    tx: Transaction, action: Action, values: Mapping[str, Any], *, reason: str = "", review: str = ""
) -> Action:
    """Set fields of a row as it stands now. Texts are cleaned, dates and amounts checked (`plan_fields.checked`); what
    was agreed to before is kept in its history.
    """
    current = tx.document.get(action.id, Action)
    found = checked(current, values)
    changed = {name: value for name, value in found.items() if not same(getattr(current, name), value)}
    if not changed:
        return current
    beside = remembered(tx.document, current, changed, reason=clean(reason).text, review=review)
    return tx.update(current, **{**changed, **beside})


def set_field(tx: Transaction, action: Action, field: str, value: Any) -> Action:
    """Set one field of a row; KoosloomeError tells why a value cannot be, ValueError is for no field and no status."""
    return set_fields(tx, action, {field: value})


def set_due(tx: Transaction, action: Action, deadline: str | None, *, reason: str = "") -> Action:
    """Move a deadline (day or month, None takes it away); refused before the start. The old one is kept."""
    return set_fields(tx, action, {"deadline": deadline}, reason=reason)


def set_start(tx: Transaction, action: Action, start: str | None, *, reason: str = "") -> Action:
    """Move a start (day or month, None takes it away); refused after the deadline."""
    return set_fields(tx, action, {"start": start}, reason=reason)


def set_span(tx: Transaction, action: Action, start: str | None, deadline: str | None, *, reason: str = "") -> Action:
    """Move both ends at once: a bar that is dragged."""
    return set_fields(tx, action, {"start": start, "deadline": deadline}, reason=reason)


def shift(tx: Transaction, action: Action, days: int) -> Action:
    """Move a row in time by whole days (negative: earlier); months stay months and move by the nearest number of them.

    Milestones stay where they are.
    """
    current = tx.document.get(action.id, Action)
    return set_span(tx, current, shifted(current.start, days), shifted(current.deadline, days))


def set_many(tx: Transaction, actions: Iterable[Action], values: Mapping[str, Any]) -> int:
    """The same values for several rows, all or none; how many changed. A refusal names its row."""
    count = 0
    for action in actions:
        before = tx.document.get(action.id, Action)
        try:
            count += set_fields(tx, before, values) is not before
        except KoosloomeError as error:
            raise KoosloomeError(error.message, place=before.code or before.activity, hint=error.hint) from None
    return count


def fill_down(tx: Transaction, field: str, actions: Sequence[Action]) -> int:
    """Copy one field of the first row into the others, all or none; how many changed.

    An amount takes its words and its sources along.
    """
    if len(actions) < 2:
        return 0
    first = tx.document.get(actions[0].id, Action)
    values = {name: getattr(first, name) for name in _TOGETHER.get(field, (field,))}
    return set_many(tx, actions[1:], values)
