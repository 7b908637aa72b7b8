"""Pages of a finished PDF as pictures, for the window's preview. Works in a worker's thread, one at a time."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PageImage:
    """A page in pixels: BGRx rows of `stride` bytes."""

    width: int
    height: int
    stride: int
    data: bytes


def page_count(data: bytes) -> int:
    """How many pages a PDF has."""
    import pypdfium2

    pdf = pypdfium2.PdfDocument(data)
    try:
        return len(pdf)
    finally:
        pdf.close()


def page_image(data: bytes, number: int, room: tuple[int, int]) -> PageImage:
    """A page (from 0) as large as fits `room` pixels."""
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
