"""Measuring a problem tree before anything is placed: its sides as forests, its core cards, and the search for the
arrangement that is drawn largest.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from koosloome_desktop.layout.branches import build, pillars
from koosloome_desktop.layout.card import Card, usual_height
from koosloome_desktop.layout.flow import columns_in, flow_height
from koosloome_desktop.layout.memory import Memory
from koosloome_desktop.layout.primitives import LayoutProfile, NoteIn, Point, ZoneIn
from koosloome_desktop.layout.shape import Node, Shape, Spacing, Target, shelve
from koosloome_desktop.layout.text import TextBlock

#: Width of the column that keeps a band's title, air inside a band and between bands.
LABEL: Final = 148.0
PAD: Final = 16.0
BETWEEN: Final = 14.0
#: Between the bands and those notes that the workshop leaves aside: room for the dashed line and its word.
LIMIT: Final = 26.0
#: A core card is this much wider than a note; with more than three candidates they are narrower.
_CORE: Final = 2.3
_CORE_MANY: Final = 1.4
#: Gaps between neighbours and levels: the least, and wider ones tried from wide to narrow when there is room.
_ACROSS: Final = (24.0, 34.0, 46.0, 58.0)
_DOWN: Final = (36.0, 46.0, 58.0)
_DEFAULT_AREA: Final = (1100.0, 750.0)
#: Boards larger than this are not searched so finely: the gaps stay small and fewer shapes are tried.
_MANY: Final = 150
_SOME: Final = 40
_STEPS: Final = 3
_VERY_MANY: Final = 600


@dataclass(slots=True)
class Forest:
    """One side of the tree: roots, each with the core note it hangs from ("" = none), and its measured group."""

    zone: ZoneIn
    roots: list[Node]
    cores: list[str]
    group: Shape = field(default_factory=lambda: Shape([], 0.0))
    targets: list[Target] = field(default_factory=list)
    built: dict[Spacing, list[Shape]] = field(default_factory=dict)

    def all_cards(self) -> list[Card]:
        """All notes of the side."""
        found, waiting = list[Card](), list(self.roots)
        while waiting:
            node = waiting.pop()
            found.append(node.card)
            waiting += node.children
        return found


@dataclass(slots=True)
class Cores:
    """The core cards in rows: x from the middle of the content, y from the top of the first row."""

    zone: ZoneIn
    cards: list[Card]
    places: list[Point] = field(default_factory=list)
    width: float = 0.0
    height: float = 0.0
    gutter: float = 0.0


@dataclass(slots=True)
class Plan:
    """One attempt: everything measured, nothing placed.

    ``heights`` are the bands': up, core, down, then extra ones; a band that nobody asked for and that holds nothing
    has 0. With a ``limit`` the first extra band stands beyond a dashed line.
    """

    up: Forest
    cores: Cores
    down: Forest
    extra: list[tuple[ZoneIn, list[Card]]]
    spacing: Spacing
    labels: Mapping[str, TextBlock]
    width: float = 0.0
    heights: list[float] = field(default_factory=list)
    absent: frozenset[str] = frozenset()
    limit: bool = False

    @property
    def height(self) -> float:
        """The natural height of the board."""
        limit = LIMIT - BETWEEN if self.limit else 0.0
        return sum(self.heights) + BETWEEN * (sum(1 for h in self.heights if h) - 1) + limit


def core_cards(notes: Sequence[NoteIn], profile: LayoutProfile, strip: bool) -> list[Card]:
    """The core notes: wide and centred, narrower when there are many candidates."""
    width = profile.note_width * (_CORE if len(notes) <= 3 else _CORE_MANY)
    return [Card(n, profile, strip, width=width, least=0.0, centred=True) for n in notes]


def forest(
    zone: ZoneIn, notes: Sequence[NoteIn], cores: set[str], profile: LayoutProfile, strip: bool, kept: Memory
) -> Forest:
    """The notes of one side as trees, those that hang from a core first; circles are cut at their first note."""
    nodes = {n.id: Node(kept.card(n, profile, strip), 1) for n in notes}
    heads = [n for n in notes if n.parent not in nodes or n.parent == n.id]
    heads.sort(key=lambda n: n.parent not in cores)
    for n in notes:
        if n.parent in nodes and n.parent != n.id:
            nodes[n.parent].children.append(nodes[n.id])
    seen: set[str] = set()
    _walk([nodes[n.id] for n in heads], seen)
    for n in notes:
        if n.id not in seen:
            parent = nodes[n.parent]
            parent.children = [c for c in parent.children if c is not nodes[n.id]]
            heads.append(n)
            _walk([nodes[n.id]], seen)
    return Forest(zone, [nodes[n.id] for n in heads], [n.parent if n.parent in cores else "" for n in heads])


def _walk(roots: Sequence[Node], seen: set[str]) -> None:
    """Set the levels below ``roots`` (which stand at level 1) and remember who was reached."""
    stack = [(r, 1) for r in roots]
    while stack:
        node, level = stack.pop()
        seen.add(node.card.note.id)
        node.level = level
        if node.children:
            stack.extend([(c, level + 1) for c in node.children])


def measured(side: Forest, spacing: Spacing, kept: Memory) -> Forest:
    """The side laid out with these gaps."""
    if not side.roots:
        return Forest(side.zone, [], [])
    keys = [f"{c}>{r.card.note.id}" if c else "" for c, r in zip(side.cores, side.roots, strict=True)]
    arrange = pillars if spacing.outline else shelve
    # In outline form the branches are the same whatever the longest row, so they are built once.
    form = replace(spacing, widest=0.0) if spacing.outline else spacing
    if form not in side.built:
        side.built = {form: build(side.roots, form, kept)}
    group, targets = arrange(side.built[form], keys, spacing)
    return Forest(side.zone, side.roots, side.cores, group, targets)


def core_rows(zone: ZoneIn, cards: Sequence[Card], spacing: Spacing) -> Cores:
    """Core cards side by side, in rows when there are many; gutters let links of inner rows pass."""
    found = Cores(zone, list(cards))
    if not cards:
        return found
    found.gutter = max(spacing.across, 24.0)
    wide = cards[0].w + found.gutter
    across = min(len(cards), max(3, math.ceil(math.sqrt(len(cards) * 2))))
    y = 0.0
    for start in range(0, len(cards), across):
        line = cards[start : start + across]
        left = -(min(across, len(cards)) * wide - found.gutter) / 2
        found.places += [(left + i * wide, y) for i in range(len(line))]
        y += max(c.h for c in line) + spacing.down
    found.width, found.height = across * wide - found.gutter, y - spacing.down
    return found


def size(plan: Plan, profile: LayoutProfile, strip: bool) -> Plan:
    """Fill in the natural width and the heights of the bands."""
    usual = usual_height(profile, strip)
    groups = [plan.up.group, plan.down.group]
    content = max([g.right - g.left for g in groups] + [plan.cores.width, 3 * profile.note_width + 2 * profile.gap])
    plan.width = content + LABEL + 3 * PAD
    inner = [
        (plan.up.zone, plan.up.group.bottom - plan.spacing.down / 2, usual),
        (plan.cores.zone, plan.cores.height, usual * 0.7),
        (plan.down.zone, plan.down.group.bottom - plan.spacing.down / 2, usual),
    ]
    columns = columns_in(content, profile.note_width, profile.gap)
    inner += [(zone, flow_height(cards, columns, profile.gap), usual) for zone, cards in plan.extra]
    plan.heights = [
        0.0 if z.code in plan.absent and h <= 0 else max(h, least, plan.labels[z.code].height) + 2 * PAD
        for z, h, least in inner
    ]
    return plan


def best(attempt: Callable[[Spacing], Plan], profile: LayoutProfile, count: int) -> Plan:
    """The attempt that is drawn largest in the area; of those, the one with the widest gaps."""
    area = profile.area or _DEFAULT_AREA

    def scale(plan: Plan) -> float:
        return min(area[0] / plan.width, area[1] / plan.height, 1.0)

    found: Plan | None = None
    for first in _candidates(area, profile, count):
        gaps = first
        for _ in range(_STEPS if count > _SOME else 1):
            plan = attempt(gaps)
            if found is None or scale(plan) > scale(found) * 1.0001:
                found = plan
            # Too wide or too tall for the area: shorter or longer rows next time.
            ratio = (plan.height / area[1]) / (plan.width / area[0])
            gaps = replace(gaps, widest=max(gaps.widest * math.sqrt(ratio), profile.note_width))
    if found is None:
        raise AssertionError("there is always a candidate")
    return found if count > _MANY or profile.quick else _roomy(attempt, found, scale, profile)


def _roomy(
    attempt: Callable[[Spacing], Plan], found: Plan, scale: Callable[[Plan], float], profile: LayoutProfile
) -> Plan:
    """The same arrangement with the widest gaps that do not make it smaller."""
    least, base = scale(found) * 0.995, found.spacing
    for across in reversed(_ACROSS):
        widest = base.widest * (profile.note_width + across) / (profile.note_width + base.across)
        for down in reversed(_DOWN):
            plan = attempt(replace(base, across=across, down=down, widest=widest))
            if scale(plan) >= least:
                return plan
    return found


def _candidates(area: Point, profile: LayoutProfile, count: int) -> Iterator[Spacing]:
    """Arrangements worth trying: rows of several lengths, leaves side by side or hanging."""
    cell = (profile.note_width + _ACROSS[0]) * (profile.note_height + _DOWN[0])
    room = area[0] - LABEL - 3 * PAD
    square = math.sqrt(max(count, 1) * cell * area[0] / area[1])
    if count > _VERY_MANY:
        options = [(square, 10, True)]
    elif count > _SOME:
        options = [(square * 1.3, 6, True), (square * 1.3, 10, True), (square * 1.3, 4, False)]
    elif profile.quick:
        options = [(w, tall, False) for tall in (1, 3) for w in (room, square * 1.3)]
    else:
        options = [
            (w, tall, False) for tall in (1, 2, 3, 6) for w in (room, square, square * 1.3, square * 1.7, math.inf)
        ]
    for widest, tall, outline in options:
        yield Spacing(_ACROSS[0], _DOWN[0], max(widest, profile.note_width), tall, outline)
