"""What a follow-up says in words: promises, statuses with their digits, and what became of a row meeting by meeting."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from koosloome_desktop.model.document import Document
from koosloome_desktop.model.records import Action, Review
from koosloome_desktop.operations.plan_progress import cents_noted
from koosloome_desktop.operations.review import reviews, row_noted
from koosloome_desktop.operations.review_room import Numbers, meeting_numbers, present
from koosloome_desktop.support import locale
from koosloome_desktop.support.clock import from_instant
from koosloome_desktop.support.i18n import N_, _, ngettext
from koosloome_desktop.support.zones import local
from koosloome_desktop.views.plan.words import STATUS_WORDS, status_word

ICONS: Final = {
    "planned": "calendar",
    "in_progress": "play",
    "done": "check",
    "delayed": "triangle-alert",
    "postponed": "clock",
    "dropped": "x",
}
ASKED: Final = {
    "delayed": N_("Why is it late?"),
    "postponed": N_("Why is it postponed?"),
    "dropped": N_("Why is it dropped?"),
}
FIELD_NAMES: Final = {
    "activity": N_("Action"),
    "start": N_("Begins"),
    "deadline": N_("Deadline"),
    "owner_role": N_("Responsible"),
    "organisation": N_("Organisation"),
    "result": N_("Result"),
    "target": N_("Target"),
    "actual": N_("Now"),
    "status": N_("Status"),
    "budget": N_("Budget"),
    "own_contribution": N_("Own contribution"),
    "spent": N_("Spent"),
    "percent": N_("Done"),
}


def day(value: object, lang: str) -> str:
    """A date or month in short; what is none stays as it is, nothing is a dash."""
    text = str(value or "")
    try:
        return locale.date(text, lang) if text else "–"
    except ValueError:
        return text


def meeting_line(review: Review, lang: str) -> str:
    """Date, place, role, how many are there."""
    content, there = review.content, present(review)
    count = ngettext("{count} role present", "{count} roles present", len(there)).format(count=len(there))
    parts = (day(content.get("date"), lang), content.get("place"), content.get("owner_role"), count if there else "")
    return " · ".join(str(p) for p in parts if p)


def counted(by_status: Mapping[str, int]) -> str:
    """``3 tehtud · 4 töös · 1 loobutud``, in the order of the digits."""
    return " · ".join(f"{by_status[s]} {status_word(s)}" for s in STATUS_WORDS if by_status.get(s))


def meeting_numbers_line(review: Review) -> str:
    """What a meeting said, counted."""
    return counted(meeting_numbers(review)) or _("nothing was said about any row")


def money_line(found: Numbers, lang: str) -> str:
    """``6 355 € kulunud 90 900 €-st``."""
    told = _("{spent} spent of {planned}")
    return told.format(spent=locale.money(found.spent, lang), planned=locale.money(found.planned, lang))


def told(action: Action, review: Review, lang: str, *, status: bool = True) -> str:
    """What one meeting noted about a row: its status (or not), reason, moved deadline, what was spent, the remark."""
    noted = row_noted(review, action)
    cents = cents_noted(noted.get("actual_eur"))
    moved = ""
    if noted.get("new_deadline"):
        old = day(noted.get("old_deadline"), lang) if noted.get("old_deadline") else ""
        new = day(noted["new_deadline"], lang)
        moved = f"{old} → {new}" if old else _("new deadline {date}").format(date=new)
    parts = (
        status_word(str(noted.get("status") or "")) if status else "",
        str(noted.get("reason") or ""),
        moved,
        locale.money(cents, lang) if cents is not None else "",
        str(noted.get("note") or ""),
    )
    return " · ".join(p for p in parts if p)


def history(document: Document, action: Action, lang: str, *, without: str = "") -> Iterator[tuple[str, str]]:
    """(when, what) of a row, newest first: what meetings noted, and changes between them. `without` is a review that is
    left out.
    """
    found: list[tuple[str, str, str]] = []
    for review in reviews(document, action.canvas):
        said = told(action, review, lang)
        if said and review.id != without:
            found.append((str(review.content.get("date") or ""), _("meeting"), said))
    for entry in action.history:
        if not entry.get("review"):
            at = str(entry.get("at") or "")
            found.append((_local_day(at), "", changed(entry, lang)))
    for when, kind, said in sorted(found, key=lambda f: f[0], reverse=True):
        yield " · ".join(x for x in (day(when, lang), kind) if x), said


def _local_day(at: str) -> str:
    try:
        return local(from_instant(at)).date().isoformat()
    except ValueError:
        return at[:10]


def changed(entry: Mapping[str, Any], lang: str) -> str:
    """One kept change in words: ``Tähtaeg: 30.06.2026 → 15.12.2026``."""
    field = str(entry.get("field") or "")
    if field == "row":
        return _("added to the plan")
    name = _(FIELD_NAMES[field]) if field in FIELD_NAMES else field
    text = f"{name}: {step_words(field, entry.get('old'), entry.get('new'), lang)}"
    return f"{text} ({entry['reason']})" if entry.get("reason") else text


def step_words(field: str, old: Any, new: Any, lang: str) -> str:
    """``30.06.2026 → 15.12.2026``; only the new value where nothing stood before."""
    now = value_words(field, new, lang)
    return now if old in (None, "") else f"{value_words(field, old, lang)} → {now}"


def value_words(field: str, value: Any, lang: str) -> str:
    """A kept value in words; nothing is a dash."""
    if value in (None, "") or (isinstance(value, Mapping) and not value):
        return "–"
    if field in {"start", "deadline"}:
        return day(value, lang)
    if field == "status":
        return status_word(str(value))
    if field in {"spent", "own_contribution"} and isinstance(value, int):
        return locale.money(value, lang)
    if field == "budget" and isinstance(value, Mapping):
        return locale.money(sum(v for v in value.values() if isinstance(v, int)), lang)
    return f"{value} %" if field == "percent" else str(value)
