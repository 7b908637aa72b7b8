"""A note is never under the panel that is about it: the paper moves aside, and back when the panel goes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from koosloome_desktop.views.canvas_page import CanvasPage

_AIR: Final = 24


def uncover(page: CanvasPage, note_id: str, panel: QWidget) -> None:
    """Bring a note in sight, to the left of a panel that lies over the board's right side."""
    page.stage.reveal(note_id)
    box, over = page.view.board.note(note_id), panel.parentWidget()
    if box is None or over is None:
        return
    on_view = page.view.from_board(QRectF(box.x, box.y, box.w, box.h)).toRect()
    corner = page.view.viewport().mapTo(over, on_view.topLeft())
    area = on_view.translated(corner - on_view.topLeft())
    if area.intersects(panel.geometry()):
        camera = page.view.camera
        was = camera.fitted
        camera.pan(panel.x() - area.right() - _AIR, 0)
        camera.fitted = was


def covered_again(page: CanvasPage) -> None:
    """The panel went: a board that was fitted is fitted again."""
    if page.view.camera.fitted:
        page.view.camera.fit()
