"""The structure of a problem tree: who could change a cause and how it develops, folded branches, the workshop's limit.

The verbs run inside an open transaction; the questions take plain lists of notes, so that they cost one walk.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from koosloome_desktop.model.document import Document
from koosloome_desktop.model.records import Ballot, Note
from koosloome_desktop.model.transaction import Transaction
from koosloome_desktop.operations import notes as verbs
from koosloome_desktop.operations import queries
from koosloome_desktop.operations.notes import order_at, order_last
from koosloome_desktop.operations.parking import park
from koosloome_desktop.support.ids import new_id

#: Codes in the order in which they are offered; "" takes the mark away.
REACHES: Final = ("alone", "partners", "none")
TRENDS: Final = ("growing", "same", "shrinking")
OUT: Final = "out"
_CHOICES: Final = {"reach": REACHES, "trend": TRENDS, "bound": (OUT,)}


def mark(tx: Transaction, note_ids: Iterable[str], field: str, value: str) -> None:
    """Set `reach`, `trend` or `bound` of notes; "" takes it away. ValueError for a value that is none of its codes."""
    if value and value not in _CHOICES[field]:
        raise ValueError(value)
    for note_id in note_ids:
        tx.update(tx.document.get(note_id, Note), **{field: value})


def fold(tx: Transaction, note_ids: Iterable[str], *, closed: bool) -> None:
    """Fold the branches of notes, or open them; a note with nothing under it has nothing to fold."""
    for note_id in note_ids:
        if not closed or has_branch(tx.document, note_id):
            tx.update(tx.document.get(note_id, Note), collapsed=closed)


def uncover(tx: Transaction, note_id: str) -> None:
    """Open every folded branch that hides a note."""
    for above in ancestors(tx.document, note_id):
        if above.collapsed:
            tx.update(above, collapsed=False)


def twin(tx: Transaction, note: Note, text: str, *, down: str = "") -> Note:
    """A note that says what follows from `note`: it takes the place of `note`, which hangs under it from now on.

    `down` is the zone into which `note` moves when its own may hold one note only (a core problem becomes a cause).
    """
    siblings = tx.document.within(Note, note.canvas)
    at = next(i for i, n in enumerate(siblings) if n.id == note.id)
    made = verbs.add_note(
        tx, note.canvas, text, zone=note.zone, stage=note.stage, parent=note.parent, form=note.form, group=note.group
    )
    made = tx.update(made, sources=(note.id,), order=order_at(siblings, at))
    if down:
        for user_id, field in tx.document.pointing_at(note.id):
            if field == "parent":
                tx.update(tx.document.get(user_id, Note), parent=made.id)
    tx.update(note, parent=made.id, zone=down or note.zone)
    return made


def count_hands(tx: Transaction, candidates: Sequence[Note], note: Note, hands: int) -> None:
    """How many hands a candidate for the core got, in a round of its own beside the dots; ValueError below 0."""
    ids = tuple(n.id for n in candidates)
    document, canvas = tx.document, note.canvas
    rounds = [b for b in document.within(Ballot, canvas) if not b.closed and set(b.targets) == set(ids)]
    if not rounds:
        order = order_last(document, Ballot, canvas)
        tx.create(Ballot(id=new_id(), order=order, canvas=canvas, closed=False, targets=ids))
    verbs.set_votes(tx, canvas, note.id, hands)


def choose_core(tx: Transaction, note: Note) -> None:
    """Make one of several candidates the core problem: what hung under the others hangs under it, they are parked.

    The round in which hands were counted is closed.
    """
    document = tx.document
    for ballot in document.within(Ballot, note.canvas):
        if not ballot.closed and note.id in ballot.targets:
            tx.update(ballot, closed=True)
    others = [n for n in queries.notes(document, note.canvas) if n.zone == note.zone and n.id != note.id]
    for other in others:
        for user_id, field in document.pointing_at(other.id):
            if field == "parent" and user_id != note.id:
                tx.update(document.get(user_id, Note), parent=note.id)
    if note.parent:
        tx.update(document.get(note.id, Note), parent="")
    park(tx, [n.id for n in others])


def has_twin(document: Document, note: Note) -> bool:
    """Whether another note of its canvas says already what follows from a note."""
    users = (document.find(i) for i, field in document.pointing_at(note.id) if field == "sources")
    return any(isinstance(n, Note) and n.canvas == note.canvas for n in users)


def ancestors(document: Document, note_id: str) -> list[Note]:
    """The notes over a note, nearest first; a circle ends where it closes."""
    found: list[Note] = []
    seen = {note_id}
    note = document.find(note_id)
    while isinstance(note, Note) and note.parent and note.parent not in seen:
        seen.add(note.parent)
        note = document.find(note.parent)
        if isinstance(note, Note):
            found.append(note)
    return found


def has_branch(document: Document, note_id: str) -> bool:
    """Whether something hangs under a note."""
    users = (document.find(i) for i, field in document.pointing_at(note_id) if field == "parent")
    return any(isinstance(n, Note) and not n.merged_into for n in users)


def children(notes: Sequence[Note]) -> dict[str, list[str]]:
    """Parent id → ids of the notes that hang under it, in order."""
    found: dict[str, list[str]] = {}
    for note in notes:
        if note.parent:
            found.setdefault(note.parent, []).append(note.id)
    return found


def folded(notes: Sequence[Note]) -> tuple[frozenset[str], dict[str, int]]:
    """The ids of the notes that folded branches hide, and how many stand behind each folded note in sight."""
    roots = [n for n in notes if n.collapsed]
    if not roots:
        return frozenset(), {}
    below = children(notes)
    behind: dict[str, set[str]] = {}
    hidden: set[str] = set()
    for root in roots:
        inside = _under(below, root.id)
        if inside:
            behind[root.id] = inside
            hidden |= inside
    return frozenset(hidden), {i: len(inside) for i, inside in behind.items() if i not in hidden}


def outside(notes: Sequence[Note]) -> frozenset[str]:
    """The ids of the notes that this workshop leaves aside: those marked so, with all that hangs under them."""
    roots = [n.id for n in notes if n.bound == OUT]
    if not roots:
        return frozenset()
    below = children(notes)
    return frozenset(roots).union(*(_under(below, r) for r in roots))


def _under(below: dict[str, list[str]], root: str) -> set[str]:
    """All that hangs under a note, itself never among it."""
    found: set[str] = set()
    work = list(below.get(root, ()))
    while work:
        note_id = work.pop()
        if note_id != root and note_id not in found:
            found.add(note_id)
            work.extend(below.get(note_id, ()))
    return found


def branchwise(notes: Sequence[Note]) -> list[str]:
    """The ids of notes with every branch together: a note, then all that hangs under it; each once."""
    known = {n.id for n in notes}
    below = children(notes)
    found: dict[str, None] = {}
    roots = [n.id for n in notes if n.parent not in known]
    for start in (*roots, *(n.id for n in notes)):
        work = [start]
        while work:
            note_id = work.pop()
            if note_id not in found:
                found[note_id] = None
                work.extend(reversed(below.get(note_id, ())))
    return list(found)


def levels(notes: Sequence[Note]) -> dict[str, int]:
    """How deep each note stands in its zone, from 1: a note whose parent stands in another zone (or nowhere) is 1."""
    known = {n.id: n for n in notes}
    found: dict[str, int] = {}
    for note in notes:
        if note.id in found:
            continue
        parent = known.get(note.parent)
        if parent is not None and parent.zone == note.zone and parent.id in found:
            found[note.id] = found[parent.id] + 1  # most notes stand behind the one that they hang from
            continue
        chain: list[str] = []
        current: Note | None = note
        while current is not None and current.id not in found and current.id not in chain:
            chain.append(current.id)
            above = known.get(current.parent)
            current = above if above is not None and above.zone == current.zone else None
        level = found.get(current.id, 0) if current is not None else 0
        for note_id in reversed(chain):
            level += 1
            found[note_id] = level
    return found
