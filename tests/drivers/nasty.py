"""Texts that break programs, and what must come of each: the same plain text, or a visible replacement."""

from __future__ import annotations

from typing import Final

WORD: Final = "Ühistranspordiümberkorraldusprogrammikoordinaatori" * 4
NASTY: Final[dict[str, str]] = {
    "long": ("Kogukonnamaja õhtune lahtiolek sõltub ühest võtmest. " * 20)[:1000].strip(),
    "word": WORD,
    "emoji": "Buss 🚌 ja pere 👩‍👩‍👧, ilus 😀!",
    "cyrillic": "Автобус вечером не ходит, ёлки",
    "decomposed": "So\u0303idan o\u0303htul ko\u0308o\u0308ki",
    "rtl": "שלום עולם, tere مرحبا",
    "markup": "<img src=file:///etc/hostname> <b>1 < 2</b> & &lt;i&gt; 100%1",
    "formula": "=1+1",
    "nul": "enne\0pärast",
    "surrogate": "enne\ud800pärast",
}
assert len(NASTY["long"]) >= 990
assert len(WORD) == 200

KEPT: Final[dict[str, str]] = {
    **NASTY,
    "decomposed": "Sõidan õhtul kööki",
    "nul": "enne\ufffdpärast",
    "surrogate": "enne\ufffdpärast",
}
"""What is stored, shown and exported: composed, and with a visible sign for what no file can hold."""


def squashed(text: str) -> str:
    """A text without what breaking it into lines adds: blanks and hyphens (U+FFFE is a PDF reader's at a line end)."""
    return "".join(c for c in text if not c.isspace() and c not in "-\u00ad\u2010\ufffe")
