"""Times that are counted from today: ``+3k``, ``kahe nädala pärast``, ``by the end of next month``, ``через неделю``.

What was decided: a count of weeks, months or years gives a day (three months after 30 November is 28 February); the
end of a month, quarter or year keeps month precision; a week begins on Monday and ends on Sunday; a weekday is the next
such day after today; ``next week`` is a span, so its end is the deadline.
"""

from __future__ import annotations

import calendar
import unicodedata
from collections.abc import Callable
from datetime import date, timedelta
from typing import Final

from koosloome_desktop.operations.dates_partial import FIRST_YEAR, LAST_YEAR
from koosloome_desktop.support.patterns import pattern_of

Found = tuple[str | None, str | None, str]
"""Start, end (partial dates) and the kind of `dates.RangeKind` by its value."""

_SIGN: Final = pattern_of(r"\+ ?([0-9]{1,3}) ?([^\W\d_]+)\.?")
_LETTERS: Final = {
    "p": "d", "d": "d", "д": "d", "n": "w", "w": "w", "н": "w", "k": "m", "m": "m", "м": "m", "к": "m", "a": "y",
    "y": "y", "г": "y", "л": "y",
}  # fmt: skip
"""Letters after ``+3``: päev, nädal, kuu, aasta with their English and Russian counterparts."""


def _words(table: dict[str, str]) -> dict[str, str]:
    return {word: code for code, words in table.items() for word in words.split()}


_UNITS: Final = _words({
    "d": "päev päeva päevaks päeval day days день дня дней дню",
    "w": "nädal nädala nädalat nädalal nädalaks week weeks неделя недели неделю неделе недель",
    "m": "kuu kuud kuul kuuks month months месяц месяца месяцев месяце месяцу",
    "q": "kvartal kvartali kvartalis kvartalil quarter quarters квартал квартала квартале кварталу",
    "h": "poolaasta poolaastal полугодие полугодия полугодии полугодию полгода",
    "y": "aasta aastat aastal aastaks year years год года году лет",
})  # fmt: skip
_NUMBERS: Final[dict[str, int]] = {
    word: number
    for number, words in enumerate(
        (
            "ühe üks one a an один одну одна одного одной", "kahe kaks two два две двух", "kolme kolm three три трех",
            "nelja neli four четыре четырех", "viie viis five пять пяти", "kuue kuus six шесть шести",
            "seitsme seitse seven семь семи", "kaheksa eight восемь восьми", "üheksa nine девять девяти",
            "kümne kümme ten десять десяти",
        ), 1,
    )
    for word in words.split()
}  # fmt: skip
_DAYS: Final = {
    "täna": 0, "tänaseks": 0, "today": 0, "сегодня": 0, "homme": 1, "homseks": 1, "tomorrow": 1, "завтра": 1,
    "ülehomme": 2, "ülehomseks": 2, "послезавтра": 2,
}  # fmt: skip
_WEEKDAYS: Final = {
    word: number
    for number, words in enumerate(
        ("esmaspäev monday понедельник понедельника понедельнику", "teisipäev tuesday вторник вторника вторнику",
         "kolmapäev wednesday среда среду среды среде", "neljapäev thursday четверг четверга четвергу",
         "reede friday пятница пятницу пятницы пятнице", "laupäev saturday суббота субботу субботы субботе",
         "pühapäev sunday воскресенье воскресенья воскресенью")
    )
    for plain in words.split()
    for word in ([plain] if not plain.endswith(("päev", "reede")) else
                 [plain + e for e in (("", "al", "aks", "ani", "a") if plain.endswith("v") else ("", "l", "ks", "ni"))])
}  # fmt: skip
_SIGNS: Final = _words({
    "after": "pärast hiljem later",
    "in": "in через",
    "within": "jooksul within течение",
    "end": "lõpp lõpuks lõpuni lõpus lõpul lõppu end конец конца концу конце",
    "this": "see selle sel sellel selles käesoleva this этот этого этой этом эта эту текущего текущий",
    "next": "järgmine järgmise järgmisel järgmises tulev tuleva tuleval next следующий следующего следующей следующем",
    "until": "kuni hiljemalt by until till до к ко",
    "half": "pool poole half",
    "": "the of on в во на from now",
})  # fmt: skip
_SPACES: Final = pattern_of(r"[\s.,]+")


def relative(text: str, today: date) -> Found | None:
    """What a text says that counts from `today`; None when it says nothing of the kind. Never raises."""
    plain = unicodedata.normalize("NFC", text).lower().replace("ё", "е")
    plain = _SPACES.sub(" ", plain).strip()
    if not plain or len(plain) > 60:
        return None
    signed = _SIGN.fullmatch(plain)
    if signed is not None:
        unit = _LETTERS.get(signed[2]) or _UNITS.get(signed[2])
        return _day(moved(today, int(signed[1]), unit)) if unit else None
    return _worded(plain.split(), today)


