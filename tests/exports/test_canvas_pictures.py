"""SVG and PNG of a canvas: every note's text is there as text, nothing is active, pixels are as asked for."""

from __future__ import annotations

import io
import re
from xml.etree import ElementTree as ET

import pytest
from PIL import Image

from koosloome_desktop.canvases.creating import new_workshop
from koosloome_desktop.exports import canvas_png
from koosloome_desktop.model.records import Note
from koosloome_desktop.operations import queries
from koosloome_desktop.services.export import export_workshop
from koosloome_desktop.support.errors import KoosloomeError, NotFound, UsageError
from tests.drivers.nasty import squashed
from tests.drivers.pictures import flipchart
from tests.exports.nasty_workshop import KEPT_TEXTS, nasty_workshop
from tests.exports.reading import SAMPLES, sample

pytestmark = pytest.mark.slow

SVG = "{http://www.w3.org/2000/svg}"
CANVASES = ("problem", "journey", "resources")


def svg(document, folder, canvas="problem", **values):
    path = export_workshop(document, folder / "c.svg", what=f"canvas:{canvas}", **values)
    return ET.fromstring(path.read_bytes())


def png(document, folder, canvas="problem", **values):
    path = export_workshop(document, folder / "c.png", what=f"canvas:{canvas}", **values)
    return Image.open(io.BytesIO(path.read_bytes()))


def words(root) -> str:
    return squashed("".join(t.text or "" for t in root.iter(f"{SVG}text")))


@pytest.mark.parametrize("canvas", CANVASES)
@pytest.mark.parametrize("name", SAMPLES)
def test_every_note_is_in_the_svg_as_text(name, canvas, tmp_path):
    document = sample(name)
    found = words(svg(document, tmp_path, canvas))
    board = next(c for c in queries.canvases(document) if c.code == canvas)
    notes = [n.text for n in document.within(Note, board.id) if n.form in {"note", "need"} and not n.merged_into]
    assert [t for t in notes if squashed(t) not in found] == []


def test_an_svg_holds_only_shapes_and_texts(tmp_path):
    root = svg(nasty_workshop(), tmp_path)
    names = {e.tag.removeprefix(SVG) for e in root.iter()}
    assert names <= {"svg", "title", "desc", "g", "rect", "path", "text", "line", "polygon", "image"}
    for element in root.iter():
        assert not [k for k in element.attrib if k.startswith("on") or "href" in k or k == "style"]
    assert "url(" not in ET.tostring(root, encoding="unicode")


def test_nasty_texts_stay_texts_in_an_svg(tmp_path):
    found = words(svg(nasty_workshop(), tmp_path))
    assert [t for t in KEPT_TEXTS if squashed(t) not in found] == []


def test_every_line_carries_its_measured_length_and_stays_in_the_picture(tmp_path):
    root = svg(sample("01_kogukonnamaja"), tmp_path)
    width, height = (float(v) for v in root.attrib["viewBox"].split()[2:])
    texts = list(root.iter(f"{SVG}text"))
    assert texts
    for text in texts:
        assert "textLength" in text.attrib or len(text.text) <= 2
        assert 0 <= float(text.attrib["y"]) <= height
        assert 0 <= float(text.attrib["x"]) <= width


def test_an_svg_says_what_it_is(tmp_path):
    root = svg(sample("03_turvaline_koolitee"), tmp_path)
    assert root.attrib["role"] == "img"
    assert root.find(f"{SVG}title").text == "Probleemi kaardistamine"
    assert "Kuidas laps jõuab" in root.find(f"{SVG}desc").text
    assert root.attrib["{http://www.w3.org/XML/1998/namespace}lang"] == "et"


def test_the_background_is_white_or_not_there(tmp_path):
    document = sample("01_kogukonnamaja")
    white, clear = (svg(document, tmp_path, background=b) for b in ("white", "transparent"))
    full = {"width": white.attrib["viewBox"].split()[2]}
    assert white[2].attrib["fill"] == "#FFFFFF"
    assert float(white[2].attrib["width"]) == pytest.approx(float(full["width"]), abs=0.01)
    assert len(clear) == len(white) - 1
    assert png(document, tmp_path).convert("RGBA").getpixel((2, 2)) == (255, 255, 255, 255)
    assert png(document, tmp_path, background="transparent").getpixel((2, 2))[3] == 0


