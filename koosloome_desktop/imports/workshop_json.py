"""The door for JSON files: bytes → a cleaned JSON object, or one clear refusal.

Everything that can be wrong with a file is told here (unreadable, too large, not text, not JSON, broken off, too deep,
numbers that are none); what the object means is `services.workshop_file`'s business.
"""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any, Final

from koosloome_desktop.imports.patience import read_patiently
from koosloome_desktop.support.errors import RefusedInput
from koosloome_desktop.support.i18n import _
from koosloome_desktop.support.reasons import reason
from koosloome_desktop.support.text import TextTooLong, clean

MAX_BYTES: Final = 64 * 1024 * 1024
MAX_DEPTH: Final = 60
MAX_OBJECTS: Final = 200_000
MAX_QUOTES: Final = 1_500_000
MAX_COMMAS: Final = 2_000_000
"""More objects and lists, ends of texts, values than this are no workshop: ten thousand notes with ten keys each are
10,000, 300,000 and 100,000. Counted in the bytes before anything is made of them: 60 MB of ``{},`` were four gigabytes
of memory and minutes of time."""
MAX_INTEGER: Final = 2**63 - 1
"""Larger whole numbers cannot be stored by every database."""


class DoubledKey(ValueError):
    """An object names one key twice: keeping only the last would lose a value."""


def read_bytes(path: Path, limit: int = MAX_BYTES) -> bytes:
    """The content of a file under a size limit; RefusedInput tells what is in the way."""
    hint = _("Nothing was imported; choose another file.")
    try:
        content = read_patiently(path, limit)
    except OSError as error:
        told = _("the file cannot be read ({reason})").format(reason=reason(error))
        raise RefusedInput(told, place=str(path), hint=hint) from error
    if len(content) > limit:
        told = _("the file is larger than {size} MB").format(size=limit // (1024 * 1024))
        raise RefusedInput(told, place=str(path), hint=hint)
    return content


def parse(content: bytes) -> tuple[Any, int]:
    """(the cleaned value, how many characters had to be replaced) of a JSON file's bytes."""
    hint = _("Nothing was imported; ask for the file again or mend it at this place.")
    containers = content.count(b"{") + content.count(b"[")
    if containers > MAX_OBJECTS or content.count(b'"') > MAX_QUOTES or content.count(b",") > MAX_COMMAS:
        raise RefusedInput(_("the file holds more values than a workshop has"), hint=hint)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        told = _("the file is not UTF-8 text (byte {offset})").format(offset=error.start)
        raise RefusedInput(told, hint=hint) from error
    if not text.strip():
        raise RefusedInput(_("the file is empty"), hint=hint)
    try:
        value = json.loads(text, parse_constant=_no_constant, parse_float=_finite, object_pairs_hook=_pairs)
    except json.JSONDecodeError as error:
        place = _("line {line}, column {column}").format(line=error.lineno, column=error.colno)
        raise RefusedInput(
            _("this is not whole JSON: the file is damaged or broken off"), place=place, hint=hint
        ) from error
    except DoubledKey as error:
        raise RefusedInput(_("the key {key} stands twice").format(key=error), hint=hint) from error
    except RecursionError as error:
        raise RefusedInput(_("the file is nested too deeply"), hint=hint) from error
    except ValueError as error:
        raise RefusedInput(_("the file holds a number that is none"), hint=hint) from error
    cleaner = _Cleaner()
    return cleaner.value(value, "", 0), cleaner.replaced


def _no_constant(name: str) -> Any:
    raise ValueError(name)


def _finite(text: str) -> float:
    """A number with a point or a power; one too large to be held ("1e999") could not be written again."""
    value = float(text)
    if not math.isfinite(value):
        raise ValueError(text)
    return value


def _pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    result = dict(pairs)
    if len(result) != len(pairs):
        seen: set[str] = set()
        raise DoubledKey(next(k for k, _value in pairs if k in seen or seen.add(k)))  # type: ignore[func-returns-value]
    return result


class _Cleaner:
    """Brings every text of a file through the one text door."""

    def __init__(self) -> None:
        self.replaced = 0

    def value(self, value: Any, place: str, depth: int) -> Any:
        if depth > MAX_DEPTH:
            raise RefusedInput(_("the file is nested too deeply"), place=place)
        if isinstance(value, str):
            return self._text(value, place)
        if isinstance(value, dict):
            return {
                self._text(k, place): self.value(v, f"{place}.{k}" if place else k, depth + 1) for k, v in value.items()
            }
        if isinstance(value, list):
            return [self.value(v, f"{place}[{i}]", depth + 1) for i, v in enumerate(value)]
        if isinstance(value, int) and abs(value) > MAX_INTEGER:
            raise RefusedInput(_("the number is too large"), place=place)
        return value

    def _text(self, text: str, place: str) -> str:
        try:
            cleaned = clean(text)
        except TextTooLong as error:
            raise RefusedInput(error.message, place=place, hint=error.hint) from error
        self.replaced += cleaned.replaced
        return cleaned.text
