"""Follow-up meetings of a plan: begin, one status a row, what was spent, notes, the next meeting. In a transaction.

A meeting is a `Review` whose `content` is the file's object {date, place, owner_role, rows[{row, status, note,
actual_eur, new_deadline?, reason?, old_status?, old_deadline?}], note?, open?}. What the room says goes to the row
itself, and the row's history keeps what stood there before. Saying it again in the same meeting corrects it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from koosloome_desktop.model.document import Document
from koosloome_desktop.model.frozen import FrozenMap
from koosloome_desktop.model.records import Action, Canvas, Review
from koosloome_desktop.model.transaction import Transaction
from koosloome_desktop.operations import plan_fields
from koosloome_desktop.operations.money import eur_json
from koosloome_desktop.operations.notes import order_last
from koosloome_desktop.operations.plan_set import set_fields
from koosloome_desktop.support.errors import KoosloomeError
from koosloome_desktop.support.i18n import _
from koosloome_desktop.support.ids import new_id
from koosloome_desktop.support.text import clean

OPEN: Final = "open"
"""Key of a meeting that has begun and is not finished."""


def reviews(document: Document, canvas_id: str) -> list[Review]:
    """The meetings of a plan, oldest first."""
    return document.within(Review, canvas_id)


def open_review(document: Document, canvas_id: str) -> Review | None:
    """The meeting that has begun and is not finished."""
    return next((r for r in reversed(reviews(document, canvas_id)) if r.content.get(OPEN) is True), None)


def begin_review(tx: Transaction, canvas: Canvas, date: str, place: str = "", role: str = "") -> Review:
    """Begin a meeting. What was agreed about the next one (`next_review`) fills in what is left out and is used up.

    A meeting that is open already is given back instead.
    """
    current = tx.document.get(canvas.id, Canvas)
    going = open_review(tx.document, canvas.id)
    if going is not None:
        return going
    planned = current.parts.get("next_review")
    planned = planned if isinstance(planned, Mapping) else FrozenMap()
    content = FrozenMap(
        {
            "date": _date(date),
            "place": clean(place).text or str(planned.get("place") or ""),
            "owner_role": clean(role).text or str(planned.get("owner_role") or ""),
            "rows": (),
            OPEN: True,
        }
    )
    if "next_review" in current.parts:
        tx.update(current, parts=current.parts.without("next_review"))
    order = order_last(tx.document, Review, canvas.id)
    return tx.create(Review(id=new_id(), order=order, canvas=canvas.id, content=content))


def set_row_status(
    tx: Transaction,
    review: Review,
    action: Action,
    status: str,
    *,
    reason: str | None = None,
    new_deadline: str | None = None,
) -> Action:
    """Give a row one of the six statuses (ValueError for another); `new_deadline` moves it, the old one is kept.

    A reason stays until another is given; a status that asks for none clears it.
    """
    if status not in plan_fields.STATUSES:
        raise ValueError(status)
    current = tx.document.get(action.id, Action)
    noted = row_noted(_current(tx, review), current)
    why = current.reason if reason is None else reason
    values: dict[str, Any] = {"status": status, "reason": why if status in plan_fields.ASKING else ""}
    told: dict[str, Any] = {"status": status, "reason": clean(values["reason"]).text}
    told["old_status"] = noted.get("old_status") or current.status
    if new_deadline:
        values["deadline"] = new_deadline
        told |= {"new_deadline": new_deadline, "old_deadline": noted.get("old_deadline") or current.deadline or ""}
    row = set_fields(tx, current, values, reason=told["reason"], review=meeting_name(_current(tx, review)))
    _note_row(tx, review, row, told)
    return row


def set_row_deadline(tx: Transaction, review: Review, action: Action, deadline: str | None) -> Action:
    """Move a row's deadline in a meeting; None takes back what the meeting had moved."""
    current = tx.document.get(action.id, Action)
    noted = row_noted(_current(tx, review), current)
    old = str(noted.get("old_deadline") or current.deadline or "")
    wanted = deadline or (old if noted.get("new_deadline") else current.deadline)
    row = set_fields(tx, current, {"deadline": wanted}, review=meeting_name(_current(tx, review)))
    moved = bool(deadline) and deadline != old
    _note_row(tx, review, row, {"new_deadline": deadline if moved else "", "old_deadline": old if moved else ""})
    return row


def set_row_spent(tx: Transaction, review: Review, action: Action, cents: int | None) -> Action:
    """What was spent on a row by now."""
    name = meeting_name(_current(tx, review))
    row = set_fields(tx, action, {"spent": cents}, review=name)
    _note_row(tx, review, row, {"actual_eur": None if cents is None else eur_json(cents)})
    return row


def set_row_note(tx: Transaction, review: Review, action: Action, note: str) -> None:
    """What the meeting notes about a row."""
    _note_row(tx, review, tx.document.get(action.id, Action), {"note": clean(note).text})


