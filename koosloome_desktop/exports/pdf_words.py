"""What the report says: labels in the language it was asked for, dates and money as people of that language write them.

Content (titles, notes, rows) stays as it was written; only labels are translated. Message ids are English.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, Final

from koosloome_desktop.canvases import spec_of, variant_of
from koosloome_desktop.canvases.inputs import zone_title
from koosloome_desktop.model.document import Document
from koosloome_desktop.model.records import Canvas, Session, Track
from koosloome_desktop.support import locale
from koosloome_desktop.support.i18n import LANGUAGES, N_, translator
from koosloome_desktop.support.palette import note_kind

_BRACKET: Final = re.compile(r"^\[[^\]]{1,20}\]\s*")

STATUSES: Final = {
    "planned": N_("planned"),
    "in_progress": N_("in progress"),
    "done": N_("done"),
    "delayed": N_("delayed"),
    "postponed": N_("postponed"),
    "dropped": N_("dropped"),
}
SECTORS: Final = {
    "municipality": N_("municipality"),
    "ngo": N_("civil society"),
    "community": N_("community"),
    "business": N_("businesses"),
    "youth": N_("young people"),
    "state": N_("state"),
    "health": N_("health care"),
}
PARTS: Final = {
    "persona": N_("Persona"),
    "need": N_("Need"),
    "expectation": N_("Expectation"),
    "barrier": N_("Barrier"),
    "community_phase": N_("Community phase"),
    "objective_tree": N_("Objectives"),
    "force_totals": N_("Enablers and obstacles"),
    "axes": N_("Axes"),
    "problem_statement": N_("Problem statement"),
    "legend": N_("Legend"),
    "map_image": N_("Map"),
    "iterations": N_("Iterations"),
    "core": N_("Goal"),
    "number": N_("number"),
    "date": N_("Date"),
    "focus": N_("focus"),
    "place": N_("Place"),
    "owner_role": N_("Responsible"),
    "pin": N_("pin"),
    "meaning": N_("meaning"),
    "age": N_("Age"),
    "note": N_("Note"),
    "x": N_("across"),
    "y": N_("up"),
}
RINGS: Final = {"inner": N_("inner ring"), "middle": N_("middle ring"), "outer": N_("outer ring")}
ATTITUDES: Final = {
    "supports": N_("supports"),
    "neutral": N_("neutral"),
    "against": N_("against"),
    "opposes": N_("opposes"),
}
PINS: Final = {"danger": N_("danger"), "resource": N_("resource"), "proposal": N_("proposal")}


class Words:
    """The words of one report."""

    def __init__(self, lang: str) -> None:
        """`lang` is et, en or ru; another language of a workshop is written with Estonian labels."""
        self.lang = lang if lang in LANGUAGES else "et"
        self._translator = translator(self.lang)

    def gettext(self, message: str) -> str:
        """A label."""
        return self._translator.gettext(message)

    def ngettext(self, one: str, many: str, count: int) -> str:
        """A label that counts, filled in."""
        return self._translator.ngettext(one, many, count).format(count=locale.number(count, self.lang))

    def named(self, table: Mapping[str, str], code: str) -> str:
        """The word of a code, the code itself when the table has none."""
        return self.gettext(table[code]) if code in table else code

    # -- content

    def of(self, value: Any) -> str:
        """A text kept in several languages, in the report's or the first there is; plain texts as they are."""
        if isinstance(value, Mapping):
            return str(value.get(self.lang) or value.get("et") or next(iter(value.values()), ""))
        return "" if value is None else str(value)

    def hyphens(self, document: Document) -> str:
        """The language whose Latin words are hyphenated: the content's; Russian has none, so then Estonian."""
        own = document.workshop.language
        return own if own in {"et", "en"} else "en" if self.lang == "en" else "et"

    def title(self, document: Document) -> str:
        """The workshop's title in its own language, without the mark of a sample (the watermark says it)."""
        workshop = document.workshop
        found = workshop.title
        own = str(found.get(workshop.language) or found.get("et") or next(iter(found.values()), "")) if found else ""
        shown = _BRACKET.sub("", own) if workshop.sample else own
        return shown or self.gettext("Untitled workshop")

    def canvas(self, canvas: Canvas) -> str:
        """The title of a canvas: its own, else its variant's, else its kind's."""
        if canvas.title:
            return canvas.title
        spec, variant = spec_of(canvas.type), variant_of(canvas.type, canvas.variant)
        titles = [named.title.get(self.lang) for named in (variant, spec) if named is not None]
        return next((t for t in titles if t), canvas.type or self.gettext("Canvas"))

    def variant(self, canvas: Canvas) -> str:
        """What kind of canvas it is, for the line of facts."""
        variant = variant_of(canvas.type, canvas.variant)
        return variant.title.get(self.lang) if variant is not None else canvas.type

    def zones(self, document: Document, canvas: Canvas) -> dict[str, str]:
        """Titles of zones, lanes and stages by code."""
        found: dict[str, str] = {}
        for track in document.within(Track, canvas.id):
            if track.axis == "stage":
                found[f"stage/{track.code}"] = track.name or track.code
            else:
                found[track.code] = zone_title(canvas, track.code, track.label, self.lang)
        return found

    def zone(self, canvas: Canvas, zones: Mapping[str, str], code: str) -> str:
        """The title of a zone."""
        return zones.get(code) or (zone_title(canvas, code, None, self.lang) if code else "")

    def kind(self, kind: str) -> str:
        """Sign and word of a note kind."""
        look = note_kind(kind)
        return f"{look.sign} {self.gettext(look.word)}".strip()

    # -- dates and money

    def date(self, value: str) -> str:
        """A date or month in short; what is none stays as written."""
        try:
            return locale.date(value, self.lang)
        except ValueError:
            return value

    def date_long(self, value: str) -> str:
        """A date with its weekday; what is none stays as written."""
        try:
            return locale.date_long(value, self.lang)
        except ValueError:
            return value

    def time(self, value: str) -> str:
        """A wall time; what is none stays as written."""
        try:
            return locale.time(value, self.lang)
        except ValueError:
            return value

    def hours(self, start: str, end: str) -> str:
        """From a wall time to another; one alone where both are the same."""
        return "–".join(self.time(t) for t in dict.fromkeys((start, end)) if t)

    def period(self, start: str | None, end: str | None) -> str:
        """From a date to another; one of them alone; "" for none."""
        if not (start and end):
            return self.date(start or end or "") if start or end else ""
        try:
            return locale.period(start, end, self.lang)
        except ValueError:
            return f"{start}–{end}"

    def money(self, cents: int) -> str:
        """An amount with its sign."""
        return locale.money(cents, self.lang)

    def number(self, value: float) -> str:
        """A number."""
        return locale.number(value, self.lang)

    def when(self, session: Session) -> str:
        """A session's day and hours: neljapäev, 15. oktoober 2026, 16.30–20.30."""
        parts = [self.date_long(session.date) if session.date else "", self.hours(session.start, session.end)]
        return ", ".join(p for p in parts if p)


def joined(parts: Iterable[str], between: str = " · ") -> str:
    """The parts that are there, with dots between."""
    return between.join(p for p in parts if p)
