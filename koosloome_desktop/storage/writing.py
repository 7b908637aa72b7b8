"""Everything that is written into the tables. Functions over one connection, inside the caller's transaction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from koosloome_desktop.model.blobs import Blob
from koosloome_desktop.model.changes import ChangeSet, Origin, Update, to_json
from koosloome_desktop.model.payload import dumps
from koosloome_desktop.model.records import Note, Record, Session, Workshop
from koosloome_desktop.storage import counting
from koosloome_desktop.storage.contents import record_row, workshop_columns
from koosloome_desktop.storage.line import Line, insert_into
from koosloome_desktop.storage.reading import counts, stands
from koosloome_desktop.storage.rows import VIEW

_RECORD: Final = (
    "workshop", "id", "kind", "canvas", "sort", "rev", "actor", "title", "due", "status", "search", "version",
    "payload", "tombstone",
)  # fmt: skip
_INSERT_RECORD: Final = insert_into("records", _RECORD)
_FRESH: Final = ", ".join(f"{name} = excluded.{name}" for name in _RECORD[2:])
_UPSERT: Final = f"{_INSERT_RECORD} ON CONFLICT (workshop, id) DO UPDATE SET {_FRESH} WHERE records.rev <= :known_rev"
_BURY: Final = """
    UPDATE records SET rev = :new_rev, actor = :by, tombstone = 1, payload = '{}', search = '', title = '', status = '',
        due = NULL
    WHERE workshop = :of_workshop AND id = :of_id
"""
_ADVANCE: Final = """
    UPDATE workshops SET rev = :new_rev, changed = :at, notes = notes + :more_notes, actions = actions + :more_actions
    WHERE id = :of_id AND rev = :known_rev
