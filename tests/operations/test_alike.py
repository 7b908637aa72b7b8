"""Same again: much the same is found whatever the endings, other thoughts are not, and quickly."""

from __future__ import annotations

import random
import time

import pytest

from koosloome_desktop.model.records import Note
from koosloome_desktop.operations.alike import Alike, grams
from tests.drivers.board import sample

NOTES = {
    "bus": "Bussid ei sõida õhtul",
    "key": "Võti on ainult ühe vabatahtliku käes",
    "info": "Info jõuab inimesteni liiga hilja",
    "cold": "Saal on talvel külm",
    "ru": "Автобусы вечером не ходят",
    "shade": "Õunaaias pole põõsaid",
}


@pytest.fixture
def alike() -> Alike:
    made = Alike()
    made.update(NOTES)
    return made


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("bussid ei sõitnud õhtuti", "bus"), ("Buss ei sõida", "bus"), ("ÕHTUL EI SÕIDA BUSSID", "bus"),
        ("võti on ainult", "key"), ("Info jõudis liiga hilja", "info"), ("talvel on saal külm!", "cold"),
        ("автобус вечером не ходит", "ru"), ("Автобусы не", "ru"),
    ],
)  # fmt: skip
def test_other_endings_order_and_half_a_sentence_find_the_note(alike, typed, found):
    assert alike.most_alike(typed)[0] == found


@pytest.mark.parametrize(
    "typed", ["", "bus", "ei ole", "Kool suletakse sügisel", "raha ei ole", "Школа закрыта", "!!!!"]
)
def test_other_thoughts_and_short_texts_find_nothing(alike, typed):
    assert alike.most_alike(typed) == []


def test_estonian_letters_are_letters(alike):
    assert "pood" not in {g.strip() for g in grams("põõd")}
    assert alike.most_alike("poosaid") == []


def test_it_follows_what_changes(alike):
    alike.update({**NOTES, "bus": "Kool suletakse"})
    assert alike.most_alike("bussid ei sõida") == []
    assert alike.most_alike("kool suleti") == ["bus"]
    alike.update({})
    assert alike.most_alike("kool suleti") == []


def test_the_order_is_best_first_and_the_same_every_time(alike):
    alike.update({"b": "Saal on külm", "a": "Saal on külm", "c": "Saal on talvel väga külm"})
    assert alike.most_alike("Saal on külm") == ["a", "b", "c"]
    assert alike.most_alike("Saal on külm", 1) == ["a"]


def test_a_thousand_notes_cost_little_while_one_types():
    words = [w for n in sample("01").of(Note) for w in n.text.split()]
    chance = random.Random(5)
    alike = Alike()
    alike.update({str(i): " ".join(chance.choices(words, k=8)) for i in range(1000)})
    asked = [" ".join(chance.choices(words, k=8)) for _ in range(40)]
    began = time.process_time()
    for text in asked:
        alike.most_alike(text)
    # Measured 0.7 ms; a frame has 16.
    assert (time.process_time() - began) / len(asked) < 0.008


def test_texts_may_be_learned_in_parts() -> None:
    texts = {f"n{i}": f"{words} {i}" for i, words in enumerate(["buss ei sõida", "raha pole", "saal on külm"] * 40)}
    whole, parts = Alike(), Alike()
    assert whole.update(texts)
    assert [parts.update(texts, 50) for _ in range(3)] == [False, False, True]
    assert parts.most_alike("buss ei sõida 3", 10) == whole.most_alike("buss ei sõida 3", 10) != []
    fewer = dict(list(texts.items())[:10])
    assert parts.update(fewer, 1)
    assert set(parts.most_alike("buss ei sõida", 99)) <= set(fewer)
