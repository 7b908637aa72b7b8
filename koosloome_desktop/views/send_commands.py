"""Sending notes on to another canvas: one command a way, in palette and inspector; the toast offers to go there."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from koosloome_desktop.canvases.sending import WAYS, Sent, Way, place_of, send
from koosloome_desktop.model.records import Note
from koosloome_desktop.operations import queries
from koosloome_desktop.operations.parking import PARKING
from koosloome_desktop.services.commands import Command
from koosloome_desktop.support.errors import KoosloomeError
from koosloome_desktop.support.i18n import N_, _
from koosloome_desktop.views.canvas_commands import acted_on
from koosloome_desktop.views.canvas_words import canvas_title

if TYPE_CHECKING:
    from koosloome_desktop.model.document import Document
    from koosloome_desktop.model.transaction import Transaction
    from koosloome_desktop.views.canvas_page import CanvasPage


def send_commands(page: CanvasPage) -> list[Command]:
    """The ways that begin on this kind of canvas."""
    kind = page.presenter.canvas.type
    follow = [
        Command("note.onward", N_("Go to what came of it"), (), "arrow-right", "canvas",
                lambda: bool(_onward(page)), lambda: page.go.emit(_onward(page))),
        Command("note.back", N_("Go to where it comes from"), (), "arrow-left", "canvas",
                lambda: bool(_back(page)), lambda: page.go.emit(_back(page))),
    ]  # fmt: skip
    return [*follow, *(
        Command(f"note.send.{way.code}", way.label, (), way.icon, "note", partial(_can, page, way),
                partial(send_on, page, way))
        for way in WAYS if way.canvas in {"", kind}
    )]  # fmt: skip


def _notes(page: CanvasPage) -> list[Note]:
    return [n for i in acted_on(page) if (n := page.verbs.note(i)) is not None]


def _onward(page: CanvasPage) -> str:
    """What was made of the first note of those that are acted on, or of a wording folded into it: a note elsewhere, an
    action, a goal.
    """
    document = page.workshop.document
    for note in _notes(page):
        for one in (note.id, *(n.id for n in queries.wordings(document, note.id))):
            for user_id, field in document.pointing_at(one):
                if field in {"sources", "goal_sources"} and _stands(document, user_id):
                    return user_id
    return ""


def _back(page: CanvasPage) -> str:
    """The note from which the first of those that are acted on comes."""
    document = page.workshop.document
    return next((i for note in _notes(page) for i in note.sources if _stands(document, i)), "")


def place_name(document: Document, record_id: str) -> str:
    """What the place is called where something stands now: its canvas, or the parking lot; "" for nowhere."""
    canvas = place_of(document, record_id)
    if canvas is not None:
        return canvas_title(canvas, document.workshop.language)
    return _("Parked topics") if _parked(document, record_id) else ""


def _stands(document: Document, record_id: str) -> bool:
    """Whether one can go there: it stands on a canvas or in the parking lot."""
    return bool(place_name(document, record_id))


def _parked(document: Document, record_id: str) -> bool:
    record = document.find(record_id)
    return isinstance(record, Note) and record.form == PARKING


def _can(page: CanvasPage, way: Way) -> bool:
    return any(way.takes(page.workshop.document, n) for n in _notes(page))


def send_on(page: CanvasPage, way: Way) -> None:
    """Send the notes, one step, and say where they are now."""
    chosen = [n.id for n in _notes(page)]
    page.mouse.settle()
    document, lang = page.workshop.document, page.presenter.lang
    result = Sent()

    def work(tx: Transaction) -> None:
        nonlocal result
        result = send(tx, way, [n for i in chosen if (n := page.verbs.note(i)) is not None], lang)

    try:
        page.workshop.run(N_("Send on"), work)
    except KoosloomeError as error:
        page.verbs.say(error.line())
        return
    canvas, title = place_of(document, result.first), place_name(document, result.first)
    if not title:
        return
    told = _(way.done).format(place=title) if result.made else _("It is there already: “{place}”").format(place=title)
    if canvas is not None and canvas.id == page.canvas_id:
        page.toast.emit(told)
    else:
        page.sent.emit(told, result.first)
    page.refresh()
