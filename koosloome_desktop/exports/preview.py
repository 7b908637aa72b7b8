"""Pages of a finished PDF, or a finished picture, for the window's preview; in a worker's thread, one at a time."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import Final

_PNG: Final = b"\x89PNG"


@dataclass(frozen=True, slots=True)
class PageImage:
    """A page in pixels: BGRx rows of `stride` bytes."""

    width: int
    height: int
    stride: int
    data: bytes


def page_count(data: bytes) -> int:
    """How many pages a PDF has; a picture has one."""
    if data.startswith(_PNG):
        return 1
    import pypdfium2

    pdf = pypdfium2.PdfDocument(data)
    try:
        return len(pdf)
    finally:
        pdf.close()


def page_image(data: bytes, number: int, room: tuple[int, int]) -> PageImage:
    """A page (from 0), or a picture on white, as large as fits `room` pixels."""
    if data.startswith(_PNG):
        return _picture(data, room)
    import pypdfium2

    pdf = pypdfium2.PdfDocument(data)
    try:
        page = pdf[number]
        width, height = page.get_size()
        scale = max(min(room[0] / width, room[1] / height), 0.02)
        bitmap = page.render(scale=scale, rev_byteorder=False, prefer_bgrx=True)
        found = PageImage(bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer))
        bitmap.close()
        page.close()
        return found
    finally:
        pdf.close()


def _picture(data: bytes, room: tuple[int, int]) -> PageImage:
    from PIL import Image

    with Image.open(io.BytesIO(data)) as found:
        shown = found.convert("RGBA")
    shown.thumbnail(room)
    ground = Image.new("RGBA", shown.size, "#FFFFFF")
    ground.alpha_composite(shown)
    width, height = shown.size
    return PageImage(width, height, width * 4, ground.convert("RGB").tobytes("raw", "BGRX"))
