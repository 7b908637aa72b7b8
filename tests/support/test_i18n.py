"""Words: Estonian by default, one language for the interface and others beside it."""

from __future__ import annotations

import argparse
import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from koosloome_desktop.support import i18n, po

HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\nPlural-Forms: {plural}\\n"\n\n'
ET = HEADER.format(plural="nplurals=2; plural=(n != 1);") + (
    'msgid "note"\nmsgstr "märge"\n\nmsgctxt "verb"\nmsgid "note"\nmsgstr "märgi"\n\n'
    'msgid "{n} note"\nmsgid_plural "{n} notes"\nmsgstr[0] "{n} märge"\nmsgstr[1] "{n} märget"\n\n'
    'msgctxt "map"\nmsgid "{n} pin"\nmsgid_plural "{n} pins"\nmsgstr[0] "{n} nööpnõel"\nmsgstr[1] "{n} nööpnõela"\n'
)
RU = HEADER.format(
    plural="nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);"
) + (
    'msgid "note"\nmsgstr "запись"\n\n'
    'msgid "{n} note"\nmsgid_plural "{n} notes"\nmsgstr[0] "{n} запись"\nmsgstr[1] "{n} записи"\n'
    'msgstr[2] "{n} записей"\n'
)
QT = HEADER.format(plural="nplurals=2; plural=(n != 1);") + (
    'msgctxt "QPlatformTheme"\nmsgid "Cancel"\nmsgstr "Loobu"\n\n'
    'msgctxt "QFileDialog"\nmsgid "%n item(s)"\nmsgid_plural "%n item(s)"\nmsgstr[0] "%n fail"\nmsgstr[1] "%n faili"\n'
)


