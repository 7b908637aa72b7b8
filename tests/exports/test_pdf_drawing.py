"""Which drawing goes on paper."""

from __future__ import annotations

import pytest

from koosloome_desktop.canvases import variant_of
from koosloome_desktop.canvases.creating import new_workshop
from koosloome_desktop.canvases.drawing import board
from koosloome_desktop.exports.pdf import PdfJob, compose
from koosloome_desktop.exports.pdf_drawing import MOST_SPLIT, SPLIT, Area, drawings
from koosloome_desktop.exports.pdf_items import Drawing, Page, Text
from koosloome_desktop.exports.pdf_words import Words
from koosloome_desktop.layout.pages import LEAST, least_text
from koosloome_desktop.layout.primitives import LayoutProfile
from koosloome_desktop.operations import queries
from koosloome_desktop.operations.notes import add_note
from koosloome_desktop.support.palette import note_kind
from tests.canvases.contents import BOARDS, example
from tests.exports.reading import MADE, SAMPLES, sample

pytestmark = pytest.mark.slow

A4 = Area((491.0, 650.0), (770.0, 453.0))


@pytest.mark.parametrize("lang", ["et", "ru"])
@pytest.mark.parametrize("name", SAMPLES)
def test_every_canvas_of_the_samples_can_be_read_whole_or_in_the_parts_that_follow(name, lang):
    document = sample(name)
    for canvas in queries.canvases(document)[:3]:
        whole, *parts = drawings(document, canvas, lang, A4)
        layout = variant_of(canvas.type, canvas.variant).layout
        # Where place is the meaning the whole is drawn, smaller if it must be; then its zones follow.
        assert whole.readable or (layout not in SPLIT and parts)
        assert all(p.readable for p in parts)
        assert [d.number for d in (whole, *parts)] == list(range(1, whole.of + 1))
        if parts:
            assert {n.id for p in parts for n in p.board.notes} == {n.id for n in whole.board.notes}
        for made in (whole, *parts):
            least = LEAST if made.readable else 5.5
            assert least_text(made.board) * made.scale >= least - 1e-6
            width, height = A4.of(made.wide)
            assert made.board.width * made.scale <= width + 0.01
            assert made.board.height * made.scale <= height + 0.01


def test_rings_with_small_print_are_followed_by_their_zones():
    document = sample("02_noorte_kaasamine")
    rings = next(c for c in queries.canvases(document) if c.variant == "concentric_circles")
    assert len(drawings(document, rings, "et", A4)) > 1


@pytest.mark.parametrize(
    ("spec", "variant"), [(s, v) for s, v in BOARDS if v.layout not in SPLIT], ids=lambda x: getattr(x, "code", "")
)
def test_where_place_is_the_meaning_paper_shows_what_the_screen_shows(spec, variant):
    document, canvas = example(spec, variant)
    (made,) = drawings(document, canvas, "et", A4)
    shown = board(document, canvas, LayoutProfile(area=(1280.0, 760.0)), "et")
    assert {z.code for z in made.board.zones} == {z.code for z in shown.zones}
    assert [c.role for c in made.board.curves if c.role != "link"] == [c.role for c in shown.curves if c.role != "link"]
    assert {n.id for n in made.board.notes} == {n.id for n in shown.notes}


def test_an_empty_canvas_has_no_drawing():
    document = new_workshop("Tühi")
    assert all(drawings(document, c, "et", A4) == [] for c in queries.canvases(document)[:3])


def test_kinds_are_told_by_zone_where_notes_do_not_tell_them():
    document = sample("01_kogukonnamaja")
    journey = queries.canvases(document)[1]
    (made,) = drawings(document, journey, "et", A4)
    titles = {z.code: "".join(t.text for t in z.texts) for z in made.board.zones}
    for note in made.board.notes:
        sign = note_kind(note.kind).sign
        assert sign in note.footer or sign in titles[note.zone]


def test_more_notes_than_can_be_split_are_one_overview():
    document = new_workshop("Suur")
    canvas = queries.canvases(document)[0]
    with document.transaction("Add") as tx:
        for number in range(MOST_SPLIT + 1):
            add_note(tx, canvas.id, f"Märge {number}", zone="cause")
    (made,) = drawings(document, canvas, "et", A4)
    assert not made.readable
    assert len(made.board.notes) == MOST_SPLIT + 1


def test_parts_hold_every_note_and_say_how_many_they_are():
    document = new_workshop("Keskmine")
    canvas = queries.canvases(document)[0]
    with document.transaction("Add") as tx:
        core = add_note(tx, canvas.id, "Põhiprobleem", zone="core")
        for number in range(90):
            add_note(tx, canvas.id, f"Põhjus number {number} koos selgitusega", zone="cause", parent=core.id)
    made = drawings(document, canvas, "et", A4)
    assert [d.number for d in made] == list(range(1, len(made) + 1))
    assert {d.of for d in made} == {len(made)}
    assert len({n.id for d in made for n in d.board.notes}) == 91
    assert all(d.readable for d in made)


def pages_of(count: int, words: str) -> tuple[set[str], list[Page]]:
    """The ids of the notes of a canvas with so many more causes, and its pages in a report."""
    document = sample("01_kogukonnamaja")
    canvas = queries.canvases(document)[0]
    with document.transaction("Add") as tx:
        for number in range(count):
            add_note(tx, canvas.id, words.format(number), zone="cause")
    pages = compose(document, PdfJob(lang="et", made=MADE, canvases=(canvas.id,), whole=False), Words("et"))
    return {n.id for n in queries.notes(document, canvas.id)}, pages


def test_a_board_of_many_notes_is_one_picture_and_its_list_counts():
    _ids, pages = pages_of(450, "Põhjus number {}")
    assert sum(isinstance(i, Drawing) for p in pages for i in p.items) == 1
    shown = " ".join(i.text for i in pages[0].items if isinstance(i, Text))
    told = "The text of this drawing is smaller than 7 points: the list below is what counts."
    assert Words("et").gettext(told) in shown
    listed = {i.text for p in pages for i in p.items if isinstance(i, Text)}
    assert {f"Põhjus number {n}" for n in range(450)} <= listed


def test_a_middling_board_is_split_into_readable_drawings():
    ids, pages = pages_of(120, "Põhjus number {} vajab pikemat selgitust")
    split = [i for p in pages for i in p.items if isinstance(i, Drawing)]
    assert len(split) > 1
    assert {n.id for d in split for n in d.board.notes} >= ids
    assert all(least_text(d.board) * d.scale >= LEAST - 0.01 for d in split)
