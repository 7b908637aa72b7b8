"""Files beside the library in which a person may stand: what cannot be looked into is named, and nothing stops it."""

from __future__ import annotations

import json
import zipfile

import pytest

from koosloome_desktop.operations.erasing import Order
from koosloome_desktop.services.person_places import exported_files, rewrite_templates
from koosloome_desktop.support.spellings import Spellings

NAME = "Üllar Katsekadakas"


def test_a_damaged_file_may_name_anybody(tmp_path):
    for name, text in (("puhas.docx", "ilma nimeta"), ("nimega.xlsx", NAME), ("rikutud.xlsx", "ilma nimeta " * 500)):
        with zipfile.ZipFile(tmp_path / name, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("content.xml", text)
    broken = bytearray((tmp_path / "rikutud.xlsx").read_bytes())
    broken[42:60] = bytes(18)
    (tmp_path / "rikutud.xlsx").write_bytes(broken)
    (tmp_path / "pole zip.koosloome").write_bytes(b"PK\x03\x04")
    (tmp_path / "tekst.csv").write_text(NAME, encoding="utf-8")
    (tmp_path / "muu.csv").write_text("ilma", encoding="utf-8")
    found = {p.name for p in exported_files(tmp_path, Spellings((NAME,)))}
    assert found == {"nimega.xlsx", "rikutud.xlsx", "pole zip.koosloome", "tekst.csv"}


@pytest.mark.slow
def test_of_an_enormous_text_only_the_beginning_is_read(tmp_path):
    import tracemalloc

    path = tmp_path / "suur.csv"
    with path.open("wb") as file:
        file.truncate(400_000_000)
    tracemalloc.start()
    try:
        exported_files(tmp_path, Spellings(("Mari",)))
        assert tracemalloc.get_traced_memory()[1] < 300_000_000
    finally:
        tracemalloc.stop()


def test_half_a_letter_stops_no_erasure(tmp_path):
    (tmp_path / "mall.json").write_text('{"title": "\\ud800 ja Üllar Katsekadakas"}', encoding="utf-8")
    assert rewrite_templates(tmp_path, Order(spellings=(NAME,), put="…")) == 1
    assert json.loads((tmp_path / "mall.json").read_text(encoding="utf-8")) == {"title": "? ja …"}
