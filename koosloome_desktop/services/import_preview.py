"""What an import would bring, before anything is written: tables with their sums, findings, columns, first rows.

The findings are those of `koosloome check`, taken on the workshop that a new one would be.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from koosloome_desktop.canvases.creating import new_workshop
from koosloome_desktop.imports.plan_columns import heading_key, year_free
from koosloome_desktop.imports.tables import ParsedPlan, ParsedTable, quoted
from koosloome_desktop.model.document import Document
from koosloome_desktop.services.checks import Finding, findings
from koosloome_desktop.services.importing import Content
from koosloome_desktop.services.plan_import import rows_into
from koosloome_desktop.support.i18n import _, language, ngettext

_FIRST: Final = 12
"""So many rows are shown."""
_ALIKE: Final = 5
"""Of more findings of one kind the first is shown, and how many there are."""
_OVERDUE: Final = "plan.overdue"


@dataclass(frozen=True, slots=True)
class TableShown:
    """One table: what it is called, its rows, and what it states beside what its rows give, in cents."""

    label: str
    rows: int
    computed: int
    stated: int | None
    stated_text: str

    @property
    def differs(self) -> bool:
        """Whether the stated total is another than the computed one."""
        return self.stated is not None and self.stated != self.computed


@dataclass(frozen=True, slots=True)
class ColumnShown:
    """Headings of one meaning (those of several tables together), what they mean (``""``: kept as they are), a cell."""

    headings: tuple[str, ...]
    column: str
    example: str
    has_year: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One thing to look at; a `serious` one says that two statements disagree or that something was not understood."""

    text: str
    serious: bool
    place: str = ""


@dataclass(frozen=True, slots=True)
class Preview:
    """Everything the dialog shows.

    `trial` is the workshop that the content would become; `sample` are the first rows as texts under `sample_columns`
    (field names).
    """

    content: Content
    trial: Document | None = None
    tables: tuple[TableShown, ...] = ()
    columns: tuple[ColumnShown, ...] = ()
    lines: tuple[Line, ...] = ()
    sample_columns: tuple[str, ...] = ()
    sample: tuple[tuple[str, ...], ...] = ()
    rows: int = 0
    total: int = 0
    years: tuple[str, ...] = ()


def preview_of(content: Content, today: date) -> Preview:
    """The preview of a read table; slow for a long one, so not for the window's thread."""
    if content.plan is None:
        return _of_notes(content)
    plan, this_year = content.plan, today.year
    trial = new_workshop(content.title or "–", lang=language(), canvases=content.canvases())
    brought = rows_into(trial, content, this_year=this_year)
    tables = tuple(_table(table, this_year) for table in plan.tables if table.headers)
    years = sorted({y for table in plan.tables for row in table.rows for y in table.budget_of(row, this_year)})
    warned = [Line(_("Kept as text: {text}").format(text=text), False) for text in _prose(plan)]
    warned += [Line(w.text, w.code not in _CALM, w.place) for w in brought.warnings]
    names, sample = _sample(plan)
    return Preview(
        content,
        trial,
        tables,
        tuple(_columns(plan)),
        tuple(_by_weight([*_told(findings(trial, today)), *warned])),
        names,
        sample,
        len(plan.rows),
        sum(table.computed for table in tables),
        tuple(years),
    )


_CALM: Final = frozenset(
    f"import.{name}"
    for name in (
        "encoding_guessed", "columns_kept", "row_continued", "hidden_rows", "hidden_columns", "hidden_sheet", "comment",
        "sheet_without_table",
    )
)  # fmt: skip


def _by_weight(lines: Sequence[Line]) -> Iterator[Line]:
    yield from (line for line in lines if line.serious)
    yield from (line for line in lines if not line.serious)


