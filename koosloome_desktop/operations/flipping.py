"""Problems turned into objectives: every problem of a tree gets a positive twin on an objective tree, and stays linked.

The objective tree names the tree it turns round (`Canvas.mirrors`), a twin its problem (`Note.sources`). Twins hang as
their problems do; where a problem between is not turned yet, they hang under the nearest one above that is.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from koosloome_desktop.model.document import Document
from koosloome_desktop.model.order import between
from koosloome_desktop.model.records import Canvas, Note
from koosloome_desktop.model.transaction import Transaction
from koosloome_desktop.operations import notes as verbs
from koosloome_desktop.operations import queries
from koosloome_desktop.operations.tree import ancestors, branchwise, outside

ZONES: Final = {"effect": "impact", "core": "objective", "cause": "precondition"}
"""Zone of a problem → zone of its twin."""
PART: Final = "objective_tree"
"""The part of a problem map's file that holds twins somebody wrote before there was an objective tree."""


def objectives_of(document: Document, canvas_id: str) -> Canvas | None:
    """The objective tree of a problem tree, None while there is none."""
    return next((c for c in queries.canvases(document) if canvas_id and c.mirrors == canvas_id), None)


def problems_of(document: Document, canvas: Canvas) -> Canvas | None:
    """The problem tree that an objective tree turns round."""
    found = document.find(canvas.mirrors) if canvas.mirrors else None
    return found if isinstance(found, Canvas) else None


def problems(document: Document, canvas_id: str) -> list[Note]:
    """The notes of a problem tree that can be turned, in the order in which the room does: branch by branch from the
    core.
    """
    notes = [n for n in queries.standing(document, canvas_id) if n.zone in ZONES]
    known = {n.id: n for n in notes}
    cores_first = sorted(notes, key=lambda n: n.zone != "core")
    return [known[i] for i in branchwise(cores_first)]


def twins(document: Document, mirror_id: str) -> dict[str, Note]:
    """Problem id → its twin on an objective tree."""
    found: dict[str, Note] = {}
    for note in queries.standing(document, mirror_id):
        for source in note.sources:
            found.setdefault(queries.shown_as(document, source), note)
    return found


def unturned(document: Document, mirror: Canvas) -> list[Note]:
    """The problems without a twin, in turning order; what the workshop leaves aside is not asked for."""
    turned = twins(document, mirror.id)
    aside = outside(queries.standing(document, mirror.mirrors))
    return [n for n in problems(document, mirror.mirrors) if n.id not in turned and n.id not in aside]


def left_of(document: Document, mirror: Canvas) -> tuple[int, int]:
    """(how many problems are still to turn, of how many)."""
    turned = twins(document, mirror.id)
    left = len(unturned(document, mirror))
    return left, left + sum(1 for n in problems(document, mirror.mirrors) if n.id in turned)


def ready(document: Document, canvas: Canvas) -> dict[str, str]:
    """Problem id → the positive wording that its file holds in `objective_tree`: a core, and pairs of code and text."""
    part = canvas.parts.get(PART)
    if not isinstance(part, Mapping):
        return {}
    notes = queries.standing(document, canvas.id)
    by_code = {n.code: n.id for n in notes}
    found: dict[str, str] = {}
    core = next((n.id for n in notes if n.zone == "core"), "")
    if core and isinstance(part.get("core"), str) and part["core"].strip():
        found[core] = part["core"]
    pairs = part.get("pairs")
    for pair in pairs if isinstance(pairs, tuple) else ():
        note, text = (pair.get("note"), pair.get("positive")) if isinstance(pair, Mapping) else (None, None)
        if isinstance(note, str) and isinstance(text, str) and text.strip() and note in by_code:
            found[by_code[note]] = text
    return found


def turn(tx: Transaction, mirror: Canvas, problem: Note, text: str) -> Note:
    """Give a problem its twin; twins of problems below it that hung higher until now hang under it."""
    document = tx.document
    turned = twins(document, mirror.id)
    over = above(document, problem, turned)
    made = verbs.add_note(
        tx, mirror.id, text, zone=ZONES[problem.zone], parent=over, group=problem.group,
    )  # fmt: skip
    made = tx.update(made, sources=(problem.id,), order=_place(document, mirror, problem, turned))
    turned[problem.id] = made
    for below_id, twin in turned.items():
        below = document.find(below_id)
        if not isinstance(below, Note) or twin.id == made.id or twin.parent != over:
            continue  # somebody hung it elsewhere by hand
        if above(document, below, turned) == made.id:
            tx.update(twin, parent=made.id)
    return made


def turn_ready(tx: Transaction, mirror: Canvas) -> int:
    """Make twins of what the problem map's file had ready; how many."""
    source = problems_of(tx.document, mirror)
    if source is None:
        return 0
    texts = ready(tx.document, source)
    todo = [n for n in unturned(tx.document, mirror) if n.id in texts]
    for problem in todo:
        turn(tx, mirror, problem, texts[problem.id])
    return len(todo)


def above(document: Document, problem: Note, turned: Mapping[str, Note]) -> str:
    """The twin of the nearest problem above that is turned; "" when there is none."""
    return next((turned[n.id].id for n in ancestors(document, problem.id) if n.id in turned), "")


def _place(document: Document, mirror: Canvas, problem: Note, turned: Mapping[str, Note]) -> str:
    """An order key that puts a twin among the others as its problem stands among the problems."""
    order = [n.id for n in problems(document, mirror.mirrors)]
    at = order.index(problem.id)
    before = next((turned[i] for i in reversed(order[:at]) if i in turned), None)
    siblings = [n for n in document.within(Note, mirror.id) if queries.shown_as(document, n.id) == n.id]
    keys = [n.order for n in siblings if n.id != problem.id and problem.id not in n.sources]
    low = before.order if before is not None else ""
    high = min((k for k in keys if k > low), default="")
    return between(low, high)
