"""Photos on paper: on notes, under maps, large behind a canvas; pixels only, nothing of where they were taken."""

from __future__ import annotations

import datetime as dt
import io
import struct
import zlib

import pytest
from PIL import Image
from pypdf import PdfReader

from koosloome_desktop.canvases.creating import new_workshop
from koosloome_desktop.exports.pdf_photos import smaller
from koosloome_desktop.imports.photos import Raw, take_in
from koosloome_desktop.layout.primitives import Board, PictureBox
from koosloome_desktop.model.records import Asset, Note
from koosloome_desktop.operations import notes as verbs
from koosloome_desktop.operations import photos, queries
from koosloome_desktop.services.export import export_workshop
from koosloome_desktop.services.library import LibraryService
from koosloome_desktop.support.dispatch import LoopDispatcher
from tests.drivers.pictures import MAKER, PLACE, flipchart, phone_photo, saved

MADE = dt.datetime(2026, 11, 25, 12, 0, tzinfo=dt.UTC)


def with_photo(document, photo, text="Tahvel"):
    canvas = queries.canvases(document)[0]

    def work(tx):
        note = verbs.add_note(tx, canvas.id, text, zone="cause")
        asset = photos.add_asset(tx, photo.blob.sha256, photo.blob.media_type, width=photo.width, height=photo.height)
        return photos.set_photo(tx, note, asset)

    with document.transaction("x") as tx:
        return work(tx)


@pytest.fixture(scope="module")
def photo():
    return take_in([Raw("tahvel.jpg", data=phone_photo(width=2000, height=1500))])[0]


def images(data: bytes) -> list[Image.Image]:
    found = {}
    for page in PdfReader(io.BytesIO(data)).pages:
        for image in page.images:
            found[image.name] = image.image.convert("RGB")
    return list(found.values())


def everything(data: bytes) -> bytes:
    """All bytes of a PDF, streams inflated too."""
    out = [data]
    for part in data.split(b"stream")[1:]:
        try:
            out.append(zlib.decompressobj().decompress(part.lstrip(b"\r\n")))
        except zlib.error:
            continue
    return b"\n".join(out)


def test_a_photo_is_on_its_note_and_large_at_the_end(tmp_path, photo):
    document = new_workshop("Proov")
    with_photo(document, photo)
    with_photo(document, photo, "Sama tahvel")
    fetch = {photo.blob.sha256: photo.blob.data}.get
    data = export_workshop(document, tmp_path / "p.pdf", photos=fetch).read_bytes()
    found = images(data)
    assert sorted(i.size for i in found) == [(640, 480), (1280, 960)], (
        "one content, once for each size it is printed in"
    )
    assert all(abs(i.getpixel((20, 20))[0] - 0xC0) < 40 for i in found)
    text = "\n".join(p.extract_text() for p in PdfReader(io.BytesIO(data)).pages)
    assert "Fotod" in text
    assert text.count("Sama tahvel") >= 2


def test_the_place_where_it_was_taken_is_nowhere(tmp_path, photo):
    loop = LoopDispatcher()
    library = LibraryService.open(tmp_path / "library", post=loop.post)
    workshop = library.open_workshop(library.create("Proov"))
    canvas = queries.canvases(workshop.document)[0]
    source = phone_photo(width=2000, height=1500)
    (brought,) = take_in([Raw("IMG_1.jpg", data=source)])

    def work(tx):
        asset = photos.add_asset(tx, brought.blob.sha256, brought.blob.media_type, width=1, height=1)
        photos.set_photo(tx, verbs.add_note(tx, canvas.id, "Foto", zone="cause"), asset)

    workshop.run("Add photo", work, blobs=[brought.blob])
    fetch = workshop.pictures.get
    pdf = export_workshop(workshop.document, tmp_path / "p.pdf", photos=fetch).read_bytes()
    json = export_workshop(workshop.document, tmp_path / "p.json").read_bytes()
    workshop.close()
    assert library.blob(brought.blob.sha256) == brought.blob.data
    library.close()
    assert Image.open(io.BytesIO(source)).getexif().get_ifd(0x8825)[2][0] == int(PLACE[0]), "it knew where it was"
    degrees = [struct.pack(order, 58, 1, 7, 1) for order in (">IIII", "<IIII")]
    traces = (MAKER.encode(), b"Exif\0", b"tehtud kodus", next(d for d in degrees if d in source))
    assert all(t in source for t in traces)
    files = [p.read_bytes() for p in (tmp_path / "library").rglob("*") if p.is_file()]
    assert any(brought.blob.data[:2000] in f for f in files), "the picture itself is in the library"
    for data in (*files, everything(pdf), json):
        assert [t for t in traces if t in data] == []
    assert len(images(pdf)) == 2


