"""Finding and erasing a person's name in the tables: rows, journal, drafts, columns that are derived from them.

What is erased is one value, an `Order`: spellings, and what stays where (people decided it hit by hit). Everything that
is text in any table is looked through, also in tables that this version of the program does not know, so that copies
of older versions are erased too. Texts change inside their JSON; ids, codes of kinds and hashes do not.

The erasure of a living library is a step of its own in the journal that names the touched records without their
content: other laptops at the same database read them again (merge.py).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from koosloome_desktop.model.changes import Origin
from koosloome_desktop.model.payload import dumps
from koosloome_desktop.operations.erasing import NAME_KIND, Order, Rewriter, strings
from koosloome_desktop.storage.contents import record_row
from koosloome_desktop.storage.line import Line, Row, insert_into
from koosloome_desktop.storage.reading import record_of
from koosloome_desktop.storage.rows import VIEW
from koosloome_desktop.support.hashed_names import HashedNames
from koosloome_desktop.support.i18n import N_

LABEL: Final = N_("Erase personal data")

_FIXED: Final = frozenset({
    "id", "workshop", "kind", "canvas", "sort", "actor", "at", "label", "origin", "status", "due", "created", "changed",
    "deleted_at", "date", "sha256", "media_type", "source_hash", "canonical_hash", "started", "stopped", "program",
    "key", "version_num",
})  # fmt: skip
"""Columns that hold no words of people."""


@dataclass(frozen=True, slots=True)
class RecordHit:
    """A living record that names the person: (field, text) of each text in which a spelling stands."""

    workshop: str
    record: str
    kind: str
    canvas: str
    texts: tuple[tuple[str, str], ...]
    data: Mapping[str, Any]
    """The record's payload, for who the person is."""


@dataclass(slots=True)
class Erased:
    """What was changed: records by workshop (id, kind), and cells of every table (the journal among them)."""

    touched: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    cells: int = 0

    @property
    def records(self) -> int:
        """How many records."""
        return sum(len(ids) for ids in self.touched.values())


@dataclass(frozen=True, slots=True)
class Columns:
    """A table as it is: all its columns, those that are its key, and those that hold words of people."""

    table: str
    names: tuple[str, ...]
    key: tuple[str, ...]
    words: tuple[str, ...]


_FILE_COLUMNS: Final = """
    SELECT t.name, c.name, c.type, c.pk FROM sqlite_master AS t, pragma_table_info(t.name) AS c
    WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite%' ORDER BY t.name, c.cid
"""
_SERVER_COLUMNS: Final = """
    SELECT c.table_name, c.column_name, c.data_type, CASE WHEN k.column_name IS NULL THEN 0 ELSE 1 END
    FROM information_schema.columns AS c
    LEFT JOIN information_schema.table_constraints AS p ON p.table_schema = c.table_schema
        AND p.table_name = c.table_name AND p.constraint_type = 'PRIMARY KEY'
    LEFT JOIN information_schema.key_column_usage AS k ON k.constraint_name = p.constraint_name
        AND k.table_schema = c.table_schema AND k.table_name = c.table_name AND k.column_name = c.column_name
    WHERE c.table_schema = current_schema() ORDER BY c.table_name, c.ordinal_position
"""


def columns(line: Line) -> list[Columns]:
    """The tables that have a key and words; also those of other versions of the program."""
    tables: dict[str, list[Row]] = {}
    for row in line.ask(_SERVER_COLUMNS if line.server else _FILE_COLUMNS):
        tables.setdefault(str(row[0]), []).append(row)
    found = []
    for table, rows in tables.items():
        words = tuple(r[1] for r in rows if "text" in r[2].lower() or "char" in r[2].lower())
        words = tuple(name for name in words if name not in _FIXED)
        key = tuple(r[1] for r in rows if r[3])
        if words and key:
            found.append(Columns(table, tuple(r[1] for r in rows), key, words))
    return found


# --- finding


def find_records(line: Line, order: Order) -> list[RecordHit]:
    """The living records that name the person, those in the bin too, by workshop and order."""
    rewriter = Rewriter(order)
    query = "SELECT workshop, id, kind, canvas, payload FROM records WHERE tombstone = 0"
    found = []
    for workshop, record, kind, canvas, payload in line.each(f"{query} ORDER BY workshop, kind, sort, id"):
        data = json.loads(payload)
        if kind == NAME_KIND and workshop in order.names_of:
            texts: tuple[tuple[str, str], ...] = (("name", str(data.get("name", ""))),)
        else:
            texts = tuple((path, text) for path, text in strings(data) if rewriter.finds(text))
        if texts:
            found.append(RecordHit(workshop, record, kind, canvas, texts, data))
    return found


_OF_KIND: Final = "SELECT workshop, id, payload FROM records WHERE tombstone = 0 AND kind = :kind ORDER BY workshop, id"


