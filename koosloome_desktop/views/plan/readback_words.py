"""What stands around the sentence of the read-back: agreed or not, what changed since, where the row comes from."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from koosloome_desktop.model.document import Document
from koosloome_desktop.model.records import Action, Note
from koosloome_desktop.operations import queries
from koosloome_desktop.operations.dates_partial import valid_partial
from koosloome_desktop.operations.drafts import changed_since_agreed
from koosloome_desktop.support import locale
from koosloome_desktop.support.clock import from_instant
from koosloome_desktop.support.i18n import N_, _
from koosloome_desktop.views.count_words import dot_words
from koosloome_desktop.views.plan.words import status_word

PIECES: Final = {
    "owner_role": N_("Responsible"),
    "activity": N_("Action"),
    "deadline": N_("Deadline"),
    "budget": N_("Budget"),
    "funding_source": N_("Funding source"),
    "result": N_("Result"),
}


def to_read(actions: Iterable[Action]) -> list[Action]:
    """The rows that are read out: all but those that were dropped."""
    return [a for a in actions if a.status != "dropped"]


def agreed_words(action: Action, lang: str) -> tuple[str, str]:
    """Whether a row was agreed to and when, with the token of its colour; what changed since is told."""
    if not action.agreed_at:
        return (_("proposed, not confirmed"), "warn") if action.draft else ("", "muted")
    if not changed_since_agreed(action):
        words = _("agreed {time}").format(time=_time(action.agreed_at, lang))
        return f"✓ {words}", "ok"
    entry = next(e for e in reversed(action.history) if str(e.get("at") or "") > action.agreed_at)
    field = str(entry.get("field") or "")
    before = _shown(entry.get("old"), field, lang)
    told = _("changed after it was agreed: {field} was {before}")
    return told.format(field=_field(field), before=before or "–"), "warn"


def _time(at: str, lang: str) -> str:
    try:
        return locale.date_time(from_instant(at), lang)
    except ValueError:
        return at


def _field(field: str) -> str:
    from koosloome_desktop.views.plan.words import FIELD_WORDS

    return _(FIELD_WORDS.get(field, field)).lower() if field in FIELD_WORDS else field


def _shown(value: Any, field: str, lang: str) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, str) and valid_partial(value):
        return locale.date(value, lang)
    if field == "status":
        return status_word(str(value))
    if hasattr(value, "values"):
        return locale.money(sum(value.values()), lang)
    return (
        locale.money(value, lang) if isinstance(value, int) and field in {"spent", "own_contribution"} else str(value)
    )


def source_lines(document: Document, action: Action) -> list[str]:
    """The notes that a row comes from, whole, each with its dots."""
    lines = []
    for note in (n for i in action.sources if isinstance(n := document.find(i), Note)):
        dots = queries.votes(document, note.canvas).get(queries.shown_as(document, note.id), 0) if note.canvas else 0
        parts = [f"↖ {note.code}  “{note.text}”" if note.code else f"↖ “{note.text}”"]
        lines.append(" · ".join([*parts, dot_words(dots)] if dots else parts))
    return lines
