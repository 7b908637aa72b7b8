"""Figures that stand in the text of a result or an indicator, proposed as name, baseline and target.

Plans mix count indicators into result texts ("neli koolitust, 80 inimest"); this offers to lift them into fields of
their own. It proposes and never acts. Estonian, English and Russian; the word lists are our own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from koosloome_desktop.model.records import Action, Canvas
from koosloome_desktop.support.patterns import pattern_of

_WORDS: Final = {
    "üks": 1, "ühe": 1, "kaks": 2, "kahe": 2, "kolm": 3, "kolme": 3, "neli": 4, "nelja": 4, "viis": 5, "viie": 5,
    "kuus": 6, "kuue": 6, "seitse": 7, "seitsme": 7, "kaheksa": 8, "üheksa": 9, "kümme": 10, "kümne": 10,
    "üksteist": 11, "kaksteist": 12, "viisteist": 15, "kakskümmend": 20, "kolmkümmend": 30, "viiskümmend": 50,
    "sada": 100,
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30, "fifty": 50,
    "один": 1, "одна": 1, "одно": 1, "два": 2, "две": 2, "три": 3, "четыре": 4, "пять": 5, "шесть": 6, "семь": 7,
    "восемь": 8, "девять": 9, "десять": 10, "двенадцать": 12, "двадцать": 20, "тридцать": 30, "пятьдесят": 50,
    "сто": 100,
}  # fmt: skip
_LIMIT: Final = (
    r"vähemalt|mitte\s+alla|üle|alla|kuni|ligi|umbes|at\s+least|more\s+than|over|under|up\s+to|about|"
    r"не\s+менее|не\s+меньше|более|свыше|до|около|≥|≤|>|<|\+"
)
_SPACE: Final = "[ \u00a0\u202f]"
_DIGITS: Final = rf"\d{{1,3}}(?:{_SPACE}\d{{3}})+(?:[.,]\d+)?|\d+(?:[.,]\d+)?"
_NUMBER: Final = rf"(?:{_DIGITS}|{'|'.join(sorted(_WORDS, key=len, reverse=True))})"
_VALUE: Final = rf"(?:(?:{_LIMIT})\s*)?{_NUMBER}(?:\s*[-–]\s*{_NUMBER})?"
_UNIT: Final = r"%|‰|€|eur\b|[^\W\d_][\w-]*"
_VALUE_UNIT: Final = rf"{_VALUE}(?:\s*(?:{_UNIT}))?"

_BASELINE: Final = (
    r"algtase|lähtetase|alg\w*seis|praegu(?:ne(?:\s+tase)?)?|täna|baseline|now|currently|"
    r"исходн\w+\s+(?:уровень|значение)|базов\w+\s+(?:уровень|значение)|сейчас"
)
_TARGET: Final = r"siht(?:tase|väärtus)?|eesmärk|target|goal|цель|целев\w+\s+(?:уровень|значение|показатель)"
_NAMED: Final = pattern_of(
    rf"\b(?P<kind>(?P<base>{_BASELINE})|(?P<aim>{_TARGET}))\s*[:=–-]?\s*(?P<value>{_VALUE_UNIT})", re.IGNORECASE
)
_ARROW: Final = pattern_of(rf"(?P<from>{_VALUE_UNIT})\s*(?:→|->|=>)\s*(?P<to>{_VALUE_UNIT})", re.IGNORECASE)
_COUNT: Final = pattern_of(rf"(?<![\w.,/-])(?P<value>{_VALUE})(?![\w./:])(?:\s*(?P<unit>{_UNIT}))?", re.IGNORECASE)
_YEAR: Final = pattern_of(r"(?:19|20|21)\d{2}")
_DATE_WORD: Final = pattern_of(
    r"(?:aasta|a\b|kvartal|jaanuar|veebruar|märts|aprill|mai|juuni|juuli|august|septemb|oktoob|novemb|detsemb|kuupäev|"
    r"january|february|march|april|may|june|july|august|september|october|november|december|year|"
    r"январ|феврал|март|апрел|ма[йя]|июн|июл|август|сентябр|октябр|ноябр|декабр|год)",
    re.IGNORECASE,
)
_JOINS: Final = pattern_of(r"(?:ja|ning|või|and|or|of|и|или|на|в)\b", re.IGNORECASE)
_CLAUSE: Final = pattern_of(r"(?<!\d),|,(?!\d)|[;\n•]|\.(?:\s|$)")
_EDGES: Final = " \t:;,.–-•()[]"


@dataclass(frozen=True, slots=True)
class Measure:
    """One proposed indicator: what is counted, where it starts ("" when nothing says it), where it should be.

    `start` and `end` are the place of the figures in the text (characters), for a mark.
    """

    name: str
    baseline: str
    target: str
    start: int = 0
    end: int = 0

    def fields(self) -> dict[str, str]:
        """The fields of a row that this would fill."""
        found = {"indicator": self.name, "baseline": self.baseline, "target": self.target}
        return {name: value for name, value in found.items() if value}


def measures(text: str) -> list[Measure]:
    """The figures of a text, in its order; none for a text without any, never an error."""
    result: list[Measure] = []
    place = 0
    for line in text.split("\n"):
        for part, at in _parts(line):
            result += _of_part(part, place + at)
        place += len(line) + 1
    return result


def propose(action: Action) -> list[Measure]:
    """What a row's indicator and result would give; nothing when its target is filled in already."""
    if action.target:
        return []
    return measures(action.indicator) or measures(action.result)


