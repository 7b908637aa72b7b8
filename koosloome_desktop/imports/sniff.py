"""From bytes or pasted text to rows of cells: encoding, separator, quoted cells.

What is guessed is stated (`Sheet.encoding`, `Sheet.guessed`, `Sheet.separator`), so that a preview can say it. Numbers
of rows are those that a spreadsheet shows: a quoted cell with line breaks is one row, a blank line is one too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Final

from koosloome_desktop.imports.grid import RawRow, Scorer, Sheet
from koosloome_desktop.imports.limits import check_row, check_size, cleaned, row_place
from koosloome_desktop.support.errors import RefusedInput
from koosloome_desktop.support.i18n import _

SEPARATORS: Final = ("\t", ";", ",", "|")
"""In the order in which they win when nothing else decides."""

_SAMPLE_CHARS: Final = 200_000
_SAMPLE_ROWS: Final = 400


@dataclass(frozen=True, slots=True)
class Decoded:
    """A file's text, the name of its encoding, and whether that was a guess."""

    text: str
    encoding: str
    guessed: bool = False


def read_sheet(data: bytes | str, scorer: Scorer, *, encoding: str = "", separator: str = "") -> Sheet:
    """Decode, choose the separator under which `scorer` recognises most, and split into rows.

    `encoding` and `separator` are those that people chose. Raises RefusedInput for what is too large, empty or no text.
    """
    check_size(len(data))
    decoded = decode(data, encoding) if isinstance(data, bytes) else Decoded(data.removeprefix("\ufeff"), "text")
    text = decoded.text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise RefusedInput(_("The file is empty."))
    separator = separator or guess_separator(text, scorer)
    rows: list[RawRow] = []
    replaced = text.count("\ufffd")
    for row in split_rows(text, separator):
        if row.filled and not _is_rule(row, separator):
            check_row(row.number, len(rows) + 1, row.cells)
            results = [cleaned(cell, row_place(row.number)) for cell in row.cells]
            rows.append(RawRow(row.number, tuple(result.text for result in results)))
            replaced += sum(result.replaced for result in results)
    return Sheet(tuple(rows), decoded.encoding, decoded.guessed, separator, replaced)


def _is_rule(row: RawRow, separator: str) -> bool:
    """The line below the headings of a table that is drawn with signs: ``|---|:--:|``."""
    return separator == "|" and all(_RULE.fullmatch(cell) for cell in row.filled)


_RULE = re.compile(":?-{2,}:?")


# --- encoding ---------------------------------------------------------------------------------------------------------

_MARKS: Final = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_WORKBOOKS: Final = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f]")
# Š š Ž ž, the only Estonian letters in which the two encodings differ.
_CP1257_LETTERS: Final = b"\xd0\xf0\xde\xfe"
_CP1252_LETTERS: Final = b"\x8a\x9a\x8e\x9e"
_CYRILLIC_WORD = re.compile(rb"[\xc0-\xff\xa8\xb8]{2,}")
_LATIN_WORD = re.compile(rb"[A-Za-z]+")


ENCODINGS: Final = ("utf-8", "utf-16-le", "utf-16-be", "cp1257", "cp1252", "cp1251")
"""What people can choose from."""


def decode(data: bytes, encoding: str = "") -> Decoded:
    """The text of a file in UTF-8, UTF-16 (with or without a byte order mark), cp1257, cp1252 or cp1251.

    A byte order mark or valid UTF-8 is certain; everything else is a stated guess, unless people chose `encoding`.
    Raises RefusedInput for office files and for what is no text.
    """
    if data.startswith(_WORKBOOKS):
        told = _("This is no text but an office file.")
        raise RefusedInput(told, hint=_save_as_csv())
    decoded = _decode(data) if encoding not in ENCODINGS else _decoded_as(data, encoding)
    if len(_CONTROL.findall(decoded.text)) > len(decoded.text) // 100:
        raise RefusedInput(_("The file is no table in text form."), hint=_save_as_csv())
    return decoded


def _decoded_as(data: bytes, encoding: str) -> Decoded:
    mark = next((mark for mark, name in _MARKS if name == encoding and data.startswith(mark)), b"")
    return Decoded(data[len(mark) :].decode(encoding, errors="replace"), encoding)


