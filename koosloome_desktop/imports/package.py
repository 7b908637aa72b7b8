"""The door for ``.koosloome`` files: members are read by known name under limits, never extracted to the disk.

Refused are: what is no such file, a newer version, links, doubled names, names that lead elsewhere, members that
overlap, and anything over the limits (quality.md, T10), before and while it is read. Each part has its SHA-256 in the
manifest: a part that is missing, broken or changed refuses the file and is named (D11). Nothing is half read.
"""

from __future__ import annotations

import hashlib
import io
import os
import stat
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, Final

from koosloome_desktop.imports.patience import read_patiently
from koosloome_desktop.imports.photo_kinds import sniff
from koosloome_desktop.imports.workshop_json import MAX_BYTES, parse
from koosloome_desktop.model.blobs import Blob
from koosloome_desktop.support.errors import RefusedInput
from koosloome_desktop.support.i18n import _
from koosloome_desktop.support.portable import MANIFEST, MIME, MIMETYPE, PHOTO_NAME, VERSION, WORKSHOP
from koosloome_desktop.support.reasons import reason

MAX_MEMBERS: Final = 2_000
MAX_MEMBER: Final = 200 * 1024 * 1024
"""Bytes of one member, unpacked."""
MAX_TOTAL: Final = 1024 * 1024 * 1024
"""Bytes of all members together, unpacked, and of the file itself."""
MAX_RATIO: Final = 200
"""How much larger a member may be unpacked than packed."""
_RATIO_FROM: Final = 64 * 1024
"""Smaller members may be as empty as they like."""
_MAX_DIRECTORY: Final = 1024 * 1024
"""Bytes of the zip's own table of contents: 2,000 members need a tenth of it."""
_AT_ONCE: Final = 64 * 1024 * 1024
"""Bytes of a file that is read whole before it is looked into."""
_LOCAL_HEADER: Final = 30
_CHUNK: Final = 1024 * 1024
_END: Final = struct.Struct("<4s4H2LH")
_SHA256: Final = 64
_KINDS: Final = {"jpg": "jpeg", "png": "png", "webp": "webp"}

_BROKEN: Final = (
    zipfile.BadZipFile, zlib.error, EOFError, ValueError, OverflowError, NotImplementedError, RuntimeError,
    struct.error, MemoryError, LookupError,
)  # fmt: skip
"""What zipfile raises for files that are damaged, encrypted or packed in ways we do not read."""


@dataclass(frozen=True, slots=True)
class Package:
    """What a portable file holds. `data` is the workshop's object (cleaned; `replaced` characters could not be kept),
    `text` its bytes, `pictures` its photos, `manifest` all that the manifest says, `ignored` the names of members that
    this program does not know.
    """

    data: Any
    text: bytes
    replaced: int
    pictures: tuple[Blob, ...]
    manifest: Mapping[str, Any]
    ignored: tuple[str, ...] = ()


def read_package(path: Path) -> Package:
    """Read a portable file; RefusedInput says in one line what is wrong with it, and with which part."""
    try:
        begun = read_patiently(path, _AT_ONCE)
        if len(begun) <= _AT_ONCE:
            return _read(io.BytesIO(begun))
        with path.open("rb") as file:
            return _read(file)
    except OSError as error:
        told = _("the file cannot be read ({reason})").format(reason=reason(error))
        raise RefusedInput(told, place=str(path), hint=_nothing()) from error


def _read(file: IO[bytes]) -> Package:
    _check_end(file)
    try:
        with zipfile.ZipFile(file) as package:
            return _Reader(package).read()
    except _BROKEN as error:
        raise _refused(_("the file is damaged or is no workshop file")) from error


def _nothing() -> str:
    return _("Nothing was imported; ask for the file again.")


def _refused(told: str, place: str = "") -> RefusedInput:
    return RefusedInput(told, place=place, hint=_nothing())