def _told(found: Sequence[Finding]) -> Iterator[Line]:
    """Findings, those about rows before advice about the whole plan; many of one kind are one line.

    That old deadlines have passed is no fault of the table.
    """
    by_code: dict[str, list[Finding]] = {}
    for finding in found:
        by_code.setdefault(finding.code, []).append(finding)
    alike = {code: several for code, several in by_code.items() if len(several) > _ALIKE}
    for finding in sorted(found, key=lambda f: not f.row and f.severity == "hint"):
        serious = finding.severity != "hint" and finding.code != _OVERDUE
        several = alike.get(finding.code)
        if several is None:
            yield Line(finding.text, serious, finding.row)
        elif several[0] is finding:
            rest = len(several) - 1
            more = ngettext("{text} So it is in {count} more row.", "{text} So it is in {count} more rows.", rest)
            yield Line(more.format(text=finding.text, count=rest), serious, finding.row)


def _prose(plan: ParsedPlan) -> Iterator[str]:
    """What stands above, between and below the tables, each as one short line."""
    for table in plan.tables:
        yield from (quoted(text) for text in (table.before_text, table.after_text) if text)


def _table(table: ParsedTable, this_year: int) -> TableShown:
    computed = sum(sum(table.budget_of(row, this_year).values()) for row in table.rows)
    label = str(table.year) if table.year is not None else _("Several years")
    if table.year is None and not any(a for row in table.rows for a in row.year_amounts):
        label = _("Table")
    by_year = [a.cents for a in table.stated_by_year if a.cents is not None]
    stated = sum(by_year) if table.stated_total_cents is None and by_year else table.stated_total_cents
    return TableShown(
        f"{table.sheet}: {label}" if table.sheet and table.sheet != label else label,
        len(table.rows),
        computed,
        stated,
        table.stated_total_text,
    )


def _columns(plan: ParsedPlan) -> Iterator[ColumnShown]:
    """Every heading once; those that differ only by the year of their table are one."""
    found: dict[tuple[str, str], tuple[list[str], list[str]]] = {}
    for table in plan.tables:
        for heading, column, example in zip(table.headers, table.columns, table.examples, strict=False):
            if not heading:
                continue
            same = heading if column == "year_amount" else year_free(heading)
            headings, examples = found.setdefault((same, column), ([], []))
            if heading not in headings:
                headings.append(heading)
            if example:
                examples.append(example)
    for (_same, column), (headings, examples) in found.items():
        has_year = any(year_free(h) != heading_key(h) for h in headings)
        yield ColumnShown(tuple(headings), column, examples[0] if examples else "", has_year)


_SHOWN: Final = ("code", "group", "activity", "time", "owner_role", "result", "budget", "target_group", "status")


def _sample(plan: ParsedPlan) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    rows = plan.rows[:_FIRST]
    cells = []
    for row in rows:
        parts = (*row.year_amounts, *row.source_amounts)
        budget = row.budget_text or "\n".join(f"{a.source or a.year}: {a.text}" for a in parts)
        time = row.time_text or " – ".join(dict.fromkeys(filter(None, (row.start, row.deadline))))
        values = {"time": time, "budget": budget, "owner_role": row.owner_role or row.organisation}
        cells.append([values[n] if n in values else str(getattr(row, n)) for n in _SHOWN])
    used = [i for i in range(len(_SHOWN)) if any(line[i] for line in cells)]
    return tuple(_SHOWN[i] for i in used), tuple(tuple(line[i] for i in used) for line in cells)


def _of_notes(content: Content) -> Preview:
    if content.notes is None:
        raise TypeError("neither a plan nor notes")
    notes = content.notes.notes
    names = ("text", "zone", "canvas", "group")
    cells = [tuple(getattr(note, name) for name in names) for note in notes[:_FIRST]]
    lines = tuple(Line(w.text, True, w.place) for w in content.warnings)
    return Preview(content, lines=lines, sample_columns=names, sample=tuple(cells), rows=len(notes))


def chosen_columns(choices: Iterable[tuple[Sequence[str], str]]) -> tuple[tuple[str, str], ...]:
    """What people chose, as reading wants it: (headings, column) pairs by the key of each heading."""
    return tuple((heading_key(heading), column) for headings, column in choices for heading in headings)
