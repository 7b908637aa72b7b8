"""Enablers against obstacles: the desired change on top, a balance, and two columns of notes whose arrows push towards
the middle, each as long as the note is strong (1–5).

Scores and sums per column: domain notes 3.1, source 9.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Final

from koosloome_desktop.layout.card import Card
from koosloome_desktop.layout.flow import best_columns, columns_in, columns_width, flow, flow_height, stretched
from koosloome_desktop.layout.metrics import cap_height, measure
from koosloome_desktop.layout.parts import BETWEEN, LABEL, PAD, Parts, Sorted, moved
from koosloome_desktop.layout.primitives import Board, LayoutProfile, NoteIn, PanelBox, TextLine, ZoneBox, ZoneIn
from koosloome_desktop.layout.text import TextBlock, block

#: The strongest a note can be, and the length of an arrow for each point.
MOST: Final = 5
STEP: Final = 30.0
#: Between a note and its arrow.
AIR: Final = 8.0
_ARROW: Final = 24.0
_BALANCE: Final = 30.0
_WIDE: Final = (1.5, 2.2, 2.9)
"""Times the profile's width that notes may be: on a wide board broad notes of one line stand where two lines did."""
_FEW: Final = 60
_WORTH: Final = 1.04
"""Broader notes must make everything so many times as large."""
_CHANGE_WIDE: Final = 3.4
_LEAST_SHARE: Final = 0.08
_NEARLY: Final = 0.85


@dataclass(frozen=True, slots=True)
class ForcesIn:
    """The words and weights of a field of forces: the zones' codes, the strength by note id (1–5; unset = not said),
    notes that are set aside for a moment (``without``), and what the balance says.
    """

    strengths: Mapping[str, int]
    verdict: str = ""
    without: AbstractSet[str] = frozenset()
    change: str = "change"
    enabler: str = "enabler"
    obstacle: str = "obstacle"


def total(notes: Sequence[NoteIn], words: ForcesIn, zone: str) -> int:
    """The sum of a column, notes set aside left out."""
    return sum(words.strengths.get(n.id, 0) for n in notes if n.zone == zone and n.id not in words.without)


def layout_forces(notes: Sequence[NoteIn], zones: Sequence[ZoneIn], profile: LayoutProfile, words: ForcesIn) -> Board:
    """The board; zones that are none of the three get bands below."""
    roles = (words.change, words.enabler, words.obstacle)
    found = Sorted(notes, zones, profile, roles)
    best = _Placing(found, profile, words, notes, _WIDE[0])
    for wide in _WIDE[1:] if len(notes) <= _FEW else ():
        if best.scale() >= 1.0:
            break
        other = _Placing(found, profile, words, notes, wide)
        best = other if other.scale() > best.scale() * _WORTH else best
    return best.board()


