"""What a resource map says besides its notes: the community's phase among all phases, and what its pins mean."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from koosloome_desktop.canvases import variant_of
from koosloome_desktop.canvases.badges import EXCHANGE
from koosloome_desktop.exports.pdf_frame import BODY
from koosloome_desktop.exports.pdf_words import PINS, joined
from koosloome_desktop.model.records import Note
from koosloome_desktop.support.i18n import N_
from koosloome_desktop.support.palette import NOTE_KINDS, note_kind

if TYPE_CHECKING:
    from koosloome_desktop.exports.canvas_facts import CanvasFacts

RESOURCES = "resource_map"


def resource_parts(facts: CanvasFacts) -> Sequence[str]:
    """Print phase and legend of a resource map; the parts that are told by now."""
    if facts.canvas.type != RESOURCES:
        return ()
    from koosloome_desktop.canvases.resource_map import parts, phases

    _phase(facts)
    _legend(facts)
    found = facts.canvas.parts.get("map_image")
    plain = isinstance(found, Mapping) and set(found) <= {"photo"}
    return (phases.CURRENT, phases.LIST, parts.LEGEND, parts.VIEW, *(("map_image",) if plain else ()))


def _phase(facts: CanvasFacts) -> None:
    """Where the community is; with a list of its own, and on a map of phases, all of them with what helps in each."""
    from koosloome_desktop.canvases.resource_map import phases

    canvas, words = facts.canvas, facts.report.words
    steps = phases.phases_of(canvas, words.lang)
    now = phases.current_step(canvas, len(steps))
    told = phases.current_words(canvas, words.lang)
    variant = variant_of(canvas.type, canvas.variant)
    listed = phases.LIST in canvas.parts or (variant is not None and variant.layout == "phases")
    if not (told or now or listed):
        return
    book = facts.report.book
    book.heading(words.gettext(N_("Community phase")), keep=60.0)
    mark = words.gettext(N_("we are here"))
    here = f"{mark}: {now}. {steps[now - 1].title}" if now else ""
    own = told if not now or told != steps[now - 1].title else ""
    if here or own:
        book.bullets([x for x in (here, own) if x], BODY)
    if listed:
        lines = [joined([f"{i}. {s.title}", s.hint, "; ".join(s.interventions)], " – ") for i, s in enumerate(steps, 1)]
        book.bullets(lines, BODY)


def _legend(facts: CanvasFacts) -> None:
    """What every kind of pin means, with whatever else the legend says of it."""
    from koosloome_desktop.canvases.resource_map import parts

    legend = facts.canvas.parts.get(parts.LEGEND)
    if not isinstance(legend, tuple) or not legend:
        return
    words = facts.report.words
    lines = [_entry(facts, entry) for entry in legend]
    facts.report.book.heading(words.gettext(N_("What pins mean")), keep=60.0)
    facts.report.book.bullets([x for x in lines if x], BODY)


def _entry(facts: CanvasFacts, entry: Any) -> str:
    words = facts.report.words
    if not isinstance(entry, Mapping):
        return str(entry)
    pin = str(entry.get("pin", ""))
    name = words.named(PINS, pin) if pin else ""
    sign = note_kind(pin).sign if pin in NOTE_KINDS else ""
    meaning = entry.get("meaning")
    told = words.of(meaning) if isinstance(meaning, Mapping) else str(meaning or "")
    rest = [str(v) for k, v in entry.items() if k not in {"pin", "meaning"} and v not in (None, "")]
    said = told if told.casefold() == name.casefold() else joined([name, told], " – ")
    extra = f" ({', '.join(rest)})" if rest else ""
    return f"{sign} {said}{extra}".strip()


def note_words(facts: CanvasFacts, note: Note) -> list[str]:
    """What the list says of a note's place and price: the number of its pin, x and y of axes, what it is given for."""
    words = facts.report.words
    found = [words.gettext(EXCHANGE[note.exchange])] if note.exchange in EXCHANGE else []
    if note.x is None or note.y is None:
        return found
    if facts.canvas.type == RESOURCES:
        variant = variant_of(facts.canvas.type, facts.canvas.variant)
        if variant is not None and variant.layout == "pins":
            placed = [n.id for n in facts.notes if n.x is not None and n.y is not None]
            found.append(words.gettext(N_("number {number} on the map")).format(number=placed.index(note.id) + 1))
        return found
    across, up = facts.axes
    return [*found, f"{across} {words.number(note.x)} · {up} {words.number(note.y)}"]