def people_with_code(line: Line, code: str) -> list[tuple[str, str, dict[str, Any]]]:
    """(workshop, id, payload) of the participants who have this code, whatever its case."""
    wanted = code.strip().casefold()
    rows = [(workshop, record, json.loads(payload)) for workshop, record, payload in line.ask(_OF_KIND, kind="person")]
    return [row for row in rows if wanted and str(row[2].get("code", "")).casefold() == wanted]


def names_by_person(line: Line) -> dict[str, str]:
    """Names that are kept, by the participant's id."""
    found = [json.loads(payload) for _workshop, _id, payload in line.ask(_OF_KIND, kind=NAME_KIND)]
    return {str(one.get("person", "")): str(one.get("name", "")) for one in found if one.get("name")}


def count_cells(line: Line, order: Order) -> int:
    """How many cells of all tables would change."""
    return sum(len(new) for _table, _row, new in _changes(line, order))


# --- erasing


def erase_cells(line: Line, order: Order, names: HashedNames | None = None) -> Erased:
    """Apply an order to every text in every table, whatever the version of the program that made them; `names` stand
    for spellings that are not known any more.
    """
    done = Erased()
    if any(table.table == "meta" for table in columns(line)):
        # What windows showed last holds texts broken into lines: nothing of it is worth looking through.
        line.do("DELETE FROM meta WHERE key LIKE :views", views=f"{VIEW}%")
    for table, row, new in list(_changes(line, order, names)):
        here = " AND ".join(f"{name} = :key_{name}" for name in table.key)
        fresh = ", ".join(f"{name} = :{name}" for name in new)
        keys = {f"key_{name}": row[name] for name in table.key}
        line.do(f"UPDATE {table.table} SET {fresh} WHERE {here}", **new, **keys)
        done.cells += len(new)
        if table.table == "records" and "payload" in new:
            one = (str(row.get("id")), str(row.get("kind")))
            done.touched.setdefault(str(row.get("workshop")), []).append(one)
        elif table.table == "workshops":
            done.touched.setdefault(str(row["id"]), [])
    return done


def _changes(
    line: Line, order: Order, names: HashedNames | None = None
) -> Iterator[tuple[Columns, Mapping[str, Any], dict[str, Any]]]:
    rewriter = Rewriter(order, names)
    for table in columns(line):
        also = [name for name in ("id", "workshop", "kind") if name in table.names]
        wanted = tuple(dict.fromkeys((*table.key, *also, *table.words)))
        for values in line.ask(f"SELECT {', '.join(wanted)} FROM {table.table}"):
            row = dict(zip(wanted, values, strict=True))
            if str(row.get("id", "")) in order.kept:
                continue
            new = {name: rewriter.cell(table.table, name, row) for name in table.words}
            new = {name: value for name, value in new.items() if value != row[name]}
            if new:
                yield table, row, new


_JOURNAL: Final = insert_into("changes", ("workshop", "rev", "actor", "actor_seq", "at", "label", "origin", "payload"))


def erase_rows(line: Line, order: Order, *, at: str, actor: str, next_seq: Callable[[], int]) -> Erased:
    """Apply an order to a library of this version: texts, names, what is derived of them, and a step in the journal
    of each workshop that was touched.
    """
    done = erase_cells(line, order)
    for workshop, touched in sorted(done.touched.items()):
        rev = int(line.ask("SELECT rev FROM workshops WHERE id = :id", id=workshop)[0][0]) + 1
        for record, kind in touched:
            _renew(line, workshop, record, kind, rev)
        line.do("UPDATE workshops SET rev = :rev, changed = :at WHERE id = :id", rev=rev, at=at, id=workshop)
        payload = dumps({"updated": [[kind, record, {}, {}] for record, kind in touched]})
        line.do(
            _JOURNAL, workshop=workshop, rev=rev, actor=actor, actor_seq=next_seq(), at=at, label=LABEL,
            origin=Origin.IMPORT.value, payload=payload,
        )  # fmt: skip
    return done


_BURY: Final = """
    UPDATE records SET payload = '{}', search = '', title = '', status = '', due = NULL, tombstone = 1, rev = :rev
    WHERE workshop = :workshop AND id = :id
"""
_RENEW: Final = """
    UPDATE records SET payload = :payload, search = :search, title = :title, status = :status, due = :due, rev = :rev
    WHERE workshop = :workshop AND id = :id
"""


def _renew(line: Line, workshop: str, record: str, kind: str, rev: int) -> None:
    """Compute anew what stands beside a payload; a name that is gone takes its record along."""
    query = "SELECT payload, version, actor FROM records WHERE workshop = :workshop AND id = :id"
    payload, version, actor = line.ask(query, workshop=workshop, id=record)[0]
    if kind == NAME_KIND and not json.loads(payload).get("name"):
        line.do(_BURY, workshop=workshop, id=record, rev=rev)
        return
    row = record_row(record_of(kind, record, payload, version), workshop, rev, actor)
    wanted = ("payload", "search", "title", "status", "due", "rev", "workshop", "id")
    line.do(_RENEW, **{name: row[name] for name in wanted})
