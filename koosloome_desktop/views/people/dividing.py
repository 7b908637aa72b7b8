"""Dividing people into groups by chance: how many or how large, what to regard, and the proposal before it is taken."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QWidget

from koosloome_desktop.model.transaction import Transaction
from koosloome_desktop.operations import grouping, queries
from koosloome_desktop.support.i18n import N_, _
from koosloome_desktop.views.dialogs import Dialog
from koosloome_desktop.views.plain import label
from koosloome_desktop.views.widgets import button

if TYPE_CHECKING:
    from koosloome_desktop.services.workshop import OpenWorkshop


class DivideDialog(Dialog):
    """Enter takes the proposal. The number `seed` makes the same division again, on any machine."""

    def __init__(self, workshop: OpenWorkshop, *, size: int = 0, parent: QWidget | None = None) -> None:
        super().__init__(_("Groups by chance"), _("Sizes differ by one at most."), parent=parent, width=560)
        self._workshop = workshop
        self._seats = grouping.seats(workshop.document)
        groups = workshop.document.workshop.groups or grouping.groups_of(len(self._seats), 5)
        if size:
            groups = grouping.groups_of(len(self._seats), size)
        self.groups = self.field(_("How many groups"), str(groups))
        self.mix = QCheckBox(_("Mix the sectors"))
        self.apart = QCheckBox(_("People of one municipality apart"))
        self.new = QCheckBox(_("Not the same pairs as before"))
        self.tasks = QCheckBox(_("Draw timekeeper, scribe and spokesperson too"))
        for box, on in ((self.mix, True), (self.apart, False), (self.new, True), (self.tasks, size != 2)):
            box.setChecked(on)
            self.body.addWidget(box)
            box.toggled.connect(lambda _on: self._propose())
        self._shown = label("", "body", wrap=True)
        self.body.addSpacing(6)
        self.body.addWidget(self._shown)
        self._again = button(_("Draw again"), run=self.draw_again)
        self.buttons.insertWidget(0, self._again)
        self._yes = self.add_buttons(_("Take these groups"), _("Cancel"))
        self.groups.textChanged.connect(lambda _text: self._propose())
        self.seed = secrets.randbelow(1_000_000)
        self.division: list[list[str]] = []
        self._propose()
        self.groups.setFocus()
        self.groups.selectAll()

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
        self.division = grouping.divide(self._seats, count, self.seed, wish)
        roles = {p.code: p.role for p in queries.people(self._workshop.document)}
        lines = []
        for number, codes in enumerate(self.division, 1):
            people_words = ", ".join(f"{c} {roles.get(c, '')}".strip() for c in codes)
            lines.append(f"{number}. {people_words}")
        again = sum(grouping.pairs_of([self.division]).get(p, 0) * n for p, n in earlier.items())
        if again:
            lines.append(_("{count} pairs sat together before; fewer cannot be had.").format(count=again))
        self._shown.setText("\n".join(lines))
        self.fit_height()

    def accept(self) -> None:
        """Seat the people; one undo step."""
        if not self.division:
            return
        division, seed = self.division, self.seed

        def work(tx: Transaction) -> None:
            grouping.seat_people(tx, division, seed)
            if self.tasks.isChecked():
                grouping.give_tasks(tx, seed)

        self._workshop.run(N_("Groups by chance"), work)
        super().accept()
