"""What became of the plan: overdue rows first, old and new deadlines, reasons, money; then what changed, in order."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from koosloome_desktop.exports.pdf_closing import closing
from koosloome_desktop.exports.pdf_cover import figure_row
from koosloome_desktop.exports.pdf_fit import fitted
from koosloome_desktop.exports.pdf_followup import STATUS_COLOURS
from koosloome_desktop.exports.pdf_frame import BODY, FACT, NUMBER, SMALL, STRONG, Style
from koosloome_desktop.exports.pdf_lists import META
from koosloome_desktop.exports.pdf_plan_cells import actions_source
from koosloome_desktop.exports.pdf_report import Report, place_of
from koosloome_desktop.exports.pdf_table import Column, Part, Row, Table, cell, widths
from koosloome_desktop.exports.pdf_words import STATUSES, Words, joined
from koosloome_desktop.model.records import Action, Canvas, Review
from koosloome_desktop.operations import plan, queries
from koosloome_desktop.operations.plan_progress import Standing, minutes, overdue_first, standings
from koosloome_desktop.support.i18n import N_
from koosloome_desktop.support.palette import LIGHT

_OVERDUE: Final = Style(9.5, "bold", LIGHT.bad, 1.32)
_NEW: Final = replace(META, weight="semibold", colour=LIGHT.warn)
_FIELDS: Final = {
    "deadline": N_("Deadline"),
    "start": N_("Beginning"),
    "status": N_("State"),
    "owner_role": N_("Responsible"),
    "spent": N_("Spent"),
    "percent": N_("Done, %"),
}


def review_section(report: Report, canvas: Canvas, today: dt.date) -> None:
    """The overview of one plan as it stands on a day."""
    title = report.words.gettext(N_("Follow-up of the action plan: what changed"))
    report.section(title, wide=True)
    fitted(report, lambda made: _review(made, canvas, today, title))


def _review(report: Report, canvas: Canvas, today: dt.date, title: str) -> None:
    document, words, book = report.document, report.words, report.book
    rows = queries.actions(document, canvas.id)
    held = [str(r.content.get("date") or "") for r in document.within(Review, canvas.id)]
    met = [words.gettext(N_("met {date}")).format(date=words.date_long(d)) for d in held if d]
    as_of = words.gettext(N_("as of {date}")).format(date=words.date(today.isoformat()))
    book.title(title, joined([words.title(document), *met[-1:], as_of]))
    if not rows:
        book.paragraph(words.gettext("No actions yet."), FACT)
        return
    told = minutes(document, canvas.id)
    found = overdue_first(standings(document, canvas.id, today).values())
    ordered = sorted(found, key=lambda row: (not row.overdue, row.status != "delayed"))
    _figures(report, ordered)
    titles = [words.gettext(t) for t in (N_("Activity"), N_("State"), N_("Deadline"), N_("What happened, and why"),
                                         N_("Spent"), N_("Planned"))]  # fmt: skip
    sizes = widths(book.width, [-1.1, 92.0, 98.0, -1.3, 74.0, 74.0])
    columns = [Column(t, s, "right" if i > 3 else "left") for i, (t, s) in enumerate(zip(titles, sizes, strict=True))]
    Table(book, columns).write([_row(report, row, told.get(row.action.code, ())) for row in ordered])
    _changes(report, rows)
    closing(report, signed=False)


def _figures(report: Report, rows: Sequence[Standing]) -> None:
    words, book = report.words, report.book
    done = sum(1 for a in rows if a.status == "done")
    late = sum(1 for a in rows if a.status == "delayed")
    stopped = sum(1 for a in rows if a.status in {"postponed", "dropped"})
    figures = [
        (f"{done}/{len(rows)}", words.gettext(N_("done"))),
        (str(late), words.gettext(N_("overdue or late"))),
        (str(stopped), words.gettext(N_("postponed or dropped"))),
    ]
    book.need(60.0)
    figure_row(book, figures, size=18.0)
    book.y += 14.0


def _row(report: Report, row: Standing, said: Sequence[Mapping[str, Any]]) -> Row:
    words, action = report.words, row.action
    status = str(said[-1].get("status") or row.status) if said else row.status
    state = [Part(words.named(STATUSES, status), Style(9.5, "semibold", STATUS_COLOURS.get(status, LIGHT.ink), 1.32))]
    if row.overdue:
        told = words.ngettext("{count} day overdue", "{count} days overdue", row.days_late)
        state.insert(0, Part(f"! {told}", _OVERDUE))
    if action.percent is not None:
        state.append(Part(f"{action.percent} %", SMALL))
    name = [Part(action.activity, STRONG), Part(joined([action.code, action.owner_role]), SMALL)]
    money = "" if row.spent is None else words.money(row.spent)
    return Row(
        [
            [*name, *actions_source(report, action)],
            state,
            list(_deadlines(words, row)),
            list(_happened(words, row)),
            cell(money, replace(NUMBER, colour=LIGHT.warn) if row.overspent else NUMBER),
            cell(words.money(plan.row_total(action)) if plan.has_amount(action) else "", META),
        ],
        name=place_of(action.id),
    )


def _deadlines(words: Words, row: Standing) -> Iterator[Part]:
    """The deadline that holds, below the first one when it was moved."""
    if row.first_deadline and row.first_deadline != row.deadline:
        yield Part(words.date(row.first_deadline), META)
        if row.deadline:
            yield Part("→ " + words.gettext("new: {date}").format(date=words.date(row.deadline)), _NEW)
    elif row.deadline:
        yield Part(words.date(row.deadline), META)


def _happened(words: Words, row: Standing) -> Iterator[Part]:
    if row.note:
        yield Part(row.note, BODY)
    if row.action.reason and row.action.reason != row.note:
        yield Part(words.gettext("Reason: {text}").format(text=row.action.reason), SMALL if row.note else BODY)


def _changes(report: Report, rows: Sequence[Action]) -> None:
    """Every change that follow-up meetings made, oldest first."""
    words, book = report.words, report.book
    found = sorted(
        ((str(h.get("at") or ""), a, h) for a in rows for h in a.history), key=lambda change: change[0]
    )  # fmt: skip
    if not found:
        return
    book.heading(words.gettext(N_("What changed, in order")), keep=80.0, mark=True)
    titles = [words.gettext(t) for t in (N_("Date"), N_("Activity"), N_("What"), N_("Before"), N_("Now"), N_("Why"))]
    sizes = widths(book.width, [70.0, -1.2, -0.5, -0.6, -0.6, -1.0])
    lines = [
        Row(
            [
                cell(words.date(at[:10]), META),
                cell(joined([a.code, a.activity]), BODY),
                cell(words.named(_FIELDS, str(h.get("field") or "")), META),
                cell(_value(words, h, "old"), META),
                cell(_value(words, h, "new"), STRONG),
                cell(str(h.get("reason") or ""), BODY),
            ]
        )
        for at, a, h in found
    ]
    Table(book, [Column(t, s) for t, s in zip(titles, sizes, strict=True)]).write(lines)


def _value(words: Words, change: Mapping[str, Any], key: str) -> str:
    value, field = change.get(key), change.get("field")
    if value in (None, ""):
        return "–"
    if field == "status":
        return words.named(STATUSES, str(value))
    if field == "spent" and isinstance(value, int):
        return words.money(value)
    return words.date(str(value))
