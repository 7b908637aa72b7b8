"""XLSX: what a spreadsheet reads back is what the workshop holds; a note is never a formula."""

from __future__ import annotations

import datetime as dt
import io
import zipfile

import pytest
from openpyxl import load_workbook

from koosloome_desktop.canvases.creating import new_workshop
from koosloome_desktop.exports.plan_columns import SETS
from koosloome_desktop.exports.xlsx_sheet import MOST, _cut
from koosloome_desktop.model.frozen import FrozenMap
from koosloome_desktop.model.records import Action, Canvas, Note, Person, PersonName
from koosloome_desktop.operations import plan, queries
from koosloome_desktop.operations.actions import add_action
from koosloome_desktop.services.export import export_workshop
from koosloome_desktop.services.export_formats import COLUMN_SETS
from koosloome_desktop.support.ids import new_id
from koosloome_desktop.support.paths import resource
from tests.exports.nasty_workshop import KEPT_TEXTS, nasty_workshop
from tests.exports.reading import SAMPLES, sample

pytestmark = pytest.mark.slow


def book(document, folder, **values):
    path = export_workshop(document, folder / "w.xlsx", **values)
    return load_workbook(io.BytesIO(path.read_bytes()))


def cells(sheet):
    return [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]


def texts(workbook) -> set[str]:
    return {c.value for sheet in workbook for c in cells(sheet) if isinstance(c.value, str)}


def plan_of(document) -> Canvas:
    return next(c for c in queries.canvases(document) if c.type == "action_plan")


@pytest.mark.parametrize("lang", ["et", *(pytest.param(x, marks=pytest.mark.slow) for x in ("en", "ru"))])
@pytest.mark.parametrize("name", SAMPLES)
def test_every_note_and_every_action_is_in_it(name, lang, tmp_path):
    document = sample(name)
    found = texts(book(document, tmp_path, lang=lang))
    assert [n.text for n in document.of(Note) if not n.merged_into and n.text not in found] == []
    assert [a.activity for a in document.of(Action) if a.activity not in found] == []


@pytest.mark.parametrize("columns", ["", "five", *(pytest.param(x, marks=pytest.mark.slow) for x in list(SETS)[1:])])
@pytest.mark.parametrize("name", SAMPLES)
def test_only_sums_are_formulas_and_they_say_what_the_plan_computes(name, columns, tmp_path):
    document = sample(name)
    path = export_workshop(document, tmp_path / "w.xlsx", columns=columns)
    formulas = [c for s in load_workbook(path) for c in cells(s) if c.data_type == "f"]
    cached = load_workbook(path, data_only=True)
    assert all(c.value.startswith("=SUM(") for c in formulas)
    sums = plan.totals(queries.actions(document, plan_of(document).id))
    money = {cached[c.parent.title][c.coordinate].value for c in formulas if c.parent.title == "Tegevuskava"}
    if any(key in SETS[columns or "all"] for key in ("budget", "total")):
        assert sums.total / 100 in money
    if "years" in SETS[columns or "all"]:
        assert {cents / 100 for cents in sums.by_year.values()} <= money


def test_dates_months_times_and_amounts_are_real_ones(tmp_path):
    document = new_workshop("Proov")
    canvas = plan_of(document)
    with document.transaction("x") as tx:
        budget = FrozenMap({"2026": 123450})
        add_action(tx, canvas.id, "Teha", start="2026-10-15", deadline="2026-12", budget=budget)
    sheet = book(document, tmp_path).worksheets[0]
    by_value = {c.value: c for c in cells(sheet)}
    day, month = (by_value[dt.datetime.fromisoformat(t)] for t in ("2026-10-15", "2026-12-01"))
    assert day.number_format == "dd.mm.yyyy"
    assert month.number_format == "[$-425]mmmm\\ yyyy"
    assert by_value[1234.5].number_format.startswith("[$-425]#,##0.00\\ [$€-425]")


def test_a_text_in_the_place_of_money_stays_a_text_and_its_row_is_counted_as_without(tmp_path):
    document = sample("01_kogukonnamaja")
    found = texts(book(document, tmp_path))
    notes = [a.budget_note for a in document.of(Action) if a.budget_note]
    assert notes
    assert set(notes) <= found
    assert any("1 rida summata" in t for t in found)


