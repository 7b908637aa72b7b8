"""Small fictional workshops, and the everyday moves of the program on them."""

from __future__ import annotations

import hashlib
import random
from dataclasses import dataclass, field
from pathlib import Path

from koosloome_desktop.model.document import Document
from koosloome_desktop.model.frozen import FrozenMap
from koosloome_desktop.model.history import History
from koosloome_desktop.model.records import (
    Action,
    Canvas,
    Cluster,
    Milestone,
    Note,
    Record,
    Session,
    Track,
    Workshop,
)
from koosloome_desktop.storage import driver
from koosloome_desktop.storage.attachment import Attachment
from koosloome_desktop.storage.backup import table_counts
from koosloome_desktop.storage.engine import file_uri
from koosloome_desktop.storage.library import Library
from koosloome_desktop.support.dispatch import LoopDispatcher
from koosloome_desktop.support.errors import KoosloomeError
from koosloome_desktop.support.ids import record_uuid, workshop_uuid
from tests.drivers.waiting import PATIENCE

WAIT = PATIENCE
"""Seconds that a wait for the writer may take on a loaded machine; no bar."""


def sample(code: str = "T1", notes: int = 4) -> list[Record]:
    """A whole small workshop with fixed ids."""
    workshop = workshop_uuid(code)

    def name(kind: str, number: object) -> str:
        return record_uuid(workshop, kind, str(number))

    canvas, plan = name("canvas", "problem"), name("canvas", "plan")
    records: list[Record] = [
        Workshop(
            id=workshop,
            code=code,
            title=FrozenMap({"et": f"Külakiik ja õunaaed {code}", "en": "Village swing"}),
            theme="Ühisruum",
            place="Rahvamaja",
            participants_planned=20,
            participants_present=17,
        ),
        Session(id=name("session", 1), order="V", number=1, date="2026-10-15", start="10:00", end="13:00"),
        Canvas(id=canvas, order="G", code="problem", type="problem_map", variant="problem_tree", title="Probleemid"),
        Canvas(id=plan, order="V", code="plan", type="action_plan", title="Tegevuskava"),
        Track(id=name("track", "core"), order="V", canvas=canvas, axis="zone", code="core"),
        Action(
            id=name("action", 1),
            order="V",
            canvas=plan,
            code="A1",
            activity="Istutame õunapuud",
            deadline="2026-11",
            owner_role="külavanem",
            budget=FrozenMap({"2026": 125_000}),
        ),
        Milestone(
            id=name("milestone", 1), order="V", action=name("action", 1), text="Istikud tellitud", due="2026-10-20"
        ),
    ]
    records.extend(
        Note(
            id=name("note", number),
            order=f"{number:03d}V",
            canvas=canvas,
            code=f"P{number:02d}",
            zone="core",
            text=f"Märge number {number}: kiik on katki",
        )
        for number in range(1, notes + 1)
    )
    if notes >= 2:
        pair = (name("note", 1), name("note", 2))
        records.append(Cluster(id=name("cluster", 1), order="V", canvas=canvas, code="K1", label="Kiik", notes=pair))
    return records


@dataclass
class Desk:
    """One program with one workshop open: document, history, library and the loop of its main thread."""

    library: Library
    loop: LoopDispatcher
    workshop: str
    saved: list[tuple[int, str]] = field(default_factory=list)
    errors: list[KoosloomeError] = field(default_factory=list)

    def __post_init__(self) -> None:
        loaded = self.library.load(self.workshop)
        self.document = Document(self.workshop, rev=loaded.rev)
        self.document.load(loaded.records, loaded.rev)
        self.history = History(self.document, loaded.journal)
        self.tie: Attachment = self.library.attach(
            self.document, lambda rev, at: self.saved.append((rev, at)), self.errors.append
        )

    def settle(self) -> None:
        """Let everything that is under way arrive, on the disk and back in the document."""
        for _ in range(20):
            assert self.library.flush(WAIT), self.errors
            if not self.loop.run_pending() and not self.tie.unsaved:
                return
        raise AssertionError("it does not come to rest")

    def note(self, number: int) -> Note:
        """The sample's note of this number."""
        return self.document.get(record_uuid(self.workshop, "note", str(number)), Note)

    def set_note(self, number: int, **values: object) -> None:
        """Change fields of a note in one step."""
        with self.document.transaction("Edit note") as tx:
            tx.update(self.note(number), **values)

    def reread(self) -> Document:
        """What the library holds now."""
        loaded = self.library.load(self.workshop)
        document = Document(self.workshop, rev=loaded.rev)
        document.load(loaded.records, loaded.rev)
        return document


def scribble(desk: Desk, chance: random.Random) -> None:
    """Do one random thing to the notes of a sample."""
    notes = desk.document.of(Note)
    canvas = record_uuid(desk.workshop, "canvas", "problem")
    what = chance.randrange(6) if notes else 0
    with desk.document.transaction("Scribble") as tx:
        if what == 0:
            fresh = record_uuid(desk.workshop, "note", f"new-{chance.random()}")
            tx.create(Note(id=fresh, order=f"{chance.randrange(1000):03d}V", canvas=canvas, text=str(chance.random())))
            return
        note = chance.choice(notes)
        if what == 1:
            tx.remove(note.id)
        elif what == 2:
            tx.update(note, zone=chance.choice(("core", "causes", "effects")))
        elif what == 3:
            tx.update(note, parent=chance.choice(notes).id)
        elif what == 4:
            for cluster in desk.document.of(Cluster):
                tx.update(cluster, notes=tuple(n.id for n in chance.sample(notes, min(3, len(notes)))))
        else:
            tx.update(note, text=str(chance.random()))


def dump(file: Path) -> list[str]:
    """The whole content of a library file as text."""
    connection = driver.connect(f"{file.as_uri()}?mode=ro")
    try:
        schema_lines = sorted(map(str, connection.execute("SELECT type, name, sql FROM sqlite_master")))
        return schema_lines + [
            f"{name} {row}"
            for name in sorted(table_counts(connection))
            for row in sorted(map(str, connection.execute(f'SELECT * FROM "{name}"')))
        ]
    finally:
        connection.close()


def digest(file: Path) -> str:
    """SHA-256 of a file, byte by byte."""
    return hashlib.sha256(file.read_bytes()).hexdigest()


def spoil(file: Path, table: str) -> None:
    """Make the first page of a table of a closed library unreadable; what does not ask for the table goes on."""
    connection = driver.connect(file_uri(file, mode="ro"))
    try:
        root = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (table,)).fetchone()[0]
    finally:
        connection.close()
    data = bytearray(file.read_bytes())
    data[(root - 1) * 4096 : root * 4096] = b"\xff" * 4096
    file.write_bytes(data)
