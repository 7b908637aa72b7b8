"""The contract of every canvas kind and variant: round trip, undo to equality, nothing overlaps, nothing is left out.

One suite for all: a new variant or a new folder in `canvases/` is tested by being there.
"""

from __future__ import annotations

import json

import pytest

from koosloome_desktop.canvases import discover, spec_of
from koosloome_desktop.canvases.creating import new_workshop
from koosloome_desktop.canvases.drawing import board
from koosloome_desktop.canvases.inputs import TRAY, place_of
from koosloome_desktop.canvases.samples import sample_canvas
from koosloome_desktop.canvases.spec import CanvasSpec, Variant, Words
from koosloome_desktop.layout.primitives import SCREEN, LayoutProfile, paper
from koosloome_desktop.model import integrity
from koosloome_desktop.model.document import Document
from koosloome_desktop.model.history import History
from koosloome_desktop.model.records import Canvas, Note
from koosloome_desktop.operations import actions, notes, queries
from koosloome_desktop.services import workshop_file
from tests.canvases.contents import BOARDS, VARIANTS, example, filled, ids, reread
from tests.exports.reading import report, squashed, texts

PROFILES = (SCREEN.sized(1094, 782), paper(760, 500))
FEW = frozenset({"problem_statement"})
"""Variants that are one sentence, not a board of notes."""


def check_drawn(document: Document, canvas: Canvas, profile: LayoutProfile) -> None:
    """Every note is on the board once, whole, inside, and over no other note."""
    drawn = board(document, canvas, profile, "et")
    wanted = {n.id: n for n in document.within(Note, canvas.id) if n.form in {"note", "need"}}
    assert {b.id for b in drawn.notes} == set(wanted)
    assert len(drawn.notes) == len(wanted)
    boxes = sorted(drawn.notes, key=lambda b: (b.x, b.y))
    for index, one in enumerate(boxes):
        assert one.x >= 0
        assert one.y >= 0
        assert one.x + one.w <= drawn.width + 0.01
        assert one.y + one.h <= drawn.height + 0.01
        assert letters("".join(one.lines)) == letters(wanted[one.id].text)
        for other in boxes[index + 1 :]:
            if other.x >= one.x + one.w - 0.01:
                break
            assert other.y >= one.y + one.h - 0.01 or one.y >= other.y + other.h - 0.01


def letters(text: str) -> str:
    """A text without what line breaking adds or takes away."""
    return "".join(c for c in text if c not in "-\u00ad \n")


@pytest.mark.parametrize("pair", VARIANTS, ids=ids)
def test_every_word_is_there_in_three_languages(pair: tuple[CanvasSpec, Variant]) -> None:
    spec, variant = pair
    words: list[Words] = [
        spec.title,
        variant.title,
        *(z.title for z in variant.zones),
        *(s.title for s in variant.stages),
    ]
    assert all(w.et and w.en and w.ru for w in words)
    assert len({z.code for z in variant.zones}) == len(variant.zones)
    assert not variant.zones or variant.zone(variant.first_zone) is not None
    if variant.offered:
        assert variant.question.et
        assert all(z.hint.ru for z in variant.zones)


@pytest.mark.parametrize("pair", BOARDS, ids=ids)
def test_a_filled_canvas_survives_the_file_and_undo_takes_it_back(pair: tuple[CanvasSpec, Variant]) -> None:
    document, canvas = filled(*pair, 40)
    text = workshop_file.dumps(workshop_file.write(document))
    read = workshop_file.read(json.loads(text))
    again = Document(read.id)
    again.load(read.records, 0)
    assert workshop_file.dumps(workshop_file.write(again)) == text
    assert list(integrity.problems(again)) == []

    history = History(document)
    before = document.digest()
    some = [n.id for n in queries.notes(document, canvas.id)][3:30:2]
    with document.transaction("Delete") as tx:
        notes.delete_notes(tx, some)
    with document.transaction("Group") as tx:
        cluster = notes.add_cluster(tx, canvas.id, "Rühm")
        notes.put_in_cluster(tx, canvas.id, [n.id for n in queries.notes(document, canvas.id)][:4], cluster)
    assert document.digest() != before
    history.undo()
    history.undo()
    assert document.digest() == before


@pytest.mark.parametrize("count", [1, 40, 200])
@pytest.mark.parametrize("pair", BOARDS, ids=ids)
def test_notes_never_overlap_and_every_one_is_drawn_whole(pair: tuple[CanvasSpec, Variant], count: int) -> None:
    document, canvas = filled(*pair, count)
    for profile in PROFILES:
        check_drawn(document, canvas, profile)


OFFERED = [pair for pair in BOARDS if pair[1].offered]
OWN = discover()
WITH_EXAMPLE = [(s, v) for s, v in OFFERED if s.type in OWN or sample_canvas(s.type, v.code) is not None]
"""Every offered variant of the program itself must have an example; a kind of one's own may."""


