from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from koosloome_desktop.operations.money import (
    MAX_CENTS,
    Amount,
    AmountState,
    Vat,
    cents_from_json,
    eur_json,
    parse_amount,
    said,
)
from koosloome_desktop.support.errors import RefusedInput
from tests.operations.said import many

SAMPLES = Path(__file__).parents[2] / "resources" / "samples"
CENTS = st.integers(-MAX_CENTS, MAX_CENTS)


@pytest.mark.parametrize(
    ("text", "cents"),
    [
        ("10 000.-", 1_000_000),
        ("3000.-", 300_000),
        ("44 500.-", 4_450_000),
        ("14500", 1_450_000),
        ("59 938,96 EUR", 5_993_896),
        ("96550 €", 9_655_000),
        ("49eurot", 4_900),
        ("3000", 300_000),
        ("450 eur", 45_000),
        ("450 eurot.", 45_000),
        ("450.-€", 45_000),
        ("450,- EUR", 45_000),
        ("€450", 45_000),
        ("EUR450", 45_000),
        ("+3k", 300_000),
        ("2.5 thousand euros", 250_000),
        ("-€12.50", -1_250),
        ("EUR 1 000", 100_000),
        ("2,5 tuh", 250_000),
        ("2,5 tuhat eurot", 250_000),
        ("1,250 tuh", 125_000),
        ("10k", 1_000_000),
        ("1,5 mln €", 150_000_000),
        ("2,5 тыс.", 250_000),
        ("2,5 тыс. евро", 250_000),
        ("1 млн", 100_000_000),
        ("450 евро", 45_000),
        ("10\u00a0000.-", 1_000_000),
        ("10\u2009000\u202f€", 1_000_000),
        ("10 000.–", 1_000_000),
        ("1,234.50", 123_450),
        ("1.234,50", 123_450),
        ("1 234 567,89 €", 123_456_789),
        ("1'234.50", 123_450),
        ("3.000,-", 300_000),
        ("3.000", 300_000),
        ("1,234", 123_400),
        ("12,5", 1_250),
        ("12.50", 1_250),
        ("0,500", 50),
        ("-500", -50_000),
        ("−12,50 €", -1_250),
        ("0", 0),
        ("0.-", 0),
        ("0 €", 0),
    ],
)
def test_an_amount_is_read_to_the_cent(text: str, cents: int) -> None:
    assert parse_amount(text) == Amount(AmountState.MONEY, cents)


@pytest.mark.parametrize(
    ("text", "cents", "note", "vat"),
    [
        ("49eurot + km", 4_900, "+ km", Vat.NET),
        ("49 eurot + km", 4_900, "+ km", Vat.NET),
        ("49 eurot, millele lisandub km", 4_900, "millele lisandub km", Vat.NET),
        ("49 € pluss käibemaks", 4_900, "pluss käibemaks", Vat.NET),
        ("120 eurot (sh km)", 12_000, "(sh km)", Vat.GROSS),
        ("max 3000", 300_000, "max", Vat.UNSAID),
        ("не более 300 евро", 30_000, "не более", Vat.UNSAID),
        ("49 EUR + VAT", 4_900, "+ VAT", Vat.NET),
        ("49 евро + НДС", 4_900, "+ НДС", Vat.NET),
        ("1 000 € + 22% km", 100_000, "+ 22% km", Vat.NET),
        ("49 € (km-ta)", 4_900, "(km-ta)", Vat.NET),
        ("120 € koos käibemaksuga", 12_000, "koos käibemaksuga", Vat.GROSS),
        ("120 € incl. VAT", 12_000, "incl. VAT", Vat.GROSS),
        ("500 € с НДС", 50_000, "с НДС", Vat.GROSS),
        ("ca 3000 €", 300_000, "ca", Vat.UNSAID),
        ("kuni 3000 eurot", 300_000, "kuni", Vat.UNSAID),
        ("около 3000 евро + НДС", 300_000, "около + НДС", Vat.NET),
    ],
)
def test_what_is_said_beside_an_amount_is_kept(text: str, cents: int, note: str, vat: Vat) -> None:
    assert parse_amount(text) == Amount(AmountState.MONEY, cents, note, vat)


@pytest.mark.parametrize("text", ["", "  ", "\t\n", "-", "–", " — ", "\u00a0"])
def test_nothing_written_is_empty_and_not_zero(text: str) -> None:
    assert parse_amount(text) == Amount(AmountState.EMPTY)
    assert parse_amount(text).is_empty


@pytest.mark.parametrize(
    "text",
    [
        "Leiame selleks teisi vahendid.",
        "Will be found elsewhere, 3000 euros or so",
        "Ищем средства",
        "3000-4000",
        "3000 + 500",
        "2 x 500",
        "10 00",
        "1.234 567,00",
        "0 500",
        "450 USD",
        "3000 km",
        "- 500",
        "12,345678",
        "1,005 €/tk",
        "?",
        ".-",
        "²",
        "٣٤٥",
        "9" * 30,
        "5000000000000000 mln",
        "1'000" * 20_000,
    ],
)
def test_anything_else_is_text_and_kept_whole(text: str) -> None:
    assert parse_amount(text) == Amount(AmountState.TEXT, None, text)
    assert parse_amount(text).is_text


