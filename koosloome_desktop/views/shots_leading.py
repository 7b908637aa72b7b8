"""Pictures of leading a session: agreements and rounds, bells, moments, people and votes in their other states."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QPixmap

from koosloome_desktop.model.transaction import Transaction
from koosloome_desktop.operations import rounds
from koosloome_desktop.views.rounds.page import RoundsPage
from koosloome_desktop.views.shots import Studio
from koosloome_desktop.views.workshop_view import WorkshopView

Draw = Callable[[Studio], QPixmap]


def view_of(studio: Studio) -> WorkshopView:
    """The opened first sample."""
    studio.open(0)
    view = studio.window.view
    if view is None:
        raise LookupError("no workshop is open")
    return view


def _empty(tx: Transaction) -> None:
    tx.update(tx.document.workshop, agreements=(), check_in=None, check_out=None, feedback=None)


def _rounds(place: str, *, empty: bool = False) -> Draw:
    def draw(studio: Studio) -> QPixmap:
        view = view_of(studio)
        if empty:
            view.workshop.run("Edit note", _empty)
        view.open_canvas("rounds", place)
        page = view.page()
        if isinstance(page, RoundsPage) and not empty:
            if place in rounds.ROUNDS:
                page.desk.spoke(place, 12)
            page.focus_canvas()
        studio.settle()
        picture = studio.picture()
        if empty or place in rounds.ROUNDS:
            view.workshop.undo()
        return picture

    return draw


LEADING: tuple[tuple[str, Draw], ...] = (
    ("rounds_agreements", _rounds(rounds.AGREEMENTS)),
    ("rounds_empty", _rounds(rounds.AGREEMENTS, empty=True)),
    ("rounds_check_in", _rounds(rounds.CHECK_IN)),
    ("rounds_feedback", _rounds(rounds.FEEDBACK)),
    ("rounds_feedback_empty", _rounds(rounds.FEEDBACK, empty=True)),
)
