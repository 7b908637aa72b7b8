"""Everything that is asked of the tables. Functions over one connection; the writer thread calls them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any, Final

from sqlalchemy import Connection, RowMapping, func, or_, select

from koosloome_desktop.model.changes import ChangeSet, Origin, from_json
from koosloome_desktop.model.history import LIMIT
from koosloome_desktop.model.payload import record_from
from koosloome_desktop.model.records import KINDS, Record
from koosloome_desktop.storage.contents import title_of
from koosloome_desktop.storage.rows import DraftRow, DueRow, Hit, Loaded, Recovery, WorkshopRow
from koosloome_desktop.storage.schema import newer
from koosloome_desktop.storage.tables import changes, drafts, meta, records, runs, workshops
from koosloome_desktop.support.text import fold

_CHUNK: Final = 256
_REPEATED: Final = ("canvas", "zone", "parent")
"""Fields whose texts many records share: kept once, they take a hundredth of the memory."""
_PARSE: Final = json.JSONDecoder().raw_decode
_OWN_STEPS: Final = (Origin.LOCAL.value, Origin.UNDO.value, Origin.REDO.value)


def workshop_rows(connection: Connection, *, deleted: bool = False) -> list[WorkshopRow]:
    """The workshops, last changed first; the deleted ones instead when asked for."""
    wanted = workshops.c.deleted_at.is_not(None) if deleted else workshops.c.deleted_at.is_(None)
    found = connection.execute(select(workshops).where(wanted).order_by(workshops.c.changed.desc(), workshops.c.id))
    return [_workshop_row(row) for row in found.mappings()]


def workshop_row(connection: Connection, workshop: str) -> WorkshopRow | None:
    """One workshop, deleted or not."""
    row = connection.execute(select(workshops).where(workshops.c.id == workshop)).mappings().first()
    return None if row is None else _workshop_row(row)


def by_source(connection: Connection, source_hash: str) -> WorkshopRow | None:
    """The living workshop that was imported from this content."""
    query = select(workshops).where(workshops.c.source_hash == source_hash, workshops.c.deleted_at.is_(None))
    row = connection.execute(query.order_by(workshops.c.id)).mappings().first()
    return None if row is None else _workshop_row(row)


def _workshop_row(row: RowMapping) -> WorkshopRow:
    return WorkshopRow(**{**row, "sample": bool(row["sample"])})


def due_rows(connection: Connection) -> list[DueRow]:
    """What has a date and is not over, in all living workshops, by date; months stand by their text.

    What stands on a canvas that a later iteration carries on is over, too: its dates are the later one's.
    """
    carried = _carried_on(connection)
    query = (
        select(
            records.c.workshop, records.c.id, records.c.kind, records.c.canvas, records.c.title, records.c.due,
            records.c.status, records.c.payload, workshops.c.title.label("workshop_title"), workshops.c.sample,
        )
        .join(workshops, workshops.c.id == records.c.workshop)
        .where(
            records.c.due.is_not(None), records.c.tombstone == 0, workshops.c.deleted_at.is_(None),
            records.c.kind.in_(("action", "canvas", "review")),
            or_(records.c.kind == "review", records.c.status.not_in(("done", "dropped"))),
        )
        .order_by(records.c.due, records.c.workshop, records.c.sort, records.c.id)
    )  # fmt: skip
    found = (_due_row(row) for row in connection.execute(query))
    return [row for row in found if row.canvas not in carried]


def _moved_in(said: Any) -> tuple[tuple[str, str], ...]:
    """The rows whose deadline the minutes of a meeting moved: (code, new deadline)."""
    found = (one for one in said.get("rows") or () if isinstance(one, dict))
    return tuple((str(one.get("row")), str(one["new_deadline"])) for one in found if one.get("new_deadline"))


def _carried_on(connection: Connection) -> set[str]:
    """The canvases that a canvas of a later iteration continues."""
    query = select(records.c.payload).where(
        records.c.kind == "canvas", records.c.tombstone == 0, records.c.payload.like('%"continues":%')
    )
    return {str(record_data(payload).get("continues") or "") for (payload,) in connection.execute(query)} - {""}


def _due_row(row: Any) -> DueRow:
    data = record_data(row.payload)
    said = data.get("parts", {}).get("next_review", {}) if row.kind == "canvas" else data.get("content", data)
    nudges = tuple((str(r.get("date") or ""), str(r.get("text") or "")) for r in data.get("reminders", ()))
    return DueRow(
        row.workshop, row.workshop_title, bool(row.sample), row.id, row.kind, row.canvas or row.id, row.title, row.due,
        row.status, str(said.get("owner_role") or ""), str(said.get("place") or ""), nudges,
        str(data.get("code") or ""),
        any(entry.get("field") == "deadline" for entry in data.get("history", ())), _moved_in(said),
    )  # fmt: skip


def record_of(kind: str, record_id: str, payload: str, version: int, shown: str = "") -> Record:
    """The record of a row; NewerLibrary when a newer program wrote it in a form that this one does not know."""
    _refuse_newer(kind, version, shown)
    return record_from(kind, record_id, record_data(payload), version)


def _refuse_newer(kind: str, version: int, shown: str) -> None:
    if kind not in KINDS or version > KINDS[kind].version:
        raise newer("", shown)


def record_data(payload: str) -> Any:
    """The object of a payload: what json.loads gives, without a look for white space round it, where we write none."""
    try:
        found, end = _PARSE(payload)
    except ValueError:
        return json.loads(payload)
    return found if end == len(payload) else json.loads(payload)


def living_records(connection: Connection, workshop: str, shown: str = "") -> list[Record]:
    """All records of a workshop, in id order."""
    query = select(records.c.id, records.c.kind, records.c.version, records.c.payload).where(
        records.c.workshop == workshop, records.c.tombstone == 0
    )
    known: dict[str, str] = {}
    result = []
    for record_id, kind, version, payload in connection.execute(query.order_by(records.c.id)):
        _refuse_newer(kind, version, shown)
        data = record_data(payload)
        for name in _REPEATED:
            value = data.get(name)
            if type(value) is str:
                data[name] = known.setdefault(value, value)
        result.append(record_from(kind, known.setdefault(record_id, record_id), data, version))
    return result


def load(connection: Connection, workshop: str, actor: str, shown: str = "") -> Loaded | None:
    """A whole workshop, or None when there is none of this id."""
    row = workshop_row(connection, workshop)
    if row is None:
        return None
    found = tuple(living_records(connection, workshop, shown))
    return Loaded(row, found, row.rev, own_journal(connection, workshop, actor), draft_rows(connection, workshop))


def own_journal(connection: Connection, workshop: str, actor: str, limit: int = LIMIT) -> tuple[ChangeSet, ...]:
    """This actor's steps, oldest first, from far enough back that `limit` of them can be undone again.

    Reads backwards. UNDO takes one step off the stack and LOCAL or REDO puts one on, so the walk may stop at a LOCAL
    row (which empties the redo stack) above which `limit` steps survive and no UNDO is left without the step it took.
    Rows that may have merged into one step count as one, which only makes the walk longer.
    """
    taken: list[ChangeSet] = []
    survivors = undone = 0
    merging = ""
    for change in _backwards(connection, workshop, actor):
        taken.append(change)
        merged = bool(change.merge_key) and change.merge_key == merging
        merging = change.merge_key if change.origin is Origin.LOCAL else ""
        if change.origin is Origin.UNDO:
            undone += 1
        elif merged:
            continue
        elif undone:
            undone -= 1
        else:
            survivors += 1
        if change.origin is Origin.LOCAL and not change.merge_key and survivors >= limit and not undone:
            break
    return tuple(reversed(taken))


def _backwards(connection: Connection, workshop: str, actor: str) -> Iterator[ChangeSet]:
    before: int | None = None
    while True:
        query = select(changes).where(
            changes.c.workshop == workshop, changes.c.actor == actor, changes.c.origin.in_(_OWN_STEPS)
        )
        if before is not None:
            query = query.where(changes.c.rev < before)
        chunk = connection.execute(query.order_by(changes.c.rev.desc()).limit(_CHUNK)).all()
        for row in chunk:
            before = row.rev
            yield _change(row)
        if len(chunk) < _CHUNK:
            return


def changes_since(connection: Connection, workshop: str, rev: int) -> list[ChangeSet]:
    """Every change set after a revision, in order, whoever made it."""
    query = select(changes).where(changes.c.workshop == workshop, changes.c.rev > rev)
    return [_change(row) for row in connection.execute(query.order_by(changes.c.rev))]


def _change(row: Any) -> ChangeSet:
    return from_json({**json.loads(row.payload), "label": row.label, "origin": row.origin, "at": row.at})


def draft_rows(connection: Connection, workshop: str) -> tuple[DraftRow, ...]:
    """The drafts of a workshop, oldest first."""
    query = select(drafts).where(drafts.c.workshop == workshop)
    found = connection.execute(query.order_by(drafts.c.at, drafts.c.place, drafts.c.target))
    return tuple(DraftRow(**row) for row in found.mappings())


def search(connection: Connection, query: str, *, workshop: str = "", limit: int = 200, shown: str = "") -> list[Hit]:
    """The records in which every word of `query` stands, whatever its case; words are taken as they are.

    Order: workshops by date, then id; within one by canvas, kind, place on the canvas. An empty query finds nothing.
    """
    words = fold(query).replace("\0", "").split()
    if not words:
        return []
    # instr/strpos and not LIKE: no character of a query means anything but itself.
    position = func.strpos if connection.dialect.name == "postgresql" else func.instr
    found = (
        select(
            records.c.workshop,
            workshops.c.title.label("workshop_title"),
            records.c.id.label("record"),
            records.c.kind,
            records.c.canvas,
            records.c.version,
            records.c.payload,
        )
        .join(workshops, workshops.c.id == records.c.workshop)
        .where(workshops.c.deleted_at.is_(None), records.c.tombstone == 0)
        .where(*(position(records.c.search, word) > 0 for word in words))
        .order_by(
            workshops.c.date.desc(), workshops.c.id, records.c.canvas, records.c.kind, records.c.sort, records.c.id
        )
        .limit(limit)
    )
    if workshop:
        found = found.where(records.c.workshop == workshop)
    return [_hit(row, shown) for row in connection.execute(found)]


def _hit(row: Any, shown: str) -> Hit:
    title = title_of(record_of(row.kind, row.record, row.payload, row.version, shown))
    return Hit(row.workshop, row.workshop_title, row.record, row.kind, row.canvas, title)


def meta_value(connection: Connection, key: str) -> str | None:
    """One fact of the library."""
    row = connection.execute(select(meta.c.value).where(meta.c.key == key)).first()
    return None if row is None else str(row.value)


def last_seq(connection: Connection, actor: str) -> int:
    """The last journal number an actor used; 0 before the first."""
    return int(connection.execute(select(func.max(changes.c.actor_seq)).where(changes.c.actor == actor)).scalar() or 0)


def unfinished_run(connection: Connection, actor: str) -> Recovery | None:
    """What is known of this actor's last run when it did not end properly; None when it did."""
    last = connection.execute(select(runs).where(runs.c.actor == actor).order_by(runs.c.number.desc()).limit(1)).first()
    if last is None or last.stopped is not None:
        return None
    newest = connection.execute(
        select(workshops.c.title, workshops.c.changed).order_by(workshops.c.changed.desc(), workshops.c.id).limit(1)
    ).first()
    left = int(connection.execute(select(func.count()).select_from(drafts)).scalar() or 0)
    if newest is None:
        return Recovery(last.started, "", "", left)
    return Recovery(last.started, newest.title, newest.changed, left)


def stands(record: Record) -> bool:
    """Whether a record counts by itself: a note that was merged into another does not."""
    return not getattr(record, "merged_into", "")


def counts(found: Iterable[Record]) -> dict[str, int]:
    """The counting columns of a workshop's row."""
    kinds = [record.kind for record in found if stands(record)]
    return {"notes": kinds.count("note"), "actions": kinds.count("action")}
