"""The faces of the interface: Source Sans 3 for text, Noto Emoji for emoji, both shipped with the program."""

from __future__ import annotations

from functools import cache
from typing import Final

from PySide6.QtGui import QFont, QFontDatabase

from koosloome_desktop.support.paths import resource

FAMILY: Final = "Source Sans 3"
EMOJI_FAMILY: Final = "Noto Emoji"
FILES: Final = (
    "SourceSans3-Regular.ttf",
    "SourceSans3-SemiBold.ttf",
    "SourceSans3-Bold.ttf",
    "SourceSans3-Italic.ttf",
    "NotoEmoji-Regular.ttf",
)
BASE: Final = 14
"""Height of the interface's text in px."""


@cache
def load_fonts() -> tuple[str, ...]:
    """Register the shipped fonts once; the files that could not be read come back (none, in a whole installation)."""
    missing = [name for name in FILES if QFontDatabase.addApplicationFont(str(resource("fonts", name))) < 0]
    QFontDatabase.addApplicationEmojiFontFamily(EMOJI_FAMILY)
    return tuple(missing)


def ui_font(size: float = BASE, weight: QFont.Weight = QFont.Weight.Normal, *, tabular: bool = False) -> QFont:
    """A face of the interface, `size` in px; `tabular` figures all have one width."""
    font = QFont(FAMILY)
    font.setPixelSize(round(size))
    font.setWeight(weight)
    if tabular:
        font.setFeature(QFont.Tag("tnum"), 1)
    return font


REGULAR: Final = QFont.Weight.Normal
SEMIBOLD: Final = QFont.Weight.DemiBold
BOLD: Final = QFont.Weight.Bold
