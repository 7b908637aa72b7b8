"""Pictures of what a journey does: walked through, asking for a word, side by side, its panel, its tray."""

from __future__ import annotations

from PySide6.QtGui import QPixmap

from koosloome_desktop.model.records import Note
from koosloome_desktop.views.canvas_page import CanvasPage
from koosloome_desktop.views.page import go_to
from koosloome_desktop.views.shots import Studio
from koosloome_desktop.views.shots_variants import open_variant


def _open(studio: Studio, variant: str) -> CanvasPage:
    page = open_variant(studio, "journey_map", variant)
    if not isinstance(page, CanvasPage):
        raise TypeError("a journey has a canvas page")
    return page


def _run(studio: Studio, *commands: str) -> None:
    for command in commands:
        studio.window.ctx.commands.run(command)
        studio.settle()


def _note(page: CanvasPage, zone: str, stage: str) -> Note:
    return next(n for n in page.presenter.notes() if (n.zone, n.stage) == (zone, stage))


def walk(studio: Studio) -> QPixmap:
    """The fourth stage of a walk, large."""
    page = _open(studio, "current_state")
    _run(studio, "walk.start", "walk.next", "walk.next", "walk.next")
    picture = studio.picture()
    page.walking.stop()
    return picture


def word(studio: Studio) -> QPixmap:
    """The line asks for the feeling that + raised in one word."""
    page = _open(studio, "current_state")
    go_to(page, _note(page, "pain", "S4").id)
    studio.settle()
    page.bump(page.desk.focus, 1)
    picture = studio.picture()
    page.modes.escape()
    _undo(studio)
    return picture


def beside(studio: Studio) -> QPixmap:
    """As it is and as wished side by side."""
    _open(studio, "current_state")
    _run(studio, "journey.beside")
    picture = studio.picture()
    _undo(studio)
    return picture


def panel(studio: Studio) -> QPixmap:
    """The stage of a note in the panel."""
    page = _open(studio, "engagement")
    go_to(page, _note(page, "pain", "S4").id)
    view = studio.window.view
    if view is not None and not view.inspector_open():
        view.toggle_inspector()
    picture = studio.picture()
    if view is not None and not view.docked():
        view.leave_inspector()
    return picture


def tray(studio: Studio) -> QPixmap:
    """The notes of a stage that was deleted wait in a column of their own."""
    page = _open(studio, "service_blueprint")
    page.modes.write()
    _run(studio, "stage.delete")
    studio.window.toast.hide()
    picture = studio.picture()
    _undo(studio)
    return picture


def _undo(studio: Studio) -> None:
    view = studio.window.view
    if view is not None:
        view.workshop.undo()
        studio.saved()
    studio.window.toast.hide()
