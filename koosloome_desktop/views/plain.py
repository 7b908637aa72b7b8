"""Plain text only: Qt guesses rich text otherwise, and a note with an ``<img>`` in it would open files.

Every label of the program is made here; tooltips go through `tip`. A test walks the widgets and finds no other kind.
"""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

_SNUG: Final = frozenset({"kbd", "chip", "chip-small", "chip-warn", "step"})
"""Roles with a ground of their own, which is as large as the words."""


def label(text: str = "", role: str = "", *, wrap: bool = False, parent: QWidget | None = None) -> QLabel:
    """A label that shows its text as it is; `role` chooses the look (title, sub, section, muted …)."""
    made = QLabel(parent)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
    made.setWordWrap(wrap)
    if role:
        # Before the text: that is when a screen reader first asks what this is (`views/spoken_list.py`).
        made.setProperty("role", role)
    made.setText(text)
    if role in _SNUG:
        made.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    return made


def section_label(title: str) -> QLabel:
    """A caption over what follows: in capitals, which a screen reader might spell, so it is told the words."""
    made = label(title.upper(), "section")
    made.setAccessibleName(title)
    return made


def tip(widget: QWidget, text: str) -> None:
    """A tooltip that shows `text` as it is."""
    widget.setToolTip(tip_text(text))


def tip_text(text: str) -> str:
    """Text for a tooltip, escaped where Qt would take it for markup."""
    if "<" in text:
        from html import escape

        return f"<qt>{escape(text).replace(chr(10), '<br>')}</qt>"
    return text


def window_title(text: str) -> str:
    """Text for the title of a window, in which Qt would take ``[*]`` for the sign of unsaved changes and leave it out;
    what hides or turns text round is left out (a task bar stands among others' words).
    """
    from koosloome_desktop.support.text import one_line

    return one_line(text).replace("[*]", "[*][*]")


def mnemonic_free(text: str) -> str:
    """Text for a button or menu, in which Qt would make an underline of ``&``."""
    return text.replace("&", "&&")
