"""What the page must know of a canvas kind: where notes land, how they move, what + and − change. Knows no Qt.

A kind's own presenter overrides the few methods in which it differs; every change is a function over a transaction, so
that one gesture is one undo step.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import ClassVar, Final

from koosloome_desktop.canvases.inputs import NEEDS, TRAY, zone_spec
from koosloome_desktop.layout.primitives import Board, NoteBox, ZoneBox
from koosloome_desktop.model.records import Note, Tally
from koosloome_desktop.model.transaction import Transaction
from koosloome_desktop.operations import notes as verbs
from koosloome_desktop.operations import queries
from koosloome_desktop.support.i18n import _, ngettext
from koosloome_desktop.views.board.drops import Drop
from koosloome_desktop.views.board.index import note_rect
from koosloome_desktop.views.board.spatial import Direction, Rect, nearest
from koosloome_desktop.views.canvases.facts import CanvasFacts
from koosloome_desktop.views.canvases.places import Change, Places

__all__ = ["FORWARD", "Change", "Presenter", "Target", "beside", "zone_rect", "zone_under"]

FORWARD: Final = frozenset({"down", "right"})


@dataclass(frozen=True, slots=True)
class Target:
    """Where the next note lands. `under` is the note it hangs under; on a `ladder` each new note hangs under the one
    before it. `before` and `after` name a neighbour.
    """

    zone: str = ""
    stage: str = ""
    under: str = ""
    ladder: bool = False
    before: str = ""
    after: str = ""


class Presenter(Places, CanvasFacts):
    """The common base, good for every canvas whose notes stand in zones."""

    staged: ClassVar[bool] = False
    """Whether this is the presenter of lanes and stages, which a board without them need not load to ask."""

    # -- where the next note lands

    def start(self) -> Target:
        """Where a canvas begins."""
        variant, codes = self.variant, self.codes()
        if variant is None or not codes:
            return Target()
        first = variant.first_zone if variant.first_zone in codes else codes[0]
        return self.settled(Target(zone=first))

    def settled(self, target: Target) -> Target:
        """The same target, or the zone after it when it may hold one note and does."""
        if not self._is_full(target.zone):
            return target
        codes = self.codes()
        after = codes[codes.index(target.zone) + 1 :] + codes[: codes.index(target.zone)]
        return Target(zone=next((c for c in after if not self._is_full(c)), target.zone), stage=target.stage)

    def _is_full(self, code: str) -> bool:
        built_in = zone_spec(self.canvas, code)
        return built_in is not None and built_in.single and any(n.zone == code for n in self.notes())

    def next_zone(self, target: Target, step: int) -> Target:
        """Tab: the next zone (or lane), round and round."""
        codes = self.codes()
        if not codes:
            return target
        at = codes.index(target.zone) if target.zone in codes else -1
        return Target(zone=codes[(at + step) % len(codes)], stage=target.stage)

    def aim(self, target: Target, direction: Direction, current: Note | None, board: Board) -> Target:
        """Alt+arrow while writing: the zone that lies there on the screen."""
        found = self.zone_beyond(board, target.zone, direction)
        return Target(zone=found, stage=target.stage) if found else target

    def words(self, target: Target) -> str:
        """What the chip says of a target."""
        return self.zone(target.zone).title

    def targets(self, target: Target) -> list[tuple[str, Target]]:
        """Further places for the next note besides the zones, with their words: rings, stages."""
        return []

    def asks(self, target: Target) -> str:
        """The question the empty line shows."""
        return self.zone(target.zone).hint or self.question()

    def below(self, note: Note) -> Target | None:
        """Where a child of a note lands; None where notes do not hang under each other."""
        return None

    def of_note(self, note: Note) -> Target:
        """The target that describes where a note stands."""
        return Target(zone=self.zone_of(note), stage=note.stage, under=note.parent)

    # -- changes

    def opening(self, note_id: str) -> Change | None:
        """The change that brings a hidden note in sight, None when it is there already."""
        return None

    def add(self, tx: Transaction, target: Target, text: str) -> Note:
        """A new note at a target."""
        need = target.zone == NEEDS
        return verbs.add_note(
            tx, self.canvas_id, text, zone="" if need else target.zone, stage=target.stage,
            form="need" if need else "note", after=target.after,
        )  # fmt: skip

    def rehome(self, tx: Transaction, note: Note, target: Target) -> None:
        """Move a note to a target; between needs and resources it becomes the other."""
        if (target.zone == NEEDS) != (note.form == "need"):
            from koosloome_desktop.operations.fitting import become

            become(tx, note, "" if target.zone == NEEDS else target.zone)
        elif target.zone != NEEDS:
            verbs.move_note(tx, note, zone=target.zone, stage=target.stage)

    def nudge(self, ids: Sequence[str], direction: Direction, board: Board) -> Change | None:
        """Alt+arrow in A: past the neighbour that lies there in the same zone, else into the zone beyond."""
        lead = board.note(ids[0])
        if lead is None:
            return None
        how = "after" if direction in FORWARD else "before"
        neighbour = self._neighbour(board, lead, ids, direction)
        if neighbour and not _stands(self.notes(), ids[0], neighbour, how):
            return lambda tx: self.place(tx, ids, Drop(how, note=neighbour))
        beyond = self.zone_beyond(board, lead.zone, direction)
        if not beyond:
            return None
        if NEEDS in {beyond, lead.zone}:
            return _over(self, ids, beyond)
        there = [n.id for n in self.notes() if self.zone_of(n) == beyond and n.id not in ids]
        if not there:
            return lambda tx: self.place(tx, ids, Drop("into", zone=beyond))
        end = Drop("before", note=there[0]) if direction in FORWARD else Drop("after", note=there[-1])
        return lambda tx: self.place(tx, ids, replace(end, zone=beyond))

    def _neighbour(self, board: Board, lead: NoteBox, ids: Sequence[str], direction: Direction) -> str | None:
        same = ((n.id, note_rect(n)) for n in board.notes if n.zone == lead.zone and n.id not in ids)
        return nearest(same, note_rect(lead), direction)

    def zone_beyond(self, board: Board, code: str, direction: Direction) -> str:
        """The zone that lies in a direction from a zone, "" when there is none."""
        here = next((z for z in board.zones if z.code == code), None)
        if here is None:
            return ""
        others = ((z.code, zone_rect(z)) for z in board.zones if z.code not in {code, "", TRAY})
        return nearest(others, zone_rect(here), direction) or ""

    def drop_at(self, board: Board, ids: Sequence[str], x: float, y: float) -> Drop | None:
        """Where dragged notes would go at a point: beside the note that is nearest in the zone there, or into it."""
        zone = zone_under(board, x, y)
        if zone is None:
            return None
        moved = [n for i in ids if isinstance(n := self.document.find(i), Note)]
        if any((zone.code == NEEDS) != (n.form == "need") for n in moved):
            return None
        inside = [n for n in board.notes if n.zone == zone.code and n.id not in ids]
        if not inside:
            return Drop("into", zone=zone.code, box=(zone.x, zone.y, zone.w, zone.h))
        return beside(inside, x, y, zone.code)

    def place(self, tx: Transaction, ids: Sequence[str], drop: Drop) -> None:
        """Put notes where a drag was dropped, keeping their order among themselves."""
        moving = [n.id for n in self.notes() if n.id in set(ids)]
        mark = self.document.find(drop.note) if drop.note else None
        last = drop.note
        for note_id in moving:
            note = self.document.get(note_id, Note)
            zone = drop.zone or (mark.zone if isinstance(mark, Note) else note.zone)
            kept = note.form == "need"
            spot = {"before": drop.note} if drop.how == "before" else {"after": last} if drop.how == "after" else {}
            verbs.move_note(tx, note, zone=None if kept else zone, **spot)
            last = note_id

    def bump(self, note: Note, delta: int) -> tuple[Change, str] | None:
        """+ and −: the change and how it is told; here the dots given by hand."""
        ballot = queries.ballot_for(self.document, self.canvas_id, note.id)
        tallies = self.document.within(Tally, ballot.id) if ballot is not None else []
        now = sum(t.count for t in tallies if t.target == note.id and t.method == "hands")
        dots = now + delta
        if dots < 0:
            return None
        counts = ballot is None or ballot in queries.shown_rounds(self.document, self.canvas_id)
        told = ngettext("{count} dot by hand", "{count} dots by hand", dots).format(count=dots)
        if not counts:
            told += ", " + _("in a round that is not shown")
        return (lambda tx: verbs.set_votes(tx, self.canvas_id, note.id, dots)), told


def _stands(notes: Sequence[Note], note_id: str, neighbour: str, how: str) -> bool:
    """Whether a note stands there already: in rows the nearest to the right may be the one before, a row above."""
    order = [n.id for n in notes]
    at = order.index(note_id) + (-1 if how == "after" else 1)
    return 0 <= at < len(order) and order[at] == neighbour


def _over(presenter: Presenter, ids: Sequence[str], zone: str) -> Change | None:
    """Notes over the border between needs and resources."""
    if zone not in presenter.codes():
        return None

    def change(tx: Transaction) -> None:
        for note_id in ids:
            presenter.rehome(tx, presenter.document.get(note_id, Note), Target(zone=zone))

    return change


def zone_under(board: Board, x: float, y: float) -> ZoneBox | None:
    """The zone at a point that takes notes: the tray gives only."""
    zone = board.zone_at(x, y)
    return None if zone is None or zone.code == TRAY else zone


def zone_rect(zone: ZoneBox) -> Rect:
    """The box of a zone as a rectangle."""
    return (zone.x, zone.y, zone.x + zone.w, zone.y + zone.h)


def beside(notes: Sequence[NoteBox], x: float, y: float, zone: str) -> Drop:
    """Before or after the nearest of these notes: beside it where notes stand in rows, else above or below."""
    near = min(notes, key=lambda n: _distance(n, x, y))
    in_row = any(abs(n.y - near.y) < near.h / 2 and n.id != near.id for n in notes)
    gap = 6.0
    if in_row or len(notes) == 1:
        before = x < near.x + near.w / 2
        at = near.x - gap if before else near.x + near.w + gap
        bar = (at, near.y, at, near.y + near.h)
    else:
        before = y < near.y + near.h / 2
        at = near.y - gap if before else near.y + near.h + gap
        bar = (near.x, at, near.x + near.w, at)
    return Drop("before" if before else "after", zone=zone, note=near.id, bar=bar)


def _distance(box: NoteBox, x: float, y: float) -> float:
    dx = max(box.x - x, 0.0, x - box.x - box.w)
    dy = max(box.y - y, 0.0, y - box.y - box.h)
    return dx * dx + dy * dy + 0.001 * ((box.x + box.w / 2 - x) ** 2 + (box.y + box.h / 2 - y) ** 2)
