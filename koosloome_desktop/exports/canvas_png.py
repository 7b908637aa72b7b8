"""A canvas as PNG: painted as a PDF page of its exact size and rendered by pdfium, so that it looks as paper does."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable
from typing import Final

from koosloome_desktop.exports.canvas_painter import role_colour
from koosloome_desktop.exports.canvas_picture import CanvasPicture, picture_of
from koosloome_desktop.exports.pdf_items import Drawing, Page, Text
from koosloome_desktop.exports.pdf_paint import Press
from koosloome_desktop.exports.pdf_photos import Photos
from koosloome_desktop.exports.pdf_words import Words
from koosloome_desktop.model.document import Document
from koosloome_desktop.model.records import Canvas
from koosloome_desktop.support.errors import KoosloomeError
from koosloome_desktop.support.i18n import _

MOST_PIXELS: Final = 100_000_000
"""Larger pictures cannot be opened by most programs, and take more memory than a laptop gives."""
_INCH: Final = 96.0
"""Pixels of an inch at 1×, for programs that ask how large the picture is on paper."""

Fetch = Callable[[str], bytes | None]


def png_bytes(
    document: Document,
    canvas: Canvas,
    lang: str,
    *,
    scale: float = 2.0,
    transparent: bool = False,
    titled: bool = True,
    fetch: Fetch | None = None,
) -> bytes:
    """The picture, `scale` px for each board unit (1–4); KoosloomeError when that gives too many pixels."""
    words = Words(lang)
    picture = picture_of(document, canvas, words, titled=titled)
    pixels = picture.width * picture.height * scale * scale
    if pixels > MOST_PIXELS:
        told = _("The picture would have {count} million pixels; at most {most} are made.")
        hint = _("Choose a smaller scale, or PDF or SVG, which stay sharp at any size.")
        raise KoosloomeError(told.format(count=round(pixels / 1e6), most=MOST_PIXELS // 1_000_000), hint=hint)
    return _rendered(_page(document, picture, words, fetch), scale, transparent=transparent)


def _page(document: Document, picture: CanvasPicture, words: Words, fetch: Fetch | None) -> bytes:
    """One PDF page, a point for each board unit."""
    page = Page(picture.width, picture.height, plain=True)
    for line in picture.heads:
        page.items.append(Text(line.x, line.y, line.text, line.size, line.weight, role_colour(line.role)))
    page.items.append(Drawing(picture.x, picture.y, picture.board, 1.0))
    press = Press(words.lang, dt.datetime(2000, 1, 1, tzinfo=dt.UTC), photos=Photos(document, fetch))
    return press.bound([page], picture.title)


def _rendered(pdf: bytes, scale: float, *, transparent: bool) -> bytes:
    import pypdfium2

    made = pypdfium2.PdfDocument(pdf)
    try:
        page = made[0]
        bitmap = page.render(scale=scale, fill_color=(255, 255, 255, 0 if transparent else 255), rev_byteorder=True)
        image = bitmap.to_pil()
        out = io.BytesIO()
        image.save(out, "PNG", dpi=(_INCH * scale, _INCH * scale))
        bitmap.close()
        page.close()
    finally:
        made.close()
    return out.getvalue()
