"""The guide: a card for every block of the agenda that has a method or a canvas, to lead it for the first time.

What the cards of methods say follows the sources named in the domain notes (3.1–3.7): rounds, 1-2-4-all, dot voting,
silent sorting, random groups. What the cards of canvases say are the questions of their zones.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from koosloome_desktop.canvases import variant_of
from koosloome_desktop.canvases.inputs import zones_in
from koosloome_desktop.exports.pdf_agenda import minutes_of
from koosloome_desktop.exports.pdf_fit import fitted
from koosloome_desktop.exports.pdf_frame import BODY, FACT, LEAD, Style
from koosloome_desktop.exports.pdf_report import Report
from koosloome_desktop.exports.pdf_words import joined
from koosloome_desktop.model.records import AgendaItem, Canvas
from koosloome_desktop.operations import queries
from koosloome_desktop.support import locale
from koosloome_desktop.support.i18n import N_
from koosloome_desktop.support.palette import LIGHT

_CARD: Final = Style(14.0, "semibold")
_SMALL_HEAD: Final = Style(9.5, "semibold", LIGHT.accent_text, 1.3)
_KEEP: Final = 120.0

METHODS: Final[tuple[tuple[str, str, str], ...]] = (
    (
        r"\bring|круг|circle|round",
        N_("A round: everybody is heard once, nobody is interrupted."),
        N_(
            "Say the question and how long each may speak (about a minute).\n"
            "Go round in order; who wants may pass.\n"
            "No discussion in between; thank everybody at the end."
        ),
    ),
    (
        r"1-2-4",
        N_("1-2-4-all: quiet people get their thoughts to the wall, too."),
        N_(
            "1 minute alone: everybody writes.\n"
            "2 minutes in pairs: compare, choose.\n"
            "4 minutes in fours: one key idea each.\n"
            "5 minutes all together: the ideas go to the wall."
        ),
    ),
    (
        r"täpihääl|punkthääl|dot|точк|голосован|hääletus",
        N_("Dot voting: the room sees what matters to it most."),
        N_(
            "Read the choices aloud; join what is the same.\n"
            "Say how many dots each has and whether they may be stacked.\n"
            "Everybody votes at the same time; counts stay hidden until the end.\n"
            "Say the result, mark ties, ask what surprises."
        ),
    ),
    (
        r"rühmita|affin|группиров|sort",
        N_("Sorting what is alike: from many notes to a few themes."),
        N_(
            "Put notes together in silence.\n"
            "A lone note may stay alone.\n"
            "Name each group only when all are placed.\n"
            "Vote on the groups."
        ),
    ),
    (
        r"paari|pair|пар",
        N_("In pairs: it is easier to begin with one listener."),
        N_(
            "Two and two, with somebody one does not know well.\n"
            "Each has half of the time.\n"
            "The pair says one thing to all."
        ),
    ),
    (
        r"rühmatöö|rühmas|group|групп",
        N_("Group work: four to six people think together."),
        N_(
            "Mix the sectors.\n"
            "Each group has a timekeeper, a writer and a speaker.\n"
            "Say what has to be on the wall at the end.\n"
            "Warn five minutes before the time is over."
        ),
    ),
    (
        r"sobita|turg|match|рын|подбор",
        N_("Matching: a need meets somebody who can answer it."),
        N_(
            "Read one need aloud.\n"
            "Ask: who or what here could answer it?\n"
            "Draw the line only when somebody agrees to ask.\n"
            "What stays without an answer goes to the plan."
        ),
    ),
    (
        r"ajurünnak|brainstorm|мозгов",
        N_("Brainstorming: many ideas first, judgement later."),
        N_(
            "Say one question and a time, ten minutes are enough.\n"
            "Everybody writes alone first, one idea on a note.\n"
            "Collect without comments; build on what others said.\n"
            "Only then put together what is alike, and choose."
        ),
    ),
    (
        r"maailmakohvik|world caf|мировое кафе",
        N_("World café: everybody speaks at several tables, and thoughts travel."),
        N_(
            "Three or four tables with a question and a host each.\n"
            "After twenty minutes everybody but the host goes to another table.\n"
            "The host tells the new guests in a minute what was said.\n"
            "At the end the hosts say to all what mattered most."
        ),
    ),
    (
        r"avatud ruum|open space|открыт\w* пространств",
        N_("Open space: people set the topics themselves and go where they have something to give."),
        N_(
            "Who has a topic writes it down, says it aloud and takes a place and an hour.\n"
            "Everybody goes to the topic that concerns them.\n"
            "Who neither learns nor helps goes on to another one.\n"
            "Each topic leaves what was said and the next step."
        ),
    ),
    (
        r"rasci",
        N_("RASCI: who does it, who answers for it, who helps, who is asked, who is told."),
        N_(
            "Begin with A: exactly one role answers for each action.\n"
            "Then R, who does the work.\n"
            "S, C and I only where needed.\n"
            "Read each row aloud and ask for a yes."
        ),
    ),
)
"""(how a method is recognised in what people wrote, what it is for, its steps)."""


def guide_section(report: Report) -> None:
    """All cards of the agenda in order."""
    title = report.words.gettext(N_("Guide to the workshop"))
    report.section(title)
    fitted(report, lambda made: _guide(made, title))


def _guide(report: Report, title: str) -> None:
    document, words, book = report.document, report.words, report.book
    book.title(title, joined([words.title(document), document.workshop.format]))
    found = [
        i for s in queries.sessions(document) for i in document.within(AgendaItem, s.id) if i.method or i.canvas_code
    ]
    if not found:
        book.paragraph(words.gettext(N_("No block of the agenda has a method or a canvas yet.")), FACT)
    told: set[str] = set()
    for item in found:
        _card(report, item, told)


def _card(report: Report, item: AgendaItem, told: set[str]) -> None:
    """One block; a canvas's questions stand on the first card that uses it (`told` remembers which did)."""
    words, book = report.words, report.book
    book.gap(18.0)
    book.need(_KEEP)
    book.mark(1, item.title or item.type)
    book.paragraph(item.title or item.type, _CARD)
    minutes = minutes_of(item.start, item.end)
    length = locale.duration(minutes, words.lang) if minutes else ""
    book.paragraph(joined([words.hours(item.start, item.end), length, item.method or "", item.lead_role]), FACT)
    if item.materials:
        book.paragraph(words.gettext(N_("Bring: {things}")).format(things=", ".join(map(str, item.materials))), FACT)
    for why, steps in _methods(item.method or ""):
        book.gap(5.0)
        book.paragraph(words.gettext(why), LEAD)
        book.bullets(words.gettext(steps).split("\n"), BODY, numbered=True)
    canvas = next((c for c in queries.canvases(report.document) if c.code == item.canvas_code), None)
    if canvas is not None and canvas.id not in told:
        told.add(canvas.id)
        _canvas(report, canvas)


def _methods(said: str) -> Iterator[tuple[str, str]]:
    """Purpose and steps of the methods that a block names; one is told once."""
    for pattern, why, steps in METHODS:
        if re.search(pattern, said, re.IGNORECASE):
            yield why, steps


def _canvas(report: Report, canvas: Canvas) -> None:
    """The canvas's question and the questions of its zones."""
    words, book = report.words, report.book
    variant = variant_of(canvas.type, canvas.variant)
    if variant is None or canvas.raw is not None:
        return
    book.gap(5.0)
    question = canvas.focus_question or variant.question.get(words.lang)
    book.need(50.0)
    book.paragraph(joined([report.canvas_title(canvas), variant.title.get(words.lang)]), _SMALL_HEAD)
    if question:
        book.paragraph(question, LEAD)
    zones = [z for z in zones_in(report.document, canvas, words.lang, ghosts=False) if z.hint]
    book.bullets([f"{z.title}: {z.hint}" for z in zones], BODY)
