"""Lists of people on the wall: the code stands in a column of its own, and words that go on in a second line stay right
of it, so that each line of a list can be told from the next.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter

from koosloome_desktop.views.fonts import REGULAR
from koosloome_desktop.views.text_fit import Fit, fit
from koosloome_desktop.views.wall.drawing import Sheet, advance, breaks_words, write

Member = tuple[str, str]
"""A code, and the words beside it."""
_MOST, _MOST_UPRIGHT, _LEAST = 54.0, 72.0, 24.0
"""Sizes at 1080 lines."""


@dataclass(frozen=True, slots=True)
class CodeList:
    """Members as they are broken at one size; `left` is where the words begin (px). `whole` is false when a word had to
    be cut in two.
    """

    rows: tuple[tuple[Fit, Fit], ...]
    left: int
    whole: bool

    @property
    def height(self) -> int:
        """Height of all lines in px."""
        return sum(words.height for _code, words in self.rows)

    def draw(self, painter: QPainter, sheet: Sheet, area: QRect) -> None:
        """Draw it from the top of an area."""
        top = area.top()
        for code, words in self.rows:
            write(painter, sheet, code, QRect(area.left(), top, self.left, 0), colour=sheet.theme.muted, tabular=True)
            beside = QRect(area.left() + self.left, top, area.width() - self.left, 0)
            top += write(painter, sheet, words, beside)


def code_list(members: Sequence[Member], width: int, size: int) -> CodeList:
    """Members broken for a width, both in px."""
    codes = [fit(code, width, size, least=size, lines=1) for code, _words in members]
    left = max((advance(code, REGULAR) for code in codes), default=0) + round(size * 0.5)
    told = [fit(words, width - left, size, least=size, lines=8) for _code, words in members]
    whole = not any(breaks_words(found, words) for found, (_code, words) in zip(told, members, strict=True))
    return CodeList(tuple(zip(codes, told, strict=True)), left, whole)


def largest_lists(sheet: Sheet, groups: Mapping[str, Sequence[Member]], width: int, height: int) -> dict[str, CodeList]:
    """All groups at one size, the largest at which each fits into a box (px) and no word is cut in two."""
    low, high = sheet.pt(_LEAST), sheet.pt(_MOST_UPRIGHT if sheet.upright else _MOST)
    best = {name: code_list(members, width, low) for name, members in groups.items()}
    while low <= high:
        middle = (low + high) // 2
        found = {name: code_list(members, width, middle) for name, members in groups.items()}
        if all(one.height <= height and one.whole for one in found.values()):
            best, low = found, middle + 1
        else:
            high = middle - 1
    return best
