"""W2: pan and zoom frames at 1,000 and 10,000 notes, beside the least that could draw the same board, in one run.

Each measurement is a process of its own with a window of 1920x1080, software rendering. `limit` is a graphics view with
one item that blits a picture per note (painted once per zoom step of 1.41: a box and its text, nothing else), below
0.35x whole tiles of boxes, links as hair lines; no shadows, footers, zones, marks or sharp pictures at rest. `program`
is the real canvas page over the same notes in the same places. A frame is the move of the camera with all painting it
causes, in processor time of the window's thread: on a machine with nothing else to do that is the time of the frame,
and other people's work cannot add to it (the wall clock's figures stand beside it in the runs). Programs take turns.
Prints one JSON object with the rows of the table: median, 95th percentile and longest frame in ms beside the limit.

    python -m tests.benchmarks.bench_board [--sizes 1000,10000] [--reps 3] [--platform offscreen]
"""

from __future__ import annotations

import argparse
import gc
import json
import math
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections import OrderedDict
from pathlib import Path
from typing import Any

from tests.benchmarks import common

WIDTH, HEIGHT = 1920, 1080
LEAST_SCALE = 0.04
"""Nothing is shown smaller (`views/board/camera.py`): both programs look at the same part of a larger board."""
TEXT = (
    "buss ei sõida pärast kella info jõuab hilja noorteni keegi vastuta selle eest saal on külm ja raha pole kool "
    "vald rühm arutelu otsus võimalus tee valgus talgud üritus kalender"
)


# ---------------------------------------------------------------- what is drawn


def document_of(count: int) -> tuple[Any, str]:
    """A problem tree: a core, and `count` - 1 causes and effects, each under one of the last forty or the core."""
    from koosloome_desktop.canvases.creating import new_workshop
    from koosloome_desktop.model.order import spread
    from koosloome_desktop.model.records import Note
    from koosloome_desktop.operations import queries
    from koosloome_desktop.support.ids import new_id

    chance, words = random.Random(count), TEXT.split()
    document = new_workshop("Mõõtmine")
    canvas = next(c for c in queries.canvases(document) if c.type == "problem_map")
    made: dict[str, list[str]] = {"cause": [], "effect": []}
    with document.transaction("bench") as tx:
        core = ""
        for number, order in enumerate(spread(count)):
            zone = "core" if not number else chance.choice(("cause", "effect"))
            side = made.get(zone, [])
            parent = core if len(side) < 12 or not number else chance.choice(side[-40:])
            text = " ".join(chance.choice(words) for _ in range(chance.randint(4, 10)))
            place = {"zone": zone, "parent": parent, "order": order}
            note = tx.create(Note(id=new_id(), canvas=canvas.id, code=f"P{number}", text=text, **place))
            core = core or note.id
            side.append(note.id)
    return document, canvas.id


class Stand:
    """What the paths below need: look somewhere at a scale, pan by px, zoom by a factor."""

    def look(self, scale: float, x: float, y: float) -> None: ...

    def pan(self, dx: int, dy: int) -> None: ...

    def zoom(self, factor: float) -> None: ...


def program(count: int, folder: Path) -> tuple[Stand, Any]:
    """The canvas page."""
    from PySide6.QtCore import QPointF

    from koosloome_desktop.services.settings import Settings
    from koosloome_desktop.services.workshop import OpenWorkshop
    from koosloome_desktop.support.palette import LIGHT
    from koosloome_desktop.views.bridge import Bridge
    from koosloome_desktop.views.canvas_page import CanvasPage
    from koosloome_desktop.views.context import PageContext

    document, canvas = document_of(count)
    workshop = OpenWorkshop(document, None)
    page = CanvasPage(workshop, canvas, PageContext(Settings(folder / "s.json"), Bridge(workshop), LIGHT))
    page.resize(WIDTH, HEIGHT + 60)
    page.show()
    page.stage.fresh()
    camera = page.view.camera

    class Ours(Stand):
        page_kept = page

        def look(self, scale, x, y):
            camera.look_at(scale, QPointF(x, y))

        def pan(self, dx, dy):
            camera.pan(dx, dy)

        def zoom(self, factor):
            camera.zoom_by(factor)

    return Ours(), page.view.board


