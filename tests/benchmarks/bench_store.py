"""W3: one change of one note until it is durable, at 100 and at 10,000 notes, against a 4 KiB write with fsync.

Bars (quality.md, section 1): at most 3 times the floor or 1.5 ms, whichever is larger; at most 32 KiB written; at
10,000 notes at most 1.2 times as at 100; no wait for the disk on the thread that owns the document. Times in
milliseconds. Prints one JSON object. Everything is the real thing: document, history, attachment, writer thread,
SQLAlchemy, the file.
"""

from __future__ import annotations

import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from koosloome_desktop.model.document import Document
from koosloome_desktop.model.frozen import FrozenMap
from koosloome_desktop.model.history import History
from koosloome_desktop.model.order import spread
from koosloome_desktop.model.records import Canvas, Note, Record, Workshop
from koosloome_desktop.storage.driver import driver_info
from koosloome_desktop.storage.library import Library
from koosloome_desktop.support.dispatch import LoopDispatcher
from koosloome_desktop.support.ids import new_id
from tests.benchmarks import common

SIZES = (100, 10_000)
REPEATS = 300
ROUNDS = 15
TEXT = "uus märge mõõtmiseks, kuuskümmend tähte pikk tekst siin jah"
BAR_FLOORS, BAR_MS, BAR_BYTES, BAR_SCALE = 3.0, 1.5, 32 * 1024, 1.2


def written() -> int:
    """Bytes that this process has sent to the disk so far (Linux; 0 elsewhere)."""
    try:
        lines = Path("/proc/self/io").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0
    return next(int(line.split()[1]) for line in lines if line.startswith("write_bytes"))


def workshop(notes: int) -> list[Record]:
    """A workshop with so many notes on one canvas."""
    canvas = Canvas(id=new_id(), code="problem", type="problem_map")
    made = (
        Note(id=new_id(), order=order, canvas=canvas.id, code=f"P{n}", zone="core", text=f"{TEXT} {n}")
        for n, order in enumerate(spread(notes))
    )
    return [Workshop(id=new_id(), code=f"bench-{notes}", title=FrozenMap({"et": "Mõõtmine"})), canvas, *made]


class Desk:
    """One open workshop, as the program holds it."""

    def __init__(self, folder: Path, notes: int) -> None:
        self.loop = LoopDispatcher()
        self.library = Library.open(folder, post=self.loop.post)
        row = self.library.create(workshop(notes))
        loaded = self.library.load(row.id)
        self.document = Document(row.id, rev=loaded.rev)
        self.document.load(loaded.records, loaded.rev)
        self.history = History(self.document, loaded.journal)
        self.saved = loaded.rev
        self.library.attach(self.document, self._hear)
        self.notes = [note.id for note in self.document.of(Note)]
        self.canvas = self.document.of(Canvas)[0].id

    def _hear(self, rev: int, _at: str) -> None:
        self.saved = rev

    def reword(self, number: int) -> None:
        """Change one note's text."""
        with self.document.transaction("Edit note") as tx:
            note = self.document.get(self.notes[number * 7919 % len(self.notes)], Note)
            tx.update(note, text=f"{TEXT} {number} {time.perf_counter_ns()}")

    def add(self, number: int) -> None:
        """A new note at the end."""
        with self.document.transaction("Add note") as tx:
            tx.create(Note(id=new_id(), order=f"z{number:06d}V", canvas=self.canvas, text=f"{TEXT} {number}"))

    def until_saved(self, change: Callable[[int], None], number: int) -> tuple[float, float]:
        """Milliseconds until the main thread is free again, and until it has heard that the change is durable."""
        begun = time.perf_counter()
        change(number)
        free = time.perf_counter()
        if not self.loop.run_until(lambda: self.saved >= self.document.rev, 30.0):
            raise SystemExit("not saved within 30 s")
        return (free - begun) * 1000, (time.perf_counter() - begun) * 1000


class Floor:
    """The least that durable means: append 4 KiB to a file and fsync it."""

    def __init__(self, folder: Path) -> None:
        self._fd = os.open(folder / "floor", os.O_WRONLY | os.O_CREAT)
        self._block = os.urandom(4096)

    def write(self) -> float:
        """Milliseconds of one write."""
        begun = time.perf_counter()
        os.write(self._fd, self._block)
        os.fsync(self._fd)
        return (time.perf_counter() - begun) * 1000

    def close(self) -> None:
        """Done."""
        os.close(self._fd)


def summary(values: list[float]) -> dict[str, float]:
    """Median, 95th and 99th percentile."""
    cuts = statistics.quantiles(values, n=100)
    return {"p50": round(statistics.median(values), 3), "p95": round(cuts[94], 3), "p99": round(cuts[98], 3)}


