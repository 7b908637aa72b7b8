"""What stands beside a drawing whose notes do not flow in zones: the needs, the tray of unplaced notes, the place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from koosloome_desktop.layout.blocks import place_panel, with_states
from koosloome_desktop.layout.card import Card, ghost_notes, usual_height
from koosloome_desktop.layout.flow import best_columns, columns_in, columns_width, flow, flow_height, stretched
from koosloome_desktop.layout.memory import kept_cards
from koosloome_desktop.layout.primitives import Board, LayoutProfile, NeedsIn, NoteIn, PanelBox, ZoneBox, ZoneIn
from koosloome_desktop.layout.text import heading
from koosloome_desktop.layout.zones import BETWEEN, PAD, split_ghosts

_MOST_NEEDS: Final = 6
_HEAD_GAP: Final = 10.0
_TRAY_HEAD: Final = 80.0
"""About what title, question and air of a tray take, where its columns are chosen."""

Tray = tuple[ZoneIn, Sequence[NoteIn]]
"""A tray's title and what waits in it."""

__all__ = ["beside", "composed", "needs_board", "place_panel", "tray_board", "zone_board"]


def composed(width: float, height: float, *parts: Board) -> Board:
    """One board of several that stand where they shall already."""
    return Board(
        width,
        height,
        tuple(z for p in parts for z in p.zones),
        tuple(x for p in parts for x in p.panels),
        tuple(n for p in parts for n in p.notes),
        tuple(c for p in parts for c in p.curves),
        tuple(t for p in parts for t in p.texts),
        tuple(m for p in parts for m in p.marks),
        ghosts=tuple(g for p in parts for g in p.ghosts),
        pictures=tuple(x for p in parts for x in p.pictures),
    )


def zone_board(
    zone: ZoneIn,
    items: Sequence[Card],
    profile: LayoutProfile,
    columns: int,
    *,
    least: tuple[float, float] = (0.0, 0.0),
) -> Board:
    """A zone with its title, question and notes in so many columns, at least so wide and high."""
    inner = columns_width(columns, profile.note_width, profile.gap)
    head = heading(zone.title, zone.hint, inner, lang=profile.lang, small=13.0 * profile.fine)
    top = PAD + head.height + (_HEAD_GAP if head.height else 0.0)
    done = flow(items, columns, profile.gap, (PAD, top))
    width = max(inner + 2 * PAD, least[0])
    height = max(top + done.height + PAD, least[1])
    texts = tuple(t.shifted(PAD, PAD - 3.0) for t in head.lines)
    real, ghosts = split_ghosts(done.notes)
    box = ZoneBox(zone.code, 0.0, 0.0, width, height, zone.kind, texts)
    return Board(width, height, (box,), notes=real, ghosts=ghosts)


def needs_board(needs: NeedsIn | None, profile: LayoutProfile, strip: bool, height: float) -> Board:
    """The needs in as few columns as the height allows; an empty column asks its question. Nothing without needs."""
    if needs is None:
        return Board(0.0, 0.0)
    items = kept_cards(with_states(needs), profile, strip)
    room = max(height - 2 * PAD - 90.0, usual_height(profile, strip))
    counts = range(1, max(1, min(len(items), _MOST_NEEDS)) + 1)
    count = next((c for c in counts if flow_height(items, c, profile.gap) <= room), counts[-1])
    return zone_board(needs.zone, items, profile, count, least=(0.0, height))


def tray_board(
    notes: Sequence[NoteIn], zone: ZoneIn, profile: LayoutProfile, strip: bool, width: float
) -> Board:  # fmt: skip
    """Notes without a place, in a zone over the whole width; nothing when there are none (nor examples)."""
    items = kept_cards(notes or ghost_notes(zone), profile, strip)
    if not items:
        return Board(0.0, 0.0)
    columns = columns_in(width - 2 * PAD, profile.note_width, profile.gap)
    return zone_board(zone, items, profile, columns, least=(width, 0.0))


def beside(
    main: Board, profile: LayoutProfile, strip: bool, *, needs: NeedsIn | None = None, trays: Sequence[Tray] = ()
) -> Board:
    """The main drawing with trays below it and the needs at its right, in the shape of the profile's area."""
    right = needs_board(needs, profile, strip, main.height)
    width = _tray_width(main, profile, strip, trays, right.width + BETWEEN if right.width else 0.0)
    below = stacked(trays, profile, strip, width)
    right = needs_board(needs, profile, strip, main.height + below.height)
    side = right.width + BETWEEN if right.width else 0.0
    total, height = stretched(width + side, max(main.height + below.height, right.height), profile.area)
    # The trays take the whole room that is left, so that they are no higher than they must be.
    below = stacked(trays, profile, strip, total - side)
    if right.width:
        right = needs_board(needs, profile, strip, height)
        side = right.width + BETWEEN
        total, height = max(total, width + side), max(height, right.height)
    height = max(height, main.height + below.height)
    at = (max(total - side - main.width, 0.0) / 2, max(height - below.height - main.height, 0.0) / 2)
    parts = [main.shifted(*at), below.shifted(0.0, height - below.height)]
    if right.width:
        parts.append(right.shifted(total - right.width, 0.0))
    return composed(total, height, *parts)


def heights_of(trays: Sequence[Tray], profile: LayoutProfile, strip: bool) -> Callable[[float], float]:
    """About how high the trays are at a width; their notes are broken into lines once, however often it is asked."""
    items = [kept_cards(notes, profile, strip) for _zone, notes in trays if notes]

    def height(width: float) -> float:
        columns = columns_in(width - 2 * PAD, profile.note_width, profile.gap)
        return sum(flow_height(i, columns, profile.gap) + _TRAY_HEAD for i in items)

    return height


def _tray_width(main: Board, profile: LayoutProfile, strip: bool, trays: Sequence[Tray], side: float) -> float:
    """How wide trays below a drawing are so that the whole is drawn largest: with forty notes below a small picture
    they are wider than it, and neither a tower nor a thread. ``side`` is the room of the needs.
    """
    most = max((len(notes) for _zone, notes in trays), default=0)
    height = heights_of(trays, profile, strip)

    def wide(columns: int) -> float:
        return max(main.width, columns_width(columns, profile.note_width, profile.gap) + 2 * PAD)

    def size(columns: int) -> tuple[float, float]:
        return wide(columns) + side, main.height + height(wide(columns))

    return wide(best_columns(profile.area, most, size) if most else 1)


def stacked(trays: Sequence[Tray], profile: LayoutProfile, strip: bool, width: float) -> Board:
    """The trays that hold something below each other, each with a gap above it."""
    parts: list[Board] = []
    y = 0.0
    for zone, notes in trays:
        made = tray_board(notes, zone, profile, strip, width)
        if made.height:
            parts.append(made.shifted(0.0, y + BETWEEN))
            y += made.height + BETWEEN
    return composed(width, y, *parts)


def centred(panel: PanelBox | None, x: float, y: float) -> tuple[PanelBox, ...]:
    """A panel with its middle at a point; nothing for None."""
    return () if panel is None else (panel.shifted(x - panel.x - panel.w / 2, y - panel.y - panel.h / 2),)
