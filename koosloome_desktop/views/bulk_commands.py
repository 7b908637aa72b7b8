"""Commands for several notes at once and for what lies between notes: merging and taking apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from koosloome_desktop.services.commands import Command
from koosloome_desktop.support.i18n import N_
from koosloome_desktop.views.canvas_commands import acted_on

if TYPE_CHECKING:
    from koosloome_desktop.views.canvas_page import CanvasPage


def bulk_commands(page: CanvasPage) -> list[Command]:
    """Merge, take apart."""
    return [
        Command("note.merge", N_("Merge into one"), ("Ctrl+M",), "merge", "note",
                lambda: page.verbs.can_merge(acted_on(page)), lambda: merge(page)),
        Command("note.separate", N_("Take apart again"), (), "split", "note",
                lambda: page.verbs.can_separate(acted_on(page)), lambda: separate(page)),
    ]  # fmt: skip


def merge(page: CanvasPage) -> None:
    """Ctrl+M: the selected notes become one, which has the ring then."""
    page.mouse.settle()
    made = page.verbs.merge(acted_on(page))
    if made:
        page.stage.fresh()
        page.modes.arrange(made)


def separate(page: CanvasPage) -> None:
    """The notes that were folded into one come back, selected."""
    page.mouse.settle()
    back = page.verbs.separate(acted_on(page))
    if back:
        page.stage.fresh()
        page.modes.arrange(back[0], back)
