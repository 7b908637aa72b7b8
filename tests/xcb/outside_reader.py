"""Reads a window as a screen reader does, over the desktop's accessibility bus; prints what it found as JSON.

Run by the system's own Python, which has Debian's bindings for that bus, inside a session bus of its own:
``dbus-run-session -- /usr/bin/python3 outside_reader.py PYTHON FOLDER``. Knows nothing of the program but its process.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402

PATIENCE = 60.0
ACTED_ON = {
    "push button", "check box", "radio button", "text", "combo box", "spin button", "list", "list item", "table",
    "menu item", "slider", "dialog", "frame", "heading",
}  # fmt: skip
HEARD = (
    "object:state-changed:focused", "object:state-changed:selected", "object:text-changed:insert",
    "object:announcement", "object:children-changed:add",
)  # fmt: skip


class Reader:
    """The program and what is heard of it."""

    def __init__(self, python: str, folder: str) -> None:
        environment = os.environ | {"QT_QPA_PLATFORM": "xcb", "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1"}
        words = [python, "-m", "tests.xcb.read_program", folder]
        self.program = subprocess.Popen(
            words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment
        )
        self.events: list[list[str]] = []
        Atspi.init()
        # So that waiting for what does not come ends.
        GLib.timeout_add(20, lambda: True)
        self._listener = Atspi.EventListener.new(self._heard)
        for kind in HEARD:
            self._listener.register(kind)
        self._answer()

    def _heard(self, event: Atspi.Event) -> None:
        try:
            if event.source.get_process_id() != self.program.pid:
                return
            about = event.any_data
            words = about.get_name() if isinstance(about, Atspi.Accessible) else str(about)
            on = event.type.startswith("object:state-changed:") and not event.detail1
            self.events.append([event.type + (":off" if on else ""), event.source.get_role_name(), words])
        except GLib.Error:
            pass  # it is gone already

    def _answer(self) -> object:
        line = self.program.stdout.readline()
        if not line:
            raise SystemExit(f"the program ended: {self.program.wait()}")
        return json.loads(line)

    def order(self, words: str) -> object:
        """Have the program do something; what it says."""
        self.events.clear()
        self.program.stdin.write(words + "\n")
        self.program.stdin.flush()
        return self._answer()

    def hears(self, kind: str, words: str) -> bool:
        """Wait until an event of a kind about something with these words was heard."""
        give_up, loop = time.monotonic() + PATIENCE, GLib.MainContext.default()
        while time.monotonic() < give_up:
            loop.iteration(True)
            if any(e[0] == kind and words in e[2] for e in self.events):
                return True
        return False

    def root(self) -> Atspi.Accessible:
        """The program on the bus."""
        give_up = time.monotonic() + PATIENCE
        while time.monotonic() < give_up:
            desktop = Atspi.get_desktop(0)
            for number in range(desktop.get_child_count()):
                found = desktop.get_child_at_index(number)
                if found is not None and found.get_process_id() == self.program.pid:
                    return found
            GLib.MainContext.default().iteration(True)
        raise SystemExit("the program is not on the accessibility bus")

    def close(self) -> int:
        """End the program; its exit code."""
        self.program.stdin.close()
        return self.program.wait(PATIENCE)


def seen(node: Atspi.Accessible, held: list[Atspi.Accessible]) -> list[tuple[str, str, str]]:
    """(role, name, description) of everything in sight, from the top; the nodes themselves go to `held`."""
    held.append(node)
    found = [(node.get_role_name(), node.get_name(), node.get_description())]
    for number in range(node.get_child_count()):
        child = node.get_child_at_index(number)
        if child is not None and child.get_state_set().contains(Atspi.StateType.SHOWING):
            found += seen(child, held)
    return found


def walk(reader: Reader) -> dict[str, object]:
    """Every page once: what has no name, and whether each note is an item with a description."""
    nameless: list[str] = []
    lists: dict[str, list[int]] = {}
    orders = ["home", "open 0", "open 1", "open 2", "open 3", *(f"side {s}" for s in ("agenda", "people", "votes"))]
    for order in orders:
        notes = reader.order(order)
        nodes = seen(reader.root(), [])
        nameless += [f"{order}: {role}" for role, name, _d in nodes if role in ACTED_ON and not name.strip()]
        if notes:
            items = [n for n in nodes if n[0] == "list item" and n[2]]
            lists[order] = [int(str(notes)), len(items)]
    return {"nameless": nameless, "lists": lists, "headings": sum(n[0] == "heading" for n in nodes)}


def work(reader: Reader) -> dict[str, bool]:
    """What is heard while somebody works."""
    heard: dict[str, bool] = {}
    reader.order("open 0")
    reader.order("press Esc")
    for name, order, kind, words in (
        ("letters", "type Uus mõte", "object:text-changed:insert", "Uus mõte"),
        ("added", "press Return", "object:announcement", "Lisatud: Uus mõte"),
        ("focus", "press Down", "object:state-changed:focused", "Uus mõte"),
        ("deselected", "press Space", "object:state-changed:selected:off", "Uus mõte"),
        ("selected", "press Space", "object:state-changed:selected", "Uus mõte"),
        ("moved", "press Alt+Up", "object:announcement", "Tagajärjed, tase 1, 9/9"),
        ("voted", "press +", "object:announcement", "1 täpp käsitsi"),
        ("deleted", "press Del", "object:announcement", "Kustutatud: Uus mõte"),
        ("undone", "press Ctrl+Z", "object:announcement", "Tagasi võetud"),
        ("foreign", "foreign Teise märge", "object:children-changed:add", "Teise märge"),
    ):
        reader.order(order)
        heard[name] = reader.hears(kind, words)
    return heard


def reopen(reader: Reader, times: int) -> int:
    """Open and close pages while everything in them is held, and ask all of it again; how many nodes were asked."""
    asked = 0
    for turn in range(times):
        reader.order("open 0")
        if turn % 2:
            reader.order(f"side {('agenda', 'people', 'votes')[turn % 3]}")
        held: list[Atspi.Accessible] = []
        seen(reader.root(), held)
        reader.order("home")
        for node in held:
            asked += 1
            try:
                node.clear_cache()
                node.get_name(), node.get_role_name(), node.get_state_set(), node.get_parent(), node.get_child_count()
            except GLib.Error:
                pass  # it says that it is gone
    return asked


def main() -> None:
    reader = Reader(*sys.argv[1:3])
    told = {"walk": walk(reader), "work": work(reader), "asked": reopen(reader, 12)}
    told["exit"] = reader.close()
    print(json.dumps(told, ensure_ascii=False), flush=True)


if __name__ == "__main__":
    main()
