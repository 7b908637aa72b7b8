"""The lines between the needs at the right and the resources in rows of blocks: out of the need, down or up the strip
beside the needs, along the foot of a row of blocks, up the gap between two columns of notes, into the resource.

All lines of one need are one tree; the trees of different needs never lie on each other while there is room.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from koosloome_desktop.layout.corridors import AIR, LANE, WIDE, crossing_order, lanes, ported, spans_of, spots
from koosloome_desktop.layout.primitives import Curve, NoteBox, Point, ZoneBox

_GAP: Final = 20.0
"""Lines keep so near to the notes of their gap, however wide it is."""


@dataclass(frozen=True, slots=True)
class Streets:
    """Where lines may run: the gap between columns of resources and of needs, the strip beside the needs (left edge
    and width).
    """

    gap: float
    needs_gap: float
    strip: tuple[float, float]


@dataclass(slots=True)
class _Line:
    """One match: its need, its resource, where it comes up beside the resource and at which height it goes in."""

    need: NoteBox
    end: NoteBox
    zone: ZoneBox
    up: float = 0.0
    port: float = 0.0


@dataclass(slots=True)
class MatchLines:
    """Shares the lanes out, corridor by corridor."""

    streets: Streets
    needs: Sequence[NoteBox]
    lines: list[_Line] = field(default_factory=list)
    feet: dict[tuple[float, str], float] = field(default_factory=dict)
    """The level of a need's line along the foot of a row, by (the row's lower edge, need)."""
    lowest: dict[float, float] = field(default_factory=dict)
    """Where the lowest note of a row ends, by the row's lower edge."""
    beside: dict[str, float] = field(default_factory=dict)
    around: dict[str, list[Point]] = field(default_factory=dict)
    """Of a need behind another column of needs: the corners of its way out to the strip."""

    def curves(
        self, matches: Sequence[tuple[str, str]], boxes: Mapping[str, NoteBox], zones: Mapping[str, ZoneBox]
    ) -> list[Curve]:
        """A curve for each match whose two notes stand on the board, in the order given."""
        for need, resource in matches:
            start, end = boxes.get(need), boxes.get(resource)
            if start is not None and end is not None and end.zone in zones:
                self.lines.append(_Line(start, end, zones[end.zone]))
        for box in boxes.values():
            zone = zones.get(box.zone)
            if zone is not None:
                low = zone.y + zone.h
                self.lowest[low] = max(self.lowest.get(low, 0.0), box.y + box.h)
        self._gaps()
        self._feet()
        self._around()
        self._beside()
        return [Curve(ported(self._corners(x)), "match", f"{x.need.id}>{x.end.id}") for x in self.lines]

    def _gaps(self) -> None:
        """Lanes in the gaps between resources: what goes in lowest runs nearest to the notes, so nothing crosses it."""
        groups: dict[tuple[str, float], list[_Line]] = {}
        for line in self.lines:
            groups.setdefault((line.zone.code, round(line.end.x, 1)), []).append(line)
        for group in groups.values():
            group.sort(key=lambda x: -x.end.y)
            owners = list(dict.fromkeys(x.need.id for x in group))
            at = spots(len(owners), min(self.streets.gap, _GAP))
            notes: dict[str, list[_Line]] = {}
            for line in group:
                line.up = line.end.x + line.end.w + at[owners.index(line.need.id)]
                notes.setdefault(line.end.id, []).append(line)
            for inside in notes.values():
                inside.sort(key=lambda x: x.up)
                for i, line in enumerate(inside, 1):
                    line.port = line.end.y + line.end.h * (1 - i / (len(inside) + 1))

    def _feet(self) -> None:
        """Lanes along the foot of each row, spread over what its notes leave free: what goes up first from the right is
        the highest.
        """
        rows: dict[float, dict[str, float]] = {}
        for line in self.lines:
            row = rows.setdefault(line.zone.y + line.zone.h, {})
            row[line.need.id] = min(line.up, row.get(line.need.id, line.up))
        for low, row in rows.items():
            free = low - self.lowest.get(low, low) - 2 * AIR
            step = min(max(free / max(len(row) - 1, 1), LANE * 0.1), WIDE)
            for number, name in enumerate(sorted(row, key=lambda n: (row[n], n))):
                self.feet[low, name] = low - AIR - step * number

    def _around(self) -> None:
        """The way out of the needs that stand behind others: through the nearest gap of each column before them."""
        columns = _columns(self.needs)
        hops: dict[str, list[tuple[int, float, float]]] = {}
        for need in {x.need.id: x.need for x in self.lines}.values():
            level = need.y + need.h / 2
            for number in range(columns.index(round(need.x, 1)) - 1, -1, -1):
                top, high = min(self._openings(columns[number]), key=lambda g: abs(g[0] + g[1] / 2 - level))
                hops.setdefault(need.id, []).append((number, top, high))
                level = top + high / 2
        taken: dict[tuple[int, float, float], list[str]] = {}
        for name, way in hops.items():
            for hop in way:
                taken.setdefault(hop, []).append(name)
        levels = {
            (name, hop[0]): hop[1] + at
            for hop, names in taken.items()
            for name, at in zip(names, spots(len(names), hop[2]), strict=True)
        }
        self._down(columns, hops, levels)

    def _openings(self, column: float) -> list[tuple[float, float]]:
        """The gaps under the needs of a column as (top, height)."""
        stack = sorted((n for n in self.needs if round(n.x, 1) == column), key=lambda n: n.y)
        found = [(a.y + a.h, b.y - a.y - a.h) for a, b in pairwise(stack)]
        return [*found, (stack[-1].y + stack[-1].h, self.streets.needs_gap)]

    def _down(
        self,
        columns: Sequence[float],
        hops: Mapping[str, list[tuple[int, float, float]]],
        levels: Mapping[tuple[str, int], float],
    ) -> None:
        """Lanes in the gaps between the columns of needs, from the last one to the first."""
        level = {x.need.id: x.need.y + x.need.h / 2 for x in self.lines}
        for number in range(len(columns) - 2, -1, -1):
            ways = {n: (level[n], [levels[n, number]]) for n in hops if (n, number) in levels}
            found = lanes(spans_of(ways), crossing_order(ways))
            at = spots(max(found.values(), default=0) + 1, self.streets.needs_gap)
            for name, lane in found.items():
                x = columns[number + 1] - self.streets.needs_gap + at[lane]
                self.around.setdefault(name, []).extend([(x, level[name]), (x, levels[name, number])])
                level[name] = levels[name, number]

    def _beside(self) -> None:
        """Lanes in the strip beside the needs."""
        ways: dict[str, tuple[float, list[float]]] = {}
        for line in self.lines:
            need = line.need
            level = self.around[need.id][-1][1] if need.id in self.around else need.y + need.h / 2
            foot = self.feet[line.zone.y + line.zone.h, need.id]
            out = ways.setdefault(need.id, (level, []))[1]
            if foot not in out:
                out.append(foot)
        found = lanes(spans_of(ways), crossing_order(ways))
        at = spots(max(found.values(), default=0) + 1, self.streets.strip[1], WIDE)
        self.beside = {name: self.streets.strip[0] + at[lane] for name, lane in found.items()}

    def _corners(self, line: _Line) -> list[Point]:
        """The corners of a line from the need to the resource."""
        need, end = line.need, line.end
        level, beside = need.y + need.h / 2, self.beside[need.id]
        points = [(need.x, level), *self.around.get(need.id, ())]
        points.append((beside, points[-1][1]))
        foot = self.feet[line.zone.y + line.zone.h, need.id]
        return [*points, (beside, foot), (line.up, foot), (line.up, line.port), (end.x + end.w, line.port)]


def _columns(needs: Sequence[NoteBox]) -> list[float]:
    """The left edges of the columns of needs."""
    return sorted({round(n.x, 1) for n in needs})
