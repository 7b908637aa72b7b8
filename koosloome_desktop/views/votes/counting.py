"""Counting a round row by row: a number and Enter; rows stay in canvas order, none jumps under the finger."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from koosloome_desktop.model.records import Ballot, Tally
from koosloome_desktop.model.transaction import Transaction
from koosloome_desktop.operations import ballots
from koosloome_desktop.operations.ballots import TooManyDots
from koosloome_desktop.support.i18n import N_
from koosloome_desktop.support.text import fold
from koosloome_desktop.views.votes.choice import named
from koosloome_desktop.views.votes.rows import NumberField, TargetRow, VoteRow
from koosloome_desktop.views.votes.strength import StrengthHead, StrengthRow
from koosloome_desktop.views.widgets import column, frame

if TYPE_CHECKING:
    from koosloome_desktop.services.workshop import OpenWorkshop
    from koosloome_desktop.views.context import PageContext

_FIND_MS: Final = 900


class CountList(QWidget):
    """The rows of an open round. `refused` says why a number was not taken ("" takes that away), `finished` that the
    last row was left, `shown(row)` that a row has the keyboard.
    """

    refused = Signal(str)
    finished = Signal()
    shown = Signal(QWidget)

    def __init__(self, workshop: OpenWorkshop, ctx: PageContext, ballot: Ballot) -> None:
        super().__init__()
        self.workshop, self.ballot, self._ctx = workshop, ballot, ctx
        self.method, self.group = "hands", ""
        self.facts = facts = facts_of(workshop, ballot)
        # Where they stand is worth a word only when they stand in several places.
        several = len({where for _target, (_text, where, _colour) in facts}) > 1
        self.strength = ballot.form == ballots.STRENGTH
        self.rows = [self._row(t, text, where if several else "", c) for t, (text, where, c) in facts]
        self._searched = ""
        self._search = QTimer(self)
        self._search.setSingleShot(True)
        self._search.setInterval(_FIND_MS)
        self._search.timeout.connect(self._forget)
        card = frame("card")
        above = [StrengthHead()] if self.strength and self.rows else []
        card.setLayout(column(*above, *self.rows, margins=(1, 4, 1, 4), gap=0))
        self.setLayout(column(card, None))

    def _row(self, target: str, text: str, where: str, colour: str) -> TargetRow:
        made = (StrengthRow if self.strength else VoteRow)(self._ctx.commands, target, text, where, colour)
        for field in made.numbers():
            field.done.connect(partial(self._leave, made, field))
            field.editingFinished.connect(partial(self.keep, made))
            field.letter.connect(self._find)
            field.changed_by.connect(partial(self._by, made, field))
            field.left.connect(partial(self._esc, made))
        return made

    def count_by(self, method: str, group: str) -> None:
        """From now on numbers are of this method and group."""
        self.method, self.group = method, group
        for one in self.rows:
            if isinstance(one, VoteRow) and one.field.text() == "0":
                one.field.clear()  # counted by hands, not yet by dots
        self.fill()

    def fill(self) -> None:
        """Show what stands in the document."""
        document = self.workshop.document
        ballot = document.get(self.ballot.id, Ballot)
        self.ballot = ballot
        sums: dict[str, int] = {}
        for tally in document.within(Tally, ballot.id):
            target = ballots.counted_as(document, ballot, tally.target)
            sums[target] = sums.get(target, 0) + tally.count
        seen = ballots.visible(ballot)
        found = {r.target: r.average for r in ballots.results(document, ballot)} if self.strength and seen else {}
        for one in self.rows:
            if isinstance(one, StrengthRow):
                marks = ballots.counted_marks(document, ballot, one.target, self.method, self.group)
                others = ballots.voices(document, ballot, one.target) - sum(marks)
                one.show_marks(marks, others, ballot.voters, found.get(one.target), self._ctx.lang)
            if not isinstance(one, VoteRow):
                continue
            here = ballots.counted(document, ballot, one.target, self.method, self.group)
            elsewhere = sums.get(one.target, 0) - here
            one.show_counts(here, f"+ {elsewhere}" if elsewhere else "", sums.get(one.target, 0) if seen else None)

    # -- one row

    def keep(self, one: TargetRow) -> bool:
        """Keep what stands in a row; False, with a reason, when that is too much: the old number stays."""
        wrong = [f for f in one.numbers() if f.isModified()]
        if not wrong:
            return True
        for field in wrong:
            field.setModified(False)
        new = [int(f.text() or 0) for f in one.numbers()]
        old = self._before(one)
        if new == old:
            return True
        try:
            self.workshop.run(N_("Count dots"), partial(self._count, one.target, new))
        except TooManyDots as error:
            self.refused.emit(error.line())
            for field, number in zip(one.numbers(), old, strict=True):
                field.setText(str(number) if number else "")
            self.go_to(one, wrong[0])
            return False
        self.refused.emit("")
        return True

    def _before(self, one: TargetRow) -> list[int]:
        where = (self.workshop.document, self.ballot, one.target, self.method, self.group)
        return list(ballots.counted_marks(*where)) if self.strength else [ballots.counted(*where)]

    def _count(self, target: str, numbers: list[int], tx: Transaction) -> None:
        if self.strength:
            ballots.count_marks(tx, self.ballot, target, numbers, method=self.method, group=self.group)
        else:
            ballots.count(tx, self.ballot, target, numbers[0], method=self.method, group=self.group)

    def _leave(self, one: TargetRow, field: NumberField, step: int) -> None:
        if not self.keep(one):
            return
        at = self.rows.index(one) + step
        if at >= len(self.rows):
            self.finished.emit()
            return
        found = self.rows[max(0, at)]
        # Enter behind a row's last number begins the next row, Down and Up stay in their column.
        place = one.numbers().index(field) if abs(step) > 1 or not self._through(one) else 0
        self.go_to(found, found.numbers()[place])

    def _through(self, one: TargetRow) -> bool:
        """Whether a row was gone through to its end by Enter."""
        return isinstance(one, StrengthRow) and one.through

    def _by(self, one: TargetRow, field: NumberField, step: int) -> None:
        field.setText(str(max(0, int(field.text() or 0) + step)))
        field.setModified(True)
        self.keep(one)

    def _esc(self, one: TargetRow) -> None:
        """Esc keeps the number and leads to the first row, never to the button that ends the round."""
        if self.keep(one):
            self.go_to(self.rows[0])

    def go_to(self, one: TargetRow, field: NumberField | None = None) -> None:
        """Put the keyboard into a row, at that number or its first one."""
        field = field or one.field
        field.setFocus()
        field.selectAll()
        self.shown.emit(one)

    def go_on(self) -> None:
        """Put the keyboard into the first row without a number, else into the first."""
        if self.rows:
            empty = (r for r in self.rows if not any(f.text() for f in r.numbers()))
            self.go_to(next(empty, self.rows[0]))

    def pull(self) -> tuple[str, int, str] | None:
        """Where the keyboard is and what is half typed there: target, place, text. None of it is kept any more: rows
        that go away while a change is told must not write.
        """
        places = ((r, i, f) for r in self.rows for i, f in enumerate(r.numbers()) if f.hasFocus() and f.isModified())
        found = next(places, None)
        for one in self.rows:
            for field in one.numbers():
                field.setModified(False)
        return None if found is None else (found[0].target, found[1], found[2].text())

    def put_back(self, target: str, place: int, text: str) -> None:
        """What was half typed goes on in the row that says the target now."""
        one = next((r for r in self.rows if r.target == target), None)
        if one is not None and place < len(one.numbers()):
            field = one.numbers()[place]
            field.setText(text)
            field.setModified(True)
            field.deselect()

    def held(self) -> str:
        """The target whose number has the keyboard; "" when none has."""
        return next((r.target for r in self.rows if any(f.hasFocus() for f in r.numbers())), "")

    # -- letters

    def _forget(self) -> None:
        self._searched = ""

    def _find(self, letter: str) -> None:
        """Letters that follow one another quickly find the row with a word that begins so."""
        self._search.start()
        self._searched += fold(letter)
        for one in self.rows:
            if any(word.startswith(self._searched) for word in fold(one.text).split()):
                self.go_to(one)
                return


def facts_of(workshop: OpenWorkshop, ballot: Ballot) -> list[tuple[str, tuple[str, str, str]]]:
    """What the rows of a round say: each target with its text, where it stands, its colour."""
    return [(t, named(workshop.document, t)) for t in ballots.listed(workshop.document, ballot)]
