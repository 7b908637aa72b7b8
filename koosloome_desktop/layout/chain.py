"""A chain of whys: the problem on top, below it answer under answer, each asked again, at the end what can be changed.

While it is short the chain walks down to the right like stairs, so that it fills a wide screen; a long one goes on in
the next column. Five is a guide, not a limit (domain notes 3.1).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

from koosloome_desktop.layout.card import Card
from koosloome_desktop.layout.flow import stretched
from koosloome_desktop.layout.parts import BETWEEN, LABEL, PAD, Parts, Sorted, arrow_head, moved, straight
from koosloome_desktop.layout.primitives import Board, Curve, LayoutProfile, NoteIn, TextLine, ZoneBox, ZoneIn

_WIDE: Final = 2.3
_STEP_DOWN: Final = 34.0
_MOST_STAIR: Final = 0.42
_MOST_ROWS: Final = 60
_INDENT: Final = 34.0
_MOST_SPREAD: Final = 120.0


def layout_chain(
    notes: Sequence[NoteIn], zones: Sequence[ZoneIn], profile: LayoutProfile, why: str, roles: tuple[str, str, str]
) -> Board:
    """The chain. ``why`` is the word between two links; ``roles`` are the codes of start, chain and end."""
    return _Chain(Sorted(notes, zones, profile, roles), profile, why, roles).board()


class _Chain:
    """Measures, chooses how many links stand below each other, places."""

    def __init__(self, found: Sorted, profile: LayoutProfile, why: str, roles: tuple[str, str, str]) -> None:
        """Break all texts."""
        self.found, self.profile, self.why, self.roles = found, profile, why, roles
        width = profile.note_width * _WIDE
        first, chain, last = roles
        self.cards = {
            first: found.cards(first, width=width, least=0.0, centred=True),
            chain: found.cards(chain, width=width, least=0.0),
            last: found.cards(last, width=width, least=0.0),
        }
        self.width, self.step = width, 0.0
        self.heads = {code: found.heading(found.zone(code), LABEL) for code in roles}
        count = max(len(self.cards[chain]), 1)
        area = profile.area or (1200.0, 800.0)

        def scale(rows: int) -> float:
            w, h = self._size(rows)
            return min(area[0] / w, area[1] / h, 1.0)

        self.rows = max(range(1, min(count, _MOST_ROWS) + 1), key=lambda r: (round(scale(r), 4), r))

    def _columns(self, code: str, rows: int) -> list[list[Card]]:
        items = self.cards[code]
        if code != self.roles[1]:  # start and end are usually one note; many stand side by side
            per = max(1, math.ceil(len(items) / max(1, math.ceil(len(self.cards[self.roles[1]]) / rows))))
        else:
            per = max(1, math.ceil(len(items) / max(1, math.ceil(len(items) / rows))))  # columns of about one length
        return [items[i : i + per] for i in range(0, len(items), per)]

    def _band(self, code: str, rows: int) -> float:
        """Height of a zone's band, 0 for a zone that the canvas does not have."""
        if code not in self.found.known:
            return 0.0
        air = _STEP_DOWN if code == self.roles[1] else self.profile.gap
        columns = self._columns(code, rows)
        inner = max((sum(c.h for c in col) + air * (len(col) - 1) for col in columns), default=0.0)
        if code == self.roles[1]:
            inner += _STEP_DOWN * 0.6
        return max(inner, self.heads[code].height) + 2 * PAD

    def _size(self, rows: int) -> tuple[float, float]:
        bands = [h for h in (self._band(code, rows) for code in self.roles) if h]
        across = max(len(self._columns(code, rows)) for code in self.roles) or 1
        width = LABEL + 3 * PAD + across * self.width + (across - 1) * 3 * self.profile.gap
        width = max(width, self.found.rest_width())
        return width, sum(bands) + BETWEEN * (len(bands) - 1) + self.found.rest_height(width)

    def board(self) -> Board:
        """Bands below each other; the links between them."""
        natural = self._size(self.rows)
        width, height = stretched(*natural, self.profile.area)
        spare = max(height - natural[1], 0.0)
        columns = max(len(self._columns(code, self.rows)) for code in self.roles) or 1
        spread = (width - natural[0]) / columns if columns > 1 else 0.0
        self.step = self.width + 3 * self.profile.gap + min(spread, _MOST_SPREAD)
        parts = Parts()
        y = 0.0
        stair = self._stair(width)
        tail: tuple[float, float] | None = None
        for code in self.roles:
            h = self._band(code, self.rows)
            if not h:
                continue
            h += spare * (0.6 if code == self.roles[1] else 0.2)
            zone = self.found.zone(code)
            parts.zones.append(ZoneBox(code, 0.0, y, width, h, zone.kind, moved(self.heads[code], PAD, y + PAD - 3.0)))
            tail = self._links(parts, code, (y, h), stair, tail)
            y += h + BETWEEN
        end = self.found.below(parts, y, width)
        return parts.board(width, max(end if self.found.rest_width() else y - BETWEEN, height))

    def _stair(self, width: float) -> float:
        """How far each link stands right of the one above: 0 when the chain has several columns."""
        count = sum(len(self.cards[code]) for code in self.roles)
        if any(len(self._columns(code, self.rows)) > 1 for code in self.roles) or count < 2:
            return 0.0
        free = width - LABEL - 3 * PAD - self.width
        return max(0.0, min(free / (count - 1), self.width * _MOST_STAIR))

    def _first_column(self, code: str) -> int:
        """The column in which a zone's notes begin: the end stands below the last link."""
        if code != self.roles[2]:
            return 0
        return max(len(self._columns(self.roles[1], self.rows)) - len(self._columns(code, self.rows)), 0)

    def _links(
        self, parts: Parts, code: str, band: tuple[float, float], stair: float, tail: tuple[float, float] | None
    ) -> tuple[float, float] | None:
        """The notes of a band and the arrows to them; gives the foot of the last one."""
        chain = code == self.roles[1]
        top, h = band
        columns = self._columns(code, self.rows)
        before = {self.roles[0]: 0}
        before[self.roles[1]] = len(self.cards[self.roles[0]])
        before[self.roles[2]] = before[self.roles[1]] + len(self.cards[self.roles[1]])
        number, last = 0, tail
        for at, column in enumerate(columns, self._first_column(code)):
            used = sum(c.h for c in column)
            slack = h - 2 * PAD - used
            least = _STEP_DOWN if chain else self.profile.gap
            air = max(least, min(slack / max(len(column), 1), 64.0)) if chain else least
            y = top + PAD + (air * 0.6 if chain else max(slack - air * (len(column) - 1), 0.0) / 2)
            x0 = LABEL + 2 * PAD + at * self.step
            for place, card in enumerate(column):
                x = x0 + stair * (before[code] + number)
                if tail is not None and (chain or place == 0):
                    across = chain and place == 0 and number > 0
                    self._arrow(parts, tail, (x, y), number + 1 if chain else 0, across=card.h / 2 if across else 0.0)
                parts.notes.append(card.place(x, y, number + 1 if chain else 0))
                last = (x, y + card.h)
                tail = last if chain else tail
                y += card.h + air
                number += 1
        return last if code == self.roles[0] else tail

    def _arrow(
        self, parts: Parts, start: tuple[float, float], end: tuple[float, float], number: int, *, across: float
    ) -> None:
        """The way from the foot of one link to the top of the next, with its question.

        Into another column (``across`` is half the height of the note there) it goes through the gap between them.
        """
        x = end[0] + _INDENT
        if across:
            x0, y0 = start[0] + self.width, start[1] - across
            x1, y1 = end[0], end[1] + across
            middle = (x0 + x1) / 2
            parts.curves.append(Curve(((x0, y0), (middle, y0), (middle, y1), (x1, y1)), "step", f"why:{number}"))
            parts.curves.append(arrow_head((x1, y1), (1.0, 0.0), "step", f"why:{number}"))
        elif start[0] <= x <= start[0] + self.width:  # several starts or ends may stand elsewhere
            parts.curves.append(straight((x, start[1]), (x, end[1]), "step", f"why:{number}"))
            parts.curves.append(arrow_head((x, end[1]), (0.0, 1.0), "step", f"why:{number}"))
        if number:
            size = self.found.small
            text = f"{number}. {self.why}"
            parts.texts.append(TextLine(x + 12.0, end[1] - 8.0, text, size, "semibold", "muted"))
