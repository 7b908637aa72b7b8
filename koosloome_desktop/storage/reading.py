"""Everything that is asked of the tables. Functions over one connection; the writer thread calls them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields, replace
from itertools import islice
from typing import Any, Final

from koosloome_desktop.model.changes import ChangeSet, Origin, from_json
from koosloome_desktop.model.history import LIMIT
from koosloome_desktop.model.payload import record_from, record_taking
from koosloome_desktop.model.records import KINDS, Note, Record
from koosloome_desktop.storage import counting
from koosloome_desktop.storage.contents import title_of
from koosloome_desktop.storage.line import Line, Row
from koosloome_desktop.storage.rows import VIEW, DraftRow, DueRow, Hit, Loaded, Recovery, WorkshopRow
from koosloome_desktop.storage.schema import newer
from koosloome_desktop.support.text import fold

_CHUNK: Final = 256
_REPEATED: Final = ("canvas", "zone", "parent")
"""Fields whose texts many records share: kept once, they take a hundredth of the memory."""
_DUE: Final = """
    SELECT r.workshop, r.id, r.kind, r.canvas, r.title, r.due, r.status, r.payload, w.title, w.sample
    FROM records AS r JOIN workshops AS w ON w.id = r.workshop
    WHERE r.due IS NOT NULL AND r.tombstone = 0 AND w.deleted_at IS NULL AND r.kind IN ('action', 'canvas', 'review')
        AND (r.kind = 'review' OR r.status NOT IN ('done', 'dropped'))
    ORDER BY r.due, r.workshop, r.sort, r.id
"""
_LIVING: Final = (
    "SELECT id, kind, version, payload FROM records WHERE workshop = :workshop AND tombstone = 0 ORDER BY id"
)
_PARSE: Final = json.JSONDecoder().raw_decode
_CHANGE: Final = "payload, label, origin, at"
_OWN_STEPS: Final = ", ".join(f"'{origin.value}'" for origin in (Origin.LOCAL, Origin.UNDO, Origin.REDO))
_WORKSHOP: Final = tuple(field.name for field in fields(WorkshopRow))
"""What a row of `workshops` holds: the columns have the names of the fields, in their order."""
_OWN_NUMBER: Final = """
    SELECT c.actor_seq FROM changes AS c WHERE c.workshop = workshops.id AND c.rev = workshops.rev
        AND c.actor = (SELECT value FROM meta WHERE key = 'actor')
"""
"""The number that the last step of a workshop has among all steps of this file's own program."""
_WORKSHOPS: Final = f"SELECT {', '.join(_WORKSHOP)} FROM workshops"


def workshop_rows(line: Line, *, deleted: bool = False) -> list[WorkshopRow]:
    """The workshops, last changed first; the deleted ones instead when asked for."""
    wanted = "NOT NULL" if deleted else "NULL"
    found = line.ask(f"{_WORKSHOPS} WHERE deleted_at IS {wanted} ORDER BY {_last_first(line)}")
    return _counted(line, [_workshop_row(row) for row in found])


def _counted(line: Line, rows: list[WorkshopRow]) -> list[WorkshopRow]:
    """The rows with as many notes as stand on canvases, also where an earlier program counted otherwise."""
    if not rows or counting.is_counted(line):
        return rows
    notes = counting.standing(line)
    return [replace(row, notes=notes.get(row.id, 0)) for row in rows]


def _last_first(line: Line) -> str:
    """How workshops are ordered: in a file by the number of their last step, which no wrong clock can turn round; where
    several write, or somebody else did, by the instant.
    """
    return "changed DESC, id" if line.server else f"({_OWN_NUMBER}) DESC NULLS LAST, changed DESC, id"


def workshop_row(line: Line, workshop: str) -> WorkshopRow | None:
    """One workshop, deleted or not."""
    found = line.ask(f"{_WORKSHOPS} WHERE id = :id", id=workshop)
    return _workshop_row(found[0]) if found else None


def by_source(line: Line, source_hash: str) -> WorkshopRow | None:
    """The living workshop that was imported from this content."""
    found = line.ask(f"{_WORKSHOPS} WHERE source_hash = :hash AND deleted_at IS NULL ORDER BY id", hash=source_hash)
    return _workshop_row(found[0]) if found else None


def _workshop_row(row: Row) -> WorkshopRow:
    named = dict(zip(_WORKSHOP, row, strict=True))
    return WorkshopRow(**{**named, "sample": bool(named["sample"])})


def due_rows(line: Line) -> list[DueRow]:
    """What has a date and is not over, in all living workshops, by date; months stand by their text.

    What stands on a canvas that a later iteration carries on is over, too: its dates are the later one's.
    """
    carried = _carried_on(line)
    found = (_due_row(row) for row in line.ask(_DUE))
    return [row for row in found if row.canvas not in carried]


