"""Notes and actions of the open workshop as rows of the palette: choosing one goes to it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from koosloome_desktop.model.records import Action, Canvas, Note
from koosloome_desktop.services.commands import Command
from koosloome_desktop.support.i18n import N_
from koosloome_desktop.support.text import fold
from koosloome_desktop.views.canvas_words import canvas_icon

if TYPE_CHECKING:
    from koosloome_desktop.views.workshop_view import WorkshopView

FOUND: Final = "found."


def records_found(view: WorkshopView, wanted: str) -> list[Command]:
    """What has all the words of a folded text in it, canvas by canvas, that of the open canvas first."""
    words, document = wanted.split(), view.workshop.document
    found: list[Command] = []
    for canvas in sorted(view.canvases(), key=lambda c: c.id != view.current):
        found += [_row(view, canvas, n.id, N_("Note"), n.text) for n in document.within(Note, canvas.id)
                  if not n.merged_into and all(w in fold(n.text) for w in words)]  # fmt: skip
        found += [_row(view, canvas, a.id, N_("Action"), a.activity) for a in document.within(Action, canvas.id)
                  if all(w in fold(a.activity) for w in words)]  # fmt: skip
    return found


def _row(view: WorkshopView, canvas: Canvas, record: str, label: str, text: str) -> Command:
    return Command(
        f"{FOUND}{record}", label, icon=canvas_icon(canvas), group="canvas", run=partial(view.jump, record),
        detail=" ".join(text.split()),
    )  # fmt: skip
