"""Sorting: the Estonian order by example, and the whole of it against QCollator."""

from __future__ import annotations

import random
import sys
from functools import cmp_to_key

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QCollator, QLocale, Qt

from koosloome_desktop.support.collation import sort_key

LOCALES = {"et": "et_EE", "en": "en_GB", "ru": "ru_RU"}

on_icu = pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="QCollator follows CLDR where it is on ICU")


def collator(lang: str) -> QCollator:
    made = QCollator(QLocale(LOCALES[lang]))
    made.setNumericMode(True)
    made.setCaseSensitivity(Qt.CaseSensitivity.CaseSensitive)
    return made


def sign(one: str, other: str, lang: str) -> int:
    a, b = sort_key(one, lang), sort_key(other, lang)
    return (a > b) - (a < b)


def test_the_estonian_alphabet() -> None:
    alphabet = list("abcdefghijklmnopqrsšzžtuvwõäöüxy")
    shuffled = random.Random(7).sample(alphabet, len(alphabet))
    assert sorted(shuffled, key=sort_key) == alphabet


def test_estonian_words() -> None:
    words = ["Sild", "Šokk", "Zoo", "Žanr", "Tuba 2", "Tuba 10", "Vald", "Õun", "Ämber", "Öö", "Üks", "Xylo"]
    assert sorted(random.Random(5).sample(words, len(words)), key=sort_key) == words
    assert sorted(["kõrs", "korv", "kors", "Kors"], key=sort_key) == ["kors", "Kors", "korv", "kõrs"]


def test_the_russian_alphabet_comes_first_in_russian() -> None:
    alphabet = list("абвгдеёжзийклмнопрстуфхцчшщъыьэюя")
    shuffled = random.Random(3).sample(alphabet, len(alphabet))
    assert sorted(shuffled, key=lambda word: sort_key(word, "ru")) == alphabet
    assert sort_key("яблоко", "ru") < sort_key("apple", "ru")
    assert sort_key("яблоко", "et") > sort_key("õun", "et")


def test_marks_and_case_decide_only_when_the_letters_are_equal() -> None:
    words = ["cote", "Cote", "coté", "côte", "cotf"]
    assert sorted(random.Random(1).sample(words, 5), key=lambda word: sort_key(word, "en")) == words
    assert sort_key("õ", "en") < sort_key("oa", "en")
    assert sort_key("o\u0303un") == sort_key("õun")


def test_numbers_by_value_or_by_digit() -> None:
    assert sorted(["P10", "P9", "P09a", "P1"], key=sort_key) == ["P1", "P9", "P09a", "P10"]
    assert sort_key("P10", numeric=False) < sort_key("P9", numeric=False)
    assert sort_key("02") == sort_key("2")
    assert sort_key("9" * 9999) < sort_key("1" + "0" * 9999)


def test_rare_currency_signs_stand_with_the_known_ones() -> None:
    assert sort_key("~") < sort_key("€") < sort_key("₴") < sort_key("1")


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(ValueError, match="fi"):
        sort_key("a", "fi")


@given(st.text(max_size=40), st.text(max_size=40), st.text(max_size=40), st.sampled_from(list(LOCALES)))
def test_keys_agree_with_bytes_order_and_hold_no_nul(one: str, other: str, third: str, lang: str) -> None:
    keys = [sort_key(word, lang) for word in (one, other, third)]
    assert sorted(keys) == sorted(keys, key=lambda key: key.encode())
    assert all("\x00" not in key for key in keys)


LETTERS = {
    "et": "abcdefghijklmnopqrsšzžtuvwõäöüxyABCDEFGHIJKLMNOPQRSŠZŽTUVWÕÄÖÜXYéáåçêñńāčėģķļ",
    "en": "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZõäöüšžÕÄÖÜŠŽéáåçêñæœø",
    "ru": "абвгдеёжзийклмнопрстуфхцчшщъыьэюяАБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯabcxyzõäöüšž",
}
REST = " _-–—,;:!?.'\"“”„«»()[]{}@*/\\&#%`^+<=>|~$€£•→✓★0123456789"


@on_icu
@pytest.mark.parametrize("lang", list(LOCALES))
def test_every_two_characters_sort_as_in_qt(lang: str) -> None:
    qt = collator(lang)
    chars = LETTERS[lang] + REST
    for one in chars:
        for other in chars:
            want = qt.compare(one, other)
            assert sign(one, other, lang) == (want > 0) - (want < 0), (one, other)


@on_icu
@settings(max_examples=100 if settings.default.max_examples < 100 else 400)
@given(st.data())
def test_words_sort_as_in_qt(data: st.DataObject) -> None:
    lang = data.draw(st.sampled_from(list(LOCALES)))
    # Few letters at a time, so that words share beginnings and the later levels come into play.
    few = data.draw(st.lists(st.sampled_from(LETTERS[lang] + REST), min_size=2, max_size=4))
    word = st.text(st.sampled_from(few), max_size=6)
    words = data.draw(st.lists(word, min_size=2, max_size=6))
    qt = collator(lang)
    for one in words:
        for other in words:
            want = qt.compare(one, other)
            assert sign(one, other, lang) == (want > 0) - (want < 0), (lang, one, other)


@on_icu
@pytest.mark.parametrize("lang", list(LOCALES))
def test_a_real_list_sorts_as_in_qt(lang: str) -> None:
    names = [
        "Õpilastransport",
        "õpiamps",
        "Öömaja",
        "ööbuss",
        "Ämm",
        "Äriplaan",
        "Üldkogu",
        "ühisköök",
        "Šveits",
        "šokolaad",
        "Žürii",
        "Zooloog",
        "Tegevuskava 2027",
        "Tegevuskava 205",
        "tegevuskava",
        "Tööpaja",
        "töötuba (2)",
        "töötuba (10)",
        "töötuba",
        "Vald",
        "Wi-Fi",
        "Xerox",
        "yoga",
        "KOV",
        "kov",
        "co-creation",
        "co creation",
        "cocreation",
        "Мастерская",
        "мастер",
        "ёлка",
        "ель",
        "йога",
        "игра",
        "№",
        "1. samm",
        "10. samm",
        "2. samm",
        "#silt",
        "“tsitaat”",
        "resümee",
        "resumé",
        "resume",
    ]
    assert sorted(names, key=lambda name: sort_key(name, lang)) == sorted(names, key=cmp_to_key(collator(lang).compare))
