"""What W2 measures: a board of notes, and programs that show it, each with a camera that the frames' paths move.

`program` is the real canvas page. `hybrid` is the limit of the bar, in the technique of the reference program that the
bar names: one item in a graphics view, a grid of what is where, a picture per note with its raw text wrapped by Qt,
white tiles in the far view. `strict` is the least there could be: the same with text broken before, and no smooth edges
but in the pictures. Neither has shadows, footers, zones, marks, paper, anything over the board, or pictures at rest as
sharp as the screen's.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

WIDTH, HEIGHT = 1920, 1080
LEAST_SCALE = 0.04
"""Nothing is shown smaller (`views/board/camera.py`): both programs look at the same part of a larger board."""
TEXT = (
    "buss ei sõida pärast kella info jõuab hilja noorteni keegi vastuta selle eest saal on külm ja raha pole kool "
    "vald rühm arutelu otsus võimalus tee valgus talgud üritus kalender"
)


def document_of(count: int, kind: str = "tree") -> tuple[Any, str]:
    """A workshop and the id of its canvas with so many notes: a tree or zones."""
    from koosloome_desktop.canvases.creating import new_workshop
    from koosloome_desktop.operations import queries

    document = new_workshop("Mõõtmine")
    types = {"tree": "problem_map", "zones": "resource_map"}
    canvas = next(c for c in queries.canvases(document) if c.type == types[kind])
    chance, words = random.Random(count), TEXT.split()
    places = _tree(count, chance) if kind == "tree" else _zones(count, chance)
    with document.transaction("bench") as tx:
        _write(tx, canvas.id, places, lambda: " ".join(chance.choice(words) for _ in range(chance.randint(4, 10))))
    return document, canvas.id


def _tree(count: int, chance: random.Random) -> Iterator[tuple[str, int]]:
    """A problem tree, much paper and long lines: a core, and causes and effects, each under one of the last forty of
    its side or the core. Zone of each note, and the number of the one above it (-1: none).
    """
    made: dict[str, list[int]] = {"cause": [], "effect": []}
    yield "core", -1
    for number in range(1, count):
        zone = chance.choice(("cause", "effect"))
        yield zone, 0 if len(made[zone]) < 12 else chance.choice(made[zone][-40:])
        made[zone].append(number)


def _zones(count: int, chance: random.Random) -> Iterator[tuple[str, int]]:
    """A resource map, note beside note in six zones."""
    zones = ("individuals", "associations", "institutions", "places", "economy", "culture")
    return ((chance.choice(zones), -1) for _ in range(count))


def _write(tx: Any, canvas: str, places: Iterable[tuple[str, int]], text: Callable[[], str]) -> None:
    from koosloome_desktop.model.order import spread
    from koosloome_desktop.model.records import Note
    from koosloome_desktop.support.ids import new_id

    ids: list[str] = []
    every = list(places)
    for number, ((zone, above), order) in enumerate(zip(every, spread(len(every)), strict=True)):
        parent = ids[above] if above >= 0 else ""
        place = {"zone": zone, "parent": parent, "order": order}
        ids.append(tx.create(Note(id=new_id(), canvas=canvas, code=f"P{number}", text=text(), **place)).id)


class Stand:
    """What the paths below need: look somewhere at a scale, pan by px, zoom by a factor."""

    def look(self, scale: float, x: float, y: float) -> None: ...

    def pan(self, dx: int, dy: int) -> None: ...

    def zoom(self, factor: float) -> None: ...


def program(count: int, folder: Path, kind: str = "tree") -> tuple[Stand, Any]:
    """The canvas page."""
    from PySide6.QtCore import QPointF

    from koosloome_desktop.services.settings import Settings
    from koosloome_desktop.services.workshop import OpenWorkshop
    from koosloome_desktop.support.palette import LIGHT
    from koosloome_desktop.views.bridge import Bridge
    from koosloome_desktop.views.canvas_page import CanvasPage
    from koosloome_desktop.views.context import PageContext

    document, canvas = document_of(count, kind)
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


def strict(count: int, _folder: Path, kind: str = "tree") -> tuple[Stand, Any]:
    """One layer item over the same board, as bare as can be."""
    from tests.benchmarks.board_limits import StrictLayer

    return _bare(document_of(count, kind), StrictLayer, smooth=False)


def hybrid(count: int, _folder: Path, kind: str = "tree") -> tuple[Stand, Any]:
    """One layer item that does what a board of notes needs, and nothing that ours does besides."""
    from tests.benchmarks.board_limits import HybridLayer

    return _bare(document_of(count, kind), HybridLayer, smooth=True)


def _bare(shown: tuple[Any, str], layer: Any, *, smooth: bool) -> tuple[Stand, Any]:
    """A graphics view with one item: pixels are moved bar by bar, a zoom paints everything once."""
    from PySide6.QtGui import QPainter, QTransform
    from PySide6.QtWidgets import QFrame, QGraphicsScene, QGraphicsView

    from koosloome_desktop.layout.primitives import SCREEN
    from koosloome_desktop.views.canvases.generic import presenter_for

    board = presenter_for(*shown).board(SCREEN.sized(WIDTH - 36, HEIGHT - 64))
    scene, view = QGraphicsScene(), QGraphicsView()
    scene.addItem(layer(board))
    view.setScene(scene)
    view.setFrameShape(QFrame.Shape.NoFrame)
    for bar in (view.setHorizontalScrollBarPolicy, view.setVerticalScrollBarPolicy):
        bar(view.horizontalScrollBarPolicy().ScrollBarAlwaysOff)
    view.setTransformationAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
    view.setOptimizationFlag(QGraphicsView.OptimizationFlag.DontSavePainterState)
    view.setOptimizationFlag(QGraphicsView.OptimizationFlag.DontAdjustForAntialiasing)
    view.setRenderHint(QPainter.RenderHint.Antialiasing, smooth)
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
