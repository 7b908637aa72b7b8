"""From records to the one drawing that screen, wall and paper share.

Collects what the layout needs (texts already in words of `lang`), by the variant's layout name; the kinds' folders only
hold data. Unknown canvases become a list.
"""

from __future__ import annotations

from koosloome_desktop.layout.primitives import Board, LayoutProfile
from koosloome_desktop.model.document import Document
from koosloome_desktop.model.records import Canvas


def board(document: Document, canvas: Canvas, profile: LayoutProfile, lang: str) -> Board:
    """The drawing of a canvas in board units."""
    raise NotImplementedError