"""
_JOURNAL: Final = insert_into("changes", ("workshop", "rev", "actor", "actor_seq", "at", "label", "origin", "payload"))
_PUT_DRAFT: Final = insert_into("drafts", ("workshop", "place", "target", "text", "at"))
_RUNS_KEPT: Final = 100
_COUNTED: Final = frozenset({"form", "merged_into"})
"""The fields of a note that say whether it counts."""


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
    heeds: int = 0
    """The number of the last erasure in the library that was heard of when the step was made."""


def write_steps(line: Line, workshop: str, known: int, steps: Sequence[Step], actor: str) -> int:
    """Write steps that follow revision `known`; gives the workshop's new revision.

    Raises Overtaken when the workshop, or one of the records, has been written by somebody else since.
    """
    rev = known + len(steps)
    advanced = line.do(
        _ADVANCE,
        of_id=workshop,
        known_rev=known,
        new_rev=rev,
        at=steps[-1].change.at,
        more_notes=sum(_more(step, "note") for step in steps),
        more_actions=sum(_more(step, "action") for step in steps),
    )
    if advanced != 1:
        raise Overtaken(workshop)
    columns: dict[str, Any] = {}
    final: dict[str, tuple[Record | None, int]] = {}
    for number, step in enumerate(steps, start=known + 1):
        columns |= step.columns or {}
        for record_id, record in step.states.items():
            final.pop(record_id, None)
            final[record_id] = (record, number)
    if columns:
        changed = ", ".join(f"{name} = :{name}" for name in columns)
        line.do(f"UPDATE workshops SET {changed} WHERE id = :of_id", **columns, of_id=workshop)
    write_records(line, workshop, known, final, actor)
    write_journal(line, workshop, known, steps, actor)
    return rev


def _more(step: Step, kind: str) -> int:
    """How many more of a kind that count by themselves a step makes."""
    change = step.change
    came = sum(r.kind == kind and stands(r) for r in change.created)
    went = sum(r.kind == kind and stands(r) for r in change.removed)
    edited = [u for u in change.updated if u.kind == kind == Note.kind and _COUNTED & u.after.keys()]
    return came - went + sum(_gained(u, step.states.get(u.id)) for u in edited)


def _gained(update: Update, now: Record | None) -> int:
    """Whether an update makes a note that counts (1), one that does so no more (-1), or neither."""
    if not isinstance(now, Note):
        return 0
    before = counting.note_stands(
        update.before.get("form", now.form), update.before.get("merged_into", now.merged_into)
    )
    return (
        counting.note_stands(update.after.get("form", now.form), update.after.get("merged_into", now.merged_into))
        - before
    )


def write_records(
    line: Line, workshop: str, known: int, final: Mapping[str, tuple[Record | None, int]], actor: str
) -> None:
    """Write records as they are at the end of a batch; Overtaken when one is newer than revision `known`."""
    living = [
        {**record_row(record, workshop, rev, actor), "known_rev": known}
        for record, rev in final.values()
        if record is not None
    ]
    if living and line.do_each(_UPSERT, living) != len(living):
        raise Overtaken(workshop)
    buried = [
        {"of_workshop": workshop, "of_id": record_id, "new_rev": rev, "by": actor}
        for record_id, (record, rev) in final.items()
        if record is None
    ]
    if buried:
        line.do_each(_BURY, buried)


def write_journal(line: Line, workshop: str, known: int, steps: Sequence[Step], actor: str) -> None:
    """One journal row for each step, numbered from `known` + 1."""
    rows = [_journal_row(workshop, known + n, step, actor) for n, step in enumerate(steps, start=1)]
    line.do_each(_JOURNAL, rows)


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
    line: Line,
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
    row = {
        "id": workshop.id, "rev": 1, "created": at, "changed": at, "source_hash": hashes[0],
        "canonical_hash": hashes[1], **columns, **counts(found),
    }  # fmt: skip
    line.do(insert_into("workshops", tuple(row)), **row)
    line.do_each(_INSERT_RECORD, [record_row(r, workshop.id, 1, actor) for r in found])
    step = Step(ChangeSet(label, Origin.IMPORT, at=at), {}, None, seq)
    write_journal(line, workshop.id, 0, [step], actor)


def set_deleted(line: Line, workshop: str, at: str | None) -> bool:
    """Put a workshop into the bin (an instant) or take it out (None); False when there is none."""
    return line.do("UPDATE workshops SET deleted_at = :at WHERE id = :id", at=at, id=workshop) == 1


def put_draft(line: Line, workshop: str, place: str, target: str, text: str, at: str) -> None:
    """Keep a draft, in place of the one that stood there; an empty text forgets it."""
    where = {"workshop": workshop, "place": place, "target": target}
    line.do("DELETE FROM drafts WHERE workshop = :workshop AND place = :place AND target = :target", **where)
    if text:
        line.do(_PUT_DRAFT, **where, text=text, at=at)


def set_meta(line: Line, key: str, value: str) -> None:
    """Set one fact of the library."""
    if line.do("UPDATE meta SET value = :value WHERE key = :key", key=key, value=value) == 0:
        line.do(insert_into("meta", ("key", "value")), key=key, value=value)


def set_view(line: Line, workshop: str, text: str) -> None:
    """Keep what a window showed of a workshop, in place of what stood there; an empty text forgets it."""
    if text:
        set_meta(line, VIEW + workshop, text)
    else:
        line.do("DELETE FROM meta WHERE key = :key", key=VIEW + workshop)


def start_run(line: Line, actor: str, program: str, at: str) -> int:
    """Note that a writing program started, forget this actor's runs but the last hundred; gives its number."""
    counted = counting.is_counted(line)
    fresh = insert_into("runs", ("actor", "program", "started"))
    number = int(line.ask(f"{fresh} RETURNING number", actor=actor, program=program, started=at)[0][0])
    line.do("DELETE FROM runs WHERE actor = :actor AND number <= :old", actor=actor, old=number - _RUNS_KEPT)
    if counted:
        counting.mark(line)
    return number


def stop_run(line: Line, number: int, at: str) -> None:
    """Note that it ended properly."""
    line.do("UPDATE runs SET stopped = :at WHERE number = :number", at=at, number=number)
