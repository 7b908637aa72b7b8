from __future__ import annotations

import pickle
import re
from dataclasses import astuple
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from koosloome_desktop.imports.notes_table import ParsedNote, parse_notes
from koosloome_desktop.support.errors import RefusedInput
from koosloome_desktop.support.text import clean


def test_all_columns_in_any_order() -> None:
    parsed = parse_notes("Tsoon;Tekst;Lõuend;Rühm;Hääled;Autor\npõhjused;Noored lahkuvad;problem;1;3;P01\n")
    assert parsed.headers == ("Tsoon", "Tekst", "Lõuend", "Rühm", "Hääled", "Autor")
    assert parsed.notes == (
        ParsedNote(
            text="Noored lahkuvad",
            zone="põhjused",
            canvas="problem",
            group="1",
            votes=3,
            votes_text="3",
            extra_cells=(("Autor", "P01"),),
            source_row=2,
        ),
    )
    assert parsed.warnings == ()
    assert pickle.loads(pickle.dumps(parsed)) == parsed


@pytest.mark.parametrize("header", ["text,zone,canvas,group,votes", "текст,зона,холст,группа,голоса"])
def test_headers_in_other_languages(header: str) -> None:
    (note,) = parse_notes(f"{header}\na,b,c,d,0\n".encode()).notes
    assert (note.text, note.zone, note.canvas, note.group, note.votes) == ("a", "b", "c", "d", 0)


def test_a_single_column_of_texts() -> None:
    parsed = parse_notes("tekst\nesimene\nteine, pikem mõte\n")
    assert [note.text for note in parsed.notes] == ["esimene", "teine, pikem mõte"]


def test_notes_of_several_lines_and_lines_above_the_table() -> None:
    parsed = parse_notes('Seina märkmed\n\ntekst\ttsoon\n"mitu\nrida"\tx\n')
    assert parsed.before_text == "Seina märkmed"
    assert (parsed.notes[0].text, parsed.notes[0].source_row) == ("mitu\nrida", 4)


def test_what_cannot_be_read_is_named() -> None:
    parsed = parse_notes("tekst;tsoon;hääled\n;x;kolm\ny;z;-1;veel\nq;r;99999999\n")
    assert [(w.code, w.row) for w in parsed.warnings] == [
        ("import.no_text", 2),
        ("import.votes_unread", 2),
        ("import.votes_unread", 3),
        ("import.extra_cells", 3),
        ("import.votes_unread", 4),
    ]
    assert [note.votes for note in parsed.notes] == [None, None, None]
    assert parsed.notes[1].extra_cells == (("#4", "veel"),)


def test_a_second_column_of_one_meaning_is_extra() -> None:
    (note,) = parse_notes("tekst;tsoon;ala\na;b;c\n").notes
    assert (note.zone, note.extra_cells) == ("b", (("ala", "c"),))


@pytest.mark.parametrize("text", ["tekst;tsoon\n", "Tere\n", "a;b\n1;2\n", "tsoon;hääled\nx;1\n"])
def test_a_file_without_notes_says_so(text: str) -> None:
    with pytest.raises(RefusedInput) as refused:
        parse_notes(text)
    assert refused.value.hint


def words(value: Any) -> set[str]:
    if isinstance(value, str):
        return set(re.findall(r"\w+", value))
    return {word for part in value for word in words(part)} if isinstance(value, tuple) else set()


@given(
    st.text(max_size=200) | st.text('"\t\n;,ab 12', max_size=200), st.sampled_from(["", "tekst;tsoon;hääled\nx;y;1\n"])
)
def test_no_text_raises_anything_but_a_refusal_and_no_word_is_lost(text: str, before: str) -> None:
    try:
        parsed = parse_notes(before + text)
    except RefusedInput:
        return
    assert words(clean(before + text).text) <= words(astuple(parsed))
