"""The menu of the right mouse button (and of the menu key) on a board: what can be done with what lies there.

Its entries come from the command table, so that keys, palette and menu never differ.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu

from koosloome_desktop.services.commands import Command
from koosloome_desktop.views.icons import icon
from koosloome_desktop.views.journey_mouse import title_commands
from koosloome_desktop.views.key_words import shown_key
from koosloome_desktop.views.modes import Mode
from koosloome_desktop.views.plain import mnemonic_free
from koosloome_desktop.views.style import tokens

if TYPE_CHECKING:
    from koosloome_desktop.views.canvas_page import CanvasPage

#: Commands of the paper itself; those of notes are all of the group "note" that have an icon, in the table's order.
_PAPER: Final = ("note.arrange", "note.all", "zone.insert", "canvas.")
_NEVER: Final = frozenset({"note.arrange", "note.all"})


def note_commands(page: CanvasPage) -> list[Command]:
    """What can be done with the selected notes."""
    return [c for c in page.commands() if c.group == "note" and c.icon and c.id not in _NEVER and c.when()]


def paper_commands(page: CanvasPage) -> list[Command]:
    """What can be done with the canvas."""
    return [c for c in page.commands() if c.id.startswith(_PAPER) and c.when()]


def show_menu(page: CanvasPage, at: QPoint) -> QMenu | None:
    """Open the menu at a point of the viewport (px): of the notes there, else of the canvas; None when it is empty."""
    found = page.view.note_at(at)
    if found is not None and not (page.desk.mode == Mode.ARRANGE and found.id in page.desk.selected):
        page.mouse.clicked(found.id, Qt.KeyboardModifier.NoModifier)
    spot = page.view.mapToScene(at)
    commands = note_commands(page) if found is not None else title_commands(page, spot.x(), spot.y())
    if found is None and not commands:
        from koosloome_desktop.views.zone_commands import title_menu

        commands = title_menu(page, spot.x(), spot.y())
    commands = commands or paper_commands(page)
    return open_menu(page, commands, page.view.viewport().mapToGlobal(at))


def open_menu(page: CanvasPage, commands: Sequence[Command], at: QPoint) -> QMenu | None:
    """A menu of commands at a point of the screen (px)."""
    if not commands:
        return None
    menu = QMenu(page)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    for command in commands:
        keys = shown_key(command.shortcut)
        text = mnemonic_free(command.title) + (f"\t{keys}" if keys else "")
        act = menu.addAction(icon(command.icon, tokens().muted), text) if command.icon else menu.addAction(text)
        act.setObjectName(command.id)
        act.triggered.connect(partial(_run, command))
    menu.popup(at)
    return menu


def _run(command: Command, _checked: bool = False) -> None:
    if command.when():
        command.run()
