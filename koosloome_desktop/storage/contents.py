"""What of a record goes into typed columns: title, due date, status, folded search text; and a workshop's own row."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from koosloome_desktop.model.frozen import FrozenMap
from koosloome_desktop.model.payload import dumps, payload_of
from koosloome_desktop.model.records import (
    Action,
    Canvas,
    Milestone,
    Record,
    Review,
    Session,
    Submission,
    Workshop,
)
from koosloome_desktop.support.text import fold

TITLE_LENGTH: Final = 200
"""Characters of a record's title column."""

_TITLE: Final[dict[str, str]] = {
    "note": "text",
    "action": "activity",
    "milestone": "text",
    "canvas": "title",
    "cluster": "label",
    "agenda_item": "title",
    "track": "name",
    "ballot": "title",
    "group": "name",
    "person": "role",
}
_SEARCHED: Final[dict[str, tuple[str, ...]]] = {
    "workshop": (
        "code", "title", "theme", "place", "goal", "municipality", "expected_results", "agreements", "programme",
    ),
    "agenda_item": ("title", "method"),
    "canvas": ("title", "focus_question", "goal", "result_indicators"),
    "track": ("label", "name"),
    "note": ("code", "text"),
    "cluster": ("label",),
    "action": (
        "code", "activity", "owner_role", "partner_roles", "result", "indicator", "target_group", "funding_source",
        "budget_note",
    ),
    "milestone": ("text",),
    "plan_table": ("before_text", "after_text"),
}  # fmt: skip
"""The fields that a search looks into: no names of people, and nothing from phones before it is accepted."""


def in_own_language(value: Mapping[str, Any], language: str) -> str:
    """The text of a {language: text} value: in `language`, else Estonian, English, or the first there is."""
    for key in (language, "et", "en", *value):
        text = value.get(key)
        if isinstance(text, str) and text:
            return text
    return ""


def record_row(record: Record, workshop: str, rev: int, actor: str) -> dict[str, Any]:
    """The row of a living record."""
    return {
        "workshop": workshop,
        "id": record.id,
        "kind": record.kind,
        "canvas": getattr(record, "canvas", ""),
        "sort": record.order,
        "rev": rev,
        "actor": actor,
        # A note's first line is in its payload already; lists and overviews are of other kinds.
        "title": "" if record.kind == "note" else title_of(record),
        "due": _due(record),
        "status": _status(record),
        "search": search_text(record),
        "version": record.version,
        "payload": dumps(payload_of(record)),
        "tombstone": 0,
    }


def title_of(record: Record) -> str:
    """The first line of what a record is called, at most 200 characters."""
    if isinstance(record, Workshop):
        text = in_own_language(record.title, record.language)
    else:
        text = getattr(record, _TITLE[record.kind]) if record.kind in _TITLE else ""
    return _storable(text.partition("\n")[0][:TITLE_LENGTH])


def search_text(record: Record) -> str:
    """Everything in a record that a search looks into, folded; parts stand on lines of their own."""
    parts = (fold(text) for name in _SEARCHED.get(record.kind, ()) for text in _texts(getattr(record, name)))
    return _storable("\n".join(part for part in parts if part))


def _texts(value: Any) -> Iterable[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, FrozenMap):
        for part in value.values():
            yield from _texts(part)
    elif isinstance(value, tuple):
        for part in value:
            yield from _texts(part)


def _storable(text: str) -> str:
    # PostgreSQL cannot store NUL; the doors refuse it, so this only guards a column that can be computed again.
    return text.replace("\0", "")


def _due(record: Record) -> str | None:
    if isinstance(record, Action):
        return record.deadline or None
    if isinstance(record, Milestone):
        return record.due or None
    if isinstance(record, Canvas):
        said = record.parts.get("next_review")
        return _text_of(said, "date")
    if isinstance(record, Review):
        return _text_of(record.content, "date")
    return None


def _text_of(value: Any, key: str) -> str | None:
    found = value.get(key) if isinstance(value, Mapping) else None
    return found if isinstance(found, str) and found else None


def _status(record: Record) -> str:
    if isinstance(record, Action):
        return record.status
    if isinstance(record, Milestone):
        return "done" if record.done else ""
    if isinstance(record, Submission):
        return record.state
    if isinstance(record, Review):
        return "open" if record.content.get("open") else "done"
    return ""


def workshop_columns(workshop: Workshop, sessions: Iterable[Session]) -> dict[str, Any]:
    """The columns of a workshop's row that follow from its own record and its sessions."""
    dates = sorted(session.date for session in sessions if session.date)
    present = workshop.participants_present
    return {
        "code": workshop.code,
        "title": title_of(workshop),
        "date": dates[0] if dates else "",
        "place": _storable(workshop.place),
        "participants": present if present is not None else workshop.participants_planned,
        "sample": int(workshop.sample),
    }
