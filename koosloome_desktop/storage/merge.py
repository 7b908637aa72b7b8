"""Bringing our steps into a workshop that somebody else has changed since: field by field, never last writer wins.

A field that only one side changed takes that side's value. A list of references that both changed keeps what either
added and loses what either took away. Any other field that both changed keeps their value, and a `Conflict` record
keeps both until somebody chooses. A record that is gone stays gone, an update of it is skipped (the journal of the
other side has it). Merging is done on a whole document, so that references are settled as everywhere else.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from koosloome_desktop.model.changes import Update, carried, patched
from koosloome_desktop.model.document import Document
from koosloome_desktop.model.frozen import same
from koosloome_desktop.model.records import Conflict, Record, Session, Workshop
from koosloome_desktop.model.transaction import Transaction
from koosloome_desktop.storage.contents import workshop_columns
from koosloome_desktop.storage.line import Line
from koosloome_desktop.storage.reading import changes_since, changes_with_rev, living_records, records_by_id
from koosloome_desktop.storage.writing import Step, write_steps
from koosloome_desktop.support.errors import NotFound
from koosloome_desktop.support.i18n import _
from koosloome_desktop.support.ids import new_id

OWN_COLUMNS: Final = ("workshop", "session")
"""Kinds whose change shows in the workshop's row."""


@dataclass(frozen=True, slots=True)
class News:
    """What the database holds after a merge, for the document to come to: records by id (None: gone) at revision `rev`.

    Steps with a journal number above `upto` are not in it yet; `epoch` numbers the news of one document.
    """

    states: Mapping[str, Record | None]
    rev: int
    upto: int
    epoch: int


def catch_up(
    line: Line, workshop: str, known: int, steps: Sequence[Step], *,
    actor: str, epoch: int, upto: int = 0, also: Iterable[str] = (),
) -> News:  # fmt: skip
    """Write `steps`, made on revision `known`, on top of what others did; NotFound when the workshop itself is gone.

    The news tells of the records `also` in any case.
    """
    held = " FOR UPDATE" if line.server else ""
    found = line.ask(f"SELECT rev FROM workshops WHERE id = :id{held}", id=workshop)
    if not found:
        raise NotFound(_("The workshop is no longer in the library."))
    rev = int(found[0][0])
    document = Document(workshop, rev=rev)
    document.load(living_records(line, workshop), rev)
    touched = _touched_since(line, document, known)
    merged = [done for step in steps if (done := _merge_step(document, step, actor)) is not None]
    if merged:
        rev = write_steps(line, workshop, rev, merged, actor)
    touched |= set(also)
    for step in (*steps, *merged):
        touched |= step.states.keys()
    states = {record_id: document.find(record_id) for record_id in sorted(touched)}
    return News(states, rev, steps[-1].seq if steps else upto, epoch)


def look(line: Line, workshop: str, known: int, upto: int, *, epoch: int, also: Iterable[str] = ()) -> News:
    """What others did since revision `known`, read by what the journal says was touched, and the records `also`;
    nothing is written.
    """
    # Whoever writes begins at this row: while we read, nobody does.
    held = " FOR SHARE" if line.server else ""
    found = line.ask(f"SELECT rev FROM workshops WHERE id = :id{held}", id=workshop)
    if not found:
        raise NotFound(_("The workshop is no longer in the library."))
    rev, wanted = int(found[0][0]), set(also)
    if rev == known and not wanted:
        return News({}, rev, upto, epoch)
    journal = [change for number, change in changes_with_rev(line, workshop, known) if number <= rev]
    if len(journal) < rev - known:
        # Part of the journal was erased: everything may have changed.
        return catch_up(line, workshop, known, (), actor="", epoch=epoch, upto=upto, also=wanted)
    touched = wanted.union(*(change.ids() for change in journal))
    states: dict[str, Record | None] = dict.fromkeys(sorted(touched))
    states |= {record.id: record for record in records_by_id(line, workshop, sorted(touched))}
    return News(states, rev, upto, epoch)


def _touched_since(line: Line, document: Document, known: int) -> set[str]:
    journal = changes_since(line, document.id, known)
    if len(journal) == document.rev - known:
        return {record_id for change in journal for record_id in change.ids()}
    # Part of the journal was erased: everything may have changed.
    return {record.id for record in document.records()}


def _merge_step(document: Document, step: Step, actor: str) -> Step | None:
    change = step.change
    with document.transaction(change.label, origin=change.origin, merge_key=change.merge_key) as tx:
        for record in change.created:
            if document.find(record.id) is None:
                tx.create(record)
        for update in change.updated:
            _merge_update(tx, update, actor)
        for record in change.removed:
            tx.drop(record.id)
    if tx.result is None:
        return None
    states = {record_id: document.find(record_id) for record_id in tx.result.ids()}
    return Step(replace(tx.result, at=change.at), states, own_columns(document, states), step.seq)


def own_columns(document: Document, states: Mapping[str, Record | None]) -> dict[str, Any] | None:
    """The columns of the workshop's row, when a step touched what they show (or may have removed it)."""
    if all(record is not None and record.kind not in OWN_COLUMNS for record in states.values()):
        return None
    workshop = document.find(document.id)
    if not isinstance(workshop, Workshop):
        return None
    return workshop_columns(workshop, document.of(Session))


def _merge_update(tx: Transaction, update: Update, actor: str) -> None:
    current = tx.document.find(update.id)
    if current is None:
        return
    values, against = carried(current, update)
    for name in against:
        ours, theirs = update.after[name], getattr(current, name)
        made = Conflict(id=new_id(), target=current.id, field=name, ours=ours, theirs=theirs, actor=actor)
        _note_conflict(tx, made, update.before[name])
    if values:
        tx.put(patched(current, values))


def _note_conflict(tx: Transaction, conflict: Conflict, before: Any) -> None:
    # Someone who types on into a conflict should find one question in the end, not one for every letter; what was
    # typed on is what that conflict holds as ours.
    for known in tx.document.of(Conflict):
        same_place = (known.target, known.field, known.actor) == (conflict.target, conflict.field, conflict.actor)
        if same_place and same(known.ours, before):
            tx.update(known, ours=conflict.ours, theirs=conflict.theirs)
            return
    tx.create(conflict)
