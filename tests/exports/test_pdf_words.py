"""Labels, dates and money in the report's language; content as it was written."""

from __future__ import annotations

import pytest

from koosloome_desktop.exports.pdf_words import PARTS, RINGS, SECTORS, STATUSES, Words, joined
from koosloome_desktop.model.frozen import FrozenMap
from koosloome_desktop.model.records import Session
from tests.exports.reading import sample


def test_dates_and_money_follow_the_language():
    estonian, russian, english = Words("et"), Words("ru"), Words("en")
    assert estonian.date("2026-10-15") == "15.10.2026"
    assert estonian.date("2026-10") == "oktoober 2026"
    assert estonian.money(123450) == "1\u00a0234,50\u00a0€"
    assert english.money(123450) == "€1,234.50"
    assert (
        russian.when(Session(id="s", date="2026-10-15", start="16:30", end="20:30"))
        == "четверг, 15 октября 2026\u00a0г., 16:30–20:30"
    )
    assert estonian.period("2026-10", "2026-12") == "oktoober–detsember 2026"
    assert estonian.period(None, "2026-12-01") == "01.12.2026"
    assert estonian.period(None, None) == ""


@pytest.mark.parametrize("text", ["kevadel", "2026-13-40", "15. mai paiku", ""])
def test_what_is_no_date_stays_as_it_was_written(text):
    words = Words("et")
    assert (words.date(text), words.date_long(text), words.time(text)) == (text, text, text)


def test_an_unknown_language_of_a_workshop_gets_estonian_labels():
    assert Words("fi").lang == "et"


def test_the_mark_of_a_sample_is_not_part_of_its_title():
    document = sample("01_kogukonnamaja")
    assert Words("et").title(document) == "Kuidas Sooääre kogukonnamaja elama panna?"


def test_texts_in_several_languages():
    words = Words("ru")
    assert words.of(FrozenMap({"et": "üks", "en": "one"})) == "üks"
    assert words.of(FrozenMap({"en": "one"})) == "one"
    assert words.of(None) == ""
    assert words.of("lihtsalt tekst") == "lihtsalt tekst"


@pytest.mark.parametrize("table", [STATUSES, SECTORS, RINGS, PARTS])
@pytest.mark.parametrize("lang", ["et", "ru"])
def test_every_code_has_a_word_in_every_language(table, lang):
    words = Words(lang)
    for code, message in table.items():
        assert words.named(table, code)
        if lang == "ru" and message not in {"x", "y"}:
            assert any("а" <= c <= "я" for c in words.named(table, code).lower()), message
    assert words.named(table, "something_else") == "something_else"


def test_counts_have_plural_forms():
    assert Words("et").ngettext("{count} note", "{count} notes", 1) != Words("et").ngettext(
        "{count} note", "{count} notes", 2
    )
    assert "1\u00a0000" in Words("et").ngettext("{count} note", "{count} notes", 1000)


def test_joined_leaves_out_what_is_empty():
    assert joined(["a", "", "b"]) == "a · b"
