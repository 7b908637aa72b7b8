"""The problem tree: effects above, the core problem in the middle, causes below, each in a band of its own.

Every band keeps its title and question in a column at its left, so no link and no note can cross them. Links run from
the core out to both sides. The arrangement (how long rows may get, how many leaves hang in a column, how wide the gaps
are) is the one that is drawn largest in the profile's area.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from koosloome_desktop.layout.card import Card, footed, ghost_notes
from koosloome_desktop.layout.flow import columns_in, flow
from koosloome_desktop.layout.legible import WHOLE, broader, mean_size, most_legible
from koosloome_desktop.layout.lines import line_to, s_curve
from koosloome_desktop.layout.memory import memory
from koosloome_desktop.layout.metrics import measure
from koosloome_desktop.layout.primitives import (
    Board,
    Curve,
    LayoutProfile,
    NoteBox,
    NoteIn,
    Point,
    TextLine,
    ZoneBox,
    ZoneIn,
)
from koosloome_desktop.layout.shape import Shape, Spacing, Target, route
from koosloome_desktop.layout.text import heading
from koosloome_desktop.layout.tree_plan import (
    BETWEEN,
    LABEL,
    LIMIT,
    PAD,
    Forest,
    Plan,
    best,
    core_cards,
    core_rows,
    forest,
    measured,
    size,
)

#: Codes of the bands above, in the middle and below.
ROLES: Final = ("effect", "core", "cause")
#: The word on the dashed line.
_WORD: Final = 14.0
_NOWHERE: Final = ZoneIn("~out", "")


def layout_tree(
    notes: Sequence[NoteIn],
    zones: Sequence[ZoneIn],
    profile: LayoutProfile,
    roles: tuple[str, str, str] = ROLES,
    limit: tuple[str, ZoneIn] | None = None,
) -> Board:
    """The whole tree as a board. ``roles`` are the codes of the zones above, in the middle and below.

    ``limit`` is the word on a dashed line and the zone beyond it: notes of that zone stand below the line in rows,
    without links; without such notes there is no line.

    Notes of other zones get bands below, notes of unknown zones a band without a title: nothing is left out. A note
    whose parent is missing, in another branch or above itself in a circle stands in its zone without a link.
    """

    def tried(each: LayoutProfile, *, quick: bool = False) -> _Tried:
        return _Tried(_planned(notes, zones, replace(each, quick=quick or each.quick), roles, limit), each)

    usual, *more = broader(profile, len(notes))
    # What a few arrangements tell is enough to know how broad notes should be, unless the whole may be too small then.
    found = tried(most_legible([tried(p, quick=True) for p in (usual, *more)], usual).profile if more else usual)
    if found.profile is not usual and found.scale() < WHOLE:
        found = most_legible([tried(usual), found], usual)
    return _Placing(found.plan, found.profile, limit[0] if limit else "").board()


@dataclass(frozen=True, slots=True)
class _Tried:
    """A plan with notes of one width."""

    plan: Plan
    profile: LayoutProfile

    def scale(self) -> float:
        """How large it is drawn in the area."""
        area = self.profile.area or (self.plan.width, self.plan.height)
        return round(min(area[0] / self.plan.width, area[1] / self.plan.height, 1.0), 4)

    def text(self) -> float:
        """The mean size of its notes' text, in units."""
        return mean_size([*self.plan.up.all_cards(), *self.plan.down.all_cards()])


