"""The parking lot: topics put off for later, and back again. Each verb runs inside an open transaction.

A parked note keeps all it has; it only stands on no canvas (`parked_from` says which one it stood on). Links to it
wait, what hung under it moves up, and it leaves its cluster.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from koosloome_desktop.model.document import Document
from koosloome_desktop.model.records import Action, Canvas, Cluster, Note
from koosloome_desktop.model.transaction import Transaction
from koosloome_desktop.operations import queries
from koosloome_desktop.operations.cluster_log import change
from koosloome_desktop.operations.notes import branch, free_code, order_last
from koosloome_desktop.operations.queries import NEED_ZONE as NEED_ZONE  # noqa: PLC0414 - the alias hands the name on

PARKING: Final = "parking"


def parked(document: Document) -> list[Note]:
    """The topics in the lot, in the order in which they came."""
    return queries.notes(document, "", PARKING)


def park(tx: Transaction, note_ids: Iterable[str]) -> list[Note]:
    """Put notes of canvases off for later; what is parked already, or gone, is left out."""
    document = tx.document
    found = [n for i in note_ids if isinstance(n := document.find(i), Note) and n.canvas and not n.merged_into]
    for note in found:
        for user_id, field in document.pointing_at(note.id):
            user = document.find(user_id)
            if isinstance(user, Note) and field == "parent" and not user.merged_into:
                tx.update(user, parent=document.get(note.id, Note).parent)
            elif isinstance(user, Cluster):
                change(tx, user, notes=[n for n in user.notes if n != note.id])
        for one in with_folded(document, note):
            zone = NEED_ZONE if one.form == "need" else one.zone
            order = order_last(document, Note, "")
            tx.update(one, canvas="", form=PARKING, parked_from=one.canvas, zone=zone, order=order)
    return [document.get(n.id, Note) for n in found]


def with_folded(document: Document, note: Note) -> list[Note]:
    """A note and all that was merged into it, at any depth."""
    return [note, *(inner for one in queries.folded(document, note.id) for inner in with_folded(document, one))]


def home_of(document: Document, note: Note) -> Canvas | None:
    """The canvas that a parked note came from, while it is there."""
    found = document.find(note.parked_from) if note.parked_from else None
    return found if isinstance(found, Canvas) and found.raw is None else None


def bring_back(tx: Transaction, note_id: str, canvas: str = "", zone: str = "") -> Note:
    """Put a parked note back where it stood, or on another canvas; ValueError when there is no canvas for it.

    It stands behind the others of its zone, under the note it hung under if that is still there.
    """
    document = tx.document
    note = document.get(note_id, Note)
    target = canvas or (home.id if (home := home_of(document, note)) is not None else "")
    if note.form != PARKING or not target:
        raise ValueError("this topic has no canvas to go to")
    for one in with_folded(document, note):
        tx.update(one, **_place(document, one, target, zone), order=order_last(document, Note, target))
    return document.get(note_id, Note)


def _place(document: Document, note: Note, canvas: str, zone: str) -> dict[str, Any]:
    """The fields of a note on its way from the lot to a canvas."""
    at_home = note.parked_from == canvas and not zone
    zone = note.zone if at_home else zone
    owner = document.find(canvas)
    # Only maps of resources hold needs; elsewhere it is a zone like any other, and a need would not get into files.
    needs = isinstance(owner, Canvas) and owner.type == "resource_map"
    form = "need" if needs and zone == NEED_ZONE else "note"
    above = document.find(queries.shown_as(document, note.parent)) if note.parent else None
    there = isinstance(above, Note) and above.canvas == canvas and above.id not in branch(document, note.id)
    return {
        "canvas": canvas,
        "form": form,
        "zone": "" if form == "need" else zone,
        "stage": note.stage if at_home else "",
        "parent": above.id if there and at_home and isinstance(above, Note) else "",
        "parked_from": "",
        "code": free_code(document, canvas, form) if _code_taken(document, note, canvas, form) else note.code,
    }


def _code_taken(document: Document, note: Note, canvas: str, form: str) -> bool:
    """Whether a note needs another code on a canvas: it has none, or a note of that canvas has the same."""
    same = [n for owner in (canvas, "") for n in document.within(Note, owner) if n.code == note.code]
    others = (n for n in same if n.id != note.id and canvas in {n.canvas, n.parked_from})
    forms = (n.form if n.canvas else "need" if n.zone == NEED_ZONE else "note" for n in others)
    return not note.code or form in forms


def to_action(tx: Transaction, note_id: str, plan: str) -> Action:
    """Make an action of a topic: it leaves the lot. A note goes back to its canvas as the source of the action."""
    from koosloome_desktop.operations.actions import add_action

    document = tx.document
    note = document.get(note_id, Note)
    if home_of(document, note) is not None:
        bring_back(tx, note_id)
        return add_action(tx, plan, note.text, sources=(note_id,))
    tx.remove(note_id)
    return add_action(tx, plan, note.text)
