"""The strip of unmet needs: it lies in the foot of the board while one of them cannot be read there.

Needs that nothing answers must always be seen (room notes 4.6): zoomed in somewhere else, or with the whole board too
small to read, the strip names them; a click goes to the need, the button at its end begins match mode.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from koosloome_desktop.canvases.badges import PRIORITY
from koosloome_desktop.model.records import Note
from koosloome_desktop.operations import fitting, queries
from koosloome_desktop.support.i18n import _
from koosloome_desktop.views.fonts import ui_font
from koosloome_desktop.views.plain import label, mnemonic_free, tip
from koosloome_desktop.views.widgets import button, clear, row

if TYPE_CHECKING:
    from koosloome_desktop.views.canvas_page import CanvasPage

HEIGHT: Final = 36
READABLE: Final = 0.5
"""Below this scale the text of a note on the board is too small to read from a chair."""
_MOST: Final = 6
_WIDEST: Final = 230.0
_PADDING: Final = 28


class UnmetStrip(QFrame):
    """``Katmata 3`` and the beginnings of the needs, the urgent ones first."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("sheet")
        self.setAttribute(Qt.WidgetAttribute.WA_NoMousePropagation)
        self.setFixedHeight(HEIGHT)
        self.chosen: Callable[[str], object] = lambda _need: None
        self.match: Callable[[], object] = lambda: None
        self._row: QHBoxLayout = row(margins=(12, 1, 4, 1), gap=4)
        self.setLayout(self._row)
        self._needs: tuple[tuple[str, str], ...] = ()
        self._room = 0
        self._shown: tuple[object, ...] = ()
        self.hide()

    def say(self, needs: tuple[tuple[str, str], ...], room: int) -> None:
        """Name these needs (id, text) in at most `room` px."""
        if (needs, room) != self._shown:
            self._shown = (needs, room)
            self._needs, self._room = needs, room
            self._build()

    def texts(self) -> list[str]:
        """The whole texts of the needs that are named."""
        return [b.accessibleName() for b in self.findChildren(QPushButton) if b.objectName() == "unmet"]

    def _build(self) -> None:
        clear(self._row)
        title = label(_("Unmet: {count}").format(count=len(self._needs)), "bad")
        self._row.addWidget(title)
        go = button(_("Match"), "ghost", icon="handshake", run=self._match)
        go.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        metrics = QFontMetricsF(ui_font())
        left = self._room - title.sizeHint().width() - go.sizeHint().width() - 40.0
        for need_id, text in self._needs[:_MOST]:
            whole = " ".join(text.split())
            width = min(metrics.horizontalAdvance(whole) + 1, _WIDEST)
            if left < width + _PADDING:
                break
            left -= width + _PADDING + 4
            shown = metrics.elidedText(whole, Qt.TextElideMode.ElideRight, width)
            made = button(mnemonic_free(shown), "ghost", run=partial(self._choose, need_id), name=whole)
            tip(made, whole if shown != whole else "")
            made.setObjectName("unmet")
            made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self._row.addWidget(made)
        self._row.addWidget(go)
        for child in self.findChildren(QWidget):
            child.show()
        self.adjustSize()

    def _choose(self, need_id: str) -> None:
        self.chosen(need_id)

    def _match(self) -> None:
        self.match()


class Unmet:
    """Decides when the strip of a page is shown."""

    def __init__(self, page: CanvasPage) -> None:
        self.page = page
        self.strip: UnmetStrip | None = None
        self._needs: tuple[Note, ...] = ()

    def fresh(self) -> None:
        """The board was laid out anew: ask the document again. Panning only looks at what is known."""
        self._needs = self._open() if self._has_needs() else ()

    def look(self, area: QRect) -> None:
        """Show the strip when an unmet need is not to be read on the board now."""
        needs = self._needs
        shown = bool(needs) and not self.page.matching.active and self._hidden(needs)
        if shown and self.strip is None:
            self.strip = UnmetStrip(self.page.view.viewport())
            self.strip.chosen, self.strip.match = self.page.go_to, self.page.matching.start
        if self.strip is None:
            return
        if shown:
            self.strip.say(tuple((n.id, _named(n)) for n in needs), area.width() - self.page.chip.width() - 42)
            # In the foot, where a fitted board leaves room; above the strip of clusters while that is there.
            over = HEIGHT + 4 if self.page.strip.isVisibleTo(self.page) else 0
            self.strip.move(area.left() + 14, area.bottom() - HEIGHT - 5 - over)
            self.strip.raise_()
        if self.strip.isVisibleTo(self.page) != shown:
            self.strip.setVisible(shown)

    def _has_needs(self) -> bool:
        return self.page.presenter.writable and self.page.presenter.canvas.type == "resource_map"

    def _open(self) -> tuple[Note, ...]:
        document = self.page.workshop.document
        open_ = {n.id for n in queries.unmatched_needs(document, self.page.canvas_id)}
        return tuple(n for n in fitting.needs_to_match(document, self.page.canvas_id) if n.id in open_)

    def _hidden(self, needs: tuple[Note, ...]) -> bool:
        """Whether any of these needs is out of sight or too small to read."""
        view = self.page.view
        if view.camera.scale < READABLE:
            return True
        sight = view.viewport().rect()
        for need in needs:
            box = view.board.note(need.id)
            if box is not None:
                shown = view.from_board(QRectF(box.x, box.y, box.w, box.h))
                if not sight.contains(shown.toAlignedRect().adjusted(4, 4, -4, -4)):
                    return True
        return False


def _named(need: Note) -> str:
    sign = PRIORITY[need.priority][0] if need.priority in PRIORITY else ""
    return f"{sign} {need.text}".strip()
