from __future__ import annotations

import csv
import io
import json
import pickle
import re
import unicodedata
from dataclasses import astuple
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from koosloome_desktop.imports.plan_reader import parse_plan
from koosloome_desktop.imports.tables import ParsedPlan, TableSource, YearAmount
from koosloome_desktop.model.frozen import FrozenMap
from koosloome_desktop.model.records import Action, PlanTable
from koosloome_desktop.operations import plan
from koosloome_desktop.operations.checks_plan import check_plan
from koosloome_desktop.support.errors import RefusedInput
from koosloome_desktop.support.text import clean

SAMPLES = Path(__file__).parents[2] / "resources" / "samples"
SEED = (SAMPLES / "plan_2021_2024.tsv").read_text(encoding="utf-8")
EXPECTED = json.loads((SAMPLES / "plan_2021_2024.expected.json").read_text(encoding="utf-8"))


def as_csv(text: str, separator: str) -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=separator, lineterminator="\r\n").writerows(line.split("\t") for line in text.split("\n"))
    return out.getvalue()


def records(parsed: ParsedPlan) -> tuple[list[Action], list[PlanTable]]:
    """The parsed plan as the records that the checks read."""
    actions, tables = [], []
    for number, table in enumerate(parsed.tables):
        tables.append(PlanTable(id=f"t{number}", year=table.year, stated_total=table.stated_total_cents))
        for index, row in enumerate(table.rows, 1):
            actions.append(
                Action(
                    id=f"{number}/{index}",
                    code=f"{table.year}-{index:02d}",
                    start=row.start,
                    deadline=row.deadline,
                    budget=FrozenMap(table.budget_of(row)),
                    budget_note=row.budget_note,
                    table_year=table.year,
                )
            )
    return actions, tables


# --- the founding plan ------------------------------------------------------------------------------------------------


def test_every_row_of_the_founding_plan_is_as_expected() -> None:
    parsed = parse_plan(SEED)
    assert parsed.warnings == ()
    assert [t.year for t in parsed.tables] == [2021, 2022, 2023, 2024]
    assert len(parsed.rows) == 26
    for table, expected in zip(parsed.tables, EXPECTED["years"], strict=True):
        assert list(table.headers) == expected["headers"]
        assert table.stated_total_text == expected["stated_total_raw"]
        assert table.stated_total_cents == expected["stated_total_eur"] * 100
        assert table.total_label == EXPECTED["total_row_label"]
        for row, want in zip(table.rows, expected["rows"], strict=True):
            euros = want["budget_eur"]
            assert (row.start, row.deadline, row.time_text) == (want["start"], want["end"], want["time"])
            assert row.budget_cents == (None if euros is None else euros * 100)
            assert row.budget_text == want["budget_raw"]
            assert len(row.result.split("\n")) == len(want["results"])
            assert "; ".join(filter(None, (row.target_group, row.target_wide))) == (want["target_group"] or "")
        assert sum(row.budget_cents or 0 for row in table.rows) == expected["computed_total_eur"] * 100


def test_the_wording_is_that_of_the_file() -> None:
    lines = [line.split("\t") for line in SEED.split("\n")]
    for row in parse_plan(SEED).rows:
        activity, time, result, budget, target = lines[row.source_row - 1]
        assert (row.activity, row.time_text, row.budget_text) == (activity, time, budget)
        assert "; ".join(filter(None, (row.target_group, row.target_wide))) == target
        assert re.findall(r"\w+", row.result) == re.findall(r"\w+", result)
        assert not row.result.startswith("-")


