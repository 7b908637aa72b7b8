from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from koosloome_desktop.imports.plan_cells import bullet_lines, continued, doubts, read_row, split_list
from koosloome_desktop.imports.plan_columns import Header, header_of
from koosloome_desktop.imports.sniff import RawRow
from koosloome_desktop.imports.tables import ParsedRow, YearAmount


def header(line: str) -> Header:
    found = header_of(line.split("|"))
    assert found is not None
    return found


def read(columns: str, line: str, year: int | None = 2026, lang: str = "et") -> ParsedRow:
    return read_row(RawRow(7, tuple(line.split("|"))), header(columns), year=year, lang=lang)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("- Uuring on tehtud - 10 lühivideot", ["Uuring on tehtud", "10 lühivideot"]),
        ("• üks • kaks", ["üks", "kaks"]),
        ("– üks – kaks - kolm", ["üks", "kaks - kolm"]),
        ("- a\n- b - c", ["a", "b - c"]),
        ("* a\n* b", ["a", "b"]),
        ("- mai - juuni aruanne - lõpp", ["mai - juuni aruanne", "lõpp"]),
        ("- 2021 - 2023 ülevaade", ["2021 - 2023 ülevaade"]),
        ("Mudel on välja töötatud", ["Mudel on välja töötatud"]),
        ("Koolitus - kaks päeva", ["Koolitus - kaks päeva"]),
        ("-5 kraadi", ["-5 kraadi"]),
        ("- sotsiaal- ja tervis - muu", ["sotsiaal- ja tervis", "muu"]),
        ("- a -", ["a -"]),
        ("-", ["-"]),
        ("", [""]),
    ],
)
def test_bullets_become_lines(text: str, lines: list[str]) -> None:
    assert bullet_lines(text).split("\n") == lines


@given(st.text("ab 1-•–\n", max_size=40))
def test_bullets_take_no_word_away(text: str) -> None:
    assert re.findall(r"\w+", bullet_lines(text)) == re.findall(r"\w+", text)


def test_lists_of_partners() -> None:
    assert split_list("kool, vald") == ("kool", "vald")
    assert split_list("kool (õpilased, õpetajad), vald") == ("kool (õpilased, õpetajad)", "vald")
    assert split_list("kool, 2. klass; vald") == ("kool, 2. klass", "vald")
    assert split_list("- kool\n- vald") == ("kool", "vald")
    assert split_list(" , ;") == (",",)
    assert split_list("kool), vald") == ("kool)", "vald")
    assert split_list("") == ()


def test_a_whole_row() -> None:
    row = read(
        "Nr|Tegevus|Algus|Tähtaeg|Vastutaja|Partnerid|Tulemus|Näitaja|Sihtrühm|Maksumus|Rahastusallikas|Olek|Märkus",
        "A3|Kalender|1.11.2026|31. jaanuar 2027|spetsialist|kool, vald|- leht - kiri|15 kuus|elanikud|49eurot + km|vald"
        "|töös|vt leht 2",
    )  # fmt: skip
    assert row == ParsedRow(
        activity="Kalender",
        time_text="1.11.2026 – 31. jaanuar 2027",
        start="2026-11-01",
        deadline="2027-01-31",
        result="leht\nkiri",
        budget_cents=4900,
        budget_text="49eurot + km",
        budget_note="+ km",
        target_group="elanikud",
        owner_role="spetsialist",
        partner_roles=("kool", "vald"),
        indicator="15 kuus",
        funding_source="vald",
        status="in_progress",
        status_text="töös",
        code="A3",
        extra_cells=(("Märkus", "vt leht 2"),),
        source_row=7,
    )


def test_dates_in_their_stored_form_are_not_kept_twice() -> None:
    row = read("Tegevus|Algus|Tähtaeg", "x|2026-11-01|2027-01")
    assert (row.start, row.deadline, row.time_text) == ("2026-11-01", "2027-01", "")


@pytest.mark.parametrize(
    ("columns", "line", "start", "deadline"),
    [
        ("Tegevus|Aeg", "x|mai - juuni", "2026-05", "2026-06"),
        ("Tegevus|Aeg", "x|30.9", "2026-09-30", "2026-09-30"),
        ("Tegevus|Aeg", "x|enne 30.märtsi", None, "2026-03-30"),
        ("Tegevus|Tähtaeg", "x|30.9", None, "2026-09-30"),
        ("Tegevus|Tähtaeg", "x|2027", None, "2027-12"),
        ("Tegevus|Tähtaeg", "x|mai - juuni", "2026-05", "2026-06"),
        ("Tegevus|Algus", "x|mai - juuni", "2026-05", "2026-06"),
        ("Tegevus|Algus", "x|mai", "2026-05", None),
        ("Tegevus|Aeg|Tähtaeg", "x|mai - juuni|1.7.2026", "2026-05", "2026-07-01"),
        ("Tegevus|Aeg|Tähtaeg", "x|mai - juuni|varsti", "2026-05", "2026-06"),
    ],
)
def test_columns_of_time(columns: str, line: str, start: str | None, deadline: str | None) -> None:
    row = read(columns, line)
    assert (row.start, row.deadline) == (start, deadline)
    assert row.time_text == " – ".join(line.split("|")[1:])


def test_empty_zero_and_words_are_three_states() -> None:
    columns = "Tegevus|Eelarve"
    assert [
        (r.budget_cents, r.budget_text, r.budget_note) for r in (read(columns, x) for x in ("x", "x|0", "x|Leiame"))
    ] == [
        (None, "", ""),
        (0, "0", ""),
        (None, "Leiame", "Leiame"),
    ]


def test_amounts_by_year() -> None:
    row = read("Tegevus|2026|2027|2028|Kokku", "x|1 000|Leiame||1 000", year=None)
    assert row.year_amounts == (YearAmount(2026, 100_000, "1 000"), YearAmount(2027, None, "Leiame", "Leiame"))
    assert (row.budget_cents, row.budget_note) == (100_000, "2027: Leiame")
    assert [d.code for d in doubts(row)] == []


def test_doubts_name_the_row() -> None:
    row = read("Tegevus|Aeg|Olek|2026|2027|Kokku", "|pidev|mine tea|1|2|4|üle", year=None)
    found = list(doubts(row))
    assert [d.code for d in found] == [
        "import.no_activity",
        "import.extra_cells",
        "import.time_unread",
        "import.status_unknown",
        "import.stated_differs",
    ]
    assert all(d.row == 7 and "7" in str(d) for d in found)


def test_cells_without_a_known_heading_each_have_a_name_of_their_own() -> None:
    row = read("Tegevus|Aeg|Märkus||Märkus", "x|mai|a|b|c|d|e")
    assert row.extra_cells == (("Märkus", "a"), ("#4", "b"), ("Märkus #5", "c"), ("#6", "d"), ("#7", "e"))
    assert [d.code for d in doubts(row)] == ["import.extra_cells"]


def test_a_row_of_texts_alone_continues_the_one_above() -> None:
    head = header("Tegevus|Aeg|Tulemus|Sihtrühm")
    row = ParsedRow(activity="a", result="üks", target_group="vald")
    longer = continued(row, RawRow(8, ("", "", "- kaks", "kool")), head)
    assert longer is not None
    assert (longer.result, longer.target_group) == ("üks\nkaks", "vald\nkool")
    for other in (("", "mai", "kaks", ""), ("b", "", "", ""), ("", "", "kaks", "", "üle")):
        assert continued(row, RawRow(8, other), head) is None
