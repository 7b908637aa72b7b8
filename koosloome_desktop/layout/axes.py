"""Notes on two axes: interest across, influence upwards, four named quadrants. For example a stakeholder map.

A note stands where its values say, and where others stand already it moves aside by as little as needed, inside its own
quadrant, so that notes never overlap and the order along the axes is not told wrong. Notes without values wait in a
tray at the left. The field grows until all notes find room.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from koosloome_desktop.layout.flow import best_columns, columns_in, columns_width, flow, flow_height, stretched
from koosloome_desktop.layout.metrics import measure
from koosloome_desktop.layout.parts import BETWEEN, LABEL, PAD, Parts, Sorted, arrow_head, moved, straight
from koosloome_desktop.layout.plot import EDGE, GAP, MIDDLE, Plot, Spread, spread
from koosloome_desktop.layout.primitives import (
    Board,
    LayoutProfile,
    NoteBox,
    NoteIn,
    PanelBox,
    Point,
    TextLine,
    ZoneBox,
    ZoneIn,
)
from koosloome_desktop.layout.text import TextBlock, block

#: Keys of the quadrants' panels, by (interest high?, influence high?).
QUADRANTS: Final = {
    (False, True): "low-high",
    (True, True): "high-high",
    (False, False): "low-low",
    (True, False): "high-low",
}
#: The panel that tray notes stand in.
TRAY: Final = "unplaced"
#: The panel over the heads of the quadrants: where the field begins and how high a head is.
PLOT: Final = "plot"
_LARGEST: Final = 17.0
_CORE_WIDE: Final = 3.4
_FIELD: Final = (860.0, 560.0)
_BESIDE: Final = 11.0
"""Units between the upright axis with its arrow and the words beside it."""
_GROW: Final = 1.05
_FAR: Final = 0.16
_ROUNDS: Final = 3
_MOST_GROWTH: Final = 140


@dataclass(frozen=True, slots=True)
class AxesIn:
    """The words of a field with axes: what each axis says, what its ends are called, the quadrants' names by key, the
    tray's title and question; and the codes of the zones: the core problem above, the notes in the field.
    """

    x: str
    y: str
    low: str
    high: str
    quadrants: Mapping[str, str]
    tray: str = ""
    tray_hint: str = ""
    core: str = "core"
    field: str = "stakeholder"


def plot_of(board: Board) -> Plot | None:
    """The field of a finished board, None for a board without axes."""
    found = {p.key: p for p in board.panels}
    head, lower = found.get(PLOT), found.get("low-low")
    if head is None or lower is None:
        return None
    return Plot(head.x, head.y, head.w, lower.y + lower.h - head.y, head.h)


def layout_axes(
    notes: Sequence[NoteIn], zones: Sequence[ZoneIn], profile: LayoutProfile, words: AxesIn, values: Mapping[str, Point]
) -> Board:
    """The field with its notes. ``values`` are (x, y) in 0…1 by note id, y upwards; a note without waits in the tray.

    Values outside 0…1 count as the nearest inside.
    """
    return _Placing(Sorted(notes, zones, profile, (words.core, words.field)), profile, words, values).board()


class _Placing:
    """Measures, then makes the field large enough."""

    def __init__(self, found: Sorted, profile: LayoutProfile, words: AxesIn, values: Mapping[str, Point]) -> None:
        """Break all texts."""
        self.found = found
        self.profile = profile
        self.words = words
        self.values = values
        self.core = found.cards(words.core, width=profile.note_width * _CORE_WIDE, least=0.0, centred=True)
        self.cards = found.cards(words.field, least=0.0, largest=_LARGEST)
        self.core_shown = words.core in found.known
        self.head = found.heading(found.zone(words.core), LABEL)
        ghosts = [c for c in self.cards if c.note.state == "ghost"]
        self.values = {**values, **{c.note.id: p for c, p in zip(ghosts, _EXAMPLES, strict=False)}}
        self.placed = [c for c in self.cards if c.note.id in self.values]
        self.waiting = [c for c in self.cards if c.note.id not in self.values]
        self.small = found.small
        self.left = max(
            measure(t, self.small, "semibold") for t in (words.low, words.high, words.y, " ")
        ) + 2 * PAD  # fmt: skip
        self.left = min(self.left, 120.0)
        self.foot = self.small * 1.24 + PAD + 4.0

    # -- sizes

    def _top(self, width: float) -> float:
        """Height of the band of the core problem."""
        if not self.core_shown:
            return 0.0
        card = self.core[0].w if self.core else 0.0
        columns = columns_in(width - LABEL - 3 * PAD, card or 1.0, self.profile.gap)
        return max(flow_height(self.core, columns, self.profile.gap), self.head.height) + 2 * PAD

    def _tray_columns(self, w: float, h: float) -> int:
        """As many columns of waiting notes as have the board drawn largest beside a field of this size."""
        if not self.waiting:
            return 0

        def size(columns: int) -> Point:
            return self._tray_width(columns) + self.left + w, max(h, self._tray_height(columns))

        area = self.profile.area
        return best_columns((area[0], max(area[1] - 120.0, 100.0)) if area else None, len(self.waiting), size)

    def _tray_width(self, columns: int) -> float:
        return columns_width(columns, self.profile.note_width, self.profile.gap) + 2 * PAD if columns else 0.0

    def board(self) -> Board:
        """Grow the field until every note has room near its place."""
        area = self.profile.area
        fixed = self._top(area[0] if area else 1200.0) + BETWEEN
        tray = self._tray_width(min(1, len(self.waiting)))
        w, h = _FIELD if area is None else (area[0] - self.left - 2 * PAD - tray, area[1] - fixed - self.foot - 2 * PAD)
        w, h = max(w, 3 * self.profile.note_width), max(h, 300.0)
        k = self._crowded(w, h)
        w, h, found = w * k, h * k, None
        for round_ in range(_MOST_GROWTH):
            plot = Plot(0.0, 0.0, w, h, self._quadrant_head(w / 2))
            found = spread(plot, self.placed, self.values)
            if found is not None and (found.far <= _FAR or round_ >= _ROUNDS):
                break
            w, h = w * _GROW, h * _GROW
        return self._drawn(w, h)

    def _crowded(self, w: float, h: float) -> float:
        """How much larger the field must be at least so that the paper of each quadrant's notes fits into it."""
        papers: dict[tuple[bool, bool], float] = {}
        for card in self.placed:
            x, y = self.values[card.note.id]
            key = (x >= MIDDLE, y >= MIDDLE)
            papers[key] = papers.get(key, 0.0) + (card.w + GAP) * (card.h + GAP)
        room = (w / 2 - 2 * EDGE) * (h / 2 - self._quadrant_head(w / 2) - EDGE)
        k = math.sqrt(max(papers.values(), default=0.0) / max(room, 1.0))
        return 1.15 * k if k > 1.0 else 1.0

    def _quadrant_head(self, width: float) -> float:
        tallest = max((self._name(q, width).height for q in QUADRANTS.values()), default=0.0)
        return tallest + 13.0 if tallest else EDGE

    def _name(self, key: str, width: float) -> TextBlock:
        return block(self.words.quadrants.get(key, ""), width - 2 * PAD, self.small + 1.0, "semibold", "muted")

    # -- drawing

    def _drawn(self, w: float, h: float) -> Board:
        """The board around a field of at least this size."""
        columns = self._tray_columns(w, h)
        tray = self._tray_width(columns)
        width = max(tray + self.left + w + 2 * PAD, self.found.rest_width())
        top = self._top(width)
        start = top + BETWEEN if top else 0.0
        tall = max(h, self._tray_height(columns))
        around = start + PAD + self.foot + 4.0 + self.found.rest_height(width)
        whole = stretched(width, around + tall, self.profile.area)
        at = (tray + self.left, start + PAD)
        sizes = [(w + whole[0] - width, whole[1] - around), (w, h)]
        plots = [Plot(*at, *size, self._quadrant_head(size[0] / 2)) for size in sizes]
        tried = [(p, s) for p in plots if (s := spread(p, self.placed, self.values)) is not None]
        plot, found = tried[0] if tried else (plots[0], Spread({}, 0.0))
        parts = Parts()
        self._core(parts, whole[0], top)
        self._field(parts, plot, start, (whole[0], start + PAD + max(tall, plot.h) + self.foot + 4.0), columns)
        parts.notes += [c.place(*found.corners[c.note.id]) for c in self.placed if c.note.id in found.corners]
        end = self.found.below(parts, start + PAD + max(tall, plot.h) + self.foot + 4.0 + BETWEEN, whole[0])
        return parts.board(whole[0], max(whole[1], end if self.found.rest_width() else 0.0))

    def _core(self, parts: Parts, width: float, top: float) -> None:
        """The core problem above the field."""
        if not top:
            return
        zone = self.found.zone(self.words.core)
        parts.zones.append(ZoneBox(zone.code, 0.0, 0.0, width, top, zone.kind, moved(self.head, PAD, PAD - 3.0)))
        if self.core:
            columns = columns_in(width - LABEL - 3 * PAD, self.core[0].w, self.profile.gap)
            columns = min(columns, len(self.core))
            used = columns_width(columns, self.core[0].w, self.profile.gap)
            x = max(LABEL + 2 * PAD, (width - used) / 2)
            h = flow_height(self.core, columns, self.profile.gap)
            parts.notes += flow(self.core, columns, self.profile.gap, (x, (top - h) / 2)).notes

    def _tray_head(self, columns: int) -> TextBlock:
        zone = ZoneIn(TRAY, self.words.tray, self.words.tray_hint)
        return self.found.heading(
            zone, self._tray_width(columns) - 2 * PAD, size=(self.small + 1.0) / self.found.profile.fine
        )

    def _tray_height(self, columns: int) -> float:
        if not columns:
            return 0.0
        return self._tray_head(columns).height + 10.0 + flow_height(self.waiting, columns, self.profile.gap) + PAD

    def _field(self, parts: Parts, plot: Plot, top: float, end: Point, columns: int) -> None:
        """The field's zone, quadrants, axes, words and tray."""
        zone = self.found.zone(self.words.field)
        parts.zones.append(ZoneBox(zone.code, 0.0, top, end[0], end[1] - top, ""))
        if columns:
            head = self._tray_head(columns)
            x, y = PAD / 2, plot.y
            h = max(plot.h, self._tray_height(columns))
            parts.panels.append(
                PanelBox(TRAY, x, y, self._tray_width(columns) - PAD, h, "tray", "", moved(head, x + PAD / 2, y + 8.0))
            )
            at = (PAD, y + head.height + 16.0)
            parts.notes += flow(self.waiting, columns, self.profile.gap, at).notes
        for (right, upper), key in QUADRANTS.items():
            x, y, w, h = plot.quadrant(right, upper)
            name = self._name(key, w)
            role_kind = "best" if right and upper else ""
            parts.panels.append(PanelBox(key, x, y, w, h, "quadrant", role_kind, moved(name, x + PAD, y + 7.0)))
        x0, y0, x1, y1 = plot.x, plot.y, plot.x + plot.w, plot.y + plot.h
        parts.curves.append(straight((x0, y1), (x0, y0), "axis", "y"))
        parts.curves.append(straight((x0, y1), (x1, y1), "axis", "x"))
        parts.curves.append(arrow_head((x0, y0), (0.0, -1.0), "axis", "y"))
        parts.curves.append(arrow_head((x1, y1), (1.0, 0.0), "axis", "x"))
        parts.curves.append(straight((x0, plot.y + plot.h / 2), (x1, plot.y + plot.h / 2), "zero", "middle-y"))
        parts.curves.append(straight((plot.x + plot.w / 2, y0), (plot.x + plot.w / 2, y1), "zero", "middle-x"))
        parts.panels.append(PanelBox(PLOT, plot.x, plot.y, plot.w, plot.head, "lane"))
        parts.texts += self._axis_words(plot)

    def _axis_words(self, plot: Plot) -> Iterable[TextLine]:
        """Low and high at the ends, the axis's name between them."""
        words, size = self.words, self.small
        room = self.left - _BESIDE - 6.0
        left = plot.x - room - _BESIDE

        def beside(text: str, y: float, weight: str, role: str) -> Iterable[TextLine]:
            made = block(text, room, size, "semibold" if weight else "regular", role, align="right")
            return moved(made, left, y - (made.height if y > plot.y + plot.h - 2 else 0.0))

        yield from beside(words.high, plot.y, "", "muted")
        yield from beside(f"↑ {words.y}", plot.y + plot.h / 2 - size, "bold", "ink")
        yield from beside(words.low, plot.y + plot.h - 1.0, "", "muted")
        base = plot.y + plot.h + size + 7.0
        yield TextLine(plot.x, base, words.low, size, "regular", "muted")
        name = f"{words.x} →"
        yield TextLine(plot.x + (plot.w - measure(name, size, "semibold")) / 2, base, name, size, "semibold", "ink")
        yield TextLine(
            plot.x + plot.w - measure(words.high, size, "regular"), base, words.high, size, "regular", "muted"
        )


#: Where the examples of an empty map stand.
_EXAMPLES: Final = ((0.85, 0.25), (0.7, 0.85), (0.2, 0.45))


def unplaced(boxes: Sequence[NoteBox], board: Board) -> list[str]:
    """The ids of the notes in the tray."""
    tray = next((p for p in board.panels if p.key == TRAY), None)
    if tray is None:
        return []
    return [b.id for b in boxes if tray.x <= b.x and b.x + b.w <= tray.x + tray.w and tray.y <= b.y < tray.y + tray.h]
