"""The window for the projector: full screen and frameless on the second screen, without a cursor, never the scribe's.

It can be held (the room sees what it saw while things are put right), blank, and paged. When its screen goes it hides
and waits; it never moves onto the screen where people type. Changes cross-fade; on a calm wall they do not.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEasingCurve, QEvent, Qt, QTimer, QVariantAnimation, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPixmap, QResizeEvent, QScreen
from PySide6.QtWidgets import QWidget

from koosloome_desktop.model.changes import ChangeSet, Origin
from koosloome_desktop.support.i18n import _
from koosloome_desktop.views.board.painter import PhotoPaint, no_photo
from koosloome_desktop.views.wall.picture import Picture, WallLook
from koosloome_desktop.views.wall.show import WallShow

if TYPE_CHECKING:
    from koosloome_desktop.services.workshop import OpenWorkshop
    from koosloome_desktop.views.agenda.leading import Leading

_GATHER_MS: Final = 120
"""Changes that follow one another quickly arrive on the wall as one."""
_UNDO_MS: Final = 1000
"""Undo that is pressed again within this arrives as one, too."""
_FADE_MS: Final = 150
_ASLEEP: Final = timedelta(seconds=10)
"""A tick that comes so late says that the machine slept."""


class WallWindow(QWidget):
    """`closed` tells that it was closed from outside, `woke` that the machine slept, `shown` that it shows something
    else. `still` is for pictures and for those who asked for less motion.
    """

    closed = Signal()
    woke = Signal()
    shown = Signal()
    took = Signal()
    """The window manager gave it the keyboard when it came: nobody meant that."""

    def __init__(
        self, workshop: OpenWorkshop, leading: Leading, show: WallShow, lang: Callable[[], str],
        photo: PhotoPaint = no_photo, *, still: bool = True,
    ) -> None:  # fmt: skip
        super().__init__(None, Qt.WindowType.Window | Qt.WindowType.FramelessWindowHint)
        self.setWindowTitle(_("Wall"))
        self.setCursor(Qt.CursorShape.BlankCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.picture = Picture(workshop, leading, show, lang, photo)
        self.keys: Callable[[QKeyEvent], bool] = lambda _event: False
        self._leading, self._show, self._still = leading, show, still
        self._meant = True
        self._now: QPixmap | None = None
        self._before: QPixmap | None = None
        self._ticked: tuple[object, ...] = ()
        self._last: datetime = leading.now()
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self.refresh)
        self._tick = QTimer(self)
        self._tick.setInterval(1000)
        self._tick.timeout.connect(self.second)
        self._fade = QVariantAnimation(self)
        self._fade.setDuration(_FADE_MS)
        self._fade.setStartValue(0.0)
        self._fade.setEndValue(1.0)
        self._fade.setEasingCurve(QEasingCurve.Type.InOutQuad)
        self._fade.valueChanged.connect(lambda _value: self.update())
        self._fade.finished.connect(self._faded)
        show.changed = self.refresh
        self._stop = workshop.on_change(self._changed)
        self._name()

    # -- what it shows

    @property
    def look(self) -> WallLook:
        """Dark or light, calm or not, how large."""
        return self.picture.look

    @look.setter
    def look(self, look: WallLook) -> None:
        self.picture.look = look
        self.refresh()

    def refresh(self) -> None:
        """Draw anew: somebody asked for another picture, or what it shows has changed."""
        if self.isVisible() and self._now is not None and not self._still and not self.look.calm:
            self._before = self._now
            self._fade.stop()
            self._fade.start()
        self._now = None
        self.update()

    def _faded(self) -> None:
        self._before = None
        self.update()

    def _changed(self, change: ChangeSet) -> None:
        self.picture.changed(change)
        if not self.picture.held:
            undone = change.origin in {Origin.UNDO, Origin.REDO} and not self._still
            self._soon.start(_UNDO_MS if undone else _GATHER_MS)

    def second(self) -> None:
        """A second later: draw anew what only time changes; a late one says that the machine slept."""
        now = self._leading.now()
        late, self._last = abs(now - self._last) > _ASLEEP, now
        ticked = self.picture.ticks()
        if late or ticked != self._ticked:
            self._ticked = ticked
            self._now = None
            self.update()
        if late:
            self.woke.emit()

    def hold(self) -> None:
        """Keep the picture while things are put right; again: show what there is now, without the way there."""
        if self.picture.held:
            self.picture.let_go()
        else:
            self.picture.hold()
        self.refresh()

    def let_one(self) -> None:
        """Let one change through that waits."""
        if self.picture.let_one():
            self.refresh()

    def blank(self) -> None:
        """Show nothing; again: show what there is."""
        self.picture.blank = not self.picture.blank
        self.refresh()

    def _drawn(self) -> QPixmap:
        ratio = self.devicePixelRatioF()
        if self._now is None or self._now.size() != self.size() * ratio:
            made = QPixmap(self.size() * ratio)
            made.setDevicePixelRatio(ratio)
            painter = QPainter(made)
            self._show.pages = self.picture.draw(painter, self.rect())
            painter.end()
            self._now, self._ticked = made, self.picture.ticks()
            self._name()
            self.shown.emit()
        return self._now

    def _name(self) -> None:
        """Said by screen readers: the face's name, and all that stands on it."""
        self.setAccessibleName(_("Wall: {face}").format(face=self.picture.title()))
        self.setAccessibleDescription("\n".join(self.picture.said))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Put the picture on the screen, over the one before while it fades."""
        now = self._drawn()
        painter = QPainter(self)
        if self._before is not None:
            painter.drawPixmap(self.rect(), self._before)
            painter.setOpacity(float(self._fade.currentValue() or 0.0))
        painter.drawPixmap(0, 0, now)
        painter.end()

    # -- where it is

    def present(self, screen: QScreen) -> None:
        """Stand full screen on a screen, the keyboard stays where it is."""
        self._meant = False
        self.setGeometry(screen.geometry())
        self.showFullScreen()
        self.setGeometry(screen.geometry())
        self._tick.start()

    def present_beside(self) -> None:
        """An ordinary window that can be put anywhere and shared in a video call."""
        self.setWindowFlag(Qt.WindowType.FramelessWindowHint, on=False)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.resize(960, 540)
        self.show()
        self._tick.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another screen or another resolution: no fade from a picture of another shape."""
        super().resizeEvent(event)
        self._fade.stop()
        self._before = self._now = None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on the wall means it: a remote's keys shall page it."""
        super().mousePressEvent(event)
        self._meant = True
        self.activateWindow()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys of a presenter's remote; everything else belongs to the scribe's window."""
        event.setAccepted(self.keys(event))

    def changeEvent(self, event: QEvent) -> None:
        """Another language: the face has another name. The keyboard, when it came unasked, goes back."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow() and not self._meant:
            self._meant = True
            self.took.emit()
        if event.type() == QEvent.Type.LanguageChange:
            self.setWindowTitle(_("Wall"))
            self._name()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Gone from outside."""
        super().closeEvent(event)
        self.stop()
        self.closed.emit()

    def stop(self) -> None:
        """Stop ticking and listening."""
        self._tick.stop()
        self._soon.stop()
        self._fade.stop()
        self._show.changed = lambda: None
        self._stop()
        self._stop = lambda: None