def test_the_language_decides_only_where_both_readings_are_whole_cents() -> None:
    assert parse_amount("1,250 thousand", "en").cents == 125_000_000
    assert parse_amount("1.250 thousand", "en").cents == 125_000
    assert parse_amount("1.250 tuh", "et").cents == 125_000_000
    for lang in ("et", "en", "ru"):
        assert parse_amount("1,234.50", lang).cents == 123_450


@pytest.mark.parametrize(
    ("text", "et", "en", "ru"),
    [
        ("49eurot + km", "49,00 € km-ta", "€49.00 excl. VAT", "49,00 € без НДС"),
        ("120 € incl. VAT", "120,00 € km-ga", "€120.00 incl. VAT", "120,00 € с НДС"),
        ("2,5 tuh", "2 500,00 €", "€2,500.00", "2 500,00 €"),
        ("-12,50", "\u221212,50 €", "-€12.50", "-12,50 €"),
        ("0", "0,00 €", "€0.00", "0,00 €"),
        ("", "", "", ""),
        ("Leiame vahendid", "Leiame vahendid", "Leiame vahendid", "Leiame vahendid"),
    ],
)
def test_how_an_amount_is_said_back(text: str, et: str, en: str, ru: str) -> None:
    amount = parse_amount(text)
    assert [said(amount, lang).replace("\u00a0", " ") for lang in ("et", "en", "ru")] == [et, en, ru]


@many
@given(CENTS, st.sampled_from(Vat), st.sampled_from(["et", "en", "ru"]))
def test_format_and_parse_are_each_others_reverse(cents: int, vat: Vat, lang: str) -> None:
    again = parse_amount(said(Amount(AmountState.MONEY, cents, "", vat), lang), lang)
    assert (again.state, again.cents, again.vat) == (AmountState.MONEY, cents, vat)


@many
@given(
    st.text() | st.text("0123456789 .,-–€+%()'kmeurtuhsenaltKE\u00a0", max_size=40), st.sampled_from(["et", "en", "ru"])
)
def test_no_text_raises_and_none_is_lost(text: str, lang: str) -> None:
    amount = parse_amount(text, lang)
    assert (amount.cents is not None) == (amount.state is AmountState.MONEY)
    if amount.is_text:
        assert amount.note == text.strip()


@given(
    CENTS, st.sampled_from(["", " ", "\u00a0", "\u202f", "."]), st.sampled_from(["", " €", "€", " EUR", " eurot", ".-"])
)
def test_a_written_amount_reads_back(cents: int, group: str, tail: str) -> None:
    euros, rest = divmod(abs(cents), 100)
    number = f"{euros:,}".replace(",", group)
    text = ("-" if cents < 0 else "") + number + (f",{rest:02d}" if rest else "") + tail
    assert parse_amount(text).cents == cents
    english = ("-" if cents < 0 else "") + f"{euros:,}" + (f".{rest:02d}" if rest else "")
    assert parse_amount(english, "en").cents == cents


@given(CENTS)
def test_json_euros_read_back(cents: int) -> None:
    written = eur_json(cents)
    assert cents_from_json(written) == cents
    assert cents_from_json(json.loads(json.dumps(written))) == cents
    assert isinstance(written, int) == (cents % 100 == 0)


def test_json_euros_are_canonical() -> None:
    assert [eur_json(c) for c in (0, 300_000, 1250, -1250, -50, 5, -300)] == [
        0,
        3000,
        "12.50",
        "-12.50",
        "-0.50",
        "0.05",
        -3,
    ]


@pytest.mark.parametrize(
    ("value", "cents"),
    [(12, 1200), ("12.50", 1250), ("12.5", 1250), ("12", 1200), (12.1, 1210), (0.07, 7), (-3.0, -300)],
)
def test_json_euros_in_all_their_spellings(value: object, cents: int) -> None:
    assert cents_from_json(value) == cents


@pytest.mark.parametrize(
    "value",
    [None, True, "", "12,50", "12.505", " 12", "1e3", "tuhat", 0.001, float("nan"), float("inf"), 1e300, 10**20, [], {},
     pytest.param(10**5000, id="huge"), "9" * 5000, "١٢"],
)  # fmt: skip
def test_what_is_no_amount_in_json_is_refused_with_its_place(value: object) -> None:
    with pytest.raises(RefusedInput) as refused:
        cents_from_json(value, place="canvases[3].rows[0].budget_eur")
    assert refused.value.place == "canvases[3].rows[0].budget_eur"
    assert len(refused.value.line()) < 300


def test_every_amount_of_the_sample_plan() -> None:
    expected = json.loads((SAMPLES / "plan_2021_2024.expected.json").read_text(encoding="utf-8"))
    rows = [row for year in expected["years"] for row in year["rows"]]
    assert len(rows) == 26
    for row in rows:
        cents = parse_amount(row["budget_raw"]).cents
        assert cents == (None if row["budget_eur"] is None else row["budget_eur"] * 100)
