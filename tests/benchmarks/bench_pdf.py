"""W4: a PDF of 1,000 and 10,000 notes, beside the least that reportlab could do for the same content, in one run.

Each measurement is a process of its own from its start to the written file. The limits draw straight with reportlab:
`limit_drawing` N note bodies as form XObjects with greedily wrapped text on one page, `limit_report` the same and then
every note once more as a row of a list (number, text, zone, code) over pages. `painted` paints a board whose places are
given, as the limit's are; `drawing` and `report` do the same work through the program: the layout's board, painted; and
drawing, legend, list and frame as the export makes them.
Prints one JSON object: processor seconds of the whole process and of the work alone (libraries loaded, as in the open
window), the least of runs that took turns, because others may use the machine; peak memory (median), ratios to the
limit, and how many notes a reader finds again.

    python -m tests.benchmarks.bench_pdf [--sizes 1000,10000] [--reps 3]
"""

from __future__ import annotations

import argparse
import gc
import importlib
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

from tests.benchmarks import common

VOCABULARY = (
    "koosloome idee märkmed õppija küsimus vastus rühm arutelu tulevik kool linn hääletus plaan eesmärk võimalus mõte "
    "otsus ülesanne jäätmed energia transport keskkond noored õpetaja lahendus koostöö rahastus näide põhjus"
)
SIZE, WIDTH, HEIGHT = 14, 180, 120
JOBS = ("limit_drawing", "painted", "drawing", "limit_report", "report")


def texts(count: int) -> list[str]:
    """About 58 letters a note, each with its number, the same in every run."""
    chance = random.Random(20260101)
    words = VOCABULARY.split()
    found = []
    for number in range(count):
        text = f"{number + 1}."
        while len(text) < 58:
            text += " " + chance.choice(words)
        found.append(text)
    return found


# ---------------------------------------------------------------- the least


