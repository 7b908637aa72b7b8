"""Pictures of what leads a room: the agenda, people, votes by hands."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import partial

from PySide6.QtGui import QPixmap

from koosloome_desktop.model.records import AgendaItem, Ballot
from koosloome_desktop.model.transaction import Transaction
from koosloome_desktop.operations import agenda, ballots
from koosloome_desktop.support.clock import FixedClock
from koosloome_desktop.views.people.dividing import DivideDialog
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
        view.workshop.run("Edit note", partial(_remove, gone))
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


def _agenda(minute: int | None) -> Draw:
    def draw(studio: Studio) -> QPixmap:
        studio.open(0)
        view = studio.window.view
        if view is None:
            raise LookupError("no workshop is open")
        clock, leading = studio.window.ctx.clock, view.leading
        before = clock.now()
        session = leading.session()
        steps = 0
        if minute is not None and session is not None and isinstance(clock, FixedClock):
            items = agenda.blocks(view.workshop.document, session.id)
            begin = agenda.moment(session.date, session.start, view.workshop.document.workshop.zone)
            if begin is not None:
                for at, item in ((0, items[0]), (17, items[1]), (33, items[2]), (47, items[3])):
                    clock.at = begin + timedelta(minutes=at)
                    leading.start(item)
                    steps += 1
                clock.at = begin + timedelta(minutes=minute)
        view.open_canvas("agenda")
        studio.settle()
        studio.window.refresh_shell()
        studio.settle()
        picture = studio.picture()
        for _step in range(steps):
            view.workshop.undo()
        if isinstance(clock, FixedClock):
            clock.at = before
        return picture

    return draw


def _people(studio: Studio) -> QPixmap:
    studio.open(0)
    view = studio.window.view
    if view is None:
        raise LookupError("no workshop is open")
    view.open_canvas("people")
    studio.settle()
    return studio.picture()


def _dividing(studio: Studio) -> QPixmap:
    studio.open(0)
    view = studio.window.view
    if view is None:
        raise LookupError("no workshop is open")
    view.open_canvas("people")
    dialog = DivideDialog(view.workshop, parent=studio.window)
    dialog.seed = 4711
    dialog.mix.toggle()
    dialog.mix.toggle()
    return studio.picture(dialog)


def _tables(*, pairs: bool) -> Draw:
    """Groups drawn with table hosts, buddies or a rule that does not hold, on the page and in the dialog."""

    def draw(studio: Studio) -> QPixmap:
        studio.open(0)
        view = studio.window.view
        if view is None:
            raise LookupError("no workshop is open")
        view.open_canvas("people")
        before = len(view.workshop.document.workshop.groupings)
        for two in (False, True):
            dialog = DivideDialog(view.workshop, pairs=two, parent=studio.window)
            dialog.seed = 4711
            dialog.tables.setChecked(True)
            dialog.rule.setCurrentIndex(1)
            dialog.accept()
            dialog.deleteLater()
        studio.settle()
        if pairs:
            picture = studio.picture()
        else:
            again = DivideDialog(view.workshop, parent=studio.window)
            again.seed = 4712
            again.groups.setText("3")
            picture = studio.picture(again)
        while len(view.workshop.document.workshop.groupings) > before:
            view.workshop.undo()
        return picture

    return draw


def _choosing(studio: Studio) -> QPixmap:
    studio.open(0)
    view = studio.window.view
    if view is None:
        raise LookupError("no workshop is open")
    blocks = [i.id for i in view.workshop.document.of(AgendaItem)]
    view.workshop.run("Edit note", partial(_remove, blocks))
    view.open_canvas("agenda")
    studio.settle()
    picture = studio.picture()
    view.workshop.undo()
    return picture


_MARKS = ((0, 0, 2, 6, 7), (1, 2, 5, 4, 3), (0, 1, 3, 8, 3), (6, 4, 3, 1, 1), (2, 3, 5, 3, 0))


def _strength(page: VotePage) -> None:
    if page.setup is None:
        return
    page.setup.set_form(ballots.STRENGTH)
    page.setup.people.setText("15")
    page.setup.start()
    ballot = page.round()
    if ballot is None or page.counting is None:
        return
    for row, marks in zip(page.counting.rows, _MARKS, strict=False):
        page.workshop.run("Count dots", partial(_marks, ballot, row.target, marks))
    page.counting.go_to(page.counting.rows[4], page.counting.rows[4].numbers()[3])


def _marks(ballot: Ballot, target: str, marks: tuple[int, ...], tx: Transaction) -> None:
    ballots.count_marks(tx, ballot, target, marks)


def _strength_result(page: VotePage) -> None:
    _strength(page)
    page.close_round()


def _strength_setup(page: VotePage) -> None:
    if page.setup is not None:
        page.setup.set_form(ballots.STRENGTH)


def _second(page: VotePage) -> None:
    _count(page)
    page.close_round()
    page.second_round()
    if page.setup is None:
        return
    page.setup.start()
    ballot = page.round()
    if ballot is not None and page.counting is not None:
        for row, number in zip(page.counting.rows, (5, 3), strict=False):
            page.workshop.run("Count dots", partial(_dots, ballot, row.target, number))
        page.close_round()


def _second_setup(page: VotePage) -> None:
    _count(page)
    page.close_round()
    page.second_round()


ROOM: tuple[tuple[str, Draw], ...] = (
    ("agenda", _agenda(None)),
    ("agenda_running", _agenda(72)),
    ("agenda_choosing", _choosing),
    ("people", _people),
    ("people_groups", _dividing),
    ("people_tables", _tables(pairs=False)),
    ("people_buddies", _tables(pairs=True)),
    ("votes_setup", _votes(lambda _page: None)),
    ("votes_count", _votes(_count)),
    ("votes_result", _votes(_result)),
    ("votes_strength_setup", _votes(_strength_setup)),
    ("votes_strength", _votes(_strength)),
    ("votes_strength_result", _votes(_strength_result)),
    ("votes_second_setup", _votes(_second_setup)),
    ("votes_second", _votes(_second)),
)
