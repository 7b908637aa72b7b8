"""The chain between canvases on paper: where notes and a plan's goal come from, and what stands on a vote list."""

from __future__ import annotations

from collections.abc import Iterable

from koosloome_desktop.exports.pdf_frame import BODY
from koosloome_desktop.exports.pdf_lists import CanvasFacts
from koosloome_desktop.model.document import Document
from koosloome_desktop.model.records import Ballot, Note


def source_words(document: Document, ids: Iterable[str], canvas: str) -> list[str]:
    """The texts of notes on other canvases, each with the arrow that says "from there"."""
    notes = (document.find(i) for i in ids)
    return [f"↖ {' '.join(n.text.split())}" for n in notes if isinstance(n, Note) and n.canvas != canvas]


def vote_list(facts: CanvasFacts) -> None:
    """What stands on the open vote lists of a canvas; nothing when there is none."""
    report = facts.report
    notes = {n.id: n for n in (*facts.notes, *facts.needs)}
    for ballot in report.document.within(Ballot, facts.canvas.id):
        listed = [notes[i] for i in ballot.targets if i in notes]
        if listed and not ballot.closed:
            report.book.heading(report.words.gettext("Vote list"), keep=60.0)
            report.book.bullets([n.text for n in listed], BODY)
