"""The journey: stages across, lanes down, and the curves of feelings with scale, values and words above the lanes.

Labels of lanes wrap and are hyphenated in a column of their own. An empty cell shows a "?" and its lane's question once
the canvas has begun; a lane that is empty all along shows its question under its title. Lines between lanes carry their
names. The lowest feeling is joined to the pains of its stage by a line that runs where no note is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from koosloome_desktop.layout.feelings import SCALE, Feelings, feelings
from koosloome_desktop.layout.grid_cells import COLUMN_GAP, CellMaker, LaneCells
from koosloome_desktop.layout.grid_low import Columns, low_lines
from koosloome_desktop.layout.inputs import CaptionIn, NoteIn, StageIn, ZoneIn
from koosloome_desktop.layout.lines import line_to
from koosloome_desktop.layout.metrics import LINE, cap_height, measure
from koosloome_desktop.layout.primitives import (
    Board,
    Curve,
    LayoutProfile,
    NoteBox,
    PanelBox,
    TextLine,
    ZoneBox,
)
from koosloome_desktop.layout.text import TextBlock, block

#: Width of the label column, air at the sides and at head and foot of lanes, gaps between lanes.
LABEL: Final = 150.0
PAD: Final = 11.0
AIR: Final = 8.0
BETWEEN: Final = 7.0
#: Stage columns: the widest, and the widest when height would not ask for more.
_WIDEST: Final = 320.0
_USUAL_WIDEST: Final = 250.0
_CELL_LEAST: Final = 40.0
_MANY: Final = 120
_SPARE_PER_LANE: Final = 34.0
_SAMPLE: Final = 26.0
_ADD: Final = 44.0
_ENDS: Final = frozenset({"scale:3", "scale:-3"})
#: Lane whose notes the lowest feeling is joined to.
PAIN: Final = "pain"


@dataclass(frozen=True, slots=True)
class GridOptions:
    """What stands above the lanes: a caption (whose journey), the label of the curves ("" = no curve) and of each of
    them, the title of the column for notes without a stage, how feelings come while there are none (`teach`); which
    lane holds the pains.
    """

    caption: CaptionIn | None = None
    curve: str = ""
    pain: str = PAIN
    as_is: str = ""
    to_be: str = ""
    loose: str = ""
    teach: str = ""
    add: bool = False
    """Whether a field for one more stage stands behind the last one (on the screen)."""


def layout_grid(
    notes: Sequence[NoteIn],
    stages: Sequence[StageIn],
    lanes: Sequence[ZoneIn],
    profile: LayoutProfile,
    options: GridOptions | None = None,
) -> Board:
    """Stages x lanes as a board; panels ``stage``, ``lane``, ``empty`` (key ``lane/stage``), ``curve``, ``caption``.

    A note whose stage is unknown stands in a column of its own at the end, one whose lane is unknown in a lane without
    a title below: nothing is left out.
    """
    chosen = options or GridOptions()
    all_stages, all_lanes = _completed(notes, stages, lanes, chosen)
    column = _column_width(len(all_stages), profile, chosen.add)
    board = _Grid(notes, all_stages, all_lanes, profile, chosen, column).board()
    area = profile.area
    if area is None or board.height / area[1] <= board.width / area[0] * 1.03:
        return board
    # Too tall for the area: wider columns need fewer lines. How much wider is best is tried out.
    widest = min(column * (board.height / area[1]) / (board.width / area[0]), _WIDEST)
    shares = (0.25, 0.5, 0.75, 1.0) if len(notes) <= _MANY else (0.5, 1.0)
    for share in shares:
        wider = column + (widest - column) * share
        other = _Grid(notes, all_stages, all_lanes, profile, chosen, wider).board()
        board = other if _scale(other, area) > _scale(board, area) else board
    return board


def _scale(board: Board, area: tuple[float, float]) -> float:
    return min(area[0] / board.width, area[1] / board.height)


def _column_width(count: int, profile: LayoutProfile, add: bool) -> float:
    """The area's width shared out among the stages, within what is readable and not too wide."""
    if profile.area is None:
        return profile.note_width + 20.0
    room = profile.area[0] - LABEL - 3 * PAD - (count - 1) * COLUMN_GAP - (_ADD if add else 0.0)
    return min(max(room / count, profile.note_width - 4.0), _USUAL_WIDEST)


