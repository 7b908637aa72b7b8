"""Pictures as pixels: decoded away from the window, in the size that is needed, kept under a budget.

What comes out of the library was written by us (JPEG or PNG without metadata), and is read by the decoder of its media
type, never by what its content might look like.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Final
from weakref import WeakKeyDictionary

from PySide6.QtCore import QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPixmap

from koosloome_desktop.model.records import Asset
from koosloome_desktop.support.dispatch import Executor, InlineExecutor
from koosloome_desktop.views.waiting import ask_for

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

    from koosloome_desktop.services.workshop import OpenWorkshop
    from koosloome_desktop.views.context import PageContext

SIDES: Final = (320, 640, 1280, 2560)
"""Long sides (px) in which pictures are kept."""
BUDGET: Final = 96 * 1024 * 1024
"""Bytes of pixels that are kept."""
_FORMATS: Final = {"image/jpeg": b"jpeg", "image/png": b"png"}

Key = tuple[str, int]


def side_for(px: float) -> int:
    """The long side (px) in which a picture that is `px` long on the screen is kept."""
    return next((s for s in SIDES if s >= px), SIDES[-1])


def decode(data: bytes, media_type: str, side: int) -> QImage:
    """A picture at most `side` px long, null when it cannot be read. Callable from any thread."""
    # Most workshops have no picture, and Qt's classes are made when they are first asked for.
    from PySide6.QtCore import QBuffer, QByteArray
    from PySide6.QtGui import QImageReader

    kept = QByteArray(data)
    buffer = QBuffer(kept)
    buffer.open(QBuffer.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer, _FORMATS.get(media_type, b"jpeg"))
    reader.setDecideFormatFromContent(False)
    size = reader.size()
    if size.isValid() and max(size.width(), size.height()) > side:
        reader.setScaledSize(size.scaled(QSize(side, side), Qt.AspectRatioMode.KeepAspectRatio))
    return reader.read()


class PhotoStore(QObject):
    """The pictures of one workshop. `arrived` names an asset of which there is more to show than before."""

    arrived = Signal(str)

    def __init__(self, workshop: OpenWorkshop, executor: Executor) -> None:
        super().__init__()
        self._document, self._pictures = workshop.document, workshop.pictures
        self._executor = executor
        self._kept: OrderedDict[Key, QPixmap] = OrderedDict()
        self._bytes = 0
        self._asked: set[Key] = set()
        self._missing: set[str] = set()

    def asset(self, asset_id: str) -> Asset | None:
        """The record of a picture."""
        found = self._document.find(asset_id) if asset_id else None
        return found if isinstance(found, Asset) else None

    def missing(self, asset_id: str) -> bool:
        """Whether the bytes of a picture are known not to be here."""
        asset = self.asset(asset_id)
        return asset is None or asset.sha256 in self._missing

    def get(self, asset_id: str, px: float) -> QPixmap | None:
        """A picture for a place of `px` px on the screen: the best there is now, None while there is none.

        What would be sharper is fetched; `arrived` tells when it is there.
        """
        asset = self.asset(asset_id)
        if asset is None:
            return None
        side = side_for(px)
        key = (asset.sha256, side)
        found = self._kept.get(key)
        if found is not None:
            self._kept.move_to_end(key)
            return found
        if asset.sha256 not in self._missing:
            self._fetch(asset, side)
        sizes = (self._kept.get((asset.sha256, s)) for s in (*(x for x in SIDES if x >= side), *reversed(SIDES)))
        return next((p for p in sizes if p is not None), None)

    def forget_missing(self) -> None:
        """Look again for what was not there: something was brought in."""
        self._missing.clear()

    def _fetch(self, asset: Asset, side: int) -> None:
        key = (asset.sha256, side)
        if key in self._asked:
            return
        self._asked.add(key)
        self._pictures.ask(asset.sha256, partial(self._read, asset, key))

    def _read(self, asset: Asset, key: Key, data: bytes | None) -> None:
        if data is None:
            self._asked.discard(key)
            self._missing.add(asset.sha256)
            self._tell(asset.id)
            return
        work: Callable[[], QImage] = partial(decode, data, asset.media_type, key[1])
        try:
            ask_for(self._executor, self, work, partial(self._made, asset, key))
        except RuntimeError:  # the window is closing and takes no more work
            self._asked.discard(key)

    def _made(self, asset: Asset, key: Key, image: QImage) -> None:
        self._asked.discard(key)
        if image.isNull():
            self._missing.add(asset.sha256)
        else:
            self._keep(key, QPixmap.fromImage(image))
        self._tell(asset.id)

    def _keep(self, key: Key, made: QPixmap) -> None:
        self._kept[key] = made
        self._bytes += made.width() * made.height() * 4
        while self._bytes > BUDGET and len(self._kept) > 1:
            _, gone = self._kept.popitem(last=False)
            self._bytes -= gone.width() * gone.height() * 4

    def _tell(self, asset_id: str) -> None:
        # Asked for while something was being painted: told when that is done.
        QTimer.singleShot(0, self, lambda: self.arrived.emit(asset_id))


_STORES: Final[WeakKeyDictionary[OpenWorkshop, PhotoStore]] = WeakKeyDictionary()


def photos_of(workshop: OpenWorkshop, ctx: PageContext) -> PhotoStore:
    """The store of an open workshop; all its pages share it. For pictures of the screen it works at once."""
    found = _STORES.get(workshop)
    if found is None:
        found = _STORES[workshop] = PhotoStore(workshop, InlineExecutor() if ctx.fixed else ctx.executor)
    return found
