"""The plan on paper: tables by year, sums, four states of money, findings, follow-up, RASCI."""

from __future__ import annotations

from dataclasses import replace

import pytest

from koosloome_desktop.exports.pdf_words import Words
from koosloome_desktop.model.frozen import FrozenMap
from koosloome_desktop.model.records import Action, Canvas, PlanTable, Workshop
from koosloome_desktop.operations import queries
from koosloome_desktop.support.paths import resource
from tests.exports.reading import document_of, report, sample, squashed, texts

pytestmark = pytest.mark.slow


def shown(document, lang="et", **values) -> str:
    return " ".join(" ".join(texts(report(document, lang, **values))).split())


def say(label: str) -> str:
    """A label in Estonian, as the catalogue has it now."""
    return Words("et").gettext(label)


def plan_of(*records) -> object:
    workshop = Workshop(id="w", title=FrozenMap({"et": "Kava"}))
    canvas = Canvas(id="p", code="plan", type="action_plan", variant="table_years", title="Tegevuskava")
    return document_of("w", [workshop, canvas, *records])


def action(code: str, **values) -> Action:
    return Action(id=code, code=code, canvas="p", order=code, activity=f"Tegevus {code}", **values)


@pytest.fixture(scope="module")
def four_years():
    """The real four-year plan as the program imports it."""
    from koosloome_desktop.canvases.creating import new_workshop
    from koosloome_desktop.services.importing import read_file
    from koosloome_desktop.services.plan_import import rows_into

    document = new_workshop("Kava 2021–2024")
    rows_into(document, read_file(resource("samples", "plan_2021_2024.tsv")), this_year=2026)
    return document


def test_four_years_give_four_tables_each_with_its_sum(four_years):
    text = shown(four_years)
    assert text.count("Eelarve kokku") == 4
    for total in ("39 800 €", "44 000 €", "44 500 €", "34 500 €", "162 800 €"):
        assert total in text
    assert "tabelis on kirjas 44 400 € (+400 €)" in text
    assert text.count("tabelis on kirjas") == 2  # beside the sum, and among what was noticed
    for header in ("Tegevused 2021", "Sihtgrupid", "Sihtrühmad", "Seos"):
        assert header in text


def test_every_row_of_the_four_years_is_there(four_years):
    text = squashed(shown(four_years))
    rows = four_years.of(Action)
    assert len(rows) == 26
    for row in rows:
        for part in (row.activity, row.time_text, row.target_group, row.budget_note, *row.result.split("\n")):
            assert squashed(part.lstrip("- ")) in text


def test_words_in_place_of_money_stay_words(four_years):
    text = shown(four_years)
    assert text.count("Leiame selleks teisi vahendid.") >= 2
    assert text.count("+ 1 rida summata") == 2
    assert "+ 2 rida summata" in text


def test_empty_zero_amount_and_words_look_different():
    document = plan_of(
        action("A1"),
        action("A2", budget=FrozenMap({"2026": 0})),
        action("A3", budget=FrozenMap({"2026": 123450})),
        action("A4", budget_note="otsime sponsorit"),
        action("A5", budget=FrozenMap({"2026": 10000, "2027": 20050})),
    )
    text = shown(document)
    for part in (
        "Tegevus A1 A1 –",
        "0 €",
        "1 234,50 €",
        "otsime sponsorit",
        "300,50 €",
        "2026: 100 €",
        "2027: 200,50 €",
    ):
        assert part in text
    assert "1 535 €" in text
    assert "+ 2 rida summata" in text


def test_a_row_of_no_table_is_not_lost():
    document = plan_of(
        PlanTable(id="t1", canvas="p", year=2026, order="a", before_text="Sissejuhatus", after_text="Järelsõna"),
        action("A1", table_year=2026, budget=FrozenMap({"2026": 5000})),
        action("A2"),
    )
    text = shown(document)
    assert "Sissejuhatus" in text
    assert "Järelsõna" in text
    assert say("Rows of no table") in text
    assert "Tegevus A2" in text


def test_groups_have_their_sums():
    rows = [
        action(f"A{n}", group="Kommunikatsioon" if n < 3 else "Koolitus", budget=FrozenMap({"2026": 10000}))
        for n in (1, 2, 3)
    ]
    text = shown(plan_of(*rows))
    assert "Kommunikatsioon · 200 €" in text
    assert "Koolitus · 100 €" in text


def test_a_table_of_three_hundred_rows_goes_over_pages_with_its_head():
    rows = [replace(action(f"A{n:03}", budget=FrozenMap({"2026": 100})), result="Tulemus") for n in range(300)]
    pages = texts(report(plan_of(*rows)))
    with_rows = [p for p in pages if "Tegevus A" in p and "Eelarve" in p]
    assert len(with_rows) >= 15
    assert "300 €" in " ".join(pages)


def test_follow_up_names_state_money_and_new_deadline():
    text = shown(sample("03_turvaline_koolitee"))
    for part in (
        say("Follow-up"),
        "hilineb",
        "uus: 15.12.2026",
        "540 €",
        "Valgusti tellitud, paigaldus oktoobri lõpus",
    ):
        assert part in text


def test_rasci_names_every_role_and_its_legend():
    text = shown(sample("06_sotsiaaltransport"))
    assert "RASCI" in text
    assert "R täitja · A vastutaja · S toetaja · C nõuandja · I teavitatav" in text


def test_what_was_noticed_is_told_in_the_reports_language(four_years):
    assert say("What the program noticed") in shown(four_years)
    assert Words("ru").gettext("What the program noticed") in shown(four_years, "ru")


def test_only_the_plan_when_only_the_plan_is_asked_for():
    document = sample("01_kogukonnamaja")
    plan = next(c for c in queries.canvases(document) if c.type == "action_plan")
    text = shown(document, whole=False, canvases=(plan.id,))
    assert "Eelarve kokku" in text
    assert "Põhiprobleem" not in text


def test_votes_for_actions_are_told():
    from koosloome_desktop.operations.notes import set_votes

    document = plan_of(action("A1"), action("A2"))
    with document.transaction("Vote") as tx:
        set_votes(tx, "p", "A1", 5)
    assert "Tegevus A1 ● 5 A1" in shown(document)


def test_what_a_row_keeps_of_a_deleted_note_is_printed():
    origin = FrozenMap({"code": "P02", "text": "Buss ei käi", "canvas": "Probleemipuu", "dots": 7, "place": 1})
    text = shown(plan_of(action("A1", origins=(origin,))))
    assert "P02 Buss ei käi · ● 7 · Probleemipuu" in text
