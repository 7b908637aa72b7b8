"""What the pages that are no boards have in common, and those of rows above a line: parked topics, agreements, rounds,
agenda, participants.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLayout, QScrollArea, QWidget

from koosloome_desktop.support.text import seen
from koosloome_desktop.views.capture_bar import CaptureBar
from koosloome_desktop.views.context import PageContext
from koosloome_desktop.views.key_parts import ENTER, plain
from koosloome_desktop.views.widgets import column, row, scroller, styled

if TYPE_CHECKING:
    from koosloome_desktop.model.changes import ChangeSet
    from koosloome_desktop.services.workshop import OpenWorkshop

_KEPT_MS: Final = 1000
"""How long after the last letter what is half typed is kept."""


class RowsPage(QWidget):
    """A page of rows: no inspector stands beside it, for the rows say it all."""

    selection_changed = Signal(object)
    mode_changed = Signal(str)
    toast = Signal(str)

    least_width = 1_000_000

    def __init__(self, workshop: OpenWorkshop, ctx: PageContext) -> None:
        from koosloome_desktop.views.spoken_list import install  # read with the first page; not every window has one

        super().__init__()
        install()
        styled(self, "paper")
        self.workshop, self.ctx = workshop, ctx
        self._stop: Callable[[], object] = lambda: None

    def hear(self, changed: Callable[[ChangeSet], None]) -> None:
        """Call `changed` with what changes in the workshop, until the page is closed."""
        self._stop = self.workshop.on_change(changed)

    def fit(self) -> None:
        """Nothing to fit here."""

    def zoom_by(self, factor: float) -> None:
        """Rows do not grow."""

    def close_page(self) -> None:
        """Stop listening."""
        self._stop()


class LinePage(RowsPage):
    """Rows in the middle, the line at the foot."""

    takes_notes = True
    place_of_draft: tuple[str, str] = ("line", "")
    """Under which what is half typed here stands among the workshop's drafts."""

    def __init__(self, workshop: OpenWorkshop, ctx: PageContext) -> None:
        super().__init__(workshop, ctx)
        self.bar = CaptureBar(ctx.commands)
        self.bar.line.keys, self.bar.line.pasted = self.line_key, self.add_lines
        self._area: QScrollArea
        self._draft = QTimer(self)
        self._draft.setSingleShot(True)
        self._draft.setInterval(_KEPT_MS)
        self._draft.timeout.connect(self.keep_draft)

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
        self.over_line(self._area, changed)

    def over_line(self, middle: QWidget | QLayout, changed: Callable[[ChangeSet], None]) -> None:
        """Show `middle` as it is over the line with what was half typed; hear what changes."""
        self.setLayout(column(middle, self.bar, gap=0))
        self.bar.line.setText(self.workshop.drafts.get(self.place_of_draft, ""))
        self.bar.line.textChanged.connect(lambda _text: self._draft.start())
        self.hear(changed)

    def add_lines(self, texts: Sequence[str]) -> bool:
        """What was typed or pasted becomes rows, in one undo step; False when it was not taken."""
        raise NotImplementedError

    def focus_canvas(self) -> bool:
        """Put the keyboard on a row; False when there is none."""
        raise NotImplementedError

    def line_key(self, event: QKeyEvent) -> bool:
        """A key in the line: Enter adds what it says and empties it, arrows leave an empty one; True when taken."""
        mods, key, line = plain(event), event.key(), self.bar.line
        if key in ENTER and not mods:
            text = line.whole().strip()
            if seen(text) and self.add_lines([text]):
                line.clear()
                self.keep_draft()
            return True
        if key in {Qt.Key.Key_Up, Qt.Key.Key_Down} and not mods and not line.text():
            self.focus_canvas()
            return True
        return key == Qt.Key.Key_Escape

    def focus_line(self) -> None:
        """Put the keyboard into the line."""
        self.bar.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self.mode_changed.emit("W")

    def typed(self, text: str) -> None:
        """Letters typed on a row go on in the line."""
        self.focus_line()
        self.bar.line.insert(text)

    def keep_draft(self) -> None:
        """Keep what is half typed; it survives a kill."""
        self._draft.stop()
        self.workshop.save_draft(*self.place_of_draft, self.bar.line.text())

    def close_page(self) -> None:
        """Keep what is half typed and stop listening."""
        self.keep_draft()
        super().close_page()
