"""What this computer saw last of a shared library: a small library file beside the outbox, for when the server is away.

It holds the workshops that were opened here, as they stood on the server, and of the others their line in the list. It
follows every commit in the outbox's thread, before the outbox lets go of what was committed: each step is in the one or
the other, whenever the program ends. A workshop is opened from it with what waits in the outbox on top, by the same
merging as on the server. What was not opened for thirty days goes, and so does the oldest of more than twenty.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

from koosloome_desktop.model.blobs import Blob
from koosloome_desktop.model.changes import ChangeSet
from koosloome_desktop.storage import counting, driver, reading, schema
from koosloome_desktop.storage.batch import Outcome
from koosloome_desktop.storage.blobs import blob_data, put_blobs
from koosloome_desktop.storage.contents import record_row
from koosloome_desktop.storage.delivering import deliver
from koosloome_desktop.storage.engine import file_line
from koosloome_desktop.storage.line import FileLine, insert_into
from koosloome_desktop.storage.outbox import Kept, KeptDraft
from koosloome_desktop.storage.rows import Loaded, WorkshopRow
from koosloome_desktop.storage.writing import Step, set_meta, write_journal, write_records, write_steps
from koosloome_desktop.support.clock import from_instant, instant

KEPT_DAYS: Final = 30
"""How long a workshop that is not opened any more stays."""
MOST: Final = 20
"""Most workshops that are kept."""
MOST_RECORDS: Final = 40_000
"""Most records of all of them together."""
MOST_BYTES: Final = 64_000_000
"""Most bytes of pictures that are kept."""
_TABLE: Final = """
    CREATE TABLE IF NOT EXISTS seen (workshop TEXT PRIMARY KEY REFERENCES workshops(id) ON DELETE CASCADE,
        at TEXT NOT NULL, changed TEXT NOT NULL) WITHOUT ROWID
