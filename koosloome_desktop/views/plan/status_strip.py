"""The six statuses with their digits: a legend of signs and patterns, and buttons for the mouse."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QPushButton, QWidget

from koosloome_desktop.operations.plan_fields import STATUSES
from koosloome_desktop.support.i18n import _
from koosloome_desktop.views.fonts import SEMIBOLD, ui_font
from koosloome_desktop.views.plan.status_looks import look_of, paint_bar
from koosloome_desktop.views.plan.words import status_word
from koosloome_desktop.views.style import tokens
from koosloome_desktop.views.widgets import button, row

_ICON = QSize(26, 14)


def status_icon(status: str, ratio: float) -> QIcon:
    """A small bar in the look of a status, with its sign."""
    picture = QPixmap(_ICON * ratio)
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    area = QRectF(0, 0, _ICON.width(), _ICON.height())
    paint_bar(painter, area, status)
    painter.setFont(ui_font(10, SEMIBOLD))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(tokens().panel))
    painter.drawEllipse(QRectF(7, 1, 12, 12))
    painter.setPen(QColor(tokens().colours()[look_of(status).edge]))
    painter.drawText(QRectF(7, 0.5, 12, 12), Qt.AlignmentFlag.AlignCenter, look_of(status).sign)
    painter.end()
    return QIcon(picture)


class StatusStrip(QWidget):
    """`chosen` tells the status that was pressed."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._buttons: dict[str, QPushButton] = {}
        self._theme = tokens().name
        for status in STATUSES:
            made = button("", "strip", run=partial(self.chosen.emit, status))
            made.setIconSize(_ICON)
            self._buttons[status] = made
        self.setLayout(row(*self._buttons.values(), None, gap=0))
        self.refresh_words()

    def refresh_words(self) -> None:
        """Say everything in the language and the colours now."""
        for number, (status, made) in enumerate(self._buttons.items(), 1):
            made.setText(f"{number} {status_word(status)}")
            made.setAccessibleName(_("Set the status: {status}").format(status=status_word(status)))
            made.setIcon(status_icon(status, self.devicePixelRatioF()))
        self._theme = tokens().name

    def changeEvent(self, event: QEvent) -> None:
        """Another theme paints other icons."""
        if event.type() == QEvent.Type.PaletteChange and tokens().name != self._theme:
            self.refresh_words()
        super().changeEvent(event)

    def showEvent(self, event: object) -> None:
        """The colours may have changed while it was out of sight."""
        if tokens().name != self._theme:
            self.refresh_words()
        super().showEvent(event)  # type: ignore[arg-type]
