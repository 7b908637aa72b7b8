"""What the verbs of a canvas share: its workshop, one way to run a step, and to whom sentences go. Knows no Qt."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from koosloome_desktop.model.changes import ChangeSet
from koosloome_desktop.model.records import Note
from koosloome_desktop.support.errors import KoosloomeError
from koosloome_desktop.views.canvas_words import replaced_words
from koosloome_desktop.views.canvases.presenter import Change, Presenter

if TYPE_CHECKING:
    from koosloome_desktop.services.workshop import OpenWorkshop


class VerbBase:
    """`say` shows a sentence to the person, `announce` only speaks it."""

    def __init__(self, workshop: OpenWorkshop, presenter: Presenter) -> None:
        self.workshop = workshop
        self.presenter = presenter
        self.canvas = presenter.canvas_id
        self.say: Callable[[str], object] = lambda _text: None
        self.announce: Callable[[str], object] = lambda _text: None

    def _run(self, label: str, work: Change, merge_key: str = "") -> ChangeSet | None:
        try:
            return self.workshop.run(label, work, merge_key=merge_key)
        except KoosloomeError as error:
            self.say(error.line())
        return None

    def tell_replaced(self, texts: Sequence[str]) -> None:
        """Say how many characters of these texts, which were just kept, no file can hold."""
        told = replaced_words(texts)
        if told:
            self.say(told)

    def note(self, note_id: str) -> Note | None:
        """A note that stands on this canvas, None when it is gone or folded into another."""
        found = self.workshop.document.find(note_id) if note_id else None
        return found if isinstance(found, Note) and found.canvas == self.canvas and not found.merged_into else None