def test_the_founding_plan_has_a_sum_for_each_year_and_says_what_its_table_stated(tmp_path):
    from koosloome_desktop.services.importing import read_file
    from koosloome_desktop.services.plan_import import rows_into

    document = new_workshop("Nelja aasta kava", canvases=(("action_plan", "table_years"),))
    rows_into(document, read_file(resource("samples", "plan_2021_2024.tsv")), this_year=2026)
    for columns in ("five", "all"):
        path = export_workshop(document, tmp_path / f"{columns}.xlsx", columns=columns)
        sheet = load_workbook(path, data_only=True).worksheets[0]
        numbers = {c.value for c in cells(sheet) if isinstance(c.value, int | float)}
        assert {39800, 44000, 44500, 34500, 162800} <= numbers
        assert any("44 400" in str(c.value).replace("\u00a0", " ") for c in cells(sheet))
    heads = {c.value for c in cells(load_workbook(tmp_path / "five.xlsx").worksheets[0])}
    assert "Seos" in heads or "Sihtgrupid" in heads


def test_nasty_texts_stay_what_they_are(tmp_path):
    document = nasty_workshop()
    path = export_workshop(document, tmp_path / "w.xlsx")
    workbook = load_workbook(path)
    found = texts(workbook)
    assert [t for t in KEPT_TEXTS if t not in found and t != "_x0041_"] == []
    assert not [c for s in workbook for c in cells(s) if c.hyperlink or (c.data_type == "f" and "SUM" not in c.value)]
    raw = zipfile.ZipFile(path)
    assert "_x005F_x0041_" in raw.read("xl/sharedStrings.xml").decode()
    assert not [n for n in raw.namelist() if "external" in n.lower() or "vba" in n.lower()]
    assert not any(b"hyperlink " in raw.read(n) for n in raw.namelist() if n.startswith("xl/worksheets/sheet"))


def test_a_text_too_long_for_a_cell_goes_on_in_the_next_row():
    text = "õ😀" * MOST
    pieces = _cut(text)
    assert "".join(pieces) == text
    assert all(len(p.encode("utf-16-le")) // 2 <= MOST for p in pieces)
    assert _cut("x") == ["x"]


def test_people_are_counts_and_names_stand_only_where_asked_for(tmp_path):
    document = sample("01_kogukonnamaja")
    with document.transaction("x") as tx:
        tx.create(PersonName(id=new_id(), person=document.of(Person)[0].id, name="Mari Näidis"))
    off, on = book(document, tmp_path), book(document, tmp_path, names=True)
    assert "Mari Näidis" not in texts(off)
    assert "Mari Näidis" in texts(on)
    people = load_workbook(export_workshop(document, tmp_path / "w.xlsx"), data_only=True)["Osalejad"]
    assert [c.value for c in cells(people)][-1] == len(document.of(Person))


def test_sheets_are_ready_to_print_and_carry_who_and_what(tmp_path):
    workbook = book(sample("03_turvaline_koolitee"), tmp_path)
    assert workbook.sheetnames == ["Tegevuskava", "Märkmed", "Hääled", "Osalejad", "Päevakava", "Kontroll"]
    for sheet in workbook:
        assert sheet.page_setup.orientation == "landscape"
        assert int(sheet.page_setup.paperSize) == 9
        assert sheet.freeze_panes
        assert sheet.print_title_rows
    assert workbook.properties.title == "Kuidas laps jõuab Metsarajal ohutult kooli?"


def test_the_plan_alone_is_one_sheet(tmp_path):
    assert book(sample("01_kogukonnamaja"), tmp_path, what="plan").sheetnames == ["Tegevuskava"]


def test_an_empty_workshop_and_names_that_no_sheet_may_have(tmp_path):
    bare = new_workshop("Ilma", canvases=())
    assert len(book(bare, tmp_path).sheetnames) >= 1
    document = new_workshop("Proov", canvases=(("action_plan", "table_years"), ("action_plan", "table_years")))
    with document.transaction("x") as tx:
        for canvas in queries.canvases(document):
            tx.update(canvas, title="Kava [1]: *õ?/" + "x" * 40)
    names = book(document, tmp_path, what="plan").sheetnames
    assert len(set(names)) == 2
    assert all(len(n) <= 31 for n in names)


def test_the_column_sets_of_the_dialog_are_those_that_are_written():
    assert list(COLUMN_SETS) == list(SETS)


def test_the_same_workshop_gives_the_same_bytes(tmp_path):
    document = sample("01_kogukonnamaja")
    made = document.clock.now()
    from koosloome_desktop.exports.xlsx import XlsxJob, xlsx_bytes

    one, two = (xlsx_bytes(document, XlsxJob("et", made)) for _ in range(2))
    assert one == two
