from __future__ import annotations

import json
from pathlib import Path

import pytest

from koosloome_desktop.model.frozen import FrozenMap
from koosloome_desktop.model.records import Action, AgendaItem, PlanTable, Session
from koosloome_desktop.operations.checks_plan import check_agenda, check_plan, check_rasci
from koosloome_desktop.operations.dates_partial import minutes_between
from koosloome_desktop.operations.findings import Finding, Severity

SAMPLES = Path(__file__).parents[2] / "resources" / "samples"


def action(code: str = "A1", **values: object) -> Action:
    fields = {"owner_role": "vallavanem", "deadline": "2026-12", "budget": FrozenMap({"2026": 100})} | values
    return Action(id=code, code=code, activity="Tegevus", **fields)


def told(findings: list[Finding]) -> list[tuple[str, str]]:
    return [(f.code, f.row) for f in findings]


def sample_plan() -> tuple[list[Action], list[PlanTable]]:
    expected = json.loads((SAMPLES / "plan_2021_2024.expected.json").read_text(encoding="utf-8"))
    actions, tables = [], []
    for year in expected["years"]:
        tables.append(PlanTable(id=str(year["year"]), year=year["year"], stated_total=year["stated_total_eur"] * 100))
        for row in year["rows"]:
            euros = row["budget_eur"]
            actions.append(
                Action(
                    id=row["id"],
                    code=row["id"],
                    start=row["start"],
                    deadline=row["end"],
                    owner_role="tiim",
                    table_year=year["year"],
                    budget=FrozenMap({} if euros is None else {str(year["year"]): euros * 100}),
                    budget_note=row["budget_raw"] if euros is None else "",
                    time_text=row["time"],
                )
            )
    return actions, tables


def test_the_sample_plan_has_one_wrong_total_four_wrong_years_and_two_rows_without_an_amount() -> None:
    actions, tables = sample_plan()
    findings = check_plan(actions, tables, canvas="plan")
    assert len(actions) == 26
    assert told(findings) == [
        ("plan.total_differs", ""),
        ("plan.row_outside_year", "2022-06"),
        ("plan.no_amount", "2023-04"),
        ("plan.row_outside_year", "2024-04"),
        ("plan.no_amount", "2024-04"),
        ("plan.row_outside_year", "2024-05"),
        ("plan.row_outside_year", "2024-06"),
    ]
    assert findings[0].values == FrozenMap(
        {"year": 2022, "stated_cents": 4_440_000, "computed_cents": 4_400_000, "difference_cents": 40_000}
    )
    assert {f.canvas for f in findings} == {"plan"}


def test_the_sentence_names_year_and_sums() -> None:
    actions, tables = sample_plan()
    line = check_plan(actions, tables)[0].text().replace("\u00a0", " ").replace("\u202f", " ")
    assert "2022" in line
    assert "44 400 €" in line
    assert "44 000 €" in line


def test_a_whole_row_has_no_findings() -> None:
    assert check_plan([action()]) == []


@pytest.mark.parametrize(
    ("values", "code", "severity"),
    [
        ({"owner_role": ""}, "plan.no_owner", Severity.HINT),
        ({"deadline": None}, "plan.no_deadline", Severity.HINT),
        ({"deadline": None, "time_text": "pidev"}, "plan.no_deadline", Severity.HINT),
        ({"budget": FrozenMap()}, "plan.no_amount", Severity.HINT),
        ({"budget": FrozenMap(), "budget_note": "Leiame vahendid"}, "plan.no_amount", Severity.HINT),
        ({"start": "2027-01"}, "plan.deadline_before_start", Severity.WARNING),
        ({"start": "2026-12-15", "deadline": "2026-12-01"}, "plan.deadline_before_start", Severity.WARNING),
        ({"table_year": 2025}, "plan.row_outside_year", Severity.WARNING),
        ({"table_year": 2026, "start": "2025-12"}, "plan.row_outside_year", Severity.WARNING),
    ],
)
def test_each_finding_about_a_row(values: dict[str, object], code: str, severity: Severity) -> None:
    (finding,) = check_plan([action(**values)])
    assert (finding.code, finding.row, finding.severity) == (code, "A1", severity)
    assert finding.text().startswith("A1")


