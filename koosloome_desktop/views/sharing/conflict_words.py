"""What was changed in two places, in words: which record, which field, and the values as people know them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from koosloome_desktop.model.document import Document
from koosloome_desktop.model.records import Action, Canvas, Cluster, Conflict, Note, Record
from koosloome_desktop.support.i18n import N_, _
from koosloome_desktop.views.canvas_words import canvas_title, stage_title, zone_title
from koosloome_desktop.views.count_words import short
from koosloome_desktop.views.plan.review_words import value_words
from koosloome_desktop.views.plan.words import FIELD_WORDS

_FIELDS: Final = {
    "text": N_("Text"),
    "second": N_("Text in the other language"),
    "title": N_("Title"),
    "label": N_("Title"),
    "name": N_("Title"),
    "zone": N_("Zone"),
    "stage": N_("Stage"),
    "parent": N_("Hangs under"),
    "canvas": N_("Canvas"),
    "focus_question": N_("Question"),
    "goal": N_("Goal"),
    "order": N_("Place in the order"),
    "x": N_("Place"),
    "y": N_("Place"),
    "ring": N_("Ring of the map"),
    "votes": N_("Votes"),
    "count": N_("Votes"),
    "value": N_("Feeling"),
    "photo": N_("Photo"),
    "group": N_("Group"),
    "notes": N_("Notes"),
}
_RECORDS: Final = {
    "note": N_("Note"),
    "action": N_("Action"),
    "cluster": N_("Topic"),
    "canvas": N_("Canvas"),
    "track": N_("Zone"),
    "workshop": N_("Workshop"),
    "session": N_("Session"),
    "agenda_item": N_("Block of the agenda"),
    "person": N_("Participant"),
    "milestone": N_("Milestone"),
    "tally": N_("Votes"),
}


def field_word(record: Record, name: str) -> str:
    """A field as people call it; one without a word is called a detail."""
    known = FIELD_WORDS.get(name) if isinstance(record, Action) else None
    word = known or _FIELDS.get(name)
    return _(word) if word else _("Detail")


def clash_place(kind: str, code: str, name: str) -> str:
    """``Märge P07 · Tekst``, of a place in a file that is not here yet."""
    word = FIELD_WORDS.get(name) if kind == "action" else None
    named = _(word or _FIELDS[name]) if word or name in _FIELDS else _("Detail")
    return f"{_(_RECORDS[kind]) if kind in _RECORDS else ''} {code} · {named}".strip()


def place_line(document: Document, record: Record, name: str, lang: str) -> str:
    """``Probleemikaart · Märge P07 · Tekst``."""
    canvas = document.find(str(getattr(record, "canvas", "")))
    where = canvas_title(canvas, lang) if isinstance(canvas, Canvas) else ""
    kind = _(_RECORDS[record.kind]) if record.kind in _RECORDS else ""
    what = f"{kind} {getattr(record, 'code', '')}".strip()
    return " · ".join(x for x in (where, what, field_word(record, name)) if x)


def about(record: Record, name: str, lang: str) -> str:
    """The beginning of what the record says, where that is not the field in question."""
    if name in {"text", "activity", "label", "title"}:
        return ""
    return short(_spoken(record, lang), 120)


def shown_value(document: Document, conflict: Conflict, value: Any, lang: str) -> str:
    """A value as people know it; nothing is told as such."""
    record, name = document.find(conflict.target), conflict.field
    canvas = document.find(str(getattr(record, "canvas", "")))
    if isinstance(record, Action):
        words = value_words(name, value, lang)
        text = "" if words == "–" else _joined(document, value, lang) if isinstance(value, tuple) else words
    elif isinstance(canvas, Canvas) and name == "zone" and value:
        text = zone_title(document, canvas, str(value), lang)
    elif isinstance(canvas, Canvas) and name == "stage" and value:
        text = stage_title(document, canvas, str(value))
    else:
        text = _joined(document, value, lang)
    return text or _("(empty)")


def _joined(document: Document, value: Any, lang: str) -> str:
    if isinstance(value, Mapping):
        own = value.get(lang)
        return str(own) if own else ", ".join(f"{k}: {_joined(document, v, lang)}" for k, v in value.items())
    if isinstance(value, tuple | list):
        return ", ".join(_joined(document, v, lang) for v in value)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    named = document.find(value) if isinstance(value, str) and value else None
    return short(_spoken(named, lang)) if named is not None else "" if value is None else str(value)


def _spoken(record: Record, lang: str) -> str:
    if isinstance(record, Note):
        return record.text
    if isinstance(record, Canvas):
        return canvas_title(record, lang)
    if isinstance(record, Cluster):
        return record.label
    for name in ("activity", "title", "label", "name", "role", "code"):
        said = getattr(record, name, "")
        if isinstance(said, Mapping):
            said = said.get(lang, "")
        if said:
            return str(said)
    return ""
