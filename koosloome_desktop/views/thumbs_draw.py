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
from koosloome_desktop.views.plan_words import cell_text
from koosloome_desktop.views.style import tokens


def board_of(document: Document, canvas: Canvas, area: tuple[float, float] = (1280.0, 760.0)) -> Board | None:
    """The drawing of a canvas for a miniature; None for a kind without one."""
    spec = spec_of(canvas.type)
    if spec is None or canvas.raw is not None or variant_of(canvas.type, canvas.variant) is None:
        return None
    lang = document.workshop.language
    return spec.board(document, canvas, LayoutProfile(area=area, lang=lang), lang)


def pictures(document: Document, size: QSize, ratio: float) -> list[tuple[str, int, QPixmap]]:
    """(title, number of notes, miniature) of every canvas that has a drawing, in order."""
    found = []
    for canvas in queries.canvases(document):
        picture = picture_of(document, canvas, size, ratio)
        if picture is not None:
            title = canvas_title(canvas, document.workshop.language)
            found.append((title, canvas_count(document, canvas), picture))
    return found


def picture_of(document: Document, canvas: Canvas, size: QSize, ratio: float) -> QPixmap | None:
    """The miniature of one canvas; None for a kind without a drawing."""
    if canvas.type == PLAN and canvas.raw is None:
        fields = ("activity", "owner_role", "result", "deadline", "status")
        rows = [[cell_text(a, f, "et") for f in fields] for a in queries.actions(document, canvas.id)]
        return plan_miniature(rows, size, tokens(), ratio)
    board = board_of(document, canvas)
    return miniature(board, size, tokens(), ratio) if board is not None else None
