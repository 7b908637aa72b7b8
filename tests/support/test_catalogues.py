"""Catalogues kept compiled: used while the words are the same, made anew otherwise, never trusted when damaged."""

from __future__ import annotations

import gettext
import io
from pathlib import Path

import pytest

from koosloome_desktop.support import po
from koosloome_desktop.support.catalogues import Catalogue, catalogue
from koosloome_desktop.support.paths import cache_dir, resource

HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'


def source_of(folder: Path, word: str) -> Path:
    path = folder / "et" / "LC_MESSAGES" / "koosloome.po"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f'{HEADER}msgid "note"\nmsgstr "{word}"\n', encoding="utf-8")
    return path


def word(words: Catalogue) -> str:
    return words.gettext("note")


def kept() -> list[Path]:
    return sorted((cache_dir() / "words").iterdir())


def test_is_made_once_and_read_from_then_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = source_of(tmp_path, "märge")
    assert word(catalogue(source)) == "märge"
    assert len(kept()) == 1
    monkeypatch.setattr(po, "parse_po", lambda _text: pytest.fail("read again"))
    assert word(catalogue(source)) == "märge"


def test_other_words_are_made_anew_and_take_the_place_of_the_old(tmp_path: Path) -> None:
    catalogue(source_of(tmp_path, "märge"))
    before = kept()
    assert word(catalogue(source_of(tmp_path, "sedel"))) == "sedel"
    assert len(kept()) == 1
    assert kept() != before


@pytest.mark.parametrize("harm", ["cut", "flipped", "empty"])
def test_a_damaged_one_is_not_used(tmp_path: Path, harm: str) -> None:
    source = source_of(tmp_path, "märge")
    whole = catalogue(source)
    path = kept()[0]
    data_before = path.read_bytes()
    data = bytearray(data_before)
    if harm == "flipped":
        data[-5] ^= 0x20
    path.write_bytes({"cut": bytes(data[:-7]), "flipped": bytes(data), "empty": b""}[harm])
    assert word(catalogue(source)) == word(whole) == "märge"
    assert path.read_bytes() == data_before


def test_a_cache_that_cannot_be_written_costs_nothing_but_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    blocked = tmp_path / "cache"
    blocked.write_text("a file where a folder should be")
    monkeypatch.setenv("XDG_CACHE_HOME", str(blocked))
    monkeypatch.setenv("LOCALAPPDATA", str(blocked))
    assert word(catalogue(source_of(tmp_path, "märge"))) == "märge"


def test_what_is_no_catalogue_is_told(tmp_path: Path) -> None:
    source = source_of(tmp_path, "märge")
    source.write_text("this is no catalogue", encoding="utf-8")
    with pytest.raises(po.PoSyntaxError):
        catalogue(source)


@pytest.mark.parametrize("lang", ["et", "en", "ru"])
def test_it_says_what_the_standard_library_says(lang: str, tmp_path: Path) -> None:
    source = resource("locale", lang, "LC_MESSAGES", "koosloome.po")
    entries = po.parse_po(source.read_text(encoding="utf-8"))
    data = po.mo_bytes(entries)
    real = gettext.GNUTranslations(io.BytesIO(data))
    (tmp_path / lang / "LC_MESSAGES").mkdir(parents=True)
    packed = tmp_path / lang / "LC_MESSAGES" / "koosloome.mo"
    packed.write_bytes(data)
    for ours in (catalogue(source), catalogue(source), catalogue(packed), catalogue(packed)):
        for entry in [*entries, po.PoEntry("nowhere"), po.PoEntry("no one", "no many"), po.PoEntry("x", context="no")]:
            one, many, context = entry.msgid, entry.plural or "", entry.context
            if context is None:
                assert ours.gettext(one) == real.gettext(one)
                counted = [ours.ngettext(one, many, n) == real.ngettext(one, many, n) for n in (0, 1, 2, 5, 21, 111)]
            else:
                assert ours.pgettext(context, one) == real.pgettext(context, one)
                counted = [
                    ours.npgettext(context, one, many, n) == real.npgettext(context, one, many, n) for n in (1, 3, 7)
                ]
            assert all(counted), entry
