"""The hint that a note only says that a solution is missing, and the question that gives it a reworded twin.

A quiet button beside the empty line, a command, and the inspector's button; nothing is ever stopped by it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from koosloome_desktop.canvases.draw_tree import roles_of
from koosloome_desktop.canvases.inputs import zone_spec
from koosloome_desktop.model.records import Note
from koosloome_desktop.operations import tree
from koosloome_desktop.operations.hints import missing_solution
from koosloome_desktop.services.commands import Command
from koosloome_desktop.support.errors import KoosloomeError
from koosloome_desktop.support.i18n import N_, _
from koosloome_desktop.views.branch_commands import PROBLEM
from koosloome_desktop.views.canvas_asking import Rung
from koosloome_desktop.views.canvas_commands import acted_on
from koosloome_desktop.views.count_words import short
from koosloome_desktop.views.modes import Job, Mode

if TYPE_CHECKING:
    from koosloome_desktop.views.canvas_page import CanvasPage

COMMAND: Final = "note.twin"
KEY: Final = "Ctrl+Shift+R"


def says_missing(page: CanvasPage, note: Note | None) -> bool:
    """Whether a note of a problem map states a missing solution and nobody answered yet what follows from it."""
    if note is None or note.form != "note" or page.presenter.canvas.type != PROBLEM:
        return False
    return bool(missing_solution(note.text)) and not tree.has_twin(page.workshop.document, note)


def hint_commands(page: CanvasPage) -> list[Command]:
    """The one command."""
    return [
        Command(COMMAND, N_("Say what follows from what is missing"), (KEY,), "circle-help", "note",
                lambda: says_missing(page, _meant(page)), lambda: page.asking.begin(ask_twin(page, _meant(page)))),
    ]  # fmt: skip


def _meant(page: CanvasPage) -> Note | None:
    return next((n for i in acted_on(page) if (n := page.verbs.note(i)) is not None), None)


def offer_hint(page: CanvasPage) -> None:
    """Show the button beside the line when the last note calls for it and nothing is being typed."""
    desk = page.desk
    writing = desk.mode == Mode.WRITE and desk.job == Job.ADD and page.presenter.writable
    wanted = writing and says_missing(page, page.verbs.note(desk.current))
    page.bar.offer(_("Says a solution is missing: what follows from it?") if wanted else "", KEY)


def ask_twin(page: CanvasPage, note: Note | None) -> Rung | None:
    """The question about a note; Enter puts the answer in its place and hangs the note under it."""
    if note is None:
        return None
    question = _("“{text}”: what follows from that, and for whom?").format(text=short(note.text, 60))

    def answer(text: str) -> Rung | None:
        made: list[str] = []
        built_in = zone_spec(page.presenter.canvas, note.zone)
        down = roles_of(page.presenter.variant)[2] if built_in is not None and built_in.single else ""
        try:
            page.workshop.run(N_("Reword note"), lambda tx: made.append(tree.twin(tx, note, text, down=down).id))
        except KoosloomeError as error:
            page.verbs.say(error.line())
            return now
        page.desk.current = made[0]
        page.verbs.announce(_("Added: {text}").format(text=text))
        return None

    now = Rung(_("Rewording"), short(note.text, 28), question, note.id, answer)
    return now
