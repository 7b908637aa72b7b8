"""Counting a round row by row: a number and Enter; rows stay in canvas order, none jumps under the finger."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from koosloome_desktop.model.records import Ballot, Tally
from koosloome_desktop.operations import ballots, queries
from koosloome_desktop.operations.ballots import TooManyDots
from koosloome_desktop.support.i18n import N_
from koosloome_desktop.support.text import fold
from koosloome_desktop.views.votes.choice import named
from koosloome_desktop.views.votes.rows import VoteRow
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
        self.workshop, self.ballot = workshop, ballot
        self.method, self.group = "hands", ""
        facts = [(t, named(workshop.document, t)) for t in targets_of(workshop, ballot)]
        # Where they stand is worth a word only when they stand in several places.
        several = len({where for _target, (_text, where, _colour) in facts}) > 1
        self.rows = [self._row(ctx, t, text, where if several else "", c) for t, (text, where, c) in facts]
        self._searched = ""
        self._search = QTimer(self)
        self._search.setSingleShot(True)
        self._search.setInterval(_FIND_MS)
        self._search.timeout.connect(self._forget)
        card = frame("card")
        card.setLayout(column(*self.rows, margins=(1, 4, 1, 4), gap=0))
        self.setLayout(column(card, None))

    def _row(self, ctx: PageContext, target: str, text: str, where: str, colour: str) -> VoteRow:
        made = VoteRow(ctx.commands, target, text, where, colour)
        made.field.done.connect(partial(self._leave, made))
        made.field.editingFinished.connect(partial(self.keep, made))
        made.field.letter.connect(self._find)
        made.field.changed_by.connect(partial(self._by, made))
        made.field.left.connect(partial(self._esc, made))
        return made

    def count_by(self, method: str, group: str) -> None:
        """From now on numbers are of this method and group."""
        self.method, self.group = method, group
        self.fill()

    def fill(self) -> None:
        """Show what stands in the document."""
        document = self.workshop.document
        ballot = document.get(self.ballot.id, Ballot)
        self.ballot = ballot
        sums: dict[str, int] = {}
        for tally in document.within(Tally, ballot.id):
            sums[tally.target] = sums.get(tally.target, 0) + tally.count
        seen = ballots.visible(ballot)
        for one in self.rows:
            here = ballots.counted(document, ballot, one.target, self.method, self.group)
            elsewhere = sums.get(one.target, 0) - here
            one.show_counts(here, f"+ {elsewhere}" if elsewhere else "", sums.get(one.target, 0) if seen else None)

    # -- one row

    def keep(self, one: VoteRow) -> bool:
        """Keep what stands in the field of a row; False, with a reason, when that is too much: the old number stays."""
        if not one.field.isModified():
            return True
        number, ballot = one.number(), self.ballot
        one.field.setModified(False)
        before = ballots.counted(self.workshop.document, ballot, one.target, self.method, self.group)
        if number == before:
            return True
        try:
            self.workshop.run(
                N_("Count dots"),
                lambda tx: ballots.count(tx, ballot, one.target, number, method=self.method, group=self.group),
            )
        except TooManyDots as error:
            self.refused.emit(error.line())
            one.field.setText(str(before) if before else "")
            self.go_to(one)
            return False
        self.refused.emit("")
        return True

    def _leave(self, one: VoteRow, step: int) -> None:
        if not self.keep(one):
            return
        at = self.rows.index(one) + step
        if at >= len(self.rows):
            self.finished.emit()
        else:
            self.go_to(self.rows[max(0, at)])

    def _by(self, one: VoteRow, step: int) -> None:
        one.field.setText(str(max(0, one.number() + step)))
        one.field.setModified(True)
        self.keep(one)

    def _esc(self, one: VoteRow) -> None:
        if self.keep(one):
            self.finished.emit()

    def go_to(self, one: VoteRow) -> None:
        """Put the keyboard into a row."""
        one.field.setFocus()
        one.field.selectAll()
        self.shown.emit(one)

    def go_on(self) -> None:
        """Put the keyboard into the first row without a number, else into the first."""
        if self.rows:
            self.go_to(next((r for r in self.rows if not r.field.text()), self.rows[0]))

    def held(self) -> str:
        """The target whose field has the keyboard; "" when none has."""
        return next((r.target for r in self.rows if r.field.hasFocus()), "")

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


def targets_of(workshop: OpenWorkshop, ballot: Ballot) -> list[str]:
    """What stands on the list of a round: its targets, else everything on its canvas."""
    return list(ballot.targets) or [n.id for n in queries.standing(workshop.document, ballot.canvas)]
