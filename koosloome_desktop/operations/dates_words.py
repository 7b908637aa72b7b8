"""Words of dates in Estonian, English and Russian: months in the cases of real plans, and what stands around them."""

from __future__ import annotations

from enum import Enum, auto
from functools import cache
from typing import Final


class Mark(Enum):
    """What a word or sign between dates means."""

    DASH = auto()
    BEFORE = auto()
    UNTIL = auto()
    SINCE = auto()
    TO = auto()
    AND = auto()
    BETWEEN = auto()
    END = auto()
    QUARTER = auto()
    HALF = auto()
    YEAR_WORD = auto()


class Edge(Enum):
    """What the case ending of an Estonian month says: ``juunis``, ``juunist``, ``juunini`` and ``juuniks``."""

    NONE = auto()
    SINCE = auto()
    UNTIL = auto()


_ET_GENITIVE = (
    "jaanuari", "veebruari", "märtsi", "aprilli", "mai", "juuni",
    "juuli", "augusti", "septembri", "oktoobri", "novembri", "detsembri",
)  # fmt: skip
_ET_NOMINATIVE = (
    "jaanuar", "veebruar", "märts", "aprill", "mai", "juuni",
    "juuli", "august", "september", "oktoober", "november", "detsember",
)  # fmt: skip
_ET_ENDINGS: Final = {
    "": Edge.NONE, "t": Edge.NONE, "l": Edge.NONE, "s": Edge.NONE, "sse": Edge.NONE, "kuu": Edge.NONE,
    "kuus": Edge.NONE, "kuul": Edge.NONE, "st": Edge.SINCE, "lt": Edge.SINCE, "kuust": Edge.SINCE, "ni": Edge.UNTIL,
    "ks": Edge.UNTIL, "kuuni": Edge.UNTIL, "kuuks": Edge.UNTIL,
}  # fmt: skip
_EN = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_RU_STEMS = (
    "январ", "феврал", "март", "апрел", "ма", "июн", "июл", "август", "сентябр", "октябр", "ноябр", "декабр",
)  # fmt: skip
_HARD = ("март", "август")
_SHORT = (
    "jaan jan янв", "veebr veeb feb febr фев февр", "mär mar marts мар", "apr апр", "", "jun июн", "jul июл",
    "aug авг", "sept sep сен сент", "okt oct окт", "nov ноя нояб", "dets det dec дек",
)  # fmt: skip


def _months() -> dict[str, tuple[int, Edge]]:
    words: dict[str, tuple[int, Edge]] = {}
    for index in range(12):
        number = index + 1
        for ending, edge in _ET_ENDINGS.items():
            words[_ET_GENITIVE[index] + ending] = (number, edge)
        # "march" and "august" carry no ending, so one table serves the three languages.
        plain = [_ET_NOMINATIVE[index], _EN[index], *_SHORT[index].split(), *_russian(_RU_STEMS[index])]
        words.update((word, (number, Edge.NONE)) for word in plain)
    return words


def _russian(stem: str) -> list[str]:
    if stem == "ма":
        return ["май", "мая", "мае", "маю", "маем"]
    hard = stem in _HARD
    endings = ("", "а", "е", "у", "ом") if hard else ("ь", "я", "е", "ю", "ем")
    return [stem + ending for ending in endings]


MONTHS: Final = _months()
"""Month word, lower case → its number 1…12 and what its ending says."""

MARKS: Final[dict[str, Mark]] = {
    **dict.fromkeys(("enne", "before", "перед"), Mark.BEFORE),
    **dict.fromkeys(("kuni", "hiljemalt", "until", "till", "by", "до", "к", "ко", "не позднее"), Mark.UNTIL),
    **dict.fromkeys(("alates", "from", "since", "с", "со", "от"), Mark.SINCE),
    **dict.fromkeys(("to", "through", "по"), Mark.TO),
    **dict.fromkeys(("ja", "and", "и"), Mark.AND),
    **dict.fromkeys(("between", "vahemikus", "между"), Mark.BETWEEN),
    **dict.fromkeys(
        ("lõpp", "lõpuks", "lõpuni", "lõpus", "lõppu", "lõpul", "end", "конец", "конца", "концу", "конце"), Mark.END
    ),
    **dict.fromkeys(
        ("kvartal", "kvartali", "kvartalis", "kvartalil", "kv", "quarter", "quarters", "квартал", "квартала",
         "квартале", "кв"), Mark.QUARTER,
    ),
    **dict.fromkeys(
        ("poolaasta", "poolaastal", "poolaastas", "half", "полугодие", "полугодия", "полугодии"), Mark.HALF
    ),
    **dict.fromkeys(("aasta", "aastal", "year", "год", "года", "году"), Mark.YEAR_WORD),
}  # fmt: skip
"""Words that mean something between dates."""

FILLERS: Final = frozenset(("a", "г", "of", "the", "in", "on", "в", "во"))
"""Words that say nothing: ``2021 a``, ``2021 г.``, ``in May``."""

ROMAN: Final = {"i": 1, "ii": 2, "iii": 3, "iv": 4}

_ORDINAL_STEMS: Final = (
    ("esime", 1, ("ne", "ses", "sel", "se")),
    ("tei", 2, ("ne", "ses", "sel", "se")),
    ("kolma", 3, ("s", "ndas", "ndal", "nda")),
    ("nelja", 4, ("s", "ndas", "ndal", "nda")),
    ("", 1, ("first", "первый", "первого", "первом", "первое")),
    ("", 2, ("second", "второй", "второго", "втором", "второе")),
    ("", 3, ("third", "третий", "третьего", "третьем")),
    ("", 4, ("fourth", "четвертый", "четвертого", "четвертом")),
)
ORDINALS: Final = {stem + ending: number for stem, number, endings in _ORDINAL_STEMS for ending in endings}
"""Ordinal words before a quarter or a half-year."""

_SHORTEST_MISTYPED: Final = 6


def in_genitive(month: int, lang: str) -> str:
    """The name of month 1…12 as its endings are put to it: oktoobri, октября; in English the plain name."""
    stem = _RU_STEMS[month - 1]
    russian = "мая" if stem == "ма" else stem + ("а" if stem in _HARD else "я")
    return {"et": _ET_GENITIVE[month - 1], "ru": russian}.get(lang, _EN[month - 1].capitalize())


def month_of(word: str) -> tuple[int, Edge] | None:
    """The month that a lower-case word names; one mistyped letter is forgiven in words of six or more."""
    return MONTHS.get(word) or (_mistyped(word) if _SHORTEST_MISTYPED <= len(word) <= 14 else None)


@cache
def _near() -> dict[str, set[tuple[int, Edge]]]:
    """Every month word of six letters or more with any one letter taken out."""
    near: dict[str, set[tuple[int, Edge]]] = {}
    for word, month in MONTHS.items():
        if len(word) >= _SHORTEST_MISTYPED:
            for form in _shortened(word):
                near.setdefault(form, set()).add(month)
    return near


def _shortened(word: str) -> set[str]:
    return {word} | {word[:i] + word[i + 1 :] for i in range(len(word))}


def _mistyped(word: str) -> tuple[int, Edge] | None:
    # Words that are one edit apart become the same word when at most one letter is dropped from each. The rule lets
    # a few more through; what comes near two months names none.
    near = _near()
    found = {month for form in _shortened(word) for month in near.get(form, ())}
    months = {number for number, _edge in found}
    if len(months) != 1:
        return None
    number = months.pop()
    return number, (found.pop()[1] if len(found) == 1 else Edge.NONE)
