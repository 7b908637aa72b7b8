"""CSV for spreadsheets: UTF-8 with a byte order mark, semicolons, CRLF; what looks like a formula is disarmed.

A cell that begins with a sign that starts a formula in a spreadsheet gets an apostrophe before it (OWASP ASVS 1.2.10;
quality.md T8), and so does one that begins with apostrophes before such a sign, so that reading can take exactly one
away again (`imports.sniff` does).
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from typing import Final

SEPARATOR: Final = ";"
_FORMULA: Final = re.compile("'*[=+\\-@\t\r\uff1d\uff0b\uff0d\uff20]")


def guarded(text: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return f"'{text}" if _FORMULA.match(text) else text


def csv_bytes(rows: Iterable[Sequence[str]]) -> bytes:
    """The file of these rows."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=SEPARATOR, lineterminator="\r\n")
    writer.writerows([guarded(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")
