"""What a canvas is made of, as the page reads it: zones, notes, reading order, question. Knows no Qt."""

from __future__ import annotations

from collections.abc import Sequence

from koosloome_desktop.canvases import spec_of, variant_of
from koosloome_desktop.canvases.drawing import board as drawn
from koosloome_desktop.canvases.inputs import NEEDS, TRAY, zone_codes, zones_in
from koosloome_desktop.canvases.spec import Variant
from koosloome_desktop.layout.primitives import Board, LayoutProfile, ZoneIn
from koosloome_desktop.model.document import Document
from koosloome_desktop.model.records import Canvas, Note
from koosloome_desktop.operations import queries


class CanvasFacts:
    """Reads one canvas; asks the document anew every time, so that it is never behind."""

    def __init__(self, document: Document, canvas_id: str) -> None:
        self.document = document
        self.canvas_id = canvas_id

    # -- what there is

    @property
    def canvas(self) -> Canvas:
        """The canvas as it stands now."""
        return self.document.get(self.canvas_id, Canvas)

    @property
    def lang(self) -> str:
        """The language of built-in titles and questions: the workshop's."""
        return self.document.workshop.language

    @property
    def variant(self) -> Variant | None:
        """The variant, None for one this program does not know and for a canvas that was deleted just now."""
        canvas = self.document.find(self.canvas_id)
        if not isinstance(canvas, Canvas) or canvas.raw is not None:
            return None
        return variant_of(canvas.type, canvas.variant)

    @property
    def writable(self) -> bool:
        """Whether notes can be added; a canvas of an unknown kind is only shown."""
        return self.variant is not None

    @property
    def takes_map(self) -> bool:
        """Whether a picture of one's own may lie under the notes."""
        variant = self.variant
        return variant is not None and variant.code == "geo_pins"

    def zones(self) -> list[ZoneIn]:
        """Zones or lanes with title and question, in order."""
        return zones_in(self.document, self.canvas, self.lang, ghosts=False) if self.writable else []

    def codes(self) -> list[str]:
        """The codes of the zones in order."""
        return [z.code for z in self.zones()]

    def zone(self, code: str) -> ZoneIn:
        """A zone by its code; an unknown one is called by it."""
        return next((z for z in self.zones() if z.code == code), ZoneIn(code, code if code != TRAY else ""))

    def notes(self) -> list[Note]:
        """Everything that stands on the canvas by itself, in order."""
        return queries.standing(self.document, self.canvas_id)

    def zone_of(self, note: Note) -> str:
        """The zone in which a note is shown: its own, the needs, or the tray of those without one."""
        return self.zones_of([note])[0]

    def zones_of(self, notes: Sequence[Note]) -> list[str]:
        """The zones in which notes are shown; of thousands as quickly as of one."""
        codes = frozenset(zone_codes(self.document, self.canvas))
        return [NEEDS if n.form == "need" else n.zone if n.zone in codes else TRAY for n in notes]

    def reading_order(self) -> list[str]:
        """Note ids zone by zone: for Tab, screen readers and the next ungrouped note."""
        if not self.writable:
            return []
        rank = {code: i for i, code in enumerate(self.codes())}
        found = [
            (rank.get(NEEDS if n.form == "need" else n.zone, len(rank)), i, n.id) for i, n in enumerate(self.notes())
        ]
        return [note_id for _zone, _at, note_id in sorted(found)]

    def question(self) -> str:
        """The guiding question of the whole canvas."""
        variant = self.variant
        return self.canvas.focus_question or (variant.question.get(self.lang) if variant else "")

    def board(self, profile: LayoutProfile) -> Board:
        """The drawing of the canvas for a layout profile."""
        spec = spec_of(self.canvas.type)
        return (spec.board if spec is not None else drawn)(self.document, self.canvas, profile, self.lang)
