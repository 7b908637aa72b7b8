"""The table of a plan in one of the column sets that offices know (`plan_columns`), with its sums in the last row."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from koosloome_desktop.exports.pdf_frame import BODY, SMALL, STRONG, Style
from koosloome_desktop.exports.pdf_report import Report, place_of
from koosloome_desktop.exports.pdf_table import HEAD, PAD_X, Cell, Column, Part, Row, Table, cell
from koosloome_desktop.exports.plan_columns import PlanColumn, PlanFacts
from koosloome_desktop.layout.metrics import measure
from koosloome_desktop.model.records import Action, PlanTable
from koosloome_desktop.operations import plan
from koosloome_desktop.support.palette import LIGHT

_LETTERS: Final = ((9, BODY.size), (14, 8.0), (99, 7.2))
"""Below so many columns the letters are so large (points); never under 7."""
_UNBROKEN: Final = frozenset({"code", "time", "start", "deadline", "status", "percent", "votes"})
_LONG: Final = 28
_AMPLE: Final = 1 / 3
_TICK: Final = re.compile("^([☐☑]) ")
"""A box stays on the line of what it is for."""
_MOST: Final = 110.0
_WARN: Final = Style(8.2, "semibold", LIGHT.warn, 1.28)


def set_table(
    report: Report, facts: PlanFacts, name: str, rows: Sequence[Action], table: PlanTable | None, told: Sequence[str]
) -> None:
    """One table; `told` are remarks on its sum (rows without an amount, another sum stated)."""
    found = facts.columns(name, rows, table)
    size = _letters(report.book.width, facts, found, rows)
    sizes, _room = _sizes(report.book.width, facts, found, rows, size)
    columns = [Column(c.title, s, "right" if c.money else "left") for c, s in zip(found, sizes, strict=True)]
    lines = [Row([_cell(facts, a, c, size) for c in found], name=place_of(a.id)) for a in rows]
    if any(c.money for c in found):
        lines.append(_sums(report, found, rows, size, told))
    Table(report.book, columns, head=_head(size)).write(lines)


def _head(size: float) -> Style:
    """The titles over letters of a size: a little larger, as everywhere."""
    return replace(HEAD, size=min(HEAD.size, size + 0.6))


def _letters(total: float, facts: PlanFacts, found: Sequence[PlanColumn], rows: Sequence[Action]) -> float:
    """Points: by the number of columns, larger where a third of the width would be left even then (few words, A3)."""
    usual = next(size for most, size in _LETTERS if len(found) < most)
    larger = (size for _most, size in _LETTERS if size > usual)
    return next((s for s in larger if _sizes(total, facts, found, rows, s)[1] > total * _AMPLE), usual)


def _sizes(
    total: float, facts: PlanFacts, found: Sequence[PlanColumn], rows: Sequence[Action], size: float
) -> tuple[list[float], float]:
    """Each column as wide as its longest word, money and dates as their whole text; what is left goes by shares. Gives
    what was left, too (below 0: words are hyphenated).
    """
    least, sums = [], plan.totals(rows)
    for column in found:
        texts = [facts.text(a, column.key) for a in rows]
        whole = column.money or column.key in _UNBROKEN
        texts += [facts.words.money(_sum_of(column.key, rows, sums) or 0)] if column.money else []
        pieces = [p for t in texts for p in (t.split("\n") if whole else t.split()) if len(p) < _LONG]
        wide = max((measure(p, size, "semibold") for p in pieces), default=0.0)
        title = _head(size)
        head = max((measure(w, title.size, title.weight) for w in column.title.split()), default=0.0)
        least.append(min(max(wide, head), _MOST) + 2 * PAD_X + 1.0)
    rest = total - sum(least)
    shares = [_share(facts, rows, c) for c in found]
    if rest <= 0:  # words are hyphenated, figures and dates are not
        stiff = [c.money or c.key in _UNBROKEN for c in found]
        kept = sum(w for w, whole in zip(least, stiff, strict=True) if whole)
        soft = (total - kept) / ((sum(least) - kept) or 1.0)
        return [w if whole else w * soft for w, whole in zip(least, stiff, strict=True)], rest
    return [w + rest * share / (sum(shares) or 1.0) for w, share in zip(least, shares, strict=True)], rest


def _share(facts: PlanFacts, rows: Sequence[Action], column: PlanColumn) -> float:
    """The part of the free width that a column gets; one of money only where a sentence stands for an amount."""
    if column.key in _UNBROKEN:
        return 0.0
    if column.money:
        return 0.8 if any(len(facts.text(a, column.key)) >= _LONG for a in rows) else 0.0
    return column.share


def _cell(facts: PlanFacts, action: Action, column: PlanColumn, size: float) -> Cell:
    style = replace(STRONG if column.key == "activity" else BODY, size=size)
    lines = [line.strip() for line in facts.text(action, column.key).split("\n") if line.strip()]
    lines = [_TICK.sub("\\1\u00a0", line) for line in lines]
    return [Part(line, style) for line in lines] or [Part("–", replace(SMALL, size=size))]


def _sums(report: Report, found: Sequence[PlanColumn], rows: Sequence[Action], size: float, told: Sequence[str]) -> Row:
    """The last row: every column of money with its sum, the remarks below the first words."""
    words, sums = report.words, plan.totals(rows)
    strong = Style(size, "bold", LIGHT.ink, 1.32)
    cells: list[Cell] = []
    for column in found:
        cents = _sum_of(column.key, rows, sums)
        cells.append(cell(words.money(cents), strong) if cents is not None else ())
    first = next((i for i, c in enumerate(found) if c.key == "activity"), 0)
    cells[first] = [Part(words.gettext("Budget in all"), strong), *(Part(t, _WARN) for t in told)]
    return Row(cells, role="total")


def _sum_of(key: str, rows: Sequence[Action], sums: plan.PlanTotals) -> int | None:
    if key.startswith("year:"):
        return sums.by_year.get(key.removeprefix("year:"), 0)
    if key in {"budget", "total"}:
        return sums.total
    if key in {"own_contribution", "spent"}:
        return sum(getattr(a, key) or 0 for a in rows)
    return None
