"""CSV: no formula reaches a spreadsheet, and what goes out comes back the same through our own reader."""

from __future__ import annotations

import csv
import io
from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from koosloome_desktop.canvases.creating import new_workshop
from koosloome_desktop.exports.csv_text import csv_bytes, guarded
from koosloome_desktop.imports.sniff import split_rows
from koosloome_desktop.model.frozen import FrozenMap
from koosloome_desktop.model.records import Action, Milestone, Note
from koosloome_desktop.operations import plan, queries
from koosloome_desktop.operations.actions import add_action
from koosloome_desktop.services.export import export_workshop
from koosloome_desktop.services.importing import read_file
from koosloome_desktop.services.plan_import import rows_into
from koosloome_desktop.support.paths import resource
from tests.exports.nasty_workshop import KEPT_TEXTS, nasty_workshop
from tests.exports.reading import SAMPLES, sample

AS_WRITTEN = {"id", "order", "canvas", "extra", "given", "sources", "history", "changes", "time_text", "budget_text"}
"""Fields that a table does not carry, and those that keep what stood in its cells."""


def rows_of(path) -> list[list[str]]:
    data = path.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";"))


def back(path):
    document = new_workshop("Tagasi", canvases=(("action_plan", "table_years"),))
    return document, rows_into(document, read_file(path), this_year=2026)


def differing(one: Action, other: Action) -> dict:
    names = [f.name for f in fields(Action) if f.name not in AS_WRITTEN]
    return {n: (getattr(one, n), getattr(other, n)) for n in names if getattr(one, n) != getattr(other, n)}


LANGS = ["et", *(pytest.param(x, marks=pytest.mark.slow) for x in ("en", "ru"))]


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", SAMPLES)
def test_a_plan_comes_back_the_same(name, lang, ending, tmp_path):
    document = sample(name)
    path = export_workshop(document, tmp_path / f"kava.{ending}", what="plan", lang=lang)
    again, brought = back(path)
    mine, theirs = (sorted(d.of(Action), key=lambda a: a.order) for d in (document, again))
    assert [a.activity for a in theirs] == [a.activity for a in mine]
    assert [d for one, other in zip(mine, theirs, strict=True) if (d := differing(one, other))] == []
    steps = [sorted((m.text, m.due, m.done) for m in d.of(Milestone)) for d in (document, again)]
    assert steps[0] == steps[1]
    assert [w.code for w in brought.warnings if w.code != "import.stated_differs"] == []


def test_a_row_with_everything_comes_back(tmp_path):
    document = new_workshop("Proov", canvases=(("action_plan", "table_years"),))
    canvas = queries.canvases(document)[0]
    values = {
        "start": "2026-11", "deadline": "2027-03", "owner_role": "külavanem", "organisation": "Oru vald",
        "partner_roles": ("kool", "selts"), "result": "Maja on lahti\nViis avajat", "indicator": "päevi nädalas",
        "baseline": "2", "target": "5", "actual": "3", "target_group": "elanikud", "target_wide": "kogu vald",
        "budget": FrozenMap({"2026": 123450, "2027": 0}), "funding_source": "valla eelarve",
        "own_contribution": 10000, "spent": 5050, "first_step": "Kutsuda kokku", "percent": 40, "group": "Ruum",
        "reason": "Lepingut ei ole", "status": "delayed",
    }  # fmt: skip
    with document.transaction("x") as tx:
        add_action(tx, canvas.id, "Avada maja", **values)
    for ending in ("csv", "xlsx"):
        again, _brought = back(export_workshop(document, tmp_path / f"k.{ending}", what="plan"))
        assert differing(document.of(Action)[0], again.of(Action)[0]) == {}, ending


