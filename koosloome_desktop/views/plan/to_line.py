"""Letters always write (keys.md K2): in views of a plan that have no cells they begin a new action."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QKeyEvent

from koosloome_desktop.views.key_parts import written

if TYPE_CHECKING:
    from koosloome_desktop.views.plan.page import PlanPage


def letters_to_line(page: PlanPage, event: QKeyEvent) -> bool:
    """Put a letter into the line “New action” and go there; whether it was one."""
    text = written(event)
    if not text or text.isspace():
        return False
    page.focus_line()
    page.line.setCursorPosition(len(page.line.text()))
    page.line.insert(text)
    return True
