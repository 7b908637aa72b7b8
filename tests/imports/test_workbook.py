"""Workbooks: what offices save, and what hostile or broken files are told."""

from __future__ import annotations

import datetime as dt
import io
import json
import zipfile
from pathlib import Path

import openpyxl
import pytest
from openpyxl.comments import Comment

from koosloome_desktop.imports.grid import TableOptions
from koosloome_desktop.imports.plan_reader import parse_plan
from koosloome_desktop.imports.table_file import read_table
from koosloome_desktop.imports.tables import ParsedPlan
from koosloome_desktop.imports.workbook_cells import shown
from koosloome_desktop.support.errors import RefusedInput
from tests.imports.plan_books import book, founding_plan, plain_book, saved, write_rows
from tests.imports.test_plan_corpus import codes, lost, words

pytestmark = pytest.mark.slow

SAMPLES = Path(__file__).parents[2] / "resources" / "samples"
SEED = (SAMPLES / "plan_2021_2024.tsv").read_text(encoding="utf-8")
EXPECTED = json.loads((SAMPLES / "plan_2021_2024.expected.json").read_text(encoding="utf-8"))


def read(data: bytes, **options) -> ParsedPlan:
    found = read_table(data, options=TableOptions(**options))
    assert isinstance(found, ParsedPlan)
    return found


def at(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text)


def refused(data: bytes, **options) -> RefusedInput:
    with pytest.raises(RefusedInput) as caught:
        read_table(data, options=TableOptions(**options))
    assert "\n" not in caught.value.line()
    return caught.value


# ---------------------------------------------------------------- the founding plan


def test_the_founding_plan_as_a_workbook_is_the_same_plan() -> None:
    found, plain = read(founding_plan(SEED)), parse_plan(SEED)
    assert found.warnings == ()
    assert len(found.rows) == 26
    for table, other, expected in zip(found.tables, plain.tables, EXPECTED["years"], strict=True):
        assert (table.year, table.headers, table.total_label) == (other.year, other.headers, other.total_label)
        assert table.stated_total_cents == expected["stated_total_eur"] * 100
        assert sum(r.budget_cents or 0 for r in table.rows) == expected["computed_total_eur"] * 100
        for row, same in zip(table.rows, other.rows, strict=True):
            assert row.budget_cents == same.budget_cents
            fields = (
                "activity",
                "start",
                "deadline",
                "time_text",
                "result",
                "target_group",
                "target_wide",
                "budget_note",
            )
            assert [getattr(row, f) for f in fields] == [getattr(same, f) for f in fields]


# ---------------------------------------------------------------- cells


@pytest.mark.parametrize(
    ("value", "form", "text"),
    [
        (at("2026-09-30"), "dd.mm.yyyy", "2026-09-30"),
        (at("2026-09-01"), "mmmm yyyy", "2026-09"),
        (at("2026-09-01"), 'mm"."yyyy', "2026-09"),
        (at("2026-01-01"), "yyyy", "2026"),
        (at("2026-09-30T14:30"), "dd.mm.yyyy hh:mm", "2026-09-30 14:30"),
        (dt.date(2026, 9, 30), "General", "2026-09-30"),
        (39800, "General", "39800"),
        (39800.0, '#,##0 "€"', "39800"),
        (1234.5, "#,##0.00", "1234.50"),
        (0.1 + 0.2, "General", "0.3"),
        (100 / 3, "#,##0.00", "33.33"),
        (1.125, "General", "1.1250"),
        (0.25, "0%", "25%"),
        (2026, "General", "2026"),
        (True, "General", "TRUE"),
        ("tekst", "@", "tekst"),
    ],
)
def test_values_read_as_their_format_shows_them(value, form, text) -> None:
    assert shown(value, form) == text


def test_dates_and_amounts_are_read_from_their_cells() -> None:
    def fill(made) -> None:
        sheet = made.add_worksheet()
        day, month = made.add_format({"num_format": "dd.mm.yyyy"}), made.add_format({"num_format": "mmm yyyy"})
        write_rows(sheet, [["Tegevus", "Algus", "Tähtaeg", "Eelarve"], ["Talgud"], ["Laat"]])
        sheet.write_datetime(1, 1, at("2026-05-04"), day)
        sheet.write_datetime(1, 2, at("2026-06-01"), month)
        sheet.write_number(1, 3, 1234.5)
        sheet.write_number(2, 3, 0)

    one, two = read(book(fill)).rows
    assert (one.start, one.deadline, one.budget_cents, one.time_text) == ("2026-05-04", "2026-06", 123_450, "")
    assert (two.deadline, two.budget_cents) == (None, 0)