@pytest.mark.parametrize(
    "values",
    [
        {"budget": FrozenMap({"2026": 0})},
        {"start": "2026-12-15"},
        {"table_year": 2026, "start": "2026-01"},
        {"start": "not a date", "deadline": "2026-12"},
    ],
)
def test_what_is_no_finding(values: dict[str, object]) -> None:
    assert check_plan([action(**values)]) == []


def test_a_row_counts_in_the_year_of_its_table() -> None:
    row = action(table_year=2025, deadline="2025-12", budget=FrozenMap({"2026": 100}))
    tables = [PlanTable(id="t", year=2025, stated_total=100)]
    assert check_plan([row], tables) == []


def test_tables_that_state_no_total_or_no_year_are_not_compared() -> None:
    row = action(table_year=2026)
    stated = PlanTable(id="a", year=2026, stated_total=5)
    assert told(check_plan([row], [stated])) == [("plan.total_differs", "")]
    assert check_plan([row], [stated, PlanTable(id="b", year=2026)]) == []
    assert check_plan([row], [PlanTable(id="c", stated_total=5)]) == []
    assert check_plan([row], [stated, PlanTable(id="d", year=2026, stated_total=95)]) == []


def test_a_long_note_is_short_on_one_line_in_the_sentence_and_whole_in_the_values() -> None:
    note = "Leiame selleks\nteisi vahendeid, " * 50
    (finding,) = check_plan([action(budget=FrozenMap(), budget_note=note)])
    assert finding.values["note"] == note
    assert "\n" not in finding.text()
    assert len(finding.text()) < 200


def test_rasci_rows_need_exactly_one_a() -> None:
    matrix = {
        "A1": ["I", "A", "R"],
        "A2": ["A", "A"],
        "A3": ["R", "", None],
        "A4": ("R/A", "i"),
        "A5": "A",
        "A6": ["Jah"],
    }
    findings = check_rasci(FrozenMap(matrix), canvas="plan")
    assert told(findings) == [("rasci.not_one_a", code) for code in ("A2", "A3", "A5", "A6")]
    assert findings[0].values["count"] == 2


def test_agenda_blocks_must_fill_the_session() -> None:
    session = Session(id="s", number=2, date="2026-10-15", start="16:30", end="20:30")
    first = AgendaItem(id="i", session="s", start="16:30", end="18:00")
    rest = AgendaItem(id="j", session="s", start="18:00", end="20:30")
    assert check_agenda([(session, [first, rest])]) == []
    (finding,) = check_agenda([(session, [first])])
    assert (finding.code, finding.row) == ("agenda.sum_differs", "2")
    assert (finding.values["planned"], finding.values["computed"]) == (240, 90)
    assert check_agenda([(session, [])]) == []
    assert check_agenda([(session, [AgendaItem(id="k", session="s", start="hiljem", end="")])]) == []


@pytest.mark.parametrize(
    ("start", "end", "minutes"),
    [("16:30", "20:30", 240), ("9.05", "10:00", 55), ("23:30", "00:15", 45), ("10:00", "10:00", 0),
     ("24:00", "10:00", None), ("10:75", "11:00", None), ("", "10:00", None), ("kell 10", "11:00", None)],
)  # fmt: skip
def test_minutes_between(start: str, end: str, minutes: int | None) -> None:
    assert minutes_between(start, end) == minutes


@pytest.mark.parametrize(
    "name", ["01_kogukonnamaja", "02_noorte_kaasamine", "03_turvaline_koolitee", "06_sotsiaaltransport"]
)
def test_sample_agendas_and_rasci_agree_with_themselves(name: str) -> None:
    data = json.loads((SAMPLES / f"{name}.json").read_text(encoding="utf-8"))
    pairs = []
    for number, one in enumerate(data["sessions"], 1):
        items = [AgendaItem(id=f"{number}/{i['order']}", start=i["start"], end=i["end"]) for i in one["items"]]
        pairs.append((Session(id=str(number), number=number, start=one["start"], end=one["end"]), items))
    assert check_agenda(pairs) == []
    for canvas in data["canvases"]:
        assert check_rasci(canvas.get("rasci", {}).get("matrix", {})) == []
