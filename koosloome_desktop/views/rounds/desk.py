"""What people do with agreements, rounds and feedback; every verb is one undo step. Knows no Qt.

A *place* is where the line writes: agreements, check_in, check_out, feedback (its statements) or answers (its open
answers).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from koosloome_desktop.model.transaction import Transaction
from koosloome_desktop.operations import queries, rounds
from koosloome_desktop.support.i18n import N_, _, ngettext
from koosloome_desktop.support.locale import number

if TYPE_CHECKING:
    from koosloome_desktop.services.workshop import OpenWorkshop

ANSWERS: Final = "answers"
PLACES: Final = (*rounds.PARTS, ANSWERS)
"""Where the line can write, in the order in which Tab goes."""
TITLES: Final[Mapping[str, str]] = {
    rounds.AGREEMENTS: N_("Agreements"),
    rounds.CHECK_IN: N_("Check-in"),
    rounds.CHECK_OUT: N_("Check-out"),
    rounds.FEEDBACK: N_("Feedback"),
    ANSWERS: N_("Open answers"),
}
"""The places as message ids."""
SUBS: Final[Mapping[str, str]] = {
    rounds.AGREEMENTS: N_("Three to seven lines: they stand on the wall and on the first page of the report."),
    rounds.CHECK_IN: N_("One after another, a minute at most. Count who has spoken; words are optional."),
    rounds.CHECK_OUT: N_("What do people take along, what is missing? Count who has spoken; words are optional."),
    rounds.FEEDBACK: N_("The sheets are counted by hand: how often was each mark given? Nobody is named."),
}
ASKED: Final[Mapping[str, str]] = {
    rounds.AGREEMENTS: N_("What do we agree on?"),
    rounds.CHECK_IN: N_("What was said?"),
    rounds.CHECK_OUT: N_("What was said?"),
    rounds.FEEDBACK: N_("A statement that people answer from 1 to 5"),
    ANSWERS: N_("What was written on the sheets?"),
}


def part_of(place: str) -> str:
    """The part that a place belongs to: open answers are feedback's."""
    return rounds.FEEDBACK if place == ANSWERS else place


def average_words(one: rounds.Statement, lang: str) -> str:
    """``4,43 · 14 answers``; "" while nobody answered."""
    if not one.given:
        return ""
    told = ngettext("{count} answer", "{count} answers", one.given).format(count=one.given)
    return told if one.average is None else f"{number(one.average, lang, decimals=2)} · {told}"


class RoundsDesk:
    """`say` shows a sentence to the person."""

    def __init__(self, workshop: OpenWorkshop) -> None:
        self.workshop = workshop
        self.say: Callable[[str], object] = lambda _text: None

    def _run(self, words: str, work: Callable[[Transaction], object], merge_key: str = "") -> None:
        self.workshop.run(words, work, merge_key=merge_key)

    def texts(self, place: str) -> list[str]:
        """The lines of a place."""
        document = self.workshop.document
        if place == rounds.FEEDBACK:
            return [s.text for s in rounds.statements(document)]
        return rounds.lines(document, part_of(place))

    def here(self) -> int:
        """How many people are there, 0 where nobody knows."""
        listed = sum(1 for p in queries.people(self.workshop.document) if p.present)
        return self.workshop.document.workshop.participants_present or listed

    def spoken_words(self, place: str) -> str:
        """``of 15 who are here``; "" where nobody knows."""
        here = self.here()
        return _("of {count} who are here").format(count=here) if here else ""

    def add(self, place: str, texts: Sequence[str]) -> int:
        """New lines behind the others; gives the place of the last one. In a round that is one more who has spoken."""
        made = [-1]
        part = part_of(place)

        def work(tx: Transaction) -> None:
            if place == rounds.FEEDBACK:
                made[0] = rounds.add_statements(tx, texts)
                return
            made[0] = rounds.add_lines(tx, part, texts)
            said = len(rounds.lines(tx.document, part))
            if place in rounds.ROUNDS and rounds.spoke(tx.document, part) < said:
                rounds.set_spoke(tx, part, min(said, rounds.MOST))

        self._run(N_("Add a line"), work)
        return made[0]

    def begin(self, place: str, scale: str = "1-5") -> None:
        """The usual lines, for a workshop that has none; statements with this scale."""
        usual = rounds.usual(place, self.workshop.document.workshop.language)
        if place == rounds.FEEDBACK:
            self._run(N_("Add a line"), lambda tx: rounds.add_statements(tx, usual, scale))
        else:
            self.add(place, usual)

    def turn_scale(self, at: int) -> None:
        """Three faces instead of marks from 1 to 5, or back; a statement that was answered keeps its own."""
        known = rounds.statements(self.workshop.document)
        if not 0 <= at < len(known):
            return
        if known[at].given:
            self.say(_("Answers are counted already: the scale stays."))
            return
        scale = "1-3" if known[at].scale == "1-5" else "1-5"
        self._run(N_("Change the scale"), lambda tx: rounds.set_scale(tx, at, scale))

    def reword(self, place: str, at: int, text: str) -> None:
        """Other words for a line; an empty text leaves the old one."""
        if not text.strip():
            return
        if place == rounds.FEEDBACK:
            self._run(N_("Edit a line"), lambda tx: rounds.set_statement(tx, at, text))
        else:
            self._run(N_("Edit a line"), lambda tx: rounds.set_line(tx, part_of(place), at, text))

    def delete(self, place: str, at: int) -> None:
        """Gone, without a question: undo brings it back."""
        if place == rounds.FEEDBACK:
            self._run(N_("Delete a line"), lambda tx: rounds.set_statement(tx, at, ""))
        else:
            self._run(N_("Delete a line"), lambda tx: rounds.delete_line(tx, part_of(place), at))

    def move(self, place: str, at: int, by: int) -> int:
        """A line up or down; gives its new place."""
        moved = [at]

        def work(tx: Transaction) -> None:
            if place == rounds.FEEDBACK:
                moved[0] = rounds.move_statement(tx, at, by)
            else:
                moved[0] = rounds.move_line(tx, part_of(place), at, by)

        self._run(N_("Move a line"), work)
        return moved[0]

    def ask(self, part: str, text: str) -> None:
        """What a round asks."""
        if text.strip() != rounds.question(self.workshop.document, part):
            self._run(N_("Change the question"), lambda tx: rounds.set_question(tx, part, text))

    def spoke(self, part: str, people: int) -> None:
        """So many have spoken."""
        wanted = max(0, min(rounds.MOST, people))
        if wanted != rounds.spoke(self.workshop.document, part):
            self._run(N_("Count who has spoken"), lambda tx: rounds.set_spoke(tx, part, wanted), f"spoke {part}")

    def count(self, at: int, answer: str, number: int) -> None:
        """An answer was given so often."""
        known = rounds.statements(self.workshop.document)
        if 0 <= at < len(known) and known[at].counts.get(answer, 0) != number <= rounds.MOST:
            self._run(N_("Count answers"), lambda tx: rounds.count_answers(tx, at, answer, number))
