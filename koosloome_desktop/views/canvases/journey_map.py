"""The journey: lanes down, stages across; + and − raise and lower the feeling of a stage."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from koosloome_desktop.canvases.draw_stage import stage_board
from koosloome_desktop.canvases.journey_pair import MARK, as_is_of, pair_board
from koosloome_desktop.canvases.stages import LEAST, MOST, feeling_field
from koosloome_desktop.layout.feelings import signed
from koosloome_desktop.layout.primitives import Board, LayoutProfile
from koosloome_desktop.model.document import Document
from koosloome_desktop.model.records import Note, Track
from koosloome_desktop.model.transaction import Transaction
from koosloome_desktop.operations import notes as verbs
from koosloome_desktop.operations import queries
from koosloome_desktop.support.i18n import _
from koosloome_desktop.views.board.drops import Drop
from koosloome_desktop.views.board.spatial import Direction
from koosloome_desktop.views.canvases.presenter import Change, Presenter, Target, beside, zone_under


def presenter(document: Document, canvas_id: str) -> Presenter | None:
    """A grid for variants laid out as one."""
    grid = GridPresenter(document, canvas_id)
    return grid if grid.variant is not None and grid.variant.layout == "grid" else None


WORDS: dict[str, str] = {"value": "word", "to_be": "to_be_word"}
"""The field of a feeling → the field of its word."""


class GridPresenter(Presenter):
    """Lanes and stages. While `wishing`, + and − draw the wished curve on a journey as it is."""

    staged = True

    def __init__(self, document: Document, canvas_id: str) -> None:
        super().__init__(document, canvas_id)
        self.wishing = False
        self.beside = False
        """Whether the journey as it is, is drawn beside the wished one."""
        self.walked = ""
        """The stage that is shown alone while one walks through the journey."""
        self.skipped: set[tuple[str, str]] = set()
        """(stage id, field) of feelings whose word nobody wanted to say: not asked again."""

    def stages(self) -> list[Track]:
        """The stages in order."""
        return queries.tracks(self.document, self.canvas_id, "stage")

    def stage(self, code: str) -> Track | None:
        """The stage of that code."""
        return next((s for s in self.stages() if s.code == code), None)

    @property
    def feeling(self) -> str:
        """The field of a stage that + and − change now."""
        return "to_be" if self.wishing else feeling_field(self.canvas, self.stages())

    def _stage(self, code: str, step: int) -> str:
        """The stage so many steps on, the same at the end of the journey."""
        codes = [s.code for s in self.stages()]
        at = codes.index(code) if code in codes else (-1 if step > 0 else len(codes))
        return codes[max(0, min(len(codes) - 1, at + step))] if codes else code

    def _lane(self, code: str, step: int) -> str:
        codes = self.codes()
        at = codes.index(code) if code in codes else 0
        return codes[max(0, min(len(codes) - 1, at + step))] if codes else code

    def board(self, profile: LayoutProfile) -> Board:
        """The whole journey, or one stage of it large."""
        if self.walked and self.stage(self.walked) is not None:
            return stage_board(self.document, self.canvas, self.walked, profile, self.lang)
        other = as_is_of(self.document, self.canvas) if self.beside else None
        if other is not None:
            return pair_board(self.document, self.canvas, other, profile, self.lang)
        return super().board(profile)

    def start(self) -> Target:
        """The first stage of the first lane."""
        first = self.stages()
        return Target(zone=super().start().zone, stage=first[0].code if first else "")

    def aim(self, target: Target, direction: Direction, current: Note | None, board: Board) -> Target:
        """Up and down the lanes, left and right the stages."""
        step = 1 if direction in {"down", "right"} else -1
        if self.walked:
            return super().aim(target, direction, current, board)
        if direction in {"left", "right"}:
            return Target(zone=target.zone, stage=self._stage(target.stage, step))
        return Target(zone=self._lane(target.zone, step), stage=target.stage)

    def words(self, target: Target) -> str:
        """Lane and stage."""
        for number, stage in enumerate(self.stages(), 1):
            if stage.code == target.stage:
                return f"{super().words(target)} · {number}. {stage.name or stage.code}"
        return super().words(target)

    def told(self, note: Note) -> str:
        """For screen readers: the feeling at the note's stage, and how many stages it reaches over."""
        stage = self.stage(note.stage)
        felt = ""
        if stage is not None and stage.value is not None:
            felt = _("feeling {value} {word}").format(value=signed(round(stage.value)), word=stage.word).strip()
        wide = _("over {count} stages").format(count=note.span) if note.span > 1 else ""
        return ", ".join(t for t in (felt, wide) if t)

    def reading_order(self) -> list[str]:
        """Lane by lane, stage by stage."""
        rank = {s.code: i for i, s in enumerate(self.stages())}
        lanes = {code: i for i, code in enumerate(self.codes())}
        found = [
            (lanes.get(self.zone_of(n), len(lanes)), rank.get(n.stage, len(rank)), i, n.id)
            for i, n in enumerate(self.notes())
        ]
        return [entry[3] for entry in sorted(found)]

    def nudge(self, ids: Sequence[str], direction: Direction, board: Board) -> Change | None:
        """Left and right: the next stage. Up and down: past the neighbour in the cell, then into the next lane."""
        note = self.document.find(ids[0])
        if not isinstance(note, Note):
            return None
        step = 1 if direction in {"down", "right"} else -1
        zone, stage = note.zone, note.stage
        if direction in {"left", "right"}:
            stage = self._stage(note.stage, step)
        else:
            cell = [n for n in self._cell(note.zone, note.stage) if (n.span > 1) == (note.span > 1)]
            at = next(i for i, n in enumerate(cell) if n.id == note.id)
            if 0 <= at + step < len(cell) and len(ids) == 1:
                how = "before" if step < 0 else "after"
                return lambda tx: verbs.move_note(tx, note, **{how: cell[at + step].id})
            zone = self._lane(note.zone, step)
        if (zone, stage) == (note.zone, note.stage):
            return None
        lane = zone if direction in {"up", "down"} else ""
        return lambda tx: self._shift(tx, ids, lane, step if not lane else 0)

    def _cell(self, zone: str, stage: str) -> list[Note]:
        return [n for n in self.notes() if (n.zone, n.stage) == (zone, stage)]

    def _shift(self, tx: Transaction, ids: Sequence[str], lane: str, stages: int) -> None:
        for note_id in ids:
            note = self.document.get(note_id, Note)
            stage = self._stage(note.stage, stages) if stages else note.stage
            verbs.move_note(tx, note, zone=lane or note.zone, stage=stage)

    def drop_at(self, board: Board, ids: Sequence[str], x: float, y: float) -> Drop | None:
        """The cell under the mouse, and the place in it."""
        lane = zone_under(board, x, y)
        if self.walked:
            found = super().drop_at(board, ids, x, y)
            return None if found is None else replace(found, stage=self.walked)
        heads = [p for p in board.panels if p.role == "stage"]
        if lane is None or not heads or lane.code.startswith(MARK):
            return None
        column = min(heads, key=lambda p: abs(p.x + p.w / 2 - x))
        inside = [n for n in board.notes if (n.zone, n.stage) == (lane.code, column.key) and n.id not in ids]
        if not inside:
            cell = (column.x, lane.y + 5, column.w, lane.h - 10)
            return Drop("into", zone=lane.code, stage=column.key, box=cell)
        near = beside(inside, column.x, y, lane.code)
        box = next(n for n in inside if n.id == near.note)
        below = y > box.y + box.h / 2
        at = box.y + box.h + 4 if below else box.y - 4
        return Drop(
            "after" if below else "before", zone=lane.code, stage=column.key, note=box.id,
            bar=(box.x, at, box.x + box.w, at),
        )  # fmt: skip

    def place(self, tx: Transaction, ids: Sequence[str], drop: Drop) -> None:
        """Into the cell."""
        super().place(tx, ids, drop)
        for note_id in ids:
            tx.update(self.document.get(note_id, Note), stage=drop.stage or self.document.get(note_id, Note).stage)

    def bump(self, note: Note, delta: int) -> tuple[Change, str] | None:
        """Raise or lower the feeling of the note's stage, −3 … +3."""
        stage = self.stage(note.stage)
        if stage is None:
            return None
        field = self.feeling
        before = getattr(stage, field)
        value = max(LEAST, min(MOST, round(before or 0) + delta))
        if value == before:
            return None
        told = _("Feeling at “{stage}”: {value}").format(stage=stage.name or stage.code, value=signed(value))
        return (lambda tx: tx.update(stage, **{field: value})), told

    def widened(self, note: Note, delta: int) -> int:
        """How many stages a note would reach over, one more or one less; as many as now where there are no more."""
        codes = [s.code for s in self.stages()]
        if note.stage not in codes:
            return note.span
        most = len(codes) - codes.index(note.stage)
        return max(1, min(most, min(note.span, most) + delta))
