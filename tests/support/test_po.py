"""The reader of catalogues: it agrees with Babel's, and what it packs is read by the standard library."""

from __future__ import annotations

import gettext
import io

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po
from hypothesis import given
from hypothesis import strategies as st

from koosloome_desktop.support.po import PoEntry, PoSyntaxError, mo_bytes, parse_po

SAMPLE = """# Translators' remark
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

#: a.py:1
#, python-brace-format
msgid "{count} vote"
msgid_plural "{count} votes"
msgstr[0] "{count} hääl"
msgstr[1] "{count} häält"

#, fuzzy
msgid "Open"
msgstr "Lahtine"

msgctxt "verb"
msgid "Open"
msgstr "Ava"
msgid "two\\n"
"lines \\"quoted\\" \\\\ \\t"
msgstr ""
"kaks\\n"
"rida"

msgid "Missing"
msgstr ""

#~ msgid "Old"
#~ msgstr "Vana"
"""


def catalogue(text: str) -> gettext.GNUTranslations:
    return gettext.GNUTranslations(io.BytesIO(mo_bytes(parse_po(text))))


def test_reads_every_living_entry() -> None:
    entries = parse_po(SAMPLE)
    assert entries[1] == PoEntry("{count} vote", "{count} votes", None, ("{count} hääl", "{count} häält"), False)
    assert entries[2] == PoEntry("Open", None, None, ("Lahtine",), True)
    assert entries[3] == PoEntry("Open", None, "verb", ("Ava",), False)
    assert entries[4] == PoEntry('two\nlines "quoted" \\ \t', None, None, ("kaks\nrida",), False)
    assert entries[5].missing
    assert len(entries) == 6


def test_packed_catalogue_is_read_by_the_standard_library() -> None:
    found = catalogue(SAMPLE)
    assert [found.ngettext("{count} vote", "{count} votes", n) for n in (0, 1, 2, 21)] == [
        "{count} häält",
        "{count} hääl",
        "{count} häält",
        "{count} häält",
    ]
    assert found.pgettext("verb", "Open") == "Ava"
    assert found.gettext("Open") == "Open", "a fuzzy entry is a guess and must not be shown"
    assert found.gettext("Missing") == "Missing"
    assert found.gettext("Old") == "Old"


@pytest.mark.parametrize(
    "broken",
    [
        'msgid "a"\nmsgstr "b\n',
        'msgid "a"\nmsgstr "b" "c\n',
        '"text without a keyword"\n',
        'msgid "a"\n',
        'msgid "a"\nmsgid_plural "b"\nmsgid_plural "c"\nmsgstr "d"\n',
        'msgctxt "x"\nmsgstr "d"\n',
        'msgstr "b"\n',
        'message "a"\n',
        'msgid "a"\nmsgstr "\\q\\x"\n',
    ],
)
def test_a_broken_catalogue_is_named_not_guessed(broken: str) -> None:
    with pytest.raises(PoSyntaxError):
        parse_po(broken)


WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Zl", "Zp"]), min_size=1)


@given(st.dictionaries(WORDS, st.tuples(WORDS, st.none() | WORDS)))
def test_agrees_with_babel(pairs: dict[str, tuple[str, str | None]]) -> None:
    built = Catalog(locale="et", charset="utf-8")
    for msgid, (translated, context) in pairs.items():
        built.add(msgid, translated, context=context)
    file = io.BytesIO()
    write_po(file, built, width=60)
    ours = {(e.context, e.msgid): e.forms[0] for e in parse_po(file.getvalue().decode()) if e.msgid}
    theirs = {(m.context, m.id): m.string for m in read_po(io.BytesIO(file.getvalue())) if m.id}
    assert ours == theirs
    found = gettext.GNUTranslations(io.BytesIO(mo_bytes(parse_po(file.getvalue().decode()))))
    for msgid, (translated, context) in pairs.items():
        got = found.gettext(msgid) if context is None else found.pgettext(context, msgid)
        assert got == translated
