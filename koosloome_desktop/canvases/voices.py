"""Whose voice is missing on a canvas: sectors in the room of which no group has said anything there yet.

High-interest people may be low-power and must still be heard (domain notes 3.1, source 12).
"""

from __future__ import annotations

from koosloome_desktop.model.document import Document
from koosloome_desktop.model.records import Person
from koosloome_desktop.operations import queries


def missing_voices(document: Document, canvas: str) -> list[str] | None:
    """The sectors of participants whose groups have no note on a canvas, in the order of the list of participants.

    None when nothing can be said: nobody has both a sector and a group, or no note says who spoke.
    """
    people = [p for p in document.of(Person) if p.sector and p.group is not None]
    # What was folded into another note was said all the same.
    every = (n for form in ("note", "need") for n in queries.stored_notes(document, canvas, form))
    said = {g for n in every for g in (n.group, *n.said_by) if g}
    if not people or not said:
        return None
    heard = {p.sector for p in people if str(p.group) in said}
    return [s for s in dict.fromkeys(p.sector for p in people) if s not in heard]
