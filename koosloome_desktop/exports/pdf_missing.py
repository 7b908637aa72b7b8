"""Letters that no shipped face has: counted before an export, so that people hear of the boxes before they print."""

from __future__ import annotations

from collections.abc import Iterator

from koosloome_desktop.exports.pdf_fonts import unprintable
from koosloome_desktop.model.document import Document
from koosloome_desktop.model.records import Action, Canvas, Cluster, Milestone, Note, Track


def unprintable_in(document: Document) -> int:
    """How many letters of the content cannot be drawn. Units: letters as people see them."""
    texts = [t for t in _texts(document) if not t.isascii()]
    # A workshop repeats its letters: which cannot be drawn is asked once for each.
    strange = {c for c in set().union(*map(set, texts)) if unprintable(c)} if texts else set()
    if not strange:
        return 0
    return sum(unprintable(t) for t in texts if strange.intersection(t))


def _texts(document: Document) -> Iterator[str]:
    workshop = document.workshop
    yield from (str(v) for v in workshop.title.values())
    yield from (workshop.goal, workshop.place, workshop.theme)
    for note in document.of(Note):
        yield note.text
    for action in document.of(Action):
        yield from (action.activity, action.result, action.indicator, action.target_group, action.owner_role)
        yield from (action.budget_note, action.time_text)
    for step in document.of(Milestone):
        yield step.text
    for canvas in document.of(Canvas):
        yield from (canvas.title, canvas.focus_question, canvas.goal)
    for cluster in document.of(Cluster):
        yield cluster.label
    for track in document.of(Track):
        yield track.name
