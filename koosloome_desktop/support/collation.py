"""Sorting as people of the language do it: et (… r s š z ž t u v w õ ä ö ü x y), en and ru.

A small form of the Unicode Collation Algorithm (UTS #10) with three levels: letters, then marks, then case (small
before capital); numbers inside a text sort by value ("Tuba 2" before "Tuba 10"). Tables: CLDR root collation and the
Estonian tailoring, compared with QCollator in tests. Keys are text whose code point order is the sorting order, so
Python, SQLite (BINARY) and PostgreSQL (COLLATE "C") agree on it.
"""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache
from typing import Final, NamedTuple

_SPACES: Final = "\t\n "
_SIGNS: Final = "_-‐–—,;:!¡?¿.·'‘’‚‹›\"“”„«»()[]{}§¶@*/\\&#%•′`´^¯¨¸°©®←→↑↓+±÷×<=>|~−≤≥■▲▼◇○●★☐☑✓✔✗"
_CURRENCY: Final = "¤¢$£¥€₽"
_LATIN: Final = "abcdeəfghiıjklmnŋopqĸrstŧuvwxyzþ"
_LATIN_ET: Final = "abcdeəfghiıjklmnŋopqĸrsšzžtŧuvwõäöüxyþ"
_GREEK: Final = "αβγδεζηθικλμνξοπρστυφχψω"
_CYRILLIC: Final = "аәбвгґғдђеєжзѕиійјкқлљмнңњоөпрстћуүұфхһцчџшщъыьѣэюя"
_SCRIPTS: Final = {
    "et": _LATIN_ET + _GREEK + _CYRILLIC,
    "en": _LATIN + _GREEK + _CYRILLIC,
    "ru": _CYRILLIC + _LATIN + _GREEK,
}
_SPELT: Final = {"æ": "ae", "œ": "oe", "ø": "o\u0338", "đ": "d\u0335", "ð": "d\u0335", "ł": "l\u0335", "ħ": "h\u0335"}
_MARKS: Final = "\u0301\u0300\u0306\u0302\u030c\u030a\u0308\u030b\u0303\u0307\u0338\u0327\u0328\u0304"

_LEVEL = "\x01"
_PLAIN, _CAPITAL = "\x02", "\x03"
_MARK_BASE = 0x10
_OTHER_SIGN, _OTHER_CURRENCY, _NUMBER, _DIGIT_BASE, _OTHER_LETTER = "\u00f0", "\u0110", "\u0120", 0x130, "\u0f00"
_LONGEST_NUMBER = 0xC000


class _Tables(NamedTuple):
    weights: dict[str, str]
    own: frozenset[str]


@cache
def _tables(lang: str) -> _Tables:
    if lang not in _SCRIPTS:
        raise ValueError(f"no sorting order for language {lang!r}")
    weights: dict[str, str] = {}
    for first, chars in ((0x10, _SPACES), (0x20, _SIGNS), (0x100, _CURRENCY), (0x200, _SCRIPTS[lang])):
        weights |= {char: chr(first + index) for index, char in enumerate(chars)}
    own = frozenset(char for char in weights if unicodedata.normalize("NFD", char) != char)
    return _Tables(weights, own)


def sort_key(text: str, lang: str = "et", *, numeric: bool = True) -> str:
    """A text that sorts where `text` belongs in ``et``, ``en`` or ``ru``; ValueError for another language.

    With `numeric` a run of digits counts as one number. Texts that people hold for the same ("02" and "2") have the
    same key: let the record's id break the tie.
    """
    _tables(lang)
    levels: tuple[list[str], list[str], list[str]] = ([], [], [])
    digits = ""
    for char in unicodedata.normalize("NFC", text):
        for atom in _atoms(char, lang):
            if atom.digit and numeric:
                digits += atom.digit
                continue
            if digits:
                _add(levels, _number(digits))
                digits = ""
            _add(levels, atom)
    if digits:
        _add(levels, _number(digits))
    return _LEVEL.join("".join(level) for level in levels)


class _Atom(NamedTuple):
    """What one letter with its marks adds to each level; `digit` when it is one, 0…9."""

    digit: str
    first: str
    second: str
    third: str


def _add(levels: tuple[list[str], list[str], list[str]], atom: _Atom) -> None:
    levels[0].append(atom.first)
    levels[1].append(atom.second)
    levels[2].append(atom.third)


def _number(digits: str) -> _Atom:
    # Longer numbers are larger: the length goes before the digits.
    value = digits.lstrip("0") or "0"
    return _Atom("", _NUMBER + chr(0x200 + min(len(value), _LONGEST_NUMBER)) + value, _PLAIN, _PLAIN)


@lru_cache(maxsize=4096)
def _atoms(char: str, lang: str) -> tuple[_Atom, ...]:
    weights, own = _tables(lang)
    low = char.lower()
    case = _PLAIN if low == char else _CAPITAL
    atoms: list[_Atom] = []
    for base, marks in _clusters(low, weights, own):
        if base:
            digit = unicodedata.decimal(base, None)
            name = "" if digit is None else str(digit)
            atoms.append(_Atom(name, _weight(base, weights), _PLAIN, case))
        if marks:
            places = (_MARKS.find(mark) for mark in marks)
            second = (chr(_MARK_BASE + at if at >= 0 else ord(mark)) for at, mark in zip(places, marks, strict=True))
            atoms.append(_Atom("", "", "".join(second), _PLAIN * len(marks)))
    return tuple(atoms)


def _weight(base: str, weights: dict[str, str]) -> str:
    known = weights.get(base)
    if known is not None:
        return known
    digit = unicodedata.decimal(base, None)
    if digit is not None:
        return chr(_DIGIT_BASE + digit)
    group = unicodedata.category(base)
    if group == "Sc":
        return _OTHER_CURRENCY + base
    return (_OTHER_LETTER if group[0] in "LNC" else _OTHER_SIGN) + base


def _clusters(low: str, weights: dict[str, str], own: frozenset[str]) -> list[tuple[str, str]]:
    # One lower-case character as (base, its marks) pairs; a letter of the alphabet keeps the mark that makes it one.
    if low in weights or low.isascii():
        return [(low, "")] if low in weights or low.isdecimal() else []
    found: list[tuple[str, str]] = []
    plain = unicodedata.normalize("NFKD", "".join(_SPELT.get(char, char) for char in low)).casefold()
    for piece in unicodedata.normalize("NFKD", plain):
        if not unicodedata.combining(piece):
            if unicodedata.category(piece) not in ("Cf", "Cc", "Mn", "Me"):
                found.append((piece, ""))
            continue
        base, marks = found.pop() if found else ("", "")
        joined = unicodedata.normalize("NFC", base + piece) if base and not marks else ""
        found.append((joined, "") if joined in own else (base, marks + piece))
    return found
