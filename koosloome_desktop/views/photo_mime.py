"""Photos among what is pasted, dropped or chosen: files by their content, and pictures of the clipboard."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PySide6.QtCore import QBuffer, QMimeData
from PySide6.QtGui import QImage

from koosloome_desktop.imports.photo_kinds import HEAD, sniff
from koosloome_desktop.imports.photos import Raw

_AS_BYTES: Final = ("image/png", "image/jpeg", "image/webp")
_ENDINGS: Final = frozenset(
    (".jpg", ".jpeg", ".png", ".webp", ".heic", ".heif", ".avif", ".svg", ".gif", ".tif", ".tiff", ".bmp")
)


@dataclass(frozen=True, slots=True)
class Given:
    """A photo as the desktop gives it; `raw` is called away from the window, where turning it into bytes takes time."""

    name: str = ""
    path: Path | None = None
    data: bytes = b""
    image: QImage | None = None

    def raw(self) -> Raw:
        """As it is brought in."""
        if self.image is None:
            return Raw(self.name, self.path, self.data)
        buffer = QBuffer()
        buffer.open(QBuffer.OpenModeFlag.WriteOnly)
        self.image.save(buffer, "PNG", 80)  # type: ignore[call-overload]  # the format is a text
        return Raw(self.name, data=bytes(buffer.data().data()))


def of_files(paths: Sequence[Path]) -> list[Given]:
    """Files that a person chose."""
    return [Given(p.name, p) for p in paths]


def photos_in(mime: QMimeData | None, *, image_name: str = "") -> list[Given]:
    """The photos in what is pasted or dropped; none where it is text, or something else.

    Text wins over a picture of it: spreadsheets and browsers put both on the clipboard. Files win over the text that
    names them. A file that looks like a picture, but is of a kind that is not read, counts: it is refused with a
    reason.
    """
    if mime is None:
        return []
    paths = [Path(u.toLocalFile()) for u in mime.urls() if u.isLocalFile()]
    if paths:
        return of_files(paths) if all(map(looks_like_picture, paths)) else []
    # A picture dragged out of a browser brings its address along; the address is never followed.
    if mime.hasText() and mime.text().strip() and not mime.hasUrls():
        return []
    for kind in _AS_BYTES:
        if mime.hasFormat(kind):
            data = bytes(mime.data(kind).data())
            if data:
                return [Given(image_name, data=data)]
    found = mime.imageData() if mime.hasImage() else None
    return [Given(image_name, image=found)] if isinstance(found, QImage) and not found.isNull() else []


def looks_like_picture(path: Path) -> bool:
    """By its content, or by its name where the content says nothing; never a folder."""
    if not path.is_file():
        return False
    try:
        with path.open("rb") as file:
            kind = sniff(file.read(HEAD))
    except OSError:
        kind = ""
    return kind not in {"", "pdf"} or path.suffix.lower() in _ENDINGS