def write(folder: Path, lang: str, domain: str, text: str) -> Path:
    path = folder / "locale" / lang / "LC_MESSAGES" / f"{domain}.po"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of small catalogues in place of the shipped ones."""
    write(tmp_path, "et", "koosloome", ET)
    write(tmp_path, "ru", "koosloome", RU)
    write(tmp_path, "et", "qt", QT)
    monkeypatch.setattr(i18n, "resource", tmp_path.joinpath)
    i18n.forget()
    yield tmp_path
    monkeypatch.undo()
    i18n.forget()
    i18n.set_language("et")


def test_estonian_whatever_the_system_speaks(shelf: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LANG", "LC_ALL", "LANGUAGE"):
        monkeypatch.setenv(name, "ru_RU.UTF-8")
    assert i18n.language() == "et"
    assert i18n._("note") == "märge"


def test_switches_at_once(shelf: Path) -> None:
    i18n.set_language("ru")
    assert i18n._("note") == "запись"
    i18n.set_language("en")
    assert i18n._("note") == "note"
    i18n.set_language("et")
    assert i18n._("note") == "märge"


def test_an_unknown_language_changes_nothing(shelf: Path) -> None:
    with pytest.raises(ValueError, match="fi"):
        i18n.set_language("fi")
    assert i18n.language() == "et"


def test_plurals_and_contexts(shelf: Path) -> None:
    assert [i18n.ngettext("{n} note", "{n} notes", n) for n in (0, 1, 2)] == ["{n} märget", "{n} märge", "{n} märget"]
    assert i18n.pgettext("verb", "note") == "märgi"
    assert i18n.npgettext("map", "{n} pin", "{n} pins", 2) == "{n} nööpnõela"
    russian = i18n.translator("ru")
    assert [russian.ngettext("{n} note", "{n} notes", n).format(n=n) for n in (1, 3, 5, 11, 21)] == [
        "1 запись",
        "3 записи",
        "5 записей",
        "11 записей",
        "21 запись",
    ]


def test_a_workshop_may_speak_another_language_than_the_interface(shelf: Path) -> None:
    assert i18n.translator("ru")("note") == "запись"
    assert i18n._("note") == "märge"
    assert i18n.translator("ru").lang == "ru"


def test_words_without_translation_and_the_empty_one(shelf: Path) -> None:
    assert i18n._("never translated") == "never translated"
    assert i18n._("") == ""
    assert i18n.pgettext("verb", "") == ""
    assert i18n.N_("note") == "note"


def test_a_current_compiled_catalogue_is_used_a_stale_one_is_not(shelf: Path) -> None:
    source = write(shelf, "et", "koosloome", ET)
    compiled = source.with_suffix(".mo")
    compiled.write_bytes(po.mo_bytes(po.parse_po(ET.replace("märge", "kompileeritud"))))
    os.utime(source, (1000, 1000))
    i18n.forget()
    assert i18n._("note") == "kompileeritud"
    os.utime(compiled, (500, 500))
    i18n.forget()
    assert i18n._("note") == "märge"
    source.unlink()
    i18n.forget()
    assert i18n._("note") == "kompileeritud", "an installed program carries the compiled file only"


def test_qts_own_words(shelf: Path) -> None:
    assert i18n.qt_text("QPlatformTheme", "Cancel") == "Loobu"
    assert i18n.qt_text("QFileDialog", "Cancel") is None, "an empty answer would blank Qt's own text"
    assert i18n.qt_text("QFileDialog", "%n item(s)", 1) == "%n fail"
    assert i18n.qt_text("QFileDialog", "%n item(s)", 3) == "%n faili"
    assert i18n.qt_text("QPlatformTheme", "Cancel", lang="en") is None
    assert i18n.qt_text("QPlatformTheme", "") is None


def test_the_pseudo_language_is_longer_and_keeps_what_is_filled_in(shelf: Path) -> None:
    try:
        i18n.set_pseudo(True)
        for text in (i18n._("note"), i18n.ngettext("{n} note", "{n} notes", 2), i18n.pgettext("verb", "note")):
            assert text.startswith("[")
            assert text.endswith("]")
        assert i18n.ngettext("{n} note", "{n} notes", 2).format(n=2).startswith("[2 märget ")
        long = i18n._("x" * 100)
        assert 140 <= len(long) <= 146
        assert i18n._("") == ""
        assert i18n.translator("et")("note") == "märge"
    finally:
        i18n.set_pseudo(False)
    assert i18n._("note") == "märge"


@pytest.fixture
def argparse_restored() -> Iterator[None]:
    before = {name: vars(argparse)[name] for name in ("_", "ngettext")}
    yield
    vars(argparse).update(before)
    i18n.set_language("et")


@pytest.mark.parametrize(
    ("lang", "usage", "missing", "wrong", "count"),
    [
        (
            "et",
            "kasutus: ",
            "puudu on argumendid: FILE",
            "sobimatu valik: 'x' (vali järgmistest: ",
            "vaja on 2 väärtust",
        ),
        (
            "en",
            "usage: ",
            "the following arguments are required: FILE",
            "invalid choice: 'x' (choose from ",
            "expected 2",
        ),
        ("ru", "вызов: ", "не хватает аргументов: FILE", "недопустимое значение: 'x' (варианты: ", "нужно 2 значения"),
    ],
)
def test_the_command_lines_own_words(
    lang: str, usage: str, missing: str, wrong: str, count: str, argparse_restored: None
) -> None:
    i18n.set_language(lang)
    i18n.speak_argparse()
    parser = argparse.ArgumentParser(prog="p", exit_on_error=False)
    parser.add_argument("file", metavar="FILE")
    parser.add_argument("--lang", choices=("et", "en"))
    parser.add_argument("--two", nargs=2)
    assert parser.format_help().startswith(usage)
    assert lang == "en" or "show this help" not in parser.format_help()
    told = []
    parser.error = told.append  # type: ignore[assignment, method-assign]
    parser.parse_args([])
    assert told == [missing]
    for arguments, want in ((["f", "--lang", "x"], wrong), (["f", "--two", "1"], count)):
        with pytest.raises(argparse.ArgumentError) as caught:
            parser.parse_args(arguments)
        assert want in str(caught.value)


def test_many_threads_ask_at_once(shelf: Path) -> None:
    got: list[str] = []
    threads = [threading.Thread(target=lambda: got.append(i18n.translator("ru")("note"))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert got == ["запись"] * 8
