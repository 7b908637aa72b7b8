"""What people do with rows of an action plan: add, copy, move, delete. Each verb runs inside an open transaction.

Fields are set by `plan_set`, money by `plan_money`, milestones by `milestones`; what is called often stands here, too.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, replace
from typing import Any, Final

from koosloome_desktop.model.document import Document
from koosloome_desktop.model.frozen import EMPTY, FrozenMap
from koosloome_desktop.model.order import between
from koosloome_desktop.model.records import Action, Canvas, Review
from koosloome_desktop.model.transaction import Transaction
from koosloome_desktop.operations import milestones, plan_fields, plan_history, plan_set, rasci
from koosloome_desktop.operations.notes import order_at
from koosloome_desktop.operations.queries import next_code
from koosloome_desktop.support.clock import instant
from koosloome_desktop.support.errors import KoosloomeError
from koosloome_desktop.support.i18n import _
from koosloome_desktop.support.ids import new_id
from koosloome_desktop.support.text import clean

STATUSES, TEXT_FIELDS = plan_fields.STATUSES, plan_fields.TEXT_FIELDS
set_field, set_fields, set_many = plan_set.set_field, plan_set.set_fields, plan_set.set_many
set_due, set_start, set_span, shift = plan_set.set_due, plan_set.set_start, plan_set.set_span, plan_set.shift
fill_down = plan_set.fill_down
add_milestone = milestones.add_milestone


_OWN: Final = frozenset({"id", "order", "code", "agreed_at", "spent", "percent", "history", "changes"})
"""What a copy of a row does not take from it."""


def add_action(
    tx: Transaction, canvas: str, activity: str, *, after: str = "", sources: Sequence[str] = (), **values: Any
) -> Action:
    """A new row at the end of a plan, or after the row `after`; `sources` are the notes it comes from."""
    made = {"activity": activity, "sources": tuple(sources), **values}
    return add_actions(tx, canvas, [made], after=after)[0]


def add_actions(
    tx: Transaction, canvas: str, rows: Iterable[Mapping[str, Any]], *, after: str = "", before: str = ""
) -> list[Action]:
    """New rows together, in their order: at the end, after the row `after` or before the row `before`.

    Each is a mapping of fields; a row without words is a row, too.
    """
    document = tx.document
    known = document.within(Action, canvas)
    low, high = _gap(known, after, before)
    codes = _codes(document)
    prototype = Action(id="-", canvas=canvas)
    at = plan_history.plan_followed(document, canvas)
    result = []
    for row in rows:
        values = plan_fields.checked(prototype, row)
        code = next_code(codes, "A")
        codes = [code]
        low = between(low, high)
        made = Action(id=new_id(), order=low, canvas=canvas, code=code, **values)
        if at:
            made = _noted_as_new(document, made)
        result.append(tx.create(made))
    return result


def _noted_as_new(document: Document, action: Action) -> Action:
    now = instant(document.clock.now())
    return replace(action, history=plan_history.with_change((), now, "row", None, "added"))


def _gap(rows: Sequence[Action], after: str, before: str) -> tuple[str, str]:
    """The order keys between which new rows come."""
    for index, row in enumerate(rows):
        if after and row.id == after:
            return row.order, rows[index + 1].order if index + 1 < len(rows) else ""
        if before and row.id == before:
            return rows[index - 1].order if index else "", row.order
    return (rows[-1].order if rows else ""), ""


def _codes(document: Document) -> list[str]:
    """Every code of a row that is in use or stands in minutes: none of them is handed out again."""
    told = [
        str(one.get("row", ""))
        for review in document.of(Review)
        for one in review.content.get("rows") or ()
        if isinstance(one, FrozenMap)
    ]
    gone = [
        str(one.get("code", ""))
        for canvas in document.within(Canvas, "")
        for one in canvas.parts.get("removed_rows") or ()
        if isinstance(one, FrozenMap)
    ]
    return [a.code for a in document.of(Action)] + told + gone


def duplicate_actions(tx: Transaction, actions: Iterable[Action]) -> list[Action]:
    """Copies of rows with their milestones, each right after its original: as planned anew, agreed to by nobody yet."""
    result = []
    for action in actions:
        current = tx.document.get(action.id, Action)
        values = {f.name: getattr(current, f.name) for f in fields(current) if f.name not in _OWN}
        values |= {"status": "planned", "reason": "", "continues": "", "actual": ""}
        # What stands in the row was accepted once, though its dates may be crossed: a copy must not be refused.
        made = add_action(tx, current.canvas, "", after=current.id)
        made = tx.update(made, **values)
        for step in milestones.of(tx.document, current.id):
            milestones.add_milestone(tx, made, step.text, step.due)
        result.append(made)
    return result


def delete_actions(tx: Transaction, action_ids: Iterable[str]) -> None:
    """Delete rows with their milestones and their lines of the RASCI matrix. Minutes of meetings keep naming them, and
    a plan that is followed keeps that they were there.
    """
    gone: dict[str, list[Action]] = {}
    for action_id in action_ids:
        found = tx.document.find(action_id)
        if isinstance(found, Action):
            gone.setdefault(found.canvas, []).append(found)
            tx.remove(action_id)
    for canvas_id, rows in gone.items():
        rasci.forget_rows(tx, canvas_id, [row.code for row in rows])
        _remember_removed(tx, canvas_id, [row for row in rows if not row.draft])


def _remember_removed(tx: Transaction, canvas_id: str, rows: Sequence[Action]) -> None:
    canvas = tx.document.find(canvas_id)
    if not rows or not isinstance(canvas, Canvas) or not plan_history.plan_followed(tx.document, canvas_id):
        return
    at = instant(tx.document.clock.now())
    kept = canvas.parts.get("removed_rows")
    told = tuple(FrozenMap({"code": row.code, "activity": row.activity, "at": at}) for row in rows)
    parts = canvas.parts.having("removed_rows", (*(kept if isinstance(kept, tuple) else ()), *told))
    tx.update(canvas, parts=parts)


def move_action(tx: Transaction, action: Action, index: int) -> Action:
    """Move a row to a place among the plan's other rows (0 = first)."""
    rows = [a for a in tx.document.within(Action, action.canvas) if a.id != action.id]
    return tx.update(action, order=order_at(rows, max(0, min(index, len(rows)))))


