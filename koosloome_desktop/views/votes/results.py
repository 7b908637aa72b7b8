"""The result of a round: ranked, ties marked, methods told apart, earlier rounds in columns beside it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from koosloome_desktop.model.document import Document
from koosloome_desktop.model.records import Ballot
from koosloome_desktop.operations import ballots
from koosloome_desktop.support.i18n import N_, _, ngettext
from koosloome_desktop.views.count_words import dot_words
from koosloome_desktop.views.plain import label, tip
from koosloome_desktop.views.votes.choice import ballot_title, named
from koosloome_desktop.views.votes.rows import Dots
from koosloome_desktop.views.votes.strength import Strength, strength_words
from koosloome_desktop.views.widgets import column, frame, row

_METHODS: Final = {"hands": N_("hands"), "paper": N_("paper"), "phone": N_("phones"), "imported": N_("from the file")}
MOST_ROUNDS: Final = 4
"""Earlier rounds that are shown beside a result: the newest."""
_ROUND: Final = 76


def result_words(one: ballots.Result | None, lang: str) -> str:
    """``9 täppi``, ``4,3``; "–" for what was not on the list, or about which nobody spoke."""
    if one is None:
        return "–"
    if one.average is not None:
        return strength_words(one.average, lang)
    return dot_words(one.dots) if not one.voices else "–"


class ResultList(QWidget):
    """One card with a line per target."""

    def __init__(self, document: Document, ballot: Ballot, lang: str) -> None:
        super().__init__()
        self.setAccessibleName(_("Result"))
        self._document, self._lang = document, lang
        self._strength = ballot.form == ballots.STRENGTH
        found = ballots.results(document, ballot)
        self.earlier = ballots.earlier(document, ballot)[-MOST_ROUNDS:]
        before = ballots.compared(document, self.earlier)
        card = frame("card")
        lines = column(margins=(0, 4, 0, 4), gap=0)
        self._several = len({named(document, one.target)[1] for one in found}) > 1
        if self.earlier:
            lines.addLayout(self._head(ballot))
        for one in found:
            lines.addWidget(self._line(one, before.get(one.target, [None] * len(self.earlier))))
        card.setLayout(lines)
        self.setLayout(column(card, None))
        self.texts = [named(document, one.target)[0] for one in found]
        """The targets in the order shown."""

    def _head(self, ballot: Ballot) -> QHBoxLayout:
        """Which column is which round."""
        known = [b.id for b in self._document.within(Ballot, ballot.canvas)]
        rounds = []
        for one in (*self.earlier, ballot):
            made = _number(_("round {number}").format(number=known.index(one.id) + 1), "field")
            tip(made, ballot_title(self._document, one))
            rounds.append(made)
        space = QWidget()
        line = row(
            _number("", "field", 36), QWidget(), _tie(tied=False), *rounds, space, margins=(12, 7, 16, 0), gap=12
        )
        return _stretched(line, len(rounds))

    def _line(self, one: ballots.Result, before: list[ballots.Result | None]) -> QFrame:
        text, where, _colour = named(self._document, one.target)
        made = QFrame()
        place = _number(f"{one.place}." if one.dots else "–", "strong", 36)
        words = column(label(text, "body", wrap=True), gap=1)
        facts = [where] if self._several else []
        if one.voices:
            facts.append(ngettext("{count} spoke", "{count} spoke", one.voices).format(count=one.voices))
        if len(one.by_method) > 1 and not self._strength:
            facts += [f"{_(_METHODS.get(m, m))} {n}" for m, n in one.by_method.items()]
        told = " · ".join(f for f in facts if f)
        if told:
            words.addWidget(label(told, "muted", wrap=True))
        earlier = [_number(short_result(b, self._lang), "quiet") for b in before]
        total = _number(self._total(one, short=bool(before)), "strong")
        drawn: Dots | Strength
        if self._strength:
            drawn = Strength()
            drawn.show_average(one.average)
        else:
            drawn = Dots()
            drawn.show_count(one.dots)
        said = [f"{n}: {result_words(b, self._lang)}" for n, b in enumerate(before, 1)]
        made.setAccessibleName(", ".join([f"{one.place}. {text}", self._total(one), *said]))
        line = row(place, words, _tie(tied=one.tied), *earlier, total, drawn, margins=(12, 7, 16, 7), gap=12)
        made.setLayout(_stretched(line, len(earlier) + 1))
        return made

    def _total(self, one: ballots.Result, *, short: bool = False) -> str:
        if self._strength:
            return "–" if one.average is None else strength_words(one.average, self._lang)
        return str(one.dots) if short else dot_words(one.dots)


def short_result(one: ballots.Result | None, lang: str) -> str:
    """A number under the caption of its round."""
    if one is None or (one.average is None and one.voices):
        return "–"
    return str(one.dots) if one.average is None else strength_words(one.average, lang)


def _number(text: str, role: str, width: int = _ROUND) -> QLabel:
    made = label(text, role)
    made.setFixedWidth(width)
    made.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    return made


def _tie(*, tied: bool) -> QWidget:
    made = QWidget()
    made.setFixedWidth(72)
    made.setLayout(row(None, *([label(_("tie"), "chip-warn")] if tied else [])))
    return made


def _stretched(line: QHBoxLayout, numbers: int) -> QHBoxLayout:
    line.setStretch(1, 3)
    line.setStretch(3 + numbers, 2)
    return line
