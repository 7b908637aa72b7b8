"""Turning problems into objectives: the tree is made or opened, and the line goes through the problems one by one.

It shows the next problem, Enter makes what was typed its twin, Enter or Tab without a text leaves it for later. What is
not turned yet stays outlined on the board, and a click on an outline turns that one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from koosloome_desktop.canvases.creating import add_objectives
from koosloome_desktop.canvases.draw_tree import OUTLINE, outline_id
from koosloome_desktop.model.records import Canvas, Note
from koosloome_desktop.operations import flipping
from koosloome_desktop.services.commands import Command
from koosloome_desktop.support.errors import KoosloomeError
from koosloome_desktop.support.i18n import N_, _
from koosloome_desktop.views.canvas_asking import Rung

if TYPE_CHECKING:
    from koosloome_desktop.views.canvas_page import CanvasPage

_TREES: Final = frozenset({"problem_tree"})


def flip_commands(page: CanvasPage) -> list[Command]:
    """Flip on a problem tree, go on on its objective tree."""
    canvas = page.presenter.canvas
    if canvas.type == "problem_map" and canvas.variant in _TREES:

        def any_problem() -> bool:
            return any(n.zone in flipping.ZONES for n in page.presenter.notes())

        return [Command("note.flip", N_("Turn problems into objectives"), (), "target", "canvas", any_problem,
                        lambda: flip(page))]  # fmt: skip
    if canvas.mirrors or canvas.variant == "objective_tree":
        return [Command("note.turn", N_("Go on turning problems into objectives"), (), "target", "canvas",
                        lambda: bool(_todo(page)), lambda: page.asking.begin(rung(page)))]  # fmt: skip
    return []


def flip(page: CanvasPage) -> None:
    """Open the objective tree, made with its ready twins when there is none, and ask for the first problem left."""
    document = page.workshop.document
    page.mouse.settle()
    mirror = flipping.objectives_of(document, page.canvas_id)
    if mirror is None:
        lang = page.presenter.lang
        page.workshop.run(N_("Turn into objectives"), lambda tx: add_objectives(tx, page.presenter.canvas, lang))
        mirror = flipping.objectives_of(document, page.canvas_id)
    if mirror is not None:
        page.wanted.emit(mirror.id, lambda there: there.asking.begin(rung(there)))


def _mirror(page: CanvasPage) -> Canvas | None:
    found = page.workshop.document.find(page.canvas_id)
    return found if isinstance(found, Canvas) and found.mirrors else None


def _todo(page: CanvasPage) -> list[Note]:
    mirror = _mirror(page)
    return flipping.unturned(page.workshop.document, mirror) if mirror is not None else []


def rung(page: CanvasPage, after: str = "", problem_id: str = "") -> Rung | None:
    """The question for a problem, else for the next one after `after`, round and round; None when all are turned."""
    mirror, todo = _mirror(page), _todo(page)
    if mirror is None or not todo:
        return None
    document = page.workshop.document
    problem = next((n for n in todo if n.id == problem_id), None) or _next(page, mirror, todo, after)

    def answer(text: str) -> Rung | None:
        try:
            page.workshop.run(N_("Turn into an objective"), lambda tx: flipping.turn(tx, mirror, problem, text))
        except KoosloomeError as error:
            page.verbs.say(error.line())
            return now
        twin = flipping.twins(document, mirror.id).get(problem.id)
        page.desk.current = twin.id if twin is not None else ""
        following = rung(page, after=problem.id)
        if following is None:
            page.toast.emit(_("All problems are turned into objectives."))
        return following

    def skip() -> Rung | None:
        return rung(page, after=problem.id)

    left, total = flipping.left_of(document, mirror)
    place = _("{left}/{total} to turn").format(left=left, total=total)
    question = _("“{text}” – how is it when this is solved?").format(text=" ".join(problem.text.split()))

    def again() -> Rung | None:
        return rung(page, problem_id=problem.id)

    now = Rung(_("Turning"), place, question, "", answer, skip, outline_id(problem.id), again)
    return now


def _next(page: CanvasPage, mirror: Canvas, todo: list[Note], after: str) -> Note:
    order = [n.id for n in flipping.problems(page.workshop.document, mirror.mirrors)]
    at = order.index(after) if after in order else -1
    return next((n for n in todo if order.index(n.id) > at), todo[0])


def outline_clicked(page: CanvasPage, x: float, y: float) -> bool:
    """A click at a point of the board (units) on an outline turns that problem; whether that was so."""
    for ghost in page.view.board.ghosts:
        if ghost.id.startswith(OUTLINE) and ghost.contains(x, y):
            page.asking.begin(rung(page, problem_id=ghost.id.removeprefix(OUTLINE)))
            return True
    return False
