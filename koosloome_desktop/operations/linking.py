"""Links that people draw between notes: made, given another kind, and taken away. Each verb runs in a transaction."""

from __future__ import annotations

from koosloome_desktop.model.document import Document
from koosloome_desktop.model.records import Link, Note
from koosloome_desktop.model.transaction import Transaction
from koosloome_desktop.operations import queries
from koosloome_desktop.operations.notes import link
from koosloome_desktop.support.text import clean

RELATION = "relation"
MATCH = "match"


def type_between(source: Note, target: Note) -> str:
    """The type of a link between two notes: a need and what answers it are a match, all else is a relation."""
    return MATCH if (source.form == "need") != (target.form == "need") else RELATION


def ends(source: Note, target: Note) -> tuple[str, str]:
    """(source, target) as they are stored: a match goes from the need."""
    if type_between(source, target) == MATCH and target.form == "need":
        return target.id, source.id
    return source.id, target.id


def between(document: Document, source: Note, target: Note) -> Link | None:
    """The link from one note to another as it is shown; a plain one (and a match) counts in both directions."""
    link_type = type_between(source, target)
    one, other = ends(source, target)
    found = queries.links(document, source.canvas, link_type)
    exact = next((x for x in found if (x.source, x.target) == (one, other)), None)
    if exact is not None:
        return exact
    return next((x for x in found if (x.source, x.target) == (other, one) and not x.label), None)


def toggle(tx: Transaction, source: Note, target: Note, label: str | None = None) -> Link | None:
    """Link two notes of a canvas; a link that is there gets another kind, and goes when it has that kind already.

    `label` None is what the link has, or plain. ValueError for a note with itself or with one of another canvas.
    """
    if source.id == target.id or source.canvas != target.canvas:
        raise ValueError("a link needs two notes of one canvas")
    known = between(tx.document, source, target)
    wanted = None if label is None else clean(label).text
    link_type = type_between(source, target)
    if known is None:
        one, other = ends(source, target)
        return link(tx, source.canvas, link_type, one, other, wanted or "")
    if link_type == MATCH or wanted in {None, known.label}:
        remove(tx, known)
        return None
    return tx.update(tx.document.get(known.id, Link), label=wanted)


def remove(tx: Transaction, shown: Link) -> None:
    """Take a link away, with those that are shown as the same one since their notes were merged."""
    document = tx.document
    for stored in queries.stored_links(document, shown.canvas, shown.type):
        end = (queries.shown_as(document, stored.source), queries.shown_as(document, stored.target), stored.label)
        if end == (shown.source, shown.target, shown.label):
            tx.remove(stored.id)
