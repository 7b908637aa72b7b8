"""Whose journey it is: the fields of a persona, and the header they make.

A persona is no record: the file's object is kept whole in the canvas's `parts`, with keys that nobody here knows.
Fields: domain notes 3.2 (role, situation, need, expectation, barrier, scenario from start to end).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from koosloome_desktop.layout.inputs import CaptionIn
from koosloome_desktop.model.frozen import EMPTY, FrozenMap
from koosloome_desktop.model.records import Canvas
from koosloome_desktop.model.transaction import Transaction
from koosloome_desktop.support.i18n import N_, translator
from koosloome_desktop.support.text import clean

PERSONA: Final = "persona"
FIELDS: Final[dict[str, str]] = {
    "label": N_("Who"),
    "age": N_("Age"),
    "description": N_("Situation"),
    "need": N_("Need"),
    "expectation": N_("Expectation"),
    "barrier": N_("Barrier"),
    "start": N_("Starts when"),
    "end": N_("Ends when"),
}
"""Key in the file → caption, in the order of the form."""


def persona(canvas: Canvas) -> Mapping[str, Any]:
    """The persona as it stands in the file, empty when there is none."""
    found = canvas.parts.get(PERSONA)
    return found if isinstance(found, Mapping) else EMPTY


def persona_text(canvas: Canvas, key: str) -> str:
    """One field as text."""
    value = persona(canvas).get(key)
    return str(value) if isinstance(value, str | int | float) and not isinstance(value, bool) else ""


def set_persona(tx: Transaction, canvas: Canvas, key: str, text: str) -> Canvas:
    """Set one field (cleaned); an empty one takes its key away, and the last one the persona. An age stays a number."""
    current = tx.document.get(canvas.id, Canvas)
    value: str | int = clean(text).text
    if key == "age" and isinstance(value, str) and value.isascii() and value.isdigit():
        value = int(value)
    fields = {k: v for k, v in persona(current).items() if k != key or value != ""}
    if value != "":
        fields[key] = value
    parts = dict(current.parts.items())
    if fields:
        parts[PERSONA] = FrozenMap(fields)
    else:
        parts.pop(PERSONA, None)
    return tx.update(current, parts=FrozenMap(parts))


def persona_in(canvas: Canvas, lang: str) -> CaptionIn | None:
    """The persona as a header: who, their situation, and with their captions what they need, expect and run into."""
    words = translator(lang)
    texts = {k: persona_text(canvas, k) for k in persona(canvas)}
    texts = {k: v for k, v in texts.items() if v}
    title = ", ".join(t for t in (texts.pop("label", "") or texts.pop("name", ""), texts.pop("age", "")) if t)
    scenario = " → ".join(t for t in (texts.pop("start", ""), texts.pop("end", "")) if t)
    first = texts.pop("description", "")
    rest = [f"{words(FIELDS[k])}: {v}" if k in FIELDS else v for k, v in texts.items()]
    if scenario:
        caption = words(N_("From start to end"))
        rest.append(f"{caption}: {scenario}")
    text = "\n".join(t for t in (first, " · ".join(rest)) if t)
    return CaptionIn(title, text) if title or text else None
