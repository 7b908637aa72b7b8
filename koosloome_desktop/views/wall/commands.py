"""The wall's commands for the table, and the menu of the lamp in the top bar: the same for the mouse."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from koosloome_desktop.services.commands import Command
from koosloome_desktop.support.i18n import N_, _
from koosloome_desktop.views.key_words import shown_key
from koosloome_desktop.views.plain import mnemonic_free
from koosloome_desktop.views.wall.show import FACES

if TYPE_CHECKING:
    from koosloome_desktop.views.wall.control import WallControl


def wall_commands(control: WallControl) -> list[Command]:
    """What can be done with the wall. PgUp and PgDn are the wall's only while there is one: else tables scroll by them
    (keys.md section 3).
    """

    def on() -> bool:
        return control.on

    def walled() -> bool:
        return control.wall is not None

    def held() -> bool:
        return control.wall is not None and bool(control.wall.picture.changes)

    keys = (("PgDown",), ("PgUp",)) if control.on else ((), ())
    found = [
        Command("window.wall", N_("Wall on or off"), ("F5",), "projector", "view", run=control.toggle),
        Command("window.wall_beside", N_("Wall in a window, for a video call"), (), "projector", "view",
                lambda: not walled(), control.open_beside),
        Command("window.wall_light", N_("Show the chosen note large, or what I look at"), ("Shift+F5",), "maximize",
                "view", on, control.light),
        Command("window.wall_hold", N_("Hold the wall, or let it go"), ("F9",), "pause", "view", on, control.hold),
        Command("window.wall_one", N_("Let one change onto the held wall"), (), "play", "view", held, control.let_one),
        Command("window.wall_blank", N_("Empty wall, or the picture again"), ("Ctrl+.",), "eye-off", "view", on,
                control.blank),
        Command("window.wall_next", N_("Next page of the wall"), keys[0], "arrow-right", "view", on,
                partial(control.turn, 1)),
        Command("window.wall_back", N_("Page back on the wall"), keys[1], "arrow-left", "view", on,
                partial(control.turn, -1)),
        Command("window.wall_dark", N_("Dark or light wall"), (), "moon", "view",
                run=partial(flip, control, "wall_dark")),
        Command("window.wall_calm", N_("Calm wall for a weak projector, or the usual one"), (), "sun", "view",
                run=partial(flip, control, "wall_calm")),
        Command("window.wall_setup", N_("Try the projector: size of text, remote …"), (), "projector", "view",
                run=partial(set_up, control)),
        Command("window.wall_text", N_("Write a text for the wall …"), (), "projector", "view",
                run=partial(write, control)),
    ]  # fmt: skip
    for face, words in FACES.items():
        run = partial(control.choose, face) if face != "text" else partial(control.choose, "text", control.own_text)
        found.append(
            Command(f"window.wall.{face}", N_("Show on the wall"), (), "projector", "view", run=run,
                    detail=partial(_, words))
        )  # fmt: skip
    return found


def flip(control: WallControl, setting: str) -> None:
    """Turn a setting of the wall round."""
    settings = control.window.ctx.settings
    settings.change(**{setting: not getattr(settings.values, setting)})


def set_up(control: WallControl) -> None:
    """The projector check: its picture on the wall, the numbers on the scribe's screen."""
    from koosloome_desktop.views.wall.setup import WallSetup

    dialog = WallSetup(control)
    dialog.exec()
    dialog.deleteLater()


def write(control: WallControl) -> None:
    """Ask for a text and show it, large."""
    from koosloome_desktop.views.wall.setup import TextForWall

    dialog = TextForWall(control.own_text, control.window)
    if dialog.exec() == TextForWall.DialogCode.Accepted and dialog.text():
        control.own_text = dialog.text()
        control.choose("text", control.own_text)
    dialog.deleteLater()


def lamp_menu(control: WallControl) -> QMenu:
    """What the lamp offers while the wall is up: the faces, the one that stays marked; hold, blank, look, off."""
    menu = QMenu(control.window)
    table = control.window.ctx.commands
    chosen = control.show.face if control.show is not None else "auto"
    for face, words in FACES.items():
        entry = QAction(mnemonic_free(_(words)), menu)
        entry.setCheckable(True)
        entry.setChecked(face == chosen)
        entry.triggered.connect(lambda _checked=False, f=face: table.run(f"window.wall.{f}"))
        menu.addAction(entry)
        if face == "auto":
            menu.addSeparator()
    menu.addSeparator()
    for command_id in ("wall_text", "wall_light", "wall_hold", "wall_one", "wall_blank", "wall_dark", "wall_calm",
                       "wall_setup", "wall"):  # fmt: skip
        command = table.find(f"window.{command_id}")
        if command is None or not command.when():
            continue
        key = shown_key(command.shortcut) if command.shortcut else ""
        entry = QAction(mnemonic_free(command.title) + (f"\t{key}" if key else ""), menu)
        entry.triggered.connect(lambda _checked=False, i=command.id: table.run(i))
        menu.addAction(entry)
    return menu


def press_lamp(control: WallControl) -> None:
    """A click on the lamp: puts the wall up; while it is up nothing happens to it by one click, a menu opens."""
    button = control.window.top.button("wall")
    if not control.on or button is None:
        control.toggle()
        return
    pop_menu(control, button)


def pop_menu(control: WallControl, below: QWidget) -> None:
    """Open the wall's menu under a button."""
    menu = lamp_menu(control)
    menu.exec(below.mapToGlobal(QPoint(0, below.height() + 4)))
    menu.deleteLater()
