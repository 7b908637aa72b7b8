"""Everything that is written into the tables. Functions over one connection, inside the caller's transaction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from sqlalchemy import Connection, Insert, bindparam, delete, insert, update

from koosloome_desktop.model.blobs import Blob
from koosloome_desktop.model.changes import ChangeSet, Origin, to_json
from koosloome_desktop.model.payload import dumps
from koosloome_desktop.model.records import Record, Session, Workshop
from koosloome_desktop.storage.blobs import insert_of
from koosloome_desktop.storage.contents import record_row, workshop_columns
from koosloome_desktop.storage.reading import counts, stands
from koosloome_desktop.storage.tables import changes, drafts, meta, records, runs, workshops

_KEY: Final = ("workshop", "id")
_RUNS_KEPT: Final = 100


class Overtaken(Exception):
    """Somebody else changed the workshop since we last knew it: nothing was written, merge first."""


@dataclass(frozen=True, slots=True)
class Step:
    """One change set to be written: its contents, and the state after it of every record it touched (None: removed).

    `columns` are a workshop's own columns where the change touched them, `seq` is the actor's journal number.
    """

    change: ChangeSet
    states: Mapping[str, Record | None]
    columns: Mapping[str, Any] | None
    seq: int
    epoch: int = 0
    """How many reconciliations the document had seen when the step was made."""
    blobs: tuple[Blob, ...] = ()
    """Pictures that the step brings; they are written in its transaction."""


@cache
def _upsert(dialect: str) -> Insert:
    statement = insert_of(dialect)(records)
    fresh = {c.name: statement.excluded[c.name] for c in records.c if c.name not in _KEY}
    unseen = records.c.rev <= bindparam("known_rev")
    guarded = statement.on_conflict_do_update(index_elements=_KEY, set_=fresh, where=unseen)
    found: Insert = guarded.execution_options(preserve_rowcount=True)
    return found


_NOTHING: Final = {"payload": "{}", "search": "", "title": "", "status": "", "due": None}
_BURY: Final = (
    update(records)
    .where(records.c.workshop == bindparam("of_workshop"), records.c.id == bindparam("of_id"))
    .values(rev=bindparam("new_rev"), actor=bindparam("by"), tombstone=1, **_NOTHING)
)
_ADVANCE: Final = (
    update(workshops)
    .where(workshops.c.id == bindparam("of_id"), workshops.c.rev == bindparam("known_rev"))
    .values(
        rev=bindparam("new_rev"),
        changed=bindparam("at"),
        notes=workshops.c.notes + bindparam("more_notes"),
        actions=workshops.c.actions + bindparam("more_actions"),
    )
)


def write_steps(connection: Connection, workshop: str, known: int, steps: Sequence[Step], actor: str) -> int:
    """Write steps that follow revision `known`; gives the workshop's new revision.

    Raises Overtaken when the workshop, or one of the records, has been written by somebody else since.
    """
    rev = known + len(steps)
    advanced = connection.execute(
        _ADVANCE,
        {
            "of_id": workshop,
            "known_rev": known,
            "new_rev": rev,
            "at": steps[-1].change.at,
            "more_notes": sum(_more(step.change, "note") for step in steps),
            "more_actions": sum(_more(step.change, "action") for step in steps),
        },
    )
    if advanced.rowcount != 1:
        raise Overtaken(workshop)
    columns: dict[str, Any] = {}
    final: dict[str, tuple[Record | None, int]] = {}
    for number, step in enumerate(steps, start=known + 1):
        columns |= step.columns or {}
        for record_id, record in step.states.items():
            final.pop(record_id, None)
            final[record_id] = (record, number)
    if columns:
        connection.execute(update(workshops).where(workshops.c.id == workshop).values(**columns))
    write_records(connection, workshop, known, final, actor)
    write_journal(connection, workshop, known, steps, actor)
    return rev


def _more(change: ChangeSet, kind: str) -> int:
    """How many more of a kind a change makes; a note that is merged into another is not counted by itself."""
    came = sum(r.kind == kind and stands(r) for r in change.created)
    went = sum(r.kind == kind and stands(r) for r in change.removed)
    merged = [u for u in change.updated if u.kind == kind and "merged_into" in u.after]
    return came - went + sum((not u.after["merged_into"]) - (not u.before["merged_into"]) for u in merged)


def write_records(
    connection: Connection, workshop: str, known: int, final: Mapping[str, tuple[Record | None, int]], actor: str
) -> None:
    """Write records as they are at the end of a batch; Overtaken when one is newer than revision `known`."""
    living = [
        {**record_row(record, workshop, rev, actor), "known_rev": known}
        for record, rev in final.values()
        if record is not None
    ]
    if living:
        done = connection.execute(_upsert(connection.dialect.name), living if len(living) > 1 else living[0])
        if done.rowcount != len(living):
            raise Overtaken(workshop)
    buried = [
        {"of_workshop": workshop, "of_id": record_id, "new_rev": rev, "by": actor}
        for record_id, (record, rev) in final.items()
        if record is None
    ]
    if buried:
        connection.execute(_BURY, buried if len(buried) > 1 else buried[0])


def write_journal(connection: Connection, workshop: str, known: int, steps: Sequence[Step], actor: str) -> None:
    """One journal row for each step, numbered from `known` + 1."""
    rows = [_journal_row(workshop, known + n, step, actor) for n, step in enumerate(steps, start=1)]
    connection.execute(insert(changes), rows if len(rows) > 1 else rows[0])


def _journal_row(workshop: str, rev: int, step: Step, actor: str) -> dict[str, Any]:
    change = step.change
    payload = {name: part for name, part in to_json(change).items() if name not in {"label", "origin", "at"}}
    return {
        "workshop": workshop,
        "rev": rev,
        "actor": actor,
        "actor_seq": step.seq,
        "at": change.at,
        "label": change.label,
        "origin": change.origin.value,
        "payload": dumps(payload),
    }


def insert_workshop(
    connection: Connection,
    found: Sequence[Record],
    *,
    at: str,
    actor: str,
    seq: int,
    label: str,
    hashes: tuple[str, str],
) -> None:
    """Write a whole new workshop as revision 1; its journal row names the step without repeating the records."""
    workshop = next(r for r in found if isinstance(r, Workshop))
    columns = workshop_columns(workshop, (r for r in found if isinstance(r, Session)))
    connection.execute(
        insert(workshops).values(
            id=workshop.id,
            rev=1,
            created=at,
            changed=at,
            source_hash=hashes[0],
            canonical_hash=hashes[1],
            **columns,
            **counts(found),
        )
    )
    connection.execute(insert(records), [record_row(r, workshop.id, 1, actor) for r in found])
    step = Step(ChangeSet(label, Origin.IMPORT, at=at), {}, None, seq)
    write_journal(connection, workshop.id, 0, [step], actor)


def set_deleted(connection: Connection, workshop: str, at: str | None) -> bool:
    """Put a workshop into the bin (an instant) or take it out (None); False when there is none."""
    done = connection.execute(update(workshops).where(workshops.c.id == workshop).values(deleted_at=at))
    return done.rowcount == 1


def put_draft(connection: Connection, workshop: str, place: str, target: str, text: str, at: str) -> None:
    """Keep a draft, in place of the one that stood there; an empty text forgets it."""
    connection.execute(
        delete(drafts).where(drafts.c.workshop == workshop, drafts.c.place == place, drafts.c.target == target)
    )
    if text:
        connection.execute(insert(drafts).values(workshop=workshop, place=place, target=target, text=text, at=at))


def set_meta(connection: Connection, key: str, value: str) -> None:
    """Set one fact of the library."""
    if connection.execute(update(meta).where(meta.c.key == key).values(value=value)).rowcount == 0:
        connection.execute(insert(meta).values(key=key, value=value))


def start_run(connection: Connection, actor: str, program: str, at: str) -> int:
    """Note that a writing program started, forget this actor's runs but the last hundred; gives its number."""
    made = connection.execute(insert(runs).values(actor=actor, program=program, started=at).returning(runs.c.number))
    number = int(made.scalar_one())
    connection.execute(delete(runs).where(runs.c.actor == actor, runs.c.number <= number - _RUNS_KEPT))
    return number


def stop_run(connection: Connection, number: int, at: str) -> None:
    """Note that it ended properly."""
    connection.execute(update(runs).where(runs.c.number == number).values(stopped=at))
