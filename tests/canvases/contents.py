"""Canvases filled for tests: every variant there is, with made-up notes or with the variant's own example."""

from __future__ import annotations

import itertools
import json

import pytest

from koosloome_desktop.canvases import registry
from koosloome_desktop.canvases.creating import new_workshop
from koosloome_desktop.canvases.inputs import NEEDS, zone_codes
from koosloome_desktop.canvases.samples import sample_workshop
from koosloome_desktop.canvases.spec import CanvasSpec, Variant
from koosloome_desktop.model.document import Document
from koosloome_desktop.model.records import Canvas, Note
from koosloome_desktop.operations import notes, queries
from koosloome_desktop.services import workshop_file

VARIANTS = [(s, v) for s in registry().values() for v in s.variants]
BOARDS = [(s, v) for s, v in VARIANTS if v.layout != "table"]
PAIRS = [
    pytest.param(spec, one, two, id=f"{one.code}-{two.code}")
    for spec in registry().values()
    if spec.type != "action_plan"
    for one, two in itertools.permutations(spec.variants, 2)
]
"""Every form of a kind and every other one of it."""
TEXTS = (
    "Info ei jõua",
    "Kogukonnakeskse noorsootöökorraldajate ühistranspordikorralduse kokkulepped on läbi rääkimata",
    "Õhtul kell 21 ei sõida ükski buss",
    "Vanad žanrid ja šokk\nteine rida",
    "x" * 200,
)


def ids(pair: tuple[CanvasSpec, Variant]) -> str:
    return f"{pair[0].type}-{pair[1].code}"


def canvas_of(document: Document) -> Canvas:
    """The first canvas."""
    return queries.canvases(document)[0]


def filled(spec: CanvasSpec, variant: Variant, count: int) -> tuple[Document, Canvas]:
    """A workshop with one canvas and `count` notes spread over its zones and stages, in a tree where there is one."""
    document = new_workshop("Proov", canvases=[(spec.type, variant.code)])
    canvas = queries.canvases(document)[0]
    codes = [c for c in zone_codes(document, canvas) if c != NEEDS]
    stages = [t.code for t in queries.tracks(document, canvas.id, "stage")] or [""]
    parents: dict[str, list[Note]] = {}
    with document.transaction("Fill") as tx:
        for number in range(count):
            zone = codes[number % len(codes)] if codes else ""
            near = parents.setdefault(zone, [])
            note = notes.add_note(
                tx, canvas.id, f"{TEXTS[number % len(TEXTS)]} {number}", zone=zone, stage=stages[number % len(stages)],
                parent=near[number // 3 % len(near)].id if near and variant.layout == "tree" else "",
            )  # fmt: skip
            near.append(note)
        if spec.needs is not None:
            need = notes.add_note(tx, canvas.id, "Õhtune buss", form="need")
            if count:
                notes.link(tx, canvas.id, "match", need.id, queries.notes(document, canvas.id)[0].id)
    return document, canvas


def example(spec: CanvasSpec, variant: Variant) -> tuple[Document, Canvas]:
    """The example of a variant as a workshop of its own."""
    data = sample_workshop(spec.type, variant.code)
    assert data is not None, f"{spec.type}/{variant.code} has no example"
    document = document_of(data)
    return document, queries.canvases(document)[0]


def document_of(data: dict) -> Document:
    """A workshop file as a document."""
    read = workshop_file.read(data)
    document = Document(read.id)
    document.load(read.records, 0)
    return document


def reread(document: Document) -> Document:
    """The same document through its file."""
    return document_of(json.loads(workshop_file.dumps(workshop_file.write(document))))
