"""The words of the notes of a workshop, folded once for every letter that is looked for."""

from __future__ import annotations

from typing import NamedTuple
from weakref import WeakKeyDictionary

from koosloome_desktop.model.document import Document
from koosloome_desktop.model.records import Note
from koosloome_desktop.operations import queries
from koosloome_desktop.support.text import fold


class Straw(NamedTuple):
    """A note, its words and those of the wordings in it (folded, one a line), and their codes."""

    note: Note
    words: str
    codes: tuple[str, ...]

    def has(self, wanted: str) -> bool:
        """Whether folded words stand in it; a code is found whole."""
        return wanted in self.words or wanted in self.codes


_kept: WeakKeyDictionary[Document, tuple[int, dict[str, list[Straw]]]] = WeakKeyDictionary()


def straws(document: Document, canvas: str) -> list[Straw]:
    """The notes and needs that stand on a canvas, in order; kept until the document changes."""
    rev, found = _kept.get(document, (-1, {}))
    if rev != document.rev:
        found = {}
        _kept[document] = (document.rev, found)
    if canvas not in found:
        made_of = {n.merged_into for n in document.of(Note) if n.merged_into}
        found[canvas] = [straw(document, n, n.id in made_of) for n in queries.standing(document, canvas)]
    return found[canvas]


def straw(document: Document, note: Note, merged: bool = True) -> Straw:
    """One note as it is looked through; `merged` says whether there may be wordings in it."""
    inner = queries.wordings(document, note.id) if merged else []
    texts = (note.text, note.second, *(n.text for n in inner))
    codes = tuple(n.code.casefold() for n in (note, *inner) if n.code)
    # What is looked for has no line end: it is folded.
    return Straw(note, "\n".join([fold(t) for t in texts if t]), codes)
