"""The resource map: blocks of resources, needs beside them; a need dropped on a resource is matched with it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from koosloome_desktop.canvases import variant_of
from koosloome_desktop.canvases.inputs import NEEDS
from koosloome_desktop.canvases.resource_map import phases
from koosloome_desktop.layout.primitives import Board
from koosloome_desktop.model.document import Document
from koosloome_desktop.model.records import Canvas, Note
from koosloome_desktop.model.transaction import Transaction
from koosloome_desktop.operations import notes as verbs
from koosloome_desktop.support.i18n import N_, _
from koosloome_desktop.views.board.drops import Drop
from koosloome_desktop.views.canvases.presenter import Change, Presenter, Target

_PRIORITIES: Final = (1, 3)
STEP: Final = "phase:"
"""How the keys of the steps of the phases begin on a board."""


def presenter(document: Document, canvas_id: str) -> Presenter | None:
    """Rings, pins and networks have presenters of their own; the rest are blocks or columns with needs."""
    from koosloome_desktop.views.canvases.resource_rings import RingsPresenter
    from koosloome_desktop.views.canvases.resource_spots import NetworkPresenter, PinsPresenter

    canvas = document.get(canvas_id, Canvas)
    variant = variant_of(canvas.type, canvas.variant)
    made: dict[str, type[ResourcePresenter]] = {
        "rings": RingsPresenter, "pins": PinsPresenter, "network": NetworkPresenter,
    }  # fmt: skip
    return made.get(variant.layout if variant is not None else "", ResourcePresenter)(document, canvas_id)


class ResourcePresenter(Presenter):
    """Resources, needs and what matches."""

    def start(self) -> Target:
        """Where needs and offers stand side by side, the needs come first."""
        variant = self.variant
        return Target(zone=NEEDS) if variant is not None and variant.layout == "matching" else super().start()

    def drop_at(self, board: Board, ids: Sequence[str], x: float, y: float) -> Drop | None:
        """A need over a resource, or a resource over a need: a match. Else as everywhere."""
        return self.match_at(board, ids, x, y) or super().drop_at(board, ids, x, y)

    def match_at(self, board: Board, ids: Sequence[str], x: float, y: float) -> Drop | None:
        """The match that a drop at a point would make, None when it would make none."""
        over = next((n for n in board.notes if n.contains(x, y) and n.id not in ids), None)
        moved = [n for i in ids if isinstance(n := self.document.find(i), Note)]
        if over is not None and moved and all((over.zone == NEEDS) != (n.form == "need") for n in moved):
            return Drop("match", note=over.id, box=(over.x - 4, over.y - 4, over.w + 8, over.h + 8))
        return None

    def place(self, tx: Transaction, ids: Sequence[str], drop: Drop) -> None:
        """Match, or move."""
        if drop.how != "match":
            super().place(tx, ids, drop)
            return
        target = self.document.get(drop.note, Note)
        for note_id in ids:
            note = self.document.get(note_id, Note)
            need, resource = (note, target) if note.form == "need" else (target, note)
            verbs.link(tx, self.canvas_id, "match", need.id, resource.id)

    def paper(self, board: Board, current: Note | None, x: float, y: float) -> tuple[str, Change] | None:
        """A click on a step of the phases: the community is in it."""
        steps = (p for p in board.panels if p.key.startswith(STEP) and p.key.removeprefix(STEP).isdigit())
        hit = next((p for p in steps if p.x <= x <= p.x + p.w and p.y <= y <= p.y + p.h), None)
        number = int(hit.key.removeprefix(STEP)) if hit is not None else 0
        canvas = self.canvas
        if not number or number == phases.current_step(canvas, number):
            return None
        return N_("Choose the phase"), lambda tx: tx.update(canvas, parts=phases.with_step(canvas, number))

    def bump(self, note: Note, delta: int) -> tuple[Change, str] | None:
        """How urgent a need is: + raises it to 1, the most urgent, − lowers it to 3; the dots of a resource."""
        if note.form != "need":
            return super().bump(note, delta)
        low, high = _PRIORITIES
        unsaid = high + 1
        value = max(low, min(high, (note.priority or unsaid) - delta))
        if value == note.priority:
            return None
        return (lambda tx: tx.update(note, priority=value)), _("Priority: {value}").format(value=value)
