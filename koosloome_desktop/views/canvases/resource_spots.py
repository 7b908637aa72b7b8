"""Maps on which a place means something: pins on a picture, nodes of a network. Alt+arrow moves by one per cent."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from koosloome_desktop.canvases.inputs import NEEDS
from koosloome_desktop.canvases.resource_map.drawing import UNPLACED
from koosloome_desktop.canvases.resource_map.variants import PIN_KINDS
from koosloome_desktop.layout.network import FIELD, part_of
from koosloome_desktop.layout.pins import PICTURE, place_on
from koosloome_desktop.layout.primitives import Board, NoteBox, Point, ZoneBox
from koosloome_desktop.model.records import Note
from koosloome_desktop.model.transaction import Transaction
from koosloome_desktop.support.i18n import N_
from koosloome_desktop.views.board.drops import Drop
from koosloome_desktop.views.board.spatial import Direction
from koosloome_desktop.views.canvases.presenter import Change, Target
from koosloome_desktop.views.canvases.resource_map import ResourcePresenter

STEP: Final = 0.01
"""How far Alt+arrow moves a note: one per cent of the picture or field."""
_WAYS: Final[dict[Direction, Point]] = {
    "up": (0.0, -STEP), "down": (0.0, STEP), "left": (-STEP, 0.0), "right": (STEP, 0.0),
}  # fmt: skip
_REACH: Final = 18.0


class SpotsPresenter(ResourcePresenter):
    """Notes that stand at x and y of a field."""

    field = FIELD
    """The code of the field's box on the board."""

    def aim(self, target: Target, direction: Direction, current: Note | None, board: Board) -> Target:
        """The next zone, in the direction of Tab: zones have no places here."""
        return self.next_zone(target, 1 if direction in {"right", "down"} else -1)

    def standing(self, note: Note, board: Board) -> Point | None:
        """Where a note stands now (0 … 1), None when it has no place."""
        return None if note.x is None or note.y is None else (float(note.x), float(note.y))

    def spot(self, box: ZoneBox, x: float, y: float) -> Point:
        """The x and y (0 … 1) of a point of the board."""
        return part_of(box, x, y)

    def nudge(self, ids: Sequence[str], direction: Direction, board: Board) -> Change | None:
        """One per cent in a direction; what has no place yet comes into the middle. Needs move as everywhere."""
        notes = [n for i in ids if isinstance(n := self.document.find(i), Note)]
        if any(n.form == "need" for n in notes):
            return super().nudge(ids, direction, board)
        dx, dy = _WAYS[direction]
        wanted: dict[str, Point] = {}
        for note in notes:
            now = self.standing(note, board)
            wanted[note.id] = (0.5, 0.5) if now is None else (_kept(now[0] + dx), _kept(now[1] + dy))
        if all((n.x, n.y) == wanted[n.id] for n in notes):
            return None

        def change(tx: Transaction) -> None:
            for note_id, (x, y) in wanted.items():
                tx.update(self.document.get(note_id, Note), x=x, y=y)

        return change

    def drop_at(self, board: Board, ids: Sequence[str], x: float, y: float) -> Drop | None:
        """A place in the field; a match over a need; else as everywhere."""
        match = self.match_at(board, ids, x, y)
        field = board.zone(self.field)
        if match is not None or field is None or not field.contains(x, y):
            return match or super().drop_at(board, ids, x, y)
        moved = [n for i in ids if isinstance(n := self.document.find(i), Note)]
        if any(n.form == "need" for n in moved):
            return None
        zone = moved[0].zone if moved else self.start().zone
        return Drop("spot", zone=zone, box=self.shown(board.note(ids[0]) if ids else None, x, y),
                    at=self.spot(field, x, y))  # fmt: skip

    def shown(self, box: NoteBox | None, x: float, y: float) -> tuple[float, float, float, float]:
        """What shows where a note would stand."""
        w, h = (box.w, box.h) if box is not None else (2 * _REACH, 2 * _REACH)
        return (x - w / 2, y - h / 2, w, h)

    def place(self, tx: Transaction, ids: Sequence[str], drop: Drop) -> None:
        """At the place; several notes side by side from there on."""
        if drop.how != "spot" or drop.at is None:
            super().place(tx, ids, drop)
            return
        for number, note_id in enumerate(ids):
            note = self.document.get(note_id, Note)
            tx.update(note, x=_kept(drop.at[0] + 2 * STEP * number), y=_kept(drop.at[1] + 2 * STEP * number))


class PinsPresenter(SpotsPresenter):
    """Pins on a picture; a zone that is a kind of pin gives its notes that kind."""

    field = PICTURE

    def spot(self, box: ZoneBox, x: float, y: float) -> Point:
        """The x and y on the picture."""
        return place_on(box, x, y)

    def shown(self, box: NoteBox | None, x: float, y: float) -> tuple[float, float, float, float]:
        """A pin is small."""
        return (x - _REACH, y - _REACH, 2 * _REACH, 2 * _REACH)

    def add(self, tx: Transaction, target: Target, text: str) -> Note:
        """A new note with the kind of its zone."""
        made = super().add(tx, target, text)
        return tx.update(made, pin=target.zone) if target.zone in PIN_KINDS and made.form == "note" else made

    def rehome(self, tx: Transaction, note: Note, target: Target) -> None:
        """Another zone, and its kind."""
        super().rehome(tx, note, target)
        if target.zone in PIN_KINDS and note.form == "note":
            tx.update(self.document.get(note.id, Note), pin=target.zone)

    def paper(self, board: Board, current: Note | None, x: float, y: float) -> tuple[str, Change] | None:
        """A click on the picture puts the note one has just written there."""
        picture = board.zone(PICTURE)
        waits = current is not None and current.form == "note" and current.x is None
        if current is None or not waits or picture is None or not picture.contains(x, y):
            return None
        at, note = place_on(picture, x, y), current
        return N_("Place note"), lambda tx: tx.update(note, x=at[0], y=at[1])

    def drop_at(self, board: Board, ids: Sequence[str], x: float, y: float) -> Drop | None:
        """On the picture, or back to what waits below it."""
        below = board.zone(UNPLACED)
        if below is None or not below.contains(x, y) or self.match_at(board, ids, x, y) is not None:
            return super().drop_at(board, ids, x, y)
        moved = [n for i in ids if isinstance(n := self.document.find(i), Note)]
        if any(n.form == "need" for n in moved):
            return None
        zone = moved[0].zone if moved else self.start().zone
        return Drop("off", zone=zone, box=(below.x, below.y, below.w, below.h))

    def place(self, tx: Transaction, ids: Sequence[str], drop: Drop) -> None:
        """Onto the picture, or off it."""
        if drop.how != "off":
            super().place(tx, ids, drop)
            return
        for note_id in ids:
            tx.update(self.document.get(note_id, Note), x=None, y=None)


class NetworkPresenter(SpotsPresenter):
    """Nodes: one without a place by hand stands where the layout put it, and moves from there."""

    def standing(self, note: Note, board: Board) -> Point | None:
        """By hand, else where it is drawn."""
        by_hand = super().standing(note, board)
        box, field = board.note(note.id), board.zone(FIELD)
        if by_hand is not None or box is None or field is None or box.zone == NEEDS:
            return by_hand
        middle = (box.x + box.w / 2, box.y + box.h / 2)
        return part_of(field, *middle) if field.contains(*middle) else None


def _kept(value: float) -> float:
    """Between 0 and 1, to a hundredth of a per cent."""
    return round(min(max(value, 0.0), 1.0), 4)
