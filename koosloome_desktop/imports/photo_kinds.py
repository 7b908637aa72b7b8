"""What a file really is, by its first bytes, and how large a photo may be. Nothing is decoded here."""

from __future__ import annotations

from typing import Final

MAX_BYTES: Final = 40 * 1024 * 1024
"""Bytes of a photo as it comes in."""
MAX_PIXELS: Final = 120_000_000
"""Width times height of a photo as it comes in."""
LONG_SIDE: Final = 2_560
"""Px of the long side that is kept."""
HEAD: Final = 1_024
"""So many bytes are enough to tell."""

DECODED: Final = ("jpeg", "png", "webp")
"""What is read; each has one named decoder, whatever the file is called."""

_HEIF: Final = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1", b"avif", b"avis"})
_STARTS: Final = (
    (b"\xff\xd8\xff", "jpeg"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"GIF8", "gif"),
    (b"BM", "bmp"),
    (b"II*\x00", "tiff"),
    (b"MM\x00*", "tiff"),
    (b"%PDF-", "pdf"),
    (b"\x00\x00\x00\x0cJXL ", "jxl"),
    (b"\xff\x0a", "jxl"),
)


def sniff(head: bytes) -> str:
    """jpeg, png, webp; or heic, svg, gif, bmp, tiff, jxl, pdf, which are known but not read; "" for anything else."""
    for start, kind in _STARTS:
        if head.startswith(start):
            return kind
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "webp"
    if head[4:8] == b"ftyp" and head[8:12] in _HEIF:
        return "heic"
    return "svg" if _is_svg(head[:HEAD]) else ""


def _is_svg(head: bytes) -> bool:
    text = head.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    return text.startswith((b"<svg", b"<?xml", b"<!--", b"<!doctype svg")) and b"<svg" in text
