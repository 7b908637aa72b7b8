"""What people do with notes: add, reword, move, delete, group. Each verb runs inside an open transaction."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from koosloome_desktop.model.document import Document
from koosloome_desktop.model.order import between
from koosloome_desktop.model.records import Ballot, Canvas, Cluster, Link, Note, Record, Tally
from koosloome_desktop.model.transaction import Transaction
from koosloome_desktop.operations import queries
from koosloome_desktop.operations.cluster_log import change
from koosloome_desktop.operations.origins import keep_origins
from koosloome_desktop.operations.photos import drop_unused
from koosloome_desktop.operations.queries import highest_code, next_code
from koosloome_desktop.support.ids import new_id
from koosloome_desktop.support.text import clean

CODE_PREFIX = {"problem_map": ("P", 2), "journey_map": ("J", 2), "resource_map": ("R", 2)}


def order_at(siblings: Sequence[Record], index: int) -> str:
    """An order key that puts a record before `siblings[index]` (at the end when `index` is their number)."""
    low = siblings[index - 1].order if index > 0 else ""
    high = siblings[index].order if index < len(siblings) else ""
    return between(low, high)


def order_last(document: Document, kind: type[Record], container: str) -> str:
    """An order key after all records of a kind in a container."""
    siblings = document.within(kind, container)
    return between(siblings[-1].order if siblings else "", "")


def add_note(  # noqa: PLR0913 - the keyword-only ones are fields of the note
    tx: Transaction,
    canvas: str,
    text: str,
    *,
    zone: str = "",
    stage: str = "",
    parent: str = "",
    form: str = "note",
    group: str = "",
    after: str = "",
) -> Note:
    """A new note at the end of its canvas, or right after the note `after`. `text` is cleaned at this door."""
    document = tx.document
    siblings = document.within(Note, canvas)
    index = next((i + 1 for i, n in enumerate(siblings) if n.id == after), len(siblings)) if after else len(siblings)
    return tx.create(
        Note(
            id=new_id(),
            order=order_at(siblings, index),
            canvas=canvas,
            code=_code_in(tx, canvas, form),
            form=form,
            zone=zone,
            stage=stage,
            parent=parent,
            text=clean(text).text,
            group=group,
        )
    )


def free_code(document: Document, canvas: str, form: str) -> str:
    """The next short id of a new note on a canvas; forms that have none get ""."""
    prefix, width = _prefix(document, canvas, form)
    return next_code((n.code for n in document.of(Note)), prefix, width) if prefix else ""


def _prefix(document: Document, canvas: str, form: str) -> tuple[str, int]:
    """How the short ids of a form begin on a canvas ("" where there are none), and their least number of digits."""
    if form not in {"note", "need"}:
        return "", 0
    owner = document.find(canvas)
    kind = owner.type if isinstance(owner, Canvas) else ""
    return ("N", 0) if form == "need" else CODE_PREFIX.get(kind, ("M", 2))


def _code_in(tx: Transaction, canvas: str, form: str) -> str:
    """The next short id in this step: a list of a thousand lines looks through the workshop once, not at each line."""
    prefix, width = _prefix(tx.document, canvas, form)
    if not prefix:
        return ""
    since, highest = tx.known.get(f"code {prefix}", (-1, 0))
    changes, written = tx.written(max(since, 0))
    fresh = [r for r in written if isinstance(r, Note)] if since >= 0 else tx.document.of(Note)
    highest = max(highest, highest_code((n.code for n in fresh), prefix))
    tx.known[f"code {prefix}"] = changes, highest
    return f"{prefix}{highest + 1:0{width}d}"


def reword(tx: Transaction, note: Note, text: str) -> Note:
    """Give a note another text (cleaned)."""
    return tx.update(note, text=clean(text).text)


def say_in_another_language(tx: Transaction, note: Note, text: str) -> Note:
    """Give a note the same text in another language (cleaned), shown below its own; an empty one takes it away."""
    return tx.update(note, second=clean(text).text)


def delete_notes(tx: Transaction, note_ids: Iterable[str]) -> None:
    """Delete notes; what hung under them moves up to their own parent."""
    gone = {i: None for i in note_ids if tx.document.find(i) is not None}
    keep_origins(tx, [tx.document.get(i, Note) for i in gone])
    for cluster in tx.document.of(Cluster):
        if not gone.keys().isdisjoint(cluster.notes):
            change(tx, cluster, notes=[n for n in cluster.notes if n not in gone])
    for note_id in gone:
        note = tx.document.get(note_id, Note)
        for user_id, field in tx.document.pointing_at(note_id):
            if field == "parent":
                tx.update(tx.document.get(user_id, Note), parent=note.parent)
        tx.remove(note_id)
        drop_unused(tx, note.photo)


def move_note(
    tx: Transaction,
    note: Note,
    *,
    zone: str | None = None,
    stage: str | None = None,
    parent: str | None = None,
    before: str = "",
    after: str = "",
) -> Note:
    """Move a note to another zone, stage, parent or place among its canvas's notes; None leaves a part as it is.

    A neighbour that is not on the canvas (any more) leaves the place among the notes as it is.

    A parent inside the note's own branch is refused (ValueError): a branch cannot hang under itself.
    """
    values: dict[str, str] = {}
    if zone is not None:
        values["zone"] = zone
    if stage is not None:
        values["stage"] = stage
    if parent is not None:
        if parent == note.id or parent in branch(tx.document, note.id):
            raise ValueError("a branch cannot hang under itself")
        values["parent"] = parent
    if before or after:
        siblings = [n for n in tx.document.within(Note, note.canvas) if n.id != note.id]
        found = next((i for i, n in enumerate(siblings) if n.id == (before or after)), None)
        if found is not None:
            values["order"] = order_at(siblings, found if before else found + 1)
    return tx.update(note, **values)


def branch(document: Document, note_id: str) -> set[str]:
    """The ids of all notes that hang under a note, at any depth."""
    found: set[str] = set()
    work = [note_id]
    while work:
        for user_id, field in document.pointing_at(work.pop()):
            if field == "parent" and user_id not in found:
                found.add(user_id)
                work.append(user_id)
    return found


def put_in_cluster(tx: Transaction, canvas: str, note_ids: Sequence[str], cluster: Cluster | None) -> None:
    """Take notes out of every cluster of their canvas and, unless `cluster` is None, append them to it."""
    moving = set(note_ids)
    for other in tx.document.within(Cluster, canvas):
        if moving & set(other.notes) and (cluster is None or other.id != cluster.id):
            change(tx, other, notes=[n for n in other.notes if n not in moving])
    if cluster is not None:
        current = tx.document.get(cluster.id, Cluster)
        added = tuple(n for n in note_ids if n not in current.notes)
        if added:
            change(tx, current, notes=current.notes + added)


def add_cluster(tx: Transaction, canvas: str, label: str = "") -> Cluster:
    """A new, empty cluster at the end."""
    taken = (c.code for c in tx.document.of(Cluster))
    made = tx.create(
        Cluster(
            id=new_id(),
            order=order_last(tx.document, Cluster, canvas),
            canvas=canvas,
            code=next_code(taken, "K"),
        )
    )
    return change(tx, made, label=clean(label).text) if label else made


def link(tx: Transaction, canvas: str, link_type: str, source: str, target: str, label: str = "") -> Link:
    """Connect two notes; the same connection twice is given back as it is."""
    for known in tx.document.within(Link, canvas):
        if (known.type, known.source, known.target) == (link_type, source, target):
            return known
    return tx.create(
        Link(
            id=new_id(),
            order=order_last(tx.document, Link, canvas),
            canvas=canvas,
            type=link_type,
            source=source,
            target=target,
            label=clean(label).text,
        )
    )


def set_votes(tx: Transaction, canvas: str, target: str, count: int, method: str = "hands") -> None:
    """Set the dots a target got by one method in its newest ballot (made when there is none); ValueError below zero."""
    if count < 0:
        raise ValueError("dots cannot be negative")
    ballot = queries.ballot_for(tx.document, canvas, target) or tx.create(
        Ballot(id=new_id(), order=order_last(tx.document, Ballot, canvas), canvas=canvas)
    )  # fmt: skip
    for tally in tx.document.within(Tally, ballot.id):
        if tally.target == target and tally.method == method:
            tx.update(tally, count=count)
            return
    order = order_last(tx.document, Tally, ballot.id)
    tx.create(Tally(id=new_id(), order=order, ballot=ballot.id, target=target, method=method, count=count))
