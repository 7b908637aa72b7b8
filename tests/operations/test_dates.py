from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from koosloome_desktop.operations.dates import (
    DateRange,
    RangeKind,
    compare,
    first_day,
    last_day,
    parse_range,
    sort_key,
    valid_partial,
    year_of,
)

SAMPLES = Path(__file__).parents[2] / "resources" / "samples"

RANGES = [
    ("Juuni - oktoober 2021", "2021-06", "2021-10"),
    ("august - detsember 2021", "2021-08", "2021-12"),
    ("03/ 2014 - 03/ 2016", "2014-03", "2016-03"),
    ("06–10.2021", "2021-06", "2021-10"),
    ("juunist oktoobrini 2021", "2021-06", "2021-10"),
    ("alates juunist kuni oktoobrini 2021", "2021-06", "2021-10"),
    ("juuni kuni oktoober 2021", "2021-06", "2021-10"),
    ("1.-5. juuni 2021", "2021-06-01", "2021-06-05"),
    ("1. juuni - 5. juuli 2021", "2021-06-01", "2021-07-05"),
    ("01.06.2021–30.09.2021", "2021-06-01", "2021-09-30"),
    ("1.6.-30.9.2021", "2021-06-01", "2021-09-30"),
    ("2026-10-01 - 2026-11-30", "2026-10-01", "2026-11-30"),
    ("2021-2024", "2021-01", "2024-12"),
    ("2021–24", "2021-01", "2024-12"),
    ("I-II kvartal 2026", "2026-01", "2026-06"),
    ("detsember - jaanuar 2022", "2021-12", "2022-01"),
    ("november 2025 - veebruar", "2025-11", "2026-02"),
    ("mai - juuni", "2020-05", "2020-06"),
    ("juuni 2021 - juuni 2020", "2021-06", "2020-06"),
    ("June - October 2021", "2021-06", "2021-10"),
    ("from June to October 2021", "2021-06", "2021-10"),
    ("between June and October 2021", "2021-06", "2021-10"),
    ("June 5-10, 2021", "2021-06-05", "2021-06-10"),
    ("Июнь – октябрь 2021", "2021-06", "2021-10"),
    ("с июня по октябрь 2021 г.", "2021-06", "2021-10"),
    ("с марта 2014 по март 2016 года", "2014-03", "2016-03"),
]
SINGLE = [
    ("2 .oktoober 2014", RangeKind.DAY, "2014-10-02", "2014-10-02"),
    ("6. oktoobril 2014", RangeKind.DAY, "2014-10-06", "2014-10-06"),
    ("19.mail 2015", RangeKind.DAY, "2015-05-19", "2015-05-19"),
    ("20.aprillil 2023", RangeKind.DAY, "2023-04-20", "2023-04-20"),
    ("20. aprillil 2023. a", RangeKind.DAY, "2023-04-20", "2023-04-20"),
    ("30.9", RangeKind.DAY, "2020-09-30", "2020-09-30"),
    ("30.09.2026", RangeKind.DAY, "2026-09-30", "2026-09-30"),
    ("30.9.26", RangeKind.DAY, "2026-09-30", "2026-09-30"),
    ("2026-10-15", RangeKind.DAY, "2026-10-15", "2026-10-15"),
    ("2026-10-15 00:00:00", RangeKind.DAY, "2026-10-15", "2026-10-15"),
    ("29.02.2024", RangeKind.DAY, "2024-02-29", "2024-02-29"),
    ("2nd October 2014", RangeKind.DAY, "2014-10-02", "2014-10-02"),
    ("October 2, 2014", RangeKind.DAY, "2014-10-02", "2014-10-02"),
    ("on 20 April 2023", RangeKind.DAY, "2023-04-20", "2023-04-20"),
    ("2 октября 2014", RangeKind.DAY, "2014-10-02", "2014-10-02"),
    ("20-го апреля 2023 года", RangeKind.DAY, "2023-04-20", "2023-04-20"),
    ("19 мая 2015", RangeKind.DAY, "2015-05-19", "2015-05-19"),
    ("sept 2026", RangeKind.MONTH, "2026-09", "2026-09"),
    ("2026-10", RangeKind.MONTH, "2026-10", "2026-10"),
    ("10.2021", RangeKind.MONTH, "2021-10", "2021-10"),
    ("2021 juuni", RangeKind.MONTH, "2021-06", "2021-06"),
    ("juunikuus 2021", RangeKind.MONTH, "2021-06", "2021-06"),
    ("Jaauar 2022", RangeKind.MONTH, "2022-01", "2022-01"),
    ("in May 2021", RangeKind.MONTH, "2021-05", "2021-05"),
    ("в июне 2021", RangeKind.MONTH, "2021-06", "2021-06"),
    ("III kvartal", RangeKind.QUARTER, "2020-07", "2020-09"),
    ("3. kv 2026", RangeKind.QUARTER, "2026-07", "2026-09"),
    ("2026. aasta III kvartal", RangeKind.QUARTER, "2026-07", "2026-09"),
    ("kvartal III 2026", RangeKind.QUARTER, "2026-07", "2026-09"),
    ("Q3 2026", RangeKind.QUARTER, "2026-07", "2026-09"),
    ("third quarter of 2026", RangeKind.QUARTER, "2026-07", "2026-09"),
    ("3-й квартал 2026", RangeKind.QUARTER, "2026-07", "2026-09"),
    ("II poolaasta 2026", RangeKind.HALF, "2026-07", "2026-12"),
    ("H2 2026", RangeKind.HALF, "2026-07", "2026-12"),
    ("второе полугодие 2026", RangeKind.HALF, "2026-07", "2026-12"),
    ("2021", RangeKind.YEAR, "2021-01", "2021-12"),
    ("2021. aastal", RangeKind.YEAR, "2021-01", "2021-12"),
    ("enne 30.märtsi", RangeKind.BEFORE, None, "2020-03-30"),
    ("before 30 March", RangeKind.BEFORE, None, "2020-03-30"),
    ("before March 30th, 2023", RangeKind.BEFORE, None, "2023-03-30"),
    ("до 30 марта", RangeKind.UNTIL, None, "2020-03-30"),
    ("перед 30 марта", RangeKind.BEFORE, None, "2020-03-30"),
    ("kuni 31.12.2021", RangeKind.UNTIL, None, "2021-12-31"),
    ("hiljemalt 1. maiks 2026", RangeKind.UNTIL, None, "2026-05-01"),
    ("31. detsembriks 2021", RangeKind.UNTIL, None, "2021-12-31"),
    ("detsembriks 2021", RangeKind.UNTIL, None, "2021-12"),
    ("2021. aasta lõpuks", RangeKind.UNTIL, None, "2021-12"),
    ("aasta lõpuks", RangeKind.UNTIL, None, "2020-12"),
    ("by the end of June 2026", RangeKind.UNTIL, None, "2026-06"),
    ("к концу 2026 года", RangeKind.UNTIL, None, "2026-12"),
    ("не позднее 1 мая 2026", RangeKind.UNTIL, None, "2026-05-01"),
    ("alates 1. juunist 2021", RangeKind.SINCE, "2021-06-01", None),
    ("since June 2021", RangeKind.SINCE, "2021-06", None),
    ("с июня 2021", RangeKind.SINCE, "2021-06", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "start", "end"), RANGES)
