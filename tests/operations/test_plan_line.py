"""A whole row typed as one line: what is surely a time, money or a role is taken off, the rest stays the activity."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from koosloome_desktop.canvases.creating import new_workshop
from koosloome_desktop.model.records import Person
from koosloome_desktop.operations import queries
from koosloome_desktop.operations.actions import add_action
from koosloome_desktop.operations.plan_line import OWNER, WHEN, proposal, read_line
from koosloome_desktop.operations.role_words import exact, finished, known_roles, proposals
from koosloome_desktop.support.ids import new_id
from tests.drivers.board import sample
from tests.operations.said import many

TODAY = date(2026, 11, 25)
ROLES = ("vallavanem", "külavanem", "abivallavanem", "sotsiaaltöö spetsialist", "MTÜ Hoog", "мэр", "mayor")


def read(text: str, **options):
    return read_line(text, roles=ROLES, today=TODAY, **options)


def told(text: str, **options) -> tuple:
    row = read(text, **options)
    when = (row.when.start, row.when.end) if row.when else None
    return row.activity, row.owner, row.partners, when, row.amount.cents if row.amount else None


SEPT = ("2027-09-30", "2027-09-30")


@pytest.mark.parametrize(
    ("text", "activity", "owner", "when", "cents"),
    [
        ("Bussipeatuse valgustus, vallavanem 30.9 450 eur", "Bussipeatuse valgustus", "vallavanem", SEPT, 45_000),
        ("Bussipeatuse valgustus, vallavanem, 30.9, 450", "Bussipeatuse valgustus", "vallavanem", SEPT, 45_000),
        ("Bussipeatuse valgustus, 450 eur, 30.9, Vallavanem", "Bussipeatuse valgustus", "vallavanem", SEPT, 45_000),
        ("Tee remont +3k", "Tee remont", "", ("2027-02-25", "2027-02-25"), None),
        ("Tee remont, vallavanem +3k 3000", "Tee remont", "vallavanem", ("2027-02-25", "2027-02-25"), 300_000),
        ("Tee remont 30.9 2026 3000", "Tee remont", "", ("2026-09-30", "2026-09-30"), 300_000),
        ("Tee remont kuni 2027 10 000.-", "Tee remont", "", (None, "2027-12"), 1_000_000),
        ("Uuring, vallavanem juuni - oktoober 2027 59 938,96 EUR", "Uuring", "vallavanem", ("2027-06", "2027-10"),
         5_993_896),
        ("Koolitus 49 eurot + km", "Koolitus", "", None, 4_900),
        ("Valgustus III kvartal", "Valgustus", "", ("2027-07", "2027-09"), None),
        ("Talgud juunis", "Talgud", "", ("2027-06", "2027-06"), None),
        ("Talgud, mai", "Talgud", "", ("2027-05", "2027-05"), None),
        ("Teha ära reedeks", "Teha ära", "", ("2026-11-27", "2026-11-27"), None),
        ("Talgud, külavanem 5.6", "Talgud", "külavanem", ("2027-06-05", "2027-06-05"), None),
        ("Talgud 5.6 450 eur", "Talgud", "", ("2027-06-05", "2027-06-05"), 45_000),
        ("Teavitus vastutab noortekogu 30.9", "Teavitus", "noortekogu", SEPT, None),
        ("Arengukava, 2026-2027", "Arengukava", "", ("2026-01", "2027-12"), None),
        ("Bus stop lights, mayor by 30 March 450 euros", "Bus stop lights", "mayor", (None, "2027-03-30"), 45_000),
        ("Lights, mayor, Q3 2026, €1,500", "Lights", "mayor", ("2026-07", "2026-09"), 150_000),
        ("Освещение остановки, мэр 30.9 450 евро", "Освещение остановки", "мэр", SEPT, 45_000),
        ("Освещение, мэр до 30 марта 2,5 тыс.", "Освещение", "мэр", (None, "2027-03-30"), 250_000),
    ],
)  # fmt: skip
def test_a_row_in_plain_words(text, activity, owner, when, cents):
    assert told(text) == (activity, owner, (), when, cents)


@pytest.mark.parametrize(
    "text",
    [
        "Bussipeatuse valgustus", "Valida külavanem", "Istutada puid 300", "Eelarve 2027", "Arengukava 2026-2027",
        "Talgud mais", "Lisa 2.5", "Muuta punkti 2.5.", "Black Friday", "Volunteers may", "Saal 12", "Jooks 10 km",
        "30.9", "450 eur", "vallavanem", "Uuring, leiame selleks teisi vahendid.", "Osta 3 arvutit, printer",
        "Tõsta osalust 5%", "Marss 8. klassile", "", "   ", ",", "- -",
    ],
)  # fmt: skip
def test_what_is_uncertain_stays_in_the_activity(text):
    assert told(text) == (text.strip(), "", (), None, None)


def test_a_second_role_is_a_partner():
    row = read("Koolitus, sotsiaaltöö spetsialist, MTÜ Hoog, sept 2026, 2,5 tuh")
    assert (row.owner, row.partners) == ("sotsiaaltöö spetsialist", ("MTÜ Hoog",))
    assert [p.kind for p in row.pieces] == ["owner", "partners", "when", "amount"]


def test_what_the_person_gave_back_is_words_again():
    text = "Tee remont, vallavanem 30.9 450 eur"
    assert told(text, left={(WHEN, "30.9")})[:1] == ("Tee remont, vallavanem 30.9",)
    assert told(text, left={(OWNER, "vallavanem")})[:2] == ("Tee remont, vallavanem", "")


def test_in_a_table_of_a_year_the_day_is_of_that_year():
    assert told("Tee remont 30.9", year=2024)[3] == ("2024-09-30", "2024-09-30")


@pytest.mark.parametrize(
    ("text", "role", "line"),
    [
        ("Tee remont, valla", "vallavanem", "Tee remont, vallavanem"),
        ("Tee remont, sots 30.9", "sotsiaaltöö spetsialist", "Tee remont, sotsiaaltöö spetsialist 30.9"),
        ("Kutsuda koosolekule külavanem", "külavanem", "Kutsuda koosolekule, külavanem"),
    ],
)
def test_a_role_is_proposed_never_taken(text, role, line):
    row = read(text)
    assert row.owner == ""
    found = proposal(text, row, ROLES)
    assert (found.role, found.line) == (role, line)
    assert read(found.line).owner == role


@pytest.mark.parametrize("text", ["Tee remont, vallavanem", "Tee remont, v", "Tee remont", "", ", valla", "x, puusepp"])
def test_nothing_is_proposed_where_nothing_fits(text):
    assert proposal(text, read(text), ROLES) is None


_PIECES = ["Tee", "remont", ",", " ", ";", "\t", " - ", "vallavanem", "30.9", "5.6", "450", "eur", "€", "2026", "sept",
           "+3k", "kuni", "vastutab", ":", "\u00a0", "10 000.-", "III", "kvartal", "mais", "tuh", "ё"]  # fmt: skip


@many
@given(
    st.text(max_size=80) | st.lists(st.sampled_from(_PIECES), max_size=14).map(" ".join)
    | st.lists(st.sampled_from(_PIECES), max_size=14).map("".join),
    st.sampled_from(["et", "en", "ru"]),
)  # fmt: skip
def test_no_line_raises_and_no_word_is_lost(text, lang):
    row = read(text, lang=lang)
    assert bool(row.activity) == bool(text.strip())
    edges = " \t,;-\u2013\u2014\u00a0"

    def letters(words: str) -> list[str]:
        return [c for c in words if not c.isspace() and c not in edges]

    joined = row.activity + "".join(text[p.start : p.end] for p in row.pieces)
    assert letters(joined) == letters(text)
    proposal(text, row, ROLES)


def test_roles_of_plans_and_people_come_before_common_ones():
    document = sample("01")
    roles = known_roles(document)
    assert roles.index("külaseltsi esimees") < roles.index("vallasekretär")
    assert len({r.casefold() for r in roles}) == len(roles)
    people = {p.role for p in document.of(Person) if p.role}
    assert people <= set(roles)
    assert set(document.workshop.facilitation_roles) <= set(roles)


def test_the_role_that_is_used_most_comes_first():
    document = new_workshop("Proov", canvases=[("action_plan", "table_years")])
    plan = queries.canvases(document)[0].id
    with document.transaction("x") as tx:
        for role in ("noortekogu", "majatoimkond", "majatoimkond"):
            add_action(tx, plan, "Tegevus", owner_role=role)
        tx.create(Person(id=new_id(), code="P1", role="lapsevanem"))
    roles = known_roles(document)
    assert roles[:3] == ("majatoimkond", "noortekogu", "lapsevanem")


def test_beginnings_become_roles():
    assert proposals(ROLES, "valla") == ["vallavanem"]
    assert proposals(ROLES, "spets") == ["sotsiaaltöö spetsialist"]
    assert proposals(ROLES, "VALLAVANEM") == []
    assert proposals(ROLES, "", 2) == list(ROLES[:2])
    assert finished(ROLES, "Abi") == "abivallavanem"
    assert finished(ROLES, "vallavanem") == ""
    assert finished(ROLES, " ") == ""
    assert exact(ROLES, " Külavanem ") == "külavanem"
    assert exact(ROLES, "") == ""
