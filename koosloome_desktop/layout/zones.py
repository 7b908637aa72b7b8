"""Zones with notes flowing in them: bands below each other, or equal blocks around a place with the needs beside
them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from koosloome_desktop.layout.card import Card, cards, footed, ghost_notes, usual_height
from koosloome_desktop.layout.flow import (
    best_columns,
    clusters_height,
    columns_width,
    flow_clusters,
    gap_across,
    stretched,
)
from koosloome_desktop.layout.primitives import (
    Board,
    LayoutProfile,
    NoteBox,
    NoteIn,
    PanelBox,
    ZoneBox,
    ZoneIn,
)
from koosloome_desktop.layout.text import heading

#: Air inside a zone and between zones; width of the title column of a band.
PAD: Final = 16.0
BETWEEN: Final = 14.0
LABEL: Final = 148.0
#: Columns of notes tried at most; gaps between notes grow up to this when there is room.
_MOST_COLUMNS: Final = 24
_WIDEST_GAP: Final = 26.0


def sorted_in(
    notes: Sequence[NoteIn], zones: Sequence[ZoneIn], profile: LayoutProfile, strip: bool
) -> list[tuple[ZoneIn, list[Card]]]:
    """Each zone with its cards (examples when it is empty); unknown zones' notes in one without a title, last."""
    by_zone: dict[str, list[NoteIn]] = {z.code: [] for z in zones}
    lost: list[NoteIn] = []
    for note in notes:
        by_zone.get(note.zone, lost).append(note)
    found = [(z, cards(by_zone[z.code] or ghost_notes(z), profile, strip)) for z in zones]
    if lost or not found:
        found.append((ZoneIn("", ""), cards(lost, profile, strip)))
    return found


def split_ghosts(boxes: Sequence[NoteBox]) -> tuple[tuple[NoteBox, ...], tuple[NoteBox, ...]]:
    """Notes and examples apart."""
    return tuple(b for b in boxes if b.state != "ghost"), tuple(b for b in boxes if b.state == "ghost")


def layout_bands(notes: Sequence[NoteIn], zones: Sequence[ZoneIn], profile: LayoutProfile) -> Board:
    """Bands below each other, title and question at their left: layered canvases, lists, and kinds nobody knows."""
    filled = sorted_in(notes, zones, profile, footed(notes))
    titled = any(z.title or z.hint for z, _ in filled)
    label = LABEL + PAD if titled else 0.0
    usual = usual_height(profile, footed(notes))
    heads = [heading(z.title, z.hint, LABEL, lang=profile.lang, small=13.0 * profile.fine) for z, _ in filled]

    def heights(columns: int) -> list[float]:
        flows = [clusters_height(c, columns, profile.gap, across) for _, c in filled]
        return [max(f, h.height, usual) + 2 * PAD for f, h in zip(flows, heads, strict=True)]

    across = gap_across(notes, profile)

    def size(columns: int) -> tuple[float, float]:
        width = columns_width(columns, profile.note_width, across) + label + 2 * PAD
        return width, sum(heights(columns)) + BETWEEN * (len(filled) - 1)

    most = max((len(c) for _, c in filled), default=1)
    columns = best_columns(profile.area, min(most, _MOST_COLUMNS), size)
    width, height = stretched(*size(columns), profile.area)
    across = gap_for(width - label - 2 * PAD, columns, profile.note_width, across)
    natural = heights(columns)
    spare = max(height - sum(natural) - BETWEEN * (len(filled) - 1), 0.0) / len(filled)
    boxes: list[ZoneBox] = []
    panels: list[PanelBox] = []
    placed: list[NoteBox] = []
    y = 0.0
    for (zone, items), head, inner in zip(filled, heads, natural, strict=True):
        h = inner + spare
        texts = tuple(t.shifted(PAD, y + PAD - 3.0) for t in head.lines)
        boxes.append(ZoneBox(zone.code, 0.0, y, width, h, zone.kind, texts))
        done = flow_clusters(items, columns, profile.gap, (label + PAD, y + PAD), across)
        placed += done.notes
        panels += done.panels
        y += h + BETWEEN
    real, ghosts = split_ghosts(placed)
    return Board(width, max(y - BETWEEN, height), tuple(boxes), tuple(panels), real, ghosts=ghosts)


def gap_for(room: float, columns: int, note_width: float, least: float) -> float:
    """The gap between columns: wider when there is room, but not so wide that a row falls apart."""
    if columns < 2:
        return least
    free = (room - columns * note_width) / (columns - 1)
    return min(max(free, least), max(_WIDEST_GAP, least))
