"""The menu of the right mouse button in views of a plan: entries of the command table that can be run now."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu, QWidget

from koosloome_desktop.services.commands import Command
from koosloome_desktop.views.icons import icon
from koosloome_desktop.views.key_words import shown_key
from koosloome_desktop.views.plain import mnemonic_free
from koosloome_desktop.views.style import tokens


def command_menu(parent: QWidget, commands: Iterable[Command], at: QPoint) -> QMenu | None:
    """Open a menu of commands at a point of the screen (px); None when none of them can be run."""
    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    for command in commands:
        if not command.when():
            continue
        keys = shown_key(command.shortcut)
        entry = menu.addAction(mnemonic_free(command.title) + (f"\t{keys}" if keys else ""))
        if command.icon:
            entry.setIcon(icon(command.icon, tokens().ink))
        entry.triggered.connect(lambda _checked=False, run=command.run: run())
    if menu.isEmpty():
        menu.deleteLater()
        return None
    menu.popup(at)
    return menu
