"""The command table: menus, buttons, the palette, the key sheet and tests all come from it.

A `Command` is data and two functions; nothing here knows Qt. Shortcuts are Qt's portable text (``Ctrl+K``,
``Ctrl+PgUp``, ``F6``), the first one is shown. Labels are English message ids, translated when they are shown.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from koosloome_desktop.support.i18n import N_, _

#: Groups in the order in which the palette and the key sheet list them.
GROUPS: Final = (
    ("workshop", N_("Workshop")),
    ("canvas", N_("Canvas")),
    ("note", N_("Note")),
    ("plan", N_("Action plan")),
    ("edit", N_("Editing")),
    ("view", N_("View")),
    ("help", N_("Help")),
)


def _always() -> bool:
    return True


def _nothing() -> None:
    return None


@dataclass(frozen=True, slots=True)
class Command:
    """One thing a person can do. `when` says whether it can be done now, `detail` adds a name that is no message id."""

    id: str
    label: str
    shortcuts: tuple[str, ...] = ()
    icon: str = ""
    group: str = "view"
    when: Callable[[], bool] = _always
    run: Callable[[], None] = _nothing
    detail: str | Callable[[], str] = ""
    """Text shown after the label as it is, e.g. a canvas's title; a function where it changes."""

    @property
    def title(self) -> str:
        """The label in the interface's language, with the detail."""
        word = _(self.label)
        detail = self.detail() if callable(self.detail) else self.detail
        return f"{word}: {detail}" if detail else word

    @property
    def shortcut(self) -> str:
        """The shortcut that is shown, or ``""``."""
        return self.shortcuts[0] if self.shortcuts else ""


class DoubleBinding(ValueError):
    """Two commands that can be active at once want one shortcut: a bug of whoever added the second."""


class CommandTable:
    """Commands by id, in the order of adding; pages add theirs when they open and take them away when they close."""

    def __init__(self) -> None:
        self._commands: dict[str, Command] = {}
        self._keys: dict[str, str] = {}
        self._listeners: list[Callable[[], None]] = []
        self._later: dict[str, Callable[[], object]] = {}
        self._settling = False

    def later(self, name: str, change: Callable[[], object]) -> None:
        """Have `change` put commands in or take them away before anybody next looks into the table, at the latest at
        `settle`; an earlier change of the same name is forgotten.

        For what is wanted when somebody presses a key or opens the palette, not while a page comes into sight: the
        commands of a canvas and of the window around it are three hundred, and thirty modules stand behind them.
        """
        self._later.pop(name, None)
        self._later[name] = change

    def settle(self) -> None:
        """Make what was put off, in the order in which it was."""
        if self._settling:
            return
        self._settling = True
        try:
            while self._later:
                self._later.pop(next(iter(self._later)))()
        finally:
            self._settling = False

    def add(self, *commands: Command) -> None:
        """Add commands, replacing those of the same id; DoubleBinding when a shortcut is taken by another id."""
        self.settle()
        for command in commands:
            self._release(command.id)
            for key in command.shortcuts:
                owner = self._keys.get(key.lower())
                if owner is not None:
                    raise DoubleBinding(f"{key} belongs to {owner}, {command.id} cannot have it")
            self._commands[command.id] = command
            self._keys.update({key.lower(): command.id for key in command.shortcuts})
        self._tell()

    def remove(self, *ids: str) -> None:
        """Take commands away; an unknown id is nothing."""
        self.settle()
        for command_id in ids:
            self._release(command_id)
            self._commands.pop(command_id, None)
        self._tell()

    def replace_group(self, prefix: str, commands: Iterable[Command]) -> None:
        """Take away every command whose id starts with `prefix` and add these instead, telling listeners once."""
        self.settle()
        for command_id in [i for i in self._commands if i.startswith(prefix)]:
            self._release(command_id)
            del self._commands[command_id]
        self.add(*commands)

    def swap(self, gone: Iterable[str], commands: Iterable[Command]) -> None:
        """Take the commands of these ids away and add others, telling listeners once: another page comes into sight."""
        self.settle()
        for command_id in gone:
            self._release(command_id)
            self._commands.pop(command_id, None)
        self.add(*commands)

    def _release(self, command_id: str) -> None:
        old = self._commands.get(command_id)
        for key in old.shortcuts if old else ():
            self._keys.pop(key.lower(), None)

    def all(self) -> tuple[Command, ...]:
        """Every command, in the order of adding."""
        self.settle()
        return tuple(self._commands.values())

    def __iter__(self) -> Iterator[Command]:
        return iter(self.all())

    def by_id(self, command_id: str) -> Command:
        """The command; KeyError when there is none of that id."""
        self.settle()
        return self._commands[command_id]

    def find(self, command_id: str) -> Command | None:
        """The command, or None."""
        self.settle()
        return self._commands.get(command_id)

    def shortcuts(self) -> dict[str, str]:
        """Portable shortcut text → command id, for all commands, whether they can run now or not."""
        return {key: c.id for c in self.all() for key in c.shortcuts}

    def run(self, command_id: str) -> bool:
        """Run a command if it can be run now; whether it was."""
        command = self.find(command_id)
        if command is None or not command.when():
            return False
        command.run()
        return True

    def on_change(self, listener: Callable[[], None]) -> Callable[[], None]:
        """Call `listener` after commands came or went; returns the way to stop."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def _tell(self) -> None:
        for listener in tuple(self._listeners):
            listener()
