"""How the workshop went: agenda in short, participants by sector, agreements, rounds, feedback, parked topics."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from koosloome_desktop.exports.pdf_closing import closing
from koosloome_desktop.exports.pdf_cover import agreements_on_cover
from koosloome_desktop.exports.pdf_fit import fitted
from koosloome_desktop.exports.pdf_frame import BODY, FACT, NUMBER, STRONG, Style
from koosloome_desktop.exports.pdf_lists import META
from koosloome_desktop.exports.pdf_report import Report, place_of
from koosloome_desktop.exports.pdf_table import Column, Part, Row, Table, cell, snug, widths
from koosloome_desktop.exports.pdf_words import SECTORS, joined
from koosloome_desktop.model.records import Action, AgendaItem, Note, Person, PersonName, Session
from koosloome_desktop.operations import queries
from koosloome_desktop.support.i18n import N_
from koosloome_desktop.support.palette import LIGHT

_LEFT_OUT = Style(8.2, "semibold", LIGHT.warn, 1.28)


def went(report: Report) -> bool:
    """Whether there is anything to say of how the workshop went; of a plan that came as a table there is not."""
    document, workshop = report.document, report.document.workshop
    return bool(
        queries.notes(document, "", "parking")
        or any(p.present for p in queries.people(document))
        or _agreements(report)
        or any((workshop.check_in, workshop.check_out, workshop.feedback, workshop.expected_results))
        or any(document.count_within(AgendaItem, s.id) for s in queries.sessions(document))
    )


def session_section(report: Report) -> None:
    """The last section; of a plan alone only its end: next meeting and signatures, below the plan."""
    if went(report):
        title = report.words.gettext("How the workshop went")
        report.section(title)
        fitted(report, lambda made: _session(made, title))
    elif report.document.of(Action):
        fitted(report, closing)


def _session(report: Report, title: str) -> None:
    document, workshop = report.document, report.document.workshop
    report.book.title(title, joined([workshop.theme, workshop.development_plan_link]))
    parking = queries.notes(document, "", "parking")
    if parking:
        _parked(report, parking)
    _list(report, N_("Expected results"), list(workshop.expected_results))
    _list(report, N_("Agreements"), _agreements(report))
    _participants(report, [p for p in queries.people(document) if p.present])
    _agenda(report)
    _round(report, N_("Check-in"), workshop.check_in)
    _round(report, N_("Check-out"), workshop.check_out)
    _feedback(report)
    if document.of(Action):
        closing(report)


def _agreements(report: Report) -> list[str]:
    """What was agreed, unless the cover says it."""
    return [] if agreements_on_cover(report) else [str(a) for a in report.document.workshop.agreements if a]


def _parked(report: Report, notes: list[Note]) -> None:
    """Topics that wait, each as open as it is, with the groups they came from."""
    words, book = report.words, report.book
    book.heading(words.gettext("Parking lot"), keep=60.0)
    book.paragraph(words.ngettext("{count} topic is still open", "{count} topics are still open", len(notes)), FACT)
    book.gap(3.0)
    rows = []
    for note in notes:
        led_to = report.actions_of.get(note.id, ())
        text = [Part(note.text, BODY), *(Part(f"→ {a.code} {a.activity}", META, place_of(a.id)) for a in led_to)]
        rows.append(Row([cell("☐", META), text, cell(note.code, META)], name=place_of(note.id) if led_to else ""))
    Table(book, [Column("", s) for s in widths(book.width, [22.0, -1.0, 52.0])]).write(rows)


def _list(report: Report, title: str, texts: list[str]) -> None:
    if texts:
        report.book.heading(report.words.gettext(title))
        report.book.bullets(texts, BODY)


def _participants(report: Report, people: list[Person]) -> None:
    """How many came from each sector, and in which roles; names only where asked for."""
    words, document, book = report.words, report.document, report.book
    roles = report.document.workshop.facilitation_roles
    if not people and not roles:
        return
    book.heading(words.gettext("Participants"), keep=70.0)
    if roles:
        book.paragraph(words.gettext("Run by: {roles}").format(roles=", ".join(roles)), FACT)
        book.gap(4.0)
    by_sector: dict[str, list[str]] = {}
    for person in people:
        by_sector.setdefault(person.sector, []).append(person.role)
    rows = []
    for sector, said in sorted(by_sector.items(), key=lambda item: -len(item[1])):
        counted = [
            f"{role} ({said.count(role)})" if said.count(role) > 1 else role for role in dict.fromkeys(said) if role
        ]
        name = words.named(SECTORS, sector) or words.gettext("sector not given")
        rows.append(Row([cell(str(len(said)), NUMBER), cell(name, STRONG), cell(", ".join(counted), BODY)]))
    sizes = widths(book.width, [34.0, 112.0, -1.0])
    columns = [Column("", sizes[0], "right"), Column("", sizes[1]), Column("", sizes[2])]
    Table(book, columns).write(rows)
    if report.names:
        names = [(document.within(PersonName, p.id), p) for p in people]
        _list(report, N_("Names"), [joined([named[-1].name, p.role], ", ") for named, p in names if named])


def _agenda(report: Report) -> None:
    """Blocks with their hours and what was done in them."""
    words, document, book = report.words, report.document, report.book
    sessions = [s for s in queries.sessions(document) if document.count_within(AgendaItem, s.id)]
    if not sessions:
        return
    book.heading(words.gettext("Agenda"), keep=80.0)
    rows = []
    for session in sessions:
        items = document.within(AgendaItem, session.id)
        if len(sessions) > 1:
            rows.append(Row([cell(_named(report, session), STRONG)], role="group"))
        for item in items:
            left_out = [Part(words.gettext("left out"), _LEFT_OUT)] if item.skipped else []
            block = [Part(item.title or item.type, BODY), *left_out]
            rows.append(Row([cell(words.hours(item.start, item.end), META), block, cell(item.method or "", META)]))
    hours = snug([words.hours("00:00", "20:00")], META)
    sizes = widths(book.width, [hours, -1.0, 150.0])
    Table(book, [Column("", s) for s in sizes]).write(rows)


def _named(report: Report, session: Session) -> str:
    told = report.words.gettext("Session {number}").format(number=session.number)
    return joined([told, report.words.when(session)])


def _round(report: Report, title: str, said: Mapping[str, Any] | None) -> None:
    """A round's question with what was answered."""
    if not said:
        return
    book = report.book
    answers = said.get("answers")
    question = said.get("question")
    book.heading(report.words.gettext(title))
    if isinstance(question, str):
        book.paragraph(question, STRONG)
        book.gap(3.0)
    spoke = said.get("spoke")
    if type(spoke) is int and spoke > 0:
        book.paragraph(report.words.ngettext("{count} person spoke", "{count} people spoke", spoke), FACT)
        book.gap(3.0)
    if isinstance(answers, tuple):
        book.bullets([str(a) for a in answers], BODY)
    rest = [str(v) for k, v in said.items() if k not in {"question", "answers"} and isinstance(v, str)]
    if rest:
        book.bullets(rest, BODY)


