"""A small reader of gettext catalogues, so that a checkout needs no build step.

Source of the formats: GNU gettext manual, "The Format of PO Files" and "The Format of GNU MO Files". Reading a .po file
gives entries; `mo_bytes` packs them as the .mo file that the standard library's gettext understands.
"""

from __future__ import annotations

import ast
import struct
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_KEYWORDS = ("msgctxt", "msgid_plural", "msgid", "msgstr")


@dataclass(frozen=True, slots=True)
class PoEntry:
    """One message: `forms` has one translation, or one for each plural form; the header is the one with an empty id."""

    msgid: str
    plural: str | None = None
    context: str | None = None
    forms: tuple[str, ...] = ("",)
    fuzzy: bool = False

    @property
    def missing(self) -> bool:
        """Whether any of its forms is not translated."""
        return not all(self.forms)


class PoSyntaxError(ValueError):
    """The catalogue cannot be read; the message names the line."""


def parse_po(text: str) -> list[PoEntry]:
    """All living entries of a .po file in file order, the header first where there is one; obsolete ones are left out.

    Raises PoSyntaxError with the line number.
    """
    return [_entry(fields, flags) for fields, flags in _blocks(text)]


def _blocks(text: str) -> Iterator[tuple[dict[str, str], set[str]]]:
    fields: dict[str, str] = {}
    flags: set[str] = set()
    key = ""
    for number, raw in enumerate(text.split("\n"), start=1):
        line = raw.strip()
        starts_anew = not line or line.startswith(("#", "msgctxt", "msgid "))
        if starts_anew and any(name.startswith("msgstr") for name in fields):
            yield fields, flags
            fields, flags, key = {}, set(), ""
        if line.startswith("#,"):
            flags |= {flag.strip() for flag in line[2:].split(",")}
        elif line.startswith('"'):
            if not key:
                raise PoSyntaxError(f"line {number}: text without a keyword")
            fields[key] += _quoted(line, number)
        elif line and not line.startswith("#"):
            key, value = _keyword(line, number)
            if key in fields:
                raise PoSyntaxError(f"line {number}: {key} twice in one entry")
            fields[key] = _quoted(value, number)
    if any(name.startswith("msgstr") for name in fields):
        yield fields, flags
    elif fields:
        raise PoSyntaxError("the last entry has no msgstr")


def _keyword(line: str, number: int) -> tuple[str, str]:
    word, _, rest = line.partition(" ")
    if word.partition("[")[0] not in _KEYWORDS or not rest:
        raise PoSyntaxError(f"line {number}: {word!r} is no keyword of a catalogue")
    return word, rest.strip()


def _quoted(literal: str, number: int) -> str:
    if len(literal) < 2 or not (literal.startswith('"') and literal.endswith('"')):
        raise PoSyntaxError(f"line {number}: a quoted text was expected")
    inner = literal[1:-1]
    if "\\" not in inner and '"' not in inner:
        return inner  # most lines
    try:
        # PO strings use C escapes; a Python literal reads the ones that catalogues contain (\n \t \" \\) the same way.
        value = ast.literal_eval(literal)
    except (SyntaxError, ValueError) as error:
        raise PoSyntaxError(f"line {number}: the quoted text cannot be read") from error
    return str(value)


def _entry(fields: dict[str, str], flags: set[str]) -> PoEntry:
    if "msgid" not in fields:
        raise PoSyntaxError(f"an entry has no msgid: {fields}")
    plural = fields.get("msgid_plural")
    names = ["msgstr"] if plural is None else sorted(name for name in fields if name.startswith("msgstr["))
    forms = tuple(fields.get(name, "") for name in names) or ("",)
    return PoEntry(fields["msgid"], plural, fields.get("msgctxt"), forms, "fuzzy" in flags)


def mo_bytes(entries: Iterable[PoEntry]) -> bytes:
    """The entries as a .mo file (little-endian, revision 0); what is fuzzy or missing is left out and falls back to its
    id.
    """
    pairs = sorted(_pair(entry) for entry in entries if entry.msgid == "" or not (entry.fuzzy or entry.missing))
    count = len(pairs)
    header = struct.pack("<7I", 0x950412DE, 0, count, 28, 28 + 8 * count, 0, 0)
    offset = 28 + 16 * count
    tables: list[bytes] = []
    body: list[bytes] = []
    for column in (0, 1):
        for pair in pairs:
            data = pair[column]
            tables.append(struct.pack("<2I", len(data), offset))
            body.append(data + b"\0")
            offset += len(data) + 1
    return header + b"".join(tables) + b"".join(body)


def _pair(entry: PoEntry) -> tuple[bytes, bytes]:
    key = entry.msgid if entry.context is None else f"{entry.context}\x04{entry.msgid}"
    if entry.plural is not None:
        key += f"\0{entry.plural}"
    return key.encode(), "\0".join(entry.forms).encode()
