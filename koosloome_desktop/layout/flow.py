"""Notes flow in columns of one width, row by row in reading order, each into the column that ends highest: no overlaps.

With notes of one height this is a plain grid; one that grew only pushes down what is below it.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from koosloome_desktop.layout.card import Card, cards, footed
from koosloome_desktop.layout.primitives import Board, LayoutProfile, NoteBox, NoteIn, PanelBox, Point
from koosloome_desktop.layout.text import TextBlock, block

#: A cluster's frame: air inside it, and the height of its title line.
CLUSTER_PAD = 8.0
CLUSTER_TITLE = 24.0


@dataclass(frozen=True, slots=True)
class Flowed:
    """Flowed notes with the frames of their clusters, and the height they take."""

    notes: tuple[NoteBox, ...]
    panels: tuple[PanelBox, ...]
    height: float


def stretched(width: float, height: float, area: tuple[float, float] | None) -> tuple[float, float]:
    """The size of a board that fills the shape of the area: never smaller than its content nor than the area."""
    if area is None:
        return width, height
    k = max(width / area[0], height / area[1], 1.0)
    return area[0] * k, area[1] * k


def columns_in(width: float, note_width: float, gap: float) -> int:
    """How many columns of notes fit a width, at least one."""
    return max(1, math.floor((width + gap + 0.01) / (note_width + gap)))


def columns_width(columns: int, note_width: float, gap: float) -> float:
    """The width of so many columns."""
    return columns * note_width + (columns - 1) * gap


def gap_across(notes: Iterable[NoteIn], profile: LayoutProfile) -> float:
    """The least gap between columns: wider where frames of clusters stand side by side."""
    return max(profile.gap, 2 * CLUSTER_PAD + 4.0) if any(n.cluster for n in notes) else profile.gap


def flow(items: Sequence[Card], columns: int, gap: float, at: Point = (0.0, 0.0), across: float = 0.0) -> Flowed:
    """Place cards in ``columns`` from ``at`` on, in order. ``across`` is a wider gap between columns."""
    x, y = at
    across = max(across, gap)
    ends = [y] * columns
    placed = []
    for card in items:
        column = ends.index(min(ends))
        placed.append(card.place(x + column * (card.w + across), ends[column]))
        ends[column] += card.h + gap
    return Flowed(tuple(placed), (), max(max(ends) - gap - y, 0.0) if placed else 0.0)


def flow_height(items: Sequence[Card], columns: int, gap: float) -> float:
    """The height ``flow`` would take, without placing."""
    ends = [0.0] * columns
    for card in items:
        column = ends.index(min(ends))
        ends[column] += card.h + gap
    return max(max(ends) - gap, 0.0) if items else 0.0


def _clusters(items: Sequence[Card]) -> list[tuple[str, list[Card]]]:
    """The cards by cluster in order of first appearance; those without one come last."""
    groups: dict[str, list[Card]] = {}
    for card in items:
        groups.setdefault(card.note.cluster, []).append(card)
    loose = groups.pop("", [])
    named = list(groups.items())
    return [*named, ("", loose)] if loose else named


@dataclass(frozen=True, slots=True)
class _Frame:
    """A cluster on a shelf: its first column, how many columns it takes, its notes."""

    name: str
    column: int
    columns: int
    cards: list[Card]


def _shelves(items: Sequence[Card], columns: int, tight: bool = False) -> list[list[_Frame]]:
    """Clusters side by side as long as they fit the columns; loose notes on a shelf of their own, or (``tight``) behind
    the last cluster where they fit in one row there.
    """
    shelves: list[list[_Frame]] = []
    free = 0
    for name, group in _clusters(items):
        need = min(len(group), columns) if name or (tight and len(group) <= free) else columns
        if need > free:
            shelves.append([])
            free = columns
        shelves[-1].append(_Frame(name, columns - free, need, group))
        free -= need
    return shelves


def flow_clusters(
    items: Sequence[Card],
    columns: int,
    gap: float,
    at: Point = (0.0, 0.0),
    across: float = 0.0,
    *,
    tight: bool = False,
) -> Flowed:
    """Like ``flow``, with the notes of a cluster together in a frame under its name; ``tight`` lets loose notes stand
    beside a frame.
    """
    if not any(c.note.cluster for c in items):
        return flow(items, columns, gap, at, across)
    across = max(across, gap, 2 * CLUSTER_PAD + 4.0)
    notes: list[NoteBox] = []
    panels: list[PanelBox] = []
    top = at[1]
    for shelf in _shelves(items, columns, tight):
        bottom = top
        for frame in shelf:
            done = _frame(frame, (at[0] + frame.column * (frame.cards[0].w + across), top), gap, across)
            notes += done.notes
            panels += done.panels
            bottom = max(bottom, top + done.height)
        top = bottom + gap
    return Flowed(tuple(notes), tuple(panels), top - gap - at[1])


def clusters_height(
    items: Sequence[Card], columns: int, gap: float, across: float = 0.0, *, tight: bool = False
) -> float:
    """The height ``flow_clusters`` would take, without placing."""
    if not any(c.note.cluster for c in items):
        return flow_height(items, columns, gap)
    across = max(across, gap, 2 * CLUSTER_PAD + 4.0)
    shelves = _shelves(items, columns, tight)
    return sum(max(_frame_height(f, gap, across) for f in shelf) + gap for shelf in shelves) - gap


def _frame_height(frame: _Frame, gap: float, across: float) -> float:
    inner = flow_height(frame.cards, frame.columns, gap)
    return inner + _frame_head(frame, across).height + CLUSTER_PAD if frame.name else inner


def _frame_head(frame: _Frame, across: float) -> TextBlock:
    """The name of a cluster above its notes; its height includes the air below."""
    title = block(
        frame.name,
        columns_width(frame.columns, frame.cards[0].w, across),
        13.0 * frame.cards[0].fine,
        "semibold",
        "muted",
    )
    return TextBlock(title.lines, max(CLUSTER_TITLE, title.height + 6.0))


def _frame(frame: _Frame, at: Point, gap: float, across: float) -> Flowed:
    """One cluster: its frame, its name, its notes."""
    if not frame.name:
        return flow(frame.cards, frame.columns, gap, at, across)
    x, top = at
    width = columns_width(frame.columns, frame.cards[0].w, across)
    head = _frame_head(frame, across)
    done = flow(frame.cards, frame.columns, gap, (x, top + head.height), across)
    h = head.height + done.height + CLUSTER_PAD
    texts = tuple(t.shifted(x, top + 3.0) for t in head.lines)
    panel = PanelBox(
        frame.name, x - CLUSTER_PAD, top, width + 2 * CLUSTER_PAD, h, "cluster", frame.cards[0].note.kind, texts
    )
    return Flowed(done.notes, (panel,), h)


def flow_notes(notes: Sequence[NoteIn], profile: LayoutProfile, width: float) -> Board:
    """A plain board of notes flowing in ``width`` units, clusters framed. Used where no zone is known."""
    items = cards(notes, profile, footed(notes))
    pad, across = CLUSTER_PAD if any(n.cluster for n in notes) else 0.0, gap_across(notes, profile)
    columns = columns_in(width - 2 * pad, profile.note_width, across)
    done = flow_clusters(items, columns, profile.gap, (pad, 0.0))
    used = columns_width(columns, profile.note_width, across) + 2 * pad
    return Board(used, done.height, notes=done.notes, panels=done.panels)


def best_columns(area: tuple[float, float] | None, most: int, size: Callable[[int], tuple[float, float]]) -> int:
    """The number of columns (1 … ``most``) whose board, fitted into ``area``, is drawn largest; without one, in 3:2.

    ``size(columns)`` gives the board's natural width and height. More columns are wider and not taller, so the best
    is where the board stops being too tall for the area, or the one before: found by halving.
    """
    width, height = area or (1200.0, 800.0)

    def scale(columns: int) -> tuple[float, bool]:
        w, h = size(columns)
        fits = 1.0 if area else math.inf
        return min(width / w, height / h, fits), w / width >= h / height

    low, high = 1, max(most, 1)
    while low < high:
        middle = (low + high) // 2
        if scale(middle)[1]:
            high = middle
        else:
            low = middle + 1
    before = max(low - 1, 1)
    return before if scale(before)[0] >= scale(low)[0] - 1e-9 else low