def _feedback(report: Report) -> None:
    """Averages with the number of answers, and the open answers."""
    words, book = report.words, report.book
    feedback = report.document.workshop.feedback
    if not feedback:
        return
    responses = feedback.get("responses")
    book.heading(words.gettext("Feedback"), keep=80.0)
    if isinstance(responses, int):
        book.paragraph(words.ngettext("{count} answer, anonymous", "{count} answers, anonymous", responses), FACT)
        book.gap(4.0)
    rows = []
    questions = feedback.get("questions")
    for question in questions if isinstance(questions, tuple) else ():
        if not isinstance(question, Mapping):
            continue
        counts = question.get("counts")
        shown = joined([f"{k}: {v}" for k, v in counts.items()]) if isinstance(counts, Mapping) else ""
        average = question.get("average")
        mean = words.number(average) if isinstance(average, int | float) else ""
        rows.append(Row([cell(str(question.get("text", "")), BODY), cell(shown, META), cell(mean, NUMBER)]))
    titles = [words.gettext("Statement"), words.gettext("Answers"), words.gettext("Average")]
    narrow = snug(["4,44"], NUMBER, title=titles[2])
    sizes = widths(book.width, [-1.0, 150.0, narrow])
    Table(
        book, [Column(t, s, "right" if i == 2 else "left") for i, (t, s) in enumerate(zip(titles, sizes, strict=True))]
    ).write(rows)
    answers = feedback.get("open_answers")
    if isinstance(answers, tuple) and answers:
        book.gap(8.0)
        book.bullets([str(a) for a in answers], BODY)
