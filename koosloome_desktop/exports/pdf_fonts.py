"""The faces of the PDF: Source Sans 3 and Noto Emoji, embedded as subsets, and texts as strings of their codes.

Every text is cut into runs that one face can draw. Every character keeps a code of its own with its own entry in the
ToUnicode map, also where its glyph is another's (a flag is drawn as the letters of its country), an empty one (joiners,
selectors, skin tones, signs drawn as shapes) or the box of a character that no face has: searching and copying give
back what was written. Right-to-left words are written in the order they are seen. reportlab keeps the state of a face
per document, so two exports may run at once.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from reportlab import rl_config
from reportlab.pdfbase import ttfonts

from koosloome_desktop.exports.pdf_shapes import SHAPES
from koosloome_desktop.layout.metrics import word_em
from koosloome_desktop.layout.primitives import Weight
from koosloome_desktop.support.paths import resource

FILES: Final[dict[str, str]] = {
    "regular": "SourceSans3-Regular.ttf",
    "semibold": "SourceSans3-SemiBold.ttf",
    "bold": "SourceSans3-Bold.ttf",
    "italic": "SourceSans3-Italic.ttf",
    "emoji": "NotoEmoji-Regular.ttf",
}
EMOJI: Final = "emoji"
_BFCHARS: Final = 100  # at most so many lines in one block of a CMap (Adobe Technical Note 5014)
_SLOW: Final = "\ue000"  # marks, in a fast translation, what needs a run of its own
_REGIONAL_A: Final = 0x1F1E6
_SELECTOR: Final = "\ufe0f"
_EMPTY: Final = 0x200B
_SPACE: Final = 0x20
_RIGHT_TO_LEFT: Final = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefe]+(?: +[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefe]+)*"
)
_loading = threading.Lock()


def to_unicode_cmap(font_name: str, subset: list[int]) -> str:
    """The ToUnicode map of a subset: code → UTF-16, at most 100 lines a block.

    Stands in for reportlab's own, which writes characters above U+FFFF as their bare number (an emoji is copied out as
    rubbish) and blocks of up to 256 lines, more than the format allows.
    """
    lines = [
        "/CIDInit /ProcSet findresource begin", "12 dict begin", "begincmap", "/CIDSystemInfo",
        f"<< /Registry ({font_name})", f"/Ordering ({font_name})", "/Supplement 0", ">> def",
        f"/CMapName /{font_name} def", "/CMapType 2 def", "1 begincodespacerange", "<00> <FF>", "endcodespacerange",
    ]  # fmt: skip
    pairs = [f"<{i:02X}> <{chr(v).encode('utf-16-be').hex().upper()}>" for i, v in enumerate(subset) if v]
    for start in range(0, len(pairs), _BFCHARS):
        block = pairs[start : start + _BFCHARS]
        lines += [f"{len(block)} beginbfchar", *block, "endbfchar"]
    lines += ["endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end"]
    return "\n".join(lines)


ttfonts.makeToUnicodeCMap = to_unicode_cmap
rl_config.useA85 = 0  # streams as they are: ASCII armour makes them a quarter larger and takes time


def _silent() -> Iterator[int]:
    """Characters that draw nothing on paper: joiners, selectors, skin tones, controls of direction."""
    yield from (0x034F, 0x061C, 0x200C, 0x200D, 0x200E, 0x200F, 0x2060, 0xFEFF)
    yield from range(0x202A, 0x202F)
    yield from range(0x2061, 0x2070)
    yield from range(0xFE00, 0xFE10)
    yield from range(0x1F3FB, 0x1F400)
    yield from range(0xE0020, 0xE0080)


@dataclass(frozen=True, slots=True)
class Face:
    """A face as read: reportlab's font object, and the characters that it really has."""

    font: Any
    own: frozenset[int]


@cache
def _face(name: str) -> Face:
    font = ttfonts.TTFont(f"Koosloome-{name}", str(resource("fonts", FILES[name])), shapable=False)
    glyphs, advances = font.face.charToGlyph, font.face.charWidths
    own = frozenset(glyphs)
    if name != EMOJI:
        for codes, like in ((_silent(), _EMPTY), (map(ord, SHAPES), _SPACE)):
            for code in codes:
                glyphs[code], advances[code] = glyphs[like], advances[like]
        for letter in range(26):
            glyphs[_REGIONAL_A + letter] = glyphs[ord("A") + letter]
            advances[_REGIONAL_A + letter] = advances[ord("A") + letter]
    return Face(font, own)


