"""Lucide icons (ISC, see resources/icons/LICENSE) in the colour that is asked for, crisp at any scale."""

from __future__ import annotations

from functools import cache
from typing import Final

from PySide6.QtCore import QByteArray, QObject, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPainter, QPixmap, QScreen
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton, QWidget

from koosloome_desktop.support.paths import resource
from koosloome_desktop.views.style import tokens
from koosloome_desktop.views.style_sheet import mix

SIZE: Final = 18
"""Usual side of an icon in px."""


@cache
def _source(name: str) -> str:
    return resource("icons", f"{name}.svg").read_text(encoding="utf-8")


@cache
def pixmap(name: str, colour: str, size: int = SIZE, ratio: float = 1.0) -> QPixmap:
    """The icon as a picture of `size` px a side at a device pixel ratio. KeyError when there is no such icon."""
    picture = _shape(name, round(size * ratio)).copy()
    painter = QPainter(picture)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceIn)
    painter.setBackground(QColor(colour))
    painter.eraseRect(picture.rect())
    painter.end()
    picture.setDevicePixelRatio(ratio)
    return picture


@cache
def _shape(name: str, side: int) -> QPixmap:
    """The icon in black, `side` pixels wide and high: reading and drawing it takes nine times what colouring does."""
    try:
        svg = _source(name).replace("currentColor", "#000000")
    except FileNotFoundError:
        raise KeyError(f"no icon {name}") from None
    picture = QPixmap(QSize(side, side))
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    QSvgRenderer(QByteArray(svg.encode())).render(painter, QRectF(0, 0, side, side))
    painter.end()
    return picture


def icon(name: str, colour: str, size: int = SIZE, disabled: str = "") -> QIcon:
    """The icon with a picture for every screen's scale; `disabled` is its colour while the button cannot be used.

    A screen that comes later is a reason to draw anew (`FollowScreens`), not to draw all icons for it beforehand.
    """
    result = QIcon()
    for ratio in sorted(_ratios()):
        result.addPixmap(pixmap(name, colour, size, ratio), QIcon.Mode.Normal)
        if disabled:
            result.addPixmap(pixmap(name, disabled, size, ratio), QIcon.Mode.Disabled)
    return result


def _ratios() -> set[float]:
    return {screen.devicePixelRatio() for screen in QGuiApplication.screens()} or {1.0}


def set_icon(button: QAbstractButton, name: str, colour: str = "ink", size: int = SIZE) -> None:
    """Give a button an icon in the colour of the token called `colour`; `recolour` renews it when the theme changes."""
    button.setProperty("iconName", name)
    button.setProperty("iconToken", colour)
    button.setIconSize(QSize(size, size))
    button.setIcon(usual(name, colour, size))


def usual(name: str, colour: str = "ink", size: int = SIZE) -> QIcon:
    """The icon as buttons have it, in the colour of the token called `colour`."""
    return icon(name, getattr(tokens(), colour), size, mix(tokens().panel, tokens().ink, 0.3))


def recolour(buttons: list[QAbstractButton]) -> None:
    """Draw the icons of these buttons in the colours of the theme now."""
    for button in buttons:
        name = button.property("iconName")
        if name:
            set_icon(button, name, button.property("iconToken"), button.iconSize().width())


class FollowScreens(QObject):
    """Draws the icons of a window's buttons anew when there is a screen more, which may have another scale."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.screenAdded.connect(self.look)

    def look(self, _screen: QScreen) -> None:
        """Another screen."""
        recolour(self._window.findChildren(QAbstractButton))
