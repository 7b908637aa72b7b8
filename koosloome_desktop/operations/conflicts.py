"""Two writers changed the same field of one record: which values there are, and what people decide between them."""

from __future__ import annotations

from typing import Any

from koosloome_desktop.model.document import Document
from koosloome_desktop.model.frozen import same
from koosloome_desktop.model.records import Conflict, Note, Record
from koosloome_desktop.model.transaction import Transaction
from koosloome_desktop.operations.notes import add_note, reword
from koosloome_desktop.support.text import clean


def unsettled(document: Document) -> list[Conflict]:
    """The conflicts that wait for a decision: those of one record together, in the order in which they came up."""
    found = [c for c in document.of(Conflict) if not c.decided and document.find(c.target) is not None]
    first: dict[str, str] = {}
    for conflict in sorted(found, key=lambda c: c.id):
        first.setdefault(conflict.target, conflict.id)
    return sorted(found, key=lambda c: (first[c.target], c.id))


def values(document: Document, conflict: Conflict) -> list[Any]:
    """What stands in the field now, then what else was written there, each value once."""
    target = document.find(conflict.target)
    if target is None:
        return []
    found = [getattr(target, conflict.field, None)]
    for value in (conflict.theirs, conflict.ours):
        if not any(same(value, known) for known in found):
            found.append(value)
    return found


def can_keep_both(document: Document, conflict: Conflict) -> bool:
    """Whether the other wording can stand beside the present one: the text of a note can."""
    return isinstance(document.find(conflict.target), Note) and conflict.field == "text"


def decide(tx: Transaction, conflict: Conflict, value: Any) -> Record | None:
    """Put a value into the field and the question away; the record as it is then."""
    target: Record | None = tx.document.find(conflict.target)
    if target is not None and not same(getattr(target, conflict.field, None), value):
        if isinstance(target, Note) and conflict.field == "text":
            target = reword(tx, target, str(value or ""))
        else:
            target = tx.update(target, **{conflict.field: value})
    _put_away(tx, conflict, target)
    return target


def _put_away(tx: Transaction, conflict: Conflict, target: Record | None) -> None:
    """A question that a file asked is remembered with its answer, as the file may come again; another is over."""
    if conflict.actor or target is None:
        tx.remove(conflict.id)
    else:
        tx.update(conflict, decided=True, ours=getattr(target, conflict.field, None))


def remembered(document: Document, target: str, field: str, theirs: Any) -> Conflict | None:
    """The question, open or decided, that a file asked about a field with this value of its own."""
    asked = (document.find(i) for i, name in document.pointing_at(target) if name == "target")
    for one in asked:
        if isinstance(one, Conflict) and not one.actor and one.field == field and same(one.theirs, theirs):
            return one
    return None


def keep_both(tx: Transaction, conflict: Conflict) -> list[Note]:
    """Leave the note as it is and write every other wording beside it as a note of its own; gives those."""
    target = tx.document.get(conflict.target, Note)
    others = [clean(str(value or "")).text for value in values(tx.document, conflict)[1:]]
    _put_away(tx, conflict, target)
    made: list[Note] = []
    for text in others:
        if text:
            after = made[-1].id if made else target.id
            made.append(
                add_note(
                    tx, target.canvas, text, zone=target.zone, stage=target.stage, parent=target.parent,
                    form=target.form, group=target.group, after=after,
                )
            )  # fmt: skip
    return made