def face(name: str) -> Face:
    """A face, read once per process."""
    with _loading:
        return _face(name)


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of a line in one face: ``literal`` is its PDF string, ``em`` its width at size 1 as it was measured.

    ``shape`` is a character that is drawn as a path on top of its empty glyph.
    """

    font: str
    literal: str
    em: float
    shape: str = ""


class _Codes(dict[int, str]):
    """Character → its escaped code in the first subset of a face; what lies elsewhere becomes a mark."""

    def __init__(self, fonts: FontSet, name: str) -> None:
        super().__init__()
        self._fonts = fonts
        self._name = name

    def __missing__(self, code: int) -> str:
        found = _SLOW
        if code in face(self._name).own and code not in _SPECIAL and code != ord(_SELECTOR):
            subset, literal = self._fonts.code(self._name, code)
            found = literal if subset == 0 else _SLOW
        self[code] = found
        return found


class FontSet:
    """The faces of one PDF in the making; asking for a text puts its letters into the subsets."""

    def __init__(self, document: Any) -> None:
        """`document` is reportlab's PDFDocument."""
        self._document = document
        self._codes: dict[str, _Codes] = {name: _Codes(self, name) for name in FILES}
        self._names: dict[tuple[str, int], str] = {}
        self._runs: dict[tuple[str, str], tuple[Run, ...]] = {}

    def code(self, name: str, code: int) -> tuple[int, str]:
        """(subset, escaped code) of a character; one that the face lacks gets the glyph of what is missing."""
        font = face(name).font
        if code not in font.face.charToGlyph:
            font.face.charToGlyph[code] = 0
            font.face.charWidths[code] = font.face.defaultWidth
        ((subset, data),) = font.splitString(chr(code), self._document)
        return subset, _escaped(data)

    def font(self, name: str, subset: int = 0) -> str:
        """The resource name of a face's subset, as ``/F1+0``."""
        found = self._names.get((name, subset))
        if found is None:
            found = self._names[name, subset] = face(name).font.getSubsetInternalName(subset, self._document)
        return found

    def simple(self, text: str, weight: Weight) -> str | None:
        """The text as one PDF string in the first subset of its face, None when it needs several runs."""
        literal = text.translate(self._codes[weight])
        return None if _SLOW in literal else f"({literal})"

    def runs(self, text: str, weight: Weight) -> tuple[Run, ...]:
        """The text as runs, left to right. A character that no face has is drawn as a box."""
        literal = self.simple(text, weight)
        if literal is not None:
            return (Run(self.font(weight), literal, 0.0),)
        key = (text, weight)
        found = self._runs.get(key)
        if found is None:
            found = self._runs[key] = tuple(self._merged(text, weight))
        return found

    def _merged(self, text: str, weight: Weight) -> Iterator[Run]:
        """Neighbours in one subset of one face joined."""
        last: Run | None = None
        text = _RIGHT_TO_LEFT.sub(lambda found: found.group()[::-1], text)
        for index, char in enumerate(text):
            if char == " " and last is not None:
                # Code 32 is a space in every subset; a space of its own would be lost when text is copied.
                last = Run(last.font, f"{last.literal[:-1]} )", last.em + word_em(" ", weight), last.shape)
                continue
            run = self._one(char, text[index + 1 : index + 2], weight)
            if last is not None and last.font == run.font and not (last.shape or run.shape):
                last = Run(run.font, last.literal[:-1] + run.literal[1:], last.em + run.em)
                continue
            if last is not None:
                yield last
            last = run
        if last is not None:
            yield last

    def _one(self, char: str, after: str, weight: Weight) -> Run:
        code = ord(char)
        first, second = (EMOJI, weight) if after == _SELECTOR and code >= 0x80 else (weight, EMOJI)
        drawn_here = code in _SPECIAL or code == 0xA0
        name = weight if drawn_here else next((n for n in (first, second) if code in face(n).own), weight)
        subset, literal = self.code(name, code)
        em = word_em(char, weight) if name == weight else _emoji_em(code)
        if _REGIONAL_A <= code < _REGIONAL_A + 26:
            em = word_em(chr(ord("A") + code - _REGIONAL_A), weight)
        return Run(self.font(name, subset), f"({literal})", em, char if char in SHAPES else "")


_SPECIAL: Final = frozenset({*_silent(), *map(ord, SHAPES), *range(_REGIONAL_A, _REGIONAL_A + 26)})
"""Characters that text faces carry under a glyph which is not their own."""


def _emoji_em(code: int) -> float:
    return float(face(EMOJI).font.face.getCharWidth(code)) / 1000.0


def _escaped(data: bytes) -> str:
    """Bytes inside a PDF string: printable ASCII as it is, the rest in octal."""
    return "".join(f"\\{chr(b)}" if b in b"()\\" else chr(b) if 32 <= b < 127 else f"\\{b:03o}" for b in data)


def unprintable(text: str) -> int:
    """How many characters of a text no shipped face can draw (they are printed as boxes)."""
    known = (face("regular").own, face(EMOJI).own, _SPECIAL, _BLANK)
    return sum(not any(ord(c) in codes for codes in known) for c in text)


_BLANK: Final = frozenset({0x09, 0x0A, 0xA0, 0xAD})
