"""The result of a round: ranked, ties marked, methods told apart, earlier rounds beside it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QWidget

from koosloome_desktop.model.document import Document
from koosloome_desktop.model.records import Ballot
from koosloome_desktop.operations import ballots
from koosloome_desktop.support.i18n import N_, _
from koosloome_desktop.views.count_words import dot_words
from koosloome_desktop.views.plain import label
from koosloome_desktop.views.votes.choice import named
from koosloome_desktop.views.votes.rows import Dots
from koosloome_desktop.views.widgets import column, frame, row

_METHODS = {"hands": N_("hands"), "paper": N_("paper"), "phone": N_("phones"), "imported": N_("from the file")}


class ResultList(QWidget):
    """One card with a line per target."""

    def __init__(self, document: Document, ballot: Ballot) -> None:
        super().__init__()
        self.setAccessibleName(_("Result"))
        found = ballots.results(document, ballot)
        earlier = [b for b in document.within(Ballot, ballot.canvas) if b.code and b.order < ballot.order]
        before = ballots.compared(document, earlier) if earlier else {}
        card = frame("card")
        lines = column(margins=(0, 4, 0, 4), gap=0)
        places = {named(document, one.target)[1] for one in found}
        for one in found:
            lines.addWidget(_line(document, one, before.get(one.target, []), place=len(places) > 1))
        card.setLayout(lines)
        self.setLayout(column(card, None))
        self.texts = [named(document, one.target)[0] for one in found]
        """The targets in the order shown."""


def _line(document: Document, one: ballots.Result, before: list[int | None], *, place: bool) -> QFrame:
    text, where, _colour = named(document, one.target)
    made = QFrame()
    number = label(f"{one.place}." if one.dots else "–", "strong")
    number.setFixedWidth(36)
    number.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    words = column(label(text, "body", wrap=True), gap=1)
    facts = [where] if place else []
    if len(one.by_method) > 1:
        facts += [f"{_(_METHODS.get(m, m))} {n}" for m, n in one.by_method.items()]
    if before:
        facts.append(_("before: {numbers}").format(numbers=", ".join("–" if n is None else str(n) for n in before)))
    told = " · ".join(f for f in facts if f)
    if told:
        words.addWidget(label(told, "muted", wrap=True))
    total = label(dot_words(one.dots) if one.average is None else f"{one.average:.1f}", "strong")
    total.setFixedWidth(84)
    dots = Dots()
    dots.show_count(one.dots)
    tie = QWidget()
    tie.setFixedWidth(72)
    tie.setLayout(row(None, *([label(_("tie"), "chip-warn")] if one.tied else [])))
    made.setAccessibleName(f"{one.place}. {text}, {dot_words(one.dots)}")
    line = row(number, words, tie, total, dots, margins=(12, 7, 16, 7), gap=12)
    line.setStretch(1, 3)
    line.setStretch(4, 2)
    made.setLayout(line)
    return made