def test_merged_cells_head_columns_fill_rows_and_count_once() -> None:
    def fill(made) -> None:
        sheet = made.add_worksheet()
        sheet.merge_range("A1:G1", "Valla tegevuskava")
        sheet.merge_range("A3:A4", "Eesmärk")
        sheet.merge_range("B3:B4", "Tegevus")
        sheet.merge_range("C3:D3", "Maksumus")
        sheet.merge_range("E3:E4", "Vastutaja")
        sheet.merge_range("F3:F4", "Tulemus")
        write_rows(sheet, [["", "", 2026, 2027]], 3)
        sheet.merge_range("A5:A7", "Noored saavad kokku")
        sheet.merge_range("B5:B6", "Noortetuba")
        sheet.merge_range("C6:C7", 500)
        sheet.merge_range("E5:E7", "noorsootöötaja")
        write_rows(
            sheet, [["", "", "", "", "", "avatud"], ["", "", "", "", "", "20 noort"], ["", "Laager", "", 300]], 4
        )
        sheet.merge_range("A8:B8", "Kokku")
        write_rows(sheet, [["", "", 500, 300]], 7)

    parsed = read(book(fill))
    (table,) = parsed.tables
    assert table.headers[:5] == ("Eesmärk", "Tegevus", "Maksumus 2026", "Maksumus 2027", "Vastutaja")
    assert table.before_text == "Valla tegevuskava"
    # The second line of the room has an amount of its own: a row of its own under the same activity.
    assert [(r.activity, r.group, r.owner_role, r.result) for r in table.rows] == [
        ("Noortetuba", "Noored saavad kokku", "noorsootöötaja", "avatud"),
        ("Noortetuba", "Noored saavad kokku", "noorsootöötaja", "20 noort"),
        ("Laager", "Noored saavad kokku", "noorsootöötaja", ""),
    ]
    assert [table.budget_of(r) for r in table.rows] == [{}, {"2026": 50_000}, {"2027": 30_000}]
    assert codes(parsed) == [("import.amount_merged", 7)]


def test_a_merged_activity_with_several_lines_is_one_row() -> None:
    def fill(made) -> None:
        sheet = made.add_worksheet()
        write_rows(
            sheet, [["Tegevus", "Tulemus", "Vastutaja"], ["", "üks", "vald"], ["", "kaks"], ["", "kolm", "kool"]]
        )
        sheet.merge_range("A2:A4", "Talgud")

    (row,) = read(book(fill)).rows
    assert (row.activity, row.result, row.owner_role) == ("Talgud", "üks\nkaks\nkolm", "vald\nkool")


def test_several_sheets_are_one_plan_and_the_others_words_are_kept() -> None:
    def fill(made) -> None:
        write_rows(made.add_worksheet("2026"), [["Tegevus", "Eelarve"], ["Talgud", 100]])
        write_rows(made.add_worksheet("Juhend"), [["Täida iga aasta kohta", "oma leht"], [], ["Küsi arendusnõunikult"]])
        write_rows(made.add_worksheet("Tegevuskava 2027"), [["Tegevus", "Eelarve"], ["Laat", 200]])

    data = book(fill)
    parsed = read(data)
    assert [(t.year, t.sheet, [r.activity for r in t.rows]) for t in parsed.tables] == [
        (2026, "2026", ["Talgud"]),
        (None, "Juhend", []),
        (2027, "Tegevuskava 2027", ["Laat"]),
    ]
    assert parsed.tables[1].before_text == "Täida iga aasta kohta\toma leht\nKüsi arendusnõunikult"
    assert [(w.code, w.sheet) for w in parsed.warnings] == [("import.sheet_without_table", "Juhend")]
    assert parsed.source.sheets == ("2026", "Juhend", "Tegevuskava 2027")
    assert [r.activity for r in read(data, sheets=("Tegevuskava 2027",)).rows] == ["Laat"]
    assert "Juhend" in refused(data, sheets=("Leht9",)).hint


def test_what_is_hidden_is_read_and_said() -> None:
    def fill(made) -> None:
        sheet = made.add_worksheet("Kava")
        write_rows(sheet, [["Tegevus", "Aeg", "Eelarve"], ["Talgud", "mai 2026", 100], ["Laat", "juuni 2026", 200]])
        sheet.set_row(2, None, None, {"hidden": True})
        sheet.set_column("C:C", None, None, {"hidden": True})
        made.add_worksheet("Peidus").hide()
        write_rows(made.worksheets()[1], [["Salajane märkus"]])

    parsed = read(book(fill))
    assert [r.activity for r in parsed.rows] == ["Talgud", "Laat"]
    said = {w.code: w.text for w in parsed.warnings}
    assert "3" in said["import.hidden_rows"]
    assert "C" in said["import.hidden_columns"]
    assert "Peidus" in said["import.hidden_sheet"]
    assert lost("Salajane märkus", parsed) == set()


def test_formulas_stand_for_their_values_and_one_without_a_value_is_named() -> None:
    def fill(made) -> None:
        sheet = made.add_worksheet()
        write_rows(sheet, [["Tegevus", "Eelarve"], ["Talgud", 100], ["Laat"], ["Kokku"]])
        sheet.write_formula("B4", "=SUM(B2:B3)", None, 100)

    (table,) = read(book(fill)).tables
    assert table.stated_total_cents == 10_000
    made = openpyxl.Workbook()
    for line in (["Tegevus", "Eelarve"], ["Talgud", 100], ["Kokku", "=SUM(B2:B2)"]):
        made.active.append(line)
    parsed = read(saved(made))
    assert parsed.tables[0].stated_total_cents is None
    (warning,) = [w for w in parsed.warnings if w.code == "import.formula"]
    assert (warning.row, "=SUM(B2:B2)" in warning.text, "B3" in warning.text) == (3, True, True)


