"""Splitting for paper: what does not fit a page at 7 pt goes on several, by branches, stages, zones or rows, heads
repeated.

All lengths are points (1/72 inch). A drawing is built for the paper's shape and scaled down to it; when that would make
its smallest text smaller than ``LEAST``, its parts are shared out over as few pages as stay readable.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from koosloome_desktop.layout.flow import flow_notes
from koosloome_desktop.layout.primitives import (
    Board,
    CaptionIn,
    LayoutProfile,
    NeedsIn,
    NoteIn,
    StageIn,
    ZoneIn,
)
from koosloome_desktop.layout.tree import ROLES, layout_tree
from koosloome_desktop.layout.zones import layout_bands

if TYPE_CHECKING:
    from koosloome_desktop.layout.grid import GridOptions
    from koosloome_desktop.layout.table import TableBox, TableRow

#: The smallest text on paper, in points (architecture, decision 12).
LEAST: Final = 7.0
PAPERS: Final[dict[str, tuple[float, float]]] = {"A4": (595.276, 841.89), "A3": (841.89, 1190.551)}

#: A journey with more of these on one page cannot be read as one (domain notes 3.2).
MOST_STAGES: Final = 8
MOST_NOTES: Final = 60

Build = Callable[[Sequence[str]], Board]


@dataclass(frozen=True, slots=True)
class PageArea:
    """The part of a page that content may use: its corner from the top left of the sheet, its size, and the sheet's."""

    x: float
    y: float
    width: float
    height: float
    sheet: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Page:
    """A drawing for one page, already in points and inside the area (from its corner).

    ``keys`` are the parts on it, ``number`` and ``of`` count the pages of this drawing; ``readable`` is False where
    even a single part had to be drawn smaller than ``LEAST`` (then the list is what counts).
    """

    board: Board
    scale: float
    keys: tuple[str, ...]
    number: int = 1
    of: int = 1
    readable: bool = True


def page_area(
    paper: str = "A4", *, landscape: bool = False, margins: tuple[float, float, float, float] = (56.0, 48.0, 48.0, 48.0)
) -> PageArea:
    """The area inside ``margins`` (top, right, bottom, left)."""
    width, height = PAPERS[paper]
    if landscape:
        width, height = height, width
    top, right, bottom, left = margins
    return PageArea(left, top, width - left - right, height - top - bottom, (width, height))


def least_text(board: Board) -> float:
    """The smallest text size of a board, infinite when it has no text."""
    sizes = [t.size for holder in (board.zones, board.panels, board.marks) for b in holder for t in b.texts]
    sizes += [t.size for t in board.texts] + [n.size for n in board.notes]
    sizes += [n.footer_size for n in board.notes if n.footer]
    return min(sizes, default=float("inf"))


def fitted(board: Board, area: PageArea, keys: Sequence[str] = (), least: float = LEAST) -> Page:
    """The board scaled into the area (never enlarged beyond 1 unit = 1 pt), centred across."""
    scale = min(area.width / max(board.width, 1.0), area.height / max(board.height, 1.0), 1.0)
    drawn = board.scaled(scale)
    moved = drawn.shifted(max(area.width - drawn.width, 0.0) / 2, 0.0)
    return Page(moved, scale, tuple(keys), readable=least_text(board) * scale >= least - 1e-6)


def pack(keys: Sequence[str], build: Build, area: PageArea, least: float = LEAST) -> list[Page]:
    """Neighbouring keys share a page as long as it stays readable. A key that is unreadable alone is marked so."""
    pages: list[Page] = []
    start, guess = 0, 2
    while start < len(keys):
        page = fitted(build(keys[start:]), area, keys[start:], least)
        if not page.readable:
            page = _longest(keys[start:], build, area, least, guess)
            guess = len(page.keys)
        pages.append(page)
        start += len(page.keys)
    return numbered(pages)


