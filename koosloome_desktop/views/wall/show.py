"""What the wall shows: a face and its page; it follows the agenda's running block, not the scribe's clicks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from koosloome_desktop.model.records import AgendaItem, Ballot, Canvas
from koosloome_desktop.operations import queries
from koosloome_desktop.support.i18n import N_

if TYPE_CHECKING:
    from koosloome_desktop.views.agenda.leading import Leading

FACES: Final = {
    "auto": N_("Follow the agenda"),
    "canvas": N_("Canvas"),
    "question": N_("Question and newest notes"),
    "agenda": N_("Agenda"),
    "votes": N_("Vote"),
    "plan": N_("Action plan"),
    "readback": N_("A row of the plan as a sentence"),
    "review": N_("Follow-up meeting"),
    "agreements": N_("Agreements"),
    "groups": N_("Groups"),
    "recap": N_("What there is so far"),
    "break": N_("Break"),
    "text": N_("Text of one's own"),
    "check": N_("Projector check"),
}
"""The faces of the wall by code, as message ids, in the order of the menu."""
_OF_TYPE: Final = {
    "canvas": "canvas", "vote": "votes", "break": "break", "lunch": "break", "agreements": "agreements",
    "arrival": "agenda", "check_in": "text", "check_out": "text",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Shown:
    """One picture of the wall: a face, the canvas it is about, the page, a text of one's own, the note in the light
    and its place among those that are read, the row of a plan that is read out.
    """

    face: str
    canvas: str = ""
    page: int = 0
    text: str = ""
    note: str = ""
    row: str = ""
    place: str = ""
    own: bool = False
    """Whether the text was written for the wall, and is not a block's title."""


class WallShow:
    """`shown()` is what stands on the wall. `changed` is called when that is to be drawn anew."""

    def __init__(self, leading: Leading) -> None:
        self._leading = leading
        self._chosen = Shown("auto")
        self._followed: tuple[str, str] = ("", "")
        self.pages = 1
        """How many pages the face has; told by who draws it."""
        self.changed: Callable[[], object] = lambda: None

    @property
    def face(self) -> str:
        """What was asked for: a face or ``auto``."""
        return self._chosen.face

    def choose(self, face: str, *, canvas: str = "", text: str = "") -> None:
        """Show a face; KeyError for one that there is not."""
        FACES[face]
        self._chosen = Shown(face, canvas, text=text, row=self._chosen.row, own=bool(text))
        self.changed()

    def light(self, note: str, canvas: str, place: str = "") -> None:
        """Put one note into the light, large; "" takes it back. `place` says which of several it is."""
        self.shown()  # a block that has begun since the last look takes the old light away, not this one
        self._chosen = replace(self._chosen, note=note, canvas=canvas or self._chosen.canvas, place=place)
        self.changed()

    def read(self, row: str) -> None:
        """The row of a plan that is being read out."""
        if row != self._chosen.row:
            self._chosen = replace(self._chosen, row=row)
            if self._chosen.face in {"readback", "review"}:
                self.changed()

    def turn(self, by: int) -> None:
        """So many pages on, round and round."""
        page = (self._chosen.page + by) % max(1, self.pages)
        if page != self._chosen.page:
            self._chosen = replace(self._chosen, page=page)
            self.changed()

    def shown(self) -> Shown:
        """What stands on the wall now."""
        if self._chosen.face != "auto":
            return replace(self._chosen, canvas=self._chosen.canvas or self._first())
        item = self._leading.current()
        face, canvas = self._of_block(item)
        if (face, canvas) != self._followed:
            # Another block begins at its first page, with nothing in the light.
            self._followed = (face, canvas)
            self._chosen = replace(self._chosen, page=0, note="", canvas="")
        text = item.title if item is not None and face == "text" else ""
        return replace(self._chosen, face=face, canvas=self._chosen.canvas or canvas, text=text)

    def _of_block(self, item: AgendaItem | None) -> tuple[str, str]:
        document = self._leading.workshop.document
        if item is None:
            return ("agenda" if document.of(AgendaItem) else "canvas"), self._first()
        canvas = next((c.id for c in queries.canvases(document) if c.code == item.canvas_code), "")
        face = _OF_TYPE.get(item.type, "canvas" if canvas else "text")
        if face == "canvas" and not canvas:
            face = "text"
        record = document.find(canvas)
        if face == "canvas" and isinstance(record, Canvas) and record.type == "action_plan":
            face = "plan"
        if face == "votes" and not document.of(Ballot):
            face = "canvas" if canvas else "text"
        return face, canvas or self._first()

    def _first(self) -> str:
        found = queries.canvases(self._leading.workshop.document)
        return found[0].id if found else ""
