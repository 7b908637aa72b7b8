"""Times as they are typed today, what is said back, and that it is the same."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from koosloome_desktop.operations.dates import DateRange, RangeKind, last_day, valid_partial
from koosloome_desktop.operations.dates_relative import moved, relative
from koosloome_desktop.operations.dates_typed import parse_typed, said
from tests.operations.said import many

TODAY = date(2026, 11, 25)  # a Wednesday
LANGS = ("et", "en", "ru")

TYPED = [
    # the strings of the issue and of domain.md 2.5
    ("30.9", "day", "2027-09-30", "2027-09-30"),
    ("25.11", "day", "2026-11-25", "2026-11-25"),
    ("24.11", "day", "2027-11-24", "2027-11-24"),
    ("29.2", "day", "2028-02-29", "2028-02-29"),
    ("sept 2026", "month", "2026-09", "2026-09"),
    ("juuni - oktoober 2021", "range", "2021-06", "2021-10"),
    ("Juuni - oktoober 2021", "range", "2021-06", "2021-10"),
    ("august - detsember 2021", "range", "2021-08", "2021-12"),
    ("6. oktoobril", "day", "2027-10-06", "2027-10-06"),
    ("6. oktoobril 2014", "day", "2014-10-06", "2014-10-06"),
    ("enne 30.märtsi", "before", None, "2027-03-30"),
    ("+3k", "day", "2027-02-25", "2027-02-25"),
    ("III kvartal", "quarter", "2027-07", "2027-09"),
    ("IV kvartal", "quarter", "2026-10", "2026-12"),
    ("20.aprillil 2023", "day", "2023-04-20", "2023-04-20"),
    ("03/ 2014 - 03/ 2016", "range", "2014-03", "2016-03"),
    ("2 .oktoober 2014", "day", "2014-10-02", "2014-10-02"),
    ("19.mail 2015", "day", "2015-05-19", "2015-05-19"),
    # English and Russian counterparts
    ("30 September", "day", "2027-09-30", "2027-09-30"),
    ("Sept 2026", "month", "2026-09", "2026-09"),
    ("June - October 2021", "range", "2021-06", "2021-10"),
    ("on 6 October", "day", "2027-10-06", "2027-10-06"),
    ("by 30 March", "until", None, "2027-03-30"),
    ("before 30 March", "before", None, "2027-03-30"),
    ("+3m", "day", "2027-02-25", "2027-02-25"),
    ("Q3 2026", "quarter", "2026-07", "2026-09"),
    ("end of May", "until", None, "2027-05"),
    ("in 3 weeks", "day", "2026-12-16", "2026-12-16"),
    ("within two weeks", "until", None, "2026-12-09"),
    ("by the end of next month", "until", None, "2026-12"),
    ("by Friday", "day", "2026-11-27", "2026-11-27"),
    ("next week", "range", "2026-11-30", "2026-12-06"),
    ("in half a year", "day", "2027-05-25", "2027-05-25"),
    ("tomorrow", "day", "2026-11-26", "2026-11-26"),
    ("30 сентября", "day", "2027-09-30", "2027-09-30"),
    ("сент 2026", "month", "2026-09", "2026-09"),
    ("июнь - октябрь 2021", "range", "2021-06", "2021-10"),
    ("6 октября", "day", "2027-10-06", "2027-10-06"),
    ("к 30 марта", "until", None, "2027-03-30"),
    ("до конца года", "until", None, "2026-12"),
    ("+3м", "day", "2027-02-25", "2027-02-25"),
    ("III квартал", "quarter", "2027-07", "2027-09"),
    ("через неделю", "day", "2026-12-02", "2026-12-02"),
    ("через две недели", "day", "2026-12-09", "2026-12-09"),
    ("через полгода", "day", "2027-05-25", "2027-05-25"),
    ("в течение двух недель", "until", None, "2026-12-09"),
    ("к пятнице", "day", "2026-11-27", "2026-11-27"),
    ("в следующем месяце", "month", "2026-12", "2026-12"),
    ("конец мая", "until", None, "2027-05"),
    # what else is said in a room
    ("nädala pärast", "day", "2026-12-02", "2026-12-02"),
    ("kolme nädala pärast", "day", "2026-12-16", "2026-12-16"),
    ("poole aasta pärast", "day", "2027-05-25", "2027-05-25"),
    ("kahe nädala jooksul", "until", None, "2026-12-09"),
    ("kuu lõpuks", "until", None, "2026-11"),
    ("tuleva kuu lõpuks", "until", None, "2026-12"),
    ("kvartali lõpuks", "until", None, "2026-12"),
    ("aasta lõpuks", "until", None, "2026-12"),
    ("nädala lõpuks", "until", None, "2026-11-29"),
    ("järgmisel nädalal", "range", "2026-11-30", "2026-12-06"),
    ("järgmises kvartalis", "quarter", "2027-01", "2027-03"),
    ("homme", "day", "2026-11-26", "2026-11-26"),
    ("reedeks", "day", "2026-11-27", "2026-11-27"),
    ("kolmapäevaks", "day", "2026-12-02", "2026-12-02"),
    ("+2n", "day", "2026-12-09", "2026-12-09"),
    ("+ 10 päeva", "day", "2026-12-05", "2026-12-05"),
    ("jaanuaris", "month", "2027-01", "2027-01"),
    ("november", "month", "2026-11", "2026-11"),
    ("2027", "year", "2027-01", "2027-12"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind", "start", "end"), TYPED)
def test_what_is_typed_today(text, kind, start, end):
    found = parse_typed(text, today=TODAY)
    assert found == DateRange(start, end, RangeKind(kind), text)


@pytest.mark.parametrize(("text", "kind", "start", "end"), TYPED)
@pytest.mark.parametrize("lang", LANGS)
def test_what_is_said_back_is_read_back(text, kind, start, end, lang):
    words = said(DateRange(start, end, RangeKind(kind), text), lang)
    again = parse_typed(words, today=TODAY, lang=lang)
    assert (again.kind, again.start, again.end) == (kind, start, end)


@pytest.mark.parametrize(
    ("text", "et", "en", "ru"),
    [
        ("30.9.2026", "30.09.2026", "30/09/2026", "30.09.2026"),
        ("juuni - oktoober 2021", "juuni–oktoober 2021", "June–October 2021", "июнь–октябрь 2021"),
        ("03/ 2014 - 03/ 2016", "märts 2014–märts 2016", "March 2014–March 2016", "март 2014–март 2016"),
        ("enne 30.märtsi 2026", "enne 30.03.2026", "before 30/03/2026", "перед 30.03.2026"),
        ("enne juunit 2026", "enne juunit 2026", "before June 2026", "перед июнем 2026"),
        ("enne märtsi 2026", "enne märtsit 2026", "before March 2026", "перед мартом 2026"),
        ("alates juunist 2026", "alates juunist 2026", "from June 2026", "с июня 2026"),
        ("III kvartal 2026", "III kvartal 2026", "Q3 2026", "III квартал 2026"),
        ("II poolaasta 2026", "II poolaasta 2026", "H2 2026", "II полугодие 2026"),
        ("mai lõpuks 2026", "hiljemalt mais 2026", "by the end of May 2026", "до конца мая 2026"),
        ("2026-2027", "2026–2027", "2026–2027", "2026–2027"),
        ("2026", "2026", "2026", "2026"),
        ("", "", "", ""),
        ("pidevalt", "pidevalt", "pidevalt", "pidevalt"),
    ],
)
def test_how_it_is_said(text, et, en, ru):
    found = parse_typed(text, today=TODAY)
    assert [said(found, lang) for lang in LANGS] == [et, en, ru]


def test_in_a_table_of_a_year_a_time_without_one_is_of_that_year():
    assert parse_typed("30.9", today=TODAY, year=2024).end == "2024-09-30"
    assert parse_typed("aasta lõpuks", today=TODAY, year=2024).end == "2024-12"
    assert parse_typed("+3k", today=TODAY, year=2024).end == "2027-02-25"
    assert parse_typed("29.2", today=TODAY, year=2023).kind is RangeKind.TEXT


@pytest.mark.parametrize(
    "text",
    ["kevadel", "pidevalt", "iga aasta", "31.6", "3 nädalat", "2 weeks", "nädal", "+3", "+3x", "+ k", "pärast",
     "lõpuks", "half a year", "järgmisel", "kuni", "in", "reedeti", "по пятницам", "+999a", "homme ja ülehomme"],
)  # fmt: skip
def test_what_is_no_time_stays_text(text):
    assert parse_typed(text, today=TODAY) == DateRange(None, None, RangeKind.TEXT, text)


def test_months_are_counted_to_the_last_day_of_a_short_one():
    assert moved(date(2026, 11, 30), 3, "m") == date(2027, 2, 28)
    assert moved(date(2028, 2, 29), 1, "y") == date(2029, 2, 28)
    assert moved(date(2199, 12, 31), 1, "d") is None
    assert moved(date(2026, 1, 31), 9_000, "m") is None


_PIECES = ["juuni", "oktoobril", "mai", "enne", "kuni", "-", ".", "/", " ", "+", "+3k", "2021", "31", "1", "III",
           "kvartal", "lõpuks", "до", "июня", "between", "and", "Q3", "aasta", "nädala", "pärast", "kahe", "in", "week",
           "через", "неделю", "конца", "reedeks", "järgmise", "homme", "poole", "half", "a", "jooksul", "month", "٣",
           "²", "\u0307", "ё"]  # fmt: skip
_TEXTS = st.text() | st.lists(st.sampled_from(_PIECES), max_size=8).map(" ".join) | st.lists(
    st.sampled_from(_PIECES), max_size=6).map("".join)  # fmt: skip
_DAYS = st.dates(date(1900, 1, 1), date(2199, 12, 31))


@many
@given(_TEXTS, _DAYS, st.none() | st.integers(-5, 99_999), st.sampled_from(LANGS))
def test_no_text_raises_and_every_answer_is_a_real_time(text, today, year, lang):
    found = parse_typed(text, today=today, lang=lang, year=year)
    assert found.text == text
    assert all(part is None or valid_partial(part) for part in (found.start, found.end))
    assert (found.kind in {RangeKind.TEXT, RangeKind.EMPTY}) == (found.start is None and found.end is None)
    relative(text, today)
    for other in LANGS:
        words = said(found, other)
        again = parse_typed(words, today=today, lang=other)
        if found.kind not in {RangeKind.TEXT, RangeKind.EMPTY}:
            assert (again.start, again.end) == (found.start, found.end)


@st.composite
def times(draw) -> DateRange:
    """Any time that can be stored."""
    one, other = sorted(draw(st.tuples(_DAYS, _DAYS)))
    kind = draw(st.sampled_from([k for k in RangeKind if k not in {RangeKind.TEXT, RangeKind.EMPTY}]))
    start, end = one.isoformat(), other.isoformat()
    if draw(st.booleans()):
        start, end = start[:7], end[:7]
    if kind is RangeKind.DAY:
        return DateRange(one.isoformat(), one.isoformat(), kind, "")
    if kind is RangeKind.MONTH:
        return DateRange(start[:7], start[:7], kind, "")
    if kind in {RangeKind.QUARTER, RangeKind.HALF, RangeKind.YEAR}:
        months = {RangeKind.QUARTER: 3, RangeKind.HALF: 6, RangeKind.YEAR: 12}[kind]
        first = (one.month - 1) // months * months + 1
        return DateRange(f"{one.year}-{first:02d}", f"{one.year}-{first + months - 1:02d}", kind, "")
    open_start = kind in {RangeKind.BEFORE, RangeKind.UNTIL}
    return DateRange(None if open_start else start, None if kind is RangeKind.SINCE else end, kind, "")


@many
@given(times(), _DAYS, st.sampled_from(LANGS))
def test_format_and_parse_are_each_others_reverse(when, today, lang):
    again = parse_typed(said(when, lang), today=today, lang=lang)
    assert (again.start, again.end) == (when.start, when.end)
    # One day or month from itself to itself is said once.
    assert again.kind is when.kind or (when.kind is RangeKind.RANGE and when.start == when.end)


@many
@given(_DAYS, _DAYS)
def test_a_day_without_a_year_is_never_over_and_never_more_than_a_year_off(today, day):
    found = parse_typed(f"{day.day}.{day.month}", today=today)
    if found.kind is RangeKind.TEXT:  # no 29 February is left before the calendar ends
        assert (day.day, day.month) == (29, 2) or today.year == 2199
        return
    assert last_day(found.end) >= today.isoformat() or today.year == 2199
    assert found.end[5:] == f"{day.month:02d}-{day.day:02d}"
