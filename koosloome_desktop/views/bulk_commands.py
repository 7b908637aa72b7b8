"""Commands for several notes at once and for what lies between notes: merging and taking apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from koosloome_desktop.services.commands import Command
from koosloome_desktop.support.i18n import N_
from koosloome_desktop.views.canvas_commands import acted_on
from koosloome_desktop.views.cluster_menu import cluster_commands
from koosloome_desktop.views.modes import Mode

if TYPE_CHECKING:
    from koosloome_desktop.views.canvas_page import CanvasPage


def bulk_commands(page: CanvasPage) -> list[Command]:
    """Merge, take apart, link, park."""

    def some() -> bool:
        return bool(acted_on(page)) and page.presenter.writable

    def one() -> bool:
        return some() and len(page.order()) > 1

    return [
        Command("note.merge", N_("Merge into one"), ("Ctrl+M",), "merge", "note",
                lambda: page.verbs.can_merge(acted_on(page)), lambda: merge(page)),
        Command("note.separate", N_("Take apart again"), (), "split", "note",
                lambda: page.verbs.can_separate(acted_on(page)), lambda: separate(page)),
        Command("note.link", N_("Link to another note"), ("Ctrl+L",), "link", "note", one, lambda: link(page)),
        Command("note.park", N_("Park for later"), ("Ctrl+J",), "parking", "note", some, lambda: park(page)),
        *cluster_commands(page),
        *page.suggesting.commands(),
    ]  # fmt: skip


def merge(page: CanvasPage) -> None:
    """Ctrl+M: the selected notes become one, which has the ring then."""
    page.mouse.settle()
    made = page.verbs.merge(acted_on(page))
    if made:
        page.stage.fresh()
        page.modes.arrange(made)


def link(page: CanvasPage) -> None:
    """Ctrl+L: draw a link from the note with the ring; again: leave it."""
    if page.linking.active:
        page.linking.stop()
        page.refresh()
        return
    page.mouse.settle()
    found = acted_on(page)
    if found:
        page.linking.start(found[0])


def park(page: CanvasPage) -> None:
    """Ctrl+J: off to the parking lot; the ring goes to the note that follows."""
    page.mouse.settle()
    ids = acted_on(page)
    chosen = set(ids)
    at = next((n for n, i in enumerate(page.order()) if i in chosen), 0)
    arranging = page.desk.mode == Mode.ARRANGE
    if page.verbs.park(ids) and arranging:
        left = page.order()
        if not left or not page.modes.arrange(left[min(at, len(left) - 1)]):
            page.modes.write()


def separate(page: CanvasPage) -> None:
    """The notes that were folded into one come back, selected."""
    page.mouse.settle()
    back = page.verbs.separate(acted_on(page))
    if back:
        page.stage.fresh()
        page.modes.arrange(back[0], back)
