"""A sentence that only a screen reader hears."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget


def say_aloud(widget: QWidget, text: str) -> None:
    """Have a screen reader say `text`, which is about `widget`; where none listens nothing happens."""
    from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent  # nobody needs them before the first frame

    if text and QAccessible.isActive():
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, text))
