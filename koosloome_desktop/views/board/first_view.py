"""What a window showed of a large board when it was closed: shown at the next opening until the whole is laid out.

A board of ten thousand notes takes half a second to lay out and a window shows sixty of them. They are kept in the
library, where erasing a person reaches them, with all that the layout depends on: the revision, the room, the language
and the program. When any of it is another the board is laid out first, as always; and it is always laid out right
after the first frame, so nothing that is kept can be wrong for longer than that.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, QPointF, QTimer
from PySide6.QtWidgets import QWidget

from koosloome_desktop import __version__
from koosloome_desktop.layout.excerpt import as_text, excerpt, from_text
from koosloome_desktop.layout.primitives import Board

if TYPE_CHECKING:
    from koosloome_desktop.views.canvas_page import CanvasPage

_WORTH: Final = 300
"""Boards with fewer notes are laid out in less than two hundredths of a second."""
_MOST: Final = 600_000
"""Letters of what is kept; more would take longer to read than to make."""
_FRAME_MS: Final = 12
"""What was painted reaches the screen before anything long begins."""
_LATEST_MS: Final = 400
"""A window that is never painted (minimised) is not waited for longer than this."""


def _depends(page: CanvasPage) -> list[object]:
    """What the layout of a canvas is made from, beside its records of one revision."""
    return [
        page.canvas_id, page.workshop.document.rev, list(page.view.camera.area()), page.presenter.lang, __version__,
    ]  # fmt: skip


def keep(page: CanvasPage) -> None:
    """Keep what the first look at this page's board shows, for the next opening of the workshop; or that it is not
    worth it.
    """
    if not page.stage.up_to_date():
        return  # what was kept before is of another revision, or right
    board, seen = page.view.board, page.view.camera.first_sight()
    text = ""
    if len(board.notes) > _WORTH and seen is not None:
        part = excerpt(board, (seen.left(), seen.top(), seen.right(), seen.bottom()))
        if part.notes:
            text = json.dumps([_depends(page), seen.center().toTuple(), as_text(part)], ensure_ascii=False)
    if text or page.workshop.had_view:
        page.workshop.keep_view(text if len(text) < _MOST else "")


def take(page: CanvasPage) -> tuple[Board, QPointF] | None:
    """What was kept of this page's board and the middle of it that was in sight, once; None when there is nothing or
    the board may be another by now.
    """
    text, page.workshop.view = page.workshop.view, ""
    try:
        depends, (x, y), part = json.loads(text)
        board = from_text(part) if depends == _depends(page) else None
        return None if board is None else (board, QPointF(x, y))
    except (ValueError, TypeError):
        return None


class AfterPaint(QObject):
    """Calls `then` once, a moment after a widget has been painted."""

    def __init__(self, watched: QWidget, then: Callable[[], object]) -> None:
        super().__init__(watched)
        self._watched, self._then = watched, then
        self._painted = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._go)
        self._timer.start(_LATEST_MS)
        watched.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The paint has begun: its end is awaited, and then a moment more."""
        if event.type() == QEvent.Type.Paint:
            self._watched.removeEventFilter(self)
            self._painted = True
            self._timer.start(0)
        return False

    def _go(self) -> None:
        if self._painted:
            self._painted = False
            self._timer.start(_FRAME_MS)
            return
        self._watched.removeEventFilter(self)
        self.deleteLater()
        self._then()
