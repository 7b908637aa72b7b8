"""Pictures of what leads a room: votes by hands."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtGui import QPixmap

from koosloome_desktop.model.records import Ballot
from koosloome_desktop.model.transaction import Transaction
from koosloome_desktop.operations import ballots
from koosloome_desktop.views.shots import Studio
from koosloome_desktop.views.votes.page import VotePage
from koosloome_desktop.views.votes.setup import Begin

Draw = Callable[[Studio], QPixmap]


def _votes(show: Callable[[VotePage], object]) -> Draw:
    def draw(studio: Studio) -> QPixmap:
        studio.open(0)
        view = studio.window.view
        if view is None:
            raise LookupError("no workshop is open")
        known = {b.id for b in view.workshop.document.of(Ballot)}
        view.open_canvas("votes")
        page = view.page()
        if not isinstance(page, VotePage):
            raise TypeError("the votes are not in sight")
        page.another()
        studio.settle()
        show(page)
        studio.settle()
        picture = studio.picture()
        gone = [b.id for b in view.workshop.document.of(Ballot) if b.id not in known]
        view.workshop.run("Remove", partial(_remove, gone))
        return picture

    return draw


def _remove(ids: list[str], tx: Transaction) -> None:
    for record in ids:
        tx.remove(record)


def _count(page: VotePage) -> None:
    if page.setup is None:
        return
    chosen = page.setup.chosen()
    if chosen is None:
        return
    page.begin(Begin(page.setup.canvas_id(), chosen.targets, chosen.text, 15, 3, hidden=False))
    ballot = page.round()
    if ballot is None or page.counting is None:
        return
    for row, number in zip(page.counting.rows, (9, 6, 5, 6, 3, 2, 1), strict=False):
        target = row.target
        page.workshop.run("Count dots", partial(_dots, ballot, target, number))
    page.counting.go_to(page.counting.rows[min(3, len(page.counting.rows) - 1)])


def _dots(ballot: Ballot, target: str, number: int, tx: Transaction) -> None:
    ballots.count(tx, ballot, target, number)


def _result(page: VotePage) -> None:
    _count(page)
    page.close_round()


ROOM: tuple[tuple[str, Draw], ...] = (
    ("votes_setup", _votes(lambda _page: None)),
    ("votes_count", _votes(_count)),
    ("votes_result", _votes(_result)),
)
