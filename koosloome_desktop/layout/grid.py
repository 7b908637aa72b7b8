"""The journey: stages across, lanes down, and the curve of feelings with its scale, values and words above the lanes.

Labels of lanes wrap and are hyphenated in a column of their own. An empty cell shows a "?"; a lane that is empty all
along also shows its question. The lowest feeling is joined to the pains of its stage by a line in the gap beside the
column, where no note is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from koosloome_desktop.layout.card import Card, footed, ghost_notes
from koosloome_desktop.layout.feelings import SCALE, Feelings, feelings
from koosloome_desktop.layout.lines import bent
from koosloome_desktop.layout.primitives import (
    Board,
    CaptionIn,
    Curve,
    LayoutProfile,
    NoteBox,
    NoteIn,
    PanelBox,
    StageIn,
    TextLine,
    ZoneBox,
    ZoneIn,
)
from koosloome_desktop.layout.text import TextBlock, block, heading

#: Width of the label column, air inside lanes, gaps between lanes and between stage columns.
LABEL: Final = 138.0
PAD: Final = 11.0
BETWEEN: Final = 9.0
COLUMN_GAP: Final = 16.0
#: Stage columns: the widest, and the widest when height would not ask for more.
_WIDEST: Final = 320.0
_USUAL_WIDEST: Final = 250.0
_CELL_LEAST: Final = 44.0
_SPARE_PER_LANE: Final = 34.0
#: Lane whose notes the lowest feeling is joined to.
PAIN: Final = "pain"


@dataclass(frozen=True, slots=True)
class GridOptions:
    """What stands above the lanes: a caption (whose journey), the label of the curve ("" = no curve), the pain lane."""

    caption: CaptionIn | None = None
    curve: str = ""
    pain: str = PAIN


def layout_grid(
    notes: Sequence[NoteIn],
    stages: Sequence[StageIn],
    lanes: Sequence[ZoneIn],
    profile: LayoutProfile,
    options: GridOptions | None = None,
) -> Board:
    """Stages x lanes as a board; panels ``stage``, ``lane``, ``empty`` (key ``lane/stage``), ``curve``, ``caption``.

    A note whose stage is unknown stands in a column without a title at the end, one whose lane is unknown in a lane
    without a title below: nothing is left out.
    """
    all_stages, all_lanes = _completed(notes, stages, lanes)
    chosen = options or GridOptions()
    column = _column_width(len(all_stages), profile)
    board = _Grid(notes, all_stages, all_lanes, profile, chosen, column).board()
    area = profile.area
    if area is None or board.height / area[1] <= board.width / area[0] * 1.03:
        return board
    # Too tall for the area: wider columns need fewer lines.
    wider = min(column * (board.height / area[1]) / (board.width / area[0]), _WIDEST)
    other = _Grid(notes, all_stages, all_lanes, profile, chosen, wider).board()
    return other if _scale(other, area) > _scale(board, area) else board


def _scale(board: Board, area: tuple[float, float]) -> float:
    return min(area[0] / board.width, area[1] / board.height)


def _column_width(count: int, profile: LayoutProfile) -> float:
    """The area's width shared out among the stages, within what is readable and not too wide."""
    if profile.area is None:
        return profile.note_width + 20.0
    room = profile.area[0] - LABEL - 3 * PAD - (count - 1) * COLUMN_GAP
    return min(max(room / count, profile.note_width - 4.0), _USUAL_WIDEST)


def _completed(
    notes: Sequence[NoteIn], stages: Sequence[StageIn], lanes: Sequence[ZoneIn]
) -> tuple[list[StageIn], list[ZoneIn]]:
    """Stages and lanes, with one more of each where notes would have no place."""
    stage_codes, lane_codes = {s.code for s in stages}, {z.code for z in lanes}
    all_stages, all_lanes = list(stages), list(lanes)
    if not stages or any(n.stage not in stage_codes for n in notes):
        all_stages.append(StageIn("", ""))
    if not lanes or any(n.zone not in lane_codes for n in notes):
        all_lanes.append(ZoneIn("", ""))
    return all_stages, all_lanes