def _completed(
    notes: Sequence[NoteIn], stages: Sequence[StageIn], lanes: Sequence[ZoneIn], options: GridOptions
) -> tuple[list[StageIn], list[ZoneIn]]:
    """Stages and lanes, with one more of each where notes would have no place."""
    stage_codes, lane_codes = {s.code for s in stages}, {z.code for z in lanes}
    all_stages, all_lanes = list(stages), list(lanes)
    if not stages or any(n.stage not in stage_codes for n in notes):
        all_stages.append(StageIn("", options.loose if stages else ""))
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
        self.profile, self.options = profile, options
        self.stages, self.lanes = stages, lanes
        self.small = max(13.0, profile.least_text)
        self.title = max(15.0, profile.least_text)
        self.columns = Columns(LABEL + 2 * PAD, column, COLUMN_GAP, len(stages))
        self.width = self.columns.right + PAD
        cells = CellMaker(notes, stages, lanes, profile, column)
        self.cells = [cells.lane(lane, i) for i, lane in enumerate(lanes)]
        self.begun = any(c.begun for c in self.cells)
        self.labels = [self._label(lane, own) for lane, own in zip(lanes, self.cells, strict=True)]
        self.panels: list[PanelBox] = []
        self.zones: list[ZoneBox] = []
        self.notes: list[NoteBox] = []
        self.texts: list[TextLine] = []
        self.curves: list[Curve] = []

    def _block(self, text: str, width: float, size: float, **look: str) -> TextBlock:
        return block(text, width, size, lang=self.profile.lang, **look)  # type: ignore[arg-type]

    def _label(self, lane: ZoneIn, cells: LaneCells) -> TextBlock:
        """The lane's title; its question too where the whole lane is still empty, or does not ask in its cells."""
        head = self._block(lane.title, LABEL, self.title, weight="semibold")
        if (cells.begun and not lane.quiet) or not lane.hint:
            return head
        hint = self._block(lane.hint, LABEL, self.small, role="muted")
        lines = (*head.lines, *(t.shifted(0.0, head.height + 2.0) for t in hint.lines))
        return TextBlock(lines, head.height + 2.0 + hint.height, max(head.width, hint.width))

    def _lane_height(self, index: int) -> float:
        least = _CELL_LEAST if self.profile.least_text <= 14.0 else _CELL_LEAST + 8.0
        return max(self.cells[index].height, self.labels[index].height, least) + 2 * AIR

    def _gap_above(self, index: int) -> float:
        """Room between a lane and the one above; a line with its name needs more."""
        if index == 0:
            return 0.0
        return self.small * LINE + 8.0 if self.lanes[index].line else BETWEEN

    def board(self) -> Board:
        """Caption, stages, curves, lanes; lanes grow a little when the area leaves room."""
        y = self._heads(self._caption())
        found: Feelings | None = None
        if self.options.curve or any(s.value is not None or s.to_be is not None for s in self.stages):
            found = self._feelings(y)
            y = found.bottom + BETWEEN
        heights = [self._lane_height(i) for i in range(len(self.lanes))]
        gaps = [self._gap_above(i) for i in range(len(self.lanes))]
        total = y + sum(heights) + sum(gaps)
        extra = min(max(self._wanted_height(total) - total, 0.0) / len(heights), _SPARE_PER_LANE)
        for i, h in enumerate(heights):
            self._line(i, y, gaps[i])
            y += gaps[i]
            self._lane(i, y, h + extra)
            y += h + extra
        real = tuple(n for n in self.notes if n.state != "ghost")
        ghosts = tuple(n for n in self.notes if n.state == "ghost")
        if found is not None:
            self.curves += low_lines(self.stages, found.marks, real, self.zones, self.columns, self.options.pain)
        width = self.width + (_ADD if self.options.add else 0.0)
        return Board(
            width, y, tuple(self.zones), tuple(self.panels), real, tuple(self.curves),
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
        title = self._block(caption.title, self.width - 32.0, self.title + 1.0, weight="semibold")
        text = self._block(caption.text, self.width - 32.0, self.small, role="muted")
        h = title.height + text.height + 14.0
        w = min(max(title.width, text.width) + 32.0, self.width)
        lines = (
            *(t.shifted(16.0, 7.0) for t in title.lines), *(t.shifted(16.0, 7.0 + title.height) for t in text.lines),
        )  # fmt: skip
        self.panels.append(PanelBox("caption", 0.0, 0.0, w, h, "caption", caption.kind, lines))
        return h + BETWEEN

    def _heads(self, y: float) -> float:
        """The stage heads with their marks, all as high as the highest; gives the y below them."""
        width = self.columns.width - 16.0
        titles = [self._block(s.title, width, self.title, weight="semibold", role="white", align="centre")
                  for s in self.stages]  # fmt: skip
        marks = [self._block("  ".join(s.marks), width, self.small, role="white", align="centre") for s in self.stages]
        inner = max((t.height + m.height for t, m in zip(titles, marks, strict=True)), default=0.0)
        h = inner + 14.0
        for i, (stage, title, mark) in enumerate(zip(self.stages, titles, marks, strict=True)):
            x = self.columns.x(i)
            top = y + (h - title.height - mark.height) / 2
            texts = (
                *(t.shifted(x + 8.0, top) for t in title.lines),
                *(t.shifted(x + 8.0, top + title.height) for t in mark.lines),
            )
            role = "stage" if stage.code else "loose"
            if role == "loose":
                texts = tuple(TextLine(t.x, t.y, t.text, t.size, t.weight, "muted") for t in texts)
            self.panels.append(PanelBox(stage.code, x, y, self.columns.width, h, role, "", texts))
        if self.options.add:
            sign = self._block("+", _ADD - 8.0, self.title + 3.0, weight="semibold", role="muted", align="centre")
            x, top = self.width + 8.0, y + (h - sign.height) / 2
            lines = tuple(t.shifted(x, top) for t in sign.lines)
            self.panels.append(PanelBox("", x, y, _ADD - 8.0, h, "add", "", lines))
        return y + h + BETWEEN

    def _feelings(self, y: float) -> Feelings:
        """The curves' panel beside its label and, where wishes are drawn, what each line means."""
        label = self._block(self.options.curve, LABEL, self.title, weight="semibold")
        centres = [self.columns.x(i) + self.columns.width / 2 for i in range(len(self.stages))]
        panel_x = self.columns.left - SCALE
        found = feelings(
            self.stages, centres, (panel_x, y, self.width - panel_x), self.columns.pitch - 12.0, self.small
        )
        self.panels.append(PanelBox("curve", panel_x, y, self.width - panel_x, found.bottom - y, "curve"))
        self.texts += (t.shifted(PAD + 2.0, y + PAD - 3.0) for t in label.lines)
        self.texts += found.texts
        teaches = bool(self.options.teach) and not found.marks
        self.curves += (c for c in found.curves if not (teaches and c.role == "guide" and c.key not in _ENDS))
        if teaches:
            width = self.columns.right - self.columns.left - 40.0
            told = self._block(self.options.teach, width, self.small, role="muted", align="centre")
            top = (y + found.bottom - told.height) / 2 - told.height  # above the line in the middle
            self.texts += (t.shifted(self.columns.left + 20.0, top) for t in told.lines)
        roles = {c.role for c in found.curves} | {"to_be" for m in found.marks if m.kind == "to_be"}
        if "to_be" in roles:
            self._meanings(y + PAD + label.height + 4.0, {"feeling"} & roles | {"to_be"})
        return found

    def _meanings(self, y: float, roles: set[str]) -> None:
        """A sample of each curve with its name."""
        for role, word in (("feeling", self.options.as_is), ("to_be", self.options.to_be)):
            if role not in roles or not word:
                continue
            told = self._block(word, LABEL - SCALE - _SAMPLE - 8.0, self.small, role="muted")
            middle = y + self.small * LINE / 2
            start, end = (PAD + 2.0, middle), (PAD + 2.0 + _SAMPLE, middle)
            self.curves.append(Curve((start, *line_to(start, end)), role, f"meaning:{role}"))
            self.texts += (t.shifted(PAD + _SAMPLE + 10.0, y) for t in told.lines)
            y += told.height + 2.0

    def _line(self, index: int, y: float, gap: float) -> None:
        """The line above a lane, its name at its left end."""
        lane = self.lanes[index]
        if not lane.line or index == 0:
            return
        middle = y + gap / 2
        self.texts.append(
            TextLine(PAD + 2.0, middle + cap_height(self.small) / 2, lane.line_label, self.small, "semibold", "accent")
        )
        x = PAD + 2.0 + measure(lane.line_label, self.small, "semibold") + 8.0
        start, end = (min(x, self.width - PAD), middle), (self.width, middle)
        self.curves.append(Curve((start, *line_to(start, end)), lane.line, f"line:{lane.code}"))

    def _lane(self, index: int, y: float, h: float) -> None:
        """One lane: its field with the label, its cells."""
        lane, label, cells = self.lanes[index], self.labels[index], self.cells[index]
        texts = tuple(t.shifted(PAD + 2.0, y + AIR) for t in label.lines)
        self.zones.append(ZoneBox(lane.code, 0.0, y, self.width, h, lane.kind, texts))
        for spot in cells.spots:
            self.notes.append(spot.card.place(self.columns.x(spot.first), y + AIR + spot.y))
        for i, stage in enumerate(self.stages):
            if not cells.covers(i) and stage.code and not lane.quiet:
                self._empty(index, stage, (self.columns.x(i), y + AIR, self.columns.width, h - 2 * AIR))

    def _empty(self, index: int, stage: StageIn, box: tuple[float, float, float, float]) -> None:
        """A cell that asks: nothing here, or nobody thought of it yet?"""
        lane, (x, y, w, h) = self.lanes[index], box
        lines: tuple[TextLine, ...] = ()
        if self.begun:
            mark = self._block("?", w, max(16.0, self.small), weight="semibold", role="muted", align="centre")
            hint = self._block(lane.hint, w - 16.0, self.small, role="muted", align="centre")
            # The question stands in the cell where the label does not ask it already, and where it has room.
            if not self.cells[index].begun or mark.height + hint.height > h - 4.0:
                hint = TextBlock((), 0.0)
            top = y + (h - mark.height - hint.height) / 2
            lines = (
                *(t.shifted(x, top) for t in mark.lines),
                *(t.shifted(x + 8.0, top + mark.height) for t in hint.lines),
            )
        self.panels.append(PanelBox(f"{lane.code}/{stage.code}", x, y, w, h, "empty", lane.kind, lines))