"""
"""The workshops that can be opened: since when the copy agreed with the server, and when it was opened last."""
_ROW: Final = tuple(field.name for field in fields(WorkshopRow))
_LISTED: Final = tuple(name for name in _ROW if name not in {"id", "rev"})
_NEW_ROW: Final = insert_into("workshops", _ROW)
_LIST: Final = f"{_NEW_ROW} ON CONFLICT (id) DO UPDATE SET {', '.join(f'{n} = excluded.{n}' for n in _LISTED)}"

_log = logging.getLogger(__name__)


class _Back(Exception):
    """Takes back what was only put on top to look at it."""


class Seen:
    """The file. Everything is called in the outbox's thread, whose lock is the file's too."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self._line: FileLine | None = None

    def _opened(self) -> FileLine:
        if self._line is None:
            try:
                self._line = _with_tables(self.file)
            except (driver.sqlite_module().Error, ValueError, IndexError):
                # It can be read from the server again: what cannot be read here is not worth keeping.
                self.forget()
                self._line = _with_tables(self.file)
        return self._line

    def forget(self) -> None:
        """Delete everything that is kept."""
        self.close()
        for end in ("", "-wal", "-shm", "-journal"):
            self.file.with_name(self.file.name + end).unlink(missing_ok=True)

    def close(self) -> None:
        """Let the file go."""
        if self._line is not None:
            self._line.close()
            self._line = None

    # -- what is there

    def kept(self) -> dict[str, str]:
        """The workshops that can be opened: their ids, and the instant until which their copy agreed."""
        if not self.file.exists():
            return {}
        line = self._opened()
        return dict(line.ask("SELECT workshop, at FROM seen ORDER BY workshop"))

    def line(self) -> FileLine:
        """For reading what lists and searches ask of any library."""
        return self._opened()

    def load(self, workshop: str, actor: str, waiting: Sequence[Kept], drafts: Sequence[KeptDraft]) -> Loaded | None:
        """A workshop with what waits on top; None when it is not here. `known` is the server's revision of it."""
        if workshop not in self.kept():
            return None
        line, found = self._opened(), None
        landed = int(reading.meta_value(line, f"landed {actor}") or 0)
        left = [k for k in waiting if k.workshop == workshop and (k.actor != actor or k.seq > landed)]
        try:
            with line.begin():
                row = reading.workshop_row(line, workshop)
                deliver(line, left, [d for d in drafts if d.workshop == workshop])
                found = reading.load(line, workshop, actor)
                raise _Back
        except _Back:
            pass
        if found is None or row is None:
            return None
        return replace(found, known=row.rev, waiting=len(left))

    def picture(self, sha256: str) -> bytes | None:
        """The bytes of a picture that was looked at in one of these workshops; None when they are not here."""
        return blob_data(self._opened(), sha256) if self.file.exists() else None

    # -- following

    def keep_picture(self, picture: Blob, at: str) -> None:
        """Keep a picture that was looked at, where it belongs to a workshop that is kept and there is room."""
        if not self.kept():
            return
        line = self._opened()
        shows = "SELECT count(*) FROM records WHERE kind = 'asset' AND tombstone = 0 AND instr(payload, :sha) > 0"
        with line.begin():
            size = int(line.ask("SELECT coalesce(sum(size), 0) FROM blobs")[0][0])
            if line.ask(shows, sha=picture.sha256)[0][0] and size + len(picture.data) <= MOST_BYTES:
                put_blobs(line, [picture], at)

    def list(self, rows: Sequence[WorkshopRow]) -> None:
        """Note what the library's list says; what is not in it any more goes."""
        line = self._opened()
        with line.begin():
            there = {name for (name,) in line.ask("SELECT id FROM workshops")}
            for gone in there - {row.id for row in rows}:
                line.do("DELETE FROM workshops WHERE id = :id", id=gone)
            if rows:
                line.do_each(_LIST, [_values(row) for row in rows])

    def keep(self, loaded: Loaded, actor: str, at: str) -> None:
        """Keep a workshop as it was read from the server."""
        line, row = self._opened(), loaded.row
        with line.begin():
            line.do("DELETE FROM workshops WHERE id = :id", id=row.id)
            line.do(_NEW_ROW, **_values(replace(row, rev=loaded.rev)))
            line.do_each(_RECORD, [record_row(r, row.id, loaded.rev, actor) for r in loaded.records])
            _write_history(line, row.id, loaded.rev, loaded.journal, actor)
            line.do(insert_into("seen", ("workshop", "at", "changed")), workshop=row.id, at=at, changed=at)
        self._tidy(line, at)

    def follow(self, outcome: Outcome, actor: str, at: str) -> bool:
        """Take in what a commit on the server did; False when the copy cannot follow and has to be read anew."""
        workshop = outcome.stream.workshop
        if not self.file.exists() or workshop not in self.kept():
            return True
        line = self._opened()
        if outcome.pictures:
            # However the step came to stand there (as it was, on top of somebody else's, or read anew with all the
            # rest): nothing else brings its pictures here before somebody looks at them.
            with line.begin():
                put_blobs(line, outcome.pictures, at)
        rev = int(line.ask("SELECT rev FROM workshops WHERE id = :id", id=workshop)[0][0])
        if rev >= outcome.rev and outcome.news is None:
            return True
        fits = rev == outcome.since if outcome.news is None else outcome.since <= rev <= outcome.rev
        if not fits:
            return False
        with line.begin():
            if outcome.news is not None:
                states = {i: (record, outcome.rev) for i, record in outcome.news.states.items()}
                write_records(line, workshop, outcome.rev, states, actor)
                line.do("UPDATE workshops SET rev = :rev WHERE id = :id", rev=outcome.rev, id=workshop)
                # Steps that were merged have other numbers there: what can be undone is read with the next opening.
                line.do("DELETE FROM changes WHERE workshop = :id", id=workshop)
            elif outcome.steps:
                write_steps(line, workshop, rev, outcome.steps, actor)
            line.do("UPDATE seen SET at = :at WHERE workshop = :id", at=at, id=workshop)
            if outcome.upto:
                set_meta(line, f"landed {actor}", str(outcome.upto))
        return True

    def drop(self, workshop: str) -> None:
        """Let go of a workshop."""
        line = self._opened()
        with line.begin():
            line.do("DELETE FROM seen WHERE workshop = :id", id=workshop)
            line.do("DELETE FROM records WHERE workshop = :id", id=workshop)
            line.do("DELETE FROM changes WHERE workshop = :id", id=workshop)

    def _tidy(self, line: FileLine, at: str) -> None:
        old = instant(from_instant(at) - timedelta(days=KEPT_DAYS))
        query = (
            "SELECT s.workshop, s.changed, (SELECT count(*) FROM records AS r WHERE r.workshop = s.workshop)"
            " FROM seen AS s ORDER BY s.changed DESC, s.workshop"
        )
        room = MOST_RECORDS
        for number, (workshop, changed, size) in enumerate(line.ask(query)):
            room -= int(size)
            # The one that was opened just now stays, however large.
            if number and (number >= MOST or changed < old or room < 0):
                self.drop(workshop)
        with line.begin():
            line.do(
                "DELETE FROM blobs WHERE NOT EXISTS (SELECT 1 FROM records WHERE kind = 'asset' AND tombstone = 0"
                " AND instr(payload, blobs.sha256) > 0)"
            )


_RECORD: Final = insert_into(
    "records",
    ("workshop", "id", "kind", "canvas", "sort", "rev", "actor", "title", "due", "status", "search", "version",
     "payload", "tombstone"),
)  # fmt: skip


def seen_beside(outbox: Path) -> Path:
    """The file that belongs to an outbox."""
    return outbox.with_name(f"{outbox.stem}-seen.sqlite")


def _values(row: WorkshopRow) -> dict[str, Any]:
    named: Mapping[str, Any] = {name: getattr(row, name) for name in _ROW}
    return {**named, "sample": int(row.sample)}


def _write_history(line: FileLine, workshop: str, rev: int, journal: Sequence[ChangeSet], actor: str) -> None:
    # What can be undone; its real numbers are the server's, here they only have to be in order and nobody else's.
    lowest = int(line.ask("SELECT min(actor_seq) FROM changes")[0][0] or 0)
    first = min(0, lowest) - len(journal)
    steps = [Step(change, {}, None, first + n) for n, change in enumerate(journal)]
    write_journal(line, workshop, rev - len(steps), steps, actor)


def _with_tables(file: Path) -> FileLine:
    line = file_line(file)
    try:
        with line.begin():
            schema.create(line)
            line.do(_TABLE)
            if not counting.is_counted(line):
                counting.mark(line)  # rows come from the server's list, records only of some
            if reading.meta_value(line, "program") is None or _revision(line) != schema.HEAD:
                raise ValueError("a copy of another schema")
    except BaseException:
        line.close()
        raise
    return line


def _revision(line: FileLine) -> str:
    return str(line.ask("SELECT version_num FROM alembic_version")[0][0])
