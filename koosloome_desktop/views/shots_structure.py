"""The screens of the structure of a problem map that `shots` draws: marks, folds and limit, hint, objectives, core.

Each begins from the sample and puts it back as it was, step by step.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap

from koosloome_desktop.model.records import Note
from koosloome_desktop.model.transaction import Transaction
from koosloome_desktop.operations import tree
from koosloome_desktop.views.canvas_page import CanvasPage
from koosloome_desktop.views.canvases.presenter import Target
from koosloome_desktop.views.shots import Studio

_REACH = {"P02": "alone", "P07": "alone", "P05": "partners", "P12": "partners", "P10": "none"}
_TREND = {"P02": "growing", "P17": "growing", "P12": "same", "P09": "shrinking"}


def scene(begin: Callable[[Studio, CanvasPage], object]) -> Callable[[Studio], QPixmap]:
    """A picture of the first sample's problem map after `begin`; everything it did is undone."""

    def draw(studio: Studio) -> QPixmap:
        page, view = studio.open(0), studio.window.view
        if not isinstance(page, CanvasPage) or view is None:
            return studio.picture()
        before = view.workshop.document.digest()
        begin(studio, page)
        studio.settle()
        studio.saved()
        picture = studio.picture()
        view = studio.window.view or view  # a scene that opens the sample anew has another one
        now = view.page()
        if isinstance(now, CanvasPage):
            now.modes.escape()
        while view.workshop.document.digest() != before and view.workshop.undo() is not None:
            studio.settle()
        studio.window.toast.hide()
        studio.saved()
        return picture

    return draw


def marks(_studio: Studio, page: CanvasPage) -> None:
    """Reach and trend, a folded branch, another one beyond the limit."""
    ids = {n.code: n.id for n in page.presenter.notes()}

    def work(tx: Transaction) -> None:
        for code, value in _REACH.items():
            tree.mark(tx, [ids[code]], "reach", value)
        for code, value in _TREND.items():
            tree.mark(tx, [ids[code]], "trend", value)
        tree.mark(tx, [ids["P08"]], "bound", tree.OUT)
        tree.fold(tx, [ids["P05"]], closed=True)

    page.workshop.run("Mark note", work)
    page.go_to(ids["P12"])


def hint(_studio: Studio, page: CanvasPage) -> None:
    """A note that only says what is missing, and the quiet question beside the line."""
    page.desk.target = Target(zone="cause")
    page.verbs.add(["Majal puudub koduleht"], page.desk.target)
    made = next(n for n in page.presenter.notes() if n.text == "Majal puudub koduleht")
    page.desk.current = made.id
    page.stage.fresh()
    page.refresh()


def ladder(_studio: Studio, page: CanvasPage) -> None:
    """The line asks why of the note that was said last."""
    cause = next(n for n in page.presenter.notes() if n.code == "P03")
    page.modes.arrange(cause.id)
    page.modes.write()
    page.desk.target = page.presenter.of_note(cause)
    page.write_keys.aim("down")


def core(_studio: Studio, page: CanvasPage) -> None:
    """Three candidates and the show of hands."""
    page.ctx.commands.run("note.drafts")
    for text in ("Maja on avatud ainult siis, kui üks inimene saab tulla", "Õhtuti ei ole kohta, kus kokku saada"):
        page.asking.submit(text)
    page.asking.submit("7")


def flip(studio: Studio, page: CanvasPage) -> None:
    """The objective tree with what is turned and what is not."""
    page.ctx.commands.run("note.flip")
    studio.settle()


def sent(studio: Studio, _page: CanvasPage) -> None:
    """A pain that became a cause, and the way there."""
    there = studio.open(1)
    view = studio.window.view
    if isinstance(there, CanvasPage) and view is not None:
        pain = next(n for n in view.workshop.document.of(Note) if n.zone == "pain" and n.canvas == there.canvas_id)
        there.go_to(pain.id)
        there.view.setFocus(Qt.FocusReason.OtherFocusReason)
        there.ctx.commands.run("note.send.cause")
