"""Dragging into the frame of a cluster and out of it: what is drawn as a box round notes takes notes. Knows no Qt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from koosloome_desktop.layout.primitives import Board, NoteBox, PanelBox, ZoneBox
from koosloome_desktop.model.records import Cluster
from koosloome_desktop.views.board.drops import Drop
from koosloome_desktop.views.canvases.presenter import beside

_PLACES = frozenset({"before", "after", "into"})


def framed(drop: Drop, board: Board, clusters: Sequence[Cluster], ids: Sequence[str], at: tuple[float, float]) -> Drop:
    """The same drop, into the cluster whose frame lies at a point (board units), or out of the one whose frame in that
    zone the notes leave. A note that goes to another zone keeps its cluster.
    """
    frames = [p for p in board.panels if p.role == "cluster"]
    if not frames or drop.how not in _PLACES:
        return drop
    over = next((p for p in frames if _holds(p, *at)), None)
    if over is None:
        zone = board.zone(drop.zone)
        left = {c.label for c in clusters if set(ids) & set(c.notes)}
        here = zone is not None and any(p.key in left and _holds(zone, p.x + p.w / 2, p.y + p.h / 2) for p in frames)
        return replace(drop, cluster="") if here else drop
    inside = [n for n in board.notes if _holds(over, n.x + n.w / 2, n.y + n.h / 2)]
    cluster = _cluster_of(over, inside, clusters)
    if cluster is None:
        return drop
    others = [n for n in inside if n.id not in ids]
    place = beside(others, *at, drop.zone) if others else drop
    return replace(place, stage=drop.stage, cluster=cluster.id, box=(over.x, over.y, over.w, over.h))


def _cluster_of(frame: PanelBox, inside: Sequence[NoteBox], clusters: Sequence[Cluster]) -> Cluster | None:
    """The cluster that a frame stands for: two may have one name, but not one note."""
    there = {n.id for n in inside}
    return next((c for c in clusters if c.label == frame.key and there & set(c.notes)), None)


def _holds(box: PanelBox | ZoneBox, x: float, y: float) -> bool:
    return box.x <= x <= box.x + box.w and box.y <= y <= box.y + box.h
