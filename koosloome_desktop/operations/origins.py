"""What an action keeps of its source notes when they go: words, canvas, dots and place, for ever.

While a note is there the action points at it, and its dots are counted anew each time. Only when the note is deleted is
what was true then written into the row, in the same undo step.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from koosloome_desktop.model.document import Document
from koosloome_desktop.model.frozen import FrozenMap
from koosloome_desktop.model.records import Action, Canvas, Note
from koosloome_desktop.model.transaction import Transaction
from koosloome_desktop.operations import queries


@dataclass(frozen=True, slots=True)
class Gone:
    """A source note that is gone: ``P02 Bussid ei sõida``, its dots and place (0 = none), the title of its canvas."""

    words: str
    dots: int = 0
    place: int = 0
    canvas: str = ""


def told(kept: FrozenMap) -> Gone | None:
    """What a row keeps of a note; None for an entry that says nothing (a file may hold anything)."""
    words = " ".join(str(x) for x in (kept.get("code"), kept.get("text")) if isinstance(x, str) and x)
    if not words:
        return None
    dots, place = (n if isinstance(n := kept.get(key), int) and n > 0 else 0 for key in ("dots", "place"))
    canvas = kept.get("canvas")
    return Gone(words, dots, place, canvas if isinstance(canvas, str) else "")


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
