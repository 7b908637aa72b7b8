"""Questions to a document that screens, paper, files and checks all ask."""

from __future__ import annotations

from collections.abc import Iterable

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
    Session,
    Tally,
    Track,
)


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
    """The notes of one form on a canvas, in order; canvas ``""`` with form ``parking`` is the parking lot."""
    return [n for n in document.within(Note, canvas) if n.form == form]


def tracks(document: Document, canvas: str, axis: str) -> list[Track]:
    """The zones, stages, lanes or rings of a canvas, in order."""
    return [t for t in document.within(Track, canvas) if t.axis == axis]


def links(document: Document, canvas: str, link_type: str) -> list[Link]:
    """The links of one type on a canvas, in order."""
    return [x for x in document.within(Link, canvas) if x.type == link_type]


def votes(document: Document, canvas: str) -> dict[str, int]:
    """Dots per target over all ballots and methods of a canvas; a target that was tallied with zero is in it."""
    result: dict[str, int] = {}
    for ballot in document.within(Ballot, canvas):
        for tally in document.within(Tally, ballot.id):
            result[tally.target] = result.get(tally.target, 0) + tally.count
    return result


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
    start = len(prefix)
    numbers = (int(c[start:]) for c in taken if c.startswith(prefix) and c[start:].isascii() and c[start:].isdigit())
    return f"{prefix}{max(numbers, default=0) + 1:0{width}d}"