def set_row_actual(tx: Transaction, review: Review, action: Action, actual: str, percent: int | None = None) -> Action:
    """What the indicator says now, and how much of the row is done."""
    values: dict[str, Any] = {"actual": actual} | ({} if percent is None else {"percent": percent})
    row = set_fields(tx, action, values, review=meeting_name(_current(tx, review)))
    _note_row(tx, review, row, {})
    return row


def set_meeting(tx: Transaction, review: Review, **values: str) -> Review:
    """Set date, place, owner_role or note of a meeting; the history of the rows follows the date."""
    current = _current(tx, review)
    content = current.content
    for key, value in values.items():
        if key not in {"date", "place", "owner_role", "note"}:
            raise ValueError(key)
        kept = _date(value) if key == "date" else clean(value).text
        content = content.having(key, kept) if kept or key != "note" else content.without(key)
    old, new = meeting_name(current), str(content.get("date") or "")
    changed = tx.update(current, content=content)
    if old != new:
        _rename_meeting(tx, current.canvas, old, new)
    return changed


def set_next(tx: Transaction, canvas: Canvas, date: str, place: str = "", role: str = "") -> Canvas:
    """When, where and with whom the plan is looked at next ("" for the date: nothing is arranged)."""
    current = tx.document.get(canvas.id, Canvas)
    if not date:
        return tx.update(current, parts=current.parts.without("next_review"))
    part = current.parts.get("next_review")
    told: dict[str, Any] = dict(part) if isinstance(part, Mapping) else {}
    if told.get("date") not in (None, "", _date(date)):
        told["changes"] = int(told["changes"]) + 1 if type(told.get("changes")) is int else 1
    told |= {"date": _date(date), "place": clean(place).text, "owner_role": clean(role).text}
    return tx.update(current, parts=current.parts.having("next_review", FrozenMap(told)))


def finish_review(tx: Transaction, review: Review) -> Review:
    """Close the minutes."""
    current = _current(tx, review)
    return tx.update(current, content=current.content.without(OPEN))


def reopen_review(tx: Transaction, review: Review) -> Review:
    """Open the minutes of a meeting again; refused while another is open."""
    current = _current(tx, review)
    going = open_review(tx.document, current.canvas)
    if going is not None and going.id != current.id:
        raise KoosloomeError(_("Another follow-up meeting is still open; finish it first."))
    return tx.update(current, content=current.content.having(OPEN, value=True))


def delete_review(tx: Transaction, review: Review) -> None:
    """Take a meeting away with its minutes; what it changed in the rows stays, and their history tells of it."""
    tx.remove(review.id)


# -- reading


def meeting_name(review: Review) -> str:
    """How histories name a meeting: by its date."""
    return str(review.content.get("date") or "")


def rows_noted(review: Review) -> dict[str, Mapping[str, Any]]:
    """What a meeting noted, by the row's code."""
    found = (one for one in review.content.get("rows") or () if isinstance(one, Mapping))
    return {str(one.get("row", "")): one for one in found}


def row_noted(review: Review, action: Action) -> Mapping[str, Any]:
    """What a meeting noted about a row; empty when it has not come to it."""
    return rows_noted(review).get(action.code, {})


def seen(document: Document, review: Review) -> tuple[int, int]:
    """How many rows of the plan a meeting has given a status, of how many."""
    actions = document.within(Action, review.canvas)
    noted = rows_noted(review)
    return sum(1 for a in actions if noted.get(a.code, {}).get("status")), len(actions)


def _current(tx: Transaction, review: Review) -> Review:
    return tx.document.get(review.id, Review)


def _date(value: str) -> str:
    found: str | None = plan_fields.checked(Action(id="-"), {"deadline": value})["deadline"]
    return found or ""


_ORDER: Final = ("row", "status", "note", "actual_eur", "new_deadline", "reason", "old_status", "old_deadline")
_ALWAYS: Final = frozenset({"row", "status", "note"})


def _note_row(tx: Transaction, review: Review, action: Action, told: Mapping[str, Any]) -> None:
    """Write into the minutes; an entry stands where the row stands in the plan."""
    current = _current(tx, review)
    entries = [one for one in current.content.get("rows") or () if isinstance(one, FrozenMap)]
    known: dict[str, Any] = {"row": action.code, "status": "", "note": "", **row_noted(current, action), **told}
    kept: dict[str, Any] = {k: known[k] for k in _ORDER if k in known and (known[k] not in ("", None) or k in _ALWAYS)}
    rest = {k: v for k, v in known.items() if k not in _ORDER}
    entry = FrozenMap(kept | rest)
    place = {a.code: i for i, a in enumerate(tx.document.within(Action, action.canvas))}
    entries = [one for one in entries if one.get("row") != action.code] + [entry]
    entries.sort(key=lambda one: place.get(str(one.get("row")), len(place)))
    tx.update(current, content=current.content.having("rows", tuple(entries)))


def _rename_meeting(tx: Transaction, canvas_id: str, old: str, new: str) -> None:
    for action in tx.document.within(Action, canvas_id):
        history = tuple(e.having("review", new) if old and e.get("review") == old else e for e in action.history)
        if history != action.history:
            tx.update(action, history=history)
