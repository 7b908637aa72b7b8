"""Dates, times, numbers and money: by example, and against QLocale."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QDate, QLocale, QTime

from koosloome_desktop.support import i18n, locale

LOCALES = {"et": "et_EE", "en": "en_GB", "ru": "ru_RU"}
LANGS = st.sampled_from(list(LOCALES))
DATES = st.dates(dt.date(1900, 1, 1), dt.date(2199, 12, 31))


def qt(lang: str) -> QLocale:
    return QLocale(LOCALES[lang])


def spaced(text: str) -> str:
    return text.replace("\u202f", "\u00a0").replace("\u00a0", " ")


@pytest.fixture(autouse=True)
def estonian() -> Iterator[None]:
    i18n.set_language("et")
    yield
    i18n.set_language("et")


class TestDates:
    @pytest.mark.parametrize(
        ("lang", "short", "long", "month"),
        [
            ("et", "15.10.2026", "neljapäev, 15. oktoober 2026", "oktoober 2026"),
            ("en", "15/10/2026", "Thursday, 15 October 2026", "October 2026"),
            ("ru", "15.10.2026", "четверг, 15 октября 2026\u00a0г.", "октябрь 2026"),
        ],
    )
    def test_examples(self, lang: str, short: str, long: str, month: str) -> None:
        for value in ("2026-10-15", dt.date(2026, 10, 15), dt.datetime(2026, 10, 15, 23, 59, tzinfo=dt.UTC)):
            assert locale.date(value, lang) == short
            assert locale.date_long(value, lang) == long
            assert locale.month(value, lang) == month
        assert locale.date("2026-10", lang) == month
        assert locale.date_long("2026-10", lang) == month

    @given(DATES, LANGS)
    def test_long_dates_and_days_as_in_qt(self, day: dt.date, lang: str) -> None:
        theirs = QDate(day.year, day.month, day.day)
        assert spaced(locale.date_long(day, lang)) == spaced(qt(lang).toString(theirs, QLocale.FormatType.LongFormat))
        assert locale.weekday(day, lang) == qt(lang).dayName(day.isoweekday(), QLocale.FormatType.LongFormat)
        assert locale.weekday_letter(day, lang) == qt(lang).dayName(day.isoweekday(), QLocale.FormatType.ShortFormat)

    @given(DATES, st.sampled_from(["en", "ru"]))
    def test_short_dates_as_in_qt(self, day: dt.date, lang: str) -> None:
        theirs = qt(lang).toString(QDate(day.year, day.month, day.day), QLocale.FormatType.ShortFormat)
        assert locale.date(day, lang) == theirs

    @given(DATES)
    def test_short_estonian_dates_as_in_qt_but_for_the_century(self, day: dt.date) -> None:
        theirs = qt("et").toString(QDate(day.year, day.month, day.day), "dd.MM.yyyy")
        assert locale.date(day, "et") == theirs

    @pytest.mark.parametrize("lang", list(LOCALES))
    def test_month_names_as_in_qt(self, lang: str) -> None:
        ours = [locale.month_name(number, lang) for number in range(1, 13)]
        assert ours == [qt(lang).standaloneMonthName(number, QLocale.FormatType.LongFormat) for number in range(1, 13)]

    def test_weekday_letters(self) -> None:
        assert " ".join(locale.weekday_letters("et")) == "E T K N R L P"
        assert locale.weekday_letter("2026-10-15") == "N"
        assert locale.weekday("2026-10-15") == "neljapäev"

    def test_periods(self) -> None:
        assert locale.period("2027-01", "2027-03", "et") == "jaanuar–märts 2027"
        assert locale.period("2026-11", "2027-03", "et") == "november 2026–märts 2027"
        assert locale.period("2026-10-15", "2026-11-20", "et") == "15.10.2026–20.11.2026"
        assert locale.period("2026-10", "2026-10", "en") == "October 2026"
        assert locale.period("2026-10-15", "2027-03", "et") == "15.10.2026–märts 2027"

    @pytest.mark.parametrize(
        "bad", ["", "15.10.2026", "2026", "2026-13", "2026-02-30", "20261015", "2026-W42-4", "2026-1", "2026-00"]
    )
    def test_what_is_no_date_is_refused(self, bad: str) -> None:
        with pytest.raises(ValueError, match=r"not a|month|day|date|Invalid"):
            locale.date(bad, "et")

    def test_months_and_languages_that_do_not_exist(self) -> None:
        with pytest.raises(ValueError, match="13"):
            locale.month_name(13)
        with pytest.raises(ValueError, match="fi"):
            locale.date("2026-10-15", "fi")


class TestTimes:
    @given(st.times(), st.sampled_from(["en", "ru"]))
    def test_as_in_qt(self, clock: dt.time, lang: str) -> None:
        theirs = qt(lang).toString(QTime(clock.hour, clock.minute), QLocale.FormatType.ShortFormat)
        assert locale.time(clock, lang) == theirs

    def test_estonian_times_have_a_full_stop(self) -> None:
        assert locale.time("16:30", "et") == "16.30"
        assert locale.time("09:05:59", "et") == "09.05"
        assert locale.time(dt.time(0, 0)) == "00.00"

    def test_instants_show_the_wall_clock_of_the_workshop(self) -> None:
        moment = dt.datetime(2026, 10, 25, 0, 30, tzinfo=dt.UTC)
        assert spaced(locale.date_time(moment, "et")) == "25.10.2026 03.30"
        assert spaced(locale.date_time(moment + dt.timedelta(hours=1), "et")) == "25.10.2026 03.30"
        assert spaced(locale.date_time(moment, "en", "America/New_York")) == "24/10/2026 20:30"

    def test_durations(self) -> None:
        shown = [spaced(locale.duration(minutes, "et")) for minutes in (0, 45, 60, 90, -15)]
        assert shown == ["0 min", "45 min", "1 h", "1 h 30 min", "−15 min"]
        assert spaced(locale.duration(90, "ru")) == "1 ч 30 мин"


class TestNumbers:
    @given(st.integers(-(10**15), 10**15), LANGS)
    def test_whole_numbers_as_in_qt(self, value: int, lang: str) -> None:
        theirs = qt(lang).toString(value)
        # CLDR groups Estonian numbers from five digits on; a table reads better with one rule.
        if lang == "et" and 1000 <= abs(value) < 10000:
            assert locale.number(value, lang).replace("\u00a0", "") == theirs
        else:
            assert locale.number(value, lang) == theirs

    @given(st.integers(-(10**10), 10**10), LANGS)
    def test_decimals_as_in_qt(self, hundredths: int, lang: str) -> None:
        value = hundredths / 100
        theirs = qt(lang).toString(value, "f", 2)
        ours = locale.number(Decimal(hundredths) / 100, lang, decimals=2)
        if lang == "et" and 1000 <= abs(value) < 10000:
            ours = ours.replace("\u00a0", "")
        assert ours == theirs

    def test_examples(self) -> None:
        assert locale.number(1234.5, "et", decimals=2) == "1\u00a0234,50"
        assert locale.number(1234.5, "et") == "1\u00a0234,5"
        assert locale.number(2.0, "en") == "2"
        assert locale.number(0.125, "en", decimals=2) == "0.13"
        assert locale.number(2.5, "et", decimals=0) == "3"
        assert locale.number(-0.001, "et", decimals=2) == "0,00"
        assert locale.number(1e21, "en") == "1,000,000,000,000,000,000,000"
        assert locale.number(-1234567, "et") == "−1\u00a0234\u00a0567"

    @pytest.mark.parametrize("bad", [float("nan"), float("inf"), Decimal("-Infinity")])
    def test_what_is_not_finite_is_refused(self, bad: float) -> None:
        with pytest.raises(ValueError, match="finite"):
            locale.number(bad, "et")


class TestMoney:
    @pytest.mark.parametrize(
        ("cents", "lang", "want"),
        [
            (123450, "et", "1 234,50 €"),
            (123400, "et", "1 234 €"),
            (-5, "et", "−0,05 €"),
            (0, "et", "0 €"),
            (123450, "en", "€1,234.50"),
            (-123400, "en", "-€1,234"),
            (123456789, "ru", "1 234 567,89 €"),
        ],
    )
    def test_examples(self, cents: int, lang: str, want: str) -> None:
        assert spaced(locale.money(cents, lang)) == want

    def test_columns_may_ask_for_both_places(self) -> None:
        assert spaced(locale.money(123400, "et", decimals=True)) == "1 234,00 €"
        assert spaced(locale.money(123450, "et", decimals=False)) == "1 234 €"

    @given(st.integers(1_000_000, 10**14), LANGS)
    def test_as_in_qt(self, cents: int, lang: str) -> None:
        theirs = qt(lang).toCurrencyString(cents / 100, "€", 2)
        assert locale.money(cents, lang, decimals=True) == theirs

    @given(st.integers(-(10**13), 10**13), LANGS)
    def test_never_breaks_and_keeps_every_cent(self, cents: int, lang: str) -> None:
        shown = locale.money(cents, lang, decimals=True)
        assert " " not in shown
        assert int("".join(char for char in shown if char.isdecimal())) == abs(cents)


def test_percent() -> None:
    assert locale.percent(0.25, "et") == "25%"
    assert locale.percent(0.255, "et", decimals=1) == "25,5%"
    assert locale.percent(1, "ru") == "100\u00a0%"
    assert locale.percent(0.005, "en") == "1%"


def test_the_interfaces_language_is_the_default() -> None:
    assert locale.date("2026-10-15") == "15.10.2026"
    i18n.set_language("en")
    assert locale.date("2026-10-15") == "15/10/2026"
    assert locale.money(50) == "€0.50"
