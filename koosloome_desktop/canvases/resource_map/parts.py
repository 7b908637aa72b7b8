"""Parts of a resource map that people edit as text: its own list of phases, and what its pins mean."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from koosloome_desktop.canvases.resource_map.phases import LIST, phases_of
from koosloome_desktop.model.frozen import FrozenMap
from koosloome_desktop.model.records import Canvas
from koosloome_desktop.support.text import clean

LEGEND: Final = "legend"
"""The part of a canvas that says what its pins mean: objects with `pin` and `meaning`."""


VIEW: Final = "view"
"""The part of a canvas that says how its six groups are drawn: "pie", else in blocks."""
PIE: Final = "pie"


def as_pie(canvas: Canvas) -> bool:
    """Whether the groups are drawn as sectors round the place."""
    return canvas.parts.get(VIEW) == PIE


def with_pie(canvas: Canvas, on: bool) -> FrozenMap:
    """The parts of a canvas that is drawn as a pie, or in blocks again."""
    return canvas.parts.having(VIEW, PIE) if on else canvas.parts.without(VIEW)


def phases_text(canvas: Canvas, lang: str) -> str:
    """The phases of a canvas as lines: ``Koondumine: Talgud; Ühine kaardistamine``."""
    lines = []
    for phase in phases_of(canvas, lang):
        helps = "; ".join(phase.interventions)
        lines.append(f"{phase.title}: {helps}" if helps else phase.title)
    return "\n".join(lines)


def with_phases(canvas: Canvas, text: str, lang: str) -> FrozenMap:
    """The parts of a canvas with this list of phases; an empty text, or the default list, takes its own list away."""
    plain = Canvas(id="", parts=canvas.parts.without(LIST))
    cleaned = clean(text).text
    if not cleaned.strip() or cleaned.strip() == phases_text(plain, lang):
        return canvas.parts.without(LIST)
    return canvas.parts.having(LIST, [_phase(line) for line in cleaned.split("\n") if line.strip()])


def _phase(line: str) -> dict[str, Any]:
    title, _colon, helps = line.partition(":")
    texts = [t.strip() for t in helps.split(";") if t.strip()]
    return {"title": title.strip(), **({"interventions": texts} if texts else {})}


def meaning(canvas: Canvas, pin: str, lang: str) -> str:
    """What the canvas's own legend says a kind of pin means, in `lang`; "" when it says nothing."""
    legend = canvas.parts.get(LEGEND)
    for entry in legend if isinstance(legend, tuple) else ():
        if isinstance(entry, Mapping) and entry.get("pin") == pin:
            told = entry.get("meaning")
            if isinstance(told, Mapping):
                told = told.get(lang) or told.get("et")
            return str(told or "")
    return ""


def with_meaning(canvas: Canvas, pin: str, text: str) -> FrozenMap:
    """The parts of a canvas whose legend says that a kind of pin means this; other entries and keys stay."""
    legend = canvas.parts.get(LEGEND)
    entries = list(legend) if isinstance(legend, tuple) else []
    told = clean(text).text
    for at, entry in enumerate(entries):
        if isinstance(entry, FrozenMap) and entry.get("pin") == pin:
            entries[at] = entry.having("meaning", told)
            break
    else:
        entries.append({"pin": pin, "meaning": told})
    return canvas.parts.having(LEGEND, entries)
