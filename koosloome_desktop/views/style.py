"""How everything looks: Fusion, our own palette and one stylesheet, all generated from the token table.

`apply_theme` switches it for the whole program; custom-painted widgets read `tokens()`. No widget has colours of its
own.
"""

from __future__ import annotations

import sys
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from koosloome_desktop.support.palette import DARK, HIGH_CONTRAST, LIGHT, THEMES, Palette
from koosloome_desktop.views.fonts import load_fonts, ui_font
from koosloome_desktop.views.style_sheet import stylesheet

RAIL: Final = 216
RAIL_FOLDED: Final = 56
TOP: Final = 56
LINE: Final = 60
LOW: Final = 440
"""Window height in px below which bars are lower and the rail scrolls as a whole: a laptop that shows everything twice
as large has no more (1366x768 at 200 % leaves 683x384, less the desktop's own bars)."""
TOP_LOW: Final = 44
LINE_LOW: Final = 48
SMALLEST: Final = (640, 320)
"""The smallest window, px."""
INSPECTOR: Final = 288
NARROW: Final = 1400
"""Window width in px below which the rail folds and the inspector becomes an overlay."""

_now: Final = [LIGHT]


def tokens() -> Palette:
    """The theme now."""
    return _now[0]


def is_low(part: QWidget) -> bool:
    """Whether the window of a part is so low that its bars leave little room."""
    return part.window().height() < LOW


def tell_low(window: QWidget) -> None:
    """Tell every part that has a lower form (``set_low``) when the window became low, or high again. Parts made later
    ask when they are shown (`is_low`).
    """
    low = window.height() < LOW
    if bool(window.property("low")) is low:
        return
    window.setProperty("low", low)
    for part in window.findChildren(QWidget):
        change = getattr(part, "set_low", None)
        if change is not None:
            change(low=low)


def theme_for(choice: str) -> Palette:
    """The theme of a setting (system, light, dark, contrast); system asks the desktop, contrast first."""
    if choice in THEMES:
        return THEMES[choice]
    if not isinstance(QGuiApplication.instance(), QGuiApplication):
        return LIGHT
    hints = QGuiApplication.styleHints()
    if hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast:
        return HIGH_CONTRAST
    return DARK if hints.colorScheme() == Qt.ColorScheme.Dark else LIGHT


def reduced_motion() -> bool:
    """Whether the desktop asks for no animation. Only Windows and macOS tell Qt; elsewhere it always says so."""
    return sys.platform in {"win32", "darwin"} and not QApplication.isEffectEnabled(Qt.UIEffect.UI_General)


def qt_palette(theme: Palette) -> QPalette:
    """The token table as Qt's roles, for what the stylesheet does not reach (file dialogs, disabled text)."""
    roles = QPalette.ColorRole
    values = {
        roles.Window: theme.paper,
        roles.WindowText: theme.ink,
        roles.Base: theme.panel,
        roles.AlternateBase: theme.paper,
        roles.Text: theme.ink,
        roles.Button: theme.raised,
        roles.ButtonText: theme.ink,
        roles.BrightText: theme.bad,
        roles.ToolTipBase: theme.raised,
        roles.ToolTipText: theme.ink,
        roles.PlaceholderText: theme.muted,
        roles.Highlight: theme.accent,
        roles.HighlightedText: theme.accent_ink,
        roles.Accent: theme.accent,
        roles.Link: theme.accent_text,
        roles.LinkVisited: theme.accent_text,
        roles.Light: theme.panel,
        roles.Midlight: theme.line,
        roles.Mid: theme.line,
        roles.Dark: theme.muted,
        roles.Shadow: theme.ink,
    }
    palette = QPalette()
    for role, colour in values.items():
        palette.setColor(role, QColor(colour))
    for role in (roles.WindowText, roles.Text, roles.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(theme.muted))
    return palette


def prepare(app: QApplication) -> None:
    """What holds for every theme: style and fonts."""
    app.setStyle("Fusion")
    dress(app)


def dress(app: QApplication) -> None:
    """The same for a program that was started in the style already."""
    load_fonts()
    app.setFont(ui_font())


def apply_theme(app: QApplication, theme: Palette) -> None:
    """Show the whole program in this theme."""
    _now[0] = theme
    app.setPalette(qt_palette(theme))
    app.setStyleSheet(stylesheet(theme))