@pytest.mark.parametrize("scale", [1.0, 2.0, 3.0])
def test_a_png_has_as_many_pixels_as_asked_for(scale, tmp_path):
    document = sample("06_sotsiaaltransport")
    root = svg(document, tmp_path)
    width, height = (float(v) for v in root.attrib["viewBox"].split()[2:])
    image = png(document, tmp_path, scale=scale)
    assert image.format == "PNG"
    assert image.size == (pytest.approx(width * scale, abs=1.5), pytest.approx(height * scale, abs=1.5))
    assert image.info["dpi"][0] == pytest.approx(96 * scale, abs=1)


@pytest.mark.parametrize("canvas", CANVASES)
def test_a_png_shows_the_notes_colours_and_ink(canvas, tmp_path):
    image = png(sample("01_kogukonnamaja"), tmp_path, canvas, scale=1.0).convert("RGB")
    colours = image.getcolors(1_000_000)
    dark = sum(count for count, colour in colours if max(colour) < 90)
    tinted = sum(count for count, colour in colours if max(colour) - min(colour) > 40)
    assert dark > 2_000
    assert tinted > 20_000


def test_too_large_a_picture_is_told_before_it_is_made(tmp_path, monkeypatch):
    monkeypatch.setattr(canvas_png, "MOST_PIXELS", 1_000_000)
    with pytest.raises(KoosloomeError, match="SVG"):
        png(sample("01_kogukonnamaja"), tmp_path, lang="en")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("values", [{"scale": 0.5}, {"scale": 5.0}, {"background": "pink"}])
def test_scales_and_backgrounds_that_there_are_not(values, tmp_path):
    with pytest.raises(UsageError):
        png(sample("01_kogukonnamaja"), tmp_path, **values)


def test_a_canvas_must_be_named_and_a_plan_is_no_drawing(tmp_path):
    document = sample("01_kogukonnamaja")
    for ending in ("svg", "png"):
        with pytest.raises(UsageError):
            export_workshop(document, tmp_path / f"c.{ending}")
        with pytest.raises(UsageError):
            export_workshop(document, tmp_path / f"c.{ending}", canvas="plan")
        with pytest.raises(NotFound):
            export_workshop(document, tmp_path / f"c.{ending}", canvas="nothing")


def test_an_empty_canvas_is_drawn_with_its_zones(tmp_path):
    document = new_workshop("Tühi")
    assert "Põhjused" in " ".join(t.text for t in svg(document, tmp_path).iter(f"{SVG}text"))
    assert png(document, tmp_path, scale=1.0).width > 400


def test_a_photo_is_inside_as_pixels_without_its_metadata(tmp_path):
    from koosloome_desktop.model.blobs import Blob
    from koosloome_desktop.operations import notes as verbs
    from koosloome_desktop.operations.photos import add_asset, set_photo
    from tests.drivers.pictures import MAKER, exif_bytes, saved

    blob = Blob.of(saved(flipchart(640, 480), exif=exif_bytes()), "image/jpeg")
    assert MAKER.encode() in blob.data
    document = new_workshop("Fotoga")
    with document.transaction("x") as tx:
        note = verbs.add_note(tx, queries.canvases(document)[0].id, "Tahvel", zone="cause")
        set_photo(tx, note, add_asset(tx, blob.sha256, blob.media_type, width=640, height=480))
    path = export_workshop(document, tmp_path / "c.svg", canvas="problem", photos=lambda _sha: blob.data)
    codes = re.findall(rb'href="data:image/jpeg;base64,([^"]+)"', path.read_bytes())
    assert len(codes) == 1
    import base64

    image = Image.open(io.BytesIO(base64.b64decode(codes[0])))
    assert image.format == "JPEG"
    assert MAKER.encode() not in base64.b64decode(codes[0])
    red = png(document, tmp_path, photos=lambda _sha: blob.data).convert("RGB").getcolors(1_000_000)
    assert any(r > 150 and g < 80 and b < 80 for _count, (r, g, b) in red)