class _Grid:
    """Measures columns and lanes, then places from top to bottom."""

    def __init__(
        self,
        notes: Sequence[NoteIn],
        stages: Sequence[StageIn],
        lanes: Sequence[ZoneIn],
        profile: LayoutProfile,
        options: GridOptions,
        column: float,
    ) -> None:
        """Sort the notes into cells and break their texts."""
        self.profile = profile
        self.options = options
        self.stages, self.lanes = stages, lanes
        self.strip = footed(notes)
        self.column = column
        self.pitch = self.column + COLUMN_GAP
        self.left = LABEL + 2 * PAD
        self.width = self.left + len(self.stages) * self.pitch - COLUMN_GAP + PAD
        self.cells = self._cells(notes)
        self.labels = [self._label(lane) for lane in self.lanes]
        self.panels: list[PanelBox] = []
        self.zones: list[ZoneBox] = []
        self.notes: list[NoteBox] = []
        self.texts: list[TextLine] = []

    def _cells(self, notes: Sequence[NoteIn]) -> dict[tuple[str, str], list[Card]]:
        """(lane, stage) → cards, of one height in a lane unless a note outgrows it."""
        stage_codes = {s.code for s in self.stages}
        lane_codes = {z.code for z in self.lanes}
        cells: dict[tuple[str, str], list[Card]] = {(z.code, s.code): [] for z in self.lanes for s in self.stages}
        ladder = self.profile.ladder[self._first_step() :]
        for note in notes:
            key = (note.zone if note.zone in lane_codes else "", note.stage if note.stage in stage_codes else "")
            cells[key].append(Card(note, self.profile, self.strip, width=self.column, least=0.0, ladder=ladder))
        for lane in self.lanes:
            row = [c for s in self.stages for c in cells[lane.code, s.code]]
            if not row and lane.ghosts:
                ghosts = ghost_notes(lane)[:1]
                cells[lane.code, self.stages[0].code] = row = [
                    Card(n, self.profile, self.strip, width=self.column, least=0.0, ladder=ladder) for n in ghosts
                ]
            usual = self.profile.note_height
            alike = max((c.h for c in row if c.h <= usual), default=0.0)
            for card in row:
                card.h = max(card.h, alike)
        return cells

    def _first_step(self) -> int:
        """Cells are read across: their notes start lower on the ladder, so that a lane reads as one line."""
        return next((i for i, size in enumerate(self.profile.ladder) if size <= 16.0), len(self.profile.ladder) - 1)

    def _label(self, lane: ZoneIn) -> TextBlock:
        """The lane's title; its question too where the whole lane is still empty."""
        empty = not any(c.note.state != "ghost" for s in self.stages for c in self.cells[lane.code, s.code])
        return heading(lane.title, lane.hint if empty else "", LABEL, lang=self.profile.lang, size=15.0)

    def _lane_height(self, index: int) -> float:
        lane = self.lanes[index]
        tallest = max(self._stack_height(self.cells[lane.code, s.code]) for s in self.stages)
        least = _CELL_LEAST if self.profile.least_text <= 14.0 else _CELL_LEAST + 8.0
        return max(tallest, self.labels[index].height, least) + 2 * PAD

    def _stack_height(self, cards: Sequence[Card]) -> float:
        gap = self.profile.gap * 0.67
        return sum(c.h for c in cards) + gap * (len(cards) - 1) if cards else 0.0

    def board(self) -> Board:
        """Caption, stages, curve, lanes; lanes grow a little when the area leaves room."""
        y = self._caption()
        y = self._heads(y)
        found: Feelings | None = None
        if self.options.curve or any(s.value is not None for s in self.stages):
            found = self._feelings(y)
            y = found.bottom + BETWEEN
        heights = [self._lane_height(i) for i in range(len(self.lanes))]
        total = y + sum(heights) + BETWEEN * (len(heights) - 1)
        wanted = self._wanted_height(total)
        extra = min(max(wanted - total, 0.0) / len(heights), _SPARE_PER_LANE)
        for i, h in enumerate(heights):
            self._lane(i, y, h + extra)
            y += h + extra + BETWEEN
        curves = list(found.curves) if found else []
        curves += self._low(found) if found else []
        real = tuple(n for n in self.notes if n.state != "ghost")
        ghosts = tuple(n for n in self.notes if n.state == "ghost")
        return Board(
            self.width, y - BETWEEN, tuple(self.zones), tuple(self.panels), real, tuple(curves),
            tuple(self.texts), found.marks if found else (), ghosts,
        )  # fmt: skip

    def _wanted_height(self, total: float) -> float:
        if self.profile.area is None:
            return total
        return max(self.profile.area[1], self.profile.area[1] * self.width / self.profile.area[0])

    def _caption(self) -> float:
        """Whose journey this is; gives the y below it."""
        caption = self.options.caption
        if caption is None or not (caption.title or caption.text):
            return 0.0
        title = block(caption.title, self.width - 32.0, 16.0, "semibold", at=(16.0, 10.0), lang=self.profile.lang)
        text = block(
            caption.text, self.width - 32.0, 13.0, "regular", "muted", at=(16.0, 10.0 + title.height),
            lang=self.profile.lang,
        )  # fmt: skip
        h = title.height + text.height + 20.0
        w = min(max(title.width, text.width) + 32.0, self.width)
        self.panels.append(PanelBox("caption", 0.0, 0.0, w, h, "caption", caption.kind, title.lines + text.lines))
        return h + BETWEEN

    def _heads(self, y: float) -> float:
        """The stage heads, all as high as the highest; gives the y below them."""
        heads = [
            block(s.title, self.column - 16.0, 15.0, "semibold", "white", align="centre", lang=self.profile.lang)
            for s in self.stages
        ]
        h = max((b.height for b in heads), default=0.0) + 20.0
        for i, (stage, head) in enumerate(zip(self.stages, heads, strict=True)):
            x = self.left + i * self.pitch
            top = y + (h - head.height) / 2
            texts = tuple(t.shifted(x + 8.0, top) for t in head.lines)
            self.panels.append(PanelBox(stage.code, x, y, self.column, h, "stage", "", texts))
        return y + h + BETWEEN

    def _feelings(self, y: float) -> Feelings:
        """The curve panel beside its label."""
        label = block(self.options.curve, LABEL, 15.0, "semibold", at=(PAD, y + PAD - 3.0), lang=self.profile.lang)
        centres = [self.left + i * self.pitch + self.column / 2 for i in range(len(self.stages))]
        panel_x = self.left - SCALE
        found = feelings(self.stages, centres, (panel_x, y, self.width - panel_x), self.pitch - 12.0)
        self.panels.append(PanelBox("curve", panel_x, y, self.width - panel_x, found.bottom - y, "curve"))
        self.texts += label.lines
        self.texts += found.texts
        return found

    def _lane(self, index: int, y: float, h: float) -> None:
        """One lane: its field with the label, its cells."""
        lane, label = self.lanes[index], self.labels[index]
        texts = tuple(t.shifted(PAD + 2.0, y + PAD - 1.0) for t in label.lines)
        self.zones.append(ZoneBox(lane.code, 0.0, y, self.width, h, lane.kind, texts))
        gap = self.profile.gap * 0.67
        for i, stage in enumerate(self.stages):
            x = self.left + i * self.pitch
            cards = self.cells[lane.code, stage.code]
            top = y + PAD
            for card in cards:
                self.notes.append(card.place(x, top))
                top += card.h + gap
            if not cards:
                self._empty(lane, stage, (x, y + PAD, self.column, h - 2 * PAD))

    def _empty(self, lane: ZoneIn, stage: StageIn, box: tuple[float, float, float, float]) -> None:
        """A cell that asks: nothing here, or nobody thought of it yet?"""
        x, y, w, h = box
        mark = block("?", w, 16.0, "semibold", "muted", at=(x, y + (h - 16.0 * 1.24) / 2), align="centre")
        self.panels.append(PanelBox(f"{lane.code}/{stage.code}", x, y, w, h, "empty", lane.kind, mark.lines))

    def _low(self, found: Feelings) -> list[Curve]:
        """From each lowest feeling down the gap at the left of its column to the pains there."""
        values = [s.value for s in self.stages if s.value is not None]
        if not values or min(values) >= 0:
            return []
        curves = []
        pains: dict[str, list[NoteBox]] = {}
        for box in self.notes:
            if box.zone == self.options.pain:
                pains.setdefault(box.stage, []).append(box)
        for i, stage in enumerate(self.stages):
            if stage.value != min(values):
                continue
            mark = next(m for m in found.marks if m.key == stage.code)
            gutter = self.left + i * self.pitch - COLUMN_GAP / 2
            start = (mark.x - mark.r * 0.78, mark.y + mark.r * 0.62)
            for note in pains.get(stage.code, []):
                end = (note.x, note.y + min(note.h, 60.0) / 2)
                points = bent([start, (gutter, start[1]), (gutter, end[1]), end])
                curves.append(Curve(points, "low", f"{stage.code}>{note.id}"))
        return curves
