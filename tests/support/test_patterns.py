"""A pattern that is made when it is first asked answers as one that was made at once."""

from __future__ import annotations

import re

import pytest

from koosloome_desktop.support.patterns import pattern_of


def test_it_answers_as_the_pattern_itself_however_it_is_asked():
    real, later = re.compile(r"(\w)(\d)", re.IGNORECASE), pattern_of(r"(\w)(\d)", re.IGNORECASE)
    kept = later.findall
    for name, words in (("sub", ("-", "a1 B2")), ("split", ("a1 B2",)), ("findall", ("a1 B2",)), ("subn", ("", "a1"))):
        assert getattr(later, name)(*words) == getattr(real, name)(*words)
    for name in ("match", "search", "fullmatch"):
        assert getattr(later, name)("a1").groups() == ("a", "1")
        assert getattr(later, name)("é") is None
    assert [m.span() for m in later.finditer("a1 B2")] == [(0, 2), (3, 5)]
    assert kept("a1") == [("a", "1")]
    assert (later.pattern, later.groups, later.flags) == (real.pattern, 2, real.flags)
    assert later.match.__self__ == real, "after the first question the methods are the pattern's own"


def test_a_wrong_pattern_is_told_at_the_first_question():
    wrong = pattern_of("(")
    with pytest.raises(re.error):
        wrong.match("a")
