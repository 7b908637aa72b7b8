"""What the window may ask of every page."""

from __future__ import annotations

from typing import Any, Protocol, cast

import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from koosloome_desktop.services.commands import Command


class Page(Protocol):
    """A canvas on the screen: `CanvasPage` or `PlanPage`."""

    selection_changed: Any
    mode_changed: Any
    toast: Any

    def focus_line(self) -> None:
        """Put the keyboard into the line."""
        ...

    def fit(self) -> None:
        """Show the whole canvas."""
        ...

    def zoom_by(self, factor: float) -> None:
        """Larger or smaller."""
        ...

    def refresh_words(self) -> None:
        """Say everything in the language now."""
        ...

    def commands(self) -> list[Command]:
        """What can be done here."""
        ...

    def close_page(self) -> None:
        """Let go."""
        ...


def as_page(widget: QWidget) -> Page:
    """A widget of `make_page` as what it can do."""
    return cast("Page", widget)


def focus_canvas(widget: QWidget) -> bool:
    """Put the keyboard on the canvas itself (mode A or T), where the page has such a place."""
    ask = getattr(widget, "focus_canvas", None)
    return bool(ask()) if callable(ask) else False


def land(widget: QWidget) -> None:
    """Put the keyboard where a page that is opened begins: at its rows where there are some (a plan), else its line."""
    if not (getattr(widget, "opens_at_rows", False) and focus_canvas(widget)):
        as_page(widget).focus_line()


def takes_notes(widget: QWidget) -> bool:
    """Whether the line of a page makes notes."""
    return bool(getattr(widget, "takes_notes", False))


def go_to(widget: QWidget, record_id: str) -> None:
    """Have a page show and select a record."""
    for name in ("go_to", "select"):
        ask = getattr(widget, name, None)
        if callable(ask):
            ask(record_id if name == "go_to" else (record_id,))
            return


def hand_back(back: QWidget, page: QWidget | None) -> None:
    """Give the keyboard to what had it before a popup; where that is gone with its page, to the line of this page."""
    if shiboken6.isValid(back) and back.isVisible():
        back.setFocus(Qt.FocusReason.OtherFocusReason)
    elif page is not None:
        as_page(page).focus_line()
