"""Reads PDF files back for tests: texts, fonts, pixels, places of letters."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterator

import pypdf
import pypdfium2
import zxingcpp

from koosloome_desktop.exports.pdf import PdfJob, pdf_bytes
from koosloome_desktop.model.document import Document
from koosloome_desktop.model.records import Record
from koosloome_desktop.support.clock import FixedClock
from koosloome_desktop.support.paths import resource
from tests.drivers.ready import sample_records

MADE = dt.datetime(2026, 10, 16, 9, 0, tzinfo=dt.UTC)
SAMPLES = ("01_kogukonnamaja", "02_noorte_kaasamine", "03_turvaline_koolitee", "06_sotsiaaltransport")


def sample(name: str) -> Document:
    """One of the shipped workshops as a document."""
    return document_of(*sample_records(resource("samples", f"{name}.json")))


def document_of(workshop_id: str, records: tuple[Record, ...] | list[Record]) -> Document:
    document = Document(workshop_id, clock=FixedClock(MADE))
    document.load(records, 1)
    return document


def report(document: Document, lang: str = "et", **values: object) -> bytes:
    return pdf_bytes(document, PdfJob(lang=lang, made=MADE, **values))  # type: ignore[arg-type]


def texts(data: bytes) -> list[str]:
    """The text of each page in the order it was drawn, by the renderer's own text layer."""
    pdf = pypdfium2.PdfDocument(data)
    found = []
    for page in pdf:
        layer = page.get_textpage()
        found.append(layer.get_text_range().replace("\r", "").replace("\x02", "-").replace("\ufffe", "-"))
        layer.close()
        page.close()
    pdf.close()
    return found


def texts_by_pypdf(data: bytes) -> list[str]:
    """The same by another reader, several times slower."""
    return [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages]


def squashed(text: str) -> str:
    """A text without what line breaking adds or takes away: blanks and hyphens."""
    return "".join(c for c in text if not c.isspace() and c not in "-\u00ad\u2010\u200b")


def fonts(data: bytes) -> Iterator[pypdf.generic.DictionaryObject]:
    """Every font object in the file, used or not."""
    reader = pypdf.PdfReader(io.BytesIO(data))
    for number in range(1, len(reader.xref_table if hasattr(reader, "xref_table") else reader.xref[0]) + 1):
        try:
            found = reader.get_object(number)
        except (pypdf.errors.PdfReadError, KeyError):
            continue
        if isinstance(found, pypdf.generic.DictionaryObject) and found.get("/Type") == "/Font":
            yield found


def letters(data: bytes) -> Iterator[tuple[int, tuple[float, float], list[tuple[float, float, float, float]]]]:
    """(page, its size, left bottom right top of every visible letter) from the renderer's own text layer."""
    pdf = pypdfium2.PdfDocument(data)
    try:
        for number, page in enumerate(pdf):
            layer = page.get_textpage()
            boxes = [layer.get_charbox(i) for i in range(layer.count_chars())]
            yield number, page.get_size(), [b for b in boxes if b[2] > b[0] and b[3] > b[1]]
            layer.close()
            page.close()
    finally:
        pdf.close()


def seen_by_camera(page: pypdfium2.PdfPage, scale: float) -> list[str]:
    """What the QR codes of a page say; `scale` is pixels for a point."""
    image = page.render(scale=scale, grayscale=True).to_pil()
    return [code.text for code in zxingcpp.read_barcodes(image, formats=zxingcpp.BarcodeFormat.QRCode)]


_DARK = bytes(value < 160 for value in range(256))


def darkness(data: bytes, scale: float = 0.5) -> list[float]:
    """Share of clearly dark pixels of each page between its running head and foot."""
    pdf = pypdfium2.PdfDocument(data)
    found = []
    for page in pdf:
        bitmap = page.render(scale=scale, grayscale=True)
        width, height, stride, buffer = bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer)
        rows = range(int(height * 0.06), int(height * 0.93))
        dark = sum(buffer[y * stride : y * stride + width].translate(_DARK).count(1) for y in rows)
        found.append(dark / (width * len(rows)))
        page.close()
    pdf.close()
    return found
