from __future__ import annotations

import pytest

from koosloome_desktop.imports.plan_columns import (
    has_total_word,
    header_of,
    is_subtotal_label,
    is_total_label,
    status_of,
    year_line,
    year_title,
)

SEED = ("activity", "time", "result", "budget", "target_group")


@pytest.mark.parametrize("last", ["Sihtrühm", "Sihtgrupid", "Sihtrühmad", "Seos"])
def test_the_headers_of_the_founding_plan(last: str) -> None:
    header = header_of(["Tegevused 2021", "Aeg", "Tulemus", "Eelarve", last])
    assert header is not None
    assert header.columns == SEED
    assert header.year == 2021


@pytest.mark.parametrize(
    ("line", "columns"),
    [
        ("Activities|Time|Result|Budget|Target group", SEED),
        ("Мероприятия|Сроки|Результат|Бюджет|Целевая группа", SEED),
        ("TEGEVUS:|AEG|Oodatav tulemus|Maksumus (eurot)|Kellele", SEED),
        (
            "Nr|Tegevus|Tähtaeg/aastad|Vastutaja|Partnerid|Maksumus|Rahastusallikas|Tulemus/näitaja",
            ("code", "activity", "deadline", "owner_role", "partner_roles", "budget", "funding_source", "result"),
        ),
        ("eesmärk|tegevus|ressurss|vastutaja|näitaja", ("group", "activity", "budget", "owner_role", "indicator")),
        ("Tegevus|Algus|Tähtaeg|Olek|Eelarve, €", ("activity", "start", "deadline", "status", "budget")),
        ("Action|Start date|Due date|Status|Cost (EUR)", ("activity", "start", "deadline", "status", "budget")),
        ("Задача|Начало|Срок|Статус|Ответственный", ("activity", "start", "deadline", "status", "owner_role")),
        ("Projekt|Tähtaeg|Vastutaja ja partnerid|Kulu", ("activity", "deadline", "owner_role", "budget")),
        ("Tegevus|Tulemus|Tulemus|Sihtrühm|Seos", ("activity", "result", "result", "target_group", None)),
        ("Tegevus|Eelarve|Kokku", ("activity", "budget", None)),
        ("Tegevus|Kokku", ("activity", "budget")),
    ],
)
def test_headers_in_three_languages(line: str, columns: tuple[str | None, ...]) -> None:
    header = header_of(line.split("|"))
    assert header is not None
    assert header.columns == columns


def test_columns_of_amounts_by_year() -> None:
    header = header_of(["Tegevus", "Eelarve 2026", "Eelarve 2027", "2028 €", "Kokku"])
    assert header is not None
    assert header.columns == ("activity", "year_amount", "year_amount", "year_amount", "budget")
    assert header.years == (None, 2026, 2027, 2028, None)
    assert header.year is None
    single = header_of(["Tegevus", "Eelarve 2026"])
    assert single is not None
    assert (single.columns, single.year) == (("activity", "budget"), 2026)


@pytest.mark.parametrize(
    "line",
    [
        "Tegevused 2021",
        "Kommunikatsioon|Juuni|Kava|6000.-",
        "Mis|Aeg",
        "Aeg|Koht",
        "Tegevused|" + "pikk lause " * 10,
        "Kokku|Summa",
        "",
        "|||",
    ],
)
def test_what_is_no_header(line: str) -> None:
    assert header_of(line.split("|")) is None


@pytest.mark.parametrize(
    "text",
    ["Eelarve kokku", "KOKKU:", "Kokku", "Kokku 2021. aastal", "Summa kokku (eurot)", "Total", "Grand total",
     "Total 2021", "Total budget, €", "Итого", "Всего", "Итого по бюджету", "Общая сумма, итого"],
)  # fmt: skip
def test_labels_of_totals(text: str) -> None:
    assert is_total_label(text)
    assert has_total_word(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2021",
        "Eelarve",
        "Kokkuvõte",
        "Kogukonna kokkusaamine",
        "Kommunikatsioon kokku",
        "Totalne õpe",
        "=SUM(A1)",
        "x" * 99,
    ],
)
def test_labels_that_are_no_total_of_a_table(text: str) -> None:
    assert not is_total_label(text)


