"""Questions of a canvas: those that lead the room through it, and the how-might-we questions that a problem map carries
as a bare list, taken onto a canvas where they can be voted on.

In files they are texts under `how_might_we`, without ids; on a canvas of questions they become notes like any other.
"""

from __future__ import annotations

from koosloome_desktop.canvases import spec_of, variant_of
from koosloome_desktop.model.document import Document
from koosloome_desktop.model.records import Canvas, Note
from koosloome_desktop.model.transaction import Transaction
from koosloome_desktop.operations import queries
from koosloome_desktop.operations.notes import CODE_PREFIX, order_last
from koosloome_desktop.operations.queries import next_code

ZONE = "hmw"


def listed(document: Document, canvas: str) -> list[Note]:
    """The questions that stand in the list only."""
    return queries.notes(document, canvas, "hmw")


def adopt(tx: Transaction, canvas: Canvas) -> int:
    """Make the listed questions notes of the canvas, in order, behind those that are there; how many they were."""
    found = listed(tx.document, canvas.id)
    prefix, width = CODE_PREFIX.get(canvas.type, ("M", 2))
    for note in found:
        code = next_code((n.code for n in tx.document.of(Note)), prefix, width)
        order = order_last(tx.document, Note, canvas.id)
        tx.update(note, form="note", zone=ZONE, code=code, order=order)
    return len(found)


def guiding(canvas: Canvas, lang: str) -> list[str]:
    """The questions that lead through a canvas: the one of its form first, then those of its kind, each once."""
    spec, variant = spec_of(canvas.type), variant_of(canvas.type, canvas.variant)
    if spec is None or variant is None:
        return []
    return list(dict.fromkeys(q for w in (variant.question, *spec.questions) if (q := w.get(lang))))
