"""Votes by hands, paper dots and numbers: rounds, how many dots may be given, who got how many, ties.

Dots are counted per target, method and group, and added up; a count that would exceed people × dots is refused and the
old one stays. Suggested dots per person and the habit of hiding running totals: domain.md 3.7.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from koosloome_desktop.model.document import Document
from koosloome_desktop.model.records import Ballot, Note, Tally
from koosloome_desktop.model.transaction import Transaction
from koosloome_desktop.operations import queries
from koosloome_desktop.operations.notes import order_last
from koosloome_desktop.operations.queries import STRENGTH as STRENGTH  # noqa: PLC0414 - the alias hands the name on
from koosloome_desktop.support.errors import KoosloomeError
from koosloome_desktop.support.i18n import _, ngettext
from koosloome_desktop.support.ids import new_id
from koosloome_desktop.support.text import clean

METHODS: Final = ("hands", "paper", "phone", "imported")
"""How dots come in, in the order they are shown."""
STRONGEST: Final = 5
"""Points of a strength ballot go from 1 to this."""


class TooManyDots(KoosloomeError):
    """More dots than people have; the old count stays."""


def suggested_dots(items: int) -> int:
    """Dots per person for so many things to choose among: a quarter of them, at least 2, at most 5 (domain.md 3.7)."""
    return max(2, min(5, (items + 2) // 4))


def people_here(document: Document) -> int:
    """How many people can vote: those present as stated, else those listed as present, else those planned."""
    workshop = document.workshop
    listed = sum(1 for p in queries.people(document) if p.present)
    return workshop.participants_present or listed or workshop.participants_planned or 0


def open_ballot(
    tx: Transaction,
    canvas: str,
    *,
    voters: int,
    dots: int | None = None,
    targets: Sequence[str] = (),
    title: str = "",
    form: str = "dots",
    hidden: bool = True,
) -> Ballot:
    """A new round on a canvas. `targets` are ids of notes, clusters or actions (none: everything that stands there),
    `dots` per person is suggested from their number when left out; ValueError for a negative number.
    """
    items = len(targets) or len(queries.standing(tx.document, canvas))
    per_person = suggested_dots(items) if dots is None else dots
    if voters < 0 or per_person < 0:
        raise ValueError("people and dots cannot be negative")
    rounds = tx.document.within(Ballot, canvas)
    return tx.create(
        Ballot(
            id=new_id(),
            order=order_last(tx.document, Ballot, canvas),
            canvas=canvas,
            code=queries.next_code((b.code for b in rounds), "B"),
            title=clean(title).text,
            dots_per_person=per_person,
            voters=voters,
            closed=False,
            hidden=hidden,
            targets=tuple(targets),
            form=form,
        )
    )


def available(ballot: Ballot) -> int:
    """All dots there are: people × dots; 0 means that nobody counted people, and nothing is refused."""
    return ballot.voters * ballot.dots_per_person


def counted_as(document: Document, ballot: Ballot, target: str) -> str:
    """The target that dots of one count for: a folded wording's for the note that is shown for it. While a round is
    open a parked topic is off its list and its dots wait with it ("").
    """
    shown = queries.shown_as(document, target)
    note = document.find(shown)
    return "" if not ballot.closed and isinstance(note, Note) and note.canvas != ballot.canvas else shown


def listed(document: Document, ballot: Ballot) -> list[str]:
    """What stands on the list of a round now: its targets but what was put off meanwhile, else all of its canvas."""
    if not ballot.targets:
        return [n.id for n in queries.standing(document, ballot.canvas)]
    return list(dict.fromkeys(t for each in ballot.targets if (t := counted_as(document, ballot, each))))


def cast(document: Document, ballot: Ballot) -> int:
    """Dots that were given so far, by all methods; those of topics that were put off meanwhile wait with them."""
    tallies = document.within(Tally, ballot.id)
    return sum(t.count for t in tallies if counted_as(document, ballot, t.target))


def counted(document: Document, ballot: Ballot, target: str, method: str, group: str = "") -> int:
    """Dots of one target by one method, from one group."""
    found = _tally(document, ballot, target, method, group)
    return found.count if found is not None else 0


def _tally(document: Document, ballot: Ballot, target: str, method: str, group: str) -> Tally | None:
    wanted = (target, method, group)
    return next((t for t in document.within(Tally, ballot.id) if (t.target, t.method, t.group) == wanted), None)


def count(
    tx: Transaction,
    ballot: Ballot,
    target: str,
    number: int,
    *,
    method: str = "hands",
    group: str = "",
    voices: int = 0,
    marks: Sequence[int] = (),
) -> None:
    """Set how many dots a target got by a method from a group (all: ``""``).

    Raises TooManyDots when the round would have more dots than people × dots (of a strength ballot: more points than
    voices allow, voices × 5), ValueError below zero; nothing is changed then.
    """
    if number < 0 or voices < 0:
        raise ValueError("dots cannot be negative")
    document = tx.document
    before = _tally(document, ballot, target, method, group)
    _refuse_too_many(document, ballot, number - (before.count if before else 0), number, voices)
    if before is None:
        order = order_last(document, Tally, ballot.id)
        made = Tally(
            id=new_id(),
            order=order,
            ballot=ballot.id,
            target=target,
            method=method,
            count=number,
            group=group,
            voices=voices,
            marks=tuple(marks),
        )
        tx.create(made)
    else:
        tx.update(before, count=number, voices=voices, marks=tuple(marks))


def marks_of(tally: Tally | None) -> tuple[int, ...]:
    """How many gave 1, 2, 3, 4 and 5; noughts where only the points are known."""
    found = tally.marks if tally is not None else ()
    sound = len(found) == STRONGEST and all(type(m) is int and m >= 0 for m in found)
    return found if sound else (0,) * STRONGEST


def counted_marks(document: Document, ballot: Ballot, target: str, method: str, group: str = "") -> tuple[int, ...]:
    """How many gave a target 1, 2, 3, 4 and 5 by one method, from one group."""
    return marks_of(_tally(document, ballot, target, method, group))


def voices(document: Document, ballot: Ballot, target: str) -> int:
    """How many have said how strong a target is, by all methods and from all groups."""
    return sum(t.voices for t in document.within(Tally, ballot.id) if t.target == target)


def count_marks(
    tx: Transaction, ballot: Ballot, target: str, marks: Sequence[int], *, method: str = "hands", group: str = ""
) -> None:
    """Set how many gave a target 1, 2, 3, 4 and 5. TooManyDots when more people spoke than there are, and then
    nothing is changed; ValueError for other than five numbers, or below zero.
    """
    if len(marks) != STRONGEST or any(m < 0 for m in marks):
        raise ValueError("five numbers, none negative")
    before = _tally(tx.document, ballot, target, method, group)
    old, new = (before.voices if before is not None else 0), sum(marks)
    spoken = voices(tx.document, ballot, target) - old + new
    if ballot.voters and new > old and spoken > ballot.voters:
        told = ngettext("{count} hand, but {voters} people vote.", "{count} hands, but {voters} people vote.", spoken)
        raise TooManyDots(told.format(count=spoken, voters=ballot.voters), hint=_("The number stays as it was."))
    points = sum(n * m for n, m in enumerate(marks, 1))
    count(tx, ballot, target, points, method=method, group=group, voices=new, marks=marks)


def _refuse_too_many(document: Document, ballot: Ballot, more: int, number: int, voices: int) -> None:
    if ballot.form == STRENGTH:
        if voices and not voices <= number <= voices * STRONGEST:
            told = _("{voices} voices give from {voices} to {most} points.")
            raise TooManyDots(told.format(voices=voices, most=voices * STRONGEST))
        return
    most, given = available(ballot), cast(document, ballot)
    over = given + more - most
    if most and more > 0 and over > 0:
        told = ngettext(
            "{given}/{most} dots given, {over} too many.", "{given}/{most} dots given, {over} too many.", over
        )
        raise TooManyDots(told.format(given=given, most=most, over=over), hint=_("The number stays as it was."))


def close_ballot(tx: Transaction, ballot: Ballot) -> Ballot:
    """End a round: its totals are shown from now on. A topic that was put off and got no dots was not voted on."""
    document = tx.document
    voted = {t.target for t in document.within(Tally, ballot.id) if t.count}
    left = tuple(t for t in ballot.targets if t in voted or counted_as(document, ballot, t))
    return tx.update(ballot, closed=True, targets=left or ballot.targets)


def reopen_ballot(tx: Transaction, ballot: Ballot) -> Ballot:
    """Go on counting a round that was ended."""
    return tx.update(ballot, closed=False)


def set_voters(tx: Transaction, ballot: Ballot, voters: int) -> Ballot:
    """How many people vote: latecomers raise the cap of dots. TooManyDots when more are given than there would be."""
    given = cast(tx.document, ballot)
    if ballot.form == "dots" and given > voters * ballot.dots_per_person > 0:
        told = _("{given} dots are given already; {voters} people have {most}.")
        raise TooManyDots(told.format(given=given, voters=voters, most=voters * ballot.dots_per_person))
    return tx.update(ballot, voters=voters)


@dataclass(frozen=True, slots=True)
class Result:
    """One target of a round: its dots, by method, its place (ties share one), whether it shares it, its average
    strength (of a strength ballot, 1–5; else None) and how many said so.
    """

    target: str
    dots: int
    place: int
    tied: bool
    by_method: Mapping[str, int] = field(default_factory=dict)
    average: float | None = None
    voices: int = 0


def results(document: Document, ballot: Ballot) -> list[Result]:
    """The targets of a round, most dots first, in canvas order where they are equal; those without a dot too."""
    told = [(t, counted_as(document, ballot, t.target)) for t in document.within(Tally, ballot.id)]
    tallies = [(tally, target) for tally, target in told if target]
    totals = dict.fromkeys([*listed(document, ballot), *(target for _tally, target in tallies)], 0)
    methods: dict[str, dict[str, int]] = {t: {} for t in totals}
    spoken = dict.fromkeys(totals, 0)
    for tally, target in tallies:
        totals[target] += tally.count
        spoken[target] += tally.voices
        mine = methods[target]
        mine[tally.method] = mine.get(tally.method, 0) + tally.count
    strength = ballot.form == STRENGTH
    weights = {t: (totals[t] / spoken[t] if spoken[t] else 0.0) if strength else float(totals[t]) for t in totals}
    ranked = sorted(totals, key=lambda t: -weights[t])
    values = list(weights.values())
    return [
        Result(
            target,
            totals[target],
            1 + sum(1 for v in values if v > weights[target]),
            bool(weights[target]) and values.count(weights[target]) > 1,
            methods[target],
            weights[target] if strength and spoken[target] else None,
            spoken[target],
        )
        for target in ranked
    ]


def tied_at(found: Sequence[Result], places: int) -> list[str]:
    """The targets to choose among when only so many may be taken: those that share the last place that counts."""
    inside = [r for r in found if r.place <= places and r.dots]
    if len(inside) <= places:
        return []
    edge = max(r.place for r in inside)
    return [r.target for r in inside if r.place == edge]


def next_round(tx: Transaction, ballot: Ballot, targets: Sequence[str], *, dots: int | None = None) -> Ballot:
    """Close a round and open another over fewer targets, with the same people."""
    close_ballot(tx, ballot)
    return open_ballot(
        tx,
        ballot.canvas,
        voters=ballot.voters,
        dots=dots,
        targets=targets,
        title=ballot.title,
        form=ballot.form,
        hidden=ballot.hidden,
    )


def compared(document: Document, rounds: Iterable[Ballot]) -> dict[str, list[Result | None]]:
    """What every target got in each of these rounds; None where it was not on the list."""
    several = list(rounds)
    found: dict[str, list[Result | None]] = {}
    for at, ballot in enumerate(several):
        for one in results(document, ballot):
            found.setdefault(one.target, [None] * len(several))[at] = one
    return found


def earlier(document: Document, ballot: Ballot) -> list[Ballot]:
    """The rounds before this one that it can be compared with: closed ones of its canvas that share a target."""
    known = document.within(Ballot, ballot.canvas)
    mine = {r.target for r in results(document, ballot)}
    before = [b for b in known if b.code and b.closed and b.order < ballot.order]
    return [b for b in before if mine & {r.target for r in results(document, b)}]


def visible(ballot: Ballot) -> bool:
    """Whether the totals of a round may be seen: it is closed, or does not hide them."""
    return ballot.closed or not ballot.hidden
