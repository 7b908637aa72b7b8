"""A row as a sentence: every piece in its place, what is missing is said, nothing is inflected by guess."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from koosloome_desktop.model.frozen import FrozenMap
from koosloome_desktop.model.records import Action
from koosloome_desktop.operations.plan_sentence import FIELDS, elative, sentence
from koosloome_desktop.support.i18n import LANGUAGES, language, set_language


@pytest.fixture(autouse=True)
def keep_language():
    before = language()
    yield
    set_language(before)


def row(**values) -> Action:
    known = {
        "id": "a", "owner_role": "vallasekretär", "activity": "Bussipeatuse valgustus on paigas",
        "budget": FrozenMap({"2026": 45_000}), "funding_source": "valla eelarve",
    }  # fmt: skip
    return Action(**{**known, **values})


def said(action: Action, deadline: str | None, lang: str) -> str:
    set_language(lang)
    return sentence(action, deadline, lang).text.replace("\xa0", " ")


def test_a_whole_row_in_three_languages():
    whole = row()
    assert said(whole, "2026-12-31", "et") == (
        "Vallasekretär vastab: Bussipeatuse valgustus on paigas, hiljemalt 31.12.2026, 450 €, valla eelarvest."
    )
    assert said(whole, "2026-12-31", "en") == (
        "Vallasekretär answers for this: Bussipeatuse valgustus on paigas, by 31/12/2026 at the latest, €450, "
        "money from: valla eelarve."
    )
    assert said(whole, "2026-12-31", "ru") == (
        "Отвечает vallasekretär: Bussipeatuse valgustus on paigas, не позднее 31.12.2026, 450 €, "
        "источник: valla eelarve."
    )


def test_several_who_answer_and_a_result_of_its_own():
    both = row(owner_role="õpetaja, kaardiring", result="Peatus on valge.")
    assert said(both, "2026-10", "et") == (
        "Õpetaja, kaardiring vastavad: Bussipeatuse valgustus on paigas, hiljemalt 2026. aasta oktoobris, 450 €, "
        "valla eelarvest. Tulemus: Peatus on valge."
    )
    assert said(both, "2026-10", "ru").startswith("Отвечают õpetaja, kaardiring: ")
    assert "не позднее октября 2026 года" in said(both, "2026-10", "ru")
    assert "by October 2026 at the latest" in said(both, "2026-10", "en")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_is_missing_is_said_and_marked(lang):
    set_language(lang)
    bare = Action(id="a", activity="Kõnniring")
    found = sentence(bare, None, lang)
    assert found.missing == ("owner_role", "deadline", "budget")
    assert "Kõnniring" in found.text
    assert "{" not in found.text
    assert found.text.endswith(".")


def test_money_has_its_three_states_and_an_open_source():
    assert "raha pole vaja (0 €)" in said(row(budget=FrozenMap({"2026": 0})), None, "et")
    assert "raha: Leiame selleks vahendid" in said(row(budget=FrozenMap(), budget_note="Leiame selleks vahendid."),
                                                  None, "et")  # fmt: skip
    assert sentence(row(funding_source=""), "2026-10").missing == ("funding_source",)
    assert "aeg: kevadel" in said(row(time_text="kevadel"), None, "et")


@pytest.mark.parametrize(
    ("source", "cased"),
    [
        ("valla eelarve", "valla eelarvest"),
        ("kooli ja valla eelarve", "kooli ja valla eelarvest"),
        ("valla eelarve ja annetus", "valla eelarvest ja annetusest"),
        ("kohaliku omaalgatuse toetus", "kohaliku omaalgatuse toetusest"),
        ("riigi ja valla kaasrahastus", "riigi ja valla kaasrahastusest"),
        ("omaosalus", "omaosalusest"),
        ("Kultuurkapital", "Kultuurkapitalist"),
        ("kaasav eelarve", "kaasavast eelarvest"),
        ("vabatahtlik töö", "vabatahtliku tööna"),
        ("kooli eelarve (tööaeg)", None),
        ("riiklik toetus", None),
        ("ühekordne toetus", None),
        ("sponsor", None),
        ("annetus ja sponsor", None),
        ("", None),
    ],
)
def test_a_source_is_inflected_only_where_it_is_sure(source, cased):
    assert elative(source) == cased


@given(
    st.text(max_size=40), st.text(max_size=40), st.text(max_size=40), st.text(max_size=40), st.sampled_from(LANGUAGES)
)
def test_every_word_of_a_row_is_in_its_sentence(owner, activity, result, source, lang):
    set_language(lang)
    action = Action(id="a", owner_role=owner, activity=activity, result=result, funding_source=source)
    found = sentence(action, "2026-12-31", lang)
    for piece in found.pieces:
        assert piece.field == "" or piece.field in FIELDS
    squeezed = "".join(found.text.casefold().split())
    for text in (owner, activity, result):
        words = "".join(text.casefold().split()).rstrip(".")
        assert words in squeezed
