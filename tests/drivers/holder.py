"""Another program that has the library of a window: a real process with the real lock, that writes what it is told."""

from __future__ import annotations

import contextlib
import subprocess
import sys
import textwrap

import pytest

from koosloome_desktop.services.library import LibraryService
from koosloome_desktop.support.errors import KoosloomeError, LibraryBusy
from koosloome_desktop.views.context import Ways
from koosloome_desktop.views.library_trouble import LibraryTrouble
from tests.drivers.waiting import PATIENCE
from tests.drivers.window import WindowDriver, settle

_HOLDER = """
    import sys
    from koosloome_desktop.model.records import Action, Note
    from koosloome_desktop.operations import actions, notes, queries
    from koosloome_desktop.services.library import LibraryService
    library = LibraryService.open(sys.argv[1])
    print("held", flush=True)

    def write(words):
        verb, _, rest = words.partition(" ")
        if verb == "create":
            library.create(rest)
            return
        # The one with the most in it: a sample, beside which others are empty.
        workshop = library.open_workshop(max(library.list(), key=lambda row: row.notes).id)
        canvas = queries.canvases(workshop.document)[0].id
        if verb == "act":
            plan = next(c.id for c in queries.canvases(workshop.document) if c.type == "action_plan")
            workshop.run("Add action", lambda tx: actions.add_actions(tx, plan, [{"activity": rest}]))
        elif verb == "remove":
            gone = next(n for n in workshop.document.of(Note) if n.text == rest)
            workshop.run("Delete", lambda tx: tx.remove(gone.id))
        else:
            workshop.run("Add note", lambda tx: notes.add_note(tx, canvas, rest, zone="cause"))
        workshop.close()

    for line in sys.stdin:
        write(line.strip())
        print("written", flush=True)
    library.close()
"""


class Holder:
    """The other program. `text` is a verb (``add``, ``act``, ``remove``, ``create``) and its text."""

    def __init__(self, folder: str) -> None:
        call = [sys.executable, "-c", textwrap.dedent(_HOLDER), folder]
        self.process = subprocess.Popen(call, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        assert self.process.stdout.readline() == "held\n"

    def writes(self, text: str) -> None:
        self.process.stdin.write(f"{text}\n")
        self.process.stdin.flush()
        assert self.process.stdout.readline() == "written\n"

    def ends(self) -> None:
        with contextlib.suppress(BrokenPipeError):
            self.process.stdin.close()
        assert self.process.wait(PATIENCE) == 0
        self.process.stdout.close()


def with_ways(driver: WindowDriver) -> WindowDriver:
    """A window that may open other libraries, to read too."""
    post = driver.dispatcher.post
    driver.ctx.ways = Ways(
        str(driver.window.library.folder),
        lambda place: LibraryService.open(place, post=post),
        read=lambda place: LibraryService.open(place, post=post, read_only=True),
    )
    return driver


def let_go(driver: WindowDriver) -> None:
    """The window loses its library."""
    window = driver.window
    window.home.set_library(None)
    window.library.close()
    window.library = None


def open_to_read(driver: WindowDriver, error: type[KoosloomeError] = LibraryBusy) -> list[str]:
    """Take that way out; what all the ways are called."""
    with pytest.raises(error) as caught:
        driver.ctx.ways.open(driver.ctx.ways.own)
    words: list[str] = []

    def act(dialog: LibraryTrouble) -> None:
        words.extend(one.text() for one in dialog.ways)
        dialog.ways[words.index("Ava lugemiseks")].click()

    driver.answer(LibraryTrouble, act, lambda: driver.window.library_failed(caught.value))
    settle()
    return words
