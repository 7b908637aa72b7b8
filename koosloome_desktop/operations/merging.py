"""Folding notes that say the same into one, and taking them apart again, also much later.

The new note stands where the leading one stood and has its words. The originals stay records of their own
(`merged_into`): their wordings, groups and dots are kept, and nothing but the new note shows them. Links and dots stay
where they are: whoever reads them asks `queries`, which answers with the note that is shown.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final

from koosloome_desktop.model.document import Document
from koosloome_desktop.model.frozen import EMPTY
from koosloome_desktop.model.records import Action, Ballot, Canvas, Cluster, Link, Note, Tally
from koosloome_desktop.model.transaction import Transaction
from koosloome_desktop.operations import queries
from koosloome_desktop.operations.cluster_log import change
from koosloome_desktop.operations.notes import free_code, order_at
from koosloome_desktop.support.ids import new_id

_PLACE: Final = ("zone", "stage", "parent", "x", "y", "ring", "pin")
"""The fields that say where a note stands."""
_OWN: Final[dict[str, Any]] = {"merged_into": "", "held": (), "given": (), "extra": EMPTY, "times": 1, "said_by": ()}
"""What a new note does not take over from the note whose words it has."""
_KNOWN: Final = ("photo", "strength", "priority", "whose", "attitude", "reach", "trend")
"""What the new note knows when any of them does, the leading one first."""


def can_merge(document: Document, note_ids: Sequence[str]) -> bool:
    """Whether these notes can become one: at least two that stand on one canvas, all needs or none."""
    found = [n for i in dict.fromkeys(note_ids) if isinstance(n := document.find(i), Note)]
    alike = {(n.canvas, n.form) for n in found}
    return len(found) > 1 and len(alike) == 1 and not any(n.merged_into for n in found)


def merge(tx: Transaction, lead_id: str, note_ids: Sequence[str]) -> Note:
    """Fold notes into one with the words and the place of `lead_id`; ValueError when they cannot become one."""
    ids = list(dict.fromkeys((lead_id, *note_ids)))
    document = tx.document
    if not can_merge(document, ids):
        raise ValueError("these notes cannot become one")
    members = [document.get(i, Note) for i in ids]
    lead = members[0]
    siblings = document.within(Note, lead.canvas)
    at = next(i for i, n in enumerate(siblings) if n.id == lead.id)
    values: dict[str, Any] = {
        **_OWN,
        "id": new_id(),
        "code": free_code(document, lead.canvas, lead.form),
        "order": order_at(siblings, at + 1),
        "parent": _outside(document, lead, set(ids)),
        **{name: _first(members, name) for name in _KNOWN},
        "sources": tuple(dict.fromkeys(s for n in members for s in n.sources)),
        "photo": next((n.photo for n in members if n.photo), ""),
    }
    merged = tx.create(replace(lead, **values))
    for member in members:
        kids = [n for n in _under(document, member.id) if n.id not in ids]
        for kid in kids:
            tx.update(kid, parent=merged.id)
        tx.update(member, merged_into=merged.id, held=tuple(n.id for n in kids))
    _regroup(tx, ids, merged.id)
    for ballot in document.within(Ballot, lead.canvas):
        if set(ids) & set(ballot.targets):  # the one note stands on the vote list for them
            tx.update(ballot, targets=tuple(dict.fromkeys(merged.id if i in ids else i for i in ballot.targets)))
    return merged


def _first(members: Sequence[Note], name: str) -> Any:
    """The value of a field where the first of the notes knows it."""
    values = [getattr(n, name) for n in members]
    return next((v for v in values if v not in {"", None}), values[0])


def _outside(document: Document, note: Note, members: set[str]) -> str:
    """The nearest note above that is not folded itself."""
    parent, seen = note.parent, {note.id}
    while parent in members and parent not in seen:
        seen.add(parent)
        parent = document.get(parent, Note).parent
    return "" if parent in members else parent


def _under(document: Document, note_id: str) -> list[Note]:
    """The notes that hang right under a note and stand by themselves, in order."""
    found = [document.get(i, Note) for i, field in document.pointing_at(note_id) if field == "parent"]
    return sorted((n for n in found if not n.merged_into), key=lambda n: (n.order, n.id))


def _regroup(tx: Transaction, ids: Sequence[str], merged: str) -> None:
    """Put the new note into the cluster of the first of its originals that has one; they leave theirs."""
    members = set(ids)
    clusters = [c for c in tx.document.of(Cluster) if members & set(c.notes)]
    chosen = next((c for i in ids for c in clusters if i in c.notes), None)
    for cluster in clusters:
        left = [n for n in cluster.notes if n not in members]
        if chosen is not None and cluster.id == chosen.id:
            at = min(i for i, n in enumerate(cluster.notes) if n in members)
            left.insert(sum(1 for n in cluster.notes[:at] if n not in members), merged)
        change(tx, cluster, notes=left)


def separate(tx: Transaction, note_id: str) -> list[Note]:
    """Bring back the notes that were folded into one; ValueError when none were.

    They stand where they stood, or where the one note was moved since, in its cluster. What came to the one note since
    (dots, links, notes under it) goes to the first of them, what it became (an action) names them all.
    """
    document = tx.document
    merged, originals = document.get(note_id, Note), queries.folded(document, note_id)
    if not originals:
        raise ValueError("nothing was folded into this note")
    place = _moved_to(merged, originals, document)
    first = originals[0]
    for original in originals:
        for kid in original.held:
            if document.get(kid, Note).parent == merged.id:
                tx.update(document.get(kid, Note), parent=original.id)
    for kid_id, field in document.pointing_at(merged.id):
        if field == "parent":
            tx.update(document.get(kid_id, Note), parent=first.id)
    for original in originals:
        tx.update(original, merged_into="", held=(), **place)
    _hand_over(tx, merged, [n.id for n in originals])
    tx.remove(merged.id)
    return [document.get(n.id, Note) for n in originals]


def _moved_to(merged: Note, originals: Sequence[Note], document: Document) -> dict[str, Any]:
    """The place of a note that was moved since it was made, nothing for one that was not."""
    inside = {n.id for n in originals}
    for original in originals:
        stood = replace(original, parent=_outside(document, original, inside))
        if all(getattr(stood, name) == getattr(merged, name) for name in _PLACE):
            return {}
    return {name: getattr(merged, name) for name in _PLACE}


def _hand_over(tx: Transaction, merged: Note, originals: Sequence[str]) -> None:
    """Whatever names the one note names its originals."""
    document, first = tx.document, originals[0]
    for user_id, field in document.pointing_at(merged.id):
        user = document.find(user_id)
        if isinstance(user, Cluster):
            change(tx, user, notes=_instead(user.notes, merged.id, originals))
        elif isinstance(user, Action | Note) and field == "sources":
            tx.update(user, sources=_instead(user.sources, merged.id, originals))
        elif isinstance(user, Canvas | Ballot) and field in {"goal_sources", "targets"}:
            tx.update(user, **{field: _instead(getattr(user, field), merged.id, originals)})
        elif isinstance(user, Link):
            tx.update(user, **{field: first})
        elif isinstance(user, Tally):
            _count_for(tx, user, first)
    if merged.times > 1:
        heard = document.get(first, Note)
        tx.update(heard, times=heard.times + merged.times - 1, said_by=(*heard.said_by, *merged.said_by))


def _instead(ids: Sequence[str], gone: str, others: Sequence[str]) -> tuple[str, ...]:
    kept = (other for one in ids for other in (others if one == gone else (one,)))
    return tuple(dict.fromkeys(kept))


def _count_for(tx: Transaction, tally: Tally, target: str) -> None:
    """Give dots to another note: added to what it has in that round by that method."""
    for known in tx.document.within(Tally, tally.ballot):
        if known.target == target and known.method == tally.method:
            tx.update(known, count=known.count + tally.count)
            tx.remove(tally.id)
            return
    tx.update(tally, target=target)


def times(document: Document, note: Note) -> int:
    """How often a note was said: by each of its originals, and again since."""
    inner = queries.folded(document, note.id)
    return sum(times(document, n) for n in inner) + note.times - 1 if inner else note.times


def groups(document: Document, note: Note) -> tuple[str, ...]:
    """The groups that said it, each once, in the order of its originals."""
    said = [*queries.wordings(document, note.id), note]
    return tuple(dict.fromkeys(g for n in said for g in (n.group, *n.said_by) if g))


def told(document: Document, note: Note) -> Note:
    """A note as it is told to people: with the groups of all its originals, and as often as they were said."""
    if not queries.folded(document, note.id):
        return note
    first, *others = groups(document, note) or ("",)
    return replace(note, times=times(document, note), group=first, said_by=tuple(others))