def test_ranges(text: str, start: str, end: str) -> None:
    assert parse_range(text, default_year=2020) == DateRange(start, end, RangeKind.RANGE, text)


@pytest.mark.parametrize(("text", "kind", "start", "end"), SINGLE)
def test_single_dates_and_open_ends(text: str, kind: RangeKind, start: str | None, end: str | None) -> None:
    assert parse_range(text, default_year=2020) == DateRange(start, end, kind, text)


@pytest.mark.parametrize("text", ["", "  ", "\n"])
def test_nothing_written(text: str) -> None:
    assert parse_range(text, default_year=2020) == DateRange(None, None, RangeKind.EMPTY, text)


@pytest.mark.parametrize(
    "text",
    ["pidev", "iga aasta", "kevad 2026", "31. juuni 2021", "29.02.2023", "99.99.9999", "0000", "5", "I", "juuri 2021",
     "juuni, juuli 2021", "juuni 2021 -", "- juuni 2021", "13 - 10.2021", "12-märts 2021", "15.10.2026 kell 12",
     "V kvartal", "3. poolaasta", "enne kuni mai", "1.-5.", "1850", "Kaasatud vähemalt 4000 eurot", "juuni " * 100],
)  # fmt: skip
def test_what_is_no_time_stays_text(text: str) -> None:
    assert parse_range(text, default_year=2020) == DateRange(None, None, RangeKind.TEXT, text)


