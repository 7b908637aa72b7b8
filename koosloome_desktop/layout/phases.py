"""The phases of a community as a row of steps over the zones, the present one filled and marked by sign and word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from koosloome_desktop.layout.blocks import layout_blocks
from koosloome_desktop.layout.primitives import Board, LayoutProfile, NeedsIn, NoteIn, PanelBox, TextLine, ZoneIn
from koosloome_desktop.layout.sides import composed
from koosloome_desktop.layout.text import block
from koosloome_desktop.layout.zones import BETWEEN

_GAP: Final = 8.0
_PAD: Final = 10.0
_NARROW: Final = 136.0


@dataclass(frozen=True, slots=True)
class StepIn:
    """One phase: its name, what it is like, what helps in it."""

    title: str
    hint: str = ""
    helps: tuple[str, ...] = ()


def layout_phases(
    notes: Sequence[NoteIn],
    zones: Sequence[ZoneIn],
    profile: LayoutProfile,
    *,
    steps: Sequence[StepIn],
    current: int | None = None,
    here: str = "",
    told: str = "",
    needs: NeedsIn | None = None,
) -> Board:
    """Steps over blocks. `current` counts from 1; `here` is the word on the present step, `told` what the canvas says
    of its phase in its own words (shown when no step was chosen).
    """
    area = profile.area
    here = here if current is not None else ""
    rows = _row(steps, profile, max(len(steps) * (_NARROW + _GAP) - _GAP, area[0] if area else 0.0), current, here)
    extra = _told(told, profile, rows.width) if current is None and told else Board(0.0, 0.0)
    head = rows.height + (extra.height + _GAP if extra.height else 0.0)
    inner = profile.sized(area[0], max(area[1] - head - BETWEEN, 200.0)) if area else profile
    body = layout_blocks(notes, zones, inner, columns=3, needs=needs)
    width = max(body.width, rows.width)
    if body.width > rows.width:
        # The blocks are wider than the area: the steps go along with them.
        rows = _row(steps, profile, body.width, current, here)
        extra = _told(told, profile, rows.width) if extra.height else extra
        head = rows.height + (extra.height + _GAP if extra.height else 0.0)
    top = head + BETWEEN
    return composed(width, top + body.height, rows, extra.shifted(0.0, rows.height + _GAP),
                    body.shifted((width - body.width) / 2, top))  # fmt: skip


def _row(steps: Sequence[StepIn], profile: LayoutProfile, width: float, current: int | None, here: str) -> Board:
    """All steps side by side, equally wide and high."""
    each = (width - (len(steps) - 1) * _GAP) / max(len(steps), 1)
    made = [_texts(s, i, profile, each - 2 * _PAD, i == current, here) for i, s in enumerate(steps, start=1)]
    height = max((h for _lines, h in made), default=0.0) + 2 * _PAD
    panels = []
    for i, (lines, _high) in enumerate(made):
        x = i * (each + _GAP)
        role = "stage" if i + 1 == current else "phase"
        texts = tuple(t.shifted(x + _PAD, _PAD) for t in lines)
        panels.append(PanelBox(f"phase:{i + 1}", x, 0.0, each, height, role, "", texts))
    return Board(width, height, panels=tuple(panels))


def _texts(
    step: StepIn, number: int, profile: LayoutProfile, width: float, chosen: bool, here: str
) -> tuple[list[TextLine], float]:
    """The lines of one step from (0, 0) on, and their height."""
    least = max(13.0, profile.least_text)
    ink, quiet = ("white", "white") if chosen else ("ink", "muted")
    lines: list[TextLine] = []
    y = 0.0
    if here:
        # Every step keeps this line, so that titles stand on one level.
        mark = block(f"▼ {here}" if chosen else "\u00a0", width, least, "bold", ink, lang=profile.lang)
        lines += mark.lines if chosen else ()
        y += mark.height
    parts = [(f"{number}. {step.title}", max(16.0, least), True, ink), (step.hint, least, False, quiet)]
    parts += [(f"→ {text}", least, False, ink) for text in step.helps]
    for text, size, strong, role in parts:
        if text:
            made = block(text, width, size, "semibold" if strong else "regular", role, at=(0.0, y), lang=profile.lang)
            lines += made.lines
            y += made.height + 3.0
    return lines, y


def _told(text: str, profile: LayoutProfile, width: float) -> Board:
    """What the canvas says of its phase, on a line of its own."""
    made = block(text, width - 28.0, max(16.0, profile.least_text), "semibold", "accent", lang=profile.lang)
    lines = tuple(t.shifted(14.0, 8.0) for t in made.lines)
    height = made.height + 16.0
    return Board(width, height, panels=(PanelBox("phase:told", 0.0, 0.0, width, height, "caption", "", lines),))