def _longest(keys: Sequence[str], build: Build, area: PageArea, least: float, guess: int) -> Page:
    """The page with the most leading keys that is readable; one key in any case.

    Searched from ``guess`` (as many as the page before took: most pages of a drawing hold about as many), by doubling
    and halving, because each try is a whole layout.
    """
    best: Page | None = None
    low, step, after, growing = 0, max(1, min(guess, len(keys) - 1)), 1, True
    while step:
        tried = min(low + step, len(keys))
        page = fitted(build(keys[:tried]), area, keys[:tried], least) if tried > low else None
        if page is not None and page.readable:
            best, low = page, tried
            step, after = (after, after * 2) if growing else (step // 2, after)
        else:
            step, growing = step // 2, False
    return best if best is not None else fitted(build(keys[:1]), area, keys[:1], least)


def numbered(pages: Sequence[Page]) -> list[Page]:
    """The pages with their numbers."""
    return [replace(p, number=i + 1, of=len(pages)) for i, p in enumerate(pages)]


def _deeper(pages: Sequence[Page], split: Callable[[Page], Sequence[Page]]) -> list[Page]:
    """Pages with one unreadable key replaced by what ``split`` makes of it."""
    return numbered([q for p in pages for q in ([p] if p.readable else split(p))])


def note_pages(notes: Sequence[NoteIn], profile: LayoutProfile, area: PageArea) -> list[Page]:
    """Notes as a plain flow over pages: the last resort of every drawing. A giant note gets the whole width."""
    width = profile.area[0] if profile.area else area.width / 0.6
    found = {n.id: n for n in notes}

    def build(keys: Sequence[str]) -> Board:
        board = flow_notes([found[k] for k in keys], profile, width)
        if len(keys) == 1 and board.height > width * 1.2:
            board = flow_notes([found[keys[0]]], replace(profile, note_width=width), width)
        return board

    return pack([n.id for n in notes], build, area)


def tree_pages(
    notes: Sequence[NoteIn],
    zones: Sequence[ZoneIn],
    profile: LayoutProfile,
    area: PageArea,
    roles: tuple[str, str, str] = ROLES,
    limit: tuple[str, ZoneIn] | None = None,
) -> list[Page]:
    """A problem tree on one page; else each side on pages of its own, branch by branch, the core on each of them.

    What lies beyond the ``limit`` (see ``layout_tree``) comes last, below the core and the dashed line.
    """
    beyond = limit[1].code if limit is not None else None
    whole = fitted(layout_tree(notes, zones, profile, roles, limit), area, [n.id for n in notes])
    if whole.readable or not notes:
        return [whole]
    branches = _branches(notes)
    core = [n for n in notes if n.zone == roles[1]]
    own = {z.code: z for z in zones}
    pages: list[Page] = []
    for code in dict.fromkeys(n.zone for n in notes):
        if code == roles[1]:
            continue
        members = [k for k, b in branches.items() if b[0].zone == code]

        def build(keys: Sequence[str], code: str = code) -> Board:
            chosen = [n for k in keys for n in branches[k]]
            if code == beyond:
                middle = [replace(own[roles[1]], ghosts=())] if roles[1] in own else []
                return layout_tree([*core, *chosen], middle, profile, roles, limit)
            if code not in roles or code not in own:
                return layout_bands(chosen, [own[code]] if code in own else [], profile)
            shown = [replace(own[c], ghosts=()) for c in roles if c in own and c in {code, roles[1]}]
            return layout_tree([*core, *chosen], shown, profile, roles)

        pages += _deeper(pack(members, build, area), lambda p: note_pages(branches[p.keys[0]], profile, area))
    return numbered(pages) if pages else note_pages(notes, profile, area)


def _branches(notes: Sequence[NoteIn]) -> dict[str, list[NoteIn]]:
    """Root note id → all notes below it in the same zone, the root first."""
    by_id = {n.id: n for n in notes}
    roots: dict[str, str] = {}
    for note in notes:
        path = [note.id]
        while path[-1] not in roots:
            last = by_id[path[-1]]
            above = by_id.get(last.parent)
            if above is None or above.zone != last.zone or above.id in path:
                roots[last.id] = last.id
            else:
                path.append(above.id)
        for passed in path:
            roots[passed] = roots[path[-1]]
    found: dict[str, list[NoteIn]] = {}
    for note in notes:
        found.setdefault(roots[note.id], []).append(note)
    return {k: sorted(v, key=lambda n: n.id != k) for k, v in found.items()}


def grid_pages(
    notes: Sequence[NoteIn],
    stages: Sequence[StageIn],
    lanes: Sequence[ZoneIn],
    profile: LayoutProfile,
    area: PageArea,
    options: GridOptions | None = None,
) -> list[Page]:
    """A journey on one page; else stage by stage, labels of the lanes repeated.

    Eight stages or sixty notes are the most on a page, whatever would fit. A stage that is too tall for a page is split
    by its lanes.
    """
    from koosloome_desktop.layout.grid import GridOptions, layout_grid

    if not stages:
        return [fitted(layout_grid(notes, stages, lanes, profile, options), area)]
    chosen = options or GridOptions()
    known = {s.code: s for s in stages}
    rows = {z.code for z in lanes}
    own = [replace(n, stage=n.stage if n.stage in known else "", zone=n.zone if n.zone in rows else "") for n in notes]
    codes = [s.code for s in stages] + ([""] if any(not n.stage for n in own) else [])
    lane_codes = [z.code for z in lanes] + ([""] if any(not n.zone for n in own) else [])

    def board(keys: Sequence[str], rows: Sequence[str], how: GridOptions) -> Board:
        inside = [n for n in own if n.stage in keys and n.zone in rows]
        return layout_grid(inside, [known[k] for k in keys if k], [z for z in lanes if z.code in rows], profile, how)

    def by_lanes(page: Page) -> list[Page]:
        bare = replace(chosen, caption=None, curve="")
        made = pack(lane_codes, lambda rows: board(page.keys, rows, bare), area)
        inside = [n for n in own if n.stage in page.keys]
        return _deeper(made, lambda p: note_pages([n for n in inside if n.zone in p.keys], profile, area))

    counts = {c: sum(n.stage == c for n in own) for c in codes}
    groups = _shared_out(codes, counts)
    made = [p for keys in groups for p in pack(keys, lambda k: board(k, lane_codes, chosen), area)]
    return _deeper(made, by_lanes)


def _shared_out(codes: Sequence[str], counts: Mapping[str, int]) -> list[list[str]]:
    """Stages in groups for a page each, about equally long."""
    pages = max(math.ceil(len(codes) / MOST_STAGES), math.ceil(sum(counts.values()) / MOST_NOTES), 1)
    most = math.ceil(len(codes) / pages)
    groups: list[list[str]] = [[]]
    for code in codes:
        held = sum(counts[c] for c in groups[-1])
        if groups[-1] and (len(groups[-1]) >= most or held + counts[code] > MOST_NOTES):
            groups.append([])
        groups[-1].append(code)
    return groups


def zone_pages(notes: Sequence[NoteIn], zones: Sequence[ZoneIn], profile: LayoutProfile, area: PageArea) -> list[Page]:
    """Bands on one page; else zone by zone."""
    return _by_zone(notes, zones, profile, area, lambda own, shown: layout_bands(own, shown, profile))


def block_pages(
    notes: Sequence[NoteIn],
    zones: Sequence[ZoneIn],
    profile: LayoutProfile,
    area: PageArea,
    *,
    place: CaptionIn | None = None,
    needs: NeedsIn | None = None,
) -> list[Page]:
    """Blocks with their needs on one page; else zone by zone, and the needs after them."""
    from koosloome_desktop.layout.blocks import layout_blocks

    whole = fitted(layout_blocks(notes, zones, profile, place=place, needs=needs), area, [z.code for z in zones])
    if whole.readable:
        return [whole]
    pages = _by_zone(
        notes, zones, profile, area,
        lambda own, shown: layout_blocks(own, shown, profile, columns=min(3, max(1, len(shown))), place=place),
    )  # fmt: skip
    if needs and needs.notes:
        own = [replace(n, zone=needs.zone.code, kind=n.kind or "need") for n in needs.notes]
        pages += _by_zone(own, [needs.zone], profile, area, lambda a, b: layout_bands(a, b, profile))
    return numbered(pages)


def _by_zone(
    notes: Sequence[NoteIn],
    zones: Sequence[ZoneIn],
    profile: LayoutProfile,
    area: PageArea,
    draw: Callable[[Sequence[NoteIn], Sequence[ZoneIn]], Board],
) -> list[Page]:
    known = {z.code: z for z in zones}
    codes = [z.code for z in zones]
    if not zones or any(n.zone not in known for n in notes):
        codes.append("")

    def of(keys: Sequence[str]) -> list[NoteIn]:
        return [n for n in notes if (n.zone if n.zone in known else "") in keys]

    def build(keys: Sequence[str]) -> Board:
        return draw(of(keys), [known[k] for k in keys if k in known])

    return _deeper(pack(codes, build, area), lambda p: note_pages(of(p.keys), profile, area))


def paginate(
    heights: Sequence[float], height: float, *, first: float | None = None, head: float = 0.0, gap: float = 0.0
) -> list[tuple[int, int]]:
    """Rows to pages as (from, to) index pairs; ``first`` is the room left on the first page, ``head`` is repeated.

    A row that is higher than a page stands alone on one (split it before if it must not overflow).
    """
    pages: list[tuple[int, int]] = []
    room = (height if first is None else first) - head
    start, used = 0, 0.0
    for i, h in enumerate(heights):
        need = h if i == start else gap + h
        if used + need > room + 1e-6:
            fresh = i == start and not pages and room < height - head
            if i > start or fresh:
                pages.append((start, i))
                start, used, need = i, 0.0, h
                room = height - head
        used += need
    pages.append((start, len(heights)))
    return pages


def table_pages(table: TableBox, height: float, first: float | None = None) -> list[TableBox]:
    """A table over pages, its head on each; a row is split only when it is higher than a whole page.

    ``first`` is the room left on the first page; when not even the head and one row fit it, the first table is empty
    (no rows) and the caller starts a new page.
    """
    room = height - table.head.box.h
    rows = [part for row in table.rows for part in _parts(row, room)]
    spans = paginate([r.box.h for r in rows], height, first=first, head=table.head.box.h)
    return [_slice(table, rows[start:end]) for start, end in spans]


def _slice(table: TableBox, rows: Sequence[TableRow]) -> TableBox:
    """The table with only these rows, moved up below its head."""
    from koosloome_desktop.layout.table import TableBox

    y = table.head.box.h
    moved = []
    for row in rows:
        moved.append(row.shifted(0.0, y - row.box.y))
        y += row.box.h
    return TableBox(table.width, y, table.columns, table.head, tuple(moved))


def _parts(row: TableRow, room: float) -> list[TableRow]:
    """A row that is higher than ``room`` in parts, cut between its lines; any other as it is."""
    if row.box.h <= room or not row.box.texts:
        return [row]
    from koosloome_desktop.layout.table import TableRow

    lines = sorted({round(t.y, 3) for t in row.box.texts})
    pad = lines[0] - row.box.y
    parts: list[TableRow] = []
    while lines:
        top = lines[0] - pad
        fit = [y for y in lines if y - top + pad * 0.5 <= room] or lines[:1]
        lines = lines[len(fit) :]
        texts = tuple(t for t in row.box.texts if fit[0] <= round(t.y, 3) <= fit[-1])
        bottom = fit[-1] + pad * 0.5 if lines else row.box.y + row.box.h
        h = min(bottom - top, room)
        parts.append(TableRow(replace(row.box, y=top, h=h, texts=texts)))
    return parts
