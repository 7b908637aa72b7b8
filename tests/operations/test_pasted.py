"""Lists as Word, Excel, mail and messengers put them on the clipboard."""

from __future__ import annotations

import pytest

from koosloome_desktop.operations.pasted import list_lines


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("Mured:\r\n•\tÜks\r\n•\u00a0„Kaks“\r\n\u00a0\r\n\to\tKolm", ["Mured:", "Üks", "„Kaks“", "Kolm"]),
        ("\uf0b7\tÜks\r\n\uf0b7\tKaks", ["Üks", "Kaks"]),
        ("- üks\n- kaks\n\n– kolm", ["üks", "kaks", "kolm"]),
        ("1.\tÜks\n2.\tKaks\n10.\tKümme", ["Üks", "Kaks", "Kümme"]),
        ("1) üks\na) kaks", ["üks", "kaks"]),
        ("\ufeffesimene\u200b\n\u200b\n\u2060teine\u0085kolmas\u2028neljas", ["esimene", "teine", "kolmas", "neljas"]),
        ("Õhtu\tbuss\t21\r\n\t\tkell\r\n", ["Õhtu\tbuss\t21", "kell"]),
    ],
)  # fmt: skip
def test_what_only_makes_it_a_list_is_left_away(text, lines):
    assert list_lines(text) == lines


@pytest.mark.parametrize(
    "text",
    [
        "> 50 inimest\n#1 mure\n!kiire",
        "1. klass ootab bussi\n2. klass ka",
        "-5 kraadi\n-7 kraadi",
        "+ maja on olemas\n- buss ei käi\n- valgust ei ole",
        "üks\n- ainult üks joon",
        "oma maja\no-täht",
        "2) \n3)",
        "👩‍👩‍👧 pere\n• ja üks täpp",
    ],
)
def test_what_may_be_words_stays(text):
    assert list_lines(text) == [line.strip() for line in text.split("\n")]