def test_without_a_year_a_text_without_one_cannot_be_dated() -> None:
    for text in ("30.9", "juuni - oktoober", "enne 30.märtsi", "III kvartal", "aasta lõpuks"):
        assert parse_range(text, default_year=None).kind is RangeKind.TEXT
    assert parse_range("30.9.2026", default_year=None).end == "2026-09-30"


def test_month_first_only_in_english_and_only_where_nothing_else_fits() -> None:
    assert parse_range("9/30/2026", default_year=None, lang="en").end == "2026-09-30"
    assert parse_range("9/30/2026", default_year=None, lang="et").kind is RangeKind.TEXT
    assert parse_range("9/10/2026", default_year=None, lang="en").end == "2026-10-09"


@given(
    st.text() | st.lists(st.sampled_from(
        ["juuni", "oktoobril", "mai", "enne", "kuni", "-", ".", "/", " ", "2021", "31", "1", "III", "kvartal", "lõpuks",
         "до", "июня", "between", "and", "Q3", "h1", "poolaasta", "aasta", "from", "٣", "²", "\u0307"]), max_size=9,
    ).map(" ".join),
    st.none() | st.integers(-5, 99_999),
    st.sampled_from(["et", "en", "ru"]),
)  # fmt: skip
def test_no_text_raises_and_every_answer_is_a_real_date(text: str, year: int | None, lang: str) -> None:
    found = parse_range(text, default_year=year, lang=lang)
    assert found.text == text
    assert all(part is None or valid_partial(part) for part in (found.start, found.end))
    unread = found.kind in (RangeKind.TEXT, RangeKind.EMPTY)
    assert unread == (found.start is None and found.end is None)


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)))
def test_a_written_date_reads_back(day: date) -> None:
    iso = day.isoformat()
    for text in (iso, f"{day.day}.{day.month:02d}.{day.year}", f"{day.day:02d}/{day.month}/{day.year}"):
        found = parse_range(text, default_year=None)
        assert (found.start, found.end) == (iso, iso)


def test_every_time_of_the_sample_plan() -> None:
    expected = json.loads((SAMPLES / "plan_2021_2024.expected.json").read_text(encoding="utf-8"))
    for year in expected["years"]:
        for row in year["rows"]:
            found = parse_range(row["time"], default_year=year["year"])
            assert (found.start, found.end) == (row["start"], row["end"])


# --- partial dates ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["2024-02", "2024-02-29", "0001-01", "9999-12-31"])
def test_valid_partial(text: str) -> None:
    assert valid_partial(text)


@pytest.mark.parametrize(
    "text",
    ["", "2024", "2024-13", "2024-00", "2023-02-29", "2024-2", "24-02-01", "2024-02-29 ", "0000-01", "2024-02-1"],
)
def test_what_is_no_partial_date(text: str) -> None:
    assert not valid_partial(text)
    for ask in (year_of, first_day, last_day):
        with pytest.raises(ValueError, match="not a date"):
            ask(text)


def test_days_of_a_month() -> None:
    assert (first_day("2024-02"), last_day("2024-02"), year_of("2024-02")) == ("2024-02-01", "2024-02-29", 2024)
    assert (first_day("2024-02-10"), last_day("2024-02-10")) == ("2024-02-10", "2024-02-10")


@pytest.mark.parametrize(
    ("one", "other", "sign"),
    [("2026-09", "2026-09-15", 0), ("2026-09", "2026-10-01", -1), ("2026-09-30", "2026-10", -1),
     ("2026-10", "2026-09", 1), ("2026-10-02", "2026-10-01", 1), ("2026-10-01", "2026-10-01", 0)],
)  # fmt: skip
def test_compare(one: str, other: str, sign: int) -> None:
    assert compare(one, other) == sign
    assert compare(other, one) == -sign


def test_order_puts_what_has_no_date_last() -> None:
    dates = [None, "2026-09", "2026-09-15", "2027-01", "2026-09-30"]
    assert sorted(dates, key=sort_key) == ["2026-09-15", "2026-09", "2026-09-30", "2027-01", None]