def test_a_picture_that_is_not_there_leaves_a_pale_field(tmp_path, photo):
    document = new_workshop("Proov")
    with_photo(document, photo)
    for fetch in (None, lambda _sha: None, lambda _sha: b"rotten"):
        data = export_workshop(document, tmp_path / "p.pdf", photos=fetch).read_bytes()
        assert images(data) == []
        assert "Tahvel" in "\n".join(p.extract_text() for p in PdfReader(io.BytesIO(data)).pages)


def test_the_same_document_gives_the_same_bytes(tmp_path, photo):
    document = new_workshop("Proov")
    with_photo(document, photo)
    fetch = {photo.blob.sha256: photo.blob.data}.get
    one, two = (export_workshop(document, tmp_path / n, photos=fetch).read_bytes() for n in ("a.pdf", "b.pdf"))
    assert len(images(one)) == len(images(two)) == 2
    assert images(one)[0].tobytes() == images(two)[0].tobytes()


def test_a_map_lies_whole_under_a_board(tmp_path, photo):
    from reportlab.pdfgen.canvas import Canvas

    from koosloome_desktop.exports.canvas_painter import BoardPainter
    from koosloome_desktop.exports.pdf_fonts import FontSet
    from koosloome_desktop.exports.pdf_ink import Ink
    from koosloome_desktop.exports.pdf_photos import Photos

    document = new_workshop("Proov")
    asset = document.get(with_photo(document, photo).photo, Asset)
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(500, 400))
    painter = BoardPainter(photos=Photos(document, {photo.blob.sha256: photo.blob.data}.get))
    board = Board(400, 300, pictures=(PictureBox(asset.id, 0, 0, 400, 300),))
    painter.paint(Ink(canvas, FontSet(canvas._doc), 400), board, 20, 20, 1.0)
    canvas.showPage()
    canvas.save()
    (found,) = images(out.getvalue())
    assert found.size == (1280, 960)


def test_transparent_parts_are_white_on_paper():
    clear = Image.new("RGBA", (40, 30), (255, 0, 0, 0))
    made = Image.open(io.BytesIO(smaller(saved(clear, "PNG"), "image/png", 400)))
    assert made.mode == "RGB"
    assert min(made.getpixel((20, 15))) > 250


def test_only_what_the_media_type_says_is_decoded():
    assert smaller(saved(flipchart(40, 30), "PNG"), "image/jpeg", 400) is None
    assert smaller(b"<svg/>", "image/svg+xml", 400) is None


def test_a_note_in_print_keeps_its_words_clear_of_the_photo(photo):
    from koosloome_desktop.canvases.drawing import board
    from koosloome_desktop.layout.primitives import paper

    document = new_workshop("Proov")
    note = with_photo(document, photo, "Pikk selgitus sellest, mis tahvlil kirjas oli ja miks")
    canvas = queries.canvases(document)[0]
    box = board(document, canvas, paper(500, 700), "et").note(note.id)
    x, y, w, h = box.picture_rect()
    assert box.x < x < x + w <= box.x + box.w
    assert all(line.y - line.size * 0.8 > y + h for line in box.body())
    assert document.get(note.id, Note).photo == box.photo
