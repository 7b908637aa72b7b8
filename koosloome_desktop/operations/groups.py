"""The groups of a workshop that may be speaking, and what they say: a note keeps who said it, and who said it again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from koosloome_desktop.model.document import Document
from koosloome_desktop.model.records import Group, Note, Person
from koosloome_desktop.model.transaction import Transaction

USUAL: Final = 6
"""Groups that are offered where the workshop does not say how many there are."""


def group_names(document: Document) -> list[str]:
    """The groups as notes name them: named ones first, else "1" … as many as the workshop, its people or its notes
    say.
    """
    named = [g.name or g.code for g in document.within(Group, "") if g.name or g.code]
    if named:
        return named
    stated = document.workshop.groups or 0
    seen = [p.group for p in document.of(Person) if isinstance(p.group, int) and not isinstance(p.group, bool)]
    seen += [int(n.group) for n in document.of(Note) if n.group.isascii() and n.group.isdigit()]
    most = max([stated or USUAL, *seen])
    return [str(n) for n in range(1, min(most, 99) + 1)]


def set_group(tx: Transaction, notes: Sequence[Note], group: str) -> None:
    """Say which group notes come from; "" is nobody in particular."""
    for note in notes:
        tx.update(note, group=group)


def say_again(tx: Transaction, note: Note, group: str = "") -> Note:
    """The same was said once more: counted on the note, and the group kept beside the one that said it first."""
    said = note.said_by
    if group and group not in {note.group, *said}:
        said = (*said, group)
    return tx.update(note, times=max(1, note.times) + 1, said_by=said)
