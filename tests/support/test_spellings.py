"""Names are found in the forms that people write them in, and not inside other words."""

from __future__ import annotations

import json
import unicodedata

import pytest

from koosloome_desktop.support.hashed_names import HashedNames
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
    assert HashedNames.of([name], (), "sool").find(text)


@pytest.mark.parametrize(
    ("name", "text"), [("Mari", "Amari"), ("Mari", "marjakorjaja"), ("Ann", "Johanna"), ("Mari Maasikas", "Mari")]
)
def test_other_words_are_not_the_name(name, text):
    assert not Spellings([name]).find(text)
    assert not HashedNames.of([name], (), "sool").find(text)


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


def test_a_name_that_only_its_hashes_know_is_replaced_as_the_name_itself_and_cannot_be_read():
    names = HashedNames.of(["Kai", "Kai Kask-Tamm"], {"Kaie"}, "sool")
    kept = HashedNames.from_json(json.loads(json.dumps(names.as_json())))
    assert kept == names
    text = "Kai Kask-Tammele ja Kaie, KAI; Kask-Tamm, Kai"
    assert kept.replaced(text, "…") == Spellings(["Kai", "Kai Kask-Tamm"]).replaced(text, "…", {"Kaie"})
    assert kept.replaced("midagi muud", "…") == "midagi muud"
    assert not [word for word in ("kai", "kask", "tamm") if word in json.dumps(names.as_json()).casefold()]