class _Placing:
    """Measures, then places column by column."""

    def __init__(
        self, found: Sorted, profile: LayoutProfile, words: ForcesIn, notes: Sequence[NoteIn], wide: float
    ) -> None:
        """Break all texts at so many times the usual width, choose how many cells stand side by side."""
        self.found, self.profile, self.words = found, profile, words
        self.change = found.cards(words.change, width=profile.note_width * _CHANGE_WIDE, least=0.0, centred=True)
        self.note_w = profile.note_width * wide
        self.columns = {
            code: found.cards(code, width=self.note_w, least=0.0) for code in (words.enabler, words.obstacle)
        }
        self.sums = {code: total(notes, words, code) for code in self.columns}
        self.cell = self.note_w + AIR + MOST * STEP
        self.gap = profile.gap
        self.head = found.heading(found.zone(words.change), LABEL)
        most = max(len(c) for c in self.columns.values())
        self.across = self._few(best_columns(profile.area, max(most, 1), self._size))

    def scale(self) -> float:
        """How large the board is drawn in its area, 1 at most; 1 without one."""
        if self.profile.area is None:
            return 1.0
        width, height = self._size(self.across)
        return min(self.profile.area[0] / width, self.profile.area[1] / height, 1.0)

    def _few(self, best: int) -> int:
        """As few side by side as are drawn nearly as large: arrows below each other are compared at a glance."""
        if self.profile.area is None:
            return best
        width, height = self.profile.area

        def scale(across: int) -> float:
            w, h = self._size(across)
            return min(width / w, height / h, 1.0)

        return next(n for n in range(1, best + 1) if scale(n) >= _NEARLY * scale(best))

    def _size(self, across: int) -> tuple[float, float]:
        """Natural width and height with so many notes side by side in a column."""
        width = max(2 * self._column_width(across) + BETWEEN, self.found.rest_width())
        height = self._top(width) + BETWEEN + _BALANCE + BETWEEN + self._inner(across)
        return width, height + self.found.rest_height(width)

    def _column_width(self, across: int) -> float:
        return columns_width(across, self.cell, self.gap * 1.5) + 2 * PAD

    def _title(self, code: str, width: float) -> TextBlock:
        return self.found.heading(self.found.zone(code), width - 2 * PAD - 90.0)

    def _inner(self, across: int) -> float:
        """Height of the taller column."""
        width = self._column_width(across)
        return max(
            self._title(code, width).height + 14.0 + flow_height(items, across, self.gap) + 2 * PAD
            for code, items in self.columns.items()
        )

    def _top(self, width: float) -> float:
        """Height of the band of the desired change."""
        if self.words.change not in self.found.known:
            return 0.0
        inner = flow_height(self.change, self._side_by_side(width), self.gap) if self.change else 0.0
        return max(inner, self.head.height) + 2 * PAD

    def _side_by_side(self, width: float) -> int:
        fits = columns_in(width - LABEL - 3 * PAD, self.change[0].w, self.gap) if self.change else 1
        return max(1, min(fits, len(self.change)))

    def board(self) -> Board:
        """Change, balance, columns, the rest."""
        natural = self._size(self.across)
        width, height = stretched(*natural, self.profile.area)
        top = self._top(natural[0])
        parts = Parts()
        self._change(parts, width, top)
        y = top + (BETWEEN if top else 0.0)
        self._balance(parts, y, width)
        y += _BALANCE + BETWEEN
        h = height - y - self.found.rest_height(width)
        h = max(h, self._inner(self.across))
        half = (width - BETWEEN) / 2
        self._column(parts, self.words.enabler, (0.0, y, half, h), pushes_right=True)
        self._column(parts, self.words.obstacle, (half + BETWEEN, y, half, h), pushes_right=False)
        end = self.found.below(parts, y + h + BETWEEN, width)
        return parts.board(width, max(height, end if self.found.rest_width() else y + h))

    def _change(self, parts: Parts, width: float, top: float) -> None:
        if not top:
            return
        zone = self.found.zone(self.words.change)
        parts.zones.append(ZoneBox(zone.code, 0.0, 0.0, width, top, zone.kind, moved(self.head, PAD, PAD - 3.0)))
        if self.change:
            count = self._side_by_side(width)
            used = columns_width(count, self.change[0].w, self.gap)
            h = flow_height(self.change, count, self.gap)
            x = max(LABEL + 2 * PAD, (width - used) / 2)
            parts.notes += flow(self.change, count, self.gap, (x, (top - h) / 2)).notes

    def _balance(self, parts: Parts, y: float, width: float) -> None:
        """One bar that both sides push: the boundary lies where the sums are in balance."""
        left, right = (self.sums[c] for c in (self.words.enabler, self.words.obstacle))
        size = max(15.0, self.found.small)
        share = left / (left + right) if left + right else 0.5
        share = max(_LEAST_SHARE, min(1 - _LEAST_SHARE, share))
        cut = width * share
        base = y + _BALANCE / 2 + cap_height(size) / 2
        for code, x, w, value in (
            (self.words.enabler, 0.0, cut - 2.0, left),
            (self.words.obstacle, cut + 2.0, width - cut - 2.0, right),
        ):
            text = str(value)
            at = x + 12.0 if code == self.words.enabler else x + w - 12.0 - measure(text, size, "bold")
            line = TextLine(at, base, text, size, "bold", "on_bar")
            parts.panels.append(PanelBox(f"balance:{code}", x, y, w, _BALANCE, "force", code, (line,)))
        if self.words.verdict:
            self._verdict(parts, y, cut, width)

    def _verdict(self, parts: Parts, y: float, cut: float, width: float) -> None:
        """What the balance says, in the middle of the longer part; nothing where it would not fit."""
        size = self.found.small
        w = measure(self.words.verdict, size, "semibold")
        start, end = (50.0, cut - 12.0) if cut >= width / 2 else (cut + 12.0, width - 50.0)
        if w <= end - start:
            base = y + _BALANCE / 2 + cap_height(size) / 2
            x = start + (end - start - w) / 2
            parts.texts.append(TextLine(x, base, self.words.verdict, size, "semibold", "on_bar"))

    def _column(self, parts: Parts, code: str, box: tuple[float, float, float, float], *, pushes_right: bool) -> None:
        x, y, w, h = box
        zone, items = self.found.zone(code), self.columns[code]
        title = self._title(code, w)
        sum_size = 20.0
        told = f"∑ {self.sums[code]}"
        at = x + w - PAD - measure(told, sum_size, "bold")
        texts = (
            *moved(title, x + PAD, y + PAD - 3.0),
            TextLine(at, y + PAD + 15.0, told, sum_size, "bold", "ink"),
        )
        parts.zones.append(ZoneBox(code, x, y, w, h, zone.kind, texts))
        free = w - 2 * PAD - columns_width(self.across, self.cell, self.gap * 1.5)
        left = x + PAD + (free if pushes_right else 0.0)
        ends = [y + PAD + title.height + 14.0] * self.across
        for card in items:
            column = ends.index(min(ends))
            cx = left + column * (self.cell + self.gap * 1.5)
            self._cell(parts, card, (cx, ends[column]), code, pushes_right=pushes_right)
            ends[column] += card.h + self.gap

    def _cell(self, parts: Parts, card: Card, at: tuple[float, float], code: str, *, pushes_right: bool) -> None:
        """A note and its arrow."""
        x, y = at
        reach = MOST * STEP
        parts.notes.append(card.place(x if pushes_right else x + reach + AIR, y))
        ghost = card.note.state == "ghost"
        strength = self.words.strengths.get(card.note.id) or (3 if ghost else 0)
        aside = card.note.id in self.words.without or ghost
        w = STEP * max(0, min(MOST, strength)) if strength else STEP
        start = x + card.w + AIR if pushes_right else x + reach - w
        text = str(strength) if strength else "?"
        label = f"{text} →" if pushes_right else f"← {text}"
        size = self.found.small
        made = block(label, 60.0, size, "bold", "muted" if aside or not strength else "on_bar")
        tx = start + w - 7.0 - made.width if pushes_right else start + 7.0
        top = y + card.h / 2 - _ARROW / 2
        role = "empty" if aside or not strength else "force"
        texts = moved(made, min(tx, start + 2.0) if w < made.width + 9.0 else tx, top + (_ARROW - made.height) / 2)
        parts.panels.append(PanelBox(f"arrow:{card.note.id}", start, top, w, _ARROW, role, code, texts))
