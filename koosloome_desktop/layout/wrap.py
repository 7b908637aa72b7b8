"""Line breaking: greedy over cached word widths, with hyphenation as a second and letters as a last resort.

Lines break at spaces, after a hyphen, dash or slash inside a word, and at newlines of the text. A word wider than a
whole line is hyphenated (pyphen: Estonian, English, Russian; soft hyphens of the text count too), and where that does
not help it is cut between letters (grapheme clusters), so that even a 200-letter word never leaves its box. Runs of
spaces count as one. Nothing is ever left out: the lines without the added hyphens are the text.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final, Protocol

from koosloome_desktop.layout.metrics import LINE, advances, word_em
from koosloome_desktop.layout.plain_words import INSIDE, MANY_LINES, ROUNDING, SLACK, WHOLE_WORDS_DOWN_TO, fit_plain
from koosloome_desktop.layout.plain_words import Fitted as Fitted  # noqa: PLC0414 - the alias hands the name on
from koosloome_desktop.layout.primitives import Weight
from koosloome_desktop.support.patterns import pattern_of

_SOFT: Final = "\u00ad"
_BLANKS: Final = pattern_of(r"[ \t\f\v\u1680\u2000-\u2006\u2008-\u200b\u205f\u3000]+")
_NEWLINES: Final = pattern_of(r"\r\n|[\n\r\x85\u2028\u2029]")
_LETTERS: Final = pattern_of(r"[^\W\d_]{5,}")
_CYRILLIC: Final = pattern_of("[\u0400-\u04ff]")
#: Addresses are never hyphenated: a reader would type the hyphen.
_ADDRESS: Final = pattern_of(r"://|@|^www\.", re.IGNORECASE)
_SEEN: Final = 120
"""Letters of a long word that are looked at for a hyphen: more than fit a line. The dictionary takes the square of the
length, and a word of ten thousand letters took seconds.
"""
_DICTIONARIES: Final = {"et": "et_EE", "en": "en_GB", "ru": "ru_RU"}


@dataclass(frozen=True, slots=True)
class _Piece:
    """An unbreakable part of a text: ``spaced`` tells whether a space stands before it, ``address`` forbids hyphens."""

    text: str
    em: float
    spaced: bool
    address: bool = False


_Paragraphs = tuple[tuple[_Piece, ...], ...]


@lru_cache(maxsize=4096)
def _paragraphs(text: str, weight: Weight) -> _Paragraphs:
    """The text as paragraphs of pieces. Soft hyphens stay in a piece and count nothing."""
    found = []
    # Of all blanks and newlines only the plain space is printable: nearly every text is one paragraph of such words.
    plain = text.isprintable()
    for paragraph in (text,) if plain else _NEWLINES.split(text):
        pieces: list[_Piece] = []
        for word in paragraph.split() if plain else _BLANKS.split(paragraph.strip()):
            # Words are said again and again, figures are not: to remember ten thousand numbers would cost more than it
            # saves.
            known = _cut_up if word[:1].isdigit() else _pieces
            pieces += known(word, weight, bool(pieces))
        found.append(tuple(pieces))
    return tuple(found)


def _cut_up(word: str, weight: Weight, glue: bool) -> tuple[_Piece, ...]:
    """The pieces of one word; ``glue``: a space stands before it."""
    address = _ADDRESS.search(word) is not None
    parts = [word] if address else INSIDE.split(word)
    width = word_em.__wrapped__
    return tuple(_Piece(p, width(p, weight), i == 0 and glue, address) for i, p in enumerate(parts) if p)


@lru_cache(maxsize=32768)
def _pieces(word: str, weight: Weight, glue: bool) -> tuple[_Piece, ...]:
    """The same, cached because boards repeat their words."""
    return _cut_up(word, weight, glue)


def graphemes(text: str) -> Iterator[str]:
    """Letters as people see them: marks, joiners, variation selectors, skin tones and flags stay together."""
    cluster, joined, flag = "", False, False
    for char in text:
        code = ord(char)
        regional = 0x1F1E6 <= code <= 0x1F1FF
        extends = (
            joined
            or code in {0x200D, 0xFE0E, 0xFE0F, 0x20E3}
            or 0x1F3FB <= code <= 0x1F3FF
            or 0xE0020 <= code <= 0xE007F
            or (regional and flag)
            or unicodedata.category(char) in {"Mn", "Me", "Mc"}
        )
        if cluster and not extends:
            yield cluster
            cluster = ""
        cluster += char
        joined = code == 0x200D
        flag = regional and not extends
    if cluster:
        yield cluster


class _Hyphenator(Protocol):
    def positions(self, word: str) -> list[int]: ...


@cache
def _dictionary(lang: str) -> _Hyphenator | None:
    """The hyphenation patterns of a language; None where there are none (then only letters break)."""
    import pyphen  # type: ignore[import-untyped]

    name = _DICTIONARIES.get(lang, "")
    if name not in pyphen.LANGUAGES:
        return None
    found: _Hyphenator = pyphen.Pyphen(lang=name, left=3, right=2)
    return found


@lru_cache(maxsize=16384)
def hyphen_places(word: str, lang: str) -> tuple[int, ...]:
    """Offsets in ``word`` where it may be broken with a hyphen, ascending; soft hyphens win over the dictionary."""
    if _SOFT in word:
        return tuple(i for i, c in enumerate(word) if c == _SOFT and 0 < i < len(word) - 1)
    places: list[int] = []
    for run in _LETTERS.finditer(word):
        book = _dictionary("ru" if _CYRILLIC.search(run.group()) else lang)
        if book is not None:
            places += (run.start() + p for p in book.positions(run.group().lower()))
    return tuple(places)


def _cut(word: str, room: float, weight: Weight, places: Sequence[int], whole: float) -> tuple[str, str] | None:
    """Split a long word so that the head fits ``room`` em; None when nothing of it fits and the line is not empty."""
    for place in reversed(places):
        head = word[:place]
        if word_em(head + "-", weight) <= room:
            return head + "-", word[place:].lstrip(_SOFT)
    if room < whole:
        return None  # take a fresh line before cutting between letters
    return _cut_letters(word, room, weight)


def _cut_letters(word: str, room: float, weight: Weight) -> tuple[str, str]:
    """The last resort: as many letters as fit, at least one."""
    if word.isascii() or word.isalpha():  # letters only (composed): every code point is a letter people see
        widths = advances(weight)
        used = 0.0
        for count, char in enumerate(word):
            used += widths[char]
            if used > room:
                return word[: max(count, 1)], word[max(count, 1) :]
        return word, ""
    used, count = 0.0, 0
    for cluster in graphemes(word):
        used += word_em(cluster, weight)
        if used > room and count:
            break
        count += len(cluster)
        if used > room:
            break
    return word[:count], word[count:]


class _Breaker:
    """Fills lines of at most ``limit`` em, one paragraph at a time."""

    __slots__ = ("_lang", "_space", "_weight", "limit", "line", "lines", "used")

    def __init__(self, limit: float, weight: Weight, lang: str) -> None:
        self.limit = limit
        self._weight = weight
        self._lang = lang
        self._space = word_em(" ", weight)
        self.lines: list[str] = []
        self.line = ""
        self.used = 0.0

    def flush(self) -> None:
        """End the line."""
        self.lines.append(self.line.replace(_SOFT, ""))
        self.line, self.used = "", 0.0

    def add(self, piece: _Piece) -> None:
        """Put a piece on the line, on the next, or in parts on several."""
        space = self._space if piece.spaced and self.line else 0.0
        if self.used + space + piece.em <= self.limit:
            self.line += " " + piece.text if space else piece.text
            self.used += space + piece.em
        elif piece.em <= self.limit:
            self.flush()
            self.line, self.used = piece.text, piece.em
        else:
            self._add_long(piece, space)

    def _add_long(self, piece: _Piece, space: float) -> None:
        """Break a word that is wider than a line."""
        word = piece.text
        while word and word_em(word, self._weight) > self.limit - self.used - space:
            places = () if piece.address else hyphen_places(word[:_SEEN], self._lang)
            parts = _cut(word, self.limit - self.used - space, self._weight, places, self.limit)
            if parts is None:
                self.flush()
                space = 0.0
                continue
            self.line += (" " if space else "") + parts[0]
            self.flush()
            space, word = 0.0, parts[1]
        if word:
            self.line += (" " if space else "") + word
            self.used += space + word_em(word, self._weight)


def wrap(text: str, width: float, size: float, weight: Weight = "regular", lang: str = "et") -> tuple[str, ...]:
    """Break ``text`` into lines no wider than ``width`` at ``size`` (same unit). An empty text has no lines."""
    return _wrap(text, width / size - SLACK, weight, lang)


@lru_cache(maxsize=4096)
def _wrap(text: str, limit: float, weight: Weight, lang: str) -> tuple[str, ...]:
    return _broken(_paragraphs(text, weight), limit, weight, lang) if text else ()


def _broken(paragraphs: _Paragraphs, limit: float, weight: Weight, lang: str) -> tuple[str, ...]:
    breaker = _Breaker(limit, weight, lang)
    for paragraph in paragraphs:
        for piece in paragraph:
            breaker.add(piece)
        breaker.flush()
    return tuple(breaker.lines)


def _whole(paragraphs: _Paragraphs, limit: float, space: float, most: int) -> list[str] | None:
    """The lines of a text of which every word fits a line; None when there are more than ``most``."""
    lines: list[str] = []
    for paragraph in paragraphs:
        line, used = "", 0.0
        for piece in paragraph:
            em = piece.em
            gap = space if piece.spaced and line else 0.0
            if used + gap + em <= limit:
                used += gap + em
                line += " " + piece.text if gap else piece.text
            else:
                lines.append(line)
                line, used = piece.text, em
        lines.append(line)
        if len(lines) > most:
            return None
    return [line.replace(_SOFT, "") for line in lines]


def fit(
    text: str, width: float, ladder: tuple[float, ...], max_height: float, weight: Weight = "regular", lang: str = "et"
) -> Fitted:
    """The largest size of ``ladder`` at which ``text`` fits ``width`` x ``max_height``; else the least size, taller.

    Sizes down to three quarters of the first are tried with whole words only; a text that still does not fit is then
    hyphenated, again from the largest size.
    """
    if not text:
        return _nothing(ladder)
    # A plain text is broken nearly as quickly as it would be found again.
    plain = fit_plain(text, width, ladder, max_height, weight)
    return plain or fit_any(text, width, ladder, max_height, weight, lang)


@lru_cache(maxsize=8192)
def fit_any(text: str, width: float, ladder: tuple[float, ...], max_height: float, weight: Weight, lang: str) -> Fitted:
    """The same for a text of any kind, remembered."""
    return _fit(_paragraphs(text, weight), width, ladder, max_height, weight, lang)


def fit_once(
    text: str, width: float, ladder: tuple[float, ...], max_height: float, weight: Weight = "regular", lang: str = "et"
) -> Fitted:
    """What ``fit`` finds for a text that nobody will ask for again: nothing is remembered."""
    if not text:
        return _nothing(ladder)
    plain = fit_plain(text, width, ladder, max_height, weight)
    return plain or _fit(_paragraphs.__wrapped__(text, weight), width, ladder, max_height, weight, lang)


def _nothing(ladder: tuple[float, ...]) -> Fitted:
    return Fitted(ladder[0], (), 0.0)


def _fit(
    paragraphs: _Paragraphs, width: float, ladder: tuple[float, ...], max_height: float, weight: Weight, lang: str
) -> Fitted:
    space = word_em(" ", weight)
    ems = [p.em for paragraph in paragraphs for p in paragraph]
    widest, total = max(ems, default=0.0), sum(ems)
    # Every word, and a space before each that can have one except at the ends of lines, has to stand somewhere.
    needed = total + space * (1 + sum([p.spaced for paragraph in paragraphs for p in paragraph]))
    for size in ladder:
        limit = width / size - SLACK
        if widest > limit or size < ladder[0] * WHOLE_WORDS_DOWN_TO:
            continue
        if math.ceil(needed / (limit + space) - ROUNDING) * size * LINE > max_height:
            continue
        found = _fitted_whole(paragraphs, limit, size, space, max_height)
        if found is not None:
            return found
    for size in ladder:
        limit = width / size - SLACK
        if total / limit * size * LINE > max_height:
            continue  # even without a gap anywhere there are too many lines
        if widest <= limit:
            whole = _fitted_whole(paragraphs, limit, size, space, max_height)
            if whole is not None:
                return whole
            continue
        broken = _fitted(paragraphs, width, size, weight, lang)
        if broken.height <= max_height:
            return broken
    return _fitted(paragraphs, width, ladder[-1], weight, lang)


def _fitted_whole(paragraphs: _Paragraphs, limit: float, size: float, space: float, max_height: float) -> Fitted | None:
    """The text with its words whole, None when it is too high so."""
    most = max_height / (size * LINE)
    lines = _whole(paragraphs, limit, space, MANY_LINES if most > MANY_LINES else int(most) + 1)
    if lines is None or len(lines) * size * LINE > max_height:
        return None
    return Fitted(size, tuple(lines), len(lines) * size * LINE)


def _fitted(paragraphs: _Paragraphs, width: float, size: float, weight: Weight, lang: str) -> Fitted:
    lines = _broken(paragraphs, width / size - SLACK, weight, lang)
    return Fitted(size, lines, len(lines) * size * LINE)


@lru_cache(maxsize=8192)
def elide(text: str, width: float, size: float, weight: Weight = "regular") -> str:
    """One line of at most ``width``: the text, or its beginning with an ellipsis. Only for footers, never for notes."""
    line = " ".join(text.split())
    limit = width / size - SLACK
    if word_em(line, weight) <= limit:
        return line
    limit -= word_em("…", weight)
    kept, used = "", 0.0
    for cluster in graphemes(line):
        used += word_em(cluster, weight)
        if used > limit:
            break
        kept += cluster
    return kept.rstrip() + "…" if kept.strip() else ""
