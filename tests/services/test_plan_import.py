"""Tables into workshops: budgets by year, nothing lost, one undo step, and the same rows again change nothing."""

from __future__ import annotations

import csv
import io
import json
import re
import time

import pytest

from koosloome_desktop.imports.grid import TableOptions
from koosloome_desktop.model.records import Action, Canvas, Milestone, PlanTable
from koosloome_desktop.operations import plan, queries
from koosloome_desktop.services import workshop_file
from koosloome_desktop.services.checks import findings
from koosloome_desktop.services.importing import TableInput, read_file, read_input
from koosloome_desktop.services.library import LibraryService
from koosloome_desktop.services.plan_import import known_plan, plan_in_transaction
from koosloome_desktop.support.clock import FixedClock
from koosloome_desktop.support.errors import RefusedInput
from koosloome_desktop.support.paths import resource
from tests.drivers.waiting import bar
from tests.imports.plan_books import founding_plan
from tests.imports.plan_tables import ALL, NAMES, plan_file


@pytest.fixture
def library(tmp_path):
    library = LibraryService.open(tmp_path / "lib", clock=FixedClock())
    yield library
    library.close()


def test_columns_of_years_and_words_without_a_home_are_kept(library, tmp_path) -> None:
    table = tmp_path / "kava.csv"
    table.write_text(
        "Tegevus;Vastutaja;2027;2028;Olek;Märkus\nÕhtubuss;vallavanem;1 200;3,50;pooleli natuke;kiire\nKoosolek;;;;;\n",
        encoding="utf-8",
    )
    report = library.import_file(table)
    document = library.document(report.workshop)
    row = document.of(Action)[0]
    assert dict(row.budget) == {"2027": 120000, "2028": 350}
    assert document.of(Canvas)[0].years == ("2027", "2028")
    text = json.dumps(workshop_file.write(document), ensure_ascii=False)
    for word in ("Õhtubuss", "vallavanem", "pooleli natuke", "kiire", "Koosolek"):
        assert word in text


def test_an_amount_without_a_year_is_told(library, tmp_path) -> None:
    table = tmp_path / "kava.tsv"
    table.write_text("Tegevus\tEelarve\nTalgud\t300\n", encoding="utf-8")
    report = library.import_file(table)
    assert "import.year_assumed" in [w.code for w in report.warnings]
    assert dict(library.document(report.workshop).of(Action)[0].budget) == {"2026": 30000}


def test_a_plan_comes_into_a_workshop_as_one_step_and_only_once(library, tmp_path) -> None:
    workshop_id = library.create("Proov")
    before = library.document(workshop_id).digest()
    table = tmp_path / "kava.tsv"
    table.write_text("2027\n\nTegevus\tAeg\tEelarve\nTalgud\tmai 2027\t300\nEelarve kokku\t\t300\n", encoding="utf-8")
    report = library.import_file(table, into=workshop_id)
    assert report.records == {"action": 1, "plan_table": 1}
    assert library.import_file(table, into=workshop_id).unchanged
    document = library.document(workshop_id)
    assert len([c for c in document.of(Canvas) if c.type == "action_plan"]) == 1
    assert [t.stated_total for t in document.of(PlanTable)] == [30000]
    workshop = library.open_workshop(workshop_id)
    workshop.undo()
    assert workshop.document.digest() == before
    workshop.close()


def test_numbers_that_repeat_over_the_years_get_codes_of_their_own(library, tmp_path) -> None:
    table = tmp_path / "kava.tsv"
    table.write_text(
        "2027\nNr\tTegevus\tEelarve\n1\tTalgud\t300\n2028\nNr\tTegevus\tEelarve\n1\tTalgud\t400\n", encoding="utf-8"
    )
    report = library.import_file(table)
    document = library.document(report.workshop)
    assert len({a.code for a in document.of(Action)}) == 2
    copy = tmp_path / "copy.json"
    copy.write_text(workshop_file.dumps(workshop_file.write(document)), encoding="utf-8")
    other = LibraryService.open(tmp_path / "other")
    assert other.import_file(copy).records["action"] == 2
    other.close()


# ---------------------------------------------------------------- the founding plan in every form (must show 2)

SEED = resource("samples", "plan_2021_2024.tsv").read_text(encoding="utf-8")
EXPECTED = json.loads(resource("samples", "plan_2021_2024.expected.json").read_text(encoding="utf-8"))


