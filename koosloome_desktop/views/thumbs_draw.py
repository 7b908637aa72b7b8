"""Drawing the miniatures of a workshop's canvases: boards by the layout, plans as tables."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QPixmap

from koosloome_desktop.canvases import spec_of, variant_of
from koosloome_desktop.layout.primitives import Board, LayoutProfile
from koosloome_desktop.model.document import Document
from koosloome_desktop.model.records import Canvas
from koosloome_desktop.operations import queries
from koosloome_desktop.views.canvas_words import PLAN, canvas_count, canvas_title
from koosloome_desktop.views.miniature import miniature, plan_miniature
from koosloome_desktop.views.plan.words import cell_text
from koosloome_desktop.views.style import tokens


def board_of(document: Document, canvas: Canvas, area: tuple[float, float] = (1280.0, 760.0)) -> Board | None:
    """The drawing of a canvas for a miniature; None for a kind without one."""
    spec = spec_of(canvas.type)
    if spec is None or canvas.raw is not None or variant_of(canvas.type, canvas.variant) is None:
        return None
    lang = document.workshop.language
    return spec.board(document, canvas, LayoutProfile(area=area, lang=lang), lang)


Part = tuple[str, int, "Board | list[list[str]]"]
"""Title, number of notes, and what is drawn: a board, or the rows of a plan."""


def parts(document: Document) -> list[Part]:
    """What the miniatures of a workshop show, one part for every canvas that has a drawing, in order. Knows no Qt: on a
    workshop of thousands of notes this is nearly all of the work, and any thread may do it.
    """
    found: list[Part] = []
    for canvas in queries.canvases(document):
        shown = part_of(document, canvas)
        if shown is not None:
            title = canvas_title(canvas, document.workshop.language)
            found.append((title, canvas_count(document, canvas), shown))
    return found


def part_of(document: Document, canvas: Canvas) -> Board | list[list[str]] | None:
    """What the miniature of a canvas shows; None for a kind without a drawing."""
    if canvas.type == PLAN and canvas.raw is None:
        fields = ("activity", "owner_role", "result", "deadline", "status")
        return [[cell_text(a, f, "et") for f in fields] for a in queries.actions(document, canvas.id)]
    return board_of(document, canvas)


def drawn(part: Board | list[list[str]], size: QSize, ratio: float) -> QPixmap:
    """The miniature itself."""
    if isinstance(part, list):
        return plan_miniature(part, size, tokens(), ratio)
    return miniature(part, size, tokens(), ratio)


def pictures(document: Document, size: QSize, ratio: float) -> list[tuple[str, int, QPixmap]]:
    """(title, number of notes, miniature) of every canvas that has a drawing, in order."""
    return [(title, count, drawn(part, size, ratio)) for title, count, part in parts(document)]


def picture_of(document: Document, canvas: Canvas, size: QSize, ratio: float) -> QPixmap | None:
    """The miniature of one canvas; None for a kind without a drawing."""
    part = part_of(document, canvas)
    return drawn(part, size, ratio) if part is not None else None
