"""What is really painted on the wall: Qt writes drawn text into an SVG, with its size."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape

from PySide6.QtCore import QBuffer, QRect, QSize
from PySide6.QtGui import QPainter
from PySide6.QtSvg import QSvgGenerator

from koosloome_desktop.views.wall.picture import Picture

_PART = re.compile(r'transform="matrix\(([^,]*),[^)]*\)"|<text[^>]*font-size="([\d.]+)"[^>]*>([^<]*)')


@dataclass(frozen=True)
class Painted:
    """Pieces of text as (size in px, text), and how many pages the face has."""

    pieces: tuple[tuple[float, str], ...]
    pages: int

    @property
    def words(self) -> str:
        """All of the text, in the order of drawing."""
        return " ".join(text for _size, text in self.pieces)

    @property
    def smallest(self) -> tuple[float, str]:
        """The smallest piece of text."""
        return min(self.pieces, default=(999.0, ""))


def painted(picture: Picture, width: int, height: int) -> Painted:
    """Paint a picture of the wall and read it back."""
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    svg = QSvgGenerator()
    svg.setOutputDevice(buffer)
    svg.setSize(QSize(width, height))
    svg.setResolution(72)
    painter = QPainter(svg)
    pages = picture.draw(painter, QRect(0, 0, width, height))
    painter.end()
    scale, found = 1.0, []
    for part in _PART.finditer(bytes(buffer.data().data()).decode("utf-8")):
        if part.group(1):
            scale = float(part.group(1))
        else:
            found.append((round(scale * float(part.group(2)), 1), unescape(part.group(3))))
    return Painted(tuple(found), pages)
