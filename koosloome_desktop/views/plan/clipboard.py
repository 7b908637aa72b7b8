"""Cells as a spreadsheet writes and reads them: tabs between cells, quotes round what would break the table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

_QUOTED: Final = ("\t", "\n", "\r", '"')
_RUN: Final = ("=", "+", "@", "-", "'")


def _guarded(text: str) -> str:
    """A spreadsheet would run what begins like a formula: an apostrophe makes it a text."""
    if text[:1] == "'":
        return f"'{text}" if text[1:2] in _RUN else text
    return f"'{text}" if text[:1] in _RUN and not (text[0] == "-" and text[1:2].isdigit()) else text


def _unguarded(text: str) -> str:
    return text[1:] if text[:1] == "'" and text[1:2] in _RUN else text


def to_tsv(rows: Iterable[Sequence[str]]) -> str:
    """Rows of cells for the clipboard, as Excel and Calc put them there: a cell of several lines stands in quotes."""
    lines = []
    for row in rows:
        cells = (_guarded(cell) for cell in row)
        lines.append("\t".join(f'"{c.replace(chr(34), chr(34) * 2)}"' if _breaks(c) else c for c in cells))
    return "\n".join(lines) + ("\n" if lines else "")


def _breaks(cell: str) -> bool:
    return any(sign in cell for sign in _QUOTED)


class _Reader:
    """Splits a text into cells; a quote opens a quoted cell only at its beginning, as spreadsheets write it."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0

    def rows(self) -> list[list[str]]:
        found: list[list[str]] = [[]]
        while True:
            cell, end = self._cell()
            found[-1].append(_unguarded(cell))
            if end == "":
                return found
            if end == "\n":
                if self._at >= len(self._text):
                    return found
                found.append([])

    def _cell(self) -> tuple[str, str]:
        if self._text[self._at : self._at + 1] == '"':
            quoted = self._quoted()
            if quoted is not None:
                return quoted
        start = self._at
        while self._at < len(self._text) and self._text[self._at] not in "\t\n":
            self._at += 1
        return self._text[start : self._at], self._separator()

    def _quoted(self) -> tuple[str, str] | None:
        """A quoted cell; None when the quote is never closed, so that it is a sign of the text."""
        at, cell = self._at + 1, ""
        while True:
            end = self._text.find('"', at)
            if end < 0:
                return None
            cell += self._text[at:end]
            if self._text[end + 1 : end + 2] == '"':
                cell, at = cell + '"', end + 2
                continue
            if self._text[end + 1 : end + 2] not in {"", "\t", "\n"}:
                return None
            self._at = end + 1
            return cell, self._separator()

    def _separator(self) -> str:
        sign = self._text[self._at : self._at + 1]
        self._at += 1
        return sign


def from_tsv(text: str) -> list[list[str]]:
    """The cells of a copied block; a last line break ends the block and makes no row of its own."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    return _Reader(plain).rows() if plain else []