@pytest.mark.parametrize("pair", WITH_EXAMPLE, ids=ids)
def test_the_example_is_whole_and_every_note_has_a_place(pair: tuple[CanvasSpec, Variant]) -> None:
    document, canvas = example(*pair)
    assert workshop_file.write(reread(document)) == workshop_file.write(document)
    placed = [n for n in document.within(Note, canvas.id) if n.form in {"note", "need"}]
    assert len(placed) >= 10 or pair[1].code in FEW
    assert [n.text for n in placed if place_of(document, canvas, n) == TRAY] == []
    for profile in PROFILES:
        check_drawn(document, canvas, profile)


@pytest.mark.slow
@pytest.mark.parametrize("pair", OFFERED, ids=ids)
def test_paper_loses_no_note(pair: tuple[CanvasSpec, Variant]) -> None:
    for document, canvas in (filled(*pair, 40), *([example(*pair)] if pair in WITH_EXAMPLE else [])):
        printed = squashed("".join(texts(report(document))))
        missing = [n.text for n in document.within(Note, canvas.id) if squashed(n.text) not in printed]
        assert missing == []


@pytest.mark.parametrize("pair", BOARDS, ids=ids)
def test_a_note_without_a_place_is_shown_in_the_tray(pair: tuple[CanvasSpec, Variant]) -> None:
    document, canvas = filled(*pair, 3)
    with document.transaction("Add") as tx:
        lost = notes.add_note(tx, canvas.id, "Kuhu ma kuulun?", zone="olematu")
    assert place_of(document, canvas, lost) == TRAY
    drawn = board(document, canvas, SCREEN, "et")
    assert drawn.note(lost.id) is not None


@pytest.mark.parametrize("pair", VARIANTS, ids=ids)
def test_an_empty_canvas_teaches_and_holds_nothing(pair: tuple[CanvasSpec, Variant]) -> None:
    spec, variant = pair
    document = new_workshop("Tühi", canvases=[(spec.type, variant.code)])
    drawn = board(document, queries.canvases(document)[0], SCREEN.sized(1094, 782), "ru")
    assert drawn.notes == ()
    assert bool(drawn.ghosts) is any(z.ghosts for z in variant.zones)


def test_an_unknown_canvas_is_a_list_of_all_its_texts() -> None:
    data = {
        "schema": "koosloome-workshop/1", "id": "proov",
        "canvases": [{"id": "m", "type": "mood", "variant": "?", "rows": [{"a": "esimene"}, {"b": ["teine", 3]}]}],
    }  # fmt: skip
    read = workshop_file.read(data)
    document = Document(read.id)
    document.load(read.records, 0)
    drawn = board(document, queries.canvases(document)[0], SCREEN, "et")
    assert [" ".join(n.lines) for n in drawn.notes] == ["esimene", "teine", "3"]


def test_new_canvases_get_free_codes() -> None:
    document = new_workshop("Kaks", canvases=[("problem_map", "problem_tree"), ("problem_map", "problem_tree")])
    assert [c.code for c in queries.canvases(document)] == ["problem", "problem-2"]
    assert spec_of("olematu") is None


def test_a_plan_of_rows_survives_the_file() -> None:
    document = new_workshop("Kava")
    plan = next(c for c in queries.canvases(document) if c.type == "action_plan")
    with document.transaction("Add") as tx:
        row = actions.add_action(tx, plan.id, "Õhtubuss sõidab", owner_role="abivallavanem", deadline="2027-05")
        actions.add_milestone(tx, row, "Leping", "2027-01-31")
        actions.set_field(tx, row, "partner_roles", ["kool", " ", "külaselts "])
    text = workshop_file.dumps(workshop_file.write(document))
    read = workshop_file.read(json.loads(text))
    again = Document(read.id)
    again.load(read.records, 0)
    assert workshop_file.dumps(workshop_file.write(again)) == text
    assert json.loads(text)["canvases"][3]["rows"][0]["partner_roles"] == ["kool", "külaselts"]
    with pytest.raises(ValueError, match="midagi"), document.transaction("Bad") as tx:
        actions.set_field(tx, row, "status", "midagi")


def test_every_stakeholder_shows_its_own_attitude() -> None:
    spec = spec_of("problem_map")
    assert spec is not None
    document, canvas = example(spec, spec.variant("stakeholder_map"))
    shown = {n.id: n for n in board(document, canvas, SCREEN.sized(1094, 782), "et").notes}
    told = {
        n.attitude: (shown[n.id].kind, shown[n.id].footer)
        for n in queries.notes(document, canvas.id)
        if n.zone != "core"
    }
    assert len(set(told.values())) == len(told) == 4
    assert told["opposes"] != told["supports"]
