"""Questions to a document that screens, paper, files and checks all ask."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from koosloome_desktop.model.document import Document
from koosloome_desktop.model.records import (
    Action,
    Ballot,
    Canvas,
    Cluster,
    Link,
    Milestone,
    Note,
    Person,
    Record,
    Session,
    Tally,
    Track,
)

NEED_ZONE: Final = "needs"
"""The zone of a parked note that was a need."""
STRENGTH: Final = "strength"
"""The form of a ballot in which everybody gives each thing 1–5 points."""


def canvases(document: Document) -> list[Canvas]:
    """The canvases in order."""
    return document.within(Canvas, "")


def sessions(document: Document) -> list[Session]:
    """The sessions in order."""
    return document.within(Session, "")


def people(document: Document) -> list[Person]:
    """The participants in order."""
    return document.within(Person, "")


def notes(document: Document, canvas: str, form: str = "note") -> list[Note]:
    """The notes of one form that stand on a canvas, in order; canvas ``""`` with form ``parking`` is the parking lot.

    Notes that were folded into another are not among them (`stored_notes` has them).
    """
    return [n for n in document.within(Note, canvas) if n.form == form and not n.merged_into]


def stored_notes(document: Document, canvas: str, form: str = "note") -> list[Note]:
    """All notes of one form on a canvas as files keep them, folded ones too."""
    return [n for n in document.within(Note, canvas) if n.form == form]


def standing(document: Document, canvas: str) -> list[Note]:
    """Every note and need that stands on a canvas by itself, in order."""
    return [n for n in document.within(Note, canvas) if n.form in {"note", "need"} and not n.merged_into]


def stands(note: Note) -> bool:
    """Whether a note or need stands by itself on its canvas."""
    return note.form in {"note", "need"} and not note.merged_into


def shown_as(document: Document, note_id: str) -> str:
    """The note that a folded note is shown as; any other note is shown as itself."""
    seen = {note_id}
    note = document.find(note_id)
    while isinstance(note, Note) and note.merged_into and note.merged_into not in seen:
        seen.add(note.merged_into)
        note = document.find(note.merged_into)
    return note.id if note is not None else note_id


def folded(document: Document, note_id: str) -> list[Note]:
    """The notes folded into a note, in their order on the canvas."""
    found = [document.get(i, Note) for i, field in document.pointing_at(note_id) if field == "merged_into"]
    return sorted(found, key=lambda n: (n.order, n.id))


def wordings(document: Document, note_id: str) -> list[Note]:
    """The notes as people once wrote them that a note is made of, at any depth; empty for a note nobody folded."""
    result: list[Note] = []
    for inner in folded(document, note_id):
        result += wordings(document, inner.id) or [inner]
    return result


def tracks(document: Document, canvas: str, axis: str) -> list[Track]:
    """The zones, stages, lanes or rings of a canvas, in order."""
    return [t for t in document.within(Track, canvas) if t.axis == axis]


def links(document: Document, canvas: str, link_type: str) -> list[Link]:
    """The links of one type between notes that stand on a canvas, in order.

    A link of a folded note is the link of the note it is shown as; two that become one are given once, and a link
    whose end is parked waits until that comes back.
    """
    result: list[Link] = []
    seen: set[tuple[str, str, str]] = set()
    for link in stored_links(document, canvas, link_type):
        source, target = shown_as(document, link.source), shown_as(document, link.target)
        key = (source, target, link.label)
        if source != target and key not in seen:
            seen.add(key)
            same = (source, target) == (link.source, link.target)
            result.append(link if same else replace(link, source=source, target=target))
    return result


def stored_links(document: Document, canvas: str, link_type: str) -> list[Link]:
    """The links of one type as files keep them: both ends are on the canvas."""
    return [x for x in document.within(Link, canvas) if x.type == link_type and _on_canvas(document, x)]


def _on_canvas(document: Document, link: Link) -> bool:
    ends = (document.find(link.source), document.find(link.target))
    return all(isinstance(n, Note) and n.canvas == link.canvas for n in ends)


def votes(document: Document, canvas: str) -> dict[str, int]:
    """Dots per target by all methods in the rounds that `shown_rounds` gives; a target tallied with zero is in it.

    The dots of folded notes count for the note they are shown as; those of parked notes wait with them.
    """
    result: dict[str, int] = {}
    for target, count in own_votes(document, canvas).items():
        shown = shown_as(document, target)
        note = document.find(shown)
        if isinstance(note, Note) and note.canvas != canvas:
            continue
        result[shown] = result.get(shown, 0) + count
    return result


def stored_votes(document: Document, canvas: str) -> dict[str, int]:
    """Dots per target as they were given, each to its own note; points of strength are no dots."""
    result: dict[str, int] = {}
    for ballot in (b for b in document.within(Ballot, canvas) if b.form != STRENGTH):
        for tally in document.within(Tally, ballot.id):
            result[tally.target] = result.get(tally.target, 0) + tally.count
    return result


def own_votes(document: Document, canvas: str) -> dict[str, int]:
    """The same, each to its own note, folded or not."""
    result: dict[str, int] = {}
    for tally in (t for b in shown_rounds(document, canvas) for t in document.within(Tally, b.id)):
        result[tally.target] = result.get(tally.target, 0) + tally.count
    return result


def told_rounds(document: Document, canvas: str) -> list[Ballot]:
    """The rounds of dots whose totals may be seen: closed, or not hidden. Points of a strength ballot are no dots."""
    return [b for b in document.within(Ballot, canvas) if (b.closed or not b.hidden) and b.form != STRENGTH]


def shown_rounds(document: Document, canvas: str) -> list[Ballot]:
    """The rounds whose dots are the result, as on the page of votes: where rounds share a target, the last closed one
    that somebody voted in. Dots counted outside of a round (no code) belong to the result while no round came after.
    """
    told = told_rounds(document, canvas)
    if len(told) < 2:
        return told
    shown: list[Ballot] = []
    decided: list[Ballot] = []
    for at in range(len(told) - 1, -1, -1):
        ballot = told[at]
        # While a second round is counted the first one's result stands.
        settled = ballot.closed or not ballot.code or not any(b.closed and _share(b, ballot) for b in told[:at])
        if not settled or any(_share(b, ballot) for b in decided):
            continue
        shown.insert(0, ballot)
        if ballot.code and ballot.closed and document.count_within(Tally, ballot.id):
            decided.append(ballot)
    return shown


def _share(one: Ballot, other: Ballot) -> bool:
    """Whether something stands on both lists; a round without a list is about everything."""
    return not one.targets or not other.targets or not set(one.targets).isdisjoint(other.targets)


def rounds_of(document: Document, canvas: str, target: str) -> list[tuple[int, int]]:
    """(number of the round on its canvas, dots) of every round that counted something for a target, by all methods."""
    numbers = {b.id: n for n, b in enumerate(document.within(Ballot, canvas), 1)}
    counts = [
        (numbers[b.id], [t.count for t in document.within(Tally, b.id) if t.target == target])
        for b in told_rounds(document, canvas)
    ]
    return [(number, sum(found)) for number, found in counts if found]


def ballot_for(document: Document, canvas: str, target: str) -> Ballot | None:
    """The newest ballot of a canvas in which something can get dots: one for everything, or one that has it listed."""
    found = reversed(document.within(Ballot, canvas))
    return next((b for b in found if not b.targets or target in b.targets), None)


def rank(counts: dict[str, int], target: str) -> int:
    """Place of a target by dots, ties share a place, from 1."""
    return 1 + sum(1 for c in counts.values() if c > counts.get(target, 0))


def cluster_of(document: Document, canvas: str) -> dict[str, Cluster]:
    """The first cluster each note of a canvas stands in."""
    result: dict[str, Cluster] = {}
    for cluster in document.within(Cluster, canvas):
        for note in cluster.notes:
            result.setdefault(note, cluster)
    return result


def unmatched_needs(document: Document, canvas: str) -> list[Note]:
    """Needs of a resource map to which no resource is matched, in order."""
    matched = {x.source for x in links(document, canvas, "match")}
    return [n for n in notes(document, canvas, "need") if n.id not in matched]


def actions(document: Document, canvas: str) -> list[Action]:
    """The rows of a plan, in order."""
    return document.within(Action, canvas)


def milestones(document: Document, action: str) -> list[Milestone]:
    """The milestones of an action, in order."""
    return document.within(Milestone, action)


def next_code(taken: Iterable[str], prefix: str, width: int = 0) -> str:
    """The next free short id after the highest number in use: P23 after P22, A9 after A8 (`width` pads with zeros)."""
    return f"{prefix}{highest_code(taken, prefix) + 1:0{width}d}"


def highest_code(taken: Iterable[str], prefix: str) -> int:
    """The highest number in use behind a prefix; 0 when there is none."""
    start = len(prefix)
    numbers = (int(c[start:]) for c in taken if c.startswith(prefix) and c[start:].isascii() and c[start:].isdigit())
    return max(numbers, default=0)


class Codes:
    """Free short ids one after another: who makes many looks through what there is once, not at each of them."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._highest: dict[tuple[type[Record], str], int] = {}

    def free(self, kind: type[Record], prefix: str, width: int = 0) -> str:
        """The next one of a kind of record behind a prefix; each is given once (`width` pads with zeros)."""
        key = kind, prefix
        if key not in self._highest:
            self._highest[key] = highest_code((str(getattr(r, "code", "")) for r in self._document.of(kind)), prefix)
        self._highest[key] += 1
        return f"{prefix}{self._highest[key]:0{width}d}"
