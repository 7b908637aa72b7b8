"""Pictures of single notes, painted once per look and scale and put on the screen as pixels."""

from __future__ import annotations

import math
from collections import OrderedDict
from dataclasses import replace
from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPixmap

from koosloome_desktop.layout.primitives import NoteBox
from koosloome_desktop.views.board.painter import SHADOW_REACH, BoardPainter

_BUDGET: Final = 40 * 1024 * 1024
"""Bytes of pictures that are kept."""

_MOST_BLANKS: Final = 64
_MOST_ZOOMING: Final = 1500

Look = tuple[object, ...]


def look_of(box: NoteBox) -> Look:
    """All of a note that its picture shows: two notes that look the same share one."""
    return (
        box.kind,
        box.w,
        box.h,
        box.size,
        box.lines,
        box.second,
        box.footer,
        box.footer_above,
        box.badges,
        box.photo,
        box.picture,
        box.votes,
        box.weight,
        box.state,
        box.scale,
    )


class Sprites:
    """Note pictures under a budget, least used ones go first."""

    def __init__(self, painter: BoardPainter) -> None:
        self.painter = painter
        self._kept: OrderedDict[tuple[Look, float, float], QPixmap] = OrderedDict()
        self._blanks: OrderedDict[tuple[object, ...], QPixmap] = OrderedDict()
        self._bytes = 0

    def clear(self) -> None:
        """Forget everything (the theme changed)."""
        self._kept.clear()
        self._blanks.clear()
        self._bytes = 0

    def forget(self, photo: str) -> None:
        """Paint the notes with this picture anew: there is more to show of it now."""
        for key in [k for k in self._kept if photo in k[0]]:
            gone = self._kept.pop(key)
            self._bytes -= gone.width() * gone.height() * 4

    def has(self, look: Look, scale: float, ratio: float) -> bool:
        """Whether the picture of a note is there."""
        return (look, scale, ratio) in self._kept

    def get(self, box: NoteBox, look: Look, scale: float, ratio: float) -> QPixmap:
        """The picture of a note at a scale (screen px per unit) on a screen of a device pixel ratio.

        Its top left corner lies `SHADOW_REACH` units (times scale, rounded up to whole px) outside the note's.
        """
        key = (look, scale, ratio)
        found = self._kept.get(key)
        if found is not None:
            self._kept.move_to_end(key)
            return found
        made = self._paint(box, scale, ratio)
        self._kept[key] = made
        self._bytes += made.width() * made.height() * 4
        while self._bytes > _BUDGET and len(self._kept) > 1:
            _, old = self._kept.popitem(last=False)
            self._bytes -= old.width() * old.height() * 4
        return made

    def _paint(self, box: NoteBox, scale: float, ratio: float) -> QPixmap:
        picture = QPixmap(self.blank(box, scale, ratio))  # painting on it makes it a copy of its own
        painter = _ready(picture, scale)
        self.painter.words(painter, replace(box, x=0.0, y=0.0), scale)
        painter.end()
        return picture

    def blank(self, box: NoteBox, scale: float, ratio: float) -> QPixmap:
        """A note without its words: the same for all notes of a kind and size."""
        key = (box.kind, box.w, box.h, box.state, box.scale, scale, ratio)
        found = self._blanks.get(key)
        if found is not None:
            return found
        margin = margin_of(scale)
        width, height = math.ceil(box.w * scale) + 2 * margin, math.ceil(box.h * scale) + 2 * margin
        picture = QPixmap(math.ceil(width * ratio), math.ceil(height * ratio))
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        painter = _ready(picture, scale)
        self.painter.blank(painter, replace(box, x=0.0, y=0.0), scale)
        painter.end()
        self._blanks[key] = picture
        while len(self._blanks) > _MOST_BLANKS:
            self._blanks.popitem(last=False)
        return picture


Sized = tuple[QPixmap, float, float, QRectF, float]
"""A picture, its width and height in px of the screen, all of it in its own, and the scale it was painted for."""


def sized(picture: QPixmap, scale: float) -> Sized:
    """A picture with its sizes: asked for once, not at each frame."""
    size = picture.deviceIndependentSize()
    return picture, size.width(), size.height(), QRectF(picture.rect()), scale


class Zooming:
    """The pictures of a zoom under way by the number of their note, those of one scale: hundreds of notes are put on
    the screen again and again, and to find each by what it shows takes as long as to draw it.
    """

    def __init__(self) -> None:
        self._key = (0.0, 0.0)
        self._known: dict[int, Sized] = {}

    def clear(self) -> None:
        """Notes have other numbers or another look now."""
        self._known = {}

    def at(self, step: float, ratio: float) -> dict[int, Sized]:
        """Those of a scale and a screen, to be added to."""
        if (step, ratio) != self._key or len(self._known) > _MOST_ZOOMING:
            self._key, self._known = (step, ratio), {}
        return self._known


def _ready(picture: QPixmap, scale: float) -> QPainter:
    """A painter on a note's picture, the note's corner at its origin."""
    painter = QPainter(picture)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
    painter.translate(margin_of(scale), margin_of(scale))
    painter.scale(scale, scale)
    return painter


def margin_of(scale: float) -> int:
    """Px between a picture's edge and the note's."""
    return math.ceil(SHADOW_REACH * scale)
