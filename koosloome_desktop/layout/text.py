"""Blocks of board text that is no note: titles, questions, labels, cells."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from koosloome_desktop.layout.metrics import BASELINE, LINE, measure
from koosloome_desktop.layout.primitives import Point, TextLine, Weight
from koosloome_desktop.layout.wrap import wrap

Align = Literal["left", "centre", "right"]


@dataclass(frozen=True, slots=True)
class TextBlock:
    """Finished lines and the height they take."""

    lines: tuple[TextLine, ...]
    height: float
    width: float = 0.0


def block(
    text: str,
    width: float,
    size: float,
    weight: Weight = "regular",
    role: str = "ink",
    *,
    at: Point = (0.0, 0.0),
    align: Align = "left",
    lang: str = "et",
) -> TextBlock:
    """Break ``text`` to ``width`` and set it with the top left corner of its room at ``at``."""
    x, y = at
    lines = wrap(text, width, size, weight, lang)
    widths = [measure(line, size, weight) for line in lines]
    share = {"left": 0.0, "centre": 0.5, "right": 1.0}[align]
    placed = tuple(
        TextLine(x + max(0.0, width - w) * share, y + (i * LINE + BASELINE) * size, line, size, weight, role)
        for i, (line, w) in enumerate(zip(lines, widths, strict=True))
    )
    return TextBlock(placed, len(lines) * size * LINE, max(widths, default=0.0))


def heading(
    title: str,
    hint: str,
    width: float,
    *,
    at: Point = (0.0, 0.0),
    lang: str = "et",
    size: float = 16.0,
    small: float = 13.0,
) -> TextBlock:
    """A title with its guiding question below, as zones and lanes carry it. Where the question is larger (`small`) than
    usual, so is the title.
    """
    x, y = at
    head = block(title, width, size * small / 13.0, "semibold", at=at, lang=lang)
    if not hint:
        return head
    below = block(hint, width, small, "regular", "muted", at=(x, y + head.height + 2.0), lang=lang)
    return TextBlock(head.lines + below.lines, head.height + 2.0 + below.height, max(head.width, below.width))
