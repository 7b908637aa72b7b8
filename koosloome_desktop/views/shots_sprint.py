"""Pictures of a sprint's next iteration and of figures offered as indicators; what they write is taken back."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QPushButton, QScrollArea

from koosloome_desktop.model.records import Action
from koosloome_desktop.model.transaction import Transaction
from koosloome_desktop.operations import actions, notes, queries
from koosloome_desktop.operations.iterations import later, next_iteration
from koosloome_desktop.views.shots_review import BUS

if TYPE_CHECKING:
    from koosloome_desktop.views.shots import Studio
    from koosloome_desktop.views.workshop_view import WorkshopView


def _scene(place: int, act: Callable[[Studio, WorkshopView], object]) -> Callable[[Studio], QPixmap]:
    def draw(studio: Studio) -> QPixmap:
        studio.open(place, BUS)
        view = studio.window.view
        if view is None:
            raise LookupError(BUS)
        before, beside = view.workshop.document.digest(), view.inspector_open()
        act(studio, view)
        if not view.inspector_open():
            view.toggle_inspector()
        studio.settle()
        studio.saved()
        _to_offers(view)
        picture = studio.picture()
        if view.inspector_open() != beside:
            view.toggle_inspector()
        while view.workshop.document.digest() != before and view.workshop.undo() is not None:
            studio.settle()
        studio.window.toast.hide()
        studio.saved()
        return picture

    return draw


def _to_offers(view: WorkshopView) -> None:
    """Where figures are offered, they are in sight."""
    area = view.inspector.findChild(QScrollArea)
    offers = [b for b in view.inspector.findChildren(QPushButton) if b.property("offer")]
    if area is not None and offers:
        area.ensureWidgetVisible(offers[-1], 0, 40)


def _begun(studio: Studio, work: Callable[[WorkshopView, Transaction], object]) -> None:
    view = studio.window.view
    if view is None:
        raise LookupError(BUS)
    shown = view.current
    view.workshop.run("Begin the next iteration", next_iteration)
    newer = later(view.workshop.document, shown)
    if newer is not None:
        view.open_canvas(newer.id)
    studio.settle()
    view.workshop.run("Edit action", lambda tx: work(view, tx))
    studio.settle()


def _map(studio: Studio, _view: WorkshopView) -> None:
    def work(view: WorkshopView, tx: Transaction) -> None:
        found = queries.notes(tx.document, view.current)
        notes.reword(tx, found[0], "Sõit tuleb tellida neli päeva ette; katsetuse ajal piisab ühest")
        notes.add_note(tx, view.current, "Koordinaator päevakeskuses", zone=found[3].zone)
        notes.delete_notes(tx, [found[1].id])

    _begun(studio, work)


def _plan(studio: Studio, _view: WorkshopView) -> None:
    def work(view: WorkshopView, tx: Transaction) -> None:
        rows = queries.actions(tx.document, view.current)
        actions.set_fields(tx, rows[0], {"status": "done", "spent": 14_000})
        actions.set_due(tx, rows[2], "2026-12-15")
        actions.add_action(tx, view.current, "Hinna arvutuse avalik arutelu", owner_role="finantsspetsialist")

    _begun(studio, work)


def _figures(studio: Studio, view: WorkshopView) -> None:
    row = next(a for a in view.workshop.document.of(Action) if a.code == "A1")
    said = {"indicator": "", "result": "neli koolitust, 80 inimest"}
    view.workshop.run("Edit action", lambda tx: actions.set_fields(tx, row, said))
    view.open_canvas(row.canvas, row.id)
    studio.settle()


SPRINT: Final = (
    ("sprint_map", _scene(0, _map)),
    ("sprint_plan", _scene(3, _plan)),
    ("plan_figures", _scene(3, _figures)),
)