def _moved_in(said: Any) -> tuple[tuple[str, str], ...]:
    """The rows whose deadline the minutes of a meeting moved: (code, new deadline)."""
    found = (one for one in said.get("rows") or () if isinstance(one, dict))
    return tuple((str(one.get("row")), str(one["new_deadline"])) for one in found if one.get("new_deadline"))


def _carried_on(line: Line) -> set[str]:
    """The canvases that a canvas of a later iteration continues."""
    query = "SELECT payload FROM records WHERE kind = 'canvas' AND tombstone = 0 AND payload LIKE :naming"
    found = line.ask(query, naming='%"continues":%')
    return {str(record_data(payload).get("continues") or "") for (payload,) in found} - {""}


def _due_row(row: Row) -> DueRow:
    workshop, record, kind, canvas, title, due, status, payload, workshop_title, sample = row
    data = record_data(payload)
    said = data.get("parts", {}).get("next_review", {}) if kind == "canvas" else data.get("content", data)
    nudges = tuple((str(r.get("date") or ""), str(r.get("text") or "")) for r in data.get("reminders", ()))
    return DueRow(
        workshop, workshop_title, bool(sample), record, kind, canvas or record, title, due, status,
        str(said.get("owner_role") or ""), str(said.get("place") or ""), nudges, str(data.get("code") or ""),
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


def living_records(line: Line, workshop: str, shown: str = "") -> list[Record]:
    """All records of a workshop, in id order."""
    known: dict[str, str] = {}
    result = []
    rows = line.each(_LIVING, workshop=workshop)
    while some := list(islice(rows, _CHUNK)):
        for (record_id, kind, version, _), data in zip(some, _all_data([row[3] for row in some]), strict=True):
            _refuse_newer(kind, version, shown)
            for name in _REPEATED:
                value = data.get(name)
                if type(value) is str:
                    data[name] = known.setdefault(value, value)
            result.append(record_taking(kind, known.setdefault(record_id, record_id), data, version))
    return result


def _all_data(payloads: Sequence[str]) -> list[Any]:
    """The objects of many payloads, read in one go: their keys are the same words again and again."""
    try:
        found, _ = _PARSE(f"[{','.join(payloads)}]")
    except ValueError:
        found = []
    # What was damaged may still be read together, as fewer things or more.
    if len(found) == len(payloads) and all(type(data) is dict for data in found):
        return list(found)
    return [record_data(payload) for payload in payloads]


def load(line: Line, workshop: str, actor: str, shown: str = "") -> Loaded | None:
    """A whole workshop, or None when there is none of this id."""
    row = workshop_row(line, workshop)
    if row is None:
        return None
    found = tuple(living_records(line, workshop, shown))
    journal, drafts = own_journal(line, workshop, actor), draft_rows(line, workshop)
    return Loaded(row, found, row.rev, journal, drafts, meta_value(line, VIEW + workshop) or "")


def own_journal(line: Line, workshop: str, actor: str, limit: int = LIMIT) -> tuple[ChangeSet, ...]:
    """This actor's steps, oldest first, from far enough back that `limit` of them can be undone again.

    Reads backwards. UNDO takes one step off the stack and LOCAL or REDO puts one on, so the walk may stop at a LOCAL
    row (which empties the redo stack) above which `limit` steps survive and no UNDO is left without the step it took.
    Rows that may have merged into one step count as one, which only makes the walk longer.
    """
    taken: list[ChangeSet] = []
    survivors = undone = 0
    merging = ""
    for change in _backwards(line, workshop, actor):
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


def _backwards(line: Line, workshop: str, actor: str) -> Iterator[ChangeSet]:
    before: int | None = None
    while True:
        earlier = "" if before is None else "AND rev < :before"
        chunk = line.ask(
            f"SELECT {_CHANGE}, rev FROM changes WHERE workshop = :workshop AND actor = :actor"
            f" AND origin IN ({_OWN_STEPS}) {earlier} ORDER BY rev DESC LIMIT {_CHUNK}",
            workshop=workshop, actor=actor, **({} if before is None else {"before": before}),
        )  # fmt: skip
        for *change, rev in chunk:
            before = rev
            yield _change(change)
        if len(chunk) < _CHUNK:
            return


def changes_since(line: Line, workshop: str, rev: int) -> list[ChangeSet]:
    """Every change set after a revision, in order, whoever made it."""
    query = f"SELECT {_CHANGE} FROM changes WHERE workshop = :workshop AND rev > :rev ORDER BY rev"
    return [_change(row) for row in line.ask(query, workshop=workshop, rev=rev)]


def changes_with_rev(line: Line, workshop: str, rev: int) -> list[tuple[int, ChangeSet]]:
    """The same, each with the revision that it made."""
    query = f"SELECT rev, {_CHANGE} FROM changes WHERE workshop = :workshop AND rev > :rev ORDER BY rev"
    return [(number, _change(row)) for number, *row in line.ask(query, workshop=workshop, rev=rev)]


def records_by_id(line: Line, workshop: str, ids: Sequence[str], shown: str = "") -> list[Record]:
    """The living records among these ids."""
    found: list[Record] = []
    for start in range(0, len(ids), _CHUNK):
        some = {f"id{n}": record_id for n, record_id in enumerate(ids[start : start + _CHUNK])}
        query = (
            "SELECT id, kind, version, payload FROM records WHERE workshop = :workshop AND tombstone = 0"
            f" AND id IN ({', '.join(f':{name}' for name in some)})"
        )
        rows = line.ask(query, workshop=workshop, **some)
        found += [record_of(kind, record_id, payload, version, shown) for record_id, kind, version, payload in rows]
    return found


def _change(row: Sequence[Any]) -> ChangeSet:
    payload, label, origin, at = row
    return from_json({**json.loads(payload), "label": label, "origin": origin, "at": at})


def draft_rows(line: Line, workshop: str) -> tuple[DraftRow, ...]:
    """The drafts of a workshop, oldest first."""
    query = "SELECT workshop, place, target, text, at FROM drafts WHERE workshop = :of ORDER BY at, place, target"
    return tuple(DraftRow(*row) for row in line.ask(query, of=workshop))


def search(line: Line, query: str, *, workshop: str = "", limit: int = 200, shown: str = "") -> list[Hit]:
    """The records in which every word of `query` stands, whatever its case; words are taken as they are.

    Order: workshops by date, then id; within one by canvas, kind, place on the canvas. An empty query finds nothing.
    """
    words = fold(query).replace("\0", "").split()
    if not words:
        return []
    # instr/strpos and not LIKE: no character of a query means anything but itself.
    position = "strpos" if line.server else "instr"
    stand = "".join(f" AND {position}(r.search, :word{n}) > 0" for n in range(len(words)))
    named: dict[str, Any] = {f"word{n}": word for n, word in enumerate(words)} | {"most": limit}
    if workshop:
        stand, named = f"{stand} AND r.workshop = :workshop", named | {"workshop": workshop}
    found = line.ask(
        "SELECT r.workshop, w.title, r.id, r.kind, r.canvas, r.version, r.payload"
        " FROM records AS r JOIN workshops AS w ON w.id = r.workshop"
        f" WHERE w.deleted_at IS NULL AND r.tombstone = 0{stand}"
        " ORDER BY w.date DESC, w.id, r.canvas, r.kind, r.sort, r.id LIMIT :most",
        **named,
    )
    return [_hit(row, shown) for row in found]


def _hit(row: Row, shown: str) -> Hit:
    workshop, workshop_title, record, kind, canvas, version, payload = row
    title = title_of(record_of(kind, record, payload, version, shown))
    return Hit(workshop, workshop_title, record, kind, canvas, title)


def meta_value(line: Line, key: str) -> str | None:
    """One fact of the library."""
    found = line.ask("SELECT value FROM meta WHERE key = :key", key=key)
    return str(found[0][0]) if found else None


def last_seq(line: Line, actor: str) -> int:
    """The last journal number an actor used; 0 before the first."""
    return int(line.ask("SELECT max(actor_seq) FROM changes WHERE actor = :actor", actor=actor)[0][0] or 0)


def unfinished_run(line: Line, actor: str) -> Recovery | None:
    """What is known of this actor's last run when it did not end properly; None when it did."""
    query = "SELECT started, stopped FROM runs WHERE actor = :actor ORDER BY number DESC LIMIT 1"
    last = line.ask(query, actor=actor)
    if not last or last[0][1] is not None:
        return None
    newest = line.ask(f"SELECT title, changed FROM workshops ORDER BY {_last_first(line)} LIMIT 1")
    title, changed = newest[0] if newest else ("", "")
    return Recovery(last[0][0], title, changed, int(line.ask("SELECT count(*) FROM drafts")[0][0]))


def stands(record: Record) -> bool:
    """Whether a record counts by itself, as on the canvases and on paper (`queries.standing`): a note that was merged
    into another does not, nor do parked topics and how-might-we questions, which are no notes of a canvas.
    """
    return not isinstance(record, Note) or counting.note_stands(record.form, record.merged_into)


def counts(found: Iterable[Record]) -> dict[str, int]:
    """The counting columns of a workshop's row."""
    kinds = [record.kind for record in found if stands(record)]
    return {"notes": kinds.count("note"), "actions": kinds.count("action")}
