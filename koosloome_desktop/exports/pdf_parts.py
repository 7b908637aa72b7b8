"""Parts of a canvas that are no records, as lines of text: whatever a file holds is printed, in the words we have."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from koosloome_desktop.exports.pdf_words import PARTS, Words, joined


def told_lines(words: Words, value: Any) -> Iterator[str]:
    """Every text of a part: texts in several languages once, objects of a list on a line each."""
    if isinstance(value, Mapping) and value and set(value) <= {"et", "en", "ru"}:
        yield words.of(value)
    elif isinstance(value, tuple):
        for inner in value:
            yield _listed(words, inner) if isinstance(inner, Mapping) else str(inner)
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            if inner in (None, "", ()):
                continue
            shown = "; ".join(told_lines(words, inner)) if isinstance(inner, Mapping | tuple) else _value(words, inner)
            yield f"{words.named(PARTS, key)}: {shown}"
    else:
        yield _value(words, value)


def _listed(words: Words, inner: Mapping[str, Any]) -> str:
    """One object of a list on its line; what has a number and a date (an iteration) begins with them, without names."""
    number, date = inner.get("number"), inner.get("date")
    if not (isinstance(number, int) and isinstance(date, str)):
        return ", ".join(told_lines(words, inner))
    focus = words.of(inner.get("focus"))
    rest = {k: v for k, v in inner.items() if k not in {"number", "date", "focus"}}
    return joined([f"{number}. {_value(words, date)}", focus, *told_lines(words, rest)])


def _value(words: Words, value: Any) -> str:
    if isinstance(value, str):
        return words.date(value)
    return words.number(value) if isinstance(value, int | float) and not isinstance(value, bool) else str(value)
