"""The part of a board that a window shows, and that part as text, to be shown again before the whole is laid out.

A board of thousands takes half a second to lay out and a window shows some sixty notes of it. What is cut out here is
a board itself: it has the width and height of the whole, and everything lies where it lay.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import fields
from typing import Any, Final, TypeVar

from koosloome_desktop.layout.primitives import (
    Board,
    Curve,
    MarkBox,
    NoteBox,
    PanelBox,
    PictureBox,
    TextLine,
    ZoneBox,
)

_ROUND: Final = 8.0
"""Shadows, rings and pins reach so far (units) over the box that they belong to."""
_CLASSES: Final[tuple[type[Any], ...]] = (
    Board, Curve, MarkBox, NoteBox, PanelBox, PictureBox, TextLine, ZoneBox,
)  # fmt: skip

_Box = TypeVar("_Box", ZoneBox, PanelBox, NoteBox, PictureBox)

Rect = tuple[float, float, float, float]
"""Left, top, right, bottom in board units."""


def excerpt(board: Board, seen: Rect) -> Board:
    """What of a board touches a rectangle, rather too much than too little."""
    left, top, right, bottom = seen[0] - _ROUND, seen[1] - _ROUND, seen[2] + _ROUND, seen[3] + _ROUND

    def boxes(found: Iterable[_Box]) -> tuple[_Box, ...]:
        return tuple([b for b in found if b.x <= right and b.x + b.w >= left and b.y <= bottom and b.y + b.h >= top])

    def near(curve: Curve) -> bool:
        x0, y0, x1, y1 = curve.bounds()
        return x0 <= right and x1 >= left and y0 <= bottom and y1 >= top

    def said(line: TextLine) -> bool:
        wide = (len(line.text) + 1) * line.size  # no letter is wider than the text is high
        return line.x <= right and line.x + wide >= left and line.y - line.size <= bottom and line.y + line.size >= top

    # The words of a mark stand beside it, so marks are kept by where they are across: a journey has few.
    marks = tuple(m for m in board.marks if m.y - 200 <= bottom and m.y + 200 >= top)
    return Board(
        board.width, board.height, boxes(board.zones), boxes(board.panels), boxes(board.notes),
        tuple(c for c in board.curves if near(c)), tuple(t for t in board.texts if said(t)), marks,
        boxes(board.ghosts), boxes(board.pictures),
    )  # fmt: skip


def as_text(board: Board) -> str:
    """A board as JSON: objects are `{"number of its class": [its fields]}`."""
    return json.dumps(_plain(board), ensure_ascii=False, separators=(",", ":"))


def from_text(text: str) -> Board | None:
    """The board of such a text; None for anything else, as an older or newer program may have written it."""
    try:
        found = _made(json.loads(text))
    except (ValueError, TypeError, LookupError):
        return None
    return found if isinstance(found, Board) else None


def _plain(value: Any) -> Any:
    if isinstance(value, Curve):  # links of a tree draw themselves; here they are the curve that they drew
        return {str(_CLASSES.index(Curve)): _plain((value.points, value.role, value.key))}
    if type(value) in _CLASSES:
        said = [_plain(getattr(value, f.name)) for f in fields(value) if f.init]
        return {str(_CLASSES.index(type(value))): said}
    if isinstance(value, tuple):
        return [_plain(v) for v in value]
    if isinstance(value, float):
        return round(value, 3)
    return value


def _made(value: Any) -> Any:
    if isinstance(value, list):
        return tuple([_made(v) for v in value])
    if isinstance(value, dict):
        ((number, said),) = value.items()
        return _CLASSES[int(number)](*_values(said))
    return value


def _values(said: Sequence[Any]) -> list[Any]:
    return [_made(v) if type(v) in (list, dict) else v for v in said]
