"""What a canvas may have on which places mean something: cells to put notes into, arrows to set, words for a place.

Knows no Qt. Canvases whose notes only stand in zones answer with nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from koosloome_desktop.layout.primitives import Board
from koosloome_desktop.model.records import Note
from koosloome_desktop.model.transaction import Transaction

Change = Callable[[Transaction], object]


class Places:
    """The answers of a canvas without such places.

    `hold` is where the mouse took hold of the note it drags, from its corner (units); None while nothing is dragged.
    """

    hold: tuple[float, float] | None = None

    def told(self, note: Note) -> str:
        """What the drawing shows of a note besides its zone, in words: a place on axes, a strength; "" for nothing."""
        return ""

    # -- cells that a digit means before it means clusters

    def placing(self, note: Note | None) -> int:
        """How many cells there are to put a note into that has no place yet; 0: a digit means a cluster."""
        return 0

    def put(self, ids: Sequence[str], number: int) -> Change | None:
        """Notes into a cell."""
        return None

    def unplaced(self, after: str) -> str:
        """The next note without a place; "" when all have one."""
        return ""

    def touched(self, board: Board, x: float, y: float) -> tuple[Change, str] | None:
        """What a click beside the notes changes (an arrow that is set to a length), and how it is told."""
        return None

    def paper(self, board: Board, current: Note | None, x: float, y: float) -> tuple[str, Change] | None:
        """What a click beside the notes does besides aiming the line: the step's name and the change."""
        return None
