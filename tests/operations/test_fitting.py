from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from koosloome_desktop.operations import queries
from koosloome_desktop.operations.fitting import Offer, answers, found, needs_to_match, offers, ranked, toggle
from tests.drivers.board import sample


@pytest.mark.parametrize(
    ("need", "best"),
    [
        ("Sõit perearsti juurde", "Sõidutan teisipäeviti linna ja tagasi"),
        ("Rattaparandus enne koolialgust", "Parandan jalgrattaid"),
        ("Koht, kus eesti keeles rääkida", "Õpetan eesti keelt algajatele"),
        ("Помощь с телефоном", "Помогаю с телефонами"),
    ],
)
def test_what_shares_words_with_the_need_comes_first(need: str, best: str) -> None:
    texts = (
        "Niidan muru", "Sõidutan teisipäeviti linna ja tagasi", "Õpetan eesti keelt algajatele", "Parandan jalgrattaid",
        "Помогаю с телефонами", "Saun laupäeviti", "Toon poest kraami koju",
    )  # fmt: skip
    there = [Offer(str(i), text) for i, text in enumerate(texts)]
    assert texts[int(ranked(need, there)[0])] == best


def test_tags_count_as_words_of_the_offer() -> None:
    there = [Offer("a", "Kolm buss"), Offer("b", "Vana meierei", tags="küte ja ruumid"), Offer("c", "Laat")]
    assert ranked("Ruum talveks", there)[0] == "b"


def test_among_equals_the_unused_comes_first_and_the_busy_last() -> None:
    there = [Offer("busy", "Saal", used=3), Offer("plain", "Saal"), Offer("hidden", "Saal", unused=True)]
    assert ranked("Saal peoks", there) == ["hidden", "plain", "busy"]


@given(need=st.text(max_size=60), texts=st.lists(st.text(max_size=40), max_size=12))
def test_nothing_is_left_out_whatever_is_written(need: str, texts: list[str]) -> None:
    there = [Offer(str(i), text) for i, text in enumerate(texts)]
    assert sorted(ranked(need, there)) == sorted(o.id for o in there)
    assert ranked(need, there) == ranked(need, there)


def test_typing_finds_the_beginnings_of_words_in_any_order() -> None:
    there = [Offer("a", "Toon poest kraami koju"), Offer("b", "Kodune õpetaja"), Offer("c", "Pood")]
    assert [o.id for o in found("ko po", there)] == ["a"]
    assert [o.id for o in found("õp", there)] == ["b"]
    assert [o.id for o in found("", there)] == ["a", "b", "c"]
    assert found("olematu", there) == []


def test_on_a_real_map_open_and_urgent_needs_come_first_and_a_match_is_made_and_taken_back() -> None:
    document = sample("06")
    canvas = next(c for c in queries.canvases(document) if c.type == "resource_map")
    needs = needs_to_match(document, canvas.id)
    assert [n.code for n in needs] == ["N7", "N1", "N2", "N3", "N4", "N5", "N6", "N8"]
    open_ = needs[0]
    resource = queries.notes(document, canvas.id)[0]
    used = {o.id: o.used for o in offers(document, canvas.id)}
    before = document.digest()
    with document.transaction("Match") as tx:
        made = toggle(tx, open_, resource)
    assert made is not None
    assert answers(document, open_) == [resource.id]
    assert {o.id: o.used for o in offers(document, canvas.id)}[resource.id] == used[resource.id] + 1
    with document.transaction("Match") as tx:
        assert toggle(tx, open_, resource) is None
    assert document.digest() == before
