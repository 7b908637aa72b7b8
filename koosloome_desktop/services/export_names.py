"""The name that a file is offered under: day, title and what it is, safe on every file system."""

from __future__ import annotations

from typing import Final

from koosloome_desktop.model.document import Document
from koosloome_desktop.operations import queries
from koosloome_desktop.services.export_formats import WHATS
from koosloome_desktop.services.export_order import find_canvas, language_of
from koosloome_desktop.support.i18n import translator
from koosloome_desktop.support.patterns import pattern_of
from koosloome_desktop.support.text import file_name

_MARK: Final = pattern_of(r"^\[[^\]]{1,20}\]\s*")
_LONGEST: Final = 90
"""Characters of a title in a name: longer ones are cut at a word, so that day and kind stay in sight."""


def offered_name(document: Document, ending: str, what: str = "report", *, canvas: str = "", lang: str = "") -> str:
    """``2026-10-15 Kogukonnamaja – Tegevuskava.xlsx``: the first session's day, else today's; the title in the
    workshop's language; what it is (in `lang`) when it is not the whole workshop, of one canvas its title.
    """
    lang = language_of(document, lang or None)
    days = sorted(s.date for s in queries.sessions(document) if s.date)
    day = days[0] if days else document.clock.now().date().isoformat()
    kind = _canvas_title(document, canvas) if canvas else "" if what == "report" else _kind(what, lang)
    name = " – ".join(part for part in (f"{day} {_title(document)}".strip(), kind) if part)
    return file_name(name, ending)


def _title(document: Document) -> str:
    workshop = document.workshop
    found = workshop.title
    own = str(found.get(workshop.language) or next(iter(found.values()), "")) if found else ""
    plain = " ".join((_MARK.sub("", own) if workshop.sample else own).split())
    if len(plain) <= _LONGEST:
        return plain
    return plain[:_LONGEST].rsplit(" ", 1)[0]


def _kind(what: str, lang: str) -> str:
    """What it is in one or two words; what stands behind a colon explains it only."""
    return translator(lang).gettext(WHATS[what]).split(":")[0] if what in WHATS else what


def _canvas_title(document: Document, canvas: str) -> str:
    from koosloome_desktop.exports.pdf_words import Words

    return Words(language_of(document, None)).canvas(find_canvas(document, canvas))
