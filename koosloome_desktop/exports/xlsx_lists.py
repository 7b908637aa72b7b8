"""The sheets beside the plan: notes of all canvases, votes, people as counts, agenda, what was noticed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from koosloome_desktop.exports.canvas_facts import CanvasFacts
from koosloome_desktop.exports.noticed import noticed
from koosloome_desktop.exports.pdf_frame import Book
from koosloome_desktop.exports.pdf_lists import note_told
from koosloome_desktop.exports.pdf_report import Report
from koosloome_desktop.exports.pdf_words import SECTORS, Words, joined
from koosloome_desktop.exports.plan_columns import Day
from koosloome_desktop.exports.xlsx_sheet import Clock, Sheet, Sum, Value
from koosloome_desktop.model.document import Document
from koosloome_desktop.model.records import AgendaItem, Ballot, Canvas, Note, PersonName, Tally
from koosloome_desktop.operations import queries
from koosloome_desktop.operations.dates_partial import minutes_between
from koosloome_desktop.support.i18n import N_
from koosloome_desktop.support.palette import note_kind

METHODS: Final = {
    "hands": N_("by hands"),
    "paper": N_("on paper"),
    "phone": N_("by phone"),
    "imported": N_("from a file"),
    "screen": N_("on the screen"),
}
BLOCKS: Final = {
    "arrival": N_("Arrival"),
    "check_in": N_("Check-in"),
    "agreements": N_("Agreements"),
    "canvas": N_("Canvas"),
    "vote": N_("Vote"),
    "break": N_("Break"),
    "lunch": N_("Lunch"),
    "discussion": N_("Discussion"),
    "check_out": N_("Check-out"),
    "feedback": N_("Feedback"),
}
_NOTES: Final = (
    (N_("Canvas"), 18.0),
    (N_("Code"), 7.0),
    (N_("Kind"), 20.0),
    (N_("Stage"), 20.0),
    (N_("Text"), 60.0),
    (N_("Votes"), 8.0),
    (N_("Group of notes"), 22.0),
    (N_("Table"), 12.0),
    (N_("Details"), 34.0),
    (N_("Comes from"), 34.0),
)

_VOTES: Final = (
    (N_("Canvas"), 20.0),
    (N_("Round"), 22.0),
    (N_("Code"), 8.0),
    (N_("Text"), 60.0),
    (N_("Method"), 16.0),
    (N_("Votes"), 9.0),
)

_AGENDA: Final = (
    (N_("Date"), 12.0),
    (N_("From"), 8.0),
    (N_("Until"), 8.0),
    (N_("Minutes"), 9.0),
    (N_("Block"), 40.0),
    (N_("Kind"), 14.0),
    (N_("Method"), 28.0),
    (N_("Canvas"), 14.0),
    (N_("Materials"), 34.0),
    (N_("Led by"), 22.0),
)

_CHECKS: Final = (
    (N_("Canvas"), 20.0),
    (N_("Row"), 10.0),
    (N_("What"), 18.0),
    (N_("What the program noticed"), 90.0),
)
LOT: Final = N_("Parking lot")
_ALONE: Final[frozenset[int]] = frozenset()


def facts_of(document: Document, words: Words, canvas: Canvas) -> CanvasFacts:
    """What lists ask of a canvas, without a page to write on."""
    return CanvasFacts(Report(document, words, Book(words.hyphens(document))), canvas)


class ListSheets:
    """Writes the lists; `make(name)` gives the next sheet."""

    def __init__(self, document: Document, words: Words, make: Callable[[str], Sheet], *, names: bool) -> None:
        self.document, self.words, self.names = document, words, names
        self.make = make

    def _columns(self, columns: Sequence[tuple[str, float]]) -> list[tuple[str, float]]:
        return [(self.words.gettext(title), width) for title, width in columns]

    # -- notes

    def notes(self, only: Sequence[Canvas] | None = None) -> None:
        """Every note, need, question and parked topic with what is known of it."""
        gettext = self.words.gettext
        titles = self._columns(_NOTES)
        rows = [r for c in only or queries.canvases(self.document) for r in self._canvas_rows(c)]
        if only is None:
            rows += [self._parked(n) for n in queries.notes(self.document, "", "parking")]
        keep = [i for i in range(len(titles)) if i in {0, 4} or any(r[i] not in (None, "") for r in rows)]
        sheet = self.make(gettext("Notes"))
        right = frozenset(i for i, k in enumerate(keep) if k == 5)
        told = self.words.ngettext("{count} note", "{count} notes", len(rows))
        sheet.open(gettext("Notes"), told, [titles[k] for k in keep], right=right)
        first = sheet.row
        for row in rows:
            sheet.line([row[k] for k in keep])
        if rows:
            sheet.sheet.autofilter(first - 1, 0, sheet.row - 1, len(keep) - 1)

    def _canvas_rows(self, canvas: Canvas) -> list[list[Value]]:
        facts = facts_of(self.document, self.words, canvas)
        questions = queries.notes(self.document, canvas.id, "hmw")
        found = [*facts.notes, *facts.needs, *questions]
        return [self._note(facts, n) for n in found]

    def _note(self, facts: CanvasFacts, note: Note) -> list[Value]:
        words = self.words
        asked = note.form == "hmw"
        kind = words.gettext("How might we …?") if asked else facts.zone(note)
        sign = "" if asked else note_kind(facts.kind(note)).sign
        details = [words.gettext("priority {number}").format(number=note.priority)] if note.priority else []
        details += [note.whose, *([] if asked else [note_told(facts, note)])]
        details += [f"= {one.text}" for one in queries.wordings(self.document, note.id)]
        if note.form == "need":
            details += [f"✓ {text}" for text in self._answers(facts, note)] or [words.gettext("unmatched")]
        text = joined([note.text, note.second], "\n")
        votes = facts.votes.get(note.id) or None
        clusters = facts.cluster_names.get(note.id, "")
        place = facts.zones.get(f"stage/{note.stage}", note.stage) if note.stage else ""
        told = joined(details, "\n")
        return [
            words.canvas(facts.canvas),
            note.code,
            f"{sign} {kind}".strip(),
            place,
            text,
            votes,
            clusters,
            note.group,
            told,
            self._sources(note),
        ]

    def _answers(self, facts: CanvasFacts, need: Note) -> list[str]:
        links = queries.links(self.document, facts.canvas.id, "match")
        return [self.document.get(x.target, Note).text for x in links if x.source == need.id]

    def _sources(self, note: Note) -> str:
        found = (self.document.find(i) for i in note.sources)
        return "\n".join(joined([n.code, n.text]) for n in found if isinstance(n, Note))

    def _parked(self, note: Note) -> list[Value]:
        home = self.document.find(note.parked_from)
        told = self.words.canvas(home) if isinstance(home, Canvas) else ""
        return [self.words.gettext(LOT), note.code, "", "", note.text, None, "", note.group, told, self._sources(note)]

    # -- votes

    def votes(self) -> None:
        """Every tally by round and method; left out when nobody voted."""
        gettext = self.words.gettext
        rows = [row for c in queries.canvases(self.document) for row in self._tallies(c)]
        if not rows:
            return
        sheet = self.make(gettext("Votes"))
        columns = self._columns(_VOTES)
        sheet.open(gettext("Votes"), "", columns, right=frozenset({5}))
        first = sheet.row
        for row in rows:
            sheet.line(row)
        total = sum(v for row in rows if isinstance(v := row[5], int))
        last = sheet.row - 1
        sheet.line([gettext("In all"), None, None, None, None, Sum(((first, last),), total, money=False)], "total")

    def _tallies(self, canvas: Canvas) -> list[list[Value]]:
        words, document = self.words, self.document
        found: list[list[Value]] = []
        for number, ballot in enumerate(document.within(Ballot, canvas.id), start=1):
            name = ballot.title or words.gettext("round {number}").format(number=number)
            for tally in sorted(document.within(Tally, ballot.id), key=lambda one: -one.count):
                target = document.find(tally.target)
                code, text = (target.code, target.text) if isinstance(target, Note) else ("", "")
                method = words.named(METHODS, tally.method)
                found.append([words.canvas(canvas), name, code, text, method, tally.count])
        return found

    # -- people, agenda, checks

    def people(self) -> None:
        """How many came from each sector; with names on, the list of people below."""
        gettext, document = self.words.gettext, self.document
        people = queries.people(document)
        if not people:
            return
        sheet = self.make(gettext("Participants"))
        count = self.words.ngettext("{count} participant", "{count} participants", len(people))
        sheet.open(
            gettext("Participants"), count, [(gettext("Sector"), 34.0), (gettext("People"), 12.0)], right=frozenset({1})
        )
        sectors: dict[str, int] = {}
        for person in people:
            sectors[person.sector] = sectors.get(person.sector, 0) + 1
        first = sheet.row
        for sector, number in sorted(sectors.items(), key=lambda item: (-item[1], item[0])):
            sheet.line([self.words.named(SECTORS, sector) or gettext("sector not given"), number])
        sheet.line([gettext("In all"), Sum(((first, sheet.row - 1),), len(people), money=False)], "total")
        if self.names:
            self._names(sheet)

    def _names(self, sheet: Sheet) -> None:
        gettext, document = self.words.gettext, self.document
        named = [(document.within(PersonName, p.id), p) for p in queries.people(document)]
        rows = [(found[-1].name, p.role) for found, p in named if found]
        if rows:
            sheet.row += 1
            sheet.head([gettext("Name"), gettext("Role")])
            for name, role in rows:
                sheet.line([name, role])

    def agenda(self) -> None:
        """The blocks of all sessions with real dates and times."""
        gettext, document = self.words.gettext, self.document
        sessions = [s for s in queries.sessions(document) if document.count_within(AgendaItem, s.id)]
        if not sessions:
            return
        sheet = self.make(gettext("Agenda"))
        columns = self._columns(_AGENDA)
        sheet.open(gettext("Agenda"), "", columns, right=frozenset({3}))
        ranges, total = [], 0
        for session in sessions:
            first = sheet.row
            for item in document.within(AgendaItem, session.id):
                minutes = minutes_between(item.start, item.end) if item.start and item.end else None
                total += minutes or 0
                sheet.line(
                    [
                        Day(session.date) if session.date else None,
                        Clock(item.start),
                        Clock(item.end),
                        minutes,
                        item.title,
                        self.words.named(BLOCKS, item.type),
                        item.method,
                        self._named(item.canvas_code),
                        ", ".join(item.materials),
                        item.lead_role,
                    ]
                )
            ranges.append((first, sheet.row - 1))
        cells: list[Value] = [gettext("In all"), None, None, Sum(tuple(ranges), total, money=False), *([None] * 6)]
        sheet.line(cells, "total")

    def _named(self, code: str | None) -> str:
        found = next((c for c in queries.canvases(self.document) if code and c.code == code), None)
        return self.words.canvas(found) if found is not None else code or ""

    def checks(self) -> None:
        """What the program noticed; people decide."""
        gettext = self.words.gettext
        found = noticed(self.document, self.words)
        if not found:
            return
        sheet = self.make(gettext("Checks"))
        columns = self._columns(_CHECKS)
        sheet.open(gettext("What the program noticed"), "", columns, right=_ALONE)
        for one in found:
            sheet.line([one.canvas, one.row, one.weight, one.text])
