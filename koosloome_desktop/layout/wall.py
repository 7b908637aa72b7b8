"""A board on the wall: whole where its notes are large enough to be read from the back row, else by pages of a zone.

Sizes are in px of the wall and units of the board. The usual size of note text is 36 px at 1080 lines, never under 30
(room.md section 4, item 1); where the whole board would be smaller it pages by zones in reading order.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from koosloome_desktop.layout.notebox import FOOTER_SIZE, NoteBox
from koosloome_desktop.layout.primitives import Board

LEAST: Final = 30.0
"""The least size of note text on a wall with 1080 lines, in px."""
USUAL: Final = 36.0
"""The size when nobody said how far the last row sits, in px at 1080 lines."""
MOST: Final = 60.0
"""Where more would be needed a larger picture helps, and nothing else does."""
_PER_RATIO: Final = 11.4
_GAP: Final = 16.0


@dataclass(frozen=True, slots=True)
class WallPage:
    """One page: the notes it shows (all: empty and `whole`), the area of the board (x, y, w, h) in units, the scale
    in px a unit, the code of its zone where all of them stand in one.
    """

    notes: tuple[str, ...]
    area: tuple[float, float, float, float]
    scale: float
    zone: str = ""
    whole: bool = False


def note_size(distance: float, width: float) -> float:
    """The size of note text (px at 1080 lines) for a last row `distance` m away from an image `width` m wide, so that
    its x-height is seen under ten arc minutes: 11.4 × distance ÷ width (room.md section 4, item 1). The usual size
    where one of them is not known; never under 30, and not so large that a page holds nothing.
    """
    if distance <= 0 or width <= 0:
        return USUAL
    return min(max(_PER_RATIO * distance / width, LEAST), MOST)


def wall_pages(board: Board, width: float, height: float, least: float = LEAST, small: float = 0.0) -> list[WallPage]:
    """The pages of a board on an area of `width` × `height` px with note text of at least `least` px, and all other
    text of at least `small` px.

    There is at least one page, and every note is on exactly one.

    Pages are windows over the board as it stands, from the top, from the left: what is near stays near. A board with
    stages keeps room for their heads, which stand over every page.
    """
    whole = (0.0, 0.0, max(board.width, 1.0), max(board.height, 1.0))
    fit = min(width / whole[2], height / whole[3])
    smallest = min((n.size for n in board.notes), default=0.0)
    # Nothing on a board is smaller than a note's footer.
    needed = max(least / smallest if smallest else 0.0, small / FOOTER_SIZE)
    if not board.notes or fit >= needed * 0.999:
        return [WallPage((), whole, fit, whole=True)]
    scale = needed
    head = head_height(board)
    room = (width / scale - 2 * _GAP, height / scale - 2 * _GAP - head)
    left = list(board.notes)
    pages: list[WallPage] = []
    while left:
        taken = _window(left, room)
        inside = {n.id for n in taken}
        left = [n for n in left if n.id not in inside]
        pages.append(_page(taken, room, scale, head))
    return pages


def head_height(board: Board) -> float:
    """Units that the heads of stages take over a page; 0 for a board without stages."""
    return max((p.h + _GAP for p in board.panels if p.role == "stage"), default=0.0)


def _window(notes: Sequence[NoteBox], room: tuple[float, float]) -> list[NoteBox]:
    """The notes that lie wholly in the next window: its top is the highest note's, its left the leftmost there."""
    top = min(n.y for n in notes)
    band = [n for n in notes if n.y + n.h <= top + room[1]] or [min(notes, key=lambda n: (n.y, n.x))]
    start = min(n.x for n in band)
    inside = [n for n in band if n.x + n.w <= start + room[0]] or [min(band, key=lambda n: n.x)]
    return sorted(inside, key=lambda n: (round(n.y / 8), n.x))


def _page(notes: Sequence[NoteBox], room: tuple[float, float], scale: float, head: float) -> WallPage:
    left, top = min(n.x for n in notes), min(n.y for n in notes)
    w, h = max(n.x + n.w for n in notes) - left, max(n.y + n.h for n in notes) - top
    fit = min(room[0] / w, room[1] / h)
    # A few notes may be larger than the least, up to half as large again: they are what the room looks at. One that is
    # larger than the wall is as small as shows it whole.
    grow = min(fit, 1.5)
    zones = {n.zone for n in notes}
    zone = zones.pop() if len(zones) == 1 else ""
    return WallPage(tuple(n.id for n in notes), (left, top - head, w, h + head), scale * grow, zone)
