"""Edits one workshop without end, as the program does, and says what is saved.

Lines on standard output, each one atomic write: ``TRY n hash`` before an edit can be saved, ``ACK n hash`` when the
program would show it as saved, ``ERR text`` when the user would be told of a failure. n is the workshop's revision,
hash the SHA-256 of the whole document in canonical form after the edit. The library may be new; otherwise its first
workshop is gone on with.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
from collections.abc import Callable
from pathlib import Path

from koosloome_desktop.model.changes import ChangeSet, Origin
from koosloome_desktop.model.document import Document
from koosloome_desktop.model.frozen import FrozenMap
from koosloome_desktop.model.order import spread
from koosloome_desktop.model.records import Action, Canvas, Cluster, Note, Record, Workshop
from koosloome_desktop.operations import actions, notes
from koosloome_desktop.services import merge_files, snapshots, workshop_file
from koosloome_desktop.services.export import export_workshop
from koosloome_desktop.services.package_file import pairs, renamed
from koosloome_desktop.services.workshop import OpenWorkshop, SaveState
from koosloome_desktop.storage.engine import place_of
from koosloome_desktop.storage.library import Library
from koosloome_desktop.storage.rows import WorkshopRow
from koosloome_desktop.storage.schema import State, state_of
from koosloome_desktop.support.dispatch import LoopDispatcher
from koosloome_desktop.support.errors import KoosloomeError
from koosloome_desktop.support.ids import new_id, record_uuid, workshop_uuid
from tests.drivers.older import know_older, make_older
from tests.drivers.waiting import PATIENCE

PHASES = ("edit", "undo", "import", "backup", "export", "migrate", "merge", "quit")
LATER = ("room",)
RESTARTING = ("migrate", "quit")
"""The phases in which the program is started again every few edits."""
EXPORTS = "exports"
"""The folder beside the library into which files are written."""
ENDINGS = (".json", ".koosloome", ".csv", ".md")
QUIT_AFTER = 12
"""Edits between one start and the next in the phases that start again."""
MANY = 150
"""From this many notes on, more are deleted than made, so that an edit costs the same however long the driver runs."""
BROUGHT = 120
"""Notes of one import, of the workshop itself and of those made beside it."""


def say(*words: object) -> None:
    """One line, one write."""
    os.write(sys.stdout.fileno(), (" ".join(map(str, words)) + "\n").encode())


def first_workshop(library: Library) -> WorkshopRow | None:
    """The workshop that the drivers are about: the one that was here first."""
    return min(library.list(), key=lambda row: (row.created, row.id), default=None)


def beginning() -> list[Record]:
    """A small new workshop."""
    workshop = workshop_uuid("driver")
    variants = {
        "problem_map": "problem_tree", "journey_map": "current_state", "resource_map": "abcd_categories",
        "action_plan": "table_years",
    }  # fmt: skip
    canvases = [
        Canvas(id=record_uuid(workshop, "canvas", name), order=order, code=name, type=name, variant=variant)
        for (name, variant), order in zip(variants.items(), "CGKO", strict=True)
    ]
    title = FrozenMap({"et": "Kukerpuu küla kõne"})
    return [Workshop(id=workshop, code="driver", title=title), *canvases]


class Editor:
    """One run: the open workshop, and the lines about it."""

    def __init__(self, library: Library, loop: LoopDispatcher, seed: int) -> None:
        self.library = library
        self.loop = loop
        self.tried: dict[int, str] = {}
        self.saved = 0
        self.error = ""
        row = first_workshop(library) or self._begin()
        loaded = library.load(row.id)
        self.document = Document(row.id, rev=loaded.rev)
        self.document.load(loaded.records, loaded.rev)
        # First of all subscribers: an edit is announced before the writer can have it.
        self.document.subscribe(self._try)
        self.workshop = OpenWorkshop(self.document, library, journal=loaded.journal)
        self.workshop.on_save(self._hear)
        self.chance = random.Random(f"{seed}-{loaded.rev}")

    def _begin(self) -> WorkshopRow:
        records = beginning()
        document = Document(records[0].id)
        document.load(records, 1)
        say("TRY", 1, document.digest())
        row = self.library.create(records)
        say("ACK", row.rev, document.digest())
        return row

    def _try(self, change: ChangeSet) -> None:
        self.tried[self.document.rev] = self.document.digest()
        say("TRY", self.document.rev, self.tried[self.document.rev])

    def _hear(self, state: SaveState) -> None:
        if state.error and state.error != self.error:
            say("ERR", state.error)
        self.error = state.error
        for rev in [n for n in self.tried if n <= state.rev]:
            say("ACK", rev, self.tried.pop(rev))

    def catch_up(self) -> None:
        """Wait until everything is saved, or a failure was told."""
        self.loop.run_until(lambda: not self.tried or bool(self.error), PATIENCE)

    # -- edits

    def edit(self) -> None:
        """One thing that people do at the desk; now and then half a text, now and then an undo."""
        if self.chance.random() < 0.1:
            self.library.save_draft(self.document.id, "capture", "", self._words())
        if self.chance.random() < 0.1:
            self.workshop.undo()
            return
        every = self.document.of(Note)
        work = [self._add, self._reword, self._move, self._group, self._vote, self._act, self._hang]
        if len(every) < 5:
            self._add()
        elif len(every) > MANY:
            self._run("Delete notes", lambda tx: notes.delete_notes(tx, [n.id for n in self.chance.sample(every, 40)]))
        else:
            self.chance.choice(work)()

    def undo(self) -> None:
        """Mostly undo and redo, with edits in between."""
        what = self.chance.random()
        if what < 0.4:
            self.workshop.undo()
        elif what < 0.6:
            self.workshop.redo()
        else:
            self.edit()

    def bring_in(self) -> None:
        """Many notes in one step, into the workshop or as a new one; in between they are taken out again."""
        if len(self.document.of(Note)) > MANY:
            gone = [n.id for n in self.document.of(Note)]
            self._run("Delete notes", lambda tx: notes.delete_notes(tx, gone))
        elif self.chance.random() < 0.3:
            self.library.create(imported(f"import-{new_id()}"))
        else:
            canvas = self._canvas()
            with self.document.transaction("Import", origin=Origin.IMPORT) as tx:
                for order in spread(BROUGHT):
                    tx.create(Note(id=new_id(), order=order, canvas=canvas, zone="core", text=self._words()))

    def back_up(self) -> None:
        """An edit; now and then a snapshot of what is saved, as the program makes it while people go on typing."""
        self.edit()
        if self.chance.random() < 0.2 and self.library.file is not None:
            snapshots.take(self.library.file, "auto")

    def export(self) -> None:
        """An edit; now and then a file is written over the one before: it is the old one or the new one, never half."""
        self.edit()
        if self.chance.random() < 0.3:
            folder = Path(self.library.place) / EXPORTS
            folder.mkdir(exist_ok=True)
            name = f"kava{self.chance.choice(ENDINGS)}"
            what = "plan" if name.endswith(".csv") else ""
            export_workshop(self.document, folder / name, what=what)

    def merge(self) -> None:
        """An edit; now and then the file of a team that reworded and added comes in as one step."""
        self.edit()
        if self.chance.random() < 0.2 and self.document.of(Note):
            read = workshop_file.read(workshop_file.write(self.document))
            copy = Document(read.id)
            copy.load(read.records, 0)
            ids = pairs(copy, self.document)
            team = Document(self.document.id)
            team.load([renamed(r, ids) for r in read.records], 0)
            canvas = next(c.id for c in team.of(Canvas) if c.type == "problem_map")
            with team.transaction("Team") as tx:
                notes.reword(tx, self.chance.choice(team.of(Note)), self._words())
                notes.add_note(tx, canvas, self._words(), zone="cause")
            plan = merge_files.plan_merge(self.document, list(team.records()))
            if not plan.empty:
                self._run("Merge", lambda tx: merge_files.apply_merge(plan, tx))

    def _run(self, label: str, work: Callable[..., object]) -> None:
        self.workshop.run(label, work, merge_key=self.chance.choice(("", "", "", "typing")))

    def _canvas(self) -> str:
        return next(c.id for c in self.document.of(Canvas) if c.type == "problem_map")

    def _words(self) -> str:
        words = ("kiik", "õunaaed", "külavanem", "buss ei käi", "Šokolaad", "žanr", "«tsitaat»", "😀", "1 < 2", "=1+1")
        return " ".join(self.chance.choices(words, k=self.chance.randint(1, 12)))

    def _note(self) -> Note:
        return self.chance.choice(self.document.of(Note))

    def _add(self) -> None:
        canvas, text, zone = self._canvas(), self._words(), self.chance.choice(("core", "cause", "effect"))
        self._run("Add note", lambda tx: notes.add_note(tx, canvas, text, zone=zone))

    def _reword(self) -> None:
        note, text = self._note(), self._words()
        self._run("Edit note", lambda tx: notes.reword(tx, note, text))

    def _move(self) -> None:
        note = self._note()
        others = [n for n in self.document.within(Note, note.canvas) if n.id != note.id]
        other = self.chance.choice(others or [note])
        if other.id == note.id:
            return
        self._run("Move note", lambda tx: notes.move_note(tx, note, zone=other.zone, after=other.id))

    def _hang(self) -> None:
        note, other = self._note(), self._note()
        if other.id != note.id and other.id not in notes.branch(self.document, note.id):
            self._run("Move note", lambda tx: notes.move_note(tx, note, parent=other.id))

    def _group(self) -> None:
        canvas, some = self._canvas(), self.chance.sample(self.document.of(Note), 3)
        clusters = self.document.within(Cluster, canvas)

        def work(tx) -> None:
            cluster = (
                notes.add_cluster(tx, canvas, self._words()) if len(clusters) < 6 else self.chance.choice(clusters)
            )
            notes.put_in_cluster(tx, canvas, [n.id for n in some if n.canvas == canvas], cluster)

        self._run("Group notes", work)

    def _vote(self) -> None:
        note, count = self._note(), self.chance.randint(0, 9)
        self._run("Count dots", lambda tx: notes.set_votes(tx, note.canvas, note.id, count))

    def _act(self) -> None:
        plan = next((c.id for c in self.document.of(Canvas) if c.type == "action_plan"), None)
        rows = self.document.of(Action)
        if plan is None:
            self._add()
        elif len(rows) < 20:
            self._run("Add action", lambda tx: actions.add_action(tx, plan, self._words(), deadline="2027-03"))
        else:
            self._run("Delete actions", lambda tx: actions.delete_actions(tx, [r.id for r in rows[:12]]))


def imported(code: str) -> list[Record]:
    """A workshop as an import makes it: whole, with a known number of notes."""
    workshop = workshop_uuid(code)
    canvas = Canvas(id=record_uuid(workshop, "canvas", "x"), order="V", code="x", type="problem_map")
    texts = (
        Note(
            id=record_uuid(workshop, "note", str(n)),
            order=f"{n:04d}V",
            canvas=canvas.id,
            code=f"P{n}",
            text=f"Märge {n}",
        )
        for n in range(BROUGHT)
    )
    return [Workshop(id=workshop, code=code, title=FrozenMap({"et": code})), canvas, *texts]


def run(editor: Editor, phase: str, edits: int) -> None:
    """Edit on: mostly one edit at a time, sometimes a burst that the writer gathers. 0 edits: without end."""
    step = {
        "edit": editor.edit, "undo": editor.undo, "import": editor.bring_in, "backup": editor.back_up,
        "export": editor.export, "merge": editor.merge, "quit": editor.edit, "migrate": editor.edit,
    }[phase]  # fmt: skip
    done = 0
    while not edits or done < edits:
        for _ in range(editor.chance.choice((1, 1, 1, 5, 20))):
            step()
            done += 1
            if done == edits:
                break
        editor.catch_up()


def age(folder: Path) -> None:
    """Make the library older than the program, so that opening it brings it up to date; a new one first begins."""
    place = place_of(folder)
    if state_of(place) is State.FRESH:
        Library.open(folder).close()
    if place.file is not None and state_of(place) is State.CURRENT:
        make_older(place.file)


def main(arguments: list[str] | None = None) -> int:
    """The command; exit 0 at the end, 1 when the library could not be opened, 2 for a wrong call."""
    parser = argparse.ArgumentParser(prog="python -m tests.drivers.editor", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("library", type=Path, metavar="LIBRARY")
    parser.add_argument("--seed", type=int, default=1, help="of the random choices")
    parser.add_argument("--edits", type=int, default=0, help="stop after so many edits (default: never)")
    parser.add_argument("--phase", default="edit", help=f"what to do: {', '.join(PHASES)}")
    given = parser.parse_args(arguments)
    if given.phase not in PHASES:
        when = "comes with a later version" if given.phase in LATER else "is unknown"
        parser.error(f"phase {given.phase!r} {when}; there are {', '.join(PHASES)}")
    loop = LoopDispatcher()
    left = given.edits
    know_older()
    while True:
        try:
            if given.phase == "migrate":
                age(given.library)
            library = Library.open(given.library, post=loop.post)
        except KoosloomeError as error:
            say("ERR", error.line())
            return 1
        # Who quits and starts again does so every few edits; everybody else stays until the end.
        restarts = given.phase in RESTARTING
        most = min(left or QUIT_AFTER, QUIT_AFTER) if restarts else given.edits
        try:
            editor = Editor(library, loop, given.seed)
            run(editor, given.phase, most)
            editor.workshop.close()
            loop.run_pending()
        finally:
            library.close()
        left = max(0, left - most)
        if not restarts or (given.edits and not left):
            return 0


if __name__ == "__main__":
    sys.exit(main())
