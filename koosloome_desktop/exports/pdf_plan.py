"""The action plan: goal, sums, one table a year (or one), milestones, follow-up, RASCI, what was noticed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from koosloome_desktop.exports.canvas_facts import CanvasFacts
from koosloome_desktop.exports.pdf_canvas import EMPTY_ROOM, TRIED, upright_room
from koosloome_desktop.exports.pdf_chain import source_words
from koosloome_desktop.exports.pdf_closing import closing, not_chosen
from koosloome_desktop.exports.pdf_cover import figure_row
from koosloome_desktop.exports.pdf_fit import fitted
from koosloome_desktop.exports.pdf_followup import follow_up, noticed, rasci_table
from koosloome_desktop.exports.pdf_frame import BODY, FACT, LEAD, NUMBER, SMALL, STRONG, Style
from koosloome_desktop.exports.pdf_gantt import timeline
from koosloome_desktop.exports.pdf_lists import META, cluster_list, note_list, part_lists
from koosloome_desktop.exports.pdf_plan_cells import action_cells, funding_of
from koosloome_desktop.exports.pdf_plan_sets import set_table
from koosloome_desktop.exports.pdf_report import Report, place_of
from koosloome_desktop.exports.pdf_table import Column, Part, Row, Table, cell, snug, widths
from koosloome_desktop.exports.pdf_words import Words, joined
from koosloome_desktop.exports.plan_columns import PlanFacts
from koosloome_desktop.model.records import Action, Ballot, Canvas, Milestone, PlanTable, Review
from koosloome_desktop.operations import plan, queries
from koosloome_desktop.operations.drafts import drafts
from koosloome_desktop.support.i18n import N_
from koosloome_desktop.support.palette import LIGHT

_WARN: Final = Style(9.0, "semibold", LIGHT.warn, 1.3)
_TOTAL: Final = Style(10.0, "bold", LIGHT.ink, 1.32)


def plan_section(report: Report, canvas: Canvas) -> None:
    """The whole plan on landscape pages; one that has nothing yet below what stands there, where there is room."""
    if not queries.actions(report.document, canvas.id) and not report.document.of(Ballot):
        report.section(report.canvas_title(canvas), below=upright_room(report.book) > EMPTY_ROOM)
        _plan(report, canvas)
        return
    report.section(report.canvas_title(canvas), wide=True)
    if len(queries.actions(report.document, canvas.id)) > TRIED:
        _plan(report, canvas)
    else:
        fitted(report, lambda made: _plan(made, canvas))


def _plan(report: Report, canvas: Canvas) -> None:
    words, book = report.words, report.book
    rows = [a for a in queries.actions(report.document, canvas.id) if not a.draft]
    title = report.canvas_title(canvas)
    if report.columns == "council":
        told = words.gettext(N_("Attachment to the decision of the council, no. __________ of __________"))
        book.paragraph(told, FACT)
        book.gap(6.0)
    book.title(title, _fact(report, canvas, rows))
    _summary(report, canvas, rows)
    if rows:
        _tables(report, canvas, rows)
    plan_behind(report, canvas, drawn=True)
    if not rows:
        book.paragraph(words.gettext("No actions yet."), FACT)
    not_chosen(report, canvas)
    if rows and not report.whole:
        closing(report)


def plan_behind(report: Report, canvas: Canvas, *, drawn: bool = False) -> None:
    """What stands behind the tables: what was noticed, money by source, milestones, follow-up, RASCI, notes; with the
    timeline and what was only proposed where it is `drawn`.
    """
    rows = queries.actions(report.document, canvas.id)
    agreed = [a for a in rows if not a.draft]
    if agreed:
        noticed(report, canvas, rows)
        _funding(report, agreed)
        if drawn:
            timeline(report, agreed)
        _milestones(report, agreed)
    if drawn:
        _drafts(report, drafts(report.document, canvas.id))
    for review in report.document.within(Review, canvas.id):
        follow_up(report, review, rows)
    rasci_table(report, canvas, rows)
    facts = CanvasFacts(report, canvas)
    note_list(facts)
    cluster_list(facts)
    part_lists(facts)


def plan_poster(report: Report, canvas: Canvas) -> None:
    """The plan to hang on a wall: goal, sums, table, timeline; on as many sheets as it takes."""
    rows = [a for a in queries.actions(report.document, canvas.id) if not a.draft]
    title = report.canvas_title(canvas)
    report.book.start(title, wide=True)
    report.book.title(title, _fact(report, canvas, rows))
    _summary(report, canvas, rows)
    if rows:
        _tables(report, canvas, rows)
        timeline(report, rows)


def _fact(report: Report, canvas: Canvas, rows: Sequence[Action]) -> str:
    words = report.words
    parts = [words.ngettext("{count} action", "{count} actions", len(rows))]
    owners = {a.owner_role for a in rows if a.owner_role}
    if owners:
        parts.append(words.ngettext("{count} responsible role", "{count} responsible roles", len(owners)))
    steps = sum(report.document.count_within(Milestone, a.id) for a in rows)
    if steps:
        parts.append(words.ngettext("{count} milestone", "{count} milestones", steps))
    done = sum(1 for a in rows if a.status == "done")
    if done:
        parts.append(words.ngettext("{count} done", "{count} done", done))
    return joined([*parts, canvas.focus_question])


def _summary(report: Report, canvas: Canvas, rows: Sequence[Action]) -> None:
    """The goal, its indicators, and money by year."""
    words, book = report.words, report.book
    if canvas.goal:
        book.paragraph(canvas.goal, LEAD)
        for told in source_words(report.document, canvas.goal_sources, canvas.id):
            book.paragraph(told, FACT)
        book.y += 6.0
    indicators = [words.of(i) if isinstance(i, Mapping | str) else str(i) for i in canvas.result_indicators]
    if indicators:
        book.bullets(indicators, BODY)
        book.y += 4.0
    sums = plan.totals(rows, canvas.years)
    if not rows:
        return
    figures = [(words.money(cents), year) for year, cents in sums.by_year.items()][:5]
    missing = len(sums.without_amount)
    told = words.gettext("in all")
    if missing:
        told = f"{told} {without_amount(words, missing)}"
    book.need(60.0)
    book.y += 6.0
    figure_row(book, [*figures, (words.money(sums.total), told)], size=16.0)
    book.y += 14.0


def without_amount(words: Words, count: int) -> str:
    """How many rows of a sum state no amount: + 2 rida summata."""
    return words.ngettext("+ {count} row without an amount", "+ {count} rows without an amount", count)


def _tables(report: Report, canvas: Canvas, rows: Sequence[Action]) -> None:
    """One table a year where the plan came in such; rows of no table stand in one of their own."""
    document, words, book = report.document, report.words, report.book
    tables = document.within(PlanTable, canvas.id)
    if not tables:
        _table(report, rows, None)
        return
    used: set[str] = set()
    for table in tables:
        own = [a for a in rows if a.table_year == table.year and a.id not in used]
        used |= {a.id for a in own}
        _around(report, table.before_text)
        name = str(table.year) if table.year is not None else words.gettext("Without a year")
        book.heading(name, keep=110.0, mark=True)
        _table(report, own, table)
        _around(report, table.after_text)
    rest = [a for a in rows if a.id not in used]
    if rest:
        book.heading(words.gettext("Rows of no table"), keep=110.0)
        _table(report, rest, None)


def _around(report: Report, text: str) -> None:
    if text:
        report.book.gap(8.0)
        report.book.paragraph(text, BODY)


def _table(report: Report, rows: Sequence[Action], table: PlanTable | None, *, summed: bool = True) -> None:
    """One table with its last row, the budget in all, unless it is not `summed`."""
    words, book = report.words, report.book
    titles = [words.gettext(t) for t in (N_("Activity"), N_("Time"), N_("Result"), N_("Budget"), N_("Target group"))]
    if table is not None and len(table.headers) >= len(titles):
        titles = [h or t for h, t in zip(table.headers, titles, strict=False)]
    if report.columns and rows:
        facts = PlanFacts(report.document, report.document.get(rows[0].canvas, Canvas), words)
        remarks = [p.text for p in _remarks(words, rows, table)]
        set_table(report, facts, report.columns, rows, table, remarks)
        return
    owned = any(a.owner_role or a.organisation or a.partner_roles for a in rows)
    votes = queries.votes(report.document, rows[0].canvas) if rows else {}
    cells = [action_cells(report, a, votes.get(a.id, 0)) for a in rows]
    time = max(snug([p.text for row in cells for p in row[1]], META, title=titles[1], most=112.0), 72.0)
    wanted = [-1.5, time, -1.6, 98.0, -1.0] + ([-1.0] if owned else [])
    if owned:
        titles.append(words.gettext("Responsible"))
    sizes = widths(book.width, wanted)
    columns = [Column(t, s, "right" if i == 3 else "left") for i, (t, s) in enumerate(zip(titles, sizes, strict=True))]
    lines: list[Row] = []
    group = ""
    for action, row in zip(rows, cells, strict=True):
        if action.group and action.group != group:
            lines.append(_group_row(words, action.group, rows))
        group = action.group
        lines.append(Row(row if owned else row[:-1], name=place_of(action.id)))
    Table(book, columns).write([*lines, *([_total_row(words, rows, table)] if summed else [])])


def _drafts(report: Report, rows: Sequence[Action]) -> None:
    """Rows that were proposed and that the room has not agreed to: apart, in no sum."""
    if rows:
        report.book.heading(report.words.gettext("Proposed, not agreed yet"), keep=110.0, mark=True)
        chosen, report.columns = report.columns, ""
        _table(report, rows, None, summed=False)
        report.columns = chosen


def _group_row(words: Words, group: str, rows: Iterable[Action]) -> Row:
    own = plan.totals([a for a in rows if a.group == group])
    return Row([cell(joined([group, words.money(own.total)]), STRONG)], role="group")


def _total_row(words: Words, rows: Sequence[Action], table: PlanTable | None) -> Row:
    sums = plan.totals(rows)
    money = [Part(words.money(sums.total), _TOTAL)]
    years = {year: cents for year, cents in sums.by_year.items() if year}
    if table is None and len(years) > 1:
        money += [Part(f"{year}: {words.money(cents)}", SMALL) for year, cents in years.items()]
    own = sum(a.own_contribution or 0 for a in rows)
    if own:
        money.append(Part(words.gettext("own contribution {money}").format(money=words.money(own)), SMALL))
    spent = sum(a.spent or 0 for a in rows)
    if spent:
        money.append(Part(words.gettext("spent {money}").format(money=words.money(spent)), SMALL))
    told = list(_remarks(words, rows, table))
    return Row([cell(words.gettext("Budget in all"), _TOTAL), (), told, money, (), ()], role="total")


def _remarks(words: Words, rows: Sequence[Action], table: PlanTable | None) -> Iterator[Part]:
    """Rows without an amount, and a stated sum that is another."""
    sums = plan.totals(rows)
    if sums.without_amount:
        yield Part(without_amount(words, len(sums.without_amount)), SMALL)
    if table is None:
        return
    if table.stated_total is not None and table.stated_total != sums.total:
        gap = table.stated_total - sums.total
        difference = ("+" if gap > 0 else "") + words.money(gap)
        text = words.gettext("the table states {stated} ({difference})")
        yield Part(text.format(stated=words.money(table.stated_total), difference=difference), _WARN)
    elif table.stated_total is None and table.stated_total_text:
        yield Part(words.gettext("the table states {stated}").format(stated=table.stated_total_text), _WARN)


def _funding(report: Report, rows: Sequence[Action]) -> None:
    """Sums by funding source, when there are several."""
    words, book = report.words, report.book
    sums: dict[str, int] = {}
    for action in rows:
        for source, cents in funding_of(action).items():
            sums[source] = sums.get(source, 0) + cents
    if len(sums) < 2:
        return
    book.heading(words.gettext("Budget by source"), keep=60.0)
    lines = [Row([cell(s, BODY), cell(words.money(c), NUMBER)]) for s, c in sorted(sums.items(), key=lambda p: -p[1])]
    Table(book, [Column("", 300.0), Column("", 110.0, "right")]).write(lines)


def _milestones(report: Report, rows: Sequence[Action]) -> None:
    """All milestones by date."""
    words, document, book = report.words, report.document, report.book
    found = [(m, a) for a in rows for m in queries.milestones(document, a.id)]
    if not found:
        return
    book.heading(words.gettext("Milestones"), keep=80.0, mark=True)
    found.sort(key=lambda pair: pair[0].due or "9999")
    lines = []
    for step, action in found:
        due = words.date(step.due) if step.due else ""
        done = Part("☑" if step.done else "☐", Style(11.0, "regular", LIGHT.ok if step.done else LIGHT.muted, 1.2))
        lines.append(
            Row([(done,), cell(due, META), cell(step.text, BODY), cell(joined([action.code, action.activity]), META)])
        )
    titles = ["", *(words.gettext(t) for t in (N_("Deadline"), N_("Milestone"), N_("Activity")))]
    due_width = snug([words.date("2026-12-31")], META, title=titles[1])
    sizes = widths(book.width, [26.0, due_width, -1.0, -1.0])
    Table(book, [Column(t, s) for t, s in zip(titles, sizes, strict=True)]).write(lines)