def of_plan(canvas: Canvas) -> list[Measure]:
    """The figures of the plan's own result indicators, one after the other."""
    return [one for text in canvas.result_indicators if isinstance(text, str) for one in measures(text)]


def _parts(line: str) -> list[tuple[str, int]]:
    """A line as a whole when it names a baseline, a target or an arrow, else its clauses, each with its place."""
    if _NAMED.search(line) or _ARROW.search(line):
        return [(line, 0)]
    result, place = [], 0
    for found in _CLAUSE.finditer(line):
        result.append((line[place : found.start()], place))
        place = found.end()
    return [*result, (line[place:], place)]


def _of_part(part: str, at: int) -> list[Measure]:
    named = list(_NAMED.finditer(part))
    if named:
        values = {"base" if found["base"] else "aim": found["value"].strip() for found in reversed(named)}
        name = part[: named[0].start()].strip(_EDGES)
        start, end = named[0].start(), named[-1].end()
        return [Measure(name, _tidy(values.get("base", "")), _tidy(values.get("aim", "")), at + start, at + end)]
    arrow = _ARROW.search(part)
    if arrow:
        name = (part[: arrow.start()] or part[arrow.end() :]).strip(_EDGES)
        return [Measure(name, _tidy(arrow["from"]), _tidy(arrow["to"]), at + arrow.start(), at + arrow.end())]
    return [one for found in _COUNT.finditer(part) if (one := _counted(part, found, at)) is not None]


def _counted(part: str, found: re.Match[str], at: int) -> Measure | None:
    value, unit = found["value"], found["unit"] or ""
    if _is_date(value, unit) or (value.casefold() == "kuus" and re.search(r"\bkord[a]?\s*$", part[: found.start()])):
        return None
    if unit in {"%", "‰", "€"} or unit.casefold() == "eur":
        return Measure(part[: found.start()].strip(_EDGES) or part[found.end() :].strip(_EDGES), "",
                       f"{_number(value)} {unit}", at + found.start(), at + found.end())  # fmt: skip
    if unit and not _JOINS.fullmatch(unit):
        return Measure(unit, "", f"{_number(value)} {unit}", at + found.start(), at + found.end())
    name = part[: found.start()].strip(_EDGES)
    return Measure(name, "", _number(value), at + found.start(), at + found.end("value")) if name else None


def _is_date(value: str, unit: str) -> bool:
    return (bool(_YEAR.search(value)) and (not unit or bool(_DATE_WORD.match(unit)) or unit.isalpha())) or bool(
        unit and _DATE_WORD.match(unit)
    )


def _tidy(value: str) -> str:
    """A value with its number in digits, without a word that only joins."""
    words = value.split()
    if len(words) > 1 and _JOINS.fullmatch(words[-1]):
        words.pop()
    return _number(" ".join(words)).replace(" %", "%")


def _number(value: str) -> str:
    """The text with numbers in digits: "neli" → "4", "at least two" → "at least 2"."""
    return " ".join(str(_WORDS.get(word.casefold(), word)) for word in value.split())
