"""The branches of a tree as shapes: a note with all that grows below it, hung in a column, in rows, or in pillars."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

from koosloome_desktop.layout.memory import Memory, found, keep
from koosloome_desktop.layout.shape import (
    HANG_GAP,
    INDENT,
    SPINE,
    USUAL,
    Node,
    Shape,
    Spacing,
    Target,
    Way,
    shelve,
    shift,
)
from koosloome_desktop.support.frozen_fast import maker

_target: Final = maker(Target)
_way: Final = maker(Way)
_MANY_COLUMNS: Final = 32
"""More columns than this have their outline made coarser, as other rows have."""


def _hang(node: Node, kids: Sequence[Shape]) -> Shape:
    """A note with its children below each other, indented, beside a spine from its left corner."""
    card = node.card
    h, above = card.h, card.note.id
    shape = Shape([(0.0, h, 0.0, card.w)], card.w / 2, card, node.level)
    x, y, start = SPINE + INDENT, h + HANG_GAP, (SPINE, h)
    right = x
    parts, routes = shape.parts, shape.routes
    for kid, child in zip(kids, node.children, strict=True):
        high, bands = child.card.h, kid.bands
        parts.append((x, y, kid))
        routes.append(((start, (x, y + (min(USUAL, high)) / 2)), f"{above}>{child.card.note.id}"))
        y += bands[-1][1] + HANG_GAP
        reach = x + (bands[0][3] if len(bands) == 1 else kid.right)
        right = max(right, reach)
    shape.bands.append((h, y - HANG_GAP, 0.0, right))
    return shape


def _leaf(node: Node) -> Shape:
    card = node.card
    return Shape([(0.0, card.h, 0.0, card.w)], card.w / 2, card, node.level)


def _pillar(shapes: Sequence[Shape], keys: Sequence[str], gap: float) -> Shape:
    """Shapes below each other beside a spine at their left; a shape without a key is not joined to it."""
    pillar = Shape([], 2.0)
    x, y, right = 2.0 + INDENT, 0.0, 0.0
    for shape, key in zip(shapes, keys, strict=True):
        pillar.parts.append((x, y, shape))
        if key and shape.card is not None:
            end = (x, y + min(shape.card.h, USUAL) / 2)
            pillar.routes.append((((2.0, 0.0), end), key))
        y += shape.bottom + gap
        right = max(right, x + shape.right)
    pillar.bands.append((0.0, y - gap, 0.0, right))
    return pillar


def pillars(
    shapes: Sequence[Shape], keys: Sequence[str], spacing: Spacing, count: int = 0
) -> tuple[Shape, list[Target]]:
    """Many shapes in columns of about equal height, each column beside a spine: the densest group.

    ``count`` 0 = as many columns as fit the widest row.
    """
    heights = [s.bottom + spacing.down * 0.6 for s in shapes]
    wide = sum([s.right for s in shapes]) / len(shapes) + INDENT + spacing.across
    count = count or max(1, min(len(shapes), int(spacing.widest / wide)))
    limit = max(sum(heights) / count, *heights, 1.0)
    cuts = _filled(heights, limit)
    while len(cuts) > count:
        limit *= 1.05
        cuts = _filled(heights, limit)
    columns = [_pillar(shapes[a:b], keys[a:b], spacing.down * 0.6) for a, b in cuts]
    if len(columns) <= _MANY_COLUMNS:
        return side_by_side(columns, spacing)
    free = Spacing(spacing.across, spacing.down, math.inf, spacing.tall, spacing.outline)
    group, targets = shelve(columns, [""] * len(columns), free)
    group.fits = 0.0  # the number of columns decides here, not the longest row
    return group, [t for target, c in zip(targets, columns, strict=True) for t in _along(target, c, bus=True)]


def side_by_side(columns: Sequence[Shape], spacing: Spacing) -> tuple[Shape, list[Target]]:
    """What ``shelve`` makes of pillars in one row, and the targets along them: each pillar has one band that begins at
    its corner, so no outlines need to be compared.
    """
    down, across = spacing.down, spacing.across
    group, targets = Shape([], 0.0), list[Target]()
    x, ends = 0.0, []
    for column in columns:
        (_, bottom, _, right), entry = column.bands[0], column.entry
        group.parts.append((x, down, column))
        ends.append((bottom, x, right + x))
        for points, key in column.routes:
            if isinstance(points, tuple):  # which all are: a pillar has spine links only
                tail = tuple([(px + x, py + down) for px, py in points])
                targets.append(_target(key, x + entry, down, 0, 0.0, True, tail))
        column.routes = []
        x = right + x + across
    first, last = columns[0].entry, group.parts[-1][0] + columns[-1].entry
    group.entry = (first + last) / 2
    group.bands.append((0.0, down, first, last))
    top = 0.0
    for bottom in sorted({end[0] for end in ends}):
        reach = [end for end in ends if end[0] >= bottom]
        group.bands.append((top + down, bottom + down, reach[0][1], reach[-1][2]))
        top = bottom
    return group, targets


def _filled(heights: Sequence[float], limit: float) -> list[tuple[int, int]]:
    """Cut a sequence so that each part is at most ``limit`` high."""
    cuts, start, used = [], 0, 0.0
    for i, h in enumerate(heights):
        if i > start and used + h > limit + 0.01:
            cuts.append((start, i))
            start, used = i, 0.0
        used += h
    return [*cuts, (start, len(heights))]


def _along(target: Target, pillar: Shape, *, bus: bool) -> list[Target]:
    """The targets of what stands beside a pillar's spine; the pillar's own routes go into their tails."""
    at = (target.x - pillar.entry, target.y)
    bus = bus or target.bus
    found = [
        Target(
            key, target.x, target.y, target.shelf, target.trunk, bus, tuple([(x + at[0], y + at[1]) for x, y in points])
        )
        for points, key in pillar.routes
        if isinstance(points, tuple)  # which all are: a pillar has spine links only
    ]
    pillar.routes = []
    return found


def _assemble(node: Node, kids: Sequence[Shape], spacing: Spacing) -> Shape:
    """The shape of a note whose children's shapes are made."""
    if not node.children:
        return _leaf(node)
    if spacing.outline:
        return _outlined(node, kids, spacing)
    leaves = [c for c in node.children if not c.children]
    inner = [c for c in node.children if c.children]
    stacked = spacing.tall > 1 and len(leaves) > 1
    if stacked and not inner and len(leaves) <= spacing.tall:
        return _hang(node, kids)
    rows = inner if stacked else node.children
    shapes = [k for c, k in zip(node.children, kids, strict=True) if c.children or not stacked]
    columns: list[Shape] = []
    if stacked:
        each = math.ceil(len(leaves) / math.ceil(len(leaves) / spacing.tall))
        for start in range(0, len(leaves), each):
            part = leaves[start : start + each]
            names = [f"{node.card.note.id}>{c.card.note.id}" for c in part]
            columns.append(_pillar([_leaf(c) for c in part], names, HANG_GAP))
    keys = [f"{node.card.note.id}>{c.card.note.id}" for c in rows] + [""] * len(columns)
    group, targets = shelve(shapes + columns, keys, spacing)
    for target, column in zip(targets[len(rows) :], columns, strict=True):
        targets += _along(target, column, bus=False)
    return _over(node, group, targets, spacing, node.card.w / 2 - group.entry)


