"""The window for the projector: full screen and frameless on the second screen, without a cursor, never the scribe's.

It can be held (the room sees what it saw while things are put right), blank, and paged. When its screen goes it hides
and waits; it never moves onto the screen where people type.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRect, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QColor, QGuiApplication, QKeyEvent, QPainter, QPaintEvent, QPixmap, QScreen
from PySide6.QtWidgets import QWidget

from koosloome_desktop.support.i18n import _
from koosloome_desktop.support.palette import LIGHT, Palette
from koosloome_desktop.views.fonts import ui_font
from koosloome_desktop.views.wall.board_face import BoardFace
from koosloome_desktop.views.wall.drawing import FLOOR, Sheet
from koosloome_desktop.views.wall.faces import FACES, Scene, light
from koosloome_desktop.views.wall.show import WallShow

if TYPE_CHECKING:
    from koosloome_desktop.services.workshop import OpenWorkshop
    from koosloome_desktop.views.agenda.leading import Leading

_GATHER_MS: Final = 120
"""Changes that follow one another quickly arrive on the wall as one."""


class WallWindow(QWidget):
    """`closed` tells that it was closed from outside. `state` is on, held or blank."""

    closed = Signal()

    def __init__(self, workshop: OpenWorkshop, leading: Leading, show: WallShow, lang: Callable[[], str]) -> None:
        super().__init__(None, Qt.WindowType.Window | Qt.WindowType.FramelessWindowHint)
        self.setWindowTitle(_("Wall"))
        self.setAccessibleName(_("Wall"))
        self.setCursor(Qt.CursorShape.BlankCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.theme: Palette = LIGHT
        self._workshop, self._leading, self._show, self._lang = workshop, leading, show, lang
        self._board = BoardFace()
        self._held: QPixmap | None = None
        self._changes = 0
        self._blank = False
        self.pages = 1
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_GATHER_MS)
        self._soon.timeout.connect(self.update)
        self._tick = QTimer(self)
        self._tick.setInterval(1000)
        self._tick.timeout.connect(self._second)
        show.changed = self.refresh
        self._stop = workshop.on_change(lambda _change: self._changed())

    # -- what it shows

    @property
    def state(self) -> str:
        """Whether the wall is on, held or blank."""
        return "blank" if self._blank else "held" if self._held is not None else "on"

    @property
    def changes(self) -> int:
        """How many changes wait while the wall is held."""
        return self._changes

    def refresh(self) -> None:
        """Draw anew at once: somebody asked for another picture."""
        self.update()

    def _changed(self) -> None:
        if self._held is not None:
            self._changes += 1
        self._soon.start()

    def _second(self) -> None:
        if self._leading.current() is not None and self._held is None:
            self.update()

    def hold(self) -> None:
        """Keep the picture while things are put right; again: show what there is now, without the way there."""
        if self._held is None:
            self._held, self._changes = self.grab(), 0
        else:
            self._held = None
        self.update()

    def blank(self) -> None:
        """Show nothing; again: show what there is."""
        self._blank = not self._blank
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw what the wall shows."""
        painter = QPainter(self)
        if self._blank:
            painter.fillRect(self.rect(), QColor("#000000"))
        elif self._held is not None:
            painter.drawPixmap(self.rect(), self._held)
        else:
            self.pages = self._show.pages = self.draw(painter, self.rect())
        painter.end()

    def draw(self, painter: QPainter, area: QRect) -> int:
        """Draw the picture of now into an area; gives how many pages it has."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(area, QColor(self.theme.paper))
        shown = self._show.shown()
        scene = Scene(self._workshop.document, self._leading, shown, self._lang())
        sheet = Sheet(area, self.theme)
        if shown.note:
            pages = light(painter, sheet, scene)
        elif shown.face == "canvas":
            pages = self._board.paint(painter, sheet, scene)
        else:
            pages = FACES[shown.face](painter, sheet, scene)
        if pages > 1:
            painter.setPen(QColor(self.theme.muted))
            painter.setFont(ui_font(sheet.px(FLOOR)))
            place = area.adjusted(0, 0, -sheet.margin, -sheet.px(14))
            told = f"{shown.page % pages + 1}/{pages}"
            painter.drawText(place, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom, told)
        return pages

    # -- where it is

    def present(self, screen: QScreen) -> None:
        """Stand full screen on a screen, the keyboard stays where it is."""
        self.setGeometry(screen.geometry())
        self.showFullScreen()
        self.setGeometry(screen.geometry())
        self._tick.start()

    def present_beside(self) -> None:
        """With one screen: an ordinary window that can be put anywhere."""
        self.setWindowFlag(Qt.WindowType.FramelessWindowHint, on=False)
        self.resize(960, 540)
        self.show()
        self._tick.start()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The wall takes no keys; a presenter's remote types into the scribe's window."""
        event.ignore()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Gone from outside."""
        super().closeEvent(event)
        self.stop()
        self.closed.emit()

    def stop(self) -> None:
        """Stop ticking and listening."""
        self._tick.stop()
        self._soon.stop()
        self._show.changed = lambda: None
        self._stop()


def second_screen(beside: QScreen | None) -> QScreen | None:
    """A screen other than the one where people type; None when there is only that, or only a copy of it."""
    others = [s for s in QGuiApplication.screens() if s is not beside]
    places = {(s.geometry().x(), s.geometry().y()) for s in QGuiApplication.screens()}
    if len(places) < len(QGuiApplication.screens()):
        return None
    return others[0] if others else None
