"""Pictures as cameras, phones, screens and mischief make them, in memory; made anew for each test."""

from __future__ import annotations

import io
import struct
import zlib

from PIL import Image, ImageDraw, TiffImagePlugin

PLACE = (58.123456, 25.654321)
"""Where the planted photo was taken."""
MAKER = "Fiktiivne Kaamera 3000"


def flipchart(width: int = 1600, height: int = 1200, *, corner: str = "#C02020") -> Image.Image:
    """A sheet with lines as on a flipchart; its top left corner has a colour of its own."""
    picture = Image.new("RGB", (width, height), "#F4F1E8")
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 0, width // 4, height // 4), fill=corner)
    for row in range(6):
        y = height * (row + 2) // 9
        draw.line((width // 8, y, width * 7 // 8 - row * 20, y), fill="#203060", width=max(2, height // 80))
    return picture


def exif_bytes(orientation: int = 1) -> bytes:
    """Metadata as a phone writes it: maker, orientation, GPS place."""
    exif = Image.Exif()
    exif[0x010F] = MAKER
    exif[0x0112] = orientation
    gps = exif.get_ifd(0x8825)
    gps[1], gps[3] = "N", "E"
    gps[2], gps[4] = _degrees(PLACE[0]), _degrees(PLACE[1])
    return exif.tobytes()


def _degrees(value: float) -> tuple[TiffImagePlugin.IFDRational, ...]:
    whole = int(value)
    minutes = int((value - whole) * 60)
    seconds = ((value - whole) * 60 - minutes) * 60
    return tuple(TiffImagePlugin.IFDRational(round(v * 10000), 10000) for v in (whole, minutes, seconds))


def saved(picture: Image.Image, form: str = "JPEG", **how) -> bytes:
    """The bytes of a picture."""
    out = io.BytesIO()
    picture.save(out, form, **how)
    return out.getvalue()


def phone_photo(orientation: int = 1, **size) -> bytes:
    """A JPEG with GPS, maker and a comment."""
    return saved(flipchart(**size), exif=exif_bytes(orientation), comment=b"tehtud kodus", quality=90)


def huge_png(side: int = 30_000) -> bytes:
    """A small file that says it is enormous: a bomb for whoever believes it."""
    head = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", zlib.compress(b"\0" * 1000)) + _chunk(b"IEND")


def _chunk(name: bytes, body: bytes = b"") -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


SVG = b'<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"><image href="file:///etc/hostname"/></svg>'
HEIC = b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic" + b"\0" * 64
