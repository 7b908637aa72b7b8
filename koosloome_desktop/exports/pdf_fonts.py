"""The faces of the PDF: Source Sans 3 and Noto Emoji, embedded as subsets, and texts as strings of their codes.

Every text is cut into runs that one face can draw. A run whose glyphs are not its text (a flag that becomes a country's
letters, a sign drawn as a shape, a character no face has) says in ``actual`` what it stands for, so that searching and
copying give back what was written. reportlab keeps the state of a face per document, so two exports may run at once.
"""

from __future__ import annotations

import threading
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from reportlab import rl_config
from reportlab.pdfbase import ttfonts

from koosloome_desktop.exports.pdf_shapes import SHAPES
from koosloome_desktop.layout.metrics import word_em
from koosloome_desktop.layout.primitives import Weight
from koosloome_desktop.layout.wrap import graphemes
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
_VARIATION: Final = "\ufe0f"
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


@cache
def _face(name: str) -> Any:
    return ttfonts.TTFont(f"Koosloome-{name}", str(resource("fonts", FILES[name])), shapable=False)


def face(name: str) -> Any:
    """A face, read once per process."""
    with _loading:
        return _face(name)


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of a line in one face: ``literal`` is its PDF string, ``em`` its width at size 1.

    ``shape`` is a character drawn as a path instead; ``actual`` is what the run stands for where glyphs differ from it.
    """

    font: str
    literal: str
    em: float
    shape: str = ""
    actual: str | None = None


class _Codes(dict[int, str]):
    """Character → its escaped code in the first subset of a face; what lies elsewhere becomes a mark."""

    def __init__(self, fonts: FontSet, name: str) -> None:
        super().__init__()
        self._fonts = fonts
        self._name = name

    def __missing__(self, code: int) -> str:
        subset, literal = self._fonts.one(self._name, code)
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
        self.missing = 0

    def one(self, name: str, code: int) -> tuple[int, str]:
        """(subset, escaped code) of a character in a face; subset −1 when the face lacks it or it needs more care."""
        font = face(name)
        if (code == 0xA0 or code in font.face.charToGlyph) and not _careful(code):
            ((subset, data),) = font.splitString(chr(code), self._document)
            return subset, _escaped(data)
        return -1, ""

    def font(self, name: str, subset: int = 0) -> str:
        """The resource name of a face's subset, as ``/F1+0``."""
        found = self._names.get((name, subset))
        if found is None:
            found = self._names[name, subset] = face(name).getSubsetInternalName(subset, self._document)
        return found

    def simple(self, text: str, weight: Weight) -> str | None:
        """The text as one PDF string in the first subset of its face, None when it needs several runs."""
        literal = text.translate(self._codes[weight])
        return None if _SLOW in literal else f"({literal})"

    def runs(self, text: str, weight: Weight) -> tuple[Run, ...]:
        """The text as runs, left to right. A character that no face has is drawn as a box and counted in `missing`."""
        literal = self.simple(text, weight)
        if literal is not None:
            return (Run(self.font(weight), literal, 0.0),)
        key = (text, weight)
        found = self._runs.get(key)
        if found is None:
            found = self._runs[key] = tuple(self._merged(text, weight))
        return found

    def _merged(self, text: str, weight: Weight) -> Iterator[Run]:
        """Runs of neighbours in one face joined, as long as they stand for themselves."""
        last: Run | None = None
        for cluster in graphemes(text):
            for run in self._cluster(cluster, weight):
                joins = last is not None and (last.font, last.actual, last.shape) == (run.font, None, "")
                if last is not None and joins and run.actual is None and not run.shape:
                    last = Run(run.font, last.literal[:-1] + run.literal[1:], last.em + run.em)
                    continue
                if last is not None:
                    yield last
                last = run
        if last is not None:
            yield last

    def _cluster(self, cluster: str, weight: Weight) -> Iterator[Run]:
        """The runs of one letter as people see it."""
        em = word_em(cluster, weight)
        if cluster in SHAPES:
            yield Run("", "", em, cluster, cluster)
            return
        drawn = _drawable(cluster)
        wants_emoji = _VARIATION in cluster
        parts: list[tuple[str, int]] = []
        for char in drawn:
            name = self._face_for(char, weight, emoji=wants_emoji)
            if name is None:
                self.missing += 1
                yield Run(self.font(weight), f"({_escaped(bytes(1))})", em, actual=cluster)
                return
            parts.append((name, ord(char)))
        if not parts:
            return
        actual = cluster if drawn != cluster else None
        for index, (name, code) in enumerate(parts):
            subset, data = face(name).splitString(chr(code), self._document)[0]
            literal = f"({_escaped(data)})"
            # A cluster in several parts is named once, by its first part; the others stand for nothing.
            told = None if actual is None else actual if index == 0 else ""
            width = em if len(parts) == 1 else _width(chr(code), name, weight)
            yield Run(self.font(name, subset), literal, width, actual=told)

    def _face_for(self, char: str, weight: Weight, *, emoji: bool) -> str | None:
        code = ord(char)
        order = (EMOJI, weight) if emoji else (weight, EMOJI)
        return next((n for n in order if code == 0xA0 or code in face(n).face.charToGlyph), None)


def _careful(code: int) -> bool:
    """Whether a character must be looked at with its neighbours, or is not drawn by itself."""
    char = chr(code)
    invisible = unicodedata.category(char) == "Cf" and char != "\u00ad"
    return invisible or unicodedata.category(char) in {"Mn", "Me"} or code == 0xFE0F or char in SHAPES


def _drawable(cluster: str) -> str:
    """What of a cluster is drawn on paper: no joiners, selectors, tones; a flag as the letters of its country."""
    letters = []
    for char in cluster:
        code = ord(char)
        if _REGIONAL_A <= code < _REGIONAL_A + 26:
            letters.append(chr(ord("A") + code - _REGIONAL_A))
        elif 0x1F3FB <= code <= 0x1F3FF and letters:
            continue
        elif unicodedata.category(char) != "Cf" and not 0xFE00 <= code <= 0xFE0F and code != 0x034F:
            letters.append(char)
    return "".join(letters)


def _width(char: str, name: str, weight: Weight) -> float:
    if name == EMOJI:
        return float(face(EMOJI).face.getCharWidth(ord(char))) / 1000.0
    return word_em(char, weight)


def _escaped(data: bytes) -> str:
    """Bytes inside a PDF string: printable ASCII as it is, the rest in octal."""
    return "".join(
        f"\\{chr(b)}" if b in b"()\\" else chr(b) if 32 <= b < 127 else f"\\{b:03o}" for b in data
    )  # fmt: skip


def unprintable(text: str) -> int:
    """How many letters of a text no shipped face can draw (they are printed as boxes)."""
    regular, emoji = face("regular").face.charToGlyph, face(EMOJI).face.charToGlyph
    count = 0
    for cluster in graphemes(text):
        if cluster in SHAPES or cluster.isspace():
            continue
        count += any(
            ord(c) not in regular and ord(c) not in emoji and c not in "\t\n\u00a0" for c in _drawable(cluster)
        )
    return count
