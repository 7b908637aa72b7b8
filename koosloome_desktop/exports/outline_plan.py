"""The section of an action plan in text documents: goal, sums, tables in the chosen columns, then what paper says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from koosloome_desktop.exports.outline import Bullets, Grid, Heading, Line, Outline, Para, Turn
from koosloome_desktop.exports.pdf_chain import source_words
from koosloome_desktop.exports.pdf_closing import closing, not_chosen
from koosloome_desktop.exports.pdf_plan import plan_behind
from koosloome_desktop.exports.pdf_report import Report
from koosloome_desktop.exports.pdf_words import joined
from koosloome_desktop.exports.plan_columns import PlanColumn, PlanFacts
from koosloome_desktop.model.records import Action, Canvas, PlanTable
from koosloome_desktop.operations import plan


def plan_blocks(report: Report, outline: Outline, canvas: Canvas, columns: str) -> None:
    """The whole plan, its tables on pages that lie across."""
    words = report.words
    facts = PlanFacts(report.document, canvas, words)
    count = words.ngettext("{count} action", "{count} actions", len(facts.rows))
    outline.add(Turn(wide=True), Heading(report.canvas_title(canvas), 1), Para(count, "fact"))
    outline.add(Para(canvas.goal, "lead"))
    outline.add(*(Para(t, "fact") for t in source_words(report.document, canvas.goal_sources, canvas.id)))
    indicators = [words.of(i) if isinstance(i, Mapping | str) else str(i) for i in canvas.result_indicators]
    outline.add(Bullets(tuple(indicators)), *_sums(facts))
    for table, rows in facts.year_tables():
        _table(outline, facts, columns, table, rows)
    if facts.drafts:
        outline.add(Heading(words.gettext("Proposed, not confirmed"), 2))
        outline.add(_grid(facts, facts.columns(columns, facts.drafts), facts.drafts, ""))
    plan_behind(report, canvas)
    not_chosen(report, canvas)
    if facts.rows and not report.whole:
        closing(report)


def _sums(facts: PlanFacts) -> list[Heading | Grid | Para]:
    """What the plan costs by year and in all."""
    words, sums = facts.words, plan.totals(facts.rows, facts.canvas.years)
    if not facts.rows:
        return [Para(words.gettext("No actions yet."), "fact")]
    years = [y for y in sums.by_year if y]
    titles = (*years, words.gettext("In all"))
    cells = (*(words.money(sums.by_year[y]) for y in years), words.money(sums.total))
    title = words.gettext("Budget by year")
    right = frozenset(range(len(titles)))
    grid = Grid(titles, (Line(cells),), tuple(1.0 for _ in titles), right, title)
    return [Heading(title, 2), grid, Para(facts.without_amount(facts.rows), "fact")]


def _table(outline: Outline, facts: PlanFacts, columns: str, table: PlanTable | None, rows: Sequence[Action]) -> None:
    words = facts.words
    if table is not None:
        name = str(table.year) if table.year is not None else words.gettext("Without a year")
    else:
        name = words.gettext("Rows of no table") if facts.tables else words.gettext("Actions")
    if rows or table is not None:
        outline.add(Heading(name, 2))
    if table is not None:
        outline.add(Para(table.before_text))
    shown = facts.columns(columns, rows, table)
    outline.add(_grid(facts, shown, rows, name, total=True))
    if table is not None:
        outline.add(Para(_stated(facts, table, rows), "fact"), Para(table.after_text))


def _grid(
    facts: PlanFacts, columns: Sequence[PlanColumn], rows: Sequence[Action], name: str, *, total: bool = False
) -> Grid:
    words = facts.words
    lines: list[Line] = []
    group = ""
    for action in rows:
        if action.group and action.group != group and not any(c.key == "group" for c in columns):
            own = plan.totals([a for a in rows if a.group == action.group]).total
            lines.append(Line((joined([action.group, words.money(own)]),), "group"))
        group = action.group
        lines.append(Line(tuple(_cell(facts, action, c.key) for c in columns)))
    if total and rows:
        lines.append(_total(facts, columns, rows))
    right = frozenset(i for i, c in enumerate(columns) if c.money)
    about = joined([words.canvas(facts.canvas), name])
    return Grid(tuple(c.title for c in columns), tuple(lines), tuple(c.share for c in columns), right, about)


def _cell(facts: PlanFacts, action: Action, key: str) -> str:
    """A cell; a row that is no longer just planned says so under its activity."""
    text = facts.text(action, key)
    if key == "activity" and (action.status != "planned" or action.draft):
        return joined([text, f"({facts.text(action, 'status')})"], "\n")
    return text


def _total(facts: PlanFacts, columns: Sequence[PlanColumn], rows: Sequence[Action]) -> Line:
    words, sums = facts.words, plan.totals(rows)
    cells = [""] * len(columns)
    keys = [c.key for c in columns]
    cells[keys.index("activity") if "activity" in keys else 0] = joined(
        [words.gettext("Budget in all"), facts.without_amount(rows)], "\n"
    )
    for index, key in enumerate(keys):
        if key.startswith("year:"):
            cells[index] = words.money(sums.by_year.get(key.removeprefix("year:"), 0))
        elif key in {"budget", "total"}:
            cells[index] = words.money(sums.total)
    if not any(key in {"budget", "total"} for key in keys) and sums.total:
        at = keys.index("activity") if "activity" in keys else 0
        cells[at] = joined(
            [f"{words.gettext('Budget in all')}: {words.money(sums.total)}", facts.without_amount(rows)], "\n"
        )
    return Line(tuple(cells), "total")


def _stated(facts: PlanFacts, table: PlanTable, rows: Sequence[Action]) -> str:
    """What a table states when its rows give something else."""
    words, total = facts.words, plan.totals(rows).total
    stated = table.stated_total
    if stated is not None and stated != total:
        told = words.gettext("the table states {stated} ({difference})")
        sign = "+" if stated > total else ""
        return told.format(stated=words.money(stated), difference=sign + words.money(stated - total))
    if stated is None and table.stated_total_text:
        return words.gettext("the table states: {text}").format(text=table.stated_total_text)
    return ""
