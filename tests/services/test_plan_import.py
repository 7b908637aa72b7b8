"""Tables into workshops: budgets by year, nothing lost, one undo step, and the same rows again change nothing."""

from __future__ import annotations

import json

import pytest

from koosloome_desktop.model.records import Action, Canvas, PlanTable
from koosloome_desktop.services import workshop_file
from koosloome_desktop.services.library import LibraryService
from koosloome_desktop.support.clock import FixedClock


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
