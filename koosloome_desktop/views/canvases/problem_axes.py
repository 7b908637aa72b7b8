"""Stakeholders on two axes: a place means interest and influence. A drag, Alt+arrows and digits set it; + and − the
attitude. Knows no Qt.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from koosloome_desktop.canvases.draw_problem import STAKEHOLDER, axes_roles, axes_words, placed
from koosloome_desktop.canvases.inputs import ATTITUDES, zone_spec
from koosloome_desktop.layout.axes import TRAY, plot_of
from koosloome_desktop.layout.parts import straight
from koosloome_desktop.layout.plot import Plot
from koosloome_desktop.layout.primitives import Board, Curve, LayoutProfile, NoteBox, Point
from koosloome_desktop.model.document import Document
from koosloome_desktop.model.records import Note
from koosloome_desktop.model.transaction import Transaction
from koosloome_desktop.operations import notes as verbs
from koosloome_desktop.support.i18n import N_, _
from koosloome_desktop.support.palette import note_kind
from koosloome_desktop.views.board.drops import Drop
from koosloome_desktop.views.board.spatial import Direction
from koosloome_desktop.views.canvases.presenter import Change, Presenter, Target

STEP: Final = 0.01
"""How far Alt+arrow moves a note, as a share of an axis (keys.md: 1 %)."""
CELLS: Final = 9
_MIDDLE: Final = 0.5
_TRAIL: Final = 0.1
"""A shorter way, as a share of an axis, leaves no trail: that was putting it right."""
_RING: Final = 6.0
_STEPS: Final[dict[Direction, tuple[float, float]]] = {
    "left": (-STEP, 0.0),
    "right": (STEP, 0.0),
    "up": (0.0, STEP),
    "down": (0.0, -STEP),
}


def cell(number: int) -> tuple[float, float]:
    """The values (x, y) in the middle of a cell of the 3×3 grid, 1 at the top left, 9 at the bottom right."""
    row, column = divmod(number - 1, 3)
    return round((2 * column + 1) / 6, 2), round(1 - (2 * row + 1) / 6, 2)


def trail(plot: Plot, was: Point, box: NoteBox) -> list[Curve]:
    """A ring where the middle of a note was, and a broken line to where it is."""
    size = (box.w, box.h)
    x, y = plot.corner(was, size)
    middle = (x + box.w / 2, y + box.h / 2)
    end = (box.x + box.w / 2, box.y + box.h / 2)
    r, k = _RING, _RING * 0.5523
    cx, cy = middle
    ring = (
        (cx + r, cy), (cx + r, cy + k), (cx + k, cy + r), (cx, cy + r),
        (cx - k, cy + r), (cx - r, cy + k), (cx - r, cy),
        (cx - r, cy - k), (cx - k, cy - r), (cx, cy - r),
        (cx + k, cy - r), (cx + r, cy - k), (cx + r, cy),
    )  # fmt: skip
    return [Curve(ring, "step", f"trail:{box.id}"), straight(middle, end, "wish", f"trail:{box.id}")]


def _kept(value: float) -> float:
    return round(max(0.0, min(1.0, value)), 2)


class AxesPresenter(Presenter):
    """A field where places mean something. `first` is where each note stood when this page saw it first: a note that
    moved since leaves a trail, so that the room sees what the talk has changed. Nothing of it is stored.
    """

    def __init__(self, document: Document, canvas_id: str) -> None:
        super().__init__(document, canvas_id)
        self.first: dict[str, Point] = {}

    @property
    def field(self) -> str:
        """The code of the zone whose notes stand on the axes."""
        return axes_roles(self.variant)[1]

    def board(self, profile: LayoutProfile) -> Board:
        """The drawing, with the trails of notes that moved."""
        made = super().board(profile)
        plot = plot_of(made)
        if plot is None:
            return made
        trails: list[Curve] = []
        for note in self.notes():
            box = made.note(note.id)
            if box is None or note.zone != self.field or not placed(note):
                continue
            now = (float(note.x or 0), float(note.y or 0))
            was = self.first.setdefault(note.id, now)
            if max(abs(now[0] - was[0]), abs(now[1] - was[1])) >= _TRAIL:
                trails += trail(plot, was, box)
        return replace(made, curves=(*made.curves, *trails))

    def forget_trails(self) -> None:
        """Where notes stand now is where they stood first."""
        self.first.clear()

    def _all(self, ids: Sequence[str]) -> list[Note]:
        found = [self.document.find(i) for i in ids]
        return [n for n in found if isinstance(n, Note) and n.zone == self.field]

    # -- where a note stands

    def told(self, note: Note) -> str:
        """The place on both axes in percent, or that there is none yet."""
        if note.zone != self.field:
            return ""
        if not placed(note):
            return _("not placed yet")
        words = axes_words(self.canvas, self.lang)
        across, up = (round(100 * float(v or 0)) for v in (note.x, note.y))
        return f"{words.x} {across} %, {words.y} {up} %"

    def placing(self, note: Note | None) -> int:
        """Nine cells for a stakeholder without a place."""
        return CELLS if note is not None and note.zone == self.field and not placed(note) else 0

    def put(self, ids: Sequence[str], number: int) -> Change | None:
        """Into a cell of the 3×3 grid."""
        found = self._all(ids)
        if not found or not 1 <= number <= CELLS:
            return None
        x, y = cell(number)
        return lambda tx: [tx.update(n, x=x, y=y) for n in found]

    def unplaced(self, after: str) -> str:
        """The next stakeholder without a place behind a note, round and round; "" when all have one."""
        order = self.reading_order()
        at = order.index(after) + 1 if after in order else 0
        waiting = {n.id for n in self.notes() if self.placing(n)}
        return next((i for i in order[at:] + order[:at] if i in waiting), "")

    def nudge(self, ids: Sequence[str], direction: Direction, board: Board) -> Change | None:
        """Alt+arrow: 1 % along an axis, all selected ones together; a note without a place starts in the middle."""
        found = self._all(ids)
        if not found or len(found) < len(ids):
            return super().nudge(ids, direction, board)
        dx, dy = _STEPS[direction]
        moves = []
        for note in found:
            x, y = (float(note.x or 0), float(note.y or 0)) if placed(note) else (_MIDDLE, _MIDDLE)
            if (to := (_kept(x + dx), _kept(y + dy))) != (note.x, note.y):
                moves.append((note, to))
        if not moves:
            return None
        return lambda tx: [tx.update(note, x=x, y=y) for note, (x, y) in moves]

    # -- the mouse

    def drop_at(self, board: Board, ids: Sequence[str], x: float, y: float) -> Drop | None:
        """In the field: right there. In the tray: without a place. In the core zone: as everywhere."""
        plot = plot_of(board)
        zone = board.zone_at(x, y)
        if plot is None or zone is None or zone.code != self.field:
            return super().drop_at(board, ids, x, y)
        tray = next((p for p in board.panels if p.key == TRAY), None)
        if tray is not None and tray.x <= x <= tray.x + tray.w and tray.y <= y <= tray.y + tray.h:
            return Drop("into", zone=self.field, box=(tray.x, tray.y, tray.w, tray.h))
        if not ids:
            return Drop("into", zone=self.field, box=(plot.x, plot.y, plot.w, plot.h))
        return self._spot(board, plot, ids, x, y)

    def paper(self, board: Board, current: Note | None, x: float, y: float) -> tuple[str, Change] | None:
        """A click in the field puts the stakeholder one has just written there."""
        plot, box = plot_of(board), board.note(current.id) if current is not None else None
        if current is None or box is None or plot is None or not self.placing(current):
            return None
        if not (plot.x <= x <= plot.x + plot.w and plot.y <= y <= plot.y + plot.h):
            return None
        size, note = (box.w, box.h), current
        value = plot.value((x - box.w / 2, y - box.h / 2), size)
        return N_("Place note"), lambda tx: tx.update(note, x=_kept(value[0]), y=_kept(value[1]))

    def _spot(self, board: Board, plot: Plot, ids: Sequence[str], x: float, y: float) -> Drop | None:
        """The place under the mouse: where the corner of the note that was taken hold of would be."""
        box = board.note(ids[0])
        if box is None:
            return None
        hold = self.hold or (box.w / 2, box.h / 2)
        size = (box.w, box.h)
        value = plot.value((x - hold[0], y - hold[1]), size)
        at = plot.corner(value, size)
        return Drop("spot", zone=self.field, box=(*at, *size), at=(_kept(value[0]), _kept(value[1])))

    def place(self, tx: Transaction, ids: Sequence[str], drop: Drop) -> None:
        """Put the first note where it was dropped, the others as far from it as they were before."""
        if drop.how != "spot" or drop.at is None:
            super().place(tx, ids, drop)
            if drop.zone == self.field or drop.zone:
                for note_id in ids:
                    tx.update(self.document.get(note_id, Note), x=None, y=None)
            return
        lead = self.document.get(ids[0], Note)
        x, y = drop.at
        base = (float(lead.x or 0), float(lead.y or 0)) if placed(lead) else None
        for note_id in ids:
            note = self.document.get(note_id, Note)
            to = (x, y)
            if base is not None and placed(note):
                to = (_kept(x + float(note.x or 0) - base[0]), _kept(y + float(note.y or 0) - base[1]))
            verbs.move_note(tx, note, zone=self.field)
            tx.update(self.document.get(note_id, Note), x=to[0], y=to[1])

    def rehome(self, tx: Transaction, note: Note, target: Target) -> None:
        """Into another zone; a place on the axes means nothing there."""
        super().rehome(tx, note, target)
        if target.zone != self.field:
            tx.update(self.document.get(note.id, Note), x=None, y=None)

    # -- how much

    def bump(self, note: Note, delta: int) -> tuple[Change, str] | None:
        """+ and −: the attitude, from against over neutral to for; a note without one starts at neutral."""
        built_in = zone_spec(self.canvas, note.zone)
        if note.zone != self.field or built_in is None or built_in.kind != STAKEHOLDER:
            return super().bump(note, delta)
        scale = tuple(reversed(ATTITUDES))
        at = scale.index(note.attitude) + delta if note.attitude in scale else 1
        if not 0 <= at < len(scale):
            return None
        return (lambda tx: tx.update(note, attitude=scale[at])), _(note_kind(scale[at]).word)
