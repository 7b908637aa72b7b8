"""Finding a person's name in texts, in the forms that Estonian, Russian and English give it.

A name is found whatever its case, at the beginning of a word, with the endings that case and number add: "Mari
Maasikas" finds "Mari Maasikale" and "Maasikas, Mari"; a changed stem (Kask, Kase) is another spelling, which people
add. It rather finds too much: who looks for a person decides hit by hit.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from koosloome_desktop.support.text import fold

SHORTEST: Final = 2
"""Letters that a spelling must have."""
_LOOSE: Final = frozenset("aeiouõäöüysаяоеиыьуюэйё")
"""Last letters that another case may replace."""
_GAP: Final = r"[\s\u00a0]+"


@dataclass(frozen=True, slots=True)
class Found:
    """One place in a text: `form` is what stands there, between `start` and `end` of the text in NFC."""

    start: int
    end: int
    form: str


def with_put(text: str, places: Sequence[Found], put: str) -> str:
    """The text with `put` in these places; the text itself when there are none."""
    if not places:
        return text
    out = unicodedata.normalize("NFC", text)
    for place in reversed(places):
        out = f"{out[: place.start]}{put}{out[place.end :]}"
    return out


def split_spellings(text: str) -> tuple[str, ...]:
    """The spellings in a line, separated by commas or semicolons, each once; those that are too short are left out."""
    parts = (" ".join(p.split()) for p in re.split("[,;\n]", unicodedata.normalize("NFC", text)))
    return tuple(dict.fromkeys(p for p in parts if sum(c.isalnum() for c in p) >= SHORTEST))


def split_word(word: str) -> tuple[str, int]:
    """What stays of a name's word in every case, and how many letters may follow."""
    # Russian names of three letters decline already (Яна, Яны); Mari and Mart are two people.
    long = len(word) >= (3 if "\u0400" <= word[-1] <= "\u04ff" else 5)
    stem = word[:-1] if long and word[-1].casefold() in _LOOSE else word
    return stem, 4 if long else 3


def _word(word: str) -> str:
    stem, most = split_word(word)
    return rf"{re.escape(stem)}\w{{0,{most}}}"


def _spelling(text: str) -> str:
    words = text.split()
    straight = _GAP.join(_word(w) for w in words)
    if len(words) < 2:
        return straight
    turned = rf"{_word(words[-1])},?{_GAP}" + _GAP.join(_word(w) for w in words[:-1])
    return f"{straight}|{turned}"


def _pattern(texts: Iterable[str]) -> re.Pattern[str] | None:
    # The longest first: "Mari Maasikas" before "Mari".
    parts = [_spelling(t) for t in sorted(texts, key=len, reverse=True) if t]
    return re.compile(rf"(?<!\w)(?:{'|'.join(parts)})(?!\w)", re.IGNORECASE) if parts else None


class Spellings:
    """The names of one person as they are looked for."""

    def __init__(self, texts: Iterable[str]) -> None:
        self.texts = tuple(dict.fromkeys(unicodedata.normalize("NFC", t) for t in texts))
        self._plain = _pattern(self.texts)
        self._folded = _pattern(fold(t) for t in self.texts)

    def find(self, text: str) -> list[Found]:
        """Every place where the name stands, from left to right; in the text in NFC."""
        if self._plain is None:
            return []
        whole = unicodedata.normalize("NFC", text)
        return [Found(m.start(), m.end(), m.group()) for m in self._plain.finditer(whole)]

    def replaced(self, text: str, put: str, left: Collection[str] = ()) -> str:
        """The text with `put` in the place of every form that is not in `left`; the text itself when there is none."""
        return with_put(text, [p for p in self.find(text) if p.form not in left], put)

    def replaced_in_folded(self, text: str, put: str) -> str:
        """The same for a text that was folded for searching."""
        return text if self._folded is None else self._folded.sub(lambda _m: fold(put), text)
