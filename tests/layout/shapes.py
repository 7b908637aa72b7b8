"""Checks that several layouts with zones of any outline share."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

from koosloome_desktop.layout.primitives import SCREEN, WALL, Board, paper

PROFILES = [
    replace(SCREEN, name="free"),
    replace(SCREEN.sized(1094, 560), name="laptop"),
    replace(SCREEN.sized(1600, 900), name="large"),
    WALL,
    paper(515, 740),
    replace(paper(760, 500), name="landscape"),
]


def corners_inside(board: Board) -> None:
    """Every corner of every note lies in the outline of its zone."""
    zones = {z.code: z for z in board.zones}
    for box in (*board.notes, *board.ghosts):
        zone = zones.get(box.zone)
        if zone is None or not zone.outline:
            continue
        for x in (box.x + 0.1, box.x + box.w - 0.1):
            for y in (box.y + 0.1, box.y + box.h - 0.1):
                assert zone.contains(x, y), (box.id, zone.code, x, y)


def titles_clear(board: Board) -> None:
    """No note lies on a title or question of a zone, and no two titles lie on each other."""
    lines = [(z.code, t) for z in board.zones for t in z.texts] + [(p.key, t) for p in board.panels for t in p.texts]
    for key, line in lines:
        for box in board.notes:
            over = box.x < line.x < box.x + box.w and box.y < line.y - 0.3 * line.size < box.y + box.h
            assert not over, (key, line.text, box.id)
    for (one, a), (two, b) in combinations(lines, 2):
        assert one == two or not (abs(a.y - b.y) < 3 and abs(a.x - b.x) < 3), (one, two)


def least(board: Board) -> float:
    """The smallest text of a board but footers and names of clusters."""
    panels = [p for p in board.panels if p.role != "cluster"]
    sizes = [t.size for holder in (board.zones, panels) for b in holder for t in b.texts]
    return min([*sizes, *(t.size for t in board.texts), *(n.size for n in board.notes)], default=99.0)