def _over(node: Node, group: Shape, targets: Sequence[Target], spacing: Spacing, x: float) -> Shape:
    """A note with a group below it that begins at ``x``."""
    card = node.card
    foot, at = (card.w / 2, card.h), (x, card.h)
    shape = Shape([(0.0, card.h, 0.0, card.w)], card.w / 2, card, node.level, fits=group.fits)
    shape.bands += shift(group.bands, *at)
    shape.parts.append((*at, group))
    shape.routes += [(_way(foot, t, spacing.down, at), t.key) for t in targets if t.key]
    return shape


def _outlined(node: Node, kids: Sequence[Shape], spacing: Spacing) -> Shape:
    """Children hang below the note; when that grows too tall, in several columns side by side."""
    total = sum([k.bands[-1][1] + HANG_GAP for k in kids])
    limit = spacing.tall * (USUAL + HANG_GAP)
    if total <= limit or len(kids) == 1:
        return _hang(node, kids)
    keys = [f"{node.card.note.id}>{c.card.note.id}" for c in node.children]
    group, targets = pillars(kids, keys, spacing, math.ceil(total / limit))
    return _over(node, group, targets, spacing, 0.0)


def build(roots: Sequence[Node], spacing: Spacing, memory: Memory | None = None) -> list[Shape]:
    """The shapes of whole trees, children before parents, without recursion (chains may be thousands long).

    Branches that ``memory`` has of the same cards are taken from there.
    """
    order: list[Node] = []
    stack = list(roots)
    while stack:
        node = stack.pop()
        order.append(node)
        if node.children:
            stack.extend(node.children)
    made: dict[int, Shape] = {}
    kept = memory.branches(spacing) if memory is not None and not memory.once else None
    known = bool(kept)
    for node in reversed(order):
        kids = [made.pop(id(c)) for c in node.children]
        shape = found(kept, node.card, node.level, kids, spacing.widest) if known and kept is not None else None
        if shape is None:
            shape = _assemble(node, kids, spacing)
            for kid in kids:
                shape.fits = max(shape.fits, kid.fits)
            if kept is not None:
                keep(kept, shape, kids, spacing.widest)
        made[id(node)] = shape
    return [made[id(r)] for r in roots]
