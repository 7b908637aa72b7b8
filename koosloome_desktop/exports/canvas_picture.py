"""A canvas as one picture: the board of its variant with its title above, as SVG and PNG both draw it.

One board unit is one pixel at 1×. The board is arranged for a sheet that lies across, as on a wall.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from koosloome_desktop.canvases.drawing import board as board_of
from koosloome_desktop.exports.pdf_drawing import Area, poster_drawing
from koosloome_desktop.exports.pdf_words import Words
from koosloome_desktop.layout.metrics import measure
from koosloome_desktop.layout.primitives import SCREEN, Board, TextLine
from koosloome_desktop.layout.wrap import wrap
from koosloome_desktop.model.document import Document
from koosloome_desktop.model.records import Canvas

MARGIN: Final = 24.0
_TITLE: Final = 26.0
_QUESTION: Final = 16.0
_LEADING: Final = 1.3
_GAP: Final = 14.0
_AREA: Final = Area((780.0, 1100.0), (1200.0, 800.0))
_LEAST_WIDTH: Final = 480.0


@dataclass(frozen=True, slots=True)
class CanvasPicture:
    """A board, where its corner stands, the size of the picture (units), and the texts above the board."""

    board: Board
    x: float
    y: float
    width: float
    height: float
    heads: tuple[TextLine, ...]
    title: str
    about: str


def picture_of(document: Document, canvas: Canvas, words: Words, *, titled: bool = True) -> CanvasPicture:
    """The picture of a canvas; without notes it is the empty canvas with its zones."""
    drawn = poster_drawing(document, canvas, words.lang, _AREA, words.hyphens(document))
    board = drawn.board if drawn is not None else board_of(document, canvas, SCREEN.sized(1200.0, 800.0), words.lang)
    title = words.canvas(canvas)
    heads, y = _heads(title, canvas.focus_question, max(board.width, _LEAST_WIDTH)) if titled else ((), MARGIN)
    widest = max([board.width, *(measure(h.text, h.size, h.weight) for h in heads)])
    about = f"{words.title(document)} · {words.variant(canvas)}"
    width, height = widest + 2 * MARGIN, y + board.height + MARGIN
    return CanvasPicture(board, MARGIN + (widest - board.width) / 2, y, width, height, heads, title, about)


def _heads(title: str, question: str, width: float) -> tuple[tuple[TextLine, ...], float]:
    """The title and the focus question as lines, and the y below them."""
    found: list[TextLine] = []
    y = MARGIN
    for text, size, weight, role in ((title, _TITLE, "bold", "ink"), (question, _QUESTION, "semibold", "accent")):
        for line in wrap(text, width, size, weight):  # type: ignore[arg-type]
            y += size * _LEADING
            found.append(TextLine(MARGIN, y - size * 0.28, line, size, weight, role))  # type: ignore[arg-type]
    return tuple(found), y + _GAP
