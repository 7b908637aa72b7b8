"""Text typed with the wrong layout is turned where that is certain, and only there."""

from __future__ import annotations

import re

import pytest

from koosloome_desktop.model.records import Note
from koosloome_desktop.support.keyboards import likeness, repaired, script
from koosloome_desktop.support.paths import resource
from koosloome_desktop.support.po import parse_po
from tests.drivers.board import sample


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("ghbdtn", "привет"), ("Fdnj,ecs dtxthjv yt üjlzn", "Автобусы вечером не ходят"), ("ytn ltytu", "нет денег"),
        ("[jhjifz irjkf", "хорошая школа"), ("игыышв уш ыъшвф ърегд", "bussid ei sõida õhtul"),
        ("Лщщд ыгдуефлыу", "Kool suletakse"), ("ьфоф щт ехрш", "maja on tühi"), ("ньщтун", ""), ("ьщтун", "money"),
    ],
)  # fmt: skip
def test_what_was_meant(typed, meant):
    assert repaired(typed) == meant


@pytest.mark.parametrize(
    "text",
    ["", "abc", "MTÜ", "KOV", "SRÜ lnk", "www.vald.ee", "qwerty", "Szczecin", "hmm jääb", "450 €", "ГЭС", "ЖКХ",
     "взгляд", "Йыгева", "Вячеслав", "привет ja tere"],
)  # fmt: skip
def test_right_short_mixed_and_foreign_texts_are_left_alone(text):
    assert repaired(text) == ""


def test_no_note_of_the_samples_and_no_sentence_of_the_program_is_taken_for_a_slip():
    texts = [n.text for beginning in ("01", "02", "03", "06") for n in sample(beginning).of(Note)]
    for lang in ("et", "en", "ru"):
        path = resource("locale", lang, "LC_MESSAGES", "koosloome.po")
        texts += [form for entry in parse_po(path.read_text(encoding="utf-8")) for form in entry.forms]
    texts = [t for t in (re.sub(r"\{[^}]*\}", "", t).strip() for t in texts) if " " in t and "\n" not in t]
    assert len(texts) > 1500
    # At most one sentence in a thousand: the chip only asks, and nothing changes by itself.
    assert len([t for t in texts if repaired(t)]) <= len(texts) // 1000


def test_how_much_a_text_reads_like_a_language():
    assert likeness("bussid ei sõida", "et") > 0.8
    assert likeness("bussid ei sõida", "ru") < 0.5
    assert likeness("", "et") == 0.0


@pytest.mark.parametrize(
    ("text", "found"), [("tere", "et"), ("tere мир", "ru"), ("мир 24!", "ru"), ("24", ""), ("", "")]
)
def test_the_script_is_that_of_the_last_letter(text, found):
    assert script(text) == found
