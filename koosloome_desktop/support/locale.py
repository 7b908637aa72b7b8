"""Dates, times, numbers and money as people of the language write them: et, en, ru.

Written here because the rooms below the window must do without Qt. Tables: CLDR, compared with QLocale in tests. Where
we differ on purpose: Estonian short dates have four digits for the year and times a full stop (15.10.2026, 16.30; both
are the rule of the Estonian orthography), numbers are grouped from 1 000 on in every language, and amounts of whole
euros have no decimals. Spaces inside a date or number are U+00A0, so that a line never breaks there. `lang` left out
means the interface's language.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from koosloome_desktop.support.i18n import language
from koosloome_desktop.support.patterns import pattern_of
from koosloome_desktop.support.zones import DEFAULT_ZONE, local

if TYPE_CHECKING:
    from decimal import Decimal

NBSP: Final = "\u00a0"
_DATE = pattern_of(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_MONTH = pattern_of(r"(\d{4})-(\d{2})", re.ASCII)


@dataclass(frozen=True, slots=True)
class _Locale:
    months: tuple[str, ...]
    months_of: tuple[str, ...]
    days: tuple[str, ...]
    letters: tuple[str, ...]
    short: str
    long: str
    clock: str
    group: str
    decimal: str
    minus: str
    money: str
    percent: str
    hours: str
    minutes: str


_LOCALES: Final = {
    "et": _Locale(
        months=(
            "jaanuar",
            "veebruar",
            "märts",
            "aprill",
            "mai",
            "juuni",
            "juuli",
            "august",
            "september",
            "oktoober",
            "november",
            "detsember",
        ),
        months_of=(
            "jaanuar",
            "veebruar",
            "märts",
            "aprill",
            "mai",
            "juuni",
            "juuli",
            "august",
            "september",
            "oktoober",
            "november",
            "detsember",
        ),
        days=("esmaspäev", "teisipäev", "kolmapäev", "neljapäev", "reede", "laupäev", "pühapäev"),
        letters=("E", "T", "K", "N", "R", "L", "P"),
        short="{day:02}.{month:02}.{year:04}",
        long="{weekday}, {day}. {name} {year}",
        clock="{hour:02}.{minute:02}",
        group=NBSP,
        decimal=",",
        minus="\u2212",
        money=f"{{minus}}{{amount}}{NBSP}{{sign}}",
        percent="{number}%",
        hours="h",
        minutes="min",
    ),
    "en": _Locale(
        months=(
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ),
        months_of=(
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ),
        days=("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
        letters=("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
        short="{day:02}/{month:02}/{year:04}",
        long="{weekday}, {day} {name} {year}",
        clock="{hour:02}:{minute:02}",
        group=",",
        decimal=".",
        minus="-",
        money="{minus}{sign}{amount}",
        percent="{number}%",
        hours="h",
        minutes="min",
    ),
    "ru": _Locale(
        months=(
            "январь",
            "февраль",
            "март",
            "апрель",
            "май",
            "июнь",
            "июль",
            "август",
            "сентябрь",
            "октябрь",
            "ноябрь",
            "декабрь",
        ),
        months_of=(
            "января",
            "февраля",
            "марта",
            "апреля",
            "мая",
            "июня",
            "июля",
            "августа",
            "сентября",
            "октября",
            "ноября",
            "декабря",
        ),
        days=("понедельник", "вторник", "среда", "четверг", "пятница", "суббота", "воскресенье"),
        letters=("пн", "вт", "ср", "чт", "пт", "сб", "вс"),
        short="{day:02}.{month:02}.{year:04}",
        long=f"{{weekday}}, {{day}} {{name}} {{year}}{NBSP}г.",
        clock="{hour:02}:{minute:02}",
        group=NBSP,
        decimal=",",
        minus="-",
        money=f"{{minus}}{{amount}}{NBSP}{{sign}}",
        percent=f"{{number}}{NBSP}%",
        hours="ч",
        minutes="мин",
    ),
}


def _of(lang: str | None) -> _Locale:
    try:
        return _LOCALES[lang or language()]
    except KeyError:
        raise ValueError(f"no formats for language {lang!r}") from None


# --- dates ---


def date(value: str | dt.date, lang: str | None = None) -> str:
    """A date in short: 15.10.2026, 15/10/2026; a month (``2026-10``) as `month`.

    Stored texts are ``YYYY-MM-DD`` or ``YYYY-MM``; ValueError for anything else.
    """
    if isinstance(value, str) and _MONTH.fullmatch(value):
        return month(value, lang)
    day = _day(value)
    return _of(lang).short.format(day=day.day, month=day.month, year=day.year)


def date_long(value: str | dt.date, lang: str | None = None) -> str:
    """A date with its weekday: neljapäev, 15. oktoober 2026; a month (``2026-10``) as `month`."""
    if isinstance(value, str) and _MONTH.fullmatch(value):
        return month(value, lang)
    day, words = _day(value), _of(lang)
    return words.long.format(
        weekday=words.days[day.weekday()], day=day.day, name=words.months_of[day.month - 1], year=day.year
    )


def month(value: str | dt.date, lang: str | None = None) -> str:
    """The month of a date or of ``2026-10``: oktoober 2026, October 2026, октябрь 2026."""
    year, number = _year_month(value)
    return f"{_of(lang).months[number - 1]} {year}"


def month_name(number: int, lang: str | None = None) -> str:
    """The name of month 1…12 standing alone."""
    if not 1 <= number <= 12:
        raise ValueError(f"no month {number}")
    return _of(lang).months[number - 1]


_SHORT_MONTHS: Final = {
    "et": ("jaan", "veebr", "märts", "apr", "mai", "juuni", "juuli", "aug", "sept", "okt", "nov", "dets"),
    "en": ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
    "ru": ("янв", "февр", "март", "апр", "май", "июнь", "июль", "авг", "сент", "окт", "нояб", "дек"),
}


def month_short(number: int, lang: str | None = None) -> str:
    """The name of month 1…12 as it stands over a column that is too narrow for the whole one: jaan, veebr, märts."""
    if not 1 <= number <= 12:
        raise ValueError(f"no month {number}")
    _of(lang)
    return _SHORT_MONTHS[lang or language()][number - 1]


def period(start: str | dt.date, end: str | dt.date, lang: str | None = None) -> str:
    """From one date or month to another: 15.10.2026–20.11.2026, jaanuar–märts 2027; once when both are the same."""
    if start == end:
        return date(start, lang)
    months = isinstance(start, str) and isinstance(end, str) and _MONTH.fullmatch(start) and _MONTH.fullmatch(end)
    if months and str(start)[:4] == str(end)[:4]:
        return f"{month_name(_year_month(start)[1], lang)}–{month(end, lang)}"
    return f"{date(start, lang)}–{date(end, lang)}"


def weekday(value: str | dt.date, lang: str | None = None) -> str:
    """The day of the week in full: neljapäev."""
    return _of(lang).days[_day(value).weekday()]


def weekday_letter(value: str | dt.date, lang: str | None = None) -> str:
    """The day of the week in short: N, Thu, чт."""
    return _of(lang).letters[_day(value).weekday()]


def weekday_letters(lang: str | None = None) -> tuple[str, ...]:
    """The seven short names, Monday first: E T K N R L P."""
    return _of(lang).letters


def time(value: str | dt.time | dt.datetime, lang: str | None = None) -> str:
    """A wall time: 16.30 in Estonian, else 16:30. Texts are ``HH:MM`` (seconds are left out)."""
    clock = dt.time.fromisoformat(value) if isinstance(value, str) else value
    return _of(lang).clock.format(hour=clock.hour, minute=clock.minute)


def date_time(moment: dt.datetime, lang: str | None = None, zone: str = DEFAULT_ZONE) -> str:
    """An instant (aware) as short date and wall time in a zone: 15.10.2026 17.05."""
    wall = local(moment, zone)
    return f"{date(wall.date(), lang)}{NBSP}{time(wall, lang)}"


def duration(minutes: int, lang: str | None = None) -> str:
    """A length of time: 45 min, 1 h, 1 h 30 min."""
    words = _of(lang)
    if minutes < 0:
        return words.minus + duration(-minutes, lang)
    hours, rest = divmod(minutes, 60)
    parts = [f"{hours}{NBSP}{words.hours}"] if hours else []
    if rest or not hours:
        parts.append(f"{rest}{NBSP}{words.minutes}")
    return NBSP.join(parts)


def _day(value: str | dt.date) -> dt.date:
    if isinstance(value, str):
        # Stricter than date.fromisoformat, which also takes 20261015 and 2026-W42-4.
        if not _DATE.fullmatch(value):
            raise ValueError(f"not a date: {value!r}")
        return dt.date.fromisoformat(value)
    return value.date() if isinstance(value, dt.datetime) else value


def _year_month(value: str | dt.date) -> tuple[int, int]:
    found = _MONTH.fullmatch(value) if isinstance(value, str) else None
    if found:
        year, number = int(found[1]), int(found[2])
        if not 1 <= number <= 12:
            raise ValueError(f"not a month: {value!r}")
        return year, number
    day = _day(value)
    return day.year, day.month


# --- numbers ---


def number(value: float | Decimal, lang: str | None = None, *, decimals: int | None = None) -> str:
    """A number with its thousands apart: 1 234,5. `decimals` rounds half away from zero and pads; left out, as many as
    it has.

    ValueError for what is not finite.
    """
    words = _of(lang)
    if isinstance(value, int) and not decimals:
        return f"{words.minus if value < 0 else ''}{abs(value):,}".replace(",", words.group)
    from decimal import ROUND_HALF_UP, Decimal  # the first screen counts in whole numbers

    exact = value if isinstance(value, Decimal) else Decimal(str(value))
    if not exact.is_finite():
        raise ValueError(f"not a finite number: {value}")
    if decimals is not None:
        exact = exact.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    whole, _, part = f"{abs(exact):f}".partition(".")
    if decimals is None:
        part = part.rstrip("0")
    grouped = f"{int(whole):,}".replace(",", words.group)
    minus = words.minus if exact < 0 else ""
    return f"{minus}{grouped}{words.decimal}{part}" if part else f"{minus}{grouped}"


def money(cents: int, lang: str | None = None, *, sign: str = "€", decimals: bool | None = None) -> str:
    """An amount given in cents: 1 234,50 €; 1 234 € when it is whole, unless `decimals` asks for both places always."""
    words = _of(lang)
    whole, rest = divmod(abs(cents), 100)
    amount = number(whole, lang)
    if decimals or (decimals is None and rest):
        amount += f"{words.decimal}{rest:02}"
    return words.money.format(minus=words.minus if cents < 0 else "", amount=amount, sign=sign)


def percent(fraction: float | Decimal, lang: str | None = None, *, decimals: int = 0) -> str:
    """A share (0.25) as percent: 25%, in Russian 25 %."""
    from decimal import Decimal

    exact = fraction if isinstance(fraction, Decimal) else Decimal(str(fraction))
    return _of(lang).percent.format(number=number(exact * 100, lang, decimals=decimals))


def size(count: int, lang: str | None = None) -> str:
    """A number of bytes as people say it: ``1,5 MB``, ``12 kB``; thousands, not 1,024s."""
    if count < 1_000_000:
        return f"{number(-(-count // 1000), lang)} kB"
    large, unit = (count / 1_000_000_000, "GB") if count >= 1_000_000_000 else (count / 1_000_000, "MB")
    return f"{number(large, lang, decimals=1)} {unit}"
