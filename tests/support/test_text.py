"""The text doors: what goes in comes out in one form, and nothing forbidden survives."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from koosloome_desktop.support import i18n, text
from tests.drivers.waiting import Work

ANY = st.text(st.characters(codec=None), max_size=300)
NASTY = st.lists(
    st.sampled_from(
        [
            "\r\n",
            "\r",
            "\n",
            "\t",
            "\x00",
            "\x0b",
            "\x0c",
            "\x1b",
            "\x7f",
            "\x85",
            "\u2028",
            "\u2029",
            "\ud800",
            "\udfff",
            "\ufdd0",
            "\ufffe",
            "\U0010ffff",
            "\u200b",
            "\u200d",
            "\u202e",
            "\u2068",
            "\u2069",
            "\u2066",
            "\ufeff",
            "\u034f",
            "\u0303",
            "\u030a",
            "\u0323",
            "\u0301",
            "o",
            "õ",
            "Õ",
            "ß",
            "İ",
            "ı",
            "ё",
            "й",
            "ŷ",
            "ﬁ",
            "א",
            "ع",
            "  ",
            "\u00a0",
            "\u3000",
            "가",
            "\u1100",
            "\u1161",
            "😀",
            "\u1fb3",
            "\u0345",
            "K",
            "ſ",
            "ΐ",
            "ǰ",
        ]
    ),
    max_size=60,
).map("".join)
TEXTS = ANY | NASTY


def forbidden(char: str) -> bool:
    """The rule of the text door, said another way than in the code under test."""
    if char in "\t\n":
        return False
    return unicodedata.category(char) in {"Cc", "Cs", "Zl", "Zp"} or (
        unicodedata.category(char) == "Cn" and (0xFDD0 <= ord(char) <= 0xFDEF or ord(char) & 0xFFFE == 0xFFFE)
    )


class TestClean:
    @given(TEXTS)
    def test_nothing_forbidden_survives(self, raw: str) -> None:
        assert not [char for char in text.clean(raw).text if forbidden(char)]

    @given(TEXTS)
    @example("\u1100" * 40 + "\u0301\u0323" * 100)
    def test_twice_is_once(self, raw: str) -> None:
        once = text.clean(raw).text
        assert text.clean(once) == text.CleanResult(once, 0)
        assert text.is_clean(once)

    @given(TEXTS)
    def test_is_nfc_trimmed_and_utf8(self, raw: str) -> None:
        got = text.clean(raw).text
        assert unicodedata.is_normalized("NFC", got)
        assert got == got.strip()
        assert got.encode().decode() == got

    @given(TEXTS)
    def test_every_forbidden_character_is_counted(self, raw: str) -> None:
        ends = raw.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
        assert text.clean(raw).replaced == sum(forbidden(char) for char in ends)

    @pytest.mark.parametrize(
        ("raw", "want"),
        [
            ("  Õpilastransport\r\nei klapi \r", "Õpilastransport\nei klapi"),
            ("o\u0303un", "õun"),
            ("a\u2028b\u2029c", "a\nb\nc"),
            ("a\tb", "a\tb"),
            ("a\x00b\x85c\ud800d\ufdd0e\uffff", "a�b�c�d�e�"),
            ("& [*] \\t %1 <b>", "& [*] \\t %1 <b>"),
            ("  plain text ", "plain text"),
            ("   ", ""),
            ("", ""),
            (" \u00a0\u3000\n", ""),
            ("\u202eabc\u200b", "\u202eabc\u200b"),
        ],
    )
    def test_examples(self, raw: str, want: str) -> None:
        assert text.clean(raw).text == want

    def test_the_limit_counts_the_canonical_form(self) -> None:
        assert len(text.clean("  " + "o\u0303" * 10_000 + "\r\n").text) == 10_000
        with pytest.raises(text.TextTooLong) as caught:
            text.clean("õ" * 10_001)
        assert (caught.value.length, caught.value.limit) == (10_001, 10_000)
        assert "10001" in caught.value.line()

    def test_the_limit_holds_for_plain_letters_too(self) -> None:
        assert text.clean(" " + "x" * 10_000 + " ").text == "x" * 10_000
        with pytest.raises(text.TextTooLong) as caught:
            text.clean("x" * 10_001 + " ")
        assert (caught.value.length, caught.value.limit) == (10_001, 10_000)

    def test_a_huge_text_is_refused_by_its_real_length(self) -> None:
        with pytest.raises(text.TextTooLong) as caught:
            text.clean(" " + "x" * 200_000)
        assert caught.value.length == 200_000

    def test_a_huge_text_of_spaces_is_just_empty(self) -> None:
        assert text.clean(" " * 200_000 + "x").text == "x"

    def test_marks_without_end_cost_no_time(self) -> None:
        raw = "a" + "\u0301\u0323" * 39_000
        with Work() as work:
            with pytest.raises(text.TextTooLong):
                text.clean(raw)
            kept = text.clean("a" + "\u0301\u0323" * 4_000).text
        assert work.seconds < 2, "80,000 marks took 5 s before runs were broken up"
        assert sum(char in "\u0301\u0323\u00e1\u1ea1" for char in kept) >= 7_999, "no mark may be lost"

    def test_errors_are_told_in_the_chosen_language(self) -> None:
        try:
            i18n.set_language("en")
            error = text.TextTooLong(12, 10, place="notes[3].text")
            assert error.line().startswith("notes[3].text: The text has 12 characters; at most 10 fit here.")
        finally:
            i18n.set_language("et")


class TestStrict:
    def test_takes_what_a_keyboard_types(self) -> None:
        assert text.clean_strict(" Külamaja 😀\r\n") == "Külamaja 😀"

    @pytest.mark.parametrize("raw", ["a\x00", "\ud83d", "\ufdd1", "\x1b[0m"])
    def test_refuses_what_it_cannot_keep(self, raw: str) -> None:
        with pytest.raises(text.TextRefused) as caught:
            text.clean_strict(raw)
        assert caught.value.count == 1

    def test_refuses_a_long_text(self) -> None:
        assert len(text.clean_strict("ž" * 1000)) == 1000
        with pytest.raises(text.TextTooLong):
            text.clean_strict("ž" * 1001)


class TestTitle:
    @given(TEXTS)
    def test_is_one_line_with_nothing_hidden(self, raw: str) -> None:
        got = text.clean_title(raw, limit=10_000).text
        assert "\n" not in got
        assert "\t" not in got
        assert not [char for char in got if unicodedata.category(char) == "Cf" and text._INVISIBLE.match(char)]
        assert text.clean_title(got, limit=10_000).text == got

    def test_examples(self) -> None:
        assert text.clean_title("Koosloome\n\u202esprint\u200b  I").text == "Koosloome sprint I"
        assert text.clean_title("o\u200b\u0303").text == "õ"
        with pytest.raises(text.TextTooLong):
            text.clean_title("x" * 201)


class TestFold:
    @given(TEXTS)
    def test_twice_is_once(self, raw: str) -> None:
        assert text.fold(text.fold(raw)) == text.fold(raw)

    @given(st.text(alphabet=" \t\nabIKſßÕÄÖÜŠŽõäöüšžАЯЁЙаяёйéİŉﬁ…–„€\u0303\u00ad\u212a\u212b", max_size=12))
    def test_the_quick_way_for_common_letters_gives_the_same(self, raw: str) -> None:
        with pytest.MonkeyPatch.context() as patch:
            quick = text.fold(raw)
            patch.setattr(text, "_COMMON", re.compile("(?!)"))
            assert text.fold(raw) == quick

    @given(TEXTS)
    def test_the_canonical_form_is_found_by_the_typed_one(self, raw: str) -> None:
        assert text.fold(text.clean(raw).text) == text.fold(unicodedata.normalize("NFD", text.clean(raw).text))

    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ("Õ", "õ"),
            ("ÕUN", "o\u0303un"),
            ("Šokk", "šokk"),
            ("café", "CAFE"),
            ("Ёлка", "елка"),
            ("ﬁ", "FI"),
            ("a\u00a0 b", "A B"),
            ("Straße", "STRASSE"),
            ("Ŷ", "y"),
            ("kogu\u00adkond", "kogukond"),
            ("Å", "a"),
            ("Йод", "йод"),
        ],
    )
    def test_found(self, one: str, other: str) -> None:
        assert text.fold(one) == text.fold(other)

    @pytest.mark.parametrize(
        ("one", "other"), [("õ", "o"), ("ä", "a"), ("ö", "o"), ("ü", "u"), ("š", "s"), ("ž", "z"), ("й", "и")]
    )
    def test_letters_of_the_alphabet_are_not_found_by_others(self, one: str, other: str) -> None:
        assert text.fold(one) != text.fold(other)
        assert text.fold(one.upper()) == text.fold(one)


class TestIsolate:
    def test_ordinary_text_stays_as_it_is(self) -> None:
        assert text.isolate("Külamaja – 15 € 😀\nteine rida") == "Külamaja – 15 € 😀\nteine rida"

    @pytest.mark.parametrize(
        ("raw", "want"),
        [
            ("שלום", "\u2068שלום\u2069"),
            ("\u202eabc", "\u2068\u202eabc\u2069"),
            ("a\u2069b", "\u2068ab\u2069"),
            ("\u2067a", "\u2068\u2067a\u2069\u2069"),
            ("\u2067a\nb", "\u2068\u2067a\u2069\u2069\n\u2068b\u2069"),
        ],
    )
    def test_examples(self, raw: str, want: str) -> None:
        assert text.isolate(raw) == want

    @given(TEXTS)
    def test_every_line_closes_exactly_at_its_end(self, raw: str) -> None:
        cleaned = text.clean(raw).text
        got = text.isolate(cleaned)
        if got == cleaned:
            return
        for line in got.split("\n"):
            depth, closed_at = 0, -1
            for place, char in enumerate(line):
                depth += (char in "\u2066\u2067\u2068") - (char == "\u2069")
                assert depth >= 0
                if depth == 0 and closed_at < 0:
                    closed_at = place
            assert (depth, closed_at) == (0, len(line) - 1)


class TestFileName:
    @given(TEXTS, st.sampled_from(["", ".pdf", ".koosloome"]), st.lists(TEXTS, max_size=3))
    def test_every_file_system_takes_it(self, title: str, ending: str, others: list[str]) -> None:
        taken = [text.file_name(other, ending) for other in others]
        name = text.file_name(title, ending, taken=taken)
        assert 0 < len(name.encode()) <= 255
        assert not set('<>:"/\\|?*\n\t\x00') & set(name)
        assert not name.startswith((".", " ", "-"))
        assert not name.endswith((".", " "))
        assert name.endswith(ending)
        assert name.casefold() not in {one.casefold() for one in taken}
        assert name.split(".")[0].strip().upper() not in {"CON", "PRN", "AUX", "NUL", "COM1", "LPT9", "COM¹"}

    @pytest.mark.parametrize(
        ("title", "want"),
        [
            ("Koosloome sprint: vesi/kanal", "Koosloome sprint-vesi-kanal.pdf"),
            ("Kuidas me saaksime…?", "Kuidas me saaksime….pdf"),
            ("con", "_con.pdf"),
            ("Com1.märkmed", "_Com1.märkmed.pdf"),
            ("komm", "komm.pdf"),
            ("...", "koosloome.pdf"),
            ("../../etc/passwd", "etc-passwd.pdf"),
            ("\u202egpj.exe", "gpj.exe.pdf"),
            ("--help", "help.pdf"),
        ],
    )
    def test_examples(self, title: str, want: str) -> None:
        assert text.file_name(title, ".pdf") == want

    def test_case_clash_and_counting(self) -> None:
        assert text.file_name("Küla", ".pdf", taken=["KÜLA.PDF"]) == "Küla (2).pdf"
        assert text.file_name("Küla", ".pdf", taken=["küla.pdf", "küla (2).pdf"]) == "Küla (3).pdf"

    def test_long_titles_are_cut_between_letters(self) -> None:
        name = text.file_name("õ" * 300, ".pdf")
        assert len(name.encode()) in (254, 255)
        assert set(name[:-4]) == {"õ"}
        clash = text.file_name("õ" * 300, ".pdf", taken=[name])
        assert clash.endswith(" (2).pdf")
        assert len(clash.encode()) <= 255
        marked = text.file_name("x\u0323\u0331" * 200, ".pdf").removesuffix(".pdf")
        assert marked == "x\u0323\u0331" * 50, "a letter must not lose one of its marks"


@pytest.mark.parametrize("nothing", ["", " \t\n", "\u200b", "\ufeff\u200d \u2060", "\u2800\u3164", "\u00a0\u202e"])
def test_what_nobody_sees_is_no_text(nothing):
    assert not text.seen(nothing)


@pytest.mark.parametrize("something", ["a", "õ", " õ ", "\u200bа", "=1", "\x00", "🙂", "\u05e9", "\ud800", "?"])
def test_what_can_be_seen_is_one(something):
    assert text.seen(something)
