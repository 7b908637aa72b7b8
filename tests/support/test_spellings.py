"""Names are found in the forms that people write them in, and not inside other words."""

from __future__ import annotations

import unicodedata

import pytest

from koosloome_desktop.support.spellings import Spellings, split_spellings
from koosloome_desktop.support.text import fold


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Mari Maasikas", "Küsi Mari Maasikalt"),
        ("Mari Maasikas", "MARI MAASIKAS"),
        ("Mari Maasikas", "Maasikas, Mari"),
        ("Mari Maasikas", "Mari\u00a0Maasikaga!"),
        ("Tamm", "Tammele"),
        ("Õnne", unicodedata.normalize("NFD", "Õnnele")),
        ("Анна Иванова", "спросить Анну? нет: Анне Ивановой"),
        ("Mari-Liis", "Mari-Liisile"),
    ],
)
def test_a_name_is_found_in_its_forms(name, text):
    assert Spellings([name]).find(text)


@pytest.mark.parametrize(
    ("name", "text"), [("Mari", "Amari"), ("Mari", "marjakorjaja"), ("Ann", "Johanna"), ("Mari Maasikas", "Mari")]
)
def test_other_words_are_not_the_name(name, text):
    assert not Spellings([name]).find(text)


def test_names_are_replaced_but_for_forms_that_stay():
    names = Spellings(["Kai", "Kai Kask"])
    assert names.replaced("Kai Kask ja Kaie, KAI", "…", {"Kaie"}) == "… ja Kaie, …"
    assert names.replaced("midagi muud", "…") == "midagi muud"
    assert names.replaced_in_folded(fold("Räägi Kai Kasega ja KAI Kaskega"), "X") == "räägi x kasega ja x"
    assert Spellings(["a.*b"]).replaced("a.*b axxb", "-") == "- axxb"


def test_a_line_holds_several_spellings():
    assert split_spellings(" Mari  Maasikas, Maasikas;Mari M. , x,, Maasikas") == (
        "Mari Maasikas",
        "Maasikas",
        "Mari M.",
    )
    assert split_spellings("…, -") == ()
