"""Pictures on paper: each content once in the file, no larger than print needs, written anew and so without metadata.

The bytes come from the library, where they were written by us; here they are decoded by the decoder of their media
type, made smaller and encoded again, so that nothing but pixels can get into a PDF (reportlab copies a JPEG whole).
"""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any, Final

from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase.pdfdoc import PDFImageXObject

from koosloome_desktop.model.document import Document
from koosloome_desktop.model.records import Asset

DPI: Final = 190.0
"""Pixels per inch on paper: handwriting on a photographed sheet is read at half of that."""
_STEPS: Final = (320, 640, 1280, 2560)
"""Long sides (px): halves of what is kept, which a JPEG decoder gives away cheaply."""
_FORMATS: Final = {"image/jpeg": "JPEG", "image/png": "PNG"}

Fetch = Callable[[str], bytes | None]
"""The bytes of a picture by its SHA-256; None when they are not in the library."""


class Photos:
    """The pictures of one PDF. `fetch` may be asked in any thread."""

    def __init__(self, document: Document | None = None, fetch: Fetch | None = None) -> None:
        self._document, self._fetch = document, fetch
        self._names: dict[tuple[str, int], tuple[str, int, int] | None] = {}

    def name(self, canvas: Any, asset_id: str, points: float) -> tuple[str, int, int] | None:
        """The form that draws a picture which is `points` long on the page, and its px; None without the picture."""
        asset = self._document.find(asset_id) if self._document is not None and asset_id else None
        if not isinstance(asset, Asset) or self._fetch is None:
            return None
        wanted = points / 72 * DPI
        side = next((s for s in _STEPS if s >= wanted), _STEPS[-1])
        key = (asset.sha256, side)
        if key not in self._names:
            self._names[key] = self._made(canvas, asset, side)
        return self._names[key]

    def _made(self, canvas: Any, asset: Asset, side: int) -> tuple[str, int, int] | None:
        data = self._fetch(asset.sha256) if self._fetch is not None else None
        small = smaller(data, asset.media_type, side) if data is not None else None
        if small is None:
            return None
        reader = ImageReader(io.BytesIO(small))
        width, height = reader.getSize()
        name = f"photo{len(self._names)}"
        document = canvas._doc
        made = PDFImageXObject(name, reader)
        document.Reference(made, document.getXObjectName(name))
        document.addForm(name, made)
        return name, width, height


def smaller(data: bytes, media_type: str, side: int) -> bytes | None:
    """A picture at most `side` px long as a JPEG, what is transparent on white; None when it cannot be read."""
    try:
        with Image.open(io.BytesIO(data), formats=[_FORMATS.get(media_type, "JPEG")]) as opened:
            # Half, a quarter or an eighth come out of the JPEG decoder itself; the rest is a small step.
            k = side / max(opened.size)
            if opened.format == "JPEG" and k < 1:
                opened.draft(opened.mode, (int(opened.width * k), int(opened.height * k)))
            opened.thumbnail((side, side), Image.Resampling.BICUBIC, reducing_gap=None)
            flat = Image.new("RGB", opened.size, "white")
            flat.paste(opened, mask=opened.getchannel("A") if opened.mode == "RGBA" else None)
    except (OSError, ValueError, SyntaxError):
        return None
    out = io.BytesIO()
    flat.save(out, "JPEG", quality=85, optimize=True)
    return out.getvalue()
