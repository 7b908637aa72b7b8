"""The page of votes: set a round up, count it row by row, close it, look at the ranked result."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from koosloome_desktop.model.changes import ChangeSet
from koosloome_desktop.model.records import Ballot
from koosloome_desktop.model.transaction import Transaction
from koosloome_desktop.operations import ballots
from koosloome_desktop.services.commands import Command
from koosloome_desktop.support.i18n import N_, _
from koosloome_desktop.views.context import PageContext
from koosloome_desktop.views.line_page import RowsPage
from koosloome_desktop.views.plain import label
from koosloome_desktop.views.top_voted import open_top
from koosloome_desktop.views.votes.choice import rounds
from koosloome_desktop.views.votes.counting import CountList, facts_of
from koosloome_desktop.views.votes.head import RoundHead
from koosloome_desktop.views.votes.results import ResultList
from koosloome_desktop.views.votes.setup import Begin, SetUp
from koosloome_desktop.views.widgets import button, clear, column, row, scroller

if TYPE_CHECKING:
    from koosloome_desktop.services.workshop import OpenWorkshop

_KINDS: Final = frozenset({"ballot", "tally", "note", "cluster", "action", "person"})


class VotePage(RowsPage):
    """`ballot` is the round in sight, "" while one is set up; one of `setup`, `counting` and `results` is there."""

    sent = Signal(str, str)
    """(sentence, record id): something went elsewhere; the window offers to go there."""

    def __init__(self, workshop: OpenWorkshop, ctx: PageContext, canvas: str = "") -> None:
        super().__init__(workshop, ctx)
        self.ballot = ""
        self.setup: SetUp | None = None
        self.counting: CountList | None = None
        self.results: ResultList | None = None
        self._canvas = canvas
        self.head = RoundHead(self)
        self.wrong = label("", "bad", wrap=True)
        self.wrong.hide()
        self._list: QVBoxLayout = column(gap=0)
        above, inner = QWidget(), QWidget()
        # Over the rows, not among them: twenty-five rows are longer than a screen, and why the last number was not
        # taken, how many dots are left and the button that ends the round must not have scrolled away.
        above.setLayout(column(self.head, self.wrong, gap=12))
        inner.setLayout(column(self._list, None, margins=(24, 12, 24, 24), gap=12))
        for part in (above, inner):
            part.setMaximumWidth(1480)
        self._area = scroller(_at_left(inner))
        self.setLayout(column(_at_left(above, margins=(24, 20, 24, 0)), self._area, gap=0))
        self.hear(self._changed)
        known = rounds(workshop.document)
        begun = [b for b in known if not b.closed] or [b for b in known if b.code]
        self.show_round(begun[-1].id if begun else "")

    # -- what is in sight

    def round(self) -> Ballot | None:
        """The round in sight."""
        found = self.workshop.document.find(self.ballot)
        return found if isinstance(found, Ballot) else None

    def show_round(self, ballot: str, after: Ballot | None = None) -> None:
        """Show a round; "" sets a new one up, over the best of the one `after` which it comes."""
        self.ballot = ballot
        clear(self._list)
        self.setup = self.counting = self.results = None
        self.say("")
        found = self.round()
        if found is None:
            self.ballot = ""
            self.setup = SetUp(self.workshop.document, self.ctx, self.begin, self._canvas, after)
            self._list.addWidget(self.setup)
        elif found.closed:
            self.results = ResultList(self.workshop.document, found, self.ctx.lang)
            self._list.addWidget(self.results)
            if found.form != ballots.STRENGTH:
                self._list.addSpacing(12)
                self._list.addLayout(row(button(_("Top votes to the plan …"), icon="list-checks", run=self.top), None))
        else:
            self._list.addWidget(self._counted(found))
        if self.counting is None:
            # What leads is on top: a list that was counted to its end would stay at its last rows.
            self._area.verticalScrollBar().setValue(0)
        self.head.show_round()

    def _counted(self, ballot: Ballot) -> CountList:
        made = self.counting = CountList(self.workshop, self.ctx, ballot)
        made.refused.connect(self.say)
        made.finished.connect(self.head.ending.setFocus)
        made.shown.connect(self._shown)
        made.count_by(self.head.method, self.head.group)
        return made

    def _shown(self, one: QWidget) -> None:
        self._area.ensureWidgetVisible(one)
        self.mode_changed.emit("C")

    def _changed(self, change: ChangeSet) -> None:
        kinds = {r.kind for r in (*change.created, *change.removed)} | {u.kind for u in change.updated}
        if not kinds & _KINDS:
            return
        ballot, counting = self.round(), self.counting
        counts = counting is not None and ballot is not None and not ballot.closed
        # A number that is half typed, and the keyboard, stay where they are while the rows say the same.
        if counts and counting is not None and ballot is not None and facts_of(self.workshop, ballot) == counting.facts:
            counting.fill()
            self.head.show_counts()
            return
        held = counting.held() if counting is not None else ""
        typed = counting.pull() if counting is not None else None
        self.show_round(self.ballot)
        again = next((r for r in self.counting.rows if r.target == held), None) if self.counting else None
        if again is not None and self.counting is not None:
            self.counting.go_to(again)
            if typed is not None:
                self.counting.put_back(*typed)

    def say(self, text: str) -> None:
        """Say why something was not taken; "" takes it away."""
        self.wrong.setText(text)
        self.wrong.setVisible(bool(text))

    # -- the round

    def begin(self, begin: Begin) -> None:
        """Begin a round as it was set up."""
        made: list[str] = []

        def run(tx: Transaction) -> None:
            ballot = ballots.open_ballot(
                tx, begin.canvas, voters=begin.voters, dots=begin.dots, targets=begin.targets, title=begin.title,
                hidden=begin.hidden, form=begin.form,
            )  # fmt: skip
            made.append(ballot.id)

        self.workshop.run(N_("Begin a vote"), run)
        self.show_round(made[0])
        self.focus_line()

    def count_by(self, method: str, group: str) -> None:
        """Count hands or paper dots, of a group or of everybody; all of it is kept apart and added up."""
        if self.counting is not None:
            self.counting.count_by(method, group)
            self.focus_line()

    def close_round(self) -> None:
        """End the round: its totals are shown."""
        ballot = self.round()
        if ballot is not None and not ballot.closed:
            self.workshop.run(N_("Close the vote"), lambda tx: ballots.close_ballot(tx, ballot))
            self.head.again.setFocus()

    def reopen(self) -> None:
        """Count on."""
        ballot = self.round()
        if ballot is not None and ballot.closed:
            self.workshop.run(N_("Open the vote again"), lambda tx: ballots.reopen_ballot(tx, ballot))
            self.focus_line()

    def another(self) -> None:
        """Set a new round up."""
        self.show_round("")
        self.focus_line()

    def second_round(self) -> None:
        """Set a round up over the best of the one in sight, those that share a place first; with the same people."""
        ballot = self.round()
        if ballot is not None and ballot.closed:
            self.show_round("", after=ballot)
            self.focus_line()

    def more_people(self, by: int) -> None:
        """Somebody came late, or left: the cap of dots follows."""
        ballot = self.round()
        if ballot is None or ballot.closed or ballot.voters + by < 0:
            return
        try:
            self.workshop.run(N_("People who vote"), lambda tx: ballots.set_voters(tx, ballot, ballot.voters + by))
        except ballots.TooManyDots as error:
            self.say(error.line())

    def top(self) -> None:
        """The top of the round in sight goes to the plan as drafts."""
        ballot = self.round()
        if ballot is not None and ballot.closed and ballot.form != ballots.STRENGTH:
            found = ballots.results(self.workshop.document, ballot)
            open_top(self, ballot.canvas, {r.target: r.dots for r in found})

    # -- what the window asks of every page

    def focus_line(self) -> None:
        """Put the keyboard where one goes on: the form, the first row without a number, or the buttons."""
        if self.setup is not None:
            self.setup.focus_first()
        elif self.counting is not None:
            self.counting.go_on()
        else:
            self.head.again.setFocus()

    def refresh_words(self) -> None:
        """Say everything in the language now."""
        self.head.refresh_words()
        self.show_round(self.ballot)

    def commands(self) -> list[Command]:
        """What can be done here."""
        return vote_commands(self)


def _at_left(part: QWidget, margins: tuple[int, int, int, int] = (0, 0, 0, 0)) -> QWidget:
    """A part as wide as it may be, at the left of a wide screen."""
    body = QWidget()
    line = row(part, None, margins=margins)
    line.setStretch(0, 100)
    body.setLayout(line)
    return body


def vote_commands(page: VotePage) -> list[Command]:
    """The page's commands for the table."""

    def counting() -> bool:
        return page.counting is not None

    def closed() -> bool:
        return page.results is not None

    def dotted() -> bool:
        ballot = page.round()
        return closed() and ballot is not None and ballot.form != ballots.STRENGTH

    def other(method: str) -> bool:
        return counting() and page.head.method != method

    return [
        Command("votes.close", N_("Close the vote"), (), "check", "note", counting, page.close_round),
        Command("votes.open", N_("Open the vote again"), (), "pencil", "note", closed, page.reopen),
        Command("votes.top", N_("Top votes to the plan …"), ("Ctrl+Shift+T",), "list-checks", "note", dotted, page.top),
        Command("votes.new", N_("A new vote"), (), "plus", "note", lambda: page.setup is None, page.another),
        Command("votes.second", N_("Second round …"), (), "list-checks", "note", closed, page.second_round),
        Command("votes.more", N_("One more votes"), ("Ctrl+Shift+Up",), "user-plus", "note", counting,
                partial(page.more_people, 1)),
        Command("votes.fewer", N_("One fewer votes"), ("Ctrl+Shift+Down",), "minus", "note", counting,
                partial(page.more_people, -1)),
        Command("votes.group", N_("Whose hands: the next group"), ("Ctrl+G",), "group", "note", counting,
                page.head.next_group),
        Command("votes.hands", N_("Count hands"), (), "users", "note", partial(other, "hands"),
                partial(page.head.set_method, "hands")),
        Command("votes.paper", N_("Count paper dots"), (), "target", "note", partial(other, "paper"),
                partial(page.head.set_method, "paper")),
    ]  # fmt: skip