def moved(day: date, count: int, unit: str) -> date | None:
    """`count` days, weeks, months, quarters, half-years or years later (d w m q h y); None outside 1900…2199.

    A day that its month does not have is the last of the month.
    """
    if unit in "dw":
        later = day + timedelta(days=count * (7 if unit == "w" else 1))
        return later if FIRST_YEAR <= later.year <= LAST_YEAR else None
    months = day.year * 12 + day.month - 1 + count * {"m": 1, "q": 3, "h": 6, "y": 12}[unit]
    year, month = divmod(months, 12)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _worded(words: list[str], today: date) -> Found | None:
    kinds, count, unit, weekday = [], 1, "", -1
    for word in words:
        kind = _kind(word)
        if kind is None:
            return None
        count = _number(word) if kind == "number" else count
        unit = _UNITS[word] if kind == "unit" else unit
        weekday = _WEEKDAYS.get(word, weekday)
        kinds += [kind] if kind else []
    if "half" in kinds:  # "poole aasta pärast", "in half a year"
        if unit != "y" or count != 1:
            return None
        kinds, unit = [k for k in kinds if k not in {"half", "number"}], "h"
    if kinds in (["day"], ["until", "day"]):
        return _day(today + timedelta(days=next(_DAYS[w] for w in words if w in _DAYS)))
    if weekday >= 0:
        return _day(today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)) if kinds in _BY_DAY else None
    rule = _RULES.get(tuple(kinds))
    return rule(today, count, unit) if rule is not None and unit else None


_BY_DAY: Final = (["weekday"], ["until", "weekday"], ["next", "weekday"], ["this", "weekday"])


def _kind(word: str) -> str | None:
    """The class of a word; "" for one that says nothing, None for one that belongs to no time."""
    for kind, table in (("unit", _UNITS), ("day", _DAYS), ("weekday", _WEEKDAYS), ("number", _NUMBERS)):
        if word in table:
            return kind
    if word.isascii() and word.isdigit() and len(word) <= 3:
        return "number"
    return _SIGNS.get(word)


def _number(word: str) -> int:
    return _NUMBERS.get(word) or int(word)


# -- what the words say together


def _day(day: date | None) -> Found | None:
    return None if day is None else (day.isoformat(), day.isoformat(), "day")


def _later(today: date, count: int, unit: str) -> Found | None:
    return _day(moved(today, count, unit))


def _within(today: date, count: int, unit: str) -> Found | None:
    day = moved(today, count, unit)
    return None if day is None else (None, day.isoformat(), "until")


def _span(today: date, step: int, unit: str) -> Found | None:
    """This unit of time (step 0) or the next (1), as it is stored: weeks by day, all else by month."""
    if unit == "d":
        return _later(today, step, "d")
    if unit == "w":
        first = today - timedelta(days=today.weekday()) + timedelta(days=7 * step)
        return (first.isoformat(), (first + timedelta(days=6)).isoformat(), "range")
    months = {"m": 1, "q": 3, "h": 6, "y": 12}[unit]
    number = (today.year * 12 + today.month - 1) // months * months + step * months
    first_month, last_month = (divmod(number, 12), divmod(number + months - 1, 12))
    start, end = (f"{year:04d}-{month + 1:02d}" for year, month in (first_month, last_month))
    return (start, end, {"m": "month", "q": "quarter", "h": "half", "y": "year"}[unit])


def _end(today: date, step: int, unit: str) -> Found | None:
    span = _span(today, step, unit)
    return None if span is None else (None, span[1], "until")


def _rules() -> dict[tuple[str, ...], Callable[[date, int, str], Found | None]]:
    def end(step: int) -> Callable[[date, int, str], Found | None]:
        return lambda today, _count, unit: _end(today, step, unit)

    def span(step: int) -> Callable[[date, int, str], Found | None]:
        return lambda today, _count, unit: _span(today, step, unit)

    found: dict[tuple[str, ...], Callable[[date, int, str], Found | None]] = {}
    for number in ((), ("number",)):
        found[*number, "unit", "after"] = _later
        found["in", *number, "unit"] = _later
        found[*number, "unit", "within"] = _within
        found["within", *number, "unit"] = _within
    found["number", "unit"] = _from_now
    for until in ((), ("until",)):
        for which, step in (((), 0), (("this",), 0), (("next",), 1)):
            found[*until, *which, "unit", "end"] = end(step)
            found[*until, "end", *which, "unit"] = end(step)
    for which, step in ((("this",), 0), (("next",), 1)):
        found[*which, "unit"] = span(step)
        found["in", *which, "unit"] = span(step)
    return found


def _from_now(_today: date, _count: int, _unit: str) -> Found | None:
    # "3 weeks" alone is how long something takes, not when it is due.
    return None


_RULES: Final = _rules()
