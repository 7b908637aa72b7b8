"""Dividing people into groups by chance: how many or how large, what to regard, and the proposal before it is taken."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QWidget

from koosloome_desktop.model.document import Document
from koosloome_desktop.model.transaction import Transaction
from koosloome_desktop.operations import grouping, queries, team_rule
from koosloome_desktop.support.i18n import N_, _, ngettext
from koosloome_desktop.views.combo import Combo
from koosloome_desktop.views.dialogs import Dialog
from koosloome_desktop.views.people.model import RULE_WORDS, broken_words
from koosloome_desktop.views.plain import label
from koosloome_desktop.views.widgets import button, column

if TYPE_CHECKING:
    from koosloome_desktop.services.workshop import OpenWorkshop


class DivideDialog(Dialog):
    """Enter takes the proposal. The number `seed` makes the same division again, on any machine. `pairs` makes pairs of
    buddies, who stay beside the groups that people sit in.
    """

    def __init__(self, workshop: OpenWorkshop, *, pairs: bool = False, parent: QWidget | None = None) -> None:
        title = _("Pairs of buddies by chance") if pairs else _("Groups by chance")
        told = _("Buddies talk between the meetings; with an odd number one pair has three.")
        super().__init__(title, told if pairs else _("Sizes differ by one at most."), parent=parent, width=600)
        self._workshop, self._pairs = workshop, pairs
        document = workshop.document
        self._seats, self._hosts = grouping.seats(document), grouping.hosts(document)
        groups = document.workshop.groups or grouping.groups_of(len(self._seats), 5)
        self.groups = self.field(_("How many groups"), str(len(self._seats) // 2 or 1 if pairs else groups))
        self.mix = self._box(_("Mix the sectors"), on=True)
        self.apart = self._box(_("People of one municipality apart"), on=False)
        self.new = self._box(_("Not the same pairs as before"), on=True)
        self.tasks = self._box(_("Draw timekeeper, scribe and spokesperson too"), on=not pairs)
        self.tables = self._box(_("A table host in every group"), on=bool(self._hosts))
        self.stay = self._box(_("Table hosts stay, the others go round"), on=bool(self._hosts))
        self.rule = Combo()
        self._shown = label("", "body", wrap=True)
        self.seed = secrets.randbelow(1_000_000)
        self.division: list[list[str]] = []
        self._build(document)
        self._again = button(_("Draw again"), run=self.draw_again)
        self.buttons.insertWidget(0, self._again)
        self._yes = self.add_buttons(_("Take these pairs") if pairs else _("Take these groups"), _("Cancel"))
        self.groups.textChanged.connect(lambda _text: self._propose())
        self.rule.currentIndexChanged.connect(lambda _at: self._propose())
        for box in (self.mix, self.apart, self.new, self.tasks, self.tables, self.stay):
            box.toggled.connect(lambda _on: self._propose())
        self._propose()
        self.groups.setFocus()
        self.groups.selectAll()

    def _box(self, words: str, *, on: bool) -> QCheckBox:
        made = QCheckBox(words)
        made.setChecked(on)
        self.body.addWidget(made)
        return made

    def _build(self, document: Document) -> None:
        caption = label(_("A team is"), "field")
        caption.setBuddy(self.rule)
        ruled = QWidget()
        ruled.setLayout(column(caption, self.rule, gap=2))
        self.body.addWidget(ruled)
        for code, words in RULE_WORDS.items():
            self.rule.addItem(_(words), code)
        self.rule.setCurrentIndex(max(0, self.rule.findData(team_rule.code_of(team_rule.rule_of(document)))))
        for widget in (self.tasks, self.tables, ruled):
            widget.setVisible(not self._pairs)
        self.stay.setVisible(not self._pairs and bool(self._hosts))
        self.body.addSpacing(6)
        self.body.addWidget(self._shown)

    def draw_again(self) -> None:
        """Another number, another division."""
        self.seed = secrets.randbelow(1_000_000)
        self._propose()

    def _propose(self) -> None:
        text, people = self.groups.text().strip(), len(self._seats)
        count = int(text) if text.isdecimal() else 0
        fits = 0 < count <= max(1, people) and people > 0
        self._yes.setEnabled(fits)
        if not fits:
            self.division = []
            none = _("Nobody is here yet: write participants first.")
            self._shown.setText(none if not people else _("A number from 1 to {most}.").format(most=people))
            self.fit_height()
            return
        earlier = grouping.earlier_pairs(self._workshop.document) if self.new.isChecked() else {}
        wish = grouping.Wish(mix=self.mix.isChecked(), apart=self.apart.isChecked(), earlier=earlier)
        staying = self._hosts if self.stay.isChecked() and not self._pairs else {}
        self.division = grouping.divide_round(self._seats, count, self.seed, wish, staying)
        self._shown.setText("\n".join(self._lines(earlier)))
        self.fit_height()

    def _lines(self, earlier: Mapping[frozenset[str], int]) -> list[str]:
        roles = {p.code: p.role for p in queries.people(self._workshop.document)}
        seats = {seat.code: seat for seat in self._seats}
        lines = []
        for number, codes in enumerate(self.division, 1):
            told = ", ".join(f"{c} {roles.get(c, '')}".strip() for c in codes)
            wrong = [] if self._pairs else self._asked().broken([seats[c] for c in codes])
            lines.append(f"{number}. {told}" + (f"  ⚠ {broken_words(wrong)}" if wrong else ""))
        again = sum(grouping.pairs_of([self.division]).get(p, 0) * n for p, n in earlier.items())
        if again:
            told = ngettext(
                "{count} pair sat together before; fewer cannot be had.",
                "{count} pairs sat together before; fewer cannot be had.",
                again,
            )
            lines.append(told.format(count=again))
        return lines

    def _asked(self) -> team_rule.TeamRule:
        return team_rule.RULES[str(self.rule.currentData() or "")]

    def accept(self) -> None:
        """Seat the people; one undo step."""
        if not self.division:
            return
        division, seed, rule = self.division, self.seed, self._asked()
        before = team_rule.rule_of(self._workshop.document)
        known = before in team_rule.RULES.values()
        tasks = (
            *((grouping.HOST,) if self.tables.isChecked() else ()),
            *(grouping.TASKS if self.tasks.isChecked() else ()),
        )

        def work(tx: Transaction) -> None:
            grouping.seat_people(tx, division, seed, pairs=self._pairs)
            if not self._pairs and tasks:
                grouping.give_tasks(tx, seed, tasks)
            if not self._pairs and rule != before and known:
                team_rule.set_rule(tx, rule)

        self._workshop.run(N_("Pairs of buddies by chance") if self._pairs else N_("Groups by chance"), work)
        super().accept()
