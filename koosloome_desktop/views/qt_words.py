"""Qt's own words (Cancel, the menu of a text field, the file dialog) in the language of the interface.

Qt has no Estonian translation of itself; ours comes from the same catalogues as all other words.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QObject, QTranslator

from koosloome_desktop.support.i18n import qt_text


class QtWords(QTranslator):
    """Answers Qt's questions for words; None, never "", for what is not ours, since "" blanks Qt's own text."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.asked: dict[tuple[str, str], bool] = {}
        """Every (context, word) Qt asked for and whether it was there: for the test that finds missing ones."""

    def translate(self, context: str, source: str, disambiguation: str | None = None, n: int = -1) -> str | None:
        """The word in the language now."""
        found = qt_text(context, source, n)
        self.asked[context, source] = found is not None
        return found

    def isEmpty(self) -> bool:
        """Qt asks only translators that are not empty."""
        return False


def install(app: QCoreApplication) -> QtWords:
    """Have Qt ask us from now on."""
    words = QtWords(app)
    app.installTranslator(words)
    return words
