"""The map of rings: Alt+arrow moves in or out and round, a note dropped on a ring stands in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from koosloome_desktop.canvases.inputs import NEEDS, TRAY
from koosloome_desktop.canvases.resource_map.drawing import ring_of
from koosloome_desktop.canvases.resource_map.variants import RING_OF, RING_ZONES
from koosloome_desktop.layout.primitives import Board, ZoneBox
from koosloome_desktop.layout.rings import ring_code
from koosloome_desktop.model.records import Note
from koosloome_desktop.model.transaction import Transaction
from koosloome_desktop.operations import notes as verbs
from koosloome_desktop.views.board.drops import Drop
from koosloome_desktop.views.board.spatial import Direction
from koosloome_desktop.views.canvases.presenter import Change, Target
from koosloome_desktop.views.canvases.resource_map import ResourcePresenter

CODES = tuple(r.code for r in RING_ZONES)


class RingsPresenter(ResourcePresenter):
    """Zones are directions, rings stand in the target's `stage`."""

    def ring_title(self, code: str) -> str:
        """A ring's name in the workshop's language."""
        return next((r.title.get(self.lang) for r in RING_ZONES if r.code == code), code)

    def ring_for(self, target: Target) -> str:
        """The ring in which a note at a target would stand."""
        return target.stage if target.stage in CODES else RING_OF.get(target.zone, CODES[-1])

    def words(self, target: Target) -> str:
        """Zone and ring."""
        if target.zone == NEEDS:
            return super().words(target)
        return f"{super().words(target)} · {self.ring_title(self.ring_for(target))}"

    def of_note(self, note: Note) -> Target:
        """Zone and ring of a note."""
        if note.form == "need":
            return super().of_note(note)
        return Target(zone=self.zone_of(note), stage=ring_of(note))

    def next_zone(self, target: Target, step: int) -> Target:
        """Tab: the next zone; its usual ring unless one was chosen."""
        found = super().next_zone(target, step)
        return replace(found, stage="") if found.zone == NEEDS else found

    def aim(self, target: Target, direction: Direction, current: Note | None, board: Board) -> Target:
        """Up and down: a ring farther out or in, as the titles stand above each other. Left and right: round."""
        if direction in {"left", "right"}:
            return self.next_zone(target, 1 if direction == "right" else -1)
        if target.zone == NEEDS:
            return target
        return replace(target, stage=_stepped(self.ring_for(target), 1 if direction == "up" else -1))

    def targets(self, target: Target) -> list[tuple[str, Target]]:
        """The rings, for the chip's menu."""
        zone = target.zone if target.zone != NEEDS else self.start().zone
        return [(self.ring_title(code), Target(zone=zone, stage=code)) for code in CODES]

    # -- changes

    def add(self, tx: Transaction, target: Target, text: str) -> Note:
        """A new note, in the ring that was chosen."""
        made = super().add(tx, replace(target, stage=""), text)
        return tx.update(made, ring=target.stage) if target.stage in CODES and made.form == "note" else made

    def rehome(self, tx: Transaction, note: Note, target: Target) -> None:
        """Another zone, and the ring of the target."""
        super().rehome(tx, note, replace(target, stage=""))
        if target.stage in CODES and note.form == "note":
            tx.update(self.document.get(note.id, Note), ring=target.stage)

    def nudge(self, ids: Sequence[str], direction: Direction, board: Board) -> Change | None:
        """Towards the middle or away from it: the next ring. Across: past the neighbour, or into the next zone."""
        lead, middle = board.note(ids[0]), board.zone(ring_code(CODES[0]))
        note = self.document.find(ids[0])
        if lead is None or middle is None or not isinstance(note, Note) or note.form == "need" or lead.zone == TRAY:
            return super().nudge(ids, direction, board)
        dx = (lead.x + lead.w / 2 - middle.x - middle.w / 2) / max(middle.w, 1.0)
        dy = (lead.y + lead.h / 2 - middle.y - middle.h / 2) / max(middle.h, 1.0)
        out = {"up": -dy, "down": dy, "left": -dx, "right": dx}[direction]
        if abs(out) >= max(abs(dx), abs(dy)) - 1e-9:
            return self._ring_change(ids, 1 if out > 0 else -1)
        clockwise = {"up": -dx, "down": dx, "left": dy, "right": -dy}[direction] > 0
        return self._round(ids, note, 1 if clockwise else -1)

    def _ring_change(self, ids: Sequence[str], step: int) -> Change | None:
        notes = [n for i in ids if isinstance(n := self.document.find(i), Note) and n.form == "note"]
        wanted = {n.id: _stepped(ring_of(n), step) for n in notes}
        if all(wanted[n.id] == ring_of(n) for n in notes):
            return None

        def change(tx: Transaction) -> None:
            for note in notes:
                tx.update(self.document.get(note.id, Note), ring=wanted[note.id])

        return change

    def _round(self, ids: Sequence[str], note: Note, step: int) -> Change | None:
        """Round the middle: past the next note of the same zone and ring, else into the next zone."""
        same = [n for n in self.notes() if n.form == "note" and (n.zone, ring_of(n)) == (note.zone, ring_of(note))]
        at = next(i for i, n in enumerate(same) if n.id == note.id) + step
        if 0 <= at < len(same) and len(ids) == 1:
            how = "after" if step > 0 else "before"
            return lambda tx: verbs.move_note(tx, self.document.get(note.id, Note), **{how: same[at].id})
        codes = [c for c in self.codes() if c != NEEDS]
        if note.zone not in codes or len(codes) < 2:
            return None
        zone = codes[(codes.index(note.zone) + step) % len(codes)]

        def change(tx: Transaction) -> None:
            for note_id in ids:
                one = self.document.get(note_id, Note)
                if one.form == "note":
                    kept = ring_of(one)
                    tx.update(verbs.move_note(tx, one, zone=zone), ring=kept)

        return change

    def drop_at(self, board: Board, ids: Sequence[str], x: float, y: float) -> Drop | None:
        """The ring under the mouse; a match over a need; else as everywhere."""
        match = self.match_at(board, ids, x, y)
        zone = board.zone_at(x, y)
        code = zone.code.removeprefix("ring:") if zone is not None else ""
        if match is not None or zone is None or code not in CODES:
            return match or super().drop_at(board, ids, x, y)
        moved = [n for i in ids if isinstance(n := self.document.find(i), Note)]
        if any(n.form == "need" for n in moved):
            return None
        kept = moved[0].zone if moved else self.start().zone
        return Drop("into", zone=kept, stage=code, box=_box(zone))

    def place(self, tx: Transaction, ids: Sequence[str], drop: Drop) -> None:
        """Into the ring; the direction stays the note's own. A note out of the tray goes to the first direction."""
        if drop.how != "into" or drop.stage not in CODES:
            super().place(tx, ids, drop)
            return
        for note_id in ids:
            note = self.document.get(note_id, Note)
            zone = note.zone if self.zone_of(note) != TRAY else self.start().zone
            tx.update(note, ring=drop.stage, zone=zone)


def _stepped(code: str, step: int) -> str:
    """The ring so many steps outwards; the last one at the ends."""
    return CODES[max(0, min(len(CODES) - 1, CODES.index(code) + step))]


def _box(zone: ZoneBox) -> tuple[float, float, float, float]:
    return (zone.x, zone.y, zone.w, zone.h)
