"""Questions of a canvas: those that lead the room through it, and the how-might-we questions that a problem map carries
as a bare list, taken onto a canvas where they can be voted on.

In files they are texts under `how_might_we`, without ids; on a canvas of questions they become notes like any other.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from koosloome_desktop.canvases import spec_of, variant_of
from koosloome_desktop.model.document import Document
from koosloome_desktop.model.records import Canvas, Note
from koosloome_desktop.model.transaction import Transaction
from koosloome_desktop.operations import queries
from koosloome_desktop.operations.notes import CODE_PREFIX, order_last
from koosloome_desktop.operations.queries import next_code

ZONE: Final = "hmw"
FROM_LIST: Final = "from_list"
"""The part of a canvas that names the notes which were its listed questions, by their codes."""


def listed(document: Document, canvas: str) -> list[Note]:
    """The questions that stand in the list only."""
    return queries.notes(document, canvas, "hmw")


def adopt(tx: Transaction, canvas: Canvas) -> int:
    """Make the listed questions notes of the canvas, in order, behind those that are there; how many they were. The
    canvas remembers them (`FROM_LIST`): in another form they are its list again.
    """
    found = listed(tx.document, canvas.id)
    if not found:
        return 0
    prefix, width = CODE_PREFIX.get(canvas.type, ("M", 2))
    codes = list(_from_list(canvas))
    for note in found:
        code = next_code((n.code for n in tx.document.of(Note)), prefix, width)
        order = order_last(tx.document, Note, canvas.id)
        tx.update(note, form="note", zone=ZONE, code=code, order=order)
        codes.append(code)
    tx.update(canvas, parts=canvas.parts.having(FROM_LIST, codes))
    return len(found)


def give_back(tx: Transaction, canvas: Canvas) -> None:
    """Make the questions that came from the list, and of which nothing more was said, its entries again."""
    codes = _from_list(canvas)
    if not codes:
        return
    for note in queries.notes(tx.document, canvas.id):
        bare = Note(id=note.id, order=note.order, canvas=canvas.id, form="hmw", text=note.text, extra=note.extra)
        plain = note == replace(bare, form="note", zone=ZONE, code=note.code, given=note.given)
        if note.code in codes and plain and not tx.document.pointing_at(note.id):
            tx.update(note, form="hmw", zone="", code="")
    tx.update(canvas, parts=canvas.parts.without(FROM_LIST))


def _from_list(canvas: Canvas) -> tuple[str, ...]:
    found = canvas.parts.get(FROM_LIST)
    return tuple(c for c in found if isinstance(c, str)) if isinstance(found, tuple) else ()


def guiding(canvas: Canvas, lang: str) -> list[str]:
    """The questions that lead through a canvas: the one of its form first, then those of its kind, each once."""
    spec, variant = spec_of(canvas.type), variant_of(canvas.type, canvas.variant)
    if spec is None or variant is None:
        return []
    return list(dict.fromkeys(q for w in (variant.question, *spec.questions) if (q := w.get(lang))))
