"""Where an action comes from, in words: the note, its dots and place, its canvas."""

from __future__ import annotations

from koosloome_desktop.model.document import Document
from koosloome_desktop.model.records import Canvas, Note
from koosloome_desktop.operations import queries
from koosloome_desktop.support.i18n import _
from koosloome_desktop.views.canvas_words import canvas_title
from koosloome_desktop.views.count_words import dot_words, short


def dots_and_place(document: Document, note: Note) -> str:
    """``9 täppi · 2. koht``; "" for a note that got none."""
    counts = queries.votes(document, note.canvas)
    shown = queries.shown_as(document, note.id)
    dots = counts.get(shown, 0)
    if not dots:
        return ""
    alike = {t: c for t, c in counts.items() if isinstance(document.find(t), Note)}
    return f"{dot_words(dots)} · {_('place {number}').format(number=queries.rank(alike, shown))}"


def source_words(document: Document, note: Note) -> str:
    """``P12 Bussid ei sõida · 9 täppi · 2. koht``."""
    first = " ".join(x for x in (note.code, short(note.text, 90)) if x)
    return " · ".join(x for x in (first, dots_and_place(document, note)) if x)


def canvas_of(document: Document, note: Note) -> str:
    """The title of the canvas a note stands on, or stood on."""
    found = document.find(note.canvas or note.parked_from)
    return canvas_title(found, document.workshop.language) if isinstance(found, Canvas) else ""
