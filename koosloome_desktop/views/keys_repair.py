"""The wrong keyboard layout: beside the line stands what was probably meant ("привет?"), Ctrl+R or a click takes it.

Also the mark that says in which language one types now: that of the last letter, of an empty line that of the input
method.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QLocale
from PySide6.QtGui import QGuiApplication

from koosloome_desktop.support.keyboards import repaired, script

if TYPE_CHECKING:
    from koosloome_desktop.views.canvas_page import CanvasPage

_SIGNS: Final = {
    QLocale.Language.Estonian: "ET",
    QLocale.Language.Russian: "RU",
    QLocale.Language.English: "EN",
}


def method_sign() -> str:
    """The language of the input method: ET, RU, EN, or "" where the platform does not say."""
    return _SIGNS.get(QGuiApplication.inputMethod().locale().language(), "")


class Repair:
    """What was meant by the text of the line."""

    def __init__(self, page: CanvasPage) -> None:
        self.page = page
        self.meant = ""
        self._listening = True
        QGuiApplication.inputMethod().localeChanged.connect(self.look)

    def look(self) -> None:
        """The text or the input method changed."""
        text = self.page.bar.line.text()
        self.meant = repaired(text)
        typed = script(text)
        method = method_sign()
        sign = "RU" if typed == "ru" else ("EN" if method == "EN" else "ET") if typed else method
        self.page.bar.say_layout(sign, self.meant)

    def can(self) -> bool:
        """Whether there is something to repair."""
        return bool(self.meant) and not self.page.bar.line.isReadOnly()

    def run(self) -> None:
        """Put what was meant into the line; Ctrl+Z in the line gives the letters back."""
        if self.can():
            self.page.bar.line.replace_text(self.meant)
            self.page.drafts.touch()

    def stop(self) -> None:
        """The page closes."""
        if self._listening:
            self._listening = False
            QGuiApplication.inputMethod().localeChanged.disconnect(self.look)
