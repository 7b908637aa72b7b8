"""Whether notes name private people (domain notes 3.8, check 12): they stand on the wall and on paper."""

from __future__ import annotations

from typing import Final

from koosloome_desktop.model.document import Document
from koosloome_desktop.model.frozen import FrozenMap
from koosloome_desktop.model.records import Canvas, Note
from koosloome_desktop.operations import privacy, queries
from koosloome_desktop.operations.findings import Finding, Severity
from koosloome_desktop.support.i18n import N_

_TEXTS: Final = {
    "name": N_("{row}: “{words}” looks like a person's name; the note is on the wall and on paper."),
    "phone": N_("{row}: “{words}” looks like a phone number; the note is on the wall and on paper."),
}


def check_notes(document: Document, canvas: Canvas) -> list[Finding]:
    """Notes of a canvas that seem to name a person or a phone number, in order; `row` is the note's code."""
    found = []
    for note in queries.standing(document, canvas.id):
        part = privacy.private_part(note.text) or privacy.private_part(note.second)
        if part is not None:
            found.append(_told(canvas, note, part))
    return found


def _told(canvas: Canvas, note: Note, part: privacy.Private) -> Finding:
    values = FrozenMap({"row": note.code or note.text, "words": part.text})
    code = f"note.private_{part.kind}"
    return Finding(code, Severity.HINT, canvas.code, note.code, _TEXTS[part.kind], values, "text", note.id)
