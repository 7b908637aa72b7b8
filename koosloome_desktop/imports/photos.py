"""Brings photos in: sniffed, decoded in a limited process of its own, written anew without metadata, or refused.

Callable from any thread, never on the window's: a photo takes a second or so. Why a process and Pillow, not Qt in the
window's: a decoder that crashes or eats the memory takes nobody's workshop with it, and Qt refuses pictures of more
than 256 MB decoded, which a phone's 108 MP are (quality, facts 7 and 8, T11).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from koosloome_desktop.imports.limited import ProcessFailed, answer_of
from koosloome_desktop.imports.patience import read_patiently
from koosloome_desktop.imports.photo_kinds import DECODED, MAX_BYTES, MAX_PIXELS, sniff
from koosloome_desktop.model.blobs import Blob
from koosloome_desktop.support.errors import KoosloomeError, RefusedInput
from koosloome_desktop.support.i18n import _
from koosloome_desktop.support.reasons import reason

SECONDS: Final = 60.0
"""The longest that one photo may take."""
_DECODER: Final = "koosloome_desktop.imports.photo_decode"


@dataclass(frozen=True, slots=True)
class Raw:
    """A photo as it was given: a file, or bytes of the clipboard; `name` is for people."""

    name: str = ""
    path: Path | None = None
    data: bytes = b""


@dataclass(frozen=True, slots=True)
class Photo:
    """A photo as it is kept. Width and height in px."""

    blob: Blob
    name: str
    width: int
    height: int


class PhotosStopped(KoosloomeError):
    """The user stopped it; nothing was brought in."""


def take_in(
    raws: Sequence[Raw],
    progress: Callable[[int, int], None] = lambda _done, _all: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> list[Photo]:
    """All photos or none: `RefusedInput` names the first that cannot be read, `PhotosStopped` when asked to stop.

    `progress(done, all)` counts photos; `cancelled()` is asked ten times a second.
    """
    found = []
    for number, raw in enumerate(raws):
        progress(number, len(raws))
        found.append(_one(raw, cancelled))
    progress(len(raws), len(raws))
    return found


def _one(raw: Raw, cancelled: Callable[[], bool]) -> Photo:
    data = raw.data if raw.path is None else _read(raw.path, raw.name)
    if len(data) > MAX_BYTES:
        raise _refused(raw, _("the photo is larger than {limit} MB").format(limit=MAX_BYTES // (1024 * 1024)))
    kind = sniff(data)
    if kind not in DECODED:
        raise _no_photo(raw, kind, empty=not data)
    head, body = _decoded(raw, data, cancelled)
    if "refused" in head:
        raise _told(raw, head["refused"], head["detail"])
    return Photo(Blob.of(body, head["media_type"]), raw.name, head["width"], head["height"])


def _read(path: Path, name: str) -> bytes:
    try:
        return read_patiently(path, MAX_BYTES)
    except OSError as error:
        told = _("the file cannot be read ({reason})").format(reason=reason(error))
        raise RefusedInput(told, place=name) from error


def _decoded(raw: Raw, data: bytes, cancelled: Callable[[], bool]) -> tuple[dict[str, Any], bytes]:
    """What the decoding process answered: its line of JSON, and the new bytes."""
    try:
        out = answer_of(_DECODER, data, seconds=SECONDS, cancelled=cancelled)
    except ProcessFailed as failed:  # killed by its limits, or by the decoder
        if failed.reason == "stopped":
            raise PhotosStopped(_("Stopped; no photo was brought in.")) from None
        raise _told(raw, "memory", "") from None
    line, newline, body = out.partition(b"\n")
    if not newline:
        raise _told(raw, "damaged", "")
    return json.loads(line), body


def _refused(raw: Raw, told: str, hint: str = "") -> RefusedInput:
    return RefusedInput(told, place=raw.name, hint=hint or _("Save it smaller or as JPEG."))


def _no_photo(raw: Raw, kind: str, *, empty: bool) -> RefusedInput:
    if empty:
        return _told(raw, "damaged", "")
    if kind == "heic":
        hint = _("Save it as JPEG; on an iPhone: Settings, Camera, Formats, Most Compatible.")
        return _refused(raw, _("photos in HEIC or AVIF cannot be read"), hint)
    if kind == "svg":
        return _refused(raw, _("a drawing in SVG is no photo"), _("Save it as PNG."))
    return _refused(raw, _("this is no photo in JPEG, PNG or WebP"), _("Save it as JPEG or PNG."))


def _told(raw: Raw, code: str, detail: str) -> RefusedInput:
    if code == "kind":
        return _no_photo(raw, detail, empty=False)
    if code == "pixels":
        told = _("the photo has {count} million pixels, at most {limit} are read")
        return _refused(raw, told.format(count=detail, limit=MAX_PIXELS // 1_000_000))
    if code == "memory":
        return _refused(raw, _("the photo needs too much memory or time"))
    return _refused(raw, _("the photo is damaged or cut off"), _("Copy it once more from where it comes from."))
