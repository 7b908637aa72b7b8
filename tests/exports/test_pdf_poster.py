"""Posters have their exact size; cut into pieces and put together again they are the same picture."""

from __future__ import annotations

import io

import pypdf
import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageChops

from koosloome_desktop.exports.pdf import Cancelled, PdfJob
from koosloome_desktop.exports.pdf_frame import MM, PAPERS
from koosloome_desktop.exports.pdf_poster import poster_bytes
from koosloome_desktop.exports.pdf_tiles import MARGIN, OVERLAP, tiling
from koosloome_desktop.operations import queries
from tests.exports.reading import MADE, SAMPLES, fonts, sample, squashed, texts

pytestmark = pytest.mark.slow

PIXELS = 2
"""Pixels a millimetre: every sheet is whole pixels large, so that pieces fall on the same grid."""


def poster(document, paper="a0", tile="", **values):
    return poster_bytes(document, PdfJob(lang="et", made=MADE, paper=paper, **values), tile)


def drawn(page) -> Image.Image:
    return page.render(scale=PIXELS / MM, draw_annots=False).to_pil().convert("L")


def first_canvas(document):
    return (queries.canvases(document)[0].id,)


@pytest.mark.parametrize("paper", ["a3", "a2", "a1", "a0"])
def test_a_poster_is_exactly_as_large_as_its_paper(paper):
    data = poster(sample("01_kogukonnamaja"), paper)
    width, height = PAPERS[paper]
    for page in pypdf.PdfReader(io.BytesIO(data)).pages:
        size = sorted((float(page.mediabox.width), float(page.mediabox.height)))
        assert size == pytest.approx([width, height], abs=0.1 * MM)


@pytest.mark.parametrize("name", SAMPLES)
def test_every_note_is_on_a_poster_and_every_canvas_on_one_sheet(name):
    document = sample(name)
    data = poster(document)
    shown = squashed("".join(texts(data)))
    for canvas in queries.canvases(document):
        for note in queries.standing(document, canvas.id):
            assert squashed(note.text) in shown
    assert len(pypdf.PdfReader(io.BytesIO(data)).pages) == len(queries.canvases(document))
    assert all(f["/BaseFont"][7:8] == "+" and "/ToUnicode" in f for f in fonts(data))


@pytest.mark.parametrize(("tile", "paper"), [("a4", "a0"), ("a3", "a1"), ("a4", "a3")])
def test_pieces_cut_at_their_marks_and_put_together_are_the_poster(tile, paper):
    document = sample("03_turvaline_koolitee")
    chosen = first_canvas(document)
    whole = pypdfium2.PdfDocument(poster(document, paper, canvases=chosen))
    expected = drawn(whole[0])
    pieces = pypdfium2.PdfDocument(poster(document, paper, tile, canvases=chosen))
    tiles = tiling(*whole[0].get_size(), tile)
    assert len(pieces) == tiles.count + 1
    joined = Image.new("L", expected.size, 255)
    for number, at in enumerate(tiles.pieces(), start=1):
        image = drawn(pieces[number])
        x, y, w, h = (round(v / MM * PIXELS) for v in tiles.cell(*at))
        left, top, right, bottom = marks_of(image)
        assert (right - left, bottom - top) == pytest.approx((w, h), abs=1)
        joined.paste(image.crop((left, top, left + w, top + h)), (x, y))
    assert differs(expected, joined) == 0
    assert joined.getextrema()[0] < 100  # not two white sheets


def marks_of(image: Image.Image) -> tuple[int, int, int, int]:
    """Where the marks in the margins say to cut, read from the pixels: left, top, right, bottom."""
    across = image.crop((0, 0, image.width, round(7 * PIXELS)))
    down = image.crop((0, 0, round(7 * PIXELS), image.height))
    columns = [x for x in range(across.width) if across.crop((x, 0, x + 1, across.height)).getextrema()[0] < 200]
    rows = [y for y in range(down.height) if down.crop((0, y, down.width, y + 1)).getextrema()[0] < 200]
    side = round(MARGIN / MM * PIXELS)
    assert columns
    assert rows
    return side, side, min(columns[-1], image.width - side), min(rows[-1], image.height - side)


