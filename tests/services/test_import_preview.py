"""What an import would bring, before anything is written."""

from __future__ import annotations

from datetime import date

import pytest

from koosloome_desktop.imports.grid import TableOptions
from koosloome_desktop.services.import_preview import Preview, chosen_columns, preview_of
from koosloome_desktop.services.importing import TableInput, read_file, read_input
from koosloome_desktop.services.library import LibraryService
from koosloome_desktop.support.paths import resource

TODAY = date(2026, 10, 15)


def preview(text: str, **options) -> Preview:
    return preview_of(read_input(TableInput("Kava", text), TableOptions(default_year=2026, **options)), TODAY)


@pytest.fixture(scope="module")
def founding() -> Preview:
    return preview_of(read_file(resource("samples", "plan_2021_2024.tsv")), TODAY)


def test_tables_stand_with_what_they_state_and_what_they_give(founding) -> None:
    assert [(t.label, t.rows, t.computed, t.stated, t.differs) for t in founding.tables] == [
        ("2021", 8, 3_980_000, 3_980_000, False),
        ("2022", 6, 4_400_000, 4_440_000, True),
        ("2023", 6, 4_450_000, 4_450_000, False),
        ("2024", 6, 3_450_000, 3_450_000, False),
    ]
    assert (founding.rows, founding.total, founding.years) == (26, 16_280_000, ("2021", "2022", "2023", "2024"))


def test_findings_come_first_the_serious_one_by_one_the_many_as_one_line(founding) -> None:
    serious = [line.place for line in founding.lines if line.serious]
    assert serious == ["", "2022-06", "2024-04", "2024-05", "2024-06"]
    assert founding.lines[: len(serious)] == tuple(line for line in founding.lines if line.serious)
    owners = [line for line in founding.lines if "vastutajat" in line.text]
    assert len(owners) == 1
    assert "25" in owners[0].text
    assert [line.place for line in founding.lines if "summa asemel" in line.text] == ["2023-04", "2024-04"]


def test_headings_that_differ_by_their_year_are_one(founding) -> None:
    first = founding.columns[0]
    assert first.headings == ("Tegevused 2021", "Tegevused 2022", "Tegevused 2023", "Tegevused 2024")
    assert (first.column, first.has_year) == ("activity", True)
    assert [c.headings for c in founding.columns if c.column == "target_group"] == [
        ("Sihtrühm",),
        ("Sihtgrupid",),
        ("Sihtrühmad",),
        ("Seos",),
    ]
    assert chosen_columns([(first.headings, "result")])[0] == ("tegevused 2021", "result")


def test_what_years_state_is_compared_by_year() -> None:
    shown = preview("Tegevus\t2026\t2027\nTalgud\t100\t50\nKokku\t100\t60\n")
    (table,) = shown.tables
    assert (table.computed, table.stated, table.differs) == (15_000, 16_000, True)
    assert [line.text.replace("\xa0", " ") for line in shown.lines if line.serious] == [
        "2027: tabelis on kirjas 60 €, read annavad kokku 50 €."
    ]


def test_notes_have_a_preview_too() -> None:
    shown = preview("tekst;tsoon\nNoored lahkuvad;põhjused\n")
    assert (shown.rows, shown.tables, shown.sample[0][:2]) == (1, (), ("Noored lahkuvad", "põhjused"))


def test_what_was_shown_is_what_comes_in(founding, tmp_path) -> None:
    library = LibraryService.open(tmp_path / "library")
    report = library.bring(founding.content, made=founding.trial)
    assert report.records == {"action": 26, "plan_table": 4}
    assert library.document(report.workshop).digest() == founding.trial.digest()
    assert library.bring(founding.content, made=founding.trial).unchanged
    library.close()


@pytest.mark.parametrize(
    ("above", "title"),
    [("Sooääre kava\n\n", "Sooääre kava"), ("", "Kava"), ("Väga pikk sissejuhatus " * 9 + "\n", "Kava")],
)
def test_a_pasted_plan_is_called_what_stands_above_it(above, title) -> None:
    assert preview(f"{above}Tegevus\tAeg\nTalgud\tmai 2026\n").content.title == title