def _save_as_csv() -> str:
    return _("Save it as CSV, or copy the table and paste it.")


def _decode(data: bytes) -> Decoded:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return Decoded(data[len(mark) :].decode(encoding, errors="replace"), encoding)
    if (wide := _wide(data)) is not None:
        return Decoded(data.decode(wide, errors="replace"), wide, guessed=True)
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        pass
    patched = data.decode("utf-8", errors="replace")
    bad = patched.count("\ufffd")
    if sum(char > "\x7f" for char in patched) - bad > 4 * bad:  # UTF-8 with a few damaged places
        return Decoded(patched, "utf-8", guessed=True)
    encoding = _guess_single_byte(data)
    return Decoded(data.decode(encoding, errors="replace"), encoding, guessed=True)


def _wide(data: bytes) -> str | None:
    """UTF-16 without a mark: spaces, digits and separators leave a zero in every second byte, on one side only."""
    even, odd = data[0::2].count(0), data[1::2].count(0)
    few, many = sorted((even, odd))
    if many * 20 < len(data) // 2 or few * 10 > many or not many:
        return None
    return "utf-16-le" if odd > even else "utf-16-be"


def _guess_single_byte(data: bytes) -> str:
    cyrillic = sum(map(len, _CYRILLIC_WORD.findall(data)))
    if cyrillic > sum(map(len, _LATIN_WORD.findall(data))):
        return "cp1251"
    western = sum(data.count(letter) for letter in _CP1252_LETTERS)
    return "cp1252" if western > sum(data.count(letter) for letter in _CP1257_LETTERS) else "cp1257"


# --- separator and cells ----------------------------------------------------------------------------------------------


def guess_separator(text: str, scorer: Scorer) -> str:
    """The separator under which most is recognised; then the one that most rows have, equally often.

    Of a table with one column it is the one that cuts fewest rows: commas belong to its texts.
    """
    sample = text[:_SAMPLE_CHARS]
    return max(SEPARATORS, key=lambda separator: _score(sample, separator, scorer))


def _score(sample: str, separator: str, scorer: Scorer) -> tuple[int, int, int]:
    rows = [row for row in islice(split_rows(sample, separator), _SAMPLE_ROWS) if row.filled]
    widths = [len(row.cells) for row in rows if len(row.cells) > 1]
    common = max(map(widths.count, set(widths)), default=0)
    recognised = scorer(rows)
    return recognised, -common if recognised == 1 else common, -SEPARATORS.index(separator)


def split_rows(text: str, separator: str) -> Iterator[RawRow]:
    """Rows of a text with LF line ends, but for empty lines; cells are trimmed, freed of quotes and spreadsheet guards.

    A quoted cell may hold separators, line breaks and doubled quotes, but only if its closing quote ends the cell:
    otherwise the quotes are part of what was written (``"Kaasav omavalitsus" märgis``).
    """
    plain = re.compile(f"[^{re.escape(separator)}\n]*")
    closing = re.compile(f'"(?:[^"]|"")*+"[ \u00a0]*(?=[{re.escape(separator)}\n]|\\Z)')
    empty = re.compile("\n+")
    at, number = 0, 0
    while at < len(text):
        if (lines := empty.match(text, at)) is not None:
            at = lines.end()
            number += len(lines[0])
            continue
        cells: list[str] = []
        number += 1
        while True:
            quoted = closing.match(text, at) if text.startswith('"', at) else None
            found = quoted or plain.match(text, at)
            assert found is not None  # noqa: S101  # `plain` matches the empty text everywhere
            cells.append(_cell(found[0], quoted=quoted is not None))
            at = found.end()
            if at >= len(text) or text[at] == "\n":
                at += 1
                break
            at += 1
        yield RawRow(number, tuple(cells))


_GUARDED = re.compile("'+[=+\\-@\uff1d\uff0b\uff0d\uff20]")


def _cell(text: str, *, quoted: bool) -> str:
    text = text.replace("\x0b", "\n").strip()  # a soft line break of word processors
    if quoted:
        text = text[1:-1].replace('""', '"').strip()
    # Our own CSV puts an apostrophe before what a spreadsheet would take for a formula; reading takes it away.
    return text[1:] if _GUARDED.match(text) else text