def limit(count: int, _folder: Path) -> tuple[Stand, Any]:
    """One layer item over the same board, as bare as can be."""
    from PySide6.QtGui import QTransform
    from PySide6.QtWidgets import QFrame, QGraphicsScene, QGraphicsView

    from koosloome_desktop.layout.primitives import SCREEN
    from koosloome_desktop.views.canvases.generic import presenter_for

    document, canvas = document_of(count)
    board = presenter_for(document, canvas).board(SCREEN.sized(WIDTH - 36, HEIGHT - 64))
    scene, view = QGraphicsScene(), QGraphicsView()
    scene.addItem(bare_layer(board))
    view.setScene(scene)
    view.setFrameShape(QFrame.Shape.NoFrame)
    for bar in (view.setHorizontalScrollBarPolicy, view.setVerticalScrollBarPolicy):
        bar(view.horizontalScrollBarPolicy().ScrollBarAlwaysOff)
    view.setTransformationAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
    view.setOptimizationFlag(QGraphicsView.OptimizationFlag.DontSavePainterState)
    scene.setSceneRect(-60000, -60000, board.width + 120000, board.height + 120000)
    view.resize(WIDTH, HEIGHT)
    view.show()
    modes = QGraphicsView.ViewportUpdateMode
    minimal, full = modes.MinimalViewportUpdate, modes.FullViewportUpdate

    class Bare(Stand):
        kept = (scene, view)

        def look(self, scale, x, y):
            view.setViewportUpdateMode(full)
            view.setTransform(QTransform.fromScale(scale, scale))
            view.horizontalScrollBar().setValue(round(x * scale - WIDTH / 2))
            view.verticalScrollBar().setValue(round(y * scale - HEIGHT / 2))

        def pan(self, dx, dy):
            view.setViewportUpdateMode(minimal)
            view.horizontalScrollBar().setValue(view.horizontalScrollBar().value() - dx)
            view.verticalScrollBar().setValue(view.verticalScrollBar().value() - dy)

        def zoom(self, factor):
            centre = view.mapToScene(view.viewport().rect().center())
            self.look(view.transform().m11() * factor, centre.x(), centre.y())

    return Bare(), board


