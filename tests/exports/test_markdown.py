"""Markdown: a note is never markup, read back by rules of our own that undo only what CommonMark undoes."""

from __future__ import annotations

import re
from string import punctuation

import pytest
from hypothesis import given
from hypothesis import strategies as st

from koosloome_desktop.exports.markdown import escaped, markdown_text
from koosloome_desktop.exports.outline import Bullets, Grid, Heading, Line, Outline, Para
from koosloome_desktop.model.records import Action, Note
from koosloome_desktop.services.export import export_workshop
from tests.exports.nasty_workshop import KEPT_TEXTS, nasty_workshop
from tests.exports.reading import SAMPLES, sample

_ESCAPED = re.compile(rf"\\([{re.escape(punctuation)}])")


def read_back(text: str) -> str:
    """What a reader of CommonMark shows of escaped text."""
    return _ESCAPED.sub(r"\1", text)


def bare(text: str) -> str:
    """Escaped text without its escaped signs: what could still mean something."""
    return _ESCAPED.sub("x", text)


@pytest.mark.parametrize("text", KEPT_TEXTS)
def test_a_nasty_text_is_read_as_itself_and_means_nothing(text):
    told = escaped(text)
    assert [line.strip() for line in read_back(told).split("\n")] == [line.strip() for line in text.split("\n")]
    assert not re.search(r"[`*_\[\]<>|~$]", bare(told))
    assert not re.search(r"&#?\w+;", bare(told))
    assert not re.search(r"^\s*([-+#=]|\d+[.)](\s|$))", bare(told), re.MULTILINE)
    assert not re.search(r"\w://|www\.\w|\w@\w", bare(told))


@given(st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=60))
def test_any_text_is_read_as_itself(text):
    told = escaped(text)
    assert read_back(told) == text.strip()
    assert not re.search(r"[`*_\[\]<>|~]", bare(told))
    assert not re.search(r"^\s*[-+#=]", bare(told))


@pytest.mark.parametrize("name", SAMPLES)
def test_every_note_and_action_is_in_it(name, tmp_path):
    document = sample(name)
    found = read_back(export_workshop(document, tmp_path / "w.md").read_text(encoding="utf-8"))
    assert [n.text for n in document.of(Note) if not n.merged_into and n.text not in found] == []
    assert [a.activity for a in document.of(Action) if a.activity not in found] == []


def test_headings_lists_and_tables():
    outline = Outline("Pealkiri *")
    outline.add(Heading("Esimene", 1), Para("a\nb"), Bullets(("x\ny", "z"), numbered=True))
    outline.add(Grid(("A", "B"), (Line(("1|2", "3\n4")), Line(("kõik",), "group")), right=frozenset({1})))
    assert markdown_text(outline) == (
        "# Pealkiri \\*\n\n## Esimene\n\na\\\nb\n\n1. x\\\n   y\n2. z\n\n"
        "| A | B |\n| --- | ---: |\n| 1\\|2 | 3<br>4 |\n| **kõik** |  |\n"
    )


def test_the_whole_nasty_workshop_has_no_markup_but_ours(tmp_path):
    text = export_workshop(nasty_workshop(), tmp_path / "w.md").read_text(encoding="utf-8")
    left = bare(text).replace("<br>", "")
    assert "<" not in left
    assert "](" not in left
    assert "`" not in left
    lines = [line for line in text.split("\n") if line.startswith("#")]
    assert not any("pealkiri" in line and "Kokkulepped" not in line and not line.startswith("# ") for line in lines)
    counts = {line.count("|") - line.count("\\|") for line in text.split("\n") if line.startswith("|")}
    assert 0 not in counts


@pytest.mark.parametrize("what", ["plan", "review"])
def test_parts(what, tmp_path):
    text = export_workshop(sample("03_turvaline_koolitee"), tmp_path / "w.md", what=what).read_text(encoding="utf-8")
    assert "Mahapaneku koht lauluväljaku parklas" in text
    assert "Häälestusring" not in text
