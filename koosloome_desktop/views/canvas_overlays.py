"""What lies over the board of a canvas: zoom chip, strips, lists, overview. Where they have their place, and when."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRect, QRectF, QTimer

if TYPE_CHECKING:
    from koosloome_desktop.views.canvas_page import CanvasPage

_LEAST_BESIDE: Final = 600
"""Below this width of the board (px) beside a photo the strip of clusters needs the room of the zoom chip."""
_LOOK_MS: Final = 40
"""While one pans: how often is looked whether something over the board should lie elsewhere, or come, or go."""


class Overlays:
    """Follows a pan. The paper moves under what lies over it, so that only the open editor has to go along at once."""

    def __init__(self, page: CanvasPage) -> None:
        self._page = page
        self._soon = QTimer(page)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_LOOK_MS)
        self._soon.timeout.connect(self._look)

    def panned(self) -> None:
        """The paper was moved."""
        self._page.place_editor()
        if self._page.ctx.fixed:
            self._look()
        elif not self._soon.isActive():
            self._soon.start()

    def _look(self) -> None:
        place_overlays(self._page)
        self._page.overview.follow()

    def stop(self) -> None:
        """The page is closed."""
        self._soon.stop()


def place_overlays(page: CanvasPage) -> None:
    """Zoom chip at the right, strip at the left, in the foot of the board.

    They are children of the viewport: a widget that lies over the viewport from outside would make Qt paint all of it
    anew for every pixel it is moved. A pan leaves them where they are (`board/scrolling.py`), or puts them back.
    """
    area = page.view.viewport().rect()
    tight = bool(page.desk.photo) and area.width() < _LEAST_BESIDE
    if page.chip.isHidden() != tight:
        page.chip.setVisible(not tight)
    page.chip.place(area)
    page.overview.place(area, kept_clear(page))
    page.strip.place(area, area.width() - (0 if tight else page.chip.width()) - 42)
    page.grid.place(area)
    page.same_list.place(area)
    page.matching.place(page.view.geometry())
    page.unmet.look(area)


def kept_clear(page: CanvasPage) -> list[QRect]:
    """What the overview never covers, in px of the viewport: the note one is at, the open editor, the strips."""
    found = []
    for note_id in {page.desk.focus, page.desk.current} - {""}:
        box = page.view.board.note(note_id)
        if box is not None:
            found.append(page.view.from_board(QRectF(box.x, box.y, box.w, box.h)).toAlignedRect())
    if page.editor.note:
        found.append(page.editor.geometry().translated(-page.view.geometry().topLeft()))
    strips = [w for w in (page.strip, page.same_list, page.unmet.strip) if w is not None and not w.isHidden()]
    return found + [w.geometry() for w in strips]
