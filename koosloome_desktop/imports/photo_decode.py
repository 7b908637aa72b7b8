"""Decodes one photo and writes it anew: named decoder, scaled while decoding, upright, small, without any metadata.

Runs as a process of its own (`python -m koosloome_desktop.imports.photo_decode`, photo on standard input, a line of
JSON and the new bytes on standard output), so that a broken or hostile file costs that process and nothing else. It
imports Pillow, `child_limits` and `photo_kinds`, nothing more.
"""

from __future__ import annotations

import io
import json
import sys
from dataclasses import asdict, dataclass
from typing import Any, Final

from PIL import Image, ImageCms

from koosloome_desktop.imports.child_limits import limit
from koosloome_desktop.imports.photo_kinds import DECODED, LONG_SIDE, MAX_PIXELS, sniff

MEMORY: Final = 1024 * 1024 * 1024
"""Bytes of address space: a progressive JPEG of 108 MP needs a third of it, everyday photos a tenth."""
CPU_SECONDS: Final = 40
_ORIENTATION: Final = 0x0112
_TURNS: Final = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_PNG_WINS: Final = 1.5
"""A PNG stays a PNG (sharp letters) while it is no larger than so many JPEGs."""


class Refused(Exception):
    """`code` says why: kind, pixels, damaged or memory; `detail` is the kind found, or the megapixels."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(code)
        self.code, self.detail = code, detail


@dataclass(frozen=True, slots=True)
class Prepared:
    """A photo written anew. Width and height in px."""

    data: bytes
    media_type: str
    width: int
    height: int


def prepare(data: bytes) -> Prepared:
    """Decode and write anew; `Refused` says what is in the way."""
    kind = sniff(data)
    if kind not in DECODED:
        raise Refused("kind", kind)
    Image.MAX_IMAGE_PIXELS = None  # our own limit is stricter, and tells the number
    try:
        with Image.open(io.BytesIO(data), formats=[kind.upper()]) as opened:
            width, height = opened.size
            if width * height > MAX_PIXELS:
                raise Refused("pixels", str(round(width * height / 1e6)))
            picture = _small(opened)
            upright = _upright(picture, _turn(opened))
    except Refused:
        raise
    except MemoryError as error:
        raise Refused("memory") from error
    except Exception as error:  # whatever a decoder trips over: the file is not as it should be
        raise Refused("damaged") from error
    return _written(upright, kind)


def _small(opened: Image.Image) -> Image.Image:
    """At most `LONG_SIDE` px, in RGB or RGBA."""
    profile = opened.info.get("icc_profile")
    if opened.format in {"JPEG", "MPO"}:
        k = min(1.0, LONG_SIDE / max(opened.size))
        opened.draft(opened.mode, (int(opened.width * k), int(opened.height * k)))
    opened.load()
    picture: Image.Image = opened
    if picture.mode.startswith("I;16") or picture.mode in {"I", "F"}:
        picture = picture.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    if picture.mode in {"P", "PA", "1"}:
        clear = "transparency" in picture.info or picture.mode == "PA"
        picture = picture.convert("RGBA" if clear else "RGB")
    picture.thumbnail((LONG_SIDE, LONG_SIDE), Image.Resampling.LANCZOS, reducing_gap=2.0)
    if profile and picture.mode in {"RGB", "CMYK"}:
        picture = _in_srgb(picture, profile)
    if picture.mode in {"LA", "RGBa", "La"}:
        picture = picture.convert("RGBA")
    if picture.mode == "RGB" and "transparency" in picture.info:
        picture = picture.convert("RGBA")
    return picture if picture.mode in {"RGB", "RGBA"} else picture.convert("RGB")


def _in_srgb(picture: Image.Image, profile: bytes) -> Image.Image:
    """The colours that the profile means; as they are when it cannot be read."""
    try:
        meant = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        made = ImageCms.profileToProfile(picture, meant, ImageCms.createProfile("sRGB"), outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return picture
    return made if made is not None else picture


def _turn(opened: Image.Image) -> Any:
    """How the camera was held; upright when the metadata cannot be read."""
    try:
        return opened.getexif().get(_ORIENTATION, 1)
    except Exception:  # noqa: BLE001  (metadata of any shape comes from cameras; the picture itself is sound)
        return 1


def _upright(picture: Image.Image, turn: Any) -> Image.Image:
    how = _TURNS.get(turn) if isinstance(turn, int) else None
    return picture.transpose(how) if how is not None else picture


def _written(picture: Image.Image, kind: str) -> Prepared:
    """The bytes: pixels only, nothing else of the old file."""
    if picture.mode == "RGBA" and picture.getchannel("A").getextrema() == (255, 255):
        picture = picture.convert("RGB")
    bare = Image.frombytes(picture.mode, picture.size, picture.tobytes())
    as_png = _saved(bare, "PNG") if bare.mode == "RGBA" or kind == "png" else b""
    if bare.mode == "RGBA":
        return Prepared(as_png, "image/png", bare.width, bare.height)
    as_jpeg = _saved(bare, "JPEG", quality=85, optimize=True)
    if as_png and len(as_png) <= _PNG_WINS * len(as_jpeg):
        return Prepared(as_png, "image/png", bare.width, bare.height)
    return Prepared(as_jpeg, "image/jpeg", bare.width, bare.height)


def _saved(picture: Image.Image, form: str, **how: Any) -> bytes:
    out = io.BytesIO()
    picture.save(out, form, **how)
    return out.getvalue()


def main() -> int:
    """Standard input to standard output; always exit code 0 when an answer was given."""
    limit(MEMORY, CPU_SECONDS)
    try:
        made = prepare(sys.stdin.buffer.read())
    except Refused as refused:
        head: dict[str, Any] = {"refused": refused.code, "detail": refused.detail}
        body = b""
    except MemoryError:
        head, body = {"refused": "memory", "detail": ""}, b""
    else:
        body = made.data
        head = {k: v for k, v in asdict(made).items() if k != "data"}
    sys.stdout.buffer.write(json.dumps(head).encode() + b"\n" + body)
    sys.stdout.buffer.flush()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
