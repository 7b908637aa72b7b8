"""The words of an action plan's table: columns, fields, statuses, and amounts and dates as they stand in cells."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from koosloome_desktop.model.document import Document
from koosloome_desktop.model.records import Action, Note
from koosloome_desktop.operations import plan, queries
from koosloome_desktop.support import locale
from koosloome_desktop.support.i18n import N_, _
from koosloome_desktop.views.count_words import dot_words


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the table. `share` is its part of the spare width, `least` its smallest width in px."""

    field: str
    title: str
    least: int
    share: int
    right: bool = False


COLUMNS: Final = (
    Column("code", "#", 42, 0),
    Column("activity", N_("Action"), 150, 30),
    Column("owner_role", N_("Responsible"), 98, 14),
    Column("partner_roles", N_("Partners"), 92, 14),
    Column("target_group", N_("Target group"), 88, 12),
    Column("result", N_("Result"), 118, 22),
    Column("start", N_("Begins"), 86, 1),
    Column("deadline", N_("Deadline"), 86, 1),
    Column("budget", N_("Budget €"), 80, 4, right=True),
    Column("status", N_("Status"), 106, 2),
)
FIELDS: Final = tuple(c.field for c in COLUMNS)

FIELD_WORDS: Final = {c.field: c.title for c in COLUMNS} | {
    "indicator": N_("Indicator"),
    "funding_source": N_("Funding source"),
    "budget_note": N_("Note on the budget"),
}

STATUS_WORDS: Final = {
    "planned": N_("planned"),
    "in_progress": N_("in progress"),
    "done": N_("done"),
    "delayed": N_("delayed"),
    "postponed": N_("postponed"),
    "dropped": N_("dropped"),
}
STATUS_COLOURS: Final = {
    "planned": ("paper_dot", "ink"),
    "in_progress": ("accent_soft", "accent_text"),
    "done": ("ok_soft", "ok"),
    "delayed": ("bad_soft", "bad"),
    "postponed": ("warn_soft", "warn"),
    "dropped": ("paper_dot", "muted"),
}


def status_word(code: str) -> str:
    """A status in words; one that the program does not know is shown as it is."""
    return _(STATUS_WORDS[code]) if code in STATUS_WORDS else code


def amount(action: Action, lang: str) -> str:
    """What stands in the budget cell: a sum without its sign, the sentence that stands there instead, or nothing."""
    if plan.has_amount(action):
        return locale.money(plan.row_total(action), lang, sign="").strip()
    return action.budget_note or action.budget_text


def cell_text(action: Action, field: str, lang: str) -> str:
    """What stands in a cell."""
    value = getattr(action, field, None)
    if field == "partner_roles":
        return ", ".join(str(p) for p in action.partner_roles)
    if field in {"start", "deadline"}:
        return _date(value, action.time_text if field == "deadline" and not action.start else "", lang)
    if field == "budget":
        return amount(action, lang)
    if field == "status":
        return status_word(action.status)
    return str(value or "")


def _date(value: object, otherwise: str, lang: str) -> str:
    return locale.date(value, lang) if isinstance(value, str) and value else otherwise


def edit_text(action: Action, field: str, lang: str) -> str:
    """What stands in the editor of a cell: several years as ``2026: 300; 2027: 500``."""
    if field == "budget" and len(action.budget) > 1 and action.table_year is None:
        parts = (f"{year}: {locale.money(cents, lang, sign='').strip()}" for year, cents in action.budget.items())
        return "; ".join(parts)
    return cell_text(action, field, lang)


def source_line(document: Document, action: Action) -> str:
    """Where an action came from, under its text: the note's cluster or zone is in the panel; here dots and codes."""
    notes = [n for i in action.sources if isinstance(n := document.find(i), Note)]
    if not notes:
        return ""
    shown = dict.fromkeys((n.canvas, queries.shown_as(document, n.id)) for n in notes)
    dots = sum(queries.votes(document, canvas).get(note, 0) for canvas, note in shown)
    codes = ", ".join(n.code for n in notes if n.code)
    return " · ".join(x for x in (f"↖ {codes}".strip(), dot_words(dots) if dots else "") if x)


def as_tsv(actions: Iterable[Action], fields: Iterable[str], lang: str, *, head: bool = True) -> str:
    """Rows as a table for the clipboard: tabs between cells, one line a row; what would break the table is a space."""
    names = tuple(fields)
    lines = [[_(FIELD_WORDS[f]) for f in names]] if head else []
    lines += [[_flat(cell_text(a, f, lang)) for f in names] for a in actions]
    return "\n".join("\t".join(cells) for cells in lines) + ("\n" if lines else "")


def _flat(text: str) -> str:
    line = " ".join(text.split())
    # A spreadsheet would run what begins like a formula.
    return f"'{line}" if line[:1] in {"=", "+", "@"} or (line[:1] == "-" and not line[1:2].isdigit()) else line