def bare_layer(board: Any) -> Any:  # noqa: C901  (one small program, read as a whole)
    """The item of the limit."""
    from PySide6.QtCore import QLineF, QPointF, QRect, QRectF, Qt
    from PySide6.QtGui import QColor, QPainter, QPen, QPixmap
    from PySide6.QtWidgets import QGraphicsItem

    from koosloome_desktop.support.palette import note_kind
    from koosloome_desktop.views.board.looks import ascent, face

    cell, side = 512.0, 512
    notes, links = board.notes, [QLineF(QPointF(*c.points[0]), QPointF(*c.points[-1])) for c in board.curves]
    homes: dict[tuple[int, int], list[int]] = {}
    for number, note in enumerate(notes):
        homes.setdefault((int(note.x // cell), int(note.y // cell)), []).append(number)
    boxes = [QRectF(n.x, n.y, n.w, n.h) for n in notes]
    line_homes: dict[tuple[int, int], list[QLineF]] = {}
    for line in links:
        line_homes.setdefault((int(line.x1() // cell), int(line.y1() // cell)), []).append(line)

    class Layer(QGraphicsItem):
        def __init__(self):
            super().__init__()
            self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemUsesExtendedStyleOption)
            self.pictures: OrderedDict[tuple[int, float], QPixmap] = OrderedDict()
            self.tiles: OrderedDict[tuple[float, int, int], QPixmap] = OrderedDict()

        def boundingRect(self):
            return QRectF(0, 0, board.width, board.height)

        def within(self, rect, reach):
            x0, y0 = int((rect.left() - reach) // cell), int((rect.top() - reach) // cell)
            for y in range(y0, int(rect.bottom() // cell) + 1):
                for x in range(x0, int(rect.right() // cell) + 1):
                    yield x, y

        def picture(self, number, step):
            found = self.pictures.get((number, step))
            if found is None:
                note = notes[number]
                found = QPixmap(math.ceil(note.w * step) + 1, math.ceil(note.h * step) + 1)
                found.fill(Qt.GlobalColor.transparent)
                painter = QPainter(found)
                painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                painter.scale(step, step)
                painter.setBrush(QColor(note_kind(note.kind).tint))
                painter.drawRoundedRect(QRectF(0, 0, note.w, note.h), 4, 4)
                painter.setFont(face(round(note.size), note.weight))
                for i, text in enumerate(note.lines):
                    painter.drawText(QPointF(note.text_x, note.first_baseline + i * note.line_height), text)
                painter.end()
                self.pictures[number, step] = found
                if len(self.pictures) > 1500:
                    self.pictures.popitem(last=False)
            return found

        def tile(self, step, tx, ty):
            found = self.tiles.get((step, tx, ty))
            if found is None:
                span = side / step
                area = QRectF(tx * span, ty * span, span, span)
                found = QPixmap(side, side)
                found.fill(Qt.GlobalColor.white)
                painter = QPainter(found)
                painter.translate(-tx * side, -ty * side)
                painter.scale(step, step)
                painter.setPen(QPen(QColor("#6F7B89"), 0))
                kinds: dict[str, list[QRectF]] = {}
                for place in self.within(area, 400):
                    for number in homes.get(place, ()):
                        kinds.setdefault(notes[number].kind, []).append(boxes[number])
                    painter.drawLines(line_homes.get(place, []))
                painter.setPen(Qt.PenStyle.NoPen)
                for kind, members in kinds.items():
                    painter.setBrush(QColor(note_kind(kind).tint))
                    painter.drawRects(members)
                painter.end()
                self.tiles[step, tx, ty] = found
                if len(self.tiles) > 96:
                    self.tiles.popitem(last=False)
            return found

        def paint(self, painter, option, widget=None):
            scale, area = painter.worldTransform().m11(), option.exposedRect
            step = 2 ** (math.ceil(math.log2(scale) * 2 - 1e-9) / 2)
            if scale < 0.35:
                transform = painter.worldTransform()
                span = side / step
                painter.save()
                painter.resetTransform()
                right, bottom = min(area.right(), board.width), min(area.bottom(), board.height)
                for ty in range(math.floor(max(area.top(), 0) / span), math.floor(bottom / span) + 1):
                    for tx in range(math.floor(max(area.left(), 0) / span), math.floor(right / span) + 1):
                        left, top = round(tx * span * scale + transform.dx()), round(ty * span * scale + transform.dy())
                        wide = round((tx + 1) * span * scale + transform.dx()) - left
                        tall = round((ty + 1) * span * scale + transform.dy()) - top
                        painter.drawPixmap(QRect(left, top, wide, tall), self.tile(step, tx, ty))
                painter.restore()
                return
            painter.setPen(QPen(QColor("#6F7B89"), 0))
            for place in self.within(area, 1000):
                painter.drawLines(line_homes.get(place, []))
            for place in self.within(area, 400):
                for number in homes.get(place, ()):
                    box = boxes[number]
                    if box.intersects(area):
                        picture = self.picture(number, step)
                        size = QRectF(box.x(), box.y(), picture.width() / step, picture.height() / step)
                        painter.drawPixmap(size, picture, QRectF(picture.rect()))

    ascent(20, "regular")
    return Layer()


# ---------------------------------------------------------------- the paths


def measured(stand: Stand, board: Any) -> dict[str, Any]:
    """Frames of every path."""
    from PySide6.QtWidgets import QApplication

    app = QApplication.instance()

    def frame() -> None:
        app.sendPostedEvents()
        app.processEvents()

    def timed(moves: list[Any]) -> dict[str, float]:
        times, busy = [], []
        for move in moves:
            begun, working = time.perf_counter(), time.thread_time()
            move()
            frame()
            times.append((time.perf_counter() - begun) * 1000)
            busy.append((time.thread_time() - working) * 1000)
        times.sort()
        busy.sort()
        return {
            "median": round(statistics.median(busy), 3), "p95": round(busy[int(len(busy) * 0.95)], 3),
            "longest": round(busy[-1], 2), "wall_median": round(statistics.median(times), 2),
            "wall_p95": round(times[int(len(times) * 0.95)], 2), "wall_longest": round(times[-1], 2),
            "frames": len(times),
        }  # fmt: skip

    def settle() -> None:
        until = time.monotonic() + 0.4
        while time.monotonic() < until:
            frame()

    fit = max(LEAST_SCALE, min(WIDTH / board.width, HEIGHT / board.height, 1.0))
    middle = (board.width / 2, board.height / 2)
    found: dict[str, Any] = {"fit_scale": round(fit, 3), "notes": len(board.notes), "links": len(board.curves)}
    # Where notes stand densest, not on empty paper: a tree has much of that.
    dense = sorted(board.notes, key=lambda n: (round(n.y / 2000), n.x))[len(board.notes) // 3]
    stand.look(1.0, dense.x, dense.y)
    settle()
    found["pan_100"] = timed([lambda: stand.pan(-16, -9)] * 120)
    stand.look(0.5, dense.x, dense.y)
    settle()
    found["pan_50"] = timed([lambda: stand.pan(-16, -9)] * 60)
    stand.look(fit, *middle)
    settle()
    found["pan_fit"] = timed([lambda: stand.pan(-16, -9)] * 30 + [lambda: stand.pan(16, 9)] * 30)
    steps = 60
    for name in ("zoom_cold", "zoom_warm"):
        stand.look(fit, *middle)
        settle()
        factor = (1.0 / fit) ** (1 / steps)
        found[name] = timed([lambda f=factor: stand.zoom(f)] * steps + [lambda f=factor: stand.zoom(1 / f)] * steps)
    return found


def child(what: str, count: int, platform: str) -> None:
    """One measurement in this process."""
    os.environ["QT_QPA_PLATFORM"] = platform
    gc.set_threshold(50_000, 20, 20)  # as the program does
    from PySide6.QtWidgets import QApplication

    from koosloome_desktop.views import style

    app = QApplication([])
    style.prepare(app)
    with tempfile.TemporaryDirectory() as folder:
        begun = time.perf_counter()
        stand, board = {"limit": limit, "program": program}[what](count, Path(folder))
        app.processEvents()
        found = {"open_s": round(time.perf_counter() - begun, 2), **measured(stand, board)}
        print(json.dumps(found), flush=True)
        os._exit(0)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--sizes", default="1000,10000")
    parser.add_argument("--reps", type=int, default=3)
    parser.add_argument("--platform", default="offscreen")
    parser.add_argument("--child", nargs=2)
    chosen = parser.parse_args()
    if chosen.child:
        child(chosen.child[0], int(chosen.child[1]), chosen.platform)
        return
    sizes = [int(x) for x in chosen.sizes.split(",")]
    runs: dict[tuple[str, int], list[dict[str, Any]]] = {(w, n): [] for w in ("limit", "program") for n in sizes}
    for _ in range(chosen.reps):
        for (what, count), found in runs.items():
            found.append(run(what, count, chosen.platform))
    told = {f"{what} {count}": found for (what, count), found in runs.items()}
    print(
        json.dumps({"what": "W2 board frames", "platform": chosen.platform, "rows": table(sizes, runs), "runs": told})
    )


PATHS = ("pan_100", "pan_50", "pan_fit", "zoom_cold", "zoom_warm")
BAR, BAR_GROWTH, BAR_LONGEST_MS = 2.0, 1.3, 50.0


def table(sizes: list[int], runs: dict[tuple[str, int], list[dict[str, Any]]]) -> list[dict[str, Any]]:
    """The rows: medians and 95th percentiles of every path beside the limit, growth with the board, longest frame."""
    rows = []
    last = sizes[-1]
    for path in PATHS:
        for what in ("median", "p95"):
            ours, limit = ([r[path][what] for r in runs[kind, last]] for kind in ("program", "limit"))
            rows.append(common.row(f"W2 {path} {what}, {last} notes / limit", "ms", ours, limit, BAR))
    if len(sizes) > 1:
        for path in PATHS[:2]:
            many, few = ([r[path]["median"] for r in runs["program", n]] for n in (last, sizes[0]))
            rows.append(common.row(f"W2 {path} median, {last} notes / {sizes[0]}", "ms", many, few, BAR_GROWTH))
    longest = min(max(r[path]["longest"] for path in PATHS) for r in runs["program", last])
    rows.append(common.level(f"W2 longest frame, {last} notes", "ms", longest, BAR_LONGEST_MS))
    return rows


def run(what: str, count: int, platform: str) -> dict[str, Any]:
    words = [sys.executable, "-m", "tests.benchmarks.bench_board", "--platform", platform, "--child", what, str(count)]
    done = subprocess.run(words, capture_output=True, text=True, check=True, timeout=600)
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


if __name__ == "__main__":
    main()