def test_comments_are_kept() -> None:
    made = openpyxl.Workbook()
    made.active.append(["Tegevus", "Aeg"])
    made.active.append(["Talgud", "mai 2026"])
    made.active["B2"].comment = Comment("Kokku lepitud külakoosolekul", "x")
    parsed = read(saved(made))
    assert [(w.code, w.row) for w in parsed.warnings] == [("import.comment", 2)]
    assert lost("Kokku lepitud külakoosolekul", parsed) == set()


def test_a_title_a_side_note_and_two_tables_on_one_sheet() -> None:
    lines = [
        ["Külavanemate kava", "", "", "", "vaata ka lisa 3"],
        [],
        ["Tegevus", "Aeg"],
        ["Talgud", "mai 2026", "", "", "Ene helistab"],
        [],
        ["Tegevus", "Eelarve"],
        ["Laat", 200],
    ]
    parsed = read(plain_book(lines))
    assert [[r.activity for r in t.rows] for t in parsed.tables] == [["Talgud"], ["Laat"]]
    assert lost(" ".join(str(c) for line in lines for c in line), parsed) == set()
    assert ("import.extra_cells", 4) in codes(parsed)


# ---------------------------------------------------------------- refusals


def test_an_empty_workbook_says_so() -> None:
    assert "tühi" in refused(plain_book([])).message


def test_a_workbook_without_a_plan_says_so() -> None:
    assert refused(plain_book([["Kuupäev", "Arve"], ["1.2.2026", 7]])).hint


def _zip(**members: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name.replace("__", "/").replace("_dot_", "."), data)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(900), "XLS"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "paroolita"),
        (_zip(word__document_dot_xml=b"<x/>"), "tekstidokument"),
        (_zip(mimetype=b"application/vnd.oasis.opendocument.spreadsheet"), "OpenDocument"),
        (_zip(readme_dot_txt=b"tere"), "XLSX"),
        (_zip(xl__workbook_dot_xml=b"<workbook/>"), "vigane"),
        (b"PK\x03\x04 broken off", "vigane"),
        (plain_book([["Tegevus", "Aeg"], ["x", "mai"]])[:900], "vigane"),
    ],
)
def test_every_other_office_file_is_told_what_to_do(data, word) -> None:
    assert word in refused(data).line()


def test_a_bomb_is_refused_before_it_is_opened() -> None:
    bomb = _zip(xl__workbook_dot_xml=b"<workbook/>", xl__worksheets__sheet1_dot_xml=b" " * 30_000_000)
    assert len(bomb) < 100_000
    assert "rohkem" in refused(bomb).message


def test_entities_and_foreign_documents_are_not_followed(tmp_path) -> None:
    secret = tmp_path / "saladus.txt"
    secret.write_text("SALADUS")
    source = zipfile.ZipFile(io.BytesIO(plain_book([["Tegevus", "Aeg"], ["&x;", "mai 2026"]])))
    head = f'<!DOCTYPE sst [<!ENTITY x SYSTEM "file://{secret}">]>'.encode()
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in source.namelist():
            data = source.read(name)
            if name == "xl/sharedStrings.xml":
                data = data.replace(b"<sst", head + b"<sst", 1).replace(b"&amp;x;", b"&x;")
                assert head in data
            archive.writestr(name, data)
    assert "SALADUS" not in refused(out.getvalue()).line()


def test_ten_thousand_rows_are_read_and_one_more_is_refused() -> None:
    line = ["Talgud", "mai 2026"]
    assert len(read(plain_book([["Tegevus", "Aeg"], *[line] * 9_999])).rows) == 9_999
    assert "10" in refused(plain_book([["Tegevus", "Aeg"], *[line] * 10_000])).message


def test_a_cell_far_out_is_refused_with_its_row() -> None:
    assert refused(plain_book([["Tegevus", "Aeg"], ["x", *[""] * 1_200, "y"]])).place


def test_styled_cells_without_a_value_cost_nothing() -> None:
    made = openpyxl.Workbook()
    made.active.append(["Tegevus", "Aeg"])
    made.active.append(["Talgud", "mai 2026"])
    made.active.cell(1_000_000, 500).number_format = "0.00"
    assert [r.activity for r in read(saved(made)).rows] == ["Talgud"]


def test_no_word_of_cells_is_lost_whatever_is_merged() -> None:
    lines = [["Tegevus", "Aeg", "Tulemus"], ["a1", "mai 2026", "a2"], ["b1", "b2", "b3"], ["c1", "", "c3"]]

    def fill(made) -> None:
        sheet = made.add_worksheet()
        write_rows(sheet, lines)
        sheet.merge_range("A6:C7", "Lõpusõna alla")

    assert words("a1 a2 b1 b2 b3 c1 c3 Lõpusõna alla") <= words(str(read(book(fill))))