def test_labels_of_sums_of_a_part() -> None:
    for text in ("Kommunikatsioon kokku", "Kokku suund 1", "Vahesumma", "Subtotal", "Промежуточный итог"):
        assert is_subtotal_label(text)
    for text in ("Kogukonna kokku kutsumine", "Kokkuvõte", "Koolitus"):
        assert not is_subtotal_label(text)


@pytest.mark.parametrize(
    "text", ["2021", " 2021 ", "2021.", "2021. aasta", "Aasta 2021:", "2021 a.", "Year 2021", "2021 г."]
)
def test_year_lines(text: str) -> None:
    assert year_line(text) == 2021


@pytest.mark.parametrize("text", ["", "2021-2024", "21", "12021", "2021. aasta tegevuskava", "1500"])
def test_what_is_no_year_line(text: str) -> None:
    assert year_line(text) is None


def test_titles_with_a_year() -> None:
    assert year_title("2021. aasta tegevuskava") == 2021
    assert year_title("Indikatiivne tegevuskava koos eelarvega 2026") == 2026
    assert year_title("Action plan for 2026") == 2026
    assert year_title("План мероприятий на 2026 год") == 2026
    for text in ("Kinnitatud 12.03.2025", "Tegevuskava 2021–2024", "Alates 2021 on meid kolm", ""):
        assert year_title(text) is None


@pytest.mark.parametrize(
    ("text", "code"),
    [("Kavandatud", "planned"), ("töös", "in_progress"), ("Tehtud.", "done"), ("HILINEB", "delayed"),
     ("edasi lükatud", "postponed"), ("loobutud", "dropped"), ("in_progress", "in_progress"), ("Done", "done"),
     ("в работе", "in_progress"), ("Отменено", "dropped"), ("", ""), ("ei tea", "")],
)  # fmt: skip
def test_statuses(text: str, code: str) -> None:
    assert status_of(text) == code


@pytest.mark.parametrize(
    ("heading", "column"),
    [
        ("Tegevuse nimetus", "activity"), ("Toimumisaeg", "time"), ("Täitmise tähtaeg", "deadline"),
        ("Oodatav tulemus", "result"), ("Väljundid", "result"), ("Mõõdik", "indicator"), ("Algtase", "baseline"),
        ("Sihttase", "target"), ("Maksumus (eurodes)", "budget"), ("Finantseerimisallikas", "funding_source"),
        ("Vastutav asutus", "organisation"), ("Täitja", "owner_role"), ("Kaasatud", "partner_roles"),
        ("Sihtgrupid", "target_group"), ("Esimene samm", "first_step"), ("Staatus", "status"), ("Jrk nr", "code"),
        ("Alaeesmärk", "group"), ("Meede", "measure"), ("Omaosalus", "own_contribution"), ("Kulunud", "spent"),
        ("Tehtud %", "percent"), ("Vaheetapid", "milestones"), ("Lubadus", "promise"), ("Vastu-\ntaja", "owner_role"),
        ("Seos põhimõtetega", "principles"), ("Seos arengukavaga", "plan_link"), ("Vallaeelarve", "source_amount"),
        ("Rahastus: riigieelarve 2026", "source_amount"), ("Own contribution", "own_contribution"),
        ("Исполнитель", "owner_role"), ("Первый шаг", "first_step"), ("Местный бюджет", "source_amount"),
        ("Märkused", None), ("Meeleolu", None),
    ],
)  # fmt: skip
def test_headings_by_their_words(heading: str, column: str | None) -> None:
    found = header_of(
        ["Nr", "Tegevus" if column != "activity" else "Märkused", "Aeg" if column != "time" else "Tulemus", heading]
    )
    if column == "code":
        found = header_of(["Tegevus", "Aeg", "Tulemus", heading])
    assert found is not None
    assert found.columns[-1] == column
