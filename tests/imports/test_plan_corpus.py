"""Plan tables of the kinds that are used: each gives a sensible mapping, and no word of it is lost."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import astuple
from typing import Any

import pytest

from koosloome_desktop.imports.table_file import read_table
from koosloome_desktop.imports.tables import ParsedPlan, ParsedStep, YearAmount
from tests.imports.plan_books import plain_book
from tests.imports.plan_tables import ALL

pytestmark = pytest.mark.slow

LANGUAGE = {"english": "en", "russian": "ru"}


def read(name: str) -> ParsedPlan:
    found = read_table(ALL[name], lang=LANGUAGE.get(name, "et"), default_year=2026)
    assert isinstance(found, ParsedPlan)
    return found


def texts(value: Any) -> list[str]:
    if isinstance(value, tuple):
        return [text for part in value for text in texts(part)]
    return [] if value is None else [str(value)]


def words(text: str) -> set[str]:
    return set(re.findall(r"\w+", unicodedata.normalize("NFC", text)))


def lost(source: str, parsed: ParsedPlan) -> set[str]:
    return words(source) - words("\n".join(texts(astuple(parsed))))


def codes(parsed: ParsedPlan) -> list[tuple[str, int | None]]:
    return [(w.code, w.row) for w in parsed.warnings]


@pytest.mark.parametrize("name", ALL)
def test_no_word_is_lost(name: str) -> None:
    assert lost(ALL[name], read(name)) == set()


@pytest.mark.parametrize("name", ["municipal", "health", "russian", "messy"])
def test_as_a_workbook_it_is_the_same_plan(name: str) -> None:
    """The same cells on a sheet: rows, texts and totals are equal."""
    book = plain_book([line.split("\t") for line in ALL[name].split("\n")])
    found = read_table(book, lang=LANGUAGE.get(name, "et"), default_year=2026)
    assert isinstance(found, ParsedPlan)
    assert found.tables == read(name).tables
    assert codes(found) == codes(read(name))


def test_a_municipal_plan_has_goals_years_and_sources() -> None:
    (table,) = read("municipal").tables
    goal = "Strateegiline eesmärk 1. Kogukond on elujõuline"
    assert [(r.code, r.group) for r in table.rows] == [
        ("1.1.1", f"{goal} › Meede 1.1. Kogukonnamajad"),
        ("1.1.2", f"{goal} › Meede 1.1. Kogukonnamajad"),
        ("1.2.1", f"{goal} › Meede 1.2. Noored"),
    ]
    assert [table.budget_of(r) for r in table.rows] == [
        {"2026": 1_200_000, "2027": 800_000},
        {"2027": 240_050, "2028": 240_050},
        {"2027": 150_000},
    ]
    first, second, third = table.rows
    # What several years get from a source cannot be shared out among them; what one year gets is that year's.
    assert (first.funding_source, table.funding_of(first)) == ("Vallaeelarve: 15000\nToetus: 5000", {})
    assert table.funding_of(third) == {"Toetus": {"2027": 150_000}}
    assert third.budget_note == "2026: Leiame sponsori"
    assert first.partner_roles == ("külaselts", "rahvamaja")
    assert first.extra_cells == (("Märkused", "projekt koostamisel"),)
    assert second.owner_role == "külavanem"
    assert [(a.year, a.cents) for a in table.stated_by_year] == [(2026, 1_200_000), (2027, 1_190_050), (2028, 250_000)]
    assert codes(read("municipal")) == [
        ("import.row_unread", 10),
        ("import.stated_differs", 13),
        ("import.columns_kept", None),
    ]


def test_a_health_plan_has_goals_down_a_column_and_resources_in_words() -> None:
    (table,) = read("health").tables
    assert table.year == 2027
    assert [r.group for r in table.rows] == ["Eakad liiguvad iga nädal"] * 2 + ["Lapsed saavad abi õigel ajal"] * 2
    assert [r.budget_note for r in table.rows] == [
        "Treeneri tasu 1 200.-",
        "",
        "valla eelarve, riigi toetus",
        "vabatahtlikud",
    ]
    assert table.budget_of(table.rows[1]) == {"2027": 300_000}
    assert table.rows[0].indicator == "2 ringi\n25 osalejat"


def test_an_open_government_plan_has_commitments_milestones_and_principles() -> None:
    (table,) = read("avp").tables
    first, second = table.rows
    assert (first.activity, first.organisation, first.status) == ("Avaandmete leht", "vallavalitsus", "in_progress")
    assert dict(first.commitment) == {
        "promise": "Otsused on leitavad",
        "problem": "Info on laiali",
        "how": "Kõik on ühes kohas",
        "more": "2000 €",
    }
    assert first.milestones == (
        ParsedStep("Leht on avatud (31.03.2027)", "2027-03-31"),
        ParsedStep("Esimene ülevaade (november 2027)", "2027-11"),
    )
    assert first.principles == ("läbipaistvus", "osalemine")
    assert (first.start, first.deadline) == ("2027-01", "2027-12")
    assert (second.start, second.deadline, second.status) == ("2027-02-01", "2027-11-30", "planned")


def test_the_minimum_is_enough() -> None:
    (table,) = read("minimum").tables
    assert [(r.activity, r.owner_role, r.deadline, r.first_step) for r in table.rows] == [
        ("Küsitlus elanikele", "külavanem", "2026-09-30", "Küsimustik valmis nädalaga"),
        ("Infotund; kohvilaud", "perenaine", "2026-09", "Kutse lehte"),
    ]


def test_an_english_plan_splits_its_money_by_source() -> None:
    (table,) = read("english").tables
    first, second = table.rows
    assert table.funding_of(first) == {"Municipality": {"2026": 400_000}, "Grant": {"2026": 600_000}}
    assert (first.own_contribution, table.budget_of(first)) == (150_000, {"2026": 1_000_000})
    assert (first.baseline, first.target, first.group) == ("0 crossings", "2 crossings", "Safe school route")
    assert (second.group, second.budget_note, second.status) == ("Safe school route", "tbd", "planned")
    assert table.stated_total_cents == 1_000_000


def test_a_russian_plan() -> None:
    (table,) = read("russian").tables
    assert (table.year, table.stated_total_cents) == (2026, 1_250_000)
    assert [(r.start, r.deadline, r.budget_cents, r.status) for r in table.rows] == [
        ("2026-06", "2026-10", 1_000_000, "in_progress"),
        (None, "2026-05-15", 250_000, "planned") if table.rows[1].start is None else
        ("2026-05-15", "2026-05-15", 250_000, "planned"),
    ]  # fmt: skip
    assert table.rows[0].result == "крыша\nокна"
    assert table.after_text == "Принято на собрании жителей."


def test_a_messy_plan_says_what_it_could_not_read() -> None:
    parsed = read("messy")
    one, two = parsed.tables
    assert (one.year, two.year) == (2026, 2027)
    assert [r.activity for r in one.rows] == [
        "Talgud mõisapargis",
        "Mänguväljaku uuendamine koos lastevanemate ja noortega",
        "Laat",
    ]
    assert (one.rows[0].target_group, one.rows[0].target_wide) == ("Kitsamalt: külarahvas", "laiemalt: kogu vald")
    assert one.rows[2].target_group == "kõik\nka suvitajad"
    assert (one.rows[2].budget_cents, one.rows[2].budget_note) == (4_900, "+ km")
    assert one.before_text.startswith("Tere! Saadan tegevuskava")
    assert one.after_text == "Ülevaade kulutustest saadame eraldi\nJärgmise aasta plaan on alles mustand."
    assert (one.stated_total_cents, two.stated_total_cents) == (299_900, 10_000)
    assert [r.deadline for r in two.rows] == ["2027-09", "2027-12"]
    assert two.budget_of(two.rows[1]) == {"2027": 0}
    assert two.after_text == "Lõpetuseks: kõik muudatused räägime koosolekul läbi."
    assert codes(parsed) == [
        ("import.row_continued", 9),
        ("import.row_unread", 10),
        ("import.row_continued", 12),
        ("import.columns_kept", None),
    ]


def test_numbered_activities_are_rows_unless_what_follows_stands_below_them() -> None:
    parsed = read_table("Nr\tTegevus\tAeg\n\t1. Talgud\t\n\t2. Laat\t\n")
    assert [r.activity for r in parsed.rows] == ["1. Talgud", "2. Laat"]
    parsed = read_table("Nr\tTegevus\tAeg\n\t1. Noored\t\n1.1\tTalgud\tmai 2026\n1.2\tLaat\tmai 2026\n")
    assert [(r.activity, r.group) for r in parsed.rows] == [("Talgud", "1. Noored"), ("Laat", "1. Noored")]


def test_a_heading_of_a_group_without_rows_is_kept() -> None:
    (table,) = read_table(
        "Tegevus\tAeg\nEesmärk 1. Noored\nEesmärk 2. Eakad\nTalgud\tmai 2026\nEesmärk 3. Muud\n"
    ).tables
    assert [r.group for r in table.rows] == ["Eesmärk 2. Eakad"]
    assert table.after_text == "Eesmärk 1. Noored\nEesmärk 3. Muud"


def test_years_without_a_word_are_headings_but_amounts_are_not() -> None:
    (table,) = read_table("Tegevus\t2026\t2027\nRemont\t2000\t1950\nPark\t2050\t2100\n").tables
    assert [table.budget_of(r) for r in table.rows] == [
        {"2026": 200_000, "2027": 195_000},
        {"2026": 205_000, "2027": 210_000},
    ]
    assert table.rows[0].year_amounts[0] == YearAmount(2026, 200_000, "2000")


def test_prose_of_any_length_is_kept_in_pieces_that_fit() -> None:
    prose = "\n".join(f"lõik{i} " + "pikk jutt " * 150 for i in range(20))
    parsed = read_table(f"{prose}\nTegevus\tAeg\nTalgud\tmai 2026\n{prose}")
    assert lost(prose, parsed) == set()
    assert len([t for t in parsed.tables if not t.headers]) > 2
    assert all(len(t.before_text) <= 10_000 and len(t.after_text) <= 10_000 for t in parsed.tables)
    assert [len(t.rows) for t in parsed.tables if t.headers] == [1]


def test_tables_beside_each_other_are_two_tables() -> None:
    parsed = read_table(
        "Tegevus\tAeg\t\tTegevus\tTähtaeg\nTalgud\tmai 2026\t\tLaat\tjuuni 2026\nPidu\tmai 2026\t\t\t\n"
    )
    assert [[r.activity for r in t.rows] for t in parsed.tables] == [["Talgud", "Pidu"], ["Laat"]]


def test_an_amount_below_zero_is_kept_and_named() -> None:
    parsed = read_table("Tegevus\tEelarve\nTalgud\t-1500\n", default_year=2026)
    assert parsed.rows[0].budget_cents == -150_000
    assert codes(parsed) == [("import.negative_amount", 2)]
