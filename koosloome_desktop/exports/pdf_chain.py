"""The chain between canvases on paper: where notes and a plan's goal come from, and what stands on a vote list."""

from __future__ import annotations

from collections.abc import Iterable

from koosloome_desktop.exports.canvas_facts import CanvasFacts
from koosloome_desktop.exports.pdf_frame import BODY, FACT
from koosloome_desktop.exports.pdf_words import Words, joined
from koosloome_desktop.model.document import Document
from koosloome_desktop.model.records import Action, Ballot, Cluster, Note, Record
from koosloome_desktop.operations import ballots
from koosloome_desktop.support import locale


def source_words(document: Document, ids: Iterable[str], canvas: str) -> list[str]:
    """The texts of notes on other canvases, each with the arrow that says "from there"."""
    notes = (document.find(i) for i in ids)
    return [f"↖ {' '.join(n.text.split())}" for n in notes if isinstance(n, Note) and n.canvas != canvas]


def vote_list(facts: CanvasFacts) -> None:
    """What stands on the open vote lists of a canvas, and the results that its list of notes does not tell."""
    report = facts.report
    notes = {n.id: n for n in (*facts.notes, *facts.needs)}
    for ballot in report.document.within(Ballot, facts.canvas.id):
        listed = [notes[i] for i in ballot.targets if i in notes]
        if listed and not ballot.closed:
            report.book.heading(report.words.gettext("Vote list"), keep=60.0)
            report.book.bullets([n.text for n in listed], BODY)
    for ballot in _told(facts):
        _result(facts, ballot)


def _told(facts: CanvasFacts) -> list[Ballot]:
    """Closed rounds to be told by themselves: of strength, on clusters or rows, and all where there were several.

    Dots of a single round stand beside the notes already.
    """
    document = facts.report.document
    closed = [b for b in document.within(Ballot, facts.canvas.id) if b.closed and b.code and ballots.cast(document, b)]
    apart = [b for b in closed if not all(isinstance(document.find(t), Note) for t in b.targets)]
    return closed if len(closed) > 1 else [b for b in closed if b.form == ballots.STRENGTH or b in apart]


def _result(facts: CanvasFacts, ballot: Ballot) -> None:
    """A round's places: what, and how many dots or how strong."""
    report, words = facts.report, facts.report.words
    document = report.document
    rounds = [b.id for b in document.within(Ballot, facts.canvas.id)]
    number = words.gettext("round {number}").format(number=rounds.index(ballot.id) + 1)
    title = words.gettext("Result of the vote")
    several = f"{title}: {number}" if len(rounds) > 1 else title
    report.book.heading(f"{several} – {ballot.title}" if ballot.title else several, keep=60.0)
    facts_line = round_words(words, ballot, ballots.cast(document, ballot))
    if facts_line:
        report.book.paragraph(joined(facts_line), FACT)
    lines = []
    for one in ballots.results(document, ballot):
        if not one.dots:
            continue
        text = " ".join(_text(document.find(one.target)).split())
        if one.average is None:
            told = words.ngettext("{count} dot", "{count} dots", one.dots)
        else:
            spoke = words.ngettext("{count} spoke", "{count} spoke", one.voices)
            told = f"{locale.number(one.average, words.lang, decimals=1)} ({spoke})"
        tie = f" · {words.gettext('tie')}" if one.tied else ""
        lines.append(f"{one.place}. {text} – {told}{tie}")
    for line in lines:
        report.book.paragraph(line, BODY)


def _text(record: Record | None) -> str:
    if isinstance(record, Note):
        return record.text
    if isinstance(record, Cluster):
        return record.label or record.code
    return record.activity if isinstance(record, Action) else ""


def round_words(words: Words, ballot: Ballot, cast: int) -> list[str]:
    """Who voted and how many dots of those there were; points of strength are no dots."""
    parts = []
    if ballot.voters:
        parts.append(words.ngettext("{count} person voted", "{count} people voted", ballot.voters))
    if ballot.form == ballots.STRENGTH:
        parts.append(words.gettext("from 1 to 5"))
    elif ballot.voters and ballot.dots_per_person:
        told = words.gettext("{cast} of {available} dots used")
        parts.append(told.format(cast=cast, available=ballot.voters * ballot.dots_per_person))
    elif cast and ballot.targets:
        parts.append(words.ngettext("{count} hand", "{count} hands", cast))
    elif cast:
        parts.append(words.ngettext("{count} dot", "{count} dots", cast))
    return parts
