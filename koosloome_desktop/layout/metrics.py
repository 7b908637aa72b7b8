"""How wide a text is, from the advance tables of the shipped fonts (``resources/fonts/*.metrics.json``).

Measured once per code point and word, in em, then scaled: with kerning and ligatures off an advance is linear in the
size, so one number serves every size, the screen and the PDF. Source Sans 3 is asked first, then Noto Emoji; what
neither has counts 1 em. Where screen and paper must draw an emoji sequence differently (one glyph on the screen, its
parts or a country's letters on paper) the larger width counts, so that text stays in its box in both.
"""

from __future__ import annotations

import json
import unicodedata
from functools import cache, lru_cache
from typing import Final

from koosloome_desktop.layout.primitives import Weight
from koosloome_desktop.support import paths
from koosloome_desktop.support.patterns import pattern_of

#: Line height as a multiple of the size, and where the baseline sits in it (ascent 1.024, descent 0.4 of the font,
#: half the difference to 1.24 taken off above and below, as CSS does).
LINE: Final = 1.24
BASELINE: Final = (LINE - 1.424) / 2 + 1.024

_FILES: Final[dict[Weight, str]] = {
    "regular": "SourceSans3-Regular",
    "semibold": "SourceSans3-SemiBold",
    "bold": "SourceSans3-Bold",
    "italic": "SourceSans3-Italic",
}
_EMOJI: Final = "NotoEmoji-Regular"

#: A text-font character drawn as emoji because U+FE0F follows, a keycap, or a flag of two regional indicators.
_SEQUENCE: Final = pattern_of("[\u2000-\u2bff\u00a9\u00ae]\ufe0f|[0-9#*]\ufe0f?\u20e3|[\U0001f1e6-\U0001f1ff]{2}")
_SPECIAL: Final = pattern_of("[\ufe0f\u20e3\U0001f1e6-\U0001f1ff]")
_REGIONAL_A: Final = 0x1F1E6


def _table(name: str) -> dict[int, float]:
    """Code point -> advance in em of one font file."""
    data = json.loads(paths.resource("fonts", f"{name}.metrics.json").read_text(encoding="utf-8"))
    units = float(data["units"])
    return {run[0] + i: a / units for run in data["advances"] for i, a in enumerate(run[1:])}


class _Advances(dict[str, float]):
    """Character -> advance in em; what is not in the font is worked out once and kept."""

    def __init__(self, weight: Weight) -> None:
        """Load the table of one face."""
        super().__init__({chr(c): a for c, a in _table(_FILES[weight]).items()})
        for invisible in "\u00ad\u200b\u200c\u200d\u2060\ufeff":
            self[invisible] = 0.0

    def __missing__(self, char: str) -> float:
        """The emoji font's advance; 0 for what draws nothing or on top of its neighbour; else 1 em."""
        width = 1.0
        code = ord(char)
        if 0x1F3FB <= code <= 0x1F3FF:
            width = 0.0  # a skin tone changes the glyph before it, paper leaves it out
        elif code in _emoji():
            width = _emoji()[code]
        elif unicodedata.category(char) in {"Mn", "Me", "Cf"}:
            width = 0.0  # marks sit on their letter, format characters are invisible
        self[char] = width
        return width


@cache
def _emoji() -> dict[int, float]:
    return _table(_EMOJI)


@cache
def advances(weight: Weight = "regular") -> dict[str, float]:
    """The advances of a face by character, in em; asking for any character gives a number."""
    return _Advances(weight)


def lacks_letters(text: str) -> bool:
    """Whether a text has letters that no shipped font draws: they are boxes on paper."""
    return not text.isascii() and any(_is_foreign(char) for char in set(text))


@lru_cache(maxsize=4096)
def _is_foreign(char: str) -> bool:
    return unicodedata.category(char)[0] == "L" and ord(char) not in _letters() and ord(char) not in _emoji()


@cache
def _letters() -> frozenset[int]:
    return frozenset(_table(_FILES["regular"]))


@lru_cache(maxsize=65536)
def word_em(word: str, weight: Weight = "regular") -> float:
    """Width of a word or text at size 1, cached because boards repeat their words."""
    table = advances(weight)
    if not word.isascii() and _SPECIAL.search(word):
        return _sequences_em(word, table)
    return sum(map(table.__getitem__, word))


def _sequences_em(text: str, table: dict[str, float]) -> float:
    """Width at size 1 of a text with keycaps, flags or emoji chosen by a variation selector."""
    total, last = 0.0, 0
    for found in _SEQUENCE.finditer(text):
        total += sum(map(table.__getitem__, text[last : found.start()]))
        total += max(_emoji()[0x1F600], _drawn_apart(found.group(), table))
        last = found.end()
    return total + sum(map(table.__getitem__, text[last:]))


def _drawn_apart(sequence: str, table: dict[str, float]) -> float:
    """Width of a sequence where it cannot be one glyph (paper): its parts, a flag as its two letters."""
    if len(sequence) == 2 and ord(sequence[0]) >= _REGIONAL_A:
        sequence = "".join(chr(ord(c) - _REGIONAL_A + ord("A")) for c in sequence)
    return sum(map(table.__getitem__, sequence))


def measure(text: str, size: float, weight: Weight = "regular") -> float:
    """Width of one line of ``text`` at ``size``, in the unit of ``size``; kerning and ligatures off."""
    return word_em(text, weight) * size


def ascent(size: float) -> float:
    """Height above the baseline that the text font claims, all faces alike."""
    return 1.024 * size


def descent(size: float) -> float:
    """Depth below the baseline that the text font claims, as a positive number."""
    return 0.4 * size


def cap_height(size: float) -> float:
    """Height of a capital letter above the baseline."""
    return 0.66 * size
