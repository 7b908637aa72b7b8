"""What a tree is made of, as the page reads it: sides, branches, what is folded or left aside. Knows no Qt."""

from __future__ import annotations

from koosloome_desktop.canvases.draw_tree import OUTSIDE, outside_zone, roles_of
from koosloome_desktop.canvases.inputs import zone_spec
from koosloome_desktop.layout.primitives import ZoneIn
from koosloome_desktop.model.records import Note
from koosloome_desktop.operations import queries, tree
from koosloome_desktop.support.i18n import _, translator
from koosloome_desktop.views.board.spatial import Direction
from koosloome_desktop.views.canvases.presenter import Change, Presenter
from koosloome_desktop.views.count_words import note_words


class TreeFacts(Presenter):
    """Reads a tree."""

    @property
    def away(self) -> dict[str, Direction]:
        """The direction in which the branches of a zone grow away from the core."""
        up, _core, down = roles_of(self.variant)
        sides: dict[str, Direction] = {up: "up", down: "down"}
        return {code: direction for code, direction in sides.items() if code}

    def other(self, zone: str) -> str:
        """The zone on the other side of the core."""
        return next((code for code in self.away if code != zone), zone)

    def zone(self, code: str) -> ZoneIn:
        """A zone by its code; beyond the limit of the workshop there is one more."""
        return outside_zone(translator(self.lang)) if code == OUTSIDE else super().zone(code)

    def reading_order(self) -> list[str]:
        """Zone by zone; what a folded branch hides cannot be reached until it is opened."""
        hidden, _behind = tree.folded(self.notes())
        return [i for i in super().reading_order() if i not in hidden]

    def told(self, note: Note) -> str:
        """Its level, what is folded behind it, whether the workshop leaves it aside."""
        notes, found = self.notes(), []
        if note.zone in self.away:
            found.append(_("level {number}").format(number=tree.levels(notes).get(note.id, 1)))
        behind = tree.folded(notes)[1].get(note.id)
        if behind:
            found.append(_("Folded: {notes}").format(notes=note_words(behind)))
        if note.id in tree.outside(notes):
            found.append(_("left aside in this workshop"))
        return ", ".join(found)

    def opening(self, note_id: str) -> Change | None:
        """The change that brings a note in sight which a folded branch hides."""
        if any(above.collapsed for above in tree.ancestors(self.document, note_id)):
            return lambda tx: tree.uncover(tx, note_id)
        return None

    def note_of(self, note_id: str) -> Note | None:
        """A note of this canvas; None for "" and for one that is gone."""
        found = self.document.find(note_id) if note_id else None
        return found if isinstance(found, Note) and found.canvas == self.canvas_id else None

    def root_of(self, zone: str) -> str:
        """The note that the first notes of a zone hang under: the (first) core problem; "" while there is none."""
        built_in = zone_spec(self.canvas, zone)
        above = built_in.child_of if built_in else ""
        if not above:
            return ""
        # Only those of that zone are looked at closely: each line of a pasted list asks.
        found = (n for n in self.document.within(Note, self.canvas_id) if n.zone == above)
        return next((n.id for n in found if queries.stands(n)), "")

    def is_root(self, note: Note) -> bool:
        """Whether a note hangs under none of its own zone."""
        parent = self.note_of(note.parent)
        return parent is None or parent.zone != note.zone

    def siblings(self, note: Note) -> list[Note]:
        """The notes beside a note, itself among them, in order."""
        return [n for n in self.notes() if n.zone == note.zone and n.parent == note.parent]
