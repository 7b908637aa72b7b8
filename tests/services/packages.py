"""Portable files with photos for tests: made, taken apart, put together again."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile

from koosloome_desktop.model.records import Asset
from koosloome_desktop.services.export import export_workshop
from koosloome_desktop.support.ids import new_id
from tests.drivers.pictures import flipchart


def picture(kind: str) -> bytes:
    out = io.BytesIO()
    flipchart(64, 48).save(out, kind)
    return out.getvalue()


PICTURES = {
    hashlib.sha256(data).hexdigest(): (data, kind)
    for data, kind in ((picture("jpeg"), "jpeg"), (picture("png"), "png"))
}


def with_photos(document):
    with document.transaction("x") as tx:
        for number, (sha256, (_data, kind)) in enumerate(PICTURES.items(), start=1):
            tx.create(
                Asset(
                    id=new_id(), order=f"a{number}", code=f"F{number}", sha256=sha256, media_type=f"image/{kind}",
                    name=f"foto {number}", width=40, height=30,
                )
            )  # fmt: skip
    return document


def photo(sha256):
    return PICTURES[sha256][0] if sha256 in PICTURES else None


def written(document, folder, name="w.koosloome"):
    return export_workshop(document, folder / name, photos=photo)


def parts(path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}


def manifest(path):
    return json.loads(parts(path)["manifest.json"])