def _planned(
    notes: Sequence[NoteIn],
    zones: Sequence[ZoneIn],
    profile: LayoutProfile,
    roles: tuple[str, str, str],
    limit: tuple[str, ZoneIn] | None,
) -> Plan:
    """The tree measured, in the arrangement that is drawn largest."""
    beyond = limit[1] if limit else _NOWHERE
    zones = [*zones, beyond]
    known = {z.code: z for z in zones}
    up, core, down = (known.get(code, ZoneIn(code, "")) for code in roles)
    others = [z for z in zones if z.code not in {*roles, beyond.code}]
    shown = _with_ghosts(notes, [up, core, down, *others])
    strip = footed(notes)
    kept = memory(profile, strip)
    cores = [n for n in shown if n.zone == core.code]
    big = core_cards(cores, profile, strip)
    ids = {n.id for n in cores}
    above = forest(up, [n for n in shown if n.zone == up.code], ids, profile, strip, kept)
    below = forest(down, [n for n in shown if n.zone == down.code], ids, profile, strip, kept)
    out = [Card(n, profile, strip) for n in shown if n.zone == beyond.code]
    extra = [(beyond, out)] if out else []
    extra += [(z, [Card(n, profile, strip) for n in shown if n.zone == z.code]) for z in others]
    lost = [Card(n, profile, strip) for n in shown if n.zone not in {*roles, *known}]
    if lost:
        extra.append((ZoneIn("", ""), lost))
    labels = {
        z.code: heading(z.title, z.hint, LABEL, lang=profile.lang, small=13.0 * profile.fine)
        for z in (*zones, up, core, down, ZoneIn("", ""))
    }

    absent = frozenset(code for code in roles if code not in known)

    def attempt(gaps: Spacing) -> Plan:
        rows = core_rows(core, big, gaps)
        sides = (measured(above, gaps, kept), rows, measured(below, gaps, kept))
        return size(Plan(*sides, extra, gaps, labels, absent=absent, limit=bool(out)), profile, strip)

    return best(attempt, profile, len(shown))


def _with_ghosts(notes: Sequence[NoteIn], zones: Sequence[ZoneIn]) -> list[NoteIn]:
    used = {n.zone for n in notes}
    return [*notes, *(g for z in zones if z.code not in used for g in ghost_notes(z))]