def test_the_findings_of_the_founding_plan() -> None:
    actions, tables = records(parse_plan(SEED))
    sums = plan.totals(actions)
    assert sums.by_year == {"2021": 3_980_000, "2022": 4_400_000, "2023": 4_450_000, "2024": 3_450_000}
    assert [a.code for a in sums.without_amount] == ["2023-04", "2024-04"]
    found = [(f.code, f.row) for f in check_plan(actions, tables)]
    assert [f for f in found if f[0] == "plan.total_differs"] == [("plan.total_differs", "")]
    outside = [row for code, row in found if code == "plan.row_outside_year"]
    assert outside == ["2022-06", "2024-04", "2024-05", "2024-06"]
    assert [row for code, row in found if code == "plan.no_amount"] == ["2023-04", "2024-04"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1257", "cp1252"])
@pytest.mark.parametrize("separator", ["\t", ";", ","])
@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_the_same_plan_in_another_file_form_is_the_same_plan(encoding: str, separator: str, ends: str) -> None:
    text = (SEED if separator == "\t" else as_csv(SEED, separator)).replace("\r\n", "\n").replace("\n", ends)
    parsed = parse_plan(text.encode(encoding))
    plain = parse_plan(SEED)
    assert parsed.tables == plain.tables
    assert {w.code for w in parsed.warnings} <= {"import.encoding_guessed"}
    assert parsed.source.separator == separator


def test_the_guess_of_an_encoding_is_told() -> None:
    assert parse_plan(SEED.encode()).source == TableSource("utf-8", guessed=False, separator="\t")
    assert parse_plan(SEED.encode()).source.told() == ""
    guessed = parse_plan(SEED.encode("cp1257"))
    assert guessed.source == TableSource("cp1257", guessed=True, separator="\t")
    (warning,) = guessed.warnings
    assert (warning.code, warning.row) == ("import.encoding_guessed", None)
    assert "cp1257" in str(warning)


def test_values_pass_between_processes() -> None:
    parsed = parse_plan(SEED)
    assert pickle.loads(pickle.dumps(parsed)) == parsed


# --- tables of other kinds --------------------------------------------------------------------------------------------


def test_a_municipal_plan_with_years_in_columns() -> None:
    parsed = parse_plan(
        "Valla tegevuskava\nKinnitatud 12.03.2025\n\n"
        "Nr;Tegevus;Tähtaeg;Vastutaja;2026;2027;Kokku;Märkused\n"
        '1;"Katuse remont\nja värvimine";2026-2027;abivallavanem;1000;2000;3000;x\n'
        "2;Kalender;31.12.2026;spetsialist;Leiame;;;\n"
        "Suund 1 kokku;;;;1000;2000;3000;\n"
        "3;Rada;31.05.2027;spetsialist;;500;500;\n"
        "Kokku;;;;1000;2500;3500;\n"
        "Koostas: arendusnõunik\n"
    )
    (table,) = parsed.tables
    assert table.year is None
    assert table.before_text == "Valla tegevuskava\nKinnitatud 12.03.2025"
    assert table.after_text == "Suund 1 kokku\t1000\t2000\t3000\nKoostas: arendusnõunik"
    assert [(row.code, row.activity, row.source_row) for row in table.rows] == [
        ("1", "Katuse remont\nja värvimine", 5),
        ("2", "Kalender", 6),
        ("3", "Rada", 8),
    ]
    assert [table.budget_of(row) for row in table.rows] == [{"2026": 100_000, "2027": 200_000}, {}, {"2027": 50_000}]
    assert table.rows[1].budget_note == "2026: Leiame"
    assert table.stated_total_cents == 350_000
    assert table.stated_by_year == (YearAmount(2026, 100_000, "1000"), YearAmount(2027, 250_000, "2500"))
    assert [(w.code, w.row) for w in parsed.warnings] == [("import.row_unread", 7), ("import.columns_kept", None)]


def test_an_english_and_a_russian_plan() -> None:
    (english,) = parse_plan(
        "Action plan for 2026\n\nActivity,Start,Deadline,Owner,Budget\n"
        '"Roof, repair",March 2026,May 2026,mayor,"1,234.50"\nTotal,,,,"1,234.50"\n',
        lang="en",
    ).tables
    assert (english.year, english.stated_total_cents, english.before_text) == (2026, 123_450, "Action plan for 2026")
    assert (english.rows[0].start, english.rows[0].deadline, english.rows[0].budget_cents) == (
        "2026-03",
        "2026-05",
        123_450,
    )
    (russian,) = parse_plan(
        "Мероприятия 2026;Срок;Бюджет\nОбучение;июнь - октябрь;2,5 тыс.\nИтого;;2500\n".encode("cp1251"), lang="ru"
    ).tables
    assert (russian.year, russian.stated_total_cents, russian.rows[0].budget_cents) == (2026, 250_000, 250_000)
    assert (russian.rows[0].start, russian.rows[0].deadline) == ("2026-06", "2026-10")


def test_an_amount_without_any_year_counts_in_the_one_that_is_given() -> None:
    (table,) = parse_plan("Tegevus\tEelarve\nx\t100\n").tables
    assert table.budget_of(table.rows[0]) == {}
    assert table.budget_of(table.rows[0], 2026) == {"2026": 10_000}


def test_times_without_a_year_take_the_one_that_is_given() -> None:
    assert parse_plan("Tegevus\tAeg\nx\tmai\n", default_year=2026).rows[0].deadline == "2026-05"
    assert parse_plan("Tegevus\tAeg\nx\tmai\n").rows[0].deadline is None


def test_the_year_stands_in_the_heading_above_it_or_in_a_title() -> None:
    body = "Tegevus\tAeg\nx\tmai\n"
    assert parse_plan("Tegevused 2021\tAeg\nx\tmai").tables[0].year == 2021
    for line in ("2021", "2021. aasta", "Tegevuskava 2021"):
        (table,) = parse_plan(f"{line}\n\n{body}").tables
        assert table.year == 2021
        assert table.before_text == ("" if line == "2021" else line)
    assert parse_plan(f"Kinnitatud 1.2.2021\n{body}").tables[0].year is None


def test_a_heading_and_a_line_that_disagree_are_both_kept_and_named() -> None:
    parsed = parse_plan("2021\nTegevused 2022\tAeg\nx\tmai\n")
    assert (parsed.tables[0].year, parsed.tables[0].before_text) == (2022, "2021")
    assert [(w.code, w.row) for w in parsed.warnings] == [("import.year_differs", 1)]


def test_a_header_that_is_written_once_serves_the_years_below_it() -> None:
    parsed = parse_plan("Tegevus\tAeg\tEelarve\n2021\na\tmai\t1\nKokku\t\t1\n2022\n\nb\tjuuni\t2\nc\tjuuli\t3\n")
    assert [(t.year, [r.activity for r in t.rows]) for t in parsed.tables if t.rows] == [
        (2021, ["a"]),
        (2022, ["b", "c"]),
    ]
    assert parsed.rows[1].start == "2022-06"


def test_a_header_that_is_printed_on_each_page_is_one_header() -> None:
    parsed = parse_plan("Tegevus\tAeg\na\tmai\nTegevus\tAeg\nb\tjuuni\n")
    assert [len(t.rows) for t in parsed.tables] == [2]


def test_prose_goes_to_the_table_that_it_stands_by() -> None:
    head, row = "Tegevus\tAeg\tEelarve", "x\tmai 2021\t5"
    parsed = parse_plan(
        f"Sissejuhatus.\n\n{head}\n{row}\nKokku\t\t5\nMärkus üles.\n\nJutt alla.\n{head}\n{row}\n\nLõppsõna.\n"
    )
    assert [(t.before_text, t.after_text) for t in parsed.tables] == [
        ("Sissejuhatus.", "Märkus üles."),
        ("Jutt alla.", "Lõppsõna."),
    ]
    parsed = parse_plan(f"{head}\n{row}\n\nMärkus.\n\n2022\nJutt.\n{head}\n{row}")
    assert [(t.year, t.before_text, t.after_text) for t in parsed.tables] == [
        (None, "", "Märkus."),
        (2022, "Jutt.", ""),
    ]
    assert parsed.warnings == ()


def test_a_line_amid_the_rows_is_kept_and_named() -> None:
    parsed = parse_plan("Tegevus\tAeg\na\tmai 2021\nArutasime veel mitut mõtet\nb\tjuuni 2021\n")
    (table,) = parsed.tables
    assert ([r.activity for r in table.rows], table.after_text) == (["a", "b"], "Arutasime veel mitut mõtet")
    assert [(w.code, w.row) for w in parsed.warnings] == [("import.row_unread", 3)]
    assert "Arutasime veel" in str(parsed.warnings[0])


def test_a_cell_that_is_spread_over_rows_is_joined_and_named() -> None:
    parsed = parse_plan("Tegevus\tAeg\tTulemus\na\tmai 2021\t- üks\n\t\t- kaks\nb\tjuuni 2021\t\n")
    assert [r.result for r in parsed.rows] == ["üks\nkaks", ""]
    assert [(w.code, w.row) for w in parsed.warnings] == [("import.row_continued", 3)]


@pytest.mark.parametrize(
    ("line", "label", "text", "cents"),
    [
        ("Kokku\t\t300.-", "Kokku", "300.-", 30_000),
        ("\tEelarve kokku:\t300", "Eelarve kokku:", "300", 30_000),
        ("Eelarve kokku: 300.-", "Eelarve kokku", "300.-", 30_000),
        ("Kokku 2021\t300\t", "Kokku 2021", "300", 30_000),
        ("Kokku 2021", "Kokku 2021", "", None),
        ("Kokku\t\tselgub hiljem", "Kokku", "selgub hiljem", None),
    ],
)
def test_totals_wherever_they_stand(line: str, label: str, text: str, cents: int | None) -> None:
    (table,) = parse_plan(f"Tegevused 2021\tAeg\tEelarve\na\tmai\t100\n{line}\n").tables
    assert (table.total_label, table.stated_total_text, table.stated_total_cents) == (label, text, cents)
    assert len(table.rows) == 1


def test_what_else_a_total_row_says_is_kept() -> None:
    (table,) = parse_plan("Tegevus\tAeg\tEelarve\na\tmai 2021\t100\nKokku\t2021. aastal\t100\n").tables
    assert (table.stated_total_cents, table.after_text) == (10_000, "2021. aastal")


def test_a_total_of_all_years_is_not_taken_for_that_of_the_last_one() -> None:
    body = "Tegevused 2021\tAeg\tEelarve\na\tmai\t100\nEelarve kokku\t\t100\n"
    for line in ("Kokku 2021–2024\t\t163200", "Eelarve kokku 4 aastat\t\t163200", "Kokku\t\t163200", "Kokku 2020\t\t7"):
        (table,) = parse_plan(f"{body}\n{line}\n").tables
        assert (table.stated_total_cents, len(table.rows)) == (10_000, 1)
        assert table.after_text == line.replace("\t\t", "\t")


def test_a_sum_amid_the_rows_is_not_the_total() -> None:
    parsed = parse_plan("Tegevused 2021\tAeg\tEelarve\na\tmai\t1\nKokku\t\t1\nb\tjuuni\t2\nKokku\t\t3\n")
    (table,) = parsed.tables
    assert (table.stated_total_cents, len(table.rows), table.after_text) == (300, 2, "Kokku\t1")
    assert [(w.code, w.row) for w in parsed.warnings] == [("import.row_unread", 3)]


def test_our_own_guard_against_formulas_is_undone() -> None:
    row = parse_plan("Tegevus;Tulemus;Eelarve\n'=SUM(A1);'- üks;'-5\n").rows[0]
    assert (row.activity, row.result, row.budget_cents) == ("=SUM(A1)", "üks", -500)


def test_characters_that_cannot_be_read_are_counted() -> None:
    parsed = parse_plan("Tegevus\tAeg\nx\x00y\x01\tmai 2021\n")
    assert parsed.rows[0].activity == "x\ufffdy\ufffd"
    assert [(w.code, w.row) for w in parsed.warnings] == [("import.unreadable_characters", None)]
    assert "2" in str(parsed.warnings[0])


@pytest.mark.parametrize("text", ["Tere\n", "Tegevus\tAeg\n", "a;b;c\n1;2;3\n", "2021\n2022\n"])
def test_a_file_without_a_plan_says_so(text: str) -> None:
    with pytest.raises(RefusedInput) as refused:
        parse_plan(text)
    assert refused.value.hint


def test_a_refusal_names_the_row() -> None:
    with pytest.raises(RefusedInput) as refused:
        parse_plan("Tegevus\tAeg\nx\tmai\ny\t" + "z" * 10_001)
    assert "3" in refused.value.place


def test_texts_that_grow_too_long_by_joining_are_refused_too() -> None:
    with pytest.raises(RefusedInput):
        parse_plan("Tegevus\tTulemus\nx\ta\n" + ("\t" + "pikk " * 200 + "\n") * 12)


# --- nothing raises, no word is lost ----------------------------------------------------------------------------------

WORDS = st.integers(0, 999).map("sõna{}".format)
CELLS = st.one_of(
    WORDS,
    st.lists(WORDS, min_size=2, max_size=3).map(" - ".join).map("- {}".format),
    st.lists(WORDS, min_size=2, max_size=3).map(", ".join),
    st.sampled_from(
        ["", "2021", "2022. aasta", "mai - juuni 2021", "enne 30.märtsi", "2026-10", "2026-10-15", "100.-", "1 000",
         "Leiame", "49eurot + km", "Kokku", "Eelarve kokku", "Kommunikatsioon kokku", "Kokku 2021", "Kokku: 500",
         "Tegevus", "Aeg", "Tegevused 2021", "Tulemus", "Eelarve", "Eelarve 2026", "2027", "Sihtrühm", "Partnerid",
         "Algus", "Tähtaeg", "Olek", "töös", "Märkused", "Nr", "-", "–", "\ufffd"]
    ),
)  # fmt: skip
HEADERS = st.sampled_from(
    [["Tegevused 2021", "Aeg", "Tulemus", "Eelarve", "Sihtrühm"], ["Tegevus", "Eelarve 2026", "Eelarve 2027", "Kokku"],
     ["Nr", "Tegevus", "Algus", "Tähtaeg", "Vastutaja", "Partnerid", "Olek", "Märkus"]]
)  # fmt: skip
LINES = st.lists(HEADERS | st.lists(CELLS, max_size=6), max_size=14)


def texts(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, tuple):
        return [text for part in value for text in texts(part)]
    return [] if value is None else [str(value)]


def words(text: str) -> set[str]:
    return set(re.findall(r"\w+", unicodedata.normalize("NFC", text)))


def lost(source: str, parsed: ParsedPlan) -> set[str]:
    kept: set[str] = set()
    for text in texts(astuple(parsed)):
        kept |= words(text)
    return words(source) - kept


@given(HEADERS, LINES, st.sampled_from(["\t", ";", ","]))
def test_no_word_of_a_table_is_lost(header: list[str], lines: list[list[str]], separator: str) -> None:
    text = as_csv("\n".join("\t".join(line) for line in [header, ["algus", "mai 2021"], *lines]), separator)
    parsed = parse_plan(text)
    assert lost(text, parsed) == set()
    assert pickle.loads(pickle.dumps(parsed)) == parsed


@given(LINES, st.sampled_from(["et", "en", "ru"]), st.none() | st.just(2026))
def test_pasted_lines_never_raise_anything_but_a_refusal(lines: list[list[str]], lang: str, year: int | None) -> None:
    text = "\n".join("\t".join(line) for line in lines)
    try:
        parsed = parse_plan(text, lang=lang, default_year=year)
    except RefusedInput:
        return
    assert lost(text, parsed) == set()


@given(
    st.text(max_size=200) | st.text('"\t\n;,- abc2021', max_size=200), st.sampled_from(["", "Tegevus\tAeg\nx\tmai\n"])
)
def test_no_text_raises_anything_but_a_refusal(text: str, before: str) -> None:
    try:
        parsed = parse_plan(before + text)
    except RefusedInput:
        return
    assert lost(clean(text).text, parsed) == set()