def differs(one: Image.Image, other: Image.Image) -> int:
    """How many pixels are clearly different even when the other picture is moved by up to a pixel."""
    least = None
    for dx in (-1, 0, 1):
        for dy in (-1, 0, 1):
            away = ImageChops.difference(one, ImageChops.offset(other, dx, dy)).point(lambda v: 255 if v > 96 else 0)
            least = away if least is None else ImageChops.darker(least, away)
    inner = least.crop((2, 2, least.width - 2, least.height - 2))
    return inner.histogram()[255]


def test_each_piece_overlaps_its_neighbours():
    width, height = PAPERS["a0"]
    tiles = tiling(width, height, "a4")
    for column, row in tiles.pieces():
        x, y, w, h = tiles.cell(column, row)
        sx, sy, sw, sh = tiles.shown(column, row)
        assert (sx, sy) == (x, y)
        assert column == tiles.columns - 1 or sw == pytest.approx(w + OVERLAP)
        assert row == tiles.rows - 1 or sh == pytest.approx(h + OVERLAP)
    assert tiles.count <= tiling(width, height, "a4").count
    assert max(x + w for x, _, w, _ in (tiles.cell(*p) for p in tiles.pieces())) == pytest.approx(width)


def test_the_map_names_every_piece():
    document = sample("01_kogukonnamaja")
    data = poster(document, "a1", "a4", canvases=first_canvas(document))
    pages = texts(data)
    tiles = tiling(PAPERS["a1"][1], PAPERS["a1"][0], "a4")
    names = [tiles.name(*p) for p in tiles.pieces()]
    for name in names:
        assert name in pages[0].split()
    for name, page in zip(names, pages[1:], strict=True):
        assert f"{name} ·" in page


def test_a_plan_that_is_too_long_for_its_sheet_gets_smaller_letters_first():
    document = sample("01_kogukonnamaja")
    plan = next(c for c in queries.canvases(document) if c.type == "action_plan")
    data = poster(document, canvases=(plan.id,))
    assert len(pypdf.PdfReader(io.BytesIO(data)).pages) == 1


def test_an_empty_workshop_says_so():
    from koosloome_desktop.canvases.creating import new_workshop

    data = poster(new_workshop("Tühi töötuba"), "a2")
    assert "Tühi töötuba" in texts(data)[0]


def test_it_can_be_stopped():
    with pytest.raises(Cancelled):
        poster(sample("01_kogukonnamaja"), cancelled=lambda: True)


@given(width=st.floats(200, 6000), height=st.floats(200, 6000), paper=st.sampled_from(["a4", "a3"]))
def test_cells_of_any_sheet_lie_edge_to_edge_and_cover_all_of_it(width, height, paper):
    tiles = tiling(width, height, paper)
    found = {at: tiles.cell(*at) for at in tiles.pieces()}
    assert sum(w * h for _, _, w, h in found.values()) == pytest.approx(width * height)
    assert len({tiles.name(*at) for at in found}) == tiles.count
    for (column, row), (x, y, w, h) in found.items():
        assert w > 0
        assert h > 0
        assert w <= tiles.window[0] + 1e-6
        assert h <= tiles.window[1] + 1e-6
        if (column + 1, row) in found:
            assert found[column + 1, row][0] == pytest.approx(x + w)
        if (column, row + 1) in found:
            assert found[column, row + 1][1] == pytest.approx(y + h)


def test_numbered_notes_are_never_cut():
    from koosloome_desktop.exports.pdf_blank import blank_bytes

    document = sample("01_kogukonnamaja")
    job = PdfJob(lang="et", made=MADE, paper="a1", canvases=first_canvas(document))
    whole, cut = (texts(blank_bytes(document, job, tile)) for tile in ("", "a4"))
    assert whole[-4:] == cut[-4:]
    assert len(cut) > len(whole)
