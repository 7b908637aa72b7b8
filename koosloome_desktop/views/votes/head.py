"""The line over the rows of a vote: what, how many dots are given, by which method, and how it ends."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QButtonGroup, QWidget

from koosloome_desktop.model.records import Ballot
from koosloome_desktop.operations import ballots, queries
from koosloome_desktop.support.i18n import _, ngettext
from koosloome_desktop.views.combo import Combo
from koosloome_desktop.views.flow import FlowLayout
from koosloome_desktop.views.plain import label, tip
from koosloome_desktop.views.votes.choice import ballot_title, rounds
from koosloome_desktop.views.widgets import button, column, row

if TYPE_CHECKING:
    from koosloome_desktop.views.votes.page import VotePage


class RoundHead(QWidget):
    """`group` is the one whose hands are counted; "" for everybody."""

    def __init__(self, page: VotePage) -> None:
        super().__init__()
        self._page = page
        self.group, self.method = "", "hands"
        self._title, self._hint = label("", "heading", wrap=True), label("", "quiet", wrap=True)
        self._people, self._given, self._left = label("", "fact"), label("", "fact"), label("", "fact")
        self._more = button("+1", "chip", icon="user-plus", run=partial(page.more_people, 1))
        self._methods = QButtonGroup(self)
        self._by = {
            "hands": button(_("Hands"), "chip", icon="users", run=partial(self.set_method, "hands")),
            "paper": button(_("Paper dots"), "chip", icon="target", run=partial(self.set_method, "paper")),
        }
        for method in self._by.values():
            method.setCheckable(True)
            self._methods.addButton(method)
        self._by["hands"].setChecked(True)
        self._groups = Combo()
        self._groups.setAccessibleName(_("Whose dots"))
        self._groups.currentIndexChanged.connect(self._chose_group)
        self.ending = button(_("Close the vote"), "primary", icon="check", run=page.close_round)
        self.again = button(_("A new vote"), "primary", icon="plus", run=page.another)
        self._second = button(_("Second round …"), icon="list-checks", run=page.second_round)
        self._open = button(_("Count on"), icon="pencil", run=page.reopen)
        self._rounds = Combo()
        self._rounds.setAccessibleName(_("Rounds"))
        self._rounds.setPlaceholderText(_("Earlier rounds"))
        self._rounds.activated.connect(self._chose_round)
        facts = FlowLayout(gap=8)
        shown = (self._people, self._more, self._given, self._left, *self._by.values(), self._groups, self._rounds)
        for each in shown:
            facts.addWidget(each)
        ends = row(self._open, self._second, self.again, self.ending, gap=8)
        top = row(column(self._title, self._hint, gap=2), ends, gap=12)
        top.setStretch(0, 1)
        self.setLayout(column(top, facts, gap=10))

    def show_round(self) -> None:
        """Say which round is in sight and what can be done with it."""
        ballot, document = self._page.round(), self._page.workshop.document
        counting = ballot is not None and not ballot.closed
        self._title.setText(_("Votes") if ballot is None else ballot_title(document, ballot))
        self._hint.setText(self._hint_text(ballot))
        self._second.setVisible(ballot is not None and ballot.closed and len(ballots.results(document, ballot)) > 2)
        self._more.setVisible(counting)
        tip(self._more, _("Somebody came late: one more votes"))
        self.ending.setVisible(counting)
        self._open.setVisible(ballot is not None and ballot.closed)
        self.again.setVisible(ballot is not None and ballot.closed)
        for method in self._by.values():
            method.setVisible(counting)
        self._show_groups(counting=counting)
        known = rounds(document)
        self._rounds.clear()
        for number, one in enumerate(known, 1):
            self._rounds.addItem(f"{number}. {ballot_title(document, one)}", one.id)
        at = next((i for i, b in enumerate(known) if b.id == self._page.ballot), -1)
        self._rounds.setCurrentIndex(at)
        self._rounds.setVisible(len(known) > 1 or (ballot is None and bool(known)))
        self.show_counts()

    def _hint_text(self, ballot: Ballot | None) -> str:
        if ballot is None:
            return _("Nobody needs a phone: raised hands or paper dots, counted here.")
        strength = ballot.form == ballots.STRENGTH
        if not ballot.closed and strength:
            return _("Hands for 1, Enter, hands for 2 … · when all have spoken Enter goes to the next row")
        if not ballot.closed:
            return _("Number, Enter, next row · letters find a row · + and − change by one")
        return _("The result, the strongest first.") if strength else _("The result, most dots first.")

    def _show_groups(self, *, counting: bool) -> None:
        document = self._page.workshop.document
        names = sorted(
            {str(p.group) for p in queries.people(document) if p.group is not None}, key=lambda n: (len(n), n)
        )
        self._groups.blockSignals(True)
        self._groups.clear()
        self._groups.addItem(_("Everybody together"), "")
        for name in names:
            self._groups.addItem(_("Group {number}").format(number=name), name)
        self._groups.setCurrentIndex(max(0, self._groups.findData(self.group)))
        self._groups.blockSignals(False)
        self._groups.setVisible(counting and len(names) > 1)

    def next_group(self) -> None:
        """The next group's hands; behind the last one everybody's together."""
        if self._groups.count() > 1:
            self._groups.setCurrentIndex((self._groups.currentIndex() + 1) % self._groups.count())

    def _chose_group(self, at: int) -> None:
        self.group = str(self._groups.itemData(at) or "")
        self._page.count_by(self.method, self.group)

    def set_method(self, method: str) -> None:
        """Count by hands or by paper dots from now on."""
        self.method = method
        self._by[method].setChecked(True)
        self._page.count_by(method, self.group)

    def refresh_words(self) -> None:
        """The buttons in the language now."""
        words = {"hands": _("Hands"), "paper": _("Paper dots")}
        for method, made in self._by.items():
            made.setText(words[method])
        for made, word in (
            (self.ending, _("Close the vote")),
            (self.again, _("A new vote")),
            (self._open, _("Count on")),
            (self._second, _("Second round …")),
        ):
            made.setText(word)

    def _chose_round(self, at: int) -> None:
        self._page.show_round(str(self._rounds.itemData(at) or ""))
        self._page.focus_line()

    def show_counts(self) -> None:
        """Dots given and left."""
        ballot, document = self._page.round(), self._page.workshop.document
        for each in (self._people, self._given, self._left):
            each.setVisible(ballot is not None)
        if ballot is None:
            return
        if ballot.form == ballots.STRENGTH:
            self._show_spoken(ballot)
            return
        given, most = ballots.cast(document, ballot), ballots.available(ballot)
        people = _("dots: {people} people × {dots} = {all}")
        self._people.setText(people.format(people=ballot.voters, dots=ballot.dots_per_person, all=most))
        self._people.setVisible(bool(most))
        self._given.setText(_("given {count}").format(count=given))
        self._left.setText(_("left {count}").format(count=max(0, most - given)))
        self._left.setVisible(bool(most) and not ballot.closed)

    def _show_spoken(self, ballot: Ballot) -> None:
        """Of a strength ballot: how many give how much, and how many rows everybody has spoken about."""
        found = ballots.results(self._page.workshop.document, ballot)
        people = ngettext("{people} person, 1 to 5 for each", "{people} people, 1 to 5 for each", ballot.voters)
        self._people.setText(people.format(people=ballot.voters))
        self._people.setVisible(bool(ballot.voters))
        done = sum(1 for r in found if r.voices and r.voices >= ballot.voters)
        self._given.setText(_("{done}/{count} rows counted").format(done=done, count=len(found)))
        self._left.setVisible(False)
