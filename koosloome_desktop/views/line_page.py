"""What the pages of rows above a line have in common: parked topics, agreements and rounds."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QLayout, QScrollArea, QWidget

from koosloome_desktop.views.capture_bar import CaptureBar
from koosloome_desktop.views.context import PageContext
from koosloome_desktop.views.widgets import column, row, scroller, styled

if TYPE_CHECKING:
    from koosloome_desktop.model.changes import ChangeSet
    from koosloome_desktop.services.workshop import OpenWorkshop

_KEPT_MS: Final = 1000
"""How long after the last letter what is half typed is kept."""


class LinePage(QWidget):
    """Rows in the middle, the line at the foot."""

    selection_changed = Signal(object)
    mode_changed = Signal(str)
    toast = Signal(str)

    takes_notes = True
    least_width = 1_000_000
    """No inspector stands beside such a page: the rows say it all."""
    place_of_draft: tuple[str, str] = ("line", "")
    """Under which what is half typed here stands among the workshop's drafts."""

    def __init__(self, workshop: OpenWorkshop, ctx: PageContext) -> None:
        super().__init__()
        styled(self, "paper")
        self.workshop, self.ctx = workshop, ctx
        self.bar = CaptureBar(ctx.commands)
        self._area: QScrollArea
        self._draft = QTimer(self)
        self._draft.setSingleShot(True)
        self._draft.setInterval(_KEPT_MS)
        self._draft.timeout.connect(self.keep_draft)
        self._stop: Callable[[], object] = lambda: None

    def put_together(self, middle: QLayout, width: int, changed: Callable[[ChangeSet], None]) -> None:
        """Show `middle`, at most `width` px wide, over the line with what was half typed; hear what changes."""
        inner = QWidget()
        inner.setMaximumWidth(width)
        inner.setLayout(middle)
        body = QWidget()
        whole = row(inner, None)
        whole.setStretch(0, 100)
        body.setLayout(whole)
        self._area = scroller(body)
        self.setLayout(column(self._area, self.bar, gap=0))
        self.bar.line.setText(self.workshop.drafts.get(self.place_of_draft, ""))
        self.bar.line.textChanged.connect(lambda _text: self._draft.start())
        self._stop = self.workshop.on_change(changed)

    def focus_line(self) -> None:
        """Put the keyboard into the line."""
        self.bar.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self.mode_changed.emit("W")

    def typed(self, text: str) -> None:
        """Letters typed on a row go on in the line."""
        self.focus_line()
        self.bar.line.insert(text)

    def fit(self) -> None:
        """Nothing to fit here."""

    def zoom_by(self, factor: float) -> None:
        """Rows do not grow."""

    def keep_draft(self) -> None:
        """Keep what is half typed; it survives a kill."""
        self._draft.stop()
        self.workshop.save_draft(*self.place_of_draft, self.bar.line.text())

    def close_page(self) -> None:
        """Keep what is half typed and stop listening."""
        self.keep_draft()
        self._stop()
