"""Commands of single variants of the problem map: what if a factor were gone, the chosen wording, whose voice is
missing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from koosloome_desktop.canvases.draw_problem import strengths
from koosloome_desktop.canvases.questions import adopt, listed
from koosloome_desktop.canvases.voices import missing_voices
from koosloome_desktop.operations import queries
from koosloome_desktop.services.commands import Command
from koosloome_desktop.support.i18n import N_, _
from koosloome_desktop.views.canvas_commands import acted_on
from koosloome_desktop.views.canvases.problem_axes import AxesPresenter
from koosloome_desktop.views.canvases.problem_forms import ForcesPresenter, choice, ordered

if TYPE_CHECKING:
    from koosloome_desktop.model.records import Note
    from koosloome_desktop.views.canvas_page import CanvasPage
    from koosloome_desktop.views.canvases.places import Change

_WORDINGS = frozenset({"questions", "sentence", "sheet"})


def problem_commands(page: CanvasPage) -> list[Command]:
    """What this canvas offers besides what every canvas does."""
    presenter = page.presenter
    if presenter.variant is None:
        return []
    found = []
    if presenter.canvas.type == "problem_map":
        found.append(
            Command("canvas.voices", N_("Whose voice is missing?"), (), "users", "canvas", lambda: True,
                    lambda: page.toast.emit(voices_told(page)))
        )  # fmt: skip
    if isinstance(presenter, AxesPresenter):
        found.append(
            Command("canvas.trails", N_("Forget where notes stood before"), (), "eye-off", "canvas",
                    lambda: bool(presenter.first), lambda: forget_trails(page))
        )  # fmt: skip
    if isinstance(presenter, ForcesPresenter):
        found.append(
            Command("note.what_if", N_("What if we weaken this?"), ("Ctrl+B",), "eye-off", "note",
                    lambda: any(presenter.weighs(n) for n in _chosen(page)), lambda: what_if(page))
        )  # fmt: skip
    if presenter.variant.layout in _WORDINGS:
        found.append(
            Command("note.choose", N_("This is the wording we choose, or not any more"), ("Ctrl+B",), "check", "note",
                    lambda: bool(_chosen(page)), lambda: choose(page))
        )  # fmt: skip
    if presenter.variant.layout in {"questions", "forces"}:
        title = N_("Order by strength") if isinstance(presenter, ForcesPresenter) else N_("Order by dots")
        found.append(
            Command("canvas.order", title, (), "arrow-down", "canvas", lambda: _order(page) is not None,
                    lambda: order(page))
        )  # fmt: skip
    if presenter.variant.layout == "questions":
        found.append(
            Command("canvas.questions", N_("Bring the listed questions onto the canvas"), (), "list-checks", "canvas",
                    lambda: bool(listed(page.workshop.document, page.canvas_id)), lambda: take_questions(page))
        )  # fmt: skip
    return found


def touched(page: CanvasPage, x: float, y: float) -> bool:
    """A click at a point beside the notes (units) sets what is drawn there, an arrow's length; whether it did."""
    found = page.presenter.touched(page.view.board, x, y)
    if found is None:
        return False
    change, told = found
    page.workshop.run(N_("Change value"), change)
    page.verbs.announce(told)
    return True


def forget_trails(page: CanvasPage) -> None:
    """The trails of moved notes go away."""
    if isinstance(page.presenter, AxesPresenter):
        page.presenter.forget_trails()
        page.stage.again()


def _order(page: CanvasPage) -> Change | None:
    document, canvas = page.workshop.document, page.presenter.canvas
    forces = isinstance(page.presenter, ForcesPresenter)
    return ordered(page.presenter, strengths(document, canvas) if forces else queries.votes(document, canvas.id))


def order(page: CanvasPage) -> None:
    """The strongest factors, or the questions with the most dots, first; one step."""
    change = _order(page)
    if change is not None:
        page.workshop.run(N_("Order notes"), change)


def take_questions(page: CanvasPage) -> None:
    """Questions that stand in the list only become notes."""
    page.workshop.run(N_("Bring questions"), lambda tx: adopt(tx, page.presenter.canvas))


def _chosen(page: CanvasPage) -> list[Note]:
    return [n for i in acted_on(page) if (n := page.verbs.note(i)) is not None]


def what_if(page: CanvasPage) -> None:
    """Set factors aside, or take them in again, and hear what the balance says; nothing is stored."""
    presenter = page.presenter
    if not isinstance(presenter, ForcesPresenter):
        return
    presenter.set_aside(acted_on(page))
    page.stage.again()
    page.verbs.announce(presenter.verdict())  # the bar on the board says it too


def choose(page: CanvasPage) -> None:
    """Mark the wording of the note as chosen, or take the mark away."""
    note = next(iter(_chosen(page)), None)
    found = choice(page.presenter, note, not note.chosen) if note is not None else None
    if found is not None:
        change, told = found
        page.workshop.run(N_("Choose wording"), change)
        page.verbs.announce(told)


def voices_told(page: CanvasPage) -> str:
    """Which parties in the room have no note on this canvas yet."""
    missing = missing_voices(page.workshop.document, page.canvas_id)
    if missing is None:
        return _("Notes have no group yet, or participants no sector: who is missing cannot be told.")
    if not missing:
        return _("Every party in the room has a note here. Who is not in the room?")
    return _("Not heard here yet: {names}").format(names=", ".join(missing))