def measured(desks: dict[int, Desk], floor: Floor) -> dict[int, dict[str, dict[str, object]]]:
    """Both sizes and the floor in turn, round by round, so that all meet the same machine."""
    result: dict[int, dict[str, dict[str, object]]] = {notes: {} for notes in desks}
    for name in ("update", "insert"):
        works = {notes: desk.reword if name == "update" else desk.add for notes, desk in desks.items()}
        floors: list[float] = []
        free: dict[int, list[float]] = {notes: [] for notes in desks}
        durable: dict[int, list[float]] = {notes: [] for notes in desks}
        sent: dict[int, list[float]] = {notes: [] for notes in desks}
        for part in range(ROUNDS + 1):
            if part == 1:  # the first round warms up
                for values in (*free.values(), *durable.values(), *sent.values(), floors):
                    values.clear()
            floors += [floor.write() for _ in range(REPEATS // ROUNDS)]
            for notes, desk in desks.items():
                before = written()
                for number in range(REPEATS // ROUNDS):
                    main_thread, whole = desk.until_saved(works[notes], part * REPEATS + number)
                    free[notes].append(main_thread)
                    durable[notes].append(whole)
                sent[notes].append((written() - before) / (REPEATS // ROUNDS))
        for notes in desks:
            result[notes][name] = {
                "floor_ms": summary(floors),
                "durable_ms": summary(durable[notes]),
                "main_thread_ms": summary(free[notes]),
                "floors": round(statistics.median(durable[notes]) / statistics.median(floors), 2),
                "bytes_written": round(statistics.fmean(sent[notes])),
            }
    return result


def main() -> int:
    """Measure, print, say whether the bars were passed (the exit code is about running, not about passing)."""
    report: dict[str, object] = {"what": "W3", "sqlite": driver_info().version, "journal": driver_info().journal_mode}
    with tempfile.TemporaryDirectory(prefix="koosloome-bench-") as name:
        floor = Floor(Path(name))
        desks = {notes: Desk(Path(name) / f"library-{notes}", notes) for notes in SIZES}
        sizes = measured(desks, floor)
        for desk in desks.values():
            desk.library.close()
        floor.close()
    report["notes"] = {str(notes): rows for notes, rows in sizes.items()}
    report["passed"] = verdict(sizes)
    report["rows"] = table(sizes)
    sys.stdout.write(json.dumps(report, indent=1) + "\n")
    return 0


def table(sizes: dict[int, dict[str, Any]]) -> list[dict[str, Any]]:
    """The bars as rows: time beside the floor, bytes, growth with the workshop."""
    rows = []
    for notes, kinds in sizes.items():
        for kind, found in kinds.items():
            ours, floor = found["durable_ms"]["p50"], found["floor_ms"]["p50"]
            line = common.row(
                f"W3 {kind} until durable, {notes} notes / 4 KiB fsync", "ms", [ours], [floor], BAR_FLOORS
            )
            rows.append(line | {"passed": ours <= max(BAR_MS, BAR_FLOORS * floor)})
            kib = found["bytes_written"] / 1024
            rows.append(common.level(f"W3 {kind}, bytes written, {notes} notes", "KiB", kib, BAR_BYTES / 1024))
    few, many = (sizes[n] for n in SIZES)
    for kind in few:
        ours, own = many[kind]["durable_ms"]["p50"], few[kind]["durable_ms"]["p50"]
        rows.append(common.row(f"W3 {kind} until durable, {SIZES[1]} / own {SIZES[0]}", "ms", [ours], [own], BAR_SCALE))
    return rows


def verdict(sizes: dict[int, dict[str, dict[str, object]]]) -> dict[str, bool]:
    """Each bar, over both kinds of change."""
    small, large = (sizes[n] for n in SIZES)
    rows = [*small.values(), *large.values()]

    def p50(row: dict[str, object], what: str) -> float:
        value = row[what]
        assert isinstance(value, dict)
        return float(value["p50"])

    return {
        "time": all(p50(r, "durable_ms") <= max(BAR_MS, BAR_FLOORS * p50(r, "floor_ms")) for r in rows),
        "bytes": all(float(str(r["bytes_written"])) <= BAR_BYTES for r in rows),
        "scale": all(p50(large[k], "durable_ms") <= BAR_SCALE * p50(small[k], "durable_ms") for k in small),
        "main_thread": all(p50(r, "main_thread_ms") < p50(r, "floor_ms") for r in rows),
    }


if __name__ == "__main__":
    sys.exit(main())
