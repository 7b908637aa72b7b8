"""Money of a plan: by year and source, what is spent and brought in, and every sum of it to the cent."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from koosloome_desktop.model.document import Document
from koosloome_desktop.model.frozen import FrozenMap
from koosloome_desktop.model.records import Action, PlanTable
from koosloome_desktop.operations import actions, plan, plan_money
from koosloome_desktop.support.errors import KoosloomeError
from tests.operations.plan_steps import plan_of


def one(**values: Any) -> tuple[Document, Action]:
    document, canvas = plan_of(1)
    with document.transaction("Set") as tx:
        row = actions.set_fields(
            tx, document.within(Action, canvas.id)[0], {"budget": {}, "funding_source": "", **values}
        )
    return document, row


def years(row: Action, source: str | None = None) -> dict[str, int]:
    return dict(row.budget if source is None else row.funding.get(source, {}))


def test_amounts_are_set_by_year_and_words_give_way() -> None:
    document, row = one(budget_note="Leiame vahendid")
    with document.transaction("Set") as tx:
        row = plan_money.set_budget(tx, row, 2028, 500)
        row = plan_money.set_budget(tx, row, "2027", 0)
        assert (years(row), row.budget_note) == ({"2027": 0, "2028": 500}, "")
        row = plan_money.set_budget(tx, row, 2028, None)
        assert years(row) == {"2027": 0}
        row = plan_money.set_budget_words(tx, row, "Küsime annetust")
    assert (years(row), row.budget_note, plan.has_words(row)) == ({}, "Küsime annetust", True)


def test_a_row_is_split_by_source_and_its_years_stay_the_sums() -> None:
    document, row = one(budget={"2027": 1000}, funding_source="valla eelarve")
    with document.transaction("Split") as tx:
        row = plan_money.set_source(tx, row, "projektitoetus", 2027, 400)
        assert (years(row), years(row, "valla eelarve")) == ({"2027": 1400}, {"2027": 1000})
        row = plan_money.set_source(tx, row, "projektitoetus", 2028, 50)
        row = plan_money.set_budget(tx, row, 2027, 1500)
        assert years(row, "valla eelarve") == {"2027": 1100}
        row = plan_money.rename_source(tx, row, "projektitoetus", "valla eelarve")
        assert years(row, "valla eelarve") == {"2027": 1500, "2028": 50}
        row = plan_money.set_source(tx, row, "annetus", 2028, 10)
        row = plan_money.drop_source(tx, row, "valla eelarve")
    assert (years(row), dict(row.funding)) == ({"2028": 10}, {"annetus": FrozenMap({"2028": 10})})


def test_a_year_of_a_split_row_cannot_have_less_than_its_other_sources_give() -> None:
    document, row = one(funding_source="vald")
    with document.transaction("Split") as tx:
        row = plan_money.set_source(tx, row, "vald", 2027, 100)
        row = plan_money.set_source(tx, row, "toetus", 2027, 400)
    with pytest.raises(KoosloomeError, match="4"), document.transaction("Less") as tx:
        plan_money.set_budget(tx, row, 2027, 399)
    with document.transaction("Even") as tx:
        row = plan_money.set_budget(tx, row, 2027, 400)
        assert years(row, "vald") == {"2027": 0}
        row = plan_money.set_budget(tx, row, 2027, None)
    assert (years(row), dict(row.funding)) == ({}, {})
    with pytest.raises(KoosloomeError, match="nimi"), document.transaction("Nameless") as tx:
        plan_money.set_source(tx, row, " ", 2027, 1)


def test_a_year_is_moved_with_its_sources() -> None:
    document, row = one(budget={"2026": 5, "2027": 10}, funding={"vald": {"2026": 5}, "toetus": {"2027": 10}})
    with document.transaction("Move") as tx:
        row = plan_money.move_year(tx, row, 2026, 2027)
        assert years(row) == {"2027": 15}
        assert dict(row.funding) == {"vald": FrozenMap({"2027": 5}), "toetus": FrozenMap({"2027": 10})}
        assert plan_money.move_year(tx, row, 2027, 2027) is not None
        row = plan_money.set_spent(tx, plan_money.set_own_contribution(tx, row, 300), 16)
    assert (row.spent, row.own_contribution) == (16, 300)
    assert plan.overspent([row]) == [row]


def row_of(code: str, **values: Any) -> Action:
    kept = {k: FrozenMap(v) if isinstance(v, dict) else v for k, v in values.items()}
    return Action(id=code, code=code, **kept)


ROWS = [
    row_of("A1", group="Buss", budget={"2027": 100, "2028": 200}, funding_source="vald", own_contribution=7, spent=120),
    row_of("A2", group="Tee", budget={"2027": 50}, funding={"vald": {"2027": 20}, "toetus": {"2027": 30}}),
    row_of("A3", group="Buss", budget_note="Leiame vahendid"),
    row_of("A4", budget={"2027": 5}, funding={"toetus": {"2027": 3}}, spent=9),
    row_of("A5", group="Tee", table_year=2026, budget={"2026": 1, "2027": 1}, funding_source="vald"),
    row_of("A6"),
]


def test_sums_are_by_year_and_by_source_with_words_and_empty_rows_counted() -> None:
    sums = plan.sums(ROWS, ["2026", "2029"])
    assert sums.by_year == {"2026": 2, "2027": 155, "2028": 200, "2029": 0}
    assert sums.by_source == {
        "vald": {"2026": 2, "2027": 120, "2028": 200}, "toetus": {"2027": 33}, "": {"2027": 2}
    }  # fmt: skip
    assert (sums.total, sums.own_contribution, sums.spent) == (357, 7, 129)
    assert (sums.rows, sums.words, sums.empty) == (6, 1, 1)
    assert sums.of_source("vald") == 322
    assert [a.code for a in plan.overspent(ROWS)] == ["A4"]


def test_groups_stand_in_the_order_in_which_they_first_appear() -> None:
    found = plan.groups(ROWS, ["2027"])
    assert [(g.name, [a.code for a in g.rows], g.sums.total) for g in found] == [
        ("Buss", ["A1", "A3"], 300), ("Tee", ["A2", "A5"], 52), ("", ["A4", "A6"], 5)
    ]  # fmt: skip
    assert [g.name for g in plan.groups(ROWS, key=lambda a: a.funding_source)] == ["vald", ""]
    assert sum(g.sums.total for g in found) == plan.totals(ROWS).total


def test_stated_totals_stand_beside_the_computed_ones() -> None:
    tables = [
        PlanTable(id="t1", year=2026, stated_total=5), PlanTable(id="t2", year=2027), PlanTable(id="t3"),
        PlanTable(id="t4", year=2027, stated_total=9),
    ]  # fmt: skip
    found = plan.stated(ROWS, tables)
    assert [(s.year, s.stated, s.computed, s.differs) for s in found] == [(2026, 5, 2, 3)]


CENTS = st.integers(0, 10**12)
YEARS = st.dictionaries(st.sampled_from(["2026", "2027", "2028"]), CENTS, max_size=3)


@pytest.mark.slow
@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.builds(
            lambda budget, funding, source, table_year: row_of(
                "A", budget=budget, funding=funding, funding_source=source, table_year=table_year
            ),
            YEARS, st.dictionaries(st.sampled_from(["vald", "toetus", ""]), YEARS, max_size=3),
            st.sampled_from(["", "vald"]), st.sampled_from([None, 2026]),
        ),
        max_size=8,
    )
)  # fmt: skip
def test_all_sources_together_always_give_the_total(rows: list[Action]) -> None:
    sums = plan.sums(rows)
    assert sum(sum(parts.values()) for parts in sums.by_source.values()) == sums.total == plan.totals(rows).total
    for year, cents in sums.by_year.items():
        assert sum(parts.get(year, 0) for parts in sums.by_source.values()) == cents
