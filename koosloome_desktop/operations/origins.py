"""What an action keeps of its source notes when they go: words, canvas, dots and place, for ever.

While a note is there the action points at it, and its dots are counted anew each time. Only when the note is deleted is
what was true then written into the row, in the same undo step.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from koosloome_desktop.model.document import Document
from koosloome_desktop.model.frozen import FrozenMap
from koosloome_desktop.model.records import Action, Canvas, Note
from koosloome_desktop.model.transaction import Transaction
from koosloome_desktop.operations import queries


def keep_origins(tx: Transaction, notes: Iterable[Note]) -> None:
    """These notes are about to go: the actions that come from them keep what they said."""
    document = tx.document
    votes: dict[str, dict[str, int]] = {}
    for note in notes:
        rows = [document.find(user) for user, field in document.pointing_at(note.id) if field == "sources"]
        for action in rows:
            if isinstance(action, Action):
                counts = votes.setdefault(note.canvas, queries.votes(document, note.canvas))
                current = document.get(action.id, Action)
                tx.update(current, origins=(*current.origins, origin(document, note, counts)))


def origin(document: Document, note: Note, counts: dict[str, int]) -> FrozenMap:
    """A note as an action remembers it; `counts` are the dots of its canvas."""
    found: dict[str, Any] = {"code": note.code, "text": note.text}
    canvas = document.find(note.canvas or note.parked_from)
    if isinstance(canvas, Canvas) and (canvas.title or canvas.code):
        found["canvas"] = canvas.title or canvas.code
    shown = queries.shown_as(document, note.id)
    if counts.get(shown, 0) > 0:
        alike = {t: c for t, c in counts.items() if isinstance(document.find(t), Note)}
        found |= {"dots": counts[shown], "place": queries.rank(alike, shown)}
    return FrozenMap(found)
