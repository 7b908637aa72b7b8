"""What people do with pictures: put one on a note, take it off, choose the map of a canvas. Inside an open transaction.

The same content is one asset however often it is used; an asset that nothing shows any more goes with its last use (and
comes back on undo). A canvas names its map by the asset's code in `parts["map_image"]`: ``{"photo": "F1"}``.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from koosloome_desktop.model.document import Document
from koosloome_desktop.model.frozen import EMPTY, FrozenMap
from koosloome_desktop.model.order import between
from koosloome_desktop.model.records import Asset, Canvas, Note
from koosloome_desktop.model.transaction import Transaction
from koosloome_desktop.operations.origins import keep_origins
from koosloome_desktop.operations.queries import next_code
from koosloome_desktop.support.ids import new_id
from koosloome_desktop.support.text import clean_title

MAP: Final = "map_image"
"""The part of a canvas that names its map."""
PREFIX: Final = "F"


def add_asset(
    tx: Transaction, sha256: str, media_type: str, *, name: str = "", width: int = 0, height: int = 0
) -> Asset:
    """The asset of this content: the one that is there, else a new one. Width and height in px."""
    for known in tx.document.within(Asset, ""):
        if known.sha256 == sha256:
            return known
    siblings = tx.document.within(Asset, "")
    return tx.create(
        Asset(
            id=new_id(),
            order=between(siblings[-1].order if siblings else "", ""),
            code=next_code((a.code for a in siblings), PREFIX),
            sha256=sha256,
            media_type=media_type,
            name=clean_title(name).text,
            width=width,
            height=height,
        )
    )


def set_photo(tx: Transaction, note: Note, asset: Asset | None) -> Note:
    """Give a note a picture, or (None) take it off."""
    before = note.photo
    changed = tx.update(note, photo=asset.id if asset is not None else "")
    drop_unused(tx, before)
    return changed


def drop_unused(tx: Transaction, asset_id: str) -> None:
    """Remove an asset that no note and no canvas shows."""
    asset = tx.document.find(asset_id) if asset_id else None
    if not isinstance(asset, Asset) or tx.document.pointing_at(asset_id):
        return
    if not any(map_code(c) == asset.code for c in tx.document.within(Canvas, "")):
        tx.remove(asset_id)


def remove_canvas(tx: Transaction, canvas: Canvas) -> None:
    """Delete a canvas with all that stands on it; its pictures go too, unless something else shows them."""
    document = tx.document
    keep_origins(tx, document.within(Note, canvas.id))
    tx.remove(canvas.id)
    maps = {map_code(c) for c in document.within(Canvas, "")}
    for asset in document.within(Asset, ""):
        users = [document.find(i) for i, _field in document.pointing_at(asset.id)]
        # What stood on the canvas goes when the step is closed.
        if asset.code not in maps and all(getattr(u, "canvas", "") == canvas.id for u in users):
            tx.remove(asset.id)


def map_code(canvas: Canvas) -> str:
    """The code of the asset that a canvas has as its map, "" without one."""
    found = canvas.parts.get(MAP)
    code = found.get("photo") if isinstance(found, Mapping) else None
    return code if isinstance(code, str) else ""


def map_asset(document: Document, canvas: Canvas) -> Asset | None:
    """The picture that lies under a canvas, None when there is none."""
    code = map_code(canvas)
    return next((a for a in document.within(Asset, "") if a.code == code), None) if code else None


def set_map(tx: Transaction, canvas: Canvas, asset: Asset | None) -> Canvas:
    """Put a picture under a canvas, or (None) take it away; other facts of the map (its source, its words) stay."""
    before = map_asset(tx.document, canvas)
    found = canvas.parts.get(MAP)
    kept = found if isinstance(found, FrozenMap) else EMPTY
    value = kept.having("photo", asset.code) if asset is not None else kept.without("photo") or None
    changed = tx.update(canvas, parts=canvas.parts.having(MAP, value))
    drop_unused(tx, before.id if before is not None else "")
    return changed


def photo_of(document: Document, note: Note) -> Asset | None:
    """The picture of a note."""
    found = document.find(note.photo) if note.photo else None
    return found if isinstance(found, Asset) else None


def typed_from(document: Document, note: Note) -> Note | None:
    """The photo note that a note was typed from, None when it was not."""
    for source_id in note.sources:
        source = document.find(source_id)
        if isinstance(source, Note) and source.photo:
            return source
    return None