def _check_end(file: IO[bytes]) -> None:
    """Look at the zip's end before zipfile reads its table of contents into memory."""
    size = file.seek(0, os.SEEK_END)
    if size > MAX_TOTAL:
        raise _refused(_("the file is larger than {size} MB").format(size=MAX_TOTAL // (1024 * 1024)))
    tail_at = max(0, size - _END.size - 0xFFFF)
    file.seek(tail_at)
    tail = file.read()
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or len(tail) - at < _END.size:
        raise _refused(_("the file is broken off or is no workshop file"))
    _sign, _disk, _start, _here, entries, directory, _offset, _comment = _END.unpack_from(tail, at)
    if entries > MAX_MEMBERS or directory > _MAX_DIRECTORY:
        raise _too_many()
    file.seek(0)


def _too_many() -> RefusedInput:
    return _refused(_("the file has more than {count} parts").format(count=MAX_MEMBERS))


class _Reader:
    def __init__(self, package: zipfile.ZipFile) -> None:
        self.package = package
        self.members = _members(package)
        self.left = MAX_TOTAL

    def read(self) -> Package:
        self._check_kind()
        manifest = self._manifest()
        parts = _parts(manifest)
        text = self._part(WORKSHOP, parts, MAX_BYTES)
        data, replaced = _inside(WORKSHOP, lambda: parse(text))
        pictures = tuple(self._photo(name, parts) for name in sorted(parts) if name != WORKSHOP)
        known = {MIMETYPE, MANIFEST, WORKSHOP, *parts}
        ignored = tuple(sorted(name for name in self.members if name not in known))
        return Package(data, text, replaced, pictures, manifest, ignored)

    def _check_kind(self) -> None:
        """The first member says what the file is, in plain bytes, as file managers look for it."""
        first = min(self.members.values(), key=lambda info: info.header_offset, default=None)
        plain = first is not None and first.filename == MIMETYPE and first.compress_type == zipfile.ZIP_STORED
        if not plain or self._bytes(MIMETYPE, len(MIME) + 64) != MIME.encode("ascii"):
            raise _refused(_("this is no workshop file of this program"))

    def _manifest(self) -> dict[str, Any]:
        if MANIFEST not in self.members:
            raise _refused(_("the part {name} is missing").format(name=MANIFEST))
        manifest, _replaced = _inside(MANIFEST, lambda: parse(self._bytes(MANIFEST, MAX_BYTES)))
        if not isinstance(manifest, dict):
            raise _refused(_("the part {name} is damaged").format(name=MANIFEST))
        family, _slash, version = str(manifest.get("format")).partition("/")
        if family != "koosloome-package" or not (version.isascii() and version.isdigit()):
            raise _refused(_("this is no workshop file of this program"))
        if int(version[:9]) > VERSION:
            program = str(manifest.get("program") or version)[:40]
            told = _("this file was written by a newer version of the program ({schema})").format(schema=program)
            raise RefusedInput(told, hint=_("Install the newer version, or ask for the workshop as JSON."))
        return manifest

    def _part(self, name: str, parts: Mapping[str, str], limit: int = MAX_MEMBER) -> bytes:
        """The bytes of a part, which are those that its SHA-256 names."""
        if name not in self.members or name not in parts:
            raise _refused(_("the part {name} is missing").format(name=name))
        data = self._bytes(name, limit)
        if hashlib.sha256(data).hexdigest() != parts[name]:
            raise _refused(
                _("the part {name} is not what the file says of it: it is damaged or was changed").format(name=name)
            )
        return data

    def _photo(self, name: str, parts: Mapping[str, str]) -> Blob:
        found = PHOTO_NAME.fullmatch(name)
        data = self._part(name, parts)
        if found is None or found[1] != parts[name] or sniff(data[:1024]) != _KINDS[found[2]]:
            raise _refused(_("the part {name} is no photo that can be read").format(name=name))
        return Blob(found[1], f"image/{_KINDS[found[2]]}", data)

    def _bytes(self, name: str, limit: int) -> bytes:
        """A member, counted while it is unpacked: what its header says of its size may be a lie."""
        found = bytearray()
        try:
            with self.package.open(self.members[name]) as member:
                while chunk := member.read(_CHUNK):
                    found += chunk
                    self.left -= len(chunk)
                    if len(found) > limit or self.left < 0:
                        raise _refused(_("the part {name} is too large").format(name=name))
        except _BROKEN as error:
            raise _refused(_("the part {name} is damaged").format(name=name)) from error
        return bytes(found)


def _members(package: zipfile.ZipFile) -> dict[str, zipfile.ZipInfo]:
    """The members by name, after everything that can be seen without unpacking was looked at."""
    infos = package.infolist()
    if len(infos) > MAX_MEMBERS:
        raise _too_many()
    found: dict[str, zipfile.ZipInfo] = {}
    for info in infos:
        name = info.filename
        if name in found:
            raise _refused(_("the part {name} stands twice").format(name=_shown(name)))
        _check_member(info)
        found[name] = info
    if sum(info.file_size for info in infos) > MAX_TOTAL:
        raise _refused(_("unpacked the file is larger than {size} MB").format(size=MAX_TOTAL // (1024 * 1024)))
    _check_overlap(infos)
    return found


def _check_member(info: zipfile.ZipInfo) -> None:
    name = info.filename
    steps = name.split("/")
    elsewhere = "" in steps or ".." in steps or not set(name).isdisjoint(":\\")
    mode = info.external_attr >> 16
    packed = info.compress_type in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
    if elsewhere or not packed or stat.S_IFMT(mode) not in {0, stat.S_IFREG} or info.flag_bits & 0x1:
        raise _refused(_("the part {name} is of a kind that no workshop file has").format(name=_shown(name)))
    large = info.file_size > MAX_MEMBER
    bomb = info.file_size > _RATIO_FROM and info.file_size > MAX_RATIO * max(info.compress_size, 1)
    if large or bomb:
        raise _refused(_("the part {name} is too large").format(name=_shown(name)))


def _check_overlap(infos: list[zipfile.ZipInfo]) -> None:
    """No two members may share bytes: a small file could unpack to any size."""
    end = 0
    for info in sorted(infos, key=lambda one: one.header_offset):
        if info.header_offset < end:
            raise _refused(_("the part {name} is damaged").format(name=_shown(info.filename)))
        end = info.header_offset + _LOCAL_HEADER + len(info.filename.encode("utf-8")) + info.compress_size


def _parts(manifest: Mapping[str, Any]) -> dict[str, str]:
    """Name → SHA-256 of the parts that the manifest lists."""
    listed = manifest.get("parts")
    if not isinstance(listed, dict) or WORKSHOP not in listed:
        raise _refused(_("the part {name} is damaged").format(name=MANIFEST))
    found: dict[str, str] = {}
    for name, told in listed.items():
        digest = told.get("sha256") if isinstance(told, dict) else None
        known = name == WORKSHOP or PHOTO_NAME.fullmatch(name) is not None
        if not known or not isinstance(digest, str) or len(digest) != _SHA256:
            raise _refused(_("the part {name} is of a kind that no workshop file has").format(name=_shown(name)))
        found[name] = digest
    return found


def _inside(name: str, work: Callable[[], tuple[Any, int]]) -> tuple[Any, int]:
    """A refusal inside a part names the part."""
    try:
        return work()
    except RefusedInput as error:
        place = f"{name}: {error.place}" if error.place else name
        raise RefusedInput(error.message, place=place, hint=error.hint) from error


def _shown(name: str) -> str:
    return "".join(c if c.isprintable() else "\ufffd" for c in name)[:80]
