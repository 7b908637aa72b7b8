from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from koosloome_desktop.imports import limits
from koosloome_desktop.imports.sniff import RawRow, decode, guess_separator, read_sheet, split_rows
from koosloome_desktop.support.errors import RefusedInput

ESTONIAN = "Õunapuu ääres šokolaad ja žanr; müügi öö – „tsitaat“, 45 €"
RUSSIAN = "Мероприятия;Срок;Итого 2500"


def cells(text: str, separator: str) -> list[list[str]]:
    return [list(row.cells) for row in split_rows(text, separator)]


def none(_rows: object) -> int:
    return 0


@pytest.mark.parametrize(
    ("encoding", "name", "guessed"),
    [
        ("utf-8", "utf-8", False),
        ("utf-8-sig", "utf-8", False),
        ("utf-16", "utf-16-le", False),
        ("utf-16-le", "utf-16-le", True),
        ("utf-16-be", "utf-16-be", True),
        ("cp1257", "cp1257", True),
        ("cp1252", "cp1252", True),
    ],
)
def test_estonian_text_in_every_encoding(encoding: str, name: str, guessed: bool) -> None:
    found = decode(ESTONIAN.encode(encoding))
    assert (found.text, found.encoding, found.guessed) == (ESTONIAN, name, guessed)


def test_utf16_with_its_mark_the_other_way_round() -> None:
    assert decode(b"\xfe\xff" + ESTONIAN.encode("utf-16-be")).text == ESTONIAN


def test_text_without_the_letters_in_which_they_differ_reads_the_same_either_way() -> None:
    plain = "Tööjõu üldkulu ja õpe"
    assert decode(plain.encode("cp1252")).text == plain
    assert decode(plain.encode("cp1257")).text == plain


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le", "cp1251"])
def test_russian_text(encoding: str) -> None:
    assert decode(RUSSIAN.encode(encoding)).text == RUSSIAN


def test_a_damaged_place_does_not_turn_a_whole_file_into_another_encoding() -> None:
    data = ("õäöü " * 20).encode() + b"\xff" + "õ".encode()
    found = decode(data)
    assert (found.encoding, found.guessed, found.text.count("\ufffd")) == ("utf-8", True, 1)
    assert "õäöü" in found.text


@pytest.mark.parametrize("head", [b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"])
def test_workbooks_are_refused_with_the_way_out(head: bytes) -> None:
    with pytest.raises(RefusedInput) as refused:
        decode(head + b"rest")
    assert "CSV" in refused.value.hint


def test_what_is_no_text_is_refused() -> None:
    with pytest.raises(RefusedInput):
        decode(bytes(range(1, 32)) * 100)


@pytest.mark.parametrize("data", ["", b"", "  \n\r\n", "\ufeff", b"\xef\xbb\xbf"])
def test_an_empty_file_is_refused(data: bytes | str) -> None:
    with pytest.raises(RefusedInput):
        read_sheet(data, none)


def test_quoted_cells_hold_line_breaks_separators_and_quotes() -> None:
    text = 'a;"b\nc; ""d""";e\nf;"g" ;\n'
    assert cells(text, ";") == [["a", 'b\nc; "d"', "e"], ["f", "g", ""]]


def test_quotes_that_do_not_enclose_a_cell_stay() -> None:
    text = '"Kaasav omavalitsus" märgis\tx\n"lahtine\ty "z"\t"\n'
    assert cells(text, "\t") == [['"Kaasav omavalitsus" märgis', "x"], ['"lahtine', 'y "z"', '"']]


def test_rows_are_numbered_as_a_spreadsheet_shows_them() -> None:
    rows = list(split_rows('a;"b\nb"\n\n\nc\n', ";"))
    assert rows == [RawRow(1, ("a", "b\nb")), RawRow(4, ("c",))]


def test_the_spreadsheet_guard_of_our_own_csv_is_taken_off() -> None:
    assert cells("'=1+1;'+3;'-5;'@x;'s-Gravenhage;\"'-a\nb\"", ";") == [
        ["=1+1", "+3", "-5", "@x", "'s-Gravenhage", "-a\nb"]
    ]


def test_soft_line_breaks_of_word_processors_are_line_breaks() -> None:
    assert cells("a\x0bb\tc", "\t") == [["a\nb", "c"]]


@pytest.mark.parametrize("separator", ["\t", ";", ","])
def test_the_separator_that_most_rows_share_wins_when_nothing_is_recognised(separator: str) -> None:
    text = "\n".join(separator.join(["a, b" if separator != "," else "a", "b", "c"]) for _ in range(5))
    assert guess_separator(text, none) == separator


def test_what_is_recognised_wins_over_what_is_frequent() -> None:
    text = "Tegevus;Aeg\n" + "a,b,c;d,e,f\n" * 9
    assert guess_separator(text, lambda rows: int(rows[0].cells[0] == "Tegevus")) == ";"


def test_cells_become_canonical_and_what_cannot_be_kept_is_counted() -> None:
    sheet = read_sheet("O\u0303un;a\x00b\r\n x ;\ud800\r", none)
    assert [row.cells for row in sheet.rows] == [("Õun", "a\ufffdb"), ("x", "\ufffd")]
    assert sheet.replaced == 2


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("x\n" * (limits.MAX_ROWS + 1), limits.MAX_ROWS + 1),
        ("a\n\n" + "x" * (limits.MAX_CELL + 1), 3),
        ("a\nb;" + "x" * 10_001, 2),
        (";" * limits.MAX_COLUMNS + "x", 1),
    ],
)
def test_limits_are_told_with_the_row(text: str, place: int) -> None:
    with pytest.raises(RefusedInput) as refused:
        read_sheet(text, none)
    assert str(place) in refused.value.place


def test_a_full_table_is_read() -> None:
    assert len(read_sheet("x\n\n" * limits.MAX_ROWS, none).rows) == limits.MAX_ROWS


def test_a_file_that_is_too_large_is_refused_unread(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_BYTES", 10)
    with pytest.raises(RefusedInput):
        read_sheet(b"x" * 11, none)
    assert read_sheet(b"x" * 10, none).rows


@given(
    st.binary(max_size=300) | st.text(st.characters(codec="utf-16"), max_size=99).map(lambda t: t.encode("utf-16-le"))
)
def test_no_bytes_raise_anything_else(data: bytes) -> None:
    try:
        sheet = read_sheet(data, none)
    except RefusedInput:
        return
    assert all(row.filled for row in sheet.rows)


@given(
    st.lists(
        st.lists(st.text('ab"\n ;,\t', max_size=6).map(str.strip), min_size=2, max_size=4), min_size=1, max_size=6
    ),
    st.sampled_from("\t;,"),
)
def test_what_is_quoted_by_the_rules_reads_back(rows: list[list[str]], separator: str) -> None:
    text = "\n".join(separator.join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows)
    assert cells(text, separator) == rows