def test_the_founding_plan_goes_out_as_a_table_for_each_year_and_comes_back(tmp_path):
    document, _brought = back(resource("samples", "plan_2021_2024.tsv"))
    for columns in ("five", "all"):
        again, _told = back(export_workshop(document, tmp_path / f"{columns}.csv", columns=columns))
        sums = [plan.totals(d.of(Action)).by_year for d in (document, again)]
        assert sums[0] == sums[1]
        assert sorted(a.activity for a in again.of(Action)) == sorted(a.activity for a in document.of(Action))
        assert {a.table_year for a in again.of(Action)} == {2021, 2022, 2023, 2024}


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "'=1", "''=x", "\uff1d1", '=HYPERLINK("x")', "-õ"])
def test_what_looks_like_a_formula_is_disarmed_and_comes_back(text):
    told = guarded(text)
    assert told == f"'{text}"
    raw = csv_bytes([[text, "x"]]).decode("utf-8-sig").replace("\r\n", "\n")
    assert next(split_rows(raw, ";")).cells[0] == text


@given(
    st.lists(
        st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=30), min_size=2, max_size=4
    )
)
def test_any_cells_come_back(cells):
    wanted = tuple(cell.strip() for cell in cells)
    raw = csv_bytes([wanted]).decode("utf-8-sig").replace("\r\n", "\n")
    found = list(split_rows(raw, ";"))
    assert (found[0].cells if found else ("",) * len(wanted)) == wanted


def test_nasty_notes_and_actions_come_back(tmp_path):
    document = nasty_workshop()
    path = export_workshop(document, tmp_path / "p.csv", columns="minimum")
    for row in rows_of(path)[1:]:
        assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in row)
    activities = {row[0].removeprefix("'") if row[0][:2] in {"'=", "'+", "'-", "'@", "''"} else row[0]
                  for row in rows_of(path)[1:]}  # fmt: skip
    assert set(KEPT_TEXTS) <= activities
    notes = rows_of(export_workshop(document, tmp_path / "n.csv", what="canvas:problem"))
    assert len(notes) == 1 + len(KEPT_TEXTS)
    assert {len(row) for row in notes} == {len(notes[0])}


def test_notes_of_a_canvas_come_back_to_their_zones(tmp_path):
    document = sample("01_kogukonnamaja")
    path = export_workshop(document, tmp_path / "n.csv", what="canvas:problem")
    again = new_workshop("Tagasi")
    rows_into(again, read_file(path), this_year=2026)
    problem = [next(c for c in queries.canvases(d) if c.type == "problem_map") for d in (document, again)]
    texts = [
        {(n.text, n.zone) for n in queries.notes(d, c.id)} for d, c in zip((document, again), problem, strict=True)
    ]
    assert texts[0]
    assert texts[0] <= texts[1]


def test_a_resource_map_is_a_register_of_offers_and_needs(tmp_path):
    document = sample("06_sotsiaaltransport")
    rows = rows_of(export_workshop(document, tmp_path / "r.csv", what="canvas:resources"))
    assert rows[0][:5] == ["Liik", "Nimi", "Piirkond", "Pakkumine või vajadus", "Kontakti roll"]
    canvas = next(c for c in queries.canvases(document) if c.type == "resource_map")
    sides = [row[3] for row in rows[1:]]
    assert sides.count("vajadus") == len(queries.notes(document, canvas.id, "need"))
    assert sides.count("pakkumine") == len(queries.notes(document, canvas.id))
    assert {n.text for n in document.within(Note, canvas.id) if n.form != "hmw"} == {row[1] for row in rows[1:]}
    need = next(row for row in rows[1:] if row[3] == "vajadus" and row[8])
    assert need[4]


def test_several_plans_stand_below_each_other(tmp_path):
    document = new_workshop("Proov", canvases=(("action_plan", "table_years"), ("action_plan", "table_years")))
    with document.transaction("x") as tx:
        for number, canvas in enumerate(queries.canvases(document)):
            add_action(tx, canvas.id, f"Tegevus {number}")
    rows = rows_of(export_workshop(document, tmp_path / "p.csv"))
    assert [row[1] for row in rows if len(row) > 1 and row[1].startswith("Tegevus ")] == ["Tegevus 0", "Tegevus 1"]
    one = rows_of(export_workshop(document, tmp_path / "q.csv", what="canvas:plan-2"))
    assert "Tegevus 0" not in {cell for row in one for cell in row}
