"""A list that came from another program, as the texts of notes: one a line, without what only the list was made of.

Word, mail and messengers put a bullet before every line, and invisible characters round it. A mark is taken off where
it makes a list: before at least two lines. What may be words stays: "#1", "> 50 people", "1. grade", "-5 degrees", and
the minus of a list of plus and minus.
"""

from __future__ import annotations

from typing import Final

from koosloome_desktop.support.patterns import pattern_of
from koosloome_desktop.support.text import seen

_EDGES: Final = pattern_of("^[\\s\u200b\u2060\ufeff]+|[\\s\u200b\u2060\ufeff]+$")
#: Bullets (Word's own are private characters, "o" and "§" before a tab); numbers only where a tab or a bracket says
#: that they count lines.
_MARK: Final = pattern_of(
    "(?:[•·▪▫◦‣⁃∙●○■□◆◇➢–—*\uf0b7\uf0a7\uf0d8\uf076-]\\s+|[o§]\\t+|\\d{1,3}\\.\\t+|(?:\\d{1,3}|[a-zõäöü])\\)\\s+)(?=\\S)"
)
_PLUS: Final = pattern_of("[+＋]\\s")


def list_lines(text: str) -> list[str]:
    """The lines of a pasted text that say something, without bullets and what is invisible at their ends."""
    lines = [line for raw in text.splitlines() if seen(line := _EDGES.sub("", raw))]
    marked = [_MARK.match(line) for line in lines]
    if sum(m is not None for m in marked) < 2 or any(_PLUS.match(line) for line in lines):
        return lines
    return [line[m.end() :] if m else line for line, m in zip(lines, marked, strict=True)]
