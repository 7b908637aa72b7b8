from __future__ import annotations

from pathlib import Path

import pytest

from koosloome_desktop.imports.notes_table import ParsedNotes
from koosloome_desktop.imports.plan_reader import parse_plan
from koosloome_desktop.imports.table_file import read_table
from koosloome_desktop.imports.tables import ParsedPlan
from koosloome_desktop.support.errors import RefusedInput

SAMPLES = Path(__file__).parents[2] / "resources" / "samples"


def test_a_plan_is_known_by_its_headings() -> None:
    data = (SAMPLES / "plan_2021_2024.tsv").read_bytes()
    assert read_table(data) == parse_plan(data)


@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_notes_are_known_by_their_headings(separator: str) -> None:
    text = "tekst;tsoon;hääled\nNoored lahkuvad;põhjused;3\n".replace(";", separator)
    parsed = read_table(text.encode("cp1257"))
    assert isinstance(parsed, ParsedNotes)
    assert parsed.notes[0].votes == 3
    assert parsed.source.encoding == "cp1257"


def test_a_plan_with_a_column_of_notes_is_a_plan() -> None:
    parsed = read_table("Nr;Activity;Deadline;Notes\n1;Roof;2026-05;later\n")
    assert isinstance(parsed, ParsedPlan)
    assert parsed.rows[0].extra_cells == (("Notes", "later"),)


@pytest.mark.parametrize("data", ["a;b;c\n1;2;3\n", b"PK\x03\x04...", "", "Tegevus;Aeg\n"])
def test_anything_else_is_refused_with_a_told_line(data: bytes | str) -> None:
    with pytest.raises(RefusedInput) as refused:
        read_table(data)
    assert refused.value.exit_code == 3
    assert "\n" not in refused.value.line()
