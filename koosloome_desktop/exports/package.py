"""The portable file ``.koosloome``: a zip whose first member, stored, says what it is, then manifest, workshop, photos.

The same content gives the same bytes: members carry no time. What is in it is decided by `services.package_file`;
reading is `imports.package`'s, and `MIME`, `MANIFEST` and the member names are shared by both.
"""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Iterable, Mapping
from typing import Any, Final

from koosloome_desktop.support.portable import FORMAT, MANIFEST, MIME, MIMETYPE, WORKSHOP

_TIME: Final = (1980, 1, 1, 0, 0, 0)
_COMPRESSED: Final = (".jpg", ".png", ".webp")


def package_bytes(workshop: bytes, facts: Mapping[str, Any], photos: Iterable[tuple[str, bytes]]) -> bytes:
    """The finished file. `workshop` is the canonical workshop file, `facts` what the manifest says besides the parts,
    `photos` are (member name, bytes).
    """
    out = io.BytesIO()
    parts = {WORKSHOP: _part(workshop)}
    with zipfile.ZipFile(out, "w") as package:
        _put(package, MIMETYPE, MIME.encode("ascii"))
        held: list[tuple[str, bytes]] = []
        for name, data in photos:
            parts[name] = _part(data)
            held.append((name, data))
        manifest = {"format": FORMAT, **facts, "parts": parts}
        _put(package, MANIFEST, (json.dumps(manifest, ensure_ascii=False, indent=1) + "\n").encode("utf-8"))
        _put(package, WORKSHOP, workshop)
        for name, data in held:
            _put(package, name, data)
    return out.getvalue()


def _part(data: bytes) -> dict[str, Any]:
    return {"sha256": hashlib.sha256(data).hexdigest(), "size": len(data)}


def _put(package: zipfile.ZipFile, name: str, data: bytes) -> None:
    info = zipfile.ZipInfo(name, _TIME)
    stored = name == MIMETYPE or name.endswith(_COMPRESSED)
    info.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
    info.external_attr = 0o644 << 16
    info.create_system = 3
    package.writestr(info, data)
