from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from koosloome_desktop.model.records import Action
from koosloome_desktop.operations.plan_measures import Measure, measures, of_plan, propose
from tests.operations.test_checks_live import sample


def told(text: str) -> list[tuple[str, str, str]]:
    return [(m.name, m.baseline, m.target) for m in measures(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("neli koolitust, 80 inimest", [("koolitust", "", "4 koolitust"), ("inimest", "", "80 inimest")]),
        ("2 koolitust, 40 inimest", [("koolitust", "", "2 koolitust"), ("inimest", "", "40 inimest")]),
        ("Ohtlikke olukordi: algtase 12, siht 4", [("Ohtlikke olukordi", "12", "4")]),
        ("Jalgsi tulijaid: algtase 38%, siht 50%", [("Jalgsi tulijaid", "38%", "50%")]),
        ("Etteteatamise aeg: algtase 4 päeva, siht 1 päev", [("Etteteatamise aeg", "4 päeva", "1 päev")]),
        ("vähemalt 5 KOVi alustanud", [("KOVi", "", "vähemalt 5 KOVi")]),
        ("autosid kooli ees alla 10", [("autosid kooli ees", "", "alla 10")]),
        ("päevikuid 25", [("päevikuid", "", "25")]),
        ("kohtumisi 12 → 4", [("kohtumisi", "12", "4")]),
        ("kaasatud 1 000 €", [("kaasatud", "", "1 000 €")]),
        ("3–5 kohtumist", [("kohtumist", "", "3–5 kohtumist")]),
        ("1,5 km kõnniteed", [("km", "", "1,5 km")]),
        (
            "four trainings, at least 80 people",
            [("trainings", "", "4 trainings"), ("people", "", "at least 80 people")],
        ),
        ("Children with reflectors: baseline 45%, target 90%", [("Children with reflectors", "45%", "90%")]),
        (
            "четыре тренинга, не менее 80 человек",
            [("тренинга", "", "4 тренинга"), ("человек", "", "не менее 80 человек")],
        ),
        ("Опасных случаев: исходный уровень 12, цель 4", [("Опасных случаев", "12", "4")]),
        ("siht 10%", [("", "", "10%")]),
        ("Leping sõlmitud", []),
        ("Valmis 2027. aastal", []),
        ("aastaks 2027", []),
        ("15. juuniks 2027", []),
        ("kaks korda kuus", [("korda", "", "2 korda")]),
        ("", []),
    ],
)
def test_figures_are_found_in_three_languages(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert told(text) == expected


def test_the_place_of_the_figures_is_told() -> None:
    text = "Koolitused tehtud\nneli koolitust, 80 inimest"
    assert [text[m.start : m.end] for m in measures(text)] == ["neli koolitust", "80 inimest"]


def test_the_samples_indicators_are_lifted() -> None:
    found = of_plan(sample("03_turvaline_koolitee")[1]) + of_plan(sample("06_sotsiaaltransport")[1])
    assert [(m.baseline, m.target) for m in found] == [
        ("12", "4"), ("38%", "50%"), ("45%", "90%"), ("33%", "10%"), ("4 päeva", "1 päev"), ("12%", "30%")
    ]  # fmt: skip
    assert found[0].name == "Ohtlikke olukordi vaatlusnädalal"
    assert found[0].fields() == {"indicator": found[0].name, "baseline": "12", "target": "4"}


def test_a_row_is_offered_figures_until_its_target_is_there() -> None:
    row = Action(id="a", indicator="päevikuid 25", result="neli koolitust")
    assert propose(row)[0].target == "25"
    assert propose(Action(id="a", result="neli koolitust"))[0].target == "4 koolitust"
    assert propose(Action(id="a", result="neli koolitust", target="4")) == []


@given(st.text(max_size=80) | st.text("0123456789 ,.→-%€siht algtase neli:\n", max_size=60))
def test_no_text_is_too_odd(text: str) -> None:
    for found in measures(text):
        assert isinstance(found, Measure)
        assert 0 <= found.start <= found.end <= len(text)