def as_csv(text: str, separator: str = ";") -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=separator, lineterminator="\r\n").writerows(line.split("\t") for line in text.split("\n"))
    return out.getvalue()


FORMS = {
    "kava.tsv": SEED.encode(),
    "kava.xlsx": founding_plan(SEED),
    "kava-1257.csv": as_csv(SEED).encode("cp1257"),
    "kava-1252.csv": as_csv(SEED, ",").encode("cp1252"),
    "kava-utf16.csv": as_csv(SEED).encode("utf-16"),
    "kava-utf16be.tsv": SEED.encode("utf-16-be"),
    "kava-bom.csv": as_csv(SEED, "|").encode("utf-8-sig"),
}
CHECKED = {"plan.total_differs", "plan.row_outside_year", "plan.no_amount"}


def brought(library, form: str, tmp_path):
    if form == "pasted":
        content = read_input(TableInput("Kleebitud", SEED), TableOptions(default_year=2026))
        return library.bring(content)
    path = tmp_path / form
    path.write_bytes(FORMS[form])
    return library.import_file(path)


OFTEN = {"kava.xlsx", "pasted"}
"""Forms that the quick tier tries too."""


@pytest.mark.parametrize(
    "form", [pytest.param(f, marks=[] if f in OFTEN else [pytest.mark.slow]) for f in (*FORMS, "pasted")]
)
def test_the_founding_plan_is_the_same_in_every_form(library, tmp_path, form) -> None:
    report = brought(library, form, tmp_path)
    assert report.records == {"action": 26, "plan_table": 4}
    document = library.document(report.workshop)
    rows = queries.actions(document, document.of(Canvas)[0].id)
    sums = plan.totals(rows)
    assert sums.by_year == {"2021": 3_980_000, "2022": 4_400_000, "2023": 4_450_000, "2024": 3_450_000}
    wanted = [row for year in EXPECTED["years"] for row in year["rows"]]
    for action, row in zip(rows, wanted, strict=True):
        assert (action.code, action.start, action.deadline) == (row["id"], row["start"], row["end"])
        assert action.time_text == row["time"]
        euros = row["budget_eur"]
        assert sum(action.budget.values()) == (euros or 0) * 100
        assert bool(action.budget) == (euros is not None)
        assert len(action.result.split("\n")) == len(row["results"])
    found = [(f.code, f.row) for f in findings(document) if f.code in CHECKED]
    assert found == [
        ("plan.total_differs", ""),
        ("plan.row_outside_year", "2022-06"),
        ("plan.no_amount", "2023-04"),
        ("plan.row_outside_year", "2024-04"),
        ("plan.no_amount", "2024-04"),
        ("plan.row_outside_year", "2024-05"),
        ("plan.row_outside_year", "2024-06"),
    ]
    assert {w.code for w in report.warnings} <= {"import.encoding_guessed"}
    text = json.dumps(workshop_file.write(document), ensure_ascii=False).replace("\\n", "\n")
    said = "\n".join(w.text for w in report.warnings)
    lost = set(re.findall(r"\w+", SEED)) - set(re.findall(r"\w+", text + said))
    # On a sheet amounts are numbers: how their thousands are parted is no word.
    assert lost == ({"34", "44", "500", "000"} if form == "kava.xlsx" else set())
    again = brought(library, form, tmp_path)
    assert (again.unchanged, again.workshop, again.records) == (True, report.workshop, {})


UNDERSTOOD = {
    "osaliselt", "täidetud", "pole", "alustatud", "not", "started", "in", "progress", "в", "работе", "не", "начато",
    "eurot", "eur",
}  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_no_word_of_any_plan_is_lost_on_the_way_into_a_workshop(library, tmp_path, name) -> None:
    report = library.import_file(plan_file(name))
    document = library.document(report.workshop)
    text = workshop_file.dumps(workshop_file.write(document)).replace("\\n", "\n").replace("\\t", "\t")
    said = "\n".join(w.text for w in report.warnings)
    # Amounts and dates stand in another form; what was written stands beside them, but for amounts of year columns.
    amounts = {word for word in re.findall(r"\w+", ALL[name]) if word.isdigit()}
    lost = set(re.findall(r"\w+", ALL[name])) - set(re.findall(r"\w+", text + said)) - amounts
    # Statuses and levels that were understood are codes.
    assert lost <= UNDERSTOOD
    copy = tmp_path / "copy.json"
    copy.write_text(workshop_file.dumps(workshop_file.write(document)), encoding="utf-8")
    other = LibraryService.open(tmp_path / "other", clock=FixedClock())
    made = other.import_file(copy)
    assert workshop_file.dumps(workshop_file.write(other.document(made.workshop))) == copy.read_text(encoding="utf-8")
    other.close()


