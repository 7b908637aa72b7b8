from __future__ import annotations

import json

import pytest

from koosloome_desktop.canvases import registry
from koosloome_desktop.canvases.samples import sample_canvas, sample_workshop
from koosloome_desktop.model.document import Document
from koosloome_desktop.services import workshop_file
from koosloome_desktop.support.paths import resource

WITH = [
    (s.type, v.code)
    for s in registry().values()
    for v in s.variants
    if resource("samples", "variants", s.type, f"{v.code}.json").is_file()
]


@pytest.mark.parametrize("pair", WITH, ids="-".join)
def test_an_example_stands_in_its_file_as_the_program_writes_it(pair: tuple[str, str]) -> None:
    found = sample_canvas(*pair)
    whole = sample_workshop(*pair)
    assert found is not None
    assert whole is not None
    assert (found["type"], found["variant"]) == pair
    read = workshop_file.read(json.loads(json.dumps(whole)))
    document = Document(read.id)
    document.load(read.records, 0)
    written = workshop_file.write(document)["canvases"][0]
    text = json.dumps(written, ensure_ascii=False, indent=1) + "\n"
    assert text == resource("samples", "variants", pair[0], f"{pair[1]}.json").read_text(encoding="utf-8")
    assert written["notes"]


def test_an_unknown_variant_has_no_example_and_never_becomes_a_path() -> None:
    assert sample_canvas("problem_map", "../../01_kogukonnamaja") is None
    assert sample_canvas("olematu", "problem_tree") is None
    assert sample_workshop("problem_map", "olematu") is None