def move_actions(tx: Transaction, action_ids: Iterable[str], index: int) -> None:
    """Move rows together, in their order, to a place among the plan's other rows (0 = first)."""
    wanted = set(action_ids)
    found = next((a for a in map(tx.document.find, wanted) if isinstance(a, Action)), None)
    if found is None:
        return
    everything = tx.document.within(Action, found.canvas)
    rows, moving = [a for a in everything if a.id not in wanted], _ordered(everything, wanted)
    index = max(0, min(index, len(rows)))
    if [*rows[:index], *moving, *rows[index:]] == everything:
        return
    low = rows[index - 1].order if index else ""
    high = rows[index].order if index < len(rows) else ""
    for action in moving:
        low = between(low, high)
        tx.update(action, order=low)


def _ordered(everything: Sequence[Action], wanted: set[str]) -> list[Action]:
    return [a for a in everything if a.id in wanted]


def step_actions(tx: Transaction, action_ids: Iterable[str], step: int) -> None:
    """Move rows up (−1) or down (+1) past the next row that is not among them; at the end nothing happens."""
    wanted = set(action_ids)
    found = next((a for a in (tx.document.find(i) for i in wanted) if isinstance(a, Action)), None)
    if found is None:
        return
    everything = tx.document.within(Action, found.canvas)
    places = [i for i, a in enumerate(everything) if a.id in wanted]
    before = sum(1 for a in everything[: places[0] if step < 0 else places[-1]] if a.id not in wanted)
    move_actions(tx, wanted, before + (-1 if step < 0 else 1))


def rename_code(tx: Transaction, action: Action, code: str) -> Action:
    """Give a row another short id; its RASCI line and the minutes of meetings follow. Refused when a row has it."""
    current = tx.document.get(action.id, Action)
    wanted = clean(code).text
    if wanted == current.code:
        return current
    if not wanted or wanted in _codes(tx.document):
        raise KoosloomeError(_("Another row is called “{code}” already.").format(code=wanted))
    rasci.rename_row(tx, current.canvas, current.code, wanted)
    for review in tx.document.within(Review, current.canvas):
        rows = tuple(
            one.having("row", wanted) if isinstance(one, FrozenMap) and one.get("row") == current.code else one
            for one in review.content.get("rows") or ()
        )
        if rows != review.content.get("rows", ()):
            tx.update(review, content=review.content.having("rows", rows))
    return tx.update(current, code=wanted)


def set_years(tx: Transaction, canvas: Canvas, years: Iterable[object]) -> Canvas:
    """The years that a plan's table shows, ascending and each once; amounts in other years stay."""
    current = tx.document.get(canvas.id, Canvas)
    kept = tuple(sorted({plan_fields.year_key(year) for year in years}))
    return current if tuple(map(str, current.years)) == kept else tx.update(current, years=kept)


def adopt(tx: Transaction, canvas: Canvas, date: str, by: str = "") -> Canvas:
    """Keep that a council (`by`) adopted the plan on a day; from then on changes are remembered. "" takes it back."""
    current = tx.document.get(canvas.id, Canvas)
    if not date:
        return tx.update(current, parts=current.parts.without("adopted"))
    day = plan_fields.checked(Action(id="-"), {"deadline": date})["deadline"]
    at = instant(tx.document.clock.now())
    told = {**dict(current.parts.get("adopted") or EMPTY), "date": day, "by": clean(by).text, "at": at}
    return tx.update(current, parts=current.parts.having("adopted", FrozenMap({k: v for k, v in told.items() if v})))
