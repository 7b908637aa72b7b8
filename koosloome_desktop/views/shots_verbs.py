"""The screens of what people do with existing notes, for `shots`: merged, linked, parked, found, grouped."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QPixmap

from koosloome_desktop.model.records import Cluster, Note
from koosloome_desktop.model.transaction import Transaction
from koosloome_desktop.operations import clusters, linking, merging, parking
from koosloome_desktop.views.canvas_page import CanvasPage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from koosloome_desktop.views.shots import Studio
    from koosloome_desktop.views.workshop_view import WorkshopView

Draw = Callable[["Studio"], QPixmap]


@contextmanager
def _board(studio: Studio, place: int = 0) -> Iterator[tuple[WorkshopView, CanvasPage]]:
    """A canvas of the sample; whatever is done to it is undone afterwards."""
    page, view = studio.open(place), studio.window.view
    if view is None or not isinstance(page, CanvasPage):
        raise LookupError("no board is open")
    depth = view.workshop.history.depth[0]
    try:
        yield view, page
    finally:
        while view.workshop.history.depth[0] > depth:
            view.workshop.undo()
        page.modes.write()
        studio.saved()


def _notes(page: CanvasPage, zone: str = "cause") -> list[Note]:
    found = [n for n in page.presenter.notes() if n.zone == zone]
    return found or page.presenter.notes()


def _with_panel(studio: Studio, view: WorkshopView) -> QPixmap:
    """The picture with the panel on the right in sight."""
    opened = not view.inspector_open()
    if opened:
        view.toggle_inspector()
    picture = studio.picture()
    if opened:
        view.toggle_inspector()
    return picture


def merged(studio: Studio) -> QPixmap:
    """Two notes are one; the panel has both wordings."""
    with _board(studio) as (view, page):
        two = [n.id for n in _notes(page)[3:5]]
        view.workshop.run("Merge notes", lambda tx: merging.merge(tx, two[0], two))
        page.go_to(two[0])
        return _with_panel(studio, view)


def _link(one: Note, other: Note, tx: Transaction) -> None:
    linking.toggle(tx, one, other)


def linked(studio: Studio) -> QPixmap:
    """Links of people's own over a tree, and one that is being drawn."""
    with _board(studio) as (view, page):
        found = _notes(page)
        for one, other in ((found[2], found[5]), (found[1], found[8])):
            view.workshop.run("Link notes", partial(_link, one, other))
        page.stage.fresh()
        page.linking.start(found[4].id)
        page.modes.arrange(found[7].id)
        picture = studio.picture()
        page.linking.stop()
        return picture


def parked(studio: Studio) -> QPixmap:
    """The page of parked topics, two of them from a canvas."""
    with _board(studio) as (view, page):
        two = [n.id for n in _notes(page)[2:4]]
        view.workshop.run("Park", lambda tx: parking.park(tx, two))
        view.open_canvas("parking", two[0])
        picture = studio.picture()
        view.open_canvas(page.canvas_id)
        return picture


def _found(*, filters: bool = False, replace: bool = False) -> Draw:
    def draw(studio: Studio) -> QPixmap:
        with _board(studio) as (view, _page):
            finder = view.finder
            finder.open(filters=filters, replace=replace)
            finder.panel.field.setText("maja")
            finder.panel.other.setText("hoone")
            finder.panel.dots.choose("yes" if filters else "")
            studio.settle()
            picture = studio.picture()
            finder.panel.dots.choose("")
            finder.close()
            return picture

    return draw


def several(studio: Studio) -> QPixmap:
    """Several notes set at once."""
    with _board(studio) as (view, page):
        notes = [*_notes(page)[1:3], *_notes(page, "effect")[:1]]
        page.modes.arrange(notes[0].id, [n.id for n in notes])
        return _with_panel(studio, view)


def cluster(studio: Studio) -> QPixmap:
    """A cluster with its history."""
    with _board(studio) as (view, page):
        every = view.workshop.document.within(Cluster, page.canvas_id)
        one, other = every[:2]
        view.workshop.run("Name cluster", lambda tx: clusters.rename(tx, one, f"{one.label} II"))
        view.workshop.run("Merge clusters", lambda tx: clusters.merge(tx, one, other))
        if not view.inspector_open():
            view.toggle_inspector()
        view.inspector.show_selection((one.id,))
        return studio.picture()


def suggested(studio: Studio) -> QPixmap:
    """Proposed groups."""
    with _board(studio, 1) as (_view, page):
        page.suggesting.open()
        studio.settle()
        picture = studio.picture()
        page.suggesting.close()
        return picture


VERBS: tuple[tuple[str, Draw], ...] = (
    ("merged", merged),
    ("linking", linked),
    ("parked", parked),
    ("find", _found()),
    ("find_filter", _found(filters=True)),
    ("find_replace", _found(replace=True)),
    ("several", several),
    ("cluster", cluster),
    ("suggested", suggested),
)
