"""Finding the core sentence: up to three candidates side by side, a show of hands, one is chosen.

The line leads through it: Enter adds a candidate, an empty Enter goes on to the hands, a number is how many hands a
candidate got, the last question is which one it is. Esc leaves at any point; the candidates stay where they are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from koosloome_desktop.canvases.draw_tree import roles_of
from koosloome_desktop.model.records import Note
from koosloome_desktop.operations import notes as verbs
from koosloome_desktop.operations import queries, tree
from koosloome_desktop.services.commands import Command
from koosloome_desktop.support.errors import KoosloomeError
from koosloome_desktop.support.i18n import N_, _
from koosloome_desktop.views.canvas_asking import Rung
from koosloome_desktop.views.canvas_commands import acted_on
from koosloome_desktop.views.canvases.problem_map import TreePresenter
from koosloome_desktop.views.count_words import short

if TYPE_CHECKING:
    from koosloome_desktop.views.canvas_page import CanvasPage

MOST: Final = 3


def core_commands(page: CanvasPage) -> list[Command]:
    """Draft, count hands, choose; only where there is a core."""
    if not isinstance(page.presenter, TreePresenter):
        return []

    def several() -> bool:
        return len(candidates(page)) > 1

    def room() -> bool:
        return len(candidates(page)) < MOST

    return [
        Command("note.drafts", N_("Draft the core sentence: candidates side by side"), (), "pencil", "canvas", room,
                lambda: page.asking.begin(_draft(page))),
        Command("note.hands", N_("Show of hands for the candidates"), (), "users", "canvas", several,
                lambda: page.asking.begin(_hands(page, 0))),
        Command("note.core", N_("Choose it as the core problem"), (), "check", "note",
                lambda: _chosen(page) is not None, lambda: _choose(page, _chosen(page))),
    ]  # fmt: skip


def candidates(page: CanvasPage) -> list[Note]:
    """The notes that may be the core, in order."""
    zone = roles_of(page.presenter.variant)[1]
    return [n for n in page.presenter.notes() if n.zone == zone]


def _chosen(page: CanvasPage) -> Note | None:
    among = {n.id: n for n in candidates(page)}
    return next((among[i] for i in acted_on(page) if i in among), None) if len(among) > 1 else None


def _draft(page: CanvasPage) -> Rung:
    """Ask for the next candidate."""
    zone, known = roles_of(page.presenter.variant)[1], candidates(page)
    place = f"{len(known) + 1}/{MOST}"
    question = _("The problem in one sentence: what exactly, for whom, how often?")

    def answer(text: str) -> Rung | None:
        made: list[str] = []
        try:
            page.workshop.run(
                N_("Add note"), lambda tx: made.append(verbs.add_note(tx, page.canvas_id, text, zone=zone).id)
            )  # fmt: skip
        except KoosloomeError as error:
            page.verbs.say(error.line())
            return now
        page.desk.current = made[0]
        page.desk.target = page.presenter.settled(page.desk.target)
        return _draft(page) if len(candidates(page)) < MOST else _hands(page, 0)

    def skip() -> Rung | None:
        return _hands(page, 0)

    now = Rung(_("Core sentence"), place, question, known[-1].id if known else "", answer, skip)
    return now


def _hands(page: CanvasPage, at: int) -> Rung | None:
    """Ask how many hands a candidate gets; after the last one, which it is. None with fewer than two candidates."""
    among = candidates(page)
    if len(among) < 2:
        return None
    if at >= len(among):
        return _which(page)
    note = among[at]

    def answer(text: str) -> Rung | None:
        if not text.isdecimal() or int(text) > 9999:
            page.verbs.say(_("How many hands? A number is expected."))
            return now
        page.workshop.run(N_("Count hands"), lambda tx: tree.count_hands(tx, among, note, int(text)))
        return _hands(page, at + 1)

    def skip() -> Rung | None:
        return _hands(page, at + 1)

    question = _("How many hands for “{text}”?").format(text=" ".join(note.text.split()))
    now = Rung(_("Show of hands"), f"{at + 1}/{len(among)}", question, note.id, answer, skip)
    return now


def _which(page: CanvasPage) -> Rung:
    """Ask which candidate it is: a number, or Enter for the one with the most hands."""
    among = candidates(page)
    votes = queries.votes(page.workshop.document, page.canvas_id)
    best = max(among, key=lambda n: votes.get(n.id, 0))

    def answer(text: str) -> Rung | None:
        number = int(text) if text.isdecimal() else 0
        if not 1 <= number <= len(among):
            page.verbs.say(_("A number from 1 to {most} is expected.").format(most=len(among)))
            return now
        _choose(page, among[number - 1])
        return None

    def skip() -> Rung | None:
        _choose(page, best)
        return None

    told = " · ".join(f"{i}: {votes.get(n.id, 0)}" for i, n in enumerate(among, 1))
    question = _("Which one is it? A number, or Enter for “{text}”").format(text=short(best.text, 40))
    now = Rung(_("Core sentence"), told, question, best.id, answer, skip)
    return now


def _choose(page: CanvasPage, note: Note | None) -> None:
    """One step: the chosen one is the core, the others wait in the parking lot."""
    if note is None:
        return
    others = len(candidates(page)) - 1
    page.workshop.run(N_("Choose the core problem"), lambda tx: tree.choose_core(tx, note))
    page.desk.current = note.id
    page.toast.emit(
        _("The core problem is “{text}”; {count} wait in the parking lot.").format(
            text=short(note.text, 40), count=others
        )
    )
