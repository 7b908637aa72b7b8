"""The list of workshops follows what others do, in a shared library and in one that is only read here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from koosloome_desktop.support.errors import KoosloomeError
from koosloome_desktop.views import home_programmes

if TYPE_CHECKING:
    from koosloome_desktop.views.home import Home

_SOON_MS: Final = 300


class Following(QTimer):
    """Started whenever somebody else changed something: the list is read anew soon after, when it is in sight and says
    something else by then. Who reads it finds it as it was: scrolled there, with the keyboard there.
    """

    def __init__(self, home: Home) -> None:
        super().__init__(home)
        self._home = home
        self.setSingleShot(True)
        self.setInterval(_SOON_MS)
        self.timeout.connect(self._look)

    def soon(self) -> None:
        """Somebody changed something. Who goes on changing does not put it off."""
        if not self.isActive():
            self.start()

    def _look(self) -> None:
        home = self._home
        if home.library is None or not home.isVisible() or not _says_else(home):
            return
        # Dates come after the first frame, and this room stands before it.
        from koosloome_desktop.views.home_deadlines import DeadlineGroup

        bar, place = home.area.verticalScrollBar(), home.area.verticalScrollBar().value()
        held, whole = _held(home), [g.whole for g in home.findChildren(DeadlineGroup)]
        home.reload()
        for group, shown in zip(home.findChildren(DeadlineGroup), whole, strict=False):
            if shown:
                group.show_all()
        if held is not None:
            _give_back(home, held)
        # The new cards have their places before anything is scrolled to them.
        QApplication.sendPostedEvents()
        inside = home.area.widget()
        layout = inside.layout() if inside is not None else None
        if layout is not None:
            layout.activate()
        bar.setValue(place)


def _says_else(home: Home) -> bool:
    try:
        rows = home.library.list() if home.library is not None else []
        return rows != home.rows or home_programmes.read(home) != home.programmes
    except KoosloomeError:
        return False


Held = tuple[str, str, str, int]
"""What has the keyboard: its class, the workshop it belongs to, its words, its place among those alike."""


def _held(home: Home) -> Held | None:
    # The window's own: it may stand in the background meanwhile.
    widget = cast("QWidget | None", home.window().focusWidget())
    if widget is None or not home.isAncestorOf(widget):
        return None
    alike = [w for w in home.findChildren(QWidget) if type(w) is type(widget)]
    return type(widget).__name__, _workshop_of(widget, home), _words_of(widget), alike.index(widget)


def _workshop_of(widget: QWidget | None, home: Home) -> str:
    while widget is not None and widget is not home:
        row = getattr(widget, "row", None)
        if row is not None:
            return str(row.id)
        widget = widget.parentWidget()
    return ""


def _words_of(widget: QWidget) -> str:
    text = getattr(widget, "text", None)
    return str(text()) if callable(text) else widget.accessibleName()


def _give_back(home: Home, held: Held) -> None:
    """The keyboard goes to what is the same now; a card whose workshop became the large one, to its button."""
    name, workshop, words, place = held
    takers = [w for w in home.findChildren(QWidget) if w.focusPolicy() != Qt.FocusPolicy.NoFocus]
    alike = [w for w in takers if type(w).__name__ == name]
    same = [w for w in takers if workshop and _workshop_of(w, home) == workshop]
    ways = (
        [w for w in alike if w in same and _words_of(w) == words],
        [w for w in alike if w in same],
        same,
        [w for w in alike if not workshop and _words_of(w) == words],
        alike[place : place + 1],
    )
    found = next((one[0] for one in ways if one), None)
    if found is not None:
        found.setFocus(Qt.FocusReason.OtherFocusReason)