class _Placing:
    """Turns a plan into boxes and curves."""

    def __init__(self, plan: Plan, profile: LayoutProfile, word: str) -> None:
        """Stretch the board to the shape of the area: the bands fill it, also with few notes."""
        self.plan = plan
        self.word = word
        self.profile = profile
        self.width, self.height = plan.width, plan.height
        if profile.area:
            k = max(self.width / profile.area[0], self.height / profile.area[1], 1.0)
            self.width, self.height = profile.area[0] * k, profile.area[1] * k
        self.left = LABEL + 2 * PAD
        self.middle = (self.left + self.width - PAD) / 2
        self.zones: list[ZoneBox] = []
        self.notes: list[NoteBox] = []
        self.curves: list[Curve] = []
        self.texts: list[TextLine] = []
        self.starts: dict[str, tuple[Point, ...]] = {}

    def board(self) -> Board:
        """Place bands, cores, sides and what else there is."""
        tops = self._bands()
        plan = self.plan
        self._cores(tops[1])
        self._side(plan.up, tops[0], -1.0)
        self._side(plan.down, tops[2], 1.0)
        for (_, cards), (top, _) in zip(plan.extra, tops[3:], strict=True):
            columns = columns_in(self.width - self.left - PAD, self.profile.note_width, self.profile.gap)
            self.notes += flow(cards, columns, self.profile.gap, (self.left, top + PAD)).notes
        real = tuple(n for n in self.notes if n.state != "ghost")
        ghosts = tuple(n for n in self.notes if n.state == "ghost")
        return Board(
            self.width, self.height, tuple(self.zones), (), real, tuple(self.curves), tuple(self.texts), ghosts=ghosts
        )

    def _bands(self) -> list[tuple[float, float]]:
        """The bands with their titles; gives top and height of each. Room left over goes to the sides, a little to
        the core.
        """
        plan = self.plan
        spare = self.height - plan.height
        weights = [0.42, 0.16, 0.42] + [0.0] * len(plan.extra)
        weights = [w if h else 0.0 for w, h in zip(weights, plan.heights, strict=True)]
        shares = [w / (sum(weights) or 1.0) for w in weights]
        zones = [plan.up.zone, plan.cores.zone, plan.down.zone] + [z for z, _ in plan.extra]
        found, y = [], 0.0
        for zone, natural, share in zip(zones, plan.heights, shares, strict=True):
            h = natural + spare * share
            if not natural:
                found.append((y, 0.0))
                continue
            if plan.limit and len(found) == 3:
                self._limit(y - BETWEEN + LIMIT / 2)
                y += LIMIT - BETWEEN
            texts = plan.labels[zone.code].lines
            self.zones.append(
                ZoneBox(
                    zone.code, 0.0, y, self.width, h, zone.kind, tuple(t.shifted(PAD, y + PAD - 3.0) for t in texts)
                )
            )
            found.append((y, h))
            y += h + BETWEEN
        return found

    def _limit(self, y: float) -> None:
        """The dashed line between what the workshop takes on and what it leaves aside, its word at the left."""
        self.texts.append(TextLine(PAD, y + 0.33 * _WORD, self.word, _WORD, "semibold", "muted"))
        start = (2 * PAD + measure(self.word, _WORD, "semibold"), y)
        self.curves.append(Curve((start, *line_to(start, (self.width - PAD, y))), "scope"))

    def _cores(self, band: tuple[float, float]) -> None:
        """Place the core cards and note where their links start, upwards and downwards."""
        cores = self.plan.cores
        if not cores.cards:
            return
        top = band[0] + (band[1] - cores.height) / 2
        rows = sorted({y for _, y in cores.places})
        ends = {y: y + max(c.h for c, p in zip(cores.cards, cores.places, strict=True) if p[1] == y) for y in rows}
        for card, (x, y) in zip(cores.cards, cores.places, strict=True):
            left = self.middle + x
            self.notes.append(card.place(left, top + y))
            centre, gutter = left + card.w / 2, left - cores.gutter / 2
            # Below a short card beside a tall one a link first runs straight down to the end of the row.
            foot, end = (centre, top + y + card.h), (centre, top + ends[y])
            up: tuple[Point, ...] = ((centre, top + y),)
            down: tuple[Point, ...] = (foot, *line_to(foot, end)) if end > foot else (foot,)
            if y > rows[0]:
                before = top + ends[rows[rows.index(y) - 1]]
                up = (*s_curve(up[0], (gutter, before)), *line_to((gutter, before), (gutter, top)))
            if y < rows[-1]:
                after = top + rows[rows.index(y) + 1]
                last = (gutter, top + cores.height)
                down = (*down[:-1], *s_curve(end, (gutter, after)), *line_to((gutter, after), last))
            self.starts[f"-{card.note.id}"] = up
            self.starts[f"+{card.note.id}"] = down

    def _side(self, side: Forest, band: tuple[float, float], sign: float) -> None:
        """Place one side; ``sign`` -1 grows upwards."""
        group = side.group
        if not group.bands:
            return
        half = self.plan.spacing.down / 2
        slack = (band[1] - 2 * PAD - (group.bottom - half)) / 2
        base = band[0] + PAD + slack - half if sign > 0 else band[0] + band[1] - PAD - slack + half
        origin = self.middle - (group.left + group.right) / 2
        self._parts(group, (origin, base), sign)
        for target in side.targets:
            if target.key:
                self._link(target, (origin, base), sign)

    def _link(self, target: Target, at: Point, sign: float) -> None:
        """A link from a core to a root of a side."""
        lead = self.starts[("+" if sign > 0 else "-") + target.key.split(">")[0]]
        x, y = lead[-1]
        local = route((x - at[0], (y - at[1]) * sign), target, self.plan.spacing.down)
        points = lead[:-1] + tuple((px + at[0], at[1] + py * sign) for px, py in local)
        self.curves.append(Curve(points, "link", target.key))

    def _parts(self, group: Shape, at: Point, sign: float) -> None:
        """Place a shape and all in it, without recursion."""
        stack = [(group, at[0], 0.0)]
        base = at[1]
        while stack:
            shape, x, y = stack.pop()
            if shape.card is not None:
                top = base + y if sign > 0 else base - y - shape.card.h
                self.notes.append(shape.card.place(x, top, shape.level))
            if shape.routes:
                self.curves += shape.links((x, y, base, sign))
            if shape.parts:
                stack.extend([(part, x + dx, y + dy) for dx, dy, part in reversed(shape.parts)])
