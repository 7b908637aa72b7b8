"""What stands behind the table of a plan: the follow-up, RASCI, and what the program noticed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from koosloome_desktop.exports.pdf_frame import BODY, FACT, NUMBER, SMALL, STRONG, Style
from koosloome_desktop.exports.pdf_lists import META
from koosloome_desktop.exports.pdf_report import Report
from koosloome_desktop.exports.pdf_table import Column, Part, Row, Table, cell, widths
from koosloome_desktop.exports.pdf_words import STATUSES, Words, joined
from koosloome_desktop.model.frozen import FrozenMap
from koosloome_desktop.model.records import Action, Canvas, PlanTable, Review
from koosloome_desktop.operations import plan
from koosloome_desktop.operations.checks_plan import check_plan, check_rasci
from koosloome_desktop.operations.findings import Finding
from koosloome_desktop.operations.money import cents_from_json
from koosloome_desktop.support.i18n import N_
from koosloome_desktop.support.palette import LIGHT

STATUS_COLOURS = {
    "done": LIGHT.ok,
    "in_progress": LIGHT.accent_text,
    "delayed": LIGHT.warn,
    "postponed": LIGHT.warn,
    "dropped": LIGHT.muted,
}

_APART = 3
"""So many rows with the same remark are still told one by one."""


def follow_up(report: Report, review: Review, rows: Sequence[Action]) -> None:
    """A follow-up meeting: what became of each row, what was spent, what the new deadline is."""
    words, book, content = report.words, report.book, review.content
    title = words.gettext("Follow-up")
    facts = [words.date_long(str(content.get("date") or "")) if content.get("date") else ""]
    facts += [str(content.get(k) or "") for k in ("place", "owner_role")]
    book.heading(title, keep=100.0, mark=True)
    book.paragraph(joined(facts), FACT)
    book.gap(4.0)
    by_code = {a.code: a for a in rows}
    said = content.get("rows")
    objects = [one for one in said if isinstance(one, Mapping)] if isinstance(said, tuple) else []
    lines = [_review_row(words, one, by_code.get(str(one.get("row", "")))) for one in objects]
    names = (N_("Activity"), N_("State"), N_("Deadline"), N_("What happened"), N_("Spent"), N_("Planned"))
    titles = [words.gettext(n) for n in names]
    sizes = widths(book.width, [-1.1, 84.0, 92.0, -1.3, 78.0, 78.0])
    columns = [Column(t, s, "right" if i > 3 else "left") for i, (t, s) in enumerate(zip(titles, sizes, strict=True))]
    Table(book, columns).write(lines)
    rest = [
        f"{k}: {v}"
        for k, v in content.items()
        if k not in {"date", "place", "owner_role", "rows"} and isinstance(v, str)
    ]
    if rest:
        book.gap(6.0)
        book.bullets(rest, BODY)


def _review_row(words: Words, one: Mapping[str, Any], action: Action | None) -> Row:
    status = str(one.get("status") or "")
    colour = STATUS_COLOURS.get(status, LIGHT.ink)
    deadline = [Part(words.date(action.deadline), META)] if action is not None and action.deadline else []
    if one.get("new_deadline"):
        told = words.gettext("new: {date}").format(date=words.date(str(one["new_deadline"])))
        deadline.append(Part(told, replace(META, weight="semibold", colour=LIGHT.warn)))
    spent = one.get("actual_eur")
    planned = plan.row_total(action) if action is not None and plan.has_amount(action) else None
    actual = None if spent is None else cents_from_json(spent)
    over = actual is not None and planned is not None and actual > planned
    money = "" if actual is None else words.money(actual)
    name = action.activity if action is not None else str(one.get("row", ""))
    return Row(
        [
            (Part(name, STRONG), Part(str(one.get("row", "")), SMALL)),
            cell(words.named(STATUSES, status), Style(9.5, "semibold", colour, 1.32)),
            deadline,
            cell(str(one.get("note") or ""), BODY),
            cell(money, replace(NUMBER, colour=LIGHT.warn) if over else NUMBER),
            cell("" if planned is None else words.money(planned), META),
        ]
    )


def rasci_table(report: Report, canvas: Canvas, rows: Sequence[Action]) -> None:
    """Who does what: a row per action, a column per role."""
    words, book = report.words, report.book
    rasci = canvas.parts.get("rasci")
    if not isinstance(rasci, Mapping):
        return
    roles, matrix = rasci.get("roles"), rasci.get("matrix")
    if not isinstance(roles, tuple) or not isinstance(matrix, Mapping) or not roles:
        return
    book.heading("RASCI", keep=100.0, mark=True)
    by_code = {a.code: a.activity for a in rows}
    lines = []
    for code, letters in matrix.items():
        shown = [str(x) for x in letters] if isinstance(letters, tuple) else [str(letters)]
        shown += [""] * (len(roles) - len(shown))
        marks = [
            cell(x, Style(10.0, "bold" if x in {"A", "R"} else "regular", LIGHT.accent_text if x == "A" else LIGHT.ink))
            for x in shown[: len(roles)]
        ]
        lines.append(Row([cell(joined([code, by_code.get(code, "")]), BODY), *marks]))
    sizes = widths(book.width, [-3.2, *([-1.0] * len(roles))])
    columns = [
        Column(words.gettext("Activity"), sizes[0]),
        *(Column(str(r), s, "centre") for r, s in zip(roles, sizes[1:], strict=True)),
    ]
    Table(book, columns).write(lines)
    legend = rasci.get("legend")
    if isinstance(legend, Mapping):
        book.gap(5.0)
        book.paragraph(joined(f"{k} {v}" for k, v in legend.items()), FACT)


def noticed(report: Report, canvas: Canvas, rows: Sequence[Action]) -> None:
    """What the program noticed by itself, as a quiet list: people decide."""
    words, book = report.words, report.book
    found = check_plan(rows, report.document.within(PlanTable, canvas.id), canvas=canvas.code)
    rasci = canvas.parts.get("rasci")
    matrix = rasci.get("matrix") if isinstance(rasci, Mapping) else None
    if isinstance(matrix, FrozenMap):
        found += check_rasci({k: list(v) if isinstance(v, tuple) else v for k, v in matrix.items()}, canvas=canvas.code)
    if not found:
        return
    book.heading(words.gettext("What the program noticed"), keep=50.0)
    book.bullets(list(_told_together(words, found, len(rows))), replace(BODY, size=9.0, colour=LIGHT.muted))


def _told_together(words: Words, found: Sequence[Finding], count: int) -> Iterator[str]:
    """The findings in order; the same remark about many rows is made once, before the first of them. `count`: how many
    rows the plan has.
    """
    rows: dict[str, list[str]] = {}
    for finding in found:
        if set(finding.values) == {"row"}:
            rows.setdefault(finding.text_id, []).append(str(finding.values["row"]))
    for finding in found:
        same = rows.get(finding.text_id, [])
        if set(finding.values) != {"row"} or len(same) <= _APART:
            yield told(words, finding)
        elif same[0] == finding.values["row"]:
            every = words.gettext("All rows ({count})").format(count=count)
            yield words.gettext(finding.text_id).format(row=every if len(same) == count else ", ".join(same))


def told(words: Words, finding: Finding) -> str:
    """The sentence of a finding in the report's language."""
    return finding.text(words.lang)
