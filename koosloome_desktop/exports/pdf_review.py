"""What became of the plan: overdue rows first, old and new deadlines, reasons, money; then what changed, in order."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from koosloome_desktop.exports.pdf_closing import closing
from koosloome_desktop.exports.pdf_cover import figure_row
from koosloome_desktop.exports.pdf_followup import STATUS_COLOURS
from koosloome_desktop.exports.pdf_frame import BODY, FACT, NUMBER, SMALL, STRONG, Style
from koosloome_desktop.exports.pdf_lists import META
from koosloome_desktop.exports.pdf_plan_cells import actions_source
from koosloome_desktop.exports.pdf_report import Report, place_of
from koosloome_desktop.exports.pdf_table import Column, Part, Row, Table, cell, widths
from koosloome_desktop.exports.pdf_words import STATUSES, Words, joined
from koosloome_desktop.model.records import Action, Canvas, Review
from koosloome_desktop.operations import plan, queries
from koosloome_desktop.operations.money import cents_from_json
from koosloome_desktop.support.i18n import N_
from koosloome_desktop.support.palette import LIGHT

_ORDER: Final = {"delayed": 1, "in_progress": 2, "planned": 3, "postponed": 4, "done": 5, "dropped": 6}
_OPEN: Final = frozenset({"planned", "in_progress", "delayed", ""})
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
    document, words, book = report.document, report.words, report.book
    rows = queries.actions(document, canvas.id)
    title = words.gettext(N_("Follow-up of the action plan: what changed"))
    report.section(title, wide=True)
    held = [str(r.content.get("date") or "") for r in document.within(Review, canvas.id)]
    met = [words.gettext(N_("met {date}")).format(date=words.date_long(d)) for d in held if d]
    as_of = words.gettext(N_("as of {date}")).format(date=words.date(today.isoformat()))
    book.title(title, joined([words.title(document), *met[-1:], as_of]))
    if not rows:
        book.paragraph(words.gettext("No actions yet."), FACT)
        return
    _figures(report, rows, today)
    said = last_said(document.within(Review, canvas.id))
    ordered = sorted(rows, key=lambda a: (not overdue(a, today), _ORDER.get(a.status, 3), a.deadline or "9999"))
    titles = [words.gettext(t) for t in (N_("Activity"), N_("State"), N_("Deadline"), N_("What happened, and why"),
                                         N_("Spent"), N_("Planned"))]  # fmt: skip
    sizes = widths(book.width, [-1.1, 92.0, 98.0, -1.3, 74.0, 74.0])
    columns = [Column(t, s, "right" if i > 3 else "left") for i, (t, s) in enumerate(zip(titles, sizes, strict=True))]
    Table(book, columns).write([_row(report, a, said.get(a.code, {}), today) for a in ordered])
    _changes(report, rows)
    closing(report)


def overdue(action: Action, today: dt.date) -> bool:
    """Whether a row should be done by now and is not; a month ends with its last day."""
    if action.status not in _OPEN or not action.deadline:
        return False
    return f"{action.deadline}-31"[:10] < today.isoformat() if len(action.deadline) == 7 else (
        action.deadline < today.isoformat()
    )  # fmt: skip


def last_said(reviews: Sequence[Review]) -> dict[str, Mapping[str, Any]]:
    """Row code → what the last meeting that spoke of it said."""
    found: dict[str, Mapping[str, Any]] = {}
    for review in reviews:
        rows = review.content.get("rows")
        for row in rows if isinstance(rows, tuple) else ():
            if isinstance(row, Mapping) and row.get("row"):
                found[str(row["row"])] = row
    return found


def _figures(report: Report, rows: Sequence[Action], today: dt.date) -> None:
    words, book = report.words, report.book
    done = sum(1 for a in rows if a.status == "done")
    late = sum(1 for a in rows if overdue(a, today) or a.status == "delayed")
    stopped = sum(1 for a in rows if a.status in {"postponed", "dropped"})
    figures = [
        (f"{done}/{len(rows)}", words.gettext(N_("done"))),
        (str(late), words.gettext(N_("overdue or late"))),
        (str(stopped), words.gettext(N_("postponed or dropped"))),
    ]
    book.need(60.0)
    figure_row(book, figures, size=18.0)
    book.y += 14.0


def _row(report: Report, action: Action, said: Mapping[str, Any], today: dt.date) -> Row:
    words = report.words
    status = str(said.get("status") or action.status)
    state = [Part(words.named(STATUSES, status), Style(9.5, "semibold", STATUS_COLOURS.get(status, LIGHT.ink), 1.32))]
    if overdue(action, today):
        state.insert(0, Part("! " + words.gettext(N_("overdue")), _OVERDUE))
    if action.percent is not None:
        state.append(Part(f"{action.percent} %", SMALL))
    spent = _spent(action, said)
    planned = plan.row_total(action) if plan.has_amount(action) else None
    over = spent is not None and planned is not None and spent > planned
    return Row(
        [
            [Part(action.activity, STRONG), Part(joined([action.code, action.owner_role]), SMALL),
             *actions_source(report, action)],
            state,
            list(_deadlines(words, action, said)),
            list(_happened(words, action, said)),
            cell("" if spent is None else words.money(spent), replace(NUMBER, colour=LIGHT.warn) if over else NUMBER),
            cell("" if planned is None else words.money(planned), META),
        ],
        bar="",
        name=place_of(action.id),
    )  # fmt: skip


def _spent(action: Action, said: Mapping[str, Any]) -> int | None:
    if action.spent is not None:
        return action.spent
    actual = said.get("actual_eur")
    return None if actual is None else cents_from_json(actual)


def _deadlines(words: Words, action: Action, said: Mapping[str, Any]) -> Iterator[Part]:
    """The old deadline and the new one, whichever of them the row holds by now."""
    moved = [h for h in action.history if h.get("field") == "deadline"]
    new = str(said.get("new_deadline") or "")
    old = str(moved[-1].get("old") or "") if moved else ""
    if new and new != action.deadline:
        old = action.deadline or ""
    elif old:
        new = action.deadline or ""
    if old and new and old != new:
        yield Part(words.date(old), META)
        yield Part("→ " + words.gettext("new: {date}").format(date=words.date(new)), _NEW)
    elif action.deadline:
        yield Part(words.date(action.deadline), META)


def _happened(words: Words, action: Action, said: Mapping[str, Any]) -> Iterator[Part]:
    note = str(said.get("note") or "")
    if note:
        yield Part(note, BODY)
    reason = action.reason or str(said.get("reason") or "")
    if reason and reason != note:
        yield Part(words.gettext("Reason: {text}").format(text=reason), BODY if not note else SMALL)


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