def limit(notes: list[str], out: Path, *, listed: bool) -> None:
    """What reportlab needs when nothing else is asked of it."""
    from reportlab.lib.colors import HexColor
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.pdfgen.canvas import Canvas

    from koosloome_desktop.support.paths import resource as shipped

    pdfmetrics.registerFont(TTFont("S", str(shipped("fonts", "SourceSans3-Regular.ttf"))))
    columns = max(1, round((len(notes) * 1.4) ** 0.5))
    page = (columns * 220, (len(notes) // columns + 1) * 160)
    canvas = Canvas(str(out), pagesize=page, pageCompression=1)
    colours = [HexColor(c) for c in ("#FFE78F", "#FFCB95", "#FFBBC8", "#DCC8FF", "#BBDDFF", "#C4EABD")]
    for index, colour in enumerate(colours):
        canvas.beginForm(f"b{index}", 0, 0, WIDTH + 1, HEIGHT + 1)
        canvas.setFillColor(colour)
        canvas.roundRect(0.5, 0.5, WIDTH - 1, HEIGHT - 1, 4, fill=1)
        canvas.endForm()
    wrap = wrapper(lambda text: pdfmetrics.stringWidth(text, "S", SIZE))
    for number, text in enumerate(notes):
        x, y = number % columns * 220, page[1] - number // columns * 160
        canvas.saveState()
        canvas.translate(x, y - HEIGHT)
        canvas.doForm(f"b{number % len(colours)}")
        canvas.restoreState()
        lines = canvas.beginText(x + 8, y - 20)
        lines.setFont("S", SIZE, 17.5)
        for line in wrap(text, WIDTH - 16):
            lines.textLine(line)
        canvas.drawText(lines)
    if listed:
        limit_list(canvas, notes, wrap)
    canvas.save()


def limit_list(canvas, notes: list[str], wrap) -> None:
    """Every note as a row: number, text, zone, code."""
    canvas.showPage()
    canvas.setPageSize((595.28, 841.89))
    y = 0.0
    for number, text in enumerate(notes):
        if y < 60:
            if number:
                canvas.showPage()
            canvas.setFont("S", 9.5)
            y = 780.0
        for line in wrap(text, 330 * SIZE / 9.5):
            canvas.drawString(90, y, line)
            y -= 12.5
        canvas.drawString(50, y + 12.5, str(number))
        canvas.drawString(430, y + 12.5, "põhjus")
        canvas.drawString(510, y + 12.5, f"P{number}")
        canvas.line(50, y + 9, 545, y + 9)
        y -= 6


def wrapper(width_of):
    """Greedy line breaking with cached word widths."""
    cache: dict[str, float] = {}
    space = width_of(" ")

    def wrap(text: str, room: float) -> list[str]:
        lines: list[list[str]] = [[]]
        used = 0.0
        for word in text.split():
            if word not in cache:
                cache[word] = width_of(word)
            if lines[-1] and used + space + cache[word] > room:
                lines.append([])
                used = 0.0
            used += cache[word] + (space if lines[-1] else 0.0)
            lines[-1].append(word)
        return [" ".join(line) for line in lines]

    return wrap


# ---------------------------------------------------------------- the program


def document_with(notes: list[str]):
    """An open workshop with these notes on its problem tree."""
    from koosloome_desktop.canvases.creating import new_workshop
    from koosloome_desktop.model.order import spread
    from koosloome_desktop.model.records import Note
    from koosloome_desktop.operations import queries

    document = new_workshop("Mõõtmine")
    canvas = queries.canvases(document)[0]
    made = (
        Note(id=f"n{i}", canvas=canvas.id, code=f"P{i}", zone=("effect", "cause")[i % 2], text=text, order=order)
        for i, (text, order) in enumerate(zip(notes, spread(len(notes)), strict=True))
    )
    document.load(made, 1)
    return document, canvas


def drawing(notes: list[str], out: Path) -> float:
    """The board laid out and painted on one page; gives the processor seconds that painting alone took."""
    import datetime as dt

    from koosloome_desktop.canvases.drawing import board
    from koosloome_desktop.exports.pdf_drawing import MOST_SPLIT
    from koosloome_desktop.exports.pdf_items import Drawing, Page
    from koosloome_desktop.exports.pdf_paint import paint
    from koosloome_desktop.layout.primitives import paper

    document, canvas = document_with(notes)
    # So many notes are drawn once, as in the export: nothing is remembered for the next time.
    made = board(document, canvas, replace(paper(770, 450, "et"), once=len(notes) > MOST_SPLIT), "et")
    begun = time.process_time()
    page = Page(made.width, made.height, items=[Drawing(0.0, 0.0, made, 1.0)])
    out.write_bytes(paint([page], title="Mõõtmine", lang="et", made=dt.datetime(2026, 1, 1, tzinfo=dt.UTC)))
    return time.process_time() - begun


def report(notes: list[str], out: Path) -> None:
    """The canvas's part of the report, as the export makes it."""
    from koosloome_desktop.services.export import export_workshop

    document, canvas = document_with(notes)
    export_workshop(document, out, what=f"canvas:{canvas.code}")


def work(job: str, count: int, out: Path) -> None:
    """One job in this process; prints the seconds it took with its libraries loaded, and its peak memory.

    The program's own jobs begin and end as `koosloome export` does.
    """
    from koosloome_desktop.support import kept_code, memory

    notes = texts(count)
    if not job.startswith("limit"):
        gc.set_threshold(50_000, 20, 20)
        kept_code.quick_classes()
        kept_code.no_frame_comes()
        memory.end_quickly()
    load(job)
    begun = time.process_time()
    painting = 0.0
    if job.startswith("limit"):
        limit(notes, out, listed=job == "limit_report")
    elif job == "report":
        report(notes, out)
    else:
        painting = drawing(notes, out)
    if not job.startswith("limit"):
        kept_code.LATER.keep()
    print(json.dumps([painting if job == "painted" else time.process_time() - begun, peak_mib()]))


def load(job: str) -> None:
    """Import what a job needs."""
    names = ["reportlab.pdfgen.canvas", "reportlab.lib.colors"]
    if not job.startswith("limit"):
        names = ["koosloome_desktop.exports.pdf_paint", "koosloome_desktop.canvases.creating"]
        names += ["koosloome_desktop.services.export", "koosloome_desktop.exports.pdf"] if job == "report" else []
    for name in names:
        importlib.import_module(name)


def peak_mib() -> float:
    """Most memory this process ever held; on Linux without what it held before it became this program."""
    status = Path("/proc/self/status")
    if status.is_file():
        held = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return int(held.split()[1]) / 1024
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


# ---------------------------------------------------------------- measuring


def measure(count: int, reps: int, folder: Path) -> dict[str, dict[str, float]]:
    """Per job: least processor seconds and peak memory of whole processes, size of the file, the notes it gives back.

    Jobs take turns, so that a busy minute of the machine falls on all of them.
    """
    seconds: dict[str, list[float]] = {job: [] for job in JOBS}
    alone: dict[str, list[float]] = {job: [] for job in JOBS}
    memory: dict[str, list[float]] = {job: [] for job in JOBS}
    around = common.environment(folder)
    for turn in range(reps + 1):
        for job in JOBS:
            out = folder / f"{job}-{count}.pdf"
            command = [sys.executable, "-m", "tests.benchmarks.bench_pdf", "--child", job, "--sizes", str(count)]
            begun = spent()
            done = subprocess.run([*command, "--out", str(out)], capture_output=True, text=True, check=True, env=around)
            took, held = json.loads(done.stdout)
            if not turn:
                continue  # the first run compiles what every later one finds
            seconds[job].append(spent() - begun)
            alone[job].append(took)
            memory[job].append(held)
    return {
        job: {
            "seconds": round(min(seconds[job]), 3),
            "work_seconds": round(min(alone[job]), 3),
            "peak_mib": round(statistics.median(memory[job]), 1),
            "kilobytes": round((folder / f"{job}-{count}.pdf").stat().st_size / 1024),
            "notes_found": found_again(folder / f"{job}-{count}.pdf", count),
        }
        for job in JOBS
    }


def spent() -> float:
    """Processor seconds of all processes that this one started and saw end."""
    used = os.times()
    return used.children_user + used.children_system


def table(count: int, rows: dict[str, Any], pairs: list[tuple[str, dict[str, float], dict[str, float]]]) -> list[Any]:
    """The bars as rows: time and memory beside the limit, and whether every note is found again."""
    lines = []
    for kind, own, least in pairs:
        name = f"W4 PDF {kind}, {count} notes"
        lines.append(common.row(f"{name} / bare reportlab", "s", [own["seconds"]], [least["seconds"]], 1.5))
        lines.append(common.level(f"{name}, more memory", "MiB", rows["more_memory_mib"][kind], 30.0))
    return lines


def found_again(path: Path, count: int) -> int:
    """How many of the notes' numbers the text of the file holds."""
    import re

    import pypdfium2

    pdf = pypdfium2.PdfDocument(path)
    numbers: set[int] = set()
    for page in pdf:
        layer = page.get_textpage()
        numbers |= {int(n) for n in re.findall(r"\b(\d+)\.(?=\s)", layer.get_text_range())}
        layer.close()
        page.close()
    pdf.close()
    return len(numbers & set(range(1, count + 1)))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--sizes", default="1000,10000")
    parser.add_argument("--reps", type=int, default=3)
    parser.add_argument("--child", choices=JOBS)
    parser.add_argument("--out", type=Path)
    options = parser.parse_args()
    sizes = [int(s) for s in options.sizes.split(",")]
    if options.child:
        work(options.child, sizes[0], options.out)
        return
    told: dict[str, Any] = {"what": "W4: PDF of N notes, whole process", "bar": 1.5}
    with tempfile.TemporaryDirectory() as folder:
        for count in sizes:
            rows = measure(count, options.reps, Path(folder))
            pairs = [(kind, rows[kind], rows[f"limit_{kind}"]) for kind in ("drawing", "report")]
            for name, key in (("ratio", "seconds"), ("ratio_of_work", "work_seconds")):
                rows[name] = {kind: round(own[key] / least[key], 2) for kind, own, least in pairs}
            painted = rows["painted"]["work_seconds"] / rows["limit_drawing"]["work_seconds"]
            rows["ratio_of_work"]["painted"] = round(painted, 2)
            rows["more_memory_mib"] = {
                kind: round(own["peak_mib"] - least["peak_mib"], 1) for kind, own, least in pairs
            }
            told[str(count)] = rows
            told.setdefault("rows", []).extend(table(count, rows, pairs))
    print(json.dumps(told, indent=1))


if __name__ == "__main__":
    main()