def test_every_field_a_council_asks_for_is_filled(library) -> None:
    document = library.document(library.import_file(plan_file("avp")).workshop)
    first = document.of(Action)[0]
    assert (first.organisation, first.status, first.principles) == (
        "vallavalitsus",
        "in_progress",
        ("läbipaistvus", "osalemine"),
    )
    assert dict(first.commitment)["promise"] == "Otsused on leitavad"
    assert [(m.text, m.due) for m in document.within(Milestone, first.id)] == [
        ("Leht on avatud (31.03.2027)", "2027-03-31"),
        ("Esimene ülevaade (november 2027)", "2027-11"),
    ]
    document = library.document(library.import_file(plan_file("english")).workshop)
    first = document.of(Action)[0]
    assert {k: dict(v) for k, v in first.funding.items()} == {
        "Municipality": {"2026": 400_000},
        "Grant": {"2026": 600_000},
    }
    assert (first.own_contribution, first.baseline, first.target, first.group) == (
        150_000,
        "0 crossings",
        "2 crossings",
        "Safe school route",
    )


def test_rows_go_below_those_that_are_there_and_years_come_together(library) -> None:
    workshop = library.open_workshop(library.import_file(plan_file("health")).workshop)
    canvas = workshop.document.of(Canvas)[0]
    content = read_file(plan_file("minimum"), default_year=2026)
    workshop.run("Import plan", lambda tx: plan_in_transaction(tx, content, 2026, canvas.id))
    rows = queries.actions(workshop.document, canvas.id)
    assert [a.activity for a in rows][-2:] == ["Küsitlus elanikele", "Infotund; kohvilaud"]
    assert len({a.code for a in rows}) == len(rows) == 6
    assert len({a.order for a in rows}) == 6
    assert known_plan(workshop.document, content.digest) is not None
    workshop.undo()
    assert known_plan(workshop.document, content.digest) is None
    workshop.close()


def test_what_people_chose_makes_another_content(tmp_path) -> None:
    given = TableInput("x", "Tegevus\tAeg\tMuu\nTalgud\tmai 2026\tkool\n")
    plain = read_input(given, TableOptions())
    chosen = read_input(given, TableOptions(columns=(("muu", "partner_roles"),)))
    assert plain.digest != chosen.digest
    assert plain.plan.rows[0].extra_cells == (("Muu", "kool"),)
    assert (chosen.plan.rows[0].partner_roles, chosen.plan.rows[0].extra_cells) == (("kool",), ())


@pytest.mark.parametrize("name", ["vana.xls", "tühi.xlsx", "jutt.docx", "pilt.csv"])
def test_what_cannot_be_read_leaves_the_library_as_it_was(library, tmp_path, name) -> None:
    path = tmp_path / name
    path.write_bytes(b"" if name == "tühi.xlsx" else bytes(range(1, 200)))
    with pytest.raises(RefusedInput):
        library.import_file(path)
    assert library.list() == []


@pytest.mark.slow
@pytest.mark.parametrize(("count", "seconds"), [(2_000, 30), (9_990, 60)])
def test_long_tables_come_in_within_their_time(library, tmp_path, count, seconds) -> None:
    """2,000 rows within seconds, 10,000 within the minute that a reader has, on a machine that is busy."""
    line = "Tegevus {n}\tmai - juuni 2026\t- üks - kaks\t{n}.-\tnoored\n"
    path = tmp_path / "kava.tsv"
    rows = "".join(line.format(n=n) for n in range(count))
    path.write_text(f"Tegevus\tAeg\tTulemus\tEelarve\tSihtrühm\n{rows}", encoding="utf-8")
    begun = time.monotonic()
    assert library.import_file(path).records["action"] == count
    assert time.monotonic() - begun < bar(seconds)
